"""What a report's sentences, lists and tables are put together to: one incident each."""

from __future__ import annotations

from datetime import date

import pytest
from report_incidents import AIR, CLASH, SHELLING, check

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document

# Name, day of publication, title, text, and of each incident: first and last day, type, side that
# acted, role, and names of its places.
REPORTS = [
    (
        "places with days of their own share a verb and who did it",
        "2025-11-26",
        "",
        "Pakistani jets bombed Barmal on Monday and Gurbuz on Tuesday, killing four people.",
        [
            ("2025-11-24", "2025-11-24", AIR, "pakistan", "current", ("Barmal",)),
            ("2025-11-25", "2025-11-25", AIR, "pakistan", "current", ("Gurbuz",)),
        ],
    ),
    (
        "what has lasted for days began so many days before",
        "2025-11-25",
        "",
        "Clashes have been going on in Barmal district of Paktika for three days.",
        [("2025-11-22", "2025-11-25", CLASH, "unknown", "current", ("Barmal", "Paktika"))],
    ),
    (
        "families who left because a day was over are no event",
        "2025-11-25",
        "Entries of November",
        (
            "On November 23 a shell hit a house in Gurbuz district of Khost and killed a boy.\n\n"
            "On November 24 some 20 refugee families left Miranshah since the deadline was over.\n"
        ),
        [("2025-11-23", "2025-11-23", SHELLING, "unknown", "current", ("Gurbuz", "Khost"))],
    ),
    (
        "the dead of a lead and the same dead with their day",
        "2025-11-25",
        "Strike on Kurram",
        (
            "At least nine people died in shelling by Afghan forces in Pakistan's northwest, officials"
            " said.\n\nAfghan guns hit a house in Kurram last night, killing nine people, a doctor"
            " said.\n"
        ),
        [("2025-11-24", "2025-11-24", SHELLING, "afghanistan", "current", ("Kurram",))],
    ),
    (
        "what an attack answers lends it no day",
        "2026-02-26",
        "Clashes in Kurram",
        (
            "Afghan forces killed several Pakistani soldiers during clashes at posts in Kurram, a"
            " spokesman in Kabul said. He described the fighting as a response to Pakistani airstrikes"
            " earlier this week.\n"
        ),
        [("2026-02-26", "2026-02-26", CLASH, "unknown", "current", ("Kurram",))],
    ),
    (
        "what a sentence begins with is not what was struck the day after",
        "2025-11-27",
        "Strike in Paktika",
        (
            "A day after a suicide bombing in Peshawar, a spokesman in Kabul said that a Pakistani"
            " strike had hit a house in the Barmal district of Paktika, killing four people.\n"
        ),
        [
            ("2025-11-27", "2025-11-27", AIR, "pakistan", "current", ("Barmal", "Paktika")),
        ],
    ),
    (
        "events before a strike of which no day is told are no incidents",
        "2025-11-27",
        "Jets over Paktika",
        "After bombs in Bannu and Bajaur, Pakistani jets struck a house in Barmal on Wednesday.\n",
        [("2025-11-26", "2025-11-26", AIR, "pakistan", "current", ("Barmal",))],
    ),
    (
        "the sentences that follow say when and where what a report opens with was",
        "2024-05-14",
        "Bomber of a rally",
        (
            "The Islamic State group's affiliate said on Tuesday that one of its members had detonated an"
            " explosive vest among supporters of a party in Khar, Bajaur.\n\nSunday's bombing killed 31"
            " people, police said. The claim came through a channel.\n"
        ),
        [("2024-05-12", "2024-05-12", "Suicide bomb", "iskp", "current", ("Khar",))],
    ),
    (
        "what officials had counted on a day was told on it",
        "2026-04-20",
        "Toll goes up",
        (
            "Seven people have been killed by Pakistani shelling of Achin district on Saturday, doctors"
            " said on Monday.\n\nOn Sunday district officials had counted five dead and twelve wounded.\n"
        ),
        [("2026-04-18", "2026-04-18", SHELLING, "pakistan", "current", ("Achin",))],
    ),
    (
        "suicide bombers among the dead are no suicide bomb",
        "2025-11-07",
        "Infiltration foiled",
        (
            "On the night of 5/6 November troops engaged a group that tried to infiltrate at Ghulam Khan,"
            " North Waziristan. Eleven militants, including four suicide bombers, were killed.\n"
        ),
        [("2025-11-05", "2025-11-06", CLASH, "pakistan", "current", ("Ghulam Khan",))],
    ),
    (
        "what was answered stands before the comma",
        "2025-10-12",
        "Answered",
        "In retaliation for air strikes, the Taliban shelled Pakistani posts opposite Goshta on Saturday.\n",
        [("2025-10-11", "2025-10-11", SHELLING, "afghanistan", "current", ("Goshta",))],
    ),
    (
        "each side says that the other began",
        "2016-05-23",
        "Skirmish",
        (
            "Afghan and Pakistani forces exchanged fire on Sunday near Angoor Adda, officials"
            " said.\n\nA Pakistani official said that Afghan soldiers had fired first from positions in"
            " Paktika and that two of his men were killed. The governor said that three Afghan policemen"
            " had died and that the Pakistanis had started the shooting.\n"
        ),
        [("2016-05-22", "2016-05-22", CLASH, "unknown", "current", ("Angoor Adda",))],
    ),
    (
        "the news told as that since which people left",
        "2026-03-17",
        "Under canvas",
        (
            "About 400 families have left their villages in Zazi Maidan, a district of Khost, since"
            " Pakistani artillery opened up on Saturday night, residents said.\n\nThe district governor"
            " gave a total of three dead.\n"
        ),
        [("2026-03-14", "2026-03-14", SHELLING, "pakistan", "current", ("Zazi Maidan",))],
    ),
    (
        "since the day when they fought: the fight lasted that day",
        "2025-10-17",
        "Families leave",
        (
            "Two hundred families have left Dangam in Kunar since Tuesday, when Pakistani and Afghan"
            " forces fought each other across the river, elders said.\n"
        ),
        [("2025-10-14", "2025-10-14", CLASH, "unknown", "current", ("Dangam", "Kunar"))],
    ),
    (
        "a day with its year is no night, whatever the morning was like",
        "2025-10-17",
        "A quiet morning",
        (
            "Pakistani shells killed two people in Dangam in Kunar on 14 October 2025. It was quiet by"
            " the next morning.\n"
        ),
        [("2025-10-14", "2025-10-14", SHELLING, "pakistan", "current", ("Dangam", "Kunar"))],
    ),
    (
        "a scene, and what followed",
        "2024-09-12",
        "What the hill remembers",
        "Monday afternoon was loud at Palosin, in the Zazi Maidan district. Afghan guards were fired upon there by Pakistani soldiers, and four of them were killed. Their bodies were handed over on Wednesday.\n",
        [
            (
                "2024-09-09",
                "2024-09-09",
                "Armed clash",
                "pakistan",
                "current",
                ("Palosin", "Zazi Maidan"),
            ),
        ],
    ),
]


@pytest.fixture(scope="module")
def pack():
    return region.load("durand")


@pytest.mark.parametrize(
    ("published", "title", "text", "incidents"),
    [row[1:] for row in REPORTS],
    ids=[row[0] for row in REPORTS],
)
def test_incidents_of_a_report(published, title, text, incidents, pack):
    check(published, title, text, incidents, pack)


def test_an_item_of_a_live_page_takes_no_place_of_another(pack):
    text = (
        "LIVE: Border fighting\n\n18:05 GMT\nGate shut\nTorkham stayed shut on Saturday, officials"
        " said.\n\n15:40 GMT\nHospital treats wounded\nDr Mir Hassan, the head of the hospital in"
        " Parachinar, said it had received the bodies of four soldiers and 17 wounded.\n\n12:10 GMT\n"
        "Drone in Nangarhar\nA drone hit a car in Lal Pur district on Saturday, killing two men.\n"
    )
    document = Document("t", text, published=date(2026, 3, 14))
    found = reading.eval_form(document, reading.read_one(document, pack))["incidents"]
    places = {
        claim["count_min"]: [place["mention"] for place in incident["places"]]
        for incident in found
        for claim in incident["claims"]
    }
    assert places[4] == places[17] == []
    assert "Lal Pur" in places[2]


OF_NOWHERE = [
    ("Killed 3 processes on node 1.", 0),
    ("2026-11-28 17:02:12 WARN killer killed 3 processes", 0),
    ("A hundred fell, the hour was late, and on the hill the dead men roamed.", 0),
    ("Three men were killed in Khost.", 1),
    ("Three Pakistani soldiers were killed.", 1),
    ("Three Afghan soldiers were killed.", 1),
    ("Three men were killed, the Afghan defence ministry said.", 1),
    ("Three men were killed, the Pakistani army said.", 1),
]


@pytest.mark.parametrize(("text", "incidents"), OF_NOWHERE)
def test_what_names_neither_a_place_nor_a_side_is_none_of_the_region(text, incidents):
    document = Document("t", text, published=date(2026, 11, 28))
    assert len(reading.read_one(document, region.load())) == incidents
