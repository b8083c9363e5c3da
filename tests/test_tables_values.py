"""What a cell may say, and what each cell that may not is told."""

import tomllib
from importlib.resources import files
from itertools import chain

import numpy as np
import pyarrow as pa
import pytest

from geo.errors import InputError
from geo.tables import date_cells, date_languages, dates, values
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
DATES = [
    ("2026-02-26", "2026-02-26", "2026-02-26", "day"),
    ("2026-2-6", "2026-02-06", "2026-02-06", "day"),
    ("2026/02/26", "2026-02-26", "2026-02-26", "day"),
    ("2026-02-26T23:59:00+04:30", "2026-02-26", "2026-02-26", "day"),
    ("2026-02-26 03:04:00.5Z", "2026-02-26", "2026-02-26", "day"),
    ("20260226", "2026-02-26", "2026-02-26", "day"),
    ("\u06f2\u06f0\u06f2\u06f6-\u06f0\u06f2-\u06f2\u06f6", "2026-02-26", "2026-02-26", "day"),
    ("2024-02-29", "2024-02-29", "2024-02-29", "day"),
    ("2026-02", "2026-02-01", "2026-02-28", "month"),
    ("02/2026", "2026-02-01", "2026-02-28", "month"),
    ("2026", "2026-01-01", "2026-12-31", "year"),
    ("2026-W09", "2026-02-23", "2026-03-01", "week"),
    ("26 February 2026", "2026-02-26", "2026-02-26", "day"),
    ("26-Feb-2026", "2026-02-26", "2026-02-26", "day"),
    ("Feb. 26, 2026", "2026-02-26", "2026-02-26", "day"),
    ("February 26th, 2026", "2026-02-26", "2026-02-26", "day"),
    ("September 2025", "2025-09-01", "2025-09-30", "month"),
    ("26.02.2026", "2026-02-26", "2026-02-26", "day"),
    ("03.04.2026", "2026-04-03", "2026-04-03", "day"),
    ("5/5/2026", "2026-05-05", "2026-05-05", "day"),
    ("26/02/2026", "2026-02-26", "2026-02-26", "day"),
    ("02/26/2026", "2026-02-26", "2026-02-26", "day"),
    ("2026-02-31", "there is no such day"),
    ("31 February 2026", "there is no such day"),
    ("31/02/2026", "there is no such day"),
    ("31.02.2026", "there is no such day"),
    ("2025-02-29", "there is no such day"),
    ("2026-13-01", "there is no such day"),
    ("2026-00-10", "there is no such day"),
    ("2026-13", "there is no such month"),
    ("2026-W60", "there is no such week"),
    ("26.02.26", "2026-02-26", "2026-02-26", "day"),  # as LibreOffice shows a date in German
    ("2/26/26", "2026-02-26", "2026-02-26", "day"),  # and in American English
    ("26/02/26", "the year has two digits"),
    ("2/3/26", "the year has two digits"),
    # Solar Hijri, in digits and names of the region; other years of such a size are lunar
    ("1404-12-07", "2026-02-26", "2026-02-26", "day"),
    ("\u06f1\u06f4\u06f0\u06f4/\u06f1\u06f2/\u06f0\u06f7", "2026-02-26", "2026-02-26", "day"),
    ("7 حوت 1404", "2026-02-26", "2026-02-26", "day"),
    ("7 Hut 1404", "2026-02-26", "2026-02-26", "day"),
    ("۷ کب ۱۴۰۴", "2026-02-26", "2026-02-26", "day"),
    ("25/12/1404", "2026-03-16", "2026-03-16", "day"),
    ("1404-12-30", "there is no such day"),
    ("7 Foo 1404", "not a date"),
    ("7 Hut 2026", "the month and the year are of two calendars"),
    ("7 حوت 2026", "the month and the year are of two calendars"),
    ("26 Feb 1404", "the month and the year are of two calendars"),
    ("Feb 26, 1404", "the month and the year are of two calendars"),
    ("1447-09-08", "the year is of another calendar"),
    ("1404-12", "the year is of another calendar"),
    ("13-Mar-26", "2026-03-13", "2026-03-13", "day"),  # as Excel shows a date in English
    ("13-Xyz-26", "not a date"),
    ("0026-02-26", "the year is not from 1900 to 2100"),
    ("9999", "the year is not from 1900 to 2100"),
    ("46079", "2026-02-26", "2026-02-26", "day"),
    ("46079.5", "2026-02-26", "2026-02-26", "day"),
    ("20256", "a spreadsheet's day number, not a date"),  # or a slip of the finger
    ("inf", "not a date"),
    ("yesterday", "not a date"),
    ("26 Febtember 2026", "not a date"),
    ("2026-02-27/2026-02-26", "the last day is before the first"),
    ("2" * 100, "the value is too long"),
]


def days(array):
    return [
        None if day == date_cells.NO_DAY else str(np.datetime64(int(day), "D")) for day in array
    ]


@pytest.mark.parametrize("case", DATES, ids=lambda case: case[0][:20])
def test_dates(case):
    text, *expected = case
    (read,), _ = dates.read([pa.chunked_array([[text, None]])], day_first=None, where="t.csv")
    if len(expected) == 1:
        assert days(read.first) == [None, None]
        assert read.faults[0].reason == expected[0]
    else:
        first, last, precision = expected
        assert (days(read.first), days(read.last)) == ([first, None], [last, None])
        assert date_cells.PRECISIONS[read.precision[0]] == precision
        assert read.faults[0] is None
    assert read.given.tolist() == [len(expected) == 3, False]


# the numeric dates of a file, the option, and how the first is read
ORDERS = [
    (["03/04/2026", "13/04/2026"], None, "2026-04-03"),
    (["03/04/2026", "04/13/2026"], None, "2026-03-04"),
    (["03/04/2026", "13/04/2026"], True, "2026-04-03"),
    (["03/04/2026", "04/13/2026"], True, "2026-04-03"),
    (["03/04/2026"], False, "2026-03-04"),
    (["03-04-2026"], True, "2026-04-03"),
    (["03.04.2026", "04/13/2026"], None, "2026-04-03"),
    # years of two digits, as spreadsheets shorten them
    (["3/4/26", "2/26/26"], None, "2026-03-04"),
    (["3/4/26", "13/02/2026"], None, "2026-04-03"),
    (["26/02/26"], True, "2026-02-26"),
    (["3/4/26"], False, "2026-03-04"),
]


@pytest.mark.parametrize(("texts", "option", "expected"), ORDERS)
def test_the_order_of_day_and_month_is_that_of_the_file(texts, option, expected):
    (read,), _ = dates.read([pa.chunked_array([texts])], day_first=option, where="t.csv")
    assert days(read.first)[0] == expected


def test_the_order_is_decided_over_all_columns_and_said():
    columns = [pa.chunked_array([["03/04/2026"]]), pa.chunked_array([["13/04/2026"]])]
    (start, end), remark = dates.read(columns, day_first=None, where="t.csv")
    assert days(start.first) + days(end.first) == ["2026-04-03", "2026-04-13"]
    assert remark == "dates are read day first, as 13/04/2026"


def test_the_days_that_a_spreadsheet_counts_are_said():
    (read,), remark = dates.read([pa.chunked_array([["46079"]])], day_first=None, where="t.csv")
    assert days(read.first) == ["2026-02-26"]
    assert remark == "a spreadsheet's numbers of days are read as days, 46079 as 2026-02-26"


def test_an_order_that_only_years_of_two_digits_would_tell_is_asked_for_row_by_row():
    texts = pa.chunked_array([["2026-02-26", "3/4/26", "26/02/27"]])
    (read,), remark = dates.read([texts], day_first=None, where="t.csv")
    assert (days(read.first), remark) == (["2026-02-26", None, None], None)
    assert read.faults[1].expected.endswith("or the option --day-first or --month-first")


# A day without a year, and how it is read where the year is given.
BARE = [
    ("26/2", "2026-02-26"),
    ("2/26", None),  # the file's order is day first
    ("26.2.", "2026-02-26"),
    ("26-2", "2026-02-26"),
    ("26 Feb", "2026-02-26"),
    ("5-Mar", "2026-03-05"),
    ("۲۶/۲", "2026-02-26"),
    ("5th March", "2026-03-05"),
    ("March 5", "2026-03-05"),
    ("30 Feb", None),
]


@pytest.mark.parametrize(("text", "day"), BARE)
def test_a_day_without_a_year_needs_one(text, day):
    column = pa.chunked_array([[text, "13/02/2025"]])
    (read,), _ = dates.read([column], day_first=None, where="t.csv")
    assert read.faults[0].reason == "the date has no year"
    assert read.faults[0].expected.endswith("or the option --year")
    (read,), remark = dates.read([column], day_first=True, where="t.csv", year=2026)
    assert days(read.first) == [day, "2025-02-13"]
    said = f"dates without a year are read as of 2026, {text} among them"
    assert remark == (said if day else None)


# a cell -> first day, last day, precision
IN_WORDS = [
    ("28 Feb - 1 March 2026", "2026-02-28", "2026-03-01", "day"),
    ("28 Feb–1 Mar 2026", "2026-02-28", "2026-03-01", "day"),
    ("30 Dec 2025 - 2 Jan 2026", "2025-12-30", "2026-01-02", "day"),
    ("night of 26/27 Feb 2026", "2026-02-26", "2026-02-27", "day"),
    ("27 & 28 Feb 2026", "2026-02-27", "2026-02-28", "day"),
    ("26/27.02.2026", "2026-02-26", "2026-02-27", "day"),
    ("26.02.-27.02.2026", "2026-02-26", "2026-02-27", "day"),
    ("2026-02-26 to 2026-02-27", "2026-02-26", "2026-02-27", "day"),
    ("2026-02-26/2026-02-27", "2026-02-26", "2026-02-27", "day"),
    ("26/02/2026 - 27/02/2026", "2026-02-26", "2026-02-27", "day"),
    ("Thu 26 Feb 2026, 04:00", "2026-02-26", "2026-02-26", "day"),
    ("26 February 2026, evening", "2026-02-26", "2026-02-26", "day"),
    ("early March 2026", "2026-03-01", "2026-03-31", "month"),
    ("mid-October 2025", "2025-10-01", "2025-10-31", "month"),
    ("Feb-March 2026", "2026-02-01", "2026-03-31", "month"),
    ("around 26 Feb 2026", "2026-02-23", "2026-03-01", "week"),
    ("26 Feb 2026 (?)", "2026-02-23", "2026-03-01", "week"),
    ("2026-02-26?", "2026-02-23", "2026-03-01", "week"),
    ("ca. Feb 2026", "2026-02-01", "2026-02-28", "month"),
    ("8-9 Hut 1404", "2026-02-27", "2026-02-28", "day"),
    ("28 Feb–1 Mar", "2026-02-28", "2026-03-01", "day"),
    ("27/28 Feb", "2026-02-27", "2026-02-28", "day"),
    ("early March", "2026-03-01", "2026-03-31", "month"),
]


@pytest.mark.parametrize(("text", "first", "last", "precision"), IN_WORDS)
def test_dates_in_words(text, first, last, precision):
    column = pa.chunked_array([[text]])
    (read,), _ = dates.read([column], day_first=True, where="t.csv", year=2026)
    assert (days(read.first), days(read.last)) == ([first], [last])
    assert read.precision.tolist() == [date_cells.PRECISIONS.index(precision)]


@pytest.mark.parametrize("text", ["28 Feb–1 Mar", "27/28 Feb", "early March"])
def test_days_in_words_need_a_year(text):
    column = pa.chunked_array([[text]])
    (read,), _ = dates.read([column], day_first=None, where="t.csv")
    assert read.faults[0].reason == "the date has no year"


# Gregorian days in Urdu, Dari and Persian, and Pashto, all of 2026 -> first and last day
LOCAL = [
    ("12 مارچ 2026ء", "03-12", "03-12"),
    ("۱۲ مارچ ۲۰۲۶", "03-12", "03-12"),
    ("جمعرات، 12 مارچ، 2026 عیسوی", "03-12", "03-12"),
    ("مورخہ 12 مئی 2026", "05-12", "05-12"),
    ("12 اور 13 مارچ 2026", "03-12", "03-13"),
    ("28 فروری سے 1 مارچ 2026", "02-28", "03-01"),
    ("مارچ 2026", "03-01", "03-31"),
    ("12-مارچ-2026", "03-12", "03-12"),
    ("پنجشنبه ۱۲ مارچ ۲۰۲۶", "03-12", "03-12"),
    ("سه‌شنبه ۱۰ مارچ سال ۲۰۲۶ میلادی", "03-10", "03-10"),
    ("از ۱۲ تا ۱۴ مارس ۲۰۲۶", "03-12", "03-14"),
    ("۱۲ مه ۲۰۲۶", "05-12", "05-12"),
    ("۲۸ مه تا ۱ ژوئن ۲۰۲۶", "05-28", "06-01"),
    ("د ۲۰۲۶ کال د مارچ ۱۲مه", "03-12", "03-12"),
    ("د می په ۱۲مه ۲۰۲۶", "05-12", "05-12"),
    ("۲۵ ډسمبر ۲۰۲۶", "12-25", "12-25"),
    ("د ۲۰۲۶ کال د اګست ۳مه نېټه", "08-03", "08-03"),
    ("د ۱۴۰۴ کال د حوت ۷", "02-26", "02-26"),
    ("۱۲ یا ۱۳ مارچ ۲۰۲۶", None, None),  # one or the other
    ("سه مارچ ۲۰۲۶", None, None),  # a number in words
    ("12 مارچ 1404", None, None),  # of two calendars
    ("۱۲ محرم ۱۴۴۷", None, None),  # the lunar one
    ("مارچ مارچ 2026", None, None),
    ("۳۱ فروری ۲۰۲۶", None, None),
]


@pytest.mark.parametrize(("text", "first", "last"), LOCAL)
def test_gregorian_dates_in_the_languages_of_the_region(text, first, last):
    (read,), _ = dates.read([pa.chunked_array([[text]])], day_first=None, where="t.csv")
    if first is None:
        assert read.faults[0] is not None
    else:
        assert (days(read.first), days(read.last)) == ([f"2026-{first}"], [f"2026-{last}"])


def test_days_in_other_languages_need_a_year_too():
    for text in ("12 مارچ", "د مارچ ۱۲مه"):
        (read,), _ = dates.read([pa.chunked_array([[text]])], day_first=None, where="t.csv")
        assert read.faults[0].reason == "the date has no year", text
        (read,), remark = dates.read(
            [pa.chunked_array([[text]])], day_first=None, where="t.csv", year=2026
        )
        assert days(read.first) == ["2026-03-12"]
        assert remark == f"dates without a year are read as of 2026, {text} among them"


def test_each_month_has_names_of_its_own_in_the_languages_of_the_region():
    said = tomllib.loads(files("geo.tables").joinpath("date_languages.toml").read_text("utf-8"))
    assert [*said["months"]] == [name.lower() for name in date_cells.MONTH_NAMES]
    for month, words in said["months"].items():
        for word in words:
            assert date_languages.in_english(f"۱ {word} ۲۰۲۶") == f"1 {month} 2026"
    for word in chain.from_iterable(said["left_out"].values()):
        assert date_languages.in_english(f"{word} 2026") == "2026"


NO_WORDS = [
    "since 26 Feb 2026",
    "last Friday",
    "12 killed on 26 Feb 2026",
    "winter 2025",
    "Eid 2026",
]


@pytest.mark.parametrize("text", NO_WORDS)
def test_words_that_leave_something_over_are_no_date(text):
    column = pa.chunked_array([[text]])
    (read,), _ = dates.read([column], day_first=None, where="t.csv")
    assert read.faults[0].reason == "not a date"


@pytest.mark.parametrize("text", ["?", "unknown", "n/a", "-", "TBC", "(?)"])
def test_a_date_that_is_not_known_is_none_and_no_fault(text):
    column = pa.chunked_array([[text]])
    (read,), _ = dates.read([column], day_first=None, where="t.csv")
    assert (days(read.first), read.faults.tolist()) == ([None], [None])


@pytest.mark.parametrize("text", ["Feb-26", "26", "soon", "26 Febtober", "1/2/3"])
def test_what_could_be_no_day_is_none(text):
    column = pa.chunked_array([[text]])
    (read,), _ = dates.read([column], day_first=True, where="t.csv", year=2026)
    assert days(read.first) == [None]


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        (
            ["2026-01-01", "03/04/2026"],
            (
                "t.csv: ambiguous order of day and month: '03/04/2026'; expected the option"
                " --day-first (3 April 2026) or --month-first (4 March 2026);"
                " in Python day_first=True or False"
            ),
        ),
        (
            ["02/13/2026", "13/02/2026"],
            (
                "t.csv: dates in both orders of day and month: '13/02/2026 and 02/13/2026';"
                " expected one order, or the option --day-first or --month-first"
                " (in Python day_first=True or False)"
            ),
        ),
    ],
)
def test_an_order_that_cannot_be_known_is_asked_for(texts, line):
    with pytest.raises(InputError) as raised:
        dates.read([pa.chunked_array([texts])], day_first=None, where="t.csv")
    assert str(raised.value) == line


def test_a_date_of_the_other_order_is_a_fault_of_its_row():
    texts = pa.chunked_array([["13/02/2026", "02/13/2026"]])
    (read,), _ = dates.read([texts], day_first=True, where="t.csv")
    assert days(read.first) == ["2026-02-13", None]
    assert read.faults[1].reason == "there is no such day"


@pytest.mark.parametrize(
    ("precision", "first", "last"),
    [
        ("day", "2026-02-26", "2026-02-26"),
        ("week", "2026-02-23", "2026-03-01"),
        ("month", "2026-02-01", "2026-02-28"),
        ("year", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_coarser_precision_widens_a_day(precision, first, last):
    day = np.array([np.datetime64("2026-02-26").astype(np.int64)])
    starts, ends = dates.period(day, day, np.array([date_cells.PRECISIONS.index(precision)]))
    assert (days(starts), days(ends)) == ([first], [last])


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
