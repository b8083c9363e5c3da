"""Reports of which several incidents are put together."""

from __future__ import annotations

import pytest
from report_incidents import AIR, BOMB, CLASH, OTHER, SHELLING, check

from geo import region

# As in `test_reports_incidents.py`.
REPORTS = [
    (
        "more strikes are of the day of the strikes, not of a raid told between them",
        "2025-11-25",
        "Strike on Khost",
        (
            "Pakistani jets struck a house in Gurbuz district of Khost on Tuesday, killing ten people,"
            " officials said. It came a day after a suicide bombing that killed three policemen in Peshawar.\n\n"
            "Air strikes also hit Kunar, wounding four people.\n"
        ),
        [
            ("2025-11-25", "2025-11-25", AIR, "pakistan", "current", ("Gurbuz", "Khost")),
            ("2025-11-24", "2025-11-24", "Suicide bomb", "unknown", "current", ("Peshawar",)),
            ("2025-11-25", "2025-11-25", AIR, "pakistan", "current", ("Kunar",)),
        ],
    ),
    (
        "a strike of the lead that a later sentence tells again with its night and village",
        "2025-11-25",
        "Strike on Khost",
        (
            "Ten people were killed after a Pakistani strike hit a house in Khost, officials said on"
            " Tuesday.\n\nMore air strikes hit Kunar, a spokesman confirmed, wounding four.\n\n"
            "Islamabad has not answered.\n\nNobody has been named.\n\nLast night, in the Gurbuz"
            " district of Khost, Pakistani forces bombed the house of a shopkeeper.\n"
        ),
        [
            ("2025-11-24", "2025-11-24", AIR, "pakistan", "current", ("Khost", "Gurbuz")),
            ("2025-11-24", "2025-11-24", AIR, "pakistan", "current", ("Kunar",)),
        ],
    ),
    (
        "figures of two places, told in the sentences that follow each",
        "2025-08-28",
        "Two districts",
        (
            "Officials say that Pakistani forces carried out drone attacks on Wednesday night on the"
            " Shinwar district of Nangarhar and the Spera district of Khost.\n\nIn Spera, a house was hit"
            " and three children were killed. Five others were wounded.\n\nIn Shinwar, a house was"
            " targeted, said the deputy governor. Eight people were injured there.\n"
        ),
        [
            ("2025-08-27", "2025-08-27", AIR, "pakistan", "current", ("Spera",)),
            ("2025-08-27", "2025-08-27", AIR, "pakistan", "current", ("Shinwar",)),
        ],
    ),
    (
        "clashes that come after a strike, which is history",
        "2024-12-29",
        "Fighting in two districts",
        (
            "Fighting between Taliban forces and Pakistani soldiers in Dand-e-Patan has left 19 soldiers"
            " dead, a source said on Saturday.\n\nThe clashes come after Pakistani jets bombed Barmal on"
            " Tuesday night, killing 46 people.\n"
        ),
        [
            ("2024-12-28", "2024-12-28", CLASH, "unknown", "current", ("Dand-e-Patan",)),
            ("2024-12-24", "2024-12-24", AIR, "pakistan", "background", ("Barmal",)),
        ],
    ),
    (
        "a gate shut after the firing, on its day; a bombing that a group claims is a bomb",
        "2024-08-13",
        "Torkham shut",
        (
            "Three Afghan Taliban fighters were killed in an exchange of fire at Torkham on Monday,"
            " sources said.\n\nThe border was closed for trade after the firing.\n\nISKP claimed a bombing at"
            " a restaurant in Kabul on 11 August that killed seven people.\n"
        ),
        [
            ("2024-08-12", "2024-08-12", CLASH, "unknown", "current", ("Torkham",)),
            ("2024-08-12", "2024-08-13", OTHER, "unknown", "current", ("Torkham",)),
            ("2024-08-11", "2024-08-11", BOMB, "iskp", "current", ("Kabul",)),
        ],
    ),
    (
        "a sum so far, a fight of the day, and a month's toll at no place",
        "2026-03-05",
        "Killed so far",
        (
            "The minister says 435 Afghan Taliban fighters have been killed so far in the"
            " operation.\n\nOn Wednesday an attack on a post in Zhob was repulsed and 13 Taliban were"
            " killed, he said. Two soldiers were martyred.\n\nIn October, fighting killed 60 people along"
            " the border.\n"
        ),
        [
            ("2026-03-04", "2026-03-04", CLASH, "pakistan", "aggregate", ()),
            ("2026-03-04", "2026-03-04", CLASH, "afghanistan", "current", ("Zhob",)),
            ("2025-10-01", "2025-10-31", CLASH, "unknown", "aggregate", ()),
        ],
    ),
    (
        "an item of a list that sums up several days at no place",
        "2026-03-09",
        "Flash update",
        (
            "* Between 26 February and 8 March 61 civilians were killed and 149 injured.\n"
            "* On 7 March shells from across the border killed three people in Dangam, Kunar.\n"
        ),
        [
            ("2026-02-26", "2026-03-08", SHELLING, "unknown", "aggregate", ()),
            ("2026-03-07", "2026-03-07", SHELLING, "unknown", "current", ("Dangam",)),
        ],
    ),
    (
        "headings that are days: what stands under one happened on it",
        "2026-03-01",
        "The weekend",
        (
            "FRIDAY, 27 FEBRUARY\nPakistani jets bombed two barracks in Gardez, Paktia, killing nine"
            " soldiers, the governor said.\n\nSATURDAY, 28 FEBRUARY\nPakistani shells fell on Tani in"
            " Khost from noon on. Five people were hurt.\n"
        ),
        [
            ("2026-02-27", "2026-02-27", AIR, "pakistan", "current", ("Gardez",)),
            ("2026-02-28", "2026-02-28", SHELLING, "pakistan", "current", ("Tani",)),
        ],
    ),
    (
        "items with heads, all of the night that the words over them name",
        "2026-03-13",
        "One night",
        (
            "What is known of the fighting of Wednesday night, place by place.\n\n"
            "BAJAUR. Mortar fire by Afghan forces on Nawagai killed a girl, police say.\n\n"
            "KUNAR. Pakistani artillery on Asmar wounded two people, officials said.\n"
        ),
        [
            ("2026-03-11", "2026-03-11", SHELLING, "afghanistan", "current", ("BAJAUR",)),
            ("2026-03-11", "2026-03-11", SHELLING, "pakistan", "current", ("KUNAR",)),
        ],
    ),
    (
        "a sum of three months, and one event of it that is long past",
        "2026-05-04",
        "Harm to civilians",
        (
            "Between 1 January and 31 March 2026 the mission recorded 187 civilians killed by"
            " fighting between Afghan and Pakistani forces.\n\nThe worst single event was the air"
            " strike by Pakistan on a bazaar in Bati Kot on 11 March, when 38 civilians were"
            " killed.\n"
        ),
        [
            ("2026-01-01", "2026-03-31", CLASH, "unknown", "aggregate", ()),
            ("2026-03-11", "2026-03-11", AIR, "pakistan", "background", ("Bati Kot",)),
        ],
    ),
    (
        "gates of a table: each row one, shut since its own day",
        "2025-11-30",
        "The crossings",
        (
            "| Crossing | Status | Since |\n| Torkham | closed by Pakistan | 12 October |\n"
            "| Ghulam Khan | closed by Pakistan | 12 October |\n"
        ),
        [
            ("2025-10-12", "2025-11-30", OTHER, "pakistan", "current", ("Torkham",)),
            ("2025-10-12", "2025-11-30", OTHER, "pakistan", "current", ("Ghulam Khan",)),
        ],
    ),
    (
        "an entry of a list says that a gate shut on its day, not until when",
        "2025-12-08",
        "Log of the week",
        (
            "4 Dec | Kharlachi, Kurram | gate closed after fire between posts\n"
            "5 Dec | Tani, Khost | shelling | 3 civilians wounded\n"
        ),
        [
            ("2025-12-04", "2025-12-04", OTHER, "unknown", "current", ("Kharlachi",)),
            ("2025-12-05", "2025-12-05", SHELLING, "unknown", "current", ("Tani",)),
        ],
    ),
    (
        "a ticker without marks, each line an item of its own day",
        "2026-03-11",
        "Ticker",
        (
            "BREAKING Upper Kurram: Afghan mortar bombs land on a school, two girls injured - police\n"
            "NUSHKI Three militants killed by troops on Monday night, army says\n"
            "CHAMAN Friendship Gate shut\nWEATHER Snow in the hills\n"
        ),
        [
            ("2026-03-11", "2026-03-11", SHELLING, "afghanistan", "current", ("Upper Kurram",)),
            ("2026-03-09", "2026-03-09", CLASH, "pakistan", "current", ("NUSHKI",)),
            ("2026-03-11", "2026-03-11", OTHER, "unknown", "current", ("Friendship Gate",)),
        ],
    ),
    (
        "a timeline: what is long past is background",
        "2026-04-02",
        "How it grew",
        (
            "9 October 2025 - Jets bomb Barmal, killing nine civilians.\n\n"
            "26 February 2026 - Afghan units attack Pakistani posts at Torkham.\n\n"
            "1 April 2026 - Shells fall on Dangam, killing two people.\n"
        ),
        [
            ("2025-10-09", "2025-10-09", AIR, "pakistan", "background", ("Barmal",)),
            ("2026-02-26", "2026-02-26", CLASH, "afghanistan", "background", ("Torkham",)),
            ("2026-04-01", "2026-04-01", SHELLING, "unknown", "current", ("Dangam",)),
        ],
    ),
    (
        "one exchange from both sides, and a gate that stayed shut since",
        "2025-11-14",
        "Forty minutes of shooting",
        (
            "Border guards of the two countries shot at each other near Torkham on Thursday, officials"
            " said, each insisting that the first bullet had come from the other. In Jalalabad the"
            " governor's spokesman reported two Afghan policemen hurt. The gate has stayed shut since.\n"
        ),
        [
            ("2025-11-13", "2025-11-13", CLASH, "unknown", "current", ("Torkham",)),
            ("2025-11-13", "2025-11-14", OTHER, "unknown", "current", ("Torkham",)),
        ],
    ),
    (
        "missiles of drones that were told of before",
        "2012-08-22",
        "Missiles in Shawal",
        (
            "American drones fired on compounds in the Shawal valley of North Waziristan, killing at"
            " least eighteen militants, officials said. The missiles landed on Tuesday at a house in"
            " Mana; four men died there.\n"
        ),
        [
            ("2012-08-21", "2012-08-21", AIR, "other", "current", ("Shawal",)),
            ("2012-08-21", "2012-08-21", AIR, "other", "current", ("Mana",)),
        ],
    ),
    (
        "heads of paragraphs",
        "2025-10-17",
        "Border brief",
        "CROSSINGS. Torkham: shut, sixth day running.\n\nKANDAHAR. On Wednesday 40 civilians died in the fighting in Spin Boldak.\n",
        [
            ("2025-10-12", "2025-10-17", "Other", "unknown", "current", ("Torkham",)),
            (
                "2025-10-15",
                "2025-10-15",
                "Armed clash",
                "unknown",
                "current",
                ("KANDAHAR", "Spin Boldak"),
            ),
        ],
    ),
    (
        "what was last week, in a clause that says where, does not date the news",
        "2010-07-13",
        "Raid on a post",
        "Heavily armed militants attacked a checkpoint near the line, killing two soldiers, officials said Tuesday. They said it was in Mohmand district where a double suicide bombing killed 43 people last week.\n\nMore than 20 militants attacked the post at Shatai in Mohmand late on Monday, killing two soldiers, a local official said.\n",
        [
            (
                "2010-07-12",
                "2010-07-12",
                "Attack",
                "unknown",
                "current",
                ("Shatai",),
            ),
            ("2010-07-05", "2010-07-11", "Suicide bomb", "unknown", "background", ("Mohmand",)),
        ],
    ),
    (
        "what an attack was an answer to, before the rest of what it did",
        "2025-10-12",
        "Posts taken",
        "Afghan forces attacked posts in the Bahramcha area of Helmand on Saturday night, a spokesman in Lashkargah said. It was an answer to Thursday, when Pakistani aircraft bombed a market in Barmal, he said. Fifteen Pakistani soldiers had been killed and three posts captured.\n",
        [
            (
                "2025-10-11",
                "2025-10-11",
                "Armed clash",
                "afghanistan",
                "current",
                ("Bahramcha", "Helmand"),
            ),
            (
                "2025-10-09",
                "2025-10-09",
                "Air/drone strike",
                "pakistan",
                "background",
                ("Barmal",),
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
