"""Verbs and nouns of those who act: the lists of `sides.toml`, looked for in a text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.language.scanning import Table
from geo.reports.language.wording import Pattern
from geo.reports.language.words import PACKS, either

if TYPE_CHECKING:
    from geo.reports.language.words import Words

NOT = re.compile(r"\b(?:not|never|nor)\b|n['’]t\b")


@lru_cache(maxsize=32 * PACKS)
def listed(words: Words, name: str) -> Pattern:
    """Return the pattern of a list of `sides.toml`."""
    return _anywhere(words.load("sides")[name])


def _anywhere(rows: list[str]) -> Pattern:
    return Pattern("within", rf"\b{either(rows)}\b", re.IGNORECASE)


@lru_cache(maxsize=PACKS)
def armed(words: Words) -> Pattern:
    """Return the pattern of all who are armed: an army's men and militants."""
    said = words.load("sides")
    return _anywhere([*said["forces"], *said["militants"]])


# Where two begin at one word the first counts: "were the first to fire" is no passive.
_KINDS = (
    *("spoke", "provoked", "began", "passive", "mutual"),
    *("answered", "retaliated", "attacked", "crossed", "did", "thing"),
)


@lru_cache(maxsize=PACKS)
def kinds(words: Words) -> Table:
    """Return the verbs of parties by what they tell of them."""
    lists = words.load("sides")
    return Table({kind: lists[kind] for kind in _KINDS}, re.IGNORECASE)
