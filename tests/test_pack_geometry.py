"""The geometry of the embedded region pack, read as files: coverage, line, sections, units.

Every row of every table is walked.
"""

from __future__ import annotations

import csv
import json
import re
import tomllib
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import Geod

ROOT = Path(__file__).resolve().parents[1]
PACK = ROOT / "data" / "durand"
RECIPES = ROOT / "data" / "recipes"
GEOD = Geod(ellps="WGS84")
LEVELS = {
    "leaf": "unit_id",
    "district": "admin2_pcode",
    "province": "admin1_pcode",
    "country": "country",
}
POINTS = 300_000
NEAR_KM = 10.0
# A metre, in degrees of latitude.
METRE = 1 / 111_195
PCODE = {
    ("AFG", "admin1"): r"AF\d{2}",
    ("PAK", "admin1"): r"PK\d",
    ("AFG", "admin2"): r"AF\d{4}",
    ("PAK", "admin2"): r"PK\d{3}",
    ("PAK", "admin3"): r"PK\d{3}-[a-z0-9]+(-[a-z0-9]+)*",
    ("AFG", "country"): "AFG",
    ("PAK", "country"): "PAK",
}
PARENT_LEVEL = {"admin1": "country", "admin2": "admin1", "admin3": "admin2"}
BASIS = re.compile(r"geoboundaries:\d+(B\d+)?|osm-line|unsourced")


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def units() -> gpd.GeoDataFrame:
    return gpd.read_parquet(PACK / "units.parquet")


@pytest.fixture(scope="module")
def layers(units):
    """Areas of every level by code."""
    found = {}
    for level, column in LEVELS.items():
        groups = units.groupby(column).geometry
        found[level] = {c: shapely.coverage_union_all(g.to_numpy()) for c, g in groups}
    return found


@pytest.fixture(scope="module")
def line():
    feature = json.loads((PACK / "line.geojson").read_text("utf-8"))["features"][0]
    return shapely.geometry.shape(feature["geometry"])


@pytest.fixture(scope="module")
def region():
    return tomllib.loads((PACK / "region.toml").read_text("utf-8"))


ADMIN = read_csv(PACK / "admin.csv")
SECTIONS = read_csv(PACK / "sections.csv")


# --- the coverage ---------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_is_a_valid_coverage(layers, level):
    areas = np.array(list(layers[level].values()))
    assert shapely.is_valid(areas).all()
    assert shapely.coverage_is_valid(areas)
    assert {a.geom_type for a in areas} <= {"Polygon", "MultiPolygon"}


def test_units_have_the_columns_and_order_of_the_contract(units):
    columns = ["unit_id", "country", "admin1_pcode", "admin2_pcode", "admin3_id", "geometry"]
    assert list(units.columns) == columns
    assert units.crs == "EPSG:4326"
    assert units["unit_id"].is_unique
    assert units["unit_id"].is_monotonic_increasing
    afghan = units["country"] == "AFG"
    assert units["admin3_id"].isna().equals(afghan)
    assert (units["unit_id"] == units["admin3_id"].fillna(units["admin2_pcode"])).all()
    assert afghan.sum() == 398
    assert (~afghan).sum() == 553


def test_no_unit_is_scattered(units):
    """Stray cells of the partition go to a neighbour; what is left in parts are islands."""
    for row in units.itertuples():
        areas = shapely.area(shapely.get_parts(row.geometry))
        assert areas.max() > 0.5 * areas.sum(), row.unit_id
        assert areas.min() > 1e-6, row.unit_id
        assert len(areas) <= 15, row.unit_id


def test_random_points_near_the_line_lie_in_exactly_one_unit(units, layers, line):
    lon, lat = points_near(line, np.random.default_rng(20260226))
    hits = np.zeros(POINTS, int)
    for area in units.geometry:
        west, south, east, north = area.bounds
        near = np.flatnonzero((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
        if near.size:
            shapely.prepare(area)
            hits[near] += shapely.contains_xy(area, lon[near], lat[near])
    assert hits.max() == 1

    outside = hits == 0
    countries = [
        shapely.Polygon(part.exterior)
        for area in layers["country"].values()
        for part in shapely.get_parts(area)
    ]
    for country in countries:
        shapely.prepare(country)
        assert not shapely.contains_xy(country, lon[outside], lat[outside]).any()
    # The rest of the land belongs to somebody: a gap between units would be nobody's.
    neighbours = gpd.read_parquet(PACK / "neighbours.parquet").geometry
    abroad = np.zeros(POINTS, bool)
    for area in neighbours:
        shapely.prepare(area)
        abroad[outside] |= shapely.intersects_xy(area, lon[outside], lat[outside])
    assert abroad.sum() == outside.sum()
    # Nearly all of the 10 km on either side is land of the two.
    assert outside.mean() < 0.05


def points_near(line, random):
    """Return points within `NEAR_KM` of the line: anywhere along it, anywhere in a disc around."""
    xy = shapely.get_coordinates(shapely.segmentize(line, 0.01))
    legs = np.asarray(GEOD.inv(xy[:-1, 0], xy[:-1, 1], xy[1:, 0], xy[1:, 1])[2])
    at = random.uniform(0, legs.sum(), POINTS)
    marks = np.concatenate([[0], legs.cumsum()])
    lon, lat = np.interp(at, marks, xy[:, 0]), np.interp(at, marks, xy[:, 1])
    distance = NEAR_KM * 1000 * np.sqrt(random.uniform(0, 1, POINTS))
    lon, lat, _ = GEOD.fwd(lon, lat, random.uniform(0, 360, POINTS), distance)
    return np.asarray(lon), np.asarray(lat)


# --- the line -------------------------------------------------------------------------------


def test_line_is_the_frozen_one(line, region):
    feature = json.loads((PACK / "line.geojson").read_text("utf-8"))["features"]
    assert len(feature) == 1
    assert feature[0]["properties"]["line_version"] == region["line"]["version"]
    xy = shapely.get_coordinates(line)
    assert len(xy) == 2953
    assert np.array_equal(xy, np.round(xy, 5))
    assert line.is_simple
    assert GEOD.geometry_length(line) / 1000 == pytest.approx(2656.6, abs=0.05)
    assert region["line"]["length_km"] == pytest.approx(2656.6)
    # From the south-west to the north-east.
    assert xy[0][0] < xy[-1][0]
    assert xy[0][1] < xy[-1][1]


def test_shared_edge_of_the_countries_is_the_line(layers, line):
    shared = shapely.intersection(*layers["country"].values())
    assert shapely.area(shared) == 0
    assert shapely.hausdorff_distance(shared, line) < METRE
    assert shapely.length(shared) == pytest.approx(line.length, abs=1e-4)


def test_left_of_the_line_is_the_left_country(layers, line, region):
    xy = shapely.get_coordinates(line)
    middle, along = (xy[1:] + xy[:-1]) / 2, xy[1:] - xy[:-1]
    normal = np.column_stack([-along[:, 1], along[:, 0]])
    normal *= 3 * METRE / np.hypot(*normal.T)[:, None]
    # Beside a segment that is shorter than the step the other country may begin again.
    long = np.hypot(*along.T) > 30 * METRE
    for code, step in ((region["line"]["left"], normal), (region["line"]["right"], -normal)):
        country = layers["country"][code]
        shapely.prepare(country)
        assert shapely.contains_xy(country, *(middle + step)[long].T).all()


# --- sections -------------------------------------------------------------------------------


def test_sections_cover_the_line_without_gaps(line):
    assert len(SECTIONS) == 31
    assert SECTIONS[0]["from_km"] == "0.0"
    assert float(SECTIONS[-1]["to_km"]) == round(GEOD.geometry_length(line) / 1000, 1)
    for one, other in pairwise(SECTIONS):
        assert one["to_km"] == other["from_km"]
        assert (one["left_code"], one["right_code"]) != (other["left_code"], other["right_code"])
    assert len({row["section_id"] for row in SECTIONS}) == len(SECTIONS)


@pytest.mark.parametrize("row", SECTIONS, ids=lambda row: row["section_id"])
def test_section(row, layers, line):
    names = {unit["code"]: unit["name"] for unit in ADMIN}
    assert re.fullmatch(r"\d+\.\d", row["from_km"])
    assert re.fullmatch(r"\d+\.\d", row["to_km"])
    assert float(row["to_km"]) - float(row["from_km"]) > 12
    pair = f"{row['left_code']}-{row['right_code']}"
    assert re.fullmatch(re.escape(pair) + r"(-\d+)?", row["section_id"])
    assert row["name"] == f"{names[row['left_code']]} / {names[row['right_code']]}"
    # Both units of the pair touch the middle of the stretch.
    middle = point_at(line, (float(row["from_km"]) + float(row["to_km"])) / 2)
    assert layers["province"][row["left_code"]].distance(middle) < 2 * METRE
    assert layers["district"][row["right_code"]].distance(middle) < 2 * METRE


def point_at(line, km):
    xy = shapely.get_coordinates(shapely.segmentize(line, 0.05))
    legs = np.asarray(GEOD.inv(xy[:-1, 0], xy[:-1, 1], xy[1:, 0], xy[1:, 1])[2]) / 1000
    marks = np.concatenate([[0], legs.cumsum()])
    return shapely.Point(np.interp(km, marks, xy[:, 0]), np.interp(km, marks, xy[:, 1]))


# --- the table of units ---------------------------------------------------------------------


def test_admin_counts_are_those_of_the_list():
    counts: dict[tuple[str, str], int] = {}
    for row in ADMIN:
        key = (row["country"], row["level"])
        counts[key] = counts.get(key, 0) + 1
    assert counts == {
        ("AFG", "country"): 1,
        ("PAK", "country"): 1,
        ("AFG", "admin1"): 34,
        ("AFG", "admin2"): 401,
        ("PAK", "admin1"): 7,
        ("PAK", "admin2"): 160,
        ("PAK", "admin3"): 553,
    }


def test_admin_codes_are_unique_and_every_unit_is_listed(units):
    codes = [row["code"] for row in ADMIN]
    assert len(set(codes)) == len(codes)
    for column in LEVELS.values():
        assert set(units[column]) <= set(codes)
    without = {row["code"] for row in ADMIN if row["has_polygon"] == "false"}
    assert without == {"AF2116", "AF2409", "AF2506", "PK312"}


def test_every_code_and_parent_of_admin():
    by_code = {row["code"]: row for row in ADMIN}
    for row in ADMIN:
        assert re.fullmatch(PCODE[(row["country"], row["level"])], row["code"]), row
        assert row["name"], row
        assert row["name"] == row["name"].strip(), row
        if row["level"] == "country":
            assert row["parent"] == "", row
            continue
        parent = by_code[row["parent"]]
        assert parent["level"] == PARENT_LEVEL[row["level"]], row
        assert parent["country"] == row["country"], row
        assert row["level"] == "admin1" or row["code"].startswith(parent["code"]), row


def test_every_polygon_basis_and_label_of_admin(layers):
    areas = {code: area for level in LEVELS for code, area in layers[level].items()}
    for row in ADMIN:
        assert BASIS.fullmatch(row["basis"]), row
        assert row["has_polygon"] == ("true" if row["code"] in areas else "false"), row
        point = (row["label_longitude"], row["label_latitude"])
        if row["has_polygon"] == "false":
            assert row["basis"] == "unsourced", row
            assert row["note"], row
            assert point == ("", ""), row
            continue
        assert row["basis"] != "unsourced", row
        assert all(re.fullmatch(r"\d{2}\.\d{5}", cell) for cell in point), row
        assert shapely.contains_xy(areas[row["code"]], float(point[0]), float(point[1])), row


def test_units_carry_the_parents_of_the_table(units):
    by_code = {row["code"]: row for row in ADMIN}
    for row in units.itertuples():
        if isinstance(row.admin3_id, str):
            assert by_code[row.admin3_id]["parent"] == row.admin2_pcode
        assert by_code[row.admin2_pcode]["parent"] == row.admin1_pcode
        assert by_code[row.admin1_pcode]["parent"] == row.country


# --- region.toml, base map, files -----------------------------------------------------------


def test_region_names_existing_things(region):
    countries = {country["code"]: country for country in region["countries"]}
    line = region["line"]
    assert {line["left"], line["right"]} == set(countries)
    for code, side in ((line["left"], line["left_side"]), (line["right"], line["right_side"])):
        assert countries[code]["side"] == side
        assert side in region["sides"]
        assert set(countries[code]["local_names"]) == set(region["languages"])
    assert "disputed" in region["note"]
    assert "do not imply" in region["note"]
    for table, codes in (
        ("side_names", "sides"),
        ("claimant_side_names", "claimant_sides"),
        ("victim_group_names", "victim_groups"),
    ):
        assert list(region[table]) == region[codes]
        assert all(entry["name"] for entry in region[table].values())
    for name in ("units", "admin", "line", "sections", "neighbours", "rivers", "lakes"):
        assert (PACK / region["files"][name]).is_file()


def test_every_worldview_has_a_holder_and_an_address(region):
    views = region["worldviews"]
    assert {view["country"] for view in views} == {"AFG", "PAK"}
    for view in views:
        assert set(view) == {"holder", "country", "date", "view", "source"}
        assert re.fullmatch(r"https?://\S+", view["source"])
        assert re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", view["date"])


def test_bounds_hold_every_unit(units, region):
    west, south, east, north = region["bounds"]
    low_x, low_y, high_x, high_y = units.total_bounds
    assert west <= low_x < high_x <= east
    assert south <= low_y < high_y <= north


@pytest.mark.parametrize(
    ("name", "columns", "kinds"),
    [
        ("neighbours", ["country", "name", "geometry"], {"Polygon", "MultiPolygon"}),
        ("rivers", ["name", "rank", "geometry"], {"LineString", "MultiLineString"}),
        ("lakes", ["name", "geometry"], {"Polygon", "MultiPolygon"}),
    ],
)
def test_base_map_layer(name, columns, kinds, region):
    layer = gpd.read_parquet(PACK / f"{name}.parquet")
    assert list(layer.columns) == columns
    assert layer.crs == "EPSG:4326"
    assert len(layer) >= 10
    assert set(layer.geom_type) <= kinds
    assert layer.is_valid.all()
    assert not layer.is_empty.any()
    assert layer["name"].notna().all()
    assert not layer["name"].str.contains("?", regex=False).any()
    west, south, east, north = region["base_map_bounds"]
    low_x, low_y, high_x, high_y = layer.total_bounds
    assert west <= low_x < high_x <= east
    assert south <= low_y < high_y <= north


def test_neighbours_do_not_overlap_the_countries(layers):
    neighbours = gpd.read_parquet(PACK / "neighbours.parquet")
    assert neighbours["country"].str.fullmatch("[A-Z]{3}").all()
    assert not set(neighbours["country"]) & {"AFG", "PAK"}
    own = shapely.union_all(list(layers["country"].values()))
    overlap = shapely.area(shapely.intersection(neighbours.geometry.to_numpy(), own))
    # The grid of the file may move an edge by half a metre; that along 7,000 km of border.
    assert overlap.sum() < 1e-3


def test_pack_is_small_and_has_its_licence():
    size = sum(path.stat().st_size for path in PACK.iterdir())
    assert size < 4_000_000
    assert (PACK / "units.parquet").stat().st_size < 900_000
    licence = (PACK / "LICENSE").read_text("utf-8")
    assert "Open Database License" in licence
    assert "OpenStreetMap contributors" in licence
    assert "## Places" in (PACK / "SOURCES.md").read_text("utf-8")
