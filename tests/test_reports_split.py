"""How many incidents a report tells of: what is told again, from the other side, or beside it."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document

ONE = [
    "Jets bombed Barmal on Monday and again a house in Barmal on Tuesday.",
    "Jets bombed Barmal on Monday, and officials from Khost arrived on Tuesday.",
    "Jets bombed Barmal and Gurbuz on Monday and Tuesday.",
    "Afghan and Pakistani forces fought near Kharlachi in Kurram on Monday. Two soldiers were hurt, Islamabad said. Kabul said two children had been killed by mortar shells in Dand-e-Patan district of Paktia.",
    "Border guards traded fire at Chaman on Monday. Nine people were killed in Killi Luqman and Killi Jahangir, Pakistan's army said. In Kandahar, police said four guards had died at the post of Luqman.",
    "Jets struck two provinces on Monday night. Nine people died in Spera in Khost and Barmal in Paktika, officials said without a breakdown.",
    "Jets struck Spera, Barmal and Gurbuz on Monday night, killing nine people, the Taliban said. A doctor in Khost counted eleven bodies.",
    "Afghan forces attacked posts in Kurram, Bajaur and Chitral on Monday night, killing nine soldiers, the army said.",
    "Angry residents marched in Khost on Tuesday after air strikes killed nine people in Spera before dawn on Monday.",
    "A major died on Tuesday of wounds he had suffered at Torkham on Sunday, when guards of the two countries traded fire. One Afghan guard was killed.",
    "Funerals were held in Barmal on Tuesday for nine people killed in an air strike on Monday night. A tenth died in hospital.",
    "An air strike on a house in Gurbuz, Khost, killed ten people on Monday night. Neighbours in Gurbuz said they had pulled out four bodies.",
    "A bomber attacked a camp in Bannu on Monday, killing nine soldiers. Security forces then killed all six attackers.",
    "Guards traded fire at Torkham on Monday and a woman was killed. Shells hit Bacha Mena and two houses were damaged.",
    "Afghan forces fired at a post in Ghulam Khan on Monday. Pakistani troops retaliated and destroyed three posts in Gurbuz district.",
    "Burial ceremonies were held in Behsud on Tuesday for 13 people killed there on Monday night in air strikes.",
    "Losses of the operation in Kurram were as follows:\n\n- 583 fighters killed\n- more than 795 injured\n- 242 posts destroyed\n- 38 posts captured",
    "One person was killed when firing from across the border hit Chaman on Monday. Artillery rounds fell around Boghra Road, officials said.",
    "One night of strikes hit Khost and Kunar on Monday. In Khost a house was destroyed. In Kunar a school was hit, and 41 people were killed in all, officials said.",
    "At least nine children were killed in the Pakistani strikes, the UN said. Nobody spoke for the army. An inquiry was asked for. Jets bombed four houses in Barmal, Paktika, on Sunday night.",
    "Air strikes in the east killed 46 civilians, Kabul said. Jets bombed Barmal in Paktika, it said.\n\nThe total number of dead is 46, a spokesman said. A farmer said Sunday's strikes killed 18 of his family.",
    "Officials blamed nobody for the artillery barrage, which hit Kunar province. A minister spoke. Another kept silent. Shells fired on Sunday killed four people in Dangam, the police said.",
    "Mortar shells hit Sarkani and Marawara in Kunar on Monday, wounding seven people, of whom five were in Sarkani.",
]
TWO = [
    "Pakistani jets bombed Barmal in Paktika on Monday and Gurbuz in Khost on Tuesday.",
    "Afghan forces shelled Kurram on Monday and villages in Bajaur on Tuesday, killing nine people.",
    "On Monday in Barmal and on Tuesday in Gurbuz shells rained on houses.",
    "Jets bombed a house in Gurbuz, Khost, on Monday, killing ten people. A spokesman added that airstrikes in Kunar and Paktika hurt four.",
    "Jets struck two provinces on Monday night. Nine people died in Spera in Khost, and four were killed in Barmal in Paktika, officials said.",
    "Pakistani artillery killed two women in Dangam, Kunar, on Monday. In Bajaur, a mortar shell from the other side wounded a boy the same day.",
    "Militants attacked a post in Bajaur on Monday, killing two soldiers. In a separate incident, a roadside bomb killed a policeman in Bannu.",
    "Security forces killed nine khwarij in Tank on Monday. In another engagement in Dera Ismail Khan, four khwarij were killed.",
    "On Sunday evening guards traded fire at Torkham and one Afghan guard was killed. On Monday night the fighting flared up anew, and a Pakistani soldier was hurt.",
    "Jets struck Khost and Kunar on Monday night. In Spera, Khost, nine people died, elders said. In Kunar five children were killed, a doctor said.",
    "Jets bombed the Spera district of Khost on Monday night. Thirty people were killed, elders said. Meanwhile, eyewitnesses in Kunar confirmed the death of five people in a strike there.",
    "Five people died in air strikes in Behsud district of Nangarhar on Monday, while two children were injured in Khogyani district.",
    "Shells hit Marawara district in Kunar on Monday, killing three people, and another child was shot and wounded in Sarkani.",
    "What happened on Monday in Kurram:\n\n1. Jets bombed a post at Ghozgarhi in Upper Kurram. Three soldiers died.\n\n2. Jets bombed a post at Teri Mangal in Upper Kurram. Nobody was hurt.",
    "A drone strike killed five people in Spera, Khost, on Monday. In retaliation, Afghan forces shelled posts in North Waziristan and killed two soldiers.",
]


@pytest.fixture(scope="module")
def pack():
    return region.load("durand")


@pytest.mark.parametrize(
    ("text", "number"), [*((text, 1) for text in ONE), *((text, 2) for text in TWO)]
)
def test_how_many(text, number, pack):
    found = reading.read_one(Document("t", text, published=date(2025, 9, 30)), pack)
    assert len(found) == number
