"""The patterns of `around.toml`: what they are found by, and where they end."""

from __future__ import annotations

import re

import pytest

from geo import region
from geo.reports.language.words import of
from geo.reports.where.surroundings import Around, patterns

WORDS = of(region.load("durand"))
SAID = patterns(WORDS)
BEFORE = {
    "public_in": "Schools in Khost, Paktia and ",
    "not": "They meant Dur Baba and not ",
    "body_of": "the information department of ",
    "from_spot": "From a ridge in ",
    "road_to": "on the road from ",
    "somebody_of": "Two constables of ",
    "left": "a convoy that had left ",
    "recalled_head": "After bombs in ",
    "spread": "Fighting spread from ",
    "mistaken": "was wrongly reported as in ",
    "planned": "They had planned to strike the queue at ",
    "wanted": "A commander wanted for the bombing in ",
    "taken": "by the ",
    "fired_at": "Shots were fired towards ",
    "still": "Nothing was reported from ",
    "cut_off": "Power was cut in ",
    "garrison": "four men of the brigade in ",
    "heard_afar": "The blast in Lwara was heard in ",
    "fled_to": "Families fled to ",
    "road_end": "the Chaman-",
    "spoke_in": "He spoke in ",
    "people_in": "Traders in ",
    "part_of": "in the far north of ",
    "post_name": "One post, ",
    "far_from": "some 12 km from ",
    "facing": "posts across from ",
    "speaks_for": "the deputy head of ",
    "says": "said the governor's office in ",
    "opening": "In ",
    "residents": "Residents of ",
    "hospital_in": "a clinic in ",
    "person_of": "Commander Gul Rahman of ",
    "seat_before": "the envoy in ",
    "recalled": "in revenge for an attack on a post in ",
    "by_whom": "those who had bombed a mosque in ",
    "stepped_up": "Militants have stepped up attacks in ",
    "echo_before": "prayers for the dead were said in ",
    "town": "the streets of ",
    "lies_in": "strikes in Khost and ",
    "flown_over": "A drone was seen over ",
    "arrested_in": "One suspect was arrested in ",
    "survived": "He survived a strike in ",
    "holder": "a district of ",
    "alias": "the Foo valley, also known as ",
    "coffins": "Their coffins were carried through ",
    "to_leave": "told the army to leave ",
    "officials_in": "Officials in ",
    "hurt_from": "patients brought from ",
    "departed": "A convoy with food left ",
    "from_there": "The four wounded, residents of ",
    "came_from": "The rounds came from the direction of ",
    "armed_in": "the guns in ",
}


def _around(before: str, after: str = "") -> Around:
    leads = SAID.leads.asked_in(before)
    return Around(
        before,
        after,
        before + "X" + after,
        False,
        False,
        False,
        "",
        False,
        False,
        WORDS,
        SAID,
        leads,
    )


@pytest.mark.parametrize(("name", "before"), BEFORE.items())
def test_what_stands_before_a_name_ends_where_it_begins(name, before):
    assert _around(before).stands(name)
    assert not _around(before + "it. Then old ").stands(name)


def test_no_pattern_is_left_out_by_the_words_it_may_begin_with():
    for before in BEFORE.values():
        found = {name for name, pattern in SAID.before.items() if pattern.search(before)}
        assert found == {name for name in SAID.before if _around(before).stands(name)}


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("water", " River"),
        ("shut_gate", ", which has remained closed"),
        ("road", " highway"),
        ("road_between", "-Kandahar road"),
        ("where", ", where two men were hit"),
        ("office", "'s provincial governor"),
        ("outlet", ", a local news agency"),
        ("who", ", a trader from"),
        ("hospital", " district hospital"),
        ("locals", " residents"),
        ("grown", " has also risen"),
        ("tell", " in Y said"),
        ("other_said", ", the military said"),
        ("before_now", " in the past"),
        ("was_hit", " came under fire"),
        ("acts", " strongly condemned the raid"),
        ("fired_at_other", " opened up on a post"),
        ("still_there", ", officials reported no firing"),
    ],
)
def test_what_stands_behind_a_name(name, after):
    assert _around("in ", after).follows(name)
    assert not _around("in ", ". Then" + after).follows(name)


def test_every_row_has_its_parts_and_lists_filled_in():
    rows = [*SAID.before.values(), *SAID.after.values(), *SAID.between.values()]
    assert not [row.pattern for row in rows if re.search(r"\{[a-z_]+\}", row.pattern)]
    assert all(row.pattern.rstrip(")").endswith("$") for row in SAID.before.values())
