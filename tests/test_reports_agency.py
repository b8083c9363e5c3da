"""Who does what: the grammar of parties and verbs, each rule by sentences of its own."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document
from geo.reports.language.words import ENGLISH
from geo.reports.what import events
from geo.reports.who import actors, agency
from geo.reports.who.agency import ATTACKED, BEGAN, DID

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
    ("His men answered shooting from the Afghan side.", [("afghanistan", BEGAN)]),
    ("Pakistani forces responded with artillery.", [("pakistan", DID)]),
    ("Pakistani troops repulsed the attack.", [("pakistan", DID)]),
    ("Our forces captured one post.", [("ours", ATTACKED)]),
    ("The enemy shelled the camp.", [("theirs", ATTACKED)]),
    ("The Taliban hold Pakistan responsible.", [("pakistan", ATTACKED)]),
    ("Rockets fired from the Afghan side hit a house.", [("afghanistan", ATTACKED)]),
    ("The Taliban's gunners put a dozen rounds on the town.", [("afghanistan", ATTACKED)]),
    ("Pakistani guards fired the first shots.", [("pakistan", BEGAN)]),
    ("The TTP said its men had taken a post.", [("ttp", ATTACKED)]),
    ("His men met unprovoked fire by the Afghan Taliban.", [("afghanistan", BEGAN)]),
    ("It was the Afghan Taliban, he said, who had attacked.", [("afghanistan", BEGAN)]),
    ("Troops responded after Afghan guards opened fire.", [("afghanistan", BEGAN)]),
    ("In answer to the aggression of the Pakistani army men died.", [("pakistan", DID)]),
    ("A shepherd was shot dead by guards of Pakistan.", [("pakistan", ATTACKED)]),
    ("A soldier was shot dead by an Afghan border guard.", [("afghanistan", ATTACKED)]),
    ("Nine soldiers were killed in Afghan reprisals.", [("afghanistan", ATTACKED)]),
    # Nobody acts, or both do.
    ("Militants from Afghanistan stormed two posts.", []),
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
    ("Villagers blamed Pakistan.", ("pakistan", ATTACKED)),
    ("Locals blame Pakistan for the blast.", ("pakistan", ATTACKED)),
    ("The governor accused Pakistan of the bombing.", ("pakistan", ATTACKED)),
    ("He laid the blame on Pakistan.", ("pakistan", ATTACKED)),
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
    ("The army blamed the Afghan Taliban.", ("afghanistan", ATTACKED)),
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
    said = agency.acts(ENGLISH, text, named)
    found = max(said, key=lambda act: (act.strength, -act.at), default=None)
    assert (found and (found.side, found.strength)) == surest


# A report, and the side that acted in its one incident.
ACTED = [
    (
        "Security forces gunned down nine terrorists who were cutting the fence near Ghulam Khan on Monday.",
        "pakistan",
    ),
    (
        "The army said it had killed seven TTP fighters who were crossing the line near Teri Mangal on Monday.",
        "pakistan",
    ),
    (
        "A quadcopter of the security forces struck a group of gunmen near Teri Mangal on Monday, killing eight.",
        "pakistan",
    ),
    ("A Taliban sentry shot dead a Pakistani guard at Chaman on Sunday.", "afghanistan"),
    (
        "Islamic State's Khorasan branch said on its channel that its man had blown himself up in Khost on Thursday, killing nine.",
        "iskp",
    ),
    ("A magnetic bomb killed a Taliban official in Jalalabad on Monday. ISKP claimed it.", "iskp"),
    (
        "A bomb killed two Taliban in Jalalabad on Monday; the attack was claimed by Islamic State.",
        "iskp",
    ),
    (
        "Two suspected US drone strikes killed 13 militants in North Waziristan in June 2014.",
        "other",
    ),
    (
        "Afghan and Pakistani forces clashed in the Palosi area of Zazi Maidan on Saturday. One Afghan soldier was killed.",
        "unknown",
    ),
    (
        "Clashes broke out in Dand Patan on Saturday over the building of a checkpoint by Pakistani forces. One Afghan guard was killed.",
        "unknown",
    ),
    (
        "Pakistani and Afghan border forces fired at each other near Chaman on Saturday. The Afghans had fired first, an official in Quetta said. A spokesman in Kabul said Pakistani troops had started it.",
        "unknown",
    ),
    (
        "Pakistani security forces destroyed five Afghan Taliban posts in Kurram on Saturday after unprovoked firing from across the border.",
        "afghanistan",
    ),
    (
        "Shells fired by Pakistani forces fell on Dangam on Saturday, wounding two people.",
        "pakistan",
    ),
    (
        "Howitzers on the Pakistani side fired into Tani in Khost on Saturday, hurting five farm workers.",
        "pakistan",
    ),
    ("Artillery fire from Pakistan killed three people in Sarkano on Saturday.", "pakistan"),
    (
        "Rockets fired from across the line hit Sarkano on Saturday, killing a boy. Pakistan's foreign ministry said its troops had only replied to fire.",
        "pakistan",
    ),
    ("Unidentified gunmen shot dead a policeman in Khar on Saturday.", "unknown"),
    ("A soldier was killed by fire from across the border in Bajaur on Saturday.", "unknown"),
    ("A roadside bomb hit a police van in Wana on Saturday; no group claimed it.", "unknown"),
    (
        "A drone hit a car in Marawara on Saturday, killing two men. Nobody has said whose it was.",
        "unknown",
    ),
    (
        "A drone of unknown origin crashed in Barmal on Saturday, wounding three children.",
        "unknown",
    ),
    ("Jets bombed a house in Barmal on Saturday, killing three people.", "pakistan"),
    (
        "Pakistani aircraft struck three places in Paktika on Saturday, the Taliban said.",
        "pakistan",
    ),
    (
        "Taliban forces attacked Pakistani posts in Kurram on Saturday night, killing nine soldiers.",
        "afghanistan",
    ),
    (
        "Afghan troops stormed a post at Ghulam Khan on Saturday and killed four soldiers.",
        "afghanistan",
    ),
    (
        "Pakistani troops repulsed an assault by Afghan Taliban on a post at Arandu on Saturday; six attackers died.",
        "afghanistan",
    ),
    (
        "Militants stormed a post in Mohmand on Saturday, killing two soldiers. The TTP claimed responsibility.",
        "ttp",
    ),
    ("TTP fighters ambushed a convoy in Sararogha on Saturday, killing six soldiers.", "ttp"),
    (
        "Jamaat-ul-Ahrar said its fighters had attacked a post in Baizai on Saturday; one soldier died.",
        "ttp",
    ),
    (
        "Infiltrators trying to cross from Khost were stopped at Ghulam Khan on Saturday and five were killed.",
        "pakistan",
    ),
    ("Police killed three militants in a raid in Bannu on Saturday.", "pakistan"),
    (
        "Special forces of the Islamic Emirate killed four ISKP members in a raid in Bati Kot on Saturday.",
        "afghanistan",
    ),
    (
        "The Taliban said they had destroyed an ISKP hideout in Behsud on Saturday, killing three.",
        "afghanistan",
    ),
    ("Baloch insurgents attacked a post at Nushki on Saturday, killing three soldiers.", "other"),
    ("Rival tribes fired at each other in Upper Kurram on Saturday; nine people died.", "other"),
    ("Pakistan closed the Torkham gate on Saturday.", "pakistan"),
    ("The Torkham gate was closed by Afghan officials on Saturday.", "afghanistan"),
    ("Taliban officials locked the gate at Ghulam Khan on Saturday.", "afghanistan"),
    ("Islamabad has kept Chaman shut since Saturday.", "pakistan"),
    ("Torkham was closed on Saturday.", "unknown"),
    ("Pakistani border guards shot dead a shepherd in Dur Baba on Saturday.", "pakistan"),
    ("A shepherd was shot dead by Pakistani border guards in Dur Baba on Saturday.", "pakistan"),
    (
        "Afghan forces opened fire on workers building a fence at Alwara on Saturday; Pakistani troops returned fire and three soldiers died.",
        "afghanistan",
    ),
    (
        "Pakistan's military said it had carried out strikes on camps in Khost and Paktika on Saturday.",
        "pakistan",
    ),
    (
        "In retaliation for air strikes, the Taliban shelled Pakistani posts opposite Goshta on Saturday.",
        "afghanistan",
    ),
    (
        "Helicopters of the Pakistani army fired on militants in Tirah on Saturday, killing six.",
        "pakistan",
    ),
    (
        "NATO helicopters fired on a mortar crew near Angoor Adda on Friday, killing eight insurgents.",
        "other",
    ),
    ("Taliban troops attacked posts in Kurram on Friday, and the army hit back.", "afghanistan"),
    ("Fire was exchanged at Torkham on Friday. Each side accused the other.", "unknown"),
    ("Militants firing from Afghanistan killed two soldiers in Bajaur on Friday.", "unknown"),
    ("The TTP attacked a post in Bajaur on Friday, killing two soldiers.", "ttp"),
    (
        "Security forces killed four khwarij in an operation in Tank on Friday.",
        "pakistan",
    ),
    ("Unknown gunmen shot dead an elder in Bannu on Friday.", "unknown"),
    ("Jets bombed a house in Barmal on Friday, killing three people.", "pakistan"),
    ("Debris of a drone that was shot down hurt a girl in Kohat on Friday.", "afghanistan"),
    ("An American drone killed four men in Achin on Friday.", "other"),
    ("The Taliban closed the Torkham crossing on Friday.", "afghanistan"),
    ("The Torkham crossing was closed on Friday.", "unknown"),
    ("Troops stopped two dozen khwarij trying to enter Kurram on Friday.", "pakistan"),
    ("Intruders were seen and engaged in Mohmand on Friday, three of them died.", "pakistan"),
    ("Nine militants were killed in a sweep by police and troops in Dir on Friday.", "pakistan"),
    ("Islamabad stopped all convoys at Torkham on Friday.", "pakistan"),
    ("A quadcopter from across the border dropped a bomb on a post in Khyber.", "unknown"),
    ("Mortars fell on Dangam on Friday, wounding seven people.", "unknown"),
    ("Mortars fell on Dangam on Friday. Islamabad was silent.", "pakistan"),
    ("A bomb hit a squad of soldiers in Tank on Friday.", "unknown"),
    ("A strike in Kabul on Friday hit a clinic of the city.", "pakistan"),
    (
        (
            "Several hundred fighters of the Tehrik-i-Taliban Pakistan tried to take two posts in Lower"
            " Chitral on Friday. Four soldiers were killed and twelve attackers died."
        ),
        "ttp",
    ),
    ("A shell from the Pakistani side killed two men in Nari on Friday.", "unknown"),
    ("Firing from the Afghan side killed a soldier in Kurram on Friday.", "unknown"),
    (
        "A house in Ali Sher was shelled on Friday. The Taliban hold Pakistan responsible.",
        "pakistan",
    ),
    ("A drone that nobody has claimed killed two men in Gomal on Friday.", "unknown"),
    ("A device dropped from a drone wounded three policemen in Bannu on Friday.", "unknown"),
    ("Unknown gunmen ambushed a patrol in Bannu on Friday, killing three soldiers.", "unknown"),
    ("Assailants shot five labourers dead in Tank on Friday. The TTP claimed it.", "ttp"),
    ("A bomb killed ten in Khar on Friday, a bombing claimed by Islamic State.", "iskp"),
    ("Rival tribes fought in Lower Kurram on Friday; eleven were killed.", "other"),
    ("Islamabad has kept Chaman shut since Friday.", "pakistan"),
    ("The crossing at Chaman was sealed by the Frontier Corps on Friday.", "pakistan"),
    (
        (
            "Pakistan's army said it repulsed an assault on three posts at Chaman on Friday and killed"
            " 21 Afghan Taliban fighters. Kabul said 14 Pakistani soldiers had died."
        ),
        "afghanistan",
    ),
    (
        (
            "Officials in Kurram said Afghan troops opened fire on Friday, killing one soldier. A"
            " commander in Dand-e-Patan said that Pakistani soldiers had fired first and two of his men"
            " had died."
        ),
        "unknown",
    ),
    ("The provocations of the Afghan Taliban at Torkham on Friday left two dead.", "afghanistan"),
]


# A report, the side that acted and the side that it acted on.
TARGETS = [
    ("Taliban fighters attacked a post in Kurram on Friday, killing two soldiers.", "pakistan"),
    ("Security forces killed four TTP militants in Tank on Friday.", "ttp"),
    ("Pakistani jets bombed Barmal on Friday, killing nine civilians.", ""),
    ("Pakistani shells killed two Afghan policemen in Goshta on Friday.", "afghanistan"),
]


@pytest.mark.parametrize(("text", "side"), TARGETS)
def test_whose_men_were_hit(text, side, pack):
    document = Document("t", text, published=date(2025, 10, 12))
    (incident, *_) = reading.read_one(document, pack)
    assert incident.target_side == side


@pytest.mark.parametrize(("text", "side"), ACTED)
def test_who_acted(text, side, pack):
    document = Document("t", text, published=date(2025, 10, 12))
    (incident, *_) = reading.read_one(document, pack)
    assert incident.actor1_side == side
