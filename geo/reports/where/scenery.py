"""Names in sentences that tell of no event, and say where the one told before was."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from geo.reports.where.likelihood import OPEN_REASONS, REASON
from geo.reports.where.sharing import LIKE
from geo.reports.where.surroundings import patterns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import Place

_UNSURE = frozenset({"", REASON})
_NEAR = 2  # so many sentences before tell of an event where "they" were
_OF_A_VISIT = _UNSURE | OPEN_REASONS | {"destination"}


def keep(document: Document, places: Sequence[Place]) -> None:
    """Keep the names that say where an event was which another sentence tells of.

    "The gate, in the province of X", of a gate that lies in X; "The guards had been on patrol in
    X", behind what was done to them; "Reporters were taken to X. There they saw ruins"; "a doctor
    at the hospital in X, in Y", of what happened in X.

    Parameters
    ----------
    document
        The report.
    places
        Its places, judged; the `reason` of those that are kept is emptied, and `likely` is 1.
    """
    for place in places:
        if place.reason not in _OF_A_VISIT or place.level in ("country", "border"):
            continue
        is_unsure = place.reason in _UNSURE and not document.triggers[place.sentence]
        if (is_unsure and _says_where(document, place, places)) or _is_seen(document, place):
            place.keep()
            place.likely = 1.0
    located = {place.place_id for place in places if place.place_id and not place.reason}
    for inner, holder in itertools.pairwise(places):
        is_told = inner.place_id in located and holder.place_id in inner.parents
        is_open = holder.reason == REASON or holder.clue == LIKE
        if is_told and is_open and _holds(document, inner, holder):
            holder.keep()
            holder.likely = 1.0


def _holds(document: Document, inner: Place, holder: Place) -> bool:
    """Tell "X, in Y"."""
    gap = document.text[inner.end : holder.start]
    return inner.sentence == holder.sentence and patterns(document.words)["holds"].is_in(gap)


def _says_where(document: Document, place: Place, places: Sequence[Place]) -> bool:
    """Tell what holds a spot that is named elsewhere, or where those were who were hit."""
    sentence, said = document.sentences[place.sentence], patterns(document.words)
    before = document.text[sentence.start : place.start]
    if said["spot_in"].search(before):
        return any(not p.reason and place.place_id in p.parents for p in places if p is not place)
    just_before = document.triggers[max(0, place.sentence - _NEAR) : place.sentence]
    return any(just_before) and said["were_there"].search(before) is not None


def _is_seen(document: Document, place: Place) -> bool:
    """Tell where somebody was who saw it there: "taken to X. There they saw four ruins"."""
    said, text = patterns(document.words), document.text
    end = document.sentences[place.sentence].end
    if said["saw_where"].search(text, place.end, end):
        return True
    following = document.sentences[place.sentence + 1 : place.sentence + 2]
    is_last = not any(map(str.isupper, text[place.end : end]))  # no other name behind it
    return is_last and any(said["saw_there"].search(text, s.start, s.end) for s in following)
