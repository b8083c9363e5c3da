"""Words that expressions of time are written with: months, weekdays, numbers, days, years."""

from __future__ import annotations

import re
from functools import lru_cache

from geo.reports.language.words import either, load

_TABLES = ("months", "solar_months", "weekdays", "numbers", "ordinals")
_LAST_NTH = 10  # "for the tenth day": further days are written in figures


@lru_cache(maxsize=1)
def said_words() -> dict[str, dict[str, int]]:
    """Return the months of both calendars, weekdays and numbers by their words."""
    return {key: load("dates")[key] for key in _TABLES}


def nths() -> list[str]:
    """Return the words for the second to the tenth."""
    return [word for word, n in said_words()["ordinals"].items() if 1 < n <= _LAST_NTH]


@lru_cache(maxsize=1)
def parts() -> dict[str, str]:
    """Return the parts that patterns are written with: months, weekdays, numbers, days, years."""
    said = load("dates")
    months = [month for month in said["months"] if len(month) > 3 or month == "may"]
    short = [month for month in said["months"] if len(month) <= 4 and month != "may"]
    days = [day for day in said["weekdays"] if day.endswith("day")]
    short_days = [day.title() for day in said["weekdays"] if not day.endswith("day")]
    ordinals = "|".join(sorted(said["ordinals"], key=len, reverse=True))
    known = {
        # Abbreviations only with a capital, so that "mar" and "sat" stay words.
        "M": rf"(?:{'|'.join(sorted(months, key=len, reverse=True))}|(?:{'|'.join(short)})\b\.?)",
        "W": rf"(?:{'|'.join(days)}|(?<=\bon )(?-i:{'|'.join(short_days)})\b\.?"
        # At the head of a cell or item: "Mon | Dangam", "- Tue: shells fell".
        rf"|(?<!\w)(?<![\w,;.] )(?-i:{'|'.join(short_days)})(?=\.?[ ]*[|:]))",
        "Z": rf"(?:{'|'.join(days)}|(?-i:{'|'.join(short_days)})\b\.?)",
        "N": rf"(?:\d{{1,3}}|{'|'.join(said['numbers'])})",
        "O": rf"(?:{'|'.join(nths())})",
        "D": r"(?:[0-3۰-۳]?\d(?:st|nd|rd|th)?)",
        "E": rf"(?:[0-3]?\d(?:st|nd|rd|th)|{ordinals})",
        "Y": r"(?:(?:1[89]|20)\d\d)",
        # A month and a year of the Solar Hijri calendar, in digits of both kinds.
        "H": rf"(?:{'|'.join(sorted(said['solar_months'], key=len, reverse=True))})\b",
        "S": r"(?:[1۱١][34۳۴٣٤]\d\d)\b",
        # What lasts for days: "two days of fighting".
        "F": either(said["lasts"]["words"]),
        **said["parts"],
    }
    # A day in any of its forms: "Friday", "Friday, October 10", "10 October 2025", "the 10th".
    of_month = r"(?:{M}[ ]+(?:the[ ]+)?{D}(?![\d:.]*\d)|{D}[ ]+(?:of[ ]+)?{M})(?:,?[ ]+{Y})?"
    in_brackets = rf"(?:{of_month}|\({of_month}\))"
    known["V"] = filled(of_month, known)
    known["X"] = filled(
        rf"(?:{{W}},?[ ]+(?:the[ ]+)?{in_brackets}|{of_month}"
        r"|(?:{W},?[ ]+)?(?:the[ ]+)?{D}[ ]+(?:of[ ]+)?{H}(?:,?[ ]+{S})?"
        r"|(?:last[ ]+)?{W}|the[ ]+[0-3]?\d(?:st|nd|rd|th))",
        known,
    )
    return known


def filled(pattern: str, known: dict[str, str]) -> str:
    """Put the parts of patterns in the place of their letters in braces."""
    for key, part in known.items():
        pattern = pattern.replace("{" + key + "}", part)
    return pattern


def month_number(word: str) -> int:
    """Return the number of a month that is named."""
    return said_words()["months"][word.lower().rstrip(".")]


def day_number(word: str) -> int:
    """Return the day that is written, with or without its ending."""
    return said_words()["ordinals"].get(word.lower()) or int(re.sub(r"\D", "", word))


def number_of(word: str) -> int:
    """Return a number in figures or words; 1 where it is neither."""
    return int(word) if word.isdigit() else said_words()["numbers"].get(word.lower(), 1)


def weekday_number(word: str) -> int:
    """Return the number of a weekday that is named, Monday being 0."""
    return said_words()["weekdays"][word.lower().rstrip(".")]


def has_solar(words: frozenset[str]) -> bool:
    """Tell whether words in lower case hold a month or a year of the Solar Hijri calendar."""
    if not words.isdisjoint(said_words()["solar_months"]):
        return True
    return _solar_year().search(" ".join(words)) is not None


@lru_cache(maxsize=1)
def _solar_year() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{parts()['S']})\b")
