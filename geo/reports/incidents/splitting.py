"""Incidents whose places have figures of their own, and the sums told over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.documents.marks import HARM, POINTLESS
from geo.reports.incidents.draft import (
    Incident,
    face_each_other,
    is_same,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.reports.documents.marks import Claim, Place
    from geo.reports.what.pieces import Piece


def split(incidents: list[Incident]) -> list[Incident]:
    """Split an incident whose places have figures of their own.

    Returns
    -------
    Them, each place with its own; a sum over several places is an incident by itself.
    """
    incidents = _without_totals(incidents)
    made: list[Incident] = []
    for incident in incidents:
        parts = _own_figures(incident)
        if len(parts) < 2:
            parts = _own_provinces(incident)
        if len(parts) < 2:
            made.append(incident)
            continue
        taken = {id(piece) for _, pieces in parts for piece in pieces}
        rest = [piece for piece in incident.pieces if id(piece) not in taken]
        held = {id(place) for places, _ in parts for place in places}
        total = Incident(kind=incident.kind, first=incident.first, last=incident.last)
        total.precision = incident.precision
        for piece in rest:
            total.add(piece, "what is told of all of them")
        total.places = [p for p in incident.places if id(p) not in held]
        for places, pieces in parts:
            kinds = [piece.kind for piece in pieces if piece.kind] or [incident.kind]
            kind = incident.kind if incident.kind in kinds else kinds[0]
            part = Incident(kind=kind, first=incident.first, last=incident.last)
            part.precision = incident.precision
            for piece in pieces:
                part.add(piece, "a place with figures of its own")
            part.shared = rest
            extra = [p for p in incident.places if any(is_same(p, q) for q in places)]
            part.places += [p for p in extra if all(p is not q for q in part.places)]
            made.append(part)
        if total.claims:
            total.role = "aggregate"
            made.append(total)
    return made


def _is_there(piece: Piece, told: Piece) -> bool:
    """Tell "Eight people were hurt there", and the sentence that follows a place with its dead."""
    follows = piece.block == told.block and piece.sentence == told.sentence + 1
    is_bare = follows and not piece.places and "aggregate" not in piece.flags
    return piece.tells("incidents", "there") or is_bare


def _own_figures(incident: Incident) -> list[tuple[list[Place], list[Piece]]]:
    groups: list[tuple[list[Place], list[Piece]]] = []
    if incident.kind == "closure":
        return groups
    told: Piece | None = None
    for piece in incident.pieces:
        fine = piece.fine
        told = piece if fine else told
        if not any(c.metric in HARM for c in piece.claims):
            continue
        if not fine and told is not None and _is_there(piece, told):
            fine = told.fine
        if not fine:
            continue
        if len(fine) > 1 and not all(is_same(a, fine[0]) for a in fine[1:]):
            continue
        for held, pieces in groups:
            is_one = any(is_same(a, b) for a in held for b in fine)
            if is_one or (incident.kind == "clash" and face_each_other(held, fine)):
                held.extend(fine)
                pieces.append(piece)
                break
        else:
            groups.append((list(fine), [piece]))
    return groups


def _own_provinces(incident: Incident) -> list[tuple[list[Place], list[Piece]]]:
    """Part what is told of provinces with figures of their own: "In Kunar six people died".

    What names one province, and the figures behind it, are of that; what names several is of all.
    """
    countries = {p.country for p in incident.places if p.country and p.level not in POINTLESS}
    if incident.kind == "closure" or len(countries) != 1:
        return []  # a fight over the line has two ends
    told = ""
    groups: dict[str, list[Piece]] = {}
    hurt: set[str] = set()
    for piece in incident.pieces:
        located = [p for p in piece.places if p.level not in POINTLESS]
        codes = {p.admin1_pcode for p in located if p.admin1_pcode}
        has_figures = any(c.metric in HARM and c.stance == "asserts" for c in piece.claims)
        if codes:
            told = codes.pop() if len(codes) == 1 else ""
        elif not has_figures:
            continue
        if told and "aggregate" not in piece.flags:
            groups.setdefault(told, []).append(piece)
            hurt |= {told} if has_figures else set()
    return [
        ([place for piece in pieces for place in piece.places], pieces)
        for code, pieces in groups.items()
        if code in hurt
    ]


def _without_totals(incidents: Sequence[Incident]) -> list[Incident]:
    """Take the sum with which a report opens off the first of the places it is the sum of.

    "28 people were killed in the east. In Foo 23 died." and behind it "In Bar five died".
    """
    made: list[Incident] = []
    for incident in incidents:
        first, rest = incident.pieces[0], incident.pieces[1:]
        at = next((n for n, p in enumerate(rest) if p.fine), None)
        is_open = incident.kind != "closure" and not first.fine
        if at is None or not is_open or not _is_of_others(incident, incidents):
            made.append(incident)
            continue
        for pieces, role in (([first, *rest[:at]], "aggregate"), (rest[at:], "current")):
            part = Incident(kind=incident.kind, first=incident.first, last=incident.last)
            part.precision, part.role = incident.precision, role
            for piece in pieces:
                part.add(piece, "a sum, and the places it is the sum of")
            made.append(part)
    return made


def _is_of_others(incident: Incident, incidents: Sequence[Incident]) -> bool:
    """Tell whether an incident opens with the sum of its other pieces and of other incidents."""
    others = (i for i in incidents if i is not incident and _may_be_part(i, incident))
    told = [*_harm(incident.pieces[1:]), *_harm_of(others)]
    return _is_sum_of(incident.pieces[0], told)


def _may_be_part(one: Incident, of: Incident) -> bool:
    """Tell an incident of the same time, told behind another."""
    if one.kind == "closure" or not one.fine or one.pieces[0].start < of.pieces[0].start:
        return False
    return one.first is None or one.first == of.first


def _harm(pieces: Sequence[Piece]) -> Iterator[Claim]:
    return (c for p in pieces for c in p.claims if c.metric in HARM and c.stance == "asserts")


def _harm_of(incidents: Iterable[Incident]) -> Iterator[Claim]:
    return (c for i in incidents for c in _harm(i.pieces))


def _is_sum_of(first: Piece, claims: Sequence[Claim]) -> bool:
    """Tell whether dead or wounded of a piece are as many as those of two or more others."""
    for metric in HARM:
        total = [c.count_min for c in _harm([first]) if c.metric == metric]
        parts = [c.count_min for c in claims if c.metric == metric and c.count_min]
        if len(parts) > 1 and any(count and count == sum(parts) for count in total):
            return True
    return False
