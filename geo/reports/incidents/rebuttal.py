"""Whether those who are said to have begun a fight say otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.incidents import tellers
from geo.reports.incidents.draft import are_within, may_overlap
from geo.reports.who import agency
from geo.reports.who.acts import ATTACKED, BLAMED, OURS
from geo.reports.who.told import Told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.reports.documents.document import Document
    from geo.reports.documents.parts import Sentence
    from geo.reports.incidents.cases import Case
    from geo.reports.incidents.draft import Incident
    from geo.reports.who.actors import Actor, Actors


def is_rebutted(case: Case, side: str) -> bool:
    """Tell whether the men of a side that is said to have begun tell of an answer or a beginning.

    "A Foo commander spoke of aggression", "Foo said its guards had been shot at". Not where they
    say themselves that their own attacked, or call it a reprisal.
    """
    return not case.has_militants and any(_rebuts(case, part, side) for part in _about(case))


def _rebuts(case: Case, sentence: Sentence, side: str) -> bool:
    document, start = case.document, sentence.start
    told = Told(document.words, document.text_of(sentence), document.scan, start)
    named = [a for a in case.actors.find_in(document) if start <= a.start < sentence.end]
    parties = [(a.start - start, a.end - start, a) for a in named]
    acts = agency.acts(told, parties)
    across = case.actors.across(side)
    if case.said["reprisal"].is_in(told.text, document.scan, start):
        return False
    if any(a.strength >= ATTACKED and a.side in (OURS, side) for a in acts):
        return False
    if any(a.rule == BLAMED and a.side == across and a.strength >= ATTACKED for a in acts):
        return True
    hits = case.said["rebuts"].each(told.text, document.scan, start)
    return any(_teller(case, told, parties, start, hit.start()) == side for hit in hits)


def _teller(
    case: Case, told: Told, parties: Sequence[tuple[int, int, Actor]], start: int, at: int
) -> str:
    """Return whose man says what stands at an offset of a sentence: "a Foo officer spoke of it"."""
    for first, end, actor in parties[:1]:
        verb = told.verb(end, at) if first < _OPENING else None
        if verb is not None and verb.name == "spoke":
            return actor.side
    return tellers.side_at(case.document, case.actors, start + at)


_OPENING = 15  # characters in which a sentence may name who speaks


def are_crosswise(document: Document, actors: Actors, one: Incident, other: Incident) -> bool:
    """Tell two tales of one fight: of either side's attack the other side's men tell.

    They are of one time, and of places close by.
    """
    if actors.across(one.actor1_side) != other.actor1_side:
        return False
    is_item = any("bullet" in tale.pieces[0].flags for tale in (one, other))
    near_km = _NEAR_KM if is_item else _FAR_KM
    is_one = may_overlap(one, other) and are_within(one.places, other.places, near_km)
    return is_one and all(_is_charged(document, actors, tale) for tale in (one, other))


# Where both sides of a fight may say that it was: in items, and in a story of the day's fighting.
_NEAR_KM, _FAR_KM = 50, 150


def _is_charged(document: Document, actors: Actors, incident: Incident) -> bool:
    """Tell whether the other side's men tell of the attack of who is said to have begun."""
    side = incident.actor1_side
    charges = (
        tellers.side_at(document, actors, piece.start + act.at)
        for piece in (*incident.pieces, *incident.shared)
        for act in piece.acts
        if act.side == side and act.strength >= ATTACKED
    )
    return actors.across(side) in charges


def _about(case: Case) -> Iterator[Sentence]:
    """Yield the sentences of an incident, and what is no other's beside and right behind them."""
    document = case.document
    own = {piece.sentence for piece in case.incident.pieces}
    others = {piece.sentence for other in case.others for piece in other.pieces} - own
    first, last = min(own), max(own)
    block = document.sentences[last].block
    reach = block if document.blocks[block].is_item else block + 1
    for number, sentence in enumerate(document.sentences):
        if number < first or number in others:
            continue
        if number > last and (sentence.block > reach or document.blocks[sentence.block].is_item):
            return
        yield sentence
