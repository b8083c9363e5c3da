"""Counts in their many forms: asides, parts, remarks, one who is told, none of them."""

from __future__ import annotations

import pytest

from geo import region
from geo.reports import claims
from geo.reports.documents.document import Document

PACK = region.load()


def said(text: str, publisher: str = "AFP") -> list[str]:
    """Return the claims of a text, each as "metric group low..high"."""
    rows = []
    for claim in claims.find(Document(id="x", text=text, publisher=publisher), PACK):
        low, high = ("" if n is None else n for n in (claim.count_min, claim.count_max))
        rows.append(f"{claim.metric} {claim.victim_group} {low}..{high}")
    return rows


# Rule -> sentences with their claims.
RULES = {
    "who left others dead is not dead": [
        ("A bomber left six people dead in Kabul.", ["killed unspecified 6..6"]),
        ("A guard left two militants dead.", ["killed militants 2..2"]),
        ("A militant was left dead.", ["killed militants 1..1"]),
    ],
    "with martyrdom behind what they attained, they were killed": [
        (
            "Four soldiers attained the lofty station of martyrdom and seven were wounded.",
            ["killed unspecified 4..4", "wounded unspecified 7..7"],
        ),
        ("Three soldiers reached the post.", []),
    ],
    "of two verbs the second says what befell them": [
        ("Nine militants were surrounded and shot dead.", ["killed militants 9..9"]),
        ("Nine militants were tracked down and quickly killed.", ["killed militants 9..9"]),
        ("Three militants were hunted down and arrested.", ["captured militants 3..3"]),
        ("Two brothers were abducted and released.", ["captured civilians 2..2"]),
        ("Two men were questioned and one was killed.", ["killed unspecified 1..1"]),
    ],
    "a clause about those who are counted has a verb of its own": [
        ("Six militants, who were on their way home, were killed.", ["killed militants 6..6"]),
        ("Six militants, who were killed, were on their way home.", ["killed militants 6..6"]),
    ],
    "who is told of behind a figure is counted apart": [
        (
            "A resident put the injured at four, saying three children had been taken to hospital.",
            ["wounded civilians 4..4", "wounded civilians 3..3"],
        ),
    ],
    "those who are moved from bed to bed have not fled": [
        (
            "Sixteen wounded were brought in, of whom three were shifted to Peshawar.",
            ["wounded unspecified 16..16"],
        ),
        (
            "Three people, one of them a woman, were brought in with splinter wounds.",
            ["wounded civilians 3..3"],
        ),
        ("Of the village 300 were shifted to safer places.", ["displaced civilians 300..300"]),
    ],
    "a thing has no verb of its people": [
        (
            "Drones hit a house in Spera, where four women lost their lives, and a shop.",
            ["killed civilians 4..4"],
        ),
        (
            "A shell hit a car in Khas Kunar district and three boys were killed.",
            ["killed civilians 3..3"],
        ),
        (
            "Two posts were attacked and one captured.",
            ["posts_captured unspecified 1..1"],
        ),
    ],
    "a toll is what it was raised to": [
        ("The toll of nine was later raised to 12.", ["killed unspecified 12..12"]),
        ("An earlier figure of 14 dead was corrected to 12.", ["killed unspecified 12..12"]),
        ("The number of wounded has risen from five to eight.", ["wounded unspecified 8..8"]),
        (
            "Nine villagers died on Monday and the toll of the dead rose to 12.",
            ["killed civilians 9..9", "killed civilians 12..12"],
        ),
    ],
    "a toll that is passed is the least": [
        ("The toll has climbed past forty.", ["killed unspecified 40.."]),
        ("The number of wounded exceeded thirty.", ["wounded unspecified 30.."]),
        ("The toll, six on Tuesday, was nine by Wednesday.", ["killed unspecified 9..9"]),
    ],
    "not even one, and one more": [
        ("Not even one villager was hurt.", ["wounded civilians 0..0"]),
        (
            "Two insurgents were killed and a third detained.",
            ["killed militants 2..2", "captured militants 1..1"],
        ),
    ],
    "whose kin are counted": [
        ("Two brothers of the dead man asked for justice.", []),
        ("Two brothers of a man killed in the raid asked for justice.", []),
        ("Two brothers of the governor were killed.", ["killed civilians 2..2"]),
        ("Two brothers of the governor died.", ["killed civilians 2..2"]),
    ],
    "those on board are not what was hit": [
        ("A bus carrying 16 villagers was hit.", []),
        ("A bus was hit and 16 villagers in it were wounded.", ["wounded civilians 16..16"]),
    ],
    "families that leave": [
        ("Some 700 families left.", ["displaced civilians 700..700"]),
        ("Two thirds of the 1,100 families left.", []),
        ("Some 700 families left shops open.", []),
    ],
    "a figure behind its name": [
        ("Martyrs 4, injured 9.", ["killed unspecified 4..4", "wounded unspecified 9..9"]),
        (
            "Officials said four villagers died. Elders said the true figure was nine.",
            ["killed civilians 4..4", "killed civilians 9..9"],
        ),
    ],
    "what stands between a count and its verb": [
        (
            "Four villagers were killed and nine (all of them women) hurt.",
            ["killed civilians 4..4", "wounded civilians 9..9"],
        ),
        ("Six villagers besides the imam lost their lives.", ["killed civilians 7..7"]),
        ("Thirty-one were rushed to hospital with injuries.", ["wounded unspecified 31..31"]),
    ],
    "beasts are no claim, but who died with them": [
        ("A shell killed six sheep and two shepherds.", ["killed civilians 2..2"]),
        ("A shell killed six sheep.", []),
    ],
    "whose age is told": [
        ("His 60-year-old father and a 12-year-old boy died.", ["killed civilians 2..2"]),
        ("A boy, 12, and his father, 40, were killed.", ["killed civilians 2..2"]),
    ],
    "who lies under the rubble is missing": [
        ("A family of nine was buried under the rubble.", ["missing civilians 9..9"]),
        ("Nine people were buried on Friday.", ["killed unspecified 9..9"]),
    ],
    "who is quoted is none of the dead": [
        (
            "A shell hit a car, said a resident called Rahim, and one villager was killed.",
            ["killed civilians 1..1"],
        ),
        ("The army said a soldier was killed.", ["killed pakistani_forces 1..1"]),
    ],
    "speech between a count and its verb": [
        ("Ten more villagers, the governor said, were wounded.", ["wounded civilians 10..10"]),
        ("Seven children, he added, were killed.", ["killed civilians 7..7"]),
    ],
    "a relative clause between them": [
        (
            "Four shepherds who had been camping near the post were still missing.",
            ["missing civilians 4..4"],
        ),
        (
            "Two farmers who were working in a field have been killed.",
            ["killed civilians 2..2"],
        ),
    ],
    "among the dead": [
        ("Two woodcutters were among the dead.", ["killed civilians 2..2"]),
        ("Three shopkeepers were among those wounded.", ["wounded civilians 3..3"]),
        ("Two children were among the dead.", []),  # of what age
    ],
    "among the dead, told the other way round": [
        (
            "Among the dead were three Pakistani soldiers and a trader.",
            ["killed pakistani_forces 3..3", "killed civilians 1..1"],
        ),
        ("Among those wounded was a schoolteacher.", ["wounded civilians 1..1"]),
        ("Among the dead were two women.", []),  # of what age
    ],
    "whom it cost": [
        ("It was held at the price of six FC men.", ["killed pakistani_forces 6..6"]),
        ("It cost the town six weeks.", []),
    ],
    "no violence": [
        ("Two old men died of the heat at the gate.", []),
        ("Two women died of shock in the blast.", ["killed civilians 2..2"]),
        ("Two farmers died of their wounds.", ["killed civilians 2..2"]),
    ],
    "who left the posts behind": [
        ("Pakistani troops withdrew from 19 posts.", ["posts_captured pakistani_forces 19..19"]),
        ("Pakistani troops abandoned 19 posts.", ["posts_captured pakistani_forces 19..19"]),
    ],
    "a side named behind two counts": [
        (
            "The clash ended with six dead and nine hurt on the Pakistani side.",
            ["killed pakistani_forces 6..6", "wounded pakistani_forces 9..9"],
        ),
        (
            "Three were killed on the Afghan side and five on the Pakistani side.",
            ["killed afghan_forces 3..3", "killed pakistani_forces 5..5"],
        ),
    ],
    "people of whom nothing says who they are": [
        (
            "Nine died in Nari, police said. Of the dead, six were guards.",
            ["killed unspecified 9..9", "killed afghan_forces 6..6"],
        ),
        ("Reporters of an agency counted ten people killed.", ["killed unspecified 10..10"]),
        ("Ten people were killed in their homes.", ["killed civilians 10..10"]),
        (
            "Two FC men were killed and five people hurt, Pakistani officials said.",
            ["killed pakistani_forces 2..2", "wounded unspecified 5..5"],
        ),
        (
            "March left 70 people dead, the United Nations estimates, 50 of them civilians.",
            ["killed unspecified 70..70", "killed civilians 50..50"],
        ),
    ],
    "dead of a group": [
        ("The TTP said it had killed scores.", ["killed pakistani_forces 40.."]),
    ],
    "what some of the counted were": [
        (
            "Seven people were wounded, six of them Pakistani soldiers.",
            ["wounded unspecified 7..7", "wounded pakistani_forces 6..6"],
        ),
        ("Seven Pakistani soldiers, a captain among them, died.", ["killed pakistani_forces 7..7"]),
        ("Its two passengers, both traders, were killed.", ["killed civilians 2..2"]),
    ],
    "one more behind the verb": [
        (
            "Two Pakistani soldiers were hit and one Afghan; all will live.",
            ["wounded pakistani_forces 2..2", "wounded afghan_forces 1..1"],
        ),
    ],
    "none of them": [
        (
            "Islamabad says not one soldier is missing and not a single post was lost.",
            ["missing pakistani_forces 0..0", "posts_captured pakistani_forces 0..0"],
        ),
    ],
    "hurt first, dead in the end": [
        ("A farmer was hit in the neck and died on the way.", ["killed civilians 1..1"]),
        ("Two women were hurt and three children died.", None),
        ("A trader was injured in the leg and later succumbed.", ["killed civilians 1..1"]),
        ("Three of those wounded in the shelling have died.", ["killed civilians 3..3"]),
        ("A Pakistani soldier hurt in Monday's raid succumbed.", ["killed pakistani_forces 1..1"]),
        (
            "Two of the five traders wounded in the market died.",
            ["killed civilians 2..2", "wounded civilians 5..5"],
        ),
        ("Ten traders wounded in the market said others died.", ["wounded civilians 10..10"]),
    ],
    "a couple, ages, nouns that no list has": [
        ("The strike left a couple and their infant daughter dead.", ["killed civilians 3..3"]),
        (
            "He shot dead a boy of twelve and a man behind him in the bazaar.",
            ["killed civilians 2..2"],
        ),
        ("A girl, 9, and her mother were killed.", ["killed civilians 2..2"]),
        ("The baker, Noor Khan, and an apprentice were killed.", ["killed civilians 2..2"]),
        ("His brother and a guest were hurt at home.", ["wounded civilians 2..2"]),
        ("Its driver and two passengers were killed.", ["killed civilians 3..3"]),
        ("Several official and private buildings were hit.", []),
        ("A wall was hit.", []),
    ],
    "by rank and name": [
        (
            "Captain Ali Raza (age: 28, of Lahore) and Naik Khan Gul (age: 35) embraced martyrdom.",
            ["killed pakistani_forces 2..2"],
        ),
        (
            "Sepoy Waqar Khan, a resident of Peshawar, embraced martyrdom.",
            ["killed pakistani_forces 1..1"],
        ),
        (
            "Lance Naik Waqar Khan, 31, a resident of Peshawar, embraced martyrdom.",
            ["killed pakistani_forces 1..1"],
        ),
        ("Not a single shot had been fired.", []),
        (
            "A shell landed on a school van, killing the driver and injuring five pupils.",
            ["killed civilians 1..1", "wounded civilians 5..5"],
        ),
        ("A bystander, a fruit seller, was injured.", ["wounded civilians 1..1"]),
    ],
    "parts of a total by day": [
        (
            "The army killed 54 militants: 41 on Friday night and 13 on Saturday.",
            ["killed militants 54..54", "killed militants 41..41", "killed militants 13..13"],
        ),
        (
            "Ten villagers were hurt, of whom four in a single house.",
            ["wounded civilians 10..10", "wounded civilians 4..4"],
        ),
        ("There were seven civilian injuries from the raids of 21-22 February.", None),
    ],
    "brought with their wounds": [
        (
            "Three people including a woman had been brought to the town's hospital with wounds.",
            ["wounded civilians 3..3"],
        ),
        ("Two neighbours were pulled out injured.", ["wounded civilians 2..2"]),
        ("Four labourers were flown to Quetta with burns.", ["wounded civilians 4..4"]),
        ("Two villagers were brought to the meeting.", []),
    ],
    "as many again": [
        (
            "Three Pakistani soldiers died and as many were hurt.",
            ["killed pakistani_forces 3..3", "wounded pakistani_forces 3..3"],
        ),
        ("As many as 14 villagers were killed.", ["killed civilians ..14"]),
        ("Two villagers died and twice as many were hurt.", ["killed civilians 2..2"]),
    ],
    "parents of some are one": [
        ("A mother of four was killed in her kitchen.", ["killed civilians 1..1"]),
        ("A father of three was shot dead in the bazaar.", ["killed civilians 1..1"]),
    ],
    "letters of a log": [
        (
            "4 FC soldiers KIA, 7 inj.",
            ["killed pakistani_forces 4..4", "wounded pakistani_forces 7..7"],
        ),
        (
            "IED on patrol. 2 x ANP KIA, 3 x ANP WIA.",
            ["killed afghan_forces 2..2", "wounded afghan_forces 3..3"],
        ),
        ("2 x FC soldiers killed at Spinwam.", ["killed pakistani_forces 2..2"]),
        ("Six Pak soldiers killed.", ["killed pakistani_forces 6..6"]),
        ("Pakistani soldiers martyred: 2.", ["killed pakistani_forces 2..2"]),
    ],
    "families on the move": [
        ("More than 250 families went to Asmar on foot.", ["displaced civilians 250.."]),
        ("Two residents left Spin Boldak.", []),
    ],
    "one subject, two verbs": [
        ("Five gunmen attacked a post of the police and were repulsed.", []),
    ],
    "he and others": [
        ("In Kunar three others were killed in a village.", ["killed civilians 3..3"]),
        (
            "One American soldier and two Afghan troops had been wounded.",
            ["wounded unspecified 1..1", "wounded afghan_forces 2..2"],
        ),
        (
            "Naik Gul Khan and two children were killed in Kurram.",
            ["killed pakistani_forces 1..1", "killed civilians 2..2"],
        ),
    ],
    "losses by a noun and by a participle": [
        (
            "Mortars fell, causing shahadat of 6 civilians with another 17 individuals being hurt.",
            ["killed civilians 6..6", "wounded civilians 17..17"],
        ),
    ],
    "said of who speaks": [
        ('"It came like a bomb," said Zarwali, who lost two sons.', []),
        (
            "A man who lost his brother said that nine villagers were killed.",
            ["killed civilians 9..9"],
        ),
    ],
    "asleep in the house": [
        (
            "Thirteen people had been asleep in the house.",
            ["attacked_persons civilians 13..13"],
        ),
    ],
    "what is no claim": [
        ("A bulldozer was set on fire.", []),
        ("A camp of the group was destroyed.", []),
        ("Rescue 1122 workers were hurt.", []),
        ("Sepoy Samad Khan, 24, of Tank, lost his life.", ["killed pakistani_forces 1..1"]),
    ],
    "where the wounded were taken": [
        ("A doctor in Sharana, where the wounded were taken, said nothing.", []),
        (
            "Two children and the grandmother who was minding them were killed.",
            ["killed civilians 3..3"],
        ),
    ],
    "by stray bullets": [
        (
            "Nine civilians in Bacha Mena, among them a woman, were struck by stray bullets.",
            ["wounded civilians 9..9"],
        ),
    ],
    "a count that changed": [
        (
            "Kabul revised its count on Monday from 28 to 31 dead villagers.",
            ["killed civilians 31..31"],
        ),
    ],
    "among others who died": [
        ("Two woodcutters were among five people killed in a village.", None),
    ],
    "who are let go": [
        ("Kabul returned two prisoners as well.", []),
    ],
    "my two brothers": [
        ('"They killed my two brothers," said Noor Agha.', ["killed civilians 2..2"]),
    ],
    "men who fell": [
        ("Seven Pakistani soldiers fell in the river.", []),
    ],
    "labels in capitals": [
        ("KILLED: 1 (male, 60, herder)\nINJURED: 2 (boys)", None),
    ],
    "whom a room holds": [
        ("The camp holds eleven thousand.", []),
        ("The TTP holds eleven Pakistani soldiers.", ["captured pakistani_forces 11..11"]),
    ],
    "in whose hands": [
        ("Six Pakistani soldiers are in our hands.", ["captured pakistani_forces 6..6"]),
        (
            "Six of the nine militants in the house died; the remaining three were captured alive.",
            ["killed militants 6..6", "captured militants 3..3"],
        ),
    ],
}
CASES = [(rule, text, rows) for rule, cases in RULES.items() for text, rows in cases]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES, ids=[case[1][:40] for case in CASES])
def test_counts(rule: str, text: str, expected: list[str] | None) -> None:
    found = said(text)
    if expected is None:
        assert [row.split()[0] for row in found] in (
            ["wounded", "killed"],
            ["killed", "wounded"],
            ["killed", "killed"],
            ["wounded"],
        ), rule
    else:
        assert found == expected, rule
