"""Figures whose noun, verb or group stands with another figure, or in the next sentence."""

from __future__ import annotations

import pytest

from geo import region
from geo.reports import claims
from geo.reports.documents.document import Document

PACK = region.load()


def found(text: str) -> list[str]:
    """Return the claims of a text, each as "metric group low..high"."""
    rows = []
    for claim in claims.find(Document(id="x", text=text, publisher="AFP"), PACK):
        low, high = ("" if n is None else n for n in (claim.count_min, claim.count_max))
        row = f"{claim.metric} {claim.victim_group} {low}..{high}"
        rows.append(row + " part" * claim.is_subset + " denied" * (claim.stance == "denies"))
    return rows


ELLIPSES = {
    # things go on as what stands before them
    "Two Afghan posts opposite Ghulam Khan were destroyed and four others captured, the army said.": [
        "posts_destroyed afghan_forces 2..2",
        "posts_captured afghan_forces 4..4",
    ],
    "The army said two Afghan posts were destroyed and four others were killed.": [
        "posts_destroyed afghan_forces 2..2",
        "killed unspecified 4..4",
    ],
    "Pakistani forces destroyed 83 Taliban posts and captured 17 others.": [
        "posts_destroyed afghan_forces 83..83",
        "posts_captured afghan_forces 17..17",
    ],
    "Afghan forces captured two bases and destroyed 14 more.": [
        "bases_captured pakistani_forces 2..2",
        "posts_destroyed pakistani_forces 14..14",
    ],
    "The attack killed three soldiers and wounded five others in Kurram.": [
        "killed pakistani_forces 3..3",
        "wounded pakistani_forces 5..5",
    ],
    "The Taliban said they captured or destroyed 19 Pakistani posts.": [
        "posts_captured pakistani_forces 19..19"
    ],
    # parts of a total between dashes, and of each of several parties
    "Two soldiers each were killed in Kurram.": ["killed pakistani_forces 2..2"],
    # two parts of one list are no parts of its first count
    "Four policemen, two security personnel and two civilians were martyred in Bannu.": [
        "killed pakistani_forces 6..6",
        "killed civilians 2..2",
    ],
    # a remark on those counted is no count
    "Nine people were wounded. One was in a critical condition.": ["wounded unspecified 9..9"],
    "The clash injured five people, including a Pakistani officer.": ["wounded unspecified 5..5"],
    "The raid on Khost two nights ago caused civilian casualties.": [],
    # who the dead were, in the next sentence
    "Forty people were killed in a clash. Most of the dead were children.": [
        "killed civilians 40..40"
    ],
    "Forty people were killed in a clash. Most of the dead were fighters.": [
        "killed unspecified 40..40"
    ],
    "The raid hit homes, killing at least 15 non-combatants.": ["killed civilians 15.."],
    # tolls that are raised
    "Forces killed three militants, raising the total killed in the operation to 50.": [
        "killed militants 3..3",
        "killed militants 50..50",
    ],
    "Three militants were killed, bringing the number of militants killed to 50.": [
        "killed militants 3..3",
        "killed militants 50..50",
    ],
    # what is rejected again and again, or of which nothing was told, is no event
    "Kabul has consistently rejected all accusations.": [],
    "Kabul denies the allegations.": [],
    "Pakistan bombed Khost, Kabul said. Islamabad rejected the account.": [
        "killed unspecified .. denied"
    ],
}


@pytest.mark.parametrize("text", ELLIPSES)
def test_ellipses(text):
    assert found(text) == ELLIPSES[text]
