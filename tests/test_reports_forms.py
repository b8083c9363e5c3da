"""Forms: lines of a label and what it says, one incident together."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document

SHELLING, AIR = "Shelling/artillery/missile attack", "Air/drone strike"
BOMB, CLASH = "Remote explosive/landmine/IED", "Armed clash"

# A form; of each incident its days, type, side that acted, places, and figures by metric.
FORMS = [
    (
        (
            "Date: 12 October 2025\nLocation: Zor Kot, Zazi Maidan, Khost\nType: artillery fire\n"
            "Party: Pakistani forces\nKilled: 2 civilians\nInjured: 5 civilians\n"
        ),
        [("2025-10-12", SHELLING, "pakistan", "Zazi Maidan", {"killed": 2, "wounded": 5})],
    ),
    (
        (
            "DATE OF EVENT: 30/09/2025\nPLACE OF INCIDENT: Barmal district, Paktika\n"
            "WHAT: drone strike on a vehicle\nALLEGED PARTY: Pakistani military\nKILLED: 3 men\n"
            "REMARKS: wreckage seen\n"
        ),
        [("2025-09-30", AIR, "pakistan", "Barmal", {"killed": 3})],
    ),
    (
        (
            "When: 11 October 2025\nWhere: Wana, South Waziristan\nEvent: roadside bomb hit a van\n"
            "Dead: 1 policeman\nWounded: 4 policemen\n"
        ),
        [("2025-10-11", BOMB, "unknown", "Wana", {"killed": 1, "wounded": 4})],
    ),
    (
        (
            "LOC: Kharlachi, Kurram\nDATE: 10 October 2025\nEVENT: exchange of fire between posts\n"
            "CASUALTIES: none\n"
        ),
        [("2025-10-10", CLASH, "unknown", "Kharlachi", {})],
    ),
    (
        (
            "Area: Kharlachi, Kurram\nDay: 10 October 2025\nIncident: exchange of fire between posts\n"
            "Casualties: none\n"
        ),
        [("2025-10-10", CLASH, "unknown", "Kharlachi", {})],
    ),
]


@pytest.fixture(scope="module")
def pack():
    return region.load("durand")


def read(text, pack):
    document = Document("t", text, published=date(2025, 10, 14))
    return reading.eval_form(document, reading.read_one(document, pack))["incidents"]


@pytest.mark.parametrize(("text", "incidents"), FORMS)
def test_the_lines_of_a_form_tell_one_incident(text, incidents, pack):
    found = read(text, pack)
    assert len(found) == len(incidents)
    for incident, (day, kind, side, place, figures) in zip(found, incidents, strict=True):
        assert (incident["date_start"], incident["date_end"]) == (day, day)
        assert (incident["sub_event_type"], incident["actor1_side"]) == (kind, side)
        assert place in [p["mention"] for p in incident["places"]]
        counts = {c["metric"]: c["count_min"] for c in incident["claims"] if c["count_max"]}
        assert counts == figures


def test_a_second_event_of_a_form_has_its_place(pack):
    text = FORMS[0][0] + "Remarks: A second shell fell on 13 October; no casualties.\n"
    days = [(i["date_start"], [p["mention"] for p in i["places"]]) for i in read(text, pack)]
    assert days == [
        ("2025-10-12", ["Zor Kot", "Zazi Maidan", "Khost"]),
        ("2025-10-13", ["Zor Kot", "Zazi Maidan", "Khost"]),
    ]


def test_lines_of_places_are_no_form(pack):
    text = (
        "NANGARHAR: A bomb killed two men in Jalalabad on Sunday.\nKUNAR: Shells killed one in Nari"
        " on Monday.\nKHOST: A drone hurt three in Spera on Monday.\nPAKTIA: nothing to report.\n"
    )
    assert len(read(text, pack)) == 3
