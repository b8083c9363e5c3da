"""Whose dead a count without a noun is of, and figures that are denied one by one."""

from __future__ import annotations

import pytest

from geo import region
from geo.reports import claims
from geo.reports.documents.document import Document

PACK = region.load()


def said(text: str, publisher: str = "") -> list[str]:
    """Return the claims of a text, each as "metric group low..high side"."""
    rows = []
    for claim in claims.find(Document(id="x", text=text, publisher=publisher), PACK):
        low, high = ("" if n is None else n for n in (claim.count_min, claim.count_max))
        denied = " denied" if claim.stance == "denies" else ""
        rows.append(
            f"{claim.metric} {claim.victim_group} {low}..{high} {claim.claimant_side}{denied}"
        )
    return sorted(rows)


# Items of a list are of whom the line over them speaks, unless it says only who did it.
HEADED = [
    (f"{line}\n- Nari: two dead", "", [f"killed {group} 2..2 {side}"])
    for line, group, side in (
        ("Losses of the Afghan border police:", "afghan_forces", "media"),
        ("Pakistani losses", "pakistani_forces", "media"),
        ("Casualties on the Pakistani side:", "pakistani_forces", "media"),
        ("Civilian casualties:", "civilians", "media"),
        ("Our losses, says the Pakistani army:", "pakistani_forces", "pakistan"),
        ("Enemy losses, says the Afghan army:", "pakistani_forces", "afghanistan"),
        ("Casualties caused by Pakistani forces:", "unspecified", "media"),
        ("Losses in fighting between Afghan and Pakistani forces:", "unspecified", "media"),
        ("Shelling by Afghan border police:", "unspecified", "media"),
        ("Losses of the week:", "unspecified", "media"),
    )
]
# Whom shells hit that an army tells of may be anybody; what it is about does not speak.
SHELLED = [
    (
        "Recorded by Afghan border police:\n- Nari: 40 shells, six dead",
        "",
        ["killed unspecified 6..6 afghanistan"],
    ),
    (
        "Fire by Afghan forces at Teri Mangal: three dead.",
        "",
        ["killed unspecified 3..3 media"],
    ),
    (
        "Afghan border police: two dead in an ambush in Nari.",
        "",
        ["killed afghan_forces 2..2 afghanistan"],
    ),
]
# An army that lists its dead calls them martyrs; the others are those it was after.
BULLETINS = [
    (
        "Security forces conducted an operation in Bajaur. Four killed, two held.",
        "ISPR",
        ["killed militants 4..4 pakistan"],
    ),
    (
        "- Bajaur: 4 killed, 2 injured\n- Khyber: 3 khwarij killed",
        "ISPR",
        [
            "killed militants 3..3 pakistan",
            "killed militants 4..4 pakistan",
            "wounded militants 2..2 pakistan",
        ],
    ),
    (
        "A post was attacked near Kharlachi. Two martyred, five wounded.",
        "ISPR",
        ["killed pakistani_forces 2..2 pakistan", "wounded pakistani_forces 5..5 pakistan"],
    ),
    (
        "Mujahid: 15 outposts in our hands, dozens killed.",
        "Ticker",
        [
            "killed pakistani_forces 24.. afghanistan",
            "posts_captured pakistani_forces 15..15 afghanistan",
        ],
    ),
]
# "of the enemy", "of ours" say it; so do those whom the count is made up of.
NAMED = [
    (
        "Tarar said 36 of the enemy were dead and three of our men injured.",
        "Ticker",
        ["killed afghan_forces 36..36 pakistan", "wounded pakistani_forces 3..3 pakistan"],
    ),
    (
        "Eight soldiers of the regime were killed, the ministry said.",
        "Ministry of Defence, Kabul",
        ["killed pakistani_forces 8..8 afghanistan"],
    ),
    (
        "The governor's office of Kandahar gave four dead, a mother with two sons and a neighbour.",
        "Pajhwok",
        ["killed civilians 4..4 afghanistan"],
    ),
    (
        "Of the 25 wounded, four died, a doctor in Khar said.",
        "",
        ["killed unspecified 4..4 local", "wounded unspecified 25..25 local"],
    ),
    (
        "The gunners killed a Talib and hurt eleven townspeople.",
        "Pajhwok",
        ["killed afghan_forces 1..1 media", "wounded civilians 11..11 media"],
    ),
    (
        "Clashes left 17 wounded, among them five civilians, the Pakistani army said.",
        "",
        ["wounded civilians 5..5 pakistan", "wounded unspecified 17..17 pakistan"],
    ),
    (
        '"Rounds hit our post and wounded seven soldiers," a Pakistani official said.',
        "",
        ["wounded pakistani_forces 7..7 pakistan"],
    ),
    (
        (
            '"They attacked our base and killed two guards," an Afghan commander said. "We killed five'
            ' of them."'
        ),
        "",
        ["killed afghan_forces 2..2 afghanistan", "killed pakistani_forces 5..5 afghanistan"],
    ),
    (
        '"They attacked our post but we killed five soldiers," an Afghan commander said.',
        "",
        ["killed pakistani_forces 5..5 afghanistan"],
    ),
    (
        (
            "A statement in the name of the Taliban commissioner blamed Pakistan for the clash. One"
            " fighter was martyred, it said."
        ),
        "",
        ["killed afghan_forces 1..1 afghanistan"],
    ),
]
# What a strike met is no victim, nor who saw the dead.
NO_VICTIMS = [
    (
        "A missile on a refugee camp in Nangarhar province wounded 13 civilians.",
        "",
        ["wounded civilians 13..13 media"],
    ),
    ("A resident saw four dead beside the customs house.", "", ["killed civilians 4..4 local"]),
    (
        "The office named a mother with two sons, and said four persons had been injured.",
        "",
        ["wounded unspecified 4..4 unknown"],
    ),
]
DENIED = [
    (
        (
            "The Pakistani general said 50 Afghan soldiers were killed. Calm returned.\n\nShops"
            " opened.\n\nPeople went home.\n\nKabul said the claim of 50 dead was false."
        ),
        "",
        ["killed afghan_forces 50..50 afghanistan denied", "killed afghan_forces 50..50 pakistan"],
    ),
    (
        "Word that Post Omari had passed to the enemy is false.",
        "Ministry of National Defence",
        ["posts_captured afghan_forces .. afghanistan denied"],
    ),
    (
        (
            "The claim of the regime that the army hit a clinic in the city in the night of 16 "
            "and 17 March and killed around 400 patients is false and misleading."
        ),
        "ISPR",
        ["killed civilians 400..400 pakistan denied"],
    ),
    ("The governor rejected the report that the men had set out from his province.", "", []),
]
# Nobody was hurt: whose nobody the words before, the label or the noun says.
NOBODY = [
    (
        "Three personnel of the Frontier Corps sustained splinter injuries; no fatality.",
        "ISPR",
        [
            "killed pakistani_forces 0..0 pakistan",
            "wounded pakistani_forces 3..3 pakistan",
        ],
    ),
    ("A shell hit the yard; the drivers escaped unhurt.", "", ["killed civilians 0..0 media"]),
    (
        "A bomb struck a vehicle in northwestern Pakistan, killing five soldiers, officials said.",
        "",
        ["killed pakistani_forces 5..5 pakistan"],
    ),
    (
        "Pakistan shelled posts in eastern Afghanistan, killing nine soldiers, officials said.",
        "",
        ["killed afghan_forces 9..9 pakistan"],
    ),
    (
        "Troops of the Pakistan Army attacked a post in Khost, killing three soldiers.",
        "",
        ["killed afghan_forces 3..3 media"],
    ),
    (
        "Members of the Afghan Taliban attacked a post in Kurram, killing three soldiers.",
        "",
        ["killed pakistani_forces 3..3 media"],
    ),
    (
        "Militants of the Tehreek-e-Taliban Pakistan attacked a post in Bannu, killing three policemen.",
        "",
        ["killed pakistani_forces 3..3 media"],
    ),
    (
        "Kabul blamed the Pakistani army, which killed five soldiers in Khost on Friday.",
        "",
        ["killed afghan_forces 5..5 afghanistan"],
    ),
    ("Loss on our side none.", "Bakhtar", ["killed afghan_forces 0..0 afghanistan"]),
    ("A drone fired at a market; nobody was hit.", "", ["killed civilians 0..0 media"]),
]
# Figures that leave their noun or verb to the words around.
LOOSE = [
    (
        "The army prayed for the 23 martyrs and for the recovery of the 29 who were wounded.",
        "ISPR",
        ["killed pakistani_forces 23..23 pakistan", "wounded pakistani_forces 29..29 pakistan"],
    ),
    (
        "Two hundred families fled, say elders; the Kabul government knows of only ninety.",
        "",
        ["displaced civilians 200..200 local", "displaced civilians 90..90 afghanistan"],
    ),
    (
        "In Tani a post was taken on Sunday, the Afghan ministry said.",
        "",
        ["posts_captured pakistani_forces 1..1 afghanistan"],
    ),
]
# Who says so, where no list names him as he stands there.
VOICES = [
    (
        "Nine died in Chaman. Its ambassador in Islamabad said two soldiers had lost their lives.",
        "",
        ["killed afghan_forces 2..2 afghanistan", "killed unspecified 9..9 media"],
    ),
    (
        "The embassy in Kabul said two soldiers had lost their lives.",
        "",
        ["killed pakistani_forces 2..2 pakistan"],
    ),
    (
        "The German ambassador in Kabul said nine children had died.",
        "",
        ["killed civilians 9..9 unknown"],
    ),
    (
        "Nine militants died, a Haqqani network official told one agency.",
        "",
        ["killed militants 9..9 afghanistan"],
    ),
    (
        "The coalition headquarters in Kabul denied that there had been any strike.",
        "",
        ["killed unspecified .. unknown denied"],
    ),
    (
        "Our guest, Sadiq Khan, sells carpets in Chaman. Six villagers died, he said.",
        "Podcast notes",
        ["killed civilians 6..6 local"],
    ),
    (
        "Tarar again: 133 Afghan soldiers killed.",
        "Ticker",
        ["killed afghan_forces 133..133 pakistan"],
    ),
]
# A clause that begins without an article tells of one.
HEADLINES = [
    (
        "Soldier martyred, two hurt in Kurram firing.",
        "ISPR",
        ["killed pakistani_forces 1..1 pakistan", "wounded pakistani_forces 2..2 pakistan"],
    ),
    (
        "Rocket hits bazaar, shopkeeper killed and six villagers wounded.",
        "",
        ["killed civilians 1..1 media", "wounded civilians 6..6 media"],
    ),
    ("Police killed two attackers.", "", ["killed militants 2..2 media"]),
    ("The hospital received our reporter. One drone was shot down.", "", []),
    ("A guard unslung his rifle and shot dead a boy.", "", ["killed civilians 1..1 media"]),
]
# Whom "of them" means, whose soldiers the Taliban speak of, whose posts a group overruns.
MEANT = [
    ("Intruders crossed the line; two of them died.", "", ["killed militants 2..2 media"]),
    (
        "The Taliban said 55 soldiers had been killed.",
        "Dawn",
        ["killed pakistani_forces 55..55 afghanistan"],
    ),
    (
        "Mujahid said 20 of their fighters had been martyred or wounded.",
        "",
        ["attacked_persons afghan_forces 20..20 afghanistan"],
    ),
    (
        "The TTP said that it had overrun six posts in Chitral.",
        "",
        ["posts_captured pakistani_forces 6..6 ttp"],
    ),
    (
        "The health ministry in Kabul later raised the toll of the village to 19.",
        "",
        ["killed civilians 19..19 afghanistan"],
    ),
    (
        "- Bajaur: a child was hurt, police in Khar said.\n- Khost: a woman was hurt.",
        "Monitor",
        ["wounded civilians 1..1 media", "wounded civilians 1..1 pakistan"],
    ),
]
MEANT += [
    (
        "It left three Afghan guards dead on the Afghan side and one Pakistani soldier wounded.",
        "",
        ["killed afghan_forces 3..3 media", "wounded pakistani_forces 1..1 media"],
    ),
    (
        "Hospital records in Chaman list six civilians dead.",
        "AFP",
        ["killed civilians 6..6 local"],
    ),
    (
        "The army said it had lost 23 soldiers and put enemy losses at over 200.",
        "ISPR",
        ["killed afghan_forces 200.. pakistan", "killed pakistani_forces 23..23 pakistan"],
    ),
    (
        "Since Friday 37 civilians have died on the Afghan side since it began, UNAMA said.",
        "AP",
        ["killed civilians 37..37 un"],
    ),
    (
        "Two truck drivers were hurt when a shell hit the yard, a customs clearing agent said.",
        "Dawn",
        ["wounded civilians 2..2 local"],
    ),
]
# Whose they are follows from whom the clause is about, not from what stands beside it.
SUBJECTS = [
    (
        "Pakistan's military announced the loss of three of its men, among them Major Tahir Khan.",
        "AFP",
        ["killed pakistani_forces 3..3 pakistan"],
    ),
    (
        (
            "The Taliban carried out strikes on several Pakistan Army checkpoints along the line at night, "
            "reportedly killing 12 soldiers and destroying three posts."
        ),
        "AFP",
        ["killed pakistani_forces 12..12 media", "posts_destroyed pakistani_forces 3..3 media"],
    ),
    (
        "Kabul claimed that its forces shot down a Pakistani drone and seized control of 7 posts.",
        "AFP",
        ["posts_captured pakistani_forces 7..7 afghanistan"],
    ),
    (
        "A clash at a major Pakistan-Afghanistan crossing killed one soldier, Afghan officials said.",
        "AFP",
        ["killed afghan_forces 1..1 afghanistan"],
    ),
    (
        "Jets hit Barmal on Friday, a day after an attack in Bannu that killed nine soldiers.",
        "AFP",
        ["killed pakistani_forces 9..9 media"],
    ),
    (
        "Afghan forces hit Kurram on Friday, a day after a raid in Khost killed nine soldiers.",
        "AFP",
        ["killed afghan_forces 9..9 media"],
    ),
    (
        "Afghan forces returned fire after Pakistani drones dropped bombs on a post, killing a guard.",
        "AFP",
        ["killed afghan_forces 1..1 media"],
    ),
    (
        "Pakistani troops fired back after Afghan guards shelled a post, killing a guard.",
        "AFP",
        ["killed pakistani_forces 1..1 media"],
    ),
    (
        "Pakistani forces in Kurram killed nine soldiers, the Pakistani army said.",
        "AFP",
        ["killed afghan_forces 9..9 pakistan"],
    ),
]
TABLES = {
    "the line over a list": HEADED,
    "shells": SHELLED,
    "subjects": SUBJECTS,
    "meant": MEANT,
    "voices": VOICES,
    "headlines": HEADLINES,
    "nobody": NOBODY,
    "loose": LOOSE,
    "bulletin": BULLETINS,
    "named": NAMED,
    "no-victim": NO_VICTIMS,
    "denied": DENIED,
}
ROWS = [pytest.param(*row, id=f"{rule}-{row[0]}") for rule, rows in TABLES.items() for row in rows]


@pytest.mark.parametrize(("text", "publisher", "expected"), ROWS)
def test_rules(text, publisher, expected):
    assert said(text, publisher) == expected
