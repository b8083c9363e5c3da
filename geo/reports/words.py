"""The vocabulary: words of a language, in the TOML files of `vocabulary/`."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


@lru_cache(maxsize=32)
def load(name: str) -> dict[str, Any]:
    """Read a vocabulary file once.

    Parameters
    ----------
    name
        Its name without folder and ending.
    """
    path = Path(__file__).with_name("vocabulary") / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8"))


def low(words: Iterable[str]) -> re.Pattern[str]:
    """Compile phrases to be searched for in a text in lower case, as whole words.

    Without the flag for any case the engine skips what cannot begin a phrase: several times faster.
    """
    return re.compile(rf"\b{either(word.lower() for word in words)}\b")


def either(words: Iterable[str]) -> str:
    """Make the part of a pattern that matches any of the phrases, the longest first.

    A space in a phrase matches any run of blanks, and a hyphen; the rest is taken literally unless
    it begins with ``re:``, which makes the row a pattern of its own.
    """
    parts = []
    for word in sorted(set(words), key=lambda said: (-len(said), said)):
        if word.startswith("re:"):
            parts.append(word[3:])
        else:
            parts.append(re.escape(word).replace(r"\ ", r"[\s\-‑]{1,3}").replace("'", "['’]"))
    return "(?:" + "|".join(parts) + ")"
