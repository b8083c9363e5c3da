"""Who does anything at all: the sides that a report says act, and those that boast of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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


def line_over(document: Document, number: int) -> str:
    """Return the heading, or the line that ends with a colon, over the list of an item.

    Parameters
    ----------
    number
        Of the block of the item.
    """
    if line_over not in document.kept:
        document.kept[line_over] = list(_heads(document))
    head: int = document.kept[line_over][number]
    if head == number:
        return ""
    block = document.blocks[head]
    line = document.sentences[document.sentence_at(block.end - 1)]
    over = document.text_of(line) if line.block == head else ""
    return over if over.endswith(":") or block.kind == "heading" else ""


def _heads(document: Document) -> Iterator[int]:
    """Give for each block the one that its list, or its lines on end, stand under; else itself."""
    head = 0
    for at, block in enumerate(document.blocks):
        before = document.blocks[at - 1] if at else block
        is_next = at > 0 and document.text.count("\n", before.end, block.start) == 1
        goes_on = block.is_item and before.is_item if block.is_item else is_next and head < at - 1
        is_over = before.kind == "heading" or document.text[before.end - 1] == ":"
        if not goes_on:
            head = at - 1 if at and (block.is_item or is_over) else at
        yield head


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
    for head in (line_over(document, number), document.title):
        if (over_items, head) not in document.kept:
            document.kept[over_items, head] = _attacker_in(document, head, actors)
        side: str = document.kept[over_items, head]
        if side:
            return side
    return ""


_LONG = 5  # letters of a word that is no abbreviation


def _attacker_in(document: Document, head: str, actors: Actors) -> str:
    """Return the one side that a head says attacked, whomever it names as attacked."""
    # "AFGHAN TALIBAN ATTACKS": a name is found as it is written in a text.
    head = " ".join(w.capitalize() if w.isupper() and len(w) >= _LONG else w for w in head.split())
    named = (actors.as_of(document.published, actor) for actor in actors.find(head))
    parties = [(actor.start, actor.end, actor) for actor in named]
    acts = agency.acts(Told(document.words, head), parties) if parties else []
    told = {act.side for act in acts if act.strength >= ATTACKED}
    return told.pop() if len(told) == 1 else ""


class Deed(NamedTuple):
    """That a side does anything, and where a report says so.

    Attributes
    ----------
    side
        Who does.
    at
        The offset; -1 in the title.
    is_denial
        It only denies something.
    """

    side: str
    at: int
    is_denial: bool = False


def deeds(document: Document, incidents: Sequence[Incident], actors: Actors) -> list[Deed]:
    """Return what a report says anywhere that sides did, what they boast of, and what they deny.

    "From the X side" is where something came from, and nobody's deed.
    """
    found = [
        Deed(side, incident.claims[0].start)
        for incident in incidents
        for side in boasting(incident, actors)
    ]
    denials = [c for i in incidents for c in i.claims if c.stance == "denies"]
    found += [Deed(claim.claimant_side, claim.start, is_denial=True) for claim in denials]
    told = [(Told(document.words, document.title), actors.find(document.title), -1)]
    named = actors.find_in(document)
    for part in document.sentences:
        here = [a for a in named if part.start <= a.start < part.end]
        parties = [a._replace(start=a.start - part.start, end=a.end - part.start) for a in here]
        text = document.text_of(part)
        told.append((Told(document.words, text, document.scan, part.start), parties, part.start))
    for tale, parties, start in told:
        spans = [(a.start, a.end, a) for a in parties]
        acts = agency.acts(tale, spans) if spans else []
        done = (act for act in acts if act.rule != FROM_THEIR_SIDE)
        found += [Deed(act.side, start + act.at if start >= 0 else -1) for act in done]
    return found
