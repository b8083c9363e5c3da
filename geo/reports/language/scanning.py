"""Many lists of phrases looked for in one pass: only those that may begin with the word at hand.

A pattern of some hundred phrases costs a regular expression a try of each at every word. Here the
words that each phrase may begin with are worked out once (`beginnings`). A word of a text then asks
only the phrases that may begin with it and with the word behind it, and most words ask none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property, lru_cache
from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from geo.errors import RegionError, fault_line
from geo.reports.language.beginnings import Beginnings, begins_word, openings
from geo.reports.language.words import PACKS, either, longest_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geo.reports.language.words import Words

_Asked = TypeVar("_Asked")
_Match = Callable[..., "re.Match[str] | None"]
_Word = tuple[int, str, str]  # where it begins, in lower case, and the opening of the one behind it
_Asking = list[tuple[int, tuple[_Asked, ...]]]  # where a word begins, and what it asks
# What a word asks by the opening of the word behind it, and what it asks before any other.
_ByNext = tuple[dict[str, tuple[_Asked, ...]], tuple[_Asked, ...]]

_NOTHING: _ByNext[Any] = ({}, ())  # what most words ask

# A word, cut where no phrase needs more of it: one of a million letters is nobody's.
_WORD = re.compile(r"\b\w{1,24}")
_KEPT = 30_000  # words of which a store keeps what they ask


class Hit(NamedTuple):
    """A phrase of a list.

    Attributes
    ----------
    start, end
        Its offsets.
    name
        Of the list.
    """

    start: int
    end: int
    name: str


def _lowered(words: Iterable[str]) -> list[str]:
    """Return words in lower case, all at once."""
    return "\n".join(words).lower().split("\n")


def _words_of(text: str, start: int, end: int) -> list[_Word]:
    found = list(_WORD.finditer(text, start, end))
    low = _lowered(map(re.Match.group, found))
    return [*zip(map(re.Match.start, found), low, [*openings(low[1:]), ""], strict=False)]


class Scan:
    """The words of a text: lists are looked for on them.

    Parameters
    ----------
    text, start, end
        The stretch that is read.
    board
        Of the vocabulary that it is read with; None makes one for this text alone.
    """

    __slots__ = ("_board", "_found", "words")

    def __init__(self, text: str, start: int, end: int, board: Board | None = None) -> None:
        self.words = _words_of(text, start, end)
        self._board = Board() if board is None else board
        self._found = self._board.asked_by(self.words)

    def asking(self, starts: Starts[_Asked], start: int, end: int) -> _Asking[_Asked]:
        """Return where the words of a stretch begin that ask anything, each with what it asks."""
        try:
            found = self._found[starts.key]
        except KeyError:  # the first text that is looked through for it
            self._board.add(starts)
            found = self._found[starts.key] = starts.asked_by(self.words)
        return found[bisect_left(found, (start,)) : bisect_left(found, (end,))] if found else found


class Board(dict[str, "_ByNext[tuple[int, Any]]"]):
    """What each word asks of all the lists that texts were looked through for, by the lists' keys.

    So a text asks once for each of its words, not for each word and list.
    """

    def __init__(self) -> None:
        super().__init__()
        self._lists: dict[int, Starts[Any]] = {}
        # Which of them a word may ask, by all of it and by its first letters.
        self._whole, self._parts = dict[str, list[int]](), dict[str, list[int]]()
        self._lengths: set[int] = set()

    def add(self, starts: Starts[Any]) -> None:
        """Put a list on the board: from the next text on its words are asked of it too.

        Those that it may begin with are worked out anew, and no others.
        """
        self._lists[starts.key] = starts
        for known, index in ((starts.whole, self._whole), (starts.parts, self._parts)):
            for word in known:
                index.setdefault(word, []).append(starts.key)
        self._lengths |= {len(part) for part in starts.parts}
        parts = (*starts.parts,)
        for word in [word for word in self if word in starts.whole or word.startswith(parts)]:
            del self[word]

    def asked_by(self, words: list[_Word]) -> dict[int, _Asking[Any]]:
        """Return for each list, by its key, which words ask it anything."""
        found: dict[int, _Asking[Any]] = {key: [] for key in self._lists}
        for at, word, following in words:
            by_next, other = self[word]
            for key, asked in by_next.get(following, other) if by_next else other:
                found[key].append((at, asked))
        return found

    def __missing__(self, word: str) -> _ByNext[tuple[int, Any]]:
        """Work out what a word asks when a text first has it."""
        if len(self) >= _KEPT:
            self.clear()
        parts = (self._parts.get(word[:length], ()) for length in self._lengths)
        begun = {key: self._lists[key][word] for key in chain(self._whole.get(word, ()), *parts)}
        others = {key: other for key, (_, other) in begun.items() if other}
        told: dict[str, dict[int, Any]] = {}
        for key, (by_next, _) in begun.items():
            for following, asked in by_next.items():
                told.setdefault(following, {})[key] = asked
        by_word = {following: (*(others | known).items(),) for following, known in told.items()}
        made = self[word] = by_word, (*others.items(),)
        return made


@lru_cache(maxsize=PACKS)
def board(words: Words) -> Board:  # noqa: ARG001 - there is one for each
    """Return the board of a vocabulary."""
    return Board()


class Starts(dict[str, _ByNext[_Asked]]):
    """For each word in lower case what may begin with it, in order, by what stands behind it.

    Parameters
    ----------
    rows
        Anything with a pattern.
    beginnings
        What the pattern of each row may begin with; None where that may be anything.
    make
        Makes of rows what a word asks; none leaves them as they are.

    Attributes
    ----------
    key
        What a board knows it by.
    """

    def __init__(
        self,
        rows: Sequence[Any],
        beginnings: Iterable[Beginnings | None],
        make: Callable[[tuple[Any, ...]], tuple[_Asked, ...]] = tuple,
    ) -> None:
        super().__init__()
        self._rows, self._make, self.key = rows, make, id(self)
        self.whole: dict[str, list[tuple[int, frozenset[str] | None]]] = {}  # and what is behind
        self.parts: dict[str, list[int]] = {}
        for number, begun in enumerate(beginnings):
            if begun is None:
                self.parts.setdefault("", []).append(number)
                continue
            for word in begun.words:
                self.whole.setdefault(word, []).append((number, begun.behind.get(word)))
            for part in begun.parts:
                self.parts.setdefault(part, []).append(number)
        self._lengths = sorted({len(part) for part in self.parts})

    def asked_by(self, words: Iterable[_Word]) -> _Asking[_Asked]:
        """Return where words begin that ask anything, each with what it asks."""
        found = []
        for at, word, following in words:
            by_next, other = self[word]
            if asked := by_next.get(following, other):
                found.append((at, asked))
        return found

    def asking_in(self, text: str, start: int = 0, end: int | None = None) -> _Asking[_Asked]:
        """Return where words of a short text begin that ask anything, each with what it asks."""
        stop = len(text) if end is None else end
        asked = [self[word] for word in _lowered(_WORD.findall(text, start, stop))]
        is_any = asked.count(_NOTHING) < len(asked)
        return self.asked_by(_words_of(text, start, stop)) if is_any else []

    def __missing__(self, word: str) -> _ByNext[_Asked]:
        """Work out what a word asks when a text first has it."""
        begun: dict[int, frozenset[str] | None] = dict(self.whole.get(word, ()))
        for length in self._lengths:
            begun |= dict.fromkeys(self.parts.get(word[:length], ()))
        if len(self) >= _KEPT:
            self.clear()
        by_next = {
            letters: self._asked(n for n, said in begun.items() if said is None or letters in said)
            for letters in frozenset().union(*filter(None, begun.values()))
        }
        other = self._asked(n for n, said in begun.items() if said is None)
        made = self[word] = (by_next, other) if by_next or other else _NOTHING
        return made

    def _asked(self, numbers: Iterable[int]) -> tuple[_Asked, ...]:
        return self._make(tuple(self._rows[number] for number in sorted(numbers)))


class Table:
    """Lists of phrases, each as the pattern of `words.either` between word boundaries.

    Parameters
    ----------
    lists
        The phrases of each list by its name; rows with ``re:`` are patterns.
    flags
        Of the patterns.
    """

    def __init__(self, lists: Mapping[str, Iterable[str]], flags: int = 0) -> None:
        # Of a list the longest phrase is tried first.
        rows = [(name, row) for name, rows in lists.items() for row in longest_first(rows)]
        begun = (Beginnings.of(_whole([row])) for _, row in rows)
        self._flags = flags
        self._starts: Starts[tuple[str, _Either]] = Starts(rows, begun, self._asked)

    def _asked(self, rows: tuple[tuple[str, str], ...]) -> tuple[tuple[str, _Either], ...]:
        """Make one pattern of all that a word asks of a list."""
        return tuple(
            (name, _either(tuple(row for _, row in group), self._flags))
            for name, group in groupby(rows, key=itemgetter(0))
        )

    def _asking(
        self, text: str, start: int, end: int, scan: Scan | None
    ) -> _Asking[tuple[str, _Either]]:
        if scan is None:
            return self._starts.asking_in(text, start, end)
        return scan.asking(self._starts, start, end)

    def all(self, text: str, start: int, end: int, scan: Scan | None = None) -> list[Hit]:
        """Find all phrases of a stretch, those of each list as `re.finditer` does, in order.

        Parameters
        ----------
        text, start, end
            The stretch.
        scan
            The words of the whole text, if at hand.
        """
        found: list[Hit] = []
        ends: dict[str, int] = {}
        for at, asked in self._asking(text, start, end, scan):
            for name, said in asked:
                hit = said.match(text, at, end) if ends.get(name, 0) <= at else None
                if hit is not None:
                    ends[name] = hit.end()
                    found.append(Hit(at, hit.end(), name))
        return found

    def in_each(self, text: str, spans: Sequence[tuple[int, int]], scan: Scan) -> list[list[Hit]]:
        """Find all phrases of stretches that follow one another, in one pass, a list for each."""
        made: list[list[Hit]] = [[] for _ in spans]
        number, (start, end) = -1, (0, 0)
        ends: dict[str, int] = {}
        for at, asked in scan.asking(self._starts, 0, spans[-1][1] if spans else 0):
            while at >= end:
                number += 1
                start, end = spans[number]
            if at < start:
                continue
            for name, said in asked:
                hit = said.match(text, at, end) if ends.get(name, 0) <= at else None
                if hit is not None:
                    ends[name] = hit.end()
                    made[number].append(Hit(at, hit.end(), name))
        return made

    def first(
        self, text: str, start: int, end: int, scan: Scan | None = None, at: int = 0
    ) -> Hit | None:
        """Find the first phrase of a stretch; of several at one word the first list's.

        `scan` holds the words of the text if they are at hand, from `at` on.
        """
        at = 0 if scan is None else at
        for place, asked in self._asking(text, at + start, at + end, scan):
            for name, said in asked:
                hit = said.match(text, place - at, end)
                if hit is not None:
                    return Hit(place - at, hit.end(), name)
        return None

    def names(self, text: str, start: int, end: int, scan: Scan | None = None) -> set[str]:
        """Return the lists of which a stretch has a phrase; as `all` takes it."""
        found: set[str] = set()
        for at, asked in self._asking(text, start, end, scan):
            for name, said in asked:
                if name not in found and said.match(text, at, end) is not None:
                    found.add(name)
        return found


def _whole(rows: Iterable[str]) -> str:
    return rf"\b{either(rows)}\b"


class _Either:
    """Phrases of a list that may begin at one word."""

    def __init__(self, rows: tuple[str, ...], flags: int) -> None:
        self._rows, self._flags = rows, flags

    @cached_property
    def match(self) -> _Match:
        """Compiled when a text first has what they may begin with."""
        return re.compile(_whole(self._rows), self._flags).match


_either = lru_cache(maxsize=4096)(_Either)


def _begun(pattern: str) -> Beginnings:
    begun = Beginnings.of(pattern)
    if begun is None or not begins_word(pattern):
        raise RegionError(fault_line("a pattern may begin with anything", value=pattern))
    return begun


class Finder:
    """A pattern that begins with a word, tried only at words that it may begin with.

    Parameters
    ----------
    pattern, flags
        As of `re.compile`; each of its alternatives has a word boundary first.

    Raises
    ------
    RegionError
        It may begin within a word, or with anything: a pack added such a row.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._starts: Starts[bool] = Starts([True], [_begun(pattern)])
        self._said, self._flags = pattern, flags

    @cached_property
    def _match(self) -> _Match:
        """Compiled when a word first asks."""
        return re.compile(self._said, self._flags).match

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Find the pattern as `re.search` does."""
        stop = len(text) if end is None else end
        for at, _ in self._starts.asking_in(text, start, stop):
            found = self._match(text, at, stop)
            if found is not None:
                return found
        return None

    def find(self, text: str, scan: Scan | None = None, at: int = 0) -> re.Match[str] | None:
        """Find the pattern in a text; `scan` holds its words if they are at hand, from `at` on."""
        if scan is None:
            return self.search(text)
        for place, _ in scan.asking(self._starts, at, at + len(text)):
            found = self._match(text, place - at)
            if found is not None:
                return found
        return None

    def each(
        self, text: str, scan: Scan, at: int = 0, start: int = 0, end: int | None = None
    ) -> Iterator[re.Match[str]]:
        """Find the pattern wherever a stretch of a text has it, with the words as `find` does."""
        stop = len(text) if end is None else end
        last = 0
        for place, _ in scan.asking(self._starts, at + start, at + stop):
            if place - at < last:
                continue
            found = self._match(text, place - at, stop)
            if found is not None:
                last = found.end()
                yield found
