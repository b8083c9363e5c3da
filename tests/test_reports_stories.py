"""Paragraphs that open a story of their own: who told what stands before is nothing to theirs."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document

PACK = region.load("durand")
PUBLISHED = date(2026, 10, 13)  # a Tuesday
OPENINGS = (
    "Shells from the Afghan side hit Ghakhi in Bajaur on Sunday, officials said.",
    "Six soldiers were killed in Ladha on Sunday, the military said.",
    "The governor of Khost said on Saturday that shells had hit Tani that day.",
    "Troops killed six militants in Miranshah on Monday, the ISPR said.",
)
OWN = {  # whose they are and who says so, whatever is told before
    "Two men were shot dead in Dwa Toi, South Waziristan, on Tuesday.": "unspecified media",
    "On Thursday evening gunmen fired at a van in Khogyani and nine were killed.": "unspecified media",
    "Five were wounded in Zazi Maidan on Sunday.": "unspecified media",
    "A boy was killed in Shultan of Kunar on Saturday.": "civilians media",
    "Two soldiers were killed in Zhob on Wednesday. The TTP said its men did it.": (
        "pakistani_forces ttp"
    ),
    "Nine men were killed in Gomal, Paktika, on Thursday.": "unspecified media",
}
GOING_ON = (  # the story, what goes on with it, and whose figure that is
    ("Six soldiers were killed in Ladha on Sunday, the military said.", "Eleven men are missing."),
    (
        "Militants raided a post in Shawal on Sunday, the military said.",
        "Three soldiers were killed in the raid.",
    ),
    (
        "Militants raided a post in Shawal on Sunday, the military said.",
        "In another attack, in Zhob on Monday, three soldiers were killed.",
    ),
    (
        "Soldiers have been killed in two raids, the military said.",
        "Three soldiers were killed in Ladha on Monday.",
    ),
)


def _last(text: str) -> str:
    document = Document("t", text, publisher="Reuters", published=PUBLISHED)
    found = [c for i in reading.read_one(document, PACK) for c in i.claims]
    last = max(found, key=lambda claim: claim.start)
    return f"{last.victim_group} {last.claimant_side}"


@pytest.mark.parametrize("opening", OPENINGS)
def test_a_story_of_another_day_and_place_has_its_own_teller_and_losses(opening: str) -> None:
    made = {text: _last(f"{opening}\n\n{text}") for text in OWN}
    assert made == OWN


@pytest.mark.parametrize(("opening", "text"), GOING_ON)
def test_what_goes_on_with_a_story_keeps_its_teller(opening: str, text: str) -> None:
    assert _last(f"{opening}\n\n{text}") == "pakistani_forces pakistan"


@pytest.mark.parametrize(
    ("opening", "text", "count"),
    [
        (
            "Nine Taliban fighters were killed in fighting in Kurram on Sunday night, officials said.",
            "Shells of the Pakistani army wounded five villagers in Zazi Maidan of Khost on Monday.",
            2,
        ),
        (
            "Nine Taliban fighters were killed in fighting in Kurram on Sunday, officials said.",
            "Pakistani shells wounded five villagers in Zazi Maidan of Khost on Sunday.",
            2,
        ),
        (
            "Nine Taliban fighters were killed in fighting in Kurram on Sunday, officials said.",
            "In Zazi Maidan, on the other side, shells wounded five villagers.",
            1,
        ),
    ],
)
def test_it_is_no_other_end_of_a_fight_told_before(opening: str, text: str, count: int) -> None:
    document = Document("t", f"{opening}\n\n{text}", published=PUBLISHED)
    assert len(reading.read_one(document, PACK)) == count
