"""Verbs and nouns of those who act: the lists of `sides.toml`, looked for in a text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.language.scanning import Table
from geo.reports.language.words import PACKS, either

if TYPE_CHECKING:
    from geo.reports.language.scanning import Hit
    from geo.reports.language.words import Words

NOT = re.compile(r"\b(?:not|never|nor)\b|n['’]t\b")


@lru_cache(maxsize=32 * PACKS)
def listed(words: Words, name: str) -> re.Pattern[str]:
    """Return the pattern of a list of `sides.toml`."""
    return re.compile(rf"\b{either(words.load('sides')[name])}\b", re.IGNORECASE)


@lru_cache(maxsize=PACKS)
def armed(words: Words) -> re.Pattern[str]:
    """Return the pattern of all who are armed: an army's men and militants."""
    said = words.load("sides")
    return re.compile(rf"\b{either([*said['forces'], *said['militants']])}\b", re.IGNORECASE)


# Where two begin at one word the first counts: "were the first to fire" is no passive.
_KINDS = (
    *("spoke", "provoked", "began", "passive", "mutual"),
    *("answered", "retaliated", "attacked", "crossed", "did", "thing"),
)


@lru_cache(maxsize=PACKS)
def _verbs(words: Words) -> Table:
    lists = words.load("sides")
    return Table({kind: lists[kind] for kind in _KINDS}, re.IGNORECASE)


_CEASED = re.compile(r"\bceased?[- ]$", re.IGNORECASE)  # a truce is no fire


def verb_of(words: Words, text: str, start: int, end: int) -> Hit | None:
    """Find the first word after a party that tells what it does, is done to, or says."""
    while (hit := _verbs(words).first(text, start, end)) is not None:
        if text[hit.start - 1 : hit.start] not in ("'", "’") and not _CEASED.search(
            text, max(0, hit.start - 7), hit.start
        ):
            return hit
        start = hit.start + 1
    return None
