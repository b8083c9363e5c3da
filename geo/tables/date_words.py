"""Days of a cell in words ("28 Feb - 1 March 2026", "night of 26/27 Feb"), as reports are read.

The rules are those of `geo.reports.when`; a cell is read only if they leave nothing of it over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.tables.date_languages import in_english
from geo.tables.values import ascii_digits

if TYPE_CHECKING:
    from datetime import date

# Words of a cell that say nothing finer than what they stand beside.
_PART = re.compile(
    r"\b(?:early|mid|middle|late|end|beginning|start|first|second|last|half|days?|on|in|of|the|"
    r"night|nights|evening|morning|afternoon|dawn|dusk|noon|midday|midnight|overnight|hours?|hrs?|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|[ap]m|local|time|\d{1,2}:\d{2}|\d{4}h|approx|approximately)\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\(?\?\)?|\b(?:c|ca|circa|around|about|approx(?:imately)?)\b\.?|~|\((?:tbc|approx\.?|est\.?)\)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s+(?:-|–|—|to|until|till|through)\s+|\s*[–—]\s*", re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{1,2})\.?\s*[-–/+&]\s*(\d{1,2})([./-])(\d{1,2})\3(\d{4})")
_TWO_NUMBERS = re.compile(r"(\d{1,2})\.(\d{1,2})\.?\s*[-–]\s*(\d{1,2})\.(\d{1,2})\.(\d{4})")
_AND = re.compile(r"(\d{1,2})(\s*)(?:,|&|\+|and|\band\b)(\s*)(?=\d{1,2}\s*[^\W\d_])", re.IGNORECASE)
_MONTHS = re.compile(r"([A-Za-z]{3,9})\.?\s*[-–/]\s*([A-Za-z]{3,9})\.?\s+(\d{4})")
_CLOCK = re.compile(
    r"(?:,|\bat\b)?\s*\b\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]m|hrs?|hours|h|local|UTC|PKT|AFT)?\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_LEFT = re.compile(r"[\s,.;:()'\"-]*")
_UNKNOWN = frozenset(
    (
        *(
            "?",
            "??",
            "???",
            "-",
            "--",
            "—",
            "–",
            "n/a",
            "na",
            "n.a.",
            "unknown",
            "not known",
            "unclear",
            "tbc",
        ),
        *(
            "tbd",
            "n/k",
            "nk",
            "undated",
            "no date",
            "not stated",
            "not given",
            "unk",
            "x",
            "نامعلوم",
        ),
    )
)


class Found(NamedTuple):
    """The days that words mean.

    Attributes
    ----------
    first, last
        The window.
    precision
        `day`, `week`, `month` or `year`.
    is_unsure
        They are said not to be sure: "around 26 Feb 2026", "26 Feb 2026 (?)".
    """

    first: date
    last: date
    precision: str
    is_unsure: bool = False


@dataclass(frozen=True)
class Ends:
    """Two dates of a cell, as text: "2026-02-26 to 2026-02-27"."""

    first: str
    last: str


def lacks_year(text: str) -> bool:
    """Tell whether words name days but no year."""
    plain = in_english(text)
    return _YEAR.search(plain) is None and find(plain, _ANY_YEAR) is not None


_ANY_YEAR = 2024  # a leap year, so that it has all days


def is_unknown(text: str) -> bool:
    """Tell whether a cell says that no date is known."""
    return text.strip().casefold().strip("()") in _UNKNOWN


def ends(text: str) -> Ends | None:
    """Part a cell with two whole dates in numbers; None for any other."""
    plain = ascii_digits(text).strip()
    if found := _NUMBERS.fullmatch(plain):  # "26/27.02.2026"
        one, two, mark, month, year = found.groups()
        return Ends(f"{one}{mark}{month}{mark}{year}", f"{two}{mark}{month}{mark}{year}")
    if found := _MONTHS.fullmatch(plain):  # "Feb-March 2026"
        return Ends(f"{found[1]} {found[3]}", f"{found[2]} {found[3]}")
    if found := _TWO_NUMBERS.fullmatch(plain):  # "26.02.-27.02.2026"
        return Ends(f"{found[1]}.{found[2]}.{found[5]}", f"{found[3]}.{found[4]}.{found[5]}")
    parts = _BETWEEN.split(plain)
    if len(parts) != 2 and plain.count("/") == 1 and len(plain) == _ISO_INTERVAL:
        parts = plain.split("/")
    is_two = len(parts) == 2 and all(_YEAR.search(part) for part in parts)
    return Ends(parts[0], parts[1]) if is_two else None


_ISO_INTERVAL = 21  # characters of "2026-02-26/2026-02-27"


def sure(text: str) -> tuple[str, bool]:
    """Take off a cell that its date is not sure; tell whether it said so."""
    plain = _UNSURE.sub(" ", text)
    return " ".join(_CLOCK.sub(" ", plain).split()), plain.strip() != text.strip()


@lru_cache(maxsize=4096)
def find(text: str, year: int | None = None) -> Found | None:
    """Read the days of a cell; None where the rules of reports do not read all of it.

    Parameters
    ----------
    text
        The cell.
    year
        Of days without one.
    """
    from geo.reports.documents.document import Document
    from geo.reports.when import dates

    plain, is_unsure = sure(ascii_digits(text))
    plain = _AND.sub(r"\1-", plain)
    if _YEAR.search(plain) is None:
        if year is None:
            return None
        plain = f"{plain} {year}"
    whens = dates.find(Document("cell", plain))
    if len(whens) != 1:
        return None
    when = whens[0]
    left = _PART.sub(" ", plain[: when.start] + " " + plain[when.end :].replace("-", " "))
    if _LEFT.fullmatch(left.replace("-", " ")) is None:
        return None
    return Found(when.first, when.last, when.precision, is_unsure)
