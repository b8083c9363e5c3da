"""What a cell may say, and what each cell that may not is told."""

import pyarrow as pa
import pytest

from geo.errors import InputError
from geo.tables import values
from geo.tables.columns import folded, guess

NUMBERS = [
    ("12", 12),
    ("0", 0),
    ("+7", 7),
    ("1,200", 1200),
    ("1\u00a0200", 1200),
    ("1 234 567", 1234567),
    ("12.0", 12),
    ("\u06f1\u06f2", 12),
    ("\u0661\u0662\u066c\u0663\u0664\u0665", 12345),
    ("1.000", "a point that may part thousands"),
    ("12.000.000", "a point that may part thousands"),
    ("1.5", "the number is not whole"),
    ("1,5", "the number is not whole"),
    ("1,20", "the number is not whole"),
    ("-3", "the number is negative"),
    ("\u22123", "the number is negative"),
    ("inf", "the number is not finite"),
    ("-Infinity", "the number is not finite"),
    ("NaN", "the number is not finite"),
    ("12+", "not a number"),
    ("-", None),
    ("N/A", None),
    ("Unknown", None),
    ("about 12", "not a number"),
    ("10-15", "not a number"),
    ("1e3", "not a number"),
    ("0x10", "not a number"),
    ("99999999999", "the number is too large"),
    ("9" * 5000, "the value is too long"),
]
COORDINATES = [
    ("34.25", 34.25),
    ("-34.25", -34.25),
    ("34,25", 34.25),
    ("34\u066b25", 34.25),
    ("\u06f3\u06f4.\u06f5", 34.5),
    ("34.25\u00b0", 34.25),
    ("34.25 N", 34.25),
    ("N34.25", 34.25),
    ("34.25S", -34.25),
    ("34\u00b015'30\"N", 34.258333),
    ("34\u00b0 15\u2032 30\u2033 N", 34.258333),
    ("34 15 30", 34.258333),
    ("34\u00b015.5'", 34.258333),
    ("34d15m30s", 34.258333),
    ("34d15m30sS", -34.258333),
    ("-34 15", -34.25),
    ("-0 30", -0.5),
    ("inf", "the coordinate is not finite"),
    ("NaN", "the coordinate is not finite"),
    ("34.25 E", "the coordinate names another direction"),
    ("-34.25 S", "the coordinate has a sign and a direction"),
    ("3N4", "not a coordinate"),
    ("34.2.5", "not a coordinate"),
    ("34.25, 70.5", "not a coordinate"),
    ("34\u00b075'", "minutes or seconds of 60 and more"),
    ("1e2", "not a coordinate"),
    ("N34.25N", "the coordinate names another direction"),
    ("near Khost", "not a coordinate"),
]
FLAGS = [
    ("true", True),
    ("YES", True),
    ("1", True),
    ("f", False),
    ("No", False),
    ("WAHR", True),
    ("faux", False),
    ("2", "not yes or no"),
]


def check(parsed, expected):
    if isinstance(expected, str):
        assert parsed.values.to_pylist() == [None, None]
        assert parsed.faults[0].reason == expected
        assert parsed.faults[0].expected
    else:
        assert parsed.values[0].as_py() == pytest.approx(expected, abs=1e-6)
        assert parsed.faults[0] is None
    assert parsed.values[1].as_py() is None
    assert parsed.faults[1] is None


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_counts(text, expected):
    check(values.whole_numbers(pa.array([text, None])), expected)


@pytest.mark.parametrize("text", ["12+", "\u226512", ">=12", "\u2265 12", "12 +"])
def test_open_counts(text):
    array = pa.array([text, "12", None])
    assert values.whole_numbers(array, open_end=True).values.to_pylist() == [12, 12, None]
    assert values.is_open(array).to_pylist() == [True, False, False]


@pytest.mark.parametrize(("text", "expected"), COORDINATES)
def test_coordinates(text, expected):
    check(values.coordinates(pa.array([text, None]), "latitude"), expected)


def test_longitudes_know_east_and_west():
    parsed = values.coordinates(pa.array(["70.5 E", "70.5W", "70.5N", "170"]), "longitude")
    assert parsed.values.to_pylist() == [70.5, -70.5, None, 170]
    assert parsed.faults[2].expected == "E or W"


@pytest.mark.parametrize(("text", "expected"), FLAGS)
def test_flags(text, expected):
    check(values.flags(pa.array([text, None])), expected)


def test_codes_ignore_case_and_name_what_is_allowed():
    parsed = values.codes(pa.array(["ARMED clash", "x"]), ["Armed clash", "Attack"], "kind")
    assert parsed.values.to_pylist() == ["Armed clash", None]
    assert parsed.faults[1] == values.Fault("unknown kind", "one of Armed clash, Attack")


def test_codes_are_read_as_the_page_writes_them():
    parsed = values.codes(
        pa.array([" Afghan forces", "other-s"]), ["afghan_forces", "other s"], "x"
    )
    assert parsed.values.to_pylist() == ["afghan_forces", "other s"]


# text, first day, last day, precision; or the reason it is no date
@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            ["Date", "PLACE", "lat", "Lon."],
            {"date": "Date", "place": "PLACE", "latitude": "lat", "longitude": "Lon."},
        ),
        (["place", "location"], {"place": "place"}),
        (["location", "village"], {"place": "location"}),
        (
            ["Province", "District", "Event date"],
            {"date": "Event date", "admin1": "Province", "admin2": "District"},
        ),
        (["URL", "Num\u00e9ro"], {"source_url": "URL"}),
        (["\u0645\u06a9\u0627\u0646"], {"place": "\u0645\u06a9\u0627\u0646"}),
        (["\u0631\u0646\u06af"], {}),  # a colour
    ],
)
def test_columns_are_guessed_by_name(names, expected):
    assert guess(names) == expected


def test_a_given_column_wins():
    assert guess(["place", "Ort"], {"place": "Ort"}) == {"place": "Ort"}
    assert guess(["Event Place", "x"], {"place": "event place"})["place"] == "Event Place"
    with pytest.raises(InputError, match="no such column for place: 'nope'; expected one of a, b"):
        guess(["a", "b"], {"place": "nope"})
    with pytest.raises(InputError, match="unknown column: 'ort'"):
        guess(["a"], {"ort": "a"})


def test_names_are_folded():
    assert folded(" Event-Date (UTC) ") == "event_date_utc"
