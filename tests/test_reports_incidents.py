"""Reports of our own words, in several layouts, and the incidents that they tell of."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document

AIR, SHELLING, CLASH = "Air/drone strike", "Shelling/artillery/missile attack", "Armed clash"
BOMB, ATTACK, OTHER = "Remote explosive/landmine/IED", "Attack", "Other"

# Name, day of publication, title, text, and of each incident: first and last day, type, side that
# acted, role, and names of its places.
REPORTS = [
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
            ("2026-04-01", "2026-04-01", SHELLING, "pakistan", "current", ("Dangam",)),
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
    (
        "o3",
        "2024-09-08",
        "Clashes in Zazi Maidan",
        """\
Clashes between the forces of the Islamic Emirate and Pakistani border guards, which erupted early on Saturday morning in the Palosi area of Zazi Maidan district in Khost, have ended, local officials said.

The spokesman of the Khost police, Taher Ahrar, confirmed the fighting but gave no details of casualties. He said the clash started after Pakistani forces attempted to set up a check post near the hypothetical line.

Residents told TOLOnews that a woman was wounded by gunfire. Mahmood, a resident of Zazi Maidan, said: "The shooting went on for five hours."

On the other side, officials in Kurram said that five Frontier Corps men were hurt. The crossing at Kharlachi was closed after the incident.
""",
        [
            (
                "2024-09-07",
                "2024-09-07",
                CLASH,
                "pakistan",
                "current",
                ("Palosi", "Zazi Maidan", "Khost"),
            ),
            ("2024-09-07", "2024-09-08", OTHER, "unknown", "current", ("Kharlachi",)),
        ],
    ),
    (
        "o6",
        "2023-09-06",
        "Four soldiers, 12 militants killed as TTP storms posts in Chitral",
        """\
ISLAMABAD: Hundreds of militants armed with the latest weapons attacked two military posts in the Kalash valley of northwestern Pakistan on Wednesday, the army said, in an assault that left four soldiers and 12 attackers dead.

The posts lie in the general area of Ostui and Jinjret Koh in Lower Chitral, close to the Afghan border. The militants had gathered in the Gawardesh, Pitigal, Barg-e-Matal and Batash areas of Nuristan and Kunar provinces, the military said, and their movement had been shared with the interim Afghan government.

The TTP claimed the attack. Its spokesman Mohammad Khurasani said the group had captured several villages, a claim that officials denied.

Also on Wednesday, the Torkham crossing was closed after Pakistani and Afghan forces traded fire there over the construction of a bunker. A customs clearing agent said one FC soldier was hurt.
""",
        [
            (
                "2023-09-06",
                "2023-09-06",
                CLASH,
                "ttp",
                "current",
                ("Kalash", "Ostui", "Jinjret Koh", "Lower Chitral"),
            ),
            ("2023-09-06", "2023-09-06", OTHER, "unknown", "current", ("Torkham",)),
            ("2023-09-06", "2023-09-06", CLASH, "unknown", "current", ("Torkham",)),
        ],
    ),
    (
        "o7",
        "2026-03-12",
        "Drone hits car in Gayan",
        """\
A drone attack on a vehicle killed three brothers in the Gayan district of Paktika on Tuesday evening, two local sources told Amu TV.

The vehicle was travelling on the road between Gayan bazaar and Mangretay when it was hit, the sources said, adding that the dead were shepherds. Taliban officials in Sharan confirmed the attack and accused Pakistan.

Hours later, jets dropped bombs on a house in Sarobi, but no one was hurt there. Another strike was reported near the Dabgay area in the early hours of Wednesday.

Islamabad has not commented. Last month, Pakistani jets killed 13 people in Bermal.
""",
        [
            ("2026-03-10", "2026-03-10", AIR, "pakistan", "current", ("Gayan", "Paktika")),
            ("2026-03-10", "2026-03-10", AIR, "pakistan", "current", ("Sarobi",)),
            ("2026-03-11", "2026-03-11", AIR, "pakistan", "current", ("Dabgay",)),
            ("2026-02-01", "2026-02-28", AIR, "pakistan", "background", ("Bermal",)),
        ],
    ),
    (
        "o8",
        "2025-12-06",
        "Five dead as border fire resumes",
        """\
Kandahar (Afghanistan) (AFP) – Pakistan and Afghanistan exchanged heavy fire across their frontier overnight, killing four civilians and a soldier, Afghan officials said on Saturday.

Both sides accuse the other of starting the exchange shortly after 10 pm (1730 GMT) on Friday at the Spin Boldak-Chaman crossing. "Pakistani forces attacked again," said Ali Mohammed Haqmal, head of the information department in Spin Boldak. Mosharraf Zaidi, spokesman for the Pakistani prime minister, said the Afghan Taliban had resorted to unprovoked firing along the border.

At Chaman district hospital, doctors treated three people with minor wounds.
""",
        [
            ("2025-12-05", "2025-12-06", CLASH, "unknown", "current", ("Spin Boldak",)),
        ],
    ),
    (
        "o9",
        "2021-10-27",
        "Two FC men martyred in Kurram",
        """\
PARACHINAR: Two soldiers of the Frontier Corps were martyred when terrorists from inside Afghanistan opened fire on a border post in the Kharlachi sector of Kurram district, the ISPR said in a statement issued here on Tuesday night.

Lance Naik Asad, 32, resident of Kurram, and Sepoy Asif, 21, resident of Lakki Marwat, lost their lives. Troops responded in a befitting manner and as per intelligence reports five terrorists were killed.

In another incident, a motorcycle bomb went off near a police van on Quetta's Sariab Road, injuring nine.
""",
        [
            ("2021-10-26", "2021-10-26", CLASH, "unknown", "current", ("Kurram",)),
            ("2021-10-26", "2021-10-26", BOMB, "unknown", "current", ("Quetta",)),
        ],
    ),
    (
        "o10",
        "2017-05-06",
        "Chaman: census team fired on",
        """\
CHAMAN - At least 11 people, including women and children, were killed and more than 40 injured on Friday when Afghan border police opened fire on a census team and its escort in the villages of Killi Luqman and Killi Jahangir near the Chaman border, officials said.

The Afghan gunners also fired mortars at houses. The Inter-Services Public Relations said Afghan authorities had been told in advance of the count. In Kandahar, provincial police chief Abdul Raziq said Pakistani militiamen had crossed into Afghan territory under cover of the census; two of his men had been killed and 13 wounded, he said.

Friendship Gate was sealed and people were told to leave Chaman's border villages. A flag meeting on Saturday ended without result.
""",
        [
            (
                "2017-05-05",
                "2017-05-05",
                CLASH,
                "unknown",
                "current",
                ("Killi Luqman", "Killi Jahangir", "Chaman"),
            ),
            ("2017-05-06", "2017-05-06", OTHER, "unknown", "current", ("Friendship Gate",)),
        ],
    ),
    (
        "o12",
        "2025-09-14",
        "Twelve soldiers martyred in ambush",
        """\
PESHAWAR: At least 12 soldiers were martyred when militants ambushed a military convoy in the Badar valley of South Waziristan in the small hours of Saturday, while 35 Pakistani Taliban were killed in three separate raids over several days, the military said.

The first raid was conducted in Bajaur, where 22 militants were shot. In the second, in Lal Qila Maidan of Lower Dir, ten militants and seven soldiers died. The attackers in South Waziristan were driven off after 13 of them had been killed.

The Pakistani Taliban claimed responsibility for the ambush. Kabul rejects accusations that the group operates from Afghan soil.
""",
        [
            ("2025-09-13", "2025-09-13", CLASH, "ttp", "current", ("Badar", "South Waziristan")),
            ("2025-09-13", "2025-09-13", CLASH, "pakistan", "current", ("Bajaur",)),
            ("2025-09-13", "2025-09-13", CLASH, "pakistan", "current", ("Lal Qila", "Lower Dir")),
        ],
    ),
    (
        "o13",
        "2023-02-20",
        "Torkham closed",
        """\
LANDI KOTAL: The Torkham border crossing remained closed for the second consecutive day on Monday after Afghan Taliban authorities shut the gate to all traffic late on Sunday night, while an exchange of fire between the border forces injured one Pakistani soldier.

Officials said the gate was closed over a dispute about patients' attendants. Firing began at 6am on Monday and continued for an hour. Residents of Bacha Mina left their houses in fear.

The Afghan commissioner at Torkham, Mullah Siddiq, wrote that Pakistan had not kept its promises.
""",
        [
            ("2023-02-19", "2023-02-20", OTHER, "afghanistan", "current", ("Torkham",)),
            ("2023-02-20", "2023-02-20", CLASH, "unknown", "current", ("Torkham",)),
        ],
    ),
    (
        "o15",
        "2026-01-20",
        "",
        """\
#BREAKING Pakistani drone strike in Shkin area of Barmal, #Paktika this evening. At least 2 killed, 1 wounded. Details follow.
""",
        [
            (
                "2026-01-20",
                "2026-01-20",
                AIR,
                "pakistan",
                "current",
                ("Shkin", "Barmal", "Paktika"),
            ),
        ],
    ),
    (
        "o16",
        "2025-07-05",
        "Thirty khwarij killed",
        """\
30 khwarij belonging to Indian proxy Fitna al Khawarij were sent to hell over the last three days while trying to infiltrate through Pakistan-Afghanistan border in Hassan Khel area, North Waziristan District.

On night 1/2 and 2/3 July 2025, movement of a large group of khwarij was detected by the security forces. Own troops effectively engaged and thwarted their attempt. Resultantly, all thirty khwarij were killed. Interim Afghan Government is expected to fulfil its responsibilities.
""",
        [
            (
                "2025-07-01",
                "2025-07-03",
                CLASH,
                "pakistan",
                "current",
                ("Hassan Khel", "North Waziristan"),
            ),
        ],
    ),
    (
        "o17",
        "2025-08-20",
        "Floods kill 300 in Buner",
        """\
PESHAWAR: Flash floods have killed more than 300 people in Buner, Swat and Bajaur since Friday, the provincial disaster authority said. A rescue helicopter crashed in Mohmand on Friday, killing five crew.

Troops have been sent to Buner. The army said soldiers had earlier been fighting militants in Bajaur.
""",
        [],
    ),
    (
        "o19",
        "2018-07-11",
        "Blast in Waziristan",
        """\
MIRAMSHAH: A soldier was martyred and four others were injured in an improvised explosive device blast in the Ghariom area of Shawal on Tuesday. The vehicle of the security forces was on routine patrol when it hit the device, planted along the Datakhel-Shawal road, sources said. No group has claimed the attack.

Meanwhile, unidentified armed men shot dead a tribal elder, Malik Rafiq, in Mirali bazaar on Monday night and escaped.
""",
        [
            ("2018-07-10", "2018-07-10", BOMB, "unknown", "current", ("Ghariom", "Shawal")),
            ("2018-07-09", "2018-07-09", ATTACK, "unknown", "current", ("Mirali",)),
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
    document = Document("t", text, title, published=date.fromisoformat(published))
    found = reading.eval_form(document, reading.read_one(document, pack))["incidents"]
    assert len(found) == len(incidents)
    for *facts, names in incidents:
        keys = ("date_start", "date_end", "sub_event_type", "actor1_side", "role")
        alike = [i for i in found if [i[key] for key in keys] == facts]
        mentions = [" / ".join(p["mention"] for p in i["places"]) for i in alike]
        assert any(all(name in said for name in names) for said in mentions), (facts, mentions)
