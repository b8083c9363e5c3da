"""Whose the dead without a noun are, by who was attacked, beaten or held the post."""

from __future__ import annotations

import pytest

from geo import region
from geo.reports import claims
from geo.reports.documents.document import Document

PACK = region.load()


def said(text: str, publisher: str = "AFP") -> list[str]:
    """Return the claims of a text, each as "metric group low..high"."""
    rows = []
    for claim in claims.find(Document(id="x", text=text, publisher=publisher), PACK):
        low, high = ("" if n is None else n for n in (claim.count_min, claim.count_max))
        rows.append(f"{claim.metric} {claim.victim_group} {low}..{high}")
    return rows


# Soldiers without a country are of the side where their clause is set; logs; what a text is about.
PLACED = [
    ("Kabul is to act against those who killed seven soldiers in North Waziristan.", "AFP",
     ["killed pakistani_forces 7..7"]),
    ("- Spinwam, at about three on Sunday: 9 soldiers killed", "Ministry of Defence, Islamic Emirate",
     ["killed pakistani_forces 9..9"]),
    ("Six soldiers were martyred when terrorists fired from near Gurbaz.", "ISPR",
     ["killed pakistani_forces 6..6"]),
    ("Amid strains with Kabul's Taliban rulers, militants rammed a post in Bannu, killing 7 soldiers.",
     "AFP", ["killed pakistani_forces 7..7"]),
    ("A bombing at a security forces compound in Mir Ali killed eight.", "AFP",
     ["killed pakistani_forces 8..8"]),
    ("Jets hit homes in Behsud. Dozens of our compatriots were martyred.\n\nFirst count: 18 martyrs.",
     "Ministry of Defence, Islamic Emirate",
     ["killed civilians 24..", "killed civilians 18..18"]),
]  # fmt: skip
# Text, publisher, claims.
ATTACKED = [
    (
        "A roadside bomb hit a convoy of the Frontier Corps. Three were killed and five wounded.",
        "AFP",
        ["killed pakistani_forces 3..3", "wounded pakistani_forces 5..5"],
    ),
    (
        "An IED went off under a Taliban vehicle in Jalalabad, killing two.",
        "AFP",
        ["killed afghan_forces 2..2"],
    ),
    (
        "A bomber rode a motorcycle into a Pakistani army checkpoint. Four died.",
        "AFP",
        ["killed pakistani_forces 4..4"],
    ),
    (
        "Militants attacked a police post in Bannu late on Monday, leaving three dead.",
        "Dawn",
        ["killed pakistani_forces 3..3"],
    ),
    (
        "Gunmen from Afghanistan's eastern Kunar province hit posts in Bajaur, killing two soldiers.",
        "AFP",
        ["killed pakistani_forces 2..2"],
    ),
    (
        "Unknown gunmen opened fire on Pakistani guards from inside Afghanistan, killing a soldier.",
        "AFP",
        ["killed pakistani_forces 1..1"],
    ),
    (
        "Militants came into Pakistan from Afghanistan and hit a checkpoint, killing one soldier.",
        "AFP",
        ["killed pakistani_forces 1..1"],
    ),
    (
        "Drones hit a Taliban border post in Goshta. At least four were killed.",
        "TOLOnews",
        ["killed afghan_forces 4.."],
    ),
    (
        "Pakistani shells hit a house in Sarkano. Two were killed and one injured.",
        "AFP",
        ["killed civilians 2..2", "wounded civilians 1..1"],
    ),
    (
        "Afghan guards and Pakistani troops exchanged fire at Torkham. Two were killed.",
        "AFP",
        ["killed unspecified 2..2"],
    ),
    (
        "Pakistani forces shot at a group of Afghan labourers at the fence. Two were killed.",
        "AFP",
        ["killed civilians 2..2"],
    ),
    (
        "A patrol inside Chagai was ambushed by smugglers. Two died.",
        "AFP",
        ["killed unspecified 2..2"],
    ),
    (
        "Pakistani troops raided a hideout in Kunar. Nine were killed.",
        "AFP",
        ["killed militants 9..9"],
    ),
    (
        "A post of the Frontier Corps was attacked. Four were killed, residents said.",
        "AFP",
        ["killed pakistani_forces 4..4"],
    ),
]
BEATEN = [
    (
        "The enemy attacked our posts and was thrown back. Seven were killed; two of ours fell.",
        "201 Khalid bin Waleed Corps",
        ["killed pakistani_forces 7..7", "killed afghan_forces 2..2"],
    ),
    (
        "A patrol of the Pakistani regime crossed the line and was met. Six stayed on the ground.",
        "Ministry of National Defence",
        ["killed pakistani_forces 6..6"],
    ),
    (
        "Afghan Taliban attacked posts in Kurram; the attack was repulsed. Eleven were killed.",
        "ISPR",
        ["killed afghan_forces 11..11"],
    ),
    (
        "Khwarij tried to enter Spinwam and were driven back. Six were killed.",
        "ISPR",
        ["killed militants 6..6"],
    ),
    (
        "Kabul said that the Pakistani troops had been pushed back. Nine were killed, it said.",
        "AFP",
        ["killed pakistani_forces 9..9"],
    ),
]
HELD = [
    (
        "The Pakistani post near Angoor Adda was burnt and six of its soldiers killed, Kabul said.",
        "AFP",
        ["killed pakistani_forces 6..6"],
    ),
    (
        "In Barmal a Pakistani post was hit and nine of its defenders were killed, Mujahid said.",
        "AFP",
        ["killed pakistani_forces 9..9"],
    ),
    (
        "The army said that a Taliban post was hit; two of its soldiers died.",
        "AFP",
        ["killed pakistani_forces 2..2"],
    ),
    ("The army said six of its soldiers were killed.", "AFP", ["killed pakistani_forces 6..6"]),
    (
        "Afghan Taliban fighters fired on a post in Kurram; the reply killed eleven of them.",
        "Dawn",
        ["killed afghan_forces 11..11"],
    ),
]
# A total of which some were fighters is nobody's; leaders and attackers are of whom they are among.
MIXED = [
    (
        "At least 15 people, mostly personnel of the Frontier Corps, were injured.",
        "AFP",
        ["wounded unspecified 15.."],
    ),
    (
        "Five lives were lost in the village, one of them a border guard's.",
        "AFP",
        ["killed unspecified 5..5"],
    ),
    (
        "Two doctors counted nineteen bodies. Most wore the uniform of the Taliban army.",
        "AFP",
        ["killed unspecified 19..19"],
    ),
    (
        "The police chief put the dead at eighteen. Fifteen were men of Islamic State, he said.",
        "AFP",
        ["killed unspecified 18..18", "killed militants 15..15"],
    ),
    ("Nine people died in a house, all of them militants.", "AFP", ["killed militants 9..9"]),
    (
        "Nine people were killed in a village, among them four children.",
        "AFP",
        ["killed civilians 9..9"],
    ),
    (
        "The army said it beat back an assault of the Afghan Taliban and that 15 attackers died.",
        "AFP",
        ["killed afghan_forces 15..15"],
    ),
    ("The army said that 15 attackers died.", "AFP", ["killed militants 15..15"]),
    (
        "The ISPR counted 22 Afghan Taliban fighters killed. One of their commanders was captured.",
        "AFP",
        ["killed afghan_forces 22..22", "captured afghan_forces 1..1"],
    ),
    (
        (
            "The army said four of its soldiers died before the attackers were pushed back, and that"
            " twelve of them were killed."
        ),
        "AFP",
        ["killed pakistani_forces 4..4", "killed militants 12..12"],
    ),
    (
        "Six people, four of them civilians, were killed in a village.",
        "AFP",
        ["killed unspecified 6..6", "killed civilians 4..4"],
    ),
    (
        "A total of 12 civilians died and 100 others were injured on the Afghan side.",
        "AFP",
        ["killed civilians 12..12", "wounded civilians 100..100"],
    ),
    (
        "Kabul put the number of Pakistani troops killed at 58 and its own fatalities at nine.",
        "VOA",
        ["killed pakistani_forces 58..58", "killed afghan_forces 9..9"],
    ),
    (
        "The Pakistani side suffered four killed and nine wounded; the Afghan side had two killed.",
        "Xinhua",
        [
            "killed pakistani_forces 4..4",
            "wounded pakistani_forces 9..9",
            "killed afghan_forces 2..2",
        ],
    ),
    (
        "Nine villagers, two of them girls, died. A resident of the area put the number of dead at 12.",
        "Pajhwok",
        ["killed civilians 9..9", "killed civilians 12..12"],
    ),
    (
        "The governor of Paktia says that seven members of his border battalion were killed.",
        "VOA",
        ["killed afghan_forces 7..7"],
    ),
    (
        "The minister said that an imam and five members of his household died.",
        "Ministry of Defence, Kabul",
        ["killed civilians 6..6"],
    ),
    (
        "A Pakistani officer in Parachinar spoke of nine wounded on his side.",
        "VOA",
        ["wounded pakistani_forces 9..9"],
    ),
    (
        "Eleven khwarij were gunned down, the army said. A lieutenant and two men were martyred.",
        "VOA",
        ["killed militants 11..11", "killed pakistani_forces 3..3"],
    ),
    (
        "At least six FC men, including a captain, embraced martyrdom.",
        "Tribune",
        ["killed pakistani_forces 6.."],
    ),
    (
        "Border police commander Mohammad Yousuf said five of his men were killed.",
        "Xinhua",
        ["killed afghan_forces 5..5"],
    ),
    ("An officer said five of his men were killed.", "Xinhua", ["killed unspecified 5..5"]),
    (
        "A Frontier Corps soldier was martyred and four others, two of them officers, were wounded.",
        "Dawn",
        ["killed pakistani_forces 1..1", "wounded pakistani_forces 4..4"],
    ),
    (
        "Afghan officials gave their losses as one dead and five hurt.",
        "Dawn",
        ["killed afghan_forces 1..1", "wounded afghan_forces 5..5"],
    ),
    ("The regime's men, he said, lost 17 men in Paktia.", "AFP", ["killed unspecified 17..17"]),
    (
        "Several posts fell to Afghan fighters in Kurram.",
        "AFP",
        ["posts_captured pakistani_forces 3.."],
    ),
    (
        "A border battalion in Shorabak, Kandahar, was attacked and nine of its members were killed.",
        "AFP",
        ["killed afghan_forces 9..9"],
    ),
]


@pytest.mark.parametrize(
    ("text", "publisher", "expected"), [*PLACED, *ATTACKED, *BEATEN, *HELD, *MIXED]
)
def test_whose_the_dead_are(text: str, publisher: str, expected: list[str]) -> None:
    assert said(text, publisher) == expected
