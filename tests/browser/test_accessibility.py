"""axe-core on the page: no violation of WCAG 2.2 AA, wherever a reader is."""

from __future__ import annotations

import json
import re

import axe
import pages
import pytest

import maps


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    pack = pages.plain_pack(folder / "pack")
    return maps.save(maps.render(pages.some(pack, 40), pack), folder / "page.html")


def _nothing(page):
    assert page is not None


def _legend(page):
    page.locator(".bm-legend summary").click()


def _layers(page):
    page.locator(".leaflet-control-layers").hover()
    page.wait_for_selector(".leaflet-control-layers-expanded")


def _share(page):
    page.locator(".bm-share-button").click()
    page.locator(".bm-share-item").nth(6).click()
    page.wait_for_selector(".bm-share-panel .bm-copied > *")


def _card(page):
    page.keyboard.press("Escape")
    page.wait_for_selector(".bm-share-panel", state="hidden")
    page.locator(".bm-all .bm-item").first.click()
    page.wait_for_selector(".bm-incident")


def _cite(page):
    page.locator(".bm-cite button").first.click()
    page.wait_for_selector(".bm-cite .bm-copied > *")


def _about(page):
    page.locator(".bm-back").click()
    page.locator(".bm-about-link").click()
    page.wait_for_selector(".bm-bias")


def _filters(page):
    if page.locator(".bm-back").is_visible():
        page.locator(".bm-back").click()
    if not page.locator(".bm-facets summary").is_visible():
        page.locator("#bm-grip").click()
    page.locator(".bm-facets summary").click()
    page.locator(".bm-facets input").first.click()


def _brush(page):
    if not page.locator(".bm-charts-toggle").is_visible():
        page.locator("#bm-grip").click()
    if page.locator(".bm-charts-toggle").get_attribute("aria-expanded") == "false":
        page.locator(".bm-charts-toggle").click()
    page.get_by_role("slider", name="First day").press("PageUp")
    page.get_by_role("slider", name="From kilometre").press("PageUp")


def _tables(page):
    page.get_by_role("button", name="As tables").click()
    page.wait_for_selector(".bm-chart-tables table")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_no_violation_in_any_language_and_colours(visit, page_file, size):
    """One page is turned through languages, colours, list and card.

    Over both sizes each language is seen in each of these; so is each size, colour and part.
    """
    opened = visit(page_file, size)
    opened.ready()
    page = opened.page
    axe.put_in(page)
    _filters(page)
    for number, language in enumerate(("ps", "fa", "ur", "en")):
        dark = (size == "phone") != (number > 1)
        page.locator(".bm-settings select").select_option(language)
        page.wait_for_selector(f"html[lang|={language}]")
        opened.ready()
        if page.locator(".bm-mode").get_attribute("aria-pressed") != str(dark).lower():
            page.locator(".bm-mode").click()
        page.wait_for_selector(f".bm-mode[aria-pressed={str(dark).lower()}]")
        opened.ready()  # all beside the map is made anew
        inside = "card" if dark != (number % 2 == 1) else "list"
        if inside == "card":
            page.locator(".bm-all .bm-item").first.click()
            page.wait_for_selector(".bm-incident")
        told = axe.violations(page)
        assert told == [], f"{language}, dark {dark}, {inside}{json.dumps(told, indent=1)}"
        if inside == "card":
            page.locator(".bm-back").click()
            page.wait_for_selector(".bm-all")
    opened.is_quiet()


STEPS = (_nothing, _legend, _layers, _share, _card, _cite, _about, _filters, _brush, _tables)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_no_violation_wherever_a_reader_goes(visit, page_file, size):
    """One page is walked through: opening it takes longer than to look at it."""
    opened = visit(page_file, size)
    opened.ready()
    axe.put_in(opened.page)
    told = {}
    for step in STEPS:
        step(opened.page)
        told[step.__name__] = axe.violations(opened.page)
    assert told == {step.__name__: [] for step in STEPS}, json.dumps(told, indent=1)
    opened.is_quiet()


@pytest.mark.parametrize("language", ["en", "ps"])
def test_no_violation_without_scripts(visit, tmp_path, language):
    """What stands in ``noscript`` is taken out of it: axe is a script, and would see none of it."""
    pack = pages.plain_pack(tmp_path / "pack")
    made = maps.save(
        maps.render(pages.some(pack, 40), pack, language=language), tmp_path / "page.html"
    )
    text = re.sub(r"(?is)<script\b.*?</script>|</?noscript>", "", made.read_text("utf-8"))
    made.write_text(text, "utf-8")
    page = visit(made).page
    axe.put_in(page)
    told = axe.violations(page)
    assert told == [], json.dumps(told, indent=1)


GROUND = """([part, before]) =>
  getComputedStyle(document.querySelector(part), before).backgroundColor"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_a_colour_tells_is_told_among_a_readers_own_colours(visit, page_file, scheme):
    """In forced colours browsers take away backgrounds, and show borders that are see-through."""
    opened = visit(page_file, forced_colors="active", color_scheme=scheme)
    opened.ready()

    def ground(part, before=None):
        return opened.page.evaluate(GROUND, [part, before])

    plain = ground("body")
    assert ground(".bm-key-point") != plain
    assert ground(".bm-views [aria-pressed=true]") != ground(".bm-views [aria-pressed=false]")
    triangle = "getComputedStyle(document.querySelector('.bm-play'), '::before').borderTopColor"
    assert opened.page.evaluate(triangle) == "rgba(0, 0, 0, 0)"
    opened.is_quiet()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_wants_more_contrast_has_it(visit, page_file, scheme):
    quiet = "getComputedStyle(document.querySelector('.bm-counts')).color"
    told = []
    for contrast in ("no-preference", "more"):
        opened = visit(page_file, contrast=contrast, color_scheme=scheme)
        opened.ready()
        told.append(sum(int(part) for part in opened.page.evaluate(quiet)[4:-1].split(",")))
    assert (told[1] < told[0]) == (scheme == "light")
    assert told[0] != told[1]


SPACED = """() => {
  const style = document.createElement("style");
  style.textContent = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
    + " word-spacing: 0.16em !important } p { margin-bottom: 2em !important }";
  document.head.append(style);
}"""
# Parts of the head and of the charts' tools that lie over each other.
CROSSED = """() => {
  const parts = [...document.querySelectorAll(
    ".bm-head > *, .bm-charts-head > *, .bm-chart-tools > *, .bm-brush-row > *")]
    .filter((part) => part.getClientRects().length > 0)
    .map((part) => [part, part.getBoundingClientRect()]);
  const lie = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  return parts.flatMap(([one, box], i) => parts.slice(i + 1)
    .filter(([other, at]) => !one.contains(other) && lie(box, at))
    .map(([other]) => `${one.className} ${other.className}`));
}"""


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_text_may_be_spaced_as_readers_need(visit, page_file, size, language):
    """WCAG 2.2, 1.4.12."""
    opened = visit(page_file, size)
    opened.ready()
    page = opened.page
    page.locator(".bm-settings select").select_option(language)
    page.wait_for_selector(f"html[lang|={language}]")
    opened.ready()
    if size == "phone":
        page.locator("#bm-grip").click()
        page.locator(".bm-charts-toggle").click()
    page.evaluate(SPACED)
    assert page.evaluate(CROSSED) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# Controls lower than 24 pixels (a box is hit by its label) that stand closer than that to another.
LOW = """() => {
  const boxes = [...document.querySelectorAll("button, input, select, summary, [role=slider]")]
    .filter((one) => one.getClientRects().length > 0 && !one.closest("noscript"))
    .map((one) => [one, (one.closest("label") ?? one).getBoundingClientRect()]);
  const middle = ({ top, bottom }) => (top + bottom) / 2;
  const beside = (a, b) => a.left < b.right && b.left < a.right;
  return boxes.filter(([one, box]) => box.height < 23.5 && boxes.some(([other, at]) =>
    !one.contains(other) && !other.contains(one) && beside(box, at)
    && Math.abs(middle(box) - middle(at)) < 12 + Math.min(24, at.height) / 2))
    .map(([one, box]) => `${one.outerHTML.slice(0, 90)} ${box.height}`);
}"""


def test_what_is_pressed_is_large_or_stands_apart(visit, page_file):
    """WCAG 2.2, 2.5.8; axe does not ask it of what lies in labels."""
    opened = visit(page_file)
    opened.ready()
    page = opened.page
    page.locator(".bm-facets summary").click()
    page.locator(".leaflet-control-layers-toggle").press("Enter")
    page.wait_for_selector(".leaflet-control-layers-expanded")
    assert page.evaluate(LOW) == []
