"""Every place of the embedded pack: its basis, its codes and its point."""

import re
import tomllib
from collections import Counter

import geopandas as gpd
import pytest
import shapely
from durand_tables import ADMIN, CROSSINGS, GEOD, NAMES, PACK, PLACES, RECIPES, faults, table

from geo.gazetteer.names import fold

BASIS = re.compile(
    r"geonames:\d+|natural-earth:[a-z0-9-]+|geoboundaries:[\w-]+|osm-line|seat-of:[A-Z]{2}\d+"
    r"|learnt:\S+|published:https?://\S+\.\S+|unsourced"
)
KINDS = re.compile(r"PPL[A-Z0-9]*|town|village|post|camp|base|valley|pass|airfield")
BOX = (60.5, 23.5, 78.0, 38.6)  # west, south, east, north of both countries

POINTED = [row for row in PLACES if row["latitude"]]
DISPLACED = {
    row["admin2_pcode"]: float(row["reach_km"]) for row in table("displaced_units.csv", RECIPES)
}


@pytest.fixture(scope="module")
def units():
    return gpd.read_parquet(PACK / "units.parquet").set_index("unit_id")


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


# On the line, as their reports say; another place of the district, with a point, is not.
TWINS = ["durand:said-pk518-palosin", "durand:said-pk525-hassan-khel"]


def test_reported_names_stand_for_the_smallest_that_their_report_says():
    said = [row for row in PLACES if row["place_id"].startswith("durand:said-")]

    def is_right(row):
        unit = ADMIN[row["admin3_id"] or row["admin2_pcode"]]["name"]
        stands = "a place near it" if row["near_id"] else unit
        told = re.fullmatch(r"stands for (.+), where https?://\S+\.\S+ has it", row["note"])
        return row["basis"] == "unsourced" and told and told[1] == stands

    assert len(said) >= 150
    assert faults(said, is_right) == []
    assert borne_twice(said) == TWINS
    keys = [
        (row["admin2_pcode"], row["name"]) for row in table("curated_reported_places.csv", RECIPES)
    ]
    assert keys == sorted(set(keys))


def test_villages_with_a_polling_centre_stand_for_their_district_and_share_no_name():
    listed = [row for row in PLACES if row["place_id"].startswith("durand:poll-")]
    table_rows = table("curated_polling_centres.csv", RECIPES)
    local = {row["id"] for row in NAMES if row["script"] == "arabic"}
    elsewhere = {
        fold(row["name"])
        for row in NAMES
        if row["script"] == "latin" and not row["id"].startswith("durand:poll-")
    }

    def is_right(row):
        stands = f"stands for {ADMIN[row['admin2_pcode']]['name']}, where https://"
        return row["basis"] == "unsourced" and row["note"].startswith(stands)

    assert len(listed) == len(table_rows) > 200
    assert faults(listed, is_right) == []
    assert faults(listed, lambda row: row["place_id"] in local) == []
    assert faults(listed, lambda row: fold(row["name"]) not in elsewhere) == []
    keys = [(row["admin2_pcode"], row["name"]) for row in table_rows]
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


def test_every_address_that_places_rest_on_is_told_in_words():
    names = tomllib.loads((PACK / "region.toml").read_text("utf-8"))["published"]
    read = [row["basis"].removeprefix("published:") for row in [*PLACES, *CROSSINGS]]
    read = [address for address in read if address.startswith("http")]
    said = {a: [name for name in names if f"{a}/".startswith(f"{name}/")] for a in read}
    assert [address for address, found in said.items() if len(found) != 1] == []
    assert {name for found in said.values() for name in found} == set(names)


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
        by_source = "the nearest of its district" in row["note"]
        reach = max(DISPLACED.values()) if by_source else 15
        if not told or abs(float(told[1]) - away) > max(0.05, away / 200) or away > reach:
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
