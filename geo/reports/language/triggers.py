"""Words that tell an event: what kind, how strongly, and whether it happened at all."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.reports.language.scanning import Table
from geo.reports.language.words import PACKS, load, low, lowered

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping, Sequence

    from geo.reports.language.scanning import Scan
    from geo.reports.language.words import Words


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
def _events(vocabulary: Words) -> Table:
    """Return the words of all kinds, and under no name those whose kind other words give."""
    said = vocabulary.load("events")
    strong = {kind: rows["strong"] for kind, rows in said["kinds"].items()}
    told = {_TOLD: said["kinds"][_CLOSURE]["told"]}
    return table({**strong, **told, "": said["generic"]["words"]})


_CLOSURE = "closure"
_TOLD = "closure of what was told"  # "it was shut", which is one behind words of a gate
_TOLD_SENTENCES = 2  # so many before it, in which the gate is named


@lru_cache(maxsize=2 * PACKS)
def _shut(vocabulary: Words, name: str) -> re.Pattern[str]:
    return low(vocabulary.load("events")["kinds"][_CLOSURE][name])


def _is_of_gate(vocabulary: Words, text: str, spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Tell "It was shut" of a gate named just before, and not of "a school near the gate".

    The last of the spans is the sentence that says so, before an offset.
    """
    for start, end in reversed(spans):
        gate = _shut(vocabulary, "of").search(text, start, min(end, at))
        if gate is not None:
            return _shut(vocabulary, "others").search(text, start, gate.end()) is None
    return False


@lru_cache(maxsize=PACKS)
def _means(vocabulary: Words) -> Table:
    kinds = vocabulary.load("events")["kinds"]
    return table({kind: rows["means"] for kind, rows in kinds.items() if rows.get("means")})


@lru_cache(maxsize=PACKS)
def _not_means(vocabulary: Words) -> re.Pattern[str]:
    return low(vocabulary.load("events")["not_means"]["words"])


def table(lists: Mapping[str, list[str]]) -> Table:
    """Make a table of lists, for a text in lower case."""
    return Table({name: [*map(lowered, rows)] for name, rows in lists.items()})


def by_means(vocabulary: Words, text: str, start: int, end: int, scan: Scan) -> str:
    """Return the kind that the weapons named in a stretch tell, where no event word does.

    The text is in lower case, and `scan` holds its words.
    """
    means = _means(vocabulary)
    if means.first(text, start, end, scan) is None:
        return ""
    used = _not_means(vocabulary).sub(" ", text[start:end])
    told = means.names(used, 0, len(used))
    return next((kind for kind in vocabulary.load("events")["kinds"] if kind in told), "")


def any_in(vocabulary: Words, text: str, start: int = 0) -> bool:
    """Tell whether an event word stands in a text in lower case, from an offset on."""
    return _events(vocabulary).first(text, start, len(text)) is not None


@lru_cache(maxsize=16 * PACKS)
def words(vocabulary: Words, name: str) -> re.Pattern[str]:
    """Return the pattern of a list of `not_events`, for a text in lower case."""
    return low(vocabulary.load("events")["not_events"][name])


@lru_cache(maxsize=4 * PACKS)
def remark(vocabulary: Words, name: str) -> Table:
    """Return one list of `not_events`, for a text in lower case."""
    return table({name: vocabulary.load("events")["not_events"][name]})


def is_reopened(vocabulary: Words, text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of a text in lower case says that a gate is open again.

    What is agreed, hoped or asked for is not: "they agreed to reopen the gate".
    """
    planned = [hit.span() for hit in words(vocabulary, "to_reopen").finditer(text, start, end)]
    said = (hit.start() for hit in words(vocabulary, "reopened").finditer(text, start, end))
    return any(not any(first <= at < last for first, last in planned) for at in said)


def find(
    vocabulary: Words, text: str, spans: Sequence[tuple[int, int]], scan: Scan
) -> list[list[Trigger]]:
    """Find the event words of spans that follow one another, in order, a list for each."""
    found = _events(vocabulary).in_each(text, spans, scan)
    made: list[list[Trigger]] = []
    for number, hits in enumerate(found):
        told = [Trigger(*hit) for hit in hits]
        if any(trigger.kind == _TOLD for trigger in told):
            near = spans[max(0, number - _TOLD_SENTENCES) : number + 1]
            told = [
                t._replace(kind=_CLOSURE) if t.kind == _TOLD else t
                for t in told
                if t.kind != _TOLD or _is_of_gate(vocabulary, text, near, t.start)
            ]
        made.append(_apart(told))
    return made


def _apart(found: list[Trigger]) -> list[Trigger]:
    """Keep of event words that overlap the one that says more."""
    if len(found) <= 1:
        return found
    strong = sorted((t for t in found if t.kind), key=lambda t: (t.start, -t.end))
    kept: list[Trigger] = []
    for trigger in strong:
        if kept and trigger.start < kept[-1].end:
            if _ORDER[trigger.kind] < _ORDER[kept[-1].kind]:
                kept[-1] = trigger
            continue
        kept.append(trigger)
    spans = [(t.start, t.end) for t in kept]
    kept.extend(
        trigger
        for trigger in found
        if not trigger.kind and not any(a < trigger.end and trigger.start < b for a, b in spans)
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
