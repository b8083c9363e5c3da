"""Areas: the point that stands for one, how far the truth may be from it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from geo import line
from geo._sphere import apart_km
from geo.gazetteer import ready
from geo.gazetteer.calibration import load_calibration
from geo.gazetteer.contacts import contacts
from geo.gazetteer.spread import Spread
from geo.parts import area_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.gazetteer.entries import Entry
    from geo.gazetteer.index import Index
    from geo.region import RegionPack

    Reals = NDArray[np.float64]

# What is told of an unknown place in a district at the line happened nearer to the line than most
# of the district's people live.
TOWARD_LINE = 1 / 3
_SEAT_KM = 10.0  # a seat may lie outside its unit's outline by twice what that may be off


class Stand(NamedTuple):
    """The point that stands for an area.

    Attributes
    ----------
    latitude, longitude
        The point, inside the area.
    reach_km
        The radius around it that holds nearly all of the area and of its named places together.
    whole_km
        The same of the area alone: for what lies somewhere in it and is none of these places.
    centre
        Latitude and longitude of its middle: the centroid, or the point inside next to it.
    centre_km
        The radius around the middle that holds what `reach_km` holds.
    among
        Latitude and longitude of the point with most of the weight near it, seat or not: for a
        place in it that has a name of its own.
    among_km
        The radius around that point that holds nearly all of the area and of its named places.
    facing
        Latitude and longitude where a report of the line is drawn that names a place in it which
        is not known: `among`, and of a unit that touches the line `TOWARD_LINE` of the way to it.
    error_km
        The part of the radii that is the error of the outline.
    """

    latitude: float
    longitude: float
    reach_km: float
    whole_km: float
    centre: tuple[float, float]
    centre_km: float
    among: tuple[float, float]
    among_km: float
    facing: tuple[float, float]
    error_km: float


def stand_of(pack: RegionPack, index: Index, code: str) -> Stand | None:
    """Return the point that stands for a unit, a region or a part, or None where it has no area.

    What happens in a unit happens where people live, and not only in the places we know: weight
    lies on its area and on its named places, on these the more the more are known. The point is
    the one with most of that weight within 25 km, which is what UCDP calls near. A subdistrict is
    called after its seat, and what is told of it is told of the seat's surroundings: there the
    point is that town. The radius is widened by the error of the unit's outline, which the pack
    states by country and level (`[uncertainty]` in `region.toml`).
    """
    known: dict[str, Stand | None] = pack.once("stands", _held_stands)
    if code not in known:
        known[code] = _stand_of(pack, index, code)
    return known[code]


def stands(pack: RegionPack, index: Index) -> dict[str, NDArray[Any]]:
    """Make the arrays of points that stand for others, for `geo.gazetteer.ready`.

    Those of units and regions, and those near places without a point.
    """
    import numpy as np

    each = {e.id: _stand_of(pack, index, e.id) for e in index.entries if e.has_area}
    found = {code: stand for code, stand in each.items() if stand is not None}
    points = [(s[:2], s.centre, s.among, s.facing) for s in found.values()]
    km = [(s.reach_km, s.whole_km, s.centre_km, s.among_km, s.error_km) for s in found.values()]
    near = {e.id: _point_near(pack, index, e) for e in index.entries if e.near is not None}
    points_near = {entry: point for entry, point in near.items() if point is not None}
    return {
        "near": ready.lines(points_near),
        "near/points": np.array([*points_near.values()], float).reshape(-1, 2),
        "stands": ready.lines(found),
        "stands/points": np.array(points, float),
        "stands/km": np.array(km, float),
    }


def _held_stands(pack: RegionPack) -> dict[str, Stand | None]:
    held = ready.read(pack)
    if held is None:
        return {}
    made: dict[str, Stand | None] = {}
    rows = (held["stands/points"].tolist(), held["stands/km"].tolist())
    for code, points, km in zip(ready.texts(held["stands"]), *rows, strict=True):
        (latitude, longitude), centre, among, facing = points
        reach, whole, centre_km, among_km, error = km
        made[code] = Stand(
            latitude,
            longitude,
            reach,
            whole,
            (centre[0], centre[1]),
            centre_km,
            (among[0], among[1]),
            among_km,
            (facing[0], facing[1]),
            error,
        )
    return made


def _stand_of(pack: RegionPack, index: Index, code: str) -> Stand | None:
    import shapely

    area = area_of(pack, code)
    if area is None or area.is_empty:
        return None
    shapely.prepare(area)
    number = index.by_code.get(code)
    entry = index.entries[number] if number is not None else None
    by_unit = pack.once("places_by_unit", lambda _: _by_unit(index))
    spread = Spread(area, *by_unit.get(entry.id if entry else None, by_unit[None]))
    if not spread.count:
        return None
    latitude, longitude = among = spread.densest()
    seat = _seat_of(pack, index, entry, area)
    if seat is not None:
        latitude, longitude = seat
    error = _outline_km(pack, entry)
    shares = load_calibration().share
    share = shares["other" if seat is None else "seat"]
    reach, whole = spread.radii_km(latitude, longitude, share)
    among_km = reach if seat is None else spread.radii_km(*among, shares["other"])[0]
    middle = area.centroid
    at = middle.y, middle.x
    if not area.contains(middle):
        at = spread.nearest(*at)
    centre_km, _ = spread.radii_km(*at, share)
    return Stand(
        round(latitude, 5),
        round(longitude, 5),
        reach + error,
        max(reach, whole) + error,
        (round(at[0], 5), round(at[1], 5)),
        centre_km + error,
        (round(among[0], 5), round(among[1], 5)),
        among_km + error,
        _facing(pack, code, area, among),
        error,
    )


def _facing(
    pack: RegionPack, code: str, area: BaseGeometry, among: tuple[float, float]
) -> tuple[float, float]:
    import shapely

    span = contacts(pack).get(code)
    if span is not None:
        low, high = span
        foot = line.point_at(pack, min(max(line.foot_km(pack, *among), low), high))
        at = [b + TOWARD_LINE * (a - b) for a, b in zip(foot[::-1], among, strict=True)]
        if area.covers(shapely.Point(at[1], at[0])):
            among = at[0], at[1]
    return round(among[0], 5), round(among[1], 5)


def point_near(pack: RegionPack, index: Index, entry: Entry) -> tuple[float, float] | None:
    """Return latitude and longitude by which a place without a point is known, or None.

    They are those of the place that its row names as near it; where that lies in another unit than
    the row, of the point of the row's unit that is next to it.
    """
    if entry.near is None:
        return None
    known: dict[str, tuple[float, float] | None] = pack.once("points_near", _held_near)
    if entry.id not in known:
        known[entry.id] = _point_near(pack, index, entry)
    return known[entry.id]


def _held_near(pack: RegionPack) -> dict[str, tuple[float, float] | None]:
    held = ready.read(pack)
    if held is None:
        return {}
    points = held["near/points"].tolist()
    pairs = zip(ready.texts(held["near"]), points, strict=True)
    return {entry: (latitude, longitude) for entry, (latitude, longitude) in pairs}


def _point_near(pack: RegionPack, index: Index, entry: Entry) -> tuple[float, float] | None:
    from geo._gaps import foot

    number = index.by_code.get(entry.near or "")
    near = index.entries[number] if number is not None else None
    if near is None or near.latitude is None or near.longitude is None:
        return None
    unit = entry.admin3 or entry.admin2 or ""
    area = None if unit in near.codes else area_of(pack, unit)
    if area is None or area.is_empty:
        return near.latitude, near.longitude
    latitude, longitude = foot(area, near.latitude, near.longitude)
    return round(latitude, 5), round(longitude, 5)


def label_point(
    pack: RegionPack, index: Index, entry: Entry, *, is_inside: bool = False
) -> tuple[float, float] | None:
    """Return latitude and longitude by which something is drawn, or None where nothing is known.

    Its own point; one near it; a district's middle, a subdistrict's seat, or what stands for an
    unknown place in one of them; the label point of its province or country. `is_inside` asks for
    the point of an unknown place in a district or subdistrict; in a district, of a report of the
    line.
    """
    is_unit = entry.id in (entry.country, entry.admin1, entry.admin2, entry.admin3)
    if not is_unit and entry.latitude is not None and entry.longitude is not None:
        return entry.latitude, entry.longitude
    if (near := point_near(pack, index, entry)) is not None:
        return near
    for code in (entry.admin3, entry.admin2):
        stand = stand_of(pack, index, code) if code else None
        if stand is not None and (is_inside or code != entry.id):
            return stand.facing if code == entry.admin2 else stand.among
        if stand is not None:
            is_seat = entry.level == "admin3"
            return (stand.latitude, stand.longitude) if is_seat else stand.centre
    for code in (entry.admin1, entry.country):
        unit = index.entries[index.by_code[code]] if code in index.by_code else entry
        if unit.latitude is not None and unit.longitude is not None:
            return unit.latitude, unit.longitude
    return None


def _seat_of(
    pack: RegionPack, index: Index, entry: Entry | None, area: BaseGeometry
) -> tuple[float, float] | None:
    """Return the town of a subdistrict's name in it, or so near as its outline may be off."""
    from geo._gaps import foot

    if entry is None or entry.level != "admin3":
        return None
    namesakes = pack.once("namesakes_of_subdistricts", lambda _: _namesakes(index))
    seats = []
    for number in namesakes.get(entry.id, ()):
        town = index.entries[number]
        at = town.latitude, town.longitude
        if at[0] is None or at[1] is None:
            at = point_near(pack, index, town) or at
        if at[0] is None or at[1] is None:
            continue
        away = apart_km(at[0], at[1], *foot(area, at[0], at[1]))
        seats.append((away, -town.weight, town.id, (at[0], at[1])))
    nearest = min(seats, default=None)
    return nearest[-1] if nearest is not None and nearest[0] <= _SEAT_KM else None


def _namesakes(index: Index) -> dict[str, set[int]]:
    """Gather, by the subdistrict, the towns with a point or near one that share a name with it."""
    found: dict[str, set[int]] = defaultdict(set)
    for hits in index.folded.values():
        if len(hits) == 1:
            continue
        entries = [(number, index.entries[number]) for number, _ in hits]
        towns = [
            number
            for number, entry in entries
            if entry.level == "place" and (entry.latitude is not None or entry.near is not None)
        ]
        for _, unit in entries if towns else ():
            if unit.level == "admin3":
                found[unit.id].update(towns)
    return found


def _outline_km(pack: RegionPack, entry: Entry | None) -> float:
    if entry is None:
        return 0.0
    said = pack.meta.get("uncertainty", {}).get("outline_km", {})
    return float(said.get(entry.country, {}).get(entry.level, 0.0))


def _by_unit(index: Index) -> dict[str | None, tuple[Reals, Reals]]:
    """Gather the points of places by the code of each unit that holds them; None for all."""
    import numpy as np

    found: dict[str | None, list[tuple[float, float]]] = defaultdict(list)
    found[None] = []
    for entry in index.entries:
        if entry.level == "place" and entry.latitude is not None and entry.longitude is not None:
            point = entry.latitude, entry.longitude
            for code in {None, entry.country, entry.admin1, entry.admin2, entry.admin3}:
                found[code].append(point)
    arrays = {code: np.array(points).reshape(-1, 2).T for code, points in found.items()}
    return {code: (pair[0], pair[1]) for code, pair in arrays.items()}
