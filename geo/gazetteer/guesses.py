"""The names nearest to words that are not known: for a person to look at, not to use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.gazetteer.choose import Choice
from geo.gazetteer.mentions import named
from geo.gazetteer.names import fold, skeleton
from geo.gazetteer.rated import THRESHOLD, Rated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.gazetteer.hinting import Hints
    from geo.gazetteer.index import Index
    from geo.gazetteer.mentions import Reading

_EACH, _WORDS = 5, 3
_CUTOFF = 0.72  # of difflib's ratio: one letter in four may differ
_LEAST = 0.5  # of the ratio to the name itself: "xyzzy" sounds like names that look nothing like it


def guesses(index: Index, reading: Reading, hints: Hints) -> Iterator[Choice]:
    """Guess what the unknown words of a text may mean; the quality is how like they are."""
    import difflib

    for _, word in reading.unknown[:_WORDS]:
        sound = skeleton(word)
        said = word if word.isascii() else sound
        near = difflib.get_close_matches(sound, index.skeletons, _EACH, _CUTOFF)
        hits = {number for key in near for number, _ in index.skeletons[key]}
        for number in sorted(hits):
            entry = index.entries[number]
            if hints.countries is not None and not entry.codes & hints.countries:
                continue
            likeness = difflib.SequenceMatcher(None, said, fold(entry.name)).ratio()
            if likeness < _LEAST:
                continue
            score = round(likeness * THRESHOLD, 3)
            rated = Rated(entry, score, score, (("guess", ""),))
            yield Choice(named(word, "guess", index), rated, [rated])
