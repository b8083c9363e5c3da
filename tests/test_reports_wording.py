"""What the words of an incident tell: a text that has each pattern, and one that has not."""

from __future__ import annotations

import pytest

from geo.reports.incidents import wording
from geo.reports.language.words import ENGLISH

# A pattern, words that have it, and words near them that have not.
ROWS = {
    "between": ("The guards exchanged fire.", "The guards opened fire."),
    "infiltration": ("They were trying to cross the fence.", "They were trying to harvest."),
    "operation": ("Troops killed four of them.", "Four of them were buried."),
    "attacked": ("A convoy was ambushed.", "A convoy was delayed."),
    "unclaimed": ("No group has made a claim.", "The group made a claim."),
    "unknown_men": ("Masked gunmen came.", "The gunmen came."),
    "unowned": ("Nobody has claimed the drones.", "They have the drones."),
    "feud": ("Rival tribes shot.", "Border guards shot."),
    "told_otherwise": ("Kabul gave another version.", "Kabul gave its version."),
    "disputed": ("Each said the other had begun.", "He said they had begun."),
    "beaten": ("They repulsed it.", "They began it."),
    "drone": ("An unmanned craft fell.", "A craft fell."),
    "quadcopter": ("A quadcopter fell.", "A helicopter fell."),
    "drone_down": ("A drone was shot down.", "A drone was seen."),
    "doubted": ("It is not clear who flew it.", "It is clear."),
    "under_fire": ("His men had come under fire.", "His men had fired."),
    "said": ("The spokesman said", "The spokesman, of the army, of late,"),
    "unprovoked_across": ("It met unprovoked fire from across the line.", "It met fire."),
    "shut": ("The gate was sealed.", "The gate was painted."),
    "shut_by": (" by the army", " of the army"),
    "apart": ("The army said", "The army has"),
    "seat_does": (" has kept", ", of late,"),
    "there": ("Eight were hurt there.", "But there were eight."),
    "struck": ("It hit a house.", "It saw a house."),
    "strike": ("A strike on a house.", "They strike back."),
    "bombing": ("The bombing of a house.", "The shelling of a house."),
    "fight": ("Troops came.", "Villagers came."),
    "fire": ("They fired at houses.", "They looked at houses."),
    "small_arms": ("Gunmen came on a motorcycle.", "Guests came in a car."),
    "missile": ("A missile fell.", "A shell fell."),
    "from_air": ("A warplane came.", "A warship came."),
    "shot_back": ("The guards fired back.", "The guards fired."),
    "owns": (" claimed the attack.", " condemned the attack."),
    "owned_by": ("The bombing was claimed by the ", "The bombing was condemned by the "),
    "the_group": ("The group was silent.", "A group was silent."),
    "sums_up": ("All told, nine died.", "We are told nine died."),
    "one_by_one": ("The first pair of shells", "They first fired"),
    "one_of_them": ("The first hit a house", "He first hit a house"),
    "gate": ("The crossing was calm.", "A crossing of roads was calm."),
    "for_a_time": ("It was shut for a while.", "It was shut for good."),
    "shot_down": ("A drone was shot down.", "A drone was shot at."),
    "earlier": ("Two days earlier, shells fell.", "Shells fell two days earlier."),
}
# How the rules look for those that do not stand anywhere.
HEADS = ("said", "shut_by", "owns", "sums_up", "one_by_one", "one_of_them", "earlier")
HOW = dict.fromkeys(HEADS, "match") | {"seat_does": "fullmatch"}


@pytest.mark.parametrize("name", ROWS)
def test_pattern(name):
    find = getattr(wording.patterns(ENGLISH)[name], HOW.get(name, "search"))
    assert [find(text) is not None for text in ROWS[name]] == [True, False]


def test_each_pattern_has_a_row():
    assert set(wording.patterns(ENGLISH)) == set(ROWS)
