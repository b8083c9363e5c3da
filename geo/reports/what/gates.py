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
_BESIDE = frozenset({"context", "destination", "road", "seat of a speaker", "talks"})


def named_beside(document: Document, piece: Piece, places: Sequence[Place]) -> list[Place]:
    """Return the gates that a sentence names beside one that is shut: "stuck at X, which is"."""
    return [
        replace(place, reason="")
        for place in places
        if piece.start <= place.start < piece.end
        and place.reason in _BESIDE
        and is_gate(document, place)
    ]


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
        is_when = left.kind == "closure" and said["when"].is_in(right.text)
        if is_when and not right.whens:
            # "It has been shut since Monday, when two guards were killed": on that day.
            right.whens = [replace(w, kind="window") for w in left.whens if w.kind == "since"]
