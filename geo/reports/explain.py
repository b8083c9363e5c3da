"""Every decision on a report in plain lines, for `bordermap extract --explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from geo.reports.attribution import speech
from geo.reports.counts import quantities
from geo.reports.counts.victims import noun_phrase
from geo.reports.incidents.draft import sub_event_type
from geo.reports.reading import find_claims, gazetteer_of, read_with
from geo.reports.what import events
from geo.reports.when import dates
from geo.reports.where import likelihood, places
from geo.reports.who import actors
from geo.reports.writing import incident_id, places_of
from geo.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.region import RegionPack
    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import Claim, Place, When
    from geo.reports.incidents.draft import Incident
    from geo.reports.what.pieces import Piece

_SHOWN = 100


class _Mark(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def explain(document: Document, pack: RegionPack, found: Sequence[Incident]) -> Iterator[str]:
    """Yield lines that say what was found in a report, by which rule, and why."""
    document, _ = read_with(document, pack)
    day = f"{document.published} ({document.published_from or 'given'})"
    yield (
        f"report {document.id}: {len(document.sentences)} sentences in"
        f" '{document.language or '?'}', by {document.publisher or 'nobody named'}, published"
        f" {day if document.published else 'on a day not known'}"
    )
    if document.title:
        yield f"  title: {_short(document.title)}"
    for block in document.blocks:
        yield f"  block {block.kind}: {_short(document.text_of(block))}"
    for sentence in document.idle:
        yield f"  passed over, since it tells of no event: {_short(document.text_of(sentence))}"
    whens = dates.find(document)
    for when in whens:
        yield (
            f"  time '{_words(document, when)}': {when.first}..{when.last} {when.precision}"
            f" {when.kind} ({when.rule})"
        )
    named = places.find(document, gazetteer_of(pack))
    by = likelihood.weights()
    for place, clues in zip(named, likelihood.read(document, named), strict=True):
        yield f"  place {_place(place)}{'; ' + likelihood.told(clues, by) if clues else ''}"
    known = actors.of(pack)
    for actor in known.find_in(document):
        yield f"  actor '{_words(document, actor)}': {actor.name}, {actor.side} ({actor.kind})"
    claims = find_claims(document, pack)
    yield from (f"  claim {_claim(document, claim)}" for claim in claims)
    yield from _uncounted(document, pack, claims, whens)
    home = {
        (piece.start, piece.end): number
        for number, incident in enumerate(found, 1)
        for piece in incident.pieces
    }
    for piece in events.cut(document, whens, named, claims, known):
        number = home.get((piece.start, piece.end))
        yield f"  piece {_piece(document, piece)}; {f'incident {number}' if number else 'of none'}"
    for number, incident in enumerate(found, 1):
        yield from _incident(document, incident, number)
    if not found:
        yield "  no incident found"


def _place(place: Place) -> str:
    clue = place.clue and f" ({place.clue})"
    why = f"no place of an incident: {place.reason}{clue}"
    unit = ", ".join(part for part in (place.level, place.admin1, place.country) if part)
    return (
        f"'{_short(place.text)}' -> {place.name} ({unit}; {place.rule}): "
        f"{why if place.reason else 'may locate an incident'}"
    )


def _claim(document: Document, claim: Claim) -> str:
    kind = ", a part" * claim.is_subset + (claim.unit and f", {claim.unit}")
    return (
        f"'{_words(document, claim)}': {claim.metric} {claim.count_min}..{claim.count_max}{kind} "
        f"{claim.victim_group}{claim.whose and f' ({claim.whose})'}, "
        f"{claim.stance} by {claim.claimant or '?'} "
        f"({claim.claimant_side}{claim.said_by and f', {claim.said_by}'}; {claim.rule})"
    )


def _uncounted(
    document: Document, pack: RegionPack, claims: Sequence[Claim], whens: Sequence[When]
) -> Iterator[str]:
    """Yield the numbers that stand in no quote and no day, with what they count."""
    told = [(claim.start, claim.end) for claim in claims]
    told += [(when.start, when.end) for when in whens]
    for tokens in speech.words_of(document, pack):
        for number in quantities.find(tokens):
            start = tokens.starts[number.first]
            is_told = any(first <= start < end for first, end in told)
            if is_told or number.kind in ("article", "named"):
                continue
            counted = noun_phrase(tokens, number.end)
            end = tokens.ends[max(counted.end, number.end) - 1]
            why = (
                f"nothing is said to have happened to these {counted.kind}, or it is said already"
                if counted.kind not in ("", "other")
                else "what is counted is nothing that is claimed"
            )
            yield f"  number '{_short(document.text[start:end])}': no claim: {why}"


def _piece(document: Document, piece: Piece) -> str:
    told = {f"'{_words(document, trigger)}'": None for trigger in piece.triggers}
    kind = f"{piece.kind or 'open'}{' by ' if told else ''}{', '.join(told)}"
    flags = ", ".join(sorted(piece.flags)) or "no flags"
    return f"[{kind}; {flags}]: {_short(piece.text)}"


def _incident(document: Document, incident: Incident, number: int) -> Iterator[str]:
    target = incident.target or "nobody named"
    yield (
        f"  incident {number}: {sub_event_type(incident)}, {incident.first}..{incident.last}"
        f" {incident.precision}, {incident.role}{', domestic' * incident.domestic},"
        f" by {incident.actor1 or 'nobody named'} ({incident.actor1_side}: {incident.actor_clue}),"
        f" on {target}{incident.target_side and f' ({incident.target_side})'};"
        f" {incident_id(document, incident)}"
    )
    for piece, why in zip(incident.pieces, incident.joined, strict=True):
        yield f"    {why}: {_short(piece.text)}"
    for reason in incident.reasons:
        yield f"    {reason}"
    written = places_of(incident)
    for place in incident.places:
        is_written = any(place is one for one in written)
        yield f"    at {place.name}{'' if is_written else ' (no row: another is closer)'}"
    for claim in incident.claims:
        yield f"    claims '{_words(document, claim)}'"


def _words(document: Document, mark: _Mark) -> str:
    return _short(document.text[mark.start : mark.end])


def _short(text: str) -> str:
    text = " ".join(clean(text).split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
