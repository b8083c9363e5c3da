"""Makers of days: what the parts of an expression of time mean, as `day_rules.toml` names them."""

from __future__ import annotations

import calendar
import re
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geo.reports.language import triggers
from geo.reports.language.words import either, load
from geo.reports.when import nights, solar_days
from geo.reports.when.day_reader import WEEK, UnresolvedError
from geo.reports.when.day_words import day_number, month_number, number_of, parts, weekday_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.reports.when.day_reader import Found, Reader

    Maker = Callable[[Reader, re.Match[str], tuple[int, int]], Found]

ONE = timedelta(days=1)
_MAX_YEARS = 130  # a year further back than this is no date of a report
MAX_DAYS = 40_000
_SHORT_YEAR = 2  # digits of a year of this century


def group_of(found: re.Match[str], *names: str) -> str:
    """Return the first of the named groups that the pattern has and that matched."""
    groups = found.groupdict()
    return next((groups[name] for name in names if groups.get(name)), "")


def year_of(found: re.Match[str]) -> int | None:
    """Return the year that is written, one of two digits being of this century."""
    year = group_of(found, "y", "y2")
    if not year:
        return None
    return int(year) if len(year) > _SHORT_YEAR else 2000 + int(year)


def window_of(first: date, last: date | None = None) -> Found:
    """Return a window of days, in order."""
    last = last or first
    return (min(first, last), max(first, last), "day", "day")


def month_of(year: int, month: int) -> Found:
    """Return a whole month."""
    if not 1850 < year < 2200:
        return None
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month", ""


def whole_year(year: int) -> Found:
    """Return a whole year."""
    return date(year, 1, 1), date(year, 12, 31), "year", ""


def back_from(day: date, number: int, unit: str, hedge: str = "") -> Found:
    """Go so many units back from a day."""
    if unit in ("day", "night"):
        return window_of(day - timedelta(days=number))
    if unit in ("week", "fortnight"):
        first = day - timedelta(days=(7 if unit == "week" else 14) * number)
        if "less" in hedge:
            return (first + ONE, day - ONE, "day", "window")
        return window_of(first)
    if unit == "month":
        months = day.year * 12 + day.month - 1 - number
        return month_of(months // 12, months % 12 + 1)
    return None if number > _MAX_YEARS else whole_year(day.year - number)


@lru_cache(maxsize=1)
def _day_parts() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what finds the month, weekday, year and number of the day in a day that is written."""
    known = {key: part.replace("[ ]", r"[ \t\n]") for key, part in parts().items()}
    return (
        re.compile(rf"\b{known['M']}", re.IGNORECASE),
        re.compile(rf"\b{known['W']}\b", re.IGNORECASE),
        re.compile(rf"\b{known['Y']}\b"),
        re.compile(rf"\b{known['D']}(?!\d)", re.IGNORECASE),
    )


def _day_of(reader: Reader, written: str, other: str = "") -> date:
    """Return the day that is written in any form; `other` may hold the month it shares."""
    if (of_solar := solar_days.written(reader, written)) is not None:
        return of_solar
    month, weekday, year, day = (pattern.search(written) for pattern in _day_parts())
    of_month, _, of_year, _ = (pattern.search(other) for pattern in _day_parts())
    named, said = month or of_month, year or of_year
    if day is not None and named is not None:
        known = int(said[0]) if said else None
        return reader.ymd(day_number(day[0]), month_number(named[0]), known)
    if weekday is not None:
        is_last = written.lower().startswith("last")
        return reader.recent(weekday_number(weekday[0]), strictly=is_last)
    if day is None:
        raise UnresolvedError
    return _nth(reader, day_number(day[0]))


def _nth(reader: Reader, number: int) -> date:
    """Return the last day of that number up to publication."""
    return _nth_before(reader.today + ONE, number)


def _nth_before(before: date, number: int) -> date:
    """Return the last day of that number before a day."""
    backwards = (before - timedelta(days=back) for back in range(1, 63))
    for made in backwards:
        if made.day == number:
            return made
    raise UnresolvedError


def _apart(found: re.Match[str]) -> timedelta:
    """Return how far a day is from another: "two weeks"."""
    many = number_of(found["n"]) * (7 if found["u"].lower() == "week" else 1)
    return timedelta(days=min(many, MAX_DAYS))


def _make_one(reader: Reader, found: re.Match[str], days: tuple[int, int]) -> Found:
    return _from(_day_of(reader, group_of(found, "x", "x2")), days)


def _make_after(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    day, apart = _day_of(reader, found["x"]), _apart(found)
    made = day + apart if found["way"].lower() == "after" else day - apart
    is_told = reader.published is None or made <= reader.published
    return window_of(made) if is_told else None


def _make_after_event(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    """Read "calm on Sunday, a day after shells fell": the day of what follows.

    Nothing is made of what opens a sentence, which counts from what was told before.
    """
    opening = reader.text[reader.begins : found.start()]
    came = _came().search(opening)  # "The attack came two days after": after what was told
    base = reader.here or (reader.last if came else None) or reader.written or reader.published
    if base is None or (len(opening.split()) < _OPENING_WORDS and not came):
        return None
    if not _tells_event(reader, found.end()):
        return None  # "a week after the two governments met"
    day = base - _apart(found)
    return (day, day, "day", "event")


@lru_cache(maxsize=1)
def _came() -> re.Pattern[str]:
    return re.compile(
        rf"\b{either(load('dates')['said']['came'])}[ \t]+(?:only[ \t]+|just[ \t]+)?$"
    )


_OPENING_WORDS = 4  # "On Friday, two days after the talks, shells fell" tells of that Friday


def _make_hours_after(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    """Read "early on Thursday, hours after shells fell": of that day or of the one before."""
    day = reader.here
    if day is None or day == reader.said:
        return None  # "said on Friday, hours after talks began"
    if not _tells_event(reader, found.end()):
        return None
    told = reader.text[reader.begins : found.start()]
    first = day - ONE if nights.patterns()["early"].search(told) else day
    return (first, day, "day", "event")


def _tells_event(reader: Reader, start: int) -> bool:
    """Tell whether a clause tells what may be an incident."""
    clause = _told_in_clause().match(reader.text, start)
    return clause is not None and triggers.any_in(reader.words, clause[0].lower())


@lru_cache(maxsize=1)
def _told_in_clause() -> re.Pattern[str]:
    said = either(load("dates")["said"]["after"])  # "hours after Kabul said that nine had died"
    return re.compile(rf"(?:(?!\b{said}\b)[^.;:,\n])+", re.IGNORECASE)


def _make_days_to(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    day, many = _day_of(reader, found["x"]), number_of(found["n"])
    days = round(many / 24) if found["u"].lower() == "hour" else many - 1
    return window_of(day - timedelta(days=min(days, MAX_DAYS)), day)


def _make_span(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    first, last = _day_of(reader, found["a"], found["b"]), _day_of(reader, found["b"], found["a"])
    if first >= last and not _day_parts()[3].search(found["a"]):
        first = last - timedelta(days=(last.weekday() - first.weekday()) % 7 or 7)
    return window_of(first, last) if first < last else None


def _make_day(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    month = group_of(found, "m", "m2")
    number = month_number(month) if month else int(group_of(found, "mm", "mm2"))
    year = year_of(found)
    if group_of(found, "ly") and reader.published is not None:
        year = reader.published.year - 1
    return window_of(reader.ymd(day_number(group_of(found, "d", "d2")), number, year))


def _make_day_in_numbers(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    """Read "9/10/2025" by its day first, as most of the world writes, unless that is no news.

    It is read by its month first where only so it is a day, or one of the days just before
    publication.
    """
    one, other = int(group_of(found, "d", "d2")), int(group_of(found, "mm", "mm2"))
    year, published = year_of(found), reader.published
    days = []
    for parts_of_day in ((one, other), (other, one)):
        with suppress(ValueError):
            days.append(reader.ymd(*parts_of_day, year))
    if len(days) > 1 and published is not None:
        ages = [(published - day).days for day in days]
        is_other = not 0 <= ages[0] <= _NEWS_DAYS and 0 <= ages[1] <= _NEWS_DAYS
        return window_of(days[1] if is_other else days[0])
    return window_of(days[0]) if days else None


_NEWS_DAYS = 10  # what is told is so old, more often than not


def _make_day_of_late(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    """Read "on 7/11" by its day first where it may be one, if that was of late: "9/11" is none."""
    one, other = int(group_of(found, "d", "d2")), int(group_of(found, "mm", "mm2", "mm3"))
    day = reader.ymd(one, other, None) if other <= _MONTHS else reader.ymd(other, one, None)
    return window_of(day) if 0 <= (reader.today - day).days <= _OF_LATE_DAYS else None


_OF_LATE_DAYS, _MONTHS = 90, 12


def _make_nth(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    return window_of(_nth(reader, day_number(found["d"])))


def _make_weekday_nth(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    """Read "Mon 9", "Sat 7 to Sun 8": where the weekdays and the numbers agree."""
    last = _weekday_nth(reader, group_of(found, "w2", "w"), group_of(found, "b", "a"))
    first = _weekday_nth(reader, found["w"], found["a"])
    return window_of(first, last) if first <= last else None


def _weekday_nth(reader: Reader, weekday: str, number: str) -> date:
    """Return the last such weekday of that number up to publication, if it was of late."""
    day = _nth(reader, day_number(number))
    if day.weekday() != weekday_number(weekday):
        day = _nth_before(day, day_number(number))
    if day.weekday() != weekday_number(weekday):
        raise UnresolvedError
    return day


def _make_nth_of(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    day, which = reader.today, found["which"].lower()
    back = which == "last"
    if "this" not in which and not back and reader.last is not None:
        day = reader.last  # "the same month" as was named
    months = day.year * 12 + day.month - 1 - back
    return window_of(reader.ymd(day_number(found["d"]), months % 12 + 1, months // 12))


def _make_nths(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    first, last = day_number(found["a"]), day_number(found["b"])
    made = _nth(reader, last)
    return window_of(made - timedelta(days=last - first), made) if 0 < last - first < last else None


def _make_days(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    month, other, year = month_number(found["m"]), group_of(found, "m2"), year_of(found)
    is_after = found.start("a") > found.start("m")  # "October 3 - November 2"
    second = month_number(other) if other else month
    first_month, last_month = (month, second) if is_after else (second, month)
    first = reader.ymd(day_number(found["a"]), first_month, year)
    return window_of(first, reader.ymd(day_number(found["b"]), last_month, year))


def _make_nights(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    days = [int(number) for number in re.findall(r"\d+", found["days"])]
    month, year = month_number(found["m"]), year_of(found)
    return window_of(reader.ymd(days[0], month, year), reader.ymd(days[-1], month, year))


def _make_late(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    day = _day_of(reader, found["x"])
    around = reader.text[max(0, found.start() - 60) : found.end() + 30].lower()
    return window_of(day, day + ONE if _begins().search(around) else day)


@lru_cache(maxsize=1)
def _begins() -> re.Pattern[str]:
    return re.compile(rf"\b{either(load('dates')['said']['begins'])}\b")


def _make_weekday(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    pre = group_of(found, "pre").strip().lower()
    ago = group_of(found, "ago").strip().lower()
    is_strict = pre in ("last", "previous") or ago == "last"
    day = reader.recent(weekday_number(found["w"]), strictly=is_strict)
    if pre == "next":
        return (day + WEEK, day + WEEK, "day", "future")
    is_same_week = day.isocalendar()[1] == reader.today.isocalendar()[1]
    if ago not in ("", "last") and (is_same_week or "ago" in ago):
        day -= WEEK
    return window_of(day)


def _make_weekend(reader: Reader, _: re.Match[str], __: tuple[int, int]) -> Found:
    sunday = reader.recent(6)
    return window_of(sunday - ONE, sunday)


def _from(day: date, days: tuple[int, int]) -> Found:
    return window_of(day + timedelta(days=days[0]), day + timedelta(days=days[1]))


def _make_published(reader: Reader, found: re.Match[str], days: tuple[int, int]) -> Found:
    spoken = reader.spoken_at(found.start())
    return _from(spoken or reader.entry or reader.written or reader.today, days)


def _make_said(reader: Reader, found: re.Match[str], days: tuple[int, int]) -> Found:
    here = reader.here if reader.here != reader.said else None
    if here is not None and " the night" in found[0].lower():
        return window_of(here, here + ONE)  # "began on Friday and raged through the night"
    return _from(reader.said or reader.entry or reader.told or reader.today, days)


def _make_ago(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    hedge = group_of(found, "less").lower()
    return back_from(reader.today, _many(found["n"]), found["u"].lower(), hedge)


def _many(word: str) -> int:
    """Return a number in figures or words, "a couple of" being two."""
    return 2 if "couple" in word.lower() else number_of(word)


def _make_earlier(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    # Told of the news, whose day is the last named unless the report goes back from today.
    base = reader.said or reader.here or reader.last or reader.told or reader.today
    if reader.here is None and reader.named and reader.named[2] != "day" and reader.is_named_here:
        return (*reader.named, "")  # "last month it bombed Foo, where a week earlier"
    is_told_here = base == reader.last and reader.told_in is reader.block
    if reader.published is not None and base < reader.published - WEEK and not is_told_here:
        base = reader.published
    unit = group_of(found, "u", "u2", "u3").lower()
    many = number_of(group_of(found, "n", "n2") or "one")
    if unit == "week":
        first = base - timedelta(days=7 * many)
        return (first, first + timedelta(days=6), "day", "period")
    return back_from(base, many, unit) if unit else window_of(base - ONE)


def _make_that_day(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    if reader.here is None and reader.spoke and reader.is_only_spoken_here:
        return window_of(reader.spoke)  # "It said so on 3 May. That evening troops ..."
    if "night" in found[0].lower() and reader.first is not None:
        return window_of(reader.first, reader.last)  # the night that was named
    if group_of(found, "as") and reader.opened is not None:
        return window_of(reader.opened)  # "on the same day as the raid": of what was told first
    if "evening" in found[0].lower() and reader.here is None and reader.first is not None:
        return window_of(reader.first)
    spoke = reader.spoke if "hours" in found[0].lower() else None
    return window_of(reader.here or reader.last or spoke or reader.today)


def _make_later(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    """Read "two days later", counted from the day that was told last, or of which somebody told."""
    named = reader.named[1] if reader.named and reader.named[2] == "day" else None
    made = (day + _apart(found) for day in (reader.last, named) if day)
    return next((window_of(day) for day in made if day <= reader.today), None)


def _make_next_day(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    if reader.last is None:
        return None
    is_night = "followed" in found[0]
    return window_of(reader.last if is_night else reader.last + ONE, reader.last + ONE)


MAKERS: dict[str, Any] = {
    name.removeprefix("_make_"): maker
    for name, maker in list(globals().items())
    if name.startswith("_make_")
}
