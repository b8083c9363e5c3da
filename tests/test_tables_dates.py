"""Days in cells: every order, calendar and language, and what no day is told."""

import tomllib
from importlib.resources import files
from itertools import chain

import numpy as np
import pyarrow as pa
import pytest

from geo.errors import InputError
from geo.tables import date_cells, date_languages, dates

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


@pytest.mark.parametrize(
    ("day_first", "right", "wrong", "option"),
    [
        (True, "13/02/2026", "02/13/2026", "--month-first (13 February 2026)"),
        (False, "02/13/2026", "13/02/2026", "--day-first (13 February 2026)"),
        (True, "13/02/2026", "30/13/2026", None),
        (True, "7/12/1404", "7/31/1404", None),
        (True, "26/12/2026", "2/26/26", "--month-first (26 February 2026)"),
    ],
)
def test_a_date_of_the_other_order_is_a_fault_of_its_row(day_first, right, wrong, option):
    texts = pa.chunked_array([[right, wrong]])
    (read,), _ = dates.read([texts], day_first=day_first, where="t.csv")
    assert [day is None for day in days(read.first)] == [False, True]
    assert read.faults[1].reason == "there is no such day"
    assert read.faults[1].expected.partition("or the option ")[2] == (option or "")


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
