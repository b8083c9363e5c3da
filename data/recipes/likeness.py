"""How alike two romanised names are, whatever the spelling of a vowel or a linking particle."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

import numpy as np


def fold(name: str) -> str:
    """Fold a romanised name: lower case, no marks, no linking particles, no doubled letters."""
    text = unicodedata.normalize("NFKD", name.lower())
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = re.sub(r"\(.*?\)|\bwuleswali\b|\bdistrict\b", " ", text)
    text = re.sub(r"[-\s](i|e|ye|yi)[-\s]+", " ", text)
    text = re.sub(r"[^a-z]", "", text)
    text = text.replace("kh", "k").replace("gh", "g").replace("q", "k").replace("w", "v")
    text = re.sub(r"[eiy]+", "i", text)
    text = re.sub(r"[ou]+", "u", text)
    return re.sub(r"(.)\1+", r"\1", text)


def similarities(left: list[str], right: list[str]) -> np.ndarray:
    """Return how alike two lists of names are, 0 to 1: a row a left name, a column a right one."""
    folded_left, folded_right = [fold(name) for name in left], [fold(name) for name in right]
    return np.array(
        [
            [SequenceMatcher(None, a, b, autojunk=False).ratio() for b in folded_right]
            for a in folded_left
        ]
    )
