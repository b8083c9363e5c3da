"""Figures that stand together: shared verbs, parts, sums, things, lists; one table a rule."""

from __future__ import annotations

import pytest
from claims_said import said

ELLIPSES = {
    "Kabul gave its own losses as six fighters dead and 13 hurt.": [
        "killed afghan_forces 6..6 afghanistan",
        "wounded afghan_forces 13..13 afghanistan",
    ],
    "Pakistan spoke of 95 Afghan Taliban fighters dead, more than 140 hurt, 22 posts wrecked"
    " and nine taken.": [
        "killed afghan_forces 95..95 pakistan",
        "wounded afghan_forces 140.. pakistan",
        "posts_destroyed afghan_forces 22..22 pakistan",
        "posts_captured afghan_forces 9..9 pakistan",
    ],
    "31 captured, Mujahid wrote.": ["captured pakistani_forces 31..31 afghanistan"],
    "Seven members of a family died, said Gul Khan, a neighbour; the governor of Kunar speaks of"
    " nine.": ["killed civilians 7..7 local", "killed civilians 9..9 afghanistan"],
}
BY_GROUP = {
    "Ten people, seven Afghan soldiers and three civilians, were wounded.": [
        "wounded unspecified 10..10 media",
        "wounded afghan_forces 7..7 media subset",
        "wounded civilians 3..3 media subset",
    ],
    "Kunar officials counted eleven hurt in the hospital, nine of them civilians.": [
        "wounded unspecified 11..11 afghanistan",
        "wounded civilians 9..9 afghanistan subset",
    ],
    "Nine children, five boys and four girls, and one woman were martyred.": [
        "killed civilians 10..10 media",
    ],
    "Five children, three women and two men were killed at home.": [
        "killed civilians 10..10 media",
    ],
    "Nine people, five civilians and four Pakistani soldiers, lost their lives.": [
        "killed unspecified 9..9 media",
        "killed civilians 5..5 media subset",
        "killed pakistani_forces 4..4 media subset",
    ],
    "The shelling wounded nine, among them two Afghan guards.": [
        "wounded unspecified 9..9 media",
        "wounded afghan_forces 2..2 media subset",
    ],
    "Nine people, five women and four children, were killed.": ["killed civilians 9..9 media"],
    "Nine civilians, five of them women, were killed.": ["killed civilians 9..9 media"],
}
TOGETHER = {
    "Two Pakistani soldiers were killed along with one policeman.": [
        "killed pakistani_forces 3..3 media"
    ],
    "Two Levies men were killed along with one policeman.": [
        "killed pakistani_forces 2..2 media",
        "killed pakistani_forces 1..1 media",
    ],
    "Two Afghan soldiers were martyred in Nari together with a farmer.": [
        "killed afghan_forces 2..2 media",
        "killed civilians 1..1 media",
    ],
    "Thirty attackers came and nine of them did not return.": [
        "killed militants 9..9 media subset"
    ],
    "Seven villagers were hurt: five in Sarkani, and the remaining two in Khas Kunar.": [
        "wounded civilians 7..7 media",
        "wounded civilians 5..5 media subset",
        "wounded civilians 2..2 media subset",
    ],
    "The number of civilians killed by Pakistani shells went up to 13.": [
        "killed civilians 13..13 media"
    ],
}
PARTS = {
    "Nine of the attackers were killed, twelve of them captured alive.": [
        "killed militants 9..9 media",
        "captured militants 12..12 media subset",
    ],
    "Of the twenty infiltrators, fourteen were killed, the army said.": [
        "killed militants 14..14 pakistan"
    ],
    "Ten civilians died, five of them women.": ["killed civilians 10..10 media"],
    "At least four of the dead were children.": [],
    "Of the 25 wounded, four died, a doctor in Khar said.": [
        "wounded unspecified 25..25 local",
        "killed unspecified 4..4 local",
    ],
    "Seven Pakistani soldiers, including a captain, were killed.": [
        "killed pakistani_forces 7..7 media"
    ],
    "The ISPR said 25 khawarij, including four suicide bombers, were killed.": [
        "killed militants 25..25 pakistan"
    ],
    "Some 42 people were injured, including 4 FC soldiers.": [
        "wounded unspecified 42..42 media",
        "wounded pakistani_forces 4..4 media subset",
    ],
    "Sixty infiltrators attacked the post. Forty-four of them were killed.": [
        "killed militants 44..44 media subset"
    ],
    "Sixteen civilians were killed, among them eleven members of one family.": [
        "killed civilians 16..16 media",
        "killed civilians 11..11 media subset",
    ],
    "The army killed 71 militants, 54 of them on Friday night and 17 in the sweep after it.": [
        "killed militants 71..71 media",
        "killed militants 54..54 media subset",
        "killed militants 17..17 media subset",
    ],
    "A family of 22 people was attacked, killing 17 members and injuring five others, Afghan"
    " officials said.": [
        "attacked_persons civilians 22..22 afghanistan",
        "killed civilians 17..17 afghanistan",
        "wounded civilians 5..5 afghanistan",
    ],
    "Twelve men died. Another four died on the way.": [
        "killed unspecified 12..12 media",
        "killed unspecified 4..4 media",
    ],
}
SUMS = {
    "Three women, two children and a Pakistani soldier died there.": [
        "killed civilians 5..5 media",
        "killed pakistani_forces 1..1 media",
    ],
    "A woman and her two daughters were killed.": ["killed civilians 3..3 media"],
    "Three of his sons and both his daughters were injured.": ["wounded civilians 5..5 media"],
    "Seven children (three boys and four girls) and one teacher were martyred.": [
        "killed civilians 8..8 media"
    ],
    "Naik Bilal Khan (33, of Attock) and Sepoy Umar Draz paid the ultimate sacrifice.": [
        "killed pakistani_forces 2..2 media"
    ],
    "The ISPR said two soldiers died. Naik Bilal Khan and Sepoy Umar Draz embraced martyrdom.": [
        "killed pakistani_forces 2..2 pakistan"
    ],
    "A woman and her child hurt by a shell.": ["wounded civilians 2..2 media"],
    "A Pakistani major and a Pakistani soldier were killed.": [
        "killed pakistani_forces 2..2 media"
    ],
    "One Afghan policeman and one tribesman were killed.": [
        "killed afghan_forces 1..1 media",
        "killed civilians 1..1 media",
    ],
    "The strike killed ten civilians: nine children and a woman.": [
        "killed civilians 10..10 media"
    ],
}
THINGS = {
    "Five Pakistani posts fell.": ["posts_captured pakistani_forces 5..5 media"],
    "89 Afghan posts were destroyed, 18 captured, Tarar said.": [
        "posts_destroyed afghan_forces 89..89 pakistan",
        "posts_captured afghan_forces 18..18 pakistan",
    ],
    "Pakistan said 135 tanks and armoured vehicles were destroyed.": [
        "vehicles_destroyed afghan_forces 135..135 pakistan"
    ],
    "Nearly 500 families have left their homes, residents said.": [
        "displaced civilians 500..500 local families"
    ],
    "Some 16,400 households have been displaced, OCHA said.": [
        "displaced civilians 16400..16400 un households"
    ],
    "The house of a man named Shah was destroyed.": ["houses_destroyed civilians 1..1 media"],
}
LISTS = {
    "Pakistani soldiers killed | 58\nPakistani posts captured | 25": [
        "killed pakistani_forces 58..58 media",
        "posts_captured pakistani_forces 25..25 media",
    ],
    "- Kurram: two Pakistani soldiers martyred, five khwarij killed.\n- Bajaur: one civilian"
    " killed, four injured.": [
        "killed pakistani_forces 2..2 media",
        "killed militants 5..5 media",
        "killed civilians 1..1 media",
        "wounded civilians 4..4 media",
    ],
    "Dead: 12\nWounded: 20\nHouses destroyed: 14\nDisplaced: 300 families": [
        "killed unspecified 12..12 media",
        "wounded unspecified 20..20 media",
        "houses_destroyed civilians 14..14 media",
        "displaced civilians 300..300 media families",
    ],
    "Spin Boldak: 3 Afghan soldiers KIA, 5 WIA": [
        "killed afghan_forces 3..3 media",
        "wounded afghan_forces 5..5 media",
    ],
    "2x FC soldiers shaheed, 3x injured in a blast.": [
        "killed pakistani_forces 2..2 media",
        "wounded pakistani_forces 3..3 media",
    ],
    "The toll is now 9 dead (was 7), ~30 wounded.": [
        "killed unspecified 9..9 media",
        "wounded unspecified 30..30 media",
    ],
    "ISPR: 7 soldiers martyred, 13 injured; 22 terrorists killed.": [
        "killed pakistani_forces 7..7 pakistan",
        "wounded pakistani_forces 13..13 pakistan",
        "killed militants 22..22 pakistan",
    ],
}
LEFT_OUT = {
    # the verb
    "Ten infiltrators died at Ghaki and 15 at Spinwam.": [
        "killed militants 10..10 media",
        "killed militants 15..15 media",
    ],
    "Ten infiltrators were killed on Monday, another five on Tuesday.": [
        "killed militants 10..10 media",
        "killed militants 5..5 media",
    ],
    # noun and verb: a rival figure
    "Taliban officials say that 11 of their fighters died. Pakistan's military says 67.": [
        "killed afghan_forces 11..11 afghanistan",
        "killed afghan_forces 67..67 pakistan",
    ],
    "Pakistan says ten Taliban died; the Afghans admit to two.": [
        "killed afghan_forces 10..10 pakistan",
        "killed afghan_forces 2..2 afghanistan",
    ],
    "Pakistan says ten Taliban died; Kabul admits two, a doctor put it above 20.": [
        "killed afghan_forces 10..10 pakistan",
        "killed afghan_forces 2..2 afghanistan",
        "killed afghan_forces 20.. local",
    ],
    # the noun before its figure
    # who the dead of the sentence before were
    "The police chief of Achin put the dead at eighteen. Fifteen were men of the TTP, he said.": [
        "killed unspecified 18..18 afghanistan",
        "killed militants 15..15 afghanistan",
    ],
    "The Afghan army suffered four dead and six wounded.": [
        "killed afghan_forces 4..4 media",
        "wounded afghan_forces 6..6 media",
    ],
    "They counted eleven dead Taliban in the ravine.": ["killed afghan_forces 11..11 media"],
    "Only four of the 24 people in the house lived, a police chief in Nangarhar said.": [
        "attacked_persons civilians 24..24 afghanistan"
    ],
}
OF_A_TOTAL = {
    "Twenty guards died in Bajaur: twelve policemen and eight Levies.": [
        "killed pakistani_forces 20..20 media",
        "killed pakistani_forces 12..12 media subset",
        "killed pakistani_forces 8..8 media subset",
    ],
    "Fourteen people were wounded at Torkham, five Pakistani soldiers and nine civilians.": [
        "wounded unspecified 14..14 media",
        "wounded pakistani_forces 5..5 media subset",
        "wounded civilians 9..9 media subset",
    ],
    # of what rank they were is no count
    "Ten soldiers died in Bajaur, two officers and eight men.": [
        "killed pakistani_forces 10..10 media"
    ],
    "Pakistan said 13 soldiers had been killed. One was a captain.": [
        "killed pakistani_forces 13..13 pakistan"
    ],
    "Pakistan said 27 soldiers had died. Eleven of them were Levies, twelve police and four"
    " soldiers.": [
        "killed pakistani_forces 27..27 pakistan",
        "killed pakistani_forces 11..11 pakistan subset",
        "killed pakistani_forces 12..12 pakistan subset",
        "killed pakistani_forces 4..4 pakistan subset",
    ],
    "Pakistan said 13 soldiers had been killed. Of the dead, eleven belonged to the army and two"
    " to the police.": [
        "killed pakistani_forces 13..13 pakistan",
        "killed pakistani_forces 11..11 pakistan",
        "killed pakistani_forces 2..2 pakistan",
    ],
    "Sixteen people, among them seven civilians, were wounded.": [
        "wounded unspecified 16..16 media",
        "wounded civilians 7..7 media subset",
    ],
    "Twenty people, five Levies guards among them, were wounded.": [
        "wounded unspecified 20..20 media",
        "wounded pakistani_forces 5..5 media subset",
    ],
    "A bomb killed three Pakistani soldiers and wounded 17 others, civilians among them.": [
        "killed pakistani_forces 3..3 media",
        "wounded unspecified 17..17 media",
    ],
    "Thirteen people, most of them civilians, were killed.": ["killed unspecified 13..13 media"],
    "Pakistan said eleven soldiers were missing. Six of the missing had been killed.": [
        "missing pakistani_forces 11..11 pakistan",
        "killed pakistani_forces 6..6 pakistan",
    ],
    "Pakistan said eleven soldiers were missing. Four of the missing are alive.": [
        "missing pakistani_forces 11..11 pakistan"
    ],
}
OF_A_TOLL = {
    "A teacher, a baker and two drivers lost their lives.": ["killed civilians 4..4 media"],
    "Sepoy Gul Khan, a resident of Tank, and two drivers lost their lives.": [
        "killed pakistani_forces 1..1 media",
        "killed civilians 2..2 media",
    ],
    "The bodies of a further 48 traders were recovered.": ["killed civilians 48..48 media"],
    "It ended in the death of exactly nine villagers.": ["killed civilians 9..9 media"],
    "Two of the wounded villagers died, raising the death toll to eight.": [
        "killed civilians 2..2 media subset",
        "killed civilians 8..8 media",
    ],
    "The death toll rose to eight after two wounded villagers died.": [
        "killed unspecified 8..8 media",
        "killed civilians 2..2 media subset",
    ],
    "Six villagers died in a house and the death toll rose to eight.": [
        "killed civilians 6..6 media",
        "killed civilians 8..8 media",
    ],
}
IN_THE_END = {
    "A Pakistani soldier who was hit at Torkham on Sunday succumbed to his wounds on Monday.": [
        "killed pakistani_forces 1..1 media"
    ],
    "A Pakistani guard, who was wounded on Sunday, died in hospital.": [
        "killed pakistani_forces 1..1 media"
    ],
    "Three militants tried to enter Zhob but were gunned down.": ["killed militants 3..3 media"],
    "Three militants attacked a bus and nine men were hurt.": ["wounded civilians 9..9 media"],
    "Seven militants crossed the line, but all were killed.": ["killed militants 7..7 media"],
    "The army gave the militants' dead as nine.": ["killed militants 9..9 pakistan"],
}
TABLES = {
    "of a total": OF_A_TOTAL,
    "of a toll": OF_A_TOLL,
    "in the end": IN_THE_END,
    "ellipsis": ELLIPSES,
    "part": PARTS,
    "part by group": BY_GROUP,
    "together": TOGETHER,
    "sum": SUMS,
    "thing": THINGS,
    "list": LISTS,
    "left out": LEFT_OUT,
}
ROWS = [(rule, text) for rule, rows in TABLES.items() for text in rows]


@pytest.mark.parametrize(("rule", "text"), ROWS)
def test_rules(rule, text):
    assert sorted(said(text)) == sorted(TABLES[rule][text])
