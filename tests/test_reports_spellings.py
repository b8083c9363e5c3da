"""Reports in other words than those of the vocabulary, or in American spelling, are read alike."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document
from geo.reports.language import alike, words

VOCABULARY = Path(words.__file__).with_name("vocabulary")
SAID = tomllib.loads((VOCABULARY / "spellings.toml").read_text("utf-8"))
AMERICAN, ALIKE = SAID["american"], SAID["alike"]
# Reports in British spelling; the American is made of the table.
BRITISH = [
    "Nine labourers were killed in an attack in Khost on Monday, officials said.",
    "Three soldiers were killed at Torkham on Monday. The Taliban deny that they harbour militants.",
    "An armoured vehicle was destroyed in a clash at Torkham on Monday, the defence ministry said.",
    "Four people were killed and 12 hospitalised after a drone strike in Barmal on Monday, residents said.",
    "Two people died when shells hit a house in the centre of Spin Boldak on Monday, neighbours said.",
    "Ten militants were neutralised in Bajaur on Monday, the army said.",
    "A bomb killed four policemen six kilometres from Miran Shah on Monday, police said.",
    "Gunmen kidnapped eight travellers in Kurram on Monday, an official said.",
    "Jets levelled a three-storey building in Sharana on Monday and killed five, the neighbours said.",
]


# Of each word that others are written for a report that turns on it.
WORDS = {
    "attack": "Three guards died in a rocket attack on a house in Barmal on Monday, elders said.",
    "post": "The Taliban attacked two army posts in Kurram on Monday and seized them, officials said.",
    "village": "Shells hit the village of Laman in Barmal on Monday and hurt two, residents said.",
    "border": "Three border policemen were killed by shelling in Goshta on Monday, Kabul said.",
    "frontier": "Guns were fired along the frontier in Kurram on Monday. Two guards fell, police said.",
    "soldiers": "Two Pakistani soldiers were killed in a clash at Torkham on Monday, an official said.",
    "soldier": "A Pakistani soldier was wounded in a clash at Torkham on Monday, an official said.",
    "policemen": "Gunmen shot dead two policemen in Bannu on Monday, officials said.",
    "policeman": "Gunmen shot dead a policeman in Bannu on Monday, officials said.",
    "children": "Four children were killed when jets bombed a house in Spera on Monday, Kabul said.",
    "child": "A child was killed when jets bombed a house in Spera on Monday, Kabul said.",
    "civilians": "Shelling of Dangam killed two civilians and hurt three others on Monday, Kabul said.",
    "dawn": "Jets bombed Gurbuz before dawn on Monday and killed nine, the governor of Khost said.",
    "destroy": "Shelling of Dangam destroyed six houses on Monday, the governor of Kunar said.",
    "clash": "Two guards were killed in a clash in Zazi Maidan on Monday, the Taliban said.",
}


def read(text: str) -> list[object]:
    """Return what matters of the incidents of a text, without its words."""
    found = reading.read_one(
        Document("x", text, published=date(2025, 11, 4)), region.load("durand")
    )
    return [
        (
            incident.kind,
            incident.actor1_side,
            [place.level for place in incident.places],
            [(c.claimant_side, c.metric, c.victim_group, c.count_min) for c in incident.claims],
        )
        for incident in found
    ]


@pytest.mark.parametrize("british", BRITISH)
def test_american_spelling_is_read_alike(british):
    american = british
    for stem, other in AMERICAN.items():
        american = american.replace(stem, other)
    assert american != british
    assert read(american) == read(british)
    assert read(british), "a report of nothing tells nothing"


# "Servicemen" is written for "soldier" in patterns such as "soldiers?" alone.
PLURALS = {other for stem in ("soldiers", "children") for other in ALIKE[stem]}
SAME = [
    (stem, other)
    for stem, others in ALIKE.items()
    for other in others
    if stem not in ("soldier", "child") or other not in PLURALS
]


@pytest.mark.parametrize(("stem", "other"), SAME)
def test_words_for_each_other_are_read_alike(stem, other):
    assert stem in WORDS[stem]
    text = WORDS[stem].replace(stem, other)
    assert read(text) == read(WORDS[stem])
    assert read(text), "a report of nothing tells nothing"


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("outposts", "posts"),
        ("assaulting", "attacking"),
        ("frontier", "border"),
        ("border", "border"),
        ("skirmishes", "clashes"),
        ("picketed", "posted"),
        ("frontiersman", "frontiersman"),
    ],
)
def test_a_word_as_the_vocabulary_writes_it(word, known):
    assert alike.as_known(word) == known


def test_what_stands_before_a_pattern_is_left_as_it_is():
    said = alike.in_other_words({"words": "(?<!post )attacks?", "has": "attacks"}, is_pattern=True)
    assert said == {"words": "(?<!post )(?:attack|assault)s?", "has": "attacks"}


def test_a_list_has_each_row_in_each_other_word_once():
    rows = alike.in_other_words(["army post", "re:posts?", "riposte", "outpost"], is_pattern=False)
    assert rows[:4] == [
        "army post",
        "re:(?:post|checkpost|outpost|checkpoint|picket)s?",
        "riposte",
        "outpost",
    ]
    assert set(rows[4:]) == {f"army {word}" for word in ALIKE["post"]}


@pytest.mark.parametrize("stem", [*AMERICAN, *ALIKE])
def test_every_stem_stands_in_the_vocabulary(stem):
    files = [p for p in VOCABULARY.rglob("*.toml") if p.name != "spellings.toml"]
    pack = region.load("durand").path / words.FILE
    assert any(stem in path.read_text("utf-8").lower() for path in [*files, pack])


def test_a_list_has_a_row_in_both_spellings_once():
    rows = words.load("speech")["speakers"]["local"]
    assert {rows.count("labourers"), rows.count("laborers")} == {1}
