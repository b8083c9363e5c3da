"""Places of reports: which names locate an incident, and why the others do not."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document
from geo.reports.where import places
from geo.reports.where.rejects import REASONS


@pytest.fixture(scope="module")
def gazetteer():
    return reading.gazetteer_of(region.load("durand"))


def find(text, gazetteer):
    return places.find(Document("t", text, published=date(2025, 10, 15)), gazetteer)


# Each row: a sentence; the names that locate something in it; the names that do not.
LOCATING = tomllib.loads((Path(__file__).parent / "reports/locating.toml").read_text("utf-8"))[
    "rows"
]


@pytest.mark.parametrize("row", [pytest.param(row, id=row["text"][:60]) for row in LOCATING])
def test_a_name_locates_an_incident_or_has_a_reason(row, gazetteer):
    text = row["text"]
    found = find(text, gazetteer)
    locating = [text[p.start : p.end] for p in found if not p.reason]
    for name in row["yes"]:
        assert any(name in said or said in name for said in locating), (name, locating)
    for name in row["no"]:
        assert not any(name in said or said in name for said in locating), (name, locating)
    assert {p.reason for p in found} <= {"", *REASONS}


BESIDE = tomllib.loads((Path(__file__).parent / "reports/beside.toml").read_text("utf-8"))


def _marked(text):
    """Return a text without its marks, and the names in braces and in brackets."""
    names = {mark: set(re.findall(pattern, text)) for mark, pattern in _MARKS.items()}
    return re.sub(r"[{}\[\]]", "", text), names


_MARKS = {"yes": r"\{(.+?)\}", "no": r"\[(.+?)\]"}


@pytest.mark.parametrize("kind", ["beside", "located"])
def test_what_a_name_is_named_for(kind):
    pack, wrong = region.load("durand"), []
    lead = BESIDE["lead"] + "\n\n" if kind == "beside" else ""
    for row in BESIDE[kind].strip().splitlines():
        text, names = _marked(row)
        told = Document("t", lead + text, published=date(2026, 3, 9), publisher="Reuters")
        placed = [p for incident in reading.read_one(told, pack) for p in incident.places]
        found = {told.text[p.start : p.end] for p in placed if p.start >= len(lead)}
        missed = [name for name in names["yes"] if not any(name in said for said in found)]
        if missed or names["no"] & found:
            wrong.append((text, missed, names["no"] & found))
    assert wrong == []


_CAMP = ("Sherinaw terrorist camp", "place")
RESOLVED = [
    # text, mention, name, level
    ("Jets bombed a house in Behsud district of Nangarhar.", "Behsud", "Behsud", "admin2"),
    ("Shells fell on Barmal in Paktika.", "Barmal", "Barmal", "admin2"),
    ("Two men died at Torkham.", "Torkham", "Torkham crossing", "crossing"),
    ("Fighting broke out in Spin Boldak.", "Spin Boldak", "Spin Boldak", "place"),
    ("Fighting broke out in Spin Boldak district.", "Spin Boldak", "Spin Boldak", "admin2"),
    ("A bomb exploded in Kabul.", "Kabul", "Kabul", "place"),
    ("Rockets hit the province of Kunar.", "Kunar", "Kunar", "admin1"),
    ("Troops clashed along the Durand Line.", "Durand Line", "Durand Line", "border"),
    # what holds the name before it, or a list of provinces
    ("Jets hit the Spera district of Khost.", "Khost", "Khost", "admin1"),
    ("A man died in Spin Boldak, Kandahar.", "Kandahar", "Kandahar", "admin1"),
    ("Clashes broke out in Kunar, Khost, Paktika and Helmand.", "Khost", "Khost", "admin1"),
    ("Two men were shot in Khost.", "Khost", "Khost", "admin1"),  # or in its town: so its province
    ("Two men were shot in the city of Khost.", "Khost", "Khost", "place"),
    ("Jets bombed Kabul, Kandahar and Paktika.", "Kandahar", "Kandahar", "place"),
    ("Jets struck Khost and Paktika.", "Khost", "Khost", "admin1"),
    # a name that is a letter off, where the words around say what it is
    ("Shells hit Sperai district of Khost.", "Sperai", "Spera", "admin2"),
    ("Troops shelled Dandam district of Kunar.", "Dandam", "Dangam", "admin2"),
    ("Troops fought in the Gorbz district.", "Gorbz", "Gurbuz", "admin2"),
    ("Jets hit Spera in Khost, and men fought in the Gorbz district.", "Gorbz", "Gurbuz", "admin2"),
    ("Men fought at Masterbel, in the Gorbz district.", "Masterbel", "Masterbel", "place"),
    ("Shells from Kunar hit a house in Marwa district of Nuristan.", "Marwa", "Marwa", "place"),
    ("A raid on Kost and Kunar provinces killed 47.", "Kost", "Khost", "admin1"),
    ("Four soldiers died in Kuram district.", "Kuram", "Kurram", "admin2"),
    ("A blast in Mohmend district killed five.", "Mohmend", "Mohmand", "admin2"),
    ("Nine died in the town of Spin Bolak in Kandahar.", "Spin Bolak", "Spin Boldak", "place"),
    ("Shells hit the Gorbzan area of Kurram.", "Gorbzan", "Gorbzan", "place"),
    ("Shells hit Zormanda district of Khost.", "Zormanda", "Zormanda", "place"),
    # a town on the line that is given to another district of its province, a gate of either side
    ("Six died in the Bahram Chah area of Dishu district.", "Bahram Chah", "Bahramcha", "place"),
    ("Two died at Torkham in Khyber district.", "Torkham", "Torkham crossing", "crossing"),
    ("Two died at Torkham in Nangarhar.", "Torkham", "Torkham crossing", "crossing"),
    # names of posts and stations
    ("Gunmen attacked Pezo police station in Lakki Marwat.", "Pezo", "Pezo", "place"),
    ("Men attacked the Arandu and Gambhir security checkposts.", "Arandu", "Arandu", "place"),
    ("A bomb went off near Miryan Police Station in Bannu.", "Miryan", "Miryan", "place"),
    ("Four were hurt in Kaga village, Wana, on Friday.", "Wana", "Wana", "place"),
    ("Five were killed in KP’s North Waziristan.", "KP", "Khyber Pakhtunkhwa", "admin1"),
    ("A raid hit the Sherinaw terrorist camp in Paktia.", "Sherinaw terrorist camp", *_CAMP),
    ("Kharlachi was shut to trucks after the attack.", "Kharlachi", "Kharlachi", "place"),
    # the word behind a list is of all its names
    ("Shells hit Marawara, Dangaam and Khas Kunar districts.", "Dangaam", "Dangam", "admin2"),
    (
        "Nari, Mrawara, Khas Kunar are the districts that were shelled.",
        "Mrawara",
        "Marawara",
        "admin2",
    ),
    ("Shells hit Mamund, Dangaam, Nari and Khas Kunar districts.", "Dangaam", "Dangam", "admin2"),
]


@pytest.mark.parametrize(("text", "mention", "name", "level"), RESOLVED)
def test_names_are_resolved(text, mention, name, level, gazetteer):
    found = {text[p.start : p.end]: p for p in find(text, gazetteer)}
    assert (found[mention].name, found[mention].level, found[mention].reason) == (name, level, "")


COLUMNS = [
    # a table; the names that locate something: none of those who say it
    (
        """Place | What happened | Killed | Source
Giyan, Paktika | Drone strike | 4 men | security source, Islamabad
the same | denied | - | defence ministry, Kabul
Zhob (15 March) | Men shot by troops at Sambaza | 11 | police, Quetta""",
        {"Giyan", "Paktika", "Zhob", "Sambaza"},
    ),
    (
        """No. | Location | Dead | Claimed by
1 | Chaman | 2 | Kabul
2 | Torkham | 1 | Islamabad
3 | Kabul | 3 | Khost police""",
        {"Chaman", "Torkham", "Kabul"},
    ),
    ("Shells killed two men in Nari. In all, 58 (Kabul) or 23 (Islamabad) were killed.", {"Nari"}),
]


@pytest.mark.parametrize(("text", "located"), COLUMNS)
def test_who_says_it_in_a_table_locates_nothing(text, located, gazetteer):
    assert {text[p.start : p.end] for p in find(text, gazetteer) if not p.reason} == located


# Ways to say where an unknown village X of Sarkano is.
FRAMES = [
    "in X village of Sarkano district in Kunar",
    "in the X village of Sarkano district",
    "in the village of X in Sarkano district",
    "in X, a village in Sarkano district of Kunar",
    "in X, Sarkano district, Kunar",
    "in X (Sarkano, Kunar)",
    "in Sarkano's X village",
    "in Sarkano's X",
    "in Sarkano district's X area",
    "in the X area of Sarkano",
    "in X area of Sarkano",
    "in X locality of Sarkano",
    "in the locality of X in Sarkano",
    "in the X neighbourhood of Sarkano",
    "in the general area X, Sarkano district",
    "in general area of X, Sarkano district",
    "in the X valley of Sarkano",
    "at the X post in Sarkano",
    "at X check post in Sarkano",
    "on the X post in Sarkano district",
    "at a post in X, Sarkano",
    "in X bazaar of Sarkano",
    "in the bazaar of X in Sarkano",
    "near X in Sarkano",
    "near the village of X, Sarkano",
    "outside X in Sarkano district",
    "on the outskirts of X in Sarkano",
    "close to X village in Sarkano",
    "around X in Sarkano",
    "at X, in the Sarkano district",
    "in a hamlet called X in Sarkano",
    "in a hamlet named X, in Sarkano",
    "in the hamlet of X in the Sarkano district",
    "in the settlement of X, Sarkano",
    "in Killi X, Sarkano",
    "in X Killi of Sarkano",
    "in X Kalay of Sarkano district",
    "in X of Sarkano district",
    "in X in Sarkano",
    "on a house in X, Sarkano",
    "on the houses of X in Sarkano",
    "at X pass in Sarkano",
    "at the X Pass, Sarkano",
    "in the mountains of X in Sarkano",
    "in the hills above X in Sarkano",
    "in the X sector, Sarkano",
    "in the X part of Sarkano",
    "in the X section of Sarkano district",
    "in Sarkano (the village of X)",
    "in Sarkano - X village",
    "in X union council of Sarkano",
    "in the vicinity of X in Sarkano",
    "in the X and Barkhan areas of Sarkano",
    "in X and Barkhan villages of Sarkano",
    "in the villages of X and Barkhan in Sarkano",
    "in the villages X, Barkhan and Lor Patey of Sarkano",
]


@pytest.mark.parametrize(
    "head",
    [
        *("ATTACK ON KHOST POST", "Raid At Kurram Outpost", "SHELLING HITS VILLAGES IN KHOST"),
        *("Fire From Paktika Post", "FIRE ON BORDER POST"),
    ],
)
def test_a_headline_in_capitals_is_no_name(head, gazetteer):
    named = {place.text.split(",")[0] for place in find(f"{head}\n\nNobody was hurt.", gazetteer)}
    assert not [name for name in named if len(name.split()) > 2]


@pytest.mark.parametrize("where", ["Kurram", "Khost"])
@pytest.mark.parametrize(
    "opened",
    [
        *("Villages in {} were hit on Sunday.", "Farmland in {} was shelled overnight."),
        *("Enemy posts in {} came under fire.", "“Enemy posts in {} were struck,” it said."),
        *(
            "Bunkers in {} were destroyed.",
            "Hilly areas of {} were bombed.",
            "Trucks in {} were hit.",
        ),
        *("Two died.\n\n- Forward posts in {} were raided.", "Posts in {} were shelled by tanks."),
    ],
)
def test_a_word_of_the_language_is_no_name_where_a_sentence_begins(opened, where, gazetteer):
    found = find(opened.format(where), gazetteer)
    assert [place.text for place in found if not place.reason] == [where]


@pytest.mark.parametrize("frame", FRAMES)
def test_every_frame_makes_a_name_a_place(frame, gazetteer):
    text = f"Two people were killed when shells landed {frame} on Friday.".replace(
        "X", "Zor Bandak"
    )
    found = {text[p.start : p.end]: p for p in find(text, gazetteer) if not p.reason}
    own = next(place for name, place in found.items() if "Zor Bandak" in name)
    assert (own.admin1_pcode, own.level) == ("AF15", "place")
    assert any("Sarkano" in name for name in found)


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        (
            "Ten died near Abba Khel in Spinwam, North Waziristan. Shots were heard at Abba Khel.",
            "Abba Khel",
            "PK525",
        ),
        # of namesakes the one whose holder is named, whether before or behind
        ("A bomb hit Alingar in Mohmand. Troops took Alingar at dawn.", "Alingar", "PK524"),
        ("Troops took Alingar, killing two. A bomb hit Alingar in Mohmand.", "Alingar", "PK524"),
        ("Two died in Alingar in Laghman. Troops took Alingar at dawn.", "Alingar", "AF0704"),
    ],
)
def test_a_name_means_the_same_all_through_a_document(text, name, unit, gazetteer):
    found = [p for p in find(text, gazetteer) if text[p.start : p.end] == name]
    assert [p.admin2_pcode for p in found] == [unit, unit]
    assert len({(p.label_latitude, p.label_longitude) for p in found}) == 1


def test_a_village_and_a_district_of_its_name_beside_an_unknown_one(gazetteer):
    text = (
        "A bomb killed three in the village of Tagab in Asadabad. Shells hit Tagab village of"
        " Koran Wa Monjan on Sunday. Two soldiers were killed in Tagab on Monday."
    )
    found = [p for p in find(text, gazetteer) if text[p.start : p.end] == "Tagab"]
    assert [(p.level, p.admin1) for p in found] == [
        *(("place", "Kunar"), ("place", "Badakhshan"), ("admin2", "Badakhshan"))
    ]


STRETCHES = [
    # A sentence, and the stretches of the line that it names.
    (
        "Firing went on along the stretch between Torkham and Landi Kotal on Monday.",
        ["stretch between Torkham and Landi Kotal"],
    ),
    (
        "Shells crossed the frontier between Goshta and Mohmand.",
        ["frontier between Goshta and Mohmand"],
    ),
    ("On the Zhob-Qilla Saifullah sector a post was shelled.", ["Zhob-Qilla Saifullah sector"]),
    (
        "A guard died in Zhob. They clashed in the Torkham-Landi Kotal sector.",
        ["Torkham-Landi Kotal sector"],
    ),
    ("The border between Pakistan and Afghanistan saw a clash.", []),
    ("A mine went off on the Bannu-Miranshah road.", []),
]


# What is said of posts; the line as it is named there; what is a place beside it.
LINE = "Durand Line"
ON_THE_LINE = [
    ("along the {} on Monday", f"{LINE} in Khost and Paktia", ["Khost", "Paktia"]),
    ("along the {}", f"{LINE} in Kunar, Nangarhar and Khost", ["Kunar", "Nangarhar", "Khost"]),
    ("across the {}", f"{LINE} in eastern and southeastern regions", []),
    ("along the {}", f"{LINE} in the eastern provinces of Afghanistan", []),
    ("along the {} on Monday in Kunar", LINE, ["Kunar"]),
    ("along the {} in reply", LINE, []),
]


@pytest.mark.parametrize(("text", "line", "beside"), ON_THE_LINE)
def test_the_line_reaches_as_far_as_is_said(text, line, beside, gazetteer):
    said = f"Troops fired at posts {text.format(line)}, killing nine."
    found = [p for p in find(said, gazetteer) if not p.reason]
    levels = {p.text: p.level for p in found}
    assert levels[line] == ("border" if line == LINE else "border_section")
    assert [p.text for p in found if p.text != line] == beside


@pytest.mark.parametrize(("text", "stretches"), STRETCHES)
def test_a_stretch_of_the_line_is_one_place(text, stretches, gazetteer):
    found = find(text, gazetteer)
    assert [p.text for p in found if p.level == "border_section"] == stretches
    inside = [p for p in found if any(p.text in s and p.text != s for s in stretches)]
    assert all(place.clue == "end of a stretch" for place in inside)


@pytest.mark.parametrize(
    ("text", "name", "lies_in"),
    [
        ("Drones hit the Shawal and Kund Ghar areas and the Khyber region.", "Kund Ghar", "PK525"),
        ("In Bajaur, jets killed six at Damadola and Kharkai.", "Kharkai", "PK502"),
        ("The raid in Spera hit houses in Pasa Mela and Mandata areas.", "Mandata", "AF1411"),
        ("Sixteen were killed at Ghulam Khan Kalay.", "Ghulam Khan Kalay", "PK525"),
        # a tehsil of Peshawar is called so too, a village of Mohmand bears the name
        ("Men attacked Hasan Khel area. A bomb hit North Waziristan.", "Hasan Khel", "PK525"),
        # two villages of other districts bear the name
        (
            "A post in Barawal tehsil of Upper Dir, in Gulibagh forest, was hit.",
            "Gulibagh",
            "PK535",
        ),
        # a far district or tehsil bears the name
        ("Shells hit Dangam in Kunar. Two died when rockets fell on Dobandi.", "Dobandi", "AF1512"),
        ("Shells hit Chamkani district of Paktia. Two died in Andar village.", "Andar", "AF1310"),
        ("Shells hit Bajaur district. Two died in Andar village.", "Andar", "PK502"),
        ("Six died in KP, in Wana and in Mamund.", "Mamund", "PK502"),
        # the report names the units of one side, and a post on the other
        ("Barmal in Paktika was hit. Opposite Zarmelan, a post burned.", "Zarmelan", "PK530"),
        ("South Waziristan was hit. Shells fell in Margha village.", "Margha", "AF1214"),
        # where nobody is told to be hurt is what the report is of, too
        (
            "Families in the Dangam district of Kunar slept in caves. Rockets fell on Deraki village.",
            "Deraki",
            "AF1512",
        ),
        (
            "Families in the Bajaur district of KP slept in caves. Rockets fell on Galai village.",
            "Galai",
            "PK502",
        ),
        ("Men fought in Zazi Maidan, near the village of Kachkol.", "Kachkol", "AF1413"),
        ("Kurram fired on Khost, near the village of Kachkol. KP said so.", "Kachkol", "PK518"),
    ],
)
def test_a_hamlet_lies_where_its_list_or_report_does(text, name, lies_in, gazetteer):
    found = [p for p in find(text, gazetteer) if text[p.start : p.end] == name]
    assert [p.admin2_pcode for p in found] == [lies_in]
