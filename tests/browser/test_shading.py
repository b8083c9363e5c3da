"""The ground shaded by density, province or district: chosen, told, linked, and never evaluated."""

from __future__ import annotations

import re

import folium
import pages
import pytest
from playwright.sync_api import expect

import geo
import maps
from maps.layers import ShadingLayer

# On the made-up pack: provinces and districts of Westland and Eastland.
TABLE = """\
id,date_start,place,latitude,longitude,country,admin1,admin2,sub_event_type,actor1_side,role,\
claimant,claimant_side,metric,victim_group,count_min,count_max,stance,quote,source
spot,2026-02-26,,41.5,11.7,,,,Armed clash,westland,current,\
West ministry,westland,killed,east_forces,55,,asserts,at least 55 were killed,Paper
spot,2026-02-26,,41.5,11.7,,,,Armed clash,westland,current,\
East ministry,eastland,killed,east_forces,12,14,asserts,we lost 12 to 14,Paper
near,2026-02-27,,41.5,11.71,,,,Armed clash,eastland,current,\
West ministry,westland,killed,east_forces,5,5,asserts,five were killed,Paper
shire,2026-02-20,South Shire,,,XEL,South Shire,,Air/drone strike,eastland,current,,,,,,,,,Paper
far,2026-02-20,,42.5,10.3,,,,Air/drone strike,eastland,current,\
East ministry,eastland,killed,civilians,0,0,asserts,nobody was killed,Paper
sum,2026-03-01,,41.5,11.7,,,,Armed clash,westland,aggregate,\
West ministry,westland,killed,east_forces,900,900,asserts,900 in all,Paper
lost,2026-03-02,Nowhere at all,,,,,,Attack,unknown,current,,,,,,,,,Paper
"""
FRAMES = "new Promise(f => requestAnimationFrame(() => requestAnimationFrame(() => f(0))))"
INKED = """() => {
  const canvas = document.querySelector(".leaflet-bm-shading-pane canvas");
  if (!canvas || canvas.width === 0) return 0;
  const paper = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
  paper.drawImage(canvas, 0, 0);
  const { data } = paper.getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let i = 3; i < data.length; i += 4) if (data[i] > 0) count++;
  return count;
}"""


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shading")
    pack = pages.plain_pack(folder / "pack")
    table = folder / "table.csv"
    table.write_text(TABLE, "utf-8")
    dataset = geo.read([table], pack)
    return maps.save(maps.render(dataset, pack), folder / "page.html")


@pytest.fixture(scope="module")
def hostile_file(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    pack = pages.hostile_pack(folder / "pack")
    dataset = pages.some(pack, 60, is_hostile=True)
    return maps.save(maps.render(dataset, pack), folder / "page.html")


class Shade:
    """An open page and its shading."""

    def __init__(self, opened):
        self.opened, self.page = opened, opened.page
        opened.ready()

    @property
    def legend(self):
        return self.page.locator(".bm-shading")

    def link(self, words):
        """Go to a link of this page, and wait until what it says is told."""
        self.page.evaluate(f"location.hash = {words!r}")
        self.page.wait_for_selector(
            ".bm-shading .bm-swatch" if "shade" in words else "body:not(:has(.bm-shading))",
            state="attached",
        )
        self.page.evaluate(FRAMES)

    def inked(self, holds, what):
        """Wait until the count of pixels that are shaded holds."""
        self.opened.until(f"({INKED})()", holds, what)

    def is_shaded(self):
        self.inked(lambda count: count > 500, "shaded")

    def is_not_shaded(self):
        self.inked(lambda count: count == 0, "not shaded")

    def says(self, words):
        """Wait until the address says words; Playwright hears of a new address a moment later."""
        self.opened.until("location.hash", lambda found: words in found, words)

    @property
    def classes(self):
        return self.legend.locator(".bm-shading-classes li")

    @property
    def notes(self):
        return self.legend.locator(".bm-shading-notes")

    def rows(self):
        """Open the list and read it."""
        self.legend.locator(".bm-shading-list > summary").click()
        self.page.wait_for_selector(".bm-shading tbody tr")
        cells = "(all) => all.map((row) => [...row.cells].map((cell) => cell.textContent))"
        return self.page.locator(".bm-shading tbody tr").evaluate_all(cells)


@pytest.fixture
def shade(visit, page_file):
    return Shade(visit(page_file))


def open_control(page):
    page.locator(".leaflet-control-layers-toggle").focus()
    page.keyboard.press("Enter")


def choose(shade, at):
    shade.opened.point_at_layers()
    radios(shade.page).nth(at).click()


def radios(page):
    return page.locator(".leaflet-control-layers input[type=radio]")


def is_chosen(page, at):
    for number in range(4):
        expect(radios(page).nth(number)).to_be_checked(checked=number == at)


def test_off_at_first_and_one_at_a_time(shade):
    page = shade.page
    open_control(page)
    is_chosen(page, 0)
    shade.is_not_shaded()
    expect(shade.legend).to_have_count(0)
    for at, words in ((1, "density"), (2, "admin1"), (3, "admin2")):
        choose(shade, at)
        shade.page.wait_for_selector(".bm-shading .bm-swatch")
        shade.is_shaded()
        shade.says(f"shade={words}")
        is_chosen(page, at)
    choose(shade, 0)
    page.wait_for_selector(".bm-shading", state="detached")
    shade.is_not_shaded()
    shade.opened.becomes("location.hash", "")
    shade.opened.is_quiet()


def test_the_keyboard_reaches_and_changes_it(shade):
    page = shade.page
    open_control(page)
    radios(page).nth(0).focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_selector(".bm-shading .bm-swatch")
    shade.says("shade=density")


def test_hexagons_tell_what_they_hold_and_leave_out(shade):
    shade.link("shade=density")
    expect(shade.notes).to_contain_text("shared out evenly")
    expect(shade.notes).to_contain_text("1 incident of 6")


def test_districts_of_incidents(shade):
    shade.link("shade=admin2")
    expect(shade.classes.last).to_have_text("no incident here")
    rows = shade.rows()
    assert sorted(row[-1] for row in rows) == ["1", "3"]
    expect(shade.notes).to_contain_text(
        "1 incident known to a province only, 1 incident known to no single unit"
    )


def test_provinces_have_what_is_known_to_them(shade):
    shade.link("shade=admin1")
    assert sorted(row[-1] for row in shade.rows()) == ["1", "4"]


@pytest.mark.parametrize(
    ("side", "values", "told"),
    [("westland", ["≥ 60"], "1 incident covering several"), ("eastland", ["12–14", "0"], None)],
)
def test_figures_are_one_side_s_each_incident_once(shade, side, values, told):
    shade.link(f"shade=admin2&of=killed%3A{side}")
    chosen = shade.legend.locator("select option:checked")
    expect(chosen).to_contain_text("as claimed by")
    name = chosen.inner_text()
    assert [row[1] for row in shade.rows()] == values
    assert shade.legend.locator("thead th").nth(1).inner_text() == name
    if told:
        expect(shade.notes).to_contain_text(told)
    # nought has a mark of its own, apart from what has no figure
    nought = shade.classes.filter(has_text=re.compile(r"^\s*0\s*$"))
    expect(nought).to_have_count(values.count("0"))
    expect(shade.classes.last).to_contain_text(re.compile("^no figure by"))


def test_the_choice_of_a_side_stands_in_the_link_and_comes_back(shade, visit, page_file):
    shade.link("shade=admin2")
    options = shade.legend.locator("select option")
    expect(options).to_have_count(3)
    shade.legend.locator("select").select_option("killed:westland")
    shade.says("of=killed%3Awestland")
    again = Shade(visit(page_file))
    again.link(shade.page.evaluate("location.hash.slice(1)"))
    expect(again.legend.locator("select")).to_have_value("killed:westland")


def test_filters_shade_anew(shade):
    shade.link("shade=admin1")
    assert sorted(row[1] for row in shade.rows()) == ["1", "4"]
    shade.page.locator("#bm-search").fill("South Shire")
    shade.legend.locator("td", has_text=re.compile("^0$")).wait_for()
    cells = "(all) => all.map((row) => row.cells[1].textContent)"
    assert shade.legend.locator("tbody tr").evaluate_all(cells) == ["4", "0"]


def test_pointing_at_a_unit_says_its_figure_and_who_claims_it(shade):
    shade.link("shade=admin1&of=killed%3Awestland")
    box = shade.page.evaluate(
        f"(() => {{ const map = {shade.opened.map};"
        "map.setView([41.5, 11.4], 8, { animate: false });"
        "const at = map.latLngToContainerPoint([41.5, 11.35]);"
        "const box = map.getContainer().getBoundingClientRect();"
        "return [box.left + at.x, box.top + at.y]; })()"
    )
    shade.page.mouse.move(*box, steps=3)
    tip = shade.page.locator(".bm-incident-tip")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text(re.compile(r"≥ 60 \(Killed, as claimed by .+; 2 incidents\)"))


@pytest.mark.parametrize("words", ["shade=density", "shade=admin1", "shade=admin2"])
def test_hostile_names_stay_text(visit, hostile_file, words):
    shade = Shade(visit(hostile_file))
    shade.link(words)
    if words != "shade=density":
        assert shade.rows()
        options = shade.legend.locator("select option").all_inner_texts()
        for number in range(1, len(options)):
            shade.legend.locator("select").select_option(index=number)
            shade.page.evaluate(FRAMES)
    expect(shade.legend.locator("script, img, svg")).to_have_count(0)
    shade.opened.is_quiet()


@pytest.mark.parametrize(
    "words", ["shade=density", "shade=admin2", "shade=admin1&of=killed%3Awestland"]
)
def test_a_link_opens_with_filters_and_shading(visit, page_file, words):
    opened = visit(page_file)
    link = f"side=eastland&{words}"
    opened.page.goto("about:blank")
    opened.page.goto(f"{page_file.as_uri()}#{link}")
    shade = Shade(opened)
    shade.is_shaded()
    expect(opened.page.locator(".bm-all > .bm-heading")).to_contain_text("3 of 6")
    opened.becomes("location.hash.slice(1)", link)


@pytest.mark.parametrize("words", ["shade=__proto__", "shade=admin1&of=__proto__%3Ax"])
def test_a_link_that_asks_for_what_there_is_not(visit, page_file, words):
    opened = visit(page_file)
    opened.ready()
    opened.page.evaluate(f"location.hash = {words!r}")
    opened.page.evaluate(FRAMES)
    opened.is_quiet()


@pytest.mark.parametrize("language", ["ps", "fa", "ur"])
def test_the_legend_speaks_the_page_s_language(shade, language):
    shade.link(f"shade=admin1&of=killed%3Awestland&lang={language}")
    shade.page.wait_for_selector(f"html[lang^={language}]")
    title = shade.legend.locator("summary", has_text=re.compile("[\u0600-\u06ff]")).first
    title.wait_for()
    expect(shade.notes).not_to_contain_text(re.compile(r"[a-z]{4,}"))


def test_incidents_off_and_the_shading_stays(shade):
    page = shade.page
    shade.link("shade=density")
    shade.opened.point_at_layers()
    page.locator(".leaflet-layerstree-sel-all-checkbox").first.click()
    # a canvas that shows nothing has no pixels
    width = "document.querySelector('.leaflet-bm-incidents-pane canvas').width"
    shade.opened.becomes(width, 0)
    shade.is_shaded()
    expect(page.locator(".bm-all .bm-item")).to_have_count(6)


def test_density_on_somebody_else_s_map(visit, tmp_path):
    pack = pages.plain_pack(tmp_path / "pack")
    page = folium.Map(location=[41.5, 11.4], zoom_start=7, tiles=None)
    maps.IncidentLayer(pages.some(pack, 40), pack).add_to(page)
    ShadingLayer("density", show=True).add_to(page)
    opened = visit(maps.save(page, tmp_path / "own.html"))
    opened.page.wait_for_selector("[data-bm-incidents=ready]")
    opened.page.wait_for_selector(".bm-shading .bm-swatch", state="attached")
    opened.until(f"({INKED})()", lambda count: count > 500, "shaded")
    opened.is_quiet()
