"""Names that a report of violence only mentions: rivers, roads, markets that shut, far echoes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.reports.where.surroundings import Lead

if TYPE_CHECKING:
    from geo.reports.where.surroundings import Around

_LISTED = r"(?:[A-Z][\w'’-]+(?:[ \t][A-Z][\w'’-]+)?(?:,[ \t]+(?:and[ \t]+)?|[ \t]+and[ \t]+))*"
_WATER = re.compile(r"[ \t]+(?:[Rr]iver|[Ss]tream|[Dd]am|[Ll]ake|[Cc]anal)\b")
# "Schools in X, Y and Z were closed", "mosques in X collected blood".
_PUBLIC_IN = Lead(
    r"\b(?i:(?:schools?|colleges?|universit(?:y|ies)|mosques|shops|markets|bazaars|offices|banks"
    r"|families"
    r"|flights|trade|prices|life|traffic|elders|tribes|lawyers|funerals?(?:[ \t]+prayers)?|mourners"
    rf"|reporters|journalists|diplomats|analysts)[ \t]+(?:in|of|at|to"
    rf"|through)[ \t]+(?:the[ \t]+)?){_LISTED}$",
)
_NEXT_CLAUSE = re.compile(r"[,;:.]|[ \t](?:after|when|while|as|because|since|following|where)[ \t]")
_REST_OF_LIST = re.compile(rf"(?:,[ \t]+|[ \t]+and[ \t]+){_LISTED}(?:[A-Z][\w'’-]+)?")
# "Dur Baba and not Deh Bala".
_NOT = Lead(r"\bnot[ \t]+(?:in[ \t]+|at[ \t]+)?(?:the[ \t]+)?$")
# "The information department of X", "the police command of X".
_BODY_OF = Lead(
    r"\b(?:department|directorate|ministry|(?<!union[ \t])council|command"
    r"|administration|chamber|university|college"
    r"|office|committee|association|union|bar)[ \t]+(?:of|for)[ \t]+(?:the[ \t]+)?"
    r"(?:(?:province|district|city)[ \t]+of[ \t]+)?$",
    re.IGNORECASE,
)
# "From a ridge in X guns shelled Y".
_FROM_SPOT = Lead(
    r"^[\W]*From[ \t]+(?:a|an|the|its|their|positions|posts|hills|heights|bases)\b[^,.;]{0,40}$"
)
_ROAD_TO = Lead(
    r"\b(?:(?:road|highway|track|route|motorway|bus|coach"
    r"|(?<!on the )(?<!on their )(?<!on his )(?<!on its )way)[ \t]+(?:from|to|between|linking"
    r"|leading[ \t]+to|connecting|that[ \t]+(?:links|joins|connects|runs[ \t]+(?:from|between)))"
    r"|(?:crossing|gate|pass|route|gateway)[ \t]+between)[ \t]+(?:the[ \t]+)?(?:[A-Z][\w'’-]+"
    r"(?:[ \t][A-Z][\w'’-]+)?[ \t]+(?:to|and|with)[ \t]+)?$"
)
# "A police officer of X was shot dead in Y", "a convoy that had left X for Y".
_SOMEBODY_OF = Lead(
    r"\b(?:officers?|constables?|soldiers?|m[ae]n|wom[ae]n|boys?|girls?|labourers?|porters?"
    r"|traders?"
    r"|natives?|drivers?|students?)[ \t]+of[ \t]+(?:the[ \t]+)?$"
)
_SOMEWHERE = re.compile(r"\b(?:in|at|near|inside)[ \t]+(?:the[ \t]+)?[A-Z]")
_LEFT = Lead(r"\b(?:left|leaving|departed)[ \t]+(?:from[ \t]+)?$")
_LEFT_FOR = re.compile(r"[ \t]+(?:for|and[ \t]+headed|on[ \t]+the[ \t]+way|bound)\b")
# "After bombs in X and Y, jets struck Z": what comes first only went before.
_RECALLED_HEAD = Lead(
    r"^[\W]*(?:After|Following|(?:Hours|Days|Weeks|A[ \t]+day|A[ \t]+week)[ \t]+after"
    r"|In[ \t]+(?:answer|response"
    r"|reply)[ \t]+to|In[ \t]+retaliation[ \t]+for)\b[^.;]{0,60}$"
)
_STRUCK_THERE = re.compile(
    r"[^.;]{0,40}?,[ \t][^.;]{0,60}?\b(?:in|on|at|near|bombed|hit|struck|shelled|attacked"
    r"|stormed)[ \t]+"
    r"(?:the[ \t]+)?[A-Z]"
)
_WHERE = re.compile(r",?[ \t]+(?:district|village|town|area)?,?[ \t]*where\b(?P<told>[^.;]{0,90})")
# "Fighting spread from X to Y".
_SPREAD = Lead(
    r"\b(?:spread|stretch\w*|extend\w*|raged|everywhere|all[ \t]+the[ \t]+way"
    r"|along[ \t]+the[ \t]+\w+|fighting"
    r"|clashes|firing|shelling)[ \t]+from[ \t]+(?:the[ \t]+)?$",
    re.IGNORECASE,
)
_SPREAD_TO = re.compile(r"[^.,;]{0,25}?[ \t](?:to|as[ \t]+far[ \t]+as|and)[ \t]+[A-Z]")


# "Wrongly placed the shelling in X".
_MISTAKEN = Lead(
    r"\b(?:wrongly|mistakenly|by[ \t]+mistake|in[ \t]+error|erroneously|incorrectly|misreported)\b"
    r"[^.;]{0,60}\b(?:in|at|as(?:[ \t]+one[ \t]+of)?|to[ \t]+be|for)[ \t]+(?:the[ \t]+)?$",
    re.IGNORECASE,
)
# "They had planned to strike the queue at X".
_PLANNED = Lead(
    r"\b(?:plan(?:s|ned|ning)?|plot(?:s|ted|ting)?|intend(?:s|ed)?|intent(?:ion)?|meant"
    r"|threaten(?:s"
    r"|ed|ing)?|vow(?:s|ed)?|prepar(?:ed|ing)|ordered)[ \t]+(?:\w+[ \t]+){0,4}?(?:to[ \t]+"
    r"(?:strike|attack|bomb|hit|storm|blow|carry|target|seize|launch|detonate|explode)"
    r"|(?:strikes|attacks?|bombings?|raids?)[ \t]+(?:on|in|at))\b[^.;]{0,50}$",
    re.IGNORECASE,
)
# "A commander wanted for the bombing in X was killed in Y".
_WANTED = Lead(
    r"\b(?:wanted|sought|convicted|suspected|accused|responsible|behind|involved"
    r"|masterminds?(?:[ \t]+of)?)\b[^.;]{0,30}?\b(?:attacks?|bombings?|killings?|blasts?|raids?"
    r"|kidnappings?|murders?)[ \t]+(?:in|at|on|of)[ \t]+(?:the[ \t]+)?$",
    re.IGNORECASE,
)
_FOUND_THERE = re.compile(
    r"[^.;]{0,60}?\b(?:killed|died|dead|hit|struck|shot|eliminated|arrested|caught)\b[^.;]{0,30}?"
    r"\b(?:in|at|near)[ \t]+(?:the[ \t]+)?[A-Z]"
)
# "By the X road", "keep off the X road": the way that somebody takes.
_TAKEN = Lead(
    r"\b(?:by|via|using?|used|take[sn]?|taking|took|off|avoid(?:ed|ing)?|down|up|to)[ \t]+"
    r"(?:the[ \t]+)?$",
    re.IGNORECASE,
)
_ROAD = re.compile(r"[ \t]+(?:road|highway|track|motorway)\b")
# "Shots were fired towards X": what is aimed at is no way that somebody goes.
_FIRED_AT = Lead(
    r"\b(?:fir(?:ed|ing|es)|shots?|rockets?|shells?|mortars?|missiles?|guns?|rounds?|aimed)\b"
    r"[^.;]{0,30}?\b(?:towards?|into|at|on[ \t]+to)[ \t]+(?:the[ \t]+)?$",
    re.IGNORECASE,
)


# "Nothing was reported from X".
_STILL = Lead(
    r"\b(?:nothing|no[ \t]+(?:incidents?|firing|fighting|violence|shelling|clash(?:es)?))\b"
    r"[^.;:]{0,30}?\b(?:from|in|at)[ \t]+(?:the[ \t]+)?$",
    re.IGNORECASE,
)
# "Power was cut in X", "mobile service has been suspended in X".
_CUT_OFF = Lead(
    r"\b(?:power|electricity|internet|mobile|telephone|phone|water)\b[^.;:]{0,40}?\b(?:cut"
    r"|suspended"
    r"|down|off|out|restored|blocked|disrupted|switched[ \t]+off)[ \t]+(?:off[ \t]+)?(?:in|to"
    r"|across)"
    r"[ \t]+(?:the[ \t]+)?$",
    re.IGNORECASE,
)
# "Four soldiers of the brigade in X were killed in Y".
_GARRISON = Lead(
    r"\b(?:brigade|battalion|regiment|corps|division|wing|garrison)[ \t]+(?:based[ \t]+)?(?:in|at)"
    r"[ \t]+(?:the[ \t]+)?$",
    re.IGNORECASE,
)


# "Abducted twelve men from X": it was there.
_TAKEN_FROM = re.compile(
    r"\b(?:abduct|kidnap|snatch|evacuat|displac)\w*\b.*?\bfrom[ \t]+(?:the[ \t]+)?"
    r"(?:\w+['’]s?[ \t]+)?$",
)


# "The blast in X was heard in Y".
_HEARD_AFAR = Lead(
    r"\b(?:in|at|near|on|from)[ \t]+(?:the[ \t]+)?[A-Z][^.;]{0,40}\b(?:was|were|could[ \t]+be)"
    r"[ \t]+(?:also[ \t]+)?(?:heard|felt)[ \t]+(?:\w+[ \t]+){0,3}(?:in|at|across|throughout)[ \t]+"
    r"(?:the[ \t]+)?$"
)


def is_heard_afar(a: Around) -> bool:
    """Tell where only the noise of what happened at another place was heard."""
    return _HEARD_AFAR.stands(a)


def is_taken_from(a: Around) -> bool:
    """Tell where people were taken or driven from."""
    return "from" in a.words and _TAKEN_FROM.search(a.clause) is not None


def is_still(a: Around) -> bool:
    """Tell a place of which it is said that nothing happened there."""
    return _STILL.stands(a)


def is_cut_off(a: Around) -> bool:
    """Tell where power or telephones were cut."""
    return _CUT_OFF.stands(a)


def is_garrison(a: Around) -> bool:
    """Tell where a body of troops has its camp that fought at another place."""
    return _GARRISON.stands(a) and _SOMEWHERE.search(a.after) is not None


def is_mistaken(a: Around) -> bool:
    """Tell a place that was named by mistake."""
    return _MISTAKEN.stands(a)


def is_planned(a: Around) -> bool:
    """Tell where something was only meant to happen."""
    return _PLANNED.stands(a)


def is_wanted_for(a: Around) -> bool:
    """Tell where somebody had struck before who was found at another place."""
    return _WANTED.stands(a) and _FOUND_THERE.match(a.after) is not None


def is_way_taken(a: Around) -> bool:
    """Tell a road that people take or are told not to."""
    return _ROAD.match(a.after) is not None and _TAKEN.stands(a)


def is_fired_at(a: Around) -> bool:
    """Tell a place that was shot at: "fired towards X"."""
    return _FIRED_AT.stands(a)


def is_water(a: Around) -> bool:
    """Tell a river or lake that is called by a name."""
    return _WATER.match(a.after) is not None


def is_of_the_public(a: Around) -> bool:
    """Tell where schools shut or people prayed, while nothing violent is said of them."""
    if not _PUBLIC_IN.stands(a) or a.is_violence(a.clause):
        return False
    rest = _REST_OF_LIST.match(a.after)
    told = a.after[rest.end() if rest else 0 :]
    stop = _NEXT_CLAUSE.search(told)
    return not a.is_violence(told[: stop.start() if stop else len(told)].lower())


def is_not_meant(a: Around) -> bool:
    """Tell a name that is said not to be the place."""
    return _NOT.stands(a)


def is_of_a_body(a: Around) -> bool:
    """Tell a name that says whose department or council it is."""
    return _BODY_OF.stands(a)


def is_spot_of_fire(a: Around) -> bool:
    """Tell where guns stood that hit something else."""
    return _FROM_SPOT.stands(a) and a.is_violence(a.after.lower())


def is_on_the_way(a: Around) -> bool:
    """Tell an end of a road: "on the road from X to Y"."""
    return _ROAD_TO.stands(a)


def is_of_somebody(a: Around) -> bool:
    """Tell where somebody belongs who was hurt at another place that is named."""
    if _LEFT.stands(a) and _LEFT_FOR.match(a.after) is not None:
        return True
    return _SOMEBODY_OF.stands(a) and _SOMEWHERE.search(a.after) is not None


def went_before(a: Around) -> bool:
    """Tell a place of what went before: "after bombs in X, jets struck Y"."""
    struck = _STRUCK_THERE.match(a.after) if _RECALLED_HEAD.stands(a) else None
    return struck is not None and a.is_violence(struck[0].lower())


def happened_where(a: Around) -> bool:
    """Tell "visited X, where two soldiers were killed": it was there after all."""
    where = _WHERE.match(a.after)
    return where is not None and a.is_violence(where["told"].lower())


def is_spread(a: Around) -> bool:
    """Tell the first end of what spread from one place to another."""
    return _SPREAD.stands(a) and _SPREAD_TO.match(a.after) is not None
