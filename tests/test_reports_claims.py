"""Figures of whole sentences by what happened, with who says so; one table a rule."""

from __future__ import annotations

import time
from datetime import date

import pytest
from claims_said import PACK, said
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geo.reports import claims, reading
from geo.reports.documents.document import Document
from geo.schema import METRICS, STANCES

PASSIVE = {
    "55 Pakistani soldiers were killed.": ["killed pakistani_forces 55..55 media"],
    "The army said 12 soldiers embraced martyrdom and nine others sustained injuries.": [
        "killed pakistani_forces 12..12 pakistan",
        "wounded pakistani_forces 9..9 pakistan",
    ],
    "One soldier laid down his life and five soldiers were injured, the ISPR said.": [
        "killed pakistani_forces 1..1 pakistan",
        "wounded pakistani_forces 5..5 pakistan",
    ],
    "According to the ISPR, 18 khwarij were sent to hell.": ["killed militants 18..18 pakistan"],
    "Nine Pakistani militiamen may have been killed, a Kabul official said.": [
        "killed pakistani_forces 9..9 afghanistan"
    ],
    "Two policemen were hit by bullets.": ["wounded unspecified 2..2 media"],
    "Six Pakistani soldiers, one of them a captain, were killed.": [
        "killed pakistani_forces 6..6 media"
    ],
    "Seven people, including two women and two children, were injured in a village.": [
        "wounded civilians 7..7 media"
    ],
    "Two men of the TTP, both of them wanted, were killed.": ["killed militants 2..2 media"],
    "Eight khwarij including a ringleader were killed.": ["killed militants 8..8 media"],
    "A schoolboy was killed.": ["killed civilians 1..1 media"],
    "Another child was injured.": ["wounded civilians 1..1 media"],
    "Over 40 khawarij crossing over from Afghanistan have been eliminated.": [
        "killed militants 40.. media"
    ],
    "Five civilians were rushed to hospital.": ["wounded civilians 5..5 media"],
    "Four civilians with splinter wounds lay in the ward.": ["wounded civilians 4..4 media"],
    "A farmer of Nari has buried most of his goats.": [],
    "Two tribesmen were killed. A third was wounded, another is fighting for his life.": [
        "killed civilians 2..2 media",
        "wounded civilians 1..1 media",
    ],
    "An 11-year-old boy was killed.": ["killed civilians 1..1 media"],
    "An 11-year-old was killed.": ["killed unspecified 1..1 media"],
    "Two 11-year-olds were wounded.": ["wounded unspecified 2..2 media"],
    "An 11-year-old quarrel was settled.": [],
    "The imam's brother was martyred.": ["killed civilians 1..1 media"],
    "Four attackers were shot.": ["killed militants 4..4 media"],
    "Four guards are missing, a security official in Wana admitted.": [
        "missing pakistani_forces 4..4 pakistan"
    ],
}
ACTIVE = {
    "The raid killed 55 Pakistani soldiers.": ["killed pakistani_forces 55..55 media"],
    "Afghan forces attacked, killing at least 55 Pakistani soldiers and capturing two Pakistani"
    " bases and 19 posts.": [
        "killed pakistani_forces 55.. media",
        "bases_captured pakistani_forces 2..2 media",
        "posts_captured pakistani_forces 19..19 media",
    ],
    "Thursday's ambush killed two Pakistani soldiers and wounded five.": [
        "killed pakistani_forces 2..2 media",
        "wounded pakistani_forces 5..5 media",
    ],
    "The clash left three Pakistani soldiers dead and eleven wounded, Afghan officials claimed.": [
        "killed pakistani_forces 3..3 afghanistan",
        "wounded pakistani_forces 11..11 afghanistan",
    ],
    # who lost men is who did what the sentence tells before
    "Pakistan's military said its troops killed 28 Taliban fighters and lost six soldiers.": [
        "killed afghan_forces 28..28 pakistan",
        "killed pakistani_forces 6..6 pakistan",
    ],
    "The army said Afghan forces attacked a Pakistani post and lost nine men.": [
        "killed afghan_forces 9..9 pakistan",
    ],
    "Pakistan lost seven men, the Afghan defence ministry said.": [
        "killed pakistani_forces 7..7 afghanistan"
    ],
    "An Afghan commander said his men had taken three posts and killed five soldiers.": [
        "posts_captured pakistani_forces 3..3 afghanistan",
        "killed pakistani_forces 5..5 afghanistan",
    ],
    "The ambush left six dead, with 15 policemen injured, two officials said.": [
        "killed unspecified 6..6 unknown",
        "wounded unspecified 15..15 unknown",
    ],
    "The toll was later raised to nine, according to a security official in Wana.": [
        "killed unspecified 9..9 pakistan"
    ],
    "Jan Gul, an elder, told us so. Rasul Khan, another elder, said nine villagers died.": [
        "killed civilians 9..9 local"
    ],
    "The gunmen carried off four policemen.": ["captured unspecified 4..4 media"],
    "A shell killed a grandmother in her kitchen.": ["killed civilians 1..1 media"],
    "Doctors were treating 14 villagers for wounds.": ["wounded civilians 14..14 media"],
    "Kabul's men cleared 13 posts.": ["posts_captured unspecified 13..13 media"],
    "The fire gutted 27 shops and eight homes.": ["houses_destroyed civilians 8..8 media"],
    "Some 150 homes, 3 mosques and a clinic were razed.": [
        "houses_destroyed civilians 150..150 media"
    ],
    '"I lost my wife, two daughters and a grandson," said Abdul Wahab.': [
        "killed civilians 4..4 local"
    ],
    "The Taliban said that they had lost seven men.": ["killed afghan_forces 7..7 afghanistan"],
    "The jets destroyed a house.": ["houses_destroyed civilians 1..1 media"],
}
NOMINAL = {
    "He confirmed the death of 55 Pakistani soldiers.": ["killed pakistani_forces 55..55 media"],
    "The strikes caused the deaths of at least 30 militants.": ["killed militants 30.. media"],
    "Seven Pakistani posts are under the Emirate's control.": [
        "posts_captured pakistani_forces 7..7 media"
    ],
    "Four Pakistani soldiers are in enemy custody.": ["captured pakistani_forces 4..4 media"],
    "Mujahid claimed the capture of 25 Pakistani posts.": [
        "posts_captured pakistani_forces 25..25 afghanistan"
    ],
    "The Pakistani military acknowledged the loss of two posts and nine men.": [
        "posts_captured pakistani_forces 2..2 pakistan",
        "killed pakistani_forces 9..9 pakistan",
    ],
    "The bodies of seven labourers were brought to Wana, locals said.": [
        "killed civilians 7..7 local"
    ],
    "UNAMA recorded the killing of 17 civilians, among them nine children, and the wounding of"
    " 346.": ["killed civilians 17..17 un", "wounded civilians 346..346 un"],
}
TOLLS = {
    "The death toll rose to 17.": ["killed unspecified 17..17 media"],
    "The death toll rose from 12 to 17.": ["killed unspecified 17..17 media"],
    "The number of dead has climbed from an initial fifteen to more than fifty.": [
        "killed unspecified 50.. media"
    ],
    "Residents put the dead at eighteen.": ["killed unspecified 18..18 local"],
    "The Pakistani dead stood at a minimum of 12.": ["killed pakistani_forces 12.. media"],
    "A spokesman for Kabul puts civilian deaths in Spin Boldak at 12 and wounded at over 100.": [
        "killed civilians 12..12 afghanistan",
        "wounded civilians 100.. afghanistan",
    ],
    "The number of people injured stands at 179.": ["wounded unspecified 179..179 media"],
    "The count of the dead went up by three to 22.": ["killed unspecified 22..22 media"],
    "Killed: 12": ["killed unspecified 12..12 media"],
}
OUTCOMES = {
    "One death and four injuries were reported.": [
        "killed unspecified 1..1 media",
        "wounded unspecified 4..4 media",
    ],
    "UNAMA verified 37 civilian deaths and 425 injuries.": [
        "killed civilians 37..37 un",
        "wounded civilians 425..425 un",
    ],
    "UNAMA documented at least 146 civilian casualties: 42 people killed and 104 injured.": [
        "attacked_persons civilians 146.. un",
        "killed civilians 42..42 un",
        "wounded civilians 104..104 un",
    ],
    "51 or 52 martyrs, some 40 wounded and four to five houses destroyed, Kabul said.": [
        "killed civilians 51..52 afghanistan",
        "wounded civilians 40..40 afghanistan",
        "houses_destroyed civilians 4..5 afghanistan",
    ],
}
SERVICES = {
    "Nine Taliban were killed and one soldier wounded, a Pakistani official said.": [
        "killed afghan_forces 9..9 pakistan",
        "wounded pakistani_forces 1..1 pakistan",
    ],
    "Kabul spoke of a market and, in a second statement, of fifteen traders dead.": [
        "killed civilians 15..15 afghanistan"
    ],
    "An officer and ten men of the Chitral Scouts were killed.": [
        "killed pakistani_forces 11..11 media"
    ],
    "Two levies men fell to a bomb.": ["killed pakistani_forces 2..2 media"],
    "Two guards of the Emirate died.": ["killed afghan_forces 2..2 media"],
    "Militants attacked a convoy near Miran Shah, killing eight soldiers.": [
        "killed pakistani_forces 8..8 media"
    ],
}
TABLES = {
    "passive": PASSIVE,
    "active": ACTIVE,
    "nominal": NOMINAL,
    "toll": TOLLS,
    "outcome": OUTCOMES,
    "service": SERVICES,
}
ROWS = [(rule, text) for rule, rows in TABLES.items() for text in rows]


@pytest.mark.parametrize(("rule", "text"), ROWS)
def test_rules(rule, text):
    assert sorted(said(text)) == sorted(TABLES[rule][text])


def test_a_report_with_two_claimants():
    text = (
        "PESHAWAR - Pakistan's army said on Sunday that 23 of its soldiers had been killed and 29"
        " wounded on the border. More than 200 Taliban were killed in reply, it said.\n\n"
        "In Kabul, Zabihullah Mujahid claimed 58 Pakistani soldiers dead and the capture of 25"
        " posts. Nine Taliban fighters were killed, by his count, and between 16 and 18 injured.\n"
    )
    assert said(text) == [
        "killed pakistani_forces 23..23 pakistan",
        "wounded pakistani_forces 29..29 pakistan",
        "killed afghan_forces 200.. pakistan",
        "killed pakistani_forces 58..58 afghanistan",
        "posts_captured pakistani_forces 25..25 afghanistan",
        "killed afghan_forces 9..9 afghanistan",
        "wounded afghan_forces 16..18 afghanistan",
    ]


def test_quotes_are_the_shortest_clause():
    text = "The army said at least 55 Afghan soldiers were killed and 11 hurt; it lost two posts."
    quotes = [text[c.start : c.end] for c in claims.find(Document(id="x", text=text), PACK)]
    assert quotes == [
        "at least 55 Afghan soldiers were killed",
        "11 hurt",
        "lost two posts",
    ]


def test_a_figure_is_claimed_once_by_its_source_in_a_paragraph():
    text = "The ISPR said nine soldiers died. Nine soldiers died there, it said."
    assert said(text) == ["killed pakistani_forces 9..9 pakistan"]


def test_a_figure_is_claimed_once_by_its_source_in_an_incident():
    text = (
        "Nine soldiers died at Torkham on Friday, the ISPR said.\n\n"
        "The clash at Torkham left nine soldiers dead, the ISPR said."
    )
    document = Document("x", text, publisher="AFP", published=date(2025, 11, 24))
    assert [len(i.claims) for i in reading.read_one(document, PACK)] == [1]


PIECES = """nine killed soldiers , . and the army said of them 12 dead | : - no casualties denied
posts “ ( he including women were wounded at least Kabul a soldier who by"""
ANYTHING = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from([*PIECES.split(), "\n"]), max_size=60).map(" ".join),
)


@settings(max_examples=150, deadline=None)
@given(ANYTHING)
@example('1"KILLED:')  # a remark on a total that ends with its colon
def test_any_text_is_read(text):
    for claim in claims.find(Document(id="x", text=text), PACK):
        assert 0 <= claim.start < claim.end <= len(text)
        assert claim.metric in METRICS
        assert claim.stance in STANCES
        assert claim.victim_group in PACK.victim_groups
        assert claim.claimant_side in PACK.claimant_sides
        assert claim.claimant
        if claim.stance == "asserts":
            assert claim.count_min is not None or claim.count_max is not None


@pytest.mark.parametrize(
    "text",
    [
        "9 " * 5_000,
        "nine soldiers, " * 1_000,
        "killed " * 2_000,
        "the army said " * 1_000,
        "denied " * 2_000,
        "no casualties were " * 1_000,
        "of the " * 2_000,
        "a" * 20_000,
        "“" * 10_000,
        ", who " * 2_000,
        "two men and " * 1_000,
    ],
)
def test_odd_texts_take_bounded_time(text):
    start = time.process_time()  # of this process: others use the machine too
    claims.find(Document(id="x", text=text), PACK)
    assert time.process_time() - start < 20  # seconds; linear in its length, whatever it is
