"""One number in digits or words: "1,250", "a hundred and five"; the names of months and days."""

from __future__ import annotations

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
    words = _words(tokens.words)
    low = tokens.low
    plain = low[i].replace(",", "")
    if len(plain) > 1 and plain.endswith("x"):
        plain = plain[:-1]  # "2x soldiers"
    value: int | None = None
    end = i + 1
    if plain.isdecimal() and plain.isascii():
        if len(plain) > 8 or _is_glued(tokens, i):
            return None
        value = int(plain)
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
    elif (
        low[i] in ("a", "an")
        and i + 1 < len(low)
        and low[i + 1] in ("dozen", "hundred", "thousand")
    ):
        value = 1
    if value is None:
        return None
    read = _multiplied(tokens, value, end)
    return _over_figures(tokens, *read) if read is not None else None


def _over_figures(tokens: Tokens, value: int, end: int) -> tuple[int, int]:
    """Read over the figures of a number in words: "twenty one (21)"."""
    behind = tokens.low[end : end + _FIGURES]
    is_again = len(behind) == _FIGURES and behind[0] == "(" and behind[2] == ")"
    return value, end + _FIGURES if is_again and behind[1].replace(",", "") == str(value) else end


_FIGURES = 3  # tokens of "(21)"


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
        and tokens.joined(i - 1, i)
        and tokens.joined(i - 2, i - 1)
    ):
        return True
    if i + 2 < len(tokens) and tokens.low[i + 1] in "/:" and tokens.joined(i, i + 1):
        return tokens.low[i + 2][:1].isdecimal() and tokens.joined(i + 1, i + 2)
    return False


def number_at_any(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """Read a number, or one that follows a dash ("16-18")."""
    plain = tokens.low[i].replace(",", "")
    if plain.isdecimal() and plain.isascii() and len(plain) <= 8:
        return _multiplied(tokens, int(plain), i + 1)
    return number_at(tokens, i)
