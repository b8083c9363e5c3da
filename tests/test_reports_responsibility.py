"""Who says that an attack was theirs."""

from __future__ import annotations

import pytest

from geo import region
from geo.reports.documents.document import Document
from geo.reports.incidents import responsibility
from geo.reports.language.words import lowered
from geo.reports.who import actors

PACK = region.load("durand")

OWNED = [
    ("The TTP claimed responsibility for the ambush.", ["ttp"]),
    ("The TTP said it had carried out the bombing.", ["ttp"]),
    ("The attack was claimed by the TTP.", ["ttp"]),
    ("A spokesman of the TTP said it was their work.", ["ttp"]),
    ("The TTP said its gunmen had carried out the killing.", ["ttp"]),
    ("The TTP said the bomber was one of theirs.", ["ttp"]),
    ("The TTP said through a spokesman that one of its men had set off the bomb.", ["ttp"]),
    ("The TTP said that it had been its men.", ["ttp"]),
    ("The TTP said on Monday that it had placed the bomb.", ["ttp"]),
    ("The TTP rang a reporter to claim the raid.", ["ttp"]),
    ("The TTP said the dead were two of theirs.", []),
    ("The TTP said gunmen had carried out the killing.", []),
    ("The TTP has not yet claimed the attack.", []),
    ("The TTP hasn\N{RIGHT SINGLE QUOTATION MARK}t claimed the attack.", []),
    ("The TTP said they were attacked by jets.", []),
    ("The TTP usually claims responsibility for most of the attacks there.", []),
    ("The TTP is active there, but no group has said it was behind the bombing.", []),
    ("The TTP said it had lost two men.", []),
    ("The TTP has claimed two killings near the line.", ["ttp"]),
    ("The TTP was blamed. The group said it had carried out the bombing.", ["ttp"]),
    ("The TTP and ISKP were named. The group said it had carried out the bombing.", []),
]


@pytest.mark.parametrize(("text", "sides"), OWNED)
def test_who_owns_an_attack(text, sides):
    document = Document(id="x", text=text).read_in(PACK)
    assert [actor.side for actor in responsibility.claimers(document, actors.of(PACK))] == sides


@pytest.mark.parametrize(
    ("row", "low"), [("Armed Clash", "armed clash"), (r"re:Foo\W+Bar", r"re:foo\W+bar")]
)
def test_a_row_in_lower_case_keeps_the_classes_of_its_pattern(row, low):
    assert lowered(row) == low
