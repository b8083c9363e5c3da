"""Figures in columns: what their headings and cells say."""

from __future__ import annotations

from functools import cache

import pytest

from geo import region
from geo.tables.figures import cell
from geo.tables.heading import Unclear
from geo.tables.heading_words import counts, local, spaced
from geo.tables.headings import Headings
from geo.tables.values import Fault


@cache
def headings():
    return Headings(region.load("durand"))


# heading -> what is counted, whose losses, who says so and for whom
HEADINGS = [
    ("Killed (Pak claim)", "killed", "unspecified", "Pak", "pakistan"),
    ("Killed (Afghan claim)", "killed", "unspecified", "Afghan", "afghanistan"),
    ("Civ killed (UN)", "killed", "civilians", "UN", "un"),
    ("Afghan MoD: Pakistani soldiers killed", "killed", "pakistani_forces", "Afghan MoD", ""),
    ("ISPR: Taliban killed", "killed", "afghan_forces", "ISPR", "pakistan"),
    ("Posts captured (Afghan claim)", "posts_captured", "pakistani_forces", "Afghan", ""),
    ("Afghan posts destroyed (Pakistan says)", "posts_destroyed", "afghan_forces", "Pakistan", ""),
    ("Killed (per ISPR)", "killed", "unspecified", "ISPR", "pakistan"),
    ("Killed (acc. to Kabul)", "killed", "unspecified", "Kabul", "afghanistan"),
    ("Fatalities reported by Islamabad", "killed", "unspecified", "Islamabad", "pakistan"),
    ("Wounded (local sources)", "wounded", "unspecified", "local sources", "local"),
    ("Injured civilians (local media)", "wounded", "civilians", "local media", "media"),
    ("MoD Kabul says: Pakistani soldiers killed", "killed", "pakistani_forces", "MoD Kabul", ""),
    ("Pak claims of Afghan soldiers killed", "killed", "afghan_forces", "Pak", "pakistan"),
    (
        "Kabul's count of Pakistani soldiers dead",
        "killed",
        "pakistani_forces",
        "Kabul",
        "afghanistan",
    ),
    ("Pak losses", "killed", "pakistani_forces", "", ""),
    ("Afg. Taliban killed (Pak. claim)", "killed", "afghan_forces", "Pak", "pakistan"),
    ("Militants killed (Pak army)", "killed", "militants", "Pak army", "pakistan"),
    ("killed_pak_claim", "killed", "unspecified", "Pak", "pakistan"),
    ("AFGHAN CLAIM KILLED", "killed", "unspecified", "Afghan", "afghanistan"),
    ("pakSoldiersKilled", "killed", "pakistani_forces", "", ""),
    ("ttp_killed", "killed", "militants", "", ""),
    ("Pak KIA", "killed", "pakistani_forces", "", ""),
    ("Killed: Civ", "killed", "civilians", "", ""),
    ("Killed: Pak forces", "killed", "pakistani_forces", "", ""),
    ("Pakistani civilians killed", "killed", "civilians", "", ""),
    ("Soldiers killed", "killed", "unspecified", "", ""),
    ("Casualties: killed", "killed", "unspecified", "", ""),
    ("Affected people: Killed", "killed", "unspecified", "", ""),
    ("Human impact: Civilians killed (UN)", "killed", "civilians", "UN", "un"),
    ("Casualties", "attacked_persons", "unspecified", "", ""),
    ("No. of deaths", "killed", "unspecified", "", ""),
    ("POWs (Afghan claim)", "captured", "unspecified", "Afghan", "afghanistan"),
    ("Militants killed (army claim)", "killed", "militants", "army", "unknown"),
    (
        "Civilians killed (Ministry of Defence)",
        "killed",
        "civilians",
        "Ministry of Defence",
        "unknown",
    ),
    ("Killed (per Nobody Times)", "killed", "unspecified", "Nobody Times", "media"),
    ("Killed (per Xyzzy Front)", "killed", "unspecified", "Xyzzy Front", "unknown"),
    ("Tanks destroyed (Afghan MoD)", "vehicles_destroyed", "unspecified", "Afghan MoD", ""),
    ("Houses destroyed", "houses_destroyed", "civilians", "", ""),
]


# heading of Pashto, Dari or Urdu, or of two languages -> the English one that says the same
LOCAL = [
    ("کشته", "Killed"),
    ("تعداد کشته‌شدگان", "Number of killed"),
    ("ملکیان کشته شده", "Civilians killed"),
    ("سربازان زخمی", "Soldiers injured"),
    ("مجموع تلفات", "Total casualties"),
    ("خانه های تخریب شده", "Houses destroyed"),
    ("خانواده های بیجا شده", "Families displaced"),
    ("خانواده‌های بیجاشده", "Families displaced"),
    ("وژل شوي", "Killed"),
    ("د ټپیانو شمېر", "Number of injured"),
    ("وژل شوي ملکیان", "Civilians killed"),
    ("بې ځایه شوې کورنۍ", "Families displaced"),
    ("ہلاک", "Killed"),
    ("عام شہری ہلاک", "Civilians killed"),
    ("جاں بحق افراد", "People killed"),
    ("زخمي", "Injured"),
    ("لاپتہ افراد", "Missing people"),
    ("Killed / کشته", "Killed"),
    ("کشته (Killed)", "Killed"),
    ("زخمی Civilians injured", "Civilians injured"),
    ("How many people were killed?", "Killed"),
]


@pytest.mark.parametrize(("name", "same"), LOCAL)
def test_headings_of_other_languages_say_what_english_ones_do(name, same):
    assert headings().read(name) == headings().read(same)
    assert counts(name)


@pytest.mark.parametrize(
    ("word", "english"), [(w, e) for e, words in local().items() for w in words]
)
def test_every_local_word_stands_for_an_english_one(word, english):
    assert spaced(word) == english
    assert not word.isascii()


@pytest.mark.parametrize(("name", "metric", "group", "claimant", "side"), HEADINGS)
def test_headings(name, metric, group, claimant, side):
    read = headings().read(name)
    assert (read.metrics, read.group, read.claimant) == ((metric,), group, claimant)
    assert not side or read.side == side
    assert bool(read.side) is bool(claimant)


@pytest.mark.parametrize(
    ("said", "side"),
    [
        ("army", "unknown"),
        ("the military", "unknown"),
        ("Ministry of Defence", "unknown"),
        ("security officials", "unknown"),
        ("Pakistan army", "pakistan"),
        ("Afghan army", "afghanistan"),
        ("Ministry of Defence, Kabul", "afghanistan"),
        ("Ministry of Defence, Islamabad", "pakistan"),
        ("Frontier Corps", "pakistan"),
        ("border police", "afghanistan"),
    ],
)
def test_a_body_that_each_side_has_is_nobodys_in_a_cell(said, side):
    assert headings().speaker(said) == (said, side)


@pytest.mark.parametrize(
    ("name", "marks"),
    [
        ("Displaced families", {"unit": "families"}),
        ("IDP households (OCHA)", {"unit": "households", "side": "un"}),
        ("Killed (min)", {"bound": "low"}),
        ("Deaths_Civ_High", {"bound": "high", "group": "civilians"}),
        ("of which civilians killed", {"is_part": True}),
        ("Total killed", {"is_total": True}),
        ("Killed/wounded (Afghan MoD)", {"metrics": ("killed", "wounded")}),
    ],
)
def test_what_else_headings_say(name, marks):
    read = headings().read(name)
    assert {key: getattr(read, key) for key in marks} == marks


UNCLEAR = [
    ("Killed (Pak)", "'Pak' may be whose losses these are, or who says so"),
    ("Pakistan: killed", "'Pakistan' may be whose"),
    ("Killed (Taliban)", "'Taliban' may be whose"),
    ("Killed (TTP)", "'TTP' may be whose"),
    ("Killed (police)", "'police' may be whose"),
    ("Civilians injured (Pak)", "'Pak' may be whose"),
    ("Killed (local residents)", "'local residents' may be whose"),
    ("Name of killed", "'Name' is not understood"),
    ("Killed (Nobody Times)", "'Nobody' is not understood"),
    ("Killed per UN and per ISPR (Pak claim)", "two claimants"),
    # a country that stands alone is where it was, or whose civilians
    ("Killed in Pakistan", "'Pakistan' may be whose"),
    ("Afghan deaths", "'Afghan' may be whose"),
    ("Kabul's count of Pakistani dead", "'Pakistani' may be whose"),
    # what somebody did is not what he says
    ("Pakistani soldiers killed (by TTP)", "'by TTP' may be who did it"),
    ("Pakistani soldiers killed (TTP attack)", "'TTP attack' may be who did it"),
    ("Afghan soldiers killed (Pakistani airstrike)", "may be who did it"),
]


@pytest.mark.parametrize(("name", "reason"), UNCLEAR)
def test_what_headings_leave_open_is_not_guessed(name, reason):
    read = headings().read(name)
    assert isinstance(read, Unclear)
    assert reason in read.reason
    assert read.instead


@pytest.mark.parametrize("name", ["Place", "Remarks", "Date", "Weapon", "x" * 200 + " killed"])
def test_other_headings_count_nothing(name):
    assert headings().read(name) is None


# cell -> lowest, highest, whether exact
FIGURES = [
    ("50", 50, 50, True),
    ("1,200", 1200, 1200, True),
    ("1.200", 1200, 1200, True),
    ("1 200", 1200, 1200, True),
    ("1,00,000", 100000, 100000, True),
    ("12.0", 12, 12, True),
    ("2020", 2020, 2020, True),
    ("۱۲", 12, 12, True),
    ("٤٠", 40, 40, True),
    ("seven", 7, 7, True),
    ("دو", 2, 2, True),
    ("آٹھ", 8, 8, True),
    ("شپږ", 6, 6, True),
    ("nil", 0, 0, True),
    ("None", 0, 0, True),
    ("14*", 14, 14, True),
    ("40 (confirmed)", 40, 40, True),
    ("~50", 50, 50, False),
    ("c. 50", 50, 50, False),
    ("c50", 50, 50, False),
    ("around 50", 50, 50, False),
    ("50?", 50, 50, False),
    ("50 (est.)", 50, 50, False),
    ("~2000", 2000, 2000, False),
    ("10-12", 10, 12, False),
    ("10 – 12", 10, 12, False),
    ("5 to 7", 5, 7, False),
    ("at least 55", 55, None, False),
    ("55+", 55, None, False),
    (">55", 55, None, False),
    ("≥55", 55, None, False),
    ("min. 5", 5, None, False),
    ("dozens", 24, None, False),
    ("several", 3, None, False),
    ("<5", None, 5, False),
    ("max 5", None, 5, False),
    ("58 killed", 58, 58, True),
    ("1.200 families", 1200, 1200, True),
]


@pytest.mark.parametrize(("text", "low", "high", "exact"), FIGURES)
def test_cells(text, low, high, exact):
    (found,) = cell(text, headings())
    assert (found.low, found.high, found.is_exact, found.denies) == (low, high, exact, False)


@pytest.mark.parametrize("text", ["-", "—", "?", "unknown", "N/A", "TBC", "not reported"])
def test_cells_in_which_nothing_is_known(text):
    assert cell(text, headings()) == ()


NO_FIGURES = [
    ("many", "no figure"),
    ("few", "no figure"),
    ("-5", "no figure"),
    ("3.5", "no figure"),
    ("5/7", "no figure"),
    ("5 dead, 3 wounded", "no figure"),
    ("6 wounded", "no figure"),
    ("1e5", "no figure"),
    ("9" * 12, "no figure"),
    ("12.000", "a point that may part thousands"),
    ("2026-10-12", "a day, as spreadsheets make one of 10-12"),
    ("12-Oct", "a day, as spreadsheets make one of 10-12"),
    ("5 (Pak)", "words in brackets that are not understood"),
    ("12 (police)", "words in brackets that are not understood"),
    ("5 " * 50, "more than a figure"),
]


@pytest.mark.parametrize(("text", "reason"), NO_FIGURES)
def test_cells_that_hold_no_figure(text, reason):
    found = cell(text, headings())
    assert isinstance(found, Fault)
    assert found.reason == reason


# cell -> for each figure its number, group, whether a part, and claimant
SEVERAL = [
    ("3 (2 civ.)", [(3, "", False, ""), (2, "civilians", True, "")]),
    ("3 (incl. 2 women)", [(3, "", False, ""), (2, "civilians", True, "")]),
    ("10 incl. 3 children", [(10, "", False, ""), (3, "civilians", True, "")]),
    ("at least 10, among them four women", [(10, "", False, ""), (4, "civilians", True, "")]),
    ("23 - of whom 5 officers", [(23, "", False, ""), (5, "", True, "")]),
    ("8 soldiers including 2 officers", [(8, "", False, ""), (2, "", True, "")]),
    ("12 Pak soldiers, incl. a major", [(12, "pakistani_forces", False, "")]),
    ("5 (incl. children)", [(5, "", False, "")]),
    ("5 including a child", [(5, "", False, "")]),
    ("7 (all civilians)", [(7, "civilians", False, "")]),
    ("12 Pak soldiers", [(12, "pakistani_forces", False, "")]),
    ("2 soldiers, 1 civilian", [(2, "", False, ""), (1, "civilians", False, "")]),
    ("12 (ISPR)", [(12, "", False, "ISPR")]),
    ("58 (Afghan claim); 23 (Pak claim)", [(58, "", False, "Afghan"), (23, "", False, "Pak")]),
]


@pytest.mark.parametrize(("text", "figures"), SEVERAL)
def test_cells_of_several_figures(text, figures):
    found = cell(text, headings())
    assert [(one.low, one.group, one.is_part, one.claimant) for one in found] == figures


def test_a_cell_of_two_things_and_one_of_both():
    both = ("killed", "wounded")
    assert [(one.low, one.place) for one in cell("3/5", headings(), both)] == [(3, 0), (5, 1)]
    assert [(one.low, one.place) for one in cell("12", headings(), both)] == [(12, -1)]


def test_a_comma_that_parts_no_thousands_is_no_figure():
    assert isinstance(cell("10,12", headings()), Fault)
    assert [one.low for one in cell("1,200", headings())] == [1200]


OUTLETS = [
    *(
        "Islamabad Post",
        "Kabul Times",
        "Khyber News",
        "Radio Kabul FM",
        "Radio Khost",
        "Quetta Voice",
    ),
    *(
        "Afghan Times",
        "Pakistan Observer",
        "Balochistan Post",
        "Nangarhar Weekly",
        "Daily Pakistan",
    ),
    *("Kandahar TV", "Peshawar Today", "Islamabad Tribune", "Kabul Tribune", "Tehran Times"),
]


@pytest.mark.parametrize("name", OUTLETS)
def test_an_outlet_named_by_a_place_speaks_for_no_side(name):
    assert headings().speaker(name) == (name, "media")
    assert headings().publisher(name) == "media"


@pytest.mark.parametrize(
    ("name", "side"),
    [
        *((name, "pakistan") for name in ("ISPR", "Radio Pakistan", "Pakistan Army")),
        *((name, "pakistan") for name in ("Peshawar police", "Deputy Commissioner Kurram")),
        *((name, "afghanistan") for name in ("Bakhtar", "Radio Television Afghanistan")),
        *((name, "afghanistan") for name in ("Afghan army", "Kabul police", "Governor of Khost")),
        *(
            (name, "local")
            for name in ("Hospital", "Residents", "Khost hospital", "Peshawar hospital")
        ),
        *((name, "unknown") for name in ("Police", "Army", "Officials", "Government", "Spokesman")),
        ("UNAMA", "un"),
    ],
)
def test_a_source_speaks_for_its_side_and_an_office_of_each_side_for_none(name, side):
    assert headings().speaker(name)[1] == side
    assert headings().publisher(name) == side
