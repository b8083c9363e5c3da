"""Names that are written otherwise: in another script, or with other vowels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.gazetteer.index import SHORT_KEY
from geo.gazetteer.mentions import Found
from geo.gazetteer.names import across

if TYPE_CHECKING:
    from geo.gazetteer.index import Hits, Index
    from geo.gazetteer.names import Reduced

_ALIKE = 0.65  # of two names that may be one but for letters that stand for vowels


def longest_across(index: Index, parts: list[str]) -> Found | None:
    """Find the longest name in Latin letters that words of another script may write."""
    for length in range(len(parts), 0, -1):
        key = "".join([across(part) for part in parts[:length]])
        if hits := index.across.get(key):
            is_bare = len(key) < SHORT_KEY
            likeness = 0.0 if is_bare else 1.0
            said = parts[:length]
            return Found(said, "across", hits, index, likeness=likeness, is_bare=is_bare)
    return None


def most_alike(index: Index, rest: str, key: str, begins: str) -> tuple[float, Hits | None]:
    """Return what is written most like a name, of all with its consonants that begin so.

    In scripts that leave vowels out all that is like enough, for the context to choose from.
    """
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, "", key, autojunk=False)
    ratios: dict[str, float] = {}
    for known in index.alike[rest]:
        if known.startswith(begins):
            matcher.set_seq1(known)
            ratios[known] = matcher.ratio()
    if not ratios:
        return 0.0, None
    best = max(ratios, key=lambda known: ratios[known])
    if rest.isascii():
        return ratios[best], index.skeletons.get(best) or index.consonants[rest]
    found: dict[int, float] = {}
    for known, ratio in ratios.items():
        if ratio >= _ALIKE:
            for number, weight in index.skeletons.get(known) or index.consonants[rest]:
                found[number] = max(found.get(number, 0.0), weight * ratio / ratios[best])
    return ratios[best], tuple(found.items()) or index.consonants[rest]


def consonants_of(reduced: list[Reduced]) -> str:
    """Return the consonants of words that follow each other."""
    return reduced[0].first + "".join([part.inner for part in reduced[1:]])
