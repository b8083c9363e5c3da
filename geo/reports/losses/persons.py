"""Who "we" and "they" are in somebody's own words: the side of who speaks, and the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.reports.counts.predicates import Item
    from geo.reports.documents.document import Document
    from geo.reports.language.tokens import Tokens

OWN, OTHER = "own", "other"
_NEAR = 3  # words of "they later" between a subject and its verb
_CLAUSE = 24  # words of a clause with two verbs
_HEAD = 3  # words of "the enemy's men" at the head of a clause


def subject(document: Document, tokens: Tokens, verb: int) -> str:
    """Return whose men do what a verb says: "they attacked our posts and lost two".

    `OWN` or `OTHER` of who speaks; empty where no such word is the subject.
    """
    low, ends = tokens.low, _said(tokens, "clause_ends")
    first = verb
    while first > 0 and verb - first < _CLAUSE and low[first - 1] not in ends:
        first -= 1
    near = range(verb - 1, max(first, verb - _NEAR) - 1, -1)
    head = range(first, min(first + _HEAD, verb))
    return next((who for j in (*near, *head) if (who := side_of(document, tokens, j))), "")


def owner(document: Document, tokens: Tokens, item: Item) -> str:
    """Return whose the counted are by a person in or before them.

    "Seven of theirs", "it cost us five men", "they began it and paid for it with three dead".
    """
    low, first = tokens.low, item.quantity.first
    end, of = item.quantity.end, low[item.quantity.end : item.quantity.end + 1] == ("of",)
    behind = range(end, max(item.counted.end, item.counted.reach, end + 2 * of))
    us, ends, bearing = (_said(tokens, key) for key in ("us", "clause_ends", "bearing"))
    for j in behind:
        if low[j] in us:
            return OWN
        if who := side_of(document, tokens, j):
            return who
    if low[first - 1 : first] and low[first - 1] in us:
        return OWN  # "cost us five"
    for j in range(first - 1, max(-1, first - _BEARING), -1):
        if low[j] in ends:
            return ""
        if low[j] in bearing:
            return subject(document, tokens, j)
    return ""


_BEARING = 6  # words of "paid for it with the lives of"


def side_of(document: Document, tokens: Tokens, at: int) -> str:
    """Return whose a word says that something is: `OWN`, `OTHER` or, mostly, nothing.

    Only in quoted words are "they" the other side of who speaks.
    """
    word = tokens.low[at]
    if word in _said(tokens, "first_person"):
        return OWN
    if word in _said(tokens, "the_enemy"):
        return OTHER
    is_they = word in _said(tokens, "third_person")
    return OTHER if is_they and document.is_quoted(tokens.starts[at]) else ""


def _said(tokens: Tokens, key: str) -> frozenset[str]:
    return tokens.words.listed("losses", "persons", key)
