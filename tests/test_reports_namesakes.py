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
