"""Who acted in an incident, and whose men were hit, by whole reports."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document

# A report, and the side that acted in its one incident.
ACTED = [
    # Who fired from a land is not said by the land's name, on either side of the line.
    (
        "Thirty rockets fired from Pakistan landed in Dangam district of Kunar on Sunday. Two civilians were killed, the governor's spokesman said.",
        "unknown",
    ),
    (
        "Rockets fired from Afghanistan landed in Saidgi in North Waziristan on Sunday. Two civilians were killed, the commissioner said.",
        "unknown",
    ),
    (
        "Rockets fired from Pakistan hit villages in Kunar on Sunday, killing two people. Kabul accused the Pakistani military of firing them.",
        "pakistan",
    ),
    (
        "Rockets fired from Afghanistan hit villages in Bajaur on Sunday, killing two people. The military accused Afghan forces of firing them.",
        "afghanistan",
    ),
    # Only what somebody does not know or say is left open.
    (
        "Six guards at Spina Shaga in Kurram were killed by Afghan forces on Sunday, residents said.",
        "afghanistan",
    ),
    (
        "He did not name the six guards who were killed by Afghan forces at Spina Shaga in Kurram on Sunday.",
        "afghanistan",
    ),
    (
        "It could not be verified if Afghan forces had killed the six guards at Spina Shaga in Kurram on Sunday.",
        "unknown",
    ),
    # Who is to find those who did it did not do it.
    (
        "China asked Pakistan to find those who killed two of its engineers in Zhob on Friday.",
        "unknown",
    ),
    (
        "China asked Afghan forces to find those who killed two of its engineers in Khost on Friday.",
        "unknown",
    ),
    # but the army of that land is, where the report has it answer for the fire.
    (
        "More than 200 shells have been fired from Pakistani territory into Sarkano since Monday. Four civilians are dead, the governor said. The Pakistani army did not respond to a request for comment.",
        "pakistan",
    ),
    # Attackers attacked: those they came upon did not begin.
    (
        "The first assault came at four on the post at Spina Shaga in Kurram on Wednesday. Seven of the attackers were killed, the ISPR said.",
        "unknown",
    ),
    (
        "A group hit the post at Spina Shaga in Kurram on Wednesday. Seven of them were killed, the ISPR said.",
        "unknown",
    ),
    (
        "ISKP said late on Wednesday that it was behind the bomb in Bajaur that killed an officer. On Sunday a school was shelled in Khar.",
        "iskp",
    ),
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
    ("The crossing between Pakistan and Afghanistan at Torkham was closed on Saturday.", "unknown"),
    (
        "Torkham, a key route between Afghanistan and Pakistan, has been closed for 25 days.",
        "unknown",
    ),
    ("The Pak-Afghan border at Chaman remained closed for the seventh month.", "unknown"),
    ("The border with Afghanistan at Chaman was sealed by Pakistan on Saturday.", "pakistan"),
    ("The gate at Torkham was shut from the Pakistan side on Saturday.", "pakistan"),
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
    ("Debris of a drone that was shot down hurt a girl in Kohat on Friday.", "unknown"),
    ("An American drone killed four men in Achin on Friday.", "other"),
    ("The Taliban closed the Torkham crossing on Friday.", "afghanistan"),
    ("The Torkham crossing was closed on Friday.", "unknown"),
    ("Troops stopped two dozen khwarij trying to enter Kurram on Friday.", "pakistan"),
    ("Intruders were seen and engaged in Mohmand on Friday, three of them died.", "pakistan"),
    ("Nine militants were killed in a sweep by police and troops in Dir on Friday.", "pakistan"),
    ("Islamabad stopped all convoys at Torkham on Friday.", "pakistan"),
    ("A quadcopter from across the border dropped a bomb on a post in Khyber.", "unknown"),
    ("Mortars fell on Dangam on Friday, wounding seven people.", "unknown"),
    ("Mortars fell on Dangam on Friday. Islamabad was silent.", "unknown"),
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
    # Both sides alike: clauses of time, what is denied, who only built, what came from a place.
    (
        "Dozens of families fled Dangam in Kunar on Monday after Pakistan fired more than 500 rockets at the district.",
        "pakistan",
    ),
    (
        "Dozens of families fled Boorki in Kurram on Monday after Afghanistan fired more than 50 rockets at the district.",
        "afghanistan",
    ),
    ("Two guards died in Goshta on Monday after Pakistani troops shelled their post.", "pakistan"),
    (
        "Two soldiers died in Kharlachi on Monday after Afghan troops shelled their post.",
        "afghanistan",
    ),
    (
        "The clash at Goshta on Monday began when Taliban fighters tried to build a post, which Pakistani troops opposed. Two Taliban were killed.",
        "unknown",
    ),
    (
        "The clash at Kharlachi on Monday began when Pakistani soldiers tried to build a post, which Taliban troops opposed. Two soldiers were killed.",
        "unknown",
    ),
    (
        "A fight broke out at Dand Patan on Monday. A Taliban spokesman said their forces were shot at when they approached Pakistani forces to talk.",
        "pakistan",
    ),
    (
        "A fight broke out at Teri Mangal on Monday. An army spokesman in Islamabad said its soldiers were shot at when they approached Afghan forces to talk.",
        "afghanistan",
    ),
    (
        "Taliban guards came under fire at Dand Patan on Monday, the Taliban said, and one was killed in the clash.",
        "pakistan",
    ),
    (
        "Pakistani soldiers came under fire at Teri Mangal on Monday, the army said, and one was killed in the clash.",
        "afghanistan",
    ),
    (
        "Pakistan closed Torkham on Monday, an Afghan official said. A Pakistani official said the Afghan side had closed the crossing.",
        "unknown",
    ),
    ("A shell fired from Paktia hit Boorki in Kurram on Monday and killed a girl.", "unknown"),
    ("A shell fired from Kurram hit Dand Patan in Paktia on Monday and killed a girl.", "unknown"),
    (
        "Terrorists fired from across the Pak-Afghan border on a post in Bajaur on Monday; a soldier was martyred.",
        "unknown",
    ),
    (
        "Two Nato helicopters opened up with cannon on an outpost in Upper Kurram on Saturday; three men died.",
        "other",
    ),
    (
        "The strikes in Barmal on Monday killed nine people. Tensions have grown since the Taliban seized power in 2021.",
        "pakistan",
    ),
    (
        "Several hundred men overran a post at Ladha on Monday, killing nine soldiers. A spokesman of the TTP said that 20 soldiers had died.",
        "ttp",
    ),
    (
        "Three posts, at Ladha, Spinkai and Kanigoram, were attacked on Monday by a large group of TTP terrorists. Two soldiers were killed.",
        "ttp",
    ),
    (
        "Troops repulsed a dawn assault from across the border on a post in Bajaur on Monday. Nine militants were killed.",
        "unknown",
    ),
    (
        "A soldier was killed in Bajaur on Monday by gunfire from across the border. Troops shot back, and two attackers died.",
        "unknown",
    ),
    (
        "Afghan guards open fire on a picket at Angoor Adda on Monday. FC returns fire. One soldier is killed.",
        "afghanistan",
    ),
    (
        "Afghan border guards turned their mortars on Pakistani posts at Ghulam Khan on Monday, an official said.",
        "afghanistan",
    ),
    (
        "Afghan forces attacked posts opposite Kurram on Monday, a day after strikes that Kabul blamed on Pakistan.",
        "afghanistan",
    ),
    (
        "Pakistani forces attacked posts opposite Khost on Monday, a day after shelling that Islamabad blamed on Afghanistan.",
        "pakistan",
    ),
    (
        "The two forces fought at Torkham on Monday; one Afghan guard was killed. Each government says that the other began.",
        "unknown",
    ),
    (
        "The enemy lost seven men at Zazi Aryub on Monday, the Afghan corps said. Shelling of the village wounded three children.",
        "pakistan",
    ),
    (
        "Both Afghan and Pakistani guards exchanged fire at Torkham on Friday. Talks had failed and Afghan troops started shelling the Pakistani side, an official in Landi Kotal said.",
        "afghanistan",
    ),
    (
        "Military jets struck Lashkar-e-Islam hideouts in Tirah in July 2016, killing nine.",
        "pakistan",
    ),
    (
        "Pakistani forces had used heavy weapons in an assault on Spin Boldak on Friday, Kabul said; Afghan forces had returned fire. The Pakistani army said the Taliban had attacked two posts near Chaman and that 20 attackers had been killed.",
        "unknown",
    ),
    ("Shells hit Dangam on Friday, residents said. Islamabad denied it.", "pakistan"),
    # Guards of no name are those of the side whose soil it is.
    (
        "Guards at Ghulam Khan fired into a crowd of drivers on Friday, killing one man.",
        "pakistan",
    ),
    ("Guards fired on travellers in Goshta on Friday, killing one man.", "afghanistan"),
    (
        "Militants came from northeastern Afghanistan on Friday and attacked a post in Bajaur, killing two soldiers.",
        "unknown",
    ),
    (
        "Terrorists fired at a patrol in Tank on Friday, killing one soldier. No militant group has claimed the attack. The TTP claims most of the attacks there.",
        "unknown",
    ),
    # Where the forces stood comes between them and what they did.
    (
        "Nine militants were killed on Friday when United States forces in Afghanistan fired on a ridge in North Waziristan.",
        "other",
    ),
]


# A report, the side that acted and the side that it acted on.
TARGETS = [
    ("Taliban fighters attacked a post in Kurram on Friday, killing two soldiers.", "pakistan"),
    ("Security forces killed four TTP militants in Tank on Friday.", "ttp"),
    ("Pakistani jets bombed Barmal on Friday, killing nine civilians.", ""),
    ("Pakistani shells killed two Afghan policemen in Goshta on Friday.", "afghanistan"),
]


@pytest.fixture(scope="module")
def pack():
    return region.load("durand")


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


# An operation that one side began along the line, told over items of what came of it at each place.
ITEMS = [
    ("Taliban fighters opened fire along the whole border on Saturday night.", "afghanistan"),
    ("Pakistani soldiers opened fire along the whole border on Saturday night.", "pakistan"),
    ("Afghan forces attacked Pakistani posts at several places on Saturday night.", "afghanistan"),
    ("Pakistani forces attacked Afghan posts at several places on Saturday night.", "pakistan"),
    # Nobody is said to have begun, or it was another operation.
    ("Afghan and Pakistani forces fought along the border on Saturday night.", "unknown"),
    ("Fighting broke out at several places along the line on Saturday night.", "unknown"),
    ("Pakistani soldiers attacked one post at Torkham on Saturday night.", "unknown"),
]


@pytest.mark.parametrize(("over", "side"), ITEMS)
def test_who_acted_in_items(over, side, pack):
    items = "- Khost: fighting in Gurbuz, two dead.\n\n- Kurram: clash at Kharlachi, three hurt."
    document = Document("t", f"{over} By district:\n\n{items}", published=date(2025, 10, 12))
    told = reading.read_one(document, pack)[-2:]
    assert [incident.actor1_side for incident in told] == [side, side]
