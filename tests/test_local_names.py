"""Every row of the table of names in local scripts, and what it buys."""

from __future__ import annotations

import csv
import importlib.util
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest

from geo import region
from geo.gazetteer import Gazetteer
from geo.gazetteer.names import fold
from maps import payload
from maps.local_names import every_name, names_in

PACK = Path(__file__).parent.parent / "data" / "durand"
RECIPES = PACK.parent / "recipes"

ADDRESS = re.compile(r"published:https?://[\w.-]+\.[a-z]{2,}/\S*")
SCRIPTS = {"fa": "arabic", "ps": "arabic", "ur": "arabic", "en": "latin"}


def recipe(name):
    """Load a module of the recipes without putting their folder on the path."""
    spec = importlib.util.spec_from_file_location(name, RECIPES / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TEXT = recipe("names_text")


def table(name, folder=RECIPES):
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


NAMES = table("curated_local_names.csv")
PACK_NAMES = table("names.csv", PACK)
ADMIN = {row["code"]: row for row in table("admin.csv", PACK)}
PLACES = {row["place_id"]: row for row in table("places.csv", PACK)}
CROSSINGS = {row["place_id"]: row for row in table("crossings.csv", PACK)}
THINGS = ADMIN | PLACES | CROSSINGS
# No list of a known licence and no page that was read writes them, or only with a misprint, or the
# name is the word for a district itself (Shahrestan) or a city of the other country (Charsadra).
WITHOUT_LOCAL_NAME = {
    *("AF1102", "AF1704", "AF1713", "AF1722", "AF1727", "AF2111", "AF2116", "AF2304"),
    *("AF2402", "AF2409", "AF2506", "AF3309", "PK218", "PK229"),
}


def units_of(key):
    """Districts in which a thing lies; a crossing lies in one on either side."""
    if key in CROSSINGS:
        codes = (CROSSINGS[key]["left_code"], CROSSINGS[key]["right_code"])
        return set().union(*(units_of(code) for code in codes))
    if key in PLACES:
        return {PLACES[key]["admin2_pcode"]}
    return {ADMIN[key]["parent"] if ADMIN[key]["level"] == "admin3" else key}


def are_together(one, other):
    """Tell whether two things are one place or one lies in the other: a seat in its district."""
    return any(
        left.startswith(right) or right.startswith(left)
        for left in units_of(one)
        for right in units_of(other)
    )


def test_the_table_has_its_columns_and_no_row_twice():
    assert list(NAMES[0]) == ["id", "name", "language", "kind", "source", "namesakes"]
    keys = [(row["id"], row["name"], row["language"]) for row in NAMES]
    assert len(keys) == len(set(keys)) >= 400
    assert [(row["id"], row["language"], row["name"]) for row in NAMES] == sorted(
        (row["id"], row["language"], row["name"]) for row in NAMES
    )


def test_rows_name_things_of_the_pack_and_where_the_name_was_read():
    for row in NAMES:
        assert row["id"] in THINGS, row
        assert ADDRESS.match(row["source"]), row
        assert row["kind"] in {"alternate", "variant", "historic"}, row


def test_script_and_letters_fit_the_language():
    for row in NAMES:
        name = row["name"]
        assert name == " ".join(unicodedata.normalize("NFC", name).split()), row
        assert TEXT.script_of(name) == SCRIPTS[row["language"]], row
        assert TEXT.language_of(name) in {"", row["language"]}, row


def test_the_pack_has_every_name():
    held = {(row["id"], row["name"], row["language"]) for row in PACK_NAMES}
    assert not [row for row in NAMES if (row["id"], row["name"], row["language"]) not in held]


def test_no_other_table_gives_the_same_name():
    others = {
        (row["id"], row["name"], row["language"])
        for name in ("curated_names.csv", "curated_aliases.csv")
        for row in table(name)
    }
    assert not [row for row in NAMES if (row["id"], row["name"], row["language"]) in others]


def test_namesakes_are_those_of_the_pack():
    bearers = defaultdict(set)
    for row in PACK_NAMES:
        if row["id"] in THINGS:
            bearers[fold(row["name"])].add(row["id"])
    for row in NAMES:
        country = THINGS[row["id"]]["country"]
        found = {
            key
            for key in bearers[fold(row["name"])]
            if THINGS[key]["country"] == country and not are_together(key, row["id"])
        }
        assert set(filter(None, row["namesakes"].split(";"))) == found, row


def test_every_district_has_a_name_in_a_local_script():
    named = {row["id"] for row in PACK_NAMES if row["script"] == "arabic"}
    districts = {code for code, row in ADMIN.items() if row["level"] == "admin2"}
    assert districts - named == WITHOUT_LOCAL_NAME


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer(region.load("durand"))


@pytest.mark.parametrize(
    ("text", "country", "admin1", "meant"),
    [
        ("ولسوالی شتل", "AFG", None, "AF0806"),
        ("ولسوالی نرخ", "AFG", None, "AF0402"),
        ("د بهسودو ولسوالۍ", "AFG", "Nangarhar", "AF0602"),
        ("شلتن", "AFG", None, "AF1506"),
        ("زازی‌میدان", "AFG", None, "AF1413"),
        ("ښوراوک", "AFG", None, "AF2714"),
        ("رېګستان", "AFG", None, "AF2716"),
        ("مټاخان", "AFG", None, "AF1202"),
        ("تحصیل ماموند", "PAK", None, "PK502-mamund"),
        ("لوئر دیر", "PAK", None, "PK520"),
        ("اپر کرم", "PAK", None, "PK518-upper-kurram"),
        ("لدھا", "PAK", None, "PK530-ladha"),
        ("میرلي", "PAK", None, "PK525-mir-ali"),
        ("ږوب", "PAK", None, "PK231"),
        ("ضلع باغ", "PAK", None, "PK101"),
        ("براہمچہ", None, None, "durand:bahramcha"),
        ("Shultan", "AFG", None, "AF1506"),
    ],
)
def test_what_people_write_is_found(gazetteer, text, country, admin1, meant):
    found = gazetteer.answers([(text, country, admin1, None)])[0]
    assert meant in {found.place_id, found.admin3_id, found.admin2_pcode}, found.place_why
    assert found.place_level != "admin1"


@pytest.mark.parametrize("text", ["پرانی حویلی میں", "د ډالرو نرخ لوړ شو", "چک تقسیم کیے گئے"])
def test_an_everyday_word_is_no_district(gazetteer, text):
    for country in ("AFG", "PAK"):
        assert gazetteer.answers([(text, country, None, None)])[0].place_level is None


# A district's name where the language has none of its own: borrowed from the language in which most
# districts of its country are named, and not from a neighbour's translation.
BORROWED = [
    ("fa", "PK530", "جنوبی وزیرستان"),
    ("fa", "PK525", "شمالی وزیرستان"),
    ("fa", "PK502", "باجور"),
    ("fa", "PK528", "پشاور"),
    ("fa", "AF1407", "صبری"),
    ("ps", "PK530", "سويلي وزیرستان"),
    ("ps", "AF0101", "کابل"),
    ("ur", "AF1107", "اندڑ"),
    # without the marks that only lists write
    ("ur", "AF2113", "کلدار"),
    ("fa", "PK627", "پاکپتن"),
    ("fa", "geonames:1182122", "بونی"),
]


@pytest.mark.parametrize(("language", "code", "name"), BORROWED)
def test_a_name_is_borrowed_from_the_language_of_its_country(language, code, name):
    assert names_in(region.load(), language)[code] == name


# What no map writes in a language: marks of vowels and doubled letters, others' letters.
@pytest.mark.parametrize(
    ("language", "strange", "example", "name"),
    [
        ("ps", "ٹڈڑگكھہے", "AF1301", "ګردېز"),
        ("fa", "ګيىكھہے", "AF0308", "کوه صافی"),
        ("ur", "ټډړګيىكه", "PK630", "راولپنڈی"),
        ("ur", "-", "geonames:1149550", "آب کماری"),
    ],
)
def test_names_are_written_as_on_a_map(language, strange, example, name):
    named = names_in(region.load(), language)
    assert named[example] == name
    marks = {chr(code) for code in range(0x064B, 0x0660)}
    assert {key: told for key, told in named.items() if marks.union(strange) & set(told)} == {}


def test_every_name_of_the_pack_is_searched():
    ids = ["durand:torkham-crossing", "", "AF0608"]
    (block,) = every_name(region.load("durand"), "places", ids)
    told = payload.read(block)
    assert (block.key, len(told), told[1]) == ("places/names", 3, "")
    assert {"تورخم", "طورخم", "Torkham", "Towrkham"} <= set(told[0].split("\n"))
    assert {"Khogyani", "Khogiani", "خوګياڼي"} <= set(told[2].split("\n"))
    assert list(every_name(region.load("durand"), "places", ["nowhere"])) == []
