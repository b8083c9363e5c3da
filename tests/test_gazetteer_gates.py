"""A crossing lies on both sides: it is filed where the row, the text or its name says."""

from __future__ import annotations

import packs
import pytest

from geo import region
from geo.gazetteer import Gazetteer

OPEN = (None, None, None)
# text, the row's country, province and district, the district (else the province) that holds it
GATES = [
    ("Torkham crossing", OPEN, "Muhmand Dara"),
    ("Torkham crossing", ("AFG", None, None), "Muhmand Dara"),
    ("Torkham crossing", ("PAK", None, None), "Khyber"),
    ("Torkham", (None, "Khyber Pakhtunkhwa", None), "Khyber"),
    ("Torkham", (None, None, "Khyber"), "Khyber"),
    ("Chaman crossing", OPEN, "Chaman"),
    ("Chaman crossing", ("PAK", None, None), "Chaman"),
    ("Chaman crossing", ("AFG", None, None), "Spin Boldak"),
    ("Friendship Gate", (None, "Kandahar", None), "Spin Boldak"),
    ("Badini crossing", OPEN, "Killa Saifullah"),
    ("Badini crossing", ("AFG", None, None), "Zabul"),
    # the text itself
    ("Torkham gate, Landi Kotal", OPEN, "Khyber"),
    ("Torkham crossing, Pakistan", OPEN, "Khyber"),
    ("Pakistan's Torkham crossing", OPEN, "Khyber"),
    ("Friendship Gate, Kandahar", OPEN, "Spin Boldak"),
    ("Afghanistan's Chaman crossing", OPEN, "Spin Boldak"),
    ("2 km from Torkham crossing, Khyber", OPEN, "Khyber"),
    # a neighbour is no place of it
    ("Torkham crossing with Pakistan", OPEN, "Muhmand Dara"),
    ("Chaman crossing with Afghanistan", OPEN, "Chaman"),
    ("Chaman crossing between Afghanistan and Pakistan", OPEN, "Chaman"),
    # its name
    ("Spin Boldak gate", OPEN, "Spin Boldak"),
    ("دروازه سپین بولدک", OPEN, "Spin Boldak"),
    ("Chaman border", OPEN, "Chaman"),
    ("Spin Boldak-Chaman crossing", OPEN, "Chaman"),
    ("Dand-e-Patan crossing", OPEN, "Dand Wa Patan"),
    ("Kharlachi gate", OPEN, "Kurram"),
    # the row before the text, the text before the name
    ("Spin Boldak gate", ("PAK", None, None), "Chaman"),
    ("Torkham gate, Landi Kotal", ("AFG", None, None), "Muhmand Dara"),
    ("Spin Boldak gate, Balochistan", OPEN, "Chaman"),
]


@pytest.fixture(scope="module")
def durand():
    return Gazetteer(region.load("durand"))


@pytest.mark.parametrize(("text", "hints", "unit"), GATES)
def test_a_crossing_is_filed_where_it_is_said_to_be(durand, text, hints, unit):
    (found,) = durand.answers([(text, *hints)])
    assert found.place_level == "crossing"
    assert durand.index.name_of(found.admin2_pcode or found.admin1_pcode) == unit
    holds = durand.index.entries[durand.index.by_code[found.admin1_pcode]]
    assert found.country == holds.country


@pytest.mark.parametrize("hints", [OPEN, ("AFG", None, None), ("PAK", None, None)])
def test_a_crossing_lies_at_one_point_for_both_sides(durand, hints):
    """Only its units differ: the point, the reach and the id are the gate's."""
    (first,) = durand.answers([("Chaman crossing", *OPEN)])
    (found,) = durand.answers([("Chaman crossing", *hints)])
    units = dict.fromkeys(("country", "admin1_pcode", "admin2_pcode", "place_score", "place_why"))
    assert found._replace(**units) == first._replace(**units)


def test_no_country_is_known_by_name(tmp_path):
    """The same over made-up countries."""
    made = Gazetteer(region.load(packs.write_pack(tmp_path / "grey")))
    told = [("Red Gate", *OPEN), ("Red Gate", "XEL", None, None), ("Red Gate, South Shire", *OPEN)]
    assert [found.admin2_pcode for found in made.answers(told)] == ["LM02", "SS02", "SS02"]
    gates = made.answers([("Blue Gate", *OPEN), ("Blue Gate", "XWL", None, None)])
    assert [found.admin1_pcode for found in gates] == ["NS", "UM"]
    assert [found.country for found in gates] == ["XEL", "XWL"]
