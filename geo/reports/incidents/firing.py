"""Whose guns and whose aircraft it was: clues to who fired and flew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.incidents.beginning import is_disputed, is_from_over, leaves_open
from geo.reports.incidents.cases import OPEN
from geo.reports.who.acts import ATTACKED, BEGAN, DID

if TYPE_CHECKING:
    from geo.reports.incidents.cases import Case
    from geo.reports.incidents.doers import Deed
    from geo.reports.incidents.draft import Incident
    from geo.reports.what.pieces import Piece


def foreign_aircraft(case: Case) -> str | None:
    """Read "an American drone hit it"."""
    return case.actors.foreign if case.has(case.parties["foreign"]) else None


def flew(case: Case) -> str | None:
    """Return who is said to have struck, or done anything: not one on whose own soil it was.

    Militants fly drones, where they are named to.
    """
    at_home = {case.home} - case.owning if not case.is_contested else set()
    flying = {*case.states, case.actors.foreign} - at_home
    if group := _group(case):
        return group
    return next((s for sure in (ATTACKED, DID) for s in case.of(sure) if s in flying), None)


def _group(case: Case) -> str:
    """Return the armed group that alone attacks, of no army; empty where none does."""
    sides = case.of(ATTACKED)
    is_groups = len(sides) == 1 and sides[0] not in {*case.states, case.actors.foreign}
    return sides[0] if is_groups else ""


def brought_down(case: Case) -> str | None:
    """Return who shot down "an X drone" that hit nobody: not X, or the state that it fell in.

    Drones that X is said to have sent were an attack.
    """
    if not case.tells("brought_down") or case.groups or case.tells_anywhere("unowned"):
        return None
    owner = owned(case) or ""
    acts = [act for piece in case.incident.pieces for act in piece.acts if act.rule != "weapon"]
    across = case.actors.across(case.home)
    if any(act.strength >= ATTACKED and act.side in (owner, across) for act in acts):
        return None
    return case.actors.across(owner) or case.home or None


def owned(case: Case) -> str | None:
    """Return whose aircraft its words name: "shot down an X drone"."""
    flying = {*case.states, case.actors.foreign}
    for piece in case.incident.pieces:
        for actor in piece.actors:
            behind = piece.text[actor.end - piece.start :].split()[:_TO_AIRCRAFT]
            if actor.side in flying and case.said["from_air"].is_in(" ".join(behind)):
                return actor.side
    return None


_TO_AIRCRAFT = 2  # words of "surveillance drone" behind whose it was


def in_foreign_years(case: Case) -> str | None:
    """Return armies from elsewhere: their aircraft are told of, or they flew in those years."""
    is_foreign = case.has_anywhere(case.parties["foreign"]) or _are_foreign(case)
    return case.actors.foreign if is_foreign else None


def _are_foreign(case: Case) -> bool:
    """Tell aircraft of the years in which armies from elsewhere flew: drones, or they are named."""
    until, published = case.actors.foreign_drones_until, case.document.published
    if until is None or published is None or published > until:
        return False
    parties = case.actors.find_in(case.document)
    is_there = any(a.side == case.actors.foreign and a.kind == "army" for a in parties)
    return case.tells("drone") or is_there


def unowned(case: Case) -> str | None:
    """Read "nobody has claimed the drone", of no other incident."""
    return OPEN if case.tells("unowned") or leaves_open(case, "unowned") else None


def flies(case: Case) -> str | None:
    """Return the one side whose aircraft cross the line, or hunt militants."""
    is_hunt = not case.is_contested or "militants" in case.groups
    return case.actors.aircraft if is_hunt else None


def alone(case: Case) -> str | None:
    """Return the one state that does anything in the report."""
    sides = case.states & {deed.side for deed in case.deeds()}
    return next(iter(sides)) if len(sides) == 1 else None


def both(case: Case) -> str | None:
    """Read that each began."""
    return OPEN if case.states <= set(case.of(BEGAN)) else None


def disputed(case: Case) -> str | None:
    """Read "each says the other had fired", beside what is told of it; "of unknown origin"."""
    return OPEN if case.tells("unowned") or is_disputed(case) else None


def fired(case: Case) -> str | None:
    """Return who is said to have fired: of two the one across the line, or militants alone."""
    if group := _group(case):
        return group
    firing = {*case.states, case.actors.foreign}
    sides = [side for side in case.of(ATTACKED) if side in firing]
    if not sides:
        return None
    across = case.actors.across(case.home)
    return across if sides[0] == case.home and across in sides else sides[0]


def acting_across(case: Case) -> str | None:
    """Return the side across the line that does anything in the report that may be this.

    Who fires at a state that insurgents attack may be those.
    """
    across = case.actors.across(case.home)
    if not across or case.is_contested or case.tells("denies_fire"):
        return None
    done = (deed for deed in case.deeds() if deed.side == across)
    return across if any(_may_be_this(case, deed) for deed in done) else None


def hurt_across(case: Case) -> str | None:
    """Return the side across the line that acts in the report, of people hurt by nobody named.

    Not where men fought each other, where armed men are told of, or where "they" did it.
    """
    is_theirs = case.has_militants or case.tells_first("they_act")
    if not case.groups or is_theirs or case.tells("between"):
        return None
    return acting_across(case)


def _may_be_this(case: Case, deed: Deed) -> bool:
    """Tell whether who does or denies something did this, too.

    What is told in another item is another matter; and where this was fire from over the line,
    what is told of jets and fights, or denied but for whom it was aimed at.
    """
    told = [i for i in (case.incident, *case.others) if i.holds(deed.at)]
    is_fire = not told or any(incident.kind == "shelling" for incident in told)
    if _is_item(case, case.incident) and case.incident not in told:
        is_beside = any(_is_item(case, other) for other in told)
        return is_fire or _is_one_account(case) or not is_beside
    if not is_from_over(case):
        return True
    is_shelling = is_fire and (not deed.is_denial or any(i.tells("aimed") for i in told))
    return is_shelling or (case.incident in told and not deed.is_denial)


def _is_one_account(case: Case) -> bool:
    """Tell whether all figures of a report that a state's men give are of one side."""
    every = (c for i in (case.incident, *case.others) for c in i.claims)
    return len(case.states & {claim.claimant_side for claim in every}) == 1


def _is_item(case: Case, incident: Incident) -> bool:
    first = incident.pieces[0]
    return case.document.blocks[first.block].is_item or "bullet" in first.flags


def army_across(case: Case) -> str | None:
    """Return the side across the line where it is more than the land that the fire came from.

    Not where only those at home do anything, as to posts across it.
    """
    across = case.actors.across(case.home)
    if case.of(DID) == [case.home] or case.tells("denies_fire"):
        return None
    return across if not case.is_contested and _is_party(case, across) else None


def _is_party(case: Case, across: str) -> bool:
    denying = [piece for piece in case.incident.pieces if _only_denies(piece, across)]
    parties = [
        a for a in case.parties_named if not any(p.start <= a.start < p.end for p in denying)
    ]
    if case.names_across and not denying:  # an army that a report names answers for that land
        parties = parties + [a for a in case.actors.find_in(case.document) if a.kind == "army"]
    return any(a.side == across and not a.is_direction for a in parties)


def _only_denies(piece: Piece, side: str) -> bool:
    """Tell a piece in which a side denies what was told."""
    denied = {claim.claimant_side for claim in piece.claims if claim.stance == "denies"}
    return side in denied or "denial" in piece.flags


def boasted(case: Case) -> str | None:
    """Return who alone says that the other army's men or posts were hit, and no villages were."""
    side = "" if "civilians" in case.groups else case.boasted()
    forces = {s.forces for s in case.actors.states.values() if s.side == case.actors.across(side)}
    is_hit = any(
        claim.claimant_side == side and claim.victim_group in forces
        for claim in case.incident.claims
    )
    return side if side and is_hit else None


def not_his_own(case: Case) -> str | None:
    """Return who is across from a side that boasts of it: nobody shells his own villages."""
    if "civilians" not in case.groups or case.boasted() != case.home:
        return None
    return OPEN if case.is_contested else case.actors.across(case.home)
