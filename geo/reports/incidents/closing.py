"""Who shut a gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.who.acts import ATTACKED

if TYPE_CHECKING:
    from geo.reports.incidents.cases import Case
    from geo.reports.language.wording import Pattern


_BEFORE = 40  # letters before a party that may say that it only borders
_HYPHENS = ("-", "–")


def _borders_only(border_of: Pattern, text: str, start: int, end: int) -> bool:
    """Tell a party that names a border: "the Pak-Afghan border", "between X and Y"."""
    before = text[max(0, start - _BEFORE) : start]
    is_joined = text.startswith(_HYPHENS, end) or before.endswith(_HYPHENS)
    return is_joined or border_of.is_in(before)


def closer(case: Case) -> str:
    """Return who shut a gate: who is named to have done it, in the clause or just before it.

    Where nobody is named it is who alone does so, or on whose soil the gate stands.
    """
    shut, apart, by_whom, border_of = (
        case.said[name] for name in ("shut", "apart", "shut_by", "border_of")
    )
    if case.states <= set(case.of(ATTACKED)):
        return ""  # each is said to have shut it
    told = [(p, hit) for p in case.incident.pieces for hit in shut.all_in(p.text)]
    for piece, found in told:
        by = by_whom.search(piece.text, found.end())
        for actor in piece.actors:
            if by is not None and 0 <= actor.start - piece.start - by.end() < 30:
                return actor.side
    for piece, found in told:
        for actor in reversed(piece.actors):  # the nearest before it
            start, end = actor.start - piece.start, actor.end - piece.start
            gap = piece.text[end : found.start()]
            if _borders_only(border_of, piece.text, start, end):
                continue
            if end <= found.start() and not apart.is_in(gap):
                return actor.side
    if case.actors.publisher(case.document.publisher):
        return case.actors.publisher(case.document.publisher)
    for found in shut.all_in(case.whole):
        named = case.actors.find(case.whole, max(0, found.start() - 80), found.start())
        for actor in reversed(named):
            gap = case.whole[actor.end : found.start()]
            if _borders_only(border_of, case.whole, actor.start, actor.end):
                continue
            if "." not in gap and "\n" not in gap and "," not in gap and not apart.is_in(gap):
                return actor.side
    return _unsaid(case)


def _unsaid(case: Case) -> str:
    """Return who shut a gate of which nobody is named to have shut it; empty if that is open."""
    if len(alone := case.states & set(case.of(ATTACKED))) == 1:
        return alone.pop()
    if case.has(case.parties["supplies"]):
        return case.actors.supplies
    if case.tells("shut_by_its_own"):
        return case.home
    whose = {case.actors.gate_sides.get(place.text, "") for place in case.incident.places}
    return whose.pop() if len(whose) == 1 else ""
