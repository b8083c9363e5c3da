"""Sentences that tell of no event: who did not comment, what nobody could check, what is long so.

Rules that ask for the sentence before or behind another one, or for all of a paragraph, are not to
see them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.language import wording
from geo.reports.language.numerals import number_at
from geo.reports.language.tokens import read

if TYPE_CHECKING:
    from geo.reports.documents.parts import Sentence
    from geo.reports.language.words import Words


def is_idle(text: str, sentence: Sentence, words: Words) -> bool:
    """Tell whether a sentence tells of no event."""
    said = wording.of(words, "idle")
    if said["known"].search(text, sentence.start, sentence.end) is not None:
        return True
    if said["unsaid"].search(text, sentence.start, sentence.end) is None:
        return False
    tokens = read(text, sentence.start, sentence.end, words=words)
    return all(number_at(tokens, j) is None for j in range(len(tokens)))
