"""Disasters beside violence: the event is told, and the dead of the disaster are none of its."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document

PACK = region.load()
FIRED = "Guards of both sides fired at each other on Tuesday in Dangam"

ROWS = [
    # A report, and of each of its incidents the place and what is counted.
    (f"{FIRED}, three days after an earthquake.", [("Dangam", [])]),
    (f"{FIRED}, days after the earthquake there killed 1,400 people.", [("Dangam", [])]),
    (f"{FIRED}, after the floods had left 300 dead.", [("Dangam", [])]),
    (f"{FIRED}, killing two, days after a quake.", [("Dangam", [2])]),
    (
        (
            f"{FIRED}, three days after an earthquake. More than 1,400 people are dead, nearly all of "
            "them in Kunar. Nurgal and Watapur districts are the worst hit."
        ),
        [("Dangam", [])],
    ),
    (f"{FIRED}. The quake of Sunday levelled villages in Nurgal; 300 died.", [("Dangam", [])]),
    ("Shells fell on tents of quake survivors in Dangam and killed two.", [("Dangam", [2])]),
    ("Shells killed two in Dangam, in an area still reeling from floods.", [("Dangam", [2])]),
    ("Amid floods, troops and militants clashed in Bajaur; two died.", [("Bajaur", [2])]),
    ("Troops helping flood victims were attacked in Buner; two were killed.", [("Buner", [2])]),
    (f"{FIRED}, days after an earthquake destroyed 300 houses there.", [("Dangam", [])]),
    (
        (
            "Helicopters set down men on Tuesday, after an earthquake had flattened villages in Kunar. "
            "At least 1,400 people were killed."
        ),
        [],
    ),
    ("An earthquake killed 14 people in Dangam on Tuesday.", []),
    ("A landslide hit the road in Dangam on Tuesday, killing three soldiers.", []),
    ("Floods have killed 40 people in Nuristan since Sunday.", []),
]


@pytest.mark.parametrize(("text", "told"), ROWS)
def test_a_disaster_is_no_incident_and_hides_none(text, told):
    found = reading.read_one(Document("x", text, published=date(2026, 3, 5)), PACK)
    read = [(i.places[0].name, [c.count_min for c in i.claims]) for i in found]
    assert read == told
    assert all(len(incident.places) == 1 for incident in found)
