"""A known district keeps its name, however far it lies from what its sentence begins with."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document
from geo.reports.where import places

PACK = region.load("durand")

PAIRS = [
    ("Chitral", "Nushki"),
    ("Chitral", "Noshki"),
    ("Kurram", "Chagai"),
    ("Bajaur", "Zhob"),
    ("Khyber", "Hangu"),
    ("Mohmand", "Tank"),
    ("Chitral", "Panjgur"),
    ("Kunar", "Urgun"),
    ("Kunar", "Spin Boldak"),
    ("Nangarhar", "Barmal"),
    ("Paktika", "Dangam"),
    ("Khost", "Goshta"),
    ("Paktika", "Sarkani"),
    ("Khost", "Nari"),
]


@pytest.mark.parametrize(
    "words",
    [
        "In {first} a post was hit on Monday, and so was a position in {then}.",
        "In the {first} sector one post was destroyed, and so was a post in the {then} sector.",
        "In {first} shells fell on homes, and two men were killed in {then}.",
    ],
)
@pytest.mark.parametrize(("first", "then"), PAIRS)
def test_a_district_behind_another_is_itself(first, then, words):
    report = Document("t", words.format(first=first, then=then), published=date(2026, 3, 5))
    found = places.find(report, reading.gazetteer_of(PACK))
    told = [place for place in found if place.text.startswith(then)]
    assert [place.rule.startswith("frame") for place in told] == [False], told


HOMONYMS = [
    ("Shahkot", "Neelum", "Azad Kashmir"),
    ("Khash", "Khashrod", "Nimroz"),
    ("Alingar", "Alingar", "Laghman"),
    ("Sarobi", "Barmal", "Paktika"),
    ("Sarobi", "Paghman", "Kabul"),
]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Shelling in {province} kills two", "Shells hit {name} on Sunday."),
        ("Shelling in {district}, {province} kills two", "Shells hit {name} on Sunday."),
        ("", "Shells hit {name} in {province} on Sunday."),
        ("", "Fire was exchanged in {district}, {province}.\n\nShells hit {name} on Sunday."),
        ("", "Fire was exchanged in {province}.\n\nShells hit {name} on Sunday."),
    ],
)
@pytest.mark.parametrize(("name", "district", "province"), HOMONYMS)
def test_of_places_of_one_name_that_of_the_province_is_meant(
    name, district, province, title, words
):
    said = {"name": name, "district": district, "province": province}
    text = words.format(**said)
    report = Document("t", text, published=date(2026, 3, 5), title=title.format(**said))
    found = places.find(report, reading.gazetteer_of(PACK))
    told = [place.admin1 for place in found if place.text == name]
    assert set(told) == {province}


@pytest.mark.parametrize("far", ["Spin Boldak", "Barmal", "Bahramcha", "Dangam"])
def test_a_subdistrict_of_two_words_is_no_village_beside_a_far_name(far: str) -> None:
    text = f"Six died in Upper Kurram on Thursday.\n\nTroops opened fire at {far} on Thursday."
    document = Document("x", text, published=date(2025, 11, 6)).read_in(PACK)
    found = places.find(document, reading.gazetteer_of(PACK))
    assert [p.level for p in found if p.text == "Upper Kurram"] == ["admin3"]
