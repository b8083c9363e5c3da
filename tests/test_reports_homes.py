"""To which incident a figure belongs: two events at one place, sums beside what they sum up, gates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document

if TYPE_CHECKING:
    from geo.reports.incidents.draft import Incident

PACK = region.load()
PUBLISHED = date(2026, 3, 17)
FIGURES = {"killed": "k", "wounded": "w", "posts_captured": "p"}


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
    # What is told beside a gate that is shut is an event by itself.
    "The Angoor Adda gate has been shut since Thursday, when a soldier was killed there.": [
        "12-17 closure Angoor Adda gate",
        "12 clash Angoor Adda gate k1",
    ],
    "Two soldiers were killed at Ghulam Khan on Monday, a day after the crossing was closed by "
    "Pakistan.": ["16 clash Ghulam Khan k2", "15-17 closure Ghulam Khan"],
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
    # A dateline is no head: it is unlike the heads.
    "PESHAWAR: Two attacks were reported on Monday.\n\nBajaur: A bomb killed two policemen on Monday.\n\n"
    "Kurram: Gunmen shot dead a teacher on Monday.": ["16 ied Bajaur k2", "16 attack Kurram k1"],
}
WEATHER = {
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
    "A bus plunged into a ravine near Dangam on Monday, killing nine people.": [],
    "A landslide on Monday killed four people in Kunar, officials said.": [],
}


@pytest.mark.parametrize("text", [*SUMS, *SHARES, *GATES, *HEADS, *WEATHER])
def test_each_figure_is_of_its_incident(text: str) -> None:
    document = Document(id="x", text=text, published=PUBLISHED)
    assert [_line(i) for i in reading.read_one(document, PACK)] == (
        SUMS | SHARES | GATES | HEADS | WEATHER
    )[text]
