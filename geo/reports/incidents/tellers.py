"""Who tells what an incident is put together of: each state's men give their own account."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from geo.reports.attribution import speech

if TYPE_CHECKING:
    from geo.reports.attribution.carrying import Said
    from geo.reports.documents.document import Document
    from geo.reports.who.actors import Actors


def side_at(document: Document, actors: Actors, at: int) -> str:
    """Return the side of who says what stands at an offset; empty where no state's man does.

    The voices behind the last figure of a report are found when this is first asked of them.
    """
    number = bisect_right(document.sentences, at, key=lambda sentence: sentence.start) - 1
    number = max(number, 0)
    said = _said(document, actors, number)[number]
    side = next((part.speaker.side for part in said if part.start <= at < part.end), "")
    return side if actors.across(side) else ""


def _said(document: Document, actors: Actors, number: int) -> list[list[Said]]:
    """Return who says what; the claims were read with it, up to the last figure."""
    found: list[list[Said]] = document.kept.get(speech.sources, [])
    if number >= len(found):
        found = document.kept[speech.sources] = speech.sources(document, actors.pack)
    return found
