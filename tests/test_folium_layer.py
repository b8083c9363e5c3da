"""The incident layer on a folium map, in a notebook and in the examples of the documentation."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from pathlib import Path

import folium
import pytest
from datasets import make_dataset
from folium.plugins import DualMap
from synthetic_region import make_region

from maps import payload
from maps.layers import IncidentLayer
from maps.literal import Blocks

PACK = make_region()


@pytest.fixture(scope="module")
def dataset():
    return make_dataset(30, region=PACK)


def test_the_layer_stands_on_any_folium_map_and_its_parts_can_be_grouped(dataset):
    page = folium.Map(tiles="OpenStreetMap")
    layer = IncidentLayer(dataset, PACK).add_to(page)
    folium.LayerControl().add_to(page)
    html = page.get_root().render()
    assert f'var {layer.get_name()} = bordermap.layer("incidents");' in html
    assert f"{layer.get_name()}.addTo({page.get_name()})" in html
    for part, kind in zip(layer.parts, ("areas", "stretches", "points"), strict=True):
        assert f'var {part.get_name()} = bordermap.layer("incidents/{kind}");' in html
        assert f"{part.get_name()}.addTo" not in html  # the layer adds its parts itself
    assert html.count('data-bm="incidents/meta"') == 1
    assert html.index("L.map(") < html.index("bordermap.layer(")


def test_blocks_are_taken_when_they_are_asked_for_and_once():
    taken = []
    held = Blocks(taken.append(key) or payload.json_block(key, 1) for key in ("a", "b"))
    assert taken == []
    assert [block.key for block in held.blocks] == ["a", "b"]
    assert held.blocks is held.blocks
    assert taken == ["a", "b"]


def test_a_hidden_layer_is_not_added(dataset):
    page = folium.Map(tiles=None)
    layer = IncidentLayer(dataset, PACK, show=False).add_to(page)
    assert f"{layer.get_name()}.addTo" not in page.get_root().render()


def test_a_notebook_shows_the_map(dataset):
    page = folium.Map(tiles=None)
    IncidentLayer(dataset, PACK).add_to(page)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown = page._repr_html_()
    assert "bordermap.layer" in shown
    assert "data-bm=" in shown


def test_rendering_twice_gives_the_same(dataset):
    page = folium.Map(tiles=None)
    IncidentLayer(dataset, PACK).add_to(page)
    assert page.get_root().render() == page.get_root().render()


@pytest.mark.parametrize("count", [30, 31])
def test_a_second_layer_on_one_page_is_refused_not_lost(dataset, count):
    # our viewer draws one: a second stayed empty, of the same data as of others
    page = DualMap(tiles=None)
    IncidentLayer(dataset, PACK).add_to(page.m1)
    IncidentLayer(make_dataset(count, region=PACK), PACK).add_to(page.m2)
    with pytest.raises(ValueError, match="one IncidentLayer"):
        page.get_root().render()


def test_a_layer_alone_is_refused(dataset):
    with pytest.raises(ValueError, match="added to a map"):
        IncidentLayer(dataset, PACK).render()


@pytest.mark.parametrize("name", ["incidents_on_your_map", "marker_on_our_map"])
def test_the_examples_run(name, tmp_path):
    root = Path(__file__).resolve().parents[1]
    out = tmp_path / "page.html"
    command = [sys.executable, str(root / "docs/examples" / f"{name}.py"), "-o", str(out)]
    subprocess.run(command, check=True, env=os.environ | {"PYTHONPATH": str(root)})
    html = out.read_text("utf-8")
    assert html.count('data-bm="incidents/meta"') == 1
    assert "L.marker(" in html if name.startswith("marker") else "tile.openstreetmap" in html
