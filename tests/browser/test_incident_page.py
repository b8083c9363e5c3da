"""The incident layer around its map: layers, legend, phone, other maps, and nothing that runs."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import folium
import numpy as np
import pages
import pytest
import tours
from playwright.sync_api import expect

import maps
from maps import assets
from maps.marks import LINE_COLOURS


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Give the dataset of the tour and its pack."""
    return pages.read(tmp_path_factory.mktemp("made"), tours.TABLE)


@pytest.fixture(scope="module")
def page_file(made, tmp_path_factory):
    dataset, pack = made
    return maps.save(maps.render(dataset, pack), tmp_path_factory.mktemp("page") / "page.html")


@pytest.fixture
def tour(visit, page_file):
    yield from tours.opened(visit(page_file))


# ---- layers and legend


@pytest.mark.parametrize(
    ("label", "place"),
    [
        ("Known to a place", tours.SPOT),
        ("Known to an area", tours.IN_AREA),
        ("Known to a stretch of the line", tours.ON_STRETCH),
    ],
)
def test_each_part_can_be_taken_off_the_map_and_put_back(tour, label, place):
    before = tour.drawn(place, lambda found: found[3] > 0, "something")
    tour.part(label).uncheck()
    tour.drawn(place, lambda found: found[3] < before[3], f"less than {before}")
    tour.part(label).check()
    tour.drawn(place, lambda found: found == before, before)


def test_an_area_that_is_off_the_map_cannot_be_hit(tour):
    tour.part("Known to an area").uncheck()
    tour.drawn(tours.IN_AREA, lambda found: found[3] == 0, "nothing")
    tour.page.mouse.move(*tour.at(tours.IN_AREA))
    tour.settle()
    expect(tour.page.locator(".bm-incident-tip")).to_be_hidden()


def test_the_legend_tells_of_what_the_page_has(tour):
    legend = tour.page.locator(".bm-legend")
    assert legend.evaluate("e => e.open") is False  # on a map of this width it would cover much
    legend.locator("summary").click()
    for word in ("Armed clash", "Air/drone strike", "Westland", "Eastland", "area, no spot in it"):
        expect(legend).to_contain_text(word)
    expect(legend).not_to_contain_text("Mob violence")


# ---- the phone

# Leaflet takes two taps within 200 ms for one that zooms, wherever they are.
TAPPED_ONCE = "new Promise(done => setTimeout(() => done(0), 250))"


def test_on_a_phone_the_card_opens_in_the_sheet_and_the_legend_is_folded(visit, page_file):
    tour = tours.Tour(visit(page_file, "phone", has_touch=True))
    page = tour.page
    assert page.locator(".bm-legend").evaluate("e => e.open") is False
    tour.look(*tours.SPOT, 7)
    # a tap beside the menu closes it, and opens or filters nothing
    page.locator(".leaflet-control-layers-toggle").tap()
    menu = page.locator(".leaflet-control-layers-expanded")
    expect(menu).to_be_visible()
    page.touchscreen.tap(*tour.at(tours.CLUSTER))
    expect(menu).to_have_count(0)
    assert page.locator(".bm-chosen").count() == 0
    page.evaluate(TAPPED_ONCE)
    page.touchscreen.tap(*tour.at(tours.SPOT))
    page.wait_for_selector(".bm-panel.bm-open .bm-incident")
    columns = page.locator(".bm-ledger").first.locator(".bm-column")
    first, second = (tour.opened.box(columns.nth(i)) for i in range(2))
    assert first["width"] == pytest.approx(second["width"], abs=0.5)
    assert second["x"] + second["width"] <= 390
    tour.opened.is_quiet()


@pytest.mark.parametrize("when", ["20 Feb 2026", "5 Jan 2026"])  # an area, a stretch
def test_on_a_phone_the_sheet_leaves_what_was_chosen_visible(visit, page_file, when):
    tour = tours.Tour(visit(page_file, "phone", has_touch=True))
    tour.page.locator(".bm-all .bm-item", has_text=when).click()
    tour.page.wait_for_selector(".bm-panel.bm-open .bm-incident")
    tour.page.evaluate(
        "Promise.all(document.querySelector('.bm-panel').getAnimations().map(a => a.finished))"
    )
    sheet = tour.opened.box(tour.page.locator(".bm-panel"))
    ends = [(40.0, 11.5), (41.0, 12.5)] if "Feb" in when else [(40.2, 11.0), (42.8, 11.0)]
    at = f"(place => {{ const {{ x, y }} = {tour.opened.map}.latLngToContainerPoint(place);"
    at += f"const box = {tour.opened.map}.getContainer().getBoundingClientRect();"
    at += "return [box.left + x, box.top + y]; })"
    for end in ends:
        tour.opened.until(
            f"{at}({list(end)})",
            lambda found: 0 <= found[0] <= 390 and found[1] < sheet["y"],
            f"{end} over the sheet",
        )


# ---- somebody else's map


def test_on_a_plain_folium_map_it_brings_its_own_panel(visit, made, tmp_path):
    dataset, pack = made
    plain = folium.Map(location=[41.5, 11.0], zoom_start=7, tiles=None)
    maps.IncidentLayer(dataset, pack).add_to(plain)
    folium.LayerControl().add_to(plain)
    tour = tours.Tour(visit(maps.save(plain, tmp_path / "plain.html")))
    tour.coloured(tours.SPOT, LINE_COLOURS[0])
    # whose outlines these are is said where no base map of ours says it, and the note on boundaries
    told = tour.page.locator(".leaflet-control-attribution .bm-credits")
    told.locator("summary").click()
    for line in (*pack.attributions, pack.note):
        expect(told).to_contain_text(line)
    told.locator("summary").click()
    tour.click(tours.SPOT)
    expect(tour.page.locator(".bm-own-panel")).to_contain_text("≥ 55")
    panel = tour.opened.box(tour.page.locator(".bm-own-panel"))
    for beside in (".leaflet-control-layers", ".leaflet-control-attribution"):
        box = tour.opened.box(tour.page.locator(beside))
        assert box["x"] + box["width"] <= panel["x"]
    tour.page.get_by_role("button", name="Back to the list").click()
    expect(tour.page.locator(".bm-own-panel")).to_be_hidden()
    tour.opened.point_at_layers()
    tour.page.locator(".leaflet-control-layers label", has_text="Incidents").locator(
        "input"
    ).uncheck()
    for gone in (".bm-canvas", ".bm-legend", ".bm-own-panel", ".bm-incident-tip", ".bm-credits"):
        expect(tour.page.locator(gone)).to_have_count(0)
    tour.opened.is_quiet()


def test_foliums_own_save_gives_a_page_that_works(visit, made, tmp_path):
    dataset, pack = made
    plain = folium.Map(location=[41.5, 11.0], zoom_start=7, tiles=None)
    maps.IncidentLayer(dataset, pack).add_to(plain)
    plain.save(tmp_path / "own.html")
    html = (tmp_path / "own.html").read_text("utf-8")
    # what folium links is on other hosts: Leaflet is taken from ours, the rest is not needed
    for name in ("leaflet.js", "leaflet.css"):
        (tmp_path / name).write_text(assets.read(name), "utf-8")
        html = re.sub(rf'"https://[^"]*/{re.escape(name)}"', f'"{name}"', html)
    html = re.sub(r'<(script src|link rel="stylesheet" href)="https://[^>]*>(</script>)?', "", html)
    (tmp_path / "own.html").write_text(html, "utf-8")
    tour = tours.Tour(visit(tmp_path / "own.html"))
    tour.coloured(tours.SPOT, LINE_COLOURS[0])
    tour.click(tours.SPOT)
    expect(tour.page.locator(".bm-own-panel")).to_contain_text("≥ 55")
    assert tour.opened.said == []


# ---- nothing of the data runs


def _hostile(tmp_path_factory, count):
    folder = tmp_path_factory.mktemp("hostile")
    pack = pages.hostile_pack(folder / "pack")
    dataset = pages.some(pack, count, is_hostile=True)
    # the generator's points lie elsewhere: spread them over this pack
    locations = dataset.locations.copy()
    known = locations["latitude"].notna()
    for axis, start in (("latitude", 40.2), ("longitude", 10.2)):
        spread = np.linspace(start, start + 1.6, int(known.sum())).round(5)
        for column in (axis, f"label_{axis}"):
            locations.loc[known, column] = spread
    dataset = dataclasses.replace(dataset, locations=locations)
    return maps.save(maps.render(dataset, pack), folder / "page.html"), dataset


def test_hostile_texts_are_opened_and_shown_and_never_run(visit, tmp_path_factory):
    file, dataset = _hostile(tmp_path_factory, 48)
    tour = tours.Tour(visit(file))
    page = tour.page
    shown = set()
    for at in range(page.locator(".bm-all .bm-item").count()):
        page.locator(".bm-all .bm-item").nth(at).click()
        page.wait_for_selector(".bm-incident")
        shown.update(page.locator(".bm-incident .bm-summary").all_text_contents())
        shown.update(page.locator(".bm-incident blockquote").all_text_contents())
        assert (
            page.locator("#bm-card").locator("script, img, iframe, style, svg[onload]").count() == 0
        )
        page.keyboard.press("Escape")
        page.wait_for_selector(".bm-all .bm-item")
    summaries = set(dataset.incidents["summary"])
    assert summaries <= shown
    assert set(dataset.claims["quote"]) <= shown
    tour.opened.is_quiet()


def test_hostile_texts_are_hovered_and_never_run(visit, tmp_path_factory):
    file, dataset = _hostile(tmp_path_factory, 24)
    tour = tours.Tour(visit(file))
    points = dataset.locations[dataset.locations["latitude"].notna()]
    seen = []
    for row in points.itertuples():
        tour.look(row.latitude, row.longitude, 12)
        seen.append(tour.hover((row.latitude, row.longitude)))
        tour.click((row.latitude, row.longitude))
    names = {name for name in points["place_name"].dropna() if len(name) > 8 and name.isprintable()}
    assert {name for name in names if any(name in text for text in seen)}
    assert tour.page.title() == "Incidents along the {{ 6*7 }} Line"
    tour.opened.is_quiet()


def test_the_same_dataset_gives_the_same_file(made, tmp_path):
    dataset, pack = made
    one, two = (maps.save(maps.render(dataset, pack), Path(tmp_path, name)) for name in "ab")
    assert one.read_bytes() == two.read_bytes()
