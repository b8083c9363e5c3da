"""The table of clues to why a name locates nothing: of each row a sentence that it decides."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document
from geo.reports.where import places, rejects

PACK = region.load("durand")

# The clue, a sentence, and the name in it that locates nothing.
DECIDED = [
    ("on the road to", "A mine was found on the road to Nawagai.", "Nawagai"),
    ("of water", "Shots were exchanged over the Kunar river on Monday.", "Kunar"),
    ("not there", "The strike hit Dur Baba and not Deh Bala.", "Deh Bala"),
    ("of the public", "Schools in Chitral were closed after a raid on Arandu.", "Chitral"),
    ("felt afar", "The killing in Bajaur has spread fear in Mohmand.", "Mohmand"),
    ("of an era", "Nine died in Khar, the most since the fall of Kabul.", "Kabul"),
    ("of a march", "Students marched in Quetta after shells hit Chaman.", "Quetta"),
    (
        "told to",
        "Militants attacked Wana on Friday, an official told the Khyber Post.",
        "Khyber Post",
    ),
    ("of somebody", "An officer of Tank was shot dead in Kulachi.", "Tank"),
    ("still there", "Nothing was reported from Khost; a drone killed two in Barmal.", "Khost"),
    ("heard afar", "The explosion in Khogyani was heard in Jalalabad.", "Jalalabad"),
    ("cut off", "Power was cut in Parachinar after shells hit Kharlachi.", "Parachinar"),
    ("planned", "The cell had planned to attack the market in Khar.", "Khar"),
    ("flown over", "Shells hit Dangam. A drone was seen over Asadabad.", "Asadabad"),
    ("fired from", "Five died in Arandu when troops in Nari opened up with mortars.", "Nari"),
    ("guns there", "Shells from guns stationed in Alizai hit Spera.", "Alizai"),
    ("told by", "The strike on Spera was confirmed by the ISPR in Rawalpindi.", "Rawalpindi"),
    ("from there", "Two guards, men of Zhari and Maiwand, were hurt in Takhta Pul.", "Maiwand"),
    ("from there", "Four brothers, residents of Karak, were killed in Spinwam.", "Karak"),
    ("arrested in", "A bomb killed six in Khar. A suspect was arrested in Swat.", "Swat"),
    ("to leave", "After the shelling people were told to leave Chaman.", "Chaman"),
    ("recalled", "In answer to an attack in Bannu jets struck Barmal.", "Bannu"),
    ("usual", "Violence in Bajaur has risen.", "Bajaur"),
    ("beside an echo", "Guards were doubled in Sharana after the attack.", "Sharana"),
    ("where to", "The hurt were driven to Asadabad.", "Asadabad"),
    ("in hospital", "A hospital in Khar took in five men hurt in Mamund.", "Khar"),
    ("of an office", "Shells fell on Dangam, the Kunar health directorate said.", "Kunar"),
    ("of a body", "A man of the National Radio of Paktia was killed in Zazi Maidan.", "Paktia"),
    ("end of a road", "A mine went off on the Bannu-Miranshah road.", "Bannu"),
    ("told in", "A witness told a reporter in Peshawar that shells hit Landi Kotal.", "Peshawar"),
    (
        "massed there",
        "Two died in Arandu. The massing of men in Kamdesh had been known for days.",
        "Kamdesh",
    ),
    ("the day after", "A day after a bombing in Bannu, a strike hit Gayan.", "Bannu"),
    ("the day after", "Two days after the bombing in Kandahar, shells hit Arandu.", "Kandahar"),
    ("heard there", "Shells hit posts in Barmal. In Wana reporters heard of three dead.", "Wana"),
    ("protest in", "Relatives of the dead of Barmal protested in Sharana.", "Sharana"),
    ("where from", "Officials blamed militants from Swat.", "Swat"),
    ("what was beside it", "A mine killed two in Makin, 12 km south of Wana.", "Wana"),
    ("a government", "Kabul denied that its troops had fired.", "Kabul"),
    ("a government", "Islamabad denied that its troops had fired.", "Islamabad"),
    ("only a name", "Jets hit Barmal in a drive that is called Operation Khyber.", "Khyber"),
    ("who tells", "Officials in Khost spoke of nine dead in Barmal.", "Khost"),
    ("a person", "Ghulam Khan, a driver, was shot dead at Boya.", "Ghulam Khan"),
    ("a tribe", "An elder said that the Mohmand had fired first.", "Mohmand"),
    ("one of tribes", "Shells fell on Dangam. The Mohmand, Bara and Safi tribes met.", "Mohmand"),
    ("its people", "A Kandahar trader said that shells hit Spin Boldak.", "Kandahar"),
    ("calm", "Torkham remained calm while shells fell on Dangam.", "Torkham"),
    ("idle people", "Shells hit Arandu, and people in Drosh fear for the harvest.", "Drosh"),
    ("idle", "Elders met in Landi Kotal after shells hit Torkham.", "Landi Kotal"),
    (
        "of a chapter",
        "Shells hit Barmal and killed a man of the Bajaur chapter of the group.",
        "Bajaur",
    ),
    (
        "short of it",
        "A patrol was shelled at an outpost two miles short of Barmal on Monday; nine soldiers died.",
        "Barmal",
    ),
    ("of talks", "An agreement was reached in Torkham.", "Torkham"),
    ("seat at rest", "Claim | Kabul | Islamabad", "Kabul"),
]


@pytest.mark.parametrize(("clue", "text", "name"), DECIDED, ids=[text for _, text, _ in DECIDED])
def test_a_clue_decides(clue, text, name):
    report = Document("t", text, published=date(2025, 10, 15))
    found = places.resolve(report, reading.gazetteer_of(PACK))
    told = {text[place.start : place.end]: (place.clue, place.reason) for place in found}
    reasons = {row.reason for row in rejects.CLUES if row.name == clue}
    assert told[name] in {(clue, reason) for reason in reasons}


def test_no_clue_is_without_its_sentence():
    names = [row.name for row in rejects.CLUES]
    assert {clue for clue, _, _ in DECIDED} == {*names}
    assert len({*names}) == len(names)
    assert {row.reason for row in rejects.CLUES} <= {*rejects.REASONS}


# Behind an event of either country: nothing of these locates another, and that one stays.
HAPPENED = (
    ("Pakistani jets bombed a house in Spera, Khost, on Tuesday night and killed nine. ", "Spera"),
    (
        "Afghan troops shelled homes in Parachinar, Kurram, on Tuesday and killed nine. ",
        "Parachinar",
    ),
)
BEHIND = [
    ("Nothing of that is in the statement which the army issued at Rawalpindi.", "Rawalpindi"),
    ("The strike has been confirmed by the ISPR in Rawalpindi.", "Rawalpindi"),
    ("The attack was confirmed by the defence ministry in Kabul.", "Kabul"),
    ("The raid has not been confirmed by the commander's office at Kandahar.", "Kandahar"),
    ("Islamabad, which lost seven soldiers to an ambush, would not say a word.", "Islamabad"),
    ("Islamabad now puts the Taliban killed since February at 583.", "Islamabad"),
    ("Kabul now puts the soldiers killed since February at 83.", "Kabul"),
    ("Ghulam Khan and Kharlachi may be next.", "Ghulam Khan"),
    ("The shells were fired by artillery placed at Shalozan.", "Shalozan"),
    ("Shells came from guns stationed in Alizai.", "Alizai"),
    ("Dangam and Marawar have been shelled in other years.", "Dangam"),
    ("Bajaur was shelled in earlier years too.", "Bajaur"),
    ("Lorry drivers were told to turn round and make for Torkham.", "Torkham"),
    ("In Nimroz, Kunar and Bajaur border fighting had become common, he said.", "Nimroz"),
    ("In Bajaur and Mohmand such fire is common.", "Mohmand"),
    ("Shelling in Dangam has become a daily occurrence.", "Dangam"),
    ("Clashes near Chaman have grown more frequent.", "Chaman"),
    ("Nine people died, according to Mufti Kafeel, chairman of Bara tehsil.", "Bara"),
    ("Nine died, said Gul Khan, nazim of Landi Kotal.", "Landi Kotal"),
    ("The dead man worked for the radio of neighbouring Paktia.", "Paktia"),
    ("Nothing runs between Drosh and Chitral since the attack.", "Drosh"),
]


@pytest.mark.parametrize(("happened", "there"), HAPPENED)
def test_what_is_told_behind_an_event_locates_none(happened, there):
    wrong = []
    for told, name in BEHIND:
        report = Document("t", happened + told, published=date(2026, 3, 5))
        placed = [p.text for i in reading.read_one(report, PACK) for p in i.places]
        if there not in placed or any(name in text for text in placed):
            wrong.append((told, placed))
    assert wrong == []
