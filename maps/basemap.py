"""The base map as embedded vectors: blocks of data, and the layers that draw them.

Its shapes are those of `maps.ground`; the line itself is drawn from the pack's own geometry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maps import local_names, payload
from maps.ground import ground
from maps.literal import Blocks, ViewerLayer
from maps.words import OTHER_LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import folium
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from geo.region import RegionPack
    from maps.ground import Ground
    from maps.payload import Block

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
    shapes = ground(pack)
    neighbours, rivers, lakes = (
        shapes[f"{layer}/name"].tolist() for layer in ("neighbours", "rivers", "lakes")
    )
    return [
        *_meta(pack, shapes["extent"]),
        *_shapes(shapes, {"land/xy": "i32", "land/rings": "u32"}),
        *_shapes(shapes, {"countries/xy": "i32", "countries/rings": "u32"}),
        *_shapes(shapes, {"borders/xy": "i32", "borders/rings": "u32", "neighbours/xy": "i32"}),
        payload.text_block("base/neighbours/name", neighbours),
        *local_names.blocks(pack, "base/neighbours/name", neighbours, own="neighbours"),
        *_shapes(shapes, {"arcs/xy": "i32", "arcs/rings": "u32"}),
        *_shapes(shapes, {"arcs/kind": "u8", "arcs/units": "u16"}),
        *_shapes(shapes, {"seams/xy": "i32", "seams/rings": "u32", "seams/units": "u16"}),
        *_units(pack, shapes),
        *_line(pack),
        *_crossings(pack),
        *_shapes(shapes, {"rivers/xy": "i32", "rivers/rings": "u32"}),
        payload.text_block("base/rivers/name", rivers),
        *_shapes(shapes, {"rivers/rank": "u8"}),
        *_shapes(shapes, {"lakes/xy": "i32", "lakes/rings": "u32", "lakes/at": "i32"}),
        payload.text_block("base/lakes/name", lakes),
        *_unit_labels(pack),
        *_places(pack),
    ]


def _shapes(shapes: Ground, types: Mapping[str, str]) -> Iterator[Block]:
    for name, type_ in types.items():
        yield payload.array_block(f"base/{name}", type_, shapes[name])


def _meta(pack: RegionPack, extent: NDArray[np.float64]) -> Iterator[Block]:
    told = {
        "attributions": list(pack.attributions),
        "extent": extent.tolist(),
        "lineName": pack.line_name,
    }
    yield payload.json_block("base/meta", told)
    for language, name in local_names.line_names(pack).items():
        if language != "en":
            yield payload.json_block(f"base/meta@{language}", {**told, "lineName": name})


def _units(pack: RegionPack, shapes: Ground) -> Iterator[Block]:
    """List the districts that arcs part, each with its province, and the provinces."""
    districts, province_of = shapes["districts"].tolist(), shapes["provinces"].tolist()
    provinces = sorted(set(province_of) - {""})
    number = {code: at for at, code in enumerate(provinces)}
    parent = [number.get(code, -1) for code in province_of]
    admin = pack.admin.drop_duplicates("code")
    own = dict(zip(admin["code"], admin["name"], strict=True))
    local = {f"@{code}": local_names.names_in(pack, code) for code in OTHER_LANGUAGES}
    for language, names in {"": {}, **local}.items():
        levels = {"admin1": provinces, "admin2": districts}
        told: dict[str, list[Any]] = {
            level: [[code, names.get(code, str(own.get(code, code)))] for code in codes]
            for level, codes in levels.items()
        }
        yield payload.json_block(f"base/units{language}", {**told, "parent": parent})


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
        payload.text_block("base/sections/name", payload.texts(sections["name"])),
        *local_names.blocks(pack, "base/sections/name", payload.texts(sections["section_id"])),
    ]


def _crossings(pack: RegionPack) -> list[Block]:
    known = pack.crossings.dropna(subset=["longitude", "latitude"]).sort_values("place_id")
    return [
        payload.array_block("base/crossings/xy", "i32", _lonlat(known)),
        payload.text_block("base/crossings/name", payload.texts(known["name"])),
        *local_names.blocks(pack, "base/crossings/name", payload.texts(known["place_id"])),
        payload.text_block("base/crossings/status", payload.texts(known["status"])),
        payload.array_block("base/crossings/metres", "u32", _metres(known["line_km"].fillna(0))),
    ]


def _unit_labels(pack: RegionPack) -> list[Block]:
    found = []
    admin = pack.admin.dropna(subset=["label_longitude", "label_latitude"]).sort_values("code")
    for level in ("country", *_LEVELS):
        units = admin[admin["level"] == level]
        found += [
            payload.array_block(f"base/{level}/xy", "i32", _lonlat(units, "label_")),
            payload.text_block(f"base/{level}/name", payload.texts(units["name"])),
            *local_names.blocks(pack, f"base/{level}/name", payload.texts(units["code"])),
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
        payload.text_block("base/places/name", payload.texts(towns["name"])),
        *local_names.blocks(pack, "base/places/name", payload.texts(towns["place_id"])),
    ]


def _lonlat(table: pd.DataFrame, prefix: str = "") -> NDArray[np.int64]:
    return payload.whole_degrees(table[[f"{prefix}longitude", f"{prefix}latitude"]].to_numpy(float))


def _metres(km: pd.Series) -> NDArray[np.int64]:
    import numpy as np

    whole: NDArray[np.int64] = np.rint(km.to_numpy(np.float64) * 1000).astype(np.int64)
    return whole
