"""Nobody, and what is denied: whose they are, and what is no denial of it."""

from __future__ import annotations

import pytest

from geo import region
from geo.reports import claims
from geo.reports.documents.document import Document

PACK = region.load()


def said(text: str, publisher: str = "AFP") -> list[str]:
    """Return the zeros and denials of a text, each as "metric group low..high"."""
    rows = []
    for claim in claims.find(Document(id="x", text=text, publisher=publisher), PACK):
        if claim.stance == "denies" or claim.count_max == 0:
            low, high = ("" if n is None else n for n in (claim.count_min, claim.count_max))
            denied = " denied" if claim.stance == "denies" else ""
            rows.append(f"{claim.metric} {claim.victim_group} {low}..{high}{denied}")
    return rows


NOBODY = [
    # who is unhurt is not dead: one claim; ground is another thing
    ("Nobody died and no one was injured in Kunar.", ["killed unspecified 0..0"]),
    (
        "No post was lost, nobody was hurt.",
        ["posts_captured unspecified 0..0", "killed unspecified 0..0"],
    ),
    (
        '"One of our men was wounded," a Taliban border official said. "Nobody was killed."',
        ["killed afghan_forces 0..0"],
    ),
    (
        "The Taliban police command said that a guard of its own had been hurt and nobody had died.",
        ["killed afghan_forces 0..0"],
    ),
    (
        "A clinic in Nazyan was struck by a shell. Staff had been evacuated; no one was harmed.",
        ["killed civilians 0..0"],
    ),
    ("Seven are lightly wounded. Ordinary people remained unharmed.", ["killed civilians 0..0"]),
    ("The raid cost nobody's life, residents of the village said.", ["killed civilians 0..0"]),
    ("He said no insurgent had died.", ["killed militants 0..0"]),
    ("Pakistani shells fell near the airport. No one was injured.", ["wounded unspecified 0..0"]),
    # "no casualties" may be anybody's
    (
        "A shell fell on two villages of Kunar. No casualties were reported.",
        ["killed unspecified 0..0"],
    ),
    ("A shell fell on two villages of Kunar. No one was hurt.", ["killed civilians 0..0"]),
    ("The police said that no soldier or civilian had been harmed.", ["killed unspecified 0..0"]),
    # "on Friday" and "to the police" name nobody whose they are
    ("There were no casualties on Friday in Afghan villages.", ["killed unspecified 0..0"]),
    ("No casualties were reported to the Pakistani police.", ["killed unspecified 0..0"]),
]
DENIED = [
    (
        (
            "The army said that 40 militants had been killed. The governor of Kunar called the number"
            " an invention."
        ),
        ["killed militants .. denied"],
    ),
    (
        "Mujahid put Pakistani losses at 58 dead. Islamabad dismissed the figure as fantasy.",
        ["killed pakistani_forces .. denied"],
    ),
    (
        "Residents said that two woodcutters were killed. The security sources rejected this.",
        ["killed civilians .. denied"],
    ),
    (
        (
            "The air force said at least 60 terrorists had perished, a number that the governor of Kunar"
            " rejected as invented."
        ),
        ["killed militants .. denied"],
    ),
    (
        "The governor of Paktika called a report of eleven Afghan soldiers dead a lie.",
        ["killed afghan_forces 11..11 denied"],
    ),
    (
        "Kabul said nine children had died. Pakistan rejected the report.",  # as such
        ["killed unspecified .. denied"],
    ),
    (
        "Pakistan's army has denied that any of its soldiers are in Afghan hands.",
        ["captured pakistani_forces .. denied"],
    ),
    (
        "A spokesman for the TTP denied that a commander was among the dead.",
        ["killed militants .. denied"],
    ),
    (
        "The army denied that the ridge had been lost.",
        ["posts_captured pakistani_forces .. denied"],
    ),
    # of a hand in it, or of means
    ("The TTP denied any part in it and disowned the attack.", []),
    ("The Frontier Corps denied that any helicopter was used.", []),
    ("The group denies having drones.", []),
]


@pytest.mark.parametrize(("text", "expected"), [*NOBODY, *DENIED])
def test_nobody_and_denials(text: str, expected: list[str]) -> None:
    assert said(text) == expected
