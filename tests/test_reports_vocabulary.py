"""Every row of the vocabularies of events, counted things, actors and speakers is read as what it is.

A sentence is made around each row and read; what it must be read as is the list the row stands in.
A row that another list or rule hides, or that cannot be found, fails here by its name. Predicates,
speech verbs and hedges have theirs in `test_reports_predicates`, patterns in `test_reports_wording`.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from datetime import date

import pytest

from geo import region
from geo.reports import claims
from geo.reports.counts.victims import noun_phrase
from geo.reports.documents.document import Document
from geo.reports.language import triggers, words
from geo.reports.language.scanning import Scan
from geo.reports.language.tokens import read
from geo.reports.who import actors

PACK = region.load("durand")
WORDS = words.of(PACK)
COUNTED = WORDS.load("counted")
KINDS = ("forces", "fighters", "militants", "civilians", "people", "families")
THINGS = ("posts", "bases", "vehicles", "houses", "other")
SPEAKERS = WORDS.load("speech")["speakers"]
EVENTS = WORDS.load("events")["kinds"]


def of_pack(file):
    return tomllib.loads((PACK.path / file).read_text("utf-8"))


def sources(text):
    """Return who says what a text counts, and for whom he speaks."""
    document = Document(id="x", text=text, published=date(2026, 3, 1), publisher="The Post")
    return [(claim.claimant, claim.claimant_side) for claim in claims.find(document, PACK)]


@pytest.mark.parametrize("kind", EVENTS)
def test_event_words_tell_their_kind(kind):
    missed = []
    for phrase in EVENTS[kind]["strong"]:
        if not phrase.startswith("re:"):
            text = f"it said {phrase.lower()} there."
            (told,) = triggers.find(WORDS, text, [(0, len(text))], Scan(text, 0, len(text)))
            if [hit.kind for hit in told if hit.kind][:1] != [kind]:
                missed.append(phrase)
    assert missed == []


@pytest.mark.parametrize("kind", [*KINDS, *THINGS])
def test_what_is_counted_is_of_its_kind(kind):
    found = {
        row: noun_phrase(read(f"two {row} were", words=WORDS), 1).kind for row in COUNTED[kind]
    }
    assert {row: got for row, got in found.items() if got != kind} == {}


def test_nothing_is_counted_as_two_kinds():
    lists = defaultdict(list)
    for kind in (*KINDS, *THINGS):
        for row in COUNTED[kind]:
            lists[row].append(kind)
    assert {row: kinds for row, kinds in lists.items() if len(kinds) > 1} == {}


def test_actors_are_found_by_each_name():
    known, missed = actors.of(PACK), {}
    for row in of_pack("actors.toml")["actors"]:
        for name in row["names"]:
            text = f"On Monday {name} attacked."
            found = [(text[a.start : a.end], a.side, a.kind, a.group) for a in known.find(text)]
            if found != [(name, row["side"], row["kind"], row.get("group", ""))]:
                missed[name] = found
    assert missed == {}


def test_speakers_speak_for_their_side():
    missed = {}
    for row in of_pack("speakers.toml")["speakers"]:
        for name in row["names"]:
            found = sources(f"{name} said nine people were killed in Barmal.")
            if found != [(name.removeprefix("The "), row["side"])]:
                missed[name] = found
    assert missed == {}


ROWS = {"local": "local", "healers": "local", "un": "un", "media": "media", "research": "media"}
UNCOUNTED = {"rescue 1122"}  # a name that the plain sentence would make a count of


@pytest.mark.parametrize("kind", ROWS)
def test_voices_without_a_name_are_of_their_side(kind):
    missed = {}
    for row in {*SPEAKERS[kind]} - UNCOUNTED:
        said = row.replace("un ", "UN ") if kind == "un" else row
        said = said.upper() if said in ("un", "u.n") else said
        said += " the dead" if said.endswith(" of") else ""
        found = sources(f"The {said} said nine people were killed in Barmal.")
        if [side for _, side in found] != [ROWS[kind]]:
            missed[row] = found
    assert missed == {}


@pytest.mark.parametrize(("people", "side"), [("Afghan", "afghanistan"), ("Pakistani", "pakistan")])
def test_officials_speak_for_their_country_and_former_ones_for_nobody(people, side):
    missed = {}
    for row in SPEAKERS["official"]:
        for opening, expected in (
            (f"The {people} {row}", side),
            (f"A former {people} {row}", "local"),
        ):
            found = sources(f"{opening} said nine people were killed in Barmal.")
            is_office = "'s" in row  # of somebody who left it, and of who has it now
            if [got for _, got in found] != [side if is_office else expected]:
                missed[opening] = found
    assert missed == {}


def test_titles_belong_to_a_name():
    missed = {}
    for row in SPEAKERS["titles"]:
        found = sources(f"{row.title()} Gulab Noori said nine people were killed in Barmal.")
        if len(found) != 1 or "Gulab Noori" not in found[0][0]:
            missed[row] = found
    assert missed == {}


# Names that a rule for what stands around a speaker once cut or lost.
VOICES = {
    "The family said nine people were killed.": ("family", "local"),
    "His family reportedly said nine people were killed.": ("His family", "local"),
    "The national assembly said nine people were killed.": ("national assembly", "local"),
    "Kabul Now said nine people were killed.": ("Kabul Now", "media"),
    "The army now says nine people were killed in Bannu.": ("army", "pakistan"),
    "The WHO said nine people were killed.": ("WHO", "un"),
    "Former president Hamid Karzai said nine people were killed.": (
        "Former president Hamid Karzai",
        "afghanistan",
    ),
    "The former governor's office in Khost said nine people were killed in Khost.": (
        "former governor's office in Khost",
        "afghanistan",
    ),
}


@pytest.mark.parametrize("text", VOICES)
def test_who_says_it(text):
    assert sources(text) == [VOICES[text]]


def test_spoken_words_are_those_of_rows():
    """A word of a remark in a file of the vocabulary, or of a key, is no row."""
    spoken = words.spoken()
    assert {"posts", "enemy", "villages", "said", "banks"} <= spoken
    assert spoken.isdisjoint({"weddings", "gazetteer", "regular", "paragraph", "bthe"})
