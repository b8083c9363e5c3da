"""Places of reports: which names locate an incident, and why the others do not."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document
from geo.reports.where import places
from geo.reports.where.rejects import REASONS


@pytest.fixture(scope="module")
def gazetteer():
    return reading.gazetteer_of(region.load("durand"))


def find(text, gazetteer):
    return places.find(Document("t", text, published=date(2025, 10, 15)), gazetteer)


# Each row: a sentence; the names that locate something in it; the names that do not.
LOCATING = tomllib.loads((Path(__file__).parent / "reports/locating.toml").read_text("utf-8"))[
    "rows"
]


@pytest.mark.parametrize("row", [pytest.param(row, id=row["text"][:60]) for row in LOCATING])
def test_a_name_locates_an_incident_or_has_a_reason(row, gazetteer):
    text = row["text"]
    found = find(text, gazetteer)
    locating = [text[p.start : p.end] for p in found if not p.reason]
    for name in row["yes"]:
        assert any(name in said or said in name for said in locating), (name, locating)
    for name in row["no"]:
        assert not any(name in said or said in name for said in locating), (name, locating)
    assert {p.reason for p in found} <= {"", *REASONS}


RESOLVED = [
    # text, mention, name, level
    ("Jets bombed a house in Behsud district of Nangarhar.", "Behsud", "Behsud", "admin2"),
    ("Shells fell on Barmal in Paktika.", "Barmal", "Barmal", "admin2"),
    ("Two men died at Torkham.", "Torkham", "Torkham crossing", "crossing"),
    ("Fighting broke out in Spin Boldak.", "Spin Boldak", "Spin Boldak", "place"),
    ("Fighting broke out in Spin Boldak district.", "Spin Boldak", "Spin Boldak", "admin2"),
    ("A bomb exploded in Kabul.", "Kabul", "Kabul", "place"),
    ("Rockets hit the province of Kunar.", "Kunar", "Kunar", "admin1"),
    ("Troops clashed along the Durand Line.", "Durand Line", "Durand Line", "border"),
    # what holds the name before it, or a list of provinces
    ("Jets hit the Spera district of Khost.", "Khost", "Khost", "admin1"),
    ("A man died in Spin Boldak, Kandahar.", "Kandahar", "Kandahar", "admin1"),
    ("Clashes broke out in Kunar, Khost, Paktika and Helmand.", "Khost", "Khost", "admin1"),
    ("Two men were shot in Khost.", "Khost", "Khost", "place"),
]


@pytest.mark.parametrize(("text", "mention", "name", "level"), RESOLVED)
def test_names_are_resolved(text, mention, name, level, gazetteer):
    found = {text[p.start : p.end]: p for p in find(text, gazetteer)}
    assert (found[mention].name, found[mention].level, found[mention].reason) == (name, level, "")


UNKNOWN = [
    # an unknown name, what holds it
    ("Mortars hit the Zorqala area of Sarkano district in Kunar.", "Zorqala", "AF15"),
    ("Four died in the village of Bazgul in Barmal, Paktika.", "Bazgul", "AF12"),
    ("Rockets hit Zormandi, Dangam and Sarkano in Kunar.", "Zormandi", "AF15"),
    ("A post was attacked at Tandkot in Kurram district.", "Tandkot", "PK5"),
    ("Killi Haji Sarwar in Chaman was shelled.", "Killi Haji Sarwar", "PK2"),
]


@pytest.mark.parametrize(("text", "mention", "admin1"), UNKNOWN)
def test_unknown_names_are_placed_at_what_holds_them(text, mention, admin1, gazetteer):
    found = {text[p.start : p.end]: p for p in find(text, gazetteer)}
    place = found[mention]
    assert (place.admin1_pcode, place.level, place.reason) == (admin1, "place", "")
    assert place.latitude is None  # nobody knows its point
    assert place.label_latitude is not None


HELD = [
    # A text, an unknown name (or one of which only the district is known), what it is placed at.
    (
        "Missiles landed in the Shawal valley of North Waziristan. A house in Manzai Kot was hit.",
        "Manzai Kot",
        "Shawal valley",
    ),
    ("Four died in Borki, a village of Upper Kurram. It was shelled.", "Borki", "Upper Kurram"),
    (
        "Troops in Bajaur fired. Rounds fell on Gul Salak and Sundray in Dangam.",
        "Sundray",
        "Dangam",
    ),
]


@pytest.mark.parametrize(("text", "mention", "holder"), HELD)
def test_a_name_is_placed_at_the_narrowest_place_that_holds_it(text, mention, holder, gazetteer):
    found = {text[p.start : p.end]: p for p in find(text, gazetteer)}
    place, told = found[mention], found[holder]
    assert place.label_latitude == told.label_latitude
    assert place.label_longitude == told.label_longitude


def test_a_name_means_the_same_all_through_a_document(gazetteer):
    text = "Ten died near Abba Khel in Spinwam, North Waziristan. Shots were heard at Abba Khel."
    found = [p for p in find(text, gazetteer) if text[p.start : p.end] == "Abba Khel"]
    assert len(found) == 2
    assert len({(p.label_latitude, p.label_longitude) for p in found}) == 1


STRETCHES = [
    # A sentence, and the stretches of the line that it names.
    (
        "Firing went on along the stretch between Torkham and Landi Kotal on Monday.",
        ["stretch between Torkham and Landi Kotal"],
    ),
    (
        "Shells crossed the frontier between Goshta and Mohmand.",
        ["frontier between Goshta and Mohmand"],
    ),
    ("On the Zhob-Qilla Saifullah sector a post was shelled.", ["Zhob-Qilla Saifullah sector"]),
    ("The border between Pakistan and Afghanistan saw a clash.", []),
    ("A mine went off on the Bannu-Miranshah road.", []),
]


@pytest.mark.parametrize(("text", "stretches"), STRETCHES)
def test_a_stretch_of_the_line_is_one_place(text, stretches, gazetteer):
    found = find(text, gazetteer)
    assert [p.text for p in found if p.level == "border_section"] == stretches
    inside = [p for p in found if any(p.text in s and p.text != s for s in stretches)]
    assert all(place.reason for place in inside)
