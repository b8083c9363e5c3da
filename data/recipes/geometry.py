"""Build the units, the line and its sections.

Writes units.parquet, admin.csv, line.geojson and sections.csv.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import shapely
from admin import build_admin
from coverage import build_coverage
from fetch import Sources
from line import Outlines, build_outlines, country_polygons, length_km
from link_afghanistan import link_districts, read_provinces, read_seats
from link_pakistan import link_tehsils
from pakistan_svg import read_districts
from pcodes import read_pcodes
from sections import build_sections
from units import PREFIXES, read_raw_units

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

LEFT, RIGHT = "AFG", "PAK"
# The countries around, and a window that holds every border with them.
AROUND = ["CHN", "IND", "IRN", "TJK", "TKM", "UZB"]
WINDOW = (59.0, 22.0, 79.0, 40.0)
LINE_VERSION = "durand-2017-0.001"


def build(cache: Path, pack: Path) -> None:
    """Write the geometry files of the pack, apart from the base map."""
    sources = Sources(cache)
    polygons = country_polygons(sources, [LEFT, RIGHT, *AROUND], WINDOW)
    left, right, *around = polygons.values()
    outlines = build_outlines(left, right, around)
    pcodes = read_pcodes(sources, [LEFT, RIGHT])
    raw = read_raw_units(sources)
    tehsils = _tehsils(sources, raw)
    raw["unit_id"] = raw["shape_id"].map(_unit_ids(sources, raw, pcodes, tehsils))
    units = _units(raw, outlines, pcodes)

    write_parquet(units.drop(columns="shape_id"), pack / "units.parquet")
    _write_line(outlines, pack / "line.geojson")
    write_csv(build_admin(units, pcodes, tehsils, PREFIXES), pack / "admin.csv")
    names = dict(zip(pcodes["pcode"], pcodes["name"], strict=True))
    sections = build_sections(units, outlines.line, LEFT, RIGHT, names)
    sections["from_km"] = sections["from_km"].map("{:.1f}".format)
    sections["to_km"] = sections["to_km"].map("{:.1f}".format)
    write_csv(sections, pack / "sections.csv")


def write_parquet(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write GeoParquet with fixed settings, so that equal tables are equal bytes."""
    frame.to_parquet(path, index=False, compression="zstd", compression_level=19)


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """Write a text table: UTF-8, commas, one line feed a row."""
    table.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def _tehsils(sources: Sources, raw: gpd.GeoDataFrame) -> pd.DataFrame:
    mine = raw[raw["country"] == RIGHT].reset_index(drop=True)
    return link_tehsils(mine, read_districts(sources))


def _unit_ids(
    sources: Sources, raw: gpd.GeoDataFrame, pcodes: pd.DataFrame, tehsils: pd.DataFrame
) -> dict[str, str]:
    mine = raw[raw["country"] == LEFT].reset_index(drop=True)
    districts = pcodes[(pcodes["country"] == LEFT) & (pcodes["level"] == "admin2")]
    provinces = read_provinces(sources, pcodes)
    linked = link_districts(mine, districts.reset_index(drop=True), provinces, read_seats(sources))
    ids = dict(zip(linked["shape_id"], linked["admin2_pcode"], strict=True))
    return ids | dict(zip(tehsils["shape_id"], tehsils["admin3_id"], strict=True))


def _units(raw: gpd.GeoDataFrame, outlines: Outlines, pcodes: pd.DataFrame) -> gpd.GeoDataFrame:
    countries = {LEFT: outlines.left, RIGHT: outlines.right}
    units = build_coverage(raw, countries, outlines.line)
    parents = dict(zip(pcodes["pcode"], pcodes["parent"], strict=True))
    units["admin2_pcode"] = units["unit_id"].str.split("-", n=1).str[0]
    units["admin1_pcode"] = units["admin2_pcode"].map(parents)
    units["admin3_id"] = units["unit_id"].where(units["country"] == RIGHT)
    units["shape_id"] = units["unit_id"].map(raw.set_index("unit_id")["shape_id"])
    columns = ["unit_id", "country", "admin1_pcode", "admin2_pcode", "admin3_id"]
    return units[[*columns, "shape_id", "geometry"]]


def _write_line(outlines: Outlines, path: Path) -> None:
    coordinates = [[round(x, 5), round(y, 5)] for x, y in shapely.get_coordinates(outlines.line)]
    feature = {
        "type": "Feature",
        "properties": {
            "line_version": LINE_VERSION,
            "length_km": round(length_km(outlines.line), 1),
        },
        "geometry": {"type": "LineString", "coordinates": coordinates},
    }
    collection = {"type": "FeatureCollection", "features": [feature]}
    path.write_text(json.dumps(collection) + "\n", encoding="utf-8")
