"""Rules of time expressions: each a name, a pattern, and the days it means."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.words import either, load

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.reports.document import Document

    # First day, last day, precision, and the kind of expression where the rule tells it.
    Found = tuple[date, date, str, str] | None
    Resolver = Callable[["Reader", re.Match[str]], Found]

_ONE = timedelta(days=1)
_WEEK = timedelta(days=7)
_MAX_YEARS = 130  # a year further back than this is no date of a report


class Reader:
    """What expressions of one document are resolved against."""

    def __init__(self, document: Document) -> None:
        self.published = document.published
        self.year_from = document.published.year if document.published else None
        self.last: date | None = None  # the day named last, for "that night", "a day earlier"
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
        "D": r"(?:[0-3]?\d(?:st|nd|rd|th)?)",
        "Y": r"(?:(?:19|20)\d\d)",
        "P": r"(?:night|evening|morning|afternoon|midnight|dawn|noon|early morning|late evening)",
    }


# Each rule: its name, its pattern over the parts above, and what it makes. The first that matches
# at a place wins, so longer forms come first.
RULES: list[tuple[str, str, Resolver]] = []


def _rule(name: str, pattern: str) -> Callable[[Resolver], Resolver]:
    def keep(resolver: Resolver) -> Resolver:
        RULES.append((name, pattern, resolver))
        return resolver

    return keep


def _n(word: str) -> int:
    return int(word) if word.isdigit() else said_words()["numbers"].get(word.lower(), 1)


def month_number(word: str) -> int:
    """Return the number of a month that is named."""
    return said_words()["months"][word.lower().rstrip(".")]


def _w(word: str) -> int:
    return said_words()["weekdays"][word.lower()]


def day_number(word: str) -> int:
    """Return the day that is written, with or without its ending."""
    return int(re.sub(r"\D", "", word))


def _y(word: str | None) -> int | None:
    return int(word) if word else None


def _window(first: date | None, last: date | None = None, rule: str = "day") -> Found:
    if first is None:
        return None
    last = last or first
    return (min(first, last), max(first, last), "day", rule)


@_rule("iso day", r"(?P<y>{Y})-(?P<m>\d\d)-(?P<d>\d\d)")
def _iso(reader: Reader, found: re.Match[str]) -> Found:
    return _window(reader.ymd(int(found["d"]), int(found["m"]), int(found["y"])))


@_rule(
    "two days of a month",
    r"(?:(?:(?:in|on|during|over)[ ]+)?(?:the[ ]+)?nights?[ ]+(?:of|between"
    r"|to)[ ]+)?(?:between[ ]+|from[ ]+)?(?P<m>{M})[ ]+(?P<a>{D})(?:[ ]*(?:-|–|/|to|and|until"
    r"|through)[ ]*)"
    r"(?:(?P<m2>{M})[ ]+)?(?P<b>{D})(?!\d)(?:,?[ ]+(?P<y>{Y}))?",
)
def _month_days(reader: Reader, found: re.Match[str]) -> Found:
    month, year = month_number(found["m"]), _y(found["y"])
    first = reader.ymd(day_number(found["a"]), month, year)
    last = reader.ymd(
        day_number(found["b"]), month_number(found["m2"]) if found["m2"] else month, year
    )
    return _window(first, last) if first and last else None


@_rule(
    "nights of a month",
    r"(?:(?:in|on|during|over)[ ]+)?(?:the[ ]+)?(?:nights?[ ]+)?(?:of[ ]+|between[ ]+)?"
    r"(?P<days>\d{1,2}[ ]*[/-][ ]*\d{1,2}(?:,?[ ]+(?:and[ ]+)?\d{1,2}[ ]*[/-][ ]*\d{1,2}){0,3})"
    r"[ ]+(?P<m>{M})(?:,?[ ]+(?P<y>{Y}))?",
)
def _nights(reader: Reader, found: re.Match[str]) -> Found:
    days = [int(number) for number in re.findall(r"\d+", found["days"])]
    month, year = month_number(found["m"]), _y(found["y"])
    first, last = reader.ymd(days[0], month, year), reader.ymd(days[-1], month, year)
    return _window(first, last) if first and last else None


@_rule(
    "nights after a month",
    r"(?:(?:in|on|during|over)[ ]+)?(?:the[ ]+)?nights?[ ]+(?:of[ ]+|between[ ]+)?(?P<m>{M})[ ]+"
    r"(?P<days>\d{1,2}(?:[ ]*(?:/|-|,|and)[ ]*\d{1,2}){1,6})(?!\d)(?:,?[ ]+(?P<y>{Y}))?",
)
def _nights_after(reader: Reader, found: re.Match[str]) -> Found:
    return _nights(reader, found)


@_rule(
    "two days and their month",
    r"(?:(?:(?:in|on|during|over)[ ]+)?(?:the[ ]+)?nights?[ ]+(?:of|between"
    r"|to)[ ]+)?(?:between[ ]+|from[ ]+)?(?P<a>{D})(?:[ ]+(?P<m2>{M}))?[ ]*(?:-|–|/|to|and|until"
    r"|through)[ ]*(?P<b>{D})[ ]+(?:of[ ]+)?(?P<m>{M})(?:,?[ ]+(?P<y>{Y}))?",
)
def _days_month(reader: Reader, found: re.Match[str]) -> Found:
    month, year = month_number(found["m"]), _y(found["y"])
    first = reader.ymd(
        day_number(found["a"]), month_number(found["m2"]) if found["m2"] else month, year
    )
    last = reader.ymd(day_number(found["b"]), month, year)
    return _window(first, last) if first and last else None


@_rule("month and day", r"(?P<m>{M})[ ]+(?P<d>{D})(?![\d:.]\d)(?!\d)(?:,?[ ]+(?P<y>{Y}))?")
def _month_day(reader: Reader, found: re.Match[str]) -> Found:
    return _window(reader.ymd(day_number(found["d"]), month_number(found["m"]), _y(found["y"])))


@_rule("day and month", r"(?P<d>{D})[ ]+(?:of[ ]+)?(?P<m>{M})(?:,?[ ]+(?P<y>{Y}))?")
def _day_month(reader: Reader, found: re.Match[str]) -> Found:
    return _window(reader.ymd(day_number(found["d"]), month_number(found["m"]), _y(found["y"])))


@_rule("day, month and year in numbers", r"(?P<d>[0-3]?\d)[/.](?P<m>[01]?\d)[/.](?P<y>{Y})")
def _numbers(reader: Reader, found: re.Match[str]) -> Found:
    return _window(reader.ymd(int(found["d"]), int(found["m"]), int(found["y"])))


@_rule(
    "from one weekday to another",
    r"(?:(?:(?:in|on|during|over)[ ]+)?(?:the[ ]+)?night[ ]+)?(?:between|from"
    r"|of)[ ]+(?P<a>{W})(?:[ ]+{P})?[ ]+(?:and|to|until)[ ]+(?P<b>{W})",
)
def _weekdays(reader: Reader, found: re.Match[str]) -> Found:
    last = reader.recent(_w(found["b"]))
    if last is None:
        return None
    back = (last.weekday() - _w(found["a"])) % 7 or 7
    return _window(last - timedelta(days=back), last)


@_rule(
    "night between weekdays",
    r"(?P<a>{W})(?:[ ]+night)?[ ]*(?:-|–|/|-to-|[ ]to[ ]|[ ]into[ ]"
    r"|[ ]and[ ](?=[a-z]+day[ ]night)|[ ]night[ ]and[ ])[ ]*(?:early[ ]+)?(?P<b>{W})(?:[ ]+{P})?",
)
def _night_between(reader: Reader, found: re.Match[str]) -> Found:
    return _weekdays(reader, found)


@_rule(
    "late on one weekday and early on the next",
    r"(?:late[ ]+(?:on[ ]+)?|from[ ]+|between[ ]+)?(?P<a>{W})(?:[ ]+{P})?,?[ ]+"
    r"(?:and|until|through|into|to|till)[ ]+(?:early[ ]+|(?:in[ ]+)?the[ ]+early[ ]+hours[ ]+of[ ]+"
    r"|into[ ]+|before[ ]+dawn[ ]+)(?:on[ ]+)?(?P<b>{W})(?:[ ]+{P})?",
)
def _late_and_early(reader: Reader, found: re.Match[str]) -> Found:
    return _weekdays(reader, found)


@_rule(
    "evening of one weekday and morning of the next",
    r"(?P<a>{W})[ ]+(?:night|evening)[ ]+(?:and|until|through|into|to"
    r"|till)[ ]+(?P<b>{W})(?:[ ]+{P})?",
)
def _evening_and_morning(reader: Reader, found: re.Match[str]) -> Found:
    return _weekdays(reader, found)


@_rule(
    "night to a weekday",
    r"(?:(?:in|on|during)[ ]+)?(?:the[ ]+)?night[ ]+(?:to|into|before)[ ]+(?P<w>{W})",
)
def _night_to(reader: Reader, found: re.Match[str]) -> Found:
    day = reader.recent(_w(found["w"]))
    return _window(day - _ONE, day) if day else None


@_rule(
    "around midnight of a weekday",
    r"(?:midnight[ ]+(?:on|of)?[ ]*|overnight[ ]+(?:on|from)?[ ]*)(?:last[ ]+)?(?P<w>{W})(?!['’]s)",
)
def _midnight(reader: Reader, found: re.Match[str]) -> Found:
    day = reader.recent(_w(found["w"]))
    return _window(day, day + _ONE) if day else None


@_rule("weekday midnight", r"(?P<w>{W})[ ]+(?:at[ ]+|around[ ]+|about[ ]+)?midnight")
def _weekday_midnight(reader: Reader, found: re.Match[str]) -> Found:
    return _midnight(reader, found)


@_rule("late on a weekday", r"late[ ]+(?:on[ ]+)?(?P<w>{W})(?:[ ]+{P})?")
def _late(reader: Reader, found: re.Match[str]) -> Found:
    day = reader.recent(_w(found["w"]))
    if day is None:
        return None
    before = reader.text[max(0, found.start() - 60) : found.start()].lower()
    goes_on = _begins().search(before)
    return _window(day, day + _ONE if goes_on else day)


@lru_cache(maxsize=1)
def _begins() -> re.Pattern[str]:
    return re.compile(rf"\b{either(load('dates')['said']['begins'])}\b")


@_rule(
    "weekday",
    r"(?P<pre>last[ ]+|next[ ]+|this[ ]+|previous[ ]+)?(?P<w>{W})(?:['’]s?)?(?:[ ]+(?P<p>{P}))?"
    r"(?P<ago>[ ]+last[ ]+week|[ ]+of[ ]+last[ ]+week)?",
)
def _weekday(reader: Reader, found: re.Match[str]) -> Found:
    pre = (found["pre"] or "").strip().lower()
    day = reader.recent(_w(found["w"]), strictly=pre in ("last", "previous"))
    if day is None:
        return None
    if pre == "next":
        return (day + _WEEK, day + _WEEK, "day", "future")
    if (
        found["ago"]
        and reader.published
        and day.isocalendar()[1] == reader.published.isocalendar()[1]
    ):
        day -= _WEEK
    return _window(day)


@_rule("night of a weekday", r"(?:(?:in|on|during)[ ]+)?(?:the[ ]+)?night[ ]+of[ ]+(?P<w>{W})")
def _night_of(reader: Reader, found: re.Match[str]) -> Found:
    return _window(reader.recent(_w(found["w"])))


@_rule(
    "night of a day",
    r"(?:(?:in|on|during)[ ]+)?(?:the[ ]+)?night[ ]+(?:of|to)[ ]+(?:(?P<m>{M})[ ]+(?P<d>{D})"
    r"|(?P<d2>{D})[ ]+(?P<m2>{M}))(?!\d)(?:,?[ ]+(?P<y>{Y}))?",
)
def _night_of_day(reader: Reader, found: re.Match[str]) -> Found:
    day, month = day_number(found["d"] or found["d2"]), month_number(found["m"] or found["m2"])
    return _window(reader.ymd(day, month, _y(found["y"])))


@_rule("last night, overnight", r"(?:last[ ]+night|late[ ]+last[ ]+night)")
def _last_night(reader: Reader, _: re.Match[str]) -> Found:
    return _window(reader.day - _ONE) if reader.day else None


@_rule("overnight", r"over[ -]?night|(?:during|in|over|in the course of)[ ]+the[ ]+night")
def _overnight(reader: Reader, _: re.Match[str]) -> Found:
    return _window(reader.day - _ONE, reader.day) if reader.day else None


@_rule("yesterday", r"yesterday|the[ ]+day[ ]+before[ ]+yesterday")
def _yesterday(reader: Reader, found: re.Match[str]) -> Found:
    back = 2 if "before" in found[0].lower() else 1
    return _window(reader.day - timedelta(days=back)) if reader.day else None


@_rule("today", r"today|tonight|this[ ]+(?:morning|evening|afternoon)|earlier[ ]+today")
def _today(reader: Reader, _: re.Match[str]) -> Found:
    return _window(reader.day)


@_rule(
    "days ago",
    r"(?P<less>less[ ]+than[ ]+|more[ ]+than[ ]+|over[ ]+|some[ ]+|about[ ]+"
    r"|nearly[ ]+)?(?P<n>{N})[ ]+(?P<u>day|week|month|year)s?[ ]+ago",
)
def _ago(reader: Reader, found: re.Match[str]) -> Found:
    if reader.day is None:
        return None
    return _back(reader.day, _n(found["n"]), found["u"].lower(), (found["less"] or "").lower())


def _back(day: date, number: int, unit: str, hedge: str = "") -> Found:
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
    if number > _MAX_YEARS:
        return None
    return _year(day.year - number)


def _month(year: int, month: int) -> Found:
    if not 1850 < year < 2200:
        return None
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month", ""


def _year(year: int) -> Found:
    return date(year, 1, 1), date(year, 12, 31), "year", ""


@_rule(
    "days earlier",
    r"(?:(?P<n>{N})[ ]+(?P<u>day|week|month|year)s?[ ]+(?:earlier|before(?=[ ]*[,.;])"
    r"|before(?=[ ]+[a-z]+ed\b)|prior|previously)"
    r"|the[ ]+(?:previous|day)[ ]+(?:day|before|earlier))(?![ ]+yesterday)",
)
def _earlier(reader: Reader, found: re.Match[str]) -> Found:
    # Told of the news, whose day is the last named unless the report goes back from today.
    base = reader.last or reader.day
    if base is None:
        return None
    if reader.day is not None and base < reader.day - _WEEK:
        base = reader.day
    if found["u"] and found["u"].lower() == "week":
        first = base - timedelta(days=7 * _n(found["n"]))
        return (first, first + timedelta(days=6), "day", "period")
    if found["u"]:
        return _back(base, _n(found["n"]), found["u"].lower())
    return _window(base - _ONE)


@_rule(
    "that day",
    r"(?:on[ ]+)?(?:the|that)[ ]+same[ ]+(?:day|night|evening|morning)"
    r"|earlier[ ]+the[ ]+same[ ]+day|(?:on[ ]+)?that[ ]+(?:day|night|evening|morning|afternoon)"
    r"|(?:later[ ]+)?(?:in|on)[ ]+the[ ]+day|earlier[ ]+in[ ]+the[ ]+day|hours[ ]+(?:later"
    r"|earlier)|the[ ]+same[ ]+(?:day|night)",
)
def _that_day(reader: Reader, _: re.Match[str]) -> Found:
    return _window(reader.last or reader.day)


@_rule(
    "the next day",
    r"(?:the[ ]+)?(?:following|next)[ ]+(?:day|night|morning)|a[ ]+day[ ]+later"
    r"|the[ ]+night[ ]+that[ ]+followed",
)
def _next_day(reader: Reader, found: re.Match[str]) -> Found:
    if reader.last is None:
        return None
    return (
        _window(reader.last, reader.last + _ONE)
        if "followed" in found[0]
        else _window(reader.last + _ONE)
    )


@_rule("earlier this week", r"(?:earlier|late|early)?[ ]*this[ ]+(?P<u>week|month|year)")
def _this(reader: Reader, found: re.Match[str]) -> Found:
    day = reader.day
    if day is None:
        return None
    unit = found["u"].lower()
    if unit == "week":
        first = day - timedelta(days=(day.weekday() + 1) % 7)
        return (first, day, "day", "period")
    if unit == "month":
        return (day.replace(day=1), day, "month", "period")
    return (date(day.year, 1, 1), day, "year", "period")


@_rule("last week", r"(?:last|the[ ]+previous)[ ]+(?P<u>week|month|year)(?:end)?")
def _last_unit(reader: Reader, found: re.Match[str]) -> Found:
    day = reader.day
    if day is None:
        return None
    unit = found["u"].lower()
    if unit == "week":
        first = day - timedelta(days=day.weekday() + 7)
        return (first, first + timedelta(days=6), "day", "period")
    return _back(day, 1, unit)


@_rule(
    "the last days",
    r"(?:(?:in|over|during|within|for)[ ]+)?(?:the[ ]+)?(?:past|last|previous"
    r"|preceding)[ ]+(?P<n>{N})[ ]+(?P<u>hour|day|week|month|year)s?|in[ ]+(?P<n2>{N})[ ]+days",
)
def _past(reader: Reader, found: re.Match[str]) -> Found:
    day = reader.day
    if day is None:
        return None
    number, unit = _n(found["n"] or found["n2"]), (found["u"] or "day").lower()
    if unit == "hour":
        return (day - timedelta(days=max(round(number / 24), 1)), day, "day", "window")
    if unit in ("month", "year"):
        back = _back(day, number, unit)
        return None if back is None else (back[0], day, unit, "period")
    days = number * (7 if unit == "week" else 1)
    first = day - timedelta(days=min(days, 40_000) - (unit == "day" and found["n2"] is not None))
    return (first, day, "day", "period")


@_rule(
    "for some days",
    r"for(?:[ ]+(?:more[ ]+than|about|nearly|over|at[ ]+least|almost|some|the[ ]+past"
    r"|the[ ]+last))?[ ]+(?P<n>{N})[ ]+(?P<u>day|week|month)s?",
)
def _for_days(reader: Reader, found: re.Match[str]) -> Found:
    day = reader.day
    if day is None:
        return None
    days = _n(found["n"]) * {"day": 1, "week": 7, "month": 30}[found["u"].lower()]
    return (day - timedelta(days=min(days, 40_000)), day, "day", "duration")


_NTH = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@_rule(
    "for the nth day",
    rf"(?:for[ ]+)?(?:the|a|its)[ ]+(?P<n>{'|'.join(_NTH)}|\d+(?:nd|rd|th))[ ]+"
    r"(?:consecutive[ ]+|straight[ ]+|successive[ ]+|running[ ]+)?day(?:[ ]+(?:in[ ]+a[ ]+row"
    r"|running))?",
)
def _nth_day(reader: Reader, found: re.Match[str]) -> Found:
    day, word = reader.day, found["n"].lower()
    if day is None:
        return None
    number = _NTH.index(word) + 2 if word in _NTH else day_number(word)
    return (day - timedelta(days=min(number, 40_000) - 1), day, "day", "duration")


@_rule(
    "month and year",
    r"(?P<part>early[ ]+|late[ ]+|mid-?[ ]*|last[ ]+)?(?P<m>{M})(?:[ ]+(?:of[ ]+)?(?P<y>{Y})"
    r"|(?:[ ]+(?P<ly>last[ ]+year)))",
)
def _month_year(reader: Reader, found: re.Match[str]) -> Found:
    year = _y(found["y"])
    if year is None:
        if reader.day is None:
            return None
        year = reader.day.year - 1
    return _month(year, month_number(found["m"]))


@_rule(
    "month",
    r"(?P<pre>in[ ]+(?:early[ ]+|late[ ]+|mid-?[ ]*)?|last[ ]+|since[ ]+(?:last[ ]+)?|this[ ]+"
    r"|during[ ]+|of[ ]+)?(?P<m>{M})(?:['’]s)?(?![ ]+\d)",
)
def _month_only(reader: Reader, found: re.Match[str]) -> Found:
    word = found["m"]
    # "May" and "March" are words too.
    if (
        reader.day is None
        or not word[0].isupper()
        or (word in ("May", "March") and not found["pre"])
    ):
        return None
    month = month_number(word)
    year = reader.day.year if month <= reader.day.month else reader.day.year - 1
    if month == reader.day.month and (found["pre"] or "").lower().startswith("last"):
        year -= 1
    return _month(year, month)


@_rule(
    "year",
    r"(?:in|since|during|until|of|from|late|early|by)[ ]+(?P<y>{Y})(?![\w-])(?![ ]+(?:people|men"
    r"|soldiers|families|km))",
)
def _year_only(reader: Reader, found: re.Match[str]) -> Found:
    year = int(found["y"])
    if reader.day is not None and year > reader.day.year:
        return None
    return _year(year)


@lru_cache(maxsize=1)
def patterns() -> list[re.Pattern[str]]:
    """Return the compiled patterns of the rules, in their order."""
    known = parts()
    made = []
    for _, pattern, _ in RULES:
        written = pattern
        for key, part in known.items():
            written = written.replace("{" + key + "}", part)
        made.append(re.compile(written.replace("[ ]", r"[ \t\n]"), re.IGNORECASE))
    return made
