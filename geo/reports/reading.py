"""From a document to its incidents, in the order of the steps."""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from geo._collecting import uncollected
from geo.errors import ReaderError
from geo.reports.attribution import stories
from geo.reports.counts import summing
from geo.reports.incidents import assembly, draft
from geo.reports.what import events
from geo.reports.when import dates
from geo.reports.where import places
from geo.reports.who import actors

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.gazetteer import Gazetteer
    from geo.region import RegionPack
    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import Claim, Place
    from geo.reports.incidents.draft import Incident
    from geo.reports.sources import Refused
    from geo.reports.what.pieces import Piece

    # What finds the incidents of a report: `by_rules`, or another reader behind the same interface.
    # It raises `geo.errors.ReaderError` for a report that it cannot read.
    Reader = Callable[[Document, RegionPack], "Reading"]

RULES = "rules"


@dataclass(frozen=True)
class Reading:
    """What a reader makes of a report.

    Attributes
    ----------
    incidents
        What it found.
    reader
        Who read: ``rules``, or a model by its name.
    dropped
        What was said of the report and did not hold, counted by (what, reason).
    notes
        Remarks of one line on how it was read.
    explained
        Lines that say why, for `--explain`; None where `geo.reports.explain` says it.
    """

    incidents: list[Incident]
    reader: str = RULES
    dropped: Counter[tuple[str, str]] = field(default_factory=Counter)
    notes: tuple[str, ...] = ()
    explained: tuple[str, ...] | None = None


def by_rules(document: Document, pack: RegionPack) -> Reading:
    """Read a document by the rules of this package, which send nothing anywhere."""
    return Reading(read_one(document, pack))


def read_each(
    documents: Sequence[Document],
    pack: RegionPack,
    reader: Reader | None = None,
    progress: Callable[[int], None] | None = None,
    jobs: int = 1,
) -> tuple[list[tuple[Document, Reading]], list[Refused]]:
    """Read documents, in their order.

    Parameters
    ----------
    documents
        The reports.
    pack
        The region.
    reader
        None means `by_rules`.
    progress
        Called with the number of reports done.
    jobs
        How many processes read by rules; 0 means as many as there are cores and reports pay for.
        Another reader has one.

    Returns
    -------
    What was read, and the reports that the reader could not read.
    """
    from geo.reports import processes
    from geo.reports.sources import Refused

    if reader is None and (jobs := jobs or processes.worth(documents)) > 1:
        several: list[tuple[Document, Reading]] = []
        for reading in processes.read(documents, pack, by_rules, jobs):
            several.append((documents[len(several)], reading))
            if progress:
                progress(len(several))
        return several, []
    read: list[tuple[Document, Reading]] = []
    refused: list[Refused] = []
    for number, document in enumerate(documents, 1):
        try:
            # With the first everything is made that is made once: patterns, tables, the gazetteer.
            with uncollected() if number == 1 else nullcontext():
                read.append((document, (reader or by_rules)(document, pack)))
        except ReaderError as fault:
            value = "" if fault.value is None else str(fault.value)
            refused.append(Refused(document.name, fault.what, value))
        if progress:
            progress(number)
    return read, refused


def gazetteer_of(pack: RegionPack) -> Gazetteer:
    """Return the gazetteer of a pack, made once."""
    from geo.gazetteer import Gazetteer

    return pack.once("report_gazetteer", Gazetteer)


def read_one(document: Document, pack: RegionPack) -> list[Incident]:
    """Read the incidents of one document, each with a figure of one source once."""
    read, incidents = read_with(document, pack)
    _give_back(read, incidents)
    return incidents


def read_with(document: Document, pack: RegionPack) -> tuple[Document, list[Incident]]:
    """Return a document as it is read, and its incidents: its headline is read only if it must.

    A headline in the text tells what the text tells. Where that tells of nothing at a place, the
    headline was the first sentence of the news.
    """
    read = document.read_in(pack)
    incidents = _incidents(read, pack)
    if read.text == document.cleared.text or any(incident.places for incident in incidents):
        return read, incidents
    whole = document.cleared.with_words(read.words)
    others = _incidents(whole, pack)
    return (whole, others) if any(other.places for other in others) else (read, incidents)


def _incidents(document: Document, pack: RegionPack) -> list[Incident]:
    """Find the incidents of a document as it is read."""
    found = places.find(document, gazetteer_of(pack))
    whens = [w for w in dates.find(document) if w.start >= 0]
    stories.keep(document, found, whens)
    figures = find_claims(document, pack)
    known = actors.of(pack)
    pieces = events.cut(document, whens, found, figures, known)
    incidents = assembly.assemble(document, pieces, known)
    if not found and not any(_names_a_side(incident) for incident in incidents):
        return []  # "killed 3 processes", or a poem: nothing says that it is of the region
    for incident in incidents:
        incident.claims = summing.without_repeats(incident.claims, headlines=document.headlines)
    return incidents


_NO_SIDES = frozenset({"", "unknown", "media"})
_NO_GROUPS = frozenset({"unspecified", "civilians"})


def _names_a_side(incident: Incident) -> bool:
    """Tell an incident of which anything is of a side: who acted, who was hit, or who says so."""
    sides = {incident.actor1_side, *(claim.claimant_side for claim in incident.claims)}
    groups = {claim.victim_group for claim in incident.claims}
    return bool(incident.target_side not in _NO_SIDES or sides - _NO_SIDES or groups - _NO_GROUPS)


def _give_back(document: Document, incidents: list[Incident]) -> None:
    """Put offsets of the text as it was given for those of the document as it was read."""
    if document.starts is None:
        return
    # Incidents share places and pieces: each is moved once.
    shared: dict[int, Place | Piece] = {}
    for incident in incidents:
        shared |= {id(place): place for place in incident.places}
        shared |= {id(piece): piece for piece in incident.pieces}
    for mark in shared.values():
        mark.start, mark.end = document.given(mark.start, mark.end)
    for incident in incidents:
        spans = [document.given(claim.start, claim.end) for claim in incident.claims]
        incident.claims = [
            replace(claim, start=start, end=end)
            for claim, (start, end) in zip(incident.claims, spans, strict=True)
        ]


def find_claims(document: Document, pack: RegionPack) -> list[Claim]:
    """Find the claims of a document."""
    from geo.reports import claims

    return claims.find(document, pack)


def eval_form(document: Document, found: list[Incident]) -> dict[str, Any]:
    """Return a document's incidents in the form that the evaluation reads."""
    return {"id": document.id, "incidents": [_incident(document, i) for i in found]}


def _incident(document: Document, incident: Incident) -> dict[str, Any]:
    made: dict[str, Any] = {
        "date_start": incident.first.isoformat() if incident.first else None,
        "date_end": incident.last.isoformat() if incident.last else None,
        "date_precision": incident.precision,
        "sub_event_type": draft.sub_event_type(incident),
        "actor1": incident.actor1,
        "actor1_side": incident.actor1_side,
        "target": incident.target,
        "role": incident.role,
        "domestic": incident.domestic,
    }
    made["places"] = [
        {
            "mention": document.text[p.start : p.end],
            "char_start": p.start,
            "char_end": p.end,
            "place_level": p.level,
            "place_name": p.name,
            "admin1": p.admin1,
            "country": p.country,
            "latitude": p.latitude,
            "longitude": p.longitude,
            "label_latitude": p.label_latitude,
            "label_longitude": p.label_longitude,
        }
        for p in incident.places
    ]
    made["claims"] = [
        {
            "claimant": c.claimant,
            "claimant_side": c.claimant_side,
            "metric": c.metric,
            "victim_group": c.victim_group,
            "count_min": c.count_min,
            "count_max": c.count_max,
            "is_exact": c.is_exact,
            "stance": c.stance,
            "is_subset": c.is_subset,
            "unit": c.unit,
            "quote": document.text[c.start : c.end],
            "char_start": c.start,
            "char_end": c.end,
        }
        for c in incident.claims
    ]
    return made
