"""Who speaks when a report only says "it" or "the officials", and whom a bare count means."""

from __future__ import annotations

import pytest

from geo import region
from geo.reports import claims
from geo.reports.documents.document import Document

PACK = region.load()


def said(text: str, publisher: str = "AFP") -> list[str]:
    """Return the claims of a text, each as "metric group low..high side"."""
    rows = []
    for claim in claims.find(Document(id="x", text=text, publisher=publisher), PACK):
        low, high = ("" if n is None else n for n in (claim.count_min, claim.count_max))
        row = f"{claim.metric} {claim.victim_group} {low}..{high} {claim.claimant_side}"
        rows.append(row if claim.stance == "asserts" else f"{row} denied")
    return sorted(rows)


# Text, publisher, claims.
VOICES = [
    *(
        row
        for one, side, here in (
            ("Afghan", "afghanistan", "Kunar"),
            ("Pakistani", "pakistan", "Bajaur"),
        )
        for row in (
            (
                f"Nine people were killed, said Gul Khan, {here}'s head of information.",
                "AFP",
                [f"killed civilians 9..9 {side}"],
            ),
            (
                f"Nine people were killed, said Gul Khan, police officer in {here}.",
                "AFP",
                [f"killed civilians 9..9 {side}"],
            ),
            (
                f"As per details shared by the {one} army, nine people were killed.",
                "AFP",
                [f"killed civilians 9..9 {side}"],
            ),
        )
    ),
    (
        "Members of the tribe say nine of their people were wounded.",
        "AFP",
        ["wounded civilians 9..9 local"],
    ),
    (
        "Kabul confirmed the death of one guard. Pakistani sources reported three of their men hurt.",
        "AFP",
        ["killed afghan_forces 1..1 afghanistan", "wounded pakistani_forces 3..3 pakistan"],
    ),
    (
        "The interior ministry in Kabul spoke of a clash, confirming the death of one guard.",
        "AFP",
        ["killed afghan_forces 1..1 afghanistan"],
    ),
    (
        "A truce follows skirmishes, which claimed the lives of nine Afghan guards.",
        "AFP",
        ["killed afghan_forces 9..9 media"],
    ),
    (
        "Two villagers died in Kurram, officials of both countries said.",
        "AFP",
        ["killed civilians 2..2 unknown"],
    ),
    (
        "The U.N. Assistance Mission reported nine civilians killed in Kurram.",
        "AFP",
        ["killed civilians 9..9 un"],
    ),
    # a body that counts is of no side, whatever country it is called by
    (
        "According to the Pakistan Institute for Border and Security Studies, 91 people died.",
        "AFP",
        ["killed unspecified 91..91 media"],
    ),
    (
        "The Afghan Independent Human Rights Commission said nine villagers were killed.",
        "AFP",
        ["killed civilians 9..9 media"],
    ),
    (
        "The Minister of Borders and Tribal Affairs of Afghanistan said nine villagers had died.",
        "AFP",
        ["killed civilians 9..9 afghanistan"],
    ),
    (
        "Kabul said nine villagers were killed. The claim was denied by Islamabad as untrue.",
        "AFP",
        ["killed civilians .. pakistan denied", "killed civilians 9..9 afghanistan"],
    ),
    # two sources in one sentence
    (
        "The ISPR claimed to have killed 12 soldiers of the Taliban, a claim that Kabul denied.",
        "AFP",
        ["killed afghan_forces .. afghanistan denied", "killed afghan_forces 12..12 pakistan"],
    ),
    (
        "Kabul says 58 Pakistani soldiers died, something that Islamabad disputes.",
        "AFP",
        [
            "killed pakistani_forces .. pakistan denied",
            "killed pakistani_forces 58..58 afghanistan",
        ],
    ),
    ("Kabul put the dead at nine, Islamabad at twelve.", "AFP", None),
    ("Kabul spoke of nine dead, the Pakistani army of twelve.", "AFP", None),
    (
        "Kabul, quoted by state media, said nine men died. Islamabad, in turn, said twelve died.",
        "AFP",
        None,
    ),
    (
        "According to residents, nine villagers were killed; according to Islamabad, 12 militants.",
        "AFP",
        ["killed civilians 9..9 local", "killed militants 12..12 pakistan"],
    ),
    ('"I buried my wife and two daughters," he says.', "BBC", ["killed civilians 3..3 local"]),
    (
        "On the other side three FC personnel received injuries, security sources told us.",
        "Dawn",
        ["wounded pakistani_forces 3..3 pakistan"],
    ),
    (
        "The Taliban said two villagers died. Pakistan, for its part, said it killed nine militants.",
        "Reuters",
        ["killed civilians 2..2 afghanistan", "killed militants 9..9 pakistan"],
    ),
    # "say" behind a plural, and what is told in a capital
    ("In Kunar, UN monitors say, six villagers died.", "RFE/RL", ["killed civilians 6..6 un"]),
    (
        '"Two villagers were killed," said provincial officials in Paktika.',
        "AFP",
        ["killed civilians 2..2 afghanistan"],
    ),
    (
        "According to the information and culture director of Paktika, two villagers were killed.",
        "AFP",
        ["killed civilians 2..2 afghanistan"],
    ),
    # "The" at the head of a sentence is nobody's name
    (
        (
            "The Kunar police's spokesman, Farid Dehqan, said two shepherds died. The Pakistani foreign"
            " ministry said 12 militants had been killed."
        ),
        "TOLOnews",
        ["killed civilians 2..2 afghanistan", "killed militants 12..12 pakistan"],
    ),
    # an office, and its holder by his name
    (
        (
            "Nine villagers were hurt, the information director for Paktika said. Qari Hizbullah told"
            " Pajhwok that three houses were destroyed."
        ),
        "Pajhwok",
        ["houses_destroyed civilians 3..3 afghanistan", "wounded civilians 9..9 afghanistan"],
    ),
    # who stands in brackets, behind a dash, or behind what was done without a comma
    ("Three people were hurt (ISPR).", "Dawn", ["wounded civilians 3..3 pakistan"]),
    # ... but not where somebody lived
    (
        (
            "The army said this. Two sons of the soil embraced martyrdom: Sepoy Adeel (resident of"
            " Kasur) and Sepoy Jehan (native of Vehari)."
        ),
        "AFP",
        ["killed pakistani_forces 2..2 pakistan"],
    ),
    # what is only reported of those who are counted
    (
        "Khost: 41 civilians reported killed and 22 confirmed wounded (provincial directorate).",
        "OCHA",
        ["killed civilians 41..41 afghanistan", "wounded civilians 22..22 afghanistan"],
    ),
    (
        "Four Pakistani soldiers reported dead after the raid on Spin Boldak, residents said.",
        "AFP",
        ["killed pakistani_forces 4..4 local"],
    ),
    (
        "KURRAM: shells land in Borki, two schoolgirls injured - rescue officials",
        "Kohsar TV",
        ["wounded civilians 2..2 pakistan"],
    ),
    ("Eleven people were killed, hospital records show.", "AFP", ["killed civilians 11..11 local"]),
    (
        "According to a list drawn up by the district office in Barmal, nine people were killed.",
        "AFP",
        ["killed civilians 9..9 afghanistan"],
    ),
    # a day, a title or an aside between a speaker and the verb
    (
        "A spokesman of the TTP, Mohammad Rafiq, on Thursday said three of its men died.",
        "AFP",
        ["killed militants 3..3 ttp"],
    ),
    (
        "Pakistan, which on Monday had said nothing, has since admitted that two of its men died.",
        "AFP",
        ["killed pakistani_forces 2..2 pakistan"],
    ),
    (
        (
            "Two guards were hurt by the gunman, who ran back into Spin Boldak, said Abdul Zahir,"
            " the deputy commissioner of Chaman."
        ),
        "AFP",
        ["wounded pakistani_forces 2..2 pakistan"],
    ),
    (
        "The raid killed six, among them a commander of the Taliban, Pakistani officials said.",
        "AFP",
        ["killed unspecified 6..6 pakistan"],
    ),
    (
        "A neighbour told the BBC he had counted seven wounded at a wedding.",
        "BBC",
        ["wounded civilians 7..7 local"],
    ),
    (
        "Tehreek-e-Taliban Pakistan (TTP) claimed it. Its spokesman said two of its men died.",
        "AFP",
        ["killed militants 2..2 ttp"],
    ),
    # whom only a word like "man" makes local; several who speak together
    (
        "A shepherd was shot dead in Dur Baba, local sources and his family said.",
        "Khaama",
        ["killed civilians 1..1 local"],
    ),
    (
        "Local sources in Kamdesh say it is quiet.\n\nShells fell, sources say, and five residents died.",
        "Hasht-e Subh",
        ["killed civilians 5..5 local"],
    ),
    # a unit's name that is a person's; an outlet's own "security sources"
    (
        "The governor's spokesman, Nasir Ahmad Safi, said that five villagers had been killed.",
        "Pajhwok",
        ["killed civilians 5..5 afghanistan"],
    ),
    (
        "They came from Zabul province. Six terrorists were captured, a security official said.",
        "Express Tribune",
        ["captured militants 6..6 pakistan"],
    ),
    # nobody disputes it; a story's hero; those who publish
    (
        "The army said nine of its men died. Not in dispute is that a woman next door was injured.",
        "AFP",
        ["killed pakistani_forces 9..9 pakistan", "wounded civilians 1..1 media"],
    ),
    (
        "Gul Marjan's shop in Angoor Adda has two doors. Three customers were hurt, he says.",
        "World Radio",
        ["wounded civilians 3..3 local"],
    ),
    (
        "Two civilians were hurt in Nari.",
        "Humanitarian country team",
        ["wounded civilians 2..2 un"],
    ),
    ("KABUL: Two civilians were hurt in Nari.", "Safety Office", ["wounded civilians 2..2 media"]),
    (
        "ISAF said three insurgents died. Two more were hurt, Lt. Col. Mark Delaney said.",
        "Stars",
        ["killed militants 3..3 unknown", "wounded militants 2..2 unknown"],
    ),
    (
        "The hospital in Sharana said that it had admitted nine people with burns.",
        "AFP",
        ["wounded civilians 9..9 local"],
    ),
    (
        "Sunday's bombing killed 31 people, police said in an updated count, ten of them minors.",
        "Dawn",
        ["killed civilians 31..31 pakistan"],
    ),
    (
        (
            "A raid hit Mana, Pakistani intelligence officials said. Four fighters died in Gomal, the"
            " officials said."
        ),
        "AFP",
        ["killed militants 4..4 pakistan"],
    ),
    (
        (
            "The Afghan embassy received a protest. The embassy's own statement denied that anyone had"
            " been killed."
        ),
        "Dawn",
        ["killed unspecified .. afghanistan denied"],
    ),
    (
        "Two girls injured in Borki, Kurram - rescue officials",
        "Kohsar TV",
        ["wounded civilians 2..2 pakistan"],
    ),
    (
        "Soldier martyred by sniper in Bajaur - police",
        "AFP",
        ["killed pakistani_forces 1..1 pakistan"],
    ),
    (
        "Three people were wounded, police and hospital officials said.",
        "Dawn",
        ["wounded civilians 3..3 pakistan"],
    ),
    (
        "A spokesman for the Tehrik-i-Taliban Pakistan confirmed that four of its fighters died.",
        "AFP",
        ["killed militants 4..4 ttp"],
    ),
    (
        "The TTP took responsibility. Its spokesman said its men had captured four posts.",
        "Dawn",
        ["posts_captured pakistani_forces 4..4 ttp"],
    ),
    (
        (
            "A Pakistani official said two guards were hurt. A Taliban border official gave a different"
            ' version. "One of our men was wounded," he said.'
        ),
        "RFE/RL",
        ["wounded afghan_forces 1..1 afghanistan", "wounded pakistani_forces 2..2 pakistan"],
    ),
    (
        (
            "Two students died in Bajaur, an official of the district said. Four hundred households have"
            " since left."
        ),
        "AFP",
        ["displaced civilians 400..400 pakistan", "killed civilians 2..2 pakistan"],
    ),
    ("A neighbour had seen four dead.", "AFP", ["killed unspecified 4..4 local"]),
]
# What is counted, and whom a count without a noun means.
COUNTS = [
    ("No passenger was harmed.", "AFP", ["killed civilians 0..0 media"]),
    ("No doubt was left in Kurram.", "AFP", []),
    (
        "Eight people, five women and three children, lost their lives.",
        "AFP",
        ["killed civilians 8..8 media"],
    ),
    ("Three women, two children and a man died.", "AFP", ["killed civilians 6..6 media"]),
    (
        "A doctor said 14 people were brought in with wounds.",
        "AFP",
        ["wounded civilians 14..14 local"],
    ),
    ("Three women were brought in lifeless.", "AFP", ["killed civilians 3..3 media"]),
    ("The driver was injured.", "AFP", ["wounded civilians 1..1 media"]),
    ("The driver was late, and the road was shut.", "AFP", []),
    (
        "A bomb caused the death of two soldiers and the wounding of a third, the ISPR said.",
        "AFP",
        ["killed pakistani_forces 2..2 pakistan", "wounded pakistani_forces 1..1 pakistan"],
    ),
    (
        "Troops met a group of militants in Zhob. Sixteen of them were shot, the ISPR said.",
        "APP",
        ["killed militants 16..16 pakistan"],
    ),
    (
        "Drones killed eighteen militants, Pakistani officials said. At Mana four men died, they said.",
        "AFP",
        ["killed militants 18..18 pakistan", "killed militants 4..4 pakistan"],
    ),
    (
        (
            "The ministry in Kabul said 16 Pakistani soldiers were killed. Two soldiers were taken"
            " prisoner."
        ),
        "AFP",
        [
            "captured pakistani_forces 2..2 afghanistan",
            "killed pakistani_forces 16..16 afghanistan",
        ],
    ),
]


# An account told by a noun, with nine dead of whom it does not matter who they are: whose it is.
ACCOUNTS = {
    "In Kabul's telling nine men died.": "afghanistan",
    "Islamabad's figure is nine dead men.": "pakistan",
    "The Pakistani version has nine men dead.": "pakistan",
    "Nine died, by the word of a shopkeeper.": "local",
    "To hear the governor of Paktika tell it, nine villagers died.": "afghanistan",
    "The morgue took in nine bodies.": "local",
    "The bereaved speak of nine dead.": "local",
    "A former senator said nine civilians had died.": "local",
    "Nine people died, so the story goes.": "media",
    "The figure of nine dead was given out.": "media",
}


@pytest.mark.parametrize("text", ACCOUNTS)
def test_accounts(text):
    assert [row.split()[-1] for row in said(text) if " 9..9 " in row] == [ACCOUNTS[text]]


@pytest.mark.parametrize(("text", "publisher", "expected"), VOICES)
def test_voices(text, publisher, expected):
    if expected is None:  # nine dead as Kabul says, twelve as Islamabad does
        sides = [row.split()[-2:] for row in said(text, publisher)]
        assert sorted(sides) == [["12..12", "pakistan"], ["9..9", "afghanistan"]]
        return
    assert said(text, publisher) == expected


@pytest.mark.parametrize(("text", "publisher", "expected"), COUNTS)
def test_counts(text, publisher, expected):
    assert said(text, publisher) == expected
