"""Names of a text that the gazetteer knows, as they are spelled or as they sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.gazetteer.names import consonants, reduce_word
from geo.reports.where.cues import name_at

if TYPE_CHECKING:
    from geo.gazetteer.index import Hits, Index
    from geo.reports.where.cues import Line, Token, Toponym

MAX_WORDS = 5  # of a name
_LEAST = 3  # letters of one that is no province's
_MIN_SKELETON = 5  # letters of a name that may be found by how it sounds


def longest(line: Line, at: int, index: Index) -> Toponym | None:
    """Find the longest known name that begins at a token."""
    tokens = line.tokens
    first = tokens[at]
    if not first.begins:
        return None
    lexis = line.lexis
    if len(first.word) == 1 and (initials := _initials(line, at)) > 1:
        run = tokens[at : at + initials]
        if hits := index.folded.get("".join(token.key for token in run)):
            return name_at(line, at, at + initials, "folded", hits)
    lengths = 1
    while (
        lengths < MAX_WORDS
        and at + lengths < len(tokens)
        and tokens[at + lengths].is_joined
        and (
            tokens[at + lengths].is_capital
            or tokens[at + lengths].lower in lexis["names.joins"]
            or tokens[at + lengths].lower in lexis["names.facilities"]
        )
    ):
        lengths += 1
    if (
        lengths > 1
        and tokens[at + lengths - 1].is_capital
        and tokens[at + lengths - 1].lower in lexis["names.tails"]
        and not any(token.lower == "and" for token in tokens[at : at + lengths])  # two names
        and not index.folded.get("".join(token.key for token in tokens[at : at + lengths]))
    ):
        return _hamlet(line, at, at + lengths, index)
    for length in range(lengths, 0, -1):
        run = tokens[at : at + length]
        last = run[-1]
        if length > 1 and last.lower in lexis["names.joins"]:
            continue
        if length == 1 and (first.lower in lexis["names.not_names"] or _is_short(first, index)):
            continue
        key = "".join(token.key for token in run)
        hits, tier = index.folded.get(key), "folded"
        if not hits and length > 1 and last.lower in lexis["names.facilities"]:
            continue
        if not hits and _may_sound(run, lexis):
            reduced = "".join(reduce_word(token.key).skeleton for token in run)
            hits, tier = index.skeletons.get(reduced), "skeleton"
        if hits:
            return name_at(line, at, at + length, tier, hits)
    return None


def _is_short(token: Token, index: Index) -> bool:
    """Tell a word of two letters, but for a province’s: "in KP"."""
    hits = index.folded.get(token.key, ()) if token.word.isupper() else ()
    return len(token.key) < _LEAST and not any(
        index.entries[number].level == "admin1" for number, _ in hits
    )


def _hamlet(line: Line, at: int, last: int, index: Index) -> Toponym | None:
    """Tell "Foo Kalay" where Foo is a known place; another longer name its frame may make one."""
    tokens = line.tokens
    hits = index.folded.get("".join(token.key for token in tokens[at : last - 1]), ())
    is_one = tokens[last - 1].lower in line.lexis["names.hamlets"]
    is_one &= any(index.entries[number].level == "place" for number, _ in hits)
    return name_at(line, at, last, "folded", hits) if is_one else None


def _initials(line: Line, at: int) -> int:
    """Return of how many tokens a name with initials is: "D.I. Khan", "D. I. Khan"."""
    tokens, last = line.tokens, at
    while last + 1 < len(tokens) and len(tokens[last].word) == 1:
        if line.text[tokens[last].end : tokens[last + 1].start] not in (".", ". "):
            break
        last += 1
    return last + 1 - at


def _may_sound(run: list[Token], lexis: dict[str, frozenset[str]]) -> bool:
    letters = sum(len(token.key) for token in run)
    return (
        letters >= _MIN_SKELETON
        and run[0].is_capital
        and run[-1].is_capital
        and not any(token.lower in lexis["names.not_names"] for token in run)
    )


def sounding(run: list[Token], index: Index) -> Hits:
    """Return what a name that is not known sounds like: by its skeleton, else its consonants."""
    reduced = "".join(reduce_word(token.key).skeleton for token in run)
    if len(reduced) < _MIN_SKELETON:
        return ()
    return index.skeletons.get(reduced) or index.consonants.get(consonants(reduced), ())
