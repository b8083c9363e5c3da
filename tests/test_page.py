"""The page as text: own ids, own assets, its policy, and nothing of the data where code stands."""

from __future__ import annotations

import base64
import hashlib
import html
import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import folium
import numpy as np
import pages
import pytest

import maps
from geo.errors import BordermapError
from maps import assets, document, frame, incidents
from maps.literal import Literal, PagePart, ViewerLayer

ROOT = Path(__file__).resolve().parents[1]
BUILD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import pages, maps
from geo import region
pack = region.load(Path(sys.argv[2]))
sys.stdout.buffer.write(maps.to_html(maps.render(pages.some(pack), pack)).encode())
"""


class Parsed(HTMLParser):
    """Collects elements with their attributes, and the text of scripts that run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self._runs = False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._runs = tag == "script" and "src" not in dict(attrs) and "type" not in dict(attrs)
        if self._runs:
            self.scripts.append("")

    def handle_data(self, data):
        if self._runs:
            self.scripts[-1] += data

    def handle_endtag(self, tag):  # noqa: ARG002 - the interface
        self._runs = False

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def policy(self):
        (meta,) = [a for a in self.all("meta") if a.get("http-equiv")]
        return dict(part.split(" ", 1) for part in meta["content"].split("; "))


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    return pages.plain_pack(tmp_path_factory.mktemp("page") / "pack")


@pytest.fixture(scope="module")
def made(pack):
    return pages.some(pack)


@pytest.fixture(scope="module")
def page(made, pack):
    return maps.render(made, pack)


@pytest.fixture(scope="module")
def text(page):
    return maps.to_html(page)


def test_two_processes_give_the_same_bytes(pack):
    outputs = set()
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", BUILD, str(ROOT / "tests"), str(pack.path)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            check=True,
            capture_output=True,
        )
        outputs.add(run.stdout)
    assert len(outputs) == 1
    assert len(outputs.pop()) > 100_000


def test_a_map_can_be_saved_again_and_gives_the_same(page, text, tmp_path):
    assert maps.to_html(page) == text
    assert maps.save(page, tmp_path / "page.html").read_bytes() == text.encode()


def test_no_random_id_is_left(text):
    assert not re.search(r"_[0-9a-f]{32}\b", text)
    assert 'id="map_0' in text


def test_nothing_is_linked(text):
    parsed = Parsed(text)
    assert [
        a for tag, a in parsed.elements if tag in ("script", "img", "iframe") and "src" in a
    ] == []
    assert [a["href"] for a in parsed.all("link")] == ["data:,"]
    for word in ("cdn.jsdelivr", "cdnjs", "bootstrap", "code.jquery", "sourceMappingURL"):
        assert word not in text


def test_policy_names_every_script_and_nothing_else(text):
    parsed = Parsed(text)
    hashes = {
        f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
        for code in parsed.scripts
    }
    assert len(hashes) >= 4
    assert set(parsed.policy["script-src"].split()) == hashes
    assert {key: value for key, value in parsed.policy.items() if key != "script-src"} == {
        "default-src": "'none'",
        "style-src": "'unsafe-inline'",
        "img-src": "data: blob:",
        "font-src": "data:",
        "media-src": "'none'",
        "connect-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_policy_stands_before_anything_that_could_run(text):
    names = [tag for tag, _ in Parsed(text).elements]
    assert names[:5] == ["html", "head", "meta", "meta", "meta"]


def test_head_is_ours(text):
    parsed = Parsed(text)
    assert parsed.all("html") == [{"lang": "en", "dir": "ltr", "data-bm-language": "en"}]
    assert [a["content"] for a in parsed.all("meta") if a.get("name") == "viewport"] == [
        "width=device-width, initial-scale=1"
    ]
    assert "<title>Incidents along the Grey Line</title>" in text


@pytest.mark.parametrize("title", [*pages.HOSTILE, "a\ud800b", "nul\0"])
def test_no_text_becomes_code(pack, title):
    data = pages.some(pack, 3, is_hostile=True)
    found = maps.to_html(maps.render(data, pack, title=title, notice=title))
    parsed = Parsed(found)
    said = html.escape(title.replace("\ud800", "\ufffd").replace("\0", "\ufffd"))
    assert found.count(said) >= 2
    own = Parsed(maps.to_html(maps.render(data, pack, title="T", notice="N")))
    assert parsed.scripts == own.scripts
    assert len(parsed.elements) == len(own.elements)


def test_names_of_a_pack_stand_in_blocks_and_escaped_text_only(tmp_path):
    bad = pages.hostile_pack(tmp_path / "pack")
    found = maps.to_html(maps.render(pages.some(bad, 3), bad))
    clean = pages.plain_pack(tmp_path / "clean")
    same = maps.to_html(maps.render(pages.some(clean, 3), clean))
    assert Parsed(found).scripts == Parsed(same).scripts
    assert "42 Line" not in found
    assert html.escape("{{ 6*7 }} Line") in found


def test_a_persons_additions_are_in_the_page_and_its_policy(pack):
    page = maps.render(pages.some(pack, 3), pack)
    folium.Marker([41, 11], popup="here").add_to(page)
    page.get_root().header.add_child(folium.JavascriptLink("https://js.example/a.js?v=1;2"))
    page.get_root().header.add_child(folium.CssLink("https://css.example/a.css"))
    page.get_root().script.add_child(Literal("/* </script><!-- */"))
    parsed = Parsed(maps.to_html(page))
    assert parsed.policy["script-src"].split()[-1] == "https://js.example/a.js"
    assert parsed.policy["style-src"] == "'unsafe-inline' https://css.example/a.css"
    # icons and fonts of a style lie beside it
    assert parsed.policy["img-src"] == "data: blob: https://css.example"
    assert parsed.policy["font-src"] == "data: https://css.example"
    assert "L.marker(" in parsed.scripts[-1]
    assert r"/* <\/script><\!-- */" in parsed.scripts[-1]


@pytest.mark.parametrize(
    ("directive", "shown", "hosts"),
    [
        ("img-src", "tiles", ["https://*.tile.example"]),
        ("img-src", "wms", ["https://wms.example"]),
        ("img-src", "image", ["https://img.example:81"]),
        ("img-src", "float", ["https://float.example"]),
        ("img-src", "icon", ["https://icon.example"]),
        ("media-src", "video", ["https://film.example"]),
        ("img-src", "beside", []),
        ("img-src", "inline", []),
        ("img-src", "words", []),
        ("img-src", "broken", []),
    ],
)
def test_what_a_person_shows_is_named_by_its_host(directive, shown, hosts):
    bounds = [[40, 10], [41, 11]]
    made = {
        "tiles": folium.TileLayer("https://{s}.tile.example/{z}/{x}/{y}.png", attr="t"),
        "wms": folium.raster_layers.WmsTileLayer("https://wms.example/service?x=1", layers="a"),
        "image": folium.raster_layers.ImageOverlay("https://img.example:81/a.png", bounds),
        "float": folium.plugins.FloatImage("//float.example/a.png"),
        "icon": folium.Marker([41, 11], icon=folium.CustomIcon("https://icon.example/a.png")),
        "video": folium.raster_layers.VideoOverlay("https://film.example/a.webm", bounds),
        "beside": folium.raster_layers.WmsTileLayer("tiles/service", layers="a"),
        "inline": folium.plugins.FloatImage("data:image/png;base64,AAAA"),
        "words": folium.Marker([41, 11], tooltip="https://other.example/a.png"),
        "broken": folium.plugins.FloatImage("https://a.example;script-src *;/a.png"),
    }[shown]
    page = folium.Map([41, 11], tiles=None)
    made.add_to(page)
    parsed = Parsed(maps.to_html(page))
    own = {"img-src": ["data:", "blob:"], "media-src": [] if hosts else ["'none'"]}[directive]
    assert parsed.policy[directive].split() == [*own, *hosts]
    assert "*" not in parsed.policy["script-src"]
    # a host of tiles asks which site shows them; a page that asks nobody tells nobody
    (referrer,) = [a["content"] for a in parsed.all("meta") if a.get("name") == "referrer"]
    assert referrer == ("strict-origin-when-cross-origin" if hosts else "no-referrer")


def test_what_a_plugin_needs_can_be_allowed_by_name(tmp_path):
    page = folium.Map([41, 11], tiles=None)
    allow = {"script-src": ["'unsafe-eval'"], "connect-src": ["https://a.example", "blob:"]}
    saved = maps.save(page, tmp_path / "page.html", allow=allow)
    policy = Parsed(saved.read_text("utf-8")).policy
    assert policy["script-src"].endswith(" 'unsafe-eval'")
    assert policy["connect-src"] == "https://a.example blob:"
    assert maps.to_html(page, allow={}) == maps.to_html(page)


@pytest.mark.parametrize(
    ("allow", "told"),
    [
        ({"default-src": ["*"]}, "'default-src' cannot be allowed more; these can: script-src, "),
        ({"scripts": ["*"]}, "'scripts' cannot"),
        ({"img-src": ["https://a.example; script-src *"]}, "is not one source"),
        ({"img-src": ["a.example,b.example"]}, "is not one source"),
        ({"img-src": [""]}, "'' is not one source"),
        ({"img-src": ["\u202e"]}, "is not one source"),
    ],
)
def test_what_no_policy_has_cannot_be_allowed(allow, told, tmp_path):
    with pytest.raises(ValueError, match=told):
        maps.save(folium.Map(tiles=None), tmp_path / "page.html", allow=allow)
    assert not (tmp_path / "page.html").exists()


def test_any_folium_map_can_be_saved(tmp_path):
    plain = folium.Map([34, 71], tiles=None)
    folium.CircleMarker([34, 71], tooltip="x").add_to(plain)
    found = maps.save(plain, tmp_path / "map.html").read_text("utf-8")
    assert "<title>Map</title>" in found
    assert Parsed(found).all("body") == [{"class": "bm-bare"}]


def test_render_takes_a_pack_its_folder_or_the_datasets_own(pack, monkeypatch):
    data = pages.some(pack, 3)
    wanted = maps.to_html(maps.render(data, pack))
    assert maps.to_html(maps.render(data, pack.path)) == wanted
    assert maps.to_html(maps.render(data, str(pack.path))) == wanted
    monkeypatch.setattr("geo.region.data_root", lambda: pack.path.parent)
    assert maps.to_html(maps.render(replace(data, region_id="pack"))) == wanted


def test_account_and_sources_are_told(text):
    for words in (
        'rows</span>: <bdi lang="en">not a date',
        'incidents</span>: <bdi lang="en">no place',
        "Made up for tests.",
        "Each figure is the claim of the source named beside it.",
        "The line is version grey-1.",
    ):
        assert words in text
    assert "Compiled from press reports" not in text


@pytest.mark.parametrize("kind", ["", "Base", "base rivers", "x;alert(1)", '"', "{{ 1 }}"])
def test_a_layers_kind_is_a_word_of_code(kind):
    with pytest.raises(ValueError, match="lower-case word"):
        ViewerLayer(kind, "Rivers")


@pytest.mark.parametrize("element", [ViewerLayer("base/land", "Land"), PagePart(html="x")])
def test_an_element_outside_a_map_says_so(element):
    with pytest.raises(ValueError, match="must be added to a map"):
        element.render()


def test_literal_text_is_no_template():
    figure = folium.Figure()
    PagePart(html="{{ 6*7 }}{% raw %}", script="/*{#*/", header="<meta>", first=True).add_to(figure)
    found = "".join(document.assemble(figure, title="t"))
    assert "{{ 6*7 }}{% raw %}" in found
    assert "/*{#*/" in found


def test_a_missing_front_end_is_told_in_one_line(monkeypatch, tmp_path):
    monkeypatch.setattr(assets, "_STATIC", tmp_path)
    assets.read.cache_clear()
    with pytest.raises(BordermapError, match=r"viewer\.js is not built; install the package"):
        assets.read("viewer.js")
    assets.read.cache_clear()


def test_our_scripts_need_no_escape():
    for name in ("leaflet.js", "tree.js", "viewer.js"):
        assert assets.inert(assets.read(name)) == assets.read(name)


def test_the_first_view_shows_nearly_all_incidents(made, pack):
    west, south, east, north = frame.first_view(made, pack)
    at = made.locations[made.locations["where_prec"].isin([1, 2])]
    inside = at["longitude"].between(west, east) & at["latitude"].between(south, north)
    assert 0.85 < inside.mean() <= 1


@pytest.mark.parametrize(("east", "shown"), [(74.5, 74.5), (79.0, 72.0)])
def test_the_first_view_shows_what_lies_a_little_off_and_leaves_out_what_lies_far(
    east, shown, made, pack
):
    some = made.locations.iloc[[0] * 101].assign(uncertainty_km=5.0, label_latitude=33.0)
    longitudes = np.append(np.linspace(62, 72, 100), east)
    dataset = replace(made, locations=some.assign(label_longitude=longitudes))
    assert frame.first_view(dataset, pack)[2] == shown


def test_the_first_view_is_the_line_where_nothing_is_located(made, pack):
    bare = replace(made, locations=made.locations.iloc[:0])
    assert frame.first_view(bare, pack) == pytest.approx(pack.line.bounds)


def test_rendering_again_adds_nothing(made, pack):
    page = maps.render(made, pack)
    first = maps.to_html(page)
    children = sum(len(element._children) for element in document.elements(page.get_root()))
    assert maps.to_html(page) == first
    again = sum(len(element._children) for element in document.elements(page.get_root()))
    assert again == children


def test_what_is_drawn_first_stands_before_the_script_and_texts_behind_it(text):
    script = text.index('bordermap.layer("incidents')
    first = ("meta", "places", *incidents.DRAWN_FIRST)
    late = ("day", "km_from", "prec", "words/0", "text/0")
    for key in (*first, *late):
        assert (text.index(f'data-bm="incidents/{key}"') > script) == (key in late), key


def test_what_is_drawn_first_stands_before_everything_large(made, pack):
    text = maps.to_html(maps.render(made, pack))
    body = text.index("<body")
    order = [
        'class="bm-head"',
        'class="folium-map"',
        'data-bm="opening"',
        'class="bm-panel"',
        "<noscript>",
        'data-bm="incidents/lon"',
        "Leaflet 1.9",
        "window.bordermap=",
        "bordermap.frame(",
        'data-bm="incidents/text/0"',
    ]
    found = [text.index(mark) for mark in order]
    assert found == sorted(found)
    assert body < found[0]
    assert text[:body].count("<script") == 1  # of the language and the colours
