"""Gregorian dates in Dari, Pashto and Urdu ("۱۲ مارچ ۲۰۲۶", "د ۲۰۲۶ کال د مارچ ۱۲مه") in English.

What is written there says nothing but a date in other words; what they do not know stays as it is,
and so do months of the Solar Hijri calendar.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from geo.tables.values import ascii_digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MARKS = "\u064b-\u065f\u0670\u200c\u200d"
_LETTER = r"[^\W\d_a-zA-Z]"
_LETTERS = re.compile(rf"{_LETTER}(?:{_LETTER}|[{_MARKS}])*")
_COMMA = "\u060c"
_YEAR_FIRST = re.compile(r"(\d{4}),? ([^\W\d_]+),? (\d{1,2}(?: ?(?:-|to|and) ?\d{1,2})?)")
_BESIDE_DIGITS = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_a-zA-Z])")


class _Words(NamedTuple):
    """Words in one spelling: what months and joining words are in English, and all that is read."""

    english: Mapping[str, str]
    months: re.Pattern[str]
    endings: re.Pattern[str]
    read: re.Pattern[str]


def in_english(text: str) -> str:
    """Write a cell's words for a date in English, and its digits as 0 to 9."""
    plain = ascii_digits(text)
    if plain.isascii():
        return plain
    words = _words()
    plain = _LETTERS.sub(lambda found: _folded(found[0]), plain.replace(_COMMA, ","))
    if len(words.months.findall(plain)) > 1:
        plain = words.endings.sub("", plain)
    plain = words.read.sub(
        lambda found: words.english.get(found[0], ""), _BESIDE_DIGITS.sub(" ", plain)
    )
    plain = " ".join(plain.split()).replace(" ,", ",").strip(", ")
    return _YEAR_FIRST.sub(r"\3 \2 \1", plain) if _YEAR_FIRST.fullmatch(plain) else plain


@cache
def _words() -> _Words:
    said = tomllib.loads(files(__package__).joinpath("date_languages.toml").read_text("utf-8"))
    months, joining = (
        {_folded(word): name for name, words in said[table].items() for word in words}
        for table in ("months", "joining")
    )
    out = {_folded(word) for words in said["left_out"].values() for word in words}
    return _Words(
        months | joining,
        re.compile(_any_of(months)),
        re.compile(r"(?<=\d)" + _any_of(map(_folded, said["endings"]["words"]))),
        re.compile(_any_of({*months, *joining, *out})),
    )


def _any_of(words: Iterable[str]) -> str:
    """Return the pattern of any of some words, the longest first."""
    each = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return rf"(?<![^\W\d_])(?:{each})(?![^\W\d_])"


def _folded(word: str) -> str:
    from geo.gazetteer.names import letters

    return letters(word)
