"""Rules of time expressions, as `day_rules.toml` has them, and the makers of days they name."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geo.reports.words import either, load

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.reports.document import Document

    # First day, last day, precision, and the kind of expression where the rule tells it.
    Found = tuple[date, date, str, str] | None
    Maker = Callable[["Reader", re.Match[str], tuple[int, int]], Found]

_ONE = timedelta(days=1)
_WEEK = timedelta(days=7)
_MAX_YEARS = 130  # a year further back than this is no date of a report
_MAX_DAYS = 40_000
_NTH = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


class Reader:
    """What expressions of one document are resolved against.

    Attributes
    ----------
    published
        The day of publication; None where not known.
    first, last
        The window named last, for "that night" and "a day earlier".
    said
        The day on which the sentence's speaker spoke, for "overnight"; None where not told.
    """

    def __init__(self, document: Document) -> None:
        self.published = document.published
        self.first: date | None = None
        self.last: date | None = None
        self.said: date | None = None
        self.text = document.text

    @property
    def day(self) -> date | None:
        """The day of publication."""
        return self.published

    def recent(self, weekday: int, *, strictly: bool = False) -> date | None:
        """Return the last such weekday up to publication, or strictly before it."""
        if self.published is None:
            return None
        back = (self.published.weekday() - weekday) % 7
        if strictly and back == 0:
            back = 7
        return self.published - timedelta(days=back)

    def ymd(self, day: int, month: int, year: int | None) -> date | None:
        """Make a day; without a year the last one that is not after publication."""
        try:
            if year is not None:
                return date(year, month, day)
            if self.published is None:
                return None
            made = date(self.published.year, month, day)
            if made > self.published + _WEEK:  # what is told has happened
                made = date(self.published.year - 1, month, day)
        except ValueError:
            return None
        return made


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of `day_rules.toml`.

    Attributes
    ----------
    name
        Of the rule.
    pattern
        What it matches.
    make
        What makes the days of a match.
    days
        For makers that count from a day: first and last day relative to it.
    """

    name: str
    pattern: re.Pattern[str]
    make: Maker
    days: tuple[int, int]

    def read(self, reader: Reader, found: re.Match[str]) -> Found:
        """Return the days that a match means; None where it means none."""
        return self.make(reader, found, self.days)


@lru_cache(maxsize=1)
def said_words() -> dict[str, dict[str, int]]:
    """Return the months, weekdays and numbers by their words."""
    return {key: load("dates")[key] for key in ("months", "weekdays", "numbers")}


@lru_cache(maxsize=1)
def parts() -> dict[str, str]:
    """Return the parts that patterns are written with: months, weekdays, numbers, days, years."""
    said = load("dates")
    months = [month for month in said["months"] if len(month) > 3 or month == "may"]
    short = [month for month in said["months"] if len(month) <= 4 and month != "may"]
    days = [day for day in said["weekdays"] if day.endswith("day")]
    return {
        # Abbreviations only with a capital, so that "mar" and "sat" stay words.
        "M": rf"(?:{'|'.join(sorted(months, key=len, reverse=True))}|(?:{'|'.join(short)})\b\.?)",
        "W": rf"(?:{'|'.join(days)})",
        "N": rf"(?:\d{{1,3}}|{'|'.join(said['numbers'])})",
        "O": rf"(?:{'|'.join(_NTH)})",
        "D": r"(?:[0-3]?\d(?:st|nd|rd|th)?)",
        "Y": r"(?:(?:19|20)\d\d)",
        "P": r"(?:night|evening|morning|afternoon|midnight|dawn|noon|early morning|late evening)",
    }


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Return the rules of `day_rules.toml`, in their order."""
    known = parts()
    made = []
    for row in load("day_rules")["rules"]:
        written = row["pattern"]
        for key, part in known.items():
            written = written.replace("{" + key + "}", part)
        pattern = re.compile(written.replace("[ ]", r"[ \t\n]"), re.IGNORECASE)
        first, last = row.get("days", (0, 0))
        made.append(Rule(row["name"], pattern, _MAKERS[row["make"]], (first, last)))
    return tuple(made)


def month_number(word: str) -> int:
    """Return the number of a month that is named."""
    return said_words()["months"][word.lower().rstrip(".")]


def day_number(word: str) -> int:
    """Return the day that is written, with or without its ending."""
    return int(re.sub(r"\D", "", word))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else said_words()["numbers"].get(word.lower(), 1)


def _weekday_number(word: str) -> int:
    return said_words()["weekdays"][word.lower()]


def _group(found: re.Match[str], *names: str) -> str:
    """Return the first of the named groups that the pattern has and that matched."""
    groups = found.groupdict()
    return next((groups[name] for name in names if groups.get(name)), "")


def _year_of(found: re.Match[str]) -> int | None:
    year = _group(found, "y")
    return int(year) if year else None


def _window(first: date | None, last: date | None = None) -> Found:
    if first is None:
        return None
    last = last or first
    return (min(first, last), max(first, last), "day", "day")


def _month(year: int, month: int) -> Found:
    if not 1850 < year < 2200:
        return None
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month", ""


def _year(year: int) -> Found:
    return date(year, 1, 1), date(year, 12, 31), "year", ""


def _back(day: date, number: int, unit: str, hedge: str = "") -> Found:
    """Go so many units back from a day."""
    if unit == "day":
        return _window(day - timedelta(days=number))
    if unit == "week":
        first = day - timedelta(days=7 * number)
        if "less" in hedge:
            return (first + _ONE, day - _ONE, "day", "window")
        return _window(first)
    if unit == "month":
        months = day.year * 12 + day.month - 1 - number
        return _month(months // 12, months % 12 + 1)
    return None if number > _MAX_YEARS else _year(day.year - number)


def _make_day(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    month = _group(found, "m", "m2")
    number = month_number(month) if month else int(_group(found, "mm"))
    return _window(reader.ymd(day_number(_group(found, "d", "d2")), number, _year_of(found)))


def _make_nth(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    day, number = reader.day, day_number(found["d"])
    if day is None or not 1 <= number <= 31:
        return None
    for back in range(62):
        made = day - timedelta(days=back)
        if made.day == number:
            return _window(made)
    return None


def _make_nths(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    day, first, last = reader.day, day_number(found["a"]), day_number(found["b"])
    if day is None:
        return None
    for back in range(62):
        made = day - timedelta(days=back)
        if made.day == last and 0 < last - first < made.day:
            return _window(made - timedelta(days=last - first), made)
    return None


def _make_days(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    month, other, year = month_number(found["m"]), _group(found, "m2"), _year_of(found)
    is_after = found.start("a") > found.start("m")  # "October 3 - November 2"
    second = month_number(other) if other else month
    first_month, last_month = (month, second) if is_after else (second, month)
    first = reader.ymd(day_number(found["a"]), first_month, year)
    last = reader.ymd(day_number(found["b"]), last_month, year)
    return _window(first, last) if first and last else None


def _make_nights(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    days = [int(number) for number in re.findall(r"\d+", found["days"])]
    month, year = month_number(found["m"]), _year_of(found)
    first, last = reader.ymd(days[0], month, year), reader.ymd(days[-1], month, year)
    return _window(first, last) if first and last else None


def _make_weekdays(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    last = reader.recent(_weekday_number(found["b"]))
    if last is None:
        return None
    back = (last.weekday() - _weekday_number(found["a"])) % 7 or 7
    return _window(last - timedelta(days=back), last)


def _make_night_to(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    day = reader.recent(_weekday_number(found["w"]))
    return _window(day - _ONE, day) if day else None


def _make_midnight(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    day = reader.recent(_weekday_number(found["w"]))
    return _window(day, day + _ONE) if day else None


def _make_late(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    day = reader.recent(_weekday_number(found["w"]))
    if day is None:
        return None
    before = reader.text[max(0, found.start() - 60) : found.start()].lower()
    return _window(day, day + _ONE if _begins().search(before) else day)


@lru_cache(maxsize=1)
def _begins() -> re.Pattern[str]:
    return re.compile(rf"\b{either(load('dates')['said']['begins'])}\b")


def _make_weekday(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    pre = _group(found, "pre").strip().lower()
    day = reader.recent(_weekday_number(found["w"]), strictly=pre in ("last", "previous"))
    if day is None or reader.published is None:
        return None
    if pre == "next":
        return (day + _WEEK, day + _WEEK, "day", "future")
    is_same_week = day.isocalendar()[1] == reader.published.isocalendar()[1]
    if _group(found, "ago") and is_same_week:
        day -= _WEEK
    return _window(day)


def _make_weekend(reader: Reader, _: re.Match[str], __: tuple[int, int]) -> Found:
    sunday = reader.recent(6)
    return _window(sunday - _ONE, sunday) if sunday else None


def _from(day: date | None, days: tuple[int, int]) -> Found:
    if day is None:
        return None
    return _window(day + timedelta(days=days[0]), day + timedelta(days=days[1]))


def _make_published(reader: Reader, _: re.Match[str], days: tuple[int, int]) -> Found:
    return _from(reader.day, days)


def _make_said(reader: Reader, _: re.Match[str], days: tuple[int, int]) -> Found:
    return _from(reader.said or reader.day, days)


def _make_ago(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    if reader.day is None:
        return None
    hedge = _group(found, "less").lower()
    return _back(reader.day, _number(found["n"]), found["u"].lower(), hedge)


def _make_earlier(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    # Told of the news, whose day is the last named unless the report goes back from today.
    base = reader.last or reader.day
    if base is None:
        return None
    if reader.day is not None and base < reader.day - _WEEK:
        base = reader.day
    unit = _group(found, "u").lower()
    if unit == "week":
        first = base - timedelta(days=7 * _number(found["n"]))
        return (first, first + timedelta(days=6), "day", "period")
    return _back(base, _number(found["n"]), unit) if unit else _window(base - _ONE)


def _make_that_day(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    if "night" in found[0].lower() and reader.last is not None:
        return _window(reader.first, reader.last)  # the night that was named
    return _window(reader.last or reader.day)


def _make_next_day(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    if reader.last is None:
        return None
    is_night = "followed" in found[0]
    return _window(reader.last if is_night else reader.last + _ONE, reader.last + _ONE)


def _make_this(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    day = reader.day
    if day is None:
        return None
    unit = _group(found, "u", "u2").lower()
    if unit == "week":
        first = day - timedelta(days=(day.weekday() + 1) % 7)
        return (first, day, "day", "period")
    first = day.replace(day=1) if unit == "month" else date(day.year, 1, 1)
    return (first, day, unit, "period")


def _make_last(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    day = reader.day
    if day is None:
        return None
    unit = found["u"].lower()
    if unit == "week":
        first = day - timedelta(days=day.weekday() + 7)
        return (first, first + timedelta(days=6), "day", "period")
    return _back(day, 1, unit)


def _make_past(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    day = reader.day
    if day is None:
        return None
    number = _number(_group(found, "n", "n2", "n3"))
    unit = "hour" if _group(found, "n3") else _group(found, "u").lower() or "day"
    if unit == "hour":
        return (day - timedelta(days=max(round(number / 24), 1)), day, "day", "window")
    if unit in ("month", "year"):
        back = _back(day, number, unit)
        return None if back is None else (back[0], day, unit, "period")
    days = number * (7 if unit == "week" else 1)
    is_open = unit == "day" and _group(found, "n2") != ""
    return (day - timedelta(days=min(days, _MAX_DAYS) - is_open), day, "day", "period")


def _make_lasting(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    day = reader.day
    if day is None:
        return None
    unit = {"day": 1, "night": 1, "week": 7, "month": 30}[found["u"].lower()]
    return (
        day - timedelta(days=min(_number(found["n"]) * unit, _MAX_DAYS)),
        day,
        "day",
        "duration",
    )


def _make_nth_day(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    day, word = reader.day, found["n"].lower()
    if day is None:
        return None
    number = _NTH.index(word) + 2 if word in _NTH else day_number(word)
    return (day - timedelta(days=min(number, _MAX_DAYS) - 1), day, "day", "duration")


def _make_month(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    word, year, pre = found["m"], _year_of(found), _group(found, "pre").lower()
    month = month_number(word)
    if year is not None:
        return _month(year, month)
    # "May" and "March" are words too.
    is_word = word in ("May", "March") and not pre and not _group(found, "ly")
    if reader.day is None or not word[0].isupper() or is_word:
        return None
    if _group(found, "ly"):
        return _month(reader.day.year - 1, month)
    year = reader.day.year if month <= reader.day.month else reader.day.year - 1
    if month == reader.day.month and pre.startswith("last"):
        year -= 1
    return _month(year, month)


def _make_year(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    year = int(found["y"])
    return None if reader.day is not None and year > reader.day.year else _year(year)


_MAKERS: dict[str, Any] = {
    name.removeprefix("_make_"): maker
    for name, maker in list(globals().items())
    if name.startswith("_make_")
}
