"""Who does anything at all: the sides that a report says act, and those that boast of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.documents.marks import GROUND, HARM
from geo.reports.who import agency
from geo.reports.who.acts import ATTACKED, FROM_THEIR_SIDE
from geo.reports.who.told import Told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.reports.documents.document import Document
    from geo.reports.incidents.draft import Incident
    from geo.reports.who.actors import Actors

_TAKEN = GROUND | {"posts_destroyed", "vehicles_destroyed"}
SUFFERED = HARM | {"attacked_persons", "captured"}


def boasting(incident: Incident, actors: Actors) -> Iterator[str]:
    """Yield the sides that give losses of the other as their own doing."""
    forces = {state.forces: state.side for state in actors.states.values()}
    for claim in incident.claims:
        other = actors.across(claim.claimant_side)
        hit = forces.get(claim.victim_group, "")
        is_taken = claim.metric in _TAKEN and hit != claim.claimant_side
        if other and (is_taken or (claim.metric in SUFFERED and hit == other)):
            yield claim.claimant_side


def over_items(document: Document, number: int, actors: Actors) -> str:
    """Return who attacked by the words over a list or table: "Attacks by X:", "Shelling by X".

    Parameters
    ----------
    number
        Of the block of one of its items.

    Returns
    -------
    The one side that the line over the list, or the title of the report, says attacked; empty where
    they name none, or several.
    """
    kept = document.kept
    if over_items not in kept:
        heads: list[int] = []
        for at, block in enumerate(document.blocks):
            heads.append(heads[-1] if block.is_item and heads else at)
        kept[over_items] = heads
    head: int = kept[over_items][number]
    if (over_items, head) not in kept:
        line = document.sentences[document.sentence_at(document.blocks[head].end - 1)]
        over = document.text_of(line) if line.block == head else ""
        told = _attacker_in(document, over, actors) if over.endswith(":") else ""
        kept[over_items, head] = told or _attacker_in(document, document.title, actors)
    side: str = kept[over_items, head]
    return side


def _attacker_in(document: Document, head: str, actors: Actors) -> str:
    """Return the one side that a head says attacked, which names no other."""
    named = (actors.as_of(document.published, actor) for actor in actors.find(head))
    parties = [(actor.start, actor.end, actor) for actor in named]
    acts = agency.acts(Told(document.words, head), parties) if parties else []
    told = {act.side for act in acts if act.strength >= ATTACKED}
    return told.pop() if len(told) == 1 and len({a.side for *_, a in parties}) == 1 else ""


def acting(document: Document, incidents: Sequence[Incident], actors: Actors) -> frozenset[str]:
    """Return the sides that a report says anywhere did anything, or that boast of it.

    "From the X side" is where something came from, and nobody's deed.
    """
    sides = {side for incident in incidents for side in boasting(incident, actors)}
    sides |= {c.claimant_side for i in incidents for c in i.claims if c.stance == "denies"}
    told = [(Told(document.words, document.title), actors.find(document.title))]
    named = actors.find_in(document)
    for part in document.sentences:
        here = [a for a in named if part.start <= a.start < part.end]
        parties = [a._replace(start=a.start - part.start, end=a.end - part.start) for a in here]
        text = document.text_of(part)
        told.append((Told(document.words, text, document.scan, part.start), parties))
    for tale, parties in told:
        spans = [(a.start, a.end, a) for a in parties]
        acts = agency.acts(tale, spans) if spans else []
        sides |= {act.side for act in acts if act.rule != FROM_THEIR_SIDE}
    return frozenset(sides)
