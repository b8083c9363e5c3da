"""The GeoPackage: what the standard demands (OGC 12-128r17, 1.3), asked of SQLite itself."""

from __future__ import annotations

import re
import sqlite3
import struct
from contextlib import closing
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely
from datasets import HOSTILE, make_dataset
from synthetic_region import make_region

from geo import exports
from geo.errors import OutputError
from geo.exports import gpkg
from geo.exports.shapes import MAX_VERTICES
from geo.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.dataset import Dataset

REGION = make_region(lambda name: f"{name} {HOSTILE[0]} {HOSTILE[3]}")
LAYERS = {
    "incidents_points": "POINT",
    "incidents_areas": "MULTIPOLYGON",
    "incidents_stretches": "LINESTRING",
    "footprints": "MULTIPOLYGON",
    "provinces": "MULTIPOLYGON",
    "districts": "MULTIPOLYGON",
    "line": "LINESTRING",
    "crossings": "POINT",
}
TABLES = ("locations", "claims", "reports", "layer_styles")


@pytest.fixture(scope="module", params=[150, 0], ids=["rows", "empty"])
def dataset(request: pytest.FixtureRequest) -> Dataset:
    return make_dataset(request.param, region=REGION, hostile=True)


@pytest.fixture(scope="module")
def package(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("p") / "site"
    return exports.write(dataset, site, region=REGION, formats=("gpkg",)) / "incidents.gpkg"


@pytest.fixture
def database(package: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{package}?mode=ro", uri=True)) as connection:
        yield connection


# Requirement by requirement: what to ask, and the only right answer.
CHECKS = {
    "application id is GPKG": ("PRAGMA application_id", [(0x47504B47,)]),
    "version 1.3": ("PRAGMA user_version", [(10300,)]),
    "sound": ("PRAGMA integrity_check", [("ok",)]),
    "no broken foreign key": ("PRAGMA foreign_key_check", []),
    "UTF-8": ("PRAGMA encoding", [("UTF-8",)]),
    "required tables": (
        (
            "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN"
            " ('gpkg_spatial_ref_sys', 'gpkg_contents', 'gpkg_geometry_columns', 'gpkg_extensions')"
        ),
        [(4,)],
    ),
    "required reference systems": (
        "SELECT count(*) FROM gpkg_spatial_ref_sys WHERE srs_id IN (-1, 0, 4326)",
        [(3,)],
    ),
    "the definition of WGS84": (
        (
            "SELECT organization, organization_coordsys_id, definition LIKE 'GEOGCS[\"WGS 84\"%'"
            " FROM gpkg_spatial_ref_sys WHERE srs_id = 4326"
        ),
        [("EPSG", 4326, 1)],
    ),
    "every feature layer": (
        "SELECT table_name FROM gpkg_contents WHERE data_type = 'features' ORDER BY 1",
        [(name,) for name in sorted(LAYERS)],
    ),
    "every table of attributes, the styles too": (
        "SELECT table_name FROM gpkg_contents WHERE data_type = 'attributes' ORDER BY 1",
        [(name,) for name in sorted(TABLES)],
    ),
    "contents name tables that exist": (
        (
            "SELECT table_name FROM gpkg_contents WHERE table_name NOT IN"
            " (SELECT name FROM sqlite_master WHERE type = 'table')"
        ),
        [],
    ),
    "no table is left out of the contents": (
        (
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'gpkg_%'"
            " AND name NOT LIKE 'rtree_%' AND name NOT LIKE 'sqlite_%'"
            " AND name NOT IN (SELECT table_name FROM gpkg_contents)"
        ),
        [],
    ),
    "contents in WGS84": (
        "SELECT DISTINCT srs_id FROM gpkg_contents WHERE data_type = 'features'",
        [(4326,)],
    ),
    "contents carry no time": (
        "SELECT DISTINCT last_change FROM gpkg_contents",
        [("1970-01-01T00:00:00.000Z",)],
    ),
    "identifiers and descriptions": (
        (
            "SELECT count(DISTINCT identifier) = count(*), min(length(description)) > 10"
            " FROM gpkg_contents"
        ),
        [(1, 1)],
    ),
    "geometry columns": (
        (
            "SELECT table_name, column_name, geometry_type_name, srs_id, z, m"
            " FROM gpkg_geometry_columns ORDER BY 1"
        ),
        [(name, "geom", kind, 4326, 0, 0) for name, kind in sorted(LAYERS.items())],
    ),
    "a spatial index is registered for each layer": (
        (
            "SELECT table_name, column_name, scope FROM gpkg_extensions"
            " WHERE extension_name = 'gpkg_rtree_index' ORDER BY 1"
        ),
        [(name, "geom", "write-only") for name in sorted(LAYERS)],
    ),
    "no extension that a reader may not know": (
        "SELECT DISTINCT extension_name FROM gpkg_extensions ORDER BY 1",
        [("gpkg_rtree_index",), ("gpkg_schema",)],
    ),
    "no column without a meaning, but keys and geometries": (
        (
            "SELECT c.table_name, p.name FROM gpkg_contents c, pragma_table_info(c.table_name) p"
            " WHERE c.table_name <> 'layer_styles' AND p.name NOT IN ('fid', 'geom')"
            " AND NOT EXISTS (SELECT 1 FROM gpkg_data_columns d WHERE d.table_name = c.table_name"
            " AND d.column_name = p.name AND length(d.description) > 5)"
        ),
        [],
    ),
    "a crossing's status is not an incident's": (
        (
            "SELECT description LIKE 'What kind of crossing%' FROM gpkg_data_columns"
            " WHERE column_name = 'status' ORDER BY table_name = 'crossings'"
        ),
        [(0,), (0,), (0,), (1,)],
    ),
    "styles are of layers that exist, and each is the default": (
        "SELECT f_table_name, f_geometry_column, useAsDefault FROM layer_styles ORDER BY 1",
        [(name, "geom", 1) for name in sorted(LAYERS)],
    ),
}


@pytest.mark.parametrize("check", CHECKS)
def test_geopackage(check: str, database: sqlite3.Connection) -> None:
    question, answer = CHECKS[check]
    assert database.execute(question).fetchall() == answer


@pytest.mark.parametrize("name", [*LAYERS, *TABLES])
def test_each_table_has_an_integer_key(name: str, database: sqlite3.Connection) -> None:
    keys = [(row[2], row[5]) for row in database.execute(f'PRAGMA table_info("{name}")') if row[5]]
    assert keys == [("INTEGER", 1)]


@pytest.mark.parametrize("name", LAYERS)
def test_extent_index_and_geometry_agree(name: str, database: sqlite3.Connection) -> None:
    blobs = [geom for (geom,) in select("geom", name, database) if geom is not None]
    shapes = shapely.from_wkb([_wkb(blob) for blob in blobs])
    assert shapely.is_valid(shapes).all()
    extent = database.execute(
        "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?", (name,)
    ).fetchone()
    box = "count(*), min(minx), min(miny), max(maxx), max(maxy)"
    (index,) = select(box, f"rtree_{name}_geom", database)
    assert index[0] == len(blobs)
    if blobs:
        assert np.allclose(extent, shapely.total_bounds(shapes), rtol=0, atol=1e-12)
        assert np.allclose(index[1:], extent, atol=1e-5)
    kinds = {shape.geom_type.upper() for shape in shapes}
    assert kinds <= {LAYERS[name]}


def select(what: str, table: str, database: sqlite3.Connection) -> list[tuple[Any, ...]]:
    return database.execute(f'SELECT {what} FROM "{table}"').fetchall()  # noqa: S608 - our own names


def _wkb(blob: bytes) -> bytes:
    magic, version, flags, srs = struct.unpack("<2sBBi", blob[:8])
    assert (magic, version, srs) == (b"GP", 0, 4326)
    assert flags & 1
    envelope = {0: 0, 1: 32}[flags >> 1 & 7]
    return blob[8 + envelope :]


def test_rows_and_columns(package: Path, dataset: Dataset, database: sqlite3.Connection) -> None:
    known = dataset.locations["where_prec"]
    counts = {
        "incidents_points": int((known <= 2).sum()),
        "incidents_areas": int(known.isin([3, 4]).sum()),
        "incidents_stretches": int((known == 5).sum()),
        "footprints": int((dataset.footprints["kind"] == "area").sum()),
        "provinces": len(REGION.provinces),
        "districts": len(REGION.districts),
        "line": 1,
        "crossings": len(REGION.crossings),
        "locations": len(dataset.locations),
        "claims": len(dataset.claims),
        "reports": len(dataset.reports),
    }
    for name, count in counts.items():
        assert select("count(*)", name, database) == [(count,)], name
    types = {row[1]: row[2] for row in database.execute("PRAGMA table_info(incidents_areas)")}
    assert list(types)[:4] == ["fid", "geom", "incident_id", "location_id"]
    assert (types["date_start"], types["domestic"]) == ("DATE", "BOOLEAN")
    assert (types["fatalities_low"], types["uncertainty_km"]) == ("INTEGER", "REAL")
    assert {row[0] for row in pyogrio.list_layers(package)} >= {*LAYERS, *TABLES[:3]}


def test_areas_are_small_and_footprints_full(package: Path, dataset: Dataset) -> None:
    areas = gpd.read_file(package, layer="incidents_areas")
    full = gpd.read_file(package, layer="footprints").set_index("footprint_id").geometry
    assert full.index.is_unique
    assert set(areas["footprint_id"]) == set(full.index)
    if len(areas):
        vertices = shapely.get_num_coordinates(areas.geometry.to_numpy())
        assert vertices.max() <= MAX_VERTICES
        assert shapely.get_num_coordinates(full.to_numpy()).max() > MAX_VERTICES
    given = dataset.footprints.set_index("footprint_id").geometry
    for name, shape in full.items():
        assert shapely.equals(shape, given[name]), name


def test_units_line_and_crossings(package: Path) -> None:
    districts = gpd.read_file(package, layer="districts")
    assert districts["code"].tolist() == REGION.districts["code"].tolist()
    assert districts["name"].tolist() == [clean(name) for name in REGION.districts["name"]]
    above = dict(REGION.units[["admin2_pcode", "admin1_pcode"]].itertuples(index=False, name=None))
    assert districts["admin1_pcode"].tolist() == [above[code] for code in districts["code"]]
    names = REGION.provinces.set_index("code")["name"]
    assert districts["admin1"].tolist() == [
        clean(names[code]) for code in districts["admin1_pcode"]
    ]
    line = gpd.read_file(package, layer="line")
    assert shapely.equals_exact(line.geometry[0], REGION.line)
    assert line["line_version"].tolist() == [REGION.line_version]
    crossings = gpd.read_file(package, layer="crossings").set_index("place_id")
    assert crossings.loc["synthetic:crossing-x"].geometry is None
    assert crossings.geometry.notna().sum() == 3


def test_hostile_text_is_carried(dataset: Dataset, database: sqlite3.Connection) -> None:
    for table, column, source in (
        ("claims", "quote", dataset.claims),
        ("claims", "claimant", dataset.claims),
        ("reports", "title", dataset.reports),
        ("locations", "place_why", dataset.locations),
        ("locations", "mention", dataset.locations),
    ):
        found = [text for (text,) in select(column, table, database)]
        assert found == [clean(text) for text in source[column]], column


@pytest.mark.parametrize("name", LAYERS)
def test_styles(name: str, database: sqlite3.Connection) -> None:
    query = "SELECT styleQML FROM layer_styles WHERE f_table_name = ?"
    (style,) = database.execute(query, (name,)).fetchone()
    root = ET.fromstring(style)  # noqa: S314 - our own file
    assert root.tag == "qgis"
    layers = [layer.get("class") for layer in root.iter("layer")]
    assert layers
    geometry = {"POINT": "0", "LINESTRING": "1", "MULTIPOLYGON": "2"}[LAYERS[name]]
    assert root.findtext("layerGeometryType") == geometry
    if name == "line":
        options = {option.get("name"): option.get("value") for option in root.iter("Option")}
        assert options["use_custom_dash"] == "1"
        assert len(options["customdash"].split(";")) == 4
    if name == "incidents_points":  # a ring around each, lest it be taken for exact
        options = {option.get("name"): option.get("value") for option in root.iter("Option")}
        assert options["expression"] == '2000 * coalesce("uncertainty_km", 0)'
        assert "RenderMetersInMapUnits" in style
    # Neutral: no colour says who is good. Greys and a muted violet differ little between channels.
    for colour in re.findall(r'(?:color|textColor)"?[^"]*"(\d+),(\d+),(\d+)', style):
        channels = [int(channel) for channel in colour]
        assert max(channels) - min(channels) <= 40


def test_a_lost_row_is_noticed(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = gpkg._write

    def lose(path: Path, name: str, *layer: Any) -> int:
        return write(path, name, *layer) + (name == "districts")

    monkeypatch.setattr(gpkg, "_write", lose)
    with pytest.raises(OutputError, match=r"districts: has 96 rows; expected 97"):
        exports.write(dataset, tmp_path / "site", region=REGION, formats=("gpkg",))
    assert list(tmp_path.iterdir()) == []


def test_options_of_gdal_are_as_before(dataset: Dataset, tmp_path: Path) -> None:
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2001-01-01T00:00:00.000Z"})
    try:
        exports.write(dataset, tmp_path / "site", region=REGION, formats=("gpkg",))
        assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") == "2001-01-01T00:00:00.000Z"
        assert pyogrio.get_gdal_config_option("OGR_SQLITE_SYNCHRONOUS") is None
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
