"""One report with the sides swapped is read with the sides swapped: what happened, and who acted."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region, reports
from geo.reports import claims
from geo.reports.documents.document import Document

PACK = region.load()
# A side, with the other and places of both.
SIDES = {
    "afghanistan": ("Afghan", "Pakistani", "Kunar", "Afghanistan", "Pakistan"),
    "pakistan": ("Pakistani", "Afghan", "Bajaur", "Pakistan", "Afghanistan"),
}
KEYS = ("own", "other", "unit", "here", "there")

# Text, what is told of its incident.
INCIDENTS = [
    (
        "Gunmen on a motorcycle killed a tribal elder in {unit} on Friday, residents said.",
        "Attack unknown domestic",
    ),
    (
        "A soldier was killed by a roadside bomb in {unit} on Friday, the {own} army said.",
        "Remote explosive/landmine/IED unknown domestic",
    ),
    (
        (
            "{own} forces conducted an operation in {unit} on Friday and killed five militants, the "
            "{own} army said. Two {own} soldiers were killed in it."
        ),
        "Armed clash SIDE domestic",
    ),
    (
        (
            "{own} forces killed five militants in {unit} on Friday who had crossed the border, the "
            "{own} army said."
        ),
        "Armed clash SIDE",
    ),
    ("{own} and {other} soldiers fought in {unit} on Friday.", "Armed clash unknown"),
    (
        (
            "Militants from over the border stormed two posts in {unit} on Friday and killed nine "
            "{own} soldiers, officials said. The Pakistani Taliban claimed responsibility for it."
        ),
        "Attack ttp",
    ),
    (
        "The {own} ministry of defence said its troops hit {other} posts in {unit} with shells.",
        "Shelling/artillery/missile attack SIDE",
    ),
    (
        (
            "The {own} army said it killed nine militants who tried to cross into {unit} on Friday. "
            "The {other} foreign ministry said it knew of no attack."
        ),
        "Armed clash SIDE",
    ),
    (
        "{here} accused {there} on Friday of bombing {unit} district, in which nine people were killed.",
        "Air/drone strike OTHER",
    ),
    (
        "{own} police shot down an {other} surveillance drone over {unit} on Friday.",
        "Air/drone strike SIDE",
    ),
    (
        (
            "Nine {other} soldiers died in {unit} on Friday, the {own} army said. It said that {other} "
            "forces had shelled villages in the district first."
        ),
        "Shelling/artillery/missile attack OTHER",
    ),
    ("{other} jets bombed a house in {unit} on Friday, residents said.", "Air/drone strike OTHER"),
]


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize(("text", "expected"), INCIDENTS)
def test_who_acted_is_read_alike(text: str, expected: str, side: str) -> None:
    text = text.format(**dict(zip(KEYS, SIDES[side], strict=True)))
    other = next(two for two in SIDES if two != side)
    document = Document(id="x", text=text, publisher="AFP", published=date(2026, 3, 14))
    (incident,) = reports.read(document, PACK)[0]["incidents"]
    told = f"{incident['sub_event_type']} {incident['actor1_side']}"
    told += " domestic" * incident["domestic"]
    assert told == expected.replace("OTHER", other).replace("SIDE", side)


# A publisher of the side means its own by words that each side has, too.
@pytest.mark.parametrize(
    ("publisher", "text", "side"),
    [
        ("Khaama Press", "Nine soldiers died at Torkham, the army said.", "afghanistan"),
        ("Dawn", "Nine soldiers died at Torkham, the defence ministry said.", "pakistan"),
        ("Khaama Press", "Nine men died at the line, security sources said.", "afghanistan"),
        ("Dawn", "Nine men died at the line, security sources said.", "pakistan"),
    ],
)
def test_the_army_is_that_of_who_publishes(publisher: str, text: str, side: str) -> None:
    found = claims.find(Document(id="x", text=text, publisher=publisher), PACK)
    assert [c.claimant_side for c in found] == [side]
