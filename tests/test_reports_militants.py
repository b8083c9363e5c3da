"""Who acted where people in arms fight a state's forces: they attacked, or they were hunted.

People in arms whose group no report names are nobody's, wherever they attack.
"""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document

# A report, and who acted in its one incident; "armed" are people in arms without a name.
ACTED = [
    # They attacked: by their deeds, by what was attacked, or by an ambush.
    (
        "Hundreds of militants crossed out of Nuristan and fell upon two army camps in Chitral on Wednesday. Four soldiers and twelve attackers were killed, the army said.",
        "armed",
    ),
    (
        "Militants attacked a checkpost in Bajaur on Monday, killing four soldiers. Nine of the attackers were shot dead, the army said.",
        "armed",
    ),
    (
        "A raid on the Shaltalo checkpost in Upper Dir on Monday left twenty policemen dead. Officials blamed militants from Swat.",
        "armed",
    ),
    (
        "Men with night sights attacked the post at Spinwam, North Waziristan, on Monday. Two soldiers died and the TTP said its people had overrun the post.",
        "ttp",
    ),
    ("Seven soldiers died in the ambush of a convoy in North Waziristan on Monday.", "armed"),
    (
        "Three checkposts in Chitral were lost on Monday and twenty soldiers were killed. One official insisted that nine militants had been shot dead in an operation. A spokesman for the TTP claimed it by telephone.",
        "ttp",
    ),
    # What they are, and who only tells of it, does nothing.
    (
        "Hundreds of fighters of the TTP, most of them Afghans, came over the line and stormed a post in Bajaur on Monday, an officer told Pakistan News. Two soldiers were killed.",
        "ttp",
    ),
    (
        "The fort at Mir Ali, North Waziristan, was stormed by militants on Monday. Four soldiers were killed.",
        "armed",
    ),
    ("Terrorists fired at a patrol in Kurram on Monday, martyring two soldiers.", "armed"),
    (
        "A patrol of the Frontier Corps was waylaid by militants in Upper Dir on Monday and six soldiers were killed.",
        "armed",
    ),
    (
        "Insurgents overran a police post in Bannu on Monday. Three policemen were taken away.",
        "armed",
    ),
    (
        "An assault on a military camp in Bajaur left nine soldiers dead on Monday; the attackers, ten of them, were killed too.",
        "armed",
    ),
    (
        "Militants tried to storm a camp in South Waziristan on Monday; five of them and two soldiers were killed.",
        "armed",
    ),
    (
        "Dozens of militants attacked two posts in Mohmand on Monday. The attack was repulsed and twelve militants were killed, the army said.",
        "armed",
    ),
    (
        "Two soldiers were killed when their vehicle was attacked by militants in Tirah, Khyber, on Monday.",
        "armed",
    ),
    (
        "Militants ambushed a convoy in Kurram on Monday. In the fight that followed, six militants were killed.",
        "armed",
    ),
    # They were found and fought, at the line or behind it.
    (
        "Security forces killed six militants in a raid on their hideout in Bajaur on Monday.",
        "pakistan",
    ),
    (
        "The army said on Monday it had killed nine militants who tried to cross the border into Zhob.",
        "pakistan",
    ),
    (
        "Movement of a group of khwarij, who were trying to infiltrate into North Waziristan, was picked up on Monday. In the exchange of fire seven were killed.",
        "pakistan",
    ),
    (
        "An operation in Tank left four militants dead on Monday. A soldier was also martyred.",
        "pakistan",
    ),
    (
        "Troops engaged a group of militants near the fence in Ghulam Khan on Monday and shot thirteen of them.",
        "pakistan",
    ),
    (
        "Fourteen terrorists were sent to hell in two engagements in Lakki Marwat on Monday.",
        "pakistan",
    ),
    (
        "Intruders were seen near the fence in Bajaur on Monday; troops opened up and killed five.",
        "pakistan",
    ),
    (
        "Commandos on Monday wrested a fort in South Waziristan from militants. Nine militants were killed.",
        "pakistan",
    ),
    # Nobody knows who they were, or they fired from over the line.
    (
        "Unidentified gunmen attacked a check post in Chaman on Monday and killed two Levies men.",
        "unknown",
    ),
    (
        "Two soldiers were martyred in Bajaur on Monday when terrorists fired from across the border.",
        "unknown",
    ),
    (
        "Militants firing from Afghanistan killed two soldiers at a post in Bajaur on Monday.",
        "unknown",
    ),
    (
        "17 September, Dera Ismail Khan: police convoy attacked at Daraban. Two policemen killed.",
        "armed",
    ),
    (
        "Own troops foiled an attempt to infiltrate near Dwa Toi in North Waziristan on Monday, and 13 khwarij were killed. A lance havaldar embraced martyrdom.",
        "pakistan",
    ),
    # Whose soil it was says who caught them, where no insurgents are at home.
    (
        "Six armed men were captured while crossing into Gomal district of Paktika on Monday.",
        "afghanistan",
    ),
]


@pytest.fixture(scope="module")
def pack():
    return region.load("durand")


def _acted(text, pack):
    (incident,) = reading.read_one(Document("t", text, published=date(2025, 9, 30)), pack)
    return incident.actor1_side


@pytest.mark.parametrize(("text", "side"), ACTED)
def test_who_acted(text, side, pack):
    assert _acted(text, pack) == ("unknown" if side == "armed" else side)


@pytest.mark.parametrize("text", [text for text, side in ACTED if side == "armed"])
def test_they_are_not_the_group_that_the_report_names_elsewhere(text, pack):
    assert _acted(f"{text} The TTP has grown of late.", pack) == "unknown"


@pytest.mark.parametrize(
    ("text", "side"),
    [
        (
            "Militants of the outlawed TTP stormed a post in Bajaur on Monday and killed two soldiers.",
            "ttp",
        ),
        (
            "A post in Bajaur was attacked by militants on Monday, two soldiers died, and officials blamed the TTP.",
            "ttp",
        ),
        (
            "A suicide bomber blew himself up at a post in Bajaur on Monday. Officials speak of a war with the TTP.",
            "unknown",
        ),
    ],
)
def test_they_are_a_group_that_is_named_with_them(text, side, pack):
    assert _acted(text, pack) == side
