"""Who speaks where a verb of speech stands in, behind or beside another clause."""

from __future__ import annotations

import pytest

from geo import region
from geo.reports import claims
from geo.reports.documents.document import Document

PACK = region.load()


def said(text: str, publisher: str = "AFP") -> list[str]:
    """Return the claims of a text, each as "metric group low..high claimant_side: claimant"."""
    rows = []
    for claim in claims.find(Document(id="x", text=text, publisher=publisher), PACK):
        low, high = ("" if n is None else n for n in (claim.count_min, claim.count_max))
        figure = "denied" if claim.stance == "denies" else f"{low}..{high}"
        group = claim.victim_group
        rows.append(f"{claim.metric} {group} {figure} {claim.claimant_side}: {claim.claimant}")
    return rows


# A participle speaks for the subject of its clause.
PARTICIPLES = {
    "Islamabad hit back with drones, claiming to have killed 40 Taliban fighters.": (
        "killed afghan_forces 40..40 pakistan: Islamabad"
    ),
    "On Sunday, the Afghan army shelled a base in Kurram, saying it had killed nine soldiers.": (
        "killed pakistani_forces 9..9 afghanistan: Afghan army"
    ),
    "Pakistan's air force bombed camps in Khost, reporting 25 militants dead.": (
        "killed militants 25..25 pakistan: Pakistan's air force"
    ),
    "Afghanistan denounced the raid as “cowardly,” asserting that ten civilians had died.": (
        "killed civilians 10..10 afghanistan: Afghanistan"
    ),
    "Pakistani forces fired back at Spin Boldak, asserting that 12 Taliban were killed.": (
        "killed afghan_forces 12..12 pakistan: Pakistani forces"
    ),
    "The convoy was hit in Kurram and two soldiers died, adding to the unrest.": (
        "killed pakistani_forces 2..2 media: AFP"
    ),
}
# A clause with its own object is nobody's name; one that tells of a speaker is no clause.
CLAUSES = {
    "A bomb at an army base in Bannu killed eight, an attack that police link to Tehreek-i-Taliban "
    "Pakistan (TTP).": "killed pakistani_forces 8..8 media: AFP",
    "Eight soldiers were killed in Bannu (ISPR).": "killed pakistani_forces 8..8 pakistan: ISPR",
    "Militants rammed a post in Bannu, killing seven soldiers; a TTP affiliate claimed "
    "responsibility.": "killed pakistani_forces 7..7 media: AFP",
    "Commissioner Abdul Hameed Zehri said: “Gunmen fired at guards posted on the bridge, "
    "and three soldiers died.”": "killed pakistani_forces 3..3 pakistan: Commissioner Abdul Hameed Zehri",
    "Pakistani officials said jets hit 22 sites, destroyed 83 Taliban posts.": (
        "posts_destroyed afghan_forces 83..83 pakistan: Pakistani officials"
    ),
    "A resident who fled the village said nine children had died.": (
        "killed civilians 9..9 local: resident who fled the village"
    ),
    "Police blamed the Hafiz Gul Bahadur group, which denied it.": (
        "killed militants denied ttp: Hafiz Gul Bahadur group"
    ),
    "The Pakistani governor Faisal Khan, while talking to reporters, said nine children died.": (
        "killed civilians 9..9 pakistan: Pakistani governor Faisal Khan"
    ),
    "A house was hit, said a farmer called Miakhil, and nine children died.": (
        "killed civilians 9..9 local: farmer called Miakhil"
    ),
}
# An outlet that passes on what another says is not the source.
RELAYS = {
    "The ministry in Kabul has claimed that 30 Pakistani soldiers died, Khaama Press reported.": (
        "killed pakistani_forces 30..30 afghanistan: ministry in Kabul"
    ),
    "Pakistani officials claimed 40 Taliban fighters died, according to Reuters.": (
        "killed afghan_forces 40..40 pakistan: Pakistani officials"
    ),
}
# Who speaks is no place of the region, no group that only did it, no noun that is a verb too.
NAMES = {
    "A spokesman for the central TTP in North Waziristan said 18 soldiers were killed.": (
        "killed pakistani_forces 18..18 ttp: spokesman for the central TTP in North Waziristan"
    ),
    "The attack, claimed by the Sheikh Zarin Group, killed two soldiers in Tank.": (
        "killed pakistani_forces 2..2 media: AFP"
    ),
    "Officials in Khost confirmed the raid. As per the reports, nine children were killed.": (
        "killed civilians 9..9 media: reports"
    ),
    "King Jamshid, a large ethnic group in the region, told the paper that nine children died.": (
        "killed civilians 9..9 local: King Jamshid, a large ethnic group in the region"
    ),
    "Officials in Khost spoke of calm.\n\nNine men are said to have died at Torkham.": (
        "killed unspecified 9..9 media: AFP"
    ),
}
# A prefix of a headline is a speaker or a topic.
PREFIXES = {
    "Taliban Pakistan War: A Pakistani soldier was killed in Kurram.": (
        "killed pakistani_forces 1..1 media: AFP"
    ),
    "Afghanistan-Pakistan clashes: 12 civilians killed in Spin Boldak.": (
        "killed civilians 12..12 media: AFP"
    ),
    "Intruders from Goshta: three villagers killed in Mohmand.": (
        "killed civilians 3..3 media: AFP"
    ),
    "TTP: nine Pakistani soldiers killed in Tank.": "killed pakistani_forces 9..9 ttp: TTP",
    "Taliban: nine Pakistani soldiers killed at Torkham.": (
        "killed pakistani_forces 9..9 afghanistan: Taliban"
    ),
}


@pytest.mark.parametrize("text", [*PARTICIPLES, *CLAUSES, *RELAYS, *NAMES, *PREFIXES])
def test_clauses(text):
    expected = {**PARTICIPLES, **CLAUSES, **RELAYS, **NAMES, **PREFIXES}[text]
    assert said(text) == [expected]


@pytest.mark.parametrize(
    "remark",
    [
        " — a figure Pakistan dismissed as exaggerated",
        ", a number Islamabad disputes",
        " – a claim that Pakistan rejected",
        ", a toll the Pakistani army called false",
    ],
)
def test_a_remark_on_a_figure_does_not_tell_it(remark):
    told, denied = said(f"Kabul said 58 Pakistani soldiers were killed{remark}.")
    assert told == "killed pakistani_forces 58..58 afghanistan: Kabul"
    assert denied.startswith("killed pakistani_forces denied pakistan: ")
