"""Dates of a column: day and month in the one order the whole file allows.

What one cell says, `geo.tables.date_cells` reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import InputError
from geo.tables import date_words
from geo.tables.date_cells import (
    EXPECTED,
    MONTH_NAMES,
    NO_SPAN,
    PRECISIONS,
    SERIAL,
    SOLAR_YEARS,
    Ends,
    Read,
    Span,
    TwoWays,
    day_of,
    is_solar,
    lacks_year,
    read_cell,
)
from geo.tables.values import Fault, ascii_digits

if TYPE_CHECKING:
    from collections.abc import Sequence


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
    read_once: dict[str, Read] = {}
    for listed in texts:
        for text in listed:
            if text not in read_once:
                read_once[text] = read_cell(text, year)
    order, is_known, remark = _order(read_once, day_first, where)
    result = {text: _decided(value, order, is_known) for text, value in read_once.items()}
    remarks = [remark] if remark else []
    for text, value in sorted(result.items()):
        if isinstance(value, Span) and value.precision >= 0 and is_solar(text):
            day = np.datetime64(value.first, "D")
            remarks.append(f"dates of the Solar Hijri calendar are read as such, {text} as {day}")
            break
    for text, value in sorted(result.items()):
        if isinstance(value, Span) and SERIAL.fullmatch(ascii_digits(text).strip()):
            day = np.datetime64(value.first, "D")
            remarks.append(f"a spreadsheet's numbers of days are read as days, {text} as {day}")
            break
    bare = [
        text
        for text, value in sorted(result.items())
        if isinstance(value, Span) and value.precision >= 0
        if lacks_year(text) or (year is not None and date_words.lacks_year(text))
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


def _order(
    values: dict[str, Read], day_first: bool | None, where: str
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
        for one in ((value.first, value.last) if isinstance(value, Ends) else (value,))
        if isinstance(one, TwoWays)
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
    if year in SOLAR_YEARS:
        return f"the {day}. of month {month}, {year}"
    return f"{day} {MONTH_NAMES[month - 1]} {year}"


def _decided(value: Read, day_first: bool, is_known: bool) -> Span | Fault:
    if isinstance(value, Ends):
        first, last = (_decided(one, day_first, is_known) for one in (value.first, value.last))
        if isinstance(first, Fault) or isinstance(last, Fault):
            return first if isinstance(first, Fault) else last
        if last.last < first.first:
            return Fault("the last day is before the first", "the first day, then the last")
        return Span(first.first, last.last, max(first.precision, last.precision))
    if not isinstance(value, TwoWays):
        return value
    if value.is_short and not is_known:
        return Fault(
            "the year has two digits", f"{EXPECTED}, or the option --day-first or --month-first"
        )
    day, month = (value.one, value.two) if day_first else (value.two, value.one)
    found = day_of(value.year, month, day)
    if isinstance(found, Fault) and isinstance(day_of(value.year, day, month), Span):
        other = f"--{'month' if day_first else 'day'}-first ({_said(month, day, value.year)})"
        return Fault(found.reason, f"{EXPECTED}, or the option {other}")
    return found


def _column(results: list[Span | Fault], indices: Any) -> Dates:
    """Spread the distinct results over the rows."""
    spans = [value if isinstance(value, Span) else NO_SPAN for value in results]
    spans.append(NO_SPAN)
    at = indices.fill_null(len(results)).to_numpy(zero_copy_only=False)
    faults = np.array([*(v if isinstance(v, Fault) else None for v in results), None], dtype=object)
    return Dates(
        np.array([span.first for span in spans], np.int64)[at],
        np.array([span.last for span in spans], np.int64)[at],
        np.array([span.precision for span in spans], np.int8)[at],
        faults[at],
    )
