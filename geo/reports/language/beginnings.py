"""What words a pattern may begin with, read off its text as far as its second word begins.

What stands behind that, mostly all of a long pattern, is only skipped. Syntax that no pattern here
has (conditions, references) may begin with anything, which is never wrong.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LETTERS = 12  # of a word, by which phrases are found; more tell nothing
_NEXT = 3  # of the word behind it
_NUMBER = "0"  # stands for any word behind it that begins with a digit
_MOST = 2_000  # beginnings of one pattern; beyond it they are cut to a few letters
_PAIRS = 600  # of them with a blank by what a group has for each; beyond it that tells nothing
_FEW = 3
_CLASS = 6  # a class of more characters says nothing of those behind it
_DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"  # of any script is `\\d`; of these reports have some
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
    behind
        Of whole words what the word behind may begin with, as `openings` gives it; any may stand
        behind one that is not in it.
    """

    words: frozenset[str]
    parts: frozenset[str]
    behind: Mapping[str, frozenset[str]]

    @staticmethod
    @lru_cache(maxsize=4096)
    def of(pattern: str) -> Beginnings | None:
        """Read the beginnings of a pattern; None where it may begin with anything."""
        return _Head(pattern).read()


def openings(words: Iterable[str]) -> list[str]:
    """Return what tells words in lower case that stand behind the first of a phrase.

    That is their first letters, and a sign for any number.
    """
    return [_NUMBER if word[:1].isdigit() else word[:_NEXT] for word in words]


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
    letters may still follow; the others are kept. A blank parts a first word from what stands
    behind it, whatever parts them in a text.
    """

    def __init__(self, pattern: str) -> None:
        self._said = pattern
        self._words: set[str] = set()  # behind which anything may stand
        self._parts: set[str] = set()
        self._behind: dict[str, set[str]] = {}
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
            self._leave(self._alternatives(0, len(self._said), -1, {""}))
        except _Anything:
            return None
        parts = frozenset(part.lower() for part in self._parts)
        words = {word.lower() for word in self._words}
        behind: dict[str, set[str]] = {}
        for word, letters in self._behind.items():
            behind.setdefault(word.lower(), set()).update(openings(map(str.lower, letters)))
        known = {word: frozenset(said) for word, said in behind.items() if word not in words}
        return Beginnings(frozenset(words | behind.keys()), parts, known)

    def _leave(self, going: Iterable[str]) -> None:
        """Keep beginnings that any letters may follow.

        Raises
        ------
        _Anything
            One of them is empty.
        """
        for begun in going:
            word, blank, _ = begun.partition(" ")
            if not word:
                raise _Anything
            (self._words if blank else self._parts).add(word)

    def _end(self, going: Iterable[str]) -> set[str]:
        """End words: a first one goes on behind a blank, the one behind it is kept."""
        made: set[str] = set()
        for begun in going:
            word, _, behind = begun.partition(" ")
            if behind:
                self._behind.setdefault(word, set()).add(behind)
            elif word:
                made.add(f"{word} ")
        return made

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
        if len(going) * len(self._bars[opened]) > _PAIRS:
            first = {begun for begun in going if " " not in begun}
            self._leave(going - first)
            going = first
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
                short = {begun for begun in going if len(begun) < _FEW}
                self._leave(begun if " " in begun else begun[:_FEW] for begun in going - short)
                going = short
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
        return self._end(going) | (going & {""})

    def _any_of(self, characters: list[str] | None, going: set[str]) -> set[str]:
        """Go on with each of some characters; None are those that may be any letter."""
        if characters is None:
            self._leave(going)
            return set()
        told = {character if _is_letter(character) else " " for character in characters}
        made: set[str] = set()
        for character in told:
            made |= self._with(going, character)
        if len(told) <= _CLASS:
            return made
        self._leave(made)
        return set()

    def _with(self, going: set[str], said: str) -> set[str]:
        """Go on with letters, or a mark, which ends a word and with which none begins."""
        if not _is_letter(said[0]):
            return self._end(going)
        made: set[str] = set()
        for begun in going:
            told = begun + said
            word, _, behind = told.partition(" ")
            if len(behind) >= _NEXT or behind[:1].isdigit():
                self._behind.setdefault(word, set()).add(behind)
            elif len(word) >= _LETTERS and not behind:
                self._parts.add(word[:_LETTERS])
            else:
                made.add(told)
        return made


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


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
