"""Every row of the curated tables of border places and of their other names."""

import csv
import re
import unicodedata
from collections import Counter
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from pyproj import Geod

PACK = Path(__file__).parent.parent / "data" / "durand"
RECIPES = PACK.parent / "recipes"
GEOD = Geod(ellps="WGS84")

COLUMNS = [
    "place_id",
    "name",
    "latitude",
    "longitude",
    "country",
    "admin1_pcode",
    "admin2_pcode",
    "kind",
    "rank",
    "uncertainty_km",
    "basis",
    "note",
]
ALIAS_COLUMNS = ["id", "name", "language", "kind", "source"]
ADDRESS = re.compile(r"https?://[\w.-]+\.[a-z]{2,}/\S+")
BASIS = re.compile(r"published:https?://[\w.-]+\.[a-z]{2,}/\S+|geonames:\d+|unsourced")
KINDS = {"town", "village", "post", "camp", "base", "valley", "pass", "airfield"}
# How far off a point of each source may be, by what the source says of its own precision.
UNCERTAINTY_KM = {
    "github.com/symerio/postal-codes-data": (4, 8),
    "www.openstreetmap.org": (1, 3),
    "ourairports.com": (1, 3),
    "wikipedia.org": (1, 10),
    "github.com/cmohamma/DroneStrikesPakistan": (6, 20),
    "grottomap.org": (4, 8),
    "github.com/colincookman/pakistan_polling_stations_2018": (3, 8),
    "github.com/barialay/afghanistan-province-district-village": (1, 4),
}


def table(name, folder=RECIPES):
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PAKISTAN = table("curated_places_pakistan.csv")
AFGHANISTAN = table("curated_places_afghanistan.csv")
POLLING = table("curated_places_polling.csv")
PLACES = PAKISTAN + AFGHANISTAN + POLLING
ALIASES = table("curated_aliases.csv")
OTHERS = table("curated_places.csv")
CROSSINGS = table("curated_crossings.csv")
ADMIN = {row["code"]: row for row in table("admin.csv", PACK)}
POINTED = [row for row in PLACES if row["latitude"]]
UNSOURCED = [row for row in PLACES if row["basis"] == "unsourced"]


def faults(rows, is_right, show="place_id"):
    return [row[show] for row in rows if not is_right(row)]


def folded(name):
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(char for char in letters if char.isalpha())


def apart_km(row, other):
    ends = [float(place[axis]) for place in (row, other) for axis in ("longitude", "latitude")]
    return GEOD.inv(*ends)[2] / 1000


@pytest.fixture(scope="module")
def units():
    return gpd.read_parquet(PACK / "units.parquet")


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("curated_places_pakistan.csv", COLUMNS),
        ("curated_places_afghanistan.csv", COLUMNS),
        ("curated_places_polling.csv", COLUMNS),
        ("curated_aliases.csv", ALIAS_COLUMNS),
    ],
)
def test_files_are_plain_and_have_their_columns(name, columns):
    data = (RECIPES / name).read_bytes()
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert data.decode("utf-8").split("\n", 1)[0].split(",") == columns


@pytest.mark.parametrize(
    ("rows", "country"), [(PAKISTAN, "PAK"), (AFGHANISTAN, "AFG"), (POLLING, "PAK")]
)
def test_rows_are_sorted_and_of_their_country(rows, country):
    ids = [row["place_id"] for row in rows]
    assert ids == sorted(ids)
    assert faults(rows, lambda row: row["country"] == country) == []


def test_there_are_at_least_350_and_250_of_them_have_a_point():
    assert len(PLACES) >= 350
    assert len(POINTED) >= 250


def test_ids_are_slugs_and_stand_in_one_table_only():
    ids = [row["place_id"] for row in PLACES + OTHERS + CROSSINGS]
    assert faults(PLACES, lambda row: re.fullmatch(r"durand:[a-z0-9-]+", row["place_id"])) == []
    assert [key for key, count in Counter(ids).items() if count > 1] == []


def test_codes_exist_and_belong_together():
    def is_right(row):
        first, second = row["admin1_pcode"], row["admin2_pcode"]
        return ADMIN[first]["parent"] == row["country"] and ADMIN[second]["parent"] == first

    assert faults(PLACES, is_right) == []


def test_columns_have_values_of_their_lists():
    def is_right(row):
        return (
            row["kind"] in KINDS
            and row["rank"] in set("123456")
            and BASIS.fullmatch(row["basis"])
            and row["name"] == " ".join(row["name"].split())
            and len(folded(row["name"])) > 1
            and row["note"]
        )

    assert faults(PLACES, is_right) == []


def test_unsourced_rows_have_no_point_and_an_address_for_their_district():
    def is_right(row):
        cells = (row["latitude"], row["longitude"], row["uncertainty_km"])
        named = ADMIN[row["admin2_pcode"]]["name"] in row["note"]
        return cells == ("", "", "0") and named and ADDRESS.search(row["note"])

    assert len(UNSOURCED) + len(POINTED) == len(PLACES)
    assert faults(UNSOURCED, is_right) == []


def test_points_are_written_with_five_decimals():
    def is_right(row):
        written = f"{float(row['latitude']):.5f},{float(row['longitude']):.5f}"
        return written == f"{row['latitude']},{row['longitude']}"

    assert faults(POINTED, is_right) == []


def test_uncertainty_is_that_of_the_kind_of_source():
    def is_right(row):
        spans = [span for site, span in UNCERTAINTY_KM.items() if site in row["basis"]]
        return len(spans) == 1 and spans[0][0] <= float(row["uncertainty_km"]) <= spans[0][1]

    assert faults(POINTED, is_right) == []


def test_points_lie_in_their_district_or_say_how_far_and_why_not(units):
    shapes = units.dissolve("admin2_pcode").geometry
    outside = []
    for row in POINTED:
        point = shapely.Point(float(row["longitude"]), float(row["latitude"]))
        shape = shapes[row["admin2_pcode"]]
        if shape.intersects(point):
            continue
        foot = shapely.shortest_line(point, shape).coords[-1]
        away = GEOD.inv(point.x, point.y, *foot)[2] / 1000
        told = re.search(r"(\d+\.\d) km outside .+: \w+", row["note"])
        if not told or abs(float(told[1]) - away) > 0.1:
            outside.append((row["place_id"], round(away, 1)))
    assert outside == []


def test_spellings_are_distinct():
    keys = Counter((folded(row["name"]), row["admin2_pcode"]) for row in PLACES + OTHERS)
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_place_stands_twice_under_one_name():
    named = {}
    for row in POINTED + [row for row in OTHERS if row["latitude"]]:
        named.setdefault(folded(row["name"]), []).append(row)
    twins = [
        (one["place_id"], two["place_id"])
        for rows in named.values()
        for index, one in enumerate(rows)
        for two in rows[:index]
        if apart_km(one, two) < 10
    ]
    assert twins == []


def test_no_row_repeats_a_place_of_the_packages():
    known = {}
    for row in table("places.csv", PACK):
        if row["latitude"] and row["place_id"].startswith(("geonames:", "natural-earth:")):
            known.setdefault(folded(row["name"]), []).append(row)
    repeats = [
        (row["place_id"], other["place_id"])
        for row in POINTED
        for other in known.get(folded(row["name"]), [])
        if apart_km(row, other) < 10
    ]
    assert repeats == []


# Names


def test_aliases_are_of_known_things_sorted_and_unique():
    keys = [(row["id"], row["language"], row["name"]) for row in ALIASES]
    known = {row["place_id"] for row in PLACES + OTHERS + table("places.csv", PACK)} | set(ADMIN)
    assert keys == sorted(keys)
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert {row["id"] for row in ALIASES} - known == set()


def test_aliases_differ_from_the_name_of_their_row():
    own = {row["place_id"]: row["name"] for row in PLACES + OTHERS}
    assert faults(ALIASES, lambda row: own.get(row["id"]) != row["name"], "id") == []


def test_aliases_have_a_source_and_a_language_that_fits_their_letters():
    def is_right(row):
        arabic = "ARABIC" in unicodedata.name(row["name"][0])
        return (
            row["kind"] in {"alternate", "historic", "variant"}
            and row["language"] in ({"", "ps", "fa", "ur"} if arabic else {"", "en"})
            and re.fullmatch(r"published:https?://\S+\.\S+", row["source"])
        )

    assert faults(ALIASES, is_right, "id") == []
