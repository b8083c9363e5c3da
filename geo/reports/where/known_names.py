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
        if hits := index.folded.get(_key(run)):
            return name_at(line, at, at + initials, "folded", hits)
    joins, facilities = lexis["names.joins"], lexis["names.facilities"]
    run = [first]
    for token in tokens[at + 1 : at + MAX_WORDS]:
        is_inner = token.is_capital or token.lower in joins or token.lower in facilities
        if not (token.is_joined and is_inner):
            break
        run.append(token)
    if (
        len(run) > 1
        and run[-1].is_capital
        and run[-1].lower in lexis["names.tails"]
        and not any(token.lower == "and" for token in run)  # two names
        and not index.folded.get(_key(run))
    ):
        return _hamlet(line, at, at + len(run), index)
    while len(run) > 1:
        last = run[-1].lower
        if last not in joins and (made := _named(line, at, run, index, last in facilities)):
            return made
        run.pop()
    is_none = first.lower in lexis["names.not_names"] or _is_short(first, index)
    return None if is_none else _named(line, at, run, index)


def _named(
    line: Line, at: int, run: list[Token], index: Index, is_facility: bool = False
) -> Toponym | None:
    """Find a known name that words make; of one that ends as a facility does none by its sound."""
    key = _key(run)
    hits, tier = index.folded.get(key), "folded"
    if not hits and not is_facility and _may_sound(run, key, line.lexis):
        reduced = "".join([reduce_word(token.key).skeleton for token in run])
        hits, tier = index.skeletons.get(reduced), "skeleton"
    return name_at(line, at, at + len(run), tier, hits) if hits else None


def _key(run: list[Token]) -> str:
    return "".join([token.key for token in run])


def _is_short(token: Token, index: Index) -> bool:
    """Tell a word of two letters, but for a province’s: "in KP"."""
    if len(token.key) >= _LEAST:
        return False
    hits = index.folded.get(token.key, ()) if token.word.isupper() else ()
    return not any(index.entries[number].level == "admin1" for number, _ in hits)


def _hamlet(line: Line, at: int, last: int, index: Index) -> Toponym | None:
    """Tell "Foo Kalay" where Foo is a known place; another longer name its frame may make one."""
    tokens = line.tokens
    hits = index.folded.get(_key(tokens[at : last - 1]), ())
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


def _may_sound(run: list[Token], key: str, lexis: dict[str, frozenset[str]]) -> bool:
    return (
        len(key) >= _MIN_SKELETON
        and run[0].is_capital
        and run[-1].is_capital
        and lexis["names.not_names"].isdisjoint([token.lower for token in run])
    )


def sounding(run: list[Token], index: Index) -> Hits:
    """Return what a name that is not known sounds like: by its skeleton, else its consonants."""
    reduced = "".join(reduce_word(token.key).skeleton for token in run)
    if len(reduced) < _MIN_SKELETON:
        return ()
    return index.skeletons.get(reduced) or index.consonants.get(consonants(reduced), ())
