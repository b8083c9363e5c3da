"""Who is meant where a source stands in an unusual phrase; one table a rule, claims in one line."""

from __future__ import annotations

import pytest
from claims_said import said

# "It", "they" and "the ministry" are whom the sentence before is about, or who spoke last so.
WHOM_IT_IS_ABOUT = [
    (
        "The TTP claimed the raid. The ISPR painted another picture. Four soldiers died, it said.",
        ["killed pakistani_forces 4..4 pakistan"],
    ),
    (
        "Kabul denied it. The Frontier Corps has another version. Two soldiers died, it said.",
        ["killed unspecified .. afghanistan denied", "killed pakistani_forces 2..2 pakistan"],
    ),
    (
        "ISPR said 20 militants died. Tolo News aired pictures of ruins. It also reported 9 deaths.",
        ["killed militants 20..20 pakistan", "killed militants 9..9 media"],
    ),
    (
        "Afghan police said two men died. The clinic received them at noon. Five were hurt, it said.",
        ["killed civilians 2..2 afghanistan", "wounded civilians 5..5 local"],
    ),
    (
        "Pakistani police spoke of a clash. Residents tell another story. Nine women died, they said.",
        ["killed civilians 9..9 local"],
    ),
    (
        (
            "Pakistan's interior ministry said two villagers died. Firing went on, the Afghan interior "
            "ministry said. The ministry put the dead at nine."
        ),
        ["killed civilians 2..2 pakistan", "killed civilians 9..9 afghanistan"],
    ),
    (
        (
            "The Taliban sharply criticised the raid. Earlier, on 22 February, Pakistani officials "
            "accused Kabul of shelling. They said nine villagers were killed."
        ),
        ["killed civilians 9..9 pakistan"],
    ),
    (
        (
            "The Taliban's foreign ministry summoned the envoy. Pakistan's foreign ministry did not "
            "confirm the raid. It said seven soldiers were killed in Bannu."
        ),
        ["killed pakistani_forces 7..7 pakistan"],
    ),
    (
        "Gul Khan, a doctor at the hospital in Khost, said 12 people were killed in shelling.",
        ["killed civilians 12..12 local"],
    ),
    (
        "The Taliban sharply criticised the raid. Nine villagers were killed, they said.",
        ["killed civilians 9..9 afghanistan"],
    ),
    (
        (
            "Fire went on, said Pakistani officials. On the other side Gul Quraishi, who heads the "
            "information office of Nangarhar, said that the gate was shut. Quraishi denied that there "
            "had been a clash."
        ),
        ["killed unspecified .. afghanistan denied"],
    ),
    (
        (
            "Clashes between Pakistan and its neighbours in Pakistan's mountains left 15 civilians "
            "dead on the Afghan side, officials said."
        ),
        ["killed civilians 15..15 afghanistan"],
    ),
    (
        "Three men who police in Khyber said were armed fled. Two guards were hurt, police said.",
        ["wounded pakistani_forces 2..2 pakistan"],
    ),
]
QUOTED_BY_OTHERS = [
    (
        "Eight civilians died, according to an Afghan defence ministry source quoted by AFP.",
        ["killed civilians 8..8 afghanistan"],
    ),
    (
        "Eight soldiers died, a Pakistani official cited by state radio said.",
        ["killed pakistani_forces 8..8 pakistan"],
    ),
    (
        "Afghan media quote their army as saying six civilians were killed in Boldak.",
        ["killed civilians 6..6 afghanistan"],
    ),
]
NO_VERB_OF_SPEECH = [
    (
        "Residents said 14 civilians, among them nine from two related households, were killed.",
        ["killed civilians 14..14 local"],
    ),
    (
        "Officials in Kabul said five villagers died when Pakistani artillery answered.",
        ["killed civilians 5..5 afghanistan"],
    ),
    (
        "Islamabad replied that five of its soldiers were killed.",
        ["killed pakistani_forces 5..5 pakistan"],
    ),
]
LISTS_OF_THEIRS = [
    (
        "Abdul Jan, who runs a hospital in Boldak, was careful: he could vouch for 17 bodies.",
        ["killed unspecified 17..17 local"],
    ),
]
WHO_HE_IS = [
    (
        "A security source in Landi Kotal saw it otherwise. Three villagers, he said, were hurt.",
        ["wounded civilians 3..3 pakistan"],
    ),
    (
        "A farmer of Nari had come to the clinic with his son. Two women, he said, were killed.",
        ["killed civilians 2..2 local"],
    ),
    (
        "An Afghan officer was killed, says Idris Mohmand, who speaks for the Nangarhar police.",
        ["killed afghan_forces 1..1 afghanistan"],
    ),
]
NOBODY = [
    (
        "The Afghan ministry said two guards died. Others put the dead at five.",
        ["killed afghan_forces 2..2 afghanistan", "killed afghan_forces 5..5 media"],
    ),
    (
        "The army in Rawalpindi said two soldiers died. Some say five soldiers died.",
        ["killed pakistani_forces 2..2 pakistan", "killed pakistani_forces 5..5 media"],
    ),
]
ELSEWHERE_IN_THE_TEXT = [
    (
        "Pakistan's army said two soldiers were hurt.\n\nLater on Monday three soldiers died.",
        ["wounded pakistani_forces 2..2 pakistan", "killed pakistani_forces 3..3 media"],
    ),
    (
        "The governor of Khost said nine villagers died.\n\nThe last such raid, in May, killed two.",
        ["killed civilians 9..9 afghanistan", "killed civilians 2..2 media"],
    ),
    (
        "The governor of Khost said nine villagers died.\n\nSome 300 families left their houses.",
        ["killed civilians 9..9 afghanistan", "displaced civilians 300..300 media families"],
    ),
    (
        "Hamdullah Fitrat said 13 Pakistani soldiers were killed. Islamabad called the claim absurd.",
        [
            "killed pakistani_forces 13..13 afghanistan",
            "killed pakistani_forces .. pakistan denied",
        ],
    ),
]
SECOND_IN_ELLIPSIS = [
    (
        "Residents of Dangam counted eleven dead, the governor of Kunar nine.",
        ["killed unspecified 11..11 local", "killed unspecified 9..9 afghanistan"],
    ),
    (
        "The governor of Kunar had mentioned nine dead. The hospital mentions 12.",
        ["killed unspecified 9..9 afghanistan", "killed unspecified 12..12 local"],
    ),
]
ROWS = [
    (rule, *row)
    for rule, rows in {
        "whom it is about": WHOM_IT_IS_ABOUT,
        "quoted by others": QUOTED_BY_OTHERS,
        "no verb of speech": NO_VERB_OF_SPEECH,
        "lists of theirs": LISTS_OF_THEIRS,
        "who he is": WHO_HE_IS,
        "nobody": NOBODY,
        "second in ellipsis": SECOND_IN_ELLIPSIS,
        "elsewhere in the text": ELSEWHERE_IN_THE_TEXT,
    }.items()
    for row in rows
]


@pytest.mark.parametrize(("rule", "text", "expected"), ROWS)
def test_subjects(rule: str, text: str, expected: list[str]) -> None:
    assert said(text, publisher="Reuters") == expected, rule


def test_reports_received_are_those_of_the_office_that_publishes() -> None:
    text = "According to reports received so far, 17 soldiers of the opposing side were killed."
    made = said(text, publisher="Ministry of Defence, Islamic Emirate")
    assert made == ["killed pakistani_forces 17..17 afghanistan"]
