"""What words a pattern may begin with, read off the pattern itself.

Python has no public parser of its patterns, so its own is asked; it is so named since Python 3.11.
Where another version named its nodes otherwise, the tests of scanning would fail at once.
"""

from __future__ import annotations

from functools import lru_cache
from re import _constants as ops  # type: ignore[attr-defined] # the parser is not typed
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

_LETTERS = 12  # of a word, by which phrases are found; more tell nothing
_MOST = 2_000  # beginnings of one pattern; beyond it they are cut to a few letters
_FEW = 3
_CLASS = 6  # a class of more characters says nothing of those behind it
_DIGITS = "0123456789"

# How far the first word of a match is known: letters may follow, any may follow, none follows.
_OPEN, _PART, _WHOLE = range(3)
_Begun = set[tuple[str, int]]


class _Anything(Exception):  # noqa: N818 - a way out of a recursion
    """A pattern may begin with anything."""


class Beginnings(NamedTuple):
    """The first words of what a pattern may match at the start of a word, in lower case.

    Attributes
    ----------
    words
        Whole words.
    parts
        First letters of words.
    """

    words: frozenset[str]
    parts: frozenset[str]

    @classmethod
    def of(cls, pattern: str, flags: int = 0) -> Beginnings | None:
        """Read the beginnings of a pattern; None where it may begin with anything."""
        try:
            begun = _expand(_parsed(pattern, flags), {("", _OPEN)})
        except _Anything:
            return None
        words = frozenset(word.lower() for word, state in begun if state == _WHOLE)
        parts = frozenset(word.lower() for word, state in begun if state != _WHOLE)
        return None if "" in words | parts else cls(words, parts)


def begins_word(pattern: str, flags: int = 0) -> bool:
    """Tell whether each alternative of a pattern has a word boundary first."""
    return _begins_word(_parsed(pattern, flags))


@lru_cache(maxsize=8)  # a row is asked both questions, and by several, one right after the other
def _parsed(pattern: str, flags: int) -> Any:
    return parser.parse(pattern, flags)


def _begins_word(parsed: Any) -> bool:
    for op, argument in parsed:
        if op is ops.AT and argument is ops.AT_BOUNDARY:
            return True
        if op is ops.SUBPATTERN:
            return _begins_word(argument[-1])
        if op is ops.BRANCH:
            return all(_begins_word(row) for row in argument[1])
        if op not in (ops.ASSERT, ops.ASSERT_NOT):
            return False
    return False


def _expand(parsed: Any, begun: _Begun) -> _Begun:
    """Go on with beginnings over a sequence of the parser's nodes."""
    for op, argument in parsed:
        if all(state != _OPEN for _, state in begun):
            break
        begun = _over(op, argument, begun)
        if len(begun) > _MOST:
            begun = {(word[:_FEW], _PART if len(word) >= _FEW else state) for word, state in begun}
    return begun


def _over(op: Any, argument: Any, begun: _Begun) -> _Begun:
    going = {pair for pair in begun if pair[1] == _OPEN}
    done = begun - going
    if op is ops.LITERAL:
        return done | _with(going, chr(argument), _OPEN)
    if op is ops.IN and (characters := _characters(argument)) is not None:
        state = _OPEN if len(characters) <= _CLASS else _PART
        return done.union(*(_with(going, c, state) for c in characters))
    if op is ops.BRANCH:
        return done.union(*(_expand(row, going) for row in argument[1]))
    if op is ops.SUBPATTERN:
        return done | _expand(argument[-1], going)
    if op is ops.ATOMIC_GROUP:
        return done | _expand(argument, going)
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        least, most, body = argument
        return done | _repeated(least, most, body, going)
    if op is ops.FAILURE or (op is ops.ASSERT_NOT and not argument[1]):
        return done  # no phrase at all
    if op is ops.AT and argument in (ops.AT_BOUNDARY, ops.AT_END):
        return done | {(word, _WHOLE if word else _OPEN) for word, _ in going}
    if op in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):
        return begun
    if any(not word for word, _ in going):
        raise _Anything
    return done | {(word, _PART) for word, _ in going}  # what may be any letter


def _repeated(least: int, most: int, body: Any, going: _Begun) -> _Begun:
    kept: _Begun = set() if least else set(going)
    for number in range(1, min(int(most), _LETTERS + least) + 1):
        going = _expand(body, going)
        if number >= least:
            kept |= going
        if all(state != _OPEN for _, state in going):
            return kept | going
    return kept


def _with(going: _Begun, character: str, state: int) -> _Begun:
    if not (character.isalnum() or character == "_"):
        return {(word, _WHOLE) for word, _ in going if word}  # no word begins with a mark
    made = [word + character for word, _ in going]
    return {(word, _PART if len(word) >= _LETTERS else state) for word in made}


def _characters(members: Any) -> list[str] | None:
    """Return the characters of a class; None where they may be any letters."""
    found: list[str] = []
    for op, argument in members:
        if op is ops.LITERAL:
            found.append(chr(argument))
        elif op is ops.RANGE:
            found += map(chr, range(argument[0], argument[1] + 1))
        elif op is ops.CATEGORY and argument in (ops.CATEGORY_SPACE, ops.CATEGORY_NOT_WORD):
            found.append(" ")
        elif op is ops.CATEGORY and argument is ops.CATEGORY_DIGIT:
            found += _DIGITS
        else:
            return None
    return found
