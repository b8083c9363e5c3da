"""One sentence told by either side is read alike: who says it, and whose the harmed are."""

from __future__ import annotations

import pytest

from geo import region
from geo.reports import claims
from geo.reports.documents.document import Document

PACK = region.load()
# A side, with the other and places of both.
SIDES = {
    "afghanistan": (
        "Afghan",
        "Pakistani",
        "Sarkano",
        "Afghanistan",
        "Mamond",
        "Kunar",
        "Bajaur",
        "Kabul",
    ),
    "pakistan": (
        "Pakistani",
        "Afghan",
        "Mamond",
        "Pakistan",
        "Sarkano",
        "Bajaur",
        "Kunar",
        "Islamabad",
    ),
}
KEYS = ("own", "other", "here", "country", "there", "unit", "far", "seat")

# Text, claims as "metric group low..high side"; {own} is who speaks, OWN and OTHER his and the others' forces.
ROWS = [
    # "the army" and "a defence ministry spokesman" are of whom the report said so before, else of
    # the capital that is named, of the officials who spoke last, or of where it was written
    *(
        (f"{before} at Torkham, {said}.", ["killed OWN 9..9 SIDE"])
        for before, said in (
            (
                "The {own} army told another story of the fight. Nine of its men died",
                "on the {other} side, the army said",
            ),
            ("In {seat}, an army spokesman said that nine {own} soldiers died", "in the night"),
            ("In {seat}, a defence ministry spokesman said nine {own} soldiers died", "on Monday"),
            ("{seat} told another story. Nine {own} soldiers died", "said an army spokesman"),
            ("{seat} (AFP) - Nine {own} soldiers died", "the army said"),
            ("{seat} (AFP) - Nine {own} soldiers died", "the defence ministry said"),
        )
    ),
    (
        (
            "{own} officials said that two of their soldiers were killed at Torkham. "
            "An army statement put the number of {own} wounded at five."
        ),
        ["killed OWN 2..2 SIDE", "wounded OWN 5..5 SIDE"],
    ),
    # a title and a name behind the verb speak, whatever aside went before it
    (
        (
            "{other} troops fired mortars at four posts in the {here} district, in {country}'s east, "
            "said the {own} army spokesman, Major-General Tariq Zaman. Its guards answered. "
            '"We know that nine of their men are dead. Two of ours were hurt," he told reporters.'
        ),
        ["killed OTHER 9..9 SIDE", "wounded OWN 2..2 SIDE"],
    ),
    # who speaks again by his name is "he", not who was named between
    (
        (
            "Colonel Tariq Zaman, the {own} army's spokesman, said two of his soldiers fell at Torkham. "
            "Rahmat Gul, the governor of {there}, told another story. Zaman said it began at noon. "
            '"Nine of their men were killed," he said.'
        ),
        ["killed OTHER 9..9 SIDE", "killed OWN 2..2 SIDE"],
    ),
    # whoever denies figures denies what the others say that they did, not what they say they lost
    (
        (
            "The {own} army said 133 {other} soldiers were killed at Torkham. Two {own} soldiers were "
            "killed, it said. The {other} army dismissed the figures as lies."
        ),
        [
            "killed OTHER 133..133 SIDE",
            "killed OTHER None..None OTHERSIDE",
            "killed OWN 2..2 SIDE",
        ],
    ),
    (
        "The {own} army says that nine {other} soldiers fell at Torkham and that it has lost two.",
        ["killed OTHER 9..9 SIDE", "killed OWN 2..2 SIDE"],
    ),
    (
        "The {own} army says that it has lost two men at Torkham.",
        ["killed OWN 2..2 SIDE"],
    ),
    # his own men
    (
        "Colonel Tariq Zaman of the {own} border force said his men had no casualties at Torkham.",
        ["killed OWN 0..0 SIDE"],
    ),
    (
        "Colonel Tariq Zaman of the {own} border force said none of his men was killed at Torkham.",
        ["killed OWN 0..0 SIDE"],
    ),
    *(
        (f"Officials of the {{own}} army said that nine {{other}} men fell. {none}.", rows)
        for none, rows in {
            "Nobody was hurt on their side": ["killed OTHER 9..9 SIDE", "killed OWN 0..0 SIDE"],
            "No losses to our men": ["killed OTHER 9..9 SIDE", "killed OWN 0..0 SIDE"],
        }.items()
    ),
    (
        "The {own} army said its men had killed nine soldiers at Torkham and lost none.",
        ["killed OTHER 9..9 SIDE", "killed OWN 0..0 SIDE"],
    ),
    # where posts fell the dead are of those who held them, the wounded of who speaks
    (
        (
            "Three posts of the enemy and one of its bases were overrun at Torkham, the {own} army said. "
            "Nine soldiers were killed, it said. "
            "Two soldiers were wounded, the {own} army said."
        ),
        [
            "bases_captured OTHER 1..1 SIDE",
            "killed OTHER 9..9 SIDE",
            "posts_captured OTHER 3..3 SIDE",
            "wounded OWN 2..2 SIDE",
        ],
    ),
    (
        "The {own} army said that three of its posts were overrun. Nine soldiers were killed, it said.",
        ["killed OWN 9..9 SIDE", "posts_captured OWN 3..3 SIDE"],
    ),
    # a number alone is the one before
    (
        (
            "The {own} army said that nine {other} soldiers had been killed at Torkham. "
            "The {other} embassy called the nine false."
        ),
        ["killed OTHER 9..9 SIDE", "killed OTHER 9..9 OTHERSIDE"],
    ),
    # members of a force are soldiers
    (
        "The {own} security command said that five members of the border force were wounded.",
        ["wounded OWN 5..5 SIDE"],
    ),
    # "the other side" is told by the report, not by who speaks there
    (
        (
            "Two herders were hurt in {there}, villagers said. On the other side, the {own} police said that guns had "
            "been used, and nine people were hurt in {here}."
        ),
        ["wounded civilians 2..2 local", "wounded civilians 9..9 SIDE"],
    ),
    # whom an attack was on did not do it
    (
        (
            "Gunmen claimed an attack on an {own} army outpost in {here} that left a wall down, "
            "killing 16 soldiers."
        ),
        ["killed OWN 16..16 media"],
    ),
    # civilians go on being civilians
    (
        (
            "The UN mission said that 12 civilians were killed and 140 injured on the {own} side of "
            "the border."
        ),
        ["killed civilians 12..12 un", "wounded civilians 140..140 un"],
    ),
    # what is not known speaks for nobody; who was told of does
    (
        (
            "What the {other} forces lost is not known. Gul Rahman, who lived in {here}, has fled. "
            '"A shell came into our yard. My brother was killed and his wife lost a leg," he says.'
        ),
        ["killed civilians 1..1 local", "wounded civilians 1..1 local"],
    ),
    # an agency that quotes somebody is not the source
    (
        (
            "Shells fell on {here}, killing nine villagers, {own} army spokesman Gul Khan said as "
            "quoted by AFP on Wednesday."
        ),
        ["killed civilians 9..9 SIDE"],
    ),
    (
        (
            "A newspaper gives another picture. According to its security sources, two {own} soldiers "
            "were killed in {unit}."
        ),
        ["killed OWN 2..2 SIDE"],
    ),
    # a comma too many
    (
        "Gul Khan of the {own} border police, told reporters that nine drivers were killed.",
        ["killed civilians 9..9 SIDE"],
    ),
    # what he accuses the others of is no part of what he denies
    (
        (
            "{own} officials denied any raid into {there} and instead accused {other} soldiers of "
            "killing six villagers in {here}."
        ),
        ["killed civilians 6..6 SIDE", "killed unspecified None..None SIDE"],
    ),
    (
        (
            "While {own} officials have denied any casualties at Torkham, local residents reported that "
            "both sides lost nine men."
        ),
        ["killed unspecified 9..9 local", "killed OWN None..None SIDE"],
    ),
    # whose police speak says the place right before them, not one that is only near
    (
        "{there} borders the {unit} region, where police chief Gul Nazir said nine villagers died.",
        ["killed civilians 9..9 SIDE"],
    ),
    (
        (
            "The raid, near the province of {far}, began at noon in {unit}. It killed four herders, "
            "according to government officials."
        ),
        ["killed civilians 4..4 SIDE"],
    ),
    (
        "Two dozen border guards from both sides were wounded on allegedly disputed ground in {unit}.",
        ["wounded unspecified 24..24 media"],
    ),
    # whose headquarters were hit did not do it
    (
        "A bomber struck the headquarters of {country}'s Border Force in {here}, killing 3 officers.",
        ["killed OWN 3..3 media"],
    ),
    # paragraphs without a place go on where the one before was
    (
        (
            "Some 200 militants from {other} soil stormed a checkpost in {unit}, locals said.\n\n"
            "The assault began at noon. It ended hours later.\n\n"
            "A television channel said seven police were killed."
        ),
        ["killed OWN 7..7 media"],
    ),
    # who denies an allegation is no source of what went before it
    (
        (
            "A bombing in {here} has killed at least 12 people. {country} accuses its neighbour of sheltering "
            "them, an allegation the {other} government denies."
        ),
        ["killed unspecified 12..None media"],
    ),
    # some of those counted are no more of them
    (
        "Eight {own} soldiers, two captains, Gul and Jan Khan, among them, were killed at Torkham.",
        ["killed OWN 2..2 media", "killed OWN 8..8 media"],
    ),
    # who spoke of one side of the line does not go on where a paragraph is set on the other
    (
        (
            "Nine villagers died in {unit}, the {own} governor's spokesman said.\n\n"
            "The raid came hours after an ambush in {far} in which 11 {other} soldiers were killed."
        ),
        ["killed civilians 9..9 SIDE", "killed OTHER 11..11 media"],
    ),
    # who is accused of it did it, and "officials" are the accuser's
    (
        "{country} accused its neighbour's {other} troops of killing four soldiers, officials said.",
        ["killed OWN 4..4 SIDE"],
    ),
    (
        (
            "The {own} army accused the {other} army of an unprovoked raid after shells fell on one of its posts "
            "late on Monday, close to the gate at {here}, and killed eleven border policemen."
        ),
        ["killed OWN 11..11 SIDE"],
    ),
    # who only blames another is no source of what went before
    (
        (
            "A bombing in {here} killed at least 12 people. {country} blames its neighbour for sheltering them, "
            "insisting that it harbours nobody."
        ),
        ["killed unspecified 12..None media"],
    ),
    # who owns up to dead owns up to his own, whoever was counted before
    (
        (
            "The {other} border brigade says that one of its men was killed. "
            "The {own} border brigade acknowledges two wounded."
        ),
        ["killed OTHER 1..1 OTHERSIDE", "wounded OWN 2..2 SIDE"],
    ),
    # "others" behind men of both are of nobody known
    (
        "Two {own} soldiers and a {other} captain were killed. Nine others were wounded.",
        ["killed OWN 2..2 media", "killed OTHER 1..1 media", "wounded unspecified 9..9 media"],
    ),
    # whom militants attacked did not do it
    (
        "Three bombers attacked {own} police in the country's south, killing five officers and wounding seven others.",
        ["killed OWN 5..5 media", "wounded OWN 7..7 media"],
    ),
    # whom fire on a side killed is not said
    (
        "{other} troops opened fire on the {own} side, killing three.",
        ["killed unspecified 3..3 media"],
    ),
    # "it" is whom the sentence is about
    (
        (
            "{country} has complained of the {other} forces and of raids across the line, "
            "which it says have killed nine of its soldiers."
        ),
        ["killed OWN 9..9 SIDE"],
    ),
    # that somebody lets others use his land is no event, and no denial of one
    (
        (
            "{country} claims that militants use the area for attacks. "
            "The allegations were denied by the {other} government."
        ),
        [],
    ),
    # where they came from does not say whose general he is
    (
        (
            "The fight went on at {here}. General Zaman Khan, who commands a force there, said nine policemen died.\n\n"
            "Six guards were hurt, said General Zaman Khan. They came from eastern {there}, {far} and beyond, he said."
        ),
        ["killed OWN 9..9 SIDE", "wounded OWN 6..6 SIDE"],
    ),
    # officials of both are of neither
    (
        "{own} and {other} officials said nine militants were killed.",
        ["killed militants 9..9 unknown"],
    ),
]


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_both_sides_are_read_alike(text: str, expected: list[str], side: str) -> None:
    text = text.format(**dict(zip(KEYS, SIDES[side], strict=True)))
    two = list(SIDES)
    other = two[1 - two.index(side)]
    forces = {
        "OWN": f"{SIDES[side][0].lower()}_forces",
        "OTHER": f"{SIDES[other][0].lower()}_forces",
    }
    rows = [
        f"{c.metric} {c.victim_group} {c.count_min}..{c.count_max} {c.claimant_side}"
        for c in claims.find(Document(id="x", text=text, publisher="AFP"), PACK)
    ]
    for word, meant in {"OTHERSIDE": other, **forces, "SIDE": side}.items():
        expected = [row.replace(word, meant) for row in expected]
    assert sorted(rows) == sorted(expected)


# Behind what an agency of the UN said, who speaks for the agency.
AGENCY = (
    'The United Nations children\'s agency confirmed it. "In Khost nine girls died," Gul Reed, '
    "the agency's representative in the country, said."
)


def test_the_agency_is_the_one_that_spoke() -> None:
    found = claims.find(Document(id="x", text=AGENCY, publisher="AFP"), PACK)
    assert [c.claimant_side for c in found] == ["un"]
