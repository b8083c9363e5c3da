"""A tiny made-up region pack: two countries that do not exist, written by code.

It proves that the engine knows no country: what holds for the embedded pack must hold here too.

The box is 10-12 E, 40-43 N. The line runs north through four points; west of it lies Westland
(left), east of it Eastland (right); the parallels 41 and 42 part the districts:

    Upmark  UM (UM01, UM02 has no polygon) | North Shire NS (NS01)          42-43 N
    Lowmark LM (LM02)                      | South Shire SS (SS02)          41-42 N
    Lowmark LM (LM01)                      | South Shire SS (SS01: two tehsils, at 11.6 E) 40-41 N
"""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import geopandas as gpd
import shapely

if TYPE_CHECKING:
    from pathlib import Path

LINE = [(11.0, 40.0), (11.3, 41.0), (10.9, 42.0), (11.0, 43.0)]
REGION = """\
id = "greyline"
title = "Westland and Eastland"
note = "Made up for tests."
licence = "CC0-1.0"
boundary_version = "test-1"
bounds = [10.0, 40.0, 12.0, 43.0]
sides = ["westland", "eastland", "other", "unknown"]
claimant_sides = ["westland", "eastland", "media", "unknown"]
victim_groups = ["civilians", "west_forces", "east_forces", "unspecified"]
attributions = ["Made up"]
languages = ["en", "ps"]

[[countries]]
code = "XWL"
alpha2 = "XW"
name = "Westland"
names = ["Westlandic"]

[[countries]]
code = "XEL"
name = "Eastland"
names = ["Eastlandic"]

[line]
name = "Grey Line"
names = ["Grey Line", "West-East border"]
left = "XWL"
right = "XEL"
left_side = "westland"
right_side = "eastland"
version = "grey-1"
"""
# unit_id, country, admin1, admin2, admin3, a point inside
UNITS = [
    ("LM01", "XWL", "LM", "LM01", None, (10.5, 40.5)),
    ("LM02", "XWL", "LM", "LM02", None, (10.5, 41.5)),
    ("UM01", "XWL", "UM", "UM01", None, (10.5, 42.5)),
    ("NS01-all", "XEL", "NS", "NS01", "NS01-all", (11.5, 42.5)),
    ("SS01-far", "XEL", "SS", "SS01", "SS01-far", (11.8, 40.5)),
    ("SS01-near", "XEL", "SS", "SS01", "SS01-near", (11.4, 40.5)),
    ("SS02-all", "XEL", "SS", "SS02", "SS02-all", (11.5, 41.5)),
]
ADMIN = [
    ("XWL", "country", "XWL", "", "Westland", "true", 10.5, 41.5),
    ("XEL", "country", "XEL", "", "Eastland", "true", 11.5, 41.5),
    ("LM", "admin1", "XWL", "XWL", "Lowmark", "true", 10.5, 41.0),
    ("UM", "admin1", "XWL", "XWL", "Upmark", "true", 10.5, 42.5),
    ("NS", "admin1", "XEL", "XEL", "North Shire", "true", 11.5, 42.5),
    ("SS", "admin1", "XEL", "XEL", "South Shire", "true", 11.6, 41.0),
    ("LM01", "admin2", "XWL", "LM", "Barmal", "true", 10.5, 40.5),
    ("LM02", "admin2", "XWL", "LM", "Lakeside", "true", 10.5, 41.5),
    ("UM01", "admin2", "XWL", "UM", "Spin Hill", "true", 10.5, 42.5),
    ("UM02", "admin2", "XWL", "UM", "New Hill", "false", None, None),
    ("NS01", "admin2", "XEL", "NS", "Lakeside", "true", 11.5, 42.5),
    ("SS01", "admin2", "XEL", "SS", "Korram", "true", 11.5, 40.5),
    ("SS02", "admin2", "XEL", "SS", "Millton", "true", 11.5, 41.5),
    ("NS01-all", "admin3", "XEL", "NS01", "Lakeside", "true", 11.5, 42.5),
    ("SS01-far", "admin3", "XEL", "SS01", "Farside", "true", 11.8, 40.5),
    ("SS01-near", "admin3", "XEL", "SS01", "Nearside", "true", 11.4, 40.5),
    ("SS02-all", "admin3", "XEL", "SS02", "Millton", "true", 11.5, 41.5),
]
# place_id, name, lat, lon, country, admin1, admin2, admin3, kind, rank, uncertainty_km, basis
PLACES = [
    ("t:1", "Westham", 41.5, 10.2, "XWL", "LM", "LM02", None, "PPLA", 1, 8, "geonames:1"),
    ("t:2", "Millton", 41.6, 11.7, "XEL", "SS", "SS02", "SS02-all", "PPLA2", 3, 4, "geonames:2"),
    ("t:3", "Nawa", 40.2, 10.1, "XWL", "LM", "LM01", None, "PPL", 5, 3, "geonames:3"),
    ("t:4", "Nawa", 42.8, 11.8, "XEL", "NS", "NS01", "NS01-all", "PPL", 5, 3, "geonames:4"),
    ("t:5", "Lost Post", None, None, "XWL", "UM", "UM01", None, "post", 6, None, "unsourced"),
    ("t:6", "Jagram", 40.4, 11.5, "XEL", "SS", "SS01", "SS01-near", "PPL", 4, 3, "geonames:6"),
    ("t:7", "Ada", 40.6, 10.4, "XWL", "LM", "LM01", None, "PPL", 6, 3, "geonames:7"),
]
# place_id, name, lat, lon, line_km, country, left, right, status, basis
CROSSINGS = [
    ("x:red", "Red Gate", 41.0, 11.3, 113.9, "XWL", "LM02", "SS02", "open", "published:made-up"),
    ("x:blue", "Blue Gate", None, None, None, "XEL", "UM01", "NS01", "closed", "unsourced"),
]
# id, name, language, script, kind, beside the preferred name of everything above
NAMES = [
    ("UM01", "سپین هیل", "ps", "arabic", "preferred"),
    ("t:1", "Vestham", "", "latin", "variant"),
    ("t:1", "Köln-am-See", "", "latin", "historic"),
    ("LM01", "برمل", "fa", "arabic", "alternate"),
    ("x:red", "Torgate", "", "latin", "alternate"),
]


def write_pack(folder: Path) -> Path:
    """Write the pack into `folder` and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "region.toml").write_text(REGION, "utf-8")
    line = shapely.LineString(LINE)
    _write_units(folder, line)
    feature = {
        "type": "Feature",
        "properties": {"line_version": "grey-1"},
        "geometry": shapely.geometry.mapping(line),
    }
    (folder / "line.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8"
    )
    _write_csv(
        folder / "admin.csv",
        "code level country parent name has_polygon label_longitude label_latitude basis note",
        [(*row, "made-up", "") for row in ADMIN],
    )
    _write_csv(
        folder / "sections.csv",
        "section_id from_km to_km left_code right_code name",
        [
            ("LM-SS01", 0, 113.9, "LM", "SS01", "Lowmark / Korram"),
            ("LM-SS02", 113.9, 229.8, "LM", "SS02", "Lowmark / Millton"),
            ("UM-NS01", 229.8, 341.2, "UM", "NS01", "Upmark / Lakeside"),
        ],
    )
    _write_csv(
        folder / "places.csv",
        "place_id name latitude longitude country admin1_pcode admin2_pcode admin3_id kind rank "
        "uncertainty_km basis level population note",
        [(*row, "place", 0, "") for row in PLACES],
    )
    _write_csv(
        folder / "crossings.csv",
        "place_id name latitude longitude line_km country left_code right_code status basis "
        "published_latitude published_longitude source_title note",
        [(*row, row[2], row[3], "", "") for row in CROSSINGS],
    )
    _write_csv(
        folder / "regions.csv",
        "region_id name names country bearing members source note",
        [
            *[
                (
                    "region:lakes",
                    "the lakes",
                    "lake country;Laku",
                    "XWL",
                    "",
                    "LM02;NS01",
                    "made-up",
                    "",
                )
            ],
            *[("region:north-west", "northern Westland", "", "XWL", 0, "UM", "made-up", "")],
        ],
    )
    named = [(row[0], row[4]) for row in ADMIN] + [(r[0], r[1]) for r in (*PLACES, *CROSSINGS)]
    _write_csv(
        folder / "names.csv",
        "id name language script kind",
        [(code, name, "en", "latin", "preferred") for code, name in named] + NAMES,
    )
    empty = gpd.GeoDataFrame(
        {"country": ["XNN"], "name": ["Neverland"], "rank": [1]},
        geometry=[shapely.box(9, 40, 10, 43)],
        crs="EPSG:4326",
    )
    empty.to_parquet(folder / "neighbours.parquet")
    empty.to_parquet(folder / "rivers.parquet")
    empty.to_parquet(folder / "lakes.parquet")
    return folder


def _write_units(folder: Path, line: shapely.LineString) -> None:
    cuts = [
        line,
        shapely.box(10, 40, 12, 43).exterior,
        shapely.LineString([(10, 41), (11.3, 41), (12, 41)]),
        shapely.LineString([(10, 42), (10.9, 42), (12, 42)]),
        shapely.LineString([(11.6, 40), (11.6, 41)]),
    ]
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all(cuts)]).geoms)
    tree = shapely.STRtree(faces)
    inside = [int(tree.query(shapely.Point(row[5]), predicate="within")[0]) for row in UNITS]
    columns = ("unit_id", "country", "admin1_pcode", "admin2_pcode", "admin3_id")
    gpd.GeoDataFrame(
        {name: [row[i] for row in UNITS] for i, name in enumerate(columns)},
        geometry=faces[inside],
        crs="EPSG:4326",
    ).to_parquet(folder / "units.parquet")


def _write_csv(file: Path, header: str, rows: list[tuple[object, ...]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header.split())
        writer.writerows(rows)
