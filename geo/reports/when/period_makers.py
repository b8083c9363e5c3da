"""Makers of days for periods: this week, the last days, a month, a year, "for the third day"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from geo.reports.when.day_makers import (
    MAX_DAYS,
    ONE,
    back_from,
    group_of,
    month_of,
    whole_year,
    window_of,
    year_of,
)
from geo.reports.when.day_reader import WEEK
from geo.reports.when.day_words import day_number, month_number, number_of

if TYPE_CHECKING:
    import re

    from geo.reports.when.day_reader import Found, Reader


def _make_this(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    day, unit = reader.today, group_of(found, "u", "u2").lower()
    if unit == "week":
        first = day - timedelta(days=(day.weekday() + 1) % 7)
        return (first, day, "day", "period")
    first = day.replace(day=1) if unit == "month" else date(day.year, 1, 1)
    return (first, day, unit, "period")


def _make_since_begun(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    is_month = group_of(found, "u", "u2").lower() == "month"
    first = reader.today.replace(month=reader.today.month if is_month else 1, day=1)
    return (first, first, "day", "since")


def _make_last(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    day, unit = reader.today, found["u"].lower()
    if unit == "week":
        first = day - timedelta(days=day.weekday() + 7)
        return (first, first + timedelta(days=6), "day", "period")
    return back_from(day, 1, unit)


def _make_past(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    day = reader.said or reader.today
    many = number_of(group_of(found, "n", "n2", "n3"))
    unit = "hour" if group_of(found, "n3", "u2") else group_of(found, "u").lower() or "day"
    if alone := group_of(found, "u3").lower():  # "over the past week"
        return (day - timedelta(days=_DAYS[alone]), day, "day", "period")
    if unit == "hour":
        return (day - timedelta(days=max(round(many / 24), 1)), day, "day", "window")
    if unit in ("month", "year"):
        back = back_from(day, many, unit)
        return None if back is None else (back[0], day, unit, "period")
    days = many * (7 if unit == "week" else 1)
    if unit == "night":
        return (day - timedelta(days=min(many, MAX_DAYS)), day, "day", "window")
    # The day of the report is one of "the past two days".
    return (day - timedelta(days=min(days, MAX_DAYS) - (unit == "day")), day, "day", "period")


_DAYS = {"week": 7, "fortnight": 14, "month": 30, "year": 365}


def _make_lasting(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    unit = {"day": 1, "night": 1, "week": 7, "month": 30}[group_of(found, "u", "u2").lower()]
    days = timedelta(days=min(number_of(group_of(found, "n", "n2")) * unit, MAX_DAYS))
    return (reader.today - days, reader.today, "day", "duration")


def _make_running(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    day, nth = reader.today, group_of(found, "nth", "nth2").lower()
    many = day_number(nth) if nth else number_of(group_of(found, "n", "n2"))
    is_days = group_of(found, "u", "u2").lower() == "day"  # the last night goes on into today
    return window_of(day - timedelta(days=min(many, MAX_DAYS) - is_days), day)


def _make_days_of(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    """Read "two days of fighting", up to the day that is named beside it or to the report.

    Only what opens a sentence, or follows "after", is told: "a meeting to end two days of fighting"
    is another event.
    """
    day, before = reader.today, reader.text[reader.begins : found.start()].lower().split()
    while before and before[-1] in ("a", "the", "its"):
        del before[-1]
    if before and before[-1] not in ("after", "in", "during", "following"):
        return None
    days = min(number_of(found["n"]), MAX_DAYS)
    return (day - (days - 1) * ONE, day, "day", "event")


def _make_weeks_of(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    """Read "a week of clashes": up to the day of the report."""
    day, unit = reader.said or reader.today, found["u"].lower()
    days = number_of(found["n"]) * {"week": 7, "fortnight": 14, "month": 30}[unit]
    return (day - timedelta(days=min(days, MAX_DAYS)), day, "day", "period")


def _make_nth_day(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    number = group_of(found, "n", "n2", "n3", "n4").lower()
    days = timedelta(days=min(day_number(number), MAX_DAYS) - 1)
    return (reader.today - days, reader.today, "day", "duration")


def _make_month(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    word, year, pre = found["m"], year_of(found), group_of(found, "pre").lower()
    month = month_number(word)
    if year is None and group_of(found, "that") and reader.named is not None:
        year = reader.named[0].year  # of what was told before
    if year is not None:
        return month_of(year, month)
    # "May" and "March" are words too, where nothing before them says that they are months.
    is_month = bool(pre) or "pre" not in found.re.groupindex
    is_word = word in ("May", "March") and not is_month and not group_of(found, "ly")
    if not word[0].isupper() or is_word or _is_name(reader, found):
        return None
    day = reader.today
    is_before = month > day.month or (month == day.month and pre.startswith("last"))
    return month_of(day.year - (is_before or bool(group_of(found, "ly"))), month)


def _is_name(reader: Reader, found: re.Match[str]) -> bool:
    """Tell "Malik Jan" and "Mar Ali": an abbreviation by itself, beside a word with a capital."""
    if len(found["m"].rstrip(".")) > _SHORT or group_of(found, "pre", "ly"):
        return False
    before, after = reader.text[: found.start("m")].split(" ")[-2:], reader.text[found.end() :]
    beside = before[0] if before and not before[-1] else before[-1] if before else ""
    return beside[:1].isupper() or (after[:1] == " " and after[1:2].isupper())


_SHORT = 3  # letters of an abbreviated month


def _make_that_month(reader: Reader, _found: re.Match[str], _: tuple[int, int]) -> Found:
    return None if reader.month is None else (*reader.month, "month", "window")


def _make_that_time(reader: Reader, _found: re.Match[str], _: tuple[int, int]) -> Found:
    """Read "At that time it said": of what was named last, be it a day, a month or a year."""
    return None if reader.named is None else (*reader.named, "window")


def _make_months(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    """Read "between January and March", "from October 2025 to March": the last ones told of."""
    year, day = year_of(found), reader.today
    first, last = month_number(group_of(found, "a", "a2")), month_number(found["b"])
    of_last = year or reader.year or day.year - (last > day.month)
    written = group_of(found, "ya", "ya2")
    of_first = int(written) if written else of_last - (first > last)
    begun, ended = month_of(of_first, first), month_of(of_last, last)
    if begun is None or ended is None or begun[0] >= ended[0]:
        return None
    return (begun[0], ended[1], "month", "")


def _make_part_of_year(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    """Read "the first half of 2024", "the last three months of the year", "Q3 2024"."""
    year = int(group_of(found, "y", "y2", "y3") or reader.today.year - bool(group_of(found, "ly")))
    unit, nth = group_of(found, "u", "u2", "u3").lower(), group_of(found, "nth", "nth2").lower()
    months = next(many for word, many in _MONTHS.items() if unit.startswith(word))
    parts = 12 // months
    part = parts if nth == "last" else day_number(nth) if nth else int(found["n"])
    if part > parts:
        return None
    begun, ended = month_of(year, (part - 1) * months + 1), month_of(year, part * months)
    if begun is None or ended is None or begun[0] > reader.today:
        return None
    return (begun[0], ended[1], "day", "period")


_MONTHS = {"half": 6, "h": 6, "quarter": 3, "q": 3, "three": 3, "six": 6, "nine": 9}


def _make_week_of(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    if (month := _make_month(reader, found, _)) is None:
        return None
    first, last, nth = *month[:2], found["nth"].lower()
    begun = last - 6 * ONE if nth == "last" else first + WEEK * (day_number(nth) - 1)
    return (begun, begun + 6 * ONE, "day", "period")


def _make_iso_week(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    """Read "week 41" as calendars count them, if that week was just over."""
    first = date.fromisocalendar(year_of(found) or reader.today.year, int(found["n"]), 1)
    last = first + 6 * ONE
    return (first, last, "day", "period") if first <= reader.today <= last + 2 * WEEK else None


def _make_told_week(reader: Reader, _found: re.Match[str], _: tuple[int, int]) -> Found:
    """Read "in the course of the week" of a report that is one of a week."""
    return None if reader.week is None else (*reader.week, "day", "period")


def _make_days_of_month(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    if (month := _make_month(reader, found, _)) is None:
        return None
    first, last, days = *month[:2], number_of(found["n"]) - 1
    begun = last - days * ONE if found["nth"].lower() == "last" else first
    ended = begun + days * ONE
    return None if begun < first or ended > last else (begun, ended, "day", "period")


def _make_end_of_month(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    if (month := _make_month(reader, found, _)) is None:
        return None
    first, last = month[:2]
    return window_of(last if found["nth"].lower() == "last" else first)


def _make_years(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    first, last = int(group_of(found, "a", "a2")), int(group_of(found, "b", "b2"))
    if first >= last or last > reader.today.year:
        return None
    return (date(first, 1, 1), date(last, 12, 31), "year", "")


def _make_year(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    year, published = int(found["y"]), reader.published
    return None if published is not None and year > published.year else whole_year(year)


MAKERS: dict[str, Any] = {
    name.removeprefix("_make_"): maker
    for name, maker in list(globals().items())
    if name.startswith("_make_")
}
