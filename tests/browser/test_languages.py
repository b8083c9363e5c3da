"""The page in its languages and colours: chosen in the page, kept in the link, without a reload."""

from __future__ import annotations

import pages
import pytest
from playwright.sync_api import expect

import maps

NAMES = {"en": "English", "ps": "پښتو", "fa": "دری", "ur": "اردو"}
TITLES = {
    "en": "All incidents",
    "ps": "ټولې پېښې",
    "fa": "همه رویدادها",
    "ur": "تمام واقعات",
}


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    return pages.plain_pack(tmp_path_factory.mktemp("page") / "pack")


@pytest.fixture(scope="module")
def page_file(pack, tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    return maps.save(maps.render(pages.some(pack, 40), pack), folder / "page.html")


def choose(page, language):
    page.locator(".bm-settings select").select_option(language)
    page.wait_for_selector(f'.bm-list ol[aria-label="{TITLES[language]}"]')


def test_the_menu_names_each_language_in_itself(visit, page_file):
    opened = visit(page_file)
    opened.ready()
    options = opened.page.locator(".bm-settings option")
    assert options.all_inner_texts() == list(NAMES.values())
    assert options.evaluate_all("all => all.map((one) => one.lang)") == ["en", "ps", "fa-AF", "ur"]
    opened.is_quiet()


@pytest.mark.parametrize("language", ["ps", "fa", "ur"])
def test_a_language_is_chosen_in_place(visit, page_file, language):
    opened = visit(page_file)
    opened.ready()
    page = opened.page
    page.evaluate("window.same = true")
    choose(page, language)
    html = page.locator("html")
    expect(html).to_have_attribute("dir", "rtl")
    assert html.get_attribute("lang").startswith(language)
    opened.becomes("location.hash", f"#lang={language}")
    assert page.evaluate("window.same")
    assert page.title() == page.locator("h1").inner_text() != "Incidents along the Grey Line"
    # the panel is on the left, the map on the right
    panel, plot = (opened.box(page.locator(part)) for part in ("#bm-panel", "main"))
    assert panel["x"] < plot["x"]
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.leaflet-container')).direction")
        == "ltr"
    )
    # what is searched runs as it is written
    field, runs = page.locator("#bm-search"), "e => getComputedStyle(e).direction"
    for text, direction in (("26 feb", "ltr"), ("جگړه", "rtl"), ("", "rtl")):
        field.fill(text)
        assert field.evaluate(runs) == direction
    # the control of layers is made anew when a layer goes, and keeps the language
    opened.point_at_layers()
    before = page.locator(".leaflet-control-layers-overlays").inner_text()
    assert "Rivers" not in before
    page.locator(".leaflet-layerstree-node input").last.click()
    expect(page.locator(".leaflet-control-layers-overlays")).to_have_text(
        before, use_inner_text=True
    )
    choose(page, "en")
    opened.becomes("location.hash", "")
    expect(html).to_have_attribute("dir", "ltr")
    opened.is_quiet()


def test_what_is_open_stays_open(visit, page_file):
    opened = visit(page_file)
    opened.ready()
    page = opened.page
    page.locator(".bm-facets summary").click()
    page.locator(".bm-facets input").first.click()
    page.wait_for_selector(".bm-all .bm-heading:has-text('of 40')")
    page.locator(".bm-all .bm-item").nth(1).click()
    page.wait_for_selector(".bm-incident")

    # but the view: the map may still move to the card's place
    words = "location.hash.slice(1).split('&').filter((word) => !word.startsWith('at=')).sort()"
    parts = opened.until(words, lambda found: any("open=" in word for word in found), "a card")
    page.locator(".bm-settings select").focus()
    page.locator(".bm-settings select").select_option("ps")
    page.wait_for_selector(".bm-incident h3:has-text('هر اړخ څه وایي')")
    opened.becomes(words, sorted([*parts, "lang=ps"]))
    opened.becomes("document.activeElement.tagName", "SELECT")
    page.locator(".bm-back").click()
    page.wait_for_selector(".bm-facets input:checked")
    opened.is_quiet()


def test_the_charts_stay_tables_and_folded(visit, page_file):
    opened = visit(page_file)
    opened.ready()
    page = opened.page
    tables, charts = page.locator(".bm-chart-tables"), page.locator(".bm-charts-drawn")
    page.get_by_role("button", name="As tables").click()
    rows = tables.locator("tr").count()
    assert rows > 1
    choose(page, "fa")
    expect(tables.locator("tr")).to_have_count(rows)
    expect(charts).to_be_hidden()
    page.locator(".bm-charts-toggle").click()
    choose(page, "en")
    expect(page.locator(".bm-charts-toggle")).to_have_text("Timeline and strip")
    expect(tables).to_be_hidden()
    page.locator(".bm-charts-toggle").click()
    page.get_by_role("button", name="As charts").click()
    expect(charts.locator("canvas").first).to_be_visible()
    opened.is_quiet()


# The element of the panel that is read, and how far below the panel's upper edge it stands.
READ = """(all) => {
  const { top } = document.querySelector("#bm-sheet").getBoundingClientRect();
  const below = [...document.querySelectorAll(all)].map((e) => e.getBoundingClientRect().top - top);
  const at = below.findIndex((y) => y >= 0);
  return [at, Math.round(below[at])];
}"""


def other_language(page):
    page.locator(".bm-settings select").select_option("ps")


def other_colours(page):
    page.locator(".bm-mode").click()


def still_reads(opened, where, at, *, near):
    """Wait until an element is read again; `near`: CSS pixels, as what is over it may be taller."""
    script = f"({READ})({where!r})"
    opened.until(script, lambda found: found[0] == at[0] and abs(found[1] - at[1]) <= near, at)


@pytest.mark.parametrize("change", [other_language, other_colours])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_what_is_read_stays_where_it_is_read(visit, page_file, size, change):
    opened = visit(page_file, size, reduced_motion="reduce")
    opened.ready()
    page = opened.page
    if size == "phone":
        for _ in ("half", "tall"):
            page.locator("#bm-grip").press("ArrowUp")
    page.locator(".bm-item").nth(39).wait_for()
    page.locator(".bm-item").nth(20).evaluate("e => e.scrollIntoView({ block: 'start' })")
    at = page.evaluate(READ, ".bm-item")
    assert at[0] == 20
    page.locator(".bm-all").evaluate("e => { e.id = 'old'; }")
    change(page)
    page.wait_for_selector(".bm-all:not(#old)")
    still_reads(opened, ".bm-item", at, near=2)
    # under a card the list is kept, and the card itself with what shows it on the charts
    page.locator(".bm-item").nth(21).focus()
    at = page.evaluate(READ, ".bm-item")
    page.keyboard.press("Enter")
    page.wait_for_selector(".bm-incident")
    if size == "phone":
        page.locator("#bm-grip").press("ArrowUp")
    else:
        expect(page.locator(".bm-chosen-time")).to_have_count(1)
    marks = page.locator(".bm-chosen-marks > *").count()
    parts = ".bm-incident > *"
    page.locator("#bm-sheet").evaluate("e => e.scrollTo(0, 90)")
    read = page.evaluate(READ, parts)
    assert read[0] > 0
    stands = page.locator("#bm-panel").get_attribute("class")
    page.locator(".bm-incident").evaluate("e => { e.id = 'old'; }")
    page.locator(".bm-settings select").select_option("fa")
    page.wait_for_selector(".bm-incident:not(#old)")
    still_reads(opened, parts, read, near=30)
    expect(page.locator("#bm-panel")).to_have_class(stands)
    expect(page.locator(".bm-chosen-marks > *")).to_have_count(marks)
    page.locator(".bm-back").click()
    expect(page.locator(".bm-item").nth(21)).to_be_focused()
    assert page.evaluate(READ, ".bm-item") == at
    opened.is_quiet()


def test_a_link_opens_in_its_language_and_colours(visit, page_file):
    opened = visit(page_file)
    page = opened.page
    page.goto(page_file.as_uri() + "#lang=fa&mode=dark")
    page.reload()
    opened.ready()
    expect(page.locator("html")).to_have_attribute("lang", "fa-AF")
    expect(page.locator("html")).to_have_attribute("data-bm-mode", "dark")
    expect(page.locator(".bm-mode")).to_have_attribute("aria-pressed", "true")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert sum(int(part) for part in paper[4:-1].split(",")) < 150
    # somebody follows another link of the same page
    page.evaluate("location.hash = '#lang=ur'")
    page.wait_for_selector(f'.bm-list ol[aria-label="{TITLES["ur"]}"]')
    expect(page.locator("html")).to_have_attribute("data-bm-mode", "light")
    page.evaluate("location.hash = '#lang=xx'")
    page.wait_for_selector(f'.bm-list ol[aria-label="{TITLES["en"]}"]')


def test_colours_follow_the_system_until_a_reader_chooses(visit, page_file):
    opened = visit(page_file, color_scheme="dark")
    opened.ready()
    page = opened.page
    expect(page.locator("html")).to_have_attribute("data-bm-mode", "dark")
    opened.becomes("location.hash", "")
    page.locator(".bm-mode").click()
    expect(page.locator("html")).to_have_attribute("data-bm-mode", "light")
    opened.becomes("location.hash", "#mode=light")
    page.emulate_media(color_scheme="light")
    page.locator(".bm-mode").click()
    opened.becomes("location.hash", "#mode=dark")
    opened.is_quiet()


def test_the_map_is_drawn_in_the_colours(visit, page_file):
    opened = visit(page_file)
    opened.ready()
    page = opened.page
    land = """async (dark) => {
      const canvas = document.querySelector(".leaflet-bm-base-pane canvas");
      const copy = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
      for (let frame = 0; frame < 120; frame++) {
        copy.drawImage(canvas, -canvas.width / 2, -canvas.height / 2);
        const sum = copy.getImageData(0, 0, 1, 1).data.slice(0, 3).reduce((a, b) => a + b);
        if (dark === sum < 250) return sum;
        await new Promise(requestAnimationFrame);
      }
      return -1;
    }"""
    assert page.evaluate(land, False) > 250
    page.locator(".bm-mode").click()
    assert 0 < page.evaluate(land, True) < 250
    opened.is_quiet()


@pytest.mark.parametrize("language", ["en", "ps", "fa", "ur"])
def test_without_scripts_the_page_is_in_the_language_it_was_built_in(
    visit, pack, tmp_path, language
):
    made = maps.render(pages.some(pack, 3), pack, language=language)
    opened = visit(maps.save(made, tmp_path / "page.html"), scripts=False)
    plain = opened.page.locator(".bm-plain")
    expect(plain).to_be_visible()
    assert opened.page.locator("html").get_attribute("dir") == (
        "ltr" if language == "en" else "rtl"
    )
    assert ("scripts do not run here" in plain.inner_text()) == (language == "en")
    assert opened.page.title() == opened.page.locator("h1").inner_text()
    expect(opened.page.locator(".bm-settings")).to_have_count(0)


def test_a_page_built_in_a_language_says_nothing_of_it_in_the_link(visit, pack, tmp_path):
    made = maps.render(pages.some(pack, 3), pack, language="ps")
    opened = visit(maps.save(made, tmp_path / "page.html"))
    opened.ready()
    expect(opened.page.locator("html")).to_have_attribute("lang", "ps")
    expect(opened.page.locator(f'.bm-list ol[aria-label="{TITLES["ps"]}"]')).to_have_count(1)
    choose(opened.page, "en")
    told = "new URLSearchParams(location.hash.slice(1)).get('lang')"
    opened.becomes(told, "en")
    choose(opened.page, "ps")
    opened.becomes(told, None)
    opened.is_quiet()


def test_a_search_finds_any_language_of_a_name(visit, page_file):
    opened = visit(page_file)
    opened.ready()
    page = opened.page
    page.locator("#bm-search").fill("وسله‌واله نښته")
    page.wait_for_selector(".bm-all .bm-heading:has-text('of 40')")
    kinds = set(page.locator(".bm-item-what").all_inner_texts())
    assert kinds == {"Armed clash"}
    opened.is_quiet()
