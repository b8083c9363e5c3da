"""What a report leaves open stays open, and what it says beside the news is told apart."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document
from geo.reports.incidents.draft import sub_event_type

# The two sides of each row change places.
NAMES = [
    {"own": "Pakistani", "other": "Afghan", "there": "Chaman"},
    {"own": "Afghan", "other": "Pakistani", "there": "Spin Boldak"},
]
SIDES = {"Pakistani": "pakistan", "Afghan": "afghanistan", "": "unknown"}

# A report, its kind, and who acted: {own}, or nobody who is known.
ROWS = [
    # Houses that are hit in a fight of two armies say nothing of who began it.
    (
        "{own} and {other} forces fought at Torkham on Monday. {own} forces targeted houses in a village.",
        "Armed clash",
        "",
    ),
    # Nor do the dead of one side, nor who brokered a truce.
    ("Two {other} soldiers died in a clash at Torkham on Monday.", "Armed clash", ""),
    (
        "{own} and {other} troops exchanged fire at Torkham on Monday. NATO brokered a cease-fire.",
        "Armed clash",
        "",
    ),
    # Where shells fell is not who fired.
    (
        "Guns were heard at Torkham on Monday. On the {own} side shells fell on a camp and hurt nine people.",
        "Shelling/artillery/missile attack",
        "",
    ),
    (
        "A rocket fell on a house in {there} on Monday and killed two people. It was unclear who fired it, though there had been {own} military airstrikes in the region.",
        "Shelling/artillery/missile attack",
        "",
    ),
    # What was built may be what was answered.
    (
        "{own} and {other} guards traded fire at Torkham on Monday. {own} guards had tried to build a post, officials said, and the {other} army responded.",
        "Armed clash",
        "",
    ),
    # What was answered is not what was done, whatever it cost.
    (
        "{own} forces attacked {other} posts at Torkham on Monday and killed two soldiers in retaliation for air strikes that had left nine children dead.",
        "Armed clash",
        "{own}",
    ),
]


@pytest.fixture(scope="module")
def pack():
    return region.load("durand")


def _told(text, pack, **said):
    return reading.read_one(Document("t", text, published=date(2025, 9, 30), **said), pack)


@pytest.mark.parametrize("names", NAMES)
@pytest.mark.parametrize(("text", "kind", "side"), ROWS)
def test_both_sides_are_read_alike(text, kind, side, names, pack):
    first = _told(text.format(**names), pack)[0]
    assert (sub_event_type(first), first.actor1_side) == (kind, SIDES[side.format(**names)])


# A report, and the kind, side and first day of each of its incidents.
TOLD = [
    # Strikes on whoever's men, where only aircraft reach.
    (
        "Pakistan's strikes in Paktika killed 14 terrorists on Monday, it said.",
        [("Air/drone strike", "pakistan", "2025-09-29")],
    ),
    (
        "A strike on a hideout in North Waziristan killed 14 terrorists on Monday, the army said.",
        [("Armed clash", "pakistan", "2025-09-29")],
    ),
    # An item of a list that tells no kind has none of the items before it.
    (
        "- 16 September: Jets hit Barmal. Nine people died.\n- 17 September: Shells fell on Dangam.\n- 19 September: Two men were killed in Spin Boldak.",
        [
            ("Air/drone strike", "pakistan", "2025-09-16"),
            ("Shelling/artillery/missile attack", "unknown", "2025-09-17"),
            ("Armed clash", "unknown", "2025-09-19"),
        ],
    ),
    (
        "Unknown gunmen shot dead a TTP commander in Khost on Monday.",
        [("Attack", "unknown", "2025-09-29")],
    ),
    (
        "Gunmen shot at villagers in Bajaur on Monday and killed two people. The TTP has grown of late.",
        [("Attack", "unknown", "2025-09-29")],
    ),
    # Who hunts at home does not fire from over the line.
    (
        "Troops killed four militants in Bajaur on Monday. On September 22 a post in Bajaur came under fire from Afghan territory, and a soldier died.",
        [("Armed clash", "pakistan", "2025-09-29"), ("Armed clash", "unknown", "2025-09-22")],
    ),
    # A road between two countries is no party, and another event is none of the first.
    (
        "Three mortar shells fell in Khyber on Saturday. A curfew was laid on the Pak-Afghan highway for an operation launched by police. Separately, security forces and militants clashed in Bakarabad area of Khyber.",
        [
            ("Shelling/artillery/missile attack", "unknown", "2025-09-27"),
            ("Armed clash", "unknown", "2025-09-27"),
        ],
    ),
    (
        "Afghan and Pakistani forces traded fire on Sunday in their worst skirmish in years. Two soldiers were killed.",
        [("Armed clash", "unknown", "2025-09-28")],
    ),
    (
        "NATO choppers fired on a compound in Kurram on Sunday and killed three militants.",
        [("Air/drone strike", "other", "2025-09-28")],
    ),
    (
        "In June, 2016, Afghan troops opened fire at Torkham and killed a major.",
        [("Armed clash", "afghanistan", "2016-06-01")],
    ),
    (
        "Four civilians were killed in rocket firings in Kunar on Monday.",
        [("Shelling/artillery/missile attack", "unknown", "2025-09-29")],
    ),
    # A rank is no time of what is ranked; militants of an army are that army.
    (
        "A clash at Torkham on Monday killed two soldiers. It was the worst fighting at the gate since March.",
        [("Armed clash", "unknown", "2025-09-29")],
    ),
    (
        "Taliban militants and Pakistani border guards exchanged fire at Chaman on Monday, and a civilian was killed.",
        [("Armed clash", "unknown", "2025-09-29")],
    ),
    # What was answered has its own dead; what stands behind another comma is of the news again.
    (
        "The Taliban's defence ministry said it had attacked Pakistani posts at Torkham on Monday in retaliation for two air strikes, in which nine civilians were killed in Khost.",
        [
            ("Armed clash", "afghanistan", "2025-09-29"),
            ("Air/drone strike", "pakistan", "2025-09-29"),
        ],
    ),
    (
        "Pakistani guns shelled Dangam on Monday. It was done in response to Sunday's suicide attack in Swat, in which eleven soldiers were killed.",
        [
            ("Shelling/artillery/missile attack", "pakistan", "2025-09-29"),
            ("Suicide bomb", "unknown", "2025-09-28"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "incidents"), TOLD)
def test_incidents(text, incidents, pack):
    told = [(sub_event_type(i), i.actor1_side, str(i.first)) for i in _told(text, pack)]
    assert told == incidents
