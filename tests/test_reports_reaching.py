"""How far back who says it reaches, over clauses with words of speech; and who has counted."""

from __future__ import annotations

import pytest

from geo import region
from geo.reports import claims
from geo.reports.documents.document import Document

PACK = region.load()

# text -> "metric count side" of each claim, in order of the text
REACH = {
    # "according to" them says no more of who they are than "said"; only an outlet lends its country
    "Pakistani rockets killed two men in Sarkano, Kunar, on Sunday, according to officials.": (
        "killed 2 afghanistan"
    ),
    "Afghan guards shot a soldier dead at Chaman on Sunday, according to the police.": (
        "killed 1 pakistan"
    ),
    "Pakistani shells killed two women in Dangam, Kunar, as per the provincial police chief.": (
        "killed 2 afghanistan"
    ),
    "Three guards died in a Pakistani raid on Goshta, Nangarhar, an agency reported, citing"
    " officials.": "killed 3 afghanistan",
    # "its spokesman" is of whose force the sentence tells
    "Pakistan sent jets. The 201st Khalid bin Walid Corps has killed two soldiers near Goshta,"
    " according to its spokesman.": "killed 2 afghanistan",
    # what is a capital's does not speak there
    "An officer in Kunar saw no shells. Islamabad's troops killed three men in Nari, police said.": (
        "killed 3 afghanistan"
    ),
    # a clause that only speaks of others' words, or of what somebody goes on doing
    "Troops killed five gunmen in a hut that villagers said was empty, security officials said.": (
        "killed 5 pakistan"
    ),
    "Five gunmen died in a raid on a camp which herders had reported, Pakistani officials said.": (
        "killed 5 pakistan"
    ),
    "Six people died at a feast in Barmal where, residents say, nobody bears arms, the governor of"
    " Paktika said.": "killed 6 afghanistan",
    "Rangers shot five gunmen in Zhob on Monday as they went on combing the hills, officials said.": (
        "killed 5 pakistan"
    ),
    "Shells killed two women in Nari as the armies continued to trade fire, residents said.": (
        "killed 2 local"
    ),
    "Two guards died in Kurram as their men kept a truce that elders had announced, Pakistani"
    " officials said.": "killed 2 pakistan",
    "Five guards died in Khost and the war will last, a Taliban spokesman said. Two more died, he"
    " went on.": "killed 5 afghanistan killed 2 afghanistan",
    "Five gunmen died in a raid that residents say went wrong.": "killed 5 media",
    "Nine guests died, Afghan officials said, while Islamabad said three gunmen were hit.": (
        "killed 9 afghanistan wounded 3 pakistan"
    ),
    # who remarks on a figure has not given it
    "A Pakistani officer said his men killed twenty Afghan soldiers, a figure nobody confirmed.": (
        "killed 20 pakistan"
    ),
    "Kabul said thirty Pakistani soldiers died, a claim dismissed by Islamabad.": (
        "killed 30 afghanistan killed None pakistan"
    ),
    "A general said in Quetta that his men killed forty Afghan soldiers and wounded sixty, numbers"
    " that drew laughter in Kabul.": "killed 40 pakistan wounded 60 pakistan",
    # ... but who denies it behind "by" has
    "The Afghan army says nine Pakistani soldiers died. Deaths denied by the ISPR.": (
        "killed 9 afghanistan killed None pakistan"
    ),
    # a label with a clause of its own, in a cell, with a number of its own
    "The army says ten died. An elder with whom we spoke that day: firing yes, and three bodies.": (
        "killed 10 pakistan killed 3 local"
    ),
    "Sat | Zazi | both fired | Emirate: two of ours wounded": "wounded 2 afghanistan",
    "Dead\n (i) Kunar's governor: two killed\n (ii) ISPR: three killed\n (iii) elders: four dead": (
        "killed 2 afghanistan killed 3 pakistan killed 4 local"
    ),
    # what "reports" is
    "The army reports four soldiers dead in Kurram.": "killed 4 pakistan",
    "In army reports four soldiers are dead.": "killed 4 media",
    # two who speak together, one of them for an office
    "Residents and two police officers in Kurram said five herders died.": "killed 5 pakistan",
    "Five herders died in Kunar, officials and residents said.": "killed 5 afghanistan",
    "Five herders died in Kunar, hospital officials and residents said.": "killed 5 local",
    "Relatives of soldiers and residents said five herders died in Kunar.": "killed 5 local",
    # an office of a place behind what another one's was called; who shows and speaks of
    "Gul Khan, the chief spokesman of Pakistan's military, spoke. Five herders died on the Afghan"
    " side, the provincial police chief, Jan Agha, said.": "killed 5 afghanistan",
    "Kabul was calm. Pakistan's state television, for its part, broadcast pictures of what it called"
    " burning posts and spoke of six Afghan soldiers killed.": "killed 6 pakistan",
    "Islamabad held its post. Kabul summoned the envoy and spoke of six Pakistani soldiers killed.": (
        "killed 6 afghanistan"
    ),
    # sources of no office are people of a place; "these sources" are those
    "Sources in Khost told Amu that three guards were killed.": "killed 3 local",
    "Three guards were killed, sources in the area claimed.": "killed 3 local",
    "Three guards were killed, sources in the Pakistani army claimed.": "killed 3 pakistan",
    "Security sources in Kurram said the hill was held. According to these sources, three men died.": (
        "killed 3 pakistan"
    ),
    # who is quoted speaks for the country of his outlet; where one speaks whose office is everywhere
    "Afghans fired at Torkham. Geo News, a Pakistani channel, quoting security officials, said three"
    " soldiers had died.": "killed 3 pakistan",
    "Pakistanis fired. An Afghan broadcaster, citing border officials, said three guards had died.": (
        "killed 3 afghanistan"
    ),
    "An Afghan official saw calm, he said. In Rawalpindi a military spokesman put it otherwise. Three"
    " soldiers died, he said.": "killed 3 pakistan",
    "Three traders died in Angoor Adda, on the border with Paktika, security officials in Pakistan"
    " said.": "killed 3 pakistan",
    # one of a list is of no other's side
    "KABUL (sources: ISPR, TTP, deputy commissioner)\n\nGul Khan, the deputy commissioner of Lower"
    " Chitral, said three herders were killed.": "killed 3 pakistan",
    # towns that are no unit
    "Six herders were killed, officials in Parachinar said.": "killed 6 pakistan",
    "Six herders were killed, officials in Lashkar Gah said.": "killed 6 afghanistan",
    # who counts in a house of healing
    "A hospital in Spin Boldak counted five dead civilians on Thursday, officials said.": (
        "killed 5 local"
    ),
    "Doctors in Khost treated twelve wounded, the provincial government said.": "wounded 12 local",
    "Pakistani and Afghan guards fired, officials on both sides said, and a clinic in the Afghan"
    " south counted five dead civilians.": "killed 5 local",
    "Two soldiers were killed, the army said, and a clinic in Wana received six injured herders.": (
        "killed 2 pakistan wounded 6 local"
    ),
    "Bodies of seven men came to the hospital in Khost, Afghan officials said.": (
        "killed 7 afghanistan"
    ),
}


@pytest.mark.parametrize("text", REACH)
def test_reach(text):
    found = claims.find(Document(id="x", text=text, publisher="AFP"), PACK)
    told = [f"{c.metric} {c.count_min} {c.claimant_side}" for c in found]
    assert " ".join(told) == REACH[text]
