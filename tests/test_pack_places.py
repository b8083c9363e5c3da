"""Every row of the gazetteer of the embedded pack: places, crossings, names and their sources."""

import csv
import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import Geod

from geo.gazetteer.names import fold

PACK = Path(__file__).parent.parent / "data" / "durand"
RECIPES = PACK.parent / "recipes"
GEOD = Geod(ellps="WGS84")

BASIS = re.compile(
    r"geonames:\d+|natural-earth:[a-z0-9-]+|geoboundaries:[\w-]+|osm-line|seat-of:[A-Z]{2}\d+"
    r"|learnt:\S+|published:https?://\S+\.\S+|unsourced"
)
KINDS = re.compile(r"PPL[A-Z0-9]*|town|village|post|camp|base|valley|pass|airfield")
LANGUAGES = {"", "en", "ps", "fa", "ur", "sd"}
# Abbreviations that people write for a place; every other short name in capitals is a code.
ABBREVIATIONS = {"KP", "KPK", "NWFP", "FATA", "AJK", "NWA", "SWA"}
PASHTO_ONLY = set("ټډړښږڼېۍګڅځ")
URDU_ONLY = set("ٹڈڑںےہھ")
# A gate stands on the line; a published point farther off than this is no source for it.
NEAR_LINE_KM = 3.0
BOX = (60.5, 23.5, 78.0, 38.6)  # west, south, east, north of both countries


def table(name, folder=PACK):
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PLACES = table("places.csv")
CROSSINGS = table("crossings.csv")
NAMES = table("names.csv")
ADMIN = {row["code"]: row for row in table("admin.csv")}
POINTED = [row for row in PLACES if row["latitude"]]


@pytest.fixture(scope="module")
def units():
    return gpd.read_parquet(PACK / "units.parquet").set_index("unit_id")


@pytest.fixture(scope="module")
def line():
    collection = json.loads((PACK / "line.geojson").read_text(encoding="utf-8"))
    return np.array(collection["features"][0]["geometry"]["coordinates"], dtype=float)


def faults(rows, is_right, show="place_id"):
    return [row[show] if isinstance(show, str) else show(row) for row in rows if not is_right(row)]


@pytest.mark.parametrize("name", ["places.csv", "crossings.csv", "names.csv"])
def test_files_are_plain(name):
    data = (PACK / name).read_bytes()
    assert b"\r" not in data
    assert data.decode("utf-8").endswith("\n")
    assert not data.startswith(b"\xef\xbb\xbf")


def test_rows_are_sorted_and_ids_unique():
    ids = [row["place_id"] for row in PLACES]
    gates = [row["place_id"] for row in CROSSINGS]
    assert ids == sorted(ids)
    assert gates == sorted(gates)
    assert [key for key, n in Counter([*ids, *gates, *ADMIN]).items() if n > 1] == []


def test_basis_is_of_the_closed_list():
    assert faults(PLACES, lambda row: BASIS.fullmatch(row["basis"])) == []
    assert faults(CROSSINGS, lambda row: BASIS.fullmatch(row["basis"])) == []


def test_ids_say_what_the_basis_says():
    def is_right(row):
        scheme = row["place_id"].split(":")[0]
        return scheme == "durand" or row["place_id"] == row["basis"]

    assert faults(PLACES, is_right) == []


def test_unsourced_rows_have_no_point_but_a_district_and_a_reason():
    def is_right(row):
        unsourced = row["basis"] == "unsourced"
        return unsourced == (row["latitude"] == "") == (row["longitude"] == "")

    assert faults(PLACES, is_right) == []
    without = [row for row in PLACES if row["basis"] == "unsourced"]
    assert faults(without, lambda row: row["admin2_pcode"] in ADMIN and row["note"]) == []
    # Names that a list gives with their unit are not counted as places whose point is wanting.
    sought = [row for row in without if not row["note"].startswith("stands for ")]
    assert len(sought) < len(PLACES) / 8


def test_listed_names_stand_for_the_unit_of_their_list():
    listed = [row for row in PLACES if row["place_id"].startswith("durand:uc-")]

    def is_right(row):
        unit = ADMIN[row["admin3_id"] or row["admin2_pcode"]]["name"]
        told = re.fullmatch(r"stands for (.+), where https?://\S+\.\S+ lists it", row["note"])
        return row["basis"] == "unsourced" and told and told[1] == unit

    assert len(listed) > 600
    assert faults(listed, is_right) == []
    assert borne_twice(listed) == []


def borne_twice(rows):
    # A name that another row of the district bears would only hide that row's point.
    names = Counter(
        (fold(row["name"]), row["admin2_pcode"]) for row in PLACES if row["admin2_pcode"]
    )
    return [row["place_id"] for row in rows if names[fold(row["name"]), row["admin2_pcode"]] > 1]


def test_reported_names_stand_for_the_smallest_that_their_report_says():
    said = [row for row in PLACES if row["place_id"].startswith("durand:said-")]

    def is_right(row):
        unit = ADMIN[row["admin3_id"] or row["admin2_pcode"]]["name"]
        stands = "a place near it" if row["near_id"] else unit
        told = re.fullmatch(r"stands for (.+), where https?://\S+\.\S+ has it", row["note"])
        return row["basis"] == "unsourced" and told and told[1] == stands

    assert len(said) >= 150
    assert faults(said, is_right) == []
    assert borne_twice(said) == []
    keys = [
        (row["admin2_pcode"], row["name"]) for row in table("curated_reported_places.csv", RECIPES)
    ]
    assert keys == sorted(set(keys))


def test_villages_with_a_post_office_stand_near_the_office_that_serves_them():
    served = [row for row in PLACES if re.match("durand:post-(af|pk)[0-9]", row["place_id"])]
    offices = table("curated_post_offices.csv", RECIPES)
    names = [(row["admin2_pcode"], name) for row in offices for name in row["offices"].split("; ")]

    def is_right(row):
        unit = ADMIN[row["admin3_id"] or row["admin2_pcode"]]["name"]
        stands = "a place near it" if row["near_id"] else unit
        return row["basis"] == "unsourced" and row["note"].startswith(f"stands for {stands}, where")

    assert len(served) == len(names) > 500
    assert faults(served, is_right) == []
    assert borne_twice(served) == []
    assert faults(offices, lambda row: not (row["near_id"] and row["admin3_id"]), "head") == []
    heads = [(row["admin2_pcode"], row["head"]) for row in offices]
    assert heads == sorted(set(heads))


def test_what_stands_for_a_place_near_it_has_a_point():
    pointed = {row["place_id"] for row in [*PLACES, *CROSSINGS] if row["latitude"]}
    known = [row for row in PLACES if row["near_id"]]
    assert len(known) > 40
    assert faults(known, lambda row: not row["latitude"] and row["near_id"] in pointed) == []


def test_subdistricts_of_curated_rows_are_of_their_district():
    rows = {row["place_id"]: row for row in PLACES}
    finer = table("curated_place_units.csv", RECIPES)
    assert [row["place_id"] for row in finer] == sorted({row["place_id"] for row in finer})
    assert faults(finer, lambda row: rows[row["place_id"]]["basis"] == "unsourced") == []
    assert faults(finer, lambda row: rows[row["place_id"]]["admin3_id"] == row["admin3_id"]) == []
    assert faults(finer, lambda row: rows[row["place_id"]]["near_id"] == row["near_id"]) == []
    assert faults(finer, lambda row: row["admin3_id"] or row["near_id"]) == []
    assert faults(finer, lambda row: row["reason"]) == []


def test_published_rows_say_what_was_read():
    curated = [row for row in PLACES if row["basis"].startswith("published:")]
    assert faults(curated, lambda row: row["note"]) == []


def test_points_are_written_with_five_decimals_inside_the_region():
    def is_right(row):
        longitude, latitude = float(row["longitude"]), float(row["latitude"])
        written = f"{latitude:.5f},{longitude:.5f}" == f"{row['latitude']},{row['longitude']}"
        west, south, east, north = BOX
        return written and west < longitude < east and south < latitude < north

    assert faults(POINTED, is_right) == []


def test_other_columns_have_values_of_their_lists():
    def is_right(row):
        return (
            row["level"] == "place"
            and KINDS.fullmatch(row["kind"])
            and row["rank"] in set("123456")
            and row["country"] in {"AFG", "PAK"}
            and (row["population"] == "" or int(row["population"]) > 0)
            and (not row["latitude"] or 0 < float(row["uncertainty_km"]) <= 20)
        )

    assert faults(PLACES, is_right) == []


def test_codes_exist_and_belong_together():
    def is_right(row):
        first, second, third = row["admin1_pcode"], row["admin2_pcode"], row["admin3_id"]
        return (
            ADMIN[first]["parent"] == row["country"]
            and ADMIN[second]["parent"] == first
            and (not third or ADMIN[third]["parent"] == second)
        )

    assert faults(PLACES, is_right) == []


def test_points_lie_in_the_polygon_of_their_codes(units):
    outside = []
    for row in POINTED:
        shape = units.loc[row["admin3_id"] or row["admin2_pcode"], "geometry"]
        point = shapely.Point(float(row["longitude"]), float(row["latitude"]))
        if shape.distance(point) == 0:
            continue
        told = re.search(r"lies (\d+\.\d\d) km outside this unit", row["note"])
        foot = shapely.shortest_line(point, shape).coords[-1]
        away = GEOD.inv(point.x, point.y, *foot)[2] / 1000
        if not told or abs(float(told[1]) - away) > 0.05 or away > 15:
            outside.append(row["place_id"])
    assert outside == []


def test_curated_points_lie_in_the_district_their_source_names():
    codes = {row["place_id"]: row for row in PLACES}
    curated = [row for path in sorted(RECIPES.glob("curated_places*.csv")) for row in table(path)]
    assert len(curated) > 100
    wrong = [
        (row["place_id"], row["admin2_pcode"], codes[row["place_id"]]["admin2_pcode"])
        for row in curated
        if codes[row["place_id"]]["admin2_pcode"] != row["admin2_pcode"]
    ]
    assert wrong == []


def test_an_airfield_stands_once():
    codes = Counter(
        code
        for row in PLACES
        if row["kind"] == "airfield"
        for code in re.findall(r"\b(?:ICAO code|ident) ([A-Z0-9-]+)", row["note"])
    )
    assert len(codes) > 140
    assert [code for code, count in codes.items() if count > 1] == []


def test_every_rank_is_used_and_capitals_come_first():
    ranks = {row["name"]: row["rank"] for row in PLACES if row["kind"] in {"PPLC", "PPLA"}}
    assert {row["rank"] for row in PLACES} == set("123456")
    assert (ranks["Kabul"], ranks["Islamabad"], ranks["Peshawar"]) == ("1", "1", "1")
    assert all(int(ranks[name]) <= 3 for name in ("Gardez", "Khost", "Sharan", "Asadabad"))
    assert sum(row["rank"] in {"1", "2"} for row in PLACES) < 25


# Crossings


def nearest_on(line, longitude, latitude):
    """Distance to the line in km and kilometre along it, by brute force on 20 m steps."""
    step = GEOD.inv(*line[:-1].T, *line[1:].T)[2]
    starts = np.concatenate([[0.0], np.cumsum(step)])
    near = np.flatnonzero(
        shapely.distance(
            shapely.linestrings(np.stack([line[:-1], line[1:]], axis=1)),
            shapely.Point(longitude, latitude),
        )
        < 0.1
    )
    best = (np.inf, np.nan)
    for index in near:
        share = np.linspace(0, 1, max(2, int(step[index] / 20)))
        points = line[index] + share[:, None] * (line[index + 1] - line[index])
        count = len(share)
        away = GEOD.inv(np.full(count, longitude), np.full(count, latitude), *points.T)[2]
        at = int(away.argmin())
        along = starts[index] + GEOD.inv(*line[index], *points[at])[2]
        best = min(best, (away[at] / 1000, along / 1000))
    return best


def test_crossings_with_a_point_stand_on_the_line(line):
    path = shapely.LineString(line)
    for row in CROSSINGS:
        if row["basis"] == "unsourced":
            assert (row["latitude"], row["published_latitude"], row["line_km"]) == ("", "", "")
            continue
        longitude, latitude = float(row["longitude"]), float(row["latitude"])
        foot = path.interpolate(path.project(shapely.Point(longitude, latitude)))
        assert GEOD.inv(longitude, latitude, foot.x, foot.y)[2] <= 1.0, row["place_id"]


def test_crossings_keep_the_published_point_and_its_kilometre(line):
    for row in CROSSINGS:
        if row["basis"] == "unsourced":
            continue
        published = float(row["published_longitude"]), float(row["published_latitude"])
        away, along = nearest_on(line, *published)
        assert abs(along - float(row["line_km"])) < 0.1, row["place_id"]
        moved = GEOD.inv(*published, float(row["longitude"]), float(row["latitude"]))[2] / 1000
        assert abs(moved - away) < 0.02, row["place_id"]
        assert f"the published point lies {moved:.2f} km from the line" in row["note"]
        assert away <= NEAR_LINE_KM, row["place_id"]
        assert float(row["uncertainty_km"]) > away


def test_crossings_lie_in_the_section_of_their_codes():
    sections = table("sections.csv")
    for row in CROSSINGS:
        left, right = row["left_code"], row["right_code"]
        assert left in ADMIN, row["place_id"]
        assert ADMIN[right]["level"] == "admin2", row["place_id"]
        assert row["status"] in {"official", "local", "pass"}
        runs = [s for s in sections if (s["left_code"], s["right_code"]) == (left[:4], right)]
        assert runs, row["place_id"]
        if row["line_km"]:
            at = float(row["line_km"])
            assert any(float(s["from_km"]) <= at <= float(s["to_km"]) for s in runs), row["name"]


def test_every_official_crossing_is_there():
    names = {row["name"] for row in CROSSINGS}
    assert names >= {
        "Torkham crossing",
        "Chaman crossing",
        "Ghulam Khan crossing",
        "Angur Ada crossing",
        "Kharlachi crossing",
        "Arandu crossing",
        "Badini crossing",
        "Bin Shahi crossing",
    }


# Names


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


def test_count_by_basis(capsys):
    """The count is printed even in a quiet run: it is what a reader asks of a gazetteer."""
    count = Counter(row["basis"].split(":")[0] for row in PLACES)
    gates = Counter(row["basis"].split(":")[0] for row in CROSSINGS)
    with capsys.disabled():
        print(f"\nplaces {dict(count)}, crossings {dict(gates)}, names {len(NAMES)}")  # noqa: T201
    assert sum(count.values()) == len(PLACES) > 1100
    assert count["geonames"] == 891
    assert gates["published"] >= 11
