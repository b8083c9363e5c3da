"""The GeoParquet file: read back by geopandas and Arrow, the same rows as the table of places."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pyarrow.parquet as pq
import pytest
from datasets import make_dataset
from synthetic_region import make_region

from geo import exports
from geo.exports import parquet, public
from geo.exports.public import Public

if TYPE_CHECKING:
    from pathlib import Path

REGION = make_region()
TYPES = {"points": "Point", "areas": "MultiPolygon", "stretches": "LineString"}


def written(folder: Path, rows: int, **more: object) -> Path:
    dataset = make_dataset(rows, region=REGION, hostile=True, **more)
    return (
        exports.write(dataset, folder / "site", region=REGION, formats=("parquet",)) / parquet.NAME
    )


@pytest.mark.parametrize("rows", [150, 0], ids=["rows", "empty"])
def test_it_has_the_rows_and_columns_of_the_other_files(rows, tmp_path, monkeypatch):
    monkeypatch.setattr(public, "_BATCH_ROWS", 64)  # several groups of rows
    made = Public.of(make_dataset(rows, region=REGION, hostile=True), REGION)
    table = pq.read_table(written(tmp_path, rows))
    assert table.drop_columns(["geometry", "bbox"]).schema.equals(made.columns)
    assert table.column_names[:2] == ["incident_id", "location_id"]
    batches = list(made.batches())
    assert table.num_rows == made.counts["locations"] == sum(len(batch.kind) for batch in batches)
    start = 0
    for batch in batches:
        part = table.slice(start, len(batch.kind))
        assert part.drop_columns(["geometry", "bbox"]).equals(batch.rows)
        start += len(batch.kind)


def test_geometry_is_no_finer_than_what_is_known(tmp_path):
    frame = gpd.read_parquet(written(tmp_path, 150))
    made = Public.of(make_dataset(150, region=REGION, hostile=True), REGION)
    kind = np.concatenate([batch.kind for batch in made.batches()])
    assert frame.crs.to_string() == "OGC:CRS84"
    assert set(kind) == set(TYPES)
    for name, geometry in TYPES.items():
        rows = frame[kind == name]
        assert set(rows.geometry.geom_type) == {geometry}
        assert (rows["longitude"].notna() == (name == "points")).all()
    points = frame[kind == "points"]
    assert (points.geometry.x == points["longitude"]).all()
    assert (points.geometry.y == points["latitude"]).all()
    shapes = dict(zip(made.shapes.ids, made.shapes.small, strict=True))
    areas = frame[kind == "areas"]
    same = [g.equals(shapes[i]) for g, i in zip(areas.geometry, areas["footprint_id"], strict=True)]
    assert all(same)


@pytest.mark.parametrize("rows", [150, 0], ids=["rows", "empty"])
def test_it_says_what_its_geometry_is(rows, tmp_path):
    path = written(tmp_path, rows)
    about = json.loads(pq.read_schema(path).metadata[b"geo"])
    column = about["columns"]["geometry"]
    assert (about["version"], column["encoding"]) == ("1.1.0", "WKB")
    assert column["geometry_types"] == (sorted(TYPES.values()) if rows else [])
    if rows:
        bounds = gpd.read_parquet(path).total_bounds.tolist()
        assert column["bbox"] == pytest.approx(bounds)


def test_the_box_of_each_row_is_its_geometry_s(tmp_path):
    path = written(tmp_path, 150)
    frame = gpd.read_parquet(path)
    boxes = pq.read_table(path, columns=["bbox"])["bbox"].combine_chunks()
    assert np.array_equal(np.column_stack(boxes.flatten()), frame.bounds.to_numpy())
    west, south, east, north = frame.geometry.iloc[0].bounds
    near = gpd.read_parquet(path, bbox=(west, south, east, north))
    assert near["location_id"].tolist() == frame.cx[west:east, south:north]["location_id"].tolist()


def test_a_row_without_geometry_has_no_box(tmp_path):
    dataset = make_dataset(40, region=REGION)
    bare = dataclasses.replace(dataset, locations=dataset.locations.assign(footprint_id=None))
    site = exports.write(bare, tmp_path / "site", region=REGION, formats=("parquet",))
    table = pq.read_table(site / parquet.NAME)
    assert table["geometry"].null_count == table["bbox"].null_count > 0


def test_same_input_same_bytes(tmp_path):
    one = written(tmp_path / "one", 150)
    two = written(tmp_path / "two", 150, shuffle=3)
    assert one.read_bytes() == two.read_bytes()


def test_the_manifest_names_it_and_the_raw_rows_stay_out(tmp_path):
    path = written(tmp_path, 20)
    manifest = json.loads((path.parent / "manifest.json").read_text("utf-8"))
    assert parquet.NAME in [entry["name"] for entry in manifest["files"]]
    assert "raw" not in pq.read_schema(path).names
