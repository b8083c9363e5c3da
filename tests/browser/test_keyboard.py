"""The page without a pointer: the map's cross, menus that take and give back the focus."""

from __future__ import annotations

import pages
import pytest
from playwright.sync_api import expect

# On the made-up pack: a place, two incidents of an area, a place east of them.
TABLE = """\
id,date_start,place,latitude,longitude,country,admin1,sub_event_type,actor1_side
west,2026-02-21,,42.5,10.3,,,Armed clash,westland
area,2026-02-22,South Shire,,,XEL,South Shire,Air/drone strike,eastland
area-2,2026-02-23,South Shire,,,XEL,South Shire,Attack,unknown
east,2026-02-24,,41.5,11.9,,,Armed clash,eastland
"""
TOLD = "document.querySelector('.bm-cross-said').textContent"
FOCUS = "document.activeElement.className"


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    return pages.page_of(tmp_path_factory.mktemp("keys"), TABLE)


@pytest.fixture
def opened(visit, page_file):
    found = visit(page_file)
    found.ready()
    yield found
    found.is_quiet()


def to_map(opened):
    """Go to the map as a reader does, by a key."""
    opened.page.locator(".leaflet-control-zoom-in").focus()
    opened.page.keyboard.press("Shift+Tab")
    opened.page.wait_for_selector(".bm-cross-hint:not([hidden])")


def step(opened, key, words):
    opened.page.keyboard.press(key)
    opened.until(TOLD, lambda told: words in told, words)


def test_the_cross_goes_from_mark_to_mark_and_is_told(opened):
    to_map(opened)
    expect(opened.page.locator(".bm-cross-hint")).to_be_visible()
    # South Shire's count and the eastern place lie east of the middle
    step(opened, "Space", "South Shire\n2 incidents known to this area only")
    step(opened, "Space", "24 Feb 2026")
    step(opened, "Space", "21 Feb 2026")
    step(opened, "Shift+Space", "24 Feb 2026")


def test_enter_opens_what_is_under_the_cross_and_the_way_back_ends_on_the_map(opened):
    to_map(opened)
    step(opened, "Space", "South Shire")
    page = opened.page
    page.keyboard.press("Enter")
    group = page.locator(".bm-group .bm-heading")
    expect(group).to_be_focused()
    page.locator(".bm-group .bm-item").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".bm-incident .bm-heading")).to_be_focused()
    page.keyboard.press("Escape")
    expect(group).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".leaflet-container")).to_be_focused()
    page.wait_for_selector(".bm-cross-hint:not([hidden])")


def test_enter_on_the_ground_keeps_what_lies_there(opened):
    opened.look(42.6, 10.4, 9)  # beside the mark in the west
    to_map(opened)
    opened.page.keyboard.press("Enter")
    opened.until("location.hash", lambda text: "area=" in text, "an area")
    chip = opened.page.locator(".bm-active .bm-chip")
    expect(chip).to_have_count(1)
    # the chip goes with what it takes off, and leaves the focus in the search
    chip.press("Enter")
    expect(opened.page.locator("#bm-search")).to_be_focused()


def test_a_pointer_sees_no_cross(opened):
    opened.page.mouse.click(200, 300)
    expect(opened.page.locator(".leaflet-container")).to_be_focused()
    expect(opened.page.locator(".bm-cross-hint")).to_be_hidden()


def test_the_menu_of_layers_takes_the_focus_and_gives_it_back(opened):
    page = opened.page
    toggle = page.locator(".leaflet-control-layers-toggle")
    toggle.focus()
    expect(toggle).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    opened.becomes("document.activeElement.type", "checkbox")
    expect(toggle).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    opened.becomes("document.activeElement.type", "checkbox")  # the menu is made anew
    page.keyboard.press("Escape")
    expect(toggle).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.wait_for_selector(".leaflet-control-layers:not(.leaflet-control-layers-expanded)")


def test_escape_folds_what_is_unfolded(opened):
    page = opened.page
    legend = page.locator(".bm-legend > summary")
    legend.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".bm-legend[open]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".bm-legend[open]")).to_have_count(0)
    expect(legend).to_be_focused()
    link = page.locator(".bm-about-link")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#bm-about > summary")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#bm-about[open]")).to_have_count(0)
    expect(link).to_be_focused()


def test_escape_takes_away_what_a_pointer_is_told(opened):
    """WCAG 2.2, 1.4.13: wherever the focus is, and until the pointer moves on."""
    page = opened.page
    at = f"{opened.map}.latLngToContainerPoint([42.5, 10.3])"
    x, y = page.evaluate(f"(() => {{ const {{ x, y }} = {at}; return [x, y] }})()")
    box = opened.box(page.locator(".leaflet-container"))
    page.mouse.move(box["x"] + x, box["y"] + y)
    tip = page.locator(".bm-incident-tip")
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    strip = opened.box(page.locator(".bm-plot").first)
    chart = page.locator(".bm-chart-tip")
    page.mouse.move(strip["x"] + strip["width"] / 2, strip["y"] + strip["height"] / 2)
    page.mouse.move(strip["x"] + strip["width"] / 2 + 1, strip["y"] + strip["height"] / 2)
    expect(chart).to_be_visible()
    page.keyboard.press("Escape")
    expect(chart).to_be_hidden()


def test_what_is_shared_folds_when_the_focus_goes(opened):
    page = opened.page
    button = page.locator(".bm-share-button")
    button.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".bm-share-item").first).to_be_focused()
    page.locator(".bm-share-item").last.focus()
    expect(page.locator(".bm-share-panel")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".leaflet-container")).to_be_focused()
    expect(page.locator(".bm-share-panel")).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")
