"""KML: what Google Earth and GDAL make of it, and no text that the former would run."""

from __future__ import annotations

import dataclasses
import re
from xml.etree import ElementTree as ET

import geopandas as gpd
import pyogrio
import pytest
import shapely
from datasets import make_dataset
from synthetic_region import make_region

from geo.exports import columns, kml, plain
from geo.exports.public import Public

NS = {"k": "http://www.opengis.net/kml/2.2"}
REGION = make_region()
FORM = {"points": "Point", "areas": "MultiGeometry", "stretches": "MultiGeometry"}


def said(text):
    """What is to stand for a text."""
    bare = text.replace("<", "‹").replace(">", "›").replace("$[", "$ [")
    return re.sub(r"&(#?\w+;)", r"& \1", bare)


def parsed(path):
    return ET.parse(path).getroot()  # noqa: S314 - our own file


@pytest.fixture(scope="module")
def path(hostile, tmp_path_factory):
    folder = tmp_path_factory.mktemp("kml")
    kml.write(hostile, folder)
    return folder / kml.NAME


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Names as they are, and the file."""
    folder = tmp_path_factory.mktemp("small")
    public = Public.of(make_dataset(30, region=REGION), REGION)
    kml.write(public, folder)
    return public, folder / kml.NAME


@pytest.fixture(scope="module")
def rows(hostile):
    listed = [row for batch in hostile.batches() for row in batch.rows.to_pylist()]
    kinds = [kind for batch in hostile.batches() for kind in batch.kind]
    return {row["location_id"]: row | {"kind": k} for row, k in zip(listed, kinds, strict=True)}


def test_each_place_is_a_placemark_with_its_time_and_geometry(path, rows):
    marks = {mark.get("id"): mark for mark in parsed(path).iterfind(".//k:Placemark", NS)}
    assert set(marks) == set(rows)
    for key, mark in marks.items():
        row = rows[key]
        assert mark.findtext("k:TimeSpan/k:begin", None, NS) == str(row["date_start"])
        assert mark.findtext("k:TimeSpan/k:end", None, NS) == str(row["date_end"])
        assert mark.findtext("k:styleUrl", None, NS) == f"#{row['kind']}"
        assert mark[-1].tag == f"{{{NS['k']}}}{FORM[row['kind']]}"
        cells = {cell.get("name"): cell.text for cell in mark.iterfind(".//k:SimpleData", NS)}
        wanted = {k for k, v in row.items() if v is not None and k != "kind" and columns.of(k).hxl}
        assert set(cells) == wanted
        assert cells["incident_id"] == row["incident_id"]
        assert cells["disputed"] == str(int(row["disputed"]))


def test_what_is_known_to_an_area_is_never_a_pin(path, rows):
    marks = parsed(path).findall(".//k:Placemark", NS)
    assert len(marks) == len(rows)
    for mark in marks:
        has_point = mark.find(".//k:Point", NS) is not None
        assert has_point == (rows[mark.get("id")]["kind"] == "points")


def test_a_folder_holds_a_province(path, rows):
    folders = parsed(path).findall(".//k:Folder", NS)
    assert len(folders) > 1
    for folder in folders:
        held = [rows[mark.get("id")] for mark in folder.iterfind("k:Placemark", NS)]
        assert [row["date_start"] for row in held] == sorted(row["date_start"] for row in held)
        assert len({(row["admin1"].strip(), row["country"]) for row in held}) == 1
        assert not re.search(r"[\n\r|\u2028]", folder.findtext("k:name", None, NS))


def test_folders_of_provinces_come_before_the_line_and_what_is_wider(small):
    public, path = small
    (named,) = [f"Along the {public.pack.line_name}"]
    folders = parsed(path).findall(".//k:Folder", NS)
    titles = [folder.findtext("k:name", None, NS) for folder in folders]
    assert titles == [*sorted(titles[:-2]), named, "Known to a country or region"]
    assert len(set(titles)) == len(titles)
    assert titles[0].endswith(("(AFG)", "(PAK)"))


def test_no_text_is_html_to_a_reader_who_takes_it_for_that(path):
    seen = 0
    for element in parsed(path).iter():
        for text in (element.text or "", *element.attrib.values()):
            assert not re.search(r"[<>]|&#?\w+;|\$\[", text), text
            seen += "‹img src=x onerror=alert(1)›" in text
    assert seen > 100
    assert "<Icon>" not in path.read_text("utf-8")
    assert not re.search(r"<!\[CDATA|<href|<a |<img", path.read_text("utf-8"))


def test_the_description_says_who_claims_what(path, hostile):
    marks = parsed(path).findall(".//k:Placemark", NS)
    told = [mark.findtext("k:description", None, NS) for mark in marks]
    assert all("Claims (never added across claimants):\n- " in text for text in told)
    assert all(re.search(r"When: [\d-]{10}( to [\d-]{10})? \(known to the day\)", t) for t in told)
    quotes = {said(q) for q in hostile.claims["quote"].to_pylist() if q and "\n" not in q}
    assert sum(any(quote in text for quote in quotes) for text in told) == len(told)


def test_gdal_reads_layers_fields_and_geometry(small):
    public, path = small
    found = {str(name): gpd.read_file(path, layer=name) for name, _ in pyogrio.list_layers(path)}
    assert sum(map(len, found.values())) == public.counts["locations"]
    ids, disputed = public.incidents["incident_id"], public.incidents["disputed"]
    status = dict(zip(ids.to_pylist(), disputed.to_pylist(), strict=True))
    assert {f"Along the {public.pack.line_name}", "Known to a country or region"} < set(found)
    for frame in found.values():
        assert frame.geometry.is_valid.all()
        assert frame["fatalities_low"].dtype.kind == "i"
        assert frame["disputed"].astype(bool).tolist() == [status[i] for i in frame["incident_id"]]
        at = frame.geometry.geom_type == "Point"
        assert (frame.geometry[at].x == frame["longitude"][at]).all()
        assert (at == (frame["where_prec"] <= 2)).all()


def test_outer_rings_run_against_the_clock(path):
    rings = parsed(path).findall(".//k:outerBoundaryIs/k:LinearRing/k:coordinates", NS)
    for ring in rings:
        points = [tuple(map(float, pair.split(","))) for pair in ring.text.split()]
        assert shapely.is_ccw(shapely.LinearRing(points))
    assert len(rings) > 20


def test_the_newest_are_written_and_the_others_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(kml, "LIMIT", 30)
    public = Public.of(make_dataset(60, region=REGION), REGION)
    (told,) = kml.write(public, tmp_path).values()
    root = parsed(tmp_path / kml.NAME)
    begins = sorted(element.text for element in root.iterfind(".//k:begin", NS))
    days = [str(row) for b in public.batches() for row in b.rows["date_start"].to_pylist()]
    assert begins == days[-30:]
    older = len(days) - 30
    assert public.left_out == {(kml.NAME, "older places"): older}
    assert f"without {older} older ones" in told
    assert f"{older} older ones are in" in root.findtext("k:Document/k:description", None, NS)


def test_rows_for_own_use_are_said_to_be(tmp_path):
    dataset = make_dataset(5, region=REGION)
    own = dataclasses.replace(dataset, incidents=dataset.incidents.assign(licence="ACLED"))
    kml.write(Public.of(own, REGION, own_use=True), tmp_path)
    assert "For your own use" in (tmp_path / kml.NAME).read_text("utf-8")


def test_nothing_located(nothing, tmp_path):
    kml.write(nothing, tmp_path)
    root = parsed(tmp_path / kml.NAME)
    assert root.find("k:Document/k:Schema", NS) is not None
    assert root.find(".//k:Placemark", NS) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain & simple", "plain &amp; simple"),
        ("<b>", "‹b›"),
        ("&lt;img&gt;", "&amp; lt;img&amp; gt;"),
        ("&#60;img", "&amp; #60;img"),
        ("&amp;lt;", "&amp; amp;lt;"),
        ("$[description]", "$ [description]"),
        ('say "a"', "say &quot;a&quot;"),
        ("a\rb\nc", "a&#13;b\nc"),
        ("پکتیکا", "پکتیکا"),
    ],
)
def test_text_for_readers_of_html(text, shown):
    assert plain.shown(text) == shown
