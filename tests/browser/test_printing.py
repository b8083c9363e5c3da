"""What a reader prints in a real browser: the page on paper, and the page afterwards."""

from __future__ import annotations

import pages
import pytest
from playwright.sync_api import expect
from takeaways import few, menu


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    pack = pages.plain_pack(tmp_path_factory.mktemp("pack"))
    return few(tmp_path_factory.mktemp("plain"), pack)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_print_has_map_legend_notes_and_list_and_leaves_the_page_as_it_was(visit, plain, size):
    found = visit(plain, size)
    found.ready()
    page = found.page
    view = f"[location.hash, {found.map}.getZoom(), {found.map}.getCenter().lat]"
    before = page.evaluate(view)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    for part in (".bm-printed-map", ".bm-printed-legend", ".bm-printed-notes", ".bm-list"):
        expect(page.locator(part)).to_be_visible()
    for part in (".leaflet-container", ".bm-charts", ".bm-filters", ".bm-share", ".bm-settings"):
        expect(page.locator(part)).to_be_hidden()
    wide = "document.querySelector('.bm-printed-map').naturalWidth"
    found.until(wide, lambda width: width > 300, "a picture that is read")
    shape = page.locator(".bm-printed-map").evaluate(
        "(map) => map.naturalHeight / map.naturalWidth"
    )
    assert 0.61 < shape < 0.81  # as wide as paper, whatever the window
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".bm-printed")).to_have_count(0)
    found.ready()
    as_before = [before[0], before[1], pytest.approx(before[2], abs=0.01)]
    found.until(view, lambda after: after == as_before, as_before)
    found.is_quiet()


def test_dark_is_printed_light(visit, plain):
    found = visit(plain, color_scheme="dark")
    found.ready()
    page = found.page
    page.evaluate(
        "() => { window.print = () => {"
        " window.printed = document.documentElement.dataset.bmMode } }"
    )
    menu(page).nth(4).click()
    found.becomes("window.printed", "light")
    page.wait_for_function("() => document.documentElement.dataset.bmMode === 'dark'")


def test_dark_is_read_on_paper_when_printed_past_the_menu(visit, plain):
    found = visit(plain, color_scheme="dark")
    found.ready()
    page = found.page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print", color_scheme="dark")
    legend = page.locator(".bm-printed-legend")
    expect(legend).to_have_css("background-color", "rgb(23, 27, 32)")
    expect(legend.locator(".bm-count").first).to_have_css("color", "rgb(169, 173, 176)")
    expect(page.locator(".bm-all .bm-item svg > *").first).to_have_css("stroke", "rgb(34, 39, 46)")


def test_print_tells_what_the_ground_is_shaded_by(visit, plain):
    found = visit(plain)
    found.ready()
    page = found.page
    page.evaluate("location.hash = 'shade=admin1'")
    page.locator(".bm-shading-classes li").first.wait_for()
    told = page.locator(".bm-shading-classes li").all_inner_texts()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    legend = page.locator(".bm-printed-legend")
    expect(legend.locator(".bm-shading-classes li")).to_have_text(told, use_inner_text=True)
    expect(legend.locator("h2").last).not_to_be_empty()
    expect(legend.locator("select")).to_have_count(0)
