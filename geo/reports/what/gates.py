"""Gates that are shut: which one a sentence means, and what it tells of with that."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.reports.language import wording
from geo.reports.what.heads import EVENT_DATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import Place
    from geo.reports.what.pieces import Piece

# Reasons for which a gate that is shut locates nothing else.
_SHUT = frozenset({"since", "window"})  # kinds of the time when it was shut
_BESIDE = frozenset(
    {"context", "destination", "nothing there", "road", "seat of a speaker", "talks"}
)


_NAMED_SENTENCES = 2  # so many before "it was shut" name the gate


def named_beside(document: Document, piece: Piece, places: Sequence[Place]) -> list[Place]:
    """Return the gates that a sentence names beside one that is shut: "stuck at X, which is".

    Of "it was shut" it is the one named last before: "They met about X. It was shut on Sunday".
    """
    gates = [p for p in places if p.reason in _BESIDE and is_gate(document, p)]
    beside = [p for p in gates if piece.start <= p.start < piece.end]
    if not beside and piece.finds(wording.of(piece.words, "incidents")["it_shut"]):
        opens = document.sentences[max(0, piece.sentence - _NAMED_SENTENCES)].start
        named = [p for p in places if opens <= p.start < piece.start and is_gate(document, p)]
        beside = [p for p in named[-1:] if p in gates]
    return [replace(place, reason="") for place in beside]


def is_gate(document: Document, place: Place) -> bool:
    """Tell a crossing, and a town that is named for its gate."""
    names = document.words.listed("names", "gates")
    return place.level == "crossing" or place.text.lower() in names


def share(document: Document, pieces: Sequence[Piece]) -> None:
    """Give a gate that is shut and the fight told beside it the days and places of each other.

    Parameters
    ----------
    document
        The report.
    pieces
        Of one sentence, in order; `places` and `whens` are set.
    """
    for left, right in pairwise(pieces):
        said = wording.of(right.words, "pieces")
        is_shut = "closure" in (left.kind, right.kind)
        if is_shut and not any(w.kind in EVENT_DATE for w in right.whens):
            # "In May 2010 jets hit a post, and the gate was shut for ten days."
            right.whens += [when for when in left.whens if when.precision != "day"]
        # "The gate was closed after the two sides traded fire there."
        if not right.places and left.places and is_shut:
            right.places = list(left.places)
        elif not left.places and left.kind == "closure":
            left.places = [p for p in right.places if is_gate(document, p)]
        if left.kind == "closure" and not left.whens and right.triggers:
            # "It has been shut to trade and travellers since May, when fighting broke out."
            before = right.triggers[0].start
            left.whens = [w for w in right.whens if w.kind == "since" and w.end < before][:1]
            if not left.whens and said["since"].is_in(right.text):
                days = (w for w in right.whens if w.kind == "window" and w.precision == "day")
                left.whens = [replace(w, kind="since") for w in days][:1]
        is_for = left.kind == "closure" and right.is_event and not right.whens
        if is_for and said["shut_for"].is_in(right.text):
            # "It was shut on Monday after a guard was killed": on that day.
            days = (w for w in left.whens if w.precision == "day" and w.kind in _SHUT)
            right.whens = [replace(w, kind="window") for w in days][:1]
            right.flags.add("cause")
