"""One number in digits or words: "1,250", "a hundred and five"; the names of months and days."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.reports.language.words import PACKS

if TYPE_CHECKING:
    from geo.reports.language.tokens import Tokens
    from geo.reports.language.words import Words


class _Numerals(NamedTuple):
    ones: dict[str, int]
    tens: dict[str, int]
    multiples: dict[str, int]


@lru_cache(maxsize=PACKS)
def _words(words: Words) -> _Numerals:
    said = words.load("numbers")
    return _Numerals(said["ones"], said["tens"], said["multiples"])


@lru_cache(maxsize=PACKS)
def beginnings(words: Words) -> frozenset[str]:
    """Return the words that a number in words may begin with."""
    said = _words(words)
    return frozenset(said.ones.keys() | said.tens.keys() | {"a", "an"})


_LIMIT = 10_000_000  # more people than any report of this region counts


@lru_cache(maxsize=PACKS)
def named_in_dates(words: Words) -> frozenset[str]:
    """Return months and weekdays, but for "may", which is mostly a verb."""
    said = words.load("dates")
    return frozenset({*said["months"], *said["weekdays"]} - {"may"})


def number_at(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """Read one number in digits or words.

    Returns
    -------
    tuple or None
        Its value and the token after it.
    """
    word = tokens.low[i]
    if word not in beginnings(tokens.words) and not word[0].isdecimal():
        return None
    read = _once(tokens, i)
    return _over_again(tokens, *read) if read is not None else None


def _once(tokens: Tokens, i: int) -> tuple[int, int] | None:
    low, words = tokens.low, _words(tokens.words)
    plain = low[i].replace(",", "")
    if len(plain) > 1 and plain.endswith("x"):
        plain = plain[:-1]  # "2x soldiers"
    value: int | None = None
    end = i + 1
    if plain.isdecimal():
        if len(plain) > 8 or _is_glued(tokens, i):
            return None
        value = int(plain)
        if _is_thousands(tokens, i):
            value, end = value * 1000 + int(low[end]), end + 1
    elif plain[:1].isdecimal() and low[end : end + 1] and low[end] in words.multiples:
        return _of_decimal(tokens, i)
    elif low[i] in words.tens:
        value = words.tens[low[i]]
        step = i + 1
        if step < len(low) and low[step] == "-":
            step += 1
        if step < len(low) and 0 < words.ones.get(low[step], 0) < 10:
            value += words.ones[low[step]]
            end = step + 1
    elif low[i] in words.ones:
        value = words.ones[low[i]]
    elif low[i] in ("a", "an") and i + 1 < len(low) and low[i + 1] in words.multiples:
        value = 1
    return None if value is None else _multiplied(tokens, value, end)


def _is_thousands(tokens: Tokens, i: int) -> bool:
    """Tell whether a blank parts the thousands of a number: "1 200 families"."""
    low = tokens.low
    if i + 1 >= len(low) or len(low[i]) > _GROUP:
        return False
    is_group = low[i + 1].isdecimal() and len(low[i + 1]) == _GROUP
    is_apart = tokens.starts[i + 1] - tokens.ends[i] == 1 and not low[i].startswith("0")
    named = i > 0 and low[i - 1] in tokens.words.load("numbers")["not_counts"]["before"]
    return is_group and is_apart and not named  # "On July 3 200 families fled"


_GROUP = 3  # digits between two marks of thousands


def _of_decimal(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """Read "1.5 lakh", "2.5 thousand"."""
    try:
        whole = Decimal(tokens.low[i]) * _words(tokens.words).multiples[tokens.low[i + 1]]
    except InvalidOperation:
        return None  # "203rd"
    return (int(whole), i + 2) if whole <= _LIMIT else None


def _over_again(tokens: Tokens, value: int, end: int) -> tuple[int, int]:
    """Read over a number that is given again in brackets: "twenty one (21)", "12 (twelve)"."""
    low = tokens.low
    again = _once(tokens, end + 1) if low[end : end + 1] == ("(",) and end + 1 < len(low) else None
    is_again = again is not None and again[0] == value and low[again[1] : again[1] + 1] == (")",)
    return value, again[1] + 1 if again is not None and is_again else end


def _multiplied(tokens: Tokens, value: int, end: int) -> tuple[int, int] | None:
    words, low = _words(tokens.words), tokens.low
    total = 0
    while end < len(low) and low[end] in words.multiples:
        value *= words.multiples[low[end]]
        end += 1
        if value > _LIMIT:
            return None
        rest = end + 1 if end < len(low) and low[end] == "and" else end
        if (
            value >= 100
            and rest < len(low)
            and (low[rest] in words.ones or low[rest] in words.tens)
        ):
            more = number_at(tokens, rest)
            # "a hundred and five"; "two hundred and seven hundred" are two numbers
            if more is not None and more[0] < value and low[rest - 1] != ",":
                total += more[0]
                end = more[1]
                break
    return (value + total, end) if value + total <= _LIMIT else None


def _is_glued(tokens: Tokens, i: int) -> bool:
    """Tell whether digits are part of a name or a decimal: "F-16", "3/4", "12:30"."""
    if (
        i >= 2
        and tokens.low[i - 1] in "-–/:."
        and not (tokens.low[i - 1] == "/" and tokens.low[i - 2].isalpha())  # "seven dead/12 hurt"
        and tokens.joined(i - 1, i)
        and tokens.joined(i - 2, i - 1)
    ):
        return True
    if i + 2 < len(tokens.low) and tokens.low[i + 1] in "/:" and tokens.joined(i, i + 1):
        return tokens.low[i + 2][:1].isdecimal() and tokens.joined(i + 1, i + 2)
    return False


def number_at_any(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """Read a number, or one that follows a dash ("16-18")."""
    plain = tokens.low[i].replace(",", "")
    if plain.isdecimal() and len(plain) <= 8:
        read = _multiplied(tokens, int(plain), i + 1)
        return _over_again(tokens, *read) if read is not None else None
    return number_at(tokens, i)
