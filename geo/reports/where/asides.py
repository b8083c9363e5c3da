"""Names that a report of violence only mentions: rivers, roads, markets that shut, far echoes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.reports.where.surroundings import Around


def is_heard_afar(a: Around) -> bool:
    """Tell where only the noise of what happened at another place was heard."""
    return a.stands("heard_afar")


def is_taken_from(a: Around) -> bool:
    """Tell where people were taken or driven from."""
    return a.has("taken_from", a.clause)


def is_still(a: Around) -> bool:
    """Tell a place of which it is said that nothing happened there."""
    return a.stands("still") or a.follows("still_there")


def is_cut_off(a: Around) -> bool:
    """Tell where power or telephones were cut."""
    return a.stands("cut_off")


def is_garrison(a: Around) -> bool:
    """Tell where a body of troops has its camp that fought at another place."""
    return a.stands("garrison") and a.has("somewhere", a.after)


def is_overflown(a: Around) -> bool:
    """Tell where aircraft were only seen: "a drone was sighted over X"."""
    return a.stands("flown_over") and not a.is_violence(a.after.lower())


def is_armed_elsewhere(a: Around) -> bool:
    """Tell where those were who shot at another place: "fighters in X fired on a post near Y"."""
    return a.stands("armed_in") and a.follows("fired_at_other")


def is_home(a: Around) -> bool:
    """Tell where those were from who were hurt: "the four, residents of X, were working"."""
    return a.stands("from_there") and not a.follows("tell")


def is_alias(a: Around) -> bool:
    """Tell another name of the place just named."""
    return a.stands("alias")


def is_left(a: Around) -> bool:
    """Tell what somebody is told to leave, and where the dead are carried."""
    return a.stands("to_leave") or a.stands("coffins")


def is_arrest(a: Around) -> bool:
    """Tell where a suspect was arrested."""
    return a.stands("arrested_in")


def is_mistaken(a: Around) -> bool:
    """Tell a place that was named by mistake."""
    return a.stands("mistaken")


def is_planned(a: Around) -> bool:
    """Tell where something was only meant to happen."""
    return a.stands("planned")


def is_wanted_for(a: Around) -> bool:
    """Tell where somebody had struck before who was found at another place."""
    return a.stands("wanted") and a.follows("found_there")


def is_way_taken(a: Around) -> bool:
    """Tell a road that people take or are told not to."""
    return a.follows("road_behind") and a.stands("taken")


def is_fired_at(a: Around) -> bool:
    """Tell a place that was shot at: "fired from the heights over there towards X"."""
    return a.has("fired_at", a.clause)


def is_water(a: Around) -> bool:
    """Tell a river or lake that is called by a name."""
    return a.follows("water")


def is_of_the_public(a: Around) -> bool:
    """Tell where schools shut or people prayed, while nothing violent is said of them."""
    if not a.stands("public_in") or a.is_violence(a.clause):
        return False
    rest = a.behind("rest_of_list")
    told = a.after[rest.end() if rest else 0 :]
    stop = a.said["next_clause"].search(told)
    return not a.is_violence(told[: stop.start() if stop else len(told)].lower())


def is_not_meant(a: Around) -> bool:
    """Tell a name that is said not to be the place."""
    return a.stands("not")


def is_of_a_body(a: Around) -> bool:
    """Tell a name that says whose department or council it is."""
    return a.stands("body_of")


def is_spot_of_fire(a: Around) -> bool:
    """Tell where guns stood that hit something else."""
    return a.stands("from_spot") and a.is_violence(a.after.lower())


def is_on_the_way(a: Around) -> bool:
    """Tell an end of a road: "on the road from X to Y"."""
    return a.stands("road_to")


def is_of_somebody(a: Around) -> bool:
    """Tell where somebody belongs who was hurt at another place that is named."""
    if (a.stands("left") and a.follows("left_for")) or a.stands("departed"):
        return True
    return a.stands("somebody_of") and a.has("somewhere", a.after)


def went_before(a: Around) -> bool:
    """Tell a place of what went before: "after bombs in X, jets struck Y"."""
    struck = a.behind("struck_there") if a.stands("recalled_head") else None
    return struck is not None and a.is_violence(struck[0].lower())


def happened_where(a: Around) -> bool:
    """Tell "visited X, where two soldiers were killed": it was there after all."""
    where = a.behind("where")
    return where is not None and a.is_violence(where["told"].lower())


def is_spread(a: Around) -> bool:
    """Tell the first end of what spread from one place to another."""
    return a.stands("spread") and a.follows("spread_to")


def is_calm_after(a: Around) -> bool:
    """Tell "calm returned to X after three days of clashes": they were there."""
    return a.stands("calm_at") and a.is_violence(a.after.lower())
