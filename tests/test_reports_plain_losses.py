"""Plain sentences of wires on who was lost: each figure is found, and whose losses they are."""

from __future__ import annotations

import datetime as dt
import random
import re
from typing import NamedTuple

import pytest
from plain_reports import upper

from geo import region
from geo.reports import claims
from geo.reports.documents.document import Document

PACK = region.load()
SEED, EACH = 9, 2  # texts of each frame
P, A, M, C, U = "pakistani_forces", "afghan_forces", "militants", "civilians", "unspecified"

# Words for a group's people, as of a year.
PEOPLE = {
    "P": [
        "Pakistani soldiers", "Pakistani troops", "Frontier Corps personnel", "Frontier Corps men",
        "Levies personnel", "Pakistani policemen", "members of the Pakistani security forces",
        "soldiers of the Pakistan Army", "Pakistani border guards", "Pakistani servicemen",
    ],
    "A": [
        "Taliban fighters", "Afghan Taliban fighters", "Afghan soldiers", "Afghan border police",
        "Taliban border guards", "members of the Afghan Taliban", "Islamic Emirate soldiers",
        "members of the Afghan forces", "Taliban members", "Afghan security personnel",
    ],
    "M": [
        "militants", "TTP militants", "khwarij", "Khawarij", "terrorists", "members of the TTP",
        "Tehreek-e-Taliban Pakistan fighters", "Indian-sponsored khwarij", "infiltrators",
        "Pakistani Taliban fighters", "insurgents", "suspected militants",
    ],
    "C": [
        "civilians", "villagers", "residents", "Afghan civilians", "labourers", "truck drivers",
        "Pakistani civilians", "tribesmen", "shopkeepers", "farmers", "traders", "passengers",
    ],
    "A11": ["Afghan border policemen", "Afghan National Army soldiers", "Afghan policemen"],
    "M11": ["Taliban fighters", "Taliban insurgents", "Haqqani network fighters", "insurgents"],
}  # fmt: skip
GROUPS = {"P": P, "A": A, "M": M, "C": C, "U": U, "A11": A, "M11": M}
SOLDIERS = ["soldiers", "troops", "personnel", "servicemen", "troopers", "border guards"]
SPEAKERS = {
    "AFG": [
        "Afghanistan's defence ministry",
        "The Taliban government",
        "Afghan officials",
        "Kabul",
    ],
    "PAK": ["Pakistan's military", "The ISPR", "Pakistani security officials", "The Pakistan Army"],
}
EVENTS = ["the clashes", "overnight fighting", "cross-border fire", "an attack near the border"]
BEFORE = [
    "", "", "Tensions between the two countries have risen sharply. ",
    "Both sides accused each other of opening fire first near Torkham. ",
    "Fighting erupted along the border late on Thursday. ",
]  # fmt: skip
AFTER = [
    "", "", " Fighting went on until dawn.", " The figures could not be independently verified.",
    " There was no immediate comment from the other side.",
]  # fmt: skip

# Frames with what is lost in them, of which group; X stands for each of PEOPLE.
OF_ALL = """
{A} X were killed in {event}. => killed a
{A} X were killed and {b} others wounded in {event}. => killed a, wounded b
{Event} killed {a} X and wounded {b} others. => killed a, wounded b
{Event} left {a} X dead and {b} wounded. => killed a, wounded b
{Event} killed {a} X last night. => killed a
{Event} killed {a} X Friday night, officials said. => killed a
{Event} wounded {a} X the same night. => wounded a
{A} X died and {b} more were injured when fighting broke out. => killed a, wounded b
{A} X lost their lives in {event}. => killed a
Among the dead were {a} X, officials said. => killed a
{Event} claimed the lives of {a} X. => killed a
The bodies of {a} X were recovered after {event}. => killed a
There were {a} X killed in {event}. => killed a
Officials put the number of X killed in {event} at {a}. => killed a
The number of X killed in {event} has risen to {a}. => killed a
The death toll among X rose to {a}. => killed a
{Event} resulted in the deaths of {a} X. => killed a
{A} X were reported killed in {event}. => killed a
{A} X were among those killed in {event}. => killed a
A total of {c} X were killed in {event}. => killed c
"""
# X and Y are of two groups.
OF_TWO = """
{A} X and {b} Y were killed. => killed a X, killed b Y
Clashes along the border killed {a} X and {b} Y. => killed a X, killed b Y
{A} X were killed and {b} Y were wounded in {event}. => killed a X, wounded b Y
{A} X were killed, while {b} Y also died. => killed a X, killed b Y
{A} X were killed. {B} Y were injured in the exchange of fire. => killed a X, wounded b Y
The dead included {a} X and {b} Y. => killed a X, killed b Y
"""
# {Says} is one side, OTHER the name of the other, HERE a place of its own.
OF_SIDES = """
{Says} said its forces had killed {a} OTHER soldiers and captured {b} posts. => killed a other,
    posts_captured b other
{Says} said {a} OTHER soldiers were killed and {b} of its own were wounded. => killed a other,
    wounded b own
{Says} said {a} of its soldiers were killed and {b} wounded. => killed a own, wounded b own
{Says} claimed that {a} soldiers on the other side had been killed. => killed a other
{Says} said {a} soldiers were killed and {b} wounded on the OTHER side. => killed a other, wounded
    b other
{Says} said {a} OTHER posts were captured and {b} destroyed. => posts_captured a other,
    posts_destroyed b other
{Says} said its forces destroyed {a} OTHER posts and {b} armoured vehicles. => posts_destroyed a
    other, vehicles_destroyed b other
{Says} confirmed that {a} soldiers had been killed and {b} wounded in the clashes. => killed a
    own, wounded b own
{Says} confirmed {a} deaths among its troops. => killed a own
{Says} acknowledged losing {a} soldiers. => killed a own
{Says} said it had lost {a} soldiers while killing {b} on the other side. => killed a own, killed
    b other
{Says} said no OTHER soldiers were killed. => killed 0 other
{Says} said none of its soldiers were killed. => killed 0 own
{Says} said OTHER forces suffered heavy losses, with {a} soldiers killed and {b} injured. =>
    killed a other, wounded b other
{Says} put OTHER losses at {a} dead and {b} wounded. => killed a other, wounded b other
{Says} put its own losses at {a} dead and {b} wounded. => killed a own, wounded b own
{Says} said its forces had repelled an attack by OTHER forces, killing {a} of them. => killed a
    other
{Says} said OTHER fire killed {a} soldiers and {b} civilians. => killed a own, killed b C
{A} soldiers were killed in OTHER fire in HERE, {says} said. => killed a own
{Says} said {a} troops were killed in clashes with OTHER forces. => killed a own
{Says} said {a} border guards were wounded in OTHER shelling. => wounded a own
"We have reports that {a} of their troops have been killed. {B} of our soldiers have been
    wounded," {says} said. => killed a other, wounded b own
"Our forces killed {a} of their soldiers and captured {b} posts," {says} said. => killed a other,
    posts_captured b other
{Says} said {a} OTHER soldiers were killed while {b} soldiers embraced martyrdom. => killed a
    other, killed b own
OTHER forces opened fire on posts in HERE, {says} said. {A} soldiers were martyred. => killed a own
OTHER forces attacked posts in HERE, {says} said. {A} OTHER soldiers were killed. {B} troops were
    also wounded, it added. => killed a other, wounded b own
{Says} said the attackers were OTHER soldiers and that {a} of them were killed. => killed a other
{Says} said there were no losses among its own soldiers. => killed 0 own
OTHER forces attacked posts in HERE, {says} said. "We have {a} martyrs," it said. => killed a own
{Says} said {a} soldiers of the enemy were killed. "{B} of their posts fell into our hands," it
    said. => killed a other, posts_captured b other
{Says} said {a} OTHER posts were captured. {B} soldiers were taken prisoner, it said. =>
    posts_captured a other, captured b other
{Says} said {a} members of the border forces were wounded. => wounded a own
{Says} said {a} civilians were killed and {b} injured in OTHER shelling. => killed a C, wounded b
    C
OTHER forces shelled villages in HERE, killing {a} people and wounding {b}, {says} said. => killed
    a C, wounded b C
"""
# S are soldiers whose army is told by who did it; HERE is on the side of those who lost.
BY_ACTORS = """
ACTOR killed {a} S and wounded {b} others in an overnight attack on border posts. => killed a,
    wounded b
{A} S were killed when ACTOR attacked a border post in HERE. => killed a
{A} S were killed and {b} injured in an attack by ACTOR. => killed a, wounded b
ACTOR captured {a} posts and killed {b} S. => posts_captured a, killed b
ACTOR destroyed {a} posts and {b} vehicles. => posts_destroyed a, vehicles_destroyed b
"""
ACTORS = [
    ("Afghan forces", P), ("Taliban forces", P), ("TTP militants", P), ("Pakistani troops", A),
    ("Pakistani Taliban gunmen", P), ("Pakistani forces", A),
]  # fmt: skip
IN_PAKISTAN = """
Militants attacked a security post in HERE, killing {a} soldiers and wounding {b} others. =>
    killed a P, wounded b P
Militants attacked an army post in HERE on Friday. {A} soldiers were killed. {B} others were
    wounded and {c} are missing. => killed a P, wounded b P, missing c P
The army said it had lost {a} men when a patrol was ambushed in HERE by militants. {B} men were
    missing. => killed a P, missing b P
{A} soldiers were killed in an attack by militants on a post in HERE. Officials said {b} men were
    missing. => killed a P, missing b P
The death toll in an attack by militants on a paramilitary post in HERE rose to {a}. => killed a P
The death toll from a raid by militants on security posts in HERE has risen to {a} after {b} more
    bodies were found. => killed a P, killed b P
The number of soldiers killed in the attack in HERE has risen to {a}. => killed a P
A roadside bomb hit a military convoy in HERE, killing {a} soldiers and wounding {b}. => killed a
    P, wounded b P
{A} soldiers were wounded when militants from the Kunar province of Afghanistan fired rockets at a
    check post in HERE. => wounded a P
{A} security men were killed in HERE when militants ambushed their patrol. => killed a P
A suicide bomber killed {a} policemen in HERE. => killed a P
{A} soldiers and {b} civilians were killed and {c} others injured in HERE. => killed a P, killed b
    C, wounded c U
A vehicle of the Frontier Corps struck a mine in HERE. Officials put the number of dead at {a}. =>
    killed a P
Militants fired on a post in HERE. Pakistani troops responded and killed {a} of them, the military
    said. => killed a M
Firing by an Afghan border guard on travellers in HERE left {a} people dead. => killed a C
Gunmen shot dead {a} policemen in HERE. => killed a P
It was seven in the evening when militants killed {a} soldiers in HERE. => killed a P
{A} soldiers were killed in HERE in firing from across the Afghan border. => killed a P
Security forces killed {a} militants in HERE on Friday. {B} others were arrested. => killed a M,
    captured b M
{A} militants were killed and {b} soldiers wounded when security forces raided a hideout in HERE.
    => killed a M, wounded b P
Troops foiled an attempt by militants to cross into HERE, killing {a}, the ISPR said. => killed a
    M
The TTP put the number of soldiers killed at {a} and said {b} of its fighters had died. => killed
    a P, killed b M
Mortar shells fired from across the border killed {a} people and injured {b} others in HERE. =>
    killed a C, wounded b C
"""
IN_AFGHANISTAN = """
Pakistani jets bombed houses in HERE on Friday night. {A} people were killed and {b} wounded,
    residents said. => killed a C, wounded b C
Pakistani strikes on homes in HERE killed {a} people. => killed a C
{A} civilians were killed in two villages of HERE, including {b} of one family. => killed a C,
    killed b C
Pakistani mortar fire killed {a} people in HERE, local officials said. => killed a C
The shelling in HERE destroyed {a} homes, killed {b} people and injured {c}. => houses_destroyed a
    C, killed b C, wounded c C
{A} families were displaced and {b} houses destroyed by shelling in HERE. => displaced a C,
    houses_destroyed b C
Pakistani forces shelled a Taliban post in HERE on Friday. {A} fighters were killed and {b}
    wounded. => killed a A, wounded b A
Afghan forces attacked Pakistani posts opposite HERE on Friday. Pakistan said that it repelled the
    attack and killed {a} fighters. => killed a A
Pakistani forces shelled a border post in HERE, killing {a} border guards. => killed a A
{A} border guards were killed when Pakistani forces opened fire on their post in HERE. => killed a
    A
Pakistan said {a} militants were killed in the strikes in HERE. The Taliban government said {b}
    civilians were killed. => killed a M, killed b C
"""
NOBODY = [
    "No casualties were reported.", "There were no casualties.", "No one was killed or injured.",
    "There was no loss of life.", "No damage or casualties were reported.", "No one died.",
    "No Afghan or Pakistani soldiers were hurt.",
    "The shells caused no casualties.", "Neither side reported any casualties.",
]  # fmt: skip
PLACES = {
    "P": ["North Waziristan", "Bajaur", "Kurram", "Chitral", "Upper Dir"],
    "A": ["Khost", "Kunar", "Nangarhar", "Paktika"],
}
_NUMBERS = ["three", "four", "six", "seven", "nine", "11", "12", "15", "19", "25", "40", "58"]
_VALUES = {"three": 3, "four": 4, "six": 6, "seven": 7, "nine": 9}
_HEDGES = {"": (0, 0), "at least ": (0, None), "more than ": (0, None), "around ": (0, 0)}


class Case(NamedTuple):
    """A text, its year, and its losses: metric, bounds and group."""

    text: str
    year: int
    losses: list[tuple[str, int, int | None, str]]


def _rows(frames: str) -> list[list[str]]:
    """Read frames, one each line; a line that is indented goes on with the one before."""
    lines = frames.strip().replace("\n    ", " ").split("\n")
    return [line.split(" => ") for line in lines]


def _inside(name: str) -> str:
    return name[:1].lower() + name[1:] if name.startswith("The ") else name


def _filled(rnd: random.Random, frame: str, losses: str, groups: dict[str, str], year: int) -> Case:
    """Put numbers, an event and what stands around into a frame."""
    values: dict[str, tuple[int, int | None]] = {}
    numbers = rnd.sample(_NUMBERS, 3)
    for key, number in zip("abc", numbers, strict=True):
        hedge = rnd.choice([*[""] * 4, *_HEDGES])
        value = _VALUES.get(number) or int(number)
        values[key] = value, None if _HEDGES[hedge][1] is None else value
        frame = frame.replace(f"{{{key}}}", hedge + number)
        frame = frame.replace(f"{{{key.upper()}}}", upper(hedge + number))
    event = rnd.choice(EVENTS)
    text = frame.replace("{event}", event).replace("{Event}", upper(event))
    rows = []
    for loss in filter(None, losses.split(", ")):
        metric, key, *whose = loss.split()
        low, high = values.get(key, (0, 0))
        rows.append((metric, low, high, groups[whose[0] if whose else "X"]))
    return Case(rnd.choice(BEFORE) + upper(text) + rnd.choice(AFTER), year, rows)


def _cases() -> list[Case]:
    rnd = random.Random(SEED)  # noqa: S311  (a sample, no secret)
    made = []
    for key, people in PEOPLE.items():
        year = 2011 if key.endswith("11") else 2026
        for frame, losses in _rows(OF_ALL):
            said = re.sub(r"\bX\b", rnd.choice(people), frame)
            made.append(_filled(rnd, said, losses, {"X": GROUPS[key]}, year))
    for one, two in ("PA", "AP", "PM", "MP", "CP", "AC", "MC"):
        for frame, losses in _rows(OF_TWO):
            said = frame.replace("Y", rnd.choice(PEOPLE[two]))
            said = re.sub(r"\bX\b", rnd.choice(PEOPLE[one]), said)
            made.append(_filled(rnd, said, losses, {"X": GROUPS[one], "Y": GROUPS[two]}, 2026))
    sides = [("AFG", "Pakistani", A, P), ("PAK", "Afghan", P, A)]
    for key, other, own_group, other_group in sides * EACH:
        for frame, losses in _rows(OF_SIDES):
            name = rnd.choice(SPEAKERS[key])
            said = frame.replace("{Says}", name).replace("{says}", _inside(name))
            said = said.replace("OTHER", other)
            said = said.replace("HERE", rnd.choice(PLACES["A" if key == "AFG" else "P"]))
            groups = {"own": own_group, "other": other_group, "C": C}
            made.append(_filled(rnd, said, losses, groups, 2026))
    for actor, group in ACTORS:
        for frame, losses in _rows(BY_ACTORS):
            said = re.sub(r"\bS\b", rnd.choice(SOLDIERS), frame).replace("ACTOR", actor)
            said = said.replace("HERE", rnd.choice(PLACES["P" if group == P else "A"]))
            made.append(_filled(rnd, said, losses, {"X": group}, 2026))
    for key, frames in (("P", IN_PAKISTAN), ("A", IN_AFGHANISTAN)):
        for frame, losses in _rows(frames) * EACH:
            said = frame.replace("HERE", rnd.choice(PLACES[key]))
            made.append(_filled(rnd, said, losses, GROUPS, 2026))
    fired = "Pakistani and Afghan forces exchanged fire near Torkham on Friday. "
    made += [Case(fired + zero, 2026, [("killed", 0, 0, U)]) for zero in NOBODY]
    return made


def _wrong(case: Case) -> str:
    """Return what is read of a text where it is not what stands in it."""
    published = dt.date(case.year, 2, 28)
    document = Document(id="x", text=case.text, publisher="AFP", published=published)
    found = [
        (claim.metric, claim.count_min, claim.count_max, claim.victim_group)
        for claim in claims.find(document, PACK)
    ]
    alike = sorted(map(str, found)) == sorted(map(str, case.losses))
    return "" if alike else f"{case.text}\n    is {case.losses}\n    read {found}"


@pytest.mark.parametrize("part", range(4))
def test_each_loss_is_found_and_has_its_group(part: int) -> None:
    wrong = list(filter(None, map(_wrong, _cases()[part::4])))
    assert not wrong, "\n".join([f"{len(wrong)} texts:", *wrong])


def test_the_sample_is_large() -> None:
    assert len(_cases()) >= 300
