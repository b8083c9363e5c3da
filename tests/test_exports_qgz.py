"""The QGIS project: what `tests/qgis/check_in_qgis.py` opens, asked of its XML."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pyogrio
import pytest

from geo.exports import gpkg, qgz

STYLED = set(qgz._GEOMETRY)


@pytest.fixture(scope="module", params=["hostile", "nothing"])
def public(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def folder(public, tmp_path_factory):
    where = tmp_path_factory.mktemp("qgz")
    gpkg.write(public, where)
    qgz.write(public, where)
    return where


@pytest.fixture(scope="module")
def project(folder):
    with ZipFile(folder / qgz.NAME) as parts:
        assert parts.namelist() == ["incidents.qgs"]
        assert parts.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)
        return ET.fromstring(parts.read("incidents.qgs"))  # noqa: S314 - our own file


def test_it_opens_every_layer_of_the_package_beside_it(folder, project):
    layers = dict(pyogrio.list_layers(folder / gpkg.NAME))
    del layers["layer_styles"]
    maps = project.findall("projectlayers/maplayer")
    sources = {layer.findtext("datasource"): layer.get("wkbType") for layer in maps}
    wanted = {f"./incidents.gpkg|layername={n}": k or "NoGeometry" for n, k in layers.items()}
    assert sources == wanted
    assert project.findtext("properties/Paths/Absolute") == "false"


def test_ids_are_long_enough_and_the_same_throughout(project):
    ids = [layer.findtext("id") for layer in project.iterfind("projectlayers/maplayer")]
    assert all(len(name) > 10 for name in ids)
    assert ids == [item.text for item in project.iterfind("layer-tree-group/custom-order/item")]
    assert ids == [leaf.get("id") for leaf in project.iter("layer-tree-layer")]
    for relation in project.iterfind("relations/relation"):
        assert {relation.get("referencedLayer"), relation.get("referencingLayer")} <= set(ids)


def test_layers_have_the_symbols_of_the_package(project):
    layers = project.findall("projectlayers/maplayer")
    assert len(layers) > len(STYLED)
    for layer in layers:
        name = layer.findtext("datasource").rpartition("=")[2]
        assert (layer.find("renderer-v2") is not None) == (name in STYLED)
        assert (layer.find("labeling") is not None) == (layer.get("labelsEnabled") == "1")
        is_timed = layer.find("temporal[@enabled='1']") is not None
        assert is_timed == name.startswith("incidents_")
        if name == "line":
            options = {o.get("name"): o.get("value") for o in layer.iter("Option")}
            assert (options["use_custom_dash"], options["customdash"]) == ("1", "3;1.2;0.7;1.2")


def test_what_is_shown_as_html_reads_codes_and_days_alone(project):
    read = set()
    for layer in project.iterfind("projectlayers/maplayer"):
        read |= set(re.findall(r'"(\w+)"', layer.findtext("previewExpression")))
        assert layer.find("mapTip") is None
    assert read == {
        *("sub_event_type", "date_start", "place_id", "line_version", "code", "footprint_id"),
        *("claimant_side", "metric", "victim_group", "count_min", "count_max", "report_id"),
        "location_id",
    }


def test_names_of_a_pack_are_text(public, project):
    for element in project.iter():
        for text in (element.text or "", *element.attrib.values()):
            assert not re.search(r"<(script|img|!--)", text), text
    assert project.findtext("title") == public.pack.title.replace("<", "‹").replace(">", "›")


def test_it_shows_where_and_when_the_incidents_are(public, project):
    box = project.find("ProjectViewSettings/DefaultViewExtent")
    shown = tuple(float(box.get(name)) for name in ("xmin", "ymin", "xmax", "ymax"))
    assert shown == (public.bounds("points", "areas", "stretches") or public.pack.bounds)
    first = project.findtext("ProjectTimeSettings/TemporalRange/start")
    days = [day for day in public.incidents["date_start"].to_pylist() if day]
    assert first == (f"{min(days)}T00:00:00Z" if days else None)
