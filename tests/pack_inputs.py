"""Input files for packs, made by code: the two countries of `packs.py` as a person would have them.

Westland has provinces and districts in the layout of COD-AB, Eastland in that of geoBoundaries.
The files are drawn apart: neighbours overlap or leave gaps of about a kilometre.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import shapely

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """\
id = "grey-built"
title = "Westland and Eastland"
note = "Made up for tests."
licence = "CC0-1.0"
languages = ["en", "ps"]
sides = ["westland", "eastland", "other", "unknown"]
claimant_sides = ["westland", "eastland", "media", "unknown"]
victim_groups = ["civilians", "unspecified"]
attributions = ["Made up"]

[line]
name = "Grey Line"
left = "XWL"
right = "XEL"
left_side = "westland"
right_side = "eastland"
version = "grey-built-1"

[[countries]]
code = "XWL"
alpha2 = "WL"
name = "Westland"

[[countries]]
code = "XEL"
alpha2 = "EL"
name = "Eastland"

[build]

[[build.boundaries]]
file = "west1.geojson"
level = "admin1"
country = "XWL"
source = "made up"
licence = "CC0"

[[build.boundaries]]
file = "west2.geojson"
level = "admin2"
country = "XWL"
source = "made up"
licence = "CC0"

[[build.boundaries]]
file = "east1.geojson"
level = "admin1"
country = "XEL"
source = "made up"
licence = "CC0"
basis = "geoboundaries"

[[build.boundaries]]
file = "east2.geojson"
level = "admin2"
country = "XEL"
source = "made up"
licence = "CC0"
basis = "geoboundaries"

[[build.geonames]]
file = "WL.txt"

[[build.geonames]]
file = "EL.txt"

[[build.alternate_names]]
file = "alternateNamesV2.txt"
languages = ["ps"]

[build.tables]
places = "places.csv"
crossings = "crossings.csv"
names = "names.csv"
"""
# code, name, parent, west, south, east, north; the border is at 11 E, and drawn 0.01 off.
WEST = [
    ("W1A", "Barmal", "W1", 10.0, 40.0, 10.99, 40.51),
    ("W1B", "Lakeside", "W1", 10.0, 40.49, 10.99, 41.0),
    ("W2A", "Spin Hill", "W2", 10.0, 41.01, 10.99, 42.0),
]
EAST = [
    ("E1A", "Korram", "E1", 11.0, 40.0, 12.0, 41.0),
    ("E2A", "Millton", "E2", 11.0, 41.0, 12.0, 42.0),
]
PLACES = """\
name,latitude,longitude,country,kind,basis
Red Post,40.2,10.9,XWL,post,published:made-up
Hidden Post,,,XEL,post,unsourced
"""
CROSSINGS = """\
name,latitude,longitude,country,status,basis
Red Gate,40.7,10.98,XWL,open,published:made-up
Blue Gate,,,XEL,closed,unsourced
"""
NAMES = """\
id,name,language,kind
W1A,Bermel,en,variant
grey-built:red-gate,Torgate,en,alternate
"""


def boxes(rows: list[tuple[str, str, str, float, float, float, float]]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {
            "code": [r[0] for r in rows],
            "name": [r[1] for r in rows],
            "parent": [r[2] for r in rows],
        },
        geometry=[shapely.box(*r[3:]) for r in rows],
        crs="EPSG:4326",
    )


def geonames_line(geonameid: int, name: str, lat: float, lon: float, **more: str) -> str:
    cells = [""] * 19
    cells[0], cells[1], cells[4], cells[5] = str(geonameid), name, str(lat), str(lon)
    cells[3] = more.get("alternates", "")
    cells[6], cells[7] = more.get("feature_class", "P"), more.get("code", "PPL")
    cells[8], cells[14] = more.get("country", "WL"), more.get("population", "0")
    return "\t".join(cells) + "\n"


def write_inputs(folder: Path, config: str = CONFIG) -> Path:
    """Write all inputs and return the TOML's path."""
    folder.mkdir(parents=True, exist_ok=True)
    west, east = boxes(WEST), boxes(EAST)
    cod2 = {"code": "ADM2_PCODE", "name": "ADM2_EN", "parent": "ADM1_PCODE"}
    west.rename(columns=cod2).to_file(folder / "west2.geojson")
    provinces = boxes([("W1", "Lowmark", "", 10, 40, 11, 41), ("W2", "Upmark", "", 10, 41, 11, 42)])
    provinces.rename(columns={"code": "ADM1_PCODE", "name": "ADM1_EN"}).to_file(
        folder / "west1.geojson"
    )
    shape = {"code": "shapeID", "name": "shapeName"}
    east.drop(columns="parent").rename(columns=shape).to_file(folder / "east2.geojson")
    provinces = boxes([("E1", "South", "", 11, 40, 12, 41), ("E2", "North", "", 11, 41, 12, 42)])
    provinces.drop(columns="parent").rename(columns=shape).to_file(folder / "east1.geojson")
    (folder / "WL.txt").write_text(
        geonames_line(1, "Westham", 40.7, 10.2, population="400000", alternates="Vestham,ښار")
        + geonames_line(2, "Old Ruin", 40.1, 10.1, code="PPLH")
        + geonames_line(3, "Grey Peak", 40.1, 10.1, feature_class="T", code="PK")
        + geonames_line(4, "Far Away", 45.0, 10.1)
        + "5\tbroken line\n",
        "utf-8",
    )
    (folder / "EL.txt").write_text(geonames_line(6, "Millton", 41.5, 11.5, country="EL"), "utf-8")
    (folder / "alternateNamesV2.txt").write_text(
        "1\t1\tps\tویسټم\t1\t\t\t\t\t\n2\t1\tlink\thttps://example.org\t\t\t\t\t\t\n", "utf-8"
    )
    for name, text in (("places", PLACES), ("crossings", CROSSINGS), ("names", NAMES)):
        (folder / f"{name}.csv").write_text(text, "utf-8")
    path = folder / "pack.toml"
    path.write_text(config, "utf-8")
    return path
