"""Every row of the vocabulary of predicates, speech verbs and numbers is read as what it is."""

from __future__ import annotations

import pytest
from claims_said import said

from geo import region
from geo.reports.attribution import frames
from geo.reports.counts import links, quantities
from geo.reports.counts.predicates import Item
from geo.reports.counts.victims import noun_phrase
from geo.reports.language import tokens
from geo.reports.language.words import of

WORDS = of(region.load())
# form -> a sentence around the phrase, with a noun that its reading may happen to
SENTENCES = {
    "done": "Two {noun} were {phrase}.",
    "of_itself": "Two {noun} {phrase}.",
    "state": "Two {noun} were {phrase}.",
    "active": "They {phrase} two {noun}.",
    "nouns": "There were two {phrase}.",
    "noun_of": "They spoke of {phrase} of two {noun}.",
    "toll": "The {phrase}: 2",
}
TAKING = ("took", "taken", "takes", "taking")  # lives, where nobody is led away
NOUNS = {"taken": "posts", "destroyed": "posts", "displaced": "families"}
ROWS = [
    (reading, form, phrase)
    for reading, forms in WORDS.load("predicates").items()
    for form, phrases in forms.items()
    if form in SENTENCES
    for phrase in phrases
]


def read(text):
    return tokens.read(text, words=WORDS)


@pytest.mark.parametrize("form", SENTENCES)
def test_every_predicate_is_tied_to_its_count(form):
    missed = []
    for reading, row_form, phrase in ROWS:
        if row_form != form:
            continue
        of_lives = phrase.startswith(("claim", "cost")) or phrase in TAKING
        noun = NOUNS.get(reading, "lives" if of_lives else "men")
        cut = read(SENTENCES[form].format(noun=noun, phrase=phrase))
        quantity = quantities.find(cut)[-1]
        item = Item(quantity, noun_phrase(cut, quantity.end))
        link = links.near_link(cut, item)
        if link is None or reading not in link.classes:
            missed.append((reading, phrase))
    assert missed == []


def test_no_predicate_befalls_people_in_two_ways():
    """What befalls things (taken, destroyed) may be another word for what befalls people."""
    readings = {}
    for reading, form, phrase in ROWS:
        if reading not in ("taken", "destroyed"):
            readings.setdefault((form, phrase), []).append(reading)
    assert {row: several for row, several in readings.items() if len(several) > 1} == {}


def test_every_hedge_bounds_its_number():
    said = WORDS.load("numbers")["hedges"]
    for words, expected in (
        ("least", (12, None)),
        ("most", (None, 12)),
        ("around", (12, 12)),
    ):
        for hedge in said[words]:
            found = quantities.find(read(f"They buried {hedge} 12 men."))
            assert [(q.low, q.high, q.is_exact) for q in found] == [(*expected, False)], hedge
    for words, expected in (
        ("after_least", (12, None)),
        ("after_most", (None, 12)),
        ("after_around", (12, 12)),
    ):
        for hedge in said[words]:
            found = quantities.find(read(f"They buried 12 {hedge} men."))
            assert [(q.low, q.high, q.is_exact) for q in found] == [(*expected, False)], hedge


RARE = {
    "Eleven of their tankers had burnt out.": ["vehicles_destroyed civilians 11..11 media"],
    "Two enemy posts with all in them were done away with, the ISPR said.": [
        "posts_destroyed afghan_forces 2..2 pakistan"
    ],
    "The ISPR said 21 hostile positions on Afghan soil were briefly held.": [
        "posts_captured afghan_forces 21..21 pakistan"
    ],
    "Some 100 families left the villages.": ["displaced civilians 100..100 media families"],
    "The governor of Khost said sixty families were forced to shift.": [
        "displaced civilians 60..60 afghanistan families"
    ],
    "A Frontier Corps soldier suffered a wound in the leg.": [
        "wounded pakistani_forces 1..1 media"
    ],
    "A couple of Levies men were killed.": ["killed pakistani_forces 2..2 media"],
    "The clash had taken 70 lives.": ["killed unspecified 70..70 media"],
    "Afghan forces took six Pakistani posts.": ["posts_captured pakistani_forces 6..6 media"],
}


@pytest.mark.parametrize("text", RARE)
def test_rare_predicates(text):
    assert said(text) == RARE[text]


def test_every_speech_verb_is_a_frame():
    verbs = WORDS.load("speech")["verbs"]
    for verb in verbs["say"]:
        found = frames.find_frames(read(f"The ministry {verb} a toll of nine dead soldiers."))
        assert [(f.subject, f.subject_end) for f in found][:1] == [(0, 2)], verb
    for words in verbs["according"]:
        found = frames.find_frames(read(f"Nine soldiers died, {words} the ministry."))
        assert len(found) == 1, words


HARMED = [
    ("Two guards sustained minor shrapnel injuries.", (2, "wounded")),
    ("A man of 30 and three others received severe bullet wounds.", (3, "wounded")),
    ("Five men incurred burns.", (5, "wounded")),
    ("Of the rockets 56 hit Sarkano.", None),
    ("Two firms suffered losses and injuries were many.", None),
    ("Two men suffered the loss of a shop.", None),
]


@pytest.mark.parametrize(("text", "expected"), HARMED)
def test_harm_may_be_described_before_it_is_named(text, expected):
    cut = read(text)
    quantity = quantities.find(cut)[-1]
    link = links.near_link(cut, Item(quantity, noun_phrase(cut, quantity.end)))
    assert (link and (quantity.low, *link.classes)) == expected
