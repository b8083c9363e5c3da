"""From a document to its incidents, in the order of the steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.reports import actors, dates, draft, events, incidents, places

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.gazetteer import Gazetteer
    from geo.region import RegionPack
    from geo.reports.document import Document
    from geo.reports.draft import Incident
    from geo.reports.marks import Claim

    # What finds the incidents of a report: `read_one`, or another reader behind the same interface.
    Reader = Callable[[Document, RegionPack], list[Incident]]


def gazetteer_of(pack: RegionPack) -> Gazetteer:
    """Return the gazetteer of a pack, made once."""
    from geo.gazetteer import Gazetteer

    return pack.once("report_gazetteer", Gazetteer)


def read_one(document: Document, pack: RegionPack) -> list[Incident]:
    """Read the incidents of one document."""
    document = document.flowing
    found = places.find(document, gazetteer_of(pack))
    whens = [w for w in dates.find(document) if w.start >= 0]
    figures = find_claims(document, pack)
    known = actors.of(pack)
    pieces = events.cut(document, whens, found, figures, known)
    return incidents.assemble(document, pieces, known)


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
