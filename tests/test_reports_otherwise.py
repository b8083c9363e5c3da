"""Short reports that are written otherwise and tell the same: parties, offices, heads, datelines."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document

PACK = region.load("durand")
DAY = date(2026, 10, 12)

# What is told in each; the first is how it is mostly written.
ALIKE = [
    [
        f"{party} shelled Sarkano district of Kunar on Monday, killing two villagers."
        for party in (
            "Pakistani forces",
            "Pakistan's forces",
            "The forces of Pakistan",
            "Islamabad's forces",
            "The army of Pakistan",
            "Islamabad's artillery",
        )
    ],
    [
        f"{party} captured two Pakistani posts in Goshta on Monday night."
        for party in (
            "Afghan forces",
            "Kabul's forces",
            "Soldiers of the Islamic Emirate",
            "Forces of Afghanistan",
            "Border guards of the Islamic Emirate",
        )
    ],
    [
        f"A mortar shell of {party} landed on a house in Jaji Maidan on Sunday, hurting four."
        for party in ("the Pakistani army", "the army of Pakistan", "Islamabad's military")
    ],
    [
        f"{head}In reply to the shelling of homes by Pakistani forces, the 205th Corps attacked"
        " posts in Shorabak, Kandahar, last night. Four of them were overrun."
        for head in ("", "KANDAHAR: ", "KABUL (Agency) - ", "KABUL, October 12 (Agency) -- ")
    ],
    [
        f"Nine guards died in an attack on a post in Kurram on Sunday.{aside} The Pakistani Taliban"
        " said they had sent the attackers."
        for aside in (
            "",
            " Further details were not immediately available.",
            " The report could not be independently verified.",
            " The ministry did not immediately respond to a request for comment.",
            " Relations between the two neighbours have been tense for years.",
        )
    ],
    [
        f"A bomb went off {where} Spinwam in North Waziristan on Monday and killed two soldiers."
        for where in ("near", "close to", "not far from", "in the vicinity of")
    ],
    [
        f"{who} shut the Angoor Adda crossing on Saturday."
        for who in (
            "Officials in Paktika",
            "Officials in Paktika province",
            "The governor of Paktika province",
            "The Paktika province administration",
        )
    ],
    [
        f"The two armies fought at Torkham on Monday. Islamabad {said} Afghan forces fired first;"
        f" Kabul {said} Pakistan did."
        for said in ("said", "told reporters", "told the media")
    ],
    [
        f"{tell} Afghan soldiers shot two men at Chaman {when}."
        for tell, when in (
            ("On 7 October", "by the gate"),
            ("On October 7", "by the gate"),
            ("On October 7th", "by the gate"),
        )
    ],
]


def told(text):
    found = reading.read_one(Document("x", text, publisher="Reuters", published=DAY), PACK)
    return [
        (
            incident.actor1_side,
            incident.kind,
            incident.role,
            incident.first,
            incident.last,
            {place.name for place in incident.places if place.level != "admin1"},
            sorted(str((c.metric, c.count_min, c.claimant_side)) for c in incident.claims),
        )
        for incident in found
    ]


@pytest.mark.parametrize("texts", ALIKE, ids=lambda texts: texts[0][:40])
def test_what_is_written_otherwise_tells_the_same(texts):
    was = told(texts[0])
    assert was
    assert {text: told(text) for text in texts} == dict.fromkeys(texts, was)


def test_heads_of_items_may_say_what_they_are():
    items = ("In Maruf two posts were captured.", "At Atghar a post was burned.")
    for head in ("{}: {}", "{} province: {}", "{} Province - {}"):
        rows = map(head.format, ("Kandahar", "Zabul"), items)
        found = reading.read_one(Document("x", "\n\n".join(rows), published=DAY), PACK)
        assert [[p.name for p in i.places][-1] for i in found] == ["Maruf", "Atghar"], head


def test_a_stretch_between_units_is_one():
    text = "Shells fell along the border between Khost province and Kurram district on Monday."
    (incident,) = reading.read_one(Document("x", text, published=DAY), PACK)
    assert [place.level for place in incident.places] == ["border_section"]


def test_a_later_event_elsewhere_lends_no_day():
    text = (
        "Troops killed four militants in Razmak, North Waziristan.\n\n"
        "Afghan forces seized three Pakistani posts in the Bahramcha area of Helmand on Saturday."
    )
    found = reading.read_one(Document("x", text, published=DAY), PACK)
    assert [incident.first.day for incident in found] == [12, 10]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Pakistani forces bombarded villages in Spera, Khost, on Monday.", "shelling"),
        ("The bombardment of Sarkano by Pakistani troops went on for hours on Monday.", "shelling"),
        ("Militants bombarded a post in Kurram on Sunday night.", "shelling"),
        ("Pakistani jets bombarded Barmal district on Monday, killing nine.", "air"),
        ("The air force bombarded a camp in Barmal, Paktika, on Tuesday.", "air"),
        ("A drone bombardment killed three people in Kunar on Monday.", "air"),
    ],
)
def test_a_bombardment_is_shelling_unless_aircraft_are_named(text, kind):
    found = reading.read_one(Document("x", text, published=DAY), PACK)
    assert [incident.kind for incident in found] == [kind]
