"""The date of one cell: ISO 8601, numbers in either order, words, days that a spreadsheet counts.

A day of the years 1300 to 1421 is one of the Solar Hijri calendar (1921 to 2043): no report is so
old, and in the lunar calendar those years ended in 2000.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from geo.tables import date_languages, date_words
from geo.tables.values import LONGEST, Fault, ascii_digits

PRECISIONS = ("day", "week", "month", "year")  # fine to coarse; a precision is a place in it
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
SOLAR_YEARS = range(1300, 1422)
EXPECTED = "a date such as 2026-02-26, 2026-02 or 2026"
_YEARLESS, _NO_DATE = "the date has no year", "not a date"
# Not the names of `calendar`: those follow the locale.
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTHS = {
    form.casefold(): number
    for number, name in enumerate(MONTH_NAMES, start=1)
    for form in (name, name[:3])
} | {"sept": 9}
_TIME = r"(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?)?"
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})" + _TIME)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{4})")
_YEAR = re.compile(r"\d{4}")
_FOUR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_WEEK = re.compile(r"(\d{4})-?W(\d{2})")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})" + _TIME)
_SHORT_YEAR = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2})")
_DAY_WORD = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s.-]*([a-z]{3,9})\.?,?[\s-]*(\d{4})")
_WORD_DAY = re.compile(r"([a-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s*(\d{4})")
_WORD = re.compile(r"([a-z]{3,9})\.?,?[\s-]*(\d{4})")
_SOLAR_DAY = re.compile(r"(\d{1,2})[\s.-]*([^\W\d_]{2,12})[.,]?[\s-]*(\d{4})")
_SHORT_WORD = re.compile(r"(\d{1,2})[\s.-]+([a-z]{3,9})\.?[\s-]+(\d{2})")
# "26/2", "26 Feb", "Feb 26": a day without its year.
_NO_YEAR = re.compile(
    r"\d{1,2}([-/.])\d{1,2}\1?|(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s.-]*(?P<month>[a-z]{3,9})\.?"
    r"|(?P<name>[a-z]{3,9})\.?\s+\d{1,2}(?:st|nd|rd|th)?",
    re.IGNORECASE,
)
_CENTURY = 2000  # of "13-Mar-26", as spreadsheets write a day: nothing here is older
# Days that a spreadsheet counts, of 1982 to 2064; 20256 may be a year with a slip of the finger.
SERIAL = re.compile(r"([3-5]\d{4})(?:\.\d+)?")
_LONE_NUMBER = re.compile(r"[26]\d{4}(?:\.\d+)?")
_SERIAL_OF_1970 = 25_569


@dataclass(frozen=True)
class Span:
    """The days a date stands for, counted from 1970-01-01, and how precisely it is given."""

    first: int
    last: int
    precision: int


@dataclass(frozen=True)
class TwoWays:
    """Two numbers and a year: a day and a month, in an order to be decided.

    With a year of two digits (`is_short`) the first number may be the year too, unless the second
    is above 12.
    """

    one: int
    two: int
    year: int
    is_short: bool = False


@dataclass(frozen=True)
class Ends:
    """Two dates of a cell, the first and the last day."""

    first: Span | Fault | TwoWays
    last: Span | Fault | TwoWays


Read = Span | Fault | TwoWays | Ends


NO_DAY = np.iinfo(np.int64).min
NO_SPAN = Span(NO_DAY, NO_DAY, -1)


def lacks_year(text: str) -> bool:
    """Tell a day and a month without a year."""
    found = _NO_YEAR.fullmatch(date_languages.in_english(text).strip())
    name = found and (found["month"] or found["name"])
    return found is not None and (not name or name.casefold() in _MONTHS)


def is_date(text: str) -> bool:
    """Tell whether a cell holds a date in any form."""
    return not isinstance(read_cell(text, None), Fault)


def read_cell(text: str, year: int | None) -> Read:
    """Read a cell: one date, two of them, words for days, or words for none."""
    if date_words.is_unknown(text):
        return NO_SPAN
    if not text.isascii():
        text = date_languages.in_english(text)
    found: Read = _one(text, year)
    if not isinstance(found, Fault) or found.reason not in (_NO_DATE, _YEARLESS):
        return found
    if (two := date_words.ends(text)) is not None:
        made = Ends(_one(two.first, year), _one(two.last, year))
        if not isinstance(made.first, Fault) and not isinstance(made.last, Fault):
            return made
    words = date_words.find(text, year)
    if words is not None:
        days = (words.first, words.last)
        first, last = (day.timetuple()[:3] for day in days)
        fault = _checked_year(words.first.year) or _checked_year(words.last.year)
        return fault or _unsure(_span(first, last, words.precision), is_so=words.is_unsure)
    if year is None and date_words.lacks_year(text):
        return Fault(_YEARLESS, f"{EXPECTED}, or the option --year")
    plain, is_unsure = date_words.sure(text)
    alone = _one(plain, year) if is_unsure and plain else found
    return _unsure(alone, is_so=True) if isinstance(alone, Span) else found


def _unsure(span: Span, *, is_so: bool) -> Span:
    """Widen a day that is not sure to three days around it, which is known as a week is."""
    week = PRECISIONS.index("week")
    if not is_so or span.precision >= week:
        return span
    return Span(span.first - _AROUND, span.last + _AROUND, week)


_AROUND = 3  # days to either side of one that is not sure


def _one(text: str, year: int | None) -> Span | Fault | TwoWays:
    if len(text) > LONGEST:
        return Fault("the value is too long", EXPECTED)
    plain = ascii_digits(text).strip()
    if lacks_year(plain):
        if year is None:
            return Fault(_YEARLESS, f"{EXPECTED}, or the option --year")
        numbers = re.fullmatch(r"\d+([-/.])\d+", plain := plain.rstrip("."))
        plain = f"{plain}{numbers[1] if numbers else ' '}{year}"
    if found := _ISO.fullmatch(plain):
        return day_of(int(found[1]), int(found[3]), int(found[4]))
    if found := _COMPACT.fullmatch(plain):
        return day_of(*map(int, found.groups()))
    if found := _NUMERIC.fullmatch(plain):
        one, two, year = int(found[1]), int(found[3]), int(found[4])
        # With full stops the day comes first in every country that writes dates so.
        return day_of(year, two, one) if found[2] == "." else TwoWays(one, two, year)
    if found := _SHORT_YEAR.fullmatch(plain):
        one, two, year = int(found[1]), int(found[3]), _CENTURY + int(found[4])
        return day_of(year, two, one) if found[2] == "." else TwoWays(one, two, year, True)
    if found := SERIAL.fullmatch(plain):
        first = int(found[1]) - _SERIAL_OF_1970
        return Span(first, first, PRECISIONS.index("day"))
    if found := _MONTH.fullmatch(plain):
        return _month(int(found[1] or found[4]), int(found[2] or found[3]))
    if _YEAR.fullmatch(plain):
        return _checked_year(int(plain)) or _span((int(plain), 1, 1), (int(plain), 12, 31), "year")
    if found := _WEEK.fullmatch(plain.upper()):
        return _week(int(found[1]), int(found[2]))
    return _in_words(plain.casefold())


def _in_words(plain: str) -> Span | Fault:
    if (found := _DAY_WORD.fullmatch(plain)) and found[2] in _MONTHS:
        return _named(int(found[3]), _MONTHS[found[2]], int(found[1]))
    if (found := _WORD_DAY.fullmatch(plain)) and found[1] in _MONTHS:
        return _named(int(found[3]), _MONTHS[found[1]], int(found[2]))
    if (found := _WORD.fullmatch(plain)) and found[1] in _MONTHS:
        return _month(int(found[2]), _MONTHS[found[1]])
    if (found := _SHORT_WORD.fullmatch(plain)) and found[2] in _MONTHS:
        return day_of(_CENTURY + int(found[3]), _MONTHS[found[2]], int(found[1]))
    if (found := _SOLAR_DAY.fullmatch(plain)) and (
        month := _solar_months().get(_letters(found[2]))
    ):
        return _named(int(found[3]), month, int(found[1]), is_solar=True)
    if _LONE_NUMBER.fullmatch(plain):
        return Fault("a spreadsheet's day number, not a date", f"{EXPECTED}, or a cell of dates")
    return Fault(_NO_DATE, EXPECTED)


def _named(year: int, month: int, day: int, *, is_solar: bool = False) -> Span | Fault:
    """Return a day of the calendar that the name of its month is of."""
    if is_solar != (year in SOLAR_YEARS):
        return Fault("the month and the year are of two calendars", EXPECTED)
    return day_of(year, month, day)


@lru_cache(maxsize=1)
def _solar_months() -> dict[str, int]:
    """Return the months of the Solar Hijri calendar by their names, as reports write them."""
    from geo.reports.language.words import load

    return {_letters(name): number for name, number in load("dates")["solar_months"].items()}


def _letters(name: str) -> str:
    from geo.gazetteer.names import letters

    return letters(name)


def is_solar(text: str) -> bool:
    """Tell whether a text that was read as a day names a year of the Solar Hijri calendar."""
    return any(int(year) in SOLAR_YEARS for year in _FOUR.findall(ascii_digits(text)))


def _solar(year: int, month: int, day: int) -> Span | Fault:
    from geo.solar import gregorian

    try:
        made = gregorian(year, month, day)
    except ValueError:
        return Fault("there is no such day", f"a day of the Solar Hijri calendar, or {EXPECTED}")
    return _span(made.timetuple()[:3], made.timetuple()[:3], "day")


def day_of(year: int, month: int, day: int) -> Span | Fault:
    """Return a day of either calendar, or what is wrong with it."""
    if year in SOLAR_YEARS:
        return _solar(year, month, day)
    if fault := _checked_year(year):
        return fault
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return Fault("there is no such day", EXPECTED)
    return _span((year, month, day), (year, month, day), "day")


def _month(year: int, month: int) -> Span | Fault:
    if fault := _checked_year(year):
        return fault
    if not 1 <= month <= 12:
        return Fault("there is no such month", EXPECTED)
    return _span((year, month, 1), (year, month, calendar.monthrange(year, month)[1]), "month")


def _week(year: int, week: int) -> Span | Fault:
    if fault := _checked_year(year):
        return fault
    try:
        first, last = (dt.date.fromisocalendar(year, week, day) for day in (1, 7))
    except ValueError:
        return Fault("there is no such week", EXPECTED)
    return _span(first.timetuple()[:3], last.timetuple()[:3], "week")


def _checked_year(year: int) -> Fault | None:
    if _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if 1300 <= year < 1500:
        return Fault("the year is of another calendar", f"a Gregorian date, {EXPECTED}")
    return Fault(f"the year is not from {_FIRST_YEAR} to {_LAST_YEAR}", EXPECTED)


def _span(first: tuple[int, ...], last: tuple[int, ...], precision: str) -> Span:
    epoch = dt.date(1970, 1, 1).toordinal()
    start, end = (dt.date(*ymd[:3]).toordinal() - epoch for ymd in (first, last))
    return Span(start, end, PRECISIONS.index(precision))
