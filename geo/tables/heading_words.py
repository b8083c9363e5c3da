"""The words of headings: which count something, and the lists of `headings.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from geo.gazetteer.names import letters
from geo.reports.counts.predicates import forms
from geo.reports.language.tokens import Phrases, Tokens, read, same

if TYPE_CHECKING:
    from collections.abc import Mapping

_SNAKE = re.compile(r"[_\n\r\t]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_STOP = re.compile(r"(?<=[a-z])\.(?!\w)|(?<=[A-Z][A-Z])\.(?!\w)")  # "Pak. claim", not "U.N."
_WORD = re.compile(r"[^\W\d_]+")
_ZWNJ = "\u200c"  # parts the words of one name
_LATIN = re.compile(r"[A-Za-z]{3}")
_FORMS = ("toll", "done", "state", "nouns")


@cache
def said(table: str, key: str) -> tuple[str, ...]:
    """Return a list of words of `headings.toml`."""
    return tuple(_toml()[table][key])


@cache
def _toml() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("headings.toml").read_text("utf-8"))


@cache
def numbers() -> Mapping[str, int]:
    """Return number words that are not English, as `letters` writes them, and their numbers."""
    return {letters(w): int(n) for n, words in _toml()["numbers"].items() for w in words}


@cache
def phrases(key: str) -> Phrases[bool]:
    """Return a list of words for headings as phrases."""
    return Phrases(same(said("headings", key), True))


def counts(name: str) -> bool:
    """Tell whether a heading has a word for something that is counted."""
    tokens = read(spaced(name))
    return any(metric_at(tokens, j) for j in range(len(tokens)))


def metric_at(tokens: Tokens, j: int) -> int:
    """Return how many tokens from one are a word of what is counted."""
    found = [hit[0] for form in _FORMS if (hit := forms(tokens.words)[form].at(tokens, j))]
    return max(found, default=0)


def spaced(name: str) -> str:
    """Write a heading as words: "killed_pak", "KilledPak", short words in full."""
    text = _SNAKE.sub(" ", name).strip()
    if " " not in text and _CAMEL.search(text):
        text = _CAMEL.sub(" ", text).lower()
    text = _STOP.sub("", text)
    if not text.isascii():
        text = _in_english(text)
    short = _toml()["short"]
    return _WORD.sub(lambda found: short.get(found[0].lower(), found[0]), text).strip()


def _in_english(text: str) -> str:
    """Write the words of Pashto, Dari and Urdu headings in English; beside English they go."""
    is_bilingual = _LATIN.search(text) is not None
    named = _meant()

    def written(found: re.Match[str]) -> str:
        english = named.get(letters(found[0]))
        return found[0] if english is None else "" if is_bilingual else english

    words = _WORD.sub(written, text.replace(_ZWNJ, " "))
    return re.sub(r"\(\s*\)|^[\s/|–-]+|[\s/|–-]+$", "", words) if is_bilingual else words


def local() -> Mapping[str, tuple[str, ...]]:
    """Return English word of a heading -> the words of Pashto, Dari and Urdu that mean it."""
    return {english: tuple(words) for english, words in _toml()["local"].items()}


@cache
def _meant() -> Mapping[str, str]:
    return {letters(word): english for english, words in local().items() for word in words}
