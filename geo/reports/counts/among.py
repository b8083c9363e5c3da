"""Some told of among those harmed: "two woodcutters were among the dead", and the reverse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.counts.predicates import Link, forms, small
from geo.reports.counts.victims import PERSONS, is_by_age
from geo.reports.documents.marks import HARM
from geo.reports.language.numerals import number_at

if TYPE_CHECKING:
    from geo.reports.counts.predicates import Item
    from geo.reports.language.tokens import Tokens

_OPENING = 9  # words of "Among the at least 14 people killed" before "were"


def among(tokens: Tokens, item: Item) -> Link | None:
    """Tie a count to those it was among; of what age some were is no count."""
    if item.counted.kind not in PERSONS or is_by_age(tokens, item.counted):
        return None
    return _behind(tokens, item) or _before(tokens, item) or _included(tokens, item)


def _behind(tokens: Tokens, item: Item) -> Link | None:
    """Read "two woodcutters were among the dead"."""
    low = tokens.low
    for j in dict.fromkeys((item.counted.end, item.counted.reach)):
        if low[j : j + 1] == () or low[j] not in small(tokens.words, "is"):
            continue
        also = low[j + 1 : j + 2] == ("also",)
        return (
            harmed(tokens, j + 1 + also) if low[j + 1 + also : j + 2 + also] == ("among",) else None
        )
    return None


def _before(tokens: Tokens, item: Item) -> Link | None:
    """Read "Among the dead were three soldiers"."""
    low, p = tokens.low, item.quantity.first
    p -= low[p - 1 : p] == ("also",)
    if p < _LEAST or low[p - 1] not in small(tokens.words, "is"):
        return None
    for j in range(p - 2, max(-1, p - _OPENING), -1):
        if low[j] in (".", ";", ","):
            return None
        if low[j] == "among":
            link = harmed(tokens, j)
            return link if link is not None and link.end <= p - 1 else None
    return None


_LEAST = 3  # words of "among the dead were"


def _included(tokens: Tokens, item: Item) -> Link | None:
    """Read "the dead included three soldiers", "the toll comprises three soldiers"."""
    verb = item.quantity.first - 1
    made_of = tokens.words.load("grammar")["made_of"]
    verb -= tokens.low[verb - 1 : verb + 1] == ("consisted", "of")
    if verb < 1 or tokens.low[verb] not in made_of:
        return None
    for j in range(verb - 1, max(-1, verb - _LISTED), -1):
        link = harmed(tokens, j) if tokens.low[j] in ("the", "those") else None
        if link is not None and link.end <= verb:
            return link
    return None


_LISTED = 8  # words of "the people killed in the attack" before "included"


def harmed(tokens: Tokens, at: int) -> Link | None:
    """Return what befell those who are named behind "among"."""
    j, passed = at + 1, small(tokens.words, "to_harmed")
    while j < len(tokens) and (tokens.low[j] in passed or number_at(tokens, j) is not None):
        j += 1
    if j >= len(tokens):
        return None
    for form in ("nouns", "state", "done", "of_itself", "toll"):
        hit = forms(tokens.words)[form].at(tokens, j)
        if hit is not None and HARM & set(hit[1]):
            return Link(j, j + hit[0], hit[1], "among")
    return None
