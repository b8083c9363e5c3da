"""What words a pattern may begin with, read off its text as far as its first word goes.

What stands behind the first word, mostly all of a long pattern, is only skipped. Syntax that no
pattern here has (conditions, references) may begin with anything, which is never wrong.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LETTERS = 12  # of a word, by which phrases are found; more tell nothing
_MOST = 2_000  # beginnings of one pattern; beyond it they are cut to a few letters
_FEW = 3
_CLASS = 6  # a class of more characters says nothing of those behind it
_DIGITS = "0123456789"
_ENDLESS = 1_000

_CLASSES = r"\[\^?\]?(?:\\.|[^\]\\])*\]"
_STRUCTURE = re.compile(rf"\\.|{_CLASSES}|[()|]", re.DOTALL)
_RUN = re.compile(r"\w+(?![*+?{])")  # letters, none of which is repeated
_CLASS_SAID = re.compile(_CLASSES, re.DOTALL)
_MEMBER = re.compile(r"(\\?[^\\])-(\\?[^\\])|\\?.", re.DOTALL)
_REPEATED = re.compile(r"(?:([*+?])|\{(?=[\d,])(\d*)(,?)(\d*)\})[?+]?")
_GROUP = re.compile(r"\((?:\?(?:[aimsux-]*:|P<\w+>|>)|(?!\?))")
_LOOK = re.compile(r"\(\?<?([=!])")
_TIMES = {"*": (0, _ENDLESS), "+": (1, _ENDLESS), "?": (0, 1)}
_BLANKS = "sntrfvW"  # escapes of what is in no word


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
    def of(cls, pattern: str) -> Beginnings | None:
        """Read the beginnings of a pattern; None where it may begin with anything."""
        return _Head(pattern).read()


def begins_word(pattern: str) -> bool:
    """Tell whether each alternative of a pattern has a word boundary first."""
    return _Head(pattern).begins_word(0, len(pattern), -1)


def is_open(begun: Beginnings | None) -> bool:
    """Tell whether nearly any word is a beginning."""
    return begun is None or begun.parts >= _ALPHABET


_ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyz")


class _Head:
    """A pattern whose first words are being read.

    `_alternatives` and what it asks take beginnings that letters may follow, and return those that
    letters may still follow; the others are kept as `_words` or `_parts`.
    """

    def __init__(self, pattern: str) -> None:
        self._said = pattern
        self._words: set[str] = set()
        self._parts: set[str] = set()
        # By where a group opens (-1: the pattern): where it closes, and its bars.
        self._ends: dict[int, int] = {}
        self._bars: dict[int, list[int]] = {-1: []}
        opened = [-1]
        for mark in _STRUCTURE.finditer(pattern):
            if mark[0] == "(":
                opened.append(mark.start())
                self._bars[mark.start()] = []
            elif mark[0] == ")":
                self._ends[opened.pop()] = mark.start()
            elif mark[0] == "|":
                self._bars[opened[-1]].append(mark.start())

    def read(self) -> Beginnings | None:
        try:
            self._parts |= self._alternatives(0, len(self._said), -1, {""})
        except _Anything:
            return None
        if "" in self._parts:
            return None
        return Beginnings(
            frozenset(word.lower() for word in self._words),
            frozenset(part.lower() for part in self._parts),
        )

    def begins_word(self, at: int, end: int, opened: int) -> bool:
        """Tell whether each alternative of a group has a word boundary first."""
        for stop in (*self._bars[opened], end):
            while _LOOK.match(self._said, at, stop):
                at = self._ends[at] + 1
            if not self._is_bound(at, stop):
                return False
            at = stop + 1
        return True

    def _is_bound(self, at: int, end: int) -> bool:
        group = _GROUP.match(self._said, at, end)
        if group is None:
            return self._said.startswith(r"\b", at, end)
        last = self._ends[at]
        if _REPEATED.match(self._said, last + 1, end) is not None:
            return False  # it may be left out
        return self.begins_word(group.end(), last, at)

    def _alternatives(self, at: int, end: int, opened: int, going: set[str]) -> set[str]:
        made: set[str] = set()
        for stop in (*self._bars[opened], end):
            made |= self._sequence(at, stop, going)
            at = stop + 1
        return made

    def _sequence(self, at: int, end: int, going: set[str]) -> set[str]:
        while at < end and going:
            run = _RUN.match(self._said, at, end)
            if run is not None:
                at, going = run.end(), self._with(going, run[0])
                continue
            stop = self._end_of(at)
            times = _REPEATED.match(self._said, stop, end)
            if times is None:
                at, going = stop, self._over(at, stop, going)
            else:
                at, going = times.end(), self._repeated(at, stop, _least_and_most(times), going)
            if len(going) > _MOST:
                self._parts.update(word[:_FEW] for word in going if len(word) >= _FEW)
                going = {word for word in going if len(word) < _FEW}
        return going

    def _end_of(self, at: int) -> int:
        """Return where the part of a pattern ends that a sign of repetition would repeat."""
        first = self._said[at]
        if first == "(":
            return self._ends[at] + 1
        found = _CLASS_SAID.match(self._said, at) if first == "[" else None
        return at + (2 if first == "\\" else 1) if found is None else found.end()

    def _repeated(self, at: int, end: int, times: tuple[int, int], going: set[str]) -> set[str]:
        least, most = times
        kept: set[str] = set() if least else set(going)
        for number in range(1, min(most, _LETTERS + least) + 1):
            before, going = going, self._over(at, end, going)
            if number >= least:
                kept |= going
            if going == before:
                return kept | going  # once more would say the same
        return kept

    def _over(self, at: int, end: int, going: set[str]) -> set[str]:
        """Go on over one part of a pattern."""
        said, first = self._said, self._said[at]
        if first == "(":
            return self._group(at, going)
        if first == "[":
            return self._any_of(_members(said[at + 1 : end - 1]), going)
        if first == "\\":
            return self._escape(said[at + 1], going)
        if first == "^":
            return going
        if first == "$":
            return self._ended(going)
        return self._any_of(None if first == "." else [first], going)

    def _group(self, at: int, going: set[str]) -> set[str]:
        end = self._ends[at]
        look = _LOOK.match(self._said, at)
        if look is not None:
            is_nothing = look[1] == "!" and look.end() == end  # no phrase at all
            return set() if is_nothing else going
        group = _GROUP.match(self._said, at)
        if group is None:
            raise _Anything
        return self._alternatives(group.end(), end, at, going)

    def _escape(self, letter: str, going: set[str]) -> set[str]:
        if letter in "bZ":
            return self._ended(going)
        return going if letter in "AB" else self._any_of(_members(f"\\{letter}"), going)

    def _ended(self, going: set[str]) -> set[str]:
        """End words; before its first letter a phrase goes on."""
        self._words |= going - {""}
        return going & {""}

    def _any_of(self, characters: list[str] | None, going: set[str]) -> set[str]:
        """Go on with each of some characters; None are those that may be any letter."""
        if characters is None:
            if "" in going:
                raise _Anything
            self._parts |= going
            return set()
        made: set[str] = set()
        for character in characters:
            made |= self._with(going, character)
        if len(characters) <= _CLASS:
            return made
        self._parts |= made
        return set()

    def _with(self, going: set[str], said: str) -> set[str]:
        """Go on with letters, or a mark, which ends a word and with which none begins."""
        if not (said[0].isalnum() or said[0] == "_"):
            self._words |= going - {""}
            return set()
        made = {word + said for word in going}
        self._parts.update(word[:_LETTERS] for word in made if len(word) >= _LETTERS)
        return {word for word in made if len(word) < _LETTERS}


def _least_and_most(times: re.Match[str]) -> tuple[int, int]:
    sign, least, comma, most = times.groups()
    if sign is not None:
        return _TIMES[sign]
    return int(least or 0), int((most or _ENDLESS) if comma else least)


def _members(said: str) -> list[str] | None:
    """Return the characters of a class; None where they may be any letters."""
    found: list[str] = []
    for member in _MEMBER.finditer(said):
        first, last = member.groups()
        if first is not None:
            found += map(chr, range(ord(first[-1]), ord(last[-1]) + 1))
        elif len(member[0]) == 1:
            found.append(member[0])
        elif member[0][1] in _BLANKS:
            found.append(" ")
        elif member[0][1] == "d":
            found += _DIGITS
        elif member[0][1].isalnum():
            return None
        else:
            found.append(member[0][1])
    return None if said.startswith("^") else found
