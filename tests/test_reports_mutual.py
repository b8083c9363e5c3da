"""What both sides say of each other is two claims, each side's of the other's losses, or nobody's."""

from __future__ import annotations

import pytest

from geo import region
from geo.reports import claims
from geo.reports.documents.document import Document

PACK = region.load()
NAMED = (
    "Pakistan and Afghanistan clashed at Torkham on Sunday. ",
    "Afghan and Pakistani troops fought. ",
)


def read(text):
    found = claims.find(Document(id="x", text=text, publisher="AFP"), PACK)
    return [(c.claimant_side, c.metric, c.victim_group, c.count_min, c.count_max) for c in found]


def of_each(metric, low, high, groups=("pakistani_forces", "afghan_forces")):
    sides = ("afghanistan", "pakistan")
    return [(side, metric, g, low, high) for side, g in zip(sides, groups, strict=True)]


BOTH = [
    ("Each side said it had killed dozens of the other's troops.", of_each("killed", 24, None)),
    ("Both sides claimed to have killed nine soldiers.", of_each("killed", 9, 9)),
    ("The two sides each claimed nine of the other's guards had died.", of_each("killed", 9, 9)),
    (
        "Each accused the other of killing three civilians.",
        of_each("killed", 3, 3, ("civilians", "civilians")),
    ),
    # whose they are is said, or nothing tells
    (
        "Both sides said nine Pakistani soldiers had been killed.",
        of_each("killed", 9, 9, ("pakistani_forces", "pakistani_forces")),
    ),
    (
        "Both sides said ten soldiers had been killed.",
        of_each("killed", 10, 10, ("unspecified", "unspecified")),
    ),
]


@pytest.mark.parametrize("lead", NAMED)
@pytest.mark.parametrize(("text", "expected"), BOTH)
def test_what_both_say_is_a_claim_of_each(text, expected, lead):
    assert sorted(read(lead + text)) == sorted(expected)


def test_each_clause_of_it_is():
    text = "each claiming that it had destroyed two of the other's posts and killed nine guards."
    expected = [*of_each("posts_destroyed", 2, 2), *of_each("killed", 9, 9)]
    assert sorted(read("Pakistan and Afghanistan clashed in Kurram, " + text)) == sorted(expected)


@pytest.mark.parametrize(
    "lead",
    [
        "Fighting broke out along the Durand Line.",  # which two is not said
        "Pakistani troops and TTP fighters fought in Bajaur.",  # not of the line
        "Pakistan, Afghanistan and the TTP fought in Bajaur.",
    ],
)
def test_where_the_two_are_not_those_of_the_line_it_is_nobodys(lead):
    found = read(f"{lead} Each side said it had killed nine of the other's men.")
    assert found == [("unknown", "killed", "unspecified", 9, 9)]


@pytest.mark.parametrize(
    "text",
    [
        "Both sides suffered losses, and nine Afghan soldiers were killed, officials in Kabul said.",
        "Officials in Kabul said that nine Afghan soldiers were killed. Both sides said nothing more.",
    ],
)
def test_who_only_suffers_or_is_silent_says_nothing(text):
    assert read(NAMED[0] + text) == [("afghanistan", "killed", "afghan_forces", 9, 9)]
