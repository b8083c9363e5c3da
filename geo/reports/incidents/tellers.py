"""Who tells what an incident is put together of: each state's men give their own account."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from geo.reports.attribution import speech
from geo.reports.language import wording
from geo.reports.who.acts import ATTACKED, OURS

if TYPE_CHECKING:
    from geo.reports.attribution.carrying import Said
    from geo.reports.documents.document import Document
    from geo.reports.what.pieces import Piece
    from geo.reports.who.actors import Actors

DEFENDED = ("defended", "beaten", "under_fire")  # rows by which who speaks did not begin


def side_at(document: Document, actors: Actors, at: int) -> str:
    """Return the side of who says what stands at an offset; empty where no state's man does.

    The voices behind the last figure of a report are found when this is first asked of them.
    """
    number = bisect_right(document.sentences, at, key=lambda sentence: sentence.start) - 1
    number = max(number, 0)
    said = _said(document, actors, number)[number]
    side = next((part.speaker.side for part in said if part.start <= at < part.end), "")
    return side if actors.across(side) else ""


def attacked_ones(document: Document, actors: Actors, piece: Piece) -> set[str]:
    """Return the states whose men tell in a piece that the other side began.

    So does who says that his own had come under fire, or that somebody else shot first; not who
    says that his own did.
    """
    said = wording.of(document.words, "incidents")
    attacks = [act for act in piece.acts if act.strength >= ATTACKED]
    found = set()
    for row in (said[name] for name in (*DEFENDED, "others_began")):
        for hit in piece.each(row):
            side = side_at(document, actors, piece.start + hit.end() - 1)
            own = (a for a in attacks if a.at < hit.end() and a.side in (OURS, side))
            if side and not any(side_at(document, actors, piece.start + a.at) == side for a in own):
                found.add(side)
    return found


def _said(document: Document, actors: Actors, number: int) -> list[list[Said]]:
    """Return who says what; the claims were read with it, up to the last figure."""
    found: list[list[Said]] = document.kept.get(speech.sources, [])
    if number >= len(found):
        found = document.kept[speech.sources] = speech.sources(document, actors.pack)
    return found
