"""Who does what in a piece of a report: the grammar of parties and the verbs around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from geo.reports.language import wording
from geo.reports.who.actors import Actor
from geo.reports.who.verbs import NOT, listed, verb_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.language.scanning import Hit
    from geo.reports.language.wording import Ending, Wording
    from geo.reports.language.words import Words

# How surely a party is the one who acted: it began, it attacked, or it only did something.
# Or what it did was no violence, and gave the other side cause for it.
BEGAN, ATTACKED, DID, PROVOKED = 3, 2, 1, 0
_REACH = 90  # characters from a party to the verb it goes with
_NOT_REACH = 25  # characters before a verb in which it is denied
_THING_REACH = 15  # characters to the word that makes a party's name a thing of theirs
_OURS, _THEIRS = "ours", "theirs"  # the side that speaks, and the one across the line
NAMELESS = "nameless"  # the side of armed men whose group is not named
CROSSED = "crossed"  # the rule by which somebody only came over a line
OWN = "own forces"  # the rule by which a party says that its own did it
ANSWERED, OWN_ANSWERED = "answered", "own forces answered"  # that somebody else had begun
THEY = "they"  # the rule by which somebody says in his own words that others did it
_PERSONS = {"we": _OURS, THEY: _THEIRS}  # in somebody's own words


class Act(NamedTuple):
    """What a party does.

    Attributes
    ----------
    side
        Of the party; ``ours`` or ``theirs`` where the words only say so.
    strength
        `BEGAN`, `ATTACKED`, `DID` or `PROVOKED`.
    at
        Where in the piece.
    rule
        Name of the rule that told it.
    """

    side: str
    strength: int
    at: int
    rule: str


def _said(words: Words) -> Wording:
    """Return the rows of `wording/agency.toml`."""
    return wording.of(words, "agency")


def acts(
    words: Words,
    text: str,
    parties: Sequence[tuple[int, int, Actor]],
    quoted: Sequence[tuple[int, int]] = (),
) -> list[Act]:
    """Find what parties do, in order.

    Parameters
    ----------
    words
        The vocabulary that the text is read with.
    text
        Of a piece of a report.
    parties
        Where in the text each stands that is named there.
    quoted
        Where somebody's own words begin and end in it.
    """
    found: list[Act] = []
    following, behind = len(text), None  # the party behind, and what it does
    together = _said(words)["and_with"]
    asserted = told_until(words, text)
    parties = [
        party
        for party in parties
        if party[1] <= asserted and not _is_no_party(words, text, *party[:2])
    ]
    for number, (start, end, actor) in reversed([*enumerate(parties)]):
        act = _of_actor(words, text, start, end, actor, following)
        is_own = act is not None and act.rule in (OWN, OWN_ANSWERED)
        if act is not None and is_own and _are_own_words(quoted, act.at):
            act = None  # “told reporters: "They attacked us"”
        if act is None and behind is not None and together.search(text, end, following):
            act = behind._replace(side=actor.side, at=start)
        # "Forces of X in Y fired": where they stood comes between.
        following = following if _said(words)["as_land"].is_in(text[:start]) else start
        behind = act
        if act is not None and not _are_both(text, parties, number):
            found.append(act)
    for side in (_OURS, _THEIRS):
        for named in _said(words)[side].all_in(text):
            act = _as_subject(words, text, named.start(), named.end(), side, len(text))
            if act is None and _is_done_by(words, text[max(0, named.start() - 80) : named.start()]):
                act = Act(side, ATTACKED, named.start(), side)  # "hit by our mortars"
            if act is not None:
                found.append(act if act.rule == ANSWERED else act._replace(rule=side))
    for person, side in _PERSONS.items() if quoted else ():
        for named in _said(words)[person].all_in(text):
            if not _are_own_words(quoted, named.start()):
                continue
            act = _as_subject(words, text, named.start(), named.end(), side, len(text))
            if act is not None:
                found.append(act if act.rule == ANSWERED else act._replace(rule=person))
    return sorted(found, key=lambda act: act.at)


def told_until(words: Words, text: str) -> int:
    """Return where "did not say whether" leaves open what follows, else the end of a text."""
    asked = _said(words)["left_open"].search(text)
    return len(text) if asked is None else asked.end()


_HYPHENS = ("-", "–")


def _is_no_party(words: Words, text: str, start: int, end: int) -> bool:
    """Tell names that are no party's: "most of them X", "told X News", "the X-Y highway"."""
    before = text[max(0, start - _NOT_REACH) : start]
    if text.startswith(_HYPHENS, end) or re.search(r"\w[-–]$", before):
        return True
    is_outlet = _said(words)["of_outlet"].search(text, end) is not None
    return is_outlet or _said(words)["some_of"].search(before) is not None


def _are_own_words(quoted: Sequence[tuple[int, int]], at: int) -> bool:
    """Tell whether an offset stands in somebody's own words."""
    return any(first <= at < last for first, last in quoted)


def acts_of_nameless(
    words: Words, text: str, parties: Sequence[tuple[int, int, Actor]]
) -> list[Act]:
    """Find what armed men do whose group is not named: "gunmen stormed the fort".

    Parameters
    ----------
    words, text, parties
        As of `acts`; what stands beside a party's name, as in "X militants", is that party's.
    """
    found: list[Act] = []
    for said in listed(words, "armed_men").finditer(text):
        if any(start - 1 <= said.end() and said.start() <= end + 1 for start, end, _ in parties):
            continue
        men = Actor(said.start(), said.end(), NAMELESS, "group", "militants", said[0])
        of_group, hailing = _said(words)["of_group"], _said(words)["hailing_from"]
        named = (at for at, _, actor in parties if actor.kind == "group")
        if any(of_group.search(text, said.end(), at) for at in named):
            continue  # "militants of the X" are the X
        behind = (at for at, _, _ in parties if at >= said.end())
        following = next(
            (at for at in behind if not hailing.search(text, said.end(), at)), len(text)
        )
        act = _of_actor(words, text, said.start(), said.end(), men, following)
        if act is not None:
            found.append(act)
    return found


def _of_actor(
    words: Words,
    text: str,
    start: int,
    end: int,
    actor: Actor,
    following: int,
) -> Act | None:
    said = _said(words)
    before = said.before(text[max(0, start - 80) : start])
    side = actor.side
    if before.find("told_by"):
        return None
    is_armed = actor.kind != "government" or listed(words, "forces").search(text[end : end + 25])
    if (rule := _began_by(words, text, before, end, is_armed=bool(is_armed))) is not None:
        return Act(side, BEGAN, start, rule)
    if (blamed := before.find("blamed")) is not None:
        accused = _CLAUSE_END.split(text[end : end + 60])[0]
        is_denied = NOT.search(before.text, max(0, blamed.start() - _NOT_REACH), blamed.start())
        if is_denied or listed(words, "not_violent").search(accused):
            return None
        if _said(words)["of_what"].search(accused) and not _is_violent(words, accused):
            return None
        of_beginning = any(listed(words, name).search(accused) for name in ("began", "fights"))
        strength = BEGAN if of_beginning else ATTACKED
        return Act(side, strength, blamed.start(), "blamed")
    weapon = said["weapon"].search(text, end, min(len(text), end + 60))
    if (told := _as_doer(words, before, text[end : end + 40], actor)) is not None:
        return Act(side, DID if _IN_ANSWER.search(before.text) else ATTACKED, start, told)
    if before.find("by"):
        if not _is_done_by(words, before.text):
            return None
        if is_armed or weapon or any(before.find(p) for p in ("of", "struck_by")):
            is_answer = before.find("answer_by")
            return Act(side, DID if is_answer else ATTACKED, start, "by")
    if before.find("answer_to") and (weapon or actor.kind != "government"):
        return Act(side, BEGAN, start, "fire answered")
    is_gun = weapon is not None or said["from_posts"].search(text, end) is not None
    if before.find("from") and (actor.kind != "government" or is_gun):
        return Act(side, ATTACKED, start, "from")
    if weapon is not None:
        aimed = before.find("firing_at")
        is_named = actor.kind != "group" or not listed(words, "spoke").search(weapon[0])
        if not aimed and is_named:
            strength = (
                BEGAN if "unprovoked" in before.text[-24:].lower() + weapon[0].lower() else ATTACKED
            )
            return Act(side, strength, start, "weapon")
        if aimed and not _AIMED_AT.search(before.text):
            return Act(side, DID, start, "weapon recalled")
    return _as_subject(words, text, start, end, side, following)


def _is_done_by(words: Words, before: str) -> bool:
    """Tell "killed by", and nothing said or run by somebody."""
    said = _said(words)
    is_by = said["by"].search(before) and not said["not_agent"].search(before)
    return bool(is_by) and listed(words, "done").search(before) is not None


def _is_violent(words: Words, text: str) -> bool:
    """Tell whether what a party is accused of is an attack or harm at all."""
    verb = verb_of(words, text, 0, len(text))
    while verb is not None and verb.name not in (*_ATTACKS, "did"):
        verb = verb_of(words, text, verb.end, len(text))
    named = any(listed(words, name).search(text) for name in ("done", "weapons", "fights"))
    return verb is not None or named


def _began_by(words: Words, text: str, before: Ending, end: int, *, is_armed: bool) -> str | None:
    """Name the rule by which the words around a party say that it began."""
    if before.find("unprovoked"):
        return "unprovoked"
    if before.find("begun_from"):
        return "begun from"
    if before.find("cleft") and _who_began(words, text, end):
        return "it was they who"
    if not is_armed or not before.find("begun"):
        return None
    if re.match(r"(?:['’]s)?[ \t]+and\b", text[end:]):
        return None
    verb = verb_of(words, text, end, min(len(text), end + _REACH))
    return "begun after" if verb is not None and verb.name in (*_ATTACKS, "did") else None


def _as_doer(words: Words, before: Ending, after: str, actor: Actor) -> str | None:
    """Name the rule by which the words around a party say that an attack was its own."""
    if before.find("doing_of") and actor.kind != "group":
        # "The shelling of X's villages" is done to them.
        owned = listed(words, "thing").search(after, 0, _THING_REACH)
        return None if owned is not None else "attack of"
    if before.find("was_of"):
        return "theirs"
    if re.search(r"\bat the hands of (?:the )?$", before.text):
        return "at the hands of"
    if before.find("held") and re.match(r"[ \t]+(?:\w+[ \t]+)?responsible\b", after):
        return "held responsible"
    if before.find("from") and after and actor.is_direction:
        return "from their side"
    return None


def _as_subject(
    words: Words, text: str, start: int, end: int, side: str, following: int
) -> Act | None:
    """Read what a party does by the first verb behind it."""
    said = _said(words)
    before = said.before(said["many_of"].pattern.sub("", text[max(0, start - 60) : start]))
    weapons = listed(words, "weapons")
    flies = weapons.search(text, start, end) or before.find("weapons_of")
    if flies and said["landed"].search(text, end):
        return Act(side, ATTACKED, start, "came down")
    if _is_object(words, text, start, end, before):
        return None
    stop = min(len(text), end + _REACH)
    at = end
    crossed: Act | None = None  # "crossed the line and stormed two posts": what follows says more
    while (verb := verb_of(words, text, at, stop)) is not None:
        gap = text[end : verb.start]
        kind = verb.name
        if NOT.search(gap) and kind != "spoke":
            return crossed
        if (
            re.search(r"[.;:]", gap)
            or _is_of_others(words, gap)
            or (verb.start > following and kind != "spoke" and _parts(words, text[end:following]))
        ):
            return crossed
        if kind == "thing":
            if verb.start - end <= _THING_REACH:
                return crossed
            at = verb.end
            continue
        if _is_noun(words, text, end, verb):
            at = verb.end
            continue
        if kind == "spoke":
            return _own_act(words, text, verb.start, side) or crossed
        if kind == "passive" and (act := _while_acting(words, text, verb.end, side)) is not None:
            return act
        if kind in ("passive", "mutual") or said["reduced"].search(text, verb.start):
            return crossed
        if kind == "crossed":
            crossed = crossed or Act(side, ATTACKED, start, CROSSED)
            at = verb.end
            continue
        if kind in (ANSWERED, "retaliated", "provoked"):
            return crossed or Act(side, PROVOKED if kind == "provoked" else DID, start, kind)
        if kind == "did":  # what flies or fires and kills has attacked
            return crossed or Act(side, ATTACKED if flies else DID, start, "did")
        strength = BEGAN if kind == "began" else ATTACKED
        return Act(side, strength, start, kind)
    return crossed


def _is_object(words: Words, text: str, start: int, end: int, before: Ending) -> bool:
    """Tell "fired on X's posts", "killed nine soldiers of X", to whom something is done."""
    is_whose = before.find("of") or before.find("speakers_of")
    if is_whose is not None and before.find("came_from") is None:
        head = max(0, start - len(is_whose[0]))
        before = _said(words).before(text[max(0, head - 60) : head])
    told = before.find("object")
    if told is None:
        return False
    return not (_who_began(words, text, end) or _acts_after(words, told[0], text, end))


def _is_of_others(words: Words, gap: str) -> bool:
    """Tell "X, which shelters militants who attack": what armed men do behind a party's name."""
    men = listed(words, "armed_men").search(gap)
    apart = gap[: men.start()].split() if men is not None else []
    return len(apart) > 1 and not {"and", "with"} & set(apart)


def _while_acting(words: Words, text: str, at: int, side: str) -> Act | None:
    """Read "eight of them were killed when they attacked a post"."""
    when = _said(words)["when_they"].search(text, at)
    verb = when and verb_of(words, text, when.end(), min(len(text), when.end() + _NEXT_WORDS))
    if not verb or verb.name not in ("began", "attacked"):
        return None
    if NOT.search(text, when.end() if when else at, verb.start):
        return None
    return Act(side, BEGAN if verb.name == "began" else ATTACKED, verb.start, "while acting")


_ATTACKS = ("began", "attacked", "crossed")


def _acts_after(words: Words, told: str, text: str, end: int) -> bool:
    """Tell "after a guard had shot two men", "after X fired": a clause of who did what."""
    if not told.lower().startswith("after"):
        return False
    verb = verb_of(words, text, end, min(len(text), end + _NEXT_WORDS))
    if verb is None or verb.name not in (*_ATTACKS, "provoked"):
        return False
    is_past = text.startswith("ed", verb.end - 2) or " " in text[verb.start : verb.end]
    is_next = text[end : verb.start].isspace() and not text.startswith("ing", verb.end - 3)
    return is_past or is_next or _HAD.search(text, end, verb.start) is not None


def _who_began(words: Words, text: str, end: int) -> bool:
    """Tell "they, he said, who had attacked": against what others say, or of whom is told of."""
    who = _WHO.match(text, end)
    if who is None:
        return False
    verb = verb_of(words, text, who.end(), min(len(text), who.end() + _NEXT_WORDS))
    return verb is not None and verb.name in _ATTACKS


_WHO = re.compile(r"(?:[ \t]+(?:forces|troops|side|army))?(?:,[^,.;]{1,50},)?[ \t]+(?:who|that)\b")
# "In answer to the aggressions of X": what the others did before.
_IN_ANSWER = re.compile(
    r"\b(?:answer|response|retaliation|reply|revenge|reaction|return)[ \t]+(?:to|for)[ \t]+"
    r"(?:[\w-]+[ \t]+){1,4}of[ \t]+(?:the[ \t]+)?$",
    re.IGNORECASE,
)
_AIMED_AT = re.compile(r"\b(?:at|on|down|against)[ \t]+(?:\w+[ \t]+){0,2}$", re.IGNORECASE)
_NEXT_WORDS = 60
_CLAUSE_END = re.compile(r"[,;.]")
_HAD = re.compile(r"\b(?:had|have|has)\b")


def _is_noun(words: Words, text: str, end: int, verb: Hit) -> bool:
    """Tell "an attack" and "air strikes" from what somebody does."""
    if listed(words, "nouns").fullmatch(text, verb.start, verb.end) is None:
        return False
    before = text[max(end, verb.start - 16) : verb.start].split()
    return (
        bool(before) and listed(words, "before_nouns").fullmatch(before[-1].strip(",")) is not None
    )


_JOINED = re.compile(r"(?:['’]s)?[ \t]+(?:\w+[ \t]+){0,2}and[ \t]+(?:the[ \t]+)?")


def _are_both(text: str, spans: Sequence[tuple[int, int, Actor]], number: int) -> bool:
    """Tell "Afghan and Pakistani troops": what both do, neither began."""
    for first, last in ((number - 1, number), (number, number + 1)):
        if first < 0 or last >= len(spans) or spans[first][2].side == spans[last][2].side:
            continue
        if _JOINED.fullmatch(text, spans[first][1], spans[last][0]):
            return {spans[first][2].kind, spans[last][2].kind} <= {"army", "government"}
    return False


def _parts(words: Words, gap: str) -> bool:
    """Tell whether the words before the next party part it from this one: not "X and Y"."""
    return not _said(words)["together"].is_in(gap)


def _own_act(words: Words, text: str, at: int, side: str) -> Act | None:
    """Read "said its troops had attacked": the speaker's own side acts."""
    own = _said(words)["own"].search(text, at, min(len(text), at + 90))
    if own is None or listed(words, "denied").search(text, at, own.start()):
        return None  # "officials denied that it had begun"
    verb = verb_of(words, text, own.end(), min(len(text), own.end() + 60))
    if (
        verb is None
        or NOT.search(text[own.end() : verb.start])
        or verb.name not in (*_ATTACKS, "did", ANSWERED, "retaliated")
    ):
        return None
    strength = {"began": BEGAN, "attacked": ATTACKED, "crossed": ATTACKED}.get(verb.name, DID)
    if verb.name == "did" and listed(words, "weapons").search(own[0]):
        strength = ATTACKED
    return Act(side, strength, own.start(), OWN_ANSWERED if verb.name == ANSWERED else OWN)
