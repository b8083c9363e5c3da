"""What an incident is to its report: the news, history that is recalled, a sum of several."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document

# A report, and the kind and role of each of its incidents.
NEWS = "Guards fought at Torkham on Monday and two were killed. "
ROLES = [
    # What a truce ended days before is history, where a report opens with the truce.
    (
        "Pakistan and Afghanistan agreed to an immediate ceasefire, Qatar said.\n\nOn Saturday jets struck Barmal in Paktika, killing ten.",
        [("air", "background")],
    ),
    (
        "A truce was announced on Tuesday.\n\nGuards fought at Torkham on Monday, killing two.",
        [("clash", "current")],
    ),
    # Weeks of fighting make a sum; one raid of another month is history, whatever its toll.
    (
        NEWS + "In the two weeks of fighting the army has lost 35 soldiers, it says.",
        [("clash", "current"), ("clash", "aggregate")],
    ),
    (
        "A week of clashes in which at least 50 civilians died in Kunar and Khost ended on Sunday.",
        [("clash", "aggregate")],
    ),
    (
        "Ten days of shelling have killed 40 civilians in Kunar, the governor said.",
        [("shelling", "aggregate")],
    ),
    (
        NEWS + "In April 2022 jets killed 45 people in Khost and Kunar provinces.",
        [("clash", "current"), ("air", "background")],
    ),
    (
        NEWS + "In August alone 42 people died when rockets hit Kunar and Nangarhar.",
        [("clash", "current"), ("shelling", "aggregate")],
    ),
    (
        NEWS + "Attacks in August killed 120 people in Khyber Pakhtunkhwa.",
        [("clash", "current"), ("clash", "aggregate")],
    ),
    (
        "Troops raided Tank, Bannu and North Waziristan between 24 and 28 September and killed 22 militants in total.",
        [("clash", "aggregate")],
    ),
    # A gate that was shut after the clash tells of no other clash.
    (
        "Shells fell on Spera in Khost on Monday, killing nine villagers, officials said.\n\nPakistan closed the crossing at Torkham following the clash.",
        [("shelling", "current"), ("closure", "current")],
    ),
    # A gate that was shut for some days since a day long past is history.
    (
        "Shells fell on Spera in Khost on Monday, killing nine villagers, officials said.\n\nOn June 3 jets killed two guards in Kurram, and Pakistan shut Torkham for ten days.",
        [("shelling", "current"), ("air", "background"), ("closure", "background")],
    ),
    # A bomb that did not go off is none; nor does a gate that is open again say where it was.
    (
        "Shells fell on Spera in Khost on Monday, killing nine villagers, officials said. A bomb was found and defused on the road to Nawagai. Trucks were moving again through Torkham.",
        [("shelling", "current")],
    ),
    # The worst of all is one event, and no sum; what a month alone brought is one.
    (
        "Shells fell on Spera in Khost on Monday, killing nine villagers, officials said. The army was silent.\n\nThe deadliest clash so far, in Shigal in Kunar in March 2024, left eight people dead.",
        [("shelling", "current"), ("clash", "background")],
    ),
    (
        "Shells fell on Spera in Khost on Monday, killing nine villagers, officials said. The army was silent.\n\nThe year 2022 was the worst: thirteen people were killed in clashes in December of that year alone.",
        [("shelling", "current"), ("clash", "aggregate")],
    ),
    # What was answered, and is of another kind, is history after two days already.
    (
        "Jets struck Spera in Khost before dawn on Monday, killing nine villagers, officials said. The army was silent. Seven soldiers had been killed on Friday, it noted, when a convoy was ambushed near Isham in North Waziristan.",
        [("air", "current"), ("attack", "background")],
    ),
    (
        "Jets struck Spera in Khost before dawn on Monday, killing nine villagers, officials said. The strikes followed an assault on Sunday on a police headquarters in Peshawar, in which a bomber blew himself up and three men of the force died.",
        [("air", "current"), ("suicide", "background")],
    ),
    (
        "Jets struck Spera in Khost on Monday, killing nine villagers, officials said. Last week, a suicide bomber rammed a truck into a post in Bajaur, killing eleven soldiers.",
        [("air", "current"), ("suicide", "background")],
    ),
    (
        "A mine killed six soldiers near Razmak in North Waziristan on Monday, the army said. It was the second blast there. The blow came a day after militants attacked a post at Shawal on Sunday and killed two soldiers.",
        [("ied", "current"), ("attack", "background")],
    ),
    # Of one kind, or told beside the news, it is news.
    (
        "Jets struck Spera in Khost before dawn on Monday, killing nine villagers, officials said. On Saturday, jets had struck Barmal in Paktika, killing four.",
        [("air", "current"), ("air", "current")],
    ),
    (
        "Jets struck Spera in Khost before dawn on Monday, killing nine villagers, officials said. Meanwhile, mortar shells killed two children in Dangam district of Kunar on Saturday.",
        [("air", "current"), ("shelling", "current")],
    ),
    # A mission's cases of weeks ago are what its report is of.
    (
        "The mission documented three cases. On 9 August mortar fire killed two herders in Dangam, Kunar. On 12 August an airstrike killed five people in Barmal, Paktika. On 20 August a shell killed a boy in Gurbuz, Khost.",
        [("shelling", "current"), ("air", "current"), ("shelling", "current")],
    ),
    (
        "Traders asked on Sunday for longer hours at Torkham. On 9 August mortar fire killed two herders in Dangam, Kunar.",
        [("shelling", "background")],
    ),
    # The dead of "that month" are not those of the night.
    (
        "Two guards died in Kurram on Sunday, police said. March 2025 was worse, an institute said. At least 74 attacks were recorded across the country that month, leaving 91 dead.",
        [("clash", "current"), ("clash", "aggregate")],
    ),
    # What the news followed is recalled, and what stands beside it, too.
    (
        "Troops killed nine militants in Tank on Monday. The killings followed a raid on Saturday in which four militants died, and another operation on Sunday in which two more were killed.",
        [("clash", "current"), ("clash", "background"), ("clash", "background")],
    ),
    # A year's sum is none of the day's, and what goes on behind it is the sum's.
    (
        "Forty rockets landed in Dangam district of Kunar on Monday. Nobody was hurt. Some 900 rockets have been fired into the district since the beginning of the Afghan year. Ten civilians have been killed and 29 others injured, a spokesman said.",
        [("shelling", "current"), ("shelling", "aggregate")],
    ),
    # Two days of fighting at one place are news where one of them is told.
    (
        "Afghan and Pakistani forces fought in Nari district of Kunar during the last two days. Fighting on Sunday left two civilians dead, the governor said. It erupted once again early on Monday.",
        [("clash", "current"), ("clash", "current")],
    ),
    # So many dead of weeks are a sum, wherever it was.
    (
        "Between 1 July and 31 August shelling in Dangam district of Kunar killed 31 civilians and hurt 50, the mission said on Monday.",
        [("shelling", "aggregate")],
    ),
    (
        "Since 1 September, shells have killed nine people in Dangam district of Kunar, elders said.",
        [("shelling", "aggregate")],
    ),
]


@pytest.fixture(scope="module")
def pack():
    return region.load("durand")


@pytest.mark.parametrize(("text", "roles"), ROLES)
def test_roles(text, roles, pack):
    found = reading.read_one(Document("t", text, published=date(2025, 9, 30)), pack)
    assert [(incident.kind, incident.role) for incident in found] == roles
