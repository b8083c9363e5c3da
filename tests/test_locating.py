"""Rows of words, coordinates or both: the where and line columns."""

from __future__ import annotations

import packs
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import region
from geo.locating import locate_rows
from geo.schema import WHERE


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    return region.load(packs.write_pack(tmp_path_factory.mktemp("locating") / "grey"))


def locate(pack, **row):
    found = locate_rows(pd.DataFrame([row]), pack).iloc[0]
    return {name: None if pd.isna(value) else value for name, value in found.items()}


def test_words_alone(pack):
    row = locate(pack, place_text="Red Gate")
    assert row["place_level"] == "crossing"
    assert (row["country"], row["admin1"], row["admin2"]) == ("XWL", "Lowmark", "Lakeside")
    assert (row["latitude"], row["longitude"], row["where_prec"]) == (41.0, 11.3, 1)
    assert (row["line_side"], row["nearest_crossing"]) == ("on_line", "Red Gate")
    assert row["line_km"] == pytest.approx(113.9, abs=0.2)
    assert (row["line_section"], row["line_version"]) == ("Lowmark / Millton", "grey-1")


def test_coordinates_alone(pack):
    row = locate(pack, latitude=40.51234, longitude=11.40001)
    assert (row["country"], row["admin1_pcode"], row["admin2_pcode"]) == ("XEL", "SS", "SS01")
    assert (row["admin3"], row["admin3_id"]) == ("Nearside", "SS01-near")
    assert (row["place_level"], row["place_name"], row["place_score"]) == ("place", None, 1.0)
    assert (row["where_prec"], row["geo_precision"], row["uncertainty_km"]) == (1, 1, 2.0)
    assert (row["label_latitude"], row["label_longitude"]) == (40.51234, 11.40001)
    assert row["place_why"] == "coordinates given"
    assert row["footprint_id"] is None
    assert row["line_side"] == "eastland"


@pytest.mark.parametrize(
    ("latitude", "longitude", "where_prec", "uncertainty_km"),
    [
        (40.5123, 11.4321, 1, 2.0),
        (40.5, 11.4321, 1, 2.0),  # the finer of the two tells how they were written
        (40.51, 11.43, 1, 2.0),
        (40.5, 11.4, 2, 7.0),
        (40.0, 11.4, 2, 7.0),
        (40.0, 11.0, 5, 70.0),
    ],
)
def test_the_decimals_of_coordinates_tell_their_precision(
    pack, latitude, longitude, where_prec, uncertainty_km
):
    row = locate(pack, latitude=latitude, longitude=longitude)
    assert row["where_prec"] == where_prec
    assert (row["latitude"] is not None) == (where_prec < 3)
    assert row["uncertainty_km"] == pytest.approx(uncertainty_km, abs=1)


WORDS = "coordinates that are given too, rounded by up to"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # In two countries, in one, in one province.
        (("", 34, 71), (5, "region", None, None, None, "cell:34,71")),
        (("", 33, 64), (5, "region", "AFG", None, None, "cell:33,64")),
        (("", 29, 66), (4, "region", "PAK", "PK2", None, "cell:29,66")),
        # Words that agree and say more closely where.
        (("Nangarhar", 34, 71), (4, "admin1", "AFG", "AF06", None, "AF06")),
        (("Barmal, Paktika", 33, 69), (3, "admin2", "AFG", "AF12", "AF1214", "AF1214")),
        (("Khyber district", 34, 71), (3, "admin2", "PAK", "PK5", "PK513", "PK513")),
        (("Miranshah", 33, 70), (1, "place", "PAK", "PK5", "PK525", "geonames:1170367")),
        # Words that agree and say less closely where name the units.
        (("Balochistan", 29, 67), (4, "region", "PAK", "PK2", None, "cell:29,67")),
        (("Afghanistan", 34, 71), (5, "region", "AFG", None, None, "cell:34,71")),
        # Words that contradict, words that mean nothing, and outside the region.
        (("Barmal, Paktika", 34, 72), (5, "region", "PAK", None, None, "cell:34,72")),
        (("Xyzzy", 34, 71), (5, "region", None, None, None, "cell:34,71")),
        (("", -29, 180), (5, "region", None, None, None, "cell:-29,180")),
    ],
)
def test_coordinates_in_whole_degrees_are_no_point_but_what_is_rounded_to_them(given, expected):
    place_text, latitude, longitude = given
    row = locate(
        region.load("durand"), place_text=place_text, latitude=latitude, longitude=longitude
    )
    names = ["where_prec", "place_level", "country", "admin1_pcode", "admin2_pcode", "footprint_id"]
    assert tuple(row[name] for name in names) == expected
    is_told_by_words = not expected[-1].startswith("cell:")
    assert (WORDS in row["place_why"]) == is_told_by_words
    assert (row["latitude"] is not None) == (expected[0] == 1)
    if not is_told_by_words:
        assert (row["label_latitude"], row["label_longitude"]) == (latitude, longitude)
        assert "coordinates given; rounded by up to" in row["place_why"]
        assert (row["line_km"], row["line_distance_km"], row["place_id"]) == (None, None, None)
    if place_text in ("", "Xyzzy"):
        assert (
            row["place_name"] == f"{abs(latitude)}° {'S' if latitude < 0 else 'N'}, {longitude}° E"
        )
    far = place_text == "Barmal, Paktika" and longitude == 72
    assert (row["where_conflict_km"] is not None) == far


def test_words_name_what_coordinates_place(pack):
    row = locate(pack, place_text="Westham", latitude=41.5123, longitude=10.2031)
    assert (row["place_name"], row["place_id"], row["place_level"]) == ("Westham", "t:1", "place")
    assert (row["latitude"], row["longitude"]) == (41.5123, 10.2031)
    assert row["where_conflict_km"] is None
    assert row["uncertainty_km"] == 2.0
    assert row["place_why"].startswith("coordinates given; named by the words: 'westham' is")


def test_the_name_of_an_area_does_not_make_coordinates_an_area(pack):
    row = locate(pack, place_text="Barmal", latitude=40.5123, longitude=10.5031)
    assert (row["place_name"], row["place_id"], row["place_level"]) == ("Barmal", None, "place")
    assert row["where_prec"] == 1


def test_words_and_coordinates_apart(pack):
    row = locate(pack, place_text="Westham", latitude=42.8123, longitude=11.8031)
    # 41.5 N 10.2 E to there is 197 km.
    assert row["where_conflict_km"] == pytest.approx(197, abs=1)
    assert row["uncertainty_km"] >= row["where_conflict_km"] + 8
    assert (row["latitude"], row["country"], row["admin2_pcode"]) == (42.8123, "XEL", "NS01")
    assert "km apart, coordinates win, but as no exact point" in row["place_why"]
    assert (row["where_prec"], row["geo_precision"], row["place_level"]) == (2, 2, "place")
    # no name of a place that lies elsewhere, and nobody knows how likely it is
    assert (row["place_name"], row["place_id"]) == (row["admin2"], None)
    assert row["place_score"] is None
    assert "; the words: 'westham' is" in row["place_why"]


def test_a_name_that_lies_a_little_off_stays(pack):
    row = locate(pack, place_text="Westham", latitude=41.6123, longitude=10.2031)
    assert row["where_conflict_km"] < 25
    assert (row["place_name"], row["place_id"], row["place_score"]) == ("Westham", "t:1", 1)


@pytest.mark.parametrize(("latitude", "where_prec"), [(41.5123, 1), (41.6123, 2), (42.8123, 2)])
def test_coordinates_that_words_contradict_stay_a_point_but_no_exact_one(
    pack, latitude, where_prec
):
    row = locate(pack, place_text="Westham", latitude=latitude, longitude=10.2031)
    assert (row["latitude"], row["where_prec"]) == (latitude, where_prec)
    assert (row["where_conflict_km"] is not None) == (where_prec == 2)


def test_coordinates_outside_every_unit(pack):
    row = locate(pack, place_text="Westham", latitude=50.1234, longitude=9.1234)
    assert (row["country"], row["admin1"], row["place_level"]) == (None, None, "place")
    assert row["latitude"] == 50.1234
    assert "they lie outside the region of this map" in row["place_why"]
    assert (row["line_km"], row["line_side"], row["line_version"]) == (None, None, None)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        (91.0, 10.0),
        (40.0, 181.0),
        (float("inf"), 10.0),
        (float("nan"), 10.5),
        (40.5, None),
        (None, None),
    ],
)
def test_coordinates_that_are_no_place_count_as_missing(pack, latitude, longitude):
    row = locate(pack, place_text="Westham", latitude=latitude, longitude=longitude)
    assert (row["place_id"], row["latitude"], row["where_conflict_km"]) == ("t:1", 41.5, None)


def test_an_area_has_a_label_and_no_point_and_nothing_of_the_line(pack):
    row = locate(pack, place_text="Barmal district")
    assert (row["latitude"], row["longitude"]) == (None, None)
    label = row["label_latitude"], row["label_longitude"]
    assert label == pytest.approx((40.5, 10.5), abs=0.1)
    assert (row["footprint_id"], row["where_prec"], row["geo_precision"]) == ("LM01", 3, 2)
    assert [name for name, value in row.items() if "line" in name and value is not None] == []


def test_a_stretch_has_marks(pack):
    row = locate(pack, place_text="along the Grey Line in Upmark")
    assert (row["line_from_km"], row["line_to_km"]) == pytest.approx((230, 341.5), abs=0.5)
    assert (row["line_km"], row["latitude"], row["where_prec"]) == (None, None, 5)
    assert row["footprint_id"] == "line:229-342"
    assert (row["line_section"], row["line_version"]) == ("Upmark / Lakeside", "grey-1")
    assert (row["country"], row["admin1_pcode"]) == ("XWL", "UM")


def test_a_stretch_over_several_sections_names_none(pack):
    row = locate(pack, place_text="Grey Line")
    assert (row["line_section"], row["line_version"]) == (None, "grey-1")


def test_nothing_given(pack):
    row = locate(pack, place_text=None)
    assert {name for name, value in row.items() if value is not None} == {"place_why"}


def test_only_admin_columns_given(pack):
    row = locate(pack, admin1="Lowmark", admin2="Barmal", country="Westland")
    assert (row["place_level"], row["admin2_pcode"], row["where_prec"]) == ("admin2", "LM01", 3)


@pytest.mark.parametrize(
    ("admin1", "admin2", "level"),
    [("Khost", "", "admin1"), ("Kandahar", "", "admin1"), ("Kandahar", "Kandahar", "admin2")],
)
def test_units_in_columns_alone_are_not_the_towns_of_their_names(admin1, admin2, level):
    rows = pd.DataFrame({"place_text": [""], "admin1": [admin1], "admin2": [admin2]})
    (found,) = locate_rows(rows, region.load("durand")).to_dict("records")
    assert (found["place_level"], pd.isna(found["latitude"])) == (level, True)


def test_index_order_columns_and_types(pack):
    rows = pd.DataFrame(
        {
            "place_text": ["Westham", None, "Zzyzx", "Westham", "Nawa", "Grey Line"],
            "latitude": [None, 40.5123, None, 41.5001, None, None],
            "longitude": [None, 10.5123, None, 10.2001, None, None],
            "admin1": [None, None, None, None, "North Shire", None],
            "other": range(6),
        },
        index=["f", "b", "a", "a", "c", "d"],
    )
    found = locate_rows(rows, pack)
    assert list(found.index) == list(rows.index)
    assert list(found.columns) == WHERE.names
    assert [dtype.pyarrow_dtype for dtype in found.dtypes] == WHERE.types
    assert [None if pd.isna(v) else v for v in found["where_prec"]] == [1, 1, None, 1, 1, 5]
    for place in range(len(rows)):
        alone = locate_rows(rows.iloc[[place]], pack)
        pd.testing.assert_frame_equal(alone, found.iloc[[place]])


def test_no_rows(pack):
    found = locate_rows(pd.DataFrame({"place_text": []}), pack)
    assert (len(found), list(found.columns)) == (0, WHERE.names)


def test_arrow_columns_are_read_too(pack):
    rows = pd.DataFrame(
        {
            "place_text": pd.array(["Westham", None], "string[pyarrow]"),
            "latitude": pd.array([None, 40.5123], pd.ArrowDtype(WHERE.field("latitude").type)),
            "longitude": pd.array([None, 10.5123], pd.ArrowDtype(WHERE.field("latitude").type)),
        }
    )
    assert list(locate_rows(rows, pack)["admin2_pcode"]) == ["LM02", "LM01"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.none() | st.text(max_size=30) | st.sampled_from(["Barmal", "Nawa", "Grey Line"]),
            st.none() | st.floats(),
            st.none() | st.floats(),
        ),
        max_size=6,
    )
)
def test_any_rows_keep_the_rules(pack, rows):
    frame = pd.DataFrame(rows, columns=["place_text", "latitude", "longitude"])
    found = locate_rows(frame, pack)
    assert len(found) == len(frame)
    has_answer = found["where_prec"].notna()
    assert (found["label_latitude"].notna() == has_answer).all()
    assert (found["uncertainty_km"].notna() == has_answer).all()
    is_near = found["where_prec"].isin([1, 2])
    assert is_near[found["latitude"].notna()].all()
    assert found["latitude"][is_near & (found["place_level"] != "admin3")].notna().all()
    assert found["place_why"].notna().all()
    conflict = found["where_conflict_km"].notna()
    covered = found["uncertainty_km"] >= found["where_conflict_km"]
    assert covered[conflict].all()


def test_the_engine_knows_no_country(pack):
    """What a row of the made-up pack gets holds no word of the embedded one."""
    rows = pd.DataFrame({"place_text": ["Barmal", "Red Gate", "the border", "Khost", "Kabul"]})
    found = locate_rows(rows, pack)
    assert list(found["country"].notna()) == [True, True, False, False, False]
    said = found.to_csv()
    assert not [word for word in ("AFG", "PAK", "Durand", "Afghan", "Pakistan") if word in said]
