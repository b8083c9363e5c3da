"""A grid of quoted words: whose losses "we", "our", "they" and "the enemy" are, for each side."""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from geo import region
from geo.reports import claims, reading
from geo.reports.documents.document import Document

PACK = region.load()
SAID = tomllib.loads(
    Path(__file__).with_name("reports").joinpath("persons.toml").read_text("utf-8")
)
ROWS = [
    (whose, metric, words)
    for whose in ("own", "other")
    for metric, rows in SAID[whose].items()
    for words in rows
]
ACTED = [(whose, words) for whose, rows in SAID["acted"].items() for words in rows]
SPEAKERS = [
    ("an Afghan commander", "afghanistan", "Spin Boldak"),
    ("a spokesman for the Pakistani army", "pakistan", "Khost"),
]
GROUPS = {
    ("afghanistan", "own"): "afghan_forces",
    ("afghanistan", "other"): "pakistani_forces",
    ("pakistan", "own"): "pakistani_forces",
    ("pakistan", "other"): "afghan_forces",
}
# {first} and {rest} are the quoted words up to the first full stop and behind it.
FORMS = [
    '"{first}," {who} said.{rest}',
    "Afghan and Pakistani forces clashed in {p} on Thursday. {Who} told reporters: “{all}”",
]

# Beside a fight of both armies what one of them fired says nothing of who began it.
ACTED_FORMS = [
    '"{first}," {who} said.{rest} Afghanistan and Pakistan recalled their envoys on Friday.',
    "Afghanistan and Pakistan recalled their envoys on Friday. {Who} told reporters: “{all}”",
]


def spoken(words: str, form: str, who: str, place: str, number: str) -> str:
    """Put words into somebody's mouth."""
    said = words.format(n=number, N=number.capitalize(), p=place)
    first, _, rest = said.partition(". ")
    return form.format(
        first=first.rstrip("."),
        rest=f' "{rest}"' if rest else "",
        all=said,
        who=who,
        Who=who[0].upper() + who[1:],
        p=place,
    )


@pytest.mark.parametrize("speaker", SPEAKERS, ids=[side for _, side, _ in SPEAKERS])
def test_whose_losses_quoted_words_tell(speaker):
    who, side, place = speaker
    wrong = []
    for (whose, metric, words), form in product(ROWS, FORMS):
        text = spoken(words, form, who, place, "seven")
        found = claims.find(Document("x", text, published=date(2024, 12, 27)), PACK)
        told = [(c.metric, c.victim_group, c.claimant_side) for c in found if c.count_max]
        if told != [(metric, GROUPS[side, whose], side)]:
            wrong.append((text, told))
    assert wrong == []


@pytest.mark.parametrize("speaker", SPEAKERS, ids=[side for _, side, _ in SPEAKERS])
def test_who_acted_by_quoted_words(speaker):
    """Where the other army is not named, "they" of a state with insurgents may be those."""
    who, side, _ = speaker
    place = {"afghanistan": "Spin Boldak", "pakistan": "Kurram"}[side]
    other = next(s for _, s, _ in SPEAKERS if s != side)
    wrong = []
    for (whose, words), form in product(ACTED, ACTED_FORMS):
        text = spoken(words, form, who, place, "seven")
        found = reading.read_one(Document("x", text, published=date(2024, 12, 27)), PACK)
        told = [incident.actor1_side for incident in found]
        if told != [side if whose == "own" else other]:
            wrong.append((text, told))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "actor", "group"),
    [
        (
            (
                '"They attacked our post in Kurram on Thursday and lost seven men," a Pakistani'
                " official said."
            ),
            "unknown",
            "unspecified",
        ),
        (
            (
                'Militants stormed a post in Kurram on Thursday. "They lost seven men," a Pakistani'
                " official said."
            ),
            "unknown",
            "militants",
        ),
    ],
)
def test_they_may_be_armed_men_of_no_army(text, actor, group):
    [incident] = reading.read_one(Document("x", text, published=date(2024, 12, 27)), PACK)
    assert incident.actor1_side == actor
    assert [claim.victim_group for claim in incident.claims] == [group]


def test_they_are_nobody_outside_quoted_words():
    text = (
        "The Afghan defence ministry said that they had lost seven soldiers in Khost on Thursday."
    )
    [claim] = claims.find(Document("x", text, published=date(2024, 12, 27)), PACK)
    assert claim.victim_group == "afghan_forces"
