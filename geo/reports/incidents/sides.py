"""Who acted in an incident: the side that began or struck, from what its pieces say of parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.incidents import closing
from geo.reports.incidents.cases import Case
from geo.reports.who.agency import ATTACKED, BEGAN, DID

if TYPE_CHECKING:
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
    document: Document, incident: Incident, actors: Actors, before: Incident | None = None
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
    before
        The incident told before it, whose side is likely its own where nothing is said.
    """
    case = Case(document, incident, actors)
    rules = {"closure": closing.closer, "air": _striker, "shelling": _striker, "clash": _fighter}
    side = rules.get(incident.kind, _attacker)(case)
    is_item = "bullet" in incident.pieces[0].flags and bool(incident.claims)
    is_alike = before is not None and before.kind == incident.kind and not case.votes
    is_alike &= not case.tells("between") or incident.kind != "clash"
    is_alike &= before is not None and _lie_together(before, incident)
    is_alike &= before is not None and (incident.kind != "clash" or _overlap(before, incident))
    if not side and before is not None and is_alike and not is_item:
        side = before.actor1_side
    incident.actor1_side = side or "unknown"
    named = [a for p in incident.pieces for a in p.actors]
    actor = next((a for a in named if a.side == side), None)
    incident.actor1 = actor.name if actor is not None else ""
    incident.domestic = _is_domestic(case)
    incident.target = case.target(side)
    incident.target_side = case.target_side(side)


def _lie_together(one: Incident, other: Incident) -> bool:
    """Tell whether two incidents may lie in one country: who strikes X strikes no X's targets."""
    countries = [{p.country for p in incident.places if p.country} for incident in (one, other)]
    return not all(countries) or bool(countries[0] & countries[1])


def _overlap(one: Incident, other: Incident) -> bool:
    """Tell whether two incidents may have been at one time: each day's fight has a beginning."""
    if not (one.first and one.last and other.first and other.last):
        return True
    return one.first <= other.last and other.first <= one.last


def _striker(case: Case) -> str:
    """Return whose aircraft or guns it was: who is named, else those across the line."""
    both = {state.side for state in case.actors.states.values()}
    states = both | {case.actors.foreign}
    is_air = case.incident.kind == "air"
    if is_air and case.has(case.parties["foreign"]):
        return case.actors.foreign
    if not is_air and (case.is_blamed_home or both <= set(case.of(BEGAN))):
        return ""
    sure = [side for side in case.of(ATTACKED) if side in states]
    if is_air and not sure and case.tells("unowned"):
        return ""
    across = case.actors.across(case.home)
    if is_air and case.is_contested and case.has(case.parties["flown_in"]) and across not in sure:
        return ""  # flown in from over the line by people who are not named
    if case.state is not None and not case.is_contested and case.home in sure:
        # On their own soil the forces of that side are those who answer.
        sure = [side for side in sure if side != case.home] or sure
    if sure and not (is_air and sure[0] == case.home and not case.is_contested):
        return sure[0]
    if is_air and case.is_contested and case.tells("drone_down") and not case.has_militants:
        return case.actors.across(case.home)
    if is_air and case.is_own_loss and not set(sure) - {case.home}:
        return case.insurgents if case.named_groups else ""  # they do not bomb themselves
    if is_air and case.is_contested and case.has_militants and case.tells("quadcopter"):
        return "" if case.tells("doubted") else case.insurgents
    shot = _shooter(case) or ("" if is_air else case.boasted())
    if shot:
        return shot
    weak = [side for side in case.of(DID) if side in states]
    return weak[0] if weak and is_air else ""


def _shooter(case: Case) -> str:
    """Return whose aircraft or guns it was where no one is named: those across the line."""
    actors, is_air = case.actors, case.incident.kind == "air"
    if case.has(case.parties["foreign"]) or (is_air and case.has_anywhere(case.parties["foreign"])):
        return actors.foreign
    until, published = actors.foreign_drones_until, case.document.published
    is_early = until is not None and published is not None and published <= until
    if is_air and is_early and case.tells("drone"):
        return actors.foreign
    if is_air:
        return "" if case.tells("drone") and _is_nobodys(case) else actors.aircraft
    if case.state is None:
        return _by_victims(case)
    other = actors.across(case.home)
    if case.is_contested and case.attacks_elsewhere(other):
        return other  # it is said to have fired, and nobody says that others did
    if other not in case.named:
        return ""  # shells of nobody's, in a report that never names who is across the line
    if not case.is_contested:
        # "Fired from across the line" by people who are not named: nobody's.
        parties = [a for p in case.incident.pieces for a in p.actors if a.side == other]
        if any(not a.is_direction for a in parties):
            return other
        return "" if parties or case.has(case.parties["from_over"]) else other
    named = {a.side for piece in case.incident.pieces for a in piece.actors if a.kind == "army"}
    return _by_victims(case) or (other if other in named else "")


def _is_nobodys(case: Case) -> bool:
    """Tell drones in a report that never names whose they may be."""
    if case.is_contested:
        return False
    text = f"{case.document.title}\n{case.whole}"
    sides = {actor.side for actor in case.actors.find(text)}
    sides |= {side for name, side in case.actors.seat_sides.items() if name in text}
    return case.actors.aircraft not in sides


def _by_victims(case: Case) -> str:
    """Return the side across the line of the only forces that were hit."""
    hit = [s for s in case.actors.states.values() if s.forces in case.groups]
    # Forces that insurgents attack may have been hit by those.
    is_sure = len(hit) == 1 and not hit[0].insurgents
    return case.actors.across(hit[0].side) if is_sure else ""


def _fighter(case: Case) -> str:
    """Return who began a fight on the ground."""
    states = {state.side for state in case.actors.states.values()}
    if case.tells_anywhere("disputed") or case.tells_anywhere("told_otherwise"):
        return ""
    began, attacked = case.of(BEGAN), case.of(ATTACKED)
    if states <= set(attacked) or case.is_blamed_home:
        return ""  # each is said to have attacked
    militants = _of_militants(case)
    if militants is not None:
        return militants
    if case.is_contested and not attacked and case.tells("feud"):
        return case.actors.foreign
    if began:
        return began[0]
    if attacked:
        return attacked[0]
    did = case.of(DID)
    if case.tells("beaten") and did and did[0] in states and not case.has_militants:
        return case.actors.across(did[0])
    if case.tells("between"):
        return ""
    if case.home and not case.is_contested and case.groups == {"militants"}:
        return case.home  # whose forces caught or killed them
    boasted = case.boasted()
    if boasted and case.tells("beaten"):
        return case.actors.across(boasted)  # who beat off an attack did not begin
    is_hunt = "militants" in case.groups or (case.named_groups and did[:1] == [case.home])
    if did and (did[0] not in states or is_hunt):
        return did[0]  # who killed militants fought them
    return boasted or ("" if _opens_with_both(case, states) else _by_victims(case))


_OPENING = 400  # characters with which a report opens


def _opens_with_both(case: Case, states: set[str]) -> bool:
    """Tell a report that opens with both armies fighting: its dead do not say who began."""
    opening = f"{case.document.title}\n{case.whole[:_OPENING]}"
    both = {actor.side for actor in case.actors.find(opening)} >= states
    return both and case.said["between"].is_in(opening)


def _of_militants(case: Case) -> str | None:
    """Return who acted where insurgents fight a state's forces; None where they do not."""
    state = case.contested
    armed = set(case.of(DID))
    is_theirs = (
        case.has_militants
        or "militants" in case.groups
        or bool(state is not None and state.insurgents in armed)
        or (case.is_contested and case.tells("attacked") and not case.names_across)
    )
    if state is None or not is_theirs or case.home not in ("", state.side):
        return None
    across = case.actors.across(state.side)
    if across in case.of(ATTACKED):
        return None  # the other army is in it
    is_stopped = case.tells("infiltration")
    attacked = case.tells("attacked") or case.attacked_by_nameless
    # To come over the line is an attack, unless they were stopped at it.
    is_named = state.insurgents in case.of(ATTACKED)
    attacked |= not is_stopped and is_named
    if is_named and attacked and not is_stopped:
        return case.owner or state.insurgents
    attacked |= state.forces in case.groups and case.killed_by_armed
    is_operation = case.tells("operation")
    is_attack = case.is_attack_first or case.tells_first("attacked")
    is_loss = "militants" in case.groups and not is_attack
    if is_loss and (is_stopped or is_operation):
        return state.side
    if is_operation and not attacked and not is_stopped:
        return state.side
    if is_stopped and not attacked:
        return state.side
    others = [s for s in case.of(ATTACKED) if s not in (state.side, state.insurgents)]
    if others:
        return others[0]  # another group is named
    if attacked or is_stopped:
        if attacked and (owner := case.owner):
            return owner
        is_open = case.has(case.parties["from_over"]) or case.tells("unknown_men")
        return "" if is_open and not case.named_groups else state.insurgents
    return state.side if case.groups == {"militants"} or state.side in armed else None


def _attacker(case: Case) -> str:
    """Return who set a bomb, shot or abducted: who claimed it, or who is said to have done it."""
    if owner := case.owner:
        return owner
    sides = case.of(DID)
    if not case.is_contested:
        return sides[0] if sides else ""
    is_army_hit = case.incident.kind == "ied" and case.tells("army")
    if case.tells_anywhere("unclaimed") and case.incident.kind != "suicide":
        return ""
    for side in sides:
        if side != case.home:
            return side
    states = {state.side for state in case.actors.states.values()}
    fighters = [a.side for p in case.incident.pieces for a in p.actors if a.kind != "government"]
    group = next((side for side in fighters if side not in states), "")
    if group:
        return group
    # Bombs on the way of an army are set by those who fight it.
    is_theirs = case.has_militants or case.incident.kind == "suicide" or is_army_hit
    return case.insurgents if is_theirs and not case.has(case.parties["from_over"]) else ""


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
