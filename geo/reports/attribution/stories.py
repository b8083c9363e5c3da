"""Which paragraphs open a story of their own: what is told before them is nothing to theirs."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.reports.documents.marks import FINE, POINTLESS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import Place, When


@dataclass
class _Block:
    """What a block tells of an event: where it is set first, and how many days it names."""

    first: list[Place] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    days: int = 0
    goes_on: bool = False

    def add(self, places: Sequence[Place], days: int, *, goes_on: bool) -> None:
        """Read one more sentence of it."""
        here = [p for p in places if not p.reason and p.level not in POINTLESS]
        here = [p for p in here if p.level in FINE] or here
        self.first, self.places = self.first or here, self.places + here
        self.days, self.goes_on = self.days + days, self.goes_on or goes_on


def find(document: Document, places: Sequence[Place], whens: Sequence[When]) -> frozenset[int]:
    """Find the blocks that open a story of their own, by the places and days of a report.

    One does that names a day and a place that neither was told before nor lies where that was,
    behind one that told of a day and a place itself, no province: "Shells hit Sarkano on Monday,
    officials said." and, below it, "Six men died in Zhob on Thursday".
    """
    found: set[int] = set()
    names: set[str] = set()
    holders: set[str] = set()
    has_begun = False
    for number, block in _blocks(document, places, whens):
        fresh = block.first and not any(
            p.name in names or not holders.isdisjoint(p.parents) for p in block.first
        )
        if has_begun and fresh and block.days and not block.goes_on:
            found.add(number)
        has_begun |= block.days > 0 and any(p.level in FINE for p in block.places)
        names |= {p.name for p in block.places}
        holders |= {p.place_id for p in block.places if p.place_id}
    return frozenset(found)


def _blocks(
    document: Document, places: Sequence[Place], whens: Sequence[When]
) -> list[tuple[int, _Block]]:
    """Return what each block tells, in their order."""
    blocks: dict[int, _Block] = {}
    of_sentence: dict[int, list[Place]] = {}
    for place in places:
        of_sentence.setdefault(place.sentence, []).append(place)
    starts = [w.start for w in whens if w.kind == "window" and w.precision == "day"]
    words = document.words.listed("frames", "turns", "going_on")
    for number, sentence in enumerate(document.sentences):
        days = bisect_left(starts, sentence.end) - bisect_left(starts, sentence.start)
        is_first = sentence.block not in blocks
        goes_on = is_first and not words.isdisjoint(document.tokens[number].low)
        block = blocks.setdefault(sentence.block, _Block())
        block.add(of_sentence.get(number, []), days, goes_on=goes_on)
    return list(blocks.items())


def keep(document: Document, places: Sequence[Place], whens: Sequence[When]) -> None:
    """Find them for all who ask later."""
    document.kept[find] = find(document, places, whens)


def opened(document: Document) -> frozenset[int]:
    """Return those that were found; none where nobody has looked for them."""
    found: frozenset[int] = document.kept.get(find, frozenset())
    return found
