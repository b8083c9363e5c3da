"""Filters and search in a real browser: map, list, counts and link tell the same."""

from __future__ import annotations

import json
import re

import pages
import pytest
from playwright.sync_api import expect

TABLE = """\
id,date_start,place,latitude,longitude,country,admin1,sub_event_type,actor1,actor1_side,claimant,\
claimant_side,metric,victim_group,count_min,stance,quote,source,role
one,2026-02-21,,41.5,11.7,,,Armed clash,West forces,westland,West ministry,westland,killed,\
east_forces,5,asserts,five fell at the Gr\u00fcn ford,Paper,
two,2026-02-22,,41.6,11.8,,,Air/drone strike,East forces,eastland,East office,eastland,wounded,\
civilians,3,asserts,,Paper; Post,
three,2026-02-23,South Shire,,,XEL,South Shire,Armed clash,East forces,eastland,,,,,,,,Post,
four,2026-02-24,,42.5,10.3,,,Attack,Unnamed,unknown,,,,,,,,"</script><script>ran.push(1)//",
"""


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    return pages.page_of(tmp_path_factory.mktemp("filters"), TABLE)


@pytest.fixture
def opened(visit, page_file):
    found = visit(page_file)
    found.ready()
    found.page.locator(".bm-facets summary").click()
    found.page.locator(".bm-facets .bm-count").first.wait_for()
    yield found
    found.is_quiet()


def _listed(page, days):
    """Wait until the list has incidents of these days of a month, and no others."""
    told = [re.compile(rf"^{day} ") for day in days]
    expect(page.locator(".bm-all .bm-item-when")).to_have_text(told)


def _tick(page, name):
    page.locator(".bm-facets label", has_text=name).first.locator("input").click()


def _heading(page, text):
    # "2 of 4 incidents" ends like "4 incidents"
    page.locator(".bm-all > .bm-heading", has_text=re.compile(rf"^\s*{text}")).wait_for()


def _counts(opened, legend, holds):
    """Wait until a facet's names and counts hold."""
    opened.until(
        f"""(() => {{
          const fields = [...document.querySelectorAll(".bm-facets fieldset")];
          const field = fields.find((one) => one.innerText.startsWith({legend!r}));
          return Object.fromEntries(Array.from(field.querySelectorAll("li"), (item) =>
            [item.querySelector("bdi").innerText, item.querySelector(".bm-count").innerText]));
        }})()""",
        holds.__eq__ if isinstance(holds, dict) else holds,
        holds,
    )


@pytest.mark.parametrize(
    ("ticked", "days", "link"),
    [
        (["Eastland"], ["23", "22"], "side=eastland"),
        (["Eastland", "Westland"], ["23", "22", "21"], "side=westland&side=eastland"),
        (["Armed clash"], ["23", "21"], "type=Armed+clash"),
        (["Eastland", "Armed clash"], ["23"], "side=eastland&type=Armed+clash"),
        (["an area"], ["23"], "kind=area"),
        (["Post"], ["23", "22"], "source=Post"),
        (["civilians wounded"], ["22"], "claim=wounded%2Fcivilians"),
    ],
)
def test_what_is_ticked_is_listed_and_linked(opened, ticked, days, link):
    page = opened.page
    for name in ticked:
        _tick(page, name)
    _heading(page, f"{len(days)} of 4 incidents")
    _listed(page, days)
    opened.becomes("location.hash.slice(1)", link)
    expect(page.locator(".bm-said")).to_have_text(f"{len(days)} of 4 incidents")


def test_counts_stand_beside_each_choice(opened):
    page = opened.page
    _counts(opened, "Acting side", {"Eastland": "2", "Westland": "1", "not known": "1"})
    _tick(page, "Armed clash")
    _heading(page, "2 of 4")
    _counts(opened, "Acting side", {"Eastland": "1", "Westland": "1"})
    _counts(opened, "What happened", lambda found: found["Air/drone strike"] == "1")
    _counts(opened, "Source", {"Paper": "1", "Post": "1"})


def test_the_focus_stays_on_the_box_that_was_ticked(opened):
    page = opened.page
    _tick(page, "Eastland")
    _heading(page, "2 of 4")
    opened.becomes("document.activeElement.parentElement.innerText.slice(0, 8)", "Eastland")


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("grun FORD", ["21"]),
        ("ministry", ["21"]),
        ("east forces", ["23", "22", "21"]),  # of the last they are who was killed
        ("\u0639\u0627\u0645 \u0634\u06c1\u0631\u06cc", ["22"]),  # civilians, in Urdu
        ("SS", ["23", "22", "21"]),  # a P-code
        ("since 23 February 2026", ["24", "23"]),
        ("nowhere", []),
    ],
)
def test_a_search_goes_through_all_words(opened, query, days):
    page = opened.page
    page.locator("#bm-search").fill(query)
    _heading(page, f"{len(days)} of 4 incidents")
    _listed(page, days)


def test_one_click_clears_everything(opened):
    page = opened.page
    _tick(page, "Eastland")
    page.locator("#bm-search").fill("clash")
    _heading(page, "1 of 4")
    page.get_by_role("button", name="Clear").click()
    _heading(page, "4 incidents")
    _listed(page, ["24", "23", "22", "21"])
    opened.becomes("location.hash", "")


def test_what_is_filtered_away_is_neither_drawn_nor_hit(opened):
    page = opened.page
    at = page.evaluate(
        f"(() => {{ const map = {opened.map}; map.setView([42.5, 10.3], 9, {{animate: false}});"
        "const {x, y} = map.latLngToContainerPoint([42.5, 10.3]);"
        "const box = map.getContainer().getBoundingClientRect();"
        "return [box.left + x, box.top + y]; })()"
    )
    page.mouse.move(*at)
    page.wait_for_selector(".bm-incident-tip:not([hidden])")
    _tick(page, "Eastland")
    _heading(page, "2 of 4")
    page.mouse.move(at[0] + 1, at[1])
    page.wait_for_selector(".bm-incident-tip", state="hidden")


def test_a_link_opens_what_it_says_and_follows_its_changes(visit, page_file):
    opened = visit(page_file)
    opened.ready()
    page = opened.page
    page.evaluate("location.hash = 'side=eastland&q=strike'")
    _heading(page, "1 of 4")
    expect(page.locator("#bm-search")).to_have_value("strike")
    page.evaluate("location.hash = 'side=nobody&constructor=1'")
    _heading(page, "4 incidents")
    page.evaluate("location.hash = 'side=eastland'")
    _heading(page, "2 of 4")
    page.reload()
    opened.ready()
    _heading(page, "2 of 4")
    opened.is_quiet()


def test_a_hostile_source_is_a_choice_like_any_other(opened):
    page = opened.page
    _tick(page, "</script>")
    _heading(page, "1 of 4")
    _listed(page, ["24"])


def test_rarer_choices_come_when_asked_for_and_what_is_not_told_is_one_that_a_link_holds(
    visit, tmp_path
):
    head, one, *_ = TABLE.splitlines()
    rows = [one.replace("one", f"{n}").replace("Paper", f"Paper {n}") for n in range(14)]
    nobody = one.replace("Paper", "").replace("Armed clash", "").replace("one", "nobody")
    file = pages.page_of(tmp_path, "\n".join([head, *rows, *rows[:1], nobody, ""]))
    found = visit(file)
    found.ready()
    page = found.page
    page.locator(".bm-facets summary").click()
    field = page.locator(".bm-facets fieldset", has_text="Source")
    expect(field.locator("li")).to_have_count(12)
    more = field.get_by_role("button", name="3 more")
    more.click()
    expect(field.locator("li")).to_have_count(15)
    expect(more).to_be_hidden()
    expect(field.locator("li").nth(12).locator("input")).to_be_focused()
    field.locator("label", has_text="not named").locator("input").click()
    _heading(page, "1 of 15 incidents")
    found.becomes("location.hash", "#source=")
    page.reload()
    found.ready()
    _heading(page, "1 of 15 incidents")
    found.is_quiet()


@pytest.mark.parametrize("query", ["Lakeside", "Vestham", "\u2068Westham, Lowmark\u2069"])
def test_a_search_knows_a_place_by_all_its_names_and_its_district(visit, tmp_path, query):
    head = TABLE.splitlines()[0]
    rows = [
        "one,2026-02-21,Westham,,,XWL,,,,,,,,,,,,Paper,",
        "two,2026-02-22,,42.5,10.3,,,,,,,,,,,,,Paper,",
    ]
    found = visit(pages.page_of(tmp_path, "\n".join([head, *rows, ""])))
    found.ready()
    page = found.page
    expect(page.locator(".bm-item-where").nth(1)).to_have_text("Westham, Lowmark")
    page.locator("#bm-search").fill(query)
    _heading(page, "1 of 2 incidents")
    _listed(page, ["21"])


MANY = 24
FRAMES = "new Promise(f => requestAnimationFrame(() => requestAnimationFrame(() => f(0))))"
# Ticks the first box; what of the list can be seen then, and how many entries there are.
SEEN = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  document.querySelector(".bm-facets input").click();
  await frame();
  await frame();
  const entries = [...document.querySelectorAll(".bm-list li")];
  const sheet = document.querySelector(".bm-list").closest(".bm-sheet").getBoundingClientRect();
  const end = Math.min(innerHeight, sheet.bottom);
  const seen = entries.filter((entry) => entry.getBoundingClientRect().top < end);
  return [seen.map((entry) => entry.querySelector(".bm-item-where").textContent), entries.length];
}"""


@pytest.mark.parametrize(("high", "sees_all"), [(700, False), (1800, True)])
def test_what_is_seen_of_the_list_is_there_at_once_and_the_rest_soon(
    visit, tmp_path, high, sees_all
):
    sides = ("westland", "eastland")
    rows = [
        f"{n},2026-01-{n + 1:02},Ford of {sides[n % 2]},41.5,11.7,,,,,{sides[n % 2]},,,,,,,,,"
        for n in range(MANY)
    ]
    head = TABLE.split("\n", maxsplit=1)[0]
    found = visit(pages.page_of(tmp_path, "\n".join([head, *rows, ""])))
    page = found.page
    page.set_viewport_size({"width": 1280, "height": high})
    found.ready()
    page.locator(".bm-facets summary").click()
    expect(page.locator(".bm-list li")).to_have_count(MANY)
    page.evaluate(FRAMES)  # the browser has said what can be seen
    seen, entries = page.evaluate(SEEN)
    told = page.locator(".bm-item-where")
    expect(told).to_have_count(MANY // 2)
    assert len(set(told.all_text_contents())) == 1
    assert seen == told.all_text_contents()[: len(seen)]
    assert (len(seen) == MANY // 2) == sees_all
    assert (entries == MANY // 2) == sees_all


@pytest.mark.parametrize("size", ["desktop", "phone", (1920, 1080), (1024, 600)])
def test_the_first_view_of_a_small_region_stays_and_needs_no_link(visit, page_file, size):
    """In a wide window the map shows more than the region: it is not drawn aside for that."""
    opened = visit(page_file, size)
    opened.ready()
    asked = re.search(r"bordermap\.frame\(map_\w+, (\[\[.+\]\])\);", page_file.read_text("utf-8"))
    bounds = json.loads(asked[1])
    opened.page.wait_for_timeout(400)  # longer than the link waits for the map to rest
    seen = opened.page.evaluate(
        f"""(map => [map.getCenter().lng, map.getBounds().contains({bounds}), location.hash])(
        {opened.map})"""
    )
    assert seen == [pytest.approx((bounds[0][1] + bounds[1][1]) / 2, abs=0.02), True, ""]
