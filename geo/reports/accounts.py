"""Accounts told by a noun: "the figure given out in X was", "word from X was of nine dead"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.reports.words import PACKS, either

if TYPE_CHECKING:
    from geo.reports.tokens import Tokens
    from geo.reports.words import Words


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


# The patterns are matched against the words of a sentence with one blank between each two, in small
# letters; {who} is whose account it is, {told} a word for an account, {n} how a count begins.
_WHO = r"(?P<who>(?:the )?(?:[\w'-]+ ){0,6}?[\w'-]+)"
_NAME = r"(?P<who>(?:the )?(?:[\w-]+ ){0,3}[\w-]+)"
_COUNT = r"(?= (?:{n}|,|no |the number|at least|more than|some ))"
_IS = r"(?:is|was|are|were|has|had|lists?|listed|shows|puts?|gives|gave|speaks of|spoke of)"
_AND = r"^(?:and |but |while )?"
_GIVEN = r"(?:given out|given|kept|issued|published|put out|released|circulated|drawn up|posted)"
_FIGURE_OUT = (
    r"\b(?:the|a|one) (?:official |latest |only )?{told}s? " + _GIVEN + r" (?:in|by|at|from)"
)
_WHOSE = r"the (?P<who>[a-z]+|(?:army|hospital|ministry|police|government) 's)"
_NEWS = r"(?:a |the |an |only |another )*(?:{told}s?|word|news|claims?|reports?)"
_ADMITTED = r"(?:admitted|said|announced|conceded|reported|claimed|confirmed|let known)"
_STOP = r"(?= [.,;])"
# Each with a word or mark that stands in every such sentence.
_LEADING = (
    (" of ", r"^(?:by|on|in) the {told} of {who}" + _COUNT),
    ("the ", r"^(?:by|on|in) the (?P<who>[a-z]+) {told}(?= )"),
    (" 's ", _AND + _NAME + r" 's (?:own |latest |official |first )*{told} " + _IS + r"(?= )"),
    ("the ", _FIGURE_OUT + r" {who} " + _IS + r"(?= )"),
    ("the ", _AND + _WHOSE + r" {told}s? " + _IS + r"(?= )"),
    ("word ", r"\bword (?:from|out of) {who} (?:is|was) (?:of|that)(?= )"),
    ("from ", _AND + r"from {who} (?:comes|came|come) " + _NEWS + r" (?:of|that)(?= )"),
    ("in ", r"^in {who} (?:they|people) (?:speak of|talk of|say|count|claim|put|admit to)(?= )"),
    ("; in ", r"; in {who} of" + _COUNT),
    (" has ", _AND + _NAME + r" has (?:\w+ )?(?:lower|higher|other|different|fewer) {told}s? :"),
    ("to hear ", r"^to hear {who} (?:tell|put) it(?= )"),
    (" it ", r"^as {who} (?:tells it|puts it|has it|would have it|sees it)(?= )"),
)
# "Kabul put the dead at nine, Islamabad at twelve": the second leaves the verb out.
_SECOND = tuple(
    (verb, r"(?:, (?:and |but |while )?|; |and |while )" + _WHO + rf" {by}" + _COUNT)
    for verb, by in ((" put ", "at"), (" puts ", "at"), (" spoke ", "of"), (" speaks ", "of"))
)
_TRAILING = (
    (" of ", r", (?:by|on|in) the {told} of {who}" + _STOP),
    (", so ", r", so (?:says|said|say) {who}" + _STOP),
    (", if ", r", if (?:one|you|we) (?:believes?|trusts?|listens? to) {who}" + _STOP),
    (", if ", r", if {who} (?:is|are) (?:to be )?(?:believed|right|correct)" + _STOP),
    (", to hear ", r", to hear {who} (?:tell|put) it" + _STOP),
    (", as ", r", as {who} (?:tells it|puts it|has it|would have it|sees it|told it)" + _STOP),
    (" would have it", r", {who} would have it" + _STOP),
    (", it was ", r", it was " + _ADMITTED + r" (?:in|at|by) {who}" + _STOP),
)


@lru_cache(maxsize=PACKS)
def _patterns(words: Words) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    told = either(words.load("speech")["verbs"]["counts"])
    numbers = words.load("numbers")
    count = rf"(?:\d|{either([*numbers['ones'], *numbers['tens']])}\b)"
    return tuple(
        (place, sign, re.compile(_filled(pattern, told, count)))
        for place, rows in (("leading", _LEADING), ("trailing", _TRAILING))
        for sign, pattern in rows
    )


def _filled(pattern: str, told: str, count: str) -> str:
    return pattern.replace("{told}", told).replace("{n}", count).replace("{who}", _WHO)


@lru_cache(maxsize=PACKS)
def _gaps(words: Words) -> tuple[tuple[str, re.Pattern[str]], ...]:
    numbers = words.load("numbers")
    count = rf"(?:\d|{either([*numbers['ones'], *numbers['tens']])}\b)"
    return tuple((verb, re.compile(_filled(pattern, "", count))) for verb, pattern in _SECOND)


def _seconds(tokens: Tokens, line: str) -> list[tuple[str, re.Match[str]]]:
    """Find second sources that leave out the verb of the first."""
    return [
        ("leading", match)
        for verb, pattern in _gaps(tokens.words)
        if verb in line and (match := pattern.search(line, line.index(verb) + len(verb)))
    ]


def accounts(tokens: Tokens) -> list[Account]:
    """Find the accounts that a noun tells of, left to right.

    Parameters
    ----------
    tokens
        A sentence.
    """
    line = " ".join(tokens.low)
    found: list[tuple[str, re.Match[str]]] = _seconds(tokens, line)
    for place, sign, pattern in _patterns(tokens.words):
        match = pattern.search(line) if sign in line else None
        if match is not None:
            found.append((place, match))
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
