"""All that is said of what filters let through: by what is counted, and by who says it."""

from __future__ import annotations

import re

import pages
import pytest
from playwright.sync_api import expect

TABLE = """\
id,date_start,latitude,longitude,sub_event_type,actor1_side,claimant,claimant_side,metric,\
victim_group,count_min,count_max,is_exact,stance,quote,source,source_url,role
one,2026-02-21,41.5,11.7,Armed clash,westland,West ministry,westland,killed,east_forces,58,58,\
true,asserts,58 soldiers fell,Paper,https://example.org/one,current
one,2026-02-21,41.5,11.7,Armed clash,westland,East ministry,eastland,killed,east_forces,12,12,\
true,asserts,we lost twelve,Post,https://example.org/two,current
one,2026-02-21,41.5,11.7,Armed clash,westland,East ministry,eastland,posts_captured,unspecified,\
19,19,true,denies,no post was taken,Post,https://example.org/two,current
two,2026-02-24,42.5,10.3,Armed clash,eastland,East ministry,eastland,killed,east_forces,5,,\
false,asserts,five or more in two places,Post,https://example.org/three,aggregate
two,2026-02-24,42.5,10.3,Armed clash,eastland,A reporter,media,killed,civilians,1,1,\
true,asserts,a shepherd died,Post,https://example.org/three,aggregate
three,2026-03-02,,,Attack,unknown,,,,,,,,,,Post,https://example.org/four,current
"""
SAID = "What each side says"
OVER = "several incidents:"


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    return pages.page_of(tmp_path_factory.mktemp("said"), TABLE)


@pytest.fixture
def opened(visit, page_file):
    found = visit(page_file)
    found.ready()
    found.page.get_by_role("button", name=SAID).click()
    found.page.wait_for_selector(".bm-thing")
    yield found
    found.is_quiet()


def halves(heads):
    return [heads.locator(".bm-spans > .bm-span", has_text=side) for side in ("West", "East")]


def test_the_dead_come_first_and_nothing_is_added_up(opened):
    page = opened.page
    things = ["East forces killed 3 statements", "Civilians killed 1 statement", "Posts taken 1 s"]
    heads = page.locator(".bm-thing > summary")
    expect(heads).to_contain_text(things, use_inner_text=True)
    # each side at a glance, before anything is unfolded
    expect(page.locator(".bm-thing[open]")).to_have_count(0)
    spans = heads.locator(".bm-span")
    west, east, media = "Westland 58", f"Eastland 12 {OVER} ≥ 5", f"Media {OVER} 1"
    expect(spans).to_have_text([west, east, media, "Westland no figure", "Eastland denied"])
    # the sides of the line stand in the same halves everywhere, also beside one that is silent
    left, right = ({opened.box(one)["x"] for one in found.all()} for found in halves(heads))
    assert (len(left), len(right)) == (1, 1)
    assert min(left) < min(right)
    heads.first.click()
    sides = page.locator(".bm-thing[open] .bm-saying")
    expect(sides.locator("h3")).to_have_text(["Westland", "Eastland"])
    expect(sides.locator(".bm-figure")).to_have_text(["58", "≥ 5", "12"])
    for part in ("we lost twelve", "East ministry", "Post", "21 Feb 2026"):
        expect(sides.nth(1).locator("li").nth(1)).to_contain_text(part)
    expect(sides.nth(1).locator("li").first).to_contain_text("(covers several incidents)")


def test_a_day_of_which_much_is_said_is_one_press_away(visit, tmp_path):
    opened = visit(pages.page_of(tmp_path, TABLE.replace("aggregate", "current")))
    opened.ready()
    page = opened.page
    page.get_by_role("button", name=SAID).click()
    days = page.locator(".bm-days button")
    expect(days).to_have_text(["24 Feb 2026", "21 Feb 2026"])
    days.last.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".bm-spans").first).to_have_text("Westland 58Eastland 12")
    expect(page.locator(".bm-thing > summary").first).to_be_focused()
    expect(days).to_have_count(0)
    expect(page).to_have_url(re.compile(r"time=2026-02-21\.\.2026-02-21"))
    opened.is_quiet()


def test_filters_filter_what_is_said_and_what_is_unfolded_stays(opened):
    page = opened.page
    page.locator(".bm-thing > summary").first.click()
    page.locator(".bm-thing > summary", has_text="posts taken").click()
    expect(page.locator(".bm-thing[open] .bm-denied")).to_contain_text("19 posts taken")
    page.locator("#bm-search").fill("February 21")
    expect(page.locator(".bm-thing")).to_have_count(2)
    expect(page.locator(".bm-thing[open]")).to_have_count(2)
    page.locator("#bm-search").fill("March 2026")
    expect(page.locator(".bm-thing")).to_have_count(0)
    expect(page.locator(".bm-said-list")).to_contain_text("No statement with a figure")


def test_each_leads_to_its_card_and_back(opened):
    page = opened.page
    page.locator(".bm-thing > summary").first.click()
    told = page.locator(".bm-said-of").nth(1)
    told.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".bm-incident")
    page.keyboard.press("Escape")
    expect(told).to_be_focused()


def test_on_a_phone_one_tap_on_the_first_screen_shows_each_side(visit, page_file):
    opened = visit(page_file, "phone", has_touch=True, reduced_motion="reduce")
    opened.ready()
    page = opened.page
    expect(page.locator("#bm-search")).to_be_in_viewport()
    page.get_by_role("button", name=SAID).tap()
    expect(page.locator(".bm-span", has_text=f"Eastland 12 {OVER} ≥ 5")).to_be_in_viewport()
    page.locator("#bm-search").tap()
    page.keyboard.type("21 feb")
    expect(page.locator(".bm-span", has_text="Eastland 12")).to_be_in_viewport()
    # a card leaves room for the map, and gives the list back as it was read
    page.locator(".bm-thing > summary").first.tap()
    page.locator(".bm-said-of").first.tap()
    page.wait_for_selector(".bm-incident")
    height = "document.querySelector('#bm-panel').offsetHeight"
    assert page.evaluate(height) == 457
    page.get_by_role("button", name="Back to the list").tap()
    expect(page.locator(".bm-said-of").first).to_be_in_viewport()
    assert page.evaluate(height) == 761
    opened.is_quiet()


def test_the_link_and_another_language_keep_it(opened):
    page = opened.page
    opened.until("location.hash", lambda text: "list=said" in text, "list=said")
    page.locator(".bm-thing > summary").nth(1).click()
    page.locator(".bm-settings select").select_option("ps")
    expect(page.locator(".bm-views [aria-pressed=true]")).to_have_text("هر اړخ څه وایي")
    expect(page.locator(".bm-thing").first).to_contain_text("څرګندونې")
    # of joined letters Firefox tears the first off where it has a style of its own
    initial = "e => getComputedStyle(e, '::first-letter').textTransform"
    assert page.locator(".bm-thing > summary bdi").first.evaluate(initial) == "none"
    opened.becomes(
        "[...document.querySelectorAll('.bm-thing')].map((one) => one.open)", [False, True, False]
    )
    expect(page.locator(".bm-thing .bm-saying")).to_have_count(1)
    page.evaluate("location.hash = 'lang=en'")
    expect(page.locator(".bm-views [aria-pressed=true]")).to_have_text("Incidents")
    expect(page.locator(".bm-said-list")).to_be_hidden()


def test_a_card_without_a_place_says_so(visit, page_file):
    page = visit(page_file).page
    page.locator(".bm-item", has_text="2 Mar 2026").click()
    told = page.locator(".bm-incident section", has=page.get_by_role("heading", name="Where"))
    expect(told).to_contain_text("no place known")
