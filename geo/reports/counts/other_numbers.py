"""Numbers that count nobody: of a name, days, ages, shares, hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.counts.victims import noun_phrase
from geo.reports.language.numerals import number_at

if TYPE_CHECKING:
    from geo.reports.language.tokens import Tokens

_YEARS = range(1800, 2100)


def counts_nobody(tokens: Tokens, i: int, value: int, end: int, *, is_range: bool = False) -> bool:
    """Tell whether a number is one of a name, a day, an age, a share or an hour.

    Parameters
    ----------
    tokens, i, end
        The number's first token, and the one behind it.
    value
        What it says.
    is_range
        It ends a range.
    """
    low, never_after = tokens.low, tokens.words.listed("numbers", "not_counts", "before")
    if _is_day_of_list(tokens, i, value, end):
        return True
    if i and low[i - 1] in never_after and not _is_behind_name(tokens, i, is_range=is_range):
        harmed = tokens.words.listed("grammar", "harmed")
        who = {*low[max(0, i - 2) : i - 1], *low[1 : min(2, i - 1)]}  # "the dead number 8"
        return not (low[i - 1] == "number" and not harmed.union(("now",)).isdisjoint(who))
    if (
        i > 1
        and low[i - 1] in (".", ",")
        and low[i - 2] in never_after
        and low[i - 2] not in ("no", "$")
    ):
        return low[i - 1] == "."
    if end < len(low) and low[end] in tokens.words.listed("numbers", "not_counts", "after"):
        return True
    if _is_share(tokens, i, end) or _is_hour(tokens, i, end):
        return True
    if _is_age(tokens, i, value, end):
        return True
    digits = low[i].isdecimal() and "," not in tokens.raw[i]
    if digits and value in _YEARS and len(low[i]) == 4 and end == i + 1 and not is_range:
        # "2020, 4 militants": a bare number of four digits is a year
        return True
    said = tokens.words.load("numbers")["not_counts"]
    if i and low[i].isdecimal() and low[i - 1] in said["named"] and tokens.raw[i - 1].istitle():
        return True  # "Post 12"
    if i and low[i - 1] == "every" and low[end : end + 1] == ("of",):
        return True  # "every one of the nine"
    if low[max(0, i - 2) : i] == ("all", "but"):
        return True  # "all but two of them died"
    # "a boy of 12", "a mother of four"
    return i > 1 and low[i - 1] == "of" and low[i - 2] in said["before_of"]


def _is_behind_name(tokens: Tokens, i: int, *, is_range: bool) -> bool:
    """Tell a number from one of a name: "On 4 July five men", "In the X sector 25-30 men"."""
    numbered = tokens.words.listed("numbers", "not_counts", "in_digits")
    named = tokens.low[i - 1] in tokens.words.load("dates")["months"]
    is_numbered = tokens.low[i - 1] in numbered
    return ((named or is_numbered) and tokens.low[i].isalpha()) or (is_numbered and is_range)


def _is_day_of_list(tokens: Tokens, i: int, value: int, end: int) -> bool:
    """Tell one of several days of a month: "on March 3, 5 and 9", "on 3 and 5 March"."""
    if value > _DAYS or not tokens.low[i].isdecimal():
        return False
    low, months = tokens.low, tokens.words.load("dates")["months"]
    first, last = i, end
    while first > 1 and low[first - 1] in _LISTED and low[first - 2].isdecimal():
        first -= 2
    while last + 1 < len(low) and low[last] in _LISTED and low[last + 1].isdecimal():
        last += 2
    if last - first == 1 or low[last - 2] != "and":
        return False  # "on March 3, 5 men" were men
    if last == end and noun_phrase(tokens, end).kind:
        return False  # "hit on March 3 and 12 soldiers died"
    return not months.keys().isdisjoint((*low[max(0, first - 1) : first], *low[last : last + 1]))


_DAYS = 31
_LISTED = (",", "and")


def _is_share(tokens: Tokens, i: int, end: int) -> bool:
    """Tell whether a number is half of a share: "nine in ten of them"."""
    low = tokens.low
    if low[end : end + 1] == ("in",) and end + 1 < len(low):
        whole = number_at(tokens, end + 1)
        return whole is not None and low[whole[1] : whole[1] + 1] in _OF_WHOLE
    part = low[i - 1 : i] == ("in",) and i > 1 and number_at(tokens, i - 2) is not None
    return part and low[end : end + 1] in _OF_WHOLE


_OF_WHOLE = (("of",), ("were",), ("are",), ("was",), ("is",), ("had",), ("have",))


def _is_hour(tokens: Tokens, i: int, end: int) -> bool:
    """Tell whether a number is an hour: "it was seven in the evening"."""
    said = tokens.low[end : end + 2] == ("in", "the") and tokens.low[end + 2 : end + 3] in _DAY
    return said and tokens.low[i - 1 : i] in _BEFORE_HOUR


_DAY = (("morning",), ("afternoon",), ("evening",))
_BEFORE_HOUR = (("was",), ("at",), ("about",), ("around",), ("by",), ("until",), ("from",))


def _is_age(tokens: Tokens, i: int, value: int, end: int) -> bool:
    """Tell somebody's age: "Sepoy Samad Khan, 24, of Tank", "a boy, 12, and his father (40)"."""
    if value >= _OLDEST or (*tokens.low[i - 1 : i], *tokens.low[end : end + 1]) not in _ASIDE:
        return False
    names = tokens.raw[max(0, i - 3) : max(0, i - 1)]
    named = len(names) == _NAMES and all(raw[:1].isupper() and raw.isalpha() for raw in names)
    aged = tokens.words.load("numbers")["not_counts"]["before_of"]
    kin = tokens.words.listed("counted", "heads", "kin")
    before = tokens.low[i - 2] if i > 1 else ""
    return named or before in aged or before in kin


_ASIDE = frozenset({(",", ","), ("(", ")")})


_NAMES = 2  # words of a name before an age
_OLDEST = 100
