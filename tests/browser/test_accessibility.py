"""axe-core on the page: no violation of WCAG 2.2 AA, wherever a reader is."""

from __future__ import annotations

import json

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


def _card(page):
    page.locator(".bm-all .bm-item").first.click()
    page.wait_for_selector(".bm-incident")


def _about(page):
    page.locator(".bm-about-link").click()


def _reporting(page):
    _about(page)
    page.wait_for_selector(".bm-bias")


def _share(page):
    page.locator(".bm-share-button").click()
    page.locator(".bm-share-item").nth(5).click()
    page.wait_for_selector(".bm-share-panel .bm-copied > *")


def _cite(page):
    _card(page)
    page.locator(".bm-cite button").first.click()
    page.wait_for_selector(".bm-cite .bm-copied > *")


def _legend(page):
    page.locator(".bm-legend summary").click()


def _layers(page):
    page.locator(".leaflet-control-layers").hover()
    page.wait_for_selector(".leaflet-control-layers-expanded")


def _filters(page):
    if not page.locator(".bm-facets summary").is_visible():
        page.locator("#bm-grip").click()
    page.locator(".bm-facets summary").click()
    page.locator(".bm-facets input").first.click()


def _charts(page):
    if not page.locator(".bm-charts-toggle").is_visible():
        page.locator("#bm-grip").click()
    if page.locator(".bm-charts-toggle").get_attribute("aria-expanded") == "false":
        page.locator(".bm-charts-toggle").click()


def _brush(page):
    _charts(page)
    page.get_by_role("slider", name="First day").press("PageUp")
    page.get_by_role("slider", name="From kilometre").press("PageUp")


def _tables(page):
    _charts(page)
    page.get_by_role("button", name="As tables").click()
    page.wait_for_selector(".bm-chart-tables table")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_no_violation_in_any_language_and_colours(visit, page_file, size):
    """One page is turned through all languages and both colours, list and card."""
    opened = visit(page_file, size)
    opened.ready()
    page = opened.page
    axe.put_in(page)
    _filters(page)
    for language in ("ps", "fa", "ur", "en"):
        page.locator(".bm-settings select").select_option(language)
        page.wait_for_selector(f"html[lang|={language}]")
        for dark in (True, False):
            page.locator(".bm-mode").click()
            page.wait_for_selector(f".bm-mode[aria-pressed={str(dark).lower()}]")
            page.wait_for_selector(".bm-all")
            for inside in ("list", "card"):
                if inside == "card":
                    page.locator(".bm-all .bm-item").first.click()
                    page.wait_for_selector(".bm-incident")
                told = axe.violations(page)
                assert told == [], f"{language}, dark {dark}, {inside}{json.dumps(told, indent=1)}"
            page.locator(".bm-back").click()
            page.wait_for_selector(".bm-all")
    opened.is_quiet()


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize(
    "go",
    [
        _nothing,
        _card,
        _about,
        _legend,
        _layers,
        _filters,
        _brush,
        _tables,
        _reporting,
        _share,
        _cite,
    ],
)
def test_no_violation(visit, page_file, size, go):
    opened = visit(page_file, size)
    opened.ready()
    go(opened.page)
    axe.put_in(opened.page)
    told = axe.violations(opened.page)
    assert told == [], json.dumps(told, indent=1)
    opened.is_quiet()
