"""Names of reports that are not known: what holds them, and what else may be meant."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document
from geo.reports.where import places


@pytest.fixture(scope="module")
def gazetteer():
    return reading.gazetteer_of(region.load("durand"))


def find(text, gazetteer):
    return places.find(Document("t", text, published=date(2025, 10, 15)), gazetteer)


_SOUND = ("Sur Tangai", "AF14")
UNKNOWN = [
    # an unknown name, what holds it
    ("Mortars hit the Zorqala area of Sarkano district in Kunar.", "Zorqala", "AF15"),
    ("Four died in the village of Bazgul in Barmal, Paktika.", "Bazgul", "AF12"),
    ("Rockets hit Zormandi, Dangam and Sarkano in Kunar.", "Zormandi", "AF15"),
    ("A post was attacked at Tandkot in Kurram district.", "Tandkot", "PK5"),
    ("Killi Haji Sarwar in Chaman was shelled.", "Killi Haji Sarwar", "PK2"),
    ("KURRAM: Six men died near Tandkot. Shots were heard in Spin Boldak, too.", "Tandkot", "PK5"),
    ("KHAR: Six men died near Tandkot. Shots fell on Goshta, too.", "Tandkot", "PK5"),
    # It sounds like a place of a province that is named, but of none of its districts.
    ("Jets hit homes in Sur Tangai. Spera, Khost. They had fled North Waziristan.", *_SOUND),
    ("QUETTA: Six men died near Tandkot. Shots fell on Goshta, too.", "Tandkot", "AF06"),
    # A place of another province is called so, which was told of or not.
    ("In Nangarhar's Nazyan district shells fell on Sarobi.", "Sarobi", "AF06"),
    ("Jets hit Kabul's Surobi. 20:05 In Nazyan shells fell on Sarobi village.", "Sarobi", "AF06"),
    # It sounds like a district, and lies in the tehsil that is named with it.
    ("A bomb hit the Karam area of tehsil Ladha in South Waziristan.", "Karam", "PK5"),
    ("Posts in the regions of Tandkot, Ustoi and Zormandi in Chitral were hit.", "Ustoi", "PK5"),
]


@pytest.mark.parametrize(("text", "mention", "admin1"), UNKNOWN)
def test_unknown_names_are_placed_at_what_holds_them(text, mention, admin1, gazetteer):
    found = {text[p.start : p.end]: p for p in find(text, gazetteer)}
    place = found[mention]
    assert (place.admin1_pcode, place.level, place.reason) == (admin1, "place", "")
    assert place.latitude is None  # nobody knows its point
    assert place.label_latitude is not None


@pytest.mark.parametrize(
    ("town", "holder"),
    [("KABUL", None), ("ISLAMABAD", None), ("KHOST", "AF1401"), ("WANA", "PK530")],
)
def test_an_unknown_village_lies_by_the_town_of_a_dateline_but_by_no_capital(
    town, holder, gazetteer
):
    found = find(f"{town}: Shells hit Wara Tangi village on Sunday, killing two.", gazetteer)
    assert [p.admin2_pcode for p in found if p.text.startswith("Wara Tangi")] == [holder]


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


REPORTS = [
    # What a report of the line takes no trouble to place lies along it; nobody is hit there in the
    # places that are only named with it.
    (
        (
            "Paktika was shelled on Monday, when a team was to play in Lahore. Two men died.\n\n"
            "They had come to Urgun. The strike hit a guest house in Tor Zarand village, a doctor said."
        ),
        "Tor Zarand",
        "AF12",
    ),
    (
        (
            "Three soldiers were killed in Kurram on Sunday. One of them was Naik Gul of Chakwal. "
            "An official said that the post stood at Wucha Tangi."
        ),
        "Wucha Tangi",
        "PK5",
    ),
    (
        (
            "The wounded were taken to a hospital in Gardez. They said that shells had hit the market "
            "of Sra Wobo village at noon."
        ),
        "Sra Wobo",
        "AF13",
    ),
    # A town is where its own quarters are.
    (
        "A bomb went off in Lahore on Friday. It hit a shop in Tor Zarand bazaar, killing two.",
        "Tor Zarand",
        "PK6",
    ),
    # It is said to be more than a village.
    ("A shell hit Gabar, a scatter of terraces in Lowi Mamund, and killed one.", "Gabar", "PK5"),
    ("A shell killed two in Tor Zarand, a hamlet near the line in Lalpur.", "Tor Zarand", "AF06"),
]


@pytest.mark.parametrize(("text", "mention", "admin1"), REPORTS)
def test_what_is_not_known_lies_where_the_report_is_of(text, mention, admin1, gazetteer):
    found = [p for p in find(text, gazetteer) if text[p.start : p.end].startswith(mention)]
    assert [(p.admin1_pcode, p.level) for p in found] == [(admin1, "place")]


@pytest.mark.parametrize(
    ("ended", "admin1"),
    [
        # A report about one province alone.
        ("In Goshta a post burned.", "AF06"),
        ("In Goshta a post burned. Shells fell on Barmal.", None),
    ],
)
def test_what_is_told_long_behind_a_name_holds_it_in_a_report_about_one_province(
    ended, admin1, gazetteer
):
    said = " Nothing else was said." * 3
    text = f"Shells hit Wara Tangi village on Sunday.{said} {ended}"
    found = [p for p in find(text, gazetteer) if p.text.startswith("Wara Tangi")]
    assert [p.admin1_pcode for p in found] == [admin1]


@pytest.mark.parametrize(
    ("text", "latitude"),
    [
        # The gazetteer's Alwara lies 2 km south of North Waziristan, and may be off by 3.
        ("Three soldiers were killed at Alwara in North Waziristan on Sunday.", 32.66),
        ("Three soldiers were killed at Alwara in Kurram on Sunday.", None),
    ],
)
def test_a_place_at_the_edge_of_a_district_is_in_both(text, latitude, gazetteer):
    (place,) = (p for p in find(text, gazetteer) if text[p.start : p.end] == "Alwara")
    assert (place.latitude and round(place.latitude, 2)) == latitude
