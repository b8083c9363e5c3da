"""Days of the Solar Hijri calendar in reports: "8 Hut 1404", "the 15th of Dalwa", "1404/12/08"."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from geo import solar
from geo.reports.when.day_words import day_number, parts, said_words

if TYPE_CHECKING:
    from datetime import date

    from geo.reports.when.day_reader import Found, Reader

_AHEAD = timedelta(days=7)  # a day without a year is the last one up to a week after publication


@lru_cache(maxsize=1)
def _day() -> re.Pattern[str]:
    known = parts()
    return re.compile(
        rf"(?P<d>{known['D']}|{known['E']})[ \t\n]+(?:of[ \t\n]+)?(?P<h>{known['H']})"
        rf"(?:,?[ \t\n]+(?P<s>{known['S']}))?",
        re.IGNORECASE,
    )


def month_of(word: str) -> int | None:
    """Return the number of a month; None for a common word in small letters: "four hut"."""
    number = said_words()["solar_months"].get(word.lower())
    is_name = word[:1].isupper() or not word.isascii()
    return number if is_name else None


def day_of(reader: Reader, day: int, month: int, year: int | None) -> date | None:
    """Return the day that is meant; without a year the last one up to publication."""
    try:
        if year is not None:
            return solar.gregorian(year, month, day)
        if reader.published is None:
            return None
        year = solar.solar(reader.published)[0]
        made = solar.gregorian(year, month, day)
        if made > reader.published + _AHEAD:
            made = solar.gregorian(year - 1, month, day)
    except ValueError:
        return None
    return made


def written(reader: Reader, text: str) -> date | None:
    """Return the day of this calendar that a text is; None where it is none."""
    found = _day().search(text)
    month = month_of(found["h"]) if found is not None else None
    if found is None or month is None:
        return None
    year = int(found["s"]) if found["s"] else None
    return day_of(reader, day_number(found["d"]), month, year)


def _make_solar_day(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    groups = found.groupdict()
    name = groups.get("h") or groups.get("h2")
    month = month_of(name) if name else int(groups["hm"])
    if month is None:
        return None
    year = int(groups["s"]) if groups.get("s") else None
    first = day_of(reader, day_number(groups.get("a") or groups["d"] or groups["d2"]), month, year)
    last = day_of(reader, day_number(groups["b"]), month, year) if groups.get("b") else first
    if first is None or last is None or last < first:
        return None
    return first, last, "day", "day"


def _make_solar_month(reader: Reader, found: re.Match[str], _: tuple[int, int]) -> Found:
    month = month_of(found["h"])
    if month is None:
        return None
    year = int(found["s"]) if found["s"] else None
    first = day_of(reader, 1, month, year)
    if first is None:
        return None
    number = solar.solar(first)[0]
    after = (number, month + 1) if month < 12 else (number + 1, 1)
    return first, solar.gregorian(*after, 1) - timedelta(days=1), "month", ""


MAKERS = {"solar_day": _make_solar_day, "solar_month": _make_solar_month}
