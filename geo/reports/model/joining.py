"""What several parts of a report tell twice, since they overlap, told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.documents.marks import Claim
    from geo.reports.incidents.draft import Incident


def joined(parts: Sequence[Sequence[Incident]]) -> list[Incident]:
    """Put the incidents of the parts of a report together.

    An incident that a later part tells again, by a claim of the same words or by a clause that
    meets the first's and the same kind, goes into it with what is new.

    Returns
    -------
    In the order of their words. No two begin with the same words, kind and place, since these make
    the id of an incident.
    """
    kept: list[Incident] = []
    for incidents in parts:
        before = list(kept)
        for incident in incidents:
            home = next((one for one in before if _is_told_again(one, incident)), None)
            home = home or next((one for one in kept if _id(one) == _id(incident)), None)
            if home is None:
                kept.append(incident)
            else:
                _take_in(home, incident)
    return sorted(kept, key=lambda incident: (_id(incident)[:2], _id(incident)))


def _id(incident: Incident) -> tuple[int, int, str, int]:
    piece = incident.pieces[0]
    return piece.start, piece.end, incident.kind, min((p.start for p in incident.places), default=0)


def _is_told_again(one: Incident, other: Incident) -> bool:
    if {_words(claim) for claim in one.claims} & {_words(claim) for claim in other.claims}:
        return True
    ours, theirs = one.pieces[0], other.pieces[0]
    return one.kind == other.kind and ours.start < theirs.end and theirs.start < ours.end


def _words(claim: Claim) -> tuple[object, ...]:
    return claim.start, claim.end, claim.metric, claim.victim_group, claim.stance


def _take_in(home: Incident, other: Incident) -> None:
    """Add what is new; both lists are the piece's too."""
    told = {(place.start, place.end) for place in home.places}
    home.places += [place for place in other.places if (place.start, place.end) not in told]
    said = {(*_words(claim), claim.claimant_side) for claim in home.claims}
    home.claims += [c for c in other.claims if (*_words(c), c.claimant_side) not in said]
