"""Nobody was hurt: zero in all its words, and silence, which is no claim."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.language.wording import Pattern
from geo.reports.language.words import either, load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.reports.language.scanning import Scan

_NEAR = 48  # characters around a zero in which a word of silence counts


@dataclass(frozen=True, slots=True)
class Zero:
    """A zero.

    Attributes
    ----------
    start, end
        Offsets into the text.
    metric
        ``killed`` where the text says that nobody was hurt, else what is none.
    rule
        Name of its pattern.
    """

    start: int
    end: int
    metric: str
    rule: str


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, tuple[str, ...], Pattern], ...]:
    """Return each pattern with its name and the words of which one stands wherever it matches."""
    said = load("zero")
    lists = {name: f"(?:{'|'.join(rows)})" for name, rows in said["lists"].items()}
    made = []
    for name, pattern in said["patterns"].items():
        filled = pattern
        for key, rows in lists.items():
            filled = filled.replace("{" + key + "}", rows)
        needed = tuple(said["needed"][name])
        made.append((name, needed, Pattern("within", filled, re.IGNORECASE)))
    return tuple(made)


def find(
    text: str, start: int, end: int, words: Sequence[str] = (), scan: Scan | None = None
) -> list[Zero]:
    """Find the zeros in a stretch of text, none overlapping; silence is left out.

    Parameters
    ----------
    text, start, end
        The stretch, a sentence.
    words
        Its tokens in small letters, if at hand: most sentences have no word of zero.
    scan
        The words of the text, if at hand.
    """
    if words and _any_word().isdisjoint(words):
        return []
    low = text[start:end].lower()
    found: list[Zero] = []
    for rule, needed, pattern in _patterns():
        if not any(word in low for word in needed):
            continue
        if not pattern.is_in(text[start:end], scan, start):
            continue
        for match in pattern.all_in(text, start, end):
            if any(match.start() < z.end and z.start < match.end() for z in found):
                continue
            if _is_silence(text, match, start, end) or _is_condition(text, match, start):
                continue
            if rule.startswith("unhurt") and _is_of_some(text, match, start):
                continue
            metric = "killed" if rule.startswith("unhurt") else _metric(match.group())
            found.append(Zero(match.start(), match.end(), metric, rule))
    return list(_once(sorted(found, key=lambda zero: zero.start)))


def _once(found: Sequence[Zero]) -> Iterator[Zero]:
    """Leave out that nobody was hurt beside that nobody died: "no deaths, no injuries"."""
    last: Zero | None = None
    for zero in found:
        is_beside = last is not None and zero.start - last.end <= _BESIDE
        if last is None or not (is_beside and (last.metric, zero.metric) == _DEAD_AND_HURT):
            yield zero
            last = zero


_BESIDE = 20  # characters between two zeros of one list
_DEAD_AND_HURT = ("killed", "wounded")


@lru_cache(maxsize=1)
def _any_word() -> frozenset[str]:
    return frozenset(load("zero")["words"])


def _metric(words: str) -> str:
    low = words.lower()
    of_men = low.endswith(("hurt", "harmed", "injured", "wounded", "killed", "martyred", "died"))
    if not of_men and re.search(r"\b(?:posts?|outposts?|checkp(?:ost|oint)s?|positions?)\b", low):
        return "posts_destroyed" if low.endswith(("destroyed", "razed")) else "posts_captured"
    hurt = re.search(r"\b(?:wounded|injured|injur(?:y|ies))\b", low)
    dead = re.search(
        r"\b(?:killed|dead|deaths?|died|casualt|fatalit|life|lives|loss|martyr|harm)", low
    )
    return "wounded" if hurt and not dead else "killed"


def _is_silence(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Tell whether nothing was said of casualties: "no losses were announced"."""
    said = _silence()
    behind = text[match.end() : min(end, match.end() + _NEAR)].lower()
    words = re.findall(r"[a-z]+", re.split(r"[.,;:]", behind)[0])[:5]
    aux = said["auxiliaries"]
    rest = [w for w in words if w not in aux]
    if (
        words
        and rest
        and rest[0] in said["behind"]
        and (
            words[0] in aux
            or rest[0] in ("figures", "figure", "toll", "count", "estimate", "details", "numbers")
        )
    ):
        return True
    before = re.findall(r"[a-z']+", text[max(start, match.start() - _NEAR) : match.start()].lower())
    return bool(before) and before[-1] in said["before"] and before[-1] != "confirmed"


@lru_cache(maxsize=1)
def _silence() -> dict[str, frozenset[str]]:
    return {key: frozenset(rows) for key, rows in load("speech")["silence"].items()}


@lru_cache(maxsize=1)
def _if() -> re.Pattern[str]:
    """Match what makes of a zero a hope or a condition: "to ensure that nobody was hurt"."""
    return re.compile(rf"\b{either(load('zero')['if'])}\b[^.;]{{0,60}}$", re.IGNORECASE)


def _is_condition(text: str, match: re.Match[str], start: int) -> bool:
    return _if().search(text, max(start, match.start() - 80), match.start()) is not None


@lru_cache(maxsize=1)
def _some() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load('zero')['some'])})\b[^,.;:]{{0,30}}$", re.IGNORECASE)


def _is_of_some(text: str, match: re.Match[str], start: int) -> bool:
    """Tell whom a zero is not of: "some of the men were unhurt", "the captured men are alive"."""
    first = re.match(r"\w+", match.group())
    end = match.start() + (0 if first is None else first.end())
    return _some().search(text, max(start, match.start() - 60), end) is not None
