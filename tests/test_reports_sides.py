"""The table of clues to who acted: of each row a sentence that it decides."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document
from geo.reports.incidents import sides

PACK = region.load("durand")
AFGHAN, PAKISTANI = "afghanistan", "pakistan"
TTP, ISKP, OTHER, OPEN = "ttp", "iskp", "other", "unknown"

DECIDED = [
    (
        "both are said to have shut it",
        "Pakistan closed Torkham on Monday, an Afghan official said. A Pakistani official said the Afghan side had closed the crossing.",
        OPEN,
    ),
    ("shut by", "The Torkham gate was closed by Afghan officials on Monday.", AFGHAN),
    ("shut by", "The Torkham gate was closed by Pakistani officials on Monday.", PAKISTANI),
    ("named before it", "The Taliban shut the gate at Torkham on Monday.", AFGHAN),
    ("named before it", "Islamabad has kept Torkham shut since Monday.", PAKISTANI),
    (
        "named elsewhere",
        "Pakistan shut the Torkham crossing on Monday.\n\nIn September 2010 Torkham was closed for ten days.",
        PAKISTANI,
    ),
    (
        "named elsewhere",
        "The Taliban shut the Torkham crossing on Monday.\n\nIn September 2023 Torkham was closed for ten days.",
        AFGHAN,
    ),
    ("who alone shut", '"We closed Torkham on Monday," the Afghan commissioner said.', AFGHAN),
    ("supplies", "Torkham was closed on Monday to trucks with NATO supplies.", PAKISTANI),
    (
        "until the others",
        "Torkham is shut. It will not be opened on Monday unless Kabul hands over the gunman.",
        PAKISTANI,
    ),
    (
        "whose order",
        "Torkham is shut. Nobody may pass, an agent said, and the order came from Islamabad.",
        PAKISTANI,
    ),
    ("by its own", "Authorities have closed Torkham to pedestrians since Monday.", AFGHAN),
    ("by its own", "Authorities ordered the crossing at Torkham closed on Monday.", AFGHAN),
    ("by its own", "Authorities ordered the crossing at Angoor Adda sealed on Monday.", PAKISTANI),
    (
        "who did it",
        "Afghan soldiers shot dead two men who were cutting the fence in Sarkano from the other side on Monday.",
        AFGHAN,
    ),
    (
        "who did it",
        "Pakistani soldiers shot dead two men who were cutting the fence in Mohmand from the Afghan side on Monday.",
        PAKISTANI,
    ),
    (
        "whose shells, as they boast",
        "The 201st Corps has destroyed two Pakistani outposts in Goshta with artillery since Monday, the Afghan defence ministry said.",
        AFGHAN,
    ),
    *(
        (
            "goes on",
            f"{one} forces attacked a post in {there} on Monday, wounding two men. In {far} they attacked again on Tuesday and five were killed.",
            side,
        )
        for one, side, there, far in (
            ("Afghan", AFGHAN, "Bajaur", "Mohmand"),
            ("Pakistani", PAKISTANI, "Sarkano", "Goshta"),
        )
    ),
    # Who did not fire back is in no fight that both began.
    (
        "who began",
        "A labourer was killed in Kurram on Monday when Afghan guards opened fire on a party. The FC did not fire back.",
        AFGHAN,
    ),
    (
        "who began",
        "A labourer was killed in Sarkano on Monday when Pakistani guards opened fire on a party. The Afghan police had not fired back.",
        PAKISTANI,
    ),
    ("by its own", "The administration shut the Borki point in Kurram on Monday.", PAKISTANI),
    # Whose ground a gate stands on does not say who shut it, on either side.
    ("nothing", "Torkham was closed on Monday.", OPEN),
    ("nothing", "The gate at Chaman has been shut for five days.", OPEN),
    ("whose ground", "Troops retook a post in Bajaur from militants on Monday.", PAKISTANI),
    (
        "foreign aircraft",
        "Pakistani jets had attacked the town before an American drone killed nine in Miran Shah.",
        OTHER,
    ),
    ("who flew", "Pakistani forces bombed Barmal on Monday, killing nine.", PAKISTANI),
    ("who flew", "Afghan forces bombed a house in Kurram on Monday, killing nine.", AFGHAN),
    (
        "whose guns brought it down",
        "Police shot down a Pakistani drone over Barmal on Monday.",
        AFGHAN,
    ),
    (
        "whose guns brought it down",
        "Police shot down an Afghan drone over Kurram on Monday.",
        PAKISTANI,
    ),
    ("whose aircraft", "A Pakistani surveillance drone fell in Barmal on Monday.", PAKISTANI),
    ("whose aircraft", "An Afghan surveillance drone fell in Kurram on Monday.", AFGHAN),
    ("nobody's aircraft", "A drone that nobody has claimed killed two in Gomal on Monday.", OPEN),
    ("who flies", "Jets bombed a house in Barmal on Monday, killing three.", PAKISTANI),
    ("who alone acts", "A drone killed two in Kurram on Monday. Kabul denied it.", AFGHAN),
    ("claimed", "A bomb killed ten in Khar on Monday. ISKP claimed it.", ISKP),
    ("claimed", "Gunmen attacked a post in Bajaur on Monday. The TTP claimed it.", TTP),
    ("claimed", "A policeman was killed in battle in Bajaur on Monday. The TTP claimed it.", TTP),
    (
        "both or nobody began",
        "The two forces fought at Torkham on Monday. Each government says that the other began.",
        OPEN,
    ),
    (
        "only those under fire",
        "Posts in Kurram came under fire from across the border on Monday and two soldiers were hurt. Kabul asserted that Pakistan had fired first.",
        OPEN,
    ),
    (
        "disputed",
        "Shells killed four villagers in Sarkano on Monday; the two armies disagree on who fired.",
        OPEN,
    ),
    (
        "disputed",
        "Mortar fire in Sarkano on Monday, origin not known: two hurt. Islamabad was silent.",
        OPEN,
    ),
    (
        "disputed",
        "A shell whose origin is unclear hurt two in Kurram on Monday. Kabul was silent.",
        OPEN,
    ),
    (
        "both began",
        "Shells fell on Dangam on Monday. Pakistan opened fire first, Kabul said. Afghan troops opened fire first, Islamabad said.",
        OPEN,
    ),
    ("who fired", "Pakistani shells killed two policemen in Goshta on Monday.", PAKISTANI),
    ("who fired", "Afghan mortars landed in Kurram on Monday, wounding four villagers.", AFGHAN),
    (
        "armed men fired",
        "Militants on Pakistani soil fired rockets on Monday and killed a child in Khost.",
        OPEN,
    ),
    (
        "armed men fired",
        "Militants on Afghan soil fired rockets on Monday and killed a child in Kurram.",
        OPEN,
    ),
    ("who acts across", "Shells hit Dangam on Monday. Islamabad denied it.", PAKISTANI),
    ("army across", "Shells hit Dangam on Monday. The Chitral Scouts buried a man.", PAKISTANI),
    (
        "not his own villages",
        "The enemy lost seven men at Zazi Aryub on Monday, the Afghan corps said. Shelling of the village wounded three children.",
        PAKISTANI,
    ),
    ("armed men attacked", "Gunmen shot dead a policeman in Khar on Monday.", OPEN),
    ("armed men attacked", "The TTP attacked a post in Bajaur on Monday, killing two.", TTP),
    ("armed men were hunted", "Police killed three militants in Bannu on Monday.", PAKISTANI),
    ("who began", "Afghan troops opened fire at Torkham on Monday; a guard died.", AFGHAN),
    ("who began", "Pakistani troops opened fire at Torkham on Monday; a guard died.", PAKISTANI),
    (
        "who attacked",
        "Pakistani soldiers met unprovoked fire from across the border at Teri Mangal on Monday, and one was killed in the clash.",
        AFGHAN,
    ),
    (
        "who attacked",
        "Taliban guards met unprovoked fire from across the border at Dand Patan on Monday, and one was killed in the clash.",
        PAKISTANI,
    ),
    (
        "who began",
        "Taliban guards came under fire at Dand Patan on Monday, the Taliban said, and one was killed in the clash.",
        PAKISTANI,
    ),
    (
        "who began",
        "Pakistani soldiers came under fire at Teri Mangal on Monday, the army said, and one was killed in the clash.",
        AFGHAN,
    ),
    (
        "who struck back",
        "The spokesman said Afghan forces answered the shelling by capturing a Pakistani post at Teri Mangal on Monday, killing two.",
        AFGHAN,
    ),
    (
        "who struck back",
        "The spokesman said Pakistani forces answered the shelling by capturing an Afghan post at Dand Patan on Monday, killing two.",
        PAKISTANI,
    ),
    (
        "whose operation",
        "Fifty Pakistani soldiers and nine of the Emirate's were killed in the retaliatory operation at Torkham on Monday, the Taliban's spokesman said. Pakistan's army said 60 Taliban died.",
        AFGHAN,
    ),
    (
        "whose operation",
        "Fifty Taliban fighters and nine Pakistani soldiers were killed in the retaliatory operation at Torkham on Monday, the Pakistani army said. The Taliban said 60 Pakistani soldiers died.",
        PAKISTANI,
    ),
    ("only group", "Two elders were killed in Kunar on Monday; ISKP was named.", ISKP),
    ("feud", "Rival tribes fought in Kurram on Monday; eleven were killed.", OTHER),
    (
        "whose forces killed them",
        "Afghan security forces killed 12 IS militants in clashes in Kot district on Friday.",
        AFGHAN,
    ),
    (
        "from the side of their guards",
        "A quarrel at Ghulam Khan on Monday, then shots from the Afghan side. Two Pakistani soldiers are dead, and two Afghan guards were hit in turn.",
        AFGHAN,
    ),
    ("both fought", "Guards traded fire at Torkham on Monday.", OPEN),
    (
        "armed men of no name",
        "An attack by militants on a post in Barmal on Monday was repulsed, officials said. Nine militants were killed.",
        OPEN,
    ),
    ("whose forces caught them", "Six armed men were captured in Gomal on Monday.", AFGHAN),
    (
        "beaten off",
        "The army said it had repulsed attacks from the Afghan side in Kurram on Monday; 12 attackers died.",
        AFGHAN,
    ),
    ("whose boast", "A Pakistani soldier was killed in Wama on Monday, Kabul said.", AFGHAN),
    ("who did it", "Pakistani guards shot dead a shepherd in Dur Baba on Monday.", PAKISTANI),
    ("who did it", "Afghan guards shot dead a shepherd in Kurram on Monday.", AFGHAN),
    ("nothing", "A policeman was shot dead in Goshta on Monday, police said.", OPEN),
    ("nothing", "A policeman was shot dead in Mir Ali on Monday, police said.", OPEN),
    ("own guards", "Guards fired on travellers in Goshta on Monday, killing one.", AFGHAN),
    ("own guards", "Guards fired on travellers in Kurram on Monday, killing one.", PAKISTANI),
    (
        "from over the line",
        "A shepherd in Bajaur was shot dead from across the border, where the TTP has its camps.",
        OPEN,
    ),
    ("whose office", "The governor of Kunar shut the Torkham gate on Monday.", AFGHAN),
    ("whose office", "The Torkham gate was shut by order of the Khyber administration.", PAKISTANI),
    (
        "whose shells, as they boast",
        "Three Pakistani posts facing Khost were destroyed by artillery on Monday, the Afghan ministry said.",
        AFGHAN,
    ),
    (
        "whose shells, as they boast",
        "Three Afghan posts facing Bajaur were destroyed by artillery on Monday, the ISPR said.",
        PAKISTANI,
    ),
    ("by a crowd", "Protesters shut the Torkham gate on Monday.", OTHER),
    (
        "disputed who",
        "A boy was shot dead at Torkham on Monday, and it is disputed whose guards did it.",
        OPEN,
    ),
    ("insurgents", "Four were abducted in Bajaur on Monday; an elder spoke of the TTP.", TTP),
]


# Reports by who published them, and of other years.
PUBLISHED = [
    ("who publishes", "Torkham was closed on Monday.", "ISPR", 2025, PAKISTANI),
    ("who publishes", "Torkham was closed on Monday.", "Islamic Emirate", 2025, AFGHAN),
    ("years of foreign aircraft", "A drone killed two in Marawara on Monday.", "", 2014, OTHER),
]


@pytest.mark.parametrize(("clue", "text", "side"), DECIDED, ids=[text for _, text, _ in DECIDED])
def test_a_clue_decides(clue, text, side):
    found = reading.read_one(Document("x", text, published=date(2025, 10, 14)), PACK)
    assert (clue, side) in {(i.actor_clue, i.actor1_side) for i in found}


@pytest.mark.parametrize(("clue", "text", "publisher", "year", "side"), PUBLISHED)
def test_a_clue_of_the_report(clue, text, publisher, year, side):
    document = Document("x", text, publisher=publisher, published=date(year, 10, 14))
    found = reading.read_one(document, PACK)
    assert [(i.actor_clue, i.actor1_side) for i in found] == [(clue, side)]


def test_no_clue_is_without_its_sentence():
    told = {clue for clue, *_ in (*DECIDED, *PUBLISHED)} - {"nothing", "goes on"}
    assert told == {clue.name for clue in sides.CLUES}
