"""What the subject of a sentence does: a party, by the first verb behind its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.reports.who.acts import (
    ANSWERED,
    ATTACKED,
    ATTACKS,
    BEGAN,
    CROSSED,
    DID,
    OWN,
    OWN_ANSWERED,
    PROVOKED,
    STRUCK_BACK,
    Act,
)
from geo.reports.who.verbs import NOT

if TYPE_CHECKING:
    from geo.reports.language.scanning import Hit
    from geo.reports.language.wording import Ending
    from geo.reports.who.told import Told

REACH = 90  # characters from a party to the verb it goes with
THING_REACH = 15  # characters to the word that makes a party's name a thing of theirs
_NEAR = 60  # characters before a party in which it is told what it is
_NEXT_WORDS = 60  # characters to a verb that stands close by
_WHO = re.compile(r"(?:[ \t]+(?:forces|troops|side|army))?(?:,[^,.;]{1,50},)?[ \t]+(?:who|that)\b")
_HAD = re.compile(r"\b(?:had|have|has)\b")
_HARMS = ("passive", "did")  # verbs of what one suffers, or does to others
_STOP = re.compile(r"[.;:]")
_AT_THEM = re.compile(
    r"(?:fired|shot) (?:up)?(?:at|on|into)\b(?! (?:dawn|dusk|night|noon|\w+day)\b)"
)


def read(told: Told, start: int, end: int, side: str, following: int) -> Act | None:
    """Read what a party does by the first verb behind it.

    Parameters
    ----------
    told
        A piece of a report.
    start, end
        Where in it the party is named.
    side
        Its side.
    following
        Where the next party is named.
    """
    said, text = told.said, told.text
    before = _before(told, start)
    flies = told.find_in(told.listed("weapons"), start, end) or before.find("weapons_of")
    if flies and said["landed"].search(text, end):
        return Act(side, ATTACKED, start, "came down")
    if _is_object(told, start, end, before):
        return None
    end = _behind_inserted(told, end)
    following = following if following >= end else len(text)
    stop = min(len(text), end + REACH)
    at = end
    crossed: Act | None = None  # "crossed the line and stormed two posts": what follows says more
    while (verb := told.verb(at, stop)) is not None:
        gap = text[end : verb.start]
        kind = verb.name
        if NOT.search(gap) and kind != "spoke":
            return crossed
        if (
            _STOP.search(gap)
            or _is_of_others(told, end, verb.start)
            or (verb.start > following and kind != "spoke" and _parts(told, text[end:following]))
        ):
            return crossed
        if kind == "thing" and verb.start - end <= THING_REACH and not _fires_next(told, verb):
            return crossed
        if (beyond := _beyond(told, end, verb)) is not None:
            at = beyond
            continue
        if kind == "spoke":
            return _own_act(told, verb.start, side) or crossed
        if kind in _HARMS and (act := _while_acting(told, verb.end, side)) is not None:
            return act
        if kind in ("passive", "mutual") or said["reduced"].search(text, verb.start):
            return crossed
        if kind in _BEFORE:
            crossed = crossed or Act(side, _BEFORE[kind], start, kind)
            goes_on = _goes_on(told, verb.end, stop) if kind == "provoked" else verb.end
            if goes_on is None:
                return crossed
            at = goes_on
            continue
        if kind in (ANSWERED, "retaliated"):
            return crossed or Act(side, DID, start, _answer(told, verb))
        if kind == "did":  # what flies or fires and kills has attacked
            is_attack = flies or said["by_firing"].search(text, verb.end) is not None
            return crossed or Act(side, ATTACKED if is_attack else DID, start, kind)
        came_to_build = crossed is not None and crossed.rule == "provoked"
        strength = BEGAN if came_to_build else _strength(told, verb, following)
        return Act(side, strength, start, kind)
    return crossed


def _beyond(told: Told, end: int, verb: Hit) -> int | None:
    """Return where to look on behind a word that is no verb: "a raid", "X officials", "said to"."""
    if verb.name == "thing" or _is_noun(told, end, verb) or _acts_next(told, verb):
        return verb.end
    to = None
    if verb.name == "passive":
        to = told.said["said_to"].search(told.text, verb.start)
    elif verb.name == "spoke":  # "X claims to have hit", "the ministry of X claims to have hit"
        has = told.said["claims_to_have"]
        to = has.search(told.text, verb.start) or has.search(told.text, verb.end + 1)
    return None if to is None else to.end()


def _fires_next(told: Told, thing: Hit) -> bool:
    """Tell "X's tank had opened on them", "X's patrol fired at them" from "X's post attacked"."""
    verb = told.verb(thing.end, thing.end + _NEXT_WORDS)
    if verb is None or verb.name not in ATTACKS:
        return False
    between = told.text[thing.end : verb.start].split()
    is_active = "had" in between or verb.name == "began"
    is_active |= verb.name == CROSSED and not told.text.endswith("ing", 0, verb.end)
    is_active |= _AT_THEM.match(told.text, verb.start) is not None
    return _HELPING.issuperset(between) and is_active


def _acts_next(told: Told, spoke: Hit) -> bool:
    """Tell "X officials opened fire", who say nothing."""
    verb = told.verb(spoke.end, spoke.end + _NEXT_WORDS) if spoke.name == "spoke" else None
    if verb is None or verb.name not in ATTACKS or told.text.endswith("ing", 0, verb.end):
        return False
    is_noun = told.listed("officials").is_all_of(told.text, spoke.start, spoke.end)
    return is_noun and _HELPING.issuperset(told.text[spoke.end : verb.start].split())


# What may come before an attack in one sentence, and how sure it is where none follows.
_BEFORE = {CROSSED: ATTACKED, "provoked": PROVOKED}


def _strength(told: Told, verb: Hit, following: int) -> int:
    """Return how sure an attack makes it that who did it began."""
    is_uncaused = told.said["uncaused"].search(told.text, verb.start, following)
    return BEGAN if verb.name == "began" or is_uncaused else ATTACKED


def _answer(told: Told, verb: Hit) -> str:
    """Name the rule of an answer: "answered by storming a post" is an attack of its own."""
    is_raid = verb.name == ANSWERED and told.said["in_force"].search(told.text, verb.end)
    return STRUCK_BACK if is_raid else verb.name


def _goes_on(told: Told, at: int, stop: int) -> int | None:
    """Return where "tried to build a post and shot at the guards" goes on to an attack."""
    verb = told.verb(at, stop)
    while verb is not None and verb.name in ("thing", "spoke"):
        verb = told.verb(verb.end, stop)
    if verb is not None and verb.name == "passive":
        act = _while_acting(told, verb.end, "")
        return act and act.at  # "and were told to stop, and shot"
    if verb is None or verb.name not in ATTACKS:
        return None
    return verb.start if _AND_THEN.search(told.text[at : verb.start]) else None


def _behind_inserted(told: Told, end: int) -> int:
    """Return where "X, angered by a wall, fired" goes on behind what is said of X beside it."""
    inserted = (
        told.said["inserted"].search(told.text, end) if told.text[end : end + 1] == "," else None
    )
    if inserted is None or (verb := told.verb(inserted.end(), inserted.end() + REACH)) is None:
        return end
    between = told.text[inserted.end() : verb.start].split()
    return inserted.end() - 1 if _HELPING.issuperset(between) else end


# What may stand before the verb of whoever was told of before.
_HELPING = frozenset(
    {"had", "has", "have", "also", "again", "then", "reportedly", "later", "allegedly"}
)


# "And then", "and, told to stop,".
_AND_THEN = re.compile(r"\band(?:,[^,.;]{1,60},)?(?: (?:then|suddenly|later))?[ \t]+$")


def _before(told: Told, start: int) -> Ending:
    """Return what stands before a party; "hundreds of" is a part of its name."""
    before = told.before(start, _NEAR)
    many = before.find("many_of")
    of_name = len(many[0]) if many is not None else 0
    return told.before(start - of_name, _NEAR - of_name) if of_name else before


def _is_object(told: Told, start: int, end: int, before: Ending) -> bool:
    """Tell "fired on X's posts", "killed nine soldiers of X", to whom something is done."""
    is_whose = before.find("of") or before.find("speakers_of")
    if is_whose is not None and before.find("came_from") is None:
        head = max(0, start - len(is_whose[0]))
        before = told.before(head, _NEAR)
    done = before.find("object")
    if done is None:
        return False
    return not (who_began(told, end) or acts_after(told, done[0], end))


def _is_of_others(told: Told, start: int, end: int) -> bool:
    """Tell "X, which shelters militants who attack", "X to find those who killed": others did."""
    if told.find_in(told.said["others_who"], start, end) is not None:
        return True
    men = told.find_in(told.listed("armed_men"), start, end)
    apart = told.text[start : men.start()].split() if men is not None else []
    return len(apart) > 1 and not {"and", "with"} & set(apart)


def _while_acting(told: Told, at: int, side: str) -> Act | None:
    """Read "eight were killed when they attacked a post", "killed two when they opened fire"."""
    text = told.text
    when = told.said["when_they"].search(text, at)
    verb = when and told.verb(when.end(), min(len(text), when.end() + _NEXT_WORDS))
    if not verb or verb.name not in ("began", "attacked"):
        return None
    if NOT.search(text, when.end() if when else at, verb.start):
        return None
    return Act(side, BEGAN if verb.name == "began" else ATTACKED, verb.start, "while acting")


def acts_after(told: Told, before: str, end: int) -> bool:
    """Tell "after a guard had shot two men", "after X fired": a clause of who did what."""
    text = told.text
    if not before.lower().startswith("after"):
        return False
    end = _behind_inserted(told, end)
    verb = told.verb(end, min(len(text), end + _NEXT_WORDS))
    if verb is None or verb.name not in (*ATTACKS, "provoked"):
        return False
    is_past = text.startswith("ed", verb.end - 2) or " " in text[verb.start : verb.end]
    is_next = text[end : verb.start].isspace() and not text.startswith("ing", verb.end - 3)
    return is_past or is_next or _HAD.search(text, end, verb.start) is not None


def who_began(told: Told, end: int) -> bool:
    """Tell "they, he said, who had attacked": against what others say, or of whom is told of."""
    text = told.text
    who = _WHO.match(text, end)
    if who is None:
        return False
    verb = told.verb(who.end(), min(len(text), who.end() + _NEXT_WORDS))
    return verb is not None and verb.name in ATTACKS


def _is_noun(told: Told, end: int, verb: Hit) -> bool:
    """Tell "an attack" and "air strikes" from what somebody does."""
    text = told.text
    if not told.listed("nouns").is_all_of(text, verb.start, verb.end):
        return False
    before = text[max(end, verb.start - 16) : verb.start].split()
    return bool(before) and told.listed("before_nouns").is_all_of(before[-1].strip(","))


def _parts(told: Told, gap: str) -> bool:
    """Tell whether the words before the next party part it from this one: not "X and Y"."""
    return not told.said["together"].is_in(gap)


def _own_act(told: Told, at: int, side: str) -> Act | None:
    """Read "said its troops had attacked": the speaker's own side acts."""
    text = told.text
    own = told.said["own"].search(text, at, min(len(text), at + 90))
    if own is None or told.listed("denied").search(text, at, own.start()):
        return None  # "officials denied that it had begun"
    verb = told.verb(own.end(), min(len(text), own.end() + 60))
    if (
        verb is None
        or NOT.search(text[own.end() : verb.start])
        or _is_noun(told, own.end(), verb)  # "said it knew of no attack"
        or verb.name not in (*ATTACKS, "did", ANSWERED, "retaliated")
    ):
        return None
    strength = {"began": BEGAN, "attacked": ATTACKED, "crossed": ATTACKED}.get(verb.name, DID)
    if verb.name == "did" and told.listed("weapons").search(own[0]):
        strength = ATTACKED
    return Act(side, strength, own.start(), OWN_ANSWERED if verb.name == ANSWERED else OWN)
