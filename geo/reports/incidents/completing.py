"""What is still open of incidents that were put together: dates, kinds, roles, places, sides."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from geo.reports.documents.marks import GROUND, HARM
from geo.reports.incidents import dating, doers, responsibility, roles, sides
from geo.reports.incidents.draft import (
    DEFAULT_KIND,
    Incident,
    has_day,
    is_history,
)
from geo.reports.what.gates import is_gate
from geo.reports.who.acts import ATTACKED, OURS, THEIRS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import Place, When
    from geo.reports.what.pieces import Piece
    from geo.reports.who.actors import Actors


def complete(
    document: Document,
    incidents: list[Incident],
    actors: Actors,
    period: When | None,
    named: Sequence[Place],
) -> list[Incident]:
    """Give what is still open: dates, places, kinds, sides, roles.

    `period` holds the days that the report is a report of, see `roles.reported_period`; `named` all
    places of its pieces.
    """
    dated = [i for i in _without_old(incidents, document.published) if not is_history(i)]
    # The day of an old photograph is none of the news.
    dated = [i for i in dated if not _is_old(i, document.published)] or dated
    # What was "last week" is history beside a day, unless the report begins with it.
    dated = [i for i in dated if i is incidents[0] or has_day(i)] or dated
    dated = [i for i in dated if not _is_flight(i)]
    news = [i for i in dated if not i.pieces[0].flags & {"aggregate"}]
    fought = [i for i in news if i.kind != "closure"]
    main = next(iter(fought or news or dated), None)
    kept: list[Incident] = []
    sharing: list[Incident] = []  # those whose day others have: no items that have it themselves
    for incident in incidents:
        is_dated = incident.first is not None
        if not is_dated:
            told = [i for i in sharing if i.role == "current" and i.kind != "closure"]
            alike = [i for i in told if i.kind and i.kind == incident.kind]
            near = alike or told
            before = near[-1] if near else main or _shut_for(incident, kept)
            dating.inherit(document, incident, before)
        _set_kind(incident, incidents, actors)
        _refine_kind(incident, actors)
        roles.set_role(document, incident, main, period, is_dated=is_dated)
        if incident.kind == "closure":
            incident.places = incident.places or _gate_of(document, incident, incidents, named)
            dating.shut_with_fight(incident, [i for i in incidents if i.role == "current"])
            dating.set_closure_window(document, incident, main)
        else:
            dating.open_end(document, incident)
        is_told = bool(incident.claims) or len(incidents) == 1
        is_told |= incident.pieces[0].tells("incidents", "once_again")
        is_told |= is_dated and _is_there_too(incident.pieces[0])
        is_told |= is_dated and _is_at_gate(incident, incidents)
        if not incident.places and incident.kind != "closure":
            shut = _shut_for(incident, incidents)
            incident.places = list(shut.places) if shut is not None else []
        if is_told and not incident.places:
            _inherit_places(document, incident, incidents)
        kept.append(incident)
        if is_dated or "bullet" not in incident.pieces[0].flags:
            sharing.append(incident)
    told_before: Incident | None = None
    head: Incident | None = None
    deeds = cache(lambda: doers.deeds(document, kept, actors))  # few ask
    owned = responsibility.owners(document, kept, actors)
    for number, incident in enumerate(kept):
        owner, beside = owned.get(number, ""), [other for other in kept if other is not incident]
        sides.act(document, incident, actors, deeds, told_before, owner, head, beside)
        head = incident if sides.is_operation(incident, actors) else head
        if incident.kind != "closure":  # what a group claimed says nothing of what follows
            told_before = None if number in owned else incident
    sides.open_crosswise(document, kept, actors)
    return [incident for incident in kept if incident.places or incident.claims]


def _is_flight(incident: Incident) -> bool:
    """Tell people who have fled since a day, on which no other event was for that."""
    when = incident.pieces[0].when
    is_open = when is not None and when.kind in ("since", "begun")
    metrics = {claim.metric for claim in incident.claims}
    return is_open and metrics == {"displaced"}


_OLD_DAYS = 10  # what ended so long before the report is not its news where other things come first


def _without_old(incidents: Sequence[Incident], published: date | None) -> Iterator[Incident]:
    """Yield incidents with a day, but not those long past behind one of which no day is told."""
    is_behind = False
    for incident in incidents:
        if incident.last is None:
            is_behind |= incident.kind != "closure"
        elif not (is_behind and _is_old(incident, published)):
            yield incident


def _is_old(incident: Incident, published: date | None) -> bool:
    if incident.last is None or published is None:
        return False
    return (published - incident.last).days > _OLD_DAYS


def _set_kind(incident: Incident, incidents: Sequence[Incident], actors: Actors) -> None:
    if incident.kind:
        return
    if incident.tells("bombing"):
        # Bombing is done from the air across the line, and with a bomb on one's own side.
        own = {s.country for s in actors.states.values() if s.side == actors.aircraft}
        is_own = any(p.country in own for p in incident.places) or not incident.places
        is_own |= any(a.kind == "group" for p in incident.pieces for a in p.actors)
        is_own &= not any(
            _is_across(act.side, incident, actors) for p in incident.pieces for act in p.acts
        )
        incident.kind = "ied" if is_own else "air"
        return
    abroad = [p.country for p in incident.places if p.country]
    contested = {s.country for s in actors.states.values() if s.insurgents}
    is_raid = incident.tells("raid") and {c.victim_group for c in incident.claims} & {"civilians"}
    if (incident.tells("strike") or is_raid) and abroad and not contested & set(abroad):
        incident.kind = "air"
        incident.reasons.append("a strike where only aircraft reach")
        return
    if any(c.metric in GROUND for c in incident.claims):
        incident.kind = DEFAULT_KIND
        incident.reasons.append("posts that were taken were fought for")
        return
    known = [i.kind for i in incidents if i.kind not in ("", "closure", "suicide", "ied")]
    if incident.tells("explosion") and not {"air", "shelling"} & set(known):
        incident.kind = "ied"
        incident.reasons.append("what exploded was neither dropped nor fired")
        return
    is_item = "bullet" in incident.pieces[0].flags
    if not known or (is_item and len(set(known)) > 1):
        incident.kind = DEFAULT_KIND
        incident.reasons.append("nothing tells its kind")
        return
    incident.kind = known[0]
    incident.reasons.append("kind of the report's first event")


def _is_across(side: str, incident: Incident, actors: Actors) -> bool:
    """Tell a state that acts where only places of the other one are named."""
    homes = {
        s.side for s in actors.states.values() if s.country in {p.country for p in incident.places}
    }
    return actors.across(side) != "" and homes == {actors.across(side)}


_POSTS = GROUND | {"posts_destroyed"}


def _refine_kind(incident: Incident, actors: Actors) -> None:
    """Set the kind anew by who was hit and who shot back.

    Villages that are shelled make no clash; posts that shoot at each other do. Militants who kill
    people at home or on the road attack them; soldiers who shoot militants fight them.
    """
    groups = {c.victim_group for c in incident.claims if c.metric in HARM}
    if incident.kind == "shelling" and _is_raid(incident):
        incident.kind = "clash"
        incident.reasons.append("shells fell besides what armed men did")
    if incident.kind == "air" and _is_aided(incident, groups, actors):
        incident.kind = "clash"
        incident.reasons.append("aircraft came to help those who were attacked")
    elif incident.kind == "shelling" and all(map(incident.tells, ("missile", "from_air"))):
        incident.kind = "air"
        incident.reasons.append("the missiles came from the air")
    elif incident.kind == "shelling" and _is_fought(incident, actors):
        incident.kind = "clash"
        incident.reasons.append("both sides shot")
    elif incident.kind == "property" and any(c.metric in _POSTS for c in incident.claims):
        incident.kind = "clash"
        incident.reasons.append("posts were fought for")
    elif incident.kind == "clash" and _is_one_sided(incident, groups, actors):
        is_shot = incident.tells("small_arms") or incident.tells("at_people")
        incident.kind = "attack" if is_shot else "shelling"
        incident.reasons.append("fire on people who did not fight")
    elif incident.kind == "clash" and _is_attack(incident, groups, actors):
        incident.kind = "attack"
        incident.reasons.append("armed men attacked, and lost nobody")
    elif incident.kind == "attack" and _shot_militants(incident, groups):
        incident.kind = "clash"
        incident.reasons.append("militants were shot")


def _is_aided(incident: Incident, groups: set[str], actors: Actors) -> bool:
    """Tell an attack of armed men that the helicopters of those attacked helped to beat off."""
    is_foreign = any(piece.finds(actors.parties["foreign"]) for piece in incident.pieces)
    if is_foreign or not incident.tells("helicopters"):
        return False
    countries = {place.country for place in incident.places}
    states = [state for state in actors.states.values() if state.country in countries]
    is_hit = any(state.forces in groups for state in states)
    acts = [act for piece in incident.pieces for act in piece.acts_of_nameless]
    is_attack = incident.tells("attacked") or any(act.strength >= ATTACKED for act in acts)
    return len(states) == len(countries) == 1 and (is_hit or is_attack)


def _is_raid(incident: Incident) -> bool:
    """Tell an attack of armed men in whose course, it says later, shells fell too."""
    first = incident.pieces[0]
    acts = (*first.acts, *first.acts_of_nameless)
    is_attack = first.tells("incidents", "attacked") and any(a.strength >= ATTACKED for a in acts)
    fired = [piece for piece in incident.pieces if piece.kind == "shelling"]
    return is_attack and all(piece.tells("incidents", "besides") for piece in fired)


def _is_fought(incident: Incident, actors: Actors) -> bool:
    """Tell a fight, whatever it was with, from the fire of one side alone.

    One shot back, or took a post; or both armies' men or posts were hit, or each side tells of
    losses of its own.
    """
    told = [c for c in incident.claims if c.stance == "asserts" and c.count_max != 0]
    states = actors.states.values()
    have_lost = {s.forces for s in states} <= {c.victim_group for c in told}
    tell_of_own = all(
        any(c.claimant_side == s.side and c.victim_group in ("civilians", s.forces) for c in told)
        for s in states
    )
    is_taken = any(c.metric in GROUND for c in told)
    return is_taken or have_lost or tell_of_own or incident.tells("shot_back")


def _shot_militants(incident: Incident, groups: set[str]) -> bool:
    """Tell that militants were shot, by no unknown men: nobody else, or they are told first."""
    is_first = incident.claims[:1] and incident.claims[0].victim_group == "militants"
    is_hunt = "militants" in groups and not incident.tells("unknown_men")
    return is_hunt and ("civilians" not in groups or bool(is_first))


def _is_attack(incident: Incident, groups: set[str], actors: Actors) -> bool:
    """Tell armed men who attack guards, or unknown men anybody; nothing is said of their losses."""
    hit = [state for state in actors.states.values() if state.forces in groups]
    is_unknown = incident.tells("unknown_men")
    if len(hit) > 1 or ("militants" in groups or not hit) > is_unknown:
        return False
    if any(doers.boasting(incident, actors)):
        return False  # the other army gives their losses as its own doing
    others = {state.side for state in actors.states.values()} - {state.side for state in hit}
    acts = [act for p in incident.pieces for act in (*p.acts, *p.acts_of_nameless)]
    attacked = {act.side for act in acts if act.strength >= ATTACKED}
    armies = {a.side for p in incident.pieces for a in p.actors if a.kind == "army"}
    if (attacked | armies) & {*others, OURS, THEIRS}:
        return False
    is_attack = is_unknown or any(not actors.across(side) for side in attacked)
    is_attack |= bool(hit) and incident.tells("attacked")
    return is_attack and not any(
        incident.tells(n) for n in ("between", "infiltration", "beaten", "hit_back")
    )


def _is_one_sided(incident: Incident, groups: set[str], actors: Actors) -> bool:
    """Tell fire on villages, or on people on a road, from a fight."""
    armies = {a.side for a in incident.pieces[0].actors if actors.across(a.side)}
    if len(armies) > 1 and incident.pieces[0].tells("incidents", "between"):
        return False
    if not groups or not groups <= {"civilians", "unspecified"}:
        return False
    if "civilians" not in groups and not incident.tells("at_people"):
        return False
    if any(c.metric not in HARM | {"displaced"} for c in incident.claims):
        return False
    is_fire = incident.tells("fire") or incident.tells("small_arms")
    return (is_fire and not incident.tells("fight")) or incident.tells("at_people")


def _inherit_places(document: Document, incident: Incident, incidents: Sequence[Incident]) -> None:
    first = incident.pieces[0]
    if document.blocks[first.block].is_item and "stamped" in first.flags:
        return  # an item of a live page tells of its own place, or of none that is known
    others = [i for i in incidents if i is not incident and i.places and i.role == "current"]
    if document.blocks[first.block].is_item:  # nor is an item where another one is
        others = [i for i in others if not document.blocks[i.pieces[0].block].is_item]
    is_there_too = first.tells("incidents", "same_place") or _is_there_too(first)
    if others and (incident.role == "current" or is_there_too):
        before = [i for i in others if i.pieces and i.pieces[0].start < first.start]
        places = before[-1].places if before else others[0].places
        is_province = first.tells("incidents", "in_the_province")
        provinces = [p for p in places if p.level == "admin1"] if is_province else []
        incident.places = provinces or list(places)


def _shut_for(incident: Incident, incidents: Sequence[Incident]) -> Incident | None:
    """Return the closure for which a sentence tells a fight: "It was shut because of a clash"."""
    first = incident.pieces[0]
    shut = (i for i in incidents if i.kind == "closure" and first.kind)
    return next((i for i in shut if any(p.sentence == first.sentence for p in i.pieces)), None)


def _is_at_gate(incident: Incident, incidents: Sequence[Incident]) -> bool:
    """Tell a fight of two armies, at no place, told right behind a gate that is shut."""
    at = incident.pieces[0].sentence - 1
    shut = (piece for i in incidents if i.kind == "closure" for piece in i.pieces)
    return incident.kind == "clash" and any(piece.sentence == at for piece in shut)


def _is_there_too(piece: Piece) -> bool:
    """Tell an event of its own day "in the same district" or "in the province"."""
    rows = ("same_place", "in_the_province")
    return bool(piece.kind) and any(piece.tells("incidents", name) for name in rows)


def _gate_of(
    document: Document, incident: Incident, incidents: Sequence[Incident], named: Sequence[Place]
) -> list[Place]:
    """Return the gate that a report named last, or names next; else where was fought before.

    "After the attack the border was closed".
    """
    at = incident.pieces[0].start
    gates = [p for p in named if p.level == "crossing"]
    gates = gates or [p for p in named if is_gate(document, p)]
    if gates:
        return [min(gates, key=lambda gate: (gate.start > at, abs(gate.start - at)))]
    fought = [i for i in incidents if i.kind != "closure" and i.fine and i.role == "current"]
    before = [i for i in fought if i.pieces[0].start < at]
    return incident.places or (before[-1].fine[:1] if before else [])
