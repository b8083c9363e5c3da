"""Every name of the embedded pack: of a known thing, in its letters, and no junk."""

import json
import re
import unicodedata
from collections import Counter

import geopandas as gpd
import pytest
import shapely
from durand_tables import ADMIN, CROSSINGS, NAMES, PACK, PLACES, faults, table

LANGUAGES = {"", "en", "ps", "fa", "ur", "sd"}
# Abbreviations that people write for a place; every other short name in capitals is a code.
ABBREVIATIONS = {"KP", "KPK", "NWFP", "FATA", "AJK", "NWA", "SWA"}
PASHTO_ONLY = set("ټډړښږڼېۍګڅځ")
URDU_ONLY = set("ٹڈڑںےہھ")


@pytest.fixture(scope="module")
def units():
    return gpd.read_parquet(PACK / "units.parquet").set_index("unit_id")


@pytest.fixture(scope="module")
def line():
    collection = json.loads((PACK / "line.geojson").read_text(encoding="utf-8"))
    return collection["features"][0]["geometry"]["coordinates"]


def test_names_are_sorted_unique_and_of_known_things():
    order = {"preferred": 0, "alternate": 1, "historic": 2, "variant": 3}
    keys = [(n["id"], order[n["kind"]], n["script"], n["name"], n["language"]) for n in NAMES]
    assert keys == sorted(keys)
    repeats = Counter((n["id"], n["name"], n["language"]) for n in NAMES)
    assert [key for key, count in repeats.items() if count > 1] == []
    things = {row["place_id"] for row in PLACES + CROSSINGS} | set(ADMIN)
    things |= {row["section_id"] for row in table("sections.csv")}
    assert {n["id"] for n in NAMES} - things == set()
    assert things - {n["id"] for n in NAMES if n["kind"] == "preferred"} == set()


def test_preferred_names_are_those_of_the_tables():
    spoken = {(n["id"], n["name"]) for n in NAMES if n["kind"] == "preferred"}
    told = {(row["place_id"], row["name"]) for row in PLACES + CROSSINGS}
    told |= {(row["code"], row["name"]) for row in ADMIN.values()}
    assert told - spoken == set()


def scripts_in(text):
    letters = [char for char in text if char.isalpha()]
    return {unicodedata.name(char).split()[0].lower() for char in letters}


def test_script_and_language_match_the_letters():
    def is_right(row):
        letters = set(row["name"])
        allowed = {"", "en"} if row["script"] == "latin" else LANGUAGES - {"en"}
        return (
            scripts_in(row["name"]) == {row["script"]}
            and row["language"] in allowed
            and not (row["language"] == "ps" and letters & URDU_ONLY)
            and not (row["language"] in {"fa", "ur"} and letters & (PASHTO_ONLY - set("ې")))
        )

    assert faults(NAMES, is_right, lambda row: (row["id"], row["name"], row["language"])) == []


def test_no_name_is_junk():
    own = {(code, row["name"]) for code, row in ADMIN.items()}
    own |= {(row["place_id"], row["name"]) for row in PLACES}

    def is_right(row):
        name = row["name"]
        if name in ABBREVIATIONS or (row["id"], name) in own:
            return True
        letters = "".join(char for char in name if char.isalpha())
        return (
            name == " ".join(name.split())
            and len(letters) > 1
            and len(name) <= 60
            and not (row["script"] == "latin" and name == name.lower())
            and not (row["script"] == "latin" and len(letters) < 5 and letters.isupper())
            and not re.search(r"[\d<>{}\[\]|;=*_\\]", name)
        )

    assert faults(NAMES, is_right, lambda row: (row["id"], row["name"])) == []


def test_every_province_has_names_in_dari_pashto_and_urdu():
    spoken = {(n["id"], n["language"]) for n in NAMES if n["script"] == "arabic"}
    provinces = [code for code, row in ADMIN.items() if row["level"] == "admin1"]
    assert len(provinces) == 41
    assert [(c, x) for c in provinces for x in ("fa", "ps", "ur") if (c, x) not in spoken] == []


def test_every_district_at_the_line_has_a_name_in_arabic_script(units, line):
    near = units[shapely.dwithin(units.geometry.array, shapely.LineString(line), 0.001)]
    districts = set(near["admin2_pcode"])
    spoken = {n["id"] for n in NAMES if n["script"] == "arabic"}
    assert len(districts) > 60
    assert districts - spoken == set()


KNOWN_NAMES = [
    ("AF06", "Ningarhar"),
    ("AF13", "Paktia"),
    ("AF08", "Panjshir"),
    ("AF24", "دایکندی"),
    ("AF0610", "Haska Mena"),
    ("AF0616", "Ghani Khel"),
    ("AF0617", "Momand Dara"),
    ("AF1214", "Bermal"),
    ("AF1307", "Zazi"),
    ("AF1311", "Dand-e-Patan"),
    ("AF1413", "Zazi Maidan"),
    ("AF1505", "Sarkani"),
    ("PK214", "Qilla Abdullah"),
    ("PK507", "Lower Chitral"),
    ("PK509", "Dera Ismail Khan"),
    ("PK5", "KPK"),
    ("durand:chaman-crossing", "Friendship Gate"),
    ("durand:wesh", "وېش"),
    ("durand:torkham-crossing", "طورخم"),
    ("durand:angur-ada", "Angoor Adda"),
    ("durand:airfield-oaix", "Bagram Airfield"),
]


@pytest.mark.parametrize(("key", "name"), KNOWN_NAMES)
def test_known_name(key, name):
    assert name in {n["name"] for n in NAMES if n["id"] == key}


WRONG_NAMES = [
    ("AF08", "Parwan"),  # Natural Earth's faults
    ("AF24", "Uruzgan"),
    ("AF12", "Paktya"),
    ("AF13", "Paktika"),
    ("geonames:1120497", "Nadir Shah Kot"),  # GeoNames' faults
    ("geonames:1183883", "Bahawalpur"),
]


@pytest.mark.parametrize(("key", "name"), WRONG_NAMES)
def test_faults_of_the_sources_are_gone(key, name):
    assert name not in {n["name"] for n in NAMES if n["id"] == key}
