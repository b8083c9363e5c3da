"""Who took responsibility for an attack: groups that say it was theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.language import wording
from geo.reports.who.verbs import NOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.reports.documents.document import Document
    from geo.reports.incidents.draft import Incident
    from geo.reports.who.actors import Actor, Actors

_REACH = 110  # characters from a group's name to the words that own an attack
_NOT_OWNED = frozenset({"closure", "air", "shelling"})  # what no group claims


def owners(document: Document, incidents: Sequence[Incident], actors: Actors) -> dict[int, str]:
    """Return who took responsibility for each incident, by its number: a group's side.

    A claim is of the event that it is told with, else of the one told just before it, however
    many sentences ago; "both attacks" are all of the news.
    """
    owned: dict[int, str] = {}
    spans = [
        (piece.start, number)
        for number, incident in enumerate(incidents)
        if _may_be_owned(incident)
        for piece in incident.pieces
    ]
    every = wording.of(document.words, "incidents")["each_attack"]
    for actor in claimers(document, actors):
        sentence = next(s for s in document.sentences if s.start <= actor.start < s.end)
        if every.is_in(document.text[sentence.start : sentence.end]):
            told = [n for _, n in spans if incidents[n].role == "current"]
        else:
            before = [row for row in spans if row[0] <= actor.start]
            told = [max(before)[1]] if before else [min(spans)[1]] if spans else []
            clause = document.text[actor.end : min(actor.end + _REACH, sentence.end)]
            told = [n for n, i in enumerate(incidents) if _is_named(i, clause)] or told
        for number in told:
            owned.setdefault(number, _side_in(incidents[number], actor, actors))
    for number, incident in enumerate(incidents):
        if _may_be_owned(incident) and (side := _boasting(incident, actors)):
            owned.setdefault(number, side)
    return owned


def _may_be_owned(incident: Incident) -> bool:
    """Tell what a group may claim: an attack, or one with a drone."""
    is_drones = incident.kind == "air" and incident.tells("drone")
    return is_drones or incident.kind not in _NOT_OWNED


def _side_in(incident: Incident, actor: Actor, actors: Actors) -> str:
    """Return the side of a group: of a name that was no army's, the state's insurgents there."""
    countries = {place.country for place in incident.places}
    states = [s for s in actors.states.values() if s.country in countries and s.insurgents]
    return states[0].insurgents if actor.was_no_army and states else actor.side


def _is_named(incident: Incident, clause: str) -> bool:
    """Tell "claimed the Foo raid": the one that was in Foo."""
    return _may_be_owned(incident) and any(f" {place.text} " in clause for place in incident.places)


def _boasting(incident: Incident, actors: Actors) -> str:
    """Return the group that gives a state's losses as its own doing; empty where none does."""
    forces = {state.forces for state in actors.states.values()}
    hit = [c for c in incident.claims if c.victim_group in forces and c.count_max != 0]
    groups = {row["side"] for row in actors.rows if row["kind"] == "group"}
    return next((c.claimant_side for c in hit if c.claimant_side in groups), "")


def claimers(document: Document, actors: Actors) -> Iterator[Actor]:
    """Find the groups that say an attack was theirs, in the order of the text."""
    text, said = document.text, wording.of(document.words, "incidents")
    groups = [actor for actor in actors.find_in(document) if actor.kind == "group"]
    named = groups[:1] if len({actor.side for actor in groups}) == 1 else []
    meant = [
        actor._replace(start=hit.start(), end=hit.end())
        for actor in named
        for hit in said["the_group"].all_in(text, actor.end)
    ]
    for actor in (*groups, *meant):
        before = text[max(0, actor.start - 90) : actor.start]
        owned = said["owns"].search(text, actor.end, actor.end + _REACH)
        if said["owned_by"].is_in(before) or (
            owned is not None and not NOT.search(owned[0]) and not said["unclaimed"].is_in(owned[0])
        ):
            yield actor
