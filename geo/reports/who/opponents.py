"""Whom "they" in somebody's own words mean: the army across the line, where nobody else may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.who.verbs import listed

if TYPE_CHECKING:
    from geo.reports.documents.document import Document
    from geo.reports.who.actors import Actors


def of(document: Document, actors: Actors, side: str, here: str) -> str:
    """Return the side of those whom a state's man calls "they", "the enemy".

    Parameters
    ----------
    document, actors
        The report, and the actors of its region.
    side
        Of who speaks.
    here
        The side of the soil that he speaks of; empty where that is not known.

    Returns
    -------
    The side across the line; empty where they may be armed men of no army: where the state of who
    speaks has insurgents, and the report names militants, or does not name the other state.
    """
    other = actors.across(side)
    state = next((s for s in actors.states.values() if s.side == side), None)
    if state is None or not state.insurgents or (here and here == other):
        return other
    if listed(document.words, "militants").search(document.text) is not None:
        return ""
    return other if any(actor.side == other for actor in actors.find_in(document)) else ""
