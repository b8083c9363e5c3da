"""Who began a fight of two armies: what one source says and nobody denies, else nobody knows."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document

# A report, and who began its one fight.
BEGAN = [
    # Guns that were used without a cause began it; those that were not used so say nothing.
    (
        "Two soldiers were hurt in fighting in Kurram on Monday. Afghan forces had used heavy weapons without provocation, officials said.",
        "afghanistan",
    ),
    (
        "Two soldiers were hurt in fighting in Khost on Monday. Pakistani troops used mortars without any reason, officials said.",
        "pakistan",
    ),
    (
        "Two soldiers were hurt in fighting in Khost on Monday. Pakistani troops do not use mortars without reason, officials said.",
        "unknown",
    ),
    (
        "ISKP set off a bomb at a mosque in Achin on Monday. Five people were killed.",
        "iskp",
    ),
    ("A bomb was set off at a mosque in Achin on Monday. Five people were killed.", "unknown"),
    (
        "Afghan soldiers hurled mortar bombs at a village in Kurram on Monday. One farmer was killed.",
        "afghanistan",
    ),
    # Each is said to have begun, or nobody says who did.
    (
        "Afghan Taliban forces fired mortars at Chaman on Monday, killing one soldier. Residents heard exchanges of fire. In Kabul, a spokesman for the defence ministry blamed Pakistan for initiating the fire.",
        "unknown",
    ),
    (
        "Checkpoints in Kurram came under fire from across the Afghan border on Monday and two soldiers were hurt. The army gave a befitting response. Kabul asserted that Pakistan had fired first.",
        "unknown",
    ),
    (
        "Four soldiers were hurt on Monday when checkposts in the Teri Mangal area of Kurram were fired upon from the other side of the border. Twelve alleged attackers were killed when the fire was returned.",
        "unknown",
    ),
    # What it came after is another event.
    (
        "Afghan soldiers opened unprovoked firing on posts in Upper Kurram on Monday and one soldier was killed. The firing came at a time when Pakistan attacked hideouts in Paktika. The army retaliated.",
        "afghanistan",
    ),
    (
        "Taliban forces attacked posts in Kurram on Monday and seized three of them. Pakistan hit back.",
        "afghanistan",
    ),
    # Others.
    (
        "Border guards of Afghanistan and Pakistan traded fire at Torkham on Monday. The interior ministry in Kabul said Pakistani guards had opened fire for no reason and killed one of its men. A security source in Landi Kotal saw it the other way round and said three Pakistanis were hurt.",
        "unknown",
    ),
    (
        "Gunfire at Spin Boldak on Monday killed five people. The district's information chief blamed Pakistan. Islamabad said firing had been initiated from the Afghan side and its forces responded in a measured manner.",
        "unknown",
    ),
    (
        "Pakistani troops opened fire at Spin Boldak on Monday, killing one Afghan soldier, the governor's office in Kandahar said. Pakistan's army said six civilians were martyred by unprovoked fire of heavy weapons upon Chaman.",
        "unknown",
    ),
    (
        "Regular troops of the two countries fought at Teri Mangal on Monday, and both claim to have been attacked. The ISPR said the Afghan army had fired at posts without provocation and that three of its men were wounded. Kabul said Pakistanis had entered Zazi and taken two posts, killing four.",
        "unknown",
    ),
    (
        "Afghan and Pakistani forces clashed near Kharlachi on Monday. Each side said the other had fired first. Two Afghan guards were killed.",
        "unknown",
    ),
    (
        "Afghan and Pakistani forces clashed near Kharlachi on Monday, killing two guards. Who fired first was disputed.",
        "unknown",
    ),
    (
        "Two Afghan guards were killed in a clash with Pakistani forces near Kharlachi on Monday. Kabul and Islamabad accused one another of starting it.",
        "unknown",
    ),
    (
        "Two Afghan guards were killed in a clash with Pakistani forces near Kharlachi on Monday. Officials on both sides disagreed on who began.",
        "unknown",
    ),
    (
        "Two Afghan guards died at Kharlachi on Monday when Pakistani forces opened fire, Kabul said. Islamabad denied this and said its post had been fired upon first.",
        "unknown",
    ),
    (
        "Two Afghan guards died at Kharlachi on Monday when Pakistani forces opened fire, Kabul said. Islamabad blamed Afghan forces for starting the firing.",
        "unknown",
    ),
    (
        "Afghan forces attacked a post at Kharlachi on Monday, wounding three soldiers, Pakistani officials said. The Taliban's defence ministry said its men had only answered fire from the other side.",
        "unknown",
    ),
    (
        "Afghan forces attacked a post at Kharlachi on Monday, wounding three soldiers, Pakistani officials said. Kabul rejected this and said Pakistani troops had shelled the area first.",
        "unknown",
    ),
    (
        "Heavy fire was exchanged at Ghulam Khan on Monday. Two soldiers on each side were hurt, officials said.",
        "unknown",
    ),
    (
        "Forces of Afghanistan and Pakistan fired at each other across the line at Angoor Adda on Monday for two hours; one Afghan guard and two Pakistani soldiers were killed, officials on either side said.",
        "unknown",
    ),
    (
        "Gunfire broke out between Taliban guards and Pakistani soldiers at Torkham on Monday over a new post. One Taliban guard was killed.",
        "unknown",
    ),
    (
        "Machine guns were fired in both directions over Spin Boldak on Monday and three civilians were killed.",
        "unknown",
    ),
    (
        "Afghan and Pakistani guards traded fire in Kurram on Monday. Pakistani troops had replied to unprovoked firing, the army said. Afghanistan blamed Pakistani forces for the clash.",
        "unknown",
    ),
    (
        "The two armies clashed in Kurram on Monday. Pakistan said that its troops had repelled an attack by Afghan forces. A spokesman in Kabul said that Pakistani troops had entered Afghan territory and that his men tried to stop them.",
        "unknown",
    ),
    (
        "Guards of Pakistan and Afghanistan exchanged fire in Kurram on Monday after the Afghans began to build a bunker at the line.",
        "unknown",
    ),
    # One side's man says that his only answered, and nobody says otherwise.
    (
        'Afghan and Pakistani forces exchanged fire in Kurram on Monday. "Our men only answered fire," said the Afghan army\'s spokesman.',
        "pakistan",
    ),
    (
        "Border forces of Pakistan and Afghanistan fought for two hours in Kurram on Monday. Pakistani forces returned fire, a spokesman said.",
        "afghanistan",
    ),
    (
        "Afghan and Pakistani guards clashed in Kurram on Monday. According to a Pakistani spokesman, the other side fired first.",
        "afghanistan",
    ),
    (
        "Pakistani and Afghan guards fought in Kurram on Monday. The army's spokesman in Kabul said that Pakistani troops fired rockets at a post and that his men responded.",
        "pakistan",
    ),
    # One side is said to have begun, and the other only answered.
    (
        "Two Pakistani soldiers were killed on Monday when Afghan forces opened fire on a post at Kharlachi, the army said. Pakistani troops responded and killed six of the attackers.",
        "afghanistan",
    ),
    (
        "At least eight Taliban fighters were killed when they attacked a Pakistani post in Kurram on Monday, officials said. One soldier died.",
        "afghanistan",
    ),
    (
        "Afghan forces attacked five Pakistani posts along the line in Kurram on Monday night in retaliation for air strikes, the defence ministry in Kabul said, and killed nine soldiers.",
        "afghanistan",
    ),
    (
        "The army said on Monday it had repulsed an attack by the Afghan Taliban on posts in Spinwam and killed fifteen of them.",
        "afghanistan",
    ),
    (
        "Fighting began at Chaman on Monday after Afghan forces fired at workers on the fence, officials said; one worker died.",
        "afghanistan",
    ),
    (
        "On Monday the Afghan Taliban resorted to unprovoked firing at Ghulam Khan. Pakistani forces gave a befitting response. Two soldiers were hurt.",
        "afghanistan",
    ),
    (
        "Taliban fighters launched attacks on posts in Kurram on Monday. Kabul said the attacks were in answer to raids on Paktika; 58 soldiers had been killed, it said.",
        "afghanistan",
    ),
    (
        "The military on Monday said twenty of its soldiers had been killed in attacks by Taliban fighters along the border in Kurram, and that over 200 of the attackers had been killed. Kabul said 58 Pakistani soldiers had died and 25 posts had fallen to its men.",
        "afghanistan",
    ),
    (
        "Pakistani troops opened fire on Afghan guards at Spin Boldak on Monday and killed two, the governor said. The guards fired back.",
        "pakistan",
    ),
    (
        "Pakistani soldiers crossed into Nangarhar's Goshta district on Monday to build a post and killed two Afghan policemen, the police said.",
        "pakistan",
    ),
    (
        "A clash broke out at Torkham on Monday after Pakistani guards fired on a bulldozer, Afghan officials said. One Afghan guard was killed.",
        "pakistan",
    ),
    (
        "Pakistan's army attacked three Afghan posts in Paktia on Monday and seized one, security officials in Islamabad said. Nine Taliban were killed.",
        "pakistan",
    ),
    (
        "Guards of both countries traded fire at Torkham on Monday. According to an official, Pakistan responded to unprovoked firing from the Afghan side.",
        "afghanistan",
    ),
    (
        "Guards of both countries traded fire at Torkham on Monday. According to an official, Afghanistan responded to unprovoked firing from the Pakistani side.",
        "pakistan",
    ),
    (
        "Two men were hurt at Torkham on Monday in an exchange of fire. Afghan troops opened fire on a Pakistani post, and shells from the Afghan side fell on the customs office.",
        "afghanistan",
    ),
    (
        "Two men were hurt at Torkham on Monday in an exchange of fire. Pakistani troops opened fire on an Afghan post, and shells from the Pakistani side fell on the customs office.",
        "pakistan",
    ),
    (
        "Afghan and Pakistani forces fought at Torkham on Monday. A Pakistani spokesman said Afghan forces had opened fire first. It erupted, an Afghan officer said, after Pakistani soldiers had moved a post forward.",
        "unknown",
    ),
    (
        "Afghan and Pakistani forces fought at Torkham on Monday. An Afghan spokesman said Pakistani forces had opened fire first. It erupted, a Pakistani officer said, after Afghan soldiers had moved a post forward.",
        "unknown",
    ),
    (
        "A police post in Bajaur came under fire on Sunday and two policemen were killed, police said. A group of terrorists fired from the hills. Nobody has claimed it.",
        "unknown",
    ),
    (
        "Several hundred militants surrounded a police post in Upper Dir on Wednesday, and 27 policemen and 45 militants were killed in a battle of two days. It was the second such raid.",
        "unknown",
    ),
    (
        "On Sunday Afghan Taliban and Fitna al-Khwarij tried to attack Pakistani posts in Kurram. Twenty of them were killed.",
        "afghanistan",
    ),
    (
        "An army post in Khyber was hit by our mortars on Sunday, the spokesman of an Afghan corps said.",
        "afghanistan",
    ),
    (
        "An army post in Nangarhar was hit by our mortars on Sunday, the spokesman of a Pakistani corps said.",
        "pakistan",
    ),
    # What each side lays to the other, in whatever words: nobody knows. What is left open is said of
    # nobody, and whose men were killed did not capture the posts.
    (
        "Spokesman for the Helmand governor: Last night, in the retaliatory operation in Bahramcha, the forces of the Islamic Emirate killed 15 soldiers of the Pakistani regime and took three posts.",
        "afghanistan",
    ),
    (
        "Last night, in a retaliatory operation in Angoor Adda, Pakistani forces killed 15 Afghan Taliban and took three posts, the ISPR said.",
        "pakistan",
    ),
    (
        "Two Pakistani soldiers were killed at Ghulam Khan on Thursday when Afghan border guards opened fire in a quarrel over the gate, a security official said. An Afghan source in Khost said the Pakistanis had cocked their rifles first.",
        "unknown",
    ),
    (
        "Two Afghan guards were killed at Ghulam Khan on Thursday when Pakistani border guards opened fire in a quarrel over the gate, an official in Khost said. A security official in Peshawar said the Afghans had cocked their rifles first.",
        "unknown",
    ),
    (
        "Three people were killed on Monday in a clash between the forces of the Islamic Emirate and Pakistani border guards near Torkham. The Ministry of Interior said that it was Pakistan that attacked first. Pakistani officials in Landi Kotal tell it differently. The Afghan side was putting up a post, and its men shot at a Pakistani checkpost, one of them said.",
        "unknown",
    ),
    (
        "Three people were killed on Monday in a clash between Pakistani border guards and Afghan forces near Torkham. Pakistani officials said that it was the Afghan side that attacked first. Afghan officials in Jalalabad tell it differently. The Pakistani side was putting up a post, and its men shot at an Afghan checkpost, one of them said.",
        "unknown",
    ),
    (
        "Afghan and Pakistani forces fired artillery at each other on Monday in the Goshta area of Nangarhar. The fighting began when Pakistani troops returned to repair a gate, the commander of the Afghan border police said. Pakistan's Foreign Ministry said the Afghans had fired first.",
        "unknown",
    ),
    (
        "Afghan and Pakistani forces fired artillery at each other on Monday in the Mohmand district. The fighting began when Afghan troops returned to repair a post, a Pakistani colonel said. The Afghan foreign ministry said the Pakistanis had fired first.",
        "unknown",
    ),
    (
        "Two people were killed when mortar shells fired from across the Afghan border exploded in the Ghulam Khan area of North Waziristan on Thursday. Officials did not say whether the shells had been fired by Afghan forces or by militants.",
        "unknown",
    ),
    (
        "Two people were killed when mortar shells fired from across the line exploded in Gurbuz district of Khost on Thursday. Officials did not say whether the shells had been fired by Pakistani forces or by militants.",
        "unknown",
    ),
    (
        "Guards of the two countries fired at each other near Torkham on Monday. When the Afghans were asked to stop building a post, they opened fire, a colonel in Peshawar said.",
        "afghanistan",
    ),
    (
        "Guards of the two countries fired at each other near Torkham on Monday. When the Pakistanis were asked to stop building a post, they opened fire, a spokesman in Jalalabad said.",
        "pakistan",
    ),
]


# A report, and who fired in its last incident: nobody is named there.
FIRED = [
    (
        "Afghan artillery kept firing on towns along the line in the night to Monday. In Landi Kotal three people were killed by shells that hit a bus stand.",
        "afghanistan",
    ),
    (
        "A shell landed in Landi Kotal on Monday and killed a child, officials said. Nobody knows who fired it.",
        "unknown",
    ),
    (
        "Pakistani troops had fired on a bulldozer. On Monday a camp on the Afghan side of Torkham was shelled.",
        "pakistan",
    ),
    (
        "Afghan troops had fired on a bulldozer. On Monday a camp on the Pakistani side of Torkham was shelled.",
        "afghanistan",
    ),
    (
        "Four people died in Kunar on Saturday when rockets fell there. Pakistan has long complained of Afghan and NATO forces that stop no raids.",
        "unknown",
    ),
]


@pytest.fixture(scope="module")
def pack():
    return region.load("durand")


@pytest.mark.parametrize(("text", "side"), BEGAN)
def test_who_began(text, side, pack):
    (incident,) = reading.read_one(Document("t", text, published=date(2025, 9, 30)), pack)
    assert incident.actor1_side == side


@pytest.mark.parametrize(("text", "side"), FIRED)
def test_who_fired(text, side, pack):
    found = reading.read_one(Document("t", text, published=date(2025, 9, 30)), pack)
    assert found[-1].actor1_side == side
