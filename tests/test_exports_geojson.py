"""GeoJSON: RFC 7946, one geometry type a file, few vertices and no false precision."""

from __future__ import annotations

import csv
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import geojson_validator
import geopandas as gpd
import numpy as np
import pytest
import shapely
from datasets import HOSTILE, make_dataset
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic_region import make_region

from geo import exports
from geo.exports.shapes import MAX_VERTICES, Shapes, multi, simplified
from geo.text import clean

if TYPE_CHECKING:
    from pathlib import Path

    from geo.dataset import Dataset

REGION = make_region(lambda name: f"{name} {HOSTILE[0]} {HOSTILE[3]}")
FILES = {
    "incidents": {"Point", "MultiPolygon", "LineString"},
    "incidents_points": {"Point"},
    "incidents_areas": {"MultiPolygon"},
    "incidents_stretches": {"LineString"},
}


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return make_dataset(150, region=REGION, hostile=True)


@pytest.fixture(scope="module")
def site(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exports.write(
        dataset, tmp_path_factory.mktemp("g") / "site", region=REGION, formats=("geojson",)
    )


@pytest.fixture(scope="module")
def collections(site: Path) -> dict[str, Any]:
    return {name: json.loads((site / f"{name}.geojson").read_bytes()) for name in FILES}


@pytest.mark.parametrize("name", FILES)
def test_the_validator_finds_nothing(name: str, collections: dict[str, Any]) -> None:
    assert geojson_validator.validate_structure(collections[name], check_crs=True) == {}
    criteria = ("holes", "self_intersection", "duplicate_nodes", "excessive_coordinate_precision")
    found = geojson_validator.validate_geometries(
        collections[name], criteria_problematic=(*criteria, "3d_coordinates", "excessive_vertices")
    )
    assert not found["invalid"]
    assert not found["problematic"]


@pytest.mark.parametrize("name", FILES)
def test_types_and_boxes(name: str, collections: dict[str, Any]) -> None:
    collection = collections[name]
    features = collection["features"]
    assert {feature["geometry"]["type"] for feature in features} == FILES[name]
    shapes = shapely.from_geojson([json.dumps(f["geometry"]) for f in features])
    assert shapely.is_valid(shapes).all()
    assert (shapely.get_num_coordinates(shapes) <= MAX_VERTICES).all()
    for feature, bounds in zip(features, shapely.bounds(shapes).tolist(), strict=True):
        assert feature.get("bbox", bounds) == bounds
        assert ("bbox" in feature) == (feature["geometry"]["type"] != "Point")
    assert collection["bbox"] == shapely.total_bounds(shapes).tolist()
    assert "crs" not in collection
    assert collection["attribution"] == list(REGION.attributions)


def test_the_parts_make_the_whole(collections: dict[str, Any]) -> None:
    whole = [json.dumps(feature) for feature in collections["incidents"]["features"]]
    parts = [
        json.dumps(feature)
        for name in FILES
        if name != "incidents"
        for feature in collections[name]["features"]
    ]
    assert Counter(whole) == Counter(parts)
    assert len(whole) == len(set(whole))


def test_rows_are_those_of_the_csv(site: Path, collections: dict[str, Any]) -> None:
    with (site / "incidents.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    told = [feature["properties"] for feature in collections["incidents"]["features"]]
    assert [list(row) for row in told] == [list(row) for row in rows]
    assert [row["location_id"] for row in told] == [row["location_id"] for row in rows]


@pytest.mark.parametrize(("prec", "decimals"), [(1, 5), (2, 5), (3, 3), (4, 3), (5, 3)], ids=str)
def test_decimals_follow_precision(prec: int, decimals: int, collections: dict[str, Any]) -> None:
    features = [
        feature
        for feature in collections["incidents"]["features"]
        if feature["properties"]["where_prec"] == prec
    ]
    assert features
    for feature in features:
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        for value in shapely.get_coordinates(shape).ravel().tolist():
            assert len(repr(value).partition(".")[2]) <= decimals
        if prec <= 2:
            properties = feature["properties"]
            assert shape.coords[0] == (properties["longitude"], properties["latitude"])


def test_hostile_text_is_carried(dataset: Dataset, collections: dict[str, Any]) -> None:
    texts = {feature["properties"]["summary"] for feature in collections["incidents"]["features"]}
    assert texts == {clean(text) for text in HOSTILE}
    locations = dataset.locations.set_index("location_id")
    for feature in collections["incidents"]["features"]:
        row = feature["properties"]
        for column in ("place_name", "place_why", "mention", "admin1"):
            assert row[column] == clean(locations.loc[row["location_id"], column])


def test_text_that_could_end_a_string_or_a_script_does_not(site: Path) -> None:
    content = (site / "incidents.geojson").read_bytes()
    assert b"\x00" not in content
    assert b"\r" not in content
    lines = content.decode("utf-8").split("\n")
    assert all(json.loads(line.removesuffix(","))["type"] == "Feature" for line in lines[1:-2])


def test_geopandas_reads_it_back(site: Path, dataset: Dataset) -> None:
    points = gpd.read_file(f"GeoJSON:{site / 'incidents_points.geojson'}")
    known = dataset.locations[dataset.locations["where_prec"] <= 2]
    assert points["location_id"].tolist() == known["location_id"].tolist()
    assert points.geometry.x.tolist() == known["longitude"].tolist()
    assert points.crs.to_epsg() == 4326
    assert points["n_claims"].dtype == "int32"


def test_nothing_located(tmp_path: Path) -> None:
    site = exports.write(
        make_dataset(0, region=REGION), tmp_path / "site", region=REGION, formats=("geojson",)
    )
    for name in FILES:
        collection = json.loads((site / f"{name}.geojson").read_bytes())
        assert collection["features"] == []
        assert "bbox" not in collection
        assert geojson_validator.validate_structure(collection) == {}


def star(points: int, radius: float = 1.0, x: float = 70.0, y: float = 34.0) -> shapely.Polygon:
    angles = np.linspace(0, 2 * np.pi, points, endpoint=False)
    reach = radius * (1 + 0.3 * np.cos(7 * angles) + 0.05 * np.sin(97 * angles))
    return shapely.Polygon(
        np.column_stack([x + reach * np.cos(angles), y + reach * np.sin(angles)])
    )


def comb(teeth: int) -> shapely.Polygon:
    top = [(70 + i * 0.01, 34 + (i % 2)) for i in range(2 * teeth)]
    return shapely.Polygon([*top, (70 + 0.02 * teeth, 33), (70, 33)])


def islands(count: int) -> shapely.MultiPolygon:
    return shapely.MultiPolygon(
        [star(40, 0.02 + 0.0005 * i, 66 + i % 10, 30 + i // 10) for i in range(count)]
    )


def sieve(count: int) -> shapely.Polygon:
    holes = [star(12, 0.01, 69.5 + 0.1 * (i % 10), 33.5 + 0.1 * (i // 10)) for i in range(count)]
    return star(900, 2).difference(shapely.union_all(holes))


@pytest.mark.parametrize(
    ("shape", "share"),
    [
        (shapely.Point(70, 34), 0),
        (shapely.box(70, 34, 71, 35), 0),
        (star(60), 0.01),
        (star(20_000), 0.08),
        (star(50, 0.0004), 0.2),
        (star(5_000, 0.02), 0.08),
        (comb(300), 0.6),
        (islands(3), 0.15),
        (islands(60), 0.9),
        (sieve(50), 0.08),
    ],
    ids=lambda v: str(v) if isinstance(v, (int, float)) else f"{v.geom_type}{len(v.wkb)}",
)
def test_simplified_shapes_stay_within_reason(shape: Any, share: float) -> None:
    (small,) = simplified(np.array([shape]))
    assert small.is_valid
    assert not small.is_empty
    assert shapely.get_num_coordinates(small) <= MAX_VERTICES
    assert small.geom_type.removeprefix("Multi") == shape.geom_type.removeprefix("Multi")
    assert small.symmetric_difference(shape).area <= share * max(shape.area, 1e-9)


def test_stretches_stay_lines_and_keep_their_ends() -> None:
    t = np.linspace(0, 1, 3000)
    line = shapely.LineString(np.round(np.column_stack([61 + 13 * t, 30 + np.sin(40 * t)]), 3))
    (small,) = simplified(np.array([line]))
    assert small.geom_type == "LineString"
    assert shapely.get_num_coordinates(small) <= MAX_VERTICES
    assert (small.coords[0], small.coords[-1]) == (line.coords[0], line.coords[-1])
    assert line.hausdorff_distance(small) < 0.5


def test_a_very_short_stretch_does_not_vanish() -> None:
    (small,) = simplified(np.array([shapely.LineString([(70, 34), (70.0002, 34.0001)])]))
    assert small.length > 0


def test_no_shapes() -> None:
    assert len(simplified(np.array([], dtype=object))) == 0
    assert multi(np.array([None], dtype=object)).tolist() == [None]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(60, 75, allow_nan=False), st.floats(29, 38, allow_nan=False)),
        min_size=4,
        max_size=300,
    ),
    st.floats(0.0002, 0.5),
)
def test_any_area_is_made_small_and_valid(points: list[tuple[float, float]], width: float) -> None:
    shape = shapely.LineString(points).buffer(width)
    (small,) = simplified(np.array([shape]))
    assert small.is_valid
    assert not small.is_empty
    assert shapely.get_num_coordinates(small) <= MAX_VERTICES
    assert small.geom_type in {"Polygon", "MultiPolygon"}


def test_geometry_is_made_once_a_footprint(dataset: Dataset) -> None:
    shapes = Shapes.of(dataset.footprints)
    assert shapes.ids.tolist() == sorted(shapes.ids)
    assert len(shapes.geojson) == len(shapes.wkb) == len(dataset.footprints)
    assert shapes.geojson is shapes.geojson
