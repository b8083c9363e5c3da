"""Tables with headings: whose figures they are, who gives them, and what is none."""

from __future__ import annotations

import pytest

from geo import region
from geo.reports import claims
from geo.reports.documents.document import Document

PACK = region.load()


def said(text: str, publisher: str = "Border Log") -> list[str]:
    """Return the claims of a text, each as "metric group low..high side quote"."""
    rows = []
    for claim in claims.find(Document(id="x", text=text, publisher=publisher), PACK):
        low, high = ("" if n is None else n for n in (claim.count_min, claim.count_max))
        quote = text[claim.start : claim.end]
        rows.append(
            f"{claim.metric} {claim.victim_group} {low}..{high} {claim.claimant_side} {quote}"
        )
    return rows


TABLES = [
    # whose they are stands over them, whatever else a cell says; both sides alike
    (
        "Place | Soldiers killed | Civilians hurt\nDangam | 5 men | 3\nKurram | 4 | 2 people",
        [
            "killed afghan_forces 5..5 media 5 men",
            "wounded civilians 3..3 media 3",
            "killed pakistani_forces 4..4 media 4",
            "wounded civilians 2..2 media 2 people",
        ],
    ),
    # or beside them
    (
        (
            "Place | Who | Killed\nDangam | villagers | 12\nKunar | Afghan civilians | 7\n"
            "Kurram | Pakistani soldiers | 4\nBajaur | militants | 9"
        ),
        [
            "killed civilians 12..12 media 12",
            "killed civilians 7..7 media 7",
            "killed pakistani_forces 4..4 media 4",
            "killed militants 9..9 media 9",
        ],
    ),
    ("Place | Casualties\nDangam | 12", ["attacked_persons unspecified 12..12 media 12"]),
    # a cell that goes on is quoted as far as what it counts, a row may end early
    (
        (
            "Place | Killed | Source\nDangam | 4 villagers who had been on the way home from the bazaar"
            " of the town when the shells began to fall on the road\nKunar | on Friday 4"
        ),
        ["killed civilians 4..4 media 4 villagers"],
    ),
    # a figure told beside its empty cell, a cell that only denies; not where the cell holds one
    (
        (
            "Place | What happened | Killed | Source\n"
            "Giyan | Drone strike on a house; four labourers killed | - | village elder\n"
            "Dangam | Shells fell, killing two men | 3 men | police of Kunar\n"
            "the same | denied | | ISPR"
        ),
        [
            "killed civilians 4..4 local four labourers killed",
            "killed civilians 3..3 afghanistan 3 men",
            "killed unspecified .. pakistan denied",
        ],
    ),
    (
        (
            "Place | What happened | Killed | Source\n"
            "Chaman | Two rockets wounded three children | - | ISPR\n"
            "the same | Rejected | - | defence ministry, Kabul"
        ),
        [
            "wounded civilians 3..3 pakistan wounded three children",
            "killed unspecified .. afghanistan Rejected",
        ],
    ),
    (
        (
            "Date | Place | What | Killed | Wounded | Source\n"
            "2 May | Dangam, Kunar | mortar fire on a village | 3 civilians | 7 civilians | police of"
            " Kunar"
        ),
        [
            "killed civilians 3..3 afghanistan 3 civilians",
            "wounded civilians 7..7 afghanistan 7 civilians",
        ],
    ),
    (
        "Place | Dead | Injured\nKharlachi | 2 FC soldiers | 5 FC soldiers",
        [
            "killed pakistani_forces 2..2 media 2 FC soldiers",
            "wounded pakistani_forces 5..5 media 5 FC soldiers",
        ],
    ),
    (
        "Side | Killed | Wounded\nPakistani forces | 12 | 30\nAfghan forces | 4 | none",
        [
            "killed pakistani_forces 12..12 media 12",
            "wounded pakistani_forces 30..30 media 30",
            "killed afghan_forces 4..4 media 4",
        ],
    ),
    (
        "Day | Civilians killed | Militants killed\nMonday | 4 | at least 9\nTuesday | - | dozens",
        [
            "killed civilians 4..4 media 4",
            "killed militants 9.. media at least 9",
            "killed militants 24.. media dozens",
        ],
    ),
    (
        "District | Killed/wounded | According to\nSpera | 6/11 | residents",
        ["killed unspecified 6..6 local 6", "wounded unspecified 11..11 local 11"],
    ),
    (
        "Where | What | Killed | Source\nTani | drone hits a house | nobody | residents",
        ["killed civilians 0..0 local nobody"],
    ),
    (
        "Where | Killed | Wounded | Source\nTirah | none | none | FC spokesman",
        ["killed unspecified 0..0 pakistan none"],
    ),
    (
        "Where | Killed | Wounded | Source\nTirah | nobody | two soldiers | FC spokesman",
        [
            "killed pakistani_forces 0..0 pakistan nobody",
            "wounded pakistani_forces 2..2 pakistan two soldiers",
        ],
    ),
    (
        "Village | Houses destroyed | Families displaced\nSultanai | 14 | about 60",
        [
            "houses_destroyed civilians 14..14 media 14",
            "displaced civilians 60..60 media about 60",
        ],
    ),
    (
        "| Place | Fatalities |\n| --- | --- |\n| Bermal | not known |\n| Giyan | 5 villagers |",
        ["killed civilians 5..5 media 5 villagers"],
    ),
    # a cell that tells by itself, with its source behind it
    (
        (
            "Place | What happened | Toll (source)\n"
            "Ghulam Khan | infiltrators stopped | 3 militants killed (ISPR)\n"
            "Dangam | shelling | 1 civilian killed, 2 civilians injured (Kunar police)"
        ),
        [
            "killed militants 3..3 pakistan 3 militants killed",
            "killed civilians 1..1 afghanistan 1 civilian killed",
            "wounded civilians 2..2 afghanistan 2 civilians injured",
        ],
    ),
    # two accounts side by side
    (
        "Claim | Kabul | Islamabad\nPakistani soldiers killed | 58 | 23\nPosts captured | 25 | 21",
        [
            "killed pakistani_forces 58..58 afghanistan 58",
            "killed pakistani_forces 23..23 pakistan 23",
            "posts_captured pakistani_forces 25..25 afghanistan 25",
            "posts_captured afghan_forces 21..21 pakistan 21",
        ],
    ),
    # a denial is no figure of a column: it stands in any cell, and ends with it
    (
        (
            "Place | What happened | Killed | Source\n"
            "Nawa Pass | Exchange of fire | 1 soldier killed | ISPR\n"
            "the same | Kabul denies any exchange took place | - | Afghan defence ministry"
        ),
        [
            "killed pakistani_forces 1..1 pakistan 1 soldier killed",
            "killed unspecified .. afghanistan Kabul denies any exchange took place",
        ],
    ),
    (
        (
            "Place | What happened | Killed | Source\n"
            "Dangam | Mortar fire | 2 civilians | Kunar police\n"
            "the same | Islamabad denies any shelling took place | - | ISPR"
        ),
        [
            "killed civilians 2..2 afghanistan 2 civilians",
            "killed unspecified .. pakistan Islamabad denies any shelling took place",
        ],
    ),
    # what is told beside a column of the dead and is no denial is left to the column
    (
        (
            "Place | What happened | Killed | Source\n"
            "Dangam | Mortar fire, first said to have killed 5 | 2 civilians | Kunar police"
        ),
        ["killed civilians 2..2 afghanistan 2 civilians"],
    ),
    # two columns of one side are no two accounts
    ("Gate | Islamabad | Rawalpindi\nTorkham | 9 | 17", []),
    # no headings: cells are read as a sentence is
    ("Soldiers killed | 58\nPosts captured | 20", None),
    # headings of no figure
    ("Gate | Opened | Closed\nTorkham | 9 | 17", []),
    ("Gate | Trucks | Killed time\nTorkham | 90 | two hours", []),
]


@pytest.mark.parametrize(("text", "expected"), TABLES, ids=[row[0][:40] for row in TABLES])
def test_figures_of_cells(text: str, expected: list[str] | None) -> None:
    found = said(text)
    if expected is None:
        assert [row.split()[0] for row in found] == ["killed", "posts_captured"]
    else:
        assert found == expected
