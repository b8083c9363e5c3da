"""Which clue says who gives a figure, and what names, days and publishers tell of it."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import claims
from geo.reports.attribution import carrying
from geo.reports.documents.document import Document

PACK = region.load()

# Of each clue a report whose last claim it decides, by an outlet of no side.
DECIDED = [
    ("frame", "Nine guards died, the ISPR said.", "pakistan"),
    ("frame", "Nine guards died, the Taliban said.", "afghanistan"),
    ("sentence behind", "Nine guards died. That is according to police in Kurram.", "pakistan"),
    ("sentence behind", "Nine guards died. That is according to police in Khost.", "afghanistan"),
    ("last line", "Killed: 9\nWounded: 4\nSource: Kurram police", "pakistan"),
    ("last line", "Killed: 9\nWounded: 4\nSource: Kunar police", "afghanistan"),
    ("other story", "Two died, the ISPR said. Separately, nine guards were shot.", "media"),
    ("other story", "Two died, the Taliban said.\n\nSeparately, nine guards were shot.", "media"),
    ("past", "Two died, the ISPR said. On 4 May nine guards were shot.", "media"),
    ("past", "Two died, the Taliban said.\n\nOn 4 May nine guards were shot.", "media"),
    ("aside", "Two died, the ISPR said. In recent years nine guards were shot.", "media"),
    ("aside", "Two died, the Taliban said. In recent years nine guards were shot.", "media"),
    ("last source", "Two died, the ISPR said. Nine guards were shot.", "pakistan"),
    ("last source", "Two died, the Taliban said. Nine guards were shot.", "afghanistan"),
    ("last block", "Two died, the ISPR said.\n\nNine guards were shot.", "pakistan"),
    ("last block", "Two died, the Taliban said.\n\nNine guards were shot.", "afghanistan"),
    ("source ahead", "Nine guards were shot. It was at dusk, the ISPR said.", "pakistan"),
    ("source ahead", "Nine guards were shot. It was at dusk, the Taliban said.", "afghanistan"),
    (
        "outlet",
        "Nine guards were shot. Nobody knows. In Quetta an officer said they fired.\n\nTwo died.",
        "media",
    ),
    ("other side", "Two died, the ISPR said.\n\nNine guards were shot in Khost.", "media"),
    ("other side", "Two died, the Taliban said.\n\nNine guards were shot in Kurram.", "media"),
    ("looks back", "Two died, the ISPR said.\n\nA similar attack killed nine guards.", "media"),
    ("looks back", "Two died, the Taliban said.\n\nA similar raid killed nine guards.", "media"),
    ("seen", "Two died, the ISPR said.\n\nThe nine guards were laid to rest.", "media"),
    ("seen", "Two died, the Taliban said.\n\nThe nine guards were laid to rest.", "media"),
    ("outlet", "Nine guards were shot.", "media"),
    ("outlet", "Residents said two died.\n\nNine guards were shot.", "media"),
]


@pytest.mark.parametrize(("clue", "text", "side"), DECIDED, ids=[text for _, text, _ in DECIDED])
def test_a_clue_decides(clue, text, side):
    document = Document(id="x", text=text, publisher="AFP", published=date(2026, 7, 6))
    found = [(c.count_min, c.said_by, c.claimant_side) for c in claims.find(document, PACK)]
    assert (9, clue, side) in found


def test_no_clue_is_without_its_report():
    clues = {clue.name for clue in carrying.CLUES}
    assert {clue for clue, _, _ in DECIDED} == {carrying.FRAME, *clues}


@pytest.mark.parametrize(
    ("opening", "side"),
    [
        ("On 4 July", "pakistan"),
        ("On July 8", "pakistan"),
        ("On 4 July 2014", "media"),
        ("On July 4, 2026,", "pakistan"),
        ("On 4 June", "media"),
        ("On October 9", "media"),
    ],
)
def test_a_day_long_before_the_report_is_history(opening: str, side: str) -> None:
    text = f"The army said that nine soldiers died. {opening} five soldiers died."
    document = Document(id="x", text=text, publisher="AFP", published=date(2026, 7, 6))
    assert [claim.claimant_side for claim in claims.find(document, PACK)] == ["pakistan", side]


def test_a_name_ends_before_what_its_bearer_did() -> None:
    text = "Pakistan has never acknowledged that nine people died in Khost."
    found = claims.find(Document(id="x", text=text, publisher="AFP"), PACK)
    assert [claim.claimant for claim in found] == ["Pakistan"]


@pytest.mark.parametrize(
    ("publisher", "text", "side"),
    [
        ("GMIC", "Nine villagers were killed in Kunar.", "afghanistan"),
        ("Foreign Office transcript", "Spokesperson: 25 khwarij were killed.", "pakistan"),
        ("The Daily Press", "Nine villagers were killed in Kunar.", "media"),
        ("ISAF", "Nine insurgents were killed, said Col. Martin Gray, commander.", "unknown"),
        ("Outlook India", "Nine insurgents were killed.", "media"),
    ],
)
def test_an_office_publishes_for_its_side(publisher: str, text: str, side: str) -> None:
    found = claims.find(Document(id="x", text=text, publisher=publisher), PACK)
    assert [claim.claimant_side for claim in found] == [side]
