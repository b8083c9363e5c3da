"""The base map as embedded vectors: blocks of data, and the layers that draw them.

Borders that two units share are cut into arcs once, each with the highest level it parts. They are
simplified for display together, so that no gap opens between neighbours; the line itself is drawn
from the pack's own geometry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maps import local_names, payload
from maps.literal import Blocks, ViewerLayer
from maps.words import OTHER_LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import folium
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.region import RegionPack
    from maps.payload import Block

_FINE = 0.003  # degrees of simplification, about 300 m: a pixel at zoom 9
_COARSE = 0.01  # for what lies outside the region
_NEAR = 0.25  # degrees; no two sources draw one border farther apart
_APART = 0.06  # degrees; most draw it no farther apart than this
# What an arc parts, as the viewer numbers it.
ADMIN3, ADMIN2, ADMIN1, COUNTRY, COAST, LINE = range(6)
NO_UNIT = 2**16 - 1
_LEVELS = ("admin1", "admin2", "admin3")
# Groups of the layer control with their layers, by the names their words have (page.layers).
_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("boundaries", ("admin1", "admin2", "admin3")),
    ("lineGroup", ("line", "marks", "crossings")),
    ("physical", ("land", "rivers", "lakes")),
    ("placesGroup", ("places",)),
)


def add_to(page: folium.Map, pack: RegionPack) -> list[tuple[str, list[tuple[str, ViewerLayer]]]]:
    """Put the base map of a pack on a folium map.

    Returns
    -------
    list
        For a layer control: the name of each group's word, with its layers and theirs.
    """
    Blocks(blocks(pack)).add_to(page)
    english = Words()
    groups = []
    for key, names in _GROUPS:
        made = [
            (name, ViewerLayer(f"base/{name}", english.text(f"page.layers.{name}")))
            for name in names
        ]
        for _, layer in made:
            layer.add_to(page)
        groups.append((key, made))
    return groups


def blocks(pack: RegionPack) -> list[Block]:
    """Make the blocks of a pack's base map (`base/...`), in a fixed order."""
    import shapely

    fine = shapely.coverage_simplify(pack.units.geometry.to_numpy(), _FINE)
    return [
        *_meta(pack),
        *_land(pack, fine),
        *_arcs(pack, fine),
        *_line(pack),
        *_crossings(pack),
        *_lines("rivers", pack.rivers, rank=True),
        *_lakes(pack),
        *_unit_labels(pack),
        *_places(pack),
    ]


def _meta(pack: RegionPack) -> Iterator[Block]:
    told = {
        "attributions": list(pack.attributions),
        "extent": _extent(pack),
        "lineName": pack.line_name,
    }
    yield payload.json_block("base/meta", told)
    for language, name in local_names.line_names(pack).items():
        if language != "en":
            yield payload.json_block(f"base/meta@{language}", {**told, "lineName": name})


def _extent(pack: RegionPack) -> list[float]:
    """Return west, south, east and north of what the base map covers."""
    import numpy as np

    boxes = np.array([pack.neighbours.total_bounds, pack.units.total_bounds, pack.bounds], float)
    low, high = np.nanmin(boxes, axis=0), np.nanmax(boxes, axis=0)
    return [float(v) for v in (*low[:2], *high[2:])]


def _land(pack: RegionPack, fine: NDArray[Any]) -> list[Block]:
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
    return [
        *payload.ring_blocks("base/land", _rings(land)),
        *payload.ring_blocks("base/countries", _rings(*countries)),
        *payload.ring_blocks("base/borders", _parts(shapely.line_merge(borders))),
        payload.array_block("base/neighbours/xy", "i32", _whole(shapely.get_coordinates(label))),
        payload.text_block(
            "base/neighbours/name", _texts(around["name"][~shapely.is_empty(label)])
        ),
        *local_names.blocks(
            pack,
            "base/neighbours/name",
            _texts(around["name"][~shapely.is_empty(label)]),
            own="neighbours",
        ),
    ]


def _between(shapes: NDArray[Any]) -> BaseGeometry:
    """Return the borders that two of the shapes share; coasts are none."""
    import shapely

    one, other = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=_COARSE)
    pairs = one < other
    reach = shapely.buffer(shapes[other[pairs]], 2 * _COARSE)
    return shapely.union_all(shapely.intersection(shapely.boundary(shapes[one[pairs]]), reach))


def _arcs(pack: RegionPack, fine: NDArray[Any]) -> list[Block]:
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
    sides = np.stack([_district_of(units)[one], np.r_[_district_of(units), NO_UNIT][other]], axis=1)
    sides.sort(axis=1)
    outer = np.flatnonzero(other < 0)
    middle = shapely.points((starts[outer] + ends[outer]) / 2 / payload.DEGREE)
    level[outer[~_near(middle, pack.neighbours.geometry.to_numpy())]] = COAST

    level[is_line] = LINE
    arcs: list[NDArray[np.float64]] = []
    keys: list[NDArray[np.int64]] = []
    of = np.column_stack([level, sides])
    for key, members in _groups(of):
        pairs = np.stack([starts[members], ends[members]], axis=1) / payload.DEGREE
        merged = _parts(shapely.line_merge(shapely.multilinestrings(shapely.linestrings(pairs))))
        arcs += merged
        keys += [key] * len(merged)
    told = np.array(keys, np.int64).reshape(-1, 3)
    seam = told[:, 0] == LINE
    return [
        *payload.ring_blocks("base/arcs", [arcs[i] for i in np.flatnonzero(~seam)]),
        payload.array_block("base/arcs/kind", "u8", told[~seam, 0]),
        payload.array_block("base/arcs/units", "u16", told[~seam, 1:].ravel()),
        # not drawn, since the line is drawn as the pack has it; but units end at it
        *payload.ring_blocks("base/seams", [arcs[i] for i in np.flatnonzero(seam)]),
        payload.array_block("base/seams/units", "u16", told[seam, 1:].ravel()),
        payload.json_block("base/units", _districts(pack, {})),
        *(
            payload.json_block(
                f"base/units@{code}", _districts(pack, local_names.names_in(pack, code))
            )
            for code in OTHER_LANGUAGES
        ),
    ]


def _groups(keys: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Give each distinct row of `keys`, in order, with the numbers of the rows that have it."""
    import numpy as np

    distinct, which = np.unique(keys, axis=0, return_inverse=True)
    order = np.argsort(which.ravel(), kind="stable")
    ends = np.cumsum(np.bincount(which.ravel(), minlength=len(distinct)))
    yield from zip(distinct, np.split(order, ends[:-1]), strict=True)


def _district_codes(units: pd.DataFrame) -> list[str]:
    return sorted(set(units["admin2_pcode"].dropna().astype(str)))


def _district_of(units: pd.DataFrame) -> NDArray[np.int64]:
    """Give the number of the district of each unit; `NO_UNIT` where it lies in none."""
    import numpy as np

    numbers = {code: number for number, code in enumerate(_district_codes(units))}
    codes = units["admin2_pcode"].astype(object)
    return np.array([numbers.get(code, NO_UNIT) for code in codes], np.int64)


def _districts(pack: RegionPack, local: Mapping[str, str]) -> dict[str, list[Any]]:
    """List the districts that arcs part, each with its province, and the provinces.

    Their names are those of `local` where it has any.
    """
    admin = pack.admin.drop_duplicates("code").set_index("code")["name"]
    first = pack.units.dropna(subset=["admin2_pcode"]).drop_duplicates("admin2_pcode")
    province_of = dict(zip(first["admin2_pcode"], first["admin1_pcode"], strict=True))
    districts = _district_codes(pack.units)
    provinces = sorted({code for code in province_of.values() if isinstance(code, str)})
    number = {code: at for at, code in enumerate(provinces)}

    def named(codes: list[str]) -> list[list[str]]:
        return [[code, local.get(code, str(admin.get(code, code)))] for code in codes]

    return {
        "admin1": named(provinces),
        "admin2": named(districts),
        "parent": [number.get(province_of[code], -1) for code in districts],
    }


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


def _line(pack: RegionPack) -> list[Block]:
    """Make the line as it is, with metres from its start at every vertex, and its sections."""
    import numpy as np
    import shapely
    from pyproj import Geod

    xy = shapely.get_coordinates(pack.line)
    metres = np.r_[0, np.cumsum(Geod(ellps="WGS84").line_lengths(xy[:, 0], xy[:, 1]))]
    sections = pack.sections
    return [
        *payload.ring_blocks("base/line", [xy]),
        payload.array_block("base/line/metres", "u32", np.rint(metres).astype(np.int64)),
        payload.array_block("base/sections/to", "u32", _metres(sections["to_km"])),
        payload.text_block("base/sections/name", _texts(sections["name"])),
        *local_names.blocks(pack, "base/sections/name", _texts(sections["section_id"])),
    ]


def _crossings(pack: RegionPack) -> list[Block]:
    known = pack.crossings.dropna(subset=["longitude", "latitude"]).sort_values("place_id")
    return [
        payload.array_block("base/crossings/xy", "i32", _lonlat(known)),
        payload.text_block("base/crossings/name", _texts(known["name"])),
        *local_names.blocks(pack, "base/crossings/name", _texts(known["place_id"])),
        payload.text_block("base/crossings/status", _texts(known["status"])),
        payload.array_block("base/crossings/metres", "u32", _metres(known["line_km"].fillna(0))),
    ]


def _lines(name: str, layer: Any, *, rank: bool) -> list[Block]:
    import numpy as np
    import shapely

    shapes = shapely.simplify(layer.geometry.to_numpy(), _FINE)
    parts = [_parts(shape) for shape in shapes]
    owner = np.repeat(np.arange(len(parts)), [len(p) for p in parts])
    found = [
        *payload.ring_blocks(f"base/{name}", [line for lines in parts for line in lines]),
        payload.text_block(f"base/{name}/name", _texts(layer["name"].iloc[owner])),
    ]
    if rank:
        ranks = layer["rank"].fillna(9).to_numpy(float)[owner]
        found.append(
            payload.array_block(f"base/{name}/rank", "u8", ranks.clip(0, 255).astype(np.int64))
        )
    return found


def _lakes(pack: RegionPack) -> list[Block]:
    import shapely

    shapes = shapely.simplify(pack.lakes.geometry.to_numpy(), _FINE)
    label = shapely.point_on_surface(shapes)
    return [
        *payload.ring_blocks("base/lakes", _rings(*shapes)),
        payload.array_block("base/lakes/at", "i32", _whole(shapely.get_coordinates(label))),
        payload.text_block("base/lakes/name", _texts(pack.lakes["name"][~shapely.is_empty(label)])),
    ]


def _unit_labels(pack: RegionPack) -> list[Block]:
    found = []
    admin = pack.admin.dropna(subset=["label_longitude", "label_latitude"]).sort_values("code")
    for level in ("country", *_LEVELS):
        units = admin[admin["level"] == level]
        found += [
            payload.array_block(f"base/{level}/xy", "i32", _lonlat(units, "label_")),
            payload.text_block(f"base/{level}/name", _texts(units["name"])),
            *local_names.blocks(pack, f"base/{level}/name", _texts(units["code"])),
        ]
    return found


def _places(pack: RegionPack) -> list[Block]:
    """Make the towns, the most important first; airfields and posts are for the gazetteer."""
    import numpy as np

    places = pack.places.dropna(subset=["longitude", "latitude", "rank"])
    settled = places["kind"].fillna("").str.match(r"PPL|town$|village$")
    towns = places[settled].sort_values(
        ["rank", "population", "place_id"], ascending=[True, False, True], na_position="last"
    )
    return [
        payload.array_block("base/places/xy", "i32", _lonlat(towns)),
        payload.array_block("base/places/rank", "u8", towns["rank"].to_numpy().astype(np.int64)),
        payload.text_block("base/places/name", _texts(towns["name"])),
        *local_names.blocks(pack, "base/places/name", _texts(towns["place_id"])),
    ]


def _lonlat(table: pd.DataFrame, prefix: str = "") -> NDArray[np.int64]:
    return _whole(table[[f"{prefix}longitude", f"{prefix}latitude"]].to_numpy(float))


def _whole(xy: NDArray[np.float64]) -> NDArray[np.int64]:
    import numpy as np

    return np.rint(xy.ravel() * payload.DEGREE).astype(np.int64)


def _metres(km: pd.Series) -> NDArray[np.int64]:
    import numpy as np

    whole: NDArray[np.int64] = np.rint(km.to_numpy(np.float64) * 1000).astype(np.int64)
    return whole


def _texts(column: pd.Series) -> list[str]:
    return [str(text) for text in column.astype(object).where(column.notna(), "")]


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
