"""Disasters told in a report: their dead are of no incident, though it is told beside them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geo.reports.language import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.language.wording import Pattern
    from geo.reports.language.words import Words
    from geo.reports.what.pieces import Piece


def spread(pieces: Sequence[Piece]) -> None:
    """Let figures of no event be of a disaster told just before, at no place: "Twenty died".

    In a report that opens with one so are those at any place, of no day: "Two died in Foo". Of a
    disaster that is only named with an event it has its own toll, and one that no skirmish has.
    """
    opens = bool(pieces) and "disaster" in pieces[0].flags and not pieces[0].kind
    for piece in pieces:
        if "beside_disaster" in piece.flags:
            tolls = [m.span() for m in _toll(piece.words).all_in(piece.text.lower())]
            piece.claims = [c for c in piece.claims if not _is_within(tolls, c.start - piece.start)]
    for left, right in pairwise(pieces):
        is_next = right.sentence - left.sentence <= 1
        is_of_it = is_next and "disaster" in left.flags and not (right.places or left.kind)
        is_of_it |= is_next and "beside_disaster" in left.flags and _is_vast(right)
        is_of_it |= opens and not (right.whens or right.acts or right.acts_of_nameless)
        if right.claims and not right.kind and is_of_it:
            groups = {claim.victim_group for claim in right.claims}
            if groups <= {"civilians", "unspecified"}:
                right.flags.add("disaster")


_VAST = 100  # dead of an earthquake that a clash is told beside


def _is_vast(piece: Piece) -> bool:
    return any((claim.count_min or 0) >= _VAST for claim in piece.claims)


def _toll(words: Words) -> Pattern:
    return wording.of(words, "pieces")["of_disaster"]


def _is_within(spans: Sequence[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in spans)
