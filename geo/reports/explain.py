"""Every decision on a report in plain lines, for `bordermap extract --explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.reading import find_claims, gazetteer_of
from geo.reports.what import events
from geo.reports.when import dates
from geo.reports.where import likelihood, places
from geo.reports.who import actors
from geo.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.region import RegionPack
    from geo.reports.documents.document import Document
    from geo.reports.incidents.draft import Incident

_SHOWN = 100


def explain(document: Document, pack: RegionPack, found: Sequence[Incident]) -> Iterator[str]:
    """Yield lines that say what was found in a report, by which rule, and why."""
    document = document.read_in(pack)
    yield f"report {document.id}: {len(document.sentences)} sentences, published " + (
        f"{document.published} ({document.published_from or 'given'})"
        if document.published
        else "on a day not known"
    )
    for block in document.blocks:
        yield f"  block {block.kind}: {_short(document.text_of(block))}"
    whens = dates.find(document)
    for when in whens:
        words = _short(document.text[when.start : when.end])
        yield (
            f"  time '{words}': {when.first}..{when.last} {when.precision} {when.kind} "
            f"({when.rule})"
        )
    named = places.find(document, gazetteer_of(pack))
    by = likelihood.weights()
    for place, clues in zip(named, likelihood.read(document, named), strict=True):
        clue = place.clue and f" ({place.clue})"
        why = (
            f"no place of an incident: {place.reason}{clue}"
            if place.reason
            else "may locate an incident"
        )
        likely = f"; {likelihood.told(clues, by)}" if clues else ""
        kind = f"{place.level}, {place.rule}"
        yield f"  place '{_short(place.text)}' -> {place.name} ({kind}): {why}{likely}"
    claims = find_claims(document, pack)
    for claim in claims:
        quote = _short(document.text[claim.start : claim.end])
        yield (
            f"  claim '{quote}': {claim.metric} {claim.count_min}..{claim.count_max} "
            f"{claim.victim_group}{claim.whose and f' ({claim.whose})'}, "
            f"{claim.stance} by {claim.claimant or '?'} "
            f"({claim.claimant_side}{claim.said_by and f', {claim.said_by}'}; {claim.rule})"
        )
    for piece in events.cut(document, whens, named, claims, actors.of(pack)):
        flags = ", ".join(sorted(piece.flags)) or "no flags"
        yield f"  piece [{piece.kind or 'open'}; {flags}]: {_short(piece.text)}"
    for number, incident in enumerate(found, 1):
        names = ", ".join(place.name for place in incident.places)
        yield (
            f"  incident {number}: {incident.kind} {incident.first}..{incident.last} "
            f"{incident.role}, by {incident.actor1_side} ({incident.actor_clue}), "
            f"at {names or 'no place'}, "
            f"{len(incident.claims)} claims"
        )
        for reason in incident.reasons:
            yield f"    {reason}"
    if not found:
        yield "  no incident found"


def _short(text: str) -> str:
    text = " ".join(clean(text).split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
