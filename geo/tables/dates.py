"""Dates of a file: ISO 8601, words, and day and month in the one order the whole file allows.

A day of the years 1300 to 1421 is one of the Solar Hijri calendar (1921 to 2043): no report is so
old, and in the lunar calendar those years ended in 2000.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import InputError
from geo.tables import date_words
from geo.tables.values import LONGEST, Fault, ascii_digits

if TYPE_CHECKING:
    from collections.abc import Sequence

PRECISIONS = ("day", "week", "month", "year")  # fine to coarse; a precision is a place in it
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_SOLAR_YEARS = range(1300, 1422)
_EXPECTED = "a date such as 2026-02-26, 2026-02 or 2026"
_YEARLESS, _NO_DATE = "the date has no year", "not a date"
# Not the names of `calendar`: those follow the locale.
_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTHS = {
    form.casefold(): number
    for number, name in enumerate(_MONTH_NAMES, start=1)
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
_SERIAL = re.compile(r"([3-5]\d{4})(?:\.\d+)?")
_LONE_NUMBER = re.compile(r"[26]\d{4}(?:\.\d+)?")
_SERIAL_OF_1970 = 25_569


@dataclass(frozen=True)
class Span:
    """The days a date stands for, counted from 1970-01-01, and how precisely it is given."""

    first: int
    last: int
    precision: int


@dataclass(frozen=True)
class _TwoWays:
    """Two numbers and a year: a day and a month, in an order to be decided.

    With a year of two digits (`is_short`) the first number may be the year too, unless the second
    is above 12.
    """

    one: int
    two: int
    year: int
    is_short: bool = False


@dataclass(frozen=True)
class _Ends:
    """Two dates of a cell, the first and the last day."""

    first: Span | Fault | _TwoWays
    last: Span | Fault | _TwoWays


_Read = Span | Fault | _TwoWays | _Ends


@dataclass(frozen=True)
class Dates:
    """A column of dates, one entry a row.

    Attributes
    ----------
    first, last
        Days since 1970-01-01; -1 times the largest number where there is none.
    precision
        Place in `PRECISIONS`; -1 where there is no date.
    faults
        A `Fault` or None.
    """

    first: np.ndarray[Any, Any]
    last: np.ndarray[Any, Any]
    precision: np.ndarray[Any, Any]
    faults: np.ndarray[Any, Any]

    @property
    def given(self) -> np.ndarray[Any, Any]:
        """Which rows have a date."""
        return self.precision >= 0


NO_DAY = np.iinfo(np.int64).min
_NO_SPAN = Span(NO_DAY, NO_DAY, -1)


def read(
    columns: Sequence[Any], *, day_first: bool | None, where: str, year: int | None = None
) -> tuple[list[Dates], str | None]:
    """Read all date columns of one file.

    Parameters
    ----------
    columns
        Arrow text, one a column; every row of the file.
    day_first
        Whether ``3/4`` is 3 April, where the user says so; none decides it over all rows.
    where
        The file, for the fault.
    year
        Of days without one ("26 Feb"); none means that they are faults.

    Returns
    -------
    list of Dates
        One a column.
    str or None
        Remarks on the order, where it had to be decided, on another calendar, on days counted as
        spreadsheets do, and on a year that is not in the file.

    Raises
    ------
    InputError
        The order of day and month is ambiguous, or differs within the file.
    """
    coded = [column.combine_chunks().dictionary_encode() for column in columns]
    texts = [array.dictionary.to_pylist() for array in coded]
    read_once: dict[str, _Read] = {}
    for listed in texts:
        for text in listed:
            if text not in read_once:
                read_once[text] = _cell(text, year)
    order, is_known, remark = _order(read_once, day_first, where)
    result = {text: _decided(value, order, is_known) for text, value in read_once.items()}
    remarks = [remark] if remark else []
    for text, value in sorted(result.items()):
        if isinstance(value, Span) and value.precision >= 0 and _is_solar(text):
            day = np.datetime64(value.first, "D")
            remarks.append(f"dates of the Solar Hijri calendar are read as such, {text} as {day}")
            break
    for text, value in sorted(result.items()):
        if isinstance(value, Span) and _SERIAL.fullmatch(ascii_digits(text).strip()):
            day = np.datetime64(value.first, "D")
            remarks.append(f"a spreadsheet's numbers of days are read as days, {text} as {day}")
            break
    bare = [
        text
        for text, value in sorted(result.items())
        if isinstance(value, Span) and value.precision >= 0
        if _lacks_year(text) or (year is not None and date_words.lacks_year(text))
    ]
    if bare:
        remarks.append(f"dates without a year are read as of {year}, {bare[0]} among them")
    return [
        _column([result[text] for text in listed], array.indices)
        for listed, array in zip(texts, coded, strict=True)
    ], "; ".join(remarks) or None


def period(first: Any, last: Any, precision: Any) -> tuple[Any, Any]:
    """Widen days to the week (Monday to Sunday), month or year a coarser precision says."""
    days = first.astype("datetime64[D]")
    starts, ends = first.copy(), last.copy()
    week, month, year = (precision == PRECISIONS.index(p) for p in ("week", "month", "year"))
    monday = first - (first + 3) % 7  # 1970-01-01 was a Thursday
    starts[week], ends[week] = monday[week], np.maximum(monday + 6, last)[week]
    for mask, unit in ((month, "M"), (year, "Y")):
        begin = days[mask].astype(f"datetime64[{unit}]")
        starts[mask] = begin.astype("datetime64[D]").astype(np.int64)
        ends[mask] = np.maximum(
            (begin + 1).astype("datetime64[D]").astype(np.int64) - 1, last[mask]
        )
    return starts, ends


def _lacks_year(text: str) -> bool:
    """Tell a day and a month without a year."""
    found = _NO_YEAR.fullmatch(ascii_digits(text).strip())
    name = found and (found["month"] or found["name"])
    return found is not None and (not name or name.casefold() in _MONTHS)


def is_date(text: str) -> bool:
    """Tell whether a cell holds a date in any form."""
    return not isinstance(_cell(text, None), Fault)


def _cell(text: str, year: int | None) -> _Read:
    """Read a cell: one date, two of them, words for days, or words for none."""
    found: _Read = _one(text, year)
    if not isinstance(found, Fault) or found.reason not in (_NO_DATE, _YEARLESS):
        return found
    if date_words.is_unknown(text):
        return _NO_SPAN
    if (two := date_words.ends(text)) is not None:
        made = _Ends(_one(two.first, year), _one(two.last, year))
        if not isinstance(made.first, Fault) and not isinstance(made.last, Fault):
            return made
    words = date_words.find(text, year)
    if words is not None:
        days = (words.first, words.last)
        first, last = (day.timetuple()[:3] for day in days)
        fault = _checked_year(words.first.year) or _checked_year(words.last.year)
        return fault or _unsure(_span(first, last, words.precision), is_so=words.is_unsure)
    if year is None and date_words.lacks_year(text):
        return Fault(_YEARLESS, f"{_EXPECTED}, or the option --year")
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


def _one(text: str, year: int | None) -> Span | Fault | _TwoWays:
    if len(text) > LONGEST:
        return Fault("the value is too long", _EXPECTED)
    plain = ascii_digits(text).strip()
    if _lacks_year(plain):
        if year is None:
            return Fault(_YEARLESS, f"{_EXPECTED}, or the option --year")
        numbers = re.fullmatch(r"\d+([-/.])\d+", plain := plain.rstrip("."))
        plain = f"{plain}{numbers[1] if numbers else ' '}{year}"
    if found := _ISO.fullmatch(plain):
        return _day(int(found[1]), int(found[3]), int(found[4]))
    if found := _COMPACT.fullmatch(plain):
        return _day(*map(int, found.groups()))
    if found := _NUMERIC.fullmatch(plain):
        one, two, year = int(found[1]), int(found[3]), int(found[4])
        # With full stops the day comes first in every country that writes dates so.
        return _day(year, two, one) if found[2] == "." else _TwoWays(one, two, year)
    if found := _SHORT_YEAR.fullmatch(plain):
        one, two, year = int(found[1]), int(found[3]), _CENTURY + int(found[4])
        return _day(year, two, one) if found[2] == "." else _TwoWays(one, two, year, True)
    if found := _SERIAL.fullmatch(plain):
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
        return _day(int(found[3]), _MONTHS[found[2]], int(found[1]))
    if (found := _WORD_DAY.fullmatch(plain)) and found[1] in _MONTHS:
        return _day(int(found[3]), _MONTHS[found[1]], int(found[2]))
    if (found := _WORD.fullmatch(plain)) and found[1] in _MONTHS:
        return _month(int(found[2]), _MONTHS[found[1]])
    if (found := _SHORT_WORD.fullmatch(plain)) and found[2] in _MONTHS:
        return _day(_CENTURY + int(found[3]), _MONTHS[found[2]], int(found[1]))
    if (found := _SOLAR_DAY.fullmatch(plain)) and (
        month := _solar_months().get(_letters(found[2]))
    ):
        return _day(int(found[3]), month, int(found[1]))
    if _LONE_NUMBER.fullmatch(plain):
        return Fault("a spreadsheet's day number, not a date", f"{_EXPECTED}, or a cell of dates")
    return Fault(_NO_DATE, _EXPECTED)


@lru_cache(maxsize=1)
def _solar_months() -> dict[str, int]:
    """Return the months of the Solar Hijri calendar by their names, as reports write them."""
    from geo.reports.language.words import load

    return {_letters(name): number for name, number in load("dates")["solar_months"].items()}


def _letters(name: str) -> str:
    from geo.gazetteer.names import letters

    return letters(name)


def _is_solar(text: str) -> bool:
    """Tell whether a text that was read as a day names a year of the Solar Hijri calendar."""
    return any(int(year) in _SOLAR_YEARS for year in _FOUR.findall(ascii_digits(text)))


def _solar(year: int, month: int, day: int) -> Span | Fault:
    from geo.solar import gregorian

    try:
        made = gregorian(year, month, day)
    except ValueError:
        return Fault("there is no such day", f"a day of the Solar Hijri calendar, or {_EXPECTED}")
    return _span(made.timetuple()[:3], made.timetuple()[:3], "day")


def _day(year: int, month: int, day: int) -> Span | Fault:
    if year in _SOLAR_YEARS:
        return _solar(year, month, day)
    if fault := _checked_year(year):
        return fault
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return Fault("there is no such day", _EXPECTED)
    return _span((year, month, day), (year, month, day), "day")


def _month(year: int, month: int) -> Span | Fault:
    if fault := _checked_year(year):
        return fault
    if not 1 <= month <= 12:
        return Fault("there is no such month", _EXPECTED)
    return _span((year, month, 1), (year, month, calendar.monthrange(year, month)[1]), "month")


def _week(year: int, week: int) -> Span | Fault:
    if fault := _checked_year(year):
        return fault
    try:
        first, last = (dt.date.fromisocalendar(year, week, day) for day in (1, 7))
    except ValueError:
        return Fault("there is no such week", _EXPECTED)
    return _span(first.timetuple()[:3], last.timetuple()[:3], "week")


def _checked_year(year: int) -> Fault | None:
    if _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if 1300 <= year < 1500:
        return Fault("the year is of another calendar", f"a Gregorian date, {_EXPECTED}")
    return Fault(f"the year is not from {_FIRST_YEAR} to {_LAST_YEAR}", _EXPECTED)


def _span(first: tuple[int, ...], last: tuple[int, ...], precision: str) -> Span:
    epoch = dt.date(1970, 1, 1).toordinal()
    start, end = (dt.date(*ymd[:3]).toordinal() - epoch for ymd in (first, last))
    return Span(start, end, PRECISIONS.index(precision))


def _order(
    values: dict[str, _Read], day_first: bool | None, where: str
) -> tuple[bool, bool, str | None]:
    """Decide between day first and month first, over the distinct dates of a file.

    Returns
    -------
    bool
        Whether the day comes first.
    bool
        Whether that is known: said, or told by a date that has no other reading.
    str or None
        A remark, where it had to be decided.
    """
    open_ones = [
        (text, one)
        for text, value in sorted(values.items())
        for one in ((value.first, value.last) if isinstance(value, _Ends) else (value,))
        if isinstance(one, _TwoWays)
    ]
    day = next((t for t, v in open_ones if v.one > 12 and v.two <= 12 and not v.is_short), None)
    month = next((t for t, v in open_ones if v.two > 12 and v.one <= 12), None)
    options = "--day-first or --month-first (in Python day_first=True or False)"
    if day_first is None and day is not None and month is not None:
        raise InputError(
            "dates in both orders of day and month",
            value=f"{day} and {month}",
            expected=f"one order, or the option {options}",
            where=where,
        )
    if day_first is not None:
        return day_first, True, None
    is_known = day is not None or month is not None
    unclear = [(t, v) for t, v in open_ones if max(v.one, v.two) <= 12 and v.one != v.two]
    if not unclear:
        return month is None, is_known, None
    if not is_known:
        sure = [(text, value) for text, value in unclear if not value.is_short]
        if not sure:
            return True, False, None
        text, value = sure[0]
        raise InputError(
            "ambiguous order of day and month",
            value=text,
            expected=f"the option --day-first ({_said(value.one, value.two, value.year)}) or"
            f" --month-first ({_said(value.two, value.one, value.year)});"
            " in Python day_first=True or False",
            where=where,
        )
    shown = day if day is not None else month
    return (
        day is not None,
        True,
        f"dates are read {'day' if day is not None else 'month'} first, as {shown}",
    )


def _said(day: int, month: int, year: int) -> str:
    if year in _SOLAR_YEARS:
        return f"the {day}. of month {month}, {year}"
    return f"{day} {_MONTH_NAMES[month - 1]} {year}"


def _decided(value: _Read, day_first: bool, is_known: bool) -> Span | Fault:
    if isinstance(value, _Ends):
        first, last = (_decided(one, day_first, is_known) for one in (value.first, value.last))
        if isinstance(first, Fault) or isinstance(last, Fault):
            return first if isinstance(first, Fault) else last
        if last.last < first.first:
            return Fault("the last day is before the first", "the first day, then the last")
        return Span(first.first, last.last, max(first.precision, last.precision))
    if not isinstance(value, _TwoWays):
        return value
    if value.is_short and not is_known:
        return Fault(
            "the year has two digits", f"{_EXPECTED}, or the option --day-first or --month-first"
        )
    day, month = (value.one, value.two) if day_first else (value.two, value.one)
    return _day(value.year, month, day)


def _column(results: list[Span | Fault], indices: Any) -> Dates:
    """Spread the distinct results over the rows."""
    spans = [value if isinstance(value, Span) else _NO_SPAN for value in results]
    spans.append(_NO_SPAN)
    at = indices.fill_null(len(results)).to_numpy(zero_copy_only=False)
    faults = np.array([*(v if isinstance(v, Fault) else None for v in results), None], dtype=object)
    return Dates(
        np.array([span.first for span in spans], np.int64)[at],
        np.array([span.last for span in spans], np.int64)[at],
        np.array([span.precision for span in spans], np.int8)[at],
        faults[at],
    )
