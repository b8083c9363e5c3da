"""Who began a fight of two armies: clues in what its report and the men of both say of it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from geo.reports.documents.marks import GROUND
from geo.reports.incidents.cases import OPEN
from geo.reports.incidents.rebuttal import is_rebutted
from geo.reports.who.acts import ATTACKED, BEGAN, DID, FROM_THEIR_SIDE, STRUCK_BACK

if TYPE_CHECKING:
    from collections.abc import Collection

    from geo.reports.incidents.cases import Case


_DISPUTED = ("disputed", "turned_round")  # rows by which not all say that one has begun


def is_disputed(case: Case) -> bool:
    """Tell whether a report leaves open who began, and says it of no other fight or item.

    Who fired on villages is left open by what stands beside it.
    """
    if case.incident.kind == "shelling":
        return any(map(case.tells_beside, _DISPUTED))
    return any(leaves_open(case, name, (case.incident.kind,)) for name in _DISPUTED)


def leaves_open(case: Case, name: str, kinds: Collection[str] = ()) -> bool:
    """Tell whether a report has a row of words that is said of no other incident or item.

    Parameters
    ----------
    name
        The row.
    kinds
        Of the other incidents that it may be said of; none for any.
    """
    told = sorted(hit.start() for hit in case.all_anywhere(name))
    others = (p for i in case.others if not kinds or i.kind in kinds for p in i.pieces)
    of_others = {
        at
        for p in (others if told else ())
        for at in told[bisect_left(told, p.start) : bisect_left(told, p.end)]
    }
    return any(at not in of_others and not _is_of_another_item(case, at) for at in told)


def _is_of_another_item(case: Case, at: int) -> bool:
    """Tell what stands in an item or row in which nothing of an incident is told."""
    document = case.document
    block = document.sentences[document.sentence_at(at)].block
    own = {piece.block for piece in case.incident.pieces}
    return document.blocks[block].is_item and block not in own


def beginner(case: Case) -> str | None:
    """Return the army that began, by all that is said against either.

    Against an army counts that it is said to have begun, or to have attacked otherwise than in
    answer; and that the other's men say that they only answered, but for what it built.

    Returns
    -------
    Its side; `OPEN` where something is said against both, or nobody knows; None where nothing is
    said against either.
    """
    if is_disputed(case):
        return OPEN
    attacked = case.states & (case.openers | set(case.of(BEGAN)))
    against = case.states & case.charged if case.charged & attacked else set()
    if against or case.names_both or (case.tells("two_armies") and not case.has_militants):
        # What was built may be what the other side says that it answered.
        answered = {case.actors.across(side) for side in case.answered}
        against = against | (answered - case.provoked)
    if case.provoked - against:
        return OPEN if against or case.answered else None  # who began to build was shot at
    if len(against) == 1 and not is_rebutted(case, side := next(iter(against))):
        return side
    return OPEN if against else None


def nobody(case: Case) -> str | None:
    """Read that something is said against both, or that nobody knows."""
    return OPEN if beginner(case) == OPEN else None


def blamed_home(case: Case) -> str | None:
    """Read of fire from over the line that is laid to those alone who came under it."""
    blamed = case.states & set(case.of(ATTACKED))
    return OPEN if blamed == {case.home} and is_from_over(case) else None


def is_from_over(case: Case) -> bool:
    """Tell whether its words speak of fire from over the line: not "from X", on X's soil."""
    for piece in case.told:
        own = [actor.start - piece.start for actor in piece.actors if actor.side == case.home]
        hits = piece.each(case.parties["from_over"])
        if any(not any(hit.start() <= at < hit.end() for at in own) for hit in hits):
            return True
    return False


def attacker(case: Case) -> str | None:
    """Return who is said to have begun, or else to have attacked with more than guns."""
    sides = case.of(BEGAN) or [side for side in case.of(ATTACKED) if side in case.openers]
    return sides[0] if sides else None


def struck_back(case: Case) -> str | None:
    """Return who answered what had been done before with an attack of its own."""
    sides = {act.side for p in case.incident.pieces for act in p.acts if act.rule == STRUCK_BACK}
    return next(iter(sides)) if len(sides) == 1 and not case.of(ATTACKED) else None


def operated(case: Case) -> str | None:
    """Return whose man tells of "the retaliatory operation", where nobody is said to attack."""
    told = (p for p in case.incident.pieces if p.tells("incidents", "own_operation"))
    sides = {case.teller(piece) for piece in told} - {""}
    return next(iter(sides)) if len(sides) == 1 and not case.of(ATTACKED) else None


def both_fought(case: Case) -> str | None:
    """Read "fire was exchanged", by nobody who is said to have begun."""
    return OPEN if case.tells("between") else None


def beaten_off(case: Case) -> str | None:
    """Return the other side than the one that beat off an attack: it did not begin."""
    if not case.tells("beaten"):
        return None
    return case.actors.across(case.boasted() or next(iter(case.of(DID)), ""))


def from_their_side(case: Case) -> str | None:
    """Return whose side the shots came from, where its guards are told of: "both were hit"."""
    acts = [act for piece in case.incident.pieces for act in piece.acts]
    sides = {act.side for act in acts if act.rule == FROM_THEIR_SIDE}
    guards = {a.side for a in case.parties_named if a.kind == "army" and not a.is_direction}
    return next(iter(sides)) if len(sides) == 1 and sides <= guards else None


def boasted(case: Case) -> str | None:
    """Return the one side that gives losses of the other as its own doing.

    Where the other side tells of it, too, they may be those of a reply: not who took ground.
    """
    side = case.boasted()
    claims = case.incident.claims
    taken = {c.metric for c in claims if c.claimant_side == side} & GROUND
    is_alone = not any(c.claimant_side == case.actors.across(side) for c in claims)
    return side if side and (taken or is_alone or side == case.publishing_side) else None
