"""What the words of an incident tell of how it came about: the patterns of `wording.toml`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.language.scanning import Finder
from geo.reports.language.words import PACKS, compiled, either

if TYPE_CHECKING:
    from geo.reports.language.words import Words


@lru_cache(maxsize=PACKS)
def patterns(words: Words) -> dict[str, re.Pattern[str]]:
    """Return the patterns of `wording.toml` by name, the lists of `sides.toml` filled in."""
    said = words.load("wording")
    parts = {name: either(rows) for name, rows in words.load("sides").items()}
    return compiled(said["patterns"], parts, re.IGNORECASE) | compiled(said["cased"], parts)


@lru_cache(maxsize=64 * PACKS)
def finder(words: Words, name: str) -> Finder:
    """Return a pattern as one that is tried only at the words it may begin with."""
    pattern = patterns(words)[name]
    return Finder(pattern.pattern, pattern.flags)


def tells(words: Words, name: str, text: str) -> bool:
    """Tell whether a text has a pattern."""
    return finder(words, name).search(text) is not None


def opens_with(words: Words, name: str, text: str) -> bool:
    """Tell whether a text begins with a pattern."""
    return patterns(words)[name].match(text) is not None
