"""Names of places that locate no incident, each with one reason."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.language.words import PACKS, either
from geo.reports.where import asides
from geo.reports.where.surroundings import LOCALS, WORDS, Around, Lead, leads, phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import Place
    from geo.reports.language.words import Words
    from geo.reports.where.cues import Toponym

REASONS = (
    "dateline",
    "seat of a speaker",
    "stands for a government",
    "origin",
    "destination",
    "beside",
    "road",
    "talks",
    "person",
    "organisation",
    "context",
    "unknown",
    "country",
)


@lru_cache(maxsize=PACKS)
def holds(words: Words) -> re.Pattern[str]:
    """Match what stands between a place and what holds it: "X in the Y district"."""
    said = words.load("places")["frames"]
    level = f"(?i:{either([*said['units'], *said['localities'], *said['after']])})"
    nations = either(name for names in words.countries for name in names)
    return re.compile(
        rf"(?:['’]s)?(?:[ \t]+{level})?(?:,[ \t]*(?:(?:a|the)[ \t]+{level}[ \t]+)?|[ \t]*\()?"
        rf"[ \t]*(?:(?:in|of|within|inside|near)[ \t]+)?"
        rf"(?:the[ \t]+)?(?:(?:{level}|(?:north|south|east|west|central)[a-z\-]*|province"
        rf"|neighbouring|restive|border|tribal|mountainous|{nations}(?:['’]s)?)[ \t]+){{0,3}}"
        r"(?:of[ \t]+)?"
    )


HELD = re.compile(
    r"(?:[ \t]+[a-z]+)?['’]s?[ \t]+(?:[a-z]+[ \t]+)?|:[ \t]*|[ \t]*[-–][ \t]*"
    r"|[ \t]*\((?:the[ \t]+)?[a-z]+[ \t]+of[ \t]+"
)


# "At X district hospital", where people are brought.
@lru_cache(maxsize=PACKS)
def _hospital(words: Words) -> re.Pattern[str]:
    named = either(words.load("places")["reject"]["hospitals"])
    return re.compile(rf"(?:['’]s)?[ \t]+(?:\w+[ \t]+){{0,3}}?(?:[Hh]ospital|{named})\b")


# "A hospital in X listed five wounded", "the DHQ hospital, X".
@lru_cache(maxsize=PACKS)
def _hospital_in(words: Words) -> re.Pattern[str]:
    named = either(words.load("places")["reject"]["hospitals"])
    return re.compile(
        rf"\b(?:hospitals?|clinics?|morgue|{named})(?:,[ \t]*|[ \t]+(?:in|at"
        r"|of)[ \t]+)(?:the[ \t]+)?$",
        re.IGNORECASE,
    )


_HIT = re.compile(
    r"\b(?:bombed|struck|hit|attacked|targeted|shelled|destroyed|stormed)\b"
    r"|\b(?:strikes?|attacks?|raids?|bombing|shelling)[ \t]+(?:on|of|at)\b"
)
_FLED_TO = Lead(
    r"\b(?:fl(?:ed|ee|eeing)|(?:famil(?:y|ies)|refugees|households|people|villagers)\b[^.;]{0,40}"
    r"\b(?:crossed|moved|gone|walked))\b[^.;]{0,45}\b(?:to|into|for)[ \t]+(?:the[ \t]+)?$",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:['’]s?[ \t]+(?:[a-z\-]+[ \t]+){0,3}|[ \t]+(?:(?:public|health|press|media|provincial"
    r"|district|tehsil|agency"
    r"|information|border|refugees?|returnees?|disaster|customs|tribal)[ \t]+){1,2})"
    r"(?:governor|spokes\w+|chief|officials?"
    r"|authorities|minister|ministry|department|office|directorate|police(?! (?:post|station))"
    r"|administration|government|council|commissioner|director|commander|head|officer)\b",
    re.IGNORECASE,
)
# "The X-Y highway", of either end.
_ROAD_WORD = re.compile(
    r"[ \t]+(?:national[ \t]+|main[ \t]+)?(?:highway|motorway|road|railway|route|bus)\b"
)
_ROAD = re.compile(rf"[-–][A-Z]\w+(?:[ \t][A-Z]\w+)?{_ROAD_WORD.pattern}")
_ROAD_END = re.compile(r"[A-Z]\w+[-–]$")
_SPOKE_IN = Lead(
    r"\b(?:speaking|spoke|told[ \t]+(?:\w+[ \t]+){1,2}|address(?:ed|ing)[ \t]+\w+[ \t]+"
    r"|(?:he|she|they|officials?)[ \t]+(?:said|says|added|told)"
    r"|(?:figures|claims?|accounts?|statements?|versions?|reports?)[ \t]+(?:put[ \t]+out|issued"
    r"|released)|announced|published|circulated"
    r"|interview(?:ed)?)[ \t]*(?:on \w+day[ \t]+)?"
    r"(?:in|at)[ \t]+(?:the[ \t]+)?(?:city of[ \t]+)?$",
    re.IGNORECASE,
)
_PEOPLE_IN = Lead(
    r"\b(?:protest\w*|demonstrat\w*|traders|students|activists|crowds|lawyers|drivers|importers"
    r"|exporters|rall(?:y|ies)|marched"
    r"|sit-ins?)[ \t]+in[ \t]+(?:the[ \t]+)?$",
    re.IGNORECASE,
)
_BLAMED_IN = Lead(
    r"\b(?:blam|accus|ignor|toler|shelter|harbour|host)\w*[ \t]+(?:\w+[ \t]+){0,5}(?:in"
    r"|from)[ \t]+(?:the[ \t]+)?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=PACKS)
def _person_of(words: Words) -> re.Pattern[str]:
    """Match "Commander Gul Rahman of", before where he is from."""
    titles = either(words.load("places")["reject"]["persons"])
    return re.compile(rf"\b(?i:{titles})[ \t]+(?:[A-Z]\w+[ \t]+){{1,3}}(?:of|from)[ \t]+$")


_PART_OF = Lead(
    r"\bin[ \t]+the[ \t]+(?:far[ \t]+)?(?:north|south|east|west)[\w-]*[ \t]+of[ \t]+$",
    re.IGNORECASE,
)
# "One post, Khyber, destroyed" names a post.
_POST_NAME = Lead(
    r"\b(?:posts?|outposts?|checkposts?|operation|units?|corps)[ \t]*,?[ \t]*[\"“]?$", re.IGNORECASE
)
_OUTLET = re.compile(
    r",?[ \t]+(?:(?:the|a)[ \t]+)?(?:(?:state|private|local|news|official|independent)[ \t-]+){1,3}"
    r"(?:agency|channel|outlet|newspaper|broadcaster|website)"
)


def reject(
    document: Document,
    places: list[Place],
    toponyms: dict[int, Toponym],
    seats: frozenset[str],
) -> None:
    """Give each place that locates nothing its reason.

    Parameters
    ----------
    document
        The report.
    places
        Its places, resolved; their `reason` is set.
    toponyms
        The names they were made from, by their start.
    seats
        Names of the seats of governments.
    """
    datelines = document.datelines
    for place in places:
        if not place.reason and place.start in toponyms:
            place.reason = _reason(document, place, toponyms[place.start], datelines, seats)


def _reason(
    document: Document,
    place: Place,
    toponym: Toponym,
    datelines: Sequence[tuple[int, int]],
    seats: frozenset[str],
) -> str:
    text = document.text
    if any(start <= place.start < end for start, end in datelines):
        return "" if _is_here(document, place, datelines) else "dateline"
    cues = toponym.cues
    if place.level == "country":
        return "country"
    if place.level == "border":
        return "person" if "person" in cues and "placed" not in cues else ""
    if "title" in cues and not (cues & {"placed"} and place.level in ("admin1", "admin2")):
        return "person"
    if "person" in cues and "placed" not in cues and "list" not in cues:
        return "person"
    if "person" in cues and not any(cue.startswith("level:") for cue in cues):
        return "person"
    if "organisation" in cues and not (
        document.triggers[place.sentence] and LOCALS.match(text, place.end)
    ):
        return "organisation"
    is_of_level = any(cue.startswith("level:") for cue in cues)
    if "named_on" in cues and not is_of_level and place.level != "admin1":
        return "person"
    if toponym.tier == "frame" and phrases(document.words)["who"].match(text, place.end):
        return "person"
    sentence = document.sentences[place.sentence]
    before = text[max(sentence.start, place.start - 60) : place.start]
    after = text[place.end : min(sentence.end, place.end + 80)]
    words = text[sentence.start : sentence.end]
    is_free = not cues & {"placed", "list"}
    is_listed = {"list", "placed"} <= cues
    whole = text[max(sentence.start, place.start - _CLAUSE_CHARS) : place.start]
    breaks = [match.end() for match in _CLAUSE.finditer(whole)]
    clause = whole[breaks[-1] :] if breaks else whole
    around = Around(
        before,
        after,
        words,
        place.name in seats,
        is_free,
        is_listed,
        clause.lower(),
        bool(document.triggers[place.sentence]),
        frozenset(WORDS.findall(whole.lower())),
        document.words,
        leads().asked_in(before),
    )
    return next((reason for reason, holds in _RULES if holds(around)), "")


_HERE_SENTENCES = 2  # a report says "here" of the place in its dateline in so many sentences
_TOWNS = frozenset({"place", "crossing", "admin2", "admin3"})


def _is_here(document: Document, place: Place, datelines: Sequence[tuple[int, int]]) -> bool:
    """Tell a dateline whose place the news is of: "QUETTA: A bomb went off here on Sunday"."""
    if len(datelines) != 1 or place.level not in _TOWNS:
        return False
    end = datelines[0][1]
    told = [n for n, s in enumerate(document.sentences) if s.end > end][:_HERE_SENTENCES]
    return any(
        document.triggers[n]
        and _HERE_NOW.search(document.text, end, document.sentences[n].end) is not None
        for n in told
    )


# "On the Mall Road here on Sunday", "shells fell in this border town", not "officials here said".
_HERE_NOW = re.compile(
    r"(?<!officials )(?<!sources )(?<!police )(?<!reporters )\bhere\b(?![ \t]+(?:said|told|that))"
    r"|\b(?:in|on|at|near)[ \t]+this[ \t]+(?:[a-z]+[ \t]+){0,2}(?:town|city|district|village)\b"
)
_REPORTED_FROM = Lead(r"reported from[ \t]+(?:the[ \t]+)?$")
_NOT_THE = Lead(r"\bnot[ \t]+(?:the|to be)\b[^.]{0,25}$")
_CLAUSE_CHARS = 160  # of a clause, before a name
# Where another clause begins.
_CLAUSE = re.compile(
    r"[,;:(]|[ \t](?:while|whereas|after|before|when|until|where|which|who|whose|because|since"
    r"|though"
    r"|although|as|that|but)[ \t]",
    re.IGNORECASE,
)


# "Levies post X, Y": where the post is follows its name.
_IS_IN = re.compile(r"(?:,[ \t]+(?:in[ \t]+)?|[ \t]+(?:in|of)[ \t]+)(?:the[ \t]+)?[A-Z]")


def _is_only_a_name(a: Around) -> bool:
    """Tell a name of a post or an operation, and what something is said not to be."""
    return _NOT_THE.stands(a) or (_POST_NAME.stands(a) and _IS_IN.match(a.after) is None)


def _is_idle(a: Around) -> bool:
    """Tell "met in X", "a man who had studied in X": nothing violent in its clause."""
    idle = a.find("idle", a.clause)
    if idle is None or a.is_violence(a.clause, idle.start()):
        return False
    if a.is_violence(a.clause[: idle.start()]) and _PRESENT.match(idle[0]):
        return False  # "killed men queueing outside a bank in X"
    if asides.happened_where(a):
        return False
    return not a.is_violence(a.clause) or not a.is_violence(idle["gap"])


# What people did where they were hit.
_PRESENT = re.compile(
    r"(?:queu|camp|park|strand|buy|stand|sat|work|sle|station|deploy|post|based|pray|march|rall"
    r"|protest|demonstrat|gather)"
)


def _is_person(a: Around) -> bool:
    return a.is_free and (a.match("person") or a.match("who"))


def _is_destination(a: Around) -> bool:
    if asides.happened_where(a) or asides.is_fired_at(a):
        return False
    if a.find("direction", a.before):
        return True
    return _FLED_TO.stands(a)


def _is_in_hospital(a: Around) -> bool:
    named = _hospital_in(a.vocabulary).search(a.before) is not None
    return named and _HIT.search(a.sentence) is None


def _is_on_road(a: Around) -> bool:
    is_end = _ROAD_END.search(a.before) is not None and _ROAD_WORD.match(a.after) is not None
    return is_end or _ROAD.match(a.after) is not None


def _is_origin(a: Around) -> bool:
    if _BLAMED_IN.stands(a) or _person_of(a.vocabulary).search(a.before):
        return True
    if asides.is_spread(a) or asides.happened_where(a):
        return False
    if _FAR_FROM.stands(a) or _FACING.stands(a) or asides.is_taken_from(a):
        return False
    said = a.find("origin", a.before)
    # "Wounded brought from the bombing of X", "from X a strike is reported": it was there.
    _, came, between = a.before.lower().rpartition("from ")
    is_from = said is not None and not (came and a.is_violence(between))
    if a.before.strip() == "From" and a.is_violent and _NEWS.search(a.after):
        return False
    return is_from and not a.is_heard and not _REPORTED_FROM.stands(a)


# "Some 12 km from X": how far, not where from.
_FAR_FROM = Lead(
    r"\b(?:km|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|hours?|minutes)[ \t]+"
    r"(?:\w+[ \t]+){0,2}from[ \t]+(?:the[ \t]+)?$",
    re.IGNORECASE,
)
# "Posts across from X", "troops struck from the direction of X": what they face or hold.
_FACING = Lead(
    r"\b(?:across[ \t]+from|from[ \t]+the[ \t]+direction[ \t]+of)[ \t]+(?:the[ \t]+)?$",
    re.IGNORECASE,
)
_NEWS = re.compile(r"\b(?:reported|reports?|news|word|tell|told)\b")


def _is_beside(a: Around) -> bool:
    return a.find("beside", a.before) is not None and not _PART_OF.stands(a)


def _is_government(a: Around) -> bool:
    if not a.is_seat:
        return False
    if a.after[:2] in ("'s", "’s") and not a.match("city"):
        return True
    before = a.find("metonym_before", a.before) is not None and not a.is_listed
    return before or a.match("verbs")


_SPEAKS_FOR = Lead(
    r"\b(?:spokes\w+|deputy|mayor|head|director|commissioner)\b[^.;,]{0,40}\b(?:of"
    r"|for)[ \t]+(?:the[ \t]+)?$",
    re.IGNORECASE,
)


# "Says the governor's office in X", "so the police chief of X told us".
_SAYS = Lead(
    r"\b(?:said|says|told|tells|adds?|added|claims?|claimed|insists?|insisted|reports?|reported"
    r"|confirm(?:s|ed)|den(?:ies|ied)|explain(?:s|ed))[ \t]+(?:the|an?|its|one|police|officials"
    r"|security)\b[^.;,:]{0,50}$",
    re.IGNORECASE,
)
# "Zabihullah Mujahid in Kabul: 58 dead".
_SOMEBODY_IN = Lead(r"[a-z][ \t]+in[ \t]+$")


def _is_speakers_seat(a: Around) -> bool:
    is_said = a.match("said") or _SAYS.stands(a)
    if a.is_seat and a.after.startswith(":") and _SOMEBODY_IN.stands(a):
        return True
    if a.is_opening and ((a.is_seat and is_said) or a.match("chief")):
        return True
    if a.is_heard and a.is_seat:
        return False
    if _SPEAKS_FOR.stands(a):
        return True
    return (a.is_seat or is_said) and a.find("seat_before", a.before) is not None


# Why a name locates nothing, in the order in which it is asked; the first answer stands.
_RULES: tuple[tuple[str, Callable[[Around], bool]], ...] = (
    ("road", asides.is_on_the_way),
    ("context", asides.is_water),
    ("context", asides.is_not_meant),
    ("talks", asides.is_of_the_public),
    ("organisation", asides.is_of_a_body),
    ("origin", asides.is_spot_of_fire),
    ("origin", asides.is_of_somebody),
    ("context", asides.went_before),
    ("context", asides.is_mistaken),
    ("context", asides.is_still),
    ("context", asides.is_heard_afar),
    ("talks", asides.is_cut_off),
    ("origin", asides.is_garrison),
    ("context", asides.is_planned),
    ("context", asides.is_wanted_for),
    ("road", asides.is_way_taken),
    ("destination", _is_destination),
    ("destination", lambda a: _hospital(a.vocabulary).match(a.after) is not None),
    ("destination", _is_in_hospital),
    ("organisation", lambda a: _OFFICE.match(a.after) is not None),
    ("road", _is_on_road),
    ("seat of a speaker", _SPOKE_IN.stands),
    ("talks", _PEOPLE_IN.stands),
    ("origin", _is_origin),
    ("beside", _is_beside),
    ("stands for a government", _is_government),
    ("context", _is_only_a_name),
    ("seat of a speaker", _is_speakers_seat),
    ("person", _is_person),
    ("origin", lambda a: a.match("people") and not a.is_heard),
    ("context", lambda a: a.match("calm")),
    ("context", _is_idle),
    ("organisation", lambda a: _OUTLET.match(a.after) is not None),
    ("talks", lambda a: not a.is_violent and a.is_of_talks),
    ("context", lambda a: not a.is_violent and a.is_seat),
)
