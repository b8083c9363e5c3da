"""Words in which parties act: a piece of a report, with what finds verbs and patterns in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.reports.who import verbs
from geo.reports.who.acts import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.reports.language.scanning import Hit, Scan
    from geo.reports.language.wording import Ending, Pattern
    from geo.reports.language.words import Words

_CEASED = re.compile(r"\bceased?[- ]$", re.IGNORECASE)  # a truce is no fire


class Told:
    """What a piece of a report tells.

    Parameters
    ----------
    words
        The vocabulary that the text is read with.
    text
        Of the piece; all offsets are its own.
    scan, at
        The words of the report, if at hand, and where in it the piece begins.

    Attributes
    ----------
    words, text
        As given.
    said
        The rows of `wording/agency.toml`.
    """

    __slots__ = ("_at", "_scan", "said", "text", "words")

    def __init__(self, words: Words, text: str, scan: Scan | None = None, at: int = 0) -> None:
        self.words, self.text, self.said = words, text, grammar(words)
        self._scan, self._at = scan, at

    def listed(self, name: str) -> Pattern:
        """Return the pattern of a list of `sides.toml`."""
        return verbs.listed(self.words, name)

    def all_of(self, name: str) -> Iterator[re.Match[str]]:
        """Find the words of a list of `sides.toml` wherever they stand."""
        return self.listed(name).each(self.text, self._scan, self._at)

    def find_in(self, pattern: Pattern, start: int, end: int) -> re.Match[str] | None:
        """Find a pattern in a stretch."""
        return next(pattern.each(self.text, self._scan, self._at, start, end), None)

    def find(self, name: str) -> re.Match[str] | None:
        """Find a row of the section ``within``."""
        return self.said[name].find(self.text, self._scan, self._at)

    def all(self, name: str) -> list[re.Match[str]]:
        """Find a row of the section ``within`` wherever it stands."""
        return list(self.said[name].each(self.text, self._scan, self._at))

    def before(self, at: int, reach: int) -> Ending:
        """Return what tells in which rows of ``before`` so many characters before a name end."""
        first = max(0, at - reach)
        return self.said.before(self.text[first:at], self._scan, self._at + first)

    def verb(self, start: int, end: int) -> Hit | None:
        """Find the first word of a stretch that tells what a party does, is done to, or says."""
        text = self.text
        while (hit := self._verb(start, end)) is not None:
            is_apart = text[hit.start - 1 : hit.start] not in ("'", "’")
            if is_apart and not _CEASED.search(text, max(0, hit.start - 7), hit.start):
                return hit
            start = hit.start + 1
        return None

    def _verb(self, start: int, end: int) -> Hit | None:
        return verbs.kinds(self.words).first(self.text, start, end, self._scan, self._at)
