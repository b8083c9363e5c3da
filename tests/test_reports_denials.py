"""Denials, zeros, and figures that nobody claims; one table a rule."""

from __future__ import annotations

import pytest
from claims_said import said

NO_CLAIM = {
    "Among the wounded are two women.": [],
    "Two of the ten men in the post were relieved.": [],
    "They handed over one rifle.": [],
    "Sixteen people were taken from the village.": [],
    "They fired 40 rockets in three days.": [],
    "Five gunmen tried to enter the camp.": [],
    "The line is 2,600 kilometres long.": [],
    "Traders lose half a million dollars a day.": [],
    "Two houses were damaged.": [],
    "Three intruders were killed, four fled.": ["killed militants 3..3 media"],
    "He lay in bed with multiple injuries.": [],
    "Troops recovered 12 rifles and seized four pistols.": [],
    "Some soldiers died, many were hurt.": [],
    "The gate has been closed for 16 days.": [],
    "Two police stations were attacked.": [],
    "Two delegations met for five hours.": [],
    "A man of 40 spoke to three reporters.": [],
    "Two guards fell asleep at the post in Kurram.": [],
    "The two have fallen out over the gate at Torkham.": [],
    "Two officers fell silent.": [],
    "Three men fell behind on the march to Wana.": [],
    "Two soldiers fell off a truck in Wana.": [],
    "Four guards fell back from the ridge.": [],
    "Two soldiers have fallen sick.": [],
    "Nine fighters had fallen in the attack, it said.": ["killed militants 9..9 media"],
    "Two soldiers fell to sniper fire in Kurram.": ["killed pakistani_forces 2..2 media"],
}
# What is denied is said behind "that": ground is lost where a crossing or town is, and policy is none.
SAID_BEHIND = {
    "Kabul denied that the crossing was lost.": [
        "posts_captured afghan_forces .. afghanistan denied"
    ],
    "Kabul denied that the town had been taken.": [
        "posts_captured afghan_forces .. afghanistan denied"
    ],
    "Kabul denied that the town had been bombed.": ["killed unspecified .. afghanistan denied"],
    "Pakistan denies Afghan claims that it supports the group.": [],
    "They tried to build a post on disputed land near a Pakistani post in Kurram.": [],
    "Kabul rejected charges of letting them live there.": [],
    "Kabul rejected the claim that nine guards had been killed.": [
        "killed afghan_forces 9..9 afghanistan denied"
    ],
}
NOT_DONE = {
    "Pakistan's army said that it had carried out no attack in Afghanistan.": [
        "killed unspecified .. pakistan denied"
    ],
    "A Pakistani spokesman wrote to us that there was no firing whatsoever in that sector.": [
        "killed unspecified .. pakistan denied"
    ],
    "An officer in Nushki said that nothing at all had been fired.": [
        "killed unspecified .. pakistan denied"
    ],
    '"No drone reached Miranshah," Tarar said.': ["killed unspecified .. pakistan denied"],
    "Tarar said he had seen those remarks. They are fabricated.": [
        "killed unspecified .. pakistan denied"
    ],
    "The Afghan side says that those 25 never existed.": [
        "killed unspecified 25..25 afghanistan denied"
    ],
    "The TTP said it killed 17 soldiers, a claim Islamabad dismisses.": [
        "killed pakistani_forces 17..17 ttp",
        "killed pakistani_forces .. pakistan denied",
    ],
    "The claim that nine guards died is far from reality and we reject it, the Taliban said.": [
        "killed afghan_forces 9..9 afghanistan denied"
    ],
    "The claim that nine guards died is baseless; we reject it, the ISPR said.": [
        "killed pakistani_forces 9..9 pakistan denied"
    ],
    "The Pakistani army brushed the claim aside.": ["killed unspecified .. pakistan denied"],
    "Kunar's governor rejected the charge that its men had aimed at a school.": [],
    "Kabul denies that anyone left from Paktika.": [],
}
DENIALS = {
    "The ISPR said drones had killed 30 Taliban, although Kabul disputes these figures.": [
        "killed afghan_forces .. afghanistan denied",
        "killed afghan_forces 30..30 pakistan",
    ],
    "The Afghan ministry said 30 Pakistani soldiers had died, yet Islamabad disputed the figure.": [
        "killed pakistani_forces .. pakistan denied",
        "killed pakistani_forces 30..30 afghanistan",
    ],
    "Kabul accuses Pakistan of harbouring Daesh, which has often killed. Islamabad denies the charge.": [],
    "Islamabad accuses Kabul of sheltering men who have killed soldiers. Kabul rejects the allegation.": [],
    "The ISPR said that talk of civilian dead was  “false and meant to incite”.": [
        "killed civilians .. pakistan denied"
    ],
    "Kabul rejected the account.": ["killed unspecified .. afghanistan denied"],
    "Pakistan's ministry flatly denied that a hospital had been struck.": [
        "killed unspecified .. pakistan denied"
    ],
    "The ISPR denied that any post had been captured.": [
        "posts_captured pakistani_forces .. pakistan denied"
    ],
    "The ISPR rejected a claim that fourteen checkpoints had been captured.": [
        "posts_captured pakistani_forces 14..14 pakistan denied"
    ],
    "A spokesman of the army denied that it had lost any post or any man.": [
        "killed pakistani_forces .. pakistan denied",
        "posts_captured pakistani_forces .. pakistan denied",
    ],
    "The Taliban denied that any of its men had died.": [
        "killed afghan_forces .. afghanistan denied"
    ],
    "Islamabad rejects Kabul's claim that 58 of its soldiers were killed.": [
        "killed pakistani_forces 58..58 pakistan denied"
    ],
    "Tarar rejected Afghan reports of civilian deaths.": ["killed civilians .. pakistan denied"],
    "The Taliban denied that fighters had surrendered.": [
        "captured unspecified .. afghanistan denied"
    ],
    "Kabul calls the Pakistani figures propaganda.": ["killed unspecified .. afghanistan denied"],
    "No clash took place, the ISPR said.": ["killed unspecified .. pakistan denied"],
    "Kabul and Delhi have flatly denied these charges of backing militants, calling them baseless.": [],
    "Kabul denied the killing of civilians, calling the charge baseless.": [
        "killed civilians .. afghanistan denied"
    ],
    "These reports are baseless, the Taliban said.": ["killed unspecified .. afghanistan denied"],
    "Islamabad says there was no such strike.": ["killed unspecified .. pakistan denied"],
    "It never happened, the Taliban said.": ["killed unspecified .. afghanistan denied"],
    "The Foreign Office said Pakistan had not hit any civilian target.": [
        "killed unspecified .. pakistan denied"
    ],
    "There was no fighting on Sunday.": [],
    "A security source in Islamabad called the Afghan border force's account a pack of lies.": [
        "killed unspecified .. pakistan denied"
    ],
    "The army dismissed as false a Taliban claim to have captured soldiers.": [
        "captured unspecified .. pakistan denied"
    ],
    "The Foreign Office rejected as baseless the allegations that its jets killed civilians.": [
        "killed civilians .. pakistan denied"
    ],
    "The ISPR said: Claims that a post was captured are rejected.": [
        "posts_captured pakistani_forces .. pakistan denied"
    ],
    "Kabul denied that any of its bases had been hit.": [
        "killed unspecified .. afghanistan denied"
    ],
    "The ministry in Islamabad said reports of nineteen dead soldiers were pure invention.": [
        "killed pakistani_forces 19..19 pakistan denied"
    ],
    # asserted
    "None of our men died, the ISPR said.": ["killed pakistani_forces 0..0 pakistan"],
    # no figure and no event
    "Pakistan denied responsibility for the strikes.": [],
    "Kabul denies harbouring the group.": [],
    "Islamabad accuses the Taliban of sheltering militants. They deny it.": [],
    "Kabul rejected a proposal for talks.": [],
    "He could not deny that the gate was shut.": [],
    "They neither confirmed nor denied the strike.": [],
    "He was denied a visa.": [],
}
OWNED_AND_DENIED = {
    "One guard had died, the ministry in Kabul confirmed; it denied that eight had fallen.": [
        "killed afghan_forces 1..1 afghanistan",
        "killed unspecified 8..8 afghanistan denied",
    ],
}
RELATIVE = {
    "Kabul said nine villagers died, which Pakistan denies.": [
        "killed civilians 9..9 afghanistan",
        "killed civilians .. pakistan denied",
    ],
    "Kabul said nine villagers died, a claim that Islamabad brushed aside as fantasy.": [
        "killed civilians 9..9 afghanistan",
        "killed civilians .. pakistan denied",
    ],
    "Islamabad dismissed on Monday as baseless the reports of civilian deaths.": [
        "killed civilians .. pakistan denied"
    ],
    "Islamabad has denied carrying out any.": ["killed unspecified .. pakistan denied"],
    "The Taliban rubbish the report and say they have lost 13 men.": [
        "killed unspecified .. afghanistan denied",
        "killed afghan_forces 13..13 afghanistan",
    ],
    "Pakistan's army, which denied having fired at a school, spoke of six Afghan soldiers killed.": [
        "killed afghan_forces 6..6 pakistan"
    ],
    "Pakistan said its jets had bombed no homes.": ["killed unspecified .. pakistan denied"],
    "The army said the incident never took place.": ["killed unspecified .. pakistan denied"],
    "Jets bombed no homes that night.": [],
}
ZEROS = {
    "Nobody was hurt, the ISPR said.": ["killed unspecified 0..0 pakistan"],
    "The raids were repulsed without any loss of life to Pakistani soldiers, Tarar added.": [
        "killed pakistani_forces 0..0 pakistan"
    ],
    "There were no human casualties.": ["killed civilians 0..0 media"],
    "Three of its guards were wounded and none killed, the Foreign Office says.": [
        "wounded pakistani_forces 3..3 pakistan",
        "killed pakistani_forces 0..0 pakistan",
    ],
    "Not one of the 40 villagers in the mosque was hurt.": ["killed civilians 0..0 media"],
    "The Taliban said the Afghan side had suffered no casualties.": [
        "killed afghan_forces 0..0 afghanistan"
    ],
    "The ISPR said it suffered no loss.": ["killed pakistani_forces 0..0 pakistan"],
    "None of its posts had fallen, the ISPR said.": [
        "posts_captured pakistani_forces 0..0 pakistan"
    ],
    "The army has not lost a single post, the ISPR said.": [
        "posts_captured pakistani_forces 0..0 pakistan"
    ],
    "Everyone in the post is alive and well, the ISPR said.": ["killed unspecified 0..0 pakistan"],
    "No casualties were announced.": [],
    "The shells hurt nobody, the governor of Kunar said.": ["killed unspecified 0..0 afghanistan"],
    "Neither soldiers nor civilians were hurt.": ["killed unspecified 0..0 media"],
    "No post was lost, the ISPR said.": ["posts_captured pakistani_forces 0..0 pakistan"],
}
PRISONERS = {
    "Pakistan denied that any of its men had been carried off.": [
        "captured pakistani_forces .. pakistan denied"
    ],
    "The TTP said ten soldiers had been captured, which Pakistan rejected.": [
        "captured pakistani_forces 10..10 ttp",
        "captured pakistani_forces .. pakistan denied",
    ],
    "The Afghan side had lost nobody.": ["killed afghan_forces 0..0 media"],
    "Kabul said no check post had been destroyed.": [
        "posts_destroyed unspecified 0..0 afghanistan"
    ],
    "Not a soldier was scratched, the army said.": ["killed pakistani_forces 0..0 pakistan"],
}
# Men are taken prisoner and die, places are taken; what "one", "it" or "that" was, the sentence before says.
WHICH = {
    "The ISPR denied that anybody had been captured.": [
        "captured pakistani_forces .. pakistan denied"
    ],
    "Kabul denied that anybody had been captured.": [
        "captured afghan_forces .. afghanistan denied"
    ],
    "The ISPR said 12 Taliban soldiers had been led away. Kabul denied that even one had been captured.": [
        "captured afghan_forces 12..12 pakistan",
        "captured afghan_forces .. afghanistan denied",
    ],
    "Pakistan's army said it had captured six Afghan posts. Kabul denied that even one had been captured.": [
        "posts_captured afghan_forces .. afghanistan denied",
        "posts_captured afghan_forces 6..6 pakistan",
    ],
    "Pakistan's army said nine Afghan guards were killed. Kabul denied that nine had fallen.": [
        "killed afghan_forces 9..9 pakistan",
        "killed afghan_forces 9..9 afghanistan denied",
    ],
    "Kabul denied that Spin Boldak had fallen.": [
        "posts_captured afghan_forces .. afghanistan denied"
    ],
    "Pakistan's army says it has seized three Afghan posts. Kabul called that a fairy tale.": [
        "posts_captured afghan_forces 3..3 pakistan",
        "posts_captured afghan_forces .. afghanistan denied",
    ],
    "Kabul rejected the claim that Pakistani troops had entered Paktika.": [
        "posts_captured afghan_forces .. afghanistan denied"
    ],
    "Islamabad rejected the claim that Afghan troops had entered Kurram.": [
        "posts_captured pakistani_forces .. pakistan denied"
    ],
    "Islamabad denied that its jets had entered Afghan airspace.": [
        "killed unspecified .. pakistan denied"
    ],
    "Kabul denied that fighters had crossed from its soil.": [],
}
# What is denied stands before who denies it, or is said not to have happened.
FRONTED = {
    "Talk of dead civilians the Pakistani minister dismissed as baseless.": [
        "killed civilians .. pakistan denied"
    ],
    "Reports of dead civilians the Afghan ministry rejected.": [
        "killed civilians .. afghanistan denied"
    ],
    "A mosque in Khost had not been bombed, the Pakistani minister said.": [
        "killed unspecified .. pakistan denied"
    ],
    "No mosque in Bajaur was bombed, the Afghan ministry said.": [
        "killed unspecified .. afghanistan denied"
    ],
    "Pakistan did not attack Afghanistan last night, the Pakistani minister said.": [
        "killed unspecified .. pakistan denied"
    ],
    "There was no ambush, the governor of Kunar said.": [
        "killed unspecified .. afghanistan denied"
    ],
    "Kabul denies any exchange took place.": ["killed unspecified .. afghanistan denied"],
    "There was no ambush on Sunday.": [],
}
TABLES = {
    "which": WHICH,
    "fronted": FRONTED,
    "prisoners": PRISONERS,
    "said behind": SAID_BEHIND,
    "none": NO_CLAIM,
    "denial": DENIALS,
    "not done": NOT_DONE,
    "owned and denied": OWNED_AND_DENIED,
    "relative": RELATIVE,
    "zero": ZEROS,
}
ROWS = [(rule, text) for rule, rows in TABLES.items() for text in rows]


@pytest.mark.parametrize(("rule", "text"), ROWS)
def test_rules(rule, text):
    assert sorted(said(text)) == sorted(TABLES[rule][text])


# Who did it is denied, and not that it happened (guide, rule 4 of denials); nine were killed before.
BLAME = """
{S} denied carrying out the strike.
{S} denied having carried out any strike.
{S} denied responsibility.
{S} has denied any involvement.
{S} denied having had a hand in it.
{S} denies having anything to do with the attack.
{S} denied that its forces were behind the attack.
{S} denied that it was responsible.
{S} denied targeting homes.
{S} denied that its forces aim at civilians.
{S} rejects the charge that it shelters militants.
{S} called the accusation that it harbours fighters baseless.
{S} called the accusation baseless.
{S} rejects the charge.
{S} denied having started it.
{S} denied that its men had opened fire first.
{S} denied any role in the bombing.
{S} denied allowing its soil to be used.
{S} denied that its forces did it.
{S} rejected the blame.
""".strip().splitlines()
HAPPENED = """
{S} denied that there had been a strike.
{S} rejected the report.
{S} denied that any civilian had been killed.
{S} called the reports baseless.
{S} denied any losses.
{S} dismissed the toll as invented.
{S} rejected this version of events.
{S} said that no house had been hit.
{S} denied that an air raid took place.
{S} rejected the charge that homes had been bombed.
""".strip().splitlines()


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("Pakistani jets bombed two houses in Spera and killed nine people, the police said. ", who)
        for who in ("Pakistan's army", "Islamabad")
    ]
    + [
        ("Afghan troops shelled two villages of Kurram and killed nine people, police said. ", who)
        for who in ("The Afghan defence ministry", "Kabul")
    ],
)
def test_who_did_it_is_denied_and_not_that_it_happened(before, speaker):
    told = {
        row: any(claim.endswith("denied") for claim in said(before + row.format(S=speaker)))
        for row in (*BLAME, *HAPPENED)
    }
    assert [row for row, is_claim in told.items() if is_claim == (row in BLAME)] == []
