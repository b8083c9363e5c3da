"""FlatGeobuf: read back by GDAL, the rows of the other files, an index where there can be one."""

from __future__ import annotations

import dataclasses

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from datasets import make_dataset
from synthetic_region import make_region

from geo.errors import OutputError
from geo.exports import columns, fgb
from geo.exports.public import GEOMETRIES, KINDS, Public

REGION = make_region()


def rows_of(public: Public, kind: str) -> pd.DataFrame:
    parts = [batch.rows.to_pandas() for batch in public.batches_of(kind)]
    return pd.concat(parts).set_index("location_id")


@pytest.fixture(scope="module")
def folder(hostile, tmp_path_factory):
    where = tmp_path_factory.mktemp("fgb")
    assert set(fgb.write(hostile, where)) == {path.name for path in where.iterdir()}
    return where


@pytest.mark.parametrize("kind", KINDS)
def test_rows_texts_and_geometry_are_those_of_the_other_files(hostile, folder, kind):
    path = folder / f"incidents_{kind}.fgb"
    about = pyogrio.read_info(path)
    assert (about["geometry_type"], about["crs"]) == (GEOMETRIES[kind], "EPSG:4326")
    assert about["features"] == hostile.counts[kind] > 5
    assert list(about["fields"]) == hostile.columns.names
    frame = gpd.read_file(path).set_index("location_id")
    wanted = rows_of(hostile, kind).loc[frame.index]
    for name in ("incident_id", "summary", "actor1", "place_why", "source_url", "footprint_id"):
        assert frame[name].fillna("").tolist() == wanted[name].fillna("").tolist(), name
    assert (frame["date_start"].dt.date == wanted["date_start"]).all()
    if kind == "points":
        assert (frame.geometry.x == wanted["longitude"]).all()
    else:
        small = dict(zip(hostile.shapes.ids, hostile.shapes.small, strict=True))
        same = [
            shapely.equals(g, small[i]) for i, g in frame[["footprint_id", "geometry"]].to_numpy()
        ]
        assert all(same)


def test_columns_are_explained_in_the_file(hostile, folder):
    head = (folder / "incidents_points.fgb").read_bytes()[: 2**15]
    assert all(columns.of(name).meaning.encode() in head for name in hostile.columns.names)


def test_a_window_is_read_by_the_index(hostile, folder):
    path = folder / "incidents_points.fgb"
    assert pyogrio.read_info(path)["capabilities"]["fast_spatial_filter"]
    west, south, east, north = hostile.bounds("points")
    window = (west, south, (west + east) / 2, (south + north) / 2)
    inside = gpd.read_file(path, bbox=window)
    everything = gpd.read_file(path)
    wanted = everything[everything.intersects(shapely.box(*window))]
    assert set(inside["location_id"]) == set(wanted["location_id"])
    assert 0 < len(inside) < len(everything)


def test_a_place_without_an_outline_is_kept_without_an_index(tmp_path):
    dataset = make_dataset(40, region=REGION)
    at = int(np.flatnonzero((dataset.locations["where_prec"] == 3).fillna(False))[0])
    bare = dataset.locations.copy()
    bare.loc[at, "footprint_id"] = pd.NA
    public = Public.of(dataclasses.replace(dataset, locations=bare), REGION)
    fgb.write(public, tmp_path)
    areas = gpd.read_file(tmp_path / "incidents_areas.fgb").set_index("location_id")
    assert len(areas) == public.counts["areas"]
    assert areas.index[areas.geometry.isna()].tolist() == [bare["location_id"].iloc[at]]


def test_nothing_located(nothing, tmp_path):
    fgb.write(nothing, tmp_path)
    for kind in KINDS:
        about = pyogrio.read_info(tmp_path / f"incidents_{kind}.fgb", force_feature_count=True)
        assert (about["features"], about["geometry_type"]) == (0, GEOMETRIES[kind])


def test_a_lost_row_is_noticed(hostile, tmp_path, monkeypatch):
    monkeypatch.setattr(fgb, "_rows", lambda _: 1)
    with pytest.raises(OutputError, match=r"incidents_points.fgb: has 1 rows; expected \d\d"):
        fgb.write(hostile, tmp_path)
