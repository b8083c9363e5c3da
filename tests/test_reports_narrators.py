"""Who tells without being quoted: in interviews, letters, forms; the last line of a form."""

from __future__ import annotations

import pytest

from geo import region
from geo.reports import claims
from geo.reports.documents.document import Document

PACK = region.load()


def sides(text: str, title: str = "") -> list[str]:
    """Return the claims of a text, each as "low side", in order."""
    found = claims.find(Document(id="x", text=text, title=title, publisher="AFP"), PACK)
    return [f"{claim.count_min} {claim.claimant_side}" for claim in found]


GUEST = "The governor of Khost, Abdullah Mukhtar, received our reporter.\n\n"
# Rule -> reports with how many who says.
RULES = {
    "marked answers are the guest's": [
        (GUEST + "Q: How many died?\nA: Nineteen villagers were killed.", ["19 afghanistan"]),
        (
            GUEST
            + "Q: What happened?\nA: Two men died.\n\nQ: And the shells?\nA: Nobody was hurt.",
            ["2 afghanistan", "0 afghanistan"],
        ),
        ("Q: How many died?\nA: Nineteen villagers were killed.", ["19 media"]),  # whose, unsaid
    ],
    "unmarked answers in what says that it is an interview": [
        (
            GUEST
            + "How many died?\n\nNineteen villagers were killed.\n\nAnd posts?\n\nOne post fell.",
            ["19 afghanistan", "1 afghanistan"],
        ),
        (
            GUEST + "How many died? Nineteen villagers were killed.\n\nAnd posts? One post fell.",
            ["19 afghanistan", "1 afghanistan"],
        ),
        (
            "The governor of Khost blamed Pakistan.\n\nWho fired? Nine men died.\n\nWhy? Six were hurt.",
            ["9 media", "6 media"],
        ),
    ],
    "who writes of his own people is one of them": [
        ("Dear editor, our village was shelled. My brother and two cousins died.", ["3 local"]),
        ("We, the elders of Dangam, write to you. Nine of our people were killed.", ["9 local"]),
        ('"My brother died," he said. Nine men were killed.', ["1 local", "9 local"]),
        ("Our reporter counted the graves. Nine men were killed.", ["9 media"]),
    ],
    "the last line of a form is the source of all": [
        (
            "Place: Dangam\nKilled: 9 civilians\nInjured: 4\nSource: Kunar police",
            ["9 afghanistan", "4 afghanistan"],
        ),
        ("Killed | 12\nWounded | 30\nSource | ISPR", ["12 pakistan", "30 pakistan"]),
        ("KILLED: 3 civilians\nINJURED: 5\nSOURCE: ISPR", ["3 pakistan", "5 pakistan"]),
    ],
    "figures put right in one text": [
        ("Correction: four, not five, soldiers were killed, the ISPR said.", ["4 pakistan"]),
        ("The hospital in Chaman first counted four dead, then seven.", ["4 local", "7 local"]),
        (
            "Officials in Kunar spoke of four dead villagers. By evening the figure stood at nine.",
            ["4 afghanistan", "9 afghanistan"],
        ),
        ("UPDATE 2 - Death toll in Paktika rises to 46, the Taliban say", ["46 afghanistan"]),
    ],
}


@pytest.mark.parametrize(("text", "rows"), [case for cases in RULES.values() for case in cases])
def test_who_tells(text: str, rows: list[str]) -> None:
    assert sides(text) == rows


def test_the_title_may_name_the_guest() -> None:
    text = "Q: How many died?\nA: Nineteen villagers were killed."
    assert sides(text, "Five minutes with the governor of Khost") == ["19 afghanistan"]
