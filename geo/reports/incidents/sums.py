"""Sums over several incidents, told behind them: "In all, ten were killed", "the day's toll"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.documents.marks import HARM
from geo.reports.incidents.draft import Incident, is_history, related
from geo.reports.when.rule_names import DAYS_OF_EVENT, LAST_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.reports.documents.marks import Claim, When
    from geo.reports.what.pieces import Piece

_CHANCE = 5  # so many may be two numbers told before by chance: words must say that they are a sum


def summed(piece: Piece, incidents: Sequence[Incident]) -> tuple[list[Incident], str]:
    """Find what a piece sums up.

    Parameters
    ----------
    piece
        A part of a report with figures.
    incidents
        What was told before it.

    Returns
    -------
    The incidents, two or more, and the name of the clue; none where it tells of one alone.
    """
    if piece.kind == "closure" or piece.fine:
        return [], ""
    for claim in filter(_is_asserted, piece.claims):
        told = list(_told(piece, claim, incidents))
        count = claim.count_min or 0
        if len(told) < 2 or count <= max(most for _, most in told):
            continue
        is_said = piece.tells("incidents", "sums")
        for start in range(len(told) - 1):
            is_sum = sum(most for _, most in told[start:]) == count
            if is_sum and (is_said or count > _CHANCE):
                return [part for part, _ in told[start:]], "the figures told before add up to it"
        if is_said and "aggregate" in piece.flags and "definite" not in piece.flags:
            return [part for part, _ in told], "said to be one, and more than any told before"
    return [], ""


def _told(
    piece: Piece, claim: Claim, incidents: Sequence[Incident]
) -> Iterator[tuple[Incident, int]]:
    """Yield what was told before and may be summed up, each with its most of the same loss."""
    when = _day_of(piece)
    for incident in incidents:
        if incident.role == "aggregate" or not _may_be_of(incident, when):
            continue
        counts = [
            c.count_min or 0
            for c in incident.claims
            if c.metric == claim.metric and _may_be_of_one_group(c, claim) and _is_asserted(c)
        ]
        if counts and not is_history(incident) and related(piece.places, incident.places) >= 0:
            yield incident, max(counts)


# "In the two days of shelling": as many as were told, and not those before the report.
_COUNTED = frozenset({LAST_DAYS, DAYS_OF_EVENT})


def _day_of(piece: Piece) -> When | None:
    when = piece.when
    return None if when is not None and when.rule in _COUNTED else when


def _may_be_of(incident: Incident, when: When | None) -> bool:
    if when is not None and when.kind in ("since", "begun"):
        return incident.last is None or when.first <= incident.last
    return incident.may_be_of(when)


def _may_be_of_one_group(one: Claim, other: Claim) -> bool:
    groups = {one.victim_group, other.victim_group}
    return len(groups) == 1 or bool(groups & {"unspecified", "civilians"})


def _is_asserted(claim: Claim) -> bool:
    """Tell dead or wounded that are told, and not that there were none."""
    return claim.metric in HARM and claim.count_max != 0 and claim.stance == "asserts"


def begin(piece: Piece, parts: Sequence[Incident]) -> Incident:
    """Begin the incident that is a sum of others: of their kind and days, and at no place."""
    total = Incident(kind=parts[0].kind, is_foreseen=True, role="aggregate")
    days = [(i.first, i.last) for i in parts if i.first is not None and i.last is not None]
    if days and _day_of(piece) is None:
        total.first, total.last = min(d[0] for d in days), max(d[1] for d in days)
    return total
