"""Incidents of articles and statements as both sides' outlets write them."""

from __future__ import annotations

import pytest
from report_incidents import AIR, ATTACK, CLASH, OTHER, check

from geo import region

# Name, day of publication, title, text, and of each incident: first and last day, type, side that
# acted, role, and names of its places.
REPORTS = [
    (
        "what the lead only recalls says how a later sentence's strikes came about",
        "2024-12-28",
        "Posts across the line hit",
        (
            "The Afghan defence ministry said on Saturday that its forces had hit posts in Kurram, days"
            " after Pakistani planes bombed Barmal in Paktika.\n\nThe strikes of Tuesday night in Barmal"
            " killed 46 people, Kabul says.\n"
        ),
        [
            ("2024-12-28", "2024-12-28", CLASH, "afghanistan", "current", ("Kurram",)),
            ("2024-12-24", "2024-12-24", AIR, "pakistan", "current", ("Barmal",)),
        ],
    ),
    (
        "a separate operation, and since when violence has grown",
        "2026-04-11",
        "Infiltration foiled",
        (
            "Troops killed 13 militants in the Hassan Khel area of North Waziristan on Friday, the ISPR"
            " said.\n\nIn a separate intelligence-based operation in Spinwam, two more were killed."
            "\n\nViolence has surged in Balochistan since the group ended its ceasefire in November 2022.\n"
        ),
        [
            ("2026-04-10", "2026-04-10", CLASH, "pakistan", "current", ("Hassan Khel",)),
            ("2026-04-10", "2026-04-10", CLASH, "pakistan", "current", ("Spinwam",)),
        ],
    ),
    (
        "armed men of no name who attacked a town, told to a newspaper that is called a post",
        "2025-10-18",
        "Attack in Wana",
        "Militants attacked Wana on Friday, an official told the Khyber Post.\n",
        [("2025-10-17", "2025-10-17", CLASH, "unknown", "current", ("Wana",))],
    ),
    (
        "the toll of a clash in a town has risen",
        "2017-05-07",
        "Toll rises",
        "The death toll from Friday's clash at Chaman has risen to 12, doctors said.\n",
        [("2017-05-05", "2017-05-05", CLASH, "unknown", "current", ("Chaman",))],
    ),
    (
        "operations of a night that answered air strikes, and where they were",
        "2025-10-12",
        "Statement",
        (
            "Last night, in retaliation for repeated violations and airstrikes by the Pakistani military,"
            " the forces of the Islamic Emirate carried out operations along the Durand Line. 58 Pakistani"
            " soldiers were killed.\n\nThe operations, which were carried out in Khost and Kunar, ended at"
            " midnight.\n"
        ),
        [("2025-10-11", "2025-10-11", CLASH, "afghanistan", "current", ("Khost", "Kunar"))],
    ),
    (
        "a state's army that attacked with a group beside it",
        "2025-10-12",
        "Statement",
        (
            "On Saturday night Afghan Taliban and Indian sponsored Fitna al Khawarij launched an unprovoked"
            " attack in Kurram, the ISPR said. 23 soldiers embraced martyrdom.\n"
        ),
        [("2025-10-11", "2025-10-11", CLASH, "afghanistan", "current", ("Kurram",))],
    ),
    (
        "one flight over two districts, a headquarters that was hit, and what it answered",
        "2024-03-19",
        "Strikes",
        (
            "The aircraft struck early on Monday in Khost's Spera district and in Barmal district of"
            " Paktika, killing three children, a spokesman in Kabul said. They hit the police headquarters"
            " in Urgun.\n\nThe strikes came two days after militants rammed a truck full of explosives into"
            " a post in Mir Ali, killing seven soldiers.\n"
        ),
        [
            (
                "2024-03-18",
                "2024-03-18",
                AIR,
                "pakistan",
                "current",
                ("Spera", "Barmal", "Urgun"),
            ),
            ("2024-03-16", "2024-03-16", "Suicide bomb", "unknown", "background", ("Mir Ali",)),
        ],
    ),
    (
        "a gate that was shut in a month that is recalled",
        "2011-11-27",
        "Posts hit",
        (
            "NATO helicopters attacked a Pakistani post near Salala in Mohmand agency on Saturday, killing"
            " 24 soldiers, the Pakistani military said. Pakistan shut the Torkham crossing.\n\nIn September"
            " 2010, two Pakistani soldiers were killed when NATO helicopters fired on a post in Kurram, and"
            " Torkham was closed for ten days.\n"
        ),
        [
            ("2011-11-26", "2011-11-26", AIR, "other", "current", ("Salala",)),
            ("2011-11-26", "2011-11-27", OTHER, "pakistan", "current", ("Torkham",)),
            ("2010-09-01", "2010-09-30", AIR, "other", "background", ("Kurram",)),
            ("2010-09-01", "2010-09-30", OTHER, "pakistan", "background", ("Torkham",)),
        ],
    ),
    (
        "the dead since the fighting began, which dates nothing else",
        "2026-03-06",
        "Posts captured",
        (
            "The Ministry of National Defense said on Thursday that Afghan forces captured two posts in"
            " Paktia and killed 15 soldiers.\n\nThe UN mission says at least 185 civilians have been killed"
            " in Afghanistan since the fighting began on 26 February.\n"
        ),
        [
            ("2026-03-05", "2026-03-05", CLASH, "afghanistan", "current", ("Paktia",)),
            ("2026-02-26", "2026-03-06", CLASH, "unknown", "aggregate", ()),
        ],
    ),
    (
        "a truce that had ended days of fighting tells no event",
        "2025-10-18",
        "Strike in Barmal",
        (
            "Jets hit Barmal on Friday, killing two people.\n\nThe ceasefire had halted days of fighting"
            " that killed dozens of people and wounded hundreds.\n"
        ),
        [("2025-10-17", "2025-10-17", AIR, "pakistan", "current", ("Barmal",))],
    ),
    (
        "a terminal that was blown up in the course of a fight",
        "2025-10-16",
        "Fire at Torkham",
        (
            "Afghan and Pakistani forces exchanged fire at Torkham on Wednesday. A border terminal was"
            " blown up in the fighting, officials said.\n"
        ),
        [("2025-10-15", "2025-10-15", CLASH, "unknown", "current", ("Torkham",))],
    ),
    (
        "how many were killed in four days, of which one is the news",
        "2025-04-28",
        "Infiltration foiled",
        (
            "Troops killed 17 militants at Hassan Khel in North Waziristan on Sunday night, the ISPR said."
            "\n\nThe number of militants killed along the border in the last four days has risen to 88.\n"
        ),
        [
            ("2025-04-27", "2025-04-27", CLASH, "pakistan", "current", ("Hassan Khel",)),
            ("2025-04-25", "2025-04-28", CLASH, "pakistan", "aggregate", ()),
        ],
    ),
    (
        "so many killed in two districts at some time of a week",
        "2025-10-30",
        "Convoy attacked",
        (
            "Six soldiers were killed on Wednesday when their convoy was attacked at Dogar in Kurram.\n\n"
            "Earlier this week the army said it had killed 25 militants who were crossing into North"
            " Waziristan and Kurram.\n"
        ),
        [
            ("2025-10-29", "2025-10-29", ATTACK, "unknown", "current", ("Dogar",)),
            (
                "2025-10-26",
                "2025-10-30",
                CLASH,
                "pakistan",
                "aggregate",
                ("North Waziristan", "Kurram"),
            ),
        ],
    ),
    (
        "a raid elsewhere whose day is told behind the news of which none is",
        "2024-12-29",
        "Strikes in Khost",
        (
            "At least 47 civilians were killed in Pakistan's airstrikes on Khost, officials said on Sunday."
            "\n\nSeven soldiers were killed in North Waziristan on Thursday, Islamabad said.\n"
        ),
        [
            ("2024-12-29", "2024-12-29", AIR, "pakistan", "current", ("Khost",)),
            ("2024-12-26", "2024-12-26", CLASH, "unknown", "current", ("North Waziristan",)),
        ],
    ),
    (
        "a gate that was opened and is shut again",
        "2026-03-04",
        "Gate shut",
        (
            "The Ghulam Khan crossing, which was reopened in January after three months, was shut again"
            " on Wednesday morning, traders said.\n"
        ),
        [("2026-03-04", "2026-03-04", OTHER, "unknown", "current", ("Ghulam Khan crossing",))],
    ),
]


@pytest.mark.parametrize(
    ("published", "title", "text", "incidents"),
    [row[1:] for row in REPORTS],
    ids=[row[0] for row in REPORTS],
)
def test_incidents_of_an_article(published, title, text, incidents):
    check(published, title, text, incidents, region.load("durand"))
