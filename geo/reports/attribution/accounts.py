"""Accounts told by a noun: "the army's own figure is nine", "quoting residents as saying"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.reports.language.numerals import named_in_dates
from geo.reports.language.words import PACKS, either, filled

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.reports.language.tokens import Tokens
    from geo.reports.language.words import Words

    _Find = Callable[..., re.Match[str] | None]


class Account(NamedTuple):
    """Words that say whose account something is.

    Attributes
    ----------
    first, end
        Tokens of all of it.
    subject, subject_end
        Tokens of whose it is.
    place
        ``leading``, ``trailing`` or ``middle``, as of a frame.
    """

    first: int
    end: int
    subject: int
    subject_end: int
    place: str


@lru_cache(maxsize=PACKS)
def _patterns(words: Words) -> tuple[tuple[str, str, _Find], ...]:
    """Return the place, a sign that stands in every such sentence, and what finds each."""
    said, numbers = words.load("accounts"), words.load("numbers")
    parts = {
        **said["parts"],
        "told": either(words.load("speech")["verbs"]["counts"]),
        "n": rf"(?:\d|{either([*numbers['ones'], *numbers['tens']])}\b)",
    }
    return tuple(
        (place, row["sign"], _finder(filled(row["pattern"], parts)))
        for place in ("leading", "trailing", "second")
        for row in said[place]
    )


def _finder(said: str) -> _Find:
    """Return what finds a pattern in a line; one that begins with ``^`` only at its beginning."""
    pattern = re.compile(said)
    return pattern.match if said.startswith("^") else pattern.search


@lru_cache(maxsize=PACKS)
def _told(words: Words) -> frozenset[str]:
    """Return the verbs that a second source may leave out."""
    return frozenset(row["sign"].strip() for row in words.load("accounts")["second"])


def accounts(tokens: Tokens) -> list[Account]:
    """Find the accounts that a noun tells of, left to right."""
    line = " ".join(tokens.low)
    found: list[tuple[str, re.Match[str]]] = []
    for place, sign, find in _patterns(tokens.words):
        if sign not in line:
            continue
        is_second = place == "second"  # it stands behind the verb that it leaves out
        match = find(line, line.index(sign) + len(sign) if is_second else 0)
        if match is None:
            continue
        who = match["who"].split()
        if is_second and not _told(tokens.words).isdisjoint(who):
            continue  # "a spokesman said; the governor put the injured at three": a verb of his own
        # "said on Friday, February 27, that": a day says nothing
        if who[-1] not in named_in_dates(tokens.words):
            found.append(("leading" if is_second else place, match))
    if not found:
        return []
    starts, at = [], 0
    for word in tokens.low:
        starts.append(at)
        at += len(word) + 1
    ends = [start + len(word) for start, word in zip(starts, tokens.low, strict=True)]
    return sorted(
        Account(
            bisect_right(starts, match.start()) - 1,
            bisect_left(ends, match.end()) + 1,
            bisect_left(starts, match.start("who")),
            bisect_left(ends, match.end("who")) + 1,
            place,
        )
        for place, match in found
    )


def maker(tokens: Tokens, first: int) -> int:
    """Return where the one begins whose account it is: "a list drawn up by the council"."""
    window, told = tokens.low[first : first + _MADE_BY], _accounts(tokens.words)
    for j in range(1, len(window) - 1):
        if not window[j][0].isalpha() or tokens.raw[first + j - 1][:1].isupper():
            break
        of_account = window[j] in _WHOSE and window[j - 1] in (*told, *_GIVEN)
        if of_account or (window[j] == "by" and not told.isdisjoint(window)):
            return first + j + 1
    return first


@lru_cache(maxsize=PACKS)
def _accounts(words: Words) -> frozenset[str]:
    """Return what somebody's account is called: "a count", "a statement", "figures"."""
    turns = words.load("frames")["turns"]["statements"]
    return words.listed("speech", "verbs", "counts") | frozenset(turns)


_WHOSE, _GIVEN = ("by", "from", "of"), ("released", "issued", "compiled", "provided", "given")
_MADE_BY = 8  # words of "a list of names drawn up by"
