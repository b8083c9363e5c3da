"""Who does what: the grammar of parties and verbs, each rule by sentences of its own."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports.documents.document import Document
from geo.reports.language.words import ENGLISH
from geo.reports.what import events
from geo.reports.who import actors, agency
from geo.reports.who.acts import ATTACKED, BEGAN, DID
from geo.reports.who.told import Told

# A sentence, and who does what in it: side and how surely.
ACTS = [
    ("Pakistani air strikes killed ten people.", [("pakistan", ATTACKED)]),
    ("The strikes by Pakistani jets went on.", [("pakistan", ATTACKED)]),
    ("Afghan forces opened fire on a post.", [("afghanistan", BEGAN)]),
    ("Afghan troops resorted to unprovoked firing.", [("afghanistan", BEGAN)]),
    ("The clash started after Pakistani soldiers had fired at a patrol.", [("pakistan", BEGAN)]),
    ("He blamed the Taliban for the attack.", [("afghanistan", ATTACKED)]),
    ("He accused Pakistani troops of initiating the firing.", [("pakistan", BEGAN)]),
    ("The Taliban said its fighters had stormed two posts.", [("afghanistan", ATTACKED)]),
    ("The armed forces of the Islamic Emirate struck two camps.", [("afghanistan", ATTACKED)]),
    ("Two men died at the hands of the Afghan Taliban.", [("afghanistan", ATTACKED)]),
    ("The crossing fell to Afghan forces on Monday.", [("afghanistan", ATTACKED)]),
    ("His men answered shooting from the Afghan side.", [("afghanistan", BEGAN)]),
    ("Pakistani forces responded with artillery.", [("pakistan", DID)]),
    ("Pakistani troops repulsed the attack.", [("pakistan", DID)]),
    ("Our forces captured one post.", [("ours", ATTACKED)]),
    ("The ministry stated that its forces had captured one post.", [("ours", ATTACKED)]),
    ("The ministry told reporters on Sunday its troops captured a post.", [("ours", ATTACKED)]),
    ("The ministry has confirmed that its forces attacked.", [("ours", ATTACKED)]),
    ("Its forces captured one post, the ministry has said.", [("ours", ATTACKED)]),
    ("Its troops captured a post, according to the ministry.", [("ours", ATTACKED)]),
    ("According to the ministry, its troops captured a post.", [("ours", ATTACKED)]),
    ("Its troops captured a post.", []),
    ("The enemy shelled the camp.", [("theirs", ATTACKED)]),
    ("The Taliban hold Pakistan responsible.", [("pakistan", ATTACKED)]),
    ("Rockets fired from the Afghan side hit a house.", [("afghanistan", ATTACKED)]),
    ("The Taliban's gunners put a dozen rounds on the town.", [("afghanistan", ATTACKED)]),
    ("Pakistani guards fired the first shots.", [("pakistan", BEGAN)]),
    ("The TTP said its men had taken a post.", [("ttp", ATTACKED)]),
    ("His men met unprovoked fire by the Afghan Taliban.", [("afghanistan", BEGAN)]),
    ("It was the Afghan Taliban, he said, who had attacked.", [("afghanistan", BEGAN)]),
    ("The aircraft was a CH-4 of the Pakistani army.", [("pakistan", ATTACKED)]),
    ("The jets were Pakistani.", [("pakistan", ATTACKED)]),
    ("The drone belonged to Pakistan.", [("pakistan", ATTACKED)]),
    ("The jets were not Pakistani.", []),
    ("The drones were shot down by Pakistani forces.", [("pakistan", ATTACKED)]),
    ("According to Radio Pakistan, the Taliban attacked a post.", [("afghanistan", ATTACKED)]),
    ("According to residents Pakistani forces shelled a hill.", [("pakistan", ATTACKED)]),
    ("Pakistan hits back.", [("pakistan", DID)]),
    ("Afghan guards shoot back at a post.", [("afghanistan", DID)]),
    ("Troops responded after Afghan guards opened fire.", [("afghanistan", BEGAN)]),
    ("In answer to the aggression of the Pakistani army men died.", [("pakistan", DID)]),
    ("A shepherd was shot dead by guards of Pakistan.", [("pakistan", ATTACKED)]),
    ("A soldier was shot dead by an Afghan border guard.", [("afghanistan", ATTACKED)]),
    ("Nine soldiers were killed in Afghan reprisals.", [("afghanistan", ATTACKED)]),
    (
        "Shops burnt down after Pakistani gunners lobbed mortar bombs at them.",
        [("pakistan", ATTACKED)],
    ),
    ("The shots were fired from a post of Pakistani guards.", [("pakistan", ATTACKED)]),
    ("The shots had come from soldiers at the Pakistani post.", [("pakistan", ATTACKED)]),
    ("Pakistani border troops have been firing into orchards.", [("pakistan", ATTACKED)]),
    ("Pakistani soldiers stopped the work by opening fire.", [("pakistan", ATTACKED)]),
    (
        "Pakistani guards who had been fixing a fence opened heavy fire on a patrol.",
        [("pakistan", BEGAN)],
    ),
    (
        "Shops burnt down after Afghan gunners lobbed mortar bombs at them.",
        [("afghanistan", ATTACKED)],
    ),
    ("The shots were fired from a post of Afghan guards.", [("afghanistan", ATTACKED)]),
    ("The shots had come from soldiers at the Afghan post.", [("afghanistan", ATTACKED)]),
    ("Afghan border troops have been firing into orchards.", [("afghanistan", ATTACKED)]),
    ("Afghan soldiers stopped the work by opening fire.", [("afghanistan", ATTACKED)]),
    (
        "Afghan guards who had been fixing a fence opened heavy fire on a patrol.",
        [("afghanistan", BEGAN)],
    ),
    (
        "Pakistani border forces took 11 Afghan soldiers prisoner and captured a tank.",
        [("pakistan", ATTACKED)],
    ),
    ("A bullet from the Pakistani watchtowers hit a boy.", [("pakistan", ATTACKED)]),
    (
        "Afghan border forces took 11 Pakistani soldiers prisoner and captured a tank.",
        [("afghanistan", ATTACKED)],
    ),
    ("A bullet from the Afghan watchtowers hit a boy.", [("afghanistan", ATTACKED)]),
    ("By noon Afghan forces were shelling posts.", [("afghanistan", ATTACKED)]),
    ("By Monday Pakistani forces were shelling posts.", [("pakistan", ATTACKED)]),
    ("The country's forces stormed two posts.", [("ours", ATTACKED)]),
    # Nobody acts, or both do.
    ("Militants from Afghanistan stormed two posts.", []),
    ("A boy was shot dead by fire from Afghan territory.", []),
    ("A boy was shot dead by fire from Pakistani territory.", []),
    ("Six Taliban fighters killed.", []),
    ("Afghan posts were destroyed.", []),
    ("Afghan and Pakistani troops exchanged fire.", []),
    ("Pakistan and Afghanistan traded fire for two hours.", []),
    ("Kabul said Afghan forces had not fired.", []),
    ("He accused the Taliban of sheltering militants.", []),
    ("A statement issued by the Pakistani army gave no details.", []),
    ("Three Pakistani soldiers were killed in a clash.", []),
]


# A sentence, and what is surest in it: who acts, and how surely.
SUREST = [
    ("Pakistani artillery hit the Barikot area of the district.", ("pakistan", ATTACKED)),
    (
        "Sources in the province said that Pakistani artillery hit the bazaar.",
        ("pakistan", ATTACKED),
    ),
    (
        "Officials said that Pakistani artillery had landed on three villages.",
        ("pakistan", ATTACKED),
    ),
    ("Shells fired by Pakistani artillery landed on three villages.", ("pakistan", ATTACKED)),
    ("Two people died in drone attacks by Pakistan on the town.", ("pakistan", ATTACKED)),
    ("Pakistani drones killed two nomads in the desert.", ("pakistan", ATTACKED)),
    ("Pakistani aircraft destroyed a house at midnight.", ("pakistan", ATTACKED)),
    ("A house was destroyed by Pakistani aircraft at midnight.", ("pakistan", ATTACKED)),
    ("The house was bombed by Pakistan, the elders said.", ("pakistan", ATTACKED)),
    ("Pakistan bombed the house, the elders said.", ("pakistan", ATTACKED)),
    ("A bombardment by Pakistan's air force killed six.", ("pakistan", ATTACKED)),
    ("Planes of the Pakistan Air Force dropped bombs on a market.", ("pakistan", ATTACKED)),
    ("At three in the night aeroplanes of Pakistan bombed two houses.", ("pakistan", ATTACKED)),
    ("Rounds fired from Pakistani posts landed in the district.", ("pakistan", ATTACKED)),
    ("Shelling from Pakistani posts killed a man.", ("pakistan", ATTACKED)),
    ("The guns of Pakistan fell silent at dawn after killing four.", ("pakistan", ATTACKED)),
    ("Villagers blamed Pakistan.", ("pakistan", BEGAN)),
    ("Locals blame Pakistan for the blast.", ("pakistan", ATTACKED)),
    ("The governor accused Pakistan of the bombing.", ("pakistan", ATTACKED)),
    ("He laid the blame on Pakistan.", ("pakistan", BEGAN)),
    ("Kabul holds Pakistan responsible for the raid.", ("pakistan", ATTACKED)),
    ("The attack, which Kabul attributed to Pakistan, killed three.", ("pakistan", ATTACKED)),
    ("The mission attributed the deaths to Pakistani forces.", ("pakistan", ATTACKED)),
    ("Civilian casualties attributed to Pakistani forces rose to 212.", ("pakistan", ATTACKED)),
    ("Mortars of the Pakistani army killed a girl.", ("pakistan", ATTACKED)),
    ("The village came under Pakistani fire at dusk.", ("pakistan", ATTACKED)),
    ("The village came under fire from Pakistani positions.", ("pakistan", ATTACKED)),
    ("Pakistani mortar fire wounded a boy.", ("pakistan", ATTACKED)),
    ("A Pakistani shell hit a school.", ("pakistan", ATTACKED)),
    ("A Pakistani drone dropped a bomb on a tent.", ("pakistan", ATTACKED)),
    ("A drone belonging to Pakistan fired two missiles at a car.", ("pakistan", ATTACKED)),
    ("Pakistani missiles struck the camp.", ("pakistan", ATTACKED)),
    ("Pakistan has carried out strikes on the city.", ("pakistan", ATTACKED)),
    ("Pakistan confirmed that it had struck the camp.", ("pakistan", ATTACKED)),
    ("Pakistan said it had targeted hideouts in two provinces.", ("pakistan", ATTACKED)),
    ("Pakistan's military said its jets had destroyed three camps.", ("pakistan", ATTACKED)),
    ("Pakistan's information minister said the army had hit seven camps.", ("pakistan", ATTACKED)),
    (
        "The spokesman said Pakistan had violated the airspace and bombed a market.",
        ("pakistan", ATTACKED),
    ),
    ("Pakistani troops opened fire on the guards.", ("pakistan", BEGAN)),
    ("Pakistani soldiers started shooting at workers.", ("pakistan", BEGAN)),
    ("The clash began when Pakistani soldiers fired at workers.", ("pakistan", BEGAN)),
    ("Fighting erupted after Pakistani guards fired on a bulldozer.", ("pakistan", BEGAN)),
    ("It was Pakistan that began the shooting, said the governor.", ("pakistan", BEGAN)),
    ("The shooting was started by Pakistani guards.", ("pakistan", BEGAN)),
    ("Firing was initiated from the Pakistani side.", ("pakistan", BEGAN)),
    ("The Pakistani side initiated the firing.", ("pakistan", BEGAN)),
    ("The first shots came from the Pakistani side.", ("pakistan", BEGAN)),
    ("Pakistani forces were the first to fire.", ("pakistan", BEGAN)),
    ("Pakistan fired first, Kabul says.", ("pakistan", BEGAN)),
    (
        "Kabul says the neighbours fired first and accuses Pakistani guards of starting the fight.",
        ("pakistan", BEGAN),
    ),
    ("Afghan forces resorted to unprovoked firing on a post.", ("afghanistan", BEGAN)),
    ("Unprovoked firing by the Afghan Taliban left two dead.", ("afghanistan", BEGAN)),
    ("Taliban fighters attacked first, the army said.", ("afghanistan", BEGAN)),
    ("Taliban fighters fell upon two posts in the night.", ("afghanistan", ATTACKED)),
    ("Afghan forces overran five posts.", ("afghanistan", ATTACKED)),
    ("Afghan Taliban fired on a post in the sector.", ("afghanistan", ATTACKED)),
    ("A post was attacked by the Afghan Taliban.", ("afghanistan", ATTACKED)),
    ("The Afghan Taliban raided a post.", ("afghanistan", ATTACKED)),
    ("Posts were captured by Afghan forces.", ("afghanistan", ATTACKED)),
    ("A post taken by Afghan forces was blown up.", ("afghanistan", ATTACKED)),
    ("Fire by the Afghan Taliban killed a woman.", ("afghanistan", ATTACKED)),
    (
        "The deputy commissioner's office said the shell was fired by the Afghan Taliban.",
        ("afghanistan", ATTACKED),
    ),
    (
        "A mortar shell, fired by the Afghan Taliban from the heights, came down beside a school.",
        ("afghanistan", ATTACKED),
    ),
    ("Taliban gunners hit the market.", ("afghanistan", ATTACKED)),
    ("Taliban guns hit the market.", ("afghanistan", ATTACKED)),
    ("Mortar shells fired by Afghan Taliban forces fell on a village.", ("afghanistan", ATTACKED)),
    ("The army blamed the Afghan Taliban.", ("afghanistan", BEGAN)),
    ("Afghan forces answered with mortars.", ("afghanistan", DID)),
    ("Afghan forces hit back with mortars.", ("afghanistan", DID)),
    ("Afghan forces returned the fire.", ("afghanistan", DID)),
    ("Afghan forces fired back.", ("afghanistan", DID)),
    ("Pakistani troops retaliated and destroyed a post.", ("pakistan", DID)),
    ("Pakistani troops responded to the fire.", ("pakistan", DID)),
    ("Pakistani forces killed 15 fighters.", ("pakistan", DID)),
    ("Pakistani forces repulsed the attack.", ("pakistan", DID)),
    ("TTP fighters attacked a post.", ("ttp", ATTACKED)),
    ("The TTP said its men had overrun the post.", ("ttp", ATTACKED)),
    ("Fighters of the TTP stormed the fort.", ("ttp", ATTACKED)),
    ("The fort was stormed by fighters of the TTP.", ("ttp", ATTACKED)),
    ("The fort was stormed by some thirty members of the TTP.", ("ttp", ATTACKED)),
    ("An attack by the TTP killed nine soldiers.", ("ttp", ATTACKED)),
    ("Khwarij attacked the headquarters.", ("ttp", ATTACKED)),
    ("Pakistan condemned the attack.", None),
    ("Pakistani officials said that shells had hit the town.", None),
    ("Two Pakistani soldiers were killed by a bomb.", None),
    ("Afghan and Pakistani forces exchanged fire.", None),
    ("Gunfire between Afghan and Pakistani guards went on for hours.", None),
    ("The attack on a Pakistani post killed two.", None),
    ("An ambush of Pakistani soldiers left four dead.", None),
    ("Pakistan denied that it had bombed the house.", None),
    ("Pakistan has not claimed the strikes.", None),
    ("Talks between Afghanistan and Pakistan ended.", None),
    ("Afghanistan said two of its soldiers had been killed.", None),
    (
        "The Afghan Taliban and militants from the outlawed TTP initiated unprovoked firing.",
        ("afghanistan", BEGAN),
    ),
    ("The Afghan Taliban and fighters of the TTP attacked a post.", ("afghanistan", ATTACKED)),
    ("Four attackers were hurt in retaliatory fire by the Pakistani army.", ("pakistan", DID)),
    # From over the line, by nobody who is named.
    ("Four shells from Pakistan fell near a clinic.", None),
]


@pytest.fixture(scope="module")
def pack():
    return region.load("durand")


@pytest.mark.parametrize(("text", "acts"), ACTS)
def test_acts(text, acts, pack):
    document = Document("t", text, published=date(2025, 10, 12))
    (piece, *_) = events.cut(document, [], [], [], actors.of(pack))
    assert [(act.side, act.strength) for act in piece.acts] == acts


@pytest.mark.parametrize(("text", "surest"), SUREST)
def test_surest_act(text, surest, pack):
    named = [(a.start, a.end, a) for a in actors.of(pack).find(text)]
    said = agency.acts(Told(ENGLISH, text), named)
    found = max(said, key=lambda act: (act.strength, -act.at), default=None)
    assert (found and (found.side, found.strength)) == surest
