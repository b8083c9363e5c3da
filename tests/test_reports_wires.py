"""Reports as wires and papers print them, and all the incidents of each."""

from __future__ import annotations

import pytest
from report_incidents import AIR, ATTACK, BOMB, CLASH, OTHER, check

from geo import region

# Name, day of publication, title, text, and of each incident: first and last day, type, side that
# acted, role, and names of its places.
REPORTS = [
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
                "unknown",
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
            ("2017-05-05", "2017-05-06", OTHER, "unknown", "current", ("Friendship Gate",)),
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
    check(published, title, text, incidents, pack)
