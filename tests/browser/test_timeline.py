"""Timeline and strip in a real browser: brushes filter everything, by pointer and by keyboard."""

from __future__ import annotations

import re

import pages
import pytest
from playwright.sync_api import expect

# On the made-up pack the Grey Line runs from km 0 in the south; Westland is left of it.
TABLE = """\
id,date_start,date_end,date_precision,place,latitude,longitude,country,admin1,sub_event_type,\
actor1,actor1_side,source,licence
gate,2026-02-10,2026-02-10,day,Red Gate,,,,,Armed clash,West forces,westland,Paper,CC0-1.0
north,2026-02-20,2026-02-20,day,,42.5,11.5,,,Air/drone strike,East forces,eastland,Post,CC-BY-4.0
shire,2026-03-01,2026-03-01,day,South Shire,,,XEL,South Shire,Attack,East forces,eastland,Post,
line,2026-03-05,2026-03-06,day,Grey Line,,,,,Armed clash,West forces,westland,Paper,CC0-1.0
vague,2026-03-01,2026-03-31,month,South Shire,,,XEL,South Shire,Attack,Unnamed,unknown,Post,
"""
COUNT = ".bm-all > .bm-heading"


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    return pages.page_of(tmp_path_factory.mktemp("timeline"), TABLE)


class Charts:
    """An open page and where its charts stand."""

    def __init__(self, opened):
        self.opened, self.page = opened, opened.page

    def box(self, chart):
        row = 0 if chart == "time" else 1
        return self.opened.box(self.page.locator(".bm-chart-row > .bm-plot").nth(row))

    def at(self, chart, x, y=0.5):
        box = self.box(chart)
        return box["x"] + x * box["width"], box["y"] + y * box["height"]

    def drag(self, chart, start, end, *, drop=True):
        self.page.mouse.move(*self.at(chart, *start))
        self.page.mouse.down()
        self.page.mouse.move(*self.at(chart, *end), steps=4)
        if drop:
            self.page.mouse.up()

    def day(self, iso):
        """Give the part of the time axis at which a day begins: the axis is 9 Feb to 1 Apr."""
        days = {"02-": 0, "03-": 28}[iso[:3]] + int(iso[3:]) - 9
        return days / 52

    def listed(self, text):
        # "1 of 5 incidents" ends like "5 incidents"
        begins = "" if text.startswith("of ") else r"^\s*"
        self.page.locator(COUNT, has_text=re.compile(begins + text)).wait_for()

    @property
    def sentence(self):
        return self.page.locator(".bm-brushed")

    def link(self, words):
        """Wait until the link has exactly these words."""
        self.opened.becomes("location.hash.slice(1)", words)

    def linked(self, holds, what):
        """Wait until the link holds; give its words."""
        return self.opened.until("location.hash.slice(1)", holds, what)

    def handle(self, name):
        return self.page.get_by_role("slider", name=name)


@pytest.fixture
def charts(visit, page_file):
    opened = visit(page_file)
    opened.ready()
    yield Charts(opened)
    opened.is_quiet()


def test_a_brush_of_time_filters_everything(charts):
    page = charts.page
    charts.drag("time", (charts.day("02-19"),), (charts.day("03-03"),))
    charts.listed("3 of 5 incidents")
    expect(charts.sentence).to_have_text("19 Feb to 2 Mar 2026: 3 incidents")
    expect(page.locator(".bm-said")).to_have_text("19 Feb to 2 Mar 2026: 3 incidents")
    expect(page.locator(".bm-chip")).to_have_text(["19 Feb to 2 Mar 2026×"])
    charts.link("time=2026-02-19..2026-03-02")
    page.locator(".bm-legend summary").click()
    absent = page.locator(".bm-legend .bm-absent")
    expect(absent).to_contain_text(["Armed clash 0", "Westland 0"])
    page.get_by_role("button", name="Clear brush").click()
    charts.listed("5 incidents")
    charts.link("")


def test_who_cannot_drag_taps_beside_the_charts(charts):
    """Two taps on an axis tell a span."""
    page = charts.page
    axis = charts.opened.box(page.locator(".bm-axis-row"))
    for day in ("02-19", "03-03"):
        page.mouse.click(charts.at("time", charts.day(day))[0], axis["y"] + axis["height"] - 4)
    charts.link("time=2026-02-19..2026-03-02")
    charts.listed("3 of 5 incidents")
    page.get_by_role("button", name="Clear brush").click()
    charts.link("")
    # with what told of the brush gone, the charts stand where they stay
    expect(page.get_by_role("button", name="Clear brush")).to_be_hidden()
    most = int(charts.handle("To kilometre").get_attribute("aria-valuemax"))
    for part in (0.75, 0.25):  # from its upper end
        line = charts.opened.box(page.locator(".bm-track-line"))
        page.mouse.click(line["x"] + 12, line["y"] + part * line["height"])
        charts.linked(lambda found: found.startswith("km="), "a part of the line")
    ends = re.compile(r"km=([1-9]\d*)\.\.(\d+)$")
    words = charts.linked(
        lambda found: (told := ends.match(found)) and int(told[2]) < 0.9 * most, "both ends"
    )
    start, end = map(int, ends.match(words).groups())
    assert (start / most, end / most) == pytest.approx((0.25, 0.75), abs=0.02)


def test_list_and_heading_follow_while_the_brush_still_moves(charts):
    charts.drag("time", (charts.day("02-10"),), (charts.day("02-15"),), drop=False)
    charts.listed("1 of 5 incidents")
    x, y = charts.at("time", charts.day("02-25"))
    charts.page.mouse.move(x, y)
    charts.listed("2 of 5 incidents")
    expect(charts.page.locator(".bm-all .bm-item")).to_have_count(2)
    charts.page.mouse.up()
    charts.link("time=2026-02-10..2026-02-24")


def test_a_brush_of_the_strip_chooses_dates_and_kilometres(charts):
    # the northern half of the line in the first weeks
    charts.drag("strip", (charts.day("02-12"), 0.1), (charts.day("02-28"), 0.5))
    charts.listed("1 of 5 incidents")
    expect(charts.sentence).to_have_text("12–27 Feb 2026, km 171–307 of the line: 1 incident")
    # upright, it chooses only a part of the line
    charts.page.get_by_role("button", name="Clear brush").click()
    charts.drag("strip", (0.9, 0.98), (0.901, 0.7))
    charts.listed("of 5 incidents")
    charts.linked(lambda link: link.startswith("km="), "km=")


def test_a_band_is_moved_along_and_begins_a_span_of_the_other_axis_across(charts):
    charts.drag("time", (charts.day("02-10"),), (charts.day("02-15"),))
    charts.listed("1 of 5")
    charts.drag("time", (charts.day("02-12"),), (charts.day("02-22"),))
    charts.link("time=2026-02-20..2026-02-24")
    charts.drag("strip", (charts.day("02-22"), 0.2), (charts.day("02-22") + 0.001, 0.6))
    found = charts.linked(lambda link: "km=" in link, "km=")
    assert "time=2026-02-20..2026-02-24" in found


def test_a_tap_on_a_bar_takes_its_dates_and_beside_a_brush_clears_it(charts):
    charts.page.get_by_label("Incidents by", exact=True).select_option("week")
    charts.page.mouse.click(*charts.at("time", charts.day("02-21"), 0.9))
    charts.link("time=2026-02-16..2026-02-22&by=week")
    charts.page.mouse.click(*charts.at("time", charts.day("03-20"), 0.9))
    charts.link("by=week")
    # the button to clear goes with the brush, the focus does not
    charts.page.mouse.click(*charts.at("time", charts.day("02-21"), 0.9))
    charts.page.get_by_role("button", name="Clear brush").press("Enter")
    charts.link("by=week")
    expect(charts.handle("First day")).to_be_focused()


def test_a_tap_on_a_mark_opens_its_card_and_marks_it_on_both_charts(charts):
    page = charts.page
    page.mouse.move(*charts.at("strip", charts.day("02-10") + 0.01, 1 - 114 / 335))
    page.wait_for_selector(".bm-chart-tip:not([hidden])")
    expect(page.locator(".bm-chart-tip")).to_contain_text("Red Gate")
    page.mouse.click(*charts.at("strip", charts.day("02-10") + 0.01, 1 - 114 / 335))
    page.wait_for_selector(".bm-incident")
    expect(page.locator(".bm-chosen-time")).to_have_count(1)
    expect(page.locator(".bm-chosen-place")).to_have_count(1)
    page.keyboard.press("Escape")
    page.wait_for_selector(".bm-chosen-time", state="detached")


def test_the_brushes_are_operated_by_keyboard(charts):
    page = charts.page
    page.get_by_label("Incidents by", exact=True).select_option("week")
    first, last = charts.handle("First day"), charts.handle("Last day")
    expect(first).to_have_attribute("aria-valuetext", "10 February 2026")
    expect(last).to_have_attribute("aria-valuetext", "31 March 2026")
    first.press("ArrowRight")
    charts.listed("4 of 5")
    expect(first).to_have_attribute("aria-valuetext", "16 February 2026")
    expect(charts.sentence).to_have_text("16 Feb to 31 Mar 2026: 4 incidents")
    last.press("PageDown")
    page.wait_for_selector('.bm-handle[aria-valuetext="28 February 2026"]')
    last.press("Shift+ArrowLeft")
    charts.listed("of 5")
    first.press("Escape")
    charts.listed("5 incidents")
    low = charts.handle("From kilometre")
    low.press("PageUp")
    page.wait_for_selector('.bm-handle[aria-valuetext="kilometre 100 of the line"]')
    expect(charts.sentence).to_contain_text("km 100")
    low.press("Home")
    charts.listed("5 incidents")


def test_playing_goes_from_dates_to_dates_and_stops(charts):
    page = charts.page
    on = page.get_by_role("button", name="On to the next dates with incidents")
    page.get_by_label("Incidents by", exact=True).select_option("week")
    on.click()
    charts.listed("1 of 5")
    on.click()
    # what filters let through is drawn in the next frame; both spans have one incident
    page.locator(".bm-brushed", has_text="16–22 Feb 2026: 1 incident").wait_for()
    page.get_by_label("Cumulative").check()
    on.click()
    charts.listed("3 of 5")
    expect(charts.sentence).to_have_text("16 Feb to 1 Mar 2026: 3 incidents")
    page.get_by_role("button", name="Play").click()
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    assert page.locator(".bm-tool[aria-pressed]").count() == 0  # what it is called says it


def test_who_wants_no_motion_steps(visit, page_file):
    opened = visit(page_file, reduced_motion="reduce")
    opened.ready()
    expect(opened.page.locator(".bm-play")).to_be_hidden()
    expect(opened.page.get_by_role("button", name="On to the next")).to_be_visible()
    opened.is_quiet()


def test_the_axis_zooms_to_the_brush_and_back(charts):
    page = charts.page
    charts.drag("time", (charts.day("02-19"),), (charts.day("03-03"),))
    page.locator(".bm-tool", has_text="Zoom in").click()
    charts.link("time=2026-02-19..2026-03-02&axis=2026-02-17..2026-03-04")
    page.get_by_role("button", name="All dates").click()
    charts.link("time=2026-02-19..2026-03-02")


def test_vague_dates_are_shared_out_and_told(charts):
    page = charts.page
    notes = page.locator(".bm-chart-notes")
    expect(notes).to_contain_text("1 incident dated to a longer span")
    page.get_by_role("button", name="As tables").click()
    page.get_by_label("Incidents by", exact=True).select_option("month")
    rows = page.locator(".bm-chart-tables table").first.locator("tbody tr")
    expect(rows).to_have_text(["February 2026\t2\t0", "March 2026\t3\t0"], use_inner_text=True)
    page.get_by_label("Incidents by", exact=True).select_option("week")
    expect(rows.last).to_have_text("week from 30 Mar 2026\t0\t0.1", use_inner_text=True)
    sections = page.locator(".bm-chart-tables table").nth(1).locator("tbody tr")
    expect(sections.first.locator("th")).to_have_text("Lowmark / Korram")


def test_a_link_opens_brushes_view_and_card(visit, page_file):
    opened = visit(page_file)
    opened.ready()
    charts, page = Charts(opened), opened.page
    page.evaluate("location.hash = 'time=2026-02-19..2026-03-02&km=0..400&at=41,11.3,8'")
    charts.listed("of 5 incidents")
    expect(charts.sentence).to_contain_text("19 Feb to 2 Mar 2026")
    opened.becomes(f"{opened.map}.getZoom()", 8)
    page.locator(".bm-all .bm-item").first.click()
    page.wait_for_selector(".bm-incident")
    charts.linked(lambda link: "open=inc-" in link, "open=inc-")
    heading = page.locator(".bm-incident .bm-heading").inner_text()
    page.reload()
    opened.ready()
    expect(page.locator(".bm-incident .bm-heading")).to_have_text(heading, use_inner_text=True)
    opened.is_quiet()


def test_what_a_link_says_of_the_charts_stays_when_something_else_is_set(charts):
    page = charts.page
    words = "axis=2026-02-17..2026-03-04&by=week&total=1"
    page.evaluate(f"location.hash = '{words}'")
    page.locator("#bm-count-by").wait_for()
    charts.link(words)
    page.locator(".bm-facets summary").click()
    page.locator(".bm-facets input").first.click()
    assert charts.linked(lambda link: "side=" in link, "side=").endswith(f"&{words}")
    page.locator(".bm-total input").click()
    charts.linked(lambda link: link.endswith("&axis=2026-02-17..2026-03-04&by=week"), "no total")
    page.locator("#bm-count-by").select_option("day")
    charts.linked(lambda link: link.endswith("&axis=2026-02-17..2026-03-04&by=day"), "by=day")


def test_a_tap_on_the_ground_keeps_what_lies_there(charts):
    page = charts.page
    page.evaluate(f"{charts.opened.map}.setView([42.6, 10.4], 7, {{animate: false}})")
    tap = (
        f"(() => {{ const map = {charts.opened.map};"
        "const at = map.latLngToContainerPoint([42.6, 10.4]);"
        "const box = map.getContainer().getBoundingClientRect();"
        "return [box.left + at.x, box.top + at.y]; })()"
    )
    page.mouse.click(*page.evaluate(tap))
    page.locator(".bm-chip", has_text="in Upmark").wait_for()
    charts.linked(lambda link: "area=" in link, "area=")
    page.locator(".bm-chip", has_text="in Upmark").click()
    charts.listed("5 incidents")


@pytest.mark.parametrize(("facet", "choice", "count"), [("Licence", "CC0-1.0", 2)])
def test_licence_and_precision_are_choices(charts, facet, choice, count):
    page = charts.page
    page.locator(".bm-facets summary").click()
    field = page.locator(".bm-facets fieldset", has=page.locator("legend", has_text=facet))
    field.locator("label", has_text=choice).locator("input").click()
    charts.listed(f"{count} of 5")
    precise = page.locator("fieldset", has=page.locator("legend", has_text="How precisely"))
    expect(precise.locator("li").nth(1)).to_be_visible()


def test_on_a_phone_the_charts_stand_in_the_sheet(visit, page_file):
    opened = visit(page_file, "phone")
    opened.ready()
    page = opened.page
    expect(page.locator("#bm-charts")).to_be_hidden()
    page.locator("#bm-grip").click()
    page.get_by_role("button", name="Timeline and strip").click()
    page.wait_for_selector(".bm-strip-row canvas")
    box = opened.box(page.locator(".bm-chart-row > .bm-plot").first)
    assert box["width"] > 200
    page.mouse.move(box["x"] + 5, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 20, steps=3)
    page.mouse.up()
    page.locator(COUNT, has_text="of 5 incidents").wait_for()
    opened.is_quiet()
