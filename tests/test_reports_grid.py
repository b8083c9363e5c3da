"""Every speaker in every frame, two by two, and every denial: nobody's words are another's."""

from __future__ import annotations

from itertools import permutations

import pytest

from geo import region
from geo.reports import claims
from geo.reports.documents.document import Document

PACK = region.load()

# Side -> who speaks for it.
SPEAKERS = {
    "pakistan": ["The ISPR", "Pakistan's foreign ministry", "Police in Chaman", "Islamabad"],
    "afghanistan": ["Taliban officials", "The governor of Kunar", "Zabihullah Mujahid", "Kabul"],
    "local": ["Residents", "A doctor in Asadabad", "Tribal elders"],
    "un": ["UNAMA", "The UN mission"],
    "ttp": ["The TTP"],
}
ONE = [
    "{A} said 12 people were killed.",
    "12 people were killed, {a} told Reuters.",
    "According to {a}, 12 people were killed.",
    "{A} put the number of dead at 12.",
    "In a statement, {a} said 12 people were killed.",
    "{A}, meanwhile, said that 12 people were killed.",
    '"At least 12 people were killed," said {a}.',
    "{A} said late on Thursday night that 12 people had been killed.",
    "{A}, quoted by state media, said 12 people were killed.",
    "{A} has confirmed 12 deaths so far.",
    "{A} said on Friday, February 27, 2026, that 12 people were killed.",
    "{A} said Friday that 12 people were killed.",
    "{A} announced by telephone that 12 people were killed.",
    "Earlier, on February 22, 2026, {a} said 12 people were killed.",
    "12 people were killed, {a} said on state television on Thursday night.",
    "12 people were killed, {a} said on Saturday (February 28).",
    "12 people were killed, {a} said at a news conference in the capital on 27 February 2026.",
]
TWO = [
    "{A} said nine villagers were killed. {B} said 12 soldiers were killed.",
    "{A} said nine villagers were killed, but {b} put the number at four.",
    "{A} said nine villagers were killed while {b} spoke of 12 dead.",
    "According to {a}, nine villagers were killed; according to {b}, 12 militants.",
    "Nine villagers were killed according to {a}, 12 militants according to {b}.",
    "{A} claimed to have killed 12 soldiers, a claim that {b} denied.",
    "{A} put the dead at nine, {b} at twelve.",
    "While {a} said nine villagers were killed, {b} insisted that 12 militants had been killed.",
    "{A} announced nine deaths, although {b} counted only four.",
]
DENIALS = [
    "{B} denied it.",
    "{B} rejected the claim as baseless.",
    "{B} said the claim was baseless.",
    "{B} described the figure as propaganda.",
    "{B} denied that any civilian had been killed.",
    "The claim was denied by {b}.",
    "{B} said no such attack took place.",
    "{B} denied carrying out any strike.",
    "The report was rejected by {b} as untrue.",
    "{B} termed the claim baseless and fabricated.",
]


def inside(name: str) -> str:
    """Write a speaker as within a sentence."""
    small = name.split(maxsplit=1)[0] in ("The", "A", "Residents", "Tribal", "Police")
    return name[0].lower() + name[1:] if small else name


def found(text: str) -> list[claims.Claim]:
    """Return the claims of a text."""
    return claims.find(Document(id="x", text=text, publisher="AFP"), PACK)


@pytest.mark.parametrize("frame", ONE)
def test_who_speaks(frame: str) -> None:
    missed = []
    for side, names in SPEAKERS.items():
        for name in names:
            text = frame.format(A=name, a=inside(name))
            sides = [claim.claimant_side for claim in found(text)]
            if sides != [side]:
                missed.append((text, sides))
    assert missed == []


@pytest.mark.parametrize("frame", TWO)
def test_which_of_two_speaks(frame: str) -> None:
    missed = []
    for (first, these), (second, those) in permutations(SPEAKERS.items(), 2):
        for one, two in zip(these, those, strict=False):
            text = frame.format(A=one, a=inside(one), B=two, b=inside(two))
            sides = [claim.claimant_side for claim in found(text)]
            if sides != [first, second]:
                missed.append((text, sides))
    assert missed == []


@pytest.mark.parametrize("denial", DENIALS)
def test_who_denies(denial: str) -> None:
    missed = []
    for first, second in (("pakistan", "afghanistan"), ("afghanistan", "pakistan")):
        for one, two in zip(SPEAKERS[first], SPEAKERS[second], strict=True):
            told = f"{one} said nine villagers were killed in an air strike on a house. "
            text = told + denial.format(B=two, b=inside(two))
            rows = [(claim.claimant_side, claim.stance) for claim in found(text)]
            if rows != [(first, "asserts"), (second, "denies")]:
                missed.append((text, rows))
    assert missed == []
