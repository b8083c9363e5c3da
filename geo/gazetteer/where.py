"""Where what is meant lies: point or area, precision, uncertainty."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from geo import boundaries, line
from geo._sphere import apart_km, moved
from geo.gazetteer.answers import GEO_PRECISION, VAGUE_PREC, Answer, Stretch, stretch_answer
from geo.gazetteer.areas import point_near, stand_of
from geo.gazetteer.calibration import load_calibration
from geo.gazetteer.contacts import contacts
from geo.gazetteer.entries import BORDER, REGION, SECTION, UNIT_LEVELS
from geo.gazetteer.precision import DEFAULT_POINT_KM, cover_beside, precision_of
from geo.gazetteer.regions import part_of
from geo.parts import JOIN, around_id

if TYPE_CHECKING:
    from geo.gazetteer.entries import Entry
    from geo.gazetteer.index import Index
    from geo.gazetteer.meant import Meant
    from geo.gazetteer.regions import Part
    from geo.region import RegionPack

# UCDP GED where_prec (Codebook 22.1, section 4) of a unit's level, and ACLED's geo_precision
# (Codebook 2024: 1 town, 2 part of a region or its seat as stand-in, 3 larger region) of it.
_PREC_OF_LEVEL = {"admin3": 3, "admin2": 3, "admin1": 4, "country": 6, REGION: 5}
_PREC_OF_PART = {"admin3": 3, "admin2": 3, "admin1": 4}
# UCDP's third class is what is known to the second-order unit alone. What is known to be a smaller
# unit or a place in one, and by that within about 25 km of a known point, is its second class. It
# is still an area and has no point.
_NEAR_PREC, _NEAR_KM = 2, 25.0


class Place(NamedTuple):
    """Where something lies.

    Attributes
    ----------
    answer
        An answer without score and reason; without a level where nothing is known.
    note, name
        What stands for it, and how: a code of `[further]` of `reasons.toml`, and a name.
    """

    answer: Answer
    note: str = ""
    name: str = ""


_SEATED = frozenset({"admin2", "admin3"})
_NOWHERE = Place(Answer(), "nowhere")
_Units = tuple[str | None, str | None, str | None]  # province, district, subdistrict


def where(pack: RegionPack, index: Index, meant: Meant) -> Place:
    """Say where something lies; of what has no point, where lies what stands for it."""
    place = _where(pack, index, meant)
    if meant.known is None or place.answer.place_level is None:
        return place
    return place._replace(answer=_of_known(place.answer, meant.known))


def _of_known(answer: Answer, known: Entry) -> Answer:
    """Return the answer as that of what has no point itself, filed under its own units."""
    made = answer._replace(place_name=known.name, place_id=known.id, place_level=known.level)
    if answer.admin2_pcode is None:
        return made
    admin3 = answer.admin3_id if answer.admin2_pcode == known.admin2 else None
    return made._replace(
        country=known.country,
        admin1_pcode=known.admin1,
        admin2_pcode=known.admin2,
        admin3_id=known.admin3 or admin3,
    )


def _where(pack: RegionPack, index: Index, meant: Meant) -> Place:
    entry = meant.entry
    if entry.level in (BORDER, SECTION):
        end = line.length_km(pack) if entry.to_km is None else entry.to_km
        stretch = Stretch(entry.name, entry.level, entry.from_km or 0.0, end)
        return Place(stretch_answer(pack, stretch, entry))
    if entry.latitude is None and entry.level == "crossing":
        made = _unsourced_crossing(pack, entry)
        if made is not None:
            return made
    if meant.parts:
        part = part_of(pack, index, entry, meant.parts, is_of_part=meant.is_of_part)
        if part is not None:
            return _part(pack, index, meant, part)
    is_far = meant.is_far
    if entry.near is not None and entry.latitude is None and not is_far:
        point = point_near(pack, index, entry)
        if point is not None:
            return _near(index.entries[index.by_code[entry.near]], point, meant)
    if entry.level in UNIT_LEVELS or entry.latitude is None or is_far:
        return _area(pack, index, meant)
    return Place(_point(pack, meant))


def _point(pack: RegionPack, meant: Meant) -> Answer:
    """Make the answer of what has a point, or lies a stated way from it."""
    entry = meant.entry
    latitude, longitude, footprint = entry.latitude, entry.longitude, entry.id
    assert latitude is not None and longitude is not None  # noqa: S101, PT018 - a point has both
    units = entry.admin1, entry.admin2, entry.admin3
    prec, uncertainty = precision_of(meant)
    if meant.away_km is not None and meant.bearing is not None:
        latitude, longitude = moved(latitude, longitude, meant.bearing, meant.away_km)
        latitude, longitude = round(latitude, 5), round(longitude, 5)
        footprint = f"at:{latitude},{longitude}"
        units = _units_at(pack, entry, latitude, longitude)
        if uncertainty > _NEAR_KM:
            prec, units = VAGUE_PREC, (units[0], None, None)
    if meant.beside:
        uncertainty = cover_beside(entry, latitude, longitude, uncertainty, meant)
        prec = prec if uncertainty <= _NEAR_KM else VAGUE_PREC
    return _about(entry, (latitude, longitude), prec, uncertainty, footprint, units=units)


def _about(
    entry: Entry,
    at: tuple[float, float],
    prec: int,
    uncertainty_km: float,
    footprint_id: str,
    *,
    units: _Units | None = None,
) -> Answer:
    """Make the answer that is an entry about a point: at it, or all around it where that is coarse.

    UCDP codes as near a point (`where_prec` 2) what lies within some 25 km of it.
    """
    is_point = prec != VAGUE_PREC and uncertainty_km <= _NEAR_KM
    footprint = footprint_id if is_point else around_id(*at, uncertainty_km)
    return _lies(entry, at, prec, uncertainty_km, footprint, is_point=is_point, units=units)


def _lies(
    entry: Entry,
    at: tuple[float, float],
    prec: int,
    uncertainty_km: float,
    footprint_id: str,
    *,
    is_point: bool = False,
    units: _Units | None = None,
) -> Answer:
    """Make the answer that is an entry at a latitude and longitude, known to a point or not.

    It is filed under the units given, else under its own.
    """
    latitude, longitude = at
    admin1, admin2, admin3 = units or (entry.admin1, entry.admin2, entry.admin3)
    return Answer(
        place_name=entry.name,
        place_id=entry.id,
        place_level=entry.level,
        country=entry.country,
        admin1_pcode=admin1,
        admin2_pcode=admin2,
        admin3_id=admin3,
        latitude=latitude if is_point else None,
        longitude=longitude if is_point else None,
        label_latitude=latitude,
        label_longitude=longitude,
        where_prec=prec,
        geo_precision=GEO_PRECISION[prec],
        uncertainty_km=round(uncertainty_km, 1),
        footprint_id=footprint_id,
    )


def _units_at(pack: RegionPack, entry: Entry, latitude: float, longitude: float) -> _Units:
    """Return the codes of the units at a point; the entry's own where it lies in another country.

    Words that lead a little over the line are more often coarse than meant so.
    """
    country, admin1, admin2, admin3 = boundaries.codes_at(pack, longitude, latitude)
    if country != entry.country:
        return entry.admin1, entry.admin2, entry.admin3
    return admin1, admin2, admin3


def seated(pack: RegionPack, index: Index, entry: Entry) -> Entry | None:
    """Return a district at the point that stands for it, None for anything else."""
    stand = stand_of(pack, index, entry.id) if entry.level in _SEATED else None
    if stand is None:
        return None
    known = load_calibration().least_km["unknown"]
    latitude, longitude = stand.latitude, stand.longitude
    return replace(entry, latitude=latitude, longitude=longitude, uncertainty_km=known)


def between(one: Entry, two: Entry) -> Place:
    """Say where what lies between two points is."""
    points = [(e.latitude, e.longitude) for e in (one, two)]
    (lat1, lon1), (lat2, lon2) = [(la or 0.0, lo or 0.0) for la, lo in points]
    reach = apart_km(lat1, lon1, lat2, lon2) / 2 + max(
        e.uncertainty_km or DEFAULT_POINT_KM for e in (one, two)
    )
    prec = _NEAR_PREC if reach <= _NEAR_KM else VAGUE_PREC
    latitude, longitude = round((lat1 + lat2) / 2, 5), round((lon1 + lon2) / 2, 5)
    is_near = prec == _NEAR_PREC
    admin2 = one.admin2 if one.admin2 == two.admin2 else None
    admin1 = one.admin1 if one.admin1 == two.admin1 else None
    made = Answer(
        place_name=f"between {one.name} and {two.name}",
        place_level="place",
        country=one.country if one.country == two.country else None,
        admin1_pcode=admin1,
        admin2_pcode=admin2,
        latitude=latitude if is_near else None,
        longitude=longitude if is_near else None,
        label_latitude=latitude,
        label_longitude=longitude,
        where_prec=prec,
        geo_precision=GEO_PRECISION[prec],
        uncertainty_km=round(reach, 1),
        footprint_id=f"at:{latitude},{longitude}"
        if is_near
        else around_id(latitude, longitude, reach),
    )
    return Place(made, "between")


def standing_area(index: Index, entry: Entry) -> Entry | None:
    """Return the finest unit with a polygon that holds an entry: itself, or one above it."""
    for code in (entry.id, entry.admin3, entry.admin2, entry.admin1, entry.country):
        number = index.by_code.get(code) if code else None
        if number is not None and index.entries[number].has_area:
            return index.entries[number]
    return None


def _area(pack: RegionPack, index: Index, meant: Meant) -> Place:
    """Say where what is known to an area lies: that of its own, or of a unit that stands for it."""
    entry = meant.entry
    unit = standing_area(index, entry)
    if meant.is_far and entry.admin1 is not None:
        unit = standing_area(index, index.entries[index.by_code[entry.admin1]])
    stand = stand_of(pack, index, unit.id) if unit is not None else None
    if unit is None or stand is None:
        return _NOWHERE
    note = ""
    if meant.is_far:
        note = "far"
    elif unit is not entry:
        note = "no_outline" if entry.level in UNIT_LEVELS else "no_point"
    latitude, longitude = stand.latitude, stand.longitude
    is_itself = unit is entry and not meant.holds_unknown
    reach = stand.reach_km if is_itself else stand.whole_km
    error = stand.error_km
    if unit is not entry and unit.level == "admin3" and entry.level == "place":
        # It has a name of its own, so it is not the seat, whose surroundings are told by its name.
        told = load_calibration().told_km
        (latitude, longitude), reach, error = stand.among, stand.among_km + told, error + told
    # UCDP codes what is known to a district with its middle, what is known better with the place.
    if is_itself and entry.level == "admin2" and not meant.is_around:
        (latitude, longitude), reach = stand.centre, stand.centre_km
    uncertainty = cover_beside(unit, latitude, longitude, reach, meant)
    uncertainty = max(uncertainty, meant.away_km or 0.0)
    prec = _PREC_OF_LEVEL[unit.level]
    is_part = entry.level == "place" or meant.holds_unknown
    is_finer = unit.level == "admin3" or (unit.level == "admin2" and is_part)
    if is_finer and uncertainty - error <= _NEAR_KM:
        prec = _NEAR_PREC
    elif any(unit.id not in other.codes and unit.id != other.id for other in meant.beside):
        prec = VAGUE_PREC  # of several units one is labelled
    made = _lies(entry, (latitude, longitude), prec, uncertainty, unit.id)
    return Place(made, note, unit.name)


def _near(near: Entry, point: tuple[float, float], meant: Meant) -> Place:
    """Say where a place lies that has no point and is, its source says, by one that has."""
    is_at_it = point == (near.latitude, near.longitude)
    known = near.uncertainty_km or DEFAULT_POINT_KM
    uncertainty = max(known, load_calibration().least_km["unknown"])
    uncertainty = max(uncertainty, meant.away_km or 0.0)
    footprint = near.id if is_at_it else f"at:{point[0]},{point[1]}"
    made = _about(meant.entry, point, _NEAR_PREC, uncertainty, footprint)
    return Place(made, "near", near.name)


def _part(pack: RegionPack, index: Index, meant: Meant, part: Part) -> Place:
    """Say where some parts of an area lie."""
    entry = meant.entry
    stand = stand_of(pack, index, part.footprint_id)
    if stand is None:
        return _NOWHERE
    reach = stand.whole_km if meant.holds_unknown else stand.reach_km
    prec = _PREC_OF_PART.get(entry.level, VAGUE_PREC)
    at = stand.latitude, stand.longitude
    made = _lies(entry, at, prec, reach, part.footprint_id)._replace(
        place_name=part.name,
        place_id=part.footprint_id if part.is_named and JOIN not in part.footprint_id else None,
        place_level=part.level,
    )
    return Place(made, "part_listed" if part.is_named else "part_computed", part.name)


def _unsourced_crossing(pack: RegionPack, entry: Entry) -> Place | None:
    """Say where a gate without a point stands: where its districts meet; None where they do not."""
    touching = contacts(pack)
    runs = [touching[code] for code in sorted(entry.codes) if code in touching]
    start = max((run[0] for run in runs), default=0.0)
    end = min((run[1] for run in runs), default=0.0)
    if not start < end:
        return None
    stretch = Stretch(entry.name, entry.level, start, end)
    made = stretch_answer(pack, stretch, entry)
    # What is told of a gate happens on its approaches, wherever on the stretch it stands.
    reach = (end - start) / 2 + load_calibration().least_km["around"]
    return Place(made._replace(uncertainty_km=round(reach, 1)), "crossing")
