"""Words that tell an event: what kind, how strongly, and whether it happened at all."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.reports.words import PACKS, load, low

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from geo.reports.words import Words


class Trigger(NamedTuple):
    """An event word.

    Attributes
    ----------
    start, end
        Its offsets.
    kind
        A kind of `events.toml`; empty where other words give it.
    """

    start: int
    end: int
    kind: str


@lru_cache(maxsize=1)
def types() -> Mapping[str, str]:
    """Return the ACLED sub-event type of each kind."""
    return {kind: said["type"] for kind, said in load("events")["kinds"].items()}


@lru_cache(maxsize=PACKS)
def _kinds(vocabulary: Words) -> list[tuple[str, re.Pattern[str]]]:
    return [
        (kind, low(said["strong"]))
        for kind, said in vocabulary.load("events")["kinds"].items()
        if said["strong"]
    ]


@lru_cache(maxsize=PACKS)
def _means(vocabulary: Words) -> list[tuple[str, re.Pattern[str]]]:
    return [
        (kind, low(said["means"]))
        for kind, said in vocabulary.load("events")["kinds"].items()
        if said.get("means")
    ]


@lru_cache(maxsize=PACKS)
def _not_means(vocabulary: Words) -> re.Pattern[str]:
    return low(vocabulary.load("events")["not_means"]["words"])


def by_means(vocabulary: Words, text: str) -> str:
    """Return the kind that the weapons named in a text tell, where no event word does.

    Parameters
    ----------
    vocabulary
        Of the region.
    text
        In lower case.
    """
    used = _not_means(vocabulary).sub(" ", text)
    return next((kind for kind, pattern in _means(vocabulary) if pattern.search(used)), "")


@lru_cache(maxsize=PACKS)
def _generic(vocabulary: Words) -> re.Pattern[str]:
    return low(vocabulary.load("events")["generic"]["words"])


@lru_cache(maxsize=PACKS)
def any_pattern(vocabulary: Words) -> re.Pattern[str]:
    """Return a pattern of all event words, strong and weak, for a text in lower case."""
    words = list(vocabulary.load("events")["generic"]["words"])
    for said in vocabulary.load("events")["kinds"].values():
        words += said["strong"]
    return low(words)


@lru_cache(maxsize=16 * PACKS)
def words(vocabulary: Words, name: str) -> re.Pattern[str]:
    """Return the pattern of a list of `not_events`, for a text in lower case."""
    return low(vocabulary.load("events")["not_events"][name])


def find(vocabulary: Words, text: str, start: int, end: int) -> list[Trigger]:
    """Find the event words of a span, in order; of overlapping ones the one that says more.

    Parameters
    ----------
    vocabulary
        Of the region.
    text
        In lower case.
    start, end
        The span.
    """
    found = [
        Trigger(match.start(), match.end(), kind)
        for kind, pattern in _kinds(vocabulary)
        for match in pattern.finditer(text, start, end)
    ]
    found.sort(key=lambda t: (t.start, -t.end))
    kept: list[Trigger] = []
    for trigger in found:
        if kept and trigger.start < kept[-1].end:
            if _ORDER[trigger.kind] < _ORDER[kept[-1].kind]:
                kept[-1] = trigger
            continue
        kept.append(trigger)
    spans = [(t.start, t.end) for t in kept]
    kept.extend(
        Trigger(match.start(), match.end(), "")
        for match in _generic(vocabulary).finditer(text, start, end)
        if not any(a < match.end() and match.start() < b for a, b in spans)
    )
    kept.sort()
    return kept


# Of two kinds told by the same words the one that says more of what was used.
_ORDER = {
    "suicide": 0,
    "ied": 1,
    "grenade": 2,
    "air": 3,
    "shelling": 4,
    "regain": 5,
    "overtake": 5,
    "closure": 5,
    "abduction": 6,
    "attack": 7,
    "clash": 8,
    "property": 9,
}
