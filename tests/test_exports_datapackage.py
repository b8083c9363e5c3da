"""The data package, the meaning of columns that it and the workbook tell, and the HXL file."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import io
import json
import re

import pyarrow as pa
import pytest
from datasets import make_dataset
from synthetic_region import make_region

from geo import exports, schema
from geo.errors import InputError
from geo.exports import columns, csvs, datapackage, hxl
from geo.exports.public import Public
from geo.region import load
from geo.tables import headers
from geo.tables.formats import read_chunks

REGION = make_region()
TESTED = ("hxl", "kml", "fgb")


def rows_of(path):
    return list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    dataset = make_dataset(60, region=REGION, hostile=True)
    folder = tmp_path_factory.mktemp("d") / "site"
    return exports.write(dataset, folder, region=REGION, formats=TESTED)


@pytest.fixture(scope="module")
def package(site):
    return json.loads((site / datapackage.NAME).read_bytes())


def test_it_names_every_file_with_its_bytes(site, package):
    listed = {file["path"]: file for file in package["resources"]}
    assert set(listed) == {p.name for p in site.iterdir()} - {"manifest.json", datapackage.NAME}
    for name, file in listed.items():
        content = (site / name).read_bytes()
        assert file["bytes"] == len(content)
        assert file["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert re.fullmatch(r"[a-z0-9._/-]+", file["name"])
        assert file["mediatype"] != "application/octet-stream"
    assert len({file["name"] for file in listed.values()}) == len(listed)


def cast(kind, text):
    match kind:
        case "integer":
            return int(text)
        case "number":
            return float(text)
        case "boolean":
            return {"true": True, "false": False}[text]
        case "date":
            return re.fullmatch(r"\d{4}-\d\d-\d\d", text)[0]
    return text


def test_tables_are_as_described(site, package):
    described = [file for file in package["resources"] if "schema" in file]
    assert {file["path"] for file in described} == {p.name for p in site.glob("*.csv")}
    for file in described:
        fields = file["schema"]["fields"]
        skipped = file["dialect"].get("commentRows", [])
        header, *rows = [
            row for n, row in enumerate(rows_of(site / file["path"]), 1) if n not in skipped
        ]
        assert header == [field["name"] for field in fields]
        for field, column in zip(fields, zip(*rows, strict=True), strict=False):
            for text in filter(None, column):
                value = cast(field["type"], text)
                assert value in field.get("constraints", {}).get("enum", [value])
        for key in [file["schema"].get("primaryKey")]:
            keys = [tuple(row[header.index(name)] for name in key or header) for row in rows]
            assert len(set(keys)) == len(keys) or key is None


def test_what_is_not_described_is_a_file_that_nobody_looks_into(package):
    for file in package["resources"]:
        assert ("schema" in file) == (file.get("type") != "file"), file["path"]


def test_it_says_licences_sources_and_how_to_count(package):
    assert package["licenses"][0]["name"] == REGION.meta["licence"]
    assert all({"name", "title"} <= set(licence) for licence in package["licenses"])
    assert {"title": "made.csv"} in package["sources"]
    assert "never added" in package["description"]
    assert "convention raw" in package["description"]


def test_rows_for_own_use_are_said_to_be(tmp_path):
    dataset = make_dataset(5, region=REGION)
    own = dataclasses.replace(dataset, incidents=dataset.incidents.assign(licence="ACLED"))
    site = exports.write(own, tmp_path / "site", region=REGION, own_use=True, formats=())
    assert "for own use" in json.loads((site / datapackage.NAME).read_bytes())["description"]


def test_every_column_has_a_meaning_and_every_meaning_a_column():
    public = Public.of(make_dataset(0, region=REGION), REGION)
    written = {
        "deaths_*" if name.startswith("deaths_") else name
        for table in csvs.schemas(public).values()
        for name in table.names
    }
    of_layer = {name for name in columns.rows() if "." in name}
    pack = load("durand")
    units = {*pack.districts.columns, *pack.crossings.columns} - {"geometry"}
    assert {name.partition(".")[2] for name in of_layer} <= set(pack.crossings.columns)
    assert set(columns.rows()) - of_layer == written | units | {"location_id"}
    assert set(schema.LOCATIONS.names) <= written


@pytest.mark.parametrize("column", columns.rows().values(), ids=lambda column: column.name)
def test_meanings_are_phrases_and_tags_are_hxl(column):
    assert re.fullmatch(r"\w.{4,}[^.\s]", column.meaning)
    assert not column.hxl or re.fullmatch(r"#[a-z]+[0-9]*(\+[a-z][a-z0-9_]*)*", column.hxl)


def test_tags_are_told_apart():
    tags = [column.hxl for column in columns.rows().values() if column.hxl]
    assert len(set(tags)) == len(tags)


def test_cells_are_what_validators_of_hxl_expect_under_their_tag():
    for field in Public.of(make_dataset(0, region=REGION), REGION).columns:
        tag = columns.of(field.name).hxl or ""
        if tag.startswith("#date"):
            assert pa.types.is_date(field.type), field.name
        if tag.startswith(("#affected", "#geo")):
            assert pa.types.is_integer(field.type) or pa.types.is_floating(field.type), field.name


def test_the_hxl_file_is_a_header_tags_and_the_rows(site):
    names, tags, *rows = rows_of(site / hxl.NAME)
    assert tags == [columns.of(name).hxl for name in names]
    assert {"#adm1+code+v_pcode", "#adm2+code+v_pcode", "#geo+lat", "#date+start"} <= set(tags)
    header, *everything = rows_of(site / "incidents.csv")
    at = [header.index(name) for name in names]
    assert rows == [[row[n] for n in at] for row in everything]


def test_our_own_reader_passes_over_the_tags(site):
    first = next(read_chunks(site / hxl.NAME)).frame
    assert headers.tags_row(first) == 2  # as a spreadsheet counts, behind the header


@pytest.mark.parametrize(
    ("formats", "files"),
    [
        ((), set()),
        (("hxl",), {"incidents_hxl.csv"}),
        (("qgz",), {"incidents.qgz", "incidents.gpkg"}),
        (("parquet", "kml"), {"incidents.parquet", "incidents.kml"}),
    ],
)
def test_formats_are_chosen(tmp_path, formats, files):
    site = exports.write(
        make_dataset(0, region=REGION), tmp_path / "site", region=REGION, formats=formats
    )
    tables = {f"{n}.csv" for n in ("incidents", "claims", "reports", "links")}
    always = {*tables, "unlocated.csv", "rejected.csv", "manifest.json", datapackage.NAME}
    assert {path.name for path in site.iterdir()} == always | files


def test_an_unknown_format_is_a_fault(tmp_path):
    with pytest.raises(InputError, match=r"no such format: 'csvs'; expected one of geojson, gpkg"):
        exports.write(make_dataset(0, region=REGION), tmp_path / "s", formats=("csvs",))
    assert list(tmp_path.iterdir()) == []
