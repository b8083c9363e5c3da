"""Forms: lines of a label and what it says, which tell one incident together."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from geo.reports.language.words import PACKS, either
from geo.reports.who.acts import ATTACKED, Act

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.reports.documents.document import Document
    from geo.reports.language.words import Words
    from geo.reports.what.pieces import Piece

_LABEL = re.compile(r"[A-Z][A-Za-z/ ]{1,24}:[ \t]")
_LINES = 4  # so many lines with a label on end make a form


@lru_cache(maxsize=PACKS)
def _labels(words: Words) -> dict[str, re.Pattern[str]]:
    said = words.load("layout")["forms"]
    return {name: re.compile(rf"{either(said[name])}[ \t]*:", re.IGNORECASE) for name in said}


def share(document: Document, pieces: Sequence[Piece]) -> None:
    """Give what the lines of a form tell the place, day and party of its other lines."""
    labels = _labels(document.words)
    for run in _forms(document, pieces):
        told = {
            name: [p for p in run if label.match(document.text, document.blocks[p.block].start)]
            for name, label in labels.items()
        }
        places = [place for piece in told["places"] for place in piece.places]
        days = [when for piece in told["days"] for when in piece.whens]
        if not places:
            continue
        events = [piece for piece in run if piece.is_event]
        for piece in events:
            piece.flags -= {"bullet", "stamped"}
            piece.flags.add("form")
            piece.places = list(places)
            piece.whens = piece.whens or days[:1]
        _tell_party(events, told["parties"])
    for _, item in groupby(pieces, key=lambda piece: piece.block):
        told_in = list(item)  # "Type: shelling. Perpetrator: X": a form in one item
        parties = [p for p in told_in if labels["parties"].match(p.text)]
        if document.blocks[told_in[0].block].is_item and parties:
            _tell_party([piece for piece in told_in if piece.is_event], parties)


def _tell_party(events: Sequence[Piece], told: Sequence[Piece]) -> None:
    """Let the one side that the parts of a form name as party have attacked in its first event."""
    parties = [actor for piece in told for actor in piece.actors]
    if events and len({actor.side for actor in parties}) == 1:
        events[0].actors = [*events[0].actors, *parties]
        events[0].add_act(Act(parties[0].side, ATTACKED, 0, "party of a form"))


def _forms(document: Document, pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield the parts of each form: of labelled lines on end, one label only once."""
    text, blocks = document.text, document.blocks

    def is_labelled(number: int) -> bool:
        block = blocks[number]
        return block.kind != "table_row" and _LABEL.match(text, block.start, block.end) is not None

    for labelled, numbers in groupby(range(len(blocks)), is_labelled):
        if not labelled:
            continue
        run: list[int] = []
        names: set[str] = set()
        for number in [*numbers, None]:  # a form ends where a label stands again
            start = blocks[number].start if number is not None else 0
            name = text[start : text.index(":", start)].lower() if number is not None else ""
            if number is None or name in names:
                if len(run) >= _LINES:
                    yield [piece for piece in pieces if run[0] <= piece.block <= run[-1]]
                run, names = [], set()
            if number is not None:
                run.append(number)
                names.add(name)
