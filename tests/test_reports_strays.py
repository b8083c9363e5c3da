"""Places of sentences that begin no incident and go on with none."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document

PACK = region.load()
LEAD = (
    "Two soldiers were killed in Kurram on Sunday when militants fired on a patrol, the army said."
)


def places(text: str) -> list[set[str]]:
    """Return the places of each incident."""
    document = Document("t", text, publisher="Reuters", published=date(2025, 3, 3))
    return [{place.name for place in i.places} for i in reading.read_one(document, PACK)]


FIRED = "Afghan and Pakistani guards exchanged fire near Torkham on Sunday, officials said."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            f"{FIRED} It began when the other side raised a post in the Bacha Mena area.",
            "Bacha Maina",
        ),
        (
            f"{LEAD} They had set upon two posts close to the border in the Baizai area of Mohmand.",
            "Mohmand",
        ),
    ],
)
def test_a_place_told_beside_an_incident_is_its_own(text, name):
    assert any(name in found for found in places(text))


@pytest.mark.parametrize(
    "text",
    [
        f"{LEAD} Three people died of measles in Takhta Pul.",
        f"{LEAD} An avalanche killed four shepherds in the Karimabad valley of Chitral.",
        f"{LEAD} The minister will travel to Torkham on Friday.",
        f"{LEAD} The road to Ghulam Khan remained open.",
    ],
)
def test_what_happened_otherwise_gives_it_no_place(text):
    assert places(text) == [{"Kurram"}]


def test_a_place_of_another_day_is_not_of_this_day():
    found = places(f"{LEAD} On Friday helicopters had come over the Baizai area.")
    assert found[0] == {"Kurram"}
