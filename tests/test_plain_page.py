"""What the page says in words of its own: head, account, and what is seen without scripts."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pages
import pandas as pd
import pytest

from geo import region
from geo.dataset import Account
from geo.reports.language.words import load
from maps import about, frame, plain_list
from maps.overview import _distinct, overview
from maps.rows import KINDS, kinds
from maps.words import Words


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    return pages.plain_pack(tmp_path_factory.mktemp("page") / "pack")


@pytest.fixture(scope="module")
def made(pack):
    return pages.some(pack)


@pytest.mark.parametrize(
    ("account", "line"),
    [
        (Account(), "0 incidents · 0 located"),
        (
            Account(
                incidents_read=1, incidents_located=1, rows_rejected=1, rows_read=2, rows_used=1
            ),
            "1 incident · 1 located · 1 row rejected",
        ),
        (
            Account(incidents_read=1430, incidents_located=1280, incidents_unlocated=150),
            "1,430 incidents · 1,280 located · 150 not located",
        ),
        (
            Account(
                incidents_read=1,
                incidents_located=1,
                reports_read=3,
                reports_used=3,
                report_claims_rejected=2,
            ),
            "1 incident · 1 located · 3 reports · 2 statements of reports rejected",
        ),
        (
            Account(reports_read=1, reports_rejected=1),
            "0 incidents · 0 located · 1 report · 1 report rejected",
        ),
    ],
)
def test_counts_are_told_in_one_line(account, line):
    told = " · ".join(frame.counts(account, Words()))
    assert re.sub(r"<[^>]*>", "", told) == line


def test_what_several_told_is_one_incident_in_the_head():
    account = Account(incidents_read=5, incidents_located=3, incidents_merged=2)
    assert ">3 incidents<" in frame.counts(account, Words())[0]


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (
            ("incidents", "no place found for the words given"),
            "واقعات: دیے گئے الفاظ کے لیے مقام نہیں ملا (2)",
        ),
        (("reports", "faulty <date>"), "رپورٹیں: faulty &lt;date&gt; (2)"),
        (("pages. {n}", "{{ 6*7 }}"), "pages. {n}: {{ 6*7 }} (2)"),
    ],
)
def test_reasons_are_told_in_the_language_or_as_they_are(reason, told):
    account = Account(incidents_read=2, incidents_unlocated=2, reasons={reason: 2})
    made = about._account(account, Words("ur"))
    assert re.sub("<[^>]*>", "", made.split("<ul>")[1]).strip() == told


@pytest.mark.parametrize("language", ["en", "ps", "fa", "ur"])
def test_the_page_says_what_vague_words_count_as(language):
    words = Words(language)
    vague = load("numbers")["vague"]
    digits = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
    said = re.findall(r"≥ (\d+)", words.text("page.figuresText").translate(digits))
    assert [int(number) for number in said] == [vague[w] for w in ("several", "dozens", "scores")]


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/?a=1&b=<2>", True),
        ("HTTP://EXAMPLE.ORG", True),
        ("javascript:alert(1)", False),
        (" https://example.org", False),
        ("data:text/html,x", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url, linked):
    link = plain_list.link(url, "<words>")
    assert ("href=" in link) == linked
    assert "&lt;words&gt;" in link
    assert "<2>" not in link


@pytest.mark.parametrize(
    ("side", "name"),
    [("un", "UN"), ("iskp", "ISKP"), ("pakistan", "Pakistan"), ("local_media", "Local media")],
)
def test_sides_are_named(side, name):
    assert plain_list.side_name(side) == name


@pytest.mark.parametrize(
    ("url", "words", "links"),
    [
        ("https://a.example/1", "Paper", [("https://a.example/1", "Paper")]),
        (
            "https://a.example/1 https://b.example/2",
            "Paper; Post",
            [("https://a.example/1", "Paper"), ("https://b.example/2", "Post")],
        ),
        (
            "https://a.example/1 https://[b/2",
            "Paper",
            [("https://a.example/1", "a.example"), ("https://[b/2", "[b")],
        ),
        ("javascript:alert(1) https://b.example/2", "x", [("https://b.example/2", "b.example")]),
        ("", "Paper", []),
    ],
)
def test_each_address_of_a_cell_is_a_link(url, words, links):
    assert re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', plain_list.link(url, words)) == links


def test_without_scripts_an_incident_of_which_little_is_known_has_no_empty_parts(made, pack):
    bare = dict.fromkeys([*made.incidents.columns, "Index"])
    (row,) = pd.DataFrame([bare], dtype=object).itertuples(index=False)
    told = plain_list._Told(pack, Words())
    assert told.entry(row, [], []) == (
        "<li><h3><bdi>undated</bdi> · <bdi>Incident</bdi></h3></li>\n"
    )


@pytest.mark.parametrize(
    ("language", "names"),
    [
        (
            "en",
            [
                "Afghanistan",
                "Pakistan",
                "United Nations",
                "Local sources",
                "Media",
                "Local militia",
            ],
        ),
        (
            "ur",
            ["افغانستان", "پاکستان", "اقوام متحدہ", "مقامی ذرائع", "ذرائع ابلاغ", "Local militia"],
        ),
    ],
)
def test_without_scripts_claims_stand_under_the_names_and_in_the_order_of_the_page(language, names):
    told = plain_list._Told(region.load("durand"), Words(language))
    sides = ["local_militia", "media", "local", "un", "pakistan", "afghanistan"]
    bare = dict.fromkeys([*plain_list._INCIDENT, *plain_list._CLAIM])
    row, *claims = plain_list.rows(
        pd.DataFrame([bare, *({**bare, "claimant_side": side} for side in sides)], dtype=object)
    )
    assert re.findall("<dt>(.*?)</dt>", told.entry(row, [], claims)) == names


@pytest.mark.parametrize(
    ("kept", "marks", "caption"),
    [
        ((), [0, 0, 0], "On this map no incident is located."),
        (("point",), [1, 0, 0], "On this map a dot is a place (1)."),
        (
            ("area", "stretch"),
            [0, 1, 1],
            (
                "On this map a pale area is a district, a province or more, with no spot known in"
                " it (1); a thick stretch of the line is a stretch with no spot known on it (1)."
            ),
        ),
    ],
)
def test_the_static_overview_draws_all_that_is_known_and_says_what_it_is(
    made, pack, kept, marks, caption
):
    kind = np.array(KINDS)[kinds(made.locations, made.footprints)]
    drawn = made.locations["footprint_id"].isin(made.footprints["footprint_id"])
    rows = [np.flatnonzero((kind == name) & (drawn | (name == "point")))[[0, 0]] for name in kept]
    some = made.locations.iloc[np.concatenate([np.array([], int), *rows])]
    svg, told = overview(pack, replace(made, locations=some), Words()).rsplit("\n", 1)
    counts = [svg.count("<circle")]
    for group in ('fill-opacity="0.13" fill-rule="evenodd"', 'stroke-opacity="0.3"'):
        (inside,) = re.findall(rf"<g [^>]*{group}[^>]*>(.*?)</g>", svg)
        counts.append(len(re.findall(r'<path d="M[^"]+L[^"]+"/>', inside)))
    assert counts == marks
    assert told == f"<p>{caption}</p>"


def test_places_of_the_overview_stand_once_from_west_to_east():
    given = [[70.004, 33.001], [-0.254, -33], [70.001, 32.996], [70, -33.49], [-180, 90]]
    want = [[-180, 90], [-0.25, -33], [70, -33.49], [70, 33]]
    assert _distinct(*np.array(given).T).tolist() == want
    assert _distinct(*np.empty((2, 0))).tolist() == []
