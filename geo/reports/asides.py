"""Names that a report of violence only mentions: rivers, roads, markets that shut, far echoes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.reports.surroundings import Around

_LISTED = r"(?:[A-Z][\w'’-]+(?:[ \t][A-Z][\w'’-]+)?(?:,[ \t]+(?:and[ \t]+)?|[ \t]+and[ \t]+))*"
_WATER = re.compile(r"[ \t]+(?:[Rr]iver|[Ss]tream|[Dd]am|[Ll]ake|[Cc]anal)\b")
# "Schools in X, Y and Z were closed", "mosques in X collected blood".
_PUBLIC_IN = re.compile(
    r"\b(?:schools?|colleges?|universit(?:y|ies)|mosques|shops|markets|bazaars|offices|banks"
    r"|families"
    r"|flights|trade|prices|life|traffic|elders|tribes|lawyers|funerals?(?:[ \t]+prayers)?|mourners"
    rf"|reporters|journalists|diplomats|analysts)[ \t]+(?:in|of|at|to"
    rf"|through)[ \t]+(?:the[ \t]+)?{_LISTED}$",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(r"[,;:.]|[ \t](?:after|when|while|as|because|since|following|where)[ \t]")
_REST_OF_LIST = re.compile(rf"(?:,[ \t]+|[ \t]+and[ \t]+){_LISTED}(?:[A-Z][\w'’-]+)?")
# "Dur Baba and not Deh Bala".
_NOT = re.compile(r"\bnot[ \t]+(?:in[ \t]+|at[ \t]+)?(?:the[ \t]+)?$")
# "The information department of X", "the police command of X".
_BODY_OF = re.compile(
    r"\b(?:department|directorate|ministry|council|command|administration|chamber|university"
    r"|college"
    r"|office|committee|association|union|bar)[ \t]+(?:of|for)[ \t]+(?:the[ \t]+)?"
    r"(?:(?:province|district|city)[ \t]+of[ \t]+)?$",
    re.IGNORECASE,
)
# "From a ridge in X guns shelled Y".
_FROM_SPOT = re.compile(
    r"[\W]*From[ \t]+(?:a|an|the|its|their|positions|posts|hills|heights|bases)\b[^,.;]{0,40}$"
)
_ROAD_TO = re.compile(
    r"\b(?:road|highway|track|route|motorway|way|bus|coach)[ \t]+(?:from|to|between|linking"
    r"|leading[ \t]+to"
    r"|connecting|that[ \t]+links)[ \t]+(?:the[ \t]+)?(?:[A-Z][\w'’-]+(?:[ \t][A-Z][\w'’-]+)?[ \t]+"
    r"(?:to|and"
    r"|with)[ \t]+)?$"
)
_WHERE = re.compile(r",?[ \t]+(?:district|village|town|area)?,?[ \t]*where\b(?P<told>[^.;]{0,90})")
# "Fighting spread from X to Y".
_SPREAD = re.compile(
    r"\b(?:spread|stretch\w*|extend\w*|raged|everywhere|all[ \t]+the[ \t]+way"
    r"|along[ \t]+the[ \t]+\w+|fighting"
    r"|clashes|firing|shelling)[ \t]+from[ \t]+(?:the[ \t]+)?$",
    re.IGNORECASE,
)
_SPREAD_TO = re.compile(r"[^.,;]{0,25}?[ \t](?:to|as[ \t]+far[ \t]+as|and)[ \t]+[A-Z]")


def is_water(a: Around) -> bool:
    """Tell a river or lake that is called by a name."""
    return _WATER.match(a.after) is not None


def is_of_the_public(a: Around) -> bool:
    """Tell where schools shut or people prayed, while nothing violent is said of them."""
    if _PUBLIC_IN.search(a.before) is None or a.is_violence(a.clause):
        return False
    rest = _REST_OF_LIST.match(a.after)
    told = a.after[rest.end() if rest else 0 :]
    stop = _NEXT_CLAUSE.search(told)
    return not a.is_violence(told[: stop.start() if stop else len(told)].lower())


def is_not_meant(a: Around) -> bool:
    """Tell a name that is said not to be the place."""
    return _NOT.search(a.before) is not None


def is_of_a_body(a: Around) -> bool:
    """Tell a name that says whose department or council it is."""
    return _BODY_OF.search(a.before) is not None


def is_spot_of_fire(a: Around) -> bool:
    """Tell where guns stood that hit something else."""
    is_from = _FROM_SPOT.fullmatch(a.before) is not None
    return is_from and a.is_violence(a.after.lower())


def is_on_the_way(a: Around) -> bool:
    """Tell an end of a road: "on the road from X to Y"."""
    return _ROAD_TO.search(a.before) is not None


def happened_where(a: Around) -> bool:
    """Tell "visited X, where two soldiers were killed": it was there after all."""
    where = _WHERE.match(a.after)
    return where is not None and a.is_violence(where["told"].lower())


def is_spread(a: Around) -> bool:
    """Tell the first end of what spread from one place to another."""
    return _SPREAD.search(a.before) is not None and _SPREAD_TO.match(a.after) is not None
