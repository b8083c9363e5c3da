"""Verbs of speech: said, announced, put the number at."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.language.tokens import Phrases
from geo.reports.language.words import PACKS

if TYPE_CHECKING:
    from geo.reports.language.tokens import Tokens
    from geo.reports.language.words import Words


@lru_cache(maxsize=PACKS)
def verbs(words: Words) -> Phrases[bool]:
    """Speech verbs; the meaning is whether they need a figure."""
    said = words.load("speech")["verbs"]
    figures = set(said["figure_only"])
    denying = words.load("speech")["denials"]["verbs"]
    return Phrases({verb: verb in figures for verb in (*denying, *said["say"])})


def is_speech_verb(tokens: Tokens, j: int) -> bool:
    """Tell whether a speech verb begins at a token; a capital makes it a name."""
    return tokens.raw[j][0].islower() and verbs(tokens.words).at(tokens, j) is not None
