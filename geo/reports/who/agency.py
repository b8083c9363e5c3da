"""Who does what in a piece of a report: the grammar of parties and the verbs around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.reports.who import subjects
from geo.reports.who.actors import Actor
from geo.reports.who.acts import (
    ANSWERED,
    ATTACKED,
    ATTACKS,
    BEGAN,
    BLAMED,
    DID,
    FROM_THEIR_SIDE,
    NAMELESS,
    OURS,
    OWN,
    OWN_ANSWERED,
    THEIRS,
    THEY,
    UNPROVOKED,
    Act,
)
from geo.reports.who.told import Told
from geo.reports.who.verbs import NOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.language.wording import Ending

_NOT_REACH = 25  # characters before a verb in which it is denied
_BEFORE = 80  # characters before a party in which it is told what it does
_PERSONS = {"we": OURS, THEY: THEIRS}  # in somebody's own words


def acts(
    told: Told,
    parties: Sequence[tuple[int, int, Actor]],
    quoted: Sequence[tuple[int, int]] = (),
) -> list[Act]:
    """Find what parties do, in order.

    Parameters
    ----------
    told
        A piece of a report.
    parties
        Where in it each stands that is named there.
    quoted
        Where somebody's own words begin and end in it.
    """
    found: list[Act] = []
    text = told.text
    following, behind = len(text), None  # the party behind, and what it does
    together = told.said["and_with"]
    asserted = told_until(told) if parties else 0
    parties = [
        party for party in parties if party[1] <= asserted and not _is_no_party(told, *party)
    ]
    for number, (start, end, actor) in reversed([*enumerate(parties)]):
        act = _of_actor(told, start, end, actor, following)
        is_own = act is not None and act.rule in (OWN, OWN_ANSWERED)
        if act is not None and is_own and _are_own_words(quoted, act.at):
            act = None  # “told reporters: "They attacked us"”
        if act is None and behind is not None and together.search(text, end, following):
            act = behind._replace(side=actor.side, at=start)
        # "Forces of X in Y fired": where they stood comes between.
        following = following if is_land(told, start) else start
        behind = act
        if act is not None and not _are_both(text, parties, number):
            found.append(act)
    for side in (OURS, THEIRS):
        for named in _named(told, side):
            if any(act.at == named.start() for act in found):
                continue  # "X said its men": X's
            act = subjects.read(told, named.start(), named.end(), side, len(text))
            before = text[max(0, named.start() - _BEFORE) : named.start()]
            if act is None and _is_done_by(told, before):
                act = Act(side, ATTACKED, named.start(), side)  # "hit by our mortars"
            if act is not None:
                found.append(act if act.rule == ANSWERED else act._replace(rule=side))
    for person, side in _PERSONS.items() if quoted else ():
        for named in told.all(person):
            if not _are_own_words(quoted, named.start()):
                continue
            act = subjects.read(told, named.start(), named.end(), side, len(text))
            if act is not None:
                found.append(act if act.rule == ANSWERED else act._replace(rule=person))
    return sorted(found, key=lambda act: act.at)


def _named(told: Told, side: str) -> list[re.Match[str]]:
    """Find where a side is called by who speaks: "our forces", "he stated that its forces".

    And "Its forces fired, he said".
    """
    own = told.all("its") if side == OURS else []
    opens = bool(own) and not own[0].start() and told.find("said_behind") is not None
    said = [
        named
        for named in own
        if (opens and not named.start()) or told.before(named.start(), _BEFORE).has("says")
    ]
    return [*told.all(side), *said]


def is_land(told: Told, at: int) -> bool:
    """Tell "fired from X", "forces in X": where a party's name is that of its land."""
    return told.said["as_land"].search(told.text, max(0, at - _LAND_REACH), at) is not None


_LAND_REACH = 80  # characters before a name in which it may be made a land


def told_until(told: Told) -> int:
    """Return where "did not say whether" leaves open what follows, else the end of a text."""
    if told.said["whether"].search(told.text) is not None:
        return 0
    asked = told.find("left_open")
    return len(told.text) if asked is None else asked.end()


_HYPHENS, _HYPHENED = ("-", "–"), re.compile(r"\w[-–]$")


def _is_no_party(told: Told, start: int, end: int, actor: Actor) -> bool:
    """Tell names that are no party's: "most of them X", "told X News", "the X-Y highway"."""
    text = told.text
    if _are_armed(told, end, actor):
        return True
    before = text[max(0, start - _NOT_REACH) : start]
    if text.startswith(_HYPHENS, end) or _HYPHENED.search(before):
        return True
    is_outlet = told.said["of_outlet"].search(text, end) is not None
    return is_outlet or told.said["some_of"].search(before) is not None


def _are_armed(told: Told, end: int, actor: Actor) -> bool:
    """Tell "X militants", who are men of no army from the land X."""
    if actor.kind != "government":
        return False
    return told.listed("armed_men").pattern.match(told.text, end + 1) is not None


def _are_own_words(quoted: Sequence[tuple[int, int]], at: int) -> bool:
    """Tell whether an offset stands in somebody's own words."""
    return any(first <= at < last for first, last in quoted)


def acts_of_nameless(told: Told, parties: Sequence[tuple[int, int, Actor]]) -> list[Act]:
    """Find what armed men do whose group is not named: "gunmen stormed the fort".

    Parameters
    ----------
    told, parties
        As of `acts`; what stands beside a party's name, as in "X militants", is that party's.
    """
    found: list[Act] = []
    text = told.text
    for said in told.all_of("armed_men"):
        beside = (a for a in parties if a[0] - 1 <= said.end() and said.start() <= a[1] + 1)
        if any(not _are_armed(told, end, actor) for _, end, actor in beside):
            continue
        men = Actor(said.start(), said.end(), NAMELESS, "group", "militants", said[0])
        of_group, hailing = told.said["of_group"], told.said["hailing_from"]
        named = (at for at, _, actor in parties if actor.kind == "group")
        if any(of_group.search(text, said.end(), at) for at in named):
            continue  # "militants of the X" are the X
        behind = [party for party in parties if party[0] >= said.end()]
        end = said.end()
        if behind and _ON.match(text, end):
            _, land_end, land = behind[0]
            soil = _SOIL.match(text, land_end)
            end = soil.end() if soil else land_end if land.is_direction else end
        following = next(
            (at for at, *_ in behind if at >= end and not hailing.search(text, end, at)), len(text)
        )
        act = _of_actor(told, said.start(), end, men, following)
        if act is not None:
            found.append(act)
    return found


_ON = re.compile(r"[ \t]+(?:on|in|inside|from)[ \t]")
_IS_WHOLE = re.compile(r"[,.;]|$")
_SOIL = re.compile(r"[ \t]+(?:soil|territory)\b")  # "militants on X soil"


def _of_actor(
    told: Told,
    start: int,
    end: int,
    actor: Actor,
    following: int,
) -> Act | None:
    text = told.text
    before = told.before(start, _BEFORE)
    side = actor.side
    if any(before.find(name) for name in ("told_by", "denied_of", "built_by")):
        return None
    if before.find("since") and told.said["took_power"].search(text, end):
        return None
    stop = min(len(text), end + _FORCES_REACH)
    is_armed = actor.kind != "government" or told.find_in(told.listed("forces"), end, stop)
    if (rule := _began_by(told, before, end, is_armed=bool(is_armed))) is not None:
        return Act(side, BEGAN, start, rule)
    if (blamed := before.find("blamed")) is not None:
        return _of_blame(told, before, end, blamed.start(), side)
    weapon = _weapon_of(told, end)
    if (rule := _as_doer(told, before, text[end : end + 40], actor)) is not None:
        return Act(side, DID if _IN_ANSWER.search(before.text) else ATTACKED, start, rule)
    if before.find("by"):
        if not _is_done_by(told, before.text):
            return None
        if is_armed or weapon or any(before.find(p) for p in ("of", "struck_by")):
            is_answer = before.find("answer_by")
            return Act(side, DID if is_answer else ATTACKED, start, "by")
    if before.find("answer_to") and (weapon or actor.kind != "government"):
        return Act(side, BEGAN, start, "fire answered")
    if before.find("in_answer_to") and told.said["gunfire"].search(text, end):
        return Act(side, DID if told.find("in_raid") else BEGAN, start, "fire answered")
    is_gun = weapon is not None or told.said["from_posts"].search(text, end) is not None
    if before.find("from") and (actor.kind != "government" or is_gun):
        return Act(side, ATTACKED, start, "from")
    if (is_gun or actor.kind == "army") and before.find("they_came_from"):
        return Act(side, ATTACKED, start, "from")
    if weapon is not None and (by_arms := _by_weapon(told, before, actor, end, weapon[0])):
        return by_arms._replace(at=start)
    act = subjects.read(told, start, end, side, following)
    if act is not None and act.strength > DID and before.find("from"):
        return act._replace(strength=DID)  # "shells from X hit it": by whomever
    return act


def _of_blame(told: Told, before: Ending, end: int, at: int, side: str) -> Act | None:
    """Read of what a party is accused: of an attack, of having begun, or of neither."""
    accused = _CLAUSE_END.split(told.text[end : end + 60])[0]
    is_denied = NOT.search(before.text, max(0, at - _NOT_REACH), at)
    if is_denied or told.listed("not_violent").search(accused):
        return None
    if told.said["of_what"].search(accused) and not _is_violent(told, accused):
        return None
    # "Both sides fought. Kabul blamed Islamabad."
    is_bare = not _AT_WHICH.search(before.text) and _NOTHING_MORE.match(accused)
    of_beginning = bool(is_bare) or any(
        told.listed(name).search(accused) for name in ("began", "fights")
    )
    strength = BEGAN if of_beginning else ATTACKED
    if not of_beginning and told.said["from_the_air"].search(told.text, end):
        strength = DID  # air raids that a fight followed did not begin it
    return Act(side, strength, at, BLAMED)


def _weapon_of(told: Told, end: int) -> re.Match[str] | None:
    """Find "X's mortars" behind a party; not "X did not fire back"."""
    weapon = told.said["weapon"].search(told.text, end, min(len(told.text), end + 60))
    return None if weapon is None or NOT.search(told.text, end, weapon.end()) else weapon


def _by_weapon(told: Told, before: Ending, actor: Actor, end: int, weapon: str) -> Act | None:
    """Read what a party's weapon does: "after X's fire" it is recalled, at others it is aimed."""
    aimed = before.find("firing_at")
    is_named = actor.kind != "group" or not told.listed("spoke").search(weapon)
    if not aimed and is_named:
        is_unprovoked = "unprovoked" in before.text[-24:].lower() + weapon.lower()
        return Act(actor.side, BEGAN if is_unprovoked else ATTACKED, actor.start, "weapon")
    is_clause = aimed is not None and subjects.acts_after(told, aimed[0], end)
    if aimed and not is_clause and not _AIMED_AT.search(before.text):
        return Act(actor.side, DID, actor.start, "weapon recalled")
    return None


def _is_done_by(told: Told, before: str) -> bool:
    """Tell "killed by", and nothing said or run by somebody."""
    is_by = told.said["by"].search(before) and not told.said["not_agent"].search(before)
    return bool(is_by) and told.listed("done").search(before) is not None


def _is_violent(told: Told, accused: str) -> bool:
    """Tell whether what a party is accused of is an attack or harm at all."""
    of_what = Told(told.words, accused)
    verb = of_what.verb(0, len(accused))
    while verb is not None and verb.name not in (*ATTACKS, "did"):
        verb = of_what.verb(verb.end, len(accused))
    named = any(told.listed(name).search(accused) for name in ("done", "weapons", "fights"))
    return verb is not None or named


def _began_by(told: Told, before: Ending, end: int, *, is_armed: bool) -> str | None:
    """Name the rule by which the words around a party say that it began."""
    if before.find("unprovoked"):
        return UNPROVOKED
    for rule in ("begun_from", "begun_by"):
        if before.find(rule):
            return rule.replace("_", " ")
    is_whole = _IS_WHOLE.match(told.text, end)  # "It was the X, he said."
    if before.find("cleft") and (is_whole or subjects.who_began(told, end)):
        return "it was they who"
    if not is_armed or not before.find("begun"):
        return None
    if re.match(r"(?:['’]s)?[ \t]+and\b", told.text[end:]):
        return None
    verb = told.verb(end, min(len(told.text), end + subjects.REACH))
    return "begun after" if verb is not None and verb.name in (*ATTACKS, "did") else None


_FORCES_REACH = 25  # characters behind a government's name in which its forces stand


def _as_doer(told: Told, before: Ending, after: str, actor: Actor) -> str | None:
    """Name the rule by which the words around a party say that an attack was its own."""
    if before.find("doing_of") and actor.kind != "group":
        # "The shelling of X's villages" is done to them.
        owned = told.listed("thing").search(after, 0, subjects.THING_REACH)
        return None if owned is not None else "attack of"
    if before.find("was_of"):
        return "theirs"
    if before.find("cleft") and told.said["doing"].search(after):
        return BLAMED
    if before.find("fell_to"):
        return "fell to"
    if before.find("at_hands"):
        return "at the hands of"
    if before.find("held") and re.match(r"[ \t]+(?:\w+[ \t]+)?responsible\b", after):
        return "held responsible"
    if before.find("from") and after and actor.is_direction:
        return FROM_THEIR_SIDE
    return None


# "In answer to the aggressions of X": what the others did before.
_IN_ANSWER = re.compile(
    r"\b(?:answer|response|retaliation|reply|revenge|reaction|return)[ \t]+(?:to|for)[ \t]+"
    r"(?:[\w-]+[ \t]+){1,4}of[ \t]+(?:the[ \t]+)?$",
    re.IGNORECASE,
)
_AIMED_AT = re.compile(r"\b(?:at|on|down|against)[ \t]+(?:\w+[ \t]+){0,2}$", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;.]")
_AT_WHICH = re.compile(
    r"\b(?:blamed on|attributed\b.*\bto|traced\b.*\bto)[ \t]+(?:the )?$", re.IGNORECASE
)  # "strikes blamed on X"
_NOTHING_MORE = re.compile(r"[ \t]*(?:$|(?:and|but|while)\b)")


_JOINED = re.compile(r"(?:['’]s)?[ \t]+(?:\w+[ \t]+){0,2}and[ \t]+(?:the[ \t]+)?")


def _are_both(text: str, spans: Sequence[tuple[int, int, Actor]], number: int) -> bool:
    """Tell "Afghan and Pakistani troops": what both do, neither began."""
    for first, last in ((number - 1, number), (number, number + 1)):
        if first < 0 or last >= len(spans) or spans[first][2].side == spans[last][2].side:
            continue
        if _JOINED.fullmatch(text, spans[first][1], spans[last][0]):
            return {spans[first][2].kind, spans[last][2].kind} <= {"army", "government"}
    return False
