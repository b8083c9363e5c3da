"""On whom it was done: whose men were hit, and what was aimed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.who.acts import DID

if TYPE_CHECKING:
    from geo.reports.incidents.cases import Case


def target_side(case: Case, side: str) -> str:
    """Return whose men were hit, or who is fought; empty for civilians or where none says."""
    actors, groups = case.actors, case.groups
    states = {state.forces: state.side for state in actors.states.values()}
    hit = [states[g] for g in actors.groups if g in groups and g in states]
    others = [other for other in hit if other != side]
    if others:
        return others[0]
    if "militants" in groups:
        return case.insurgents if side != case.insurgents else ""
    across = actors.across(side)
    is_fight = case.incident.kind == "clash" and across in case.of(DID)
    return across if is_fight else ""


def target(case: Case, side: str) -> str:
    """Return whom it was aimed at, by what was hit and who is named."""
    named = case.actors.groups
    own = {s.side: s.forces for s in case.actors.states.values()}.get(side)
    hit = [g for g in named if g in case.groups and g != own]
    if "civilians" in case.groups and case.incident.kind in ("air", "shelling"):
        return "civilians"
    for group in hit:
        return named[group].replace("_", " ")
    return "civilians" if "civilians" in case.groups else ""
