"""Who acted in an incident: one table of clues for each kind of event, the strongest first.

A clue reads a case and returns the side that acted, `OPEN` where the report leaves it open, or None
where it says nothing. The first that answers decides, and its name is what
`bordermap extract --explain` prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.reports.incidents import armed_men, beginning, closing, doers, firing, targets
from geo.reports.incidents.cases import OPEN, Case
from geo.reports.incidents.draft import may_overlap
from geo.reports.incidents.rebuttal import are_crosswise
from geo.reports.who.acts import ATTACKED, BEGAN, DID, OURS, THEIRS
from geo.reports.who.verbs import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.reports.documents.document import Document
    from geo.reports.incidents.doers import Deed
    from geo.reports.incidents.draft import Incident
    from geo.reports.what.pieces import Piece
    from geo.reports.who.actors import Actors


class Clue(NamedTuple):
    """A row of the table: its name, the kinds of events it is asked of, and what it reads."""

    name: str
    of: str
    read: Callable[[Case], str | None]


CLUES = (
    Clue("both are said to have shut it", "closure", closing.both),
    Clue("shut by", "closure", closing.shut_by),
    Clue("named before it", "closure", closing.named_before),
    Clue("who publishes", "closure", closing.publisher),
    Clue("named elsewhere", "closure", closing.named_elsewhere),
    Clue("whose order", "closure", closing.ordered),
    Clue("until the others", "closure", closing.until),
    Clue("whose office", "closure", closing.office),
    Clue("who alone shut", "closure", closing.alone),
    Clue("supplies", "closure", closing.supplies),
    Clue("by its own", "closure", closing.its_own),
    Clue("by a crowd", "closure", closing.crowd),
    Clue("whose ground", "regain", lambda case: case.home),
    Clue("foreign aircraft", "air", firing.foreign_aircraft),
    Clue("whose guns brought it down", "air", firing.brought_down),
    Clue("whose aircraft", "air", firing.owned),
    Clue("who flew", "air", firing.flew),
    Clue("claimed", "air", armed_men.claimed),
    Clue("nobody's aircraft", "air", firing.unowned),
    Clue("years of foreign aircraft", "air", firing.in_foreign_years),
    Clue("who flies", "air", firing.flies),
    Clue("who alone acts", "air", firing.alone),
    Clue("claimed", "clash", armed_men.claimed_from_army),
    Clue("claimed", "attack others", armed_men.claimed),
    Clue("both or nobody began", "clash", beginning.nobody),
    Clue("only those under fire", "clash shelling", beginning.blamed_home),
    Clue("both began", "shelling", firing.both),
    Clue("disputed", "shelling", firing.disputed),
    Clue("who fired", "shelling", firing.fired),
    Clue("armed men fired", "shelling", armed_men.fired),
    Clue("whose shells, as they boast", "shelling", firing.boasted),
    Clue("who acts across", "shelling", firing.acting_across),
    Clue("army across", "shelling", firing.army_across),
    Clue("not his own villages", "shelling", firing.not_his_own),
    Clue("armed men attacked", "clash attack", armed_men.attacked),
    Clue("armed men were hunted", "clash attack shelling", armed_men.hunted),
    Clue("who began", "clash shelling", beginning.beginner),
    Clue("who attacked", "clash", beginning.attacker),
    Clue("who struck back", "clash", beginning.struck_back),
    Clue("whose operation", "clash", beginning.operated),
    Clue("feud", "clash", armed_men.feud),
    Clue("whose forces killed them", "clash", armed_men.killed),
    Clue("both fought", "clash", beginning.both_fought),
    Clue("armed men of no name", "clash", armed_men.nameless),
    Clue("whose forces caught them", "clash", armed_men.caught),
    Clue("beaten off", "clash", beginning.beaten_off),
    Clue("from the side of their guards", "clash shelling", beginning.from_their_side),
    Clue("only group", "clash", armed_men.only_group),
    Clue("whose boast", "clash", beginning.boasted),
    Clue("who acts across", "clash", firing.hurt_across),
    Clue("disputed who", "attack others", armed_men.disputed),
    Clue("who did it", "attack others", armed_men.did),
    Clue("own guards", "attack", armed_men.own_guards),
    Clue("from over the line", "attack others", armed_men.from_over),
    Clue("insurgents", "attack others", armed_men.insurgents),
)
_LEFT_OPEN = frozenset({"both or nobody began", "both began", "disputed", "nobody's aircraft"})
_OTHERS = "others"
ORDER = {
    kind: tuple(clue for clue in CLUES if kind in clue.of.split())
    for kind in ("closure", "regain", "air", "shelling", "clash", "attack", _OTHERS)
}


def decide(case: Case) -> tuple[str, str]:
    """Return the side that acted, `OPEN` where nothing says, and the name of the clue to it."""
    for clue in ORDER.get(case.incident.kind, ORDER[_OTHERS]):
        if (side := clue.read(case)) is not None:
            return side, clue.name
    return OPEN, "nothing"


def stated(piece: Piece) -> str:
    """Return the side that acts in a piece by its words; empty where they leave it open."""
    acts = [act for act in piece.acts if act.side not in (OURS, THEIRS)]
    for strength in (BEGAN, ATTACKED, DID):
        for act in acts:
            if act.strength == strength:
                return act.side
    return ""


def act(
    document: Document,
    incident: Incident,
    actors: Actors,
    deeds: Callable[[], Sequence[Deed]],
    before: Incident | None = None,
    owner: str = "",
    head: Incident | None = None,
    beside: Sequence[Incident] = (),
) -> None:
    """Set who acted in an incident, and on whom.

    Parameters
    ----------
    document
        The report.
    incident
        What was put together; `actor1_side`, `actor1`, `actor_clue`, `target`, its side and
        `domestic` are set.
    actors
        Of the region.
    deeds
        Tells what sides do anywhere in the report, as `doers.deeds` does.
    before
        The incident told before it, whose side is likely its own where nothing is said.
    owner
        The side of the group that says it was its own, as `responsibility.owners` gives it.
    head
        The operation that the report tells over its items, as `is_operation` tells it.
    beside
        The other incidents of the report.
    """
    case = Case(document, incident, actors, deeds, owner, beside)
    over = _over(case)
    side, incident.actor_clue = (over, "words over the items") if over else decide(case)
    is_unsaid = side == OPEN and incident.actor_clue not in _LEFT_OPEN
    if is_unsaid and before is not None and _goes_on_with(case, before):
        side, incident.actor_clue = before.actor1_side, "goes on"
    if side == OPEN and head is not None and _is_item_of(case, head):
        side, incident.actor_clue = head.actor1_side, "operation over the items"
    incident.actor1_side = side or "unknown"
    named = [a for p in incident.pieces for a in p.actors]
    actor = next((a for a in named if a.side == side), None)
    incident.actor1 = actor.name if actor is not None else ""
    why_not = _why_not_domestic(case)
    incident.domestic = not why_not
    incident.reasons.append(f"not domestic: {why_not}" if why_not else "domestic: inside one state")
    incident.target = targets.target(case, side)
    incident.target_side = targets.target_side(case, side)


def open_crosswise(document: Document, incidents: Sequence[Incident], actors: Actors) -> None:
    """Leave open who began a fight that was told as two, in each of which the other side did."""
    fights = [i for i in incidents if i.kind == "clash" or _is_of_fight(i)]
    rivals = [
        one
        for one in fights
        for other in fights
        if one is not other and are_crosswise(document, actors, one, other)
    ]
    for incident in rivals:
        incident.actor1_side, incident.actor_clue, incident.actor1 = "unknown", "crosswise", ""


def _is_of_fight(incident: Incident) -> bool:
    """Tell "the fight began when they shelled Foo", "they opened fire on Foo"."""
    acts = (act for piece in incident.pieces for act in piece.acts)
    is_begun = incident.tells("between") or any(act.strength == BEGAN for act in acts)
    return incident.kind == "shelling" and is_begun


def is_operation(incident: Incident, actors: Actors) -> bool:
    """Tell an operation along the line that one army began, and whose items may follow."""
    is_armys = bool(actors.across(incident.actor1_side))
    is_fight = incident.kind == "clash" and not _is_item(incident)
    return is_armys and is_fight and incident.tells("along_line")


def _is_item_of(case: Case, head: Incident) -> bool:
    """Tell an item that says what came of an operation at one place, and not who began there."""
    incident = case.incident
    if incident.kind != "clash" or not _is_item(incident) or case.has_militants:
        return False
    is_then = may_overlap(head, incident) or not any(piece.whens for piece in incident.pieces)
    return is_then and not case.votes and not case.tells("disputed")


def _over(case: Case) -> str:
    """Return who attacked by the words over an item, where its own say nothing of an attack.

    At home that is who hunts: "Operations against militants".
    """
    piece = case.incident.pieces[0]
    is_item = case.document.blocks[piece.block].is_item or "bullet" in piece.flags
    if (
        not is_item
        or case.incident.kind == "closure"
        or case.of(ATTACKED)
        or case.tells("disputed")
    ):
        return ""
    side = doers.over_items(case.document, piece.block, case.actors)
    line = doers.line_over(case.document, piece.block)
    is_hunt = listed(case.document.words, "militants").search(line) is not None
    is_hunt |= any(actor.kind == "group" for actor in case.actors.find(line))
    return side if side != case.home or (is_hunt and case.incident.kind == "clash") else ""


def _is_item(incident: Incident) -> bool:
    return "bullet" in incident.pieces[0].flags


def _goes_on_with(case: Case, before: Incident) -> bool:
    """Tell whether an army that acted just before, in the same way, likely acted here too.

    So does whoever acted, where "they attacked again". Of what is no item, only "another attack"
    goes on with one. Not where anything says who did, where whoever fires from over the line may
    have, on another day, or on the other side's land: who strikes X strikes no X's targets.
    """
    incident, side = case.incident, before.actor1_side
    if not case.votes and side != "unknown" and case.tells_first("they_act"):
        return True
    if not (case.tells_first("likewise") if not _is_item(incident) else not incident.claims):
        return False
    if case.votes or side not in case.states or before.kind != incident.kind:
        return False
    if side == case.home and case.has(case.parties["from_over"]):
        return False
    if incident.kind == "clash" and (case.tells("between") or not may_overlap(before, incident)):
        return False
    countries = [{p.country for p in of.places if p.country} for of in (before, incident)]
    return not all(countries) or bool(countries[0] & countries[1])


def _why_not_domestic(case: Case) -> str:
    """Say why it is not inside one state; empty where it is.

    Inside is what insurgents or armed men of a state do there, or is done to them: not what the
    other state's men do, suffer or tell of, nor what those did who came over the line.
    """
    kind, side, other = case.incident.kind, case.incident.actor1_side, case.actors.across(case.home)
    if not other or kind in ("closure", "shelling"):
        return "in no one state, or of a kind that is of the border"
    if kind == "air" and side != case.insurgents:
        return "aircraft of an army"
    if kind == "clash" and not (case.has_militants or case.named_groups or case.killed_by_armed):
        return "two armies"
    told = {a.side for a in case.parties_named}
    told |= {c.claimant_side for c in case.incident.claims if c.stance == "asserts"}
    foreign = {s.insurgents for s in case.actors.states.values() if s.side == other}
    if other in told | {side} or side in foreign | case.actors.never_domestic or case.lost_across:
        return "the other state's men act, suffer or tell of it, or who acts is never domestic"
    crossing = case.parties["crosses"]
    came_over = case.has_anywhere(crossing) if kind == "clash" else case.has(crossing)
    is_over = came_over or case.tells("infiltration")
    return "somebody or something came over the line" if is_over else ""
