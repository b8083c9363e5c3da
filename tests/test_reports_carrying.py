"""Who goes on speaking where no frame says it, and labels, asides and closing words that do say it."""

from __future__ import annotations

import pytest

from geo import region
from geo.reports import claims
from geo.reports.documents.document import Document

PACK = region.load()


def sides(text: str, publisher: str = "AFP") -> list[str]:
    """Return the claims of a text, each as "low side", in order."""
    found = claims.find(Document(id="x", text=text, publisher=publisher), PACK)
    return [f"{claim.count_min} {claim.claimant_side}" for claim in found]


# Rule -> reports with how many who says.
RULES = {
    "who only reacts is no source of what follows": [
        (
            "Islamabad rejected the account. Nine villagers were buried.",
            ["None pakistan", "9 media"],
        ),
        ("The TTP claimed responsibility. Four constables died.", ["4 media"]),
        (
            "Kabul denied it, saying that six of its guards had died. Two more were hurt.",
            ["None afghanistan", "6 afghanistan", "2 afghanistan"],
        ),
    ],
    "behind who says nothing goes on who spoke before": [
        (
            "The army said four men died. There was no immediate comment from Kabul. Two were hurt.",
            ["4 pakistan", "2 pakistan"],
        ),
        (
            (
                "Kabul said four men died.\n\nThe Foreign Office in Islamabad did not immediately"
                " respond to questions.\n\nTwo guards were hurt."
            ),
            ["4 afghanistan", "2 afghanistan"],
        ),
        (
            "Elders said four men died. The army could not be reached for comment. Two were hurt.",
            ["4 local", "2 local"],
        ),
        (
            "The army said four men died. Kabul did not respond, but an Afghan official said two guards fell.",
            ["4 pakistan", "2 afghanistan"],
        ),
    ],
    "an item of a digest has its own source": [
        (
            "Lower Dir: six soldiers died, the army said.\n\nNangarhar: a bomb killed one trader.",
            ["6 pakistan", "1 media"],
        ),
        (
            "3 May 2024 - Six soldiers died, the army said.\n\n5 May 2024 - A bomb killed a trader.",
            ["6 pakistan", "1 media"],
        ),
        (
            "In Lower Dir six soldiers died, the army said.\n\nA bomb killed one constable.",
            ["6 pakistan", "1 pakistan"],
        ),
    ],
    "items below a line that names a source are his, unless they say otherwise": [
        (
            (
                "Figures released by the governor's office of Khost:\n\nSpera: five dead\n\nGurbuz: two"
                " dead\n\nElsewhere a trader died."
            ),
            ["5 afghanistan", "2 afghanistan", "1 media"],
        ),
        (
            (
                "Deaths by shelling. Recorded by the administration of Kurram\n\nBorki: three dead.\n\n"
                "Teri Mangal: four dead, a doctor said.\n\nKharlachi: one dead."
            ),
            ["3 pakistan", "4 local", "1 pakistan"],
        ),
        (
            (
                "From the governor's office in Khost:\n\nSpera: two dead\n\nFrom the deputy"
                " commissioner of Kurram:\n\nBorki: three dead"
            ),
            ["2 afghanistan", "3 pakistan"],
        ),
        (
            "Nangarhar officials count:\n- Goshta: two dead\n- Lal Pur: one dead",
            ["2 afghanistan", "1 afghanistan"],
        ),
        ("What is known:\n- Goshta: two dead\n- Lal Pur: one dead", ["2 media", "1 media"]),
        (
            "Place | Killed\nNari | 2\nDangam | 4\n(Source: district hospitals)",
            ["2 local", "4 local"],
        ),
    ],
    "another story is the reporter's, an aside one sentence of his": [
        (
            "Six soldiers died, the army said.\n\nSeparately, two traders were shot. A third died.",
            ["6 pakistan", "2 media", "1 media"],
        ),
        (
            "Six soldiers died, the army said. Photographs showed smoke. Nine were hurt.",
            ["6 pakistan", "9 pakistan"],
        ),
    ],
    "nobody claims nothing": [
        (
            "The army said two soldiers died. Nobody claimed it. Three guards were hurt.",
            ["2 pakistan", "3 pakistan"],
        ),
    ],
    "labels say who tells": [
        (
            "Afghan claims\n- 58 Pakistani soldiers killed\n\nPakistani claims\n- 200 militants killed",
            ["58 afghanistan", "200 pakistan"],
        ),
        ("Pakistan's version: 200 Taliban killed.", ["200 pakistan"]),
        ("Afghan claim: 58 Pakistani soldiers killed", ["58 afghanistan"]),
    ],
    "a sentence behind says whose the figure was": [
        ("Nine villagers died. That is according to the governor of Kunar.", ["9 afghanistan"]),
        ("Nine villagers died. Source: Kunar police.", ["9 afghanistan"]),
        ("Nine villagers died. (Source: Kunar police.)", ["9 afghanistan"]),
    ],
    "brackets behind a name say who he is": [
        ("Three villagers died (residents of Dangam).", ["3 local"]),
    ],
    "the last line of a form is the source of all": [
        (
            "Place: Dangam\nKilled: 9 civilians\nInjured: 4\nSource: Kunar police",
            ["9 afghanistan", "4 afghanistan"],
        ),
        ("Killed | 12\nWounded | 30\nSource | ISPR", ["12 pakistan", "30 pakistan"]),
        ("KILLED: 3 civilians\nINJURED: 5\nSOURCE: ISPR", ["3 pakistan", "5 pakistan"]),
    ],
    "before a block has a source, the officials of the last one go on": [
        (
            "It began at dusk, Afghan officials said.\n\nOne constable died. Elders said five died.",
            ["1 afghanistan", "5 local"],
        ),
        (
            "Nine died. Five of them were women, residents said. Six were hurt.",
            ["9 local", "6 local"],
        ),
    ],
    "whose spokesman has a name later": [
        (
            "Nine died, the Paktika governor's spokesman said.\n\nSix were hurt, said Rahman Ayaz.",
            ["9 afghanistan", "6 afghanistan"],
        ),
        (
            "Nine guards died, Afghan officials said.\n\nFive were hurt, said Rahman Ayaz.",
            ["9 afghanistan", "5 local"],
        ),
    ],
    "he is whom his sentence names before": [
        (
            "Residents said four died.\n\nHamdullah Fitrat, the spokesman, was slow: six died, he said.",
            ["4 local", "6 afghanistan"],
        ),
    ],
    "who is behind that figure stands behind it": [
        (
            "Kabul said one died. On the other side ten were hurt. That according to Islamabad.",
            ["1 afghanistan", "10 pakistan"],
        ),
    ],
    "officials there, local officials": [
        ("Fifteen people died in Afghanistan, officials there said.", ["15 afghanistan"]),
        (
            "MIRAN SHAH (AP) - Six men died near the Afghan border, local security officials said.",
            ["6 pakistan"],
        ),
    ],
    "no speakers": [
        (
            "Kabul spread accounts according to which nineteen of its soldiers had died.",
            ["19 media"],
        ),
        ("Commandos brought in by helicopter killed 15 people.", ["15 media"]),
        ("UNAMA recorded 289 deaths attributed to Pakistani forces.", ["289 un"]),
    ],
    "praise and grief tell figures": [
        (
            "The prime minister of Pakistan paid tribute to six soldiers martyred in Kurram.",
            ["6 pakistan"],
        ),
        ('"Three of my sons are dead," cries Gul Bibi.', ["3 local"]),
    ],
    "what anybody sees, and what was reported, is the outlet's": [
        (
            "Six guards died, the army said.\n\nThe gate remained shut. Nine villagers were hurt.",
            ["6 pakistan", "9 media"],
        ),
        ("Kabul said 80 shells fell on Dangam. No casualties were reported.", ["0 media"]),
        (
            "Six guards died, the army said.\n\nMay 27\n\nNine villagers were hurt in Sadda.",
            ["6 pakistan", "9 media"],
        ),
    ],
    "a namesake is somebody else": [
        (
            "Gul Khan said nine died. Six were hurt, said a police officer in Bajaur, Israr Khan.",
            ["9 local", "6 pakistan"],
        ),
    ],
    "the report is of who made it": [
        (
            "UNAMA said nine died in Khost. Six were hurt, according to the report.",
            ["9 un", "6 un"],
        ),
    ],
    "a first line's capital is where it was written": [
        (
            "Islamabad: Jets attacked two posts before dawn on Friday, killing nine guards.",
            ["9 media"],
        ),
        ("What they say\n\nIslamabad: Jets attacked a post, killing nine guards.", ["9 pakistan"]),
        *(
            (
                f"Nine guards killed in Khost\n\n{between}\n\nNine guards were killed, {who} said.",
                [f"9 {side}", f"9 {side}"],
            )
            for between in ("Staff Report", "5 July 2026\n\nBy Our Correspondent", "The night")
            for who, side in (("the ISPR", "pakistan"), ("the Taliban", "afghanistan"))
        ),
    ],
    "a denial before its denier": [
        (
            "After denying that anybody had died, the army confirmed that it had lost 13 men.",
            ["None pakistan", "13 pakistan"],
        ),
    ],
    "a number in words is no year": [
        ("Nine people died, said four residents of the village.", ["9 local"]),
        ("Nine people died, said three residents of the village.", ["9 local"]),
    ],
    "bare sources are nobody's, whoever spoke before": [
        ("Nine died, the army said. Sources said six were hurt.", ["9 pakistan", "6 media"]),
        (
            "Nine died, security sources in Bajaur said. Sources said six were hurt.",
            ["9 pakistan", "6 pakistan"],
        ),
        ("According to initial reports nine died.", ["9 media"]),
        (
            "Villagers fled. On Tuesday sources said six were hurt. They said nine died.",
            ["6 media", "9 media"],
        ),
    ],
    "a paragraph under a place of its own has its own source": [
        (
            "TANK: Six soldiers died, the army said.\n\nBANNU: Four policemen were martyred.",
            ["6 pakistan", "4 media"],
        ),
    ],
    "a paragraph that begins with a day has its own source": [
        (
            (
                "The gate stays shut, the deputy commissioner of Chaman said.\n\n"
                "On November 13, a guard was killed."
            ),
            ["1 media"],
        ),
    ],
    "the dead do not speak": [
        (
            "Gul Agha of the council in Kunar does not agree. A herder was killed, he told us.",
            ["1 afghanistan"],
        ),
    ],
    "a long name in brackets is no source": [
        (
            "Nine villagers died. It was the work, on 11 May, of the TTP (Tehrik Taliban Pakistan).",
            ["9 media"],
        ),
    ],
    "a statement reads": [
        (
            '"Five soldiers have died and 31 are hurt," read an army statement.',
            ["5 pakistan", "31 pakistan"],
        ),
    ],
    "sources close a posting": [
        ("16:00 Nine dead, 46 hurt: hospital sources", ["9 local", "46 local"]),
        ("10:30 Two dead, 22 hurt: Gul Mohmand, DPO Chaman", ["2 pakistan", "22 pakistan"]),
    ],
    "what is told by everybody is nobody's who denies it": [
        (
            "It was all over social media that one man lay dead. The army called it baseless.",
            ["1 media", "None pakistan"],
        ),
    ],
    "a town of no country here heads a line and tells nothing": [
        ("New Delhi: Three soldiers were killed.", ["3 media"]),
    ],
    "an office is told in short behind its name": [
        (
            "Chaman's District Police Officer (DPO) Gul Mohmand said 22 people were hurt.",
            ["22 pakistan"],
        ),
    ],
    "a channel that no list has": [("Nine people died, TownNewsTV reported.", ["9 media"])],
    "a table is of those who released it": [
        (
            "The ISPR released the following table on Monday.\n\nPlace | Killed\nTank | 8",
            ["8 pakistan"],
        ),
        (
            "Kabul issued the following table on Monday.\n\nPlace | Killed\nKhost | 8",
            ["8 afghanistan"],
        ),
    ],
    "who speaks for others says what they say": [
        ("A man who speaks for the Pakistani Taliban, Gul Agha, said nine fell.", ["9 ttp"]),
        ("A woman who speaks for the Foreign Office in Islamabad said nine fell.", ["9 pakistan"]),
        ("A man who speaks for the Afghan defence ministry said nine fell.", ["9 afghanistan"]),
        ("An elder who speaks for the villagers said nine fell.", ["9 local"]),
    ],
    "of two verbs one subject speaks": [
        (
            'NATO said four died. The Pakistani spokesman blamed "gangs", and added that two fell.',
            ["4 unknown", "2 pakistan"],
        ),
        (
            "Islamabad said four died. The Afghan spokesman blamed gangs, and added that two fell.",
            ["4 pakistan", "2 afghanistan"],
        ),
        (
            "Kabul said four died. Islamabad pointed to gangs and said two soldiers had fallen.",
            ["4 afghanistan", "2 pakistan"],
        ),
        (
            "The ISPR said two died. Gul Agha, who leads police in Khost, saw it and said nine fell.",
            ["2 pakistan", "9 afghanistan"],
        ),
        (
            "Kabul said two died. Gul Agha, police chief of Kurram, saw it and said nine fell.",
            ["2 afghanistan", "9 pakistan"],
        ),
        ("A convoy was hit and said to be burning. Nine guards died.", ["9 media"]),
    ],
    "who answers with guns says nothing": [
        (
            "The Afghan police said men came. Pakistan answered with artillery. Two guards died.",
            ["2 afghanistan"],
        ),
        ("The ISPR said men came. Kabul replied with mortars. Two guards died.", ["2 pakistan"]),
        ("The ISPR said men came. Kabul answered that two guards died.", ["2 afghanistan"]),
    ],
    "who owns to a figure gives it": [
        (
            "Kabul said nine fell. The Pakistani army owned to 23 dead.",
            ["9 afghanistan", "23 pakistan"],
        ),
        (
            "The ISPR said nine fell. The Afghan army owned to 23 dead.",
            ["9 pakistan", "23 afghanistan"],
        ),
    ],
    "a hospital registers bodies": [
        (
            "The ISPR said six fell. The hospital in Chaman registers seven bodies.",
            ["6 pakistan", "7 local"],
        ),
        (
            "Kabul said six fell. The hospital in Khost registers seven bodies.",
            ["6 afghanistan", "7 local"],
        ),
    ],
    "who is said to be there speaks": [
        ("More than 180 families have fled Kunar, said the governor there.", ["180 afghanistan"]),
    ],
}


@pytest.mark.parametrize(
    ("text", "rows"),
    [case for cases in RULES.values() for case in cases],
)
def test_who_goes_on_speaking(text: str, rows: list[str]) -> None:
    assert sides(text) == rows
