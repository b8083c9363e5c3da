"""Armed men of no army: clues to who attacked, and to whose forces they fell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.incidents.cases import OPEN
from geo.reports.who.acts import ATTACKED, DID

if TYPE_CHECKING:
    from geo.reports.incidents.cases import Case
    from geo.reports.who.actors import State


def claimed(case: Case) -> str | None:
    """Return the group that says it was its own."""
    return case.owner or None


def claimed_from_army(case: Case) -> str | None:
    """Return the group that says it was its own, where army men or their posts were hit."""
    is_attack = case.tells("attacked")
    forces = {state.forces for state in case.actors.states.values()}
    is_hit = bool(forces & case.groups) and not case.tells("infiltration")
    return case.owner or None if is_attack or is_hit else None


def _fought(case: Case) -> State | None:
    """Return the state whose forces armed men fight; None where they do not."""
    state = case.contested
    if state is None or case.home not in ("", state.side):
        return None
    if case.have_both_lost and not case.attacked_by_nameless:
        return None  # the armies fought
    if case.lost_across and "militants" not in case.groups:
        return None  # "the attackers were soldiers"
    attacked = case.of(ATTACKED)
    are_told = case.has_militants or "militants" in case.groups or state.insurgents in case.of(DID)
    are_told |= case.attacked_by_nameless
    is_nobodys = case.is_contested and not case.names_across and state.side not in attacked
    is_hit = case.tells("attacked") or _is_shot_at(case, state)
    if not are_told and not (is_hit and is_nobodys):
        return None
    return None if case.actors.across(state.side) in attacked else state  # else that army is in it


def _is_shot_at(case: Case, state: State) -> bool:
    """Tell forces that are shot at from over the line, by nobody who is stopped at it."""
    is_over = state.forces in case.groups and case.has(case.parties["from_over"])
    return is_over and not case.tells("infiltration")


def _is_stopped(case: Case) -> bool:
    """Tell armed men who are found out, as a list of those who were is headed."""
    is_headed = "bullet" in case.incident.pieces[0].flags and case.title_tells("infiltration")
    return is_headed or case.tells("infiltration") or case.tells("operation")


def attacked(case: Case) -> str | None:
    """Return the group of armed men who attacked a state's forces, `OPEN` if they have no name.

    Who is beaten off has attacked, where their attack is told first or by itself.
    """
    state = _fought(case)
    if state is None:
        return None
    sides, is_shot_at = case.of(ATTACKED), _is_shot_at(case, state)
    are_attackers = case.attacked_by_nameless or is_shot_at
    is_attack = are_attackers or case.tells("attacked") or state.insurgents in sides
    is_attack |= state.forces in case.groups and case.killed_by_armed
    is_first = are_attackers or case.tells_first("attacked")
    is_first |= not case.tells("infiltration") and state.insurgents in sides
    is_hunt = "militants" in case.groups and _is_stopped(case)
    if is_hunt and sides == [state.side] and not are_attackers:
        return None  # "troops raided a compound"
    if not is_attack or (is_hunt and not is_first):
        return None
    group = next((side for side in sides if side != state.side), OPEN)
    return case.owner or group or case.insurgents


def hunted(case: Case) -> str | None:
    """Return the state whose forces found armed men out, or did anything to them."""
    state = _fought(case)
    if state is None:
        return None
    is_hunt = _is_stopped(case) or case.groups == {"militants"}
    if case.incident.kind == "shelling":
        is_hunt = case.groups == {"militants"}  # else shells that fell where they are hunted
    is_of_villagers = "civilians" in case.groups and case.tells("between")
    if is_of_villagers and not case.parties_named and state.forces not in case.groups:
        is_hunt = False
    return state.side if is_hunt or state.side in case.of(DID) else None


def feud(case: Case) -> str | None:
    """Read "rival tribes fought"."""
    return case.actors.foreign if case.is_contested and case.tells("feud") else None


def nameless(case: Case) -> str | None:
    """Read of armed men who attacked, and not across the line: who says it was his, if any."""
    is_attack = case.attacked_by_nameless or (case.has_militants and case.tells("attacked"))
    is_theirs = is_attack and not case.tells("infiltration") and not case.lost_across
    return case.owner if is_theirs else None


def killed(case: Case) -> str | None:
    """Return the one state whose forces killed men of a group in a clash that nobody began."""
    sides = set(case.of(DID))
    is_theirs = case.named_groups and case.has_militants and not case.of(ATTACKED)
    is_one = sides == {case.home} and not case.attacked_by_nameless
    return case.home if is_theirs and is_one and not case.is_contested else None


def caught(case: Case) -> str | None:
    """Return the state that no insurgents attack, whose forces killed or caught armed men."""
    if case.groups == {"militants"} and _is_stopped(case) and (fought := _fights_them(case)):
        return fought
    is_hunt = case.groups == {"militants"} or (case.named_groups and case.home in case.of(DID))
    is_hunt |= "militants" in case.groups and _is_stopped(case) and not case.names_across
    return case.home if case.home and not case.is_contested and is_hunt else None


def _fights_them(case: Case) -> str:
    """Return the state that the only group attacks which is named, on whichever side it died."""
    groups = {a.side for p in case.incident.pieces for a in p.actors if a.kind == "group"}
    states = case.actors.states.values()
    return next((s.side for s in states if s.insurgents and groups == {s.insurgents}), "")


def only_group(case: Case) -> str | None:
    """Return the only group that is named, where no army across the line is."""
    groups = {a.side for p in case.incident.pieces for a in p.actors if a.kind == "group"}
    is_alone = len(groups) == 1 and not case.names_across and not case.tells("unclaimed")
    return groups.pop() if is_alone else None


def disputed(case: Case) -> str | None:
    """Read "it is disputed whose guards did it", in its own words."""
    return OPEN if case.tells("disputed") else None


def did(case: Case) -> str | None:
    """Return who is said to have done it: not a state that insurgents attack, at home.

    A guard who fires on travellers is that state's, though.
    """
    own = {case.home} if case.is_contested else set()
    if case.groups and case.groups <= {"civilians", "unspecified"}:
        own -= set(case.of(ATTACKED))
    side = next((side for side in case.of(DID) if side not in own), None)
    is_told = case.tells if side in case.of(ATTACKED) else case.tells_anywhere
    is_sure = side in case.states or not is_told("unclaimed")
    return side if is_sure else None


def fired(case: Case) -> str | None:
    """Read "militants on X soil fired rockets", "rockets of unknown men": no army did."""
    return OPEN if case.attacked_by_nameless or case.tells("unknown_men") else None


def own_guards(case: Case) -> str | None:
    """Read "guards fired into a crowd": those of the side whose soil it is."""
    return case.home if case.tells("own_guards") and not case.names_across else None


def from_over(case: Case) -> str | None:
    """Read "from over the line", by nobody who is named."""
    return OPEN if case.has(case.parties["from_over"]) else None


def insurgents(case: Case) -> str | None:
    """Return the militants who attack the state it happened in, where they are named."""
    return case.insurgents or None
