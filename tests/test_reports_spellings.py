"""Reports in American spelling are read as in British, which the vocabulary is written in."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document
from geo.reports.language import words

VOCABULARY = Path(words.__file__).with_name("vocabulary")
AMERICAN = tomllib.loads((VOCABULARY / "spellings.toml").read_text("utf-8"))["american"]
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


@pytest.mark.parametrize("stem", AMERICAN)
def test_every_stem_stands_in_the_vocabulary(stem):
    files = [p for p in VOCABULARY.rglob("*.toml") if p.name != "spellings.toml"]
    pack = region.load("durand").path / words.FILE
    assert any(stem in path.read_text("utf-8").lower() for path in [*files, pack])


def test_a_list_has_a_row_in_both_spellings_once():
    rows = words.load("speech")["speakers"]["local"]
    assert {rows.count("labourers"), rows.count("laborers")} == {1}
