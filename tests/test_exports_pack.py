"""The embedded pack and the bundled sample, written and read back."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pytest
import shapely

import geo
from geo import exports
from geo.exports.shapes import MAX_VERTICES, simplified
from geo.region import load

if TYPE_CHECKING:
    from geo.dataset import Dataset
    from geo.region import RegionPack

RECIPES = Path(__file__).resolve().parents[1] / "data" / "recipes"
KM_OF_DEGREE = 90.0  # less than a degree of either axis here


def read(file: str) -> list[dict[str, str]]:
    with (RECIPES / file).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.fixture(scope="module")
def pack() -> RegionPack:
    return load("durand")


@pytest.fixture(scope="module")
def sample(pack: RegionPack) -> Dataset:
    return geo.read(region=pack)


@pytest.fixture(scope="module")
def site(sample: Dataset, pack: RegionPack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exports.write(sample, tmp_path_factory.mktemp("s") / "site", region=pack)


# Share of the area that simplifying may add or take away: of half the units, and of any.
@pytest.mark.parametrize(
    ("level", "half", "most"),
    [("districts", 0.01, 0.2), ("provinces", 0.04, 0.1), ("countries", 0.05, 0.05)],
)
def test_outlines_of_all_units_stay_near(
    pack: RegionPack, level: str, half: float, most: float
) -> None:
    full = getattr(pack, level).geometry.to_numpy()
    small = simplified(full)
    assert shapely.is_valid(small).all()
    assert shapely.get_num_coordinates(small).max() <= MAX_VERTICES
    shares = shapely.area(shapely.symmetric_difference(full, small)) / shapely.area(full)
    assert np.median(shares) < half
    assert shares.max() < most


def test_every_column_of_every_layer_is_explained(site: Path) -> None:
    with closing(sqlite3.connect(site / "incidents.gpkg")) as database:
        fields = database.execute(
            "SELECT c.table_name, p.name, d.description IS NOT NULL FROM gpkg_contents c,"
            " pragma_table_info(c.table_name) p LEFT JOIN gpkg_data_columns d"
            " ON d.table_name = c.table_name AND d.column_name = p.name"
            " WHERE c.table_name <> 'layer_styles' AND p.name NOT IN ('fid', 'geom')"
        ).fetchall()
    assert [field for field in fields if not field[2]] == []
    names = [name for _, name, _ in fields]
    # What ArcGIS takes: short names of letters, digits and _, none of them a word of SQL.
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,63}", name) for name in names)
    assert not {"order", "group", "select", "table", "values", "shape", "objectid"} & set(names)


def test_every_place_of_the_sample_is_somewhere(sample: Dataset, site: Path) -> None:
    features = json.loads((site / "incidents.geojson").read_bytes())["features"]
    written = {feature["properties"]["location_id"] for feature in features}
    lost = sample.locations.loc[sample.locations["place_level"].isna(), "location_id"]
    assert len(written) == len(features) > 35
    assert written | set(lost) == set(sample.locations["location_id"])
    rows = json.loads((site / "manifest.json").read_bytes())["rows"]
    assert rows["without_outline"] == 0
    assert min(rows["points"], rows["areas"], rows["stretches"]) > 0


def test_codes_join_the_layers_of_the_package(site: Path) -> None:
    with closing(sqlite3.connect(site / "incidents.gpkg")) as database:
        for column, layer in (("admin1_pcode", "provinces"), ("admin2_pcode", "districts")):
            for table in ("incidents_points", "incidents_areas", "incidents_stretches"):
                stray = database.execute(
                    f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL"  # noqa: S608
                    f" AND {column} NOT IN (SELECT code FROM {layer})"
                ).fetchall()
                assert stray == [], (table, column)
        stray = database.execute(
            "SELECT footprint_id FROM incidents_areas WHERE footprint_id NOT IN"
            " (SELECT footprint_id FROM footprints)"
        ).fetchall()
        assert stray == []


def test_points_lie_in_the_district_they_are_joined_to(site: Path) -> None:
    points = gpd.read_file(site / "incidents.gpkg", layer="incidents_points")
    districts = gpd.read_file(site / "incidents.gpkg", layer="districts").set_index("code")
    joined = points[points["admin2_pcode"].notna()]
    outlines = districts.loc[joined["admin2_pcode"]].geometry.to_numpy()
    away = shapely.distance(joined.geometry.to_numpy(), outlines)
    # A crossing lies on the line, so on the edge of its district: to the rounding of a vertex.
    # A place keeps its source's district beside a displaced outline, its own or a neighbour's.
    displaced = {row["admin2_pcode"]: float(row["reach_km"]) for row in read("displaced_units.csv")}
    widest = max(displaced.values()) / KM_OF_DEGREE
    is_displaced = joined["admin2_pcode"].isin(displaced).to_numpy()
    assert (away < np.where(is_displaced, widest, 0.002)).all()
    assert (away < 0.002).mean() > 0.9


def test_same_bytes_twice(sample: Dataset, site: Path, tmp_path: Path) -> None:
    again = exports.write(sample, tmp_path / "again", region="durand")
    assert {path.name for path in again.iterdir()} == {path.name for path in site.iterdir()}
    for path in site.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes(), path.name
