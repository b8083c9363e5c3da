"""A large page, its limit lowered: older incidents in cells are counted, drawn as such and told."""

from __future__ import annotations

import re

import axe
import numpy as np
import pages
import pytest
from playwright.sync_api import expect

import geo
import maps
from maps import hexagons

# Two newest one by one; before them three at one spot, one in a shire, one nowhere.
TABLE = """\
id,date_start,place,latitude,longitude,country,admin1,admin2,sub_event_type,actor1_side,claimant,\
claimant_side,metric,victim_group,count_min,count_max,stance,quote,source
a,2026-01-03,,41.5,11.7,,,,Armed clash,westland,West ministry,westland,killed,east_forces,3,3,\
asserts,three were killed,Paper
b,2026-01-04,,41.5,11.7,,,,Armed clash,westland,,,,,,,,,Paper
c,2026-01-05,,41.5,11.7,,,,Armed clash,westland,,,,,,,,,Post
d,2026-01-20,South Shire,,,XEL,South Shire,,Air/drone strike,eastland,,,,,,,,,Paper
e,2026-01-21,Nowhere at all,,,,,,Attack,unknown,,,,,,,,,Paper
new,2026-02-26,,42.5,10.3,,,,Air/drone strike,eastland,East ministry,eastland,killed,civilians,2,\
2,asserts,two were killed,Paper
last,2026-02-27,,42.5,10.9,,,,Attack,unknown,,,,,,,,,Post
"""
HEADING = ".bm-all > .bm-heading"
FRAMES = "new Promise(f => requestAnimationFrame(() => requestAnimationFrame(() => f(0))))"


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cells")
    pack = pages.plain_pack(folder / "pack")
    (folder / "table.csv").write_text(TABLE, "utf-8")
    dataset = geo.read([folder / "table.csv"], pack)
    page = maps.render(dataset, pack, page_limit=2, table="incidents.parquet")
    return maps.save(page, folder / "page.html")


@pytest.fixture
def opened(visit, page_file):
    def open_page(words="", **more):
        page = visit(page_file, **more)
        if words:
            page.page.evaluate(f"location.hash = {words!r}")
        page.ready()
        page.page.evaluate(FRAMES)
        return page

    return open_page


def test_the_page_counts_all_and_says_what_it_holds(opened):
    page = opened()
    expect(page.page.locator(HEADING)).to_have_text("7 incidents, in the list: the newest 2")
    note = page.page.locator(".bm-cells")
    expect(note).to_contain_text("the newest 2 incidents, back to 26 February 2026")
    expect(note).to_contain_text("5 incidents before them")
    note.locator("summary").click()
    expect(note).to_contain_text("incidents.parquet")
    expect(page.page.locator(".bm-all .bm-item")).to_have_count(2)
    page.page.locator(".bm-facets > summary").click()
    told = page.page.locator(".bm-facets")
    for words in (r"Armed clash\s*3", r"a place\s*5", r"Source \(of the newest only\)"):
        expect(told).to_contain_text(re.compile(words))
    page.is_quiet()


@pytest.mark.parametrize(
    ("words", "count", "limit"),
    [
        ("side=westland", "3 of 7 incidents, none of them in the list", ""),
        ("q=killed", "1 of 7 incidents", "Left out: 5 incidents"),
        ("source=Paper", "1 of 7 incidents", "Not kept of them: Source"),
        ("time=2026-01-01..2026-01-31", "5 of 7 incidents, none of them in the list", ""),
        ("time=2026-01-04..2026-01-04", "3 of 7 incidents, none of them in the list", "whole"),
    ],
)
def test_what_filters_cannot_answer_is_said(opened, words, count, limit):
    page = opened(words)
    page.page.wait_for_function(
        f"document.querySelector({HEADING!r})?.textContent.startsWith({count!r})"
    )
    told = expect(page.page.locator(".bm-limits"))
    told.to_contain_text(limit) if limit else told.to_be_empty()
    page.is_quiet()


def open_cell(page):
    """Click at the hexagon of the oldest incidents; the link has led the map there."""
    page.becomes(f"{page.map}.getZoom()", 10)
    hexagon = hexagons.holding(np.array([1_170_000]), np.array([4_150_000]), 9)
    longitude, latitude = (float(part[0]) / 1e5 for part in hexagons.middle(*hexagon, 9))
    at = page.page.evaluate(
        f"""() => {{
          const map = {page.map}, box = map.getContainer().getBoundingClientRect();
          const at = map.latLngToContainerPoint([{latitude}, {longitude}]);
          return [box.left + at.x, box.top + at.y];
        }}"""
    )
    page.page.mouse.click(*at)
    page.page.wait_for_selector(".bm-group")


def test_a_cell_opens_as_a_group_without_cards(opened):
    page = opened("at=41.5,11.7,10")
    open_cell(page)
    card = page.page.locator(".bm-group")
    expect(card).to_contain_text("only counted, without cards: 3 incidents, 3–5 Jan 2026.")
    expect(card).to_contain_text(re.compile(r"Armed clash\s*3"))
    expect(card.locator(".bm-item")).to_have_count(0)
    page.is_quiet()


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_cells_are_told_accessibly(opened, size):
    page = opened("q=killed", size=size)
    axe.put_in(page.page)
    if size == "phone":
        page.page.locator("#bm-grip").click()
    page.page.wait_for_selector(".bm-limits:not([hidden])")
    page.page.locator(".bm-cells summary").click()
    page.page.locator(".bm-facets > summary").click()
    page.page.wait_for_selector(".bm-facets input")
    assert axe.violations(page.page) == []
    if size == "phone":
        page.page.locator("#bm-grip").click()
    page.page.evaluate("location.hash = 'at=41.5,11.7,10'")
    page.page.wait_for_selector(".bm-limits[hidden]", state="attached")
    page.page.evaluate(FRAMES)
    open_cell(page)
    assert axe.violations(page.page) == []
    page.is_quiet()


def test_shadings_count_cells_but_figures_are_of_the_newest(opened):
    page = opened("shade=admin1")
    legend = page.page.locator(".bm-shading")
    legend.wait_for()
    legend.locator(".bm-shading-list > summary").click()
    legend.locator("tbody tr").first.wait_for()  # written in a turn of its own
    rows = legend.locator("tbody tr").all_inner_texts()
    assert sum(int(row.split()[-1]) for row in rows) == 6
    legend.locator("select").select_option("killed:eastland")
    page.page.wait_for_function(
        "document.querySelector('.bm-shading-notes').textContent.includes('newest 2 incidents')"
    )
    expect(legend.locator("option")).to_have_count(2)  # Westland's figure is of an older one
    page.is_quiet()


def test_what_is_taken_away_is_the_newest(opened):
    page = opened()
    page.page.locator(".bm-share-button").click()
    note = page.page.locator(".bm-share-panel > .bm-note")
    expect(note).to_contain_text("2 incidents, as filtered (of the newest only)")
    with page.page.expect_download() as download:
        page.page.get_by_text("CSV, for spreadsheets").click()
    text = download.value.path().read_text("utf-8")
    assert len(text.splitlines()) == 3


def test_the_notes_are_in_every_language_and_the_charts_follow(opened):
    page = opened("q=kunar")
    for language, word in (("ps", "زړې"), ("fa", "قدیمی"), ("ur", "پرانے")):
        page.page.select_option(".bm-head select", language)
        page.page.wait_for_function(
            f"document.querySelector('.bm-cells')?.textContent.includes({word!r})"
        )
        expect(page.page.locator(".bm-limits")).to_contain_text(word)
        expect(page.page.locator(".bm-charts")).to_contain_text(word)
    page.is_quiet()
