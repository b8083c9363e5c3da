"""Words that reports write for each other: a row of the vocabulary is read in all of them.

`vocabulary/spellings.toml` says which: what American reports write for British spelling, and words
that say the same whatever is told ("outpost" for "post").
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "vocabulary" / "spellings.toml"
_SENTENCES = frozenset({"has", "lacks", "examples"})  # that the tests of a row read
_ENDINGS = "(?:ed|ing|e?s)*"


def in_other_words(said: Any, *, is_pattern: bool) -> Any:
    """Add to each list its rows in other words; a pattern takes all of them in one row.

    Parameters
    ----------
    said
        A file of the vocabulary, or a part of one.
    is_pattern
        Whether its texts are patterns; else those that begin with ``re:`` are.
    """
    if isinstance(said, dict):
        return {
            key: row if key in _SENTENCES else in_other_words(row, is_pattern=is_pattern)
            for key, row in said.items()
        }
    if isinstance(said, list):
        rows = [in_other_words(row, is_pattern=is_pattern) for row in said]
        plain = [row for row in rows if isinstance(row, str) and not row.startswith("re:")]
        return rows if is_pattern else [*rows, *_added(plain)]
    if isinstance(said, str) and (is_pattern or said.startswith("re:")):
        return _stems().sub(_any_of, said)
    return said


def as_known(word: str) -> str:
    """Return a word in small letters as the vocabulary writes it: "outposts" is "posts"."""
    found = _written().fullmatch(word)
    return word if found is None else _known()[found[1]] + found[2]


def _added(rows: list[str]) -> list[str]:
    """Return rows in other words, in each of them where a stem has several."""
    stems, most = _stems(), max(map(len, _table().values()))
    told = [row for row in rows if stems.search(row)]  # of one in thirty
    made = dict.fromkeys(stems.sub(partial(_nth, n), row) for n in range(most) for row in told)
    known = {*rows}
    return [row for row in made if row not in known]


def _nth(number: int, stem: re.Match[str]) -> str:
    """Return one of a stem's words, the first again where it has no more."""
    words = _others(stem)
    return words[number % len(words)]


def _any_of(stem: re.Match[str]) -> str:
    """Write all words for one in a pattern; not in what may stand before, which has one length."""
    before = stem.string[: stem.start()]
    if max(before.rfind("(?<!"), before.rfind("(?<=")) > before.rfind(")"):
        return stem[0]
    return f"(?:{'|'.join([stem[0], *_others(stem)])})"


def _others(stem: re.Match[str]) -> list[str]:
    words = _table()[stem[0].lower()]
    return [word.capitalize() for word in words] if stem[0][0].isupper() else words


@lru_cache(maxsize=1)
def _file() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_FILE.read_text("utf-8"))


@lru_cache(maxsize=1)
def _table() -> dict[str, list[str]]:
    """Return what else is written for each stem."""
    said = _file()
    return {stem: [other] for stem, other in said["american"].items()} | said["alike"]


@lru_cache(maxsize=1)
def _stems() -> re.Pattern[str]:
    """Return the pattern of the stems: of spellings anywhere, of words that are whole."""
    american, alike = (_either(_file()[key]) for key in ("american", "alike"))
    # Not of a pattern with "s?": there the stem without it is found.
    whole = rf"(?:(?<![A-Za-z])|(?<=\\b)){alike}(?={_ENDINGS}(?![a-z]))(?<!s(?=\?))"
    return re.compile(f"{american}|{whole}")


def _either(stems: dict[str, Any]) -> str:
    # As written and capitalized: without the flag for any case it is several times faster.
    rows = sorted(stems, key=len, reverse=True)
    return f"(?:{'|'.join([*rows, *map(str.capitalize, rows)])})"


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    """Return for each other word the first stem that it is written for."""
    known: dict[str, str] = {}
    for stem, words in _file()["alike"].items():
        if stem not in known:  # "frontier" is written for "border"
            known |= {word: stem for word in words if word not in known}
    return known


@lru_cache(maxsize=1)
def _written() -> re.Pattern[str]:
    return re.compile(f"({'|'.join(sorted(_known(), key=len, reverse=True))})({_ENDINGS})")
