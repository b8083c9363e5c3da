"""Who acted in an incident: the side that began or struck, from what its pieces say of parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.incidents import beginning, closing
from geo.reports.incidents.cases import Case
from geo.reports.who.acts import ATTACKED, BEGAN, DID

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.reports.documents.document import Document
    from geo.reports.incidents.draft import Incident
    from geo.reports.what.pieces import Piece
    from geo.reports.who.actors import Actors


def stated(piece: Piece) -> str:
    """Return the side that acts in a piece by its words; empty where they leave it open."""
    acts = [act for act in piece.acts if act.side not in ("ours", "theirs")]
    for strength in (BEGAN, ATTACKED, DID):
        for act in acts:
            if act.strength == strength:
                return act.side
    return ""


def act(
    document: Document,
    incident: Incident,
    actors: Actors,
    acting: Callable[[], frozenset[str]],
    before: Incident | None = None,
    owner: str = "",
) -> None:
    """Set who acted in an incident, and on whom.

    Parameters
    ----------
    document
        The report.
    incident
        What was put together; `actor1_side`, `actor1`, `target`, its side and
        `domestic` are set.
    actors
        Of the region.
    acting
        Tells the sides that act anywhere in the report, as `cases.acting` does.
    before
        The incident told before it, whose side is likely its own where nothing is said.
    owner
        The side of the group that says it was its own, as `responsibility.owners` gives it.
    """
    case = Case(document, incident, actors, acting, owner)
    side = _RULES.get(incident.kind, _attacker)(case)
    if not side and before is not None and _goes_on_with(case, before):
        side = before.actor1_side
    incident.actor1_side = side or "unknown"
    named = [a for p in incident.pieces for a in p.actors]
    actor = next((a for a in named if a.side == side), None)
    incident.actor1 = actor.name if actor is not None else ""
    incident.domestic = _is_domestic(case)
    incident.target = case.target(side)
    incident.target_side = case.target_side(side)


def _goes_on_with(case: Case, before: Incident) -> bool:
    """Tell whether an army that acted just before, in the same way, likely acted here too.

    Not where anything says who did, where whoever fires from over the line may have, on another
    day, or on the other side's land: who strikes X strikes no X's targets.
    """
    incident, side = case.incident, before.actor1_side
    is_item = "bullet" in incident.pieces[0].flags and bool(incident.claims)
    if case.votes or is_item or side not in case.states or before.kind != incident.kind:
        return False
    if side == case.home and case.has(case.parties["from_over"]):
        return False
    if incident.kind == "clash" and (case.tells("between") or not _overlap(before, incident)):
        return False
    countries = [{p.country for p in of.places if p.country} for of in (before, incident)]
    return not all(countries) or bool(countries[0] & countries[1])


def _overlap(one: Incident, other: Incident) -> bool:
    """Tell whether two incidents may have been at one time: each day's fight has a beginning."""
    if not (one.first and one.last and other.first and other.last):
        return True
    return one.first <= other.last and other.first <= one.last


def _flier(case: Case) -> str:
    """Return whose aircraft it was: who is named, else those whose aircraft cross the line."""
    actors = case.actors
    if case.has(case.parties["foreign"]):
        return actors.foreign
    at_home = {case.home} - case.owning if not case.is_contested else set()
    flying = {*case.states, actors.foreign} - at_home
    named = [s for strength in (ATTACKED, DID) for s in case.of(strength) if s in flying]
    if named:
        return named[0]
    if case.has_anywhere(case.parties["foreign"]) or _are_foreign(case):
        return actors.foreign
    if case.tells_anywhere("unowned"):
        return ""
    is_hunt = not case.is_contested or "militants" in case.groups
    alone = case.states & case.acting()
    return actors.aircraft if is_hunt else next(iter(alone)) if len(alone) == 1 else ""


def _are_foreign(case: Case) -> bool:
    """Tell aircraft of the years in which armies from elsewhere flew: drones, or they are named."""
    until, published = case.actors.foreign_drones_until, case.document.published
    if until is None or published is None or published > until:
        return False
    parties = case.actors.find_in(case.document)
    is_there = any(a.side == case.actors.foreign and a.kind == "army" for a in parties)
    return case.tells("drone") or is_there


def _gunner(case: Case) -> str:
    """Return whose guns it was: who is named, else those across the line who fire elsewhere."""
    firing = {*case.states, case.actors.foreign}
    attacked = [side for side in case.of(ATTACKED) if side in firing]
    if case.is_blamed_home or case.states <= set(case.of(BEGAN)) or case.tells("disputed"):
        return ""
    across = case.actors.across(case.home)
    if attacked:
        return across if attacked[0] == case.home and across in attacked else attacked[0]
    if case.has(case.parties["foreign"]) and case.actors.foreign in case.acting():
        return case.actors.foreign
    if across and across in case.acting() and not case.is_contested:
        return across  # who fires at a state that insurgents attack, may be those
    if not case.is_contested and _is_party(case, across):
        return across
    if "civilians" in case.groups and case.boasted() == case.home:
        return "" if case.is_contested else across  # nobody shells his own villages
    return case.boasted()


def _is_party(case: Case, across: str) -> bool:
    """Tell whether the side across the line is more than the land that the fire came from."""
    parties = case.parties_named
    if case.names_across:  # an army that a report names answers for that land
        parties = parties + [a for a in case.actors.find_in(case.document) if a.kind == "army"]
    return any(a.side == across and not a.is_direction for a in parties)


def _fighter(case: Case) -> str:
    """Return who began a fight on the ground."""
    contested = case.contested
    is_hunt = case.tells("infiltration") and not case.tells("attacked")
    if case.owner and contested is not None and contested.forces in case.groups and not is_hunt:
        return case.owner  # who says so lost the army men
    began = beginning.beginner(case)
    if began == "" or case.is_blamed_home:
        return ""
    if (armed := _of_armed_men(case)) is not None:
        return armed
    attacked = case.of(BEGAN) or [side for side in case.of(ATTACKED) if side in case.openers]
    if began or attacked:
        return began or attacked[0]
    if case.is_contested and case.tells("feud"):
        return case.actors.foreign
    if case.tells("between"):
        return ""
    did = case.of(DID)
    is_attack = case.attacked_by_nameless or (case.has_militants and case.tells("attacked"))
    if is_attack and not case.tells("infiltration") and not case.lost_across:
        return case.owner  # armed men of no name
    is_hunt = case.groups == {"militants"} or (case.named_groups and case.home in did)
    if case.home and not case.is_contested and is_hunt:
        return case.home  # whose forces caught or killed them
    boasted = case.boasted()
    if case.tells("beaten"):  # who beat off an attack did not begin
        return case.actors.across(boasted or next(iter(did), ""))
    groups = {a.side for p in case.incident.pieces for a in p.actors if a.kind == "group"}
    if len(groups) == 1 and not case.names_across and not case.tells("unclaimed"):
        return groups.pop()
    return boasted or (case.home if did == [case.home] and did[0] not in case.answered else "")


def _of_armed_men(case: Case) -> str | None:
    """Return who acted where armed men fight a state's forces; None where they do not."""
    state = case.contested
    if state is None or case.home not in ("", state.side):
        return None
    if case.have_both_lost and not case.attacked_by_nameless:
        return None  # the armies fought
    if case.lost_across and "militants" not in case.groups:
        return None  # "the attackers were soldiers"
    attacked = case.of(ATTACKED)
    is_stopped, is_raid = case.tells("infiltration"), case.tells("operation")
    is_shot_at = state.forces in case.groups and case.has(case.parties["from_over"])
    is_shot_at &= not is_stopped
    is_hit = case.tells("attacked") or is_shot_at
    are_told = case.has_militants or "militants" in case.groups or state.insurgents in case.of(DID)
    are_told |= case.attacked_by_nameless
    is_nobodys = case.is_contested and not case.names_across and state.side not in attacked
    if not are_told and not (is_hit and is_nobodys):
        return None
    if case.actors.across(state.side) in attacked:
        return None  # the other army is in it
    is_attack = is_hit or case.attacked_by_nameless or state.insurgents in attacked
    is_attack |= state.forces in case.groups and case.killed_by_armed
    # Who is beaten off has attacked, where their attack is told first or by itself.
    is_first = case.attacked_by_nameless or case.tells_first("attacked") or is_shot_at
    is_first |= not is_stopped and state.insurgents in attacked
    is_hunt = "militants" in case.groups and (is_stopped or is_raid)
    if is_attack and (is_first or not is_hunt):
        group = next((side for side in attacked if side != state.side), "")
        return case.owner or group or case.insurgents
    is_hunt |= is_stopped or is_raid or case.groups == {"militants"}
    return state.side if is_hunt or state.side in case.of(DID) else None


def _attacker(case: Case) -> str:
    """Return who set a bomb, shot or abducted: who claimed it, or who is said to have done it."""
    if owner := case.owner:
        return owner
    if case.incident.kind == "attack" and (armed := _of_armed_men(case)) is not None:
        return armed
    own = {case.home} if case.is_contested else set()
    if case.groups == {"civilians"}:  # a guard fired on travellers
        own -= set(case.of(ATTACKED))
    sides = [side for side in case.of(DID) if side not in own]
    if sides and (sides[0] in case.states or not case.tells_anywhere("unclaimed")):
        return sides[0]
    if case.incident.kind == "attack" and case.tells("own_guards") and not case.names_across:
        return case.home
    return "" if case.has(case.parties["from_over"]) else case.insurgents


_RULES: dict[str, Callable[[Case], str]] = {
    "closure": closing.closer,
    "air": _flier,
    "shelling": _gunner,
    "clash": _fighter,
    "regain": lambda case: case.home,  # ground is taken back by the state that it lies in
}


def _is_domestic(case: Case) -> bool:
    if case.incident.kind in ("closure", "shelling") or not case.is_contested:
        return False
    is_air = case.incident.kind == "air"
    if case.incident.actor1_side in {
        case.actors.across(case.home),
        *case.actors.never_domestic,
    } or (is_air and case.incident.actor1_side not in (case.insurgents, "unknown")):
        return False
    other = case.actors.across(case.home)
    if any(a.side == other for p in case.incident.pieces for a in p.actors):
        return False
    return not case.has(case.parties["crosses"])
