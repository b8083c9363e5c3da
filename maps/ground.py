"""The shapes of the base map, simplified for drawing: land, countries, borders, rivers, lakes.

Borders that two units share are cut into arcs once, each with the highest level it parts. They are
simplified together, so that no gap opens between neighbours. All that depends on nothing but the
pack's layers, and takes longer than the rest of a small page: a pack may hold it ready in
`ground.npz`, which counts as long as the layers are those that it was made of.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from geo import _ready, line
from maps import payload

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    import geopandas as gpd
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.region import RegionPack

    Ground = Mapping[str, NDArray[Any]]

FILE = "ground.npz"
_LAYERS = ("units", "neighbours", "rivers", "lakes", "line")
_VERSION = 2  # to be raised when the same layers give other shapes
_FINE = 0.003  # degrees of simplification, about 300 m: a pixel at zoom 9
_COARSE = 0.01  # for what lies outside the region
_NEAR = 0.25  # degrees; no two sources draw one border farther apart
_APART = 0.06  # degrees; most draw it no farther apart than this
# What an arc parts, as the viewer numbers it.
ADMIN3, ADMIN2, ADMIN1, COUNTRY, COAST, LINE = range(6)
NO_UNIT = 2**16 - 1


def ground(pack: RegionPack) -> Ground:
    """Return the shapes of a pack's base map: those it holds ready, else made on first use.

    Returns
    -------
    Mapping
        Arrays by name. ``land countries borders arcs seams rivers lakes`` each have ``NAME/xy`` and
        ``NAME/rings``, as `maps.payload.ring_values` gives them. ``arcs/kind`` is the level of each
        arc, ``arcs/units`` and ``seams/units`` are the two districts it parts, as numbers in
        ``districts`` (P-codes; ``provinces`` has that of each one's province). ``neighbours/xy``
        and ``lakes/at`` are where names stand, ``extent`` is west, south, east and north of all.
        ``contacts/code`` and ``contacts/km`` are what `contacts` returns.
    """
    return pack.once("ground", lambda _: _held(pack) or made(pack))


def contacts(pack: RegionPack) -> dict[str, tuple[float, float]]:
    """Tell from which to which kilometre each unit touches the line, as `geo.line.contacts` does.

    A pack that holds its shapes ready need not read its units for that.
    """
    held = _held(pack)
    if held is None:
        return line.contacts(pack)
    spans = map(tuple, held["contacts/km"].reshape(-1, 2).tolist())
    return dict(zip(held["contacts/code"].tolist(), spans, strict=True))


def contacts_of(pack: RegionPack, drawn: gpd.GeoDataFrame) -> dict[str, tuple[float, float]]:
    """Tell what `contacts` does of every area of some footprints, parts and unions of units too.

    Parameters
    ----------
    pack
        The region.
    drawn
        Footprints in degrees (WGS 84), not simplified; an area that does not touch the line has no
        kilometres or NaN.
    """
    areas = drawn[(drawn["kind"] == "area").to_numpy(bool)]
    if areas.empty:
        return {}
    found = dict(contacts(pack))
    units = getattr(pack, "admin", None)  # a layer needs no more of a pack than its codes
    known = [*found, *(() if units is None else units["code"])]
    others = areas[~areas["footprint_id"].isin(known)]
    if not others.empty:
        spans = line.touched(pack, others.geometry.to_numpy()).tolist()
        found |= zip(others["footprint_id"], map(tuple, spans), strict=True)
    return found


def _held(pack: RegionPack) -> Ground | None:
    if getattr(pack, "path", None) is None:  # a layer needs no more of a pack than its codes
        return None
    return pack.once("ground held", read)


def lines_of(shapes: Ground, name: str) -> NDArray[Any]:
    """Return one of the layers of lines as shapely lines."""
    import numpy as np
    import shapely

    counts = shapes[f"{name}/rings"].astype(np.int64)
    sums = np.cumsum(shapes[f"{name}/xy"].reshape(-1, 2).astype(np.int64), axis=0)
    # each line's first point is whole, so what was summed up before it is taken away
    before = np.r_[np.zeros((1, 2), np.int64), sums][np.cumsum(counts) - counts]
    xy = (sums - np.repeat(before, counts, axis=0)) / payload.DEGREE
    lines: NDArray[Any] = shapely.linestrings(xy, indices=np.repeat(np.arange(len(counts)), counts))
    return lines


def read(pack: RegionPack) -> Ground | None:
    """Read the shapes that a pack holds ready; None where it has none, or of other layers."""
    return _ready.read(pack.path / FILE, _made_of(pack))


def write(pack: RegionPack, path: Path) -> None:
    """Write the shapes of a pack for `read`: the same layers give the same bytes."""
    _ready.write(path, _made_of(pack), made(pack))


def _made_of(pack: RegionPack) -> str:
    """Name the layers' content."""
    from geo._pack_files import path_of

    told = hashlib.sha256(str(_VERSION).encode())
    for layer in _LAYERS:
        told.update(path_of(pack.path, pack.meta, layer).read_bytes())
    return told.hexdigest()


def made(pack: RegionPack) -> Ground:
    """Make the shapes of a pack's base map."""
    import shapely

    fine = shapely.coverage_simplify(pack.units.geometry.to_numpy(), _FINE)
    return {
        "extent": _extent(pack),
        **_land(pack, fine),
        **_arcs(pack, fine),
        **_rivers(pack),
        **_lakes(pack),
        **_contacts(pack),
    }


def _extent(pack: RegionPack) -> NDArray[np.float64]:
    """Return west, south, east and north of what the base map covers."""
    import numpy as np

    boxes = np.array([pack.neighbours.total_bounds, pack.units.total_bounds, pack.bounds], float)
    low, high = np.nanmin(boxes, axis=0), np.nanmax(boxes, axis=0)
    return np.array([*low[:2], *high[2:]])


def _land(pack: RegionPack, fine: NDArray[Any]) -> dict[str, NDArray[Any]]:
    """Make land to fill, the two countries to fill, and borders between other countries."""
    import shapely

    around = pack.neighbours
    shapes = shapely.simplify(around.geometry.to_numpy(), _COARSE)
    codes = pack.units["country"].to_numpy(object)
    countries = [shapely.coverage_union_all(fine[codes == c]) for c in sorted(set(codes))]
    # The countries are filled over the land, so here their outline may be coarse.
    region = shapely.make_valid(shapely.simplify(shapely.union_all(countries), 2 * _COARSE))
    # Two sources draw one border apart: closing the gap keeps slivers of sea off the land.
    land = shapely.union_all([*shapes, region])
    land = shapely.buffer(shapely.buffer(land, _NEAR / 2, quad_segs=2), -_NEAR / 2, quad_segs=2)
    land = shapely.simplify(shapely.union_all([land, *shapes]), _COARSE)
    # Where a neighbour meets the region its border is an arc of the region.
    borders = shapely.difference(_between(shapes), shapely.buffer(region, _APART))
    label = shapely.point_on_surface(shapely.difference(around.geometry.to_numpy(), region))
    return {
        **_lines("land", _rings(land)),
        **_lines("countries", _rings(*countries)),
        **_lines("borders", _parts(shapely.line_merge(borders))),
        "neighbours/xy": payload.whole_degrees(shapely.get_coordinates(label)),
        "neighbours/name": _names(around["name"][~shapely.is_empty(label)]),
    }


def _between(shapes: NDArray[Any]) -> BaseGeometry:
    """Return the borders that two of the shapes share; coasts are none."""
    import shapely

    one, other = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=_COARSE)
    pairs = one < other
    reach = shapely.buffer(shapes[other[pairs]], 2 * _COARSE)
    return shapely.union_all(shapely.intersection(shapely.boundary(shapes[one[pairs]]), reach))


def _arcs(pack: RegionPack, fine: NDArray[Any]) -> dict[str, NDArray[Any]]:
    """Make the borders between units, each once, with the level it parts."""
    import numpy as np
    import shapely

    units = pack.units
    starts, ends, unit = _segments(fine)
    # One border drawn by two units is two equal segments, one after the other when sorted.
    order = np.lexsort((ends[:, 1], ends[:, 0], starts[:, 1], starts[:, 0]))
    starts, ends, unit = starts[order], ends[order], unit[order]
    same = np.all(starts[1:] == starts[:-1], axis=1) & np.all(ends[1:] == ends[:-1], axis=1)
    first = np.flatnonzero(np.r_[True, ~same])
    other = np.where(np.r_[same, False][first], unit[np.minimum(first + 1, len(unit) - 1)], -1)
    starts, ends, one = starts[first], ends[first], unit[first]

    level = np.full(len(first), ADMIN3)
    for column, parts in (("admin2", ADMIN2), ("admin1", ADMIN1)):
        codes = units[f"{column}_pcode"].to_numpy(object)
        level[codes[one] != codes[other]] = parts
    countries = units["country"].to_numpy(object)
    is_line = (other >= 0) & (countries[one] != countries[other])
    level[other < 0] = COUNTRY
    codes, provinces, of = _districts(units)
    sides = np.stack([of[one], np.r_[of, NO_UNIT][other]], axis=1)
    sides.sort(axis=1)
    outer = np.flatnonzero(other < 0)
    middle = shapely.points((starts[outer] + ends[outer]) / 2 / payload.DEGREE)
    level[outer[~_near(middle, pack.neighbours.geometry.to_numpy())]] = COAST

    level[is_line] = LINE
    arcs: list[NDArray[np.float64]] = []
    keys: list[NDArray[np.int64]] = []
    for key, members in _groups(np.column_stack([level, sides])):
        pairs = np.stack([starts[members], ends[members]], axis=1) / payload.DEGREE
        merged = _parts(shapely.line_merge(shapely.multilinestrings(shapely.linestrings(pairs))))
        arcs += merged
        keys += [key] * len(merged)
    told = np.array(keys, np.int64).reshape(-1, 3)
    seam = told[:, 0] == LINE
    return {
        **_lines("arcs", [arcs[i] for i in np.flatnonzero(~seam)]),
        "arcs/kind": told[~seam, 0],
        "arcs/units": told[~seam, 1:].ravel(),
        # not drawn, since the line is drawn as the pack has it; but units end at it
        **_lines("seams", [arcs[i] for i in np.flatnonzero(seam)]),
        "seams/units": told[seam, 1:].ravel(),
        "districts": codes,
        "provinces": provinces,
    }


def _groups(keys: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Give each distinct row of `keys`, in order, with the numbers of the rows that have it."""
    import numpy as np

    distinct, which = np.unique(keys, axis=0, return_inverse=True)
    order = np.argsort(which.ravel(), kind="stable")
    ends = np.cumsum(np.bincount(which.ravel(), minlength=len(distinct)))
    yield from zip(distinct, np.split(order, ends[:-1]), strict=True)


def _districts(units: pd.DataFrame) -> tuple[NDArray[Any], NDArray[Any], NDArray[np.int64]]:
    """Give the districts' codes, that of the province of each ("": none), and each unit's district.

    The last are numbers in the first; `NO_UNIT` where a unit lies in no district.
    """
    import numpy as np

    known = units.dropna(subset=["admin2_pcode"]).drop_duplicates("admin2_pcode")
    province = dict(zip(known["admin2_pcode"], known["admin1_pcode"], strict=True))
    codes = sorted(province)
    number = {code: at for at, code in enumerate(codes)}
    of = [number.get(code, NO_UNIT) for code in units["admin2_pcode"].astype(object)]
    parents = [str(found) if isinstance(found := province[code], str) else "" for code in codes]
    return np.array(codes, str), np.array(parents, str), np.array(of, np.int64)


def _segments(
    shapes: NDArray[Any],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Cut polygons into segments of whole 0.00001 degrees, smaller end first, with their unit."""
    import numpy as np
    import shapely

    parts, owner = shapely.get_parts(shapes, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    whole = np.rint(xy * payload.DEGREE).astype(np.int64)
    joined = ring[1:] == ring[:-1]
    a, b = whole[:-1][joined], whole[1:][joined]
    unit = owner[part][ring[1:][joined]]
    swap = (a[:, 0] > b[:, 0]) | ((a[:, 0] == b[:, 0]) & (a[:, 1] > b[:, 1]))
    a[swap], b[swap] = b[swap], a[swap].copy()
    moved = np.any(a != b, axis=1)
    return a[moved], b[moved], unit[moved]


def _near(points: NDArray[Any], shapes: NDArray[Any]) -> NDArray[np.bool_]:
    import numpy as np
    import shapely

    # A tree of short pieces answers much faster than one of whole countries.
    xy, part = shapely.get_coordinates(
        shapely.get_rings(shapely.get_parts(shapely.simplify(shapes, _COARSE))), return_index=True
    )
    pieces = shapely.linestrings(np.stack([xy[:-1], xy[1:]], axis=1)[part[1:] == part[:-1]])
    found = shapely.STRtree(pieces).query(points, predicate="dwithin", distance=_NEAR)[0]
    near = np.zeros(len(points), bool)
    near[found] = True
    return near


def _rivers(pack: RegionPack) -> dict[str, NDArray[Any]]:
    import numpy as np
    import shapely

    layer = pack.rivers
    parts = [_parts(shape) for shape in shapely.simplify(layer.geometry.to_numpy(), _FINE)]
    owner = np.repeat(np.arange(len(parts)), [len(p) for p in parts])
    ranks = layer["rank"].fillna(9).to_numpy(float)[owner]
    return {
        **_lines("rivers", [line for lines in parts for line in lines]),
        "rivers/name": _names(layer["name"].iloc[owner]),
        "rivers/rank": ranks.clip(0, 255).astype(np.int64),
    }


def _lakes(pack: RegionPack) -> dict[str, NDArray[Any]]:
    import shapely

    shapes = shapely.simplify(pack.lakes.geometry.to_numpy(), _FINE)
    label = shapely.point_on_surface(shapes)
    return {
        **_lines("lakes", _rings(*shapes)),
        "lakes/at": payload.whole_degrees(shapely.get_coordinates(label)),
        "lakes/name": _names(pack.lakes["name"][~shapely.is_empty(label)]),
    }


def _contacts(pack: RegionPack) -> dict[str, NDArray[Any]]:
    import numpy as np

    found = dict(sorted(line.contacts(pack).items()))
    spans = np.array([*found.values()], float).ravel()
    return {"contacts/code": np.array([*found], str), "contacts/km": spans}


def _lines(name: str, lines: Sequence[NDArray[np.float64]]) -> dict[str, NDArray[Any]]:
    xy, ends = payload.ring_values(lines)
    return {f"{name}/xy": xy, f"{name}/rings": ends}


def _names(column: pd.Series) -> NDArray[Any]:
    import numpy as np

    return np.array(payload.texts(column), str)


def _rings(*shapes: BaseGeometry) -> Sequence[NDArray[np.float64]]:
    import numpy as np
    import shapely

    polygons = shapely.get_parts(np.array(shapes, dtype=object))
    rings = shapely.get_rings(polygons[shapely.get_type_id(polygons) == 3])  # 3: Polygon
    return [shapely.get_coordinates(ring) for ring in rings]


def _parts(shape: BaseGeometry) -> list[NDArray[np.float64]]:
    """Return the lines of a shape as coordinates, in an order that depends on nothing else."""
    import shapely

    parts = shapely.get_parts(shape)
    lines = [shapely.get_coordinates(p) for p in parts[shapely.get_type_id(parts) == 1]]  # 1: line
    return sorted((xy for xy in lines if len(xy) > 1), key=lambda xy: xy.tolist())
