"""A model as the reader: what it says well is kept, what it makes up is dropped and counted."""

from __future__ import annotations

import pytest
from model_answers import (
    CLAIMS,
    FRIDAY,
    NO_FIGURE,
    NO_WORDS,
    PUBLISHED,
    TEXT,
    claim,
    document,
    incident,
    pack,
    read,
    read_claim,
)


def test_what_holds_is_kept():
    target = "Pakistan denied that anyone had been killed"
    reading = read(
        incident(claims=[claim()]),
        incident(
            quote=target,
            sub_event_type="Armed clash",
            actor1="Pakistan",
            target="fighters",
            places=["Torkham"],
            domestic=True,
        ),
    )
    shells, clash = reading.incidents
    assert (reading.reader, reading.dropped, reading.notes) == ("llm: small", {}, ())
    assert (shells.kind, shells.first, shells.last) == ("shelling", FRIDAY, FRIDAY)
    assert [TEXT[p.start : p.end] for p in shells.places] == ["Sarkano", "Kunar"]
    assert [p.level for p in shells.places] == ["admin2", "admin1"]
    (said,) = shells.claims
    assert TEXT[said.start : said.end] == "killed at least two civilians"
    assert (said.claimant, said.claimant_side) == ("the provincial governor", "afghanistan")
    assert (said.count_min, said.count_max, said.is_exact) == (2, None, False)
    told = (clash.kind, clash.actor1, clash.target, clash.domestic)
    assert told == ("clash", "Pakistan", "fighters", True)
    assert [p.level for p in clash.places] == ["crossing"]


KEPT = [
    # quote, min, max, and the bounds that the text gives
    ("killed at least two civilians", 2, None, (2, None)),
    ("two civilians", 2, 2, (2, None)),  # the hedge stands before the quote
    ("Nobody was hurt", 0, 0, (0, 0)),
    ("fifty-five fighters had\ndied", 55, 55, (55, 55)),
    ("fifty-five fighters had died", 55, 55, (55, 55)),  # a line break is a blank
    ("between 10 and 15 were hurt", 10, 15, (10, 15)),
    ("between 10 and 15 were hurt", 15, None, (10, 15)),
    ("1,055 shells", 1055, 1055, (1055, 1055)),
    ("A soldier was killed", 1, 1, (1, 1)),
]


@pytest.mark.parametrize(("quote", "low", "high", "bounds"), KEPT)
def test_figure_is_read_in_its_quote(quote, low, high, bounds):
    claims, dropped = read_claim(quote=quote, count_min=low, count_max=high)
    assert dropped == {}
    (one,) = claims
    assert " ".join(TEXT[one.start : one.end].split()) == " ".join(quote.split())
    assert (one.count_min, one.count_max) == bounds


LIES = [
    ({"quote": "killed at least three civilians"}, NO_WORDS),
    ({"quote": "KILLED AT LEAST TWO CIVILIANS"}, NO_WORDS),
    ({"quote": "five fighters had died", "count_min": 5}, NO_FIGURE),  # of "fifty-five"
    ({"quote": "055 shells", "count_min": 55}, NO_WORDS),
    ({"quote": "wo civilians"}, NO_WORDS),
    ({"quote": ""}, NO_WORDS),
    ({"quote": " "}, NO_WORDS),
    ({"quote": "x" * 100_000}, NO_WORDS),
    ({"quote": "\ud800 killed"}, NO_WORDS),
    ({"quote": ".*"}, NO_WORDS),
    ({"count_min": 200}, NO_FIGURE),
    ({"count_min": 2, "count_max": 20}, NO_FIGURE),
    ({"quote": "Mortar shells killed", "count_min": 2}, NO_FIGURE),
    ({"quote": "between 10", "count_min": 10}, NO_FIGURE),
    ({"quote": "Friday night", "count_min": 10}, NO_FIGURE),
    ({"count_min": -2}, "a figure out of all bounds"),
    ({"count_min": 10**30}, "a figure out of all bounds"),
    ({"count_min": None}, "no figure"),
    ({"count_min": "2"}, "not of the form asked for"),
    ({"count_min": 2.0}, "not of the form asked for"),
    ({"count_min": True}, "not of the form asked for"),
    ({"is_subset": 1}, "not of the form asked for"),
    ({"quote": None}, "not of the form asked for"),
    ({"quote": ["two"]}, "not of the form asked for"),
    ({"metric": "destroyed"}, "a metric that is not of our lists"),
    ({"victim_group": "martyrs"}, "a victim_group that is not of our lists"),
    ({"claimant_side": "the enemy"}, "a claimant_side that is not of our lists"),
    ({"stance": "doubts"}, "a stance that is not of our lists"),
    ({"unit": "camels"}, "a unit that is not of our lists"),
    ({"claimant": "General Nobody"}, "its claimant does not stand in the text"),
    ({"claimant": ""}, "a side, and nobody who speaks for it"),
    ({"stance": "denies"}, "no denial stands in its quote"),
]


@pytest.mark.parametrize(("lie", "reason"), LIES, ids=range(len(LIES)))
def test_lie_is_dropped_and_counted(lie, reason):
    assert read_claim(**lie) == ([], {(CLAIMS, reason): 1})


@pytest.mark.parametrize("row", [None, 5, "two killed", [], {}, {"quote": "two civilians"}])
def test_what_is_no_claim_is_dropped(row):
    reading = read(incident(claims=[row, claim()]))
    assert len(reading.incidents[0].claims) == 1
    assert reading.dropped == {(CLAIMS, "not of the form asked for"): 1}


def test_denial_needs_its_word_and_no_figure():
    denial = {"quote": "denied that anyone had been killed", "stance": "denies", "count_min": None}
    claims, dropped = read_claim(**denial, claimant="Pakistan", claimant_side="pakistan")
    assert dropped == {}
    assert (claims[0].stance, claims[0].count_min, claims[0].is_exact) == ("denies", None, False)


def test_denied_figure_is_nobodys_assertion():
    report = document("Pakistan denied that nine of its soldiers had been killed at Torkham.")
    quote = "nine of its soldiers had been killed"
    said = claim(quote=quote, count_min=9, count_max=9, claimant="Pakistan")
    reading = read(incident(quote=quote, places=["Torkham"], claims=[said]), report=report)
    assert reading.dropped == {(CLAIMS, "its quote denies it"): 1}


@pytest.mark.parametrize(
    ("claimant", "side", "kept"),
    [
        ("", "media", ""),
        ("", "unknown", ""),
        ("The Valley Post", "media", "The Valley Post"),
        ("Gul Khan", "local", "Gul Khan"),
    ],
)
def test_claimant_is_named_by_the_text_or_its_head(claimant, side, kept):
    claims, dropped = read_claim(claimant=claimant, claimant_side=side)
    assert (claims[0].claimant, dropped) == (kept, {})


def test_quote_is_the_nearest_that_is_not_used():
    text = (
        "Two men died. Rain fell on the hills. Two men died. In Kurram two men died. Two men died."
    )
    said = claim(quote="Two men died", claimant="", claimant_side="media", count_max=2)
    second = text.index("Two men died", 5)
    near = incident(quote="Rain fell on the hills", places=[], claims=[said] * 4)
    reading = read(near, report=document(text))
    assert [c.start for c in reading.incidents[0].claims] == [0, second, text.rindex("Two men")]
    assert reading.dropped == {(CLAIMS, "given twice"): 1}


PLACES = [
    ("Jalalabad", NO_WORDS),  # known, and not in the text
    ("sarkano", NO_WORDS),
    ("Sar", NO_WORDS),
    ("34.5, 70.1", NO_WORDS),
    ("Friday night", "not known to the gazetteer"),
    ("Gul Khan", None),
    (None, "not of the form asked for"),
    ({"name": "Sarkano", "latitude": 1.0}, "not of the form asked for"),
]


@pytest.mark.parametrize(("mention", "reason"), PLACES, ids=range(len(PLACES)))
def test_place_is_found_in_the_text_and_in_the_gazetteer(mention, reason):
    reading = read(incident(places=[mention, "Torkham"]))
    (one,) = reading.incidents
    assert [TEXT[p.start : p.end] for p in one.places] == ["Torkham"]
    (dropped,) = reading.dropped
    assert dropped[0] == "places of a model"
    assert reason is None or dropped[1] == reason


def test_no_coordinate_is_a_models():
    lying = {"latitude": 1.5, "longitude": 2.5, "coordinates": [1.5, 2.5]}
    honest, lied = (read(incident(**more)).incidents[0].places for more in ({}, lying))
    assert lied == honest
    assert {p.name for p in honest} == {p.name for p in by_places("Sarkano", "Kunar")}


def by_places(*mentions):
    """Places as the rules resolve them."""
    from geo.reports.reading import gazetteer_of
    from geo.reports.where import places

    return [p for p in places.find(document(), gazetteer_of(pack())) if p.text in mentions]


DAYS = [
    ("2025-10-10", "2025-10-11", True),
    ("2025-10-13", "2025-10-13", True),  # a day of grace: the line has two time zones
    ("2025-10-14", "2025-10-14", False),
    ("2026-10-10", "2026-10-10", False),
    ("2025-10-11", "2025-10-10", False),
    ("2024-01-01", "2024-12-31", True),
    ("2023-12-01", "2024-12-31", False),
    ("2009-05-01", "2009-05-01", False),  # no year that the text does not name
    ("0001-01-01", "0001-01-01", False),
    ("2025-02-30", "2025-02-30", False),
    ("20251010", "20251010", False),
    ("2025-W41-5", "2025-W41-5", False),
    ("yesterday", "yesterday", False),
    ("", "", False),
]


@pytest.mark.parametrize(("first", "last", "holds"), DAYS)
def test_day_is_one_that_the_report_can_mean(first, last, holds):
    reading = read(incident(date_start=first, date_end=last, claims=[claim(), claim()]))
    assert len(reading.incidents) == holds
    if not holds:
        assert reading.dropped == {
            ("incidents of a model", "a day that the report cannot mean"): 1,
            (CLAIMS, "of an incident that was dropped"): 2,
        }


@pytest.mark.parametrize(("published", "year"), [(None, "2019"), (PUBLISHED, "2009")])
def test_year_that_is_told_holds(published, year):
    report = document(f"Two men died at Torkham in {year}.", published)
    days = {"date_start": f"{year}-01-01", "date_end": f"{year}-12-31", "date_precision": "year"}
    assert len(read(incident(quote="Two men died", **days), report=report).incidents) == 1
    silent = document("Two men died at Torkham.", published)
    assert read(incident(quote="Two men died", **days), report=silent).incidents == []


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"quote": "Jets bombed Kabul"}, NO_WORDS),
        ({"sub_event_type": "War"}, "a sub_event_type that is not of our lists"),
        ({"actor1_side": "india"}, "a actor1_side that is not of our lists"),
        ({"role": "main"}, "a role that is not of our lists"),
        ({"date_precision": "week"}, "a date_precision that is not of our lists"),
        ({"claims": None}, "not of the form asked for"),
        ({"places": "Sarkano"}, "not of the form asked for"),
        ({"domestic": "no"}, "not of the form asked for"),
    ],
)
def test_incident_that_does_not_hold_is_dropped(changed, reason):
    reading = read(incident(**changed))
    assert reading.incidents == []
    assert reading.dropped == {("incidents of a model", reason): 1}


@pytest.mark.parametrize("row", [None, 1, "attack", [], {}])
def test_what_is_no_incident_is_dropped(row):
    assert read(row).dropped == {("incidents of a model", "not of the form asked for"): 1}


def test_incident_stands_by_its_claims_alone():
    (one,) = read(incident(quote="An attack", claims=[claim()])).incidents
    assert TEXT[one.pieces[0].start : one.pieces[0].end] == "killed at least two civilians"


def test_actor_that_the_text_does_not_name_is_left_out():
    reading = read(incident(actor1="the aggressor", target="Gul  Khan"))
    assert (reading.incidents[0].actor1, reading.incidents[0].target) == ("", "Gul Khan")
    assert reading.dropped == {("names of actors of a model", NO_WORDS): 1}
