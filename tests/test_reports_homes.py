"""To which incident a figure belongs: two events at one place, sums beside what they sum up, gates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document
from geo.reports.incidents import belonging

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.reports.incidents.draft import Incident

PACK = region.load()
PUBLISHED = date(2026, 3, 17)
FIGURES = {"killed": "k", "wounded": "w", "posts_captured": "p", "displaced": "d"}


def _line(incident: Incident) -> str:
    """Return days of March, kind, role if it is not the news, places and figures of an incident."""
    days = sorted({day.day for day in (incident.first, incident.last) if day is not None})
    places = sorted({place.text for place in incident.places})
    figures = sorted(f"{FIGURES[c.metric]}{c.count_min}" for c in incident.claims)
    kind = incident.kind or "clash"
    said = ["-".join(map(str, days)), kind, *places, *figures]
    return " ".join(said if incident.role == "current" else [*said, f"({incident.role})"])


SUMS = {
    # A sum behind two events is of neither.
    "A bomb in Wana killed three people on Monday. In Mir Ali gunmen killed two policemen. The day's "
    "toll stood at five, officials said.": [
        "16 ied Wana k3",
        "16 attack Mir Ali k2",
        "16 ied k5 (aggregate)",
    ],
    "Drones hit a house in Gurbuz on Monday, killing four. Mortar fire in Zazai Maidan killed three. "
    "The provincial spokesman put the overall toll at seven dead and twenty wounded.": [
        "16 air Gurbuz k4",
        "16 shelling Zazai Maidan k3",
        "16 air k7 w20 (aggregate)",
    ],
    # Without a word for it, where so many are no chance; "the two days" are those that were told.
    "Mortar rounds killed three people in Marawara on Friday. On Saturday, four died in Sarkano. Seven "
    "civilians have lost their lives in the two days of shelling, a doctor said.": [
        "13 shelling Marawara k3",
        "14 shelling Sarkano k4",
        "13-14 shelling k7 (aggregate)",
    ],
    # Of the last two of three.
    "Gunmen killed a teacher in Zhob on Saturday. Drones struck in Spera on Sunday, killing nine, and in "
    "Barmal on Monday, killing 12. Kabul says 21 civilians were killed in all.": [
        "14 attack Zhob k1",
        "15 air Spera k9",
        "16 air Barmal k12",
        "15-16 air k21 (aggregate)",
    ],
    # More than was told, and said to be the sum; of days of its own.
    "Two guards were killed at Torkham on Monday, and three at Kharlachi. A total of 58 guards have died "
    "since Thursday, the ministry said.": [
        "16 clash Torkham k2",
        "16 clash Kharlachi k3",
        "12-17 clash k58 (aggregate)",
    ],
    # What a report opens with, of events of two kinds.
    "At least 12 people died in attacks across Khyber Pakhtunkhwa on Monday. In Bannu a bomb killed "
    "seven. In Tank gunmen shot five policemen dead.": [
        "16 ied Khyber Pakhtunkhwa k12 (aggregate)",
        "16 ied Bannu k7",
        "16 attack Tank k5",
    ],
    # One event alone, and a later toll of it.
    "Gunmen attacked a post at Dosali on Monday. In all, nine soldiers were killed and the post was "
    "burned, officials said.": ["16 attack Dosali k9"],
    "A bomb in Khar on Monday killed four people. The toll later rose to six, a doctor said.": [
        "16 ied Khar k4 k6"
    ],
    "A bomb in Wana killed three people on Monday. A day earlier gunmen had killed two policemen in Mir "
    "Ali. In all, nine people were killed in Wana, a doctor said.": [
        "16 ied Wana k3 k9",
        "15 attack Mir Ali k2 (background)",
    ],
}
SHARES = {
    # Figures and places by turns are an event each, with the day that they share.
    "Four soldiers were killed at Ghulam Khan on Sunday and six at Angoor Adda on Monday, the army "
    "said.": ["15 clash Ghulam Khan k4", "16 clash Angoor Adda k6"],
    "Jets struck Barmal on Monday, killing nine, and Urgun, killing six.": [
        "16 air Barmal k9",
        "16 air Urgun k6",
    ],
    "Two people died in Dangam and five in Sarkano on Monday when shells fell.": [
        "16 shelling Dangam k2",
        "16 shelling Sarkano k5",
    ],
    "Afghan forces killed four soldiers at Kharlachi and took two posts at Arandu, where six more died, "
    "on Monday.": ["16 clash Kharlachi k4", "16 clash Arandu k6 p2"],
    # Not so what is said of one of them.
    "Jets struck Barmal on Monday, killing nine people, six of them in the village of Marghai.": [
        "16 air Barmal Marghai k6 k9"
    ],
}
GATES = {
    # Fire that is opened on a place opens no gate.
    "Troops took nine posts from which fire had been opened on Bajaur on Monday. The Torkham gate was "
    "closed on Tuesday morning.": ["16 clash Bajaur p9", "17 closure Torkham gate"],
    # What is told beside a gate that is shut is an event by itself.
    "The Angoor Adda gate has been shut since Thursday, when a soldier was killed there.": [
        "12-17 closure Angoor Adda gate",
        "12 clash Angoor Adda gate k1",
    ],
    "Two soldiers were killed at Ghulam Khan on Monday, a day after the crossing was closed by "
    "Pakistan.": ["16 clash Ghulam Khan k2", "15-17 closure Ghulam Khan"],
}
ANOTHER = {
    # Another event at one place, and sentences that go on with the same.
    "Border guards exchanged fire at Angoor Adda on Monday morning, and one soldier was killed. Three "
    "hours later a mortar shell hit a house in the same town and wounded four people.": [
        "16 clash Angoor Adda k1",
        "16 shelling Angoor Adda w4",
    ],
    "On Monday morning two shells landed in Zazi Maidan and killed a child. In the afternoon a drone hit a "
    "car in Zazi Maidan, killing three men.": [
        "16 shelling Zazi Maidan k1",
        "16 air Zazi Maidan k3",
    ],
    "A bomb went off in a bazaar in Zhob on Monday, killing three people. A second blast an hour later, "
    "aimed at rescuers, killed two policemen.": ["16 ied Zhob k3", "16 ied Zhob k2"],
    "Twin blasts in Zhob killed five people on Monday. A second bomb, near the gate, killed two of them.": [
        "16 ied Zhob k2 k5"
    ],
    "A soldier was killed when militants attacked a post in Dosali on Monday, hours after a bomb had killed "
    "two policemen in the same area.": [
        "16 attack Dosali k1",
        "16 ied Dosali k2 (background)",
    ],
    "Guards clashed at Kharlachi on Monday; two soldiers were killed. Meanwhile, an FC man was killed in an "
    "attack on a post in central Kurram.": ["16 clash Kharlachi k2", "16 attack Kurram k1"],
    "Guards clashed at Kharlachi on Monday; two soldiers were killed. Five others were hurt when a shell "
    "hit their trench in the afternoon.": ["16 clash Kharlachi k2 w5"],
    "Mortar shells fell on Dangam at dawn on Monday, killing a woman. In the evening shells fell there "
    "again and two children were wounded.": ["16 shelling Dangam k1 w2"],
}
# A text in which each clue holds, whatever else speaks for or against it.
CLUES = {
    "what was hit instead": "Kabul denied that guards had fired at Dangam. It said that a school in Dangam was shelled on Monday.",
    "the event that was told": "Shells fell on Dangam on Monday. The attack wounded two.",
    "the event of that day": "Shells fell on Dangam on Monday. Monday's attack wounded two.",
    "under the same headline": "10:15\nShells hit Dangam\nShells hit Dangam on Monday. Two people died.\n\n11:20\nGate shut\nTorkham is shut.",
    "under another headline": "10:15\nShells hit Dangam\nShells hit Dangam on Monday. Two people died.\n\n11:20\nA drone\nA drone struck Spera. One died.",
    "sums up": "Troops killed nine men in Bannu on Monday.\n\nAll told, 45 died in the three operations.",
    "behind a sum": "Troops killed nine men in Bannu on Monday.\n\nAll told, 45 died in the three operations.\n\nShells fell on Dangam in the morning.",
    "of a place just told": "Shells fell on Dangam on Sunday and killed a boy.\n\nOn Monday troops searched houses in Barmal. Four men were killed.",
    "of a long time": "Shells fell on Dangam on Monday. Since the beginning of the year 4,000 shells have fallen in total.",
    "the sum of a list": "- Bannu: a bomb killed two on Monday\n- Tank: a mine killed three on Monday\n- In total, nine people were wounded",
    "one of a sum": "A total of 28 people were killed in the east on Monday. In Dangam shells killed 23.",
    "the sum of some days": "A bomb killed 17 people in Bannu on Monday. In the last four days 88 people have been killed.",
    "others were hit": "Operations along the Durand Line killed 55 soldiers on Monday. In Dangam rocket fire wounded 13 villagers.",
    "elsewhere on that day": "Shells fell on Dangam on Monday. The same night a post was attacked in Bannu.",
    "a story of its own": "A fight in Kurram killed nine Taliban on Monday.\n\nShells wounded five villagers in Zazi Maidan on Monday.",
    "an item": "- Bannu: a bomb killed two on Monday\n- Bannu: a mine killed three on Monday",
    "an item with names of its own": "- Dangam: shells killed two on Monday\n- Sarkano: shells killed three on Monday",
    "of another item": "- A bomb killed two in Bannu on Monday.\n- Shells hit Sarkano on Monday. Two died in Dangam.",
    "said to be another": "Troops killed nine men in Bannu on Monday. In a separate operation in Tank two more were killed.",
    "begins elsewhere": "Troops fought militants in Bannu on Monday. Separately, shells fell on Dangam.",
    "begins anew": "Troops fought militants in Bannu on Monday. Later, troops fought in Bannu again.",
    "at another hour": next(iter(ANOTHER)),
    "a second one": "A bomb killed three people in Zhob on Monday. A second blast killed two.",
    "what went before": "Militants attacked a post in Dosali on Monday, hours after a bomb had killed two men there.",
    "of a kind of its own": (
        "Shells killed two people in Bajaur on Monday.\n\nForty people died when a suicide bomber blew"
        " himself up at a rally in Khar."
    ),
}
DAYS = {
    # A paragraph's own place is of what it tells, and another place's clash is not the one told of.
    "In Zhob troops fought khwarij on Saturday and killed 33.\n\nA curfew was clamped on Mir Ali on Monday as "
    "troops hunted militants. Four of them were killed in an exchange of fire.": [
        "14 clash Zhob k33",
        "16 clash Mir Ali k4",
    ],
    "The TTP said its men had ambushed a convoy in Tirah valley on Saturday, killing four soldiers.\n\nThe two "
    "sides differ over how Monday's clash in Nari, Kunar, began. Two guards were killed.": [
        "14 attack Tirah valley k4",
        "16 clash Kunar Nari k2",
    ],
    # Of what is said to be another event the first is not.
    "Three soldiers were killed in Alwara, North Waziristan, the army said on Monday. In a separate "
    "incident, an elder was shot dead in Miranshah on Saturday evening.": [
        "16 clash Alwara North Waziristan k3",
        "14 attack Miranshah k1",
    ],
    # "Monday's assault" is what was said to be of Monday, whatever the report began with.
    "Pakistan bombed a house in Gurbuz early on Monday and raided Barmal, a day after suicide bombers "
    "stormed a base in Bannu. Nine children were killed. Sunday's assault left three soldiers dead.": [
        "16 air Barmal Gurbuz k9",
        "15 suicide Bannu k3 (background)",
    ],
    # Items of a list share the day of the news over it.
    "On 12 March jets hit villages in Spera and Sarkano.\n\nCasualties\n- Spera: 41 killed\n- Sarkano: "
    "6 killed, 1 injured": ["12 air Sarkano Spera", "12 air Spera k41", "12 air Sarkano k6 w1"],
    # Beside a gate that stays shut a fight is of the day of its sentence.
    "The Torkham gate stayed shut for a second day on Monday and gunfire broke out there in the "
    "morning. A soldier was wounded.": ["15-17 closure Torkham gate", "16 clash Torkham gate w1"],
    # What began on an evening lasts until the morning that the same or another sentence tells.
    "Afghan forces fired on posts at Torkham at 9pm on Sunday, killing a soldier. By dawn the guns were "
    "quiet.": ["15-16 clash Torkham k1"],
    "Guards traded fire at Arandu late on Sunday night; two guards were killed. Intermittent firing was "
    "still heard in the morning.": ["15-16 clash Arandu k2"],
    "Militants stormed a post in Dosali at 11 p.m. on Sunday, killing three soldiers. The fight lasted "
    "until 5 a.m.": ["15-16 attack Dosali k3"],
    "Taliban forces opened fire on posts in Kurram on Sunday night. By Monday morning Pakistan had answered "
    "with artillery. Three soldiers died.": ["15-16 clash Kurram k3"],
    "On Sunday night a drone killed four men in Spera. Their bodies were found at dawn.": [
        "15 air Spera k4"
    ],
    "Militants attacked a post in Dosali on Sunday night, killing three soldiers. Reinforcements arrived in "
    "the morning.": ["15 attack Dosali k3"],
    # Between two days, or on both.
    "Gunners fired 88 rockets at Dangam between noon on Sunday and first light on Monday, wounding four.": [
        "15-16 shelling Dangam w4"
    ],
    "Four people were hurt when fifty rockets hit Dangam on Sunday and 20 more in the early hours of "
    "Monday.": ["15-16 shelling Dangam w4"],
    # What is said to go on lasts until the report; days that are counted end with it.
    "Fighting that started on Saturday is still going on at Kharlachi, where four soldiers have been "
    "killed.": ["14-17 clash Kharlachi k4"],
    "Late on Sunday Afghan units attacked posts in Mohmand, and the guns have not been quiet since. Five "
    "soldiers died.": ["15-17 clash Mohmand k5"],
    "The fighting at Chaman, now in its third day, has killed nine people.": [
        "15-17 clash Chaman k9"
    ],
    # A flight since a day is not of an event without a day.
    "Gunmen killed a teacher in Zhob. Some 2,000 families have fled Kurram since 12 March.": [
        "17 attack Zhob k1",
        "12-17 attack Kurram d2000 (background)",
    ],
}
HEADS = {
    # Heads with a day, in lines that run on, with a mark or none, as headings over what they head.
    "Torkham (16 March) - Exchange of fire; two guards wounded.\n"
    "Chaman (15 March) - Mortar shell on a house; one killed.\n"
    "Zhob (15 March) - Bomb; three police killed.": [
        "16 clash Torkham w2",
        "15 shelling Chaman k1",
        "15 ied Zhob k3",
    ],
    "Bajaur, Monday. Shells fell on Mamund and killed a girl.\n\n"
    "Kurram, Sunday. Guards exchanged fire; one soldier was wounded.": [
        "16 shelling Bajaur Mamund k1",
        "15 clash Kurram w1",
    ],
    "Bajaur / Monday\nShells fell on Mamund and killed a girl.\n\n"
    "Kurram / Sunday\nGuards exchanged fire; one soldier was wounded.": [
        "16 shelling Bajaur Mamund k1",
        "15 clash Kurram w1",
    ],
    "1 | Parachinar (14 March). A bomb killed two policemen.\n"
    "2 | Zhob (15 March). Gunmen shot dead a teacher.": [
        "14 ied Parachinar k2",
        "15 attack Zhob k1",
    ],
    # In one paragraph; what is sporadic is told where it hurt somebody.
    "Spin Boldak: quiet. Torkham: sporadic fire only, one guard hurt. Chaman: two shells, a girl killed.": [
        "17 clash Torkham w1",
        "17 shelling Chaman k1",
    ],
    # Behind the number of an item; sources in brackets belong to the head.
    "3.1 Bajaur. Shells fell on Mamund on Monday and killed a girl.\n\n"
    "3.2 Kurram. Guards exchanged fire on Sunday; one soldier was wounded.": [
        "16 shelling Bajaur Mamund k1",
        "15 clash Kurram w1",
    ],
    "[1] BAJAUR (sources: army, police, deputy commissioner)\nShells on Monday killed a girl.\n\n"
    "[2] KURRAM (source: police)\nGuards exchanged fire on Sunday; one soldier was wounded.": [
        "16 shelling BAJAUR k1",
        "15 clash KURRAM w1",
    ],
    # A dateline is no head: it is unlike the heads.
    "PESHAWAR: Two attacks were reported on Monday.\n\nBajaur: A bomb killed two policemen on Monday.\n\n"
    "Kurram: Gunmen shot dead a teacher on Monday.": ["16 ied Bajaur k2", "16 attack Kurram k1"],
}
WEATHER = {
    # So does a match, whoever was killed on his way home from it; disease and sport kill nobody.
    "Three players were killed in an attack in Barmal on Monday after a cricket match.": [
        "16 clash Barmal k3"
    ],
    "They drove home from the tournament and sat down in Barmal on Monday when jets came and bombed "
    "the house. Five others were killed.": ["16 air Barmal k5"],
    "Measles killed 12 children in Barmal on Monday, doctors said.": [],
    "A fast bowler was hurt in a match in Spin Boldak on Monday, the board said.": [],
    # Ground and weather stand beside violence; by themselves they are a disaster.
    "A drone struck a car in a flooded ravine in Barmal on Monday. Three men were killed.": [
        "16 air Barmal k3"
    ],
    "Snow kept ambulances away from Dangam, where shells killed two people on Monday.": [
        "16 shelling Dangam k2"
    ],
    "Floods killed nine people in Kunar on Monday. On Sunday shells had killed two in Dangam.": [
        "15 shelling Dangam k2"
    ],
    # What has a place and a day of its own is told beside one.
    "Floods have killed 12 people in Khost since Friday. Separately, the Torkham crossing has been "
    "closed since 12 March after clashes. Five people died in Kunar.": [
        "12-17 closure Torkham crossing",
        "12 clash Torkham crossing (background)",
    ],
    "A bus plunged into a ravine near Dangam on Monday, killing nine people.": [],
    "A landslide on Monday killed four people in Kunar, officials said.": [],
}


TEXTS = SUMS | SHARES | GATES | ANOTHER | DAYS | HEADS | WEATHER


@pytest.mark.parametrize("text", TEXTS)
def test_each_figure_is_of_its_incident(text: str) -> None:
    document = Document(id="x", text=text, published=PUBLISHED)
    assert [_line(i) for i in reading.read_one(document, PACK)] == TEXTS[text]


def test_every_clue_has_a_text() -> None:
    assert list(CLUES) == [clue.name for clue in belonging.CLUES]


@pytest.mark.parametrize("name", CLUES)
def test_a_clue_holds(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    held: set[str] = set()
    find = belonging.clues

    def noted(*asked: Any) -> Iterator[belonging.Clue]:
        for clue in find(*asked):
            held.add(clue.name)
            yield clue

    monkeypatch.setattr(belonging, "clues", noted)
    reading.read_one(Document(id="x", text=CLUES[name], published=PUBLISHED), PACK)
    assert name in held
