"""Many lists of phrases looked for in one pass: only those that may begin with the word at hand.

A pattern of some hundred phrases costs a regular expression a try of each at every word. Here the
first letters of each phrase are worked out once. A word of a text then asks only the phrases that
begin with its letters, and most words ask none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from re import _constants as ops  # type: ignore[attr-defined] # the parser is not typed
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.errors import RegionError, fault_line
from geo.reports.words import either

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_LETTERS = 3  # of a word, by which phrases are found
_START = re.compile(r"\b\w{1,3}")
_ANY = ""  # the key of phrases whose first letters are not known
_MOST = 400  # first letters of one phrase; beyond it any word is asked
_DIGITS = "0123456789"


# Names of lists with the patterns of their phrases, the longest first.
_Asked = tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]


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
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        anywhere: dict[str, list[str]] = {}
        for name, rows in lists.items():
            anywhere[name] = []
            for row in set(rows):
                keys = _keys(either([row]), flags)
                if keys is None:
                    anywhere[name].append(row)
                for key in keys or ():
                    found[key][name].append(row)
        self._lists, self._flags, self._rows = tuple(lists), flags, found
        self._common = {name: rows for name, rows in anywhere.items() if rows}
        # Of each letters the patterns of its lists; made when a text first has them.
        self._of: dict[str, _Asked | None] = dict.fromkeys(found)
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._any = self._asked(self._common)

    def _asked(self, rows: Mapping[str, Sequence[str]]) -> _Asked:
        return tuple(
            (name, tuple(map(self._pattern, sorted(rows[name], key=lambda row: (-len(row), row)))))
            for name in self._lists
            if rows.get(name)
        )

    def _pattern(self, row: str) -> re.Pattern[str]:
        if row not in self._patterns:
            self._patterns[row] = re.compile(rf"\b{either([row])}\b", self._flags)
        return self._patterns[row]

    def _made(self, key: str) -> _Asked:
        rows = self._rows[key]
        both = {n: [*rows.get(n, ()), *self._common.get(n, ())] for n in self._lists}
        made = self._of[key] = self._asked(both)
        return made

    def all(self, text: str, start: int, end: int, letters: Letters | None = None) -> list[Hit]:
        """Find all phrases of a stretch, those of each list as `re.finditer` does, in order.

        Parameters
        ----------
        text, start, end
            The stretch.
        letters
            Of the whole text, if at hand.
        """
        found: list[Hit] = []
        ends: dict[str, int] = {}
        of, rest = self._of, self._any
        for at, key in (letters or Letters(text, start, end)).between(start, end):
            rows = of.get(key, rest)
            for name, patterns in self._made(key) if rows is None else rows:
                if ends.get(name, 0) > at:
                    continue
                for pattern in patterns:
                    match = pattern.match(text, at, end)
                    if match is not None:
                        ends[name] = match.end()
                        found.append(Hit(at, match.end(), name))
                        break
        return found

    def first(self, text: str, start: int, end: int) -> Hit | None:
        """Find the first phrase of a stretch; of several at one word the first list's."""
        of, rest = self._of, self._any
        for word in _START.finditer(text, start, end):
            key = word[0].lower()
            rows = of.get(key, rest)
            for name, patterns in self._made(key) if rows is None else rows:
                for pattern in patterns:
                    match = pattern.match(text, word.start(), end)
                    if match is not None:
                        return Hit(word.start(), match.end(), name)
        return None

    def names(self, text: str, start: int, end: int, letters: Letters | None = None) -> set[str]:
        """Return the lists of which a stretch has a phrase; as `all` takes it."""
        found: set[str] = set()
        of, rest = self._of, self._any
        for at, key in (letters or Letters(text, start, end)).between(start, end):
            rows = of.get(key, rest)
            for name, patterns in self._made(key) if rows is None else rows:
                if name not in found and any(p.match(text, at, end) for p in patterns):
                    found.add(name)
        return found


class Letters:
    """The first letters of the words of a text, in lower case.

    Parameters
    ----------
    text, start, end
        The stretch that is read.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        words = list(_START.finditer(text, start, end))
        self._starts = [word.start() for word in words]
        self._keys = [word[0].lower() for word in words]

    def between(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Return where the words of a stretch begin, each with its letters."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return zip(self._starts[first:last], self._keys[first:last], strict=True)


class Finder:
    """A pattern that begins with a word, tried only at words that it may begin with.

    Parameters
    ----------
    pattern, flags
        As of `re.compile`; each of its alternatives has a word boundary first.

    Raises
    ------
    RegionError
        It may begin within a word, or its first letters are not known: a pack added such a row.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        keys = _keys(pattern, flags)
        if keys is None or not _begins_word(parser.parse(pattern, flags)):
            raise RegionError(fault_line("a pattern may begin with anything", value=pattern))
        self.pattern, self._keys = re.compile(pattern, flags), keys

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Find the pattern as `re.search` does."""
        stop = len(text) if end is None else end
        keys, match = self._keys, self.pattern.match
        for word in _START.finditer(text, start, stop):
            if word[0].lower() in keys:
                found = match(text, word.start(), stop)
                if found is not None:
                    return found
        return None

    def is_in(self, text: str, letters: Letters) -> bool:
        """Tell whether a text whose letters are at hand has the pattern."""
        keys, match = self._keys, self.pattern.match
        return any(
            key in keys and match(text, at) is not None for at, key in letters.between(0, len(text))
        )


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


class Starts:
    """Patterns in an order, of which only those that may begin with the letters at hand are tried.

    Parameters
    ----------
    patterns
        Each begins with a word.
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        keys = [_keys(pattern.pattern, pattern.flags) for pattern in patterns]
        known = {key for several in keys for key in several or ()}
        self._any = tuple(n for n, several in enumerate(keys) if several is None)
        self._of = {
            key: tuple(n for n, several in enumerate(keys) if several is None or key in several)
            for key in known
        }

    def of(self, letters: str) -> tuple[int, ...]:
        """Return the numbers of the patterns that may match a word with such first letters."""
        return self._of.get(letters, self._any)


def _keys(pattern: str, flags: int) -> frozenset[str] | None:
    """Return the first letters of what a pattern may match at the start of a word.

    None where they are not known. Short words are whole.
    """
    try:
        begun = _expand(parser.parse(pattern, flags), {("", False)})
    except _TooMany:
        return None
    keys = {prefix for prefix, _ in begun}
    return None if _ANY in keys else frozenset(key.lower() for key in keys)


class _TooMany(Exception):  # noqa: N818 - a way out of a recursion
    pass


# A prefix, and whether it is done: long enough, or a word that ended.
_Prefixes = set[tuple[str, bool]]


def _expand(parsed: Any, begun: _Prefixes) -> _Prefixes:
    """Go on with prefixes over a sequence of the parser's nodes."""
    for op, argument in parsed:
        if all(done for _, done in begun):
            break
        begun = _over(op, argument, begun)
        if len(begun) > _MOST:
            raise _TooMany
    return begun


def _over(op: Any, argument: Any, begun: _Prefixes) -> _Prefixes:
    open_ = {prefix for prefix, done in begun if not done}
    done = {(prefix, True) for prefix, is_done in begun if is_done}
    if op is ops.LITERAL:
        return done | {_with(prefix, chr(argument)) for prefix in open_}
    if op is ops.IN:
        return done | {_with(prefix, c) for prefix in open_ for c in _characters(argument)}
    if op is ops.BRANCH:
        return done.union(*(_expand(row, {(p, False) for p in open_}) for row in argument[1]))
    if op is ops.SUBPATTERN:
        return done | _expand(argument[-1], {(p, False) for p in open_})
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        least, most, body = argument
        going: _Prefixes = {(p, False) for p in open_}
        kept: _Prefixes = set() if least else set(going)
        for number in range(1, min(int(most), _LETTERS + least) + 1):
            going = _expand(body, going)
            if number >= least:
                kept |= going
            if all(is_done for _, is_done in going):
                kept |= going
                break
        return done | kept
    if op is ops.ATOMIC_GROUP:
        return done | _expand(argument, {(p, False) for p in open_})
    if op is ops.FAILURE or (op is ops.ASSERT_NOT and not argument[1]):
        return done  # no phrase at all
    if op in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):
        return begun
    raise _TooMany  # what may be any letter


def _with(prefix: str, character: str) -> tuple[str, bool]:
    if not (character.isalnum() or character == "_"):
        return prefix, True  # the word ends; one that has not begun is any word's
    made = prefix + character
    return made, len(made) >= _LETTERS


def _characters(members: Any) -> Iterator[str]:
    """Yield the characters of a class; one stands for all that end a word."""
    for op, argument in members:
        if op is ops.LITERAL:
            yield chr(argument)
        elif op is ops.RANGE:
            yield from map(chr, range(argument[0], argument[1] + 1))
        elif op is ops.CATEGORY and argument is ops.CATEGORY_SPACE:
            yield " "
        elif op is ops.CATEGORY and argument is ops.CATEGORY_DIGIT:
            yield from _DIGITS
        else:
            raise _TooMany
