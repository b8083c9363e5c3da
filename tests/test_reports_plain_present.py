"""Who says a figure where the verb is one that may be a noun, at the head of a sentence or behind a comma.

Grids of speakers, verbs and places in the sentence, so that the answer is known: "officials there
claim", "the ministry reports", "a spokesman tells Ariana News".
"""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import claims
from geo.reports.documents.document import Document

PACK = region.load("durand")
# Side -> who speaks, one and several.
ONE = {
    "pakistan": ["the Pakistani military", "the army in Rawalpindi", "Pakistan"],
    "afghanistan": ["the defence ministry in Kabul", "a Taliban spokesman", "the Kunar governor"],
    "local": ["a doctor at the hospital", "the hospital"],
    "un": ["the UN mission"],
}
SEVERAL = {
    "pakistan": ["officials in Pakistan", "Pakistani officials at the border"],
    "afghanistan": ["the Taliban", "Afghan officials", "officials in Kabul"],
    "local": ["residents of the area", "people in the town", "tribal elders from the village"],
    "un": ["UN officials in Kabul"],
}
VERBS = ["say", "claim", "report", "confirm", "insist", "estimate", "believe", "add"]
FORMS = [
    "A bomb killed 13 people in the district on Sunday, {who} {says}.",
    "On Sunday a bomb killed 13 people in the district, {who} {says}, and wounded nine.",
    "A bomb killed 13 people in the district, {who} {says}. Nine were wounded.",
    "{Who} {says} that a bomb killed 13 people in the district on Sunday.",
]
GRID = [
    (side, form.format(who=who, Who=who[0].upper() + who[1:], says=verb + ending))
    for many, ending in ((ONE, "s"), (SEVERAL, ""))
    for side, speakers in many.items()
    for who in speakers
    for verb in VERBS
    for form in FORMS
]
# Nouns and other verbs in such places: whose the figure is then.
NOUNS = [
    ("pakistan", "Pakistani officials said jets hit 22 sites, destroyed 83 Taliban posts."),
    ("media", "A bomb killed 13 people, in which the army lost a post."),
    ("media", "A bomb killed 13 people, according to reports."),
]


def said(text: str) -> dict[int | None, str]:
    """Return whose each figure is."""
    document = Document("x", text, publisher="Reuters", published=date(2025, 11, 6)).read_in(PACK)
    return {claim.count_min: claim.claimant_side for claim in claims.find(document, PACK)}


def test_who_says_it_now():
    wrong = [f"{side}: {text}" for side, text in GRID if said(text).get(13) != side]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("side", "text"), NOUNS, ids=[text for _, text in NOUNS])
def test_what_is_no_verb_there(side, text):
    assert set(said(text).values()) == {side}


@pytest.mark.parametrize("outlet", ["AFP", "reporters", "Ariana News", "the BBC"])
@pytest.mark.parametrize(("side", "who"), [("pakistan", "Pakistani"), ("afghanistan", "Afghan")])
def test_whom_somebody_tells(side, who, outlet):
    text = f"A bomb killed 13 people on Sunday, {who} police spokesman Gul Khan tells {outlet}."
    assert said(text) == {13: side}
