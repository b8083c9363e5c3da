"""A fight of two armies is told from the fire of one, by what both of them lost."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document
from geo.reports.incidents.draft import sub_event_type

# The two sides of each row change places.
NAMES = [
    {"own": "Pakistani", "other": "Afghan", "seat": "Quetta", "across": "Kandahar"},
    {"own": "Afghan", "other": "Pakistani", "seat": "Kandahar", "across": "Quetta"},
]
FIGHT, SHELLING, PROPERTY = (
    "Armed clash",
    "Shelling/artillery/missile attack",
    "Looting/property destruction",
)
ROWS = [
    (
        (
            "{other} forces shelled villages near Chaman on Monday, and four civilians were killed, officials in {seat} said. "
            "Officials in {across} said that three {other} soldiers had died."
        ),
        FIGHT,
    ),
    (
        (
            "Shells fell near Chaman on Monday. Officials in {seat} said that two civilians were killed. Officials in {across} "
            "said that six civilians were wounded."
        ),
        FIGHT,
    ),
    ("{other} guns fired at Chaman on Monday, and {other} troops captured two {own} posts.", FIGHT),
    # What an army boasts of was no attack of armed men of no army.
    (
        (
            "Ministry of defence of the {other} government: near Chaman three posts of the {own} army were overrun on Monday. "
            "Fifteen {own} soldiers were killed."
        ),
        FIGHT,
    ),
    # One side's fire, whatever both say of it.
    (
        (
            "{other} forces shelled villages near Chaman on Monday, and four civilians were killed, officials in {seat} said. "
            "Officials in {across} said that no {other} soldier had died."
        ),
        SHELLING,
    ),
    (
        (
            "{other} forces shelled villages near Chaman on Monday. Officials in {seat} said that four civilians were killed. "
            "Officials in {across} said that nine militants were killed."
        ),
        SHELLING,
    ),
    # Aircraft that help those who were attacked make no air raid.
    (
        "Gunmen stormed an {own} post near Chaman on Monday and killed two soldiers. Nine of the gunmen died. Helicopters helped to drive the rest off.",
        FIGHT,
    ),
    # What was set on fire was not fired at.
    ("An {other} post near Chaman was set on fire by {own} troops on Monday.", FIGHT),
    ("A shop in Chaman was set on fire on Monday by armed men.", PROPERTY),
    ("{other} shells set two houses on fire in Chaman on Monday.", SHELLING),
]


@pytest.fixture(scope="module")
def pack():
    return region.load("durand")


@pytest.mark.parametrize("names", NAMES, ids=[n["own"] for n in NAMES])
@pytest.mark.parametrize(("text", "kind"), ROWS)
def test_fights_and_fire_of_one_side(text, kind, names, pack):
    assert told(text.format(**names), pack) == [kind]


def told(text, pack):
    document = Document("r", text, published=date(2026, 3, 10))
    return [sub_event_type(i) for i in reading.read_one(document, pack)]


RAIDERS = ("Hundreds of militants", "Gunmen from across the border", "Fighters of the TTP")
WHERE = ("in Arandu", "in the Lal Pura district of Nangarhar", "in Bajaur")
# What armed men do in the course of a raid is that raid.
RAIDS = [
    (
        "{who} attacked posts {where} on Saturday, and shot all day. Rockets also came down on two camps.",
        {FIGHT, "Attack"},
    ),
    (
        "{who} attacked a post {where} on Saturday. Mortar shells hit a village as well.",
        {FIGHT, "Attack"},
    ),
    (
        "{who} stormed a village {where} on Saturday, fought the police all night and blew up a school.",
        {FIGHT, "Attack"},
    ),
    (
        "{who} attacked a police station {where} on Saturday and blew up a bridge, killing two policemen.",
        {FIGHT, "Attack"},
    ),
    ("{who} blew up a school {where} on Saturday.", {"Remote explosive/landmine/IED"}),
    (
        "{who} blew up a police van {where} on Saturday, killing four.",
        {"Remote explosive/landmine/IED"},
    ),
    (
        "Rockets hit a post {where} on Saturday. Shells also came down on two camps.",
        {SHELLING},
    ),
]


@pytest.mark.parametrize("who", RAIDERS)
@pytest.mark.parametrize(("words", "kinds"), RAIDS)
def test_a_raid_is_no_shelling_and_no_bomb(words, kinds, who, pack):
    for where in WHERE:
        text = words.format(who=who, where=where)
        assert {*told(text, pack)} <= kinds, text


@pytest.mark.parametrize("names", NAMES)
def test_arms_of_any_size_that_are_exchanged_are_a_fight(names, pack):
    text = "{own} and {other} troops exchanged small-arms fire and then artillery at Torkham on Monday."
    assert told(text.format(**names), pack) == [FIGHT]
