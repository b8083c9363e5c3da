"""Map and sheet on a phone, on its side, and where a page is enlarged to 320 pixels of width."""

from __future__ import annotations

import pages
import pytest
from playwright.sync_api import expect

import maps

# CSS pixels of a window (a desktop's enlarged four times, twice; a phone on its side), those that
# the map has of its height at least, and where the charts stand.
WINDOWS = [
    ((320, 256), 140, "sheet"),
    ((640, 400), 280, "sheet"),
    ((667, 375), 280, "sheet"),
    ((844, 390), 300, "sheet"),
    ((320, 568), 240, "sheet"),
    ((1024, 560), 200, "page"),
]
TURNS = [(844, 390, "#bm-sheet"), (1280, 800, "body"), (390, 844, "#bm-sheet")]
# What has the focus is seen where nothing lies over it.
IS_SEEN = """() => {
  const { left, top, right, bottom } = document.activeElement.getBoundingClientRect();
  const at = [(left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
  const found = document.elementFromPoint(...at);
  return found !== null && (found === document.activeElement
    || document.activeElement.contains(found) || found.contains(document.activeElement));
}"""
NARROW = "document.documentElement.scrollWidth <= innerWidth"


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plain")
    pack = pages.plain_pack(folder / "pack")
    return maps.save(maps.render(pages.some(pack), pack), folder / "page.html")


@pytest.mark.parametrize(("size", "least", "home"), WINDOWS)
def test_the_map_has_its_room_in_a_low_window(visit, plain, size, least, home):
    opened = visit(plain, size)
    opened.ready()
    page = opened.page
    assert page.evaluate(f"{opened.map}.getSize().y") >= least
    assert page.evaluate(NARROW)
    parent = "#bm-sheet" if home == "sheet" else "body"
    expect(page.locator(f"{parent} > #bm-charts")).to_have_count(1)
    if size[0] <= 640:
        page.locator("#bm-grip").click()
    toggle = page.locator(".bm-charts-toggle")
    expect(toggle).to_have_attribute("aria-expanded", str(home == "page").lower())
    expect(page.get_by_role("slider", name="First day")).to_be_visible(visible=home == "page")
    opened.is_quiet()


def test_charts_go_where_a_window_that_is_turned_has_room(visit, plain):
    opened = visit(plain, (390, 844))
    opened.ready()
    page = opened.page
    for width, height, parent in TURNS:
        page.set_viewport_size({"width": width, "height": height})
        expect(page.locator(f"{parent} > #bm-charts")).to_have_count(1)


@pytest.mark.parametrize("size", [(320, 256), (390, 844), (844, 390)])
def test_all_that_is_unfolded_can_be_read_in_the_window(visit, plain, size):
    opened = visit(plain, size)
    opened.ready()
    page = opened.page
    page.locator(".bm-share-button").click()
    last = page.locator(".bm-share-item").last
    last.focus()
    within = "document.activeElement.getBoundingClientRect().bottom <= innerHeight"
    assert page.evaluate(within)
    assert page.evaluate(IS_SEEN)


@pytest.mark.parametrize("size", [(320, 256), (390, 844)])
def test_keys_go_from_the_grip_to_what_the_sheet_begins_with(visit, plain, size):
    opened = visit(plain, size, reduced_motion="reduce")
    opened.ready()
    page = opened.page
    page.locator("#bm-grip").focus()
    for part in (".bm-charts-toggle", "#bm-search"):
        page.keyboard.press("Tab")
        expect(page.locator(part)).to_be_focused()
        assert page.evaluate(IS_SEEN)
    expect(page.locator("#bm-panel.bm-open")).to_have_count(1)


@pytest.mark.parametrize("size", [(320, 256), (390, 844)])
def test_a_sheet_never_lies_over_what_has_the_focus(visit, plain, size):
    opened = visit(plain, size, reduced_motion="reduce")
    opened.ready()
    page = opened.page
    grip = page.locator("#bm-grip")
    for key in ("ArrowUp", "ArrowUp"):
        grip.press(key)
    expect(page.locator(".bm-tall")).to_have_count(1)
    seen = {}
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        name = page.evaluate("document.activeElement.className || document.activeElement.tagName")
        seen[name] = page.evaluate(IS_SEEN)
        if "bm-mode" in name:
            break
    assert seen
    assert [name for name, is_seen in seen.items() if not is_seen] == []
    assert any("bm-mode" in name for name in seen)
    expect(page.locator(".bm-tall")).to_have_count(0)


def test_on_a_phone_search_and_first_entry_are_seen_before_the_sheet_is_pulled(visit, plain):
    visit = visit(plain, "phone")
    visit.ready()
    first = visit.box(visit.page.locator(".bm-item").first)
    assert first["y"] + first["height"] <= 844
    expect(visit.page.get_by_label("Search in everything")).to_be_in_viewport(ratio=1)
    expect(visit.page.locator(".bm-facets")).to_be_hidden()
    # what is set stays in sight, and can be taken off
    visit.page.evaluate("location.hash = 'time=2026-01-01..2026-01-31'")
    visit.page.locator(".bm-chip").click()
    expect(visit.page.locator(".bm-chip")).to_have_count(0)
    expect(visit.page.get_by_label("Search in everything")).to_be_in_viewport(ratio=1)
    expect(visit.page.locator(".bm-facets")).to_be_hidden()
    visit.page.locator("#bm-grip").click()
    expect(visit.page.locator(".bm-filters")).to_be_visible()


def test_phone_has_a_sheet(visit, plain):
    opened = visit(plain, "phone", has_touch=True, reduced_motion="reduce")
    opened.ready()
    page = opened.page
    panel = page.locator("#bm-panel")
    height = "document.querySelector('#bm-panel').offsetHeight"
    low = opened.box(panel)["height"]
    # by what it shows, then by its grip, up and down; what is pulled is not opened
    for start, end, high in ((800, 600, 457), (400, 120, 761), (100, 360, 457), (400, 640, low)):
        opened.swipe((195, start), (195, end))
        opened.becomes(height, round(high))
    expect(page.locator(".bm-incident")).to_have_count(0)
    opened.swipe((195, 640), (195, 440))
    opened.becomes(height, 457)
    page.locator(".bm-item").first.tap()  # the first tap after a pull
    page.locator(".bm-incident").wait_for()
    page.locator(".bm-back").tap()
    opened.swipe((195, 400), (195, 640))
    opened.becomes(height, round(low))
    for key, high in (("ArrowUp", 457), ("ArrowUp", 761), ("ArrowDown", 457), ("ArrowDown", low)):
        page.locator("#bm-grip").press(key)
        assert page.evaluate(height) == round(high)
    page.locator("#bm-grip").click()
    expect(page.locator("#bm-grip")).to_have_attribute("aria-expanded", "true")
    assert opened.box(page.locator("#bm-panel"))["height"] == 456.75
    page.keyboard.press("Escape")
    expect(page.locator("#bm-grip")).to_have_attribute("aria-expanded", "false")
    assert opened.box(page.locator("#bm-panel"))["height"] == low
    opened.is_quiet()
