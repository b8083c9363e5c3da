"""The table of clues to a victim group: of each row a sentence that it decides."""

from __future__ import annotations

import pytest

from geo import region
from geo.reports import claims
from geo.reports.documents.document import Document
from geo.reports.losses import groups

PACK = region.load("durand")
AFGHAN, PAKISTANI = "afghan_forces", "pakistani_forces"
CIVILIANS, MILITANTS, OPEN = "civilians", "militants", "unspecified"

DECIDED = [
    ("words behind", "Two of its own were killed, the Pakistani army said.", PAKISTANI),
    ("things before", "19 Afghan posts were taken and seven destroyed, the ISPR said.", AFGHAN),
    ("remark on the total", "Fifteen people were killed, most of them civilians.", OPEN),
    ("remark on the total", "Five were killed, one of them a guard of the Frontier Corps.", OPEN),
    ("remark on the total", "Nine people died. Most of the dead were women.", CIVILIANS),
    ("remark on the total", "Six people were hurt, he said: two soldiers and four at home.", OPEN),
    ("remark on the total", "Two Afghan soldiers were among the ten killed.", OPEN),
    ("remark on the total", "Two Pakistani soldiers were among the ten killed.", OPEN),
    ("apposition", "Four dead, a mother with two sons and a neighbour, were buried.", CIVILIANS),
    ("remark on all", "Three were killed, all of them civilians, the army said.", CIVILIANS),
    ("label", "Enemy losses: 21 killed, the ISPR said.", AFGHAN),
    ("label", "On the Afghan side nine died and on the Pakistani side four.", AFGHAN),
    ("label", "The Pakistani side: nine posts taken.", PAKISTANI),
    ("left behind", "The Taliban of Kabul stormed a post and left seven dead behind.", AFGHAN),
    ("left behind", "Pakistani soldiers fled, leaving six bodies on the ground.", PAKISTANI),
    ("left behind", "The attackers fled, leaving behind seven bodies.", MILITANTS),
    ("who speaks", '"They attacked us and lost two," the Afghan minister said.', PAKISTANI),
    ("who speaks", "Two of ours were killed, the Pakistani defence minister said.", PAKISTANI),
    ("who speaks", "Nine died, and 14 of the other side, the ISPR said.", AFGHAN),
    ("toll", "The ISPR put Afghan losses at nine dead.", AFGHAN),
    ("toll", "The Pakistani dead stand at 12.", PAKISTANI),
    ("toll", "The Pakistani army's losses were put at nine dead.", PAKISTANI),
    ("toll", "The Afghan general put his army's losses at nine dead.", AFGHAN),
    ("toll", "The governor of Bajaur put police losses at three dead.", PAKISTANI),
    ("loser", "Pakistan lost seven men in the fighting.", PAKISTANI),
    ("loser", "The Afghan army suffered 40 dead.", AFGHAN),
    ("loser", "The Pakistani army abandoned two posts, residents said.", PAKISTANI),
    ("loser", "An army statement from Rawalpindi admitted the loss of seven men.", PAKISTANI),
    ("loser", "Afghan troops took the post at the cost of four men.", AFGHAN),
    ("loser", "The ISPR said Pakistani troops took it at the cost of six dead.", PAKISTANI),
    ("two kinds", "Ten soldiers and civilians were killed.", OPEN),
    ("civilians", "Nine houses were destroyed.", CIVILIANS),
    ("civilians", "Nine Afghan villagers were killed.", CIVILIANS),
    ("civilians", "Four hundred people were displaced.", CIVILIANS),
    ("civilians before", "Twelve civilians died and 100 were hurt on the Afghan side.", CIVILIANS),
    ("civilians before", "Two civilians died on the Afghan side and 20 were hurt.", CIVILIANS),
    ("civilians before", "Two Afghan soldiers and a boy died and nine others were hurt.", OPEN),
    ("side beside", "Three were hurt on the Afghan side.", AFGHAN),
    ("side beside", "The Afghan army reported nine deaths among its troops.", AFGHAN),
    ("militants", "Nine gunmen were killed.", MILITANTS),
    ("name", "Nine Afghan soldiers were killed.", AFGHAN),
    ("name", "Nine guards from both sides were killed.", OPEN),
    ("cars", "Nine trucks were destroyed.", CIVILIANS),
    ("band", "Nine members of a banned group were killed.", MILITANTS),
    ("band", "An elder had seen nine bodies of the raiders.", MILITANTS),
    ("people", "Nine victims of the gunmen were killed.", OPEN),
    ("people", "The blast cost five workmen their lives, the ISPR said.", CIVILIANS),
    ("name of an army", "Nine men of the Afghan Taliban were killed.", AFGHAN),
    ("name", "Nine men of the Frontier Corps were killed.", PAKISTANI),
    ("rank", "A subedar was killed.", PAKISTANI),
    ("of a country", "Nine Afghans were killed.", AFGHAN),
    ("possessor", "A Pakistani post was burnt and six of its soldiers killed.", PAKISTANI),
    ("possessor", "An Afghan post was burnt and five of their men killed.", AFGHAN),
    ("going on", "Nine Afghan soldiers were killed and three others hurt.", AFGHAN),
    ("name of the figure", "A spokesman put civilian deaths at 12.", CIVILIANS),
    ("leaders", "Two commanders were killed.", MILITANTS),
    ("martyrs", "Two soldiers were martyred, the ISPR said.", PAKISTANI),
    ("men", "Six Afghan soldiers were killed. Eleven men were hurt.", AFGHAN),
    ("people", "Nine people were killed when shells hit a village.", CIVILIANS),
    ("people", "Nine people were killed.", OPEN),
    # where it was is not whose they are
    ("people", "Shells hit a village on the Afghan side, and nine people were killed.", CIVILIANS),
    ("of an army", "The death toll of raids that hit two Afghan provinces rose to 40.", OPEN),
    ("name of the figure", "The death toll of a raid on an Afghan army post rose to 40.", AFGHAN),
    ("fighters", "The Afghan ministry said nine fighters were killed.", AFGHAN),
    ("prisoners", "Nine soldiers were captured, the ISPR said.", AFGHAN),
    ("prisoners", "31 were captured, the Afghan defence ministry said.", PAKISTANI),
    ("army attacked", "Gunmen rammed a post in Kurram, killing nine soldiers.", PAKISTANI),
    ("of an army", "Three gunmen attacked a convoy in Tank and nine were killed.", OPEN),
    ("of an army", "Two gunmen attacked a convoy in Khost. Nine were killed.", OPEN),
    ("counted earlier", "Six Afghan guards were shot in Kunar. Two died later.", AFGHAN),
    ("foes of a band", "The TTP said it had killed nine soldiers.", PAKISTANI),
    ("foes of a band", "Two posts fell to TTP fighters in Kurram.", PAKISTANI),
    ("hideouts", "A hideout and two vehicles were destroyed.", MILITANTS),
    ("foes of the doer", "Afghan forces killed nine soldiers.", PAKISTANI),
    ("foes of the doer", "Several posts fell to Pakistani troops.", AFGHAN),
    ("admitted", "The Afghan side admits three killed.", AFGHAN),
    ("only told", "Six villagers died in Kunar on Friday.\n\nNine were wounded.", CIVILIANS),
    ("attacked before it", "A bomb hit an army convoy in Kurram; three were killed.", PAKISTANI),
    ("attacked", "Two gunmen hit a school in Tank. They killed nine.", CIVILIANS),
    ("attacked", "Two gunmen struck at a college in Khost. It caused nine deaths.", CIVILIANS),
    ("attacked", "Intruders were thrown back. Three were killed, the ISPR said.", MILITANTS),
    ("anybody's forces", "Nine security forces personnel were killed.", PAKISTANI),
    ("counted before", "Two Pakistani guards were hurt and a soldier died.", PAKISTANI),
    ("counted before", "Nine boys were hurt in Kunar. One of the wounded died.", CIVILIANS),
    ("enemy's soldiers", "Nine soldiers were killed, the Taliban said.", PAKISTANI),
    ("where posts fell", "The ISPR said two posts fell. Six soldiers were killed.", AFGHAN),
    ("at its place", "Nine soldiers were killed in Kurram.", PAKISTANI),
    ("at its place", "Spinwam: nine soldiers killed.", PAKISTANI),
    ("where it was", "An attack in Kunar that killed nine soldiers was condemned.", AFGHAN),
    ("of the teller", "The ISPR said that nine soldiers were killed.", PAKISTANI),
    ("named last", "After fire by the Afghan army nine soldiers lay dead.", AFGHAN),
    ("place of the paragraph", "Fighting went on in Kunar. Nine soldiers died.", AFGHAN),
    ("of the other side", "Nine posts were destroyed, the ISPR said.", AFGHAN),
    ("counted last", "Nine Afghan soldiers died and two posts were destroyed.", AFGHAN),
    ("most often named", "The Afghan army fought on.\n\nTwo posts were destroyed.", AFGHAN),
    ("home of the report", "ISLAMABAD: Nine soldiers died.", PAKISTANI),
    ("words for homes", "Three were killed in their homes.", CIVILIANS),
    ("counted earlier", "Six Afghan guards held a post. Raiders hit it and two died.", AFGHAN),
    ("of an army", "The ISPR said three were killed.", PAKISTANI),
    ("of an army", "The ISPR said it had killed three.", OPEN),
    ("of an army", "On Friday, the Pakistani army said, jets struck Khost and nine died.", OPEN),
    ("of an army", "The Afghan army said drones had struck Bajaur and nine died.", OPEN),
    ("militants before", "Nine died before the attackers fled; two of them fell.", MILITANTS),
    ("named before", "Intruders crossed the line. Two of them were killed.", MILITANTS),
    ("foes", "We killed four of them, the Afghan defence minister said.", PAKISTANI),
    ("surely at home", "Shells hit homes in Kunar. One of the wounded died.", CIVILIANS),
]


@pytest.mark.parametrize(("clue", "text", "group"), DECIDED, ids=[text for _, text, _ in DECIDED])
def test_a_clue_decides(clue, text, group):
    found = claims.find(Document(id="x", text=text), PACK)
    assert (clue, group) in {(claim.whose, claim.victim_group) for claim in found}


def test_no_clue_is_without_its_sentence():
    assert {clue for clue, _, _ in DECIDED} == {clue.name for clue in groups.CLUES}
