"""Words of a sentence with their offsets, and the finding of phrases among them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from geo.reports.language.words import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

# Numbers with their thousands commas (Indian grouping too); words with an inner apostrophe, a
# possessive 's apart; ordinals and units glued to digits ("203rd", "6am") are words. What most are
# stands first, and blanks ask nothing: no other pattern is tried at as many places.
_TOKEN = re.compile(
    r"(?=\S)(?:[A-Za-z]+(?=[ ,])|(?=.\.)(?:[^\W\d_]\.){2,}"
    r"|(?:[A-Za-z]+[^\W\d_]*|[^\W\d_]+)(?:['’](?![sS]\b)[^\W\d_]+)?"
    r"|\d{1,3}(?:,\d{2,3})+(?![\d\w])|\d+(?:\.\d+)?[^\W\d_]*|['’][sS]\b|[^\s\w]|_)"
)
_V = TypeVar("_V")


@dataclass(slots=True)
class Tokens:
    """The words and marks of a stretch of text.

    Attributes
    ----------
    raw, low
        Each token as written, and in small letters with straight apostrophes.
    starts, ends
        Offsets into the text the stretch was cut from.
    words
        The vocabulary that it is read with.
    kept
        What others have found in it and need again, each under a key of its own.
    """

    raw: tuple[str, ...]
    low: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: Words = ENGLISH
    kept: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.raw)

    def joined(self, first: int, last: int) -> bool:
        """Tell whether two tokens stand side by side without a blank."""
        return self.ends[first] == self.starts[last]


def read(text: str, start: int = 0, end: int | None = None, *, words: Words = ENGLISH) -> Tokens:
    """Cut a stretch of text into tokens; the text stays as it is."""
    found = list(_TOKEN.finditer(text, start, len(text) if end is None else end))
    raw = tuple([match[0] for match in found])
    low = "\n".join(raw).lower().replace("’", "'").split("\n") if raw else ()  # all at once
    starts, ends = zip(*[match.span() for match in found], strict=True) if found else ((), ())
    return Tokens(raw, tuple(low), starts, ends, words)


class Phrases(Generic[_V]):
    """Phrases of one or more words, each with what it means; the longest one wins.

    Parameters
    ----------
    meanings
        Phrase to meaning. Phrases are cut into tokens as texts are.
    exact
        Capitals matter.

    Attributes
    ----------
    beginnings
        The words that a phrase may begin with.
    """

    def __init__(self, meanings: Mapping[str, _V], *, exact: bool = False) -> None:
        self.exact = exact
        # By first word: for each length, the longest first, the phrases and what they mean.
        self._first: dict[str, list[tuple[int, dict[tuple[str, ...], _V]]]] = {}
        for words, meaning in sorted(self._cut(meanings), key=lambda row: -len(row[0])):
            rows = self._first.setdefault(words[0], [])
            if not rows or rows[-1][0] != len(words):
                rows.append((len(words), {}))
            rows[-1][1].setdefault(words, meaning)
        self.beginnings: frozenset[str] = frozenset(self._first)

    def _cut(self, meanings: Mapping[str, _V]) -> Iterator[tuple[tuple[str, ...], _V]]:
        for phrase, meaning in meanings.items():
            if phrase.isalpha():  # most are one word
                yield (phrase if self.exact else phrase.lower(),), meaning
            elif len(cut := read(phrase)):
                yield cut.raw if self.exact else cut.low, meaning

    def at(self, tokens: Tokens, i: int) -> tuple[int, _V] | None:
        """Return length and meaning of the longest phrase that begins at a token."""
        words = tokens.raw if self.exact else tokens.low
        rows = self._first.get(words[i])
        if rows is None:
            return None
        for length, phrases in rows:
            phrase = words[i : i + length]
            if phrase in phrases:
                return length, phrases[phrase]
        return None

    def inside(self, tokens: Tokens, first: int, end: int) -> tuple[int, int, _V] | None:
        """Return first token, token after it and meaning of the first phrase between two tokens."""
        for j, length, meaning in self.among(tokens, first, end):
            return j, j + length, meaning
        return None

    def among(self, tokens: Tokens, first: int, end: int) -> Iterator[tuple[int, int, _V]]:
        """Yield the longest phrase at each token of a stretch: its token, length and meaning."""
        words = tokens.raw if self.exact else tokens.low
        known = self._first
        for j in range(first, end):
            if words[j] in known:
                hit = self.at(tokens, j)
                if hit is not None and j + hit[0] <= end:
                    yield j, *hit

    def ending(self, tokens: Tokens, end: int, *, longest: int = 5) -> tuple[int, _V] | None:
        """Return first token and meaning of the longest phrase that ends before a token."""
        words = tokens.raw if self.exact else tokens.low
        for first in range(max(0, end - longest), end):
            for length, phrases in self._first.get(words[first], ()):
                if first + length == end and words[first:end] in phrases:
                    return first, phrases[words[first:end]]
        return None

    @property
    def phrases(self) -> list[tuple[str, ...]]:
        """The phrases, cut into words."""
        return [phrase for rows in self._first.values() for _, said in rows for phrase in said]

    def all(self, tokens: Tokens) -> list[tuple[int, int, _V]]:
        """Return every phrase as (first token, token after it, meaning), left to right."""
        first = self._first
        words = tokens.raw if self.exact else tokens.low
        if self.beginnings.isdisjoint(words):
            return []
        found: list[tuple[int, int, _V]] = []
        end = 0
        for i, word in enumerate(words):
            if word in first and i >= end and (hit := self.at(tokens, i)) is not None:
                end = i + hit[0]
                found.append((i, end, hit[1]))
        return found


def is_adverb(words: Words, word: str) -> bool:
    """Tell whether a word in small letters ends as adverbs do: "reportedly", and not "family"."""
    return word.endswith("ly") and word not in words.listed("grammar", "nouns_in_ly")


def same(words: Iterable[str], meaning: _V) -> dict[str, _V]:
    """Give every word the same meaning."""
    return dict.fromkeys(words, meaning)


def contains(tokens: Tokens, first: int, last: int, words: Sequence[str] | frozenset[str]) -> bool:
    """Tell whether any of the words stands from one token up to another."""
    return any(tokens.low[i] in words for i in range(max(first, 0), min(last, len(tokens))))
