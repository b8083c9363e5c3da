"""Who acted: the side that began or struck, from the words around the event word."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.words import either, load

if TYPE_CHECKING:
    from geo.reports.actors import Actors
    from geo.reports.document import Document
    from geo.reports.draft import Incident
    from geo.reports.events import Piece


@lru_cache(maxsize=8)
def _words(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{either(load('sides')[name])}\b", re.IGNORECASE)


def stated(piece: Piece) -> str:
    """Return the side that acts in a piece by its words; empty where they leave it open."""
    strong = [t for t in piece.triggers if t.kind] or piece.triggers
    text = piece.text
    if (blamed := _BLAMED.search(text)) is not None:
        for actor in piece.actors:
            if actor.start - piece.start == blamed.end():
                return actor.side
    for trigger in strong:
        for actor in piece.actors:
            # "Pakistani air strikes", "an attack by Pakistani jets"
            gap = text[actor.end - piece.start : max(trigger.start - piece.start, 0)]
            is_weapon = _WEAPON.search(text, trigger.start - piece.start, trigger.end - piece.start)
            is_named = actor.kind == "army" or not _SPEAKS.match(gap)
            is_before = actor.start <= trigger.start and _ADJECTIVE.fullmatch(gap) is not None
            if is_weapon and is_before and is_named:
                return actor.side
            gap = text[trigger.end - piece.start : max(actor.start - piece.start, 0)]
            if actor.start >= trigger.end and len(gap) < 60 and _BY.search(gap):
                return actor.side
    for trigger in strong:
        if _REDUCED.match(text, trigger.end - piece.start):
            continue
        side = _subject(piece, trigger.start - piece.start, trigger.end - piece.start)
        if side:
            return side
    return ""


_BEGUN = re.compile(
    r"\b(?:beg[au]n|started|starting|erupted|broke out|triggered|flared(?: up)?|ensued"
    r"|took place|occurred|clashed|fire)\b"
    r"[^.;]{0,60}?\b(?:after|when|as|by)\b[ \t]+(?:the[ \t]+)?",
    re.IGNORECASE,
)


def _began(piece: Piece) -> str:
    """Return the side that a fight is said to have begun with: "started after X had fired"."""
    for found in _BEGUN.finditer(piece.text):
        for actor in piece.actors:
            start, end = actor.start - piece.start, actor.end - piece.start
            is_near = 0 <= start - found.end() < 12
            after = piece.text[end : end + 30]
            if is_near and not _THING.match(after) and " and " not in after[:5]:
                return actor.side
    return ""


def _subject(piece: Piece, at: int, end: int) -> str:
    """Return the side of the one who does what the word at `at` says."""
    text = piece.text
    said = list(_OWN.finditer(text, 0, at))
    own = said[-1] if said else None
    for actor in reversed([a for a in piece.actors if a.end - piece.start <= at]):
        start, stop = actor.start - piece.start, actor.end - piece.start
        if own is not None and own.start() > stop:
            gap = text[own.end() : at]
            # "The ministry said its troops had attacked": the speaker's own side acts.
            if _words("active").search(text[own.end() : end]) and not _PASSIVE.search(gap):
                return actor.side
        gap = text[stop:at]
        if _OBJECT.search(text[max(0, start - 22) : start]) or _PASSIVE.search(gap):
            continue
        if _SPEAKS.match(gap) or _THING.match(gap):
            continue
        if _words("active").search(text[stop:end]):
            return actor.side
    return ""


_OWN = re.compile(
    r"\b(?:its|their|his|our)[ \t]+(?:own[ \t]+)?(?:troops|forces|men|fighters|soldiers|jets"
    r"|aircraft"
    r"|air force|guards|border forces|artillery|units|army|navy|drones|commandos|gunners)\b",
    re.IGNORECASE,
)
_BLAMED = re.compile(
    r"\b(?:blam(?:ed|ing|es)(?:[ \t]+on)?|accus(?:ed|es|ing)|pointed(?:[ \t]+(?:a[ \t]+finger"
    r"|the[ \t]+finger))?[ \t]+at"
    r"|attributed[ \t]+to|held[ \t]+responsible)[ \t]+(?:the[ \t]+|on[ \t]+)?",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"(?:['’]s)?[ \t]+(?:\w+[ \t]+){0,2}(?:authorities|officials?|government|ministry|minister"
    r"|spokes\w+"
    r"|media|police chief|embassy|civilians?|villagers?|refugees?|residents?|traders?|territory"
    r"|soil"
    r"|airspace|provinces?|villages?|border|foreign|defen[cs]e|interior|information|said|says|told"
    r"|denied|rejected|claimed)\b"
)
_WEAPON = re.compile(
    r"air|drone|strike|raid|shell|mortar|artiller|rocket|missile|jet|plane|attack|assault|offensive"
    r"|operation|fire|firing|bomb|barrage|incursion|helicopter|gunship|incident",
    re.IGNORECASE,
)
# "Six soldiers killed.", "Afghan posts captured opposite X": a participle, with nobody who acts.
_REDUCED = re.compile(r"[ \t]*(?:[.,;:|]|$|(?:near|in|at|by|opposite|on|and|as|when|during)\b)")
_THING = re.compile(
    r"(?:['’]s)?[ \t]+(?:\w+[ \t]+)?(?:posts?|positions?|bases?|outposts?|checkpoints?"
    r"|check ?posts?|tanks?|camps?"
    r"|houses?|vehicles?|civilians?|villages?|side|bunkers?|hideouts?|drones? (?:was|were))\b"
)
_ADJECTIVE = re.compile(r"(?:['’]s)?[ \t]*(?:[a-z\-]{1,14}[ \t]+)?")
_BY = re.compile(
    r"\b(?:by|from)[ \t]+(?:the[ \t]+|a[ \t]+|an[ \t]+|two[ \t]+"
    r"|suspected[ \t]+)?(?:[a-z\-]+[ \t]+)?$"
)
_OBJECT = re.compile(
    r"\b(?:on|against|at|of|with|killed|wounded|killing|targeting|between|to|from|dead|shot|near|in"
    r"|hit|struck|attacked|bombed|into|inside|within|across|and wounded)[ \t]+(?:the[ \t]+"
    r"|two[ \t]+|three[ \t]+|\d+[ \t]+|several[ \t]+)?$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being)\b[^,;]*$|\b(?:denied|rejected|according)\b", re.IGNORECASE
)
_BETWEEN = re.compile(
    r"\bbetween\b|\bexchang|\btrad(?:ed|ing)\b|\bfought (?:each|along|for|over|against|with)\b"
    r"|\bas \w+ and "
    r"\w+ (?:troops|forces) fought|\bclashed\b|\bduel|\bfighting\b|\bclash(?:es)? (?:broke|erupted)"
    r"|\bfire ?fights? broke|\beach other\b|\bboth sides\b",
    re.IGNORECASE,
)
_INFILTRATION = re.compile(
    r"infiltrat|(?:trying|attempt\w*|tried|bids?) to (?:cross|slip|sneak|enter)|foiled|thwarted"
    r"|broke up|intercepted",
    re.IGNORECASE,
)
_OPERATION = re.compile(
    r"\boperations?\b|\braid(?:ed)?\b|\bencounter\b|exchange of fire"
    r"|(?:security )?forces (?:killed|shot|eliminated)",
    re.IGNORECASE,
)
_MILITANTS = re.compile(
    r"\b(?:militants?|khwarij|khawarij|khariji|terrorists?|TTP|infiltrators?|insurgents?|gunmen)\b",
    re.IGNORECASE,
)
_ATTACKED = re.compile(
    r"(?:convoy|post|patrol|checkpoint|check ?post|police|vehicles?|camp|headquarters|squad"
    r"|party|soldiers|troops|fort|base)"
    r"(?:[ \t]+\w+){0,4}[ \t]+(?:was|were|came|been)[ \t]+(?:\w+[ \t]+)?(?:attacked|ambushed"
    r"|under|hit|targeted|fired)"
    r"|ambush|attack(?:ed)? (?:on )?(?:a|an|the|two|their|his)[ \t]+(?:\w+[ \t]+){0,3}(?:post"
    r"|convoy|patrol|check|vehicle|camp|station|headquarters|squad|party)",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\b(?:American|US|U\.S\.|NATO|ISAF|coalition|CIA"
    r"|United States)\b(?:['’]s)?[ \t]+(?:\w+[ \t]+)?"
    r"(?:drones?|aircraft|jets?|air|airstrikes?|strikes?|forces|warplanes|missiles?|command|military|troops|helicopters?)"
)
# "Islamic State claimed the attack", "the bombing was claimed by the TTP".
_CLAIMER = re.compile(
    r"\b(?:Islamic State|ISKP|IS-K|ISIS|Daesh|TTP|Tehr[ei]+k-[ei]-Taliban|Pakistani Taliban"
    r"|Jamaat-ul-Ahrar)\b"
    r"(?=[^.;]{0,60}\b(?:claimed|took responsibility|said it (?:was|had)))"
    r"|(?<=claimed by )(?:the )?(?:Islamic State|ISKP|Daesh|TTP|Pakistani Taliban)"
)
_UNCLAIMED = re.compile(r"\b[Nn]o(?:body| group| one|ne)\b[^.]{0,40}\bclaim|\bwithout a claim")
_UNNAMED = re.compile(
    r"(?:from|across|over)[ \t]+(?:the[ \t]+)?(?:border|frontier|line|other side|Afghanistan"
    r"|Afghan (?:side|soil|territory))",
    re.IGNORECASE,
)
_DISPUTED = re.compile(
    r"\b(?:struck|fired|opened fire|attacked|started)(?:[ \t]+it)?[ \t]+first\b"
    r"|\beach (?:side )?(?:says|blam|accus)|\bboth sides (?:blam|accus)"
    r"|\bblam(?:ed|ing) each other|\baccus(?:ed|ing) each other|\btraded blame"
    r"|\bother side (?:began|started|opened)",
    re.IGNORECASE,
)


def act(
    document: Document, incident: Incident, actors: Actors, before: Incident | None = None
) -> None:
    """Set who acted in an incident.

    Parameters
    ----------
    document
        The report.
    incident
        What was put together; `actor1_side`, `actor1` and `domestic` are set.
    actors
        Of the region.
    before
        The incident told before it, whose side is likely its own where nothing is said.
    """
    case = _Case(document, incident, actors)
    if incident.kind == "closure":
        side = _closer(case)
    elif incident.kind in ("air", "shelling"):
        states = {state.side for state in actors.states.values()} | {actors.foreign}
        voted = case.votes[0] if case.votes else ""
        side = voted if voted in states else _shooter(case) or voted
    elif incident.kind == "clash":
        side = _fighter(case)
    else:
        side = _attacker(case)
    if not side and before is not None and before.kind == incident.kind and not case.votes:
        side = before.actor1_side
    incident.actor1_side = side or "unknown"
    actor = next((a for p in incident.pieces for a in p.actors if a.side == side), None)
    incident.actor1 = actor.name if actor is not None else ""
    incident.domestic = _is_domestic(case)


class _Case:
    """What the rules of `act` look at.

    Attributes
    ----------
    words, whole
        Of the incident's pieces; of the report.
    votes
        The sides that its pieces say act, in order.
    state
        The state it happened in; None where that is not known.
    groups
        Victim groups of its dead and wounded.
    """

    def __init__(self, document: Document, incident: Incident, actors: Actors) -> None:
        self.incident, self.actors = incident, actors
        self.published = document.published
        self.whole = document.text
        self.words = " ".join(piece.text for piece in incident.pieces)
        self.first = incident.pieces[0].text
        self.votes = [side for piece in incident.pieces if (side := stated(piece))]
        country = next((p.country for p in incident.places if p.country), None)
        self.state = actors.states.get(country or "")
        self.groups = {c.victim_group for c in incident.claims if c.metric in _HARM}
        self.has_militants = _MILITANTS.search(self.words) is not None

    @property
    def is_contested(self) -> bool:
        """Tell whether it happened in a state that insurgents attack."""
        return self.state is not None and bool(self.state.insurgents)

    @property
    def home(self) -> str:
        return self.state.side if self.state is not None else ""

    @property
    def insurgents(self) -> str:
        return self.state.insurgents if self.state is not None else ""


def _closer(case: _Case) -> str:
    for found in _SHUT.finditer(case.whole):
        named = case.actors.find(case.whole, max(0, found.start() - 80), found.start())
        named = [a for a in named if "." not in case.whole[a.end : found.start()]]
        if named:
            return named[-1].side
    return case.votes[0] if case.votes else ""


def _shooter(case: _Case) -> str:
    """Return whose aircraft or guns it was where no one is named: those across the line."""
    actors, is_air = case.actors, case.incident.kind == "air"
    if _FOREIGN.search(case.words) or (is_air and _FOREIGN.search(case.whole)):
        return actors.foreign
    until = actors.foreign_drones_until
    is_early = until is not None and case.published is not None and case.published <= until
    if is_air and is_early and _DRONE.search(case.words):
        return actors.foreign
    if case.state is None:
        return actors.aircraft if is_air else _by_victims(case)
    if is_air:
        return actors.aircraft
    other = actors.across(case.home)
    if not case.is_contested:
        # "Fired from across the line" by people who are not named: nobody's.
        is_named = any(a.side == other for p in case.incident.pieces for a in p.actors)
        return other if is_named or not _UNNAMED.search(case.words) else ""
    named = {a.side for piece in case.incident.pieces for a in piece.actors if a.kind == "army"}
    return _by_victims(case) or (other if other in named else "")


def _by_victims(case: _Case) -> str:
    """Return the side across the line of the only forces that were hit."""
    hit = [s for s in case.actors.states.values() if s.forces in case.groups]
    # Forces that insurgents attack may have been hit by those.
    is_sure = len(hit) == 1 and not hit[0].insurgents
    return case.actors.across(hit[0].side) if is_sure else ""


def _fighter(case: _Case) -> str:
    """Return who began a fight on the ground."""
    words, first = case.words, case.first
    attacked = _ATTACKED.search(words) is not None
    stopped = _INFILTRATION.search(words) and not _ATTACKED.search(first)
    if stopped and case.has_militants:
        contested = [s.side for s in case.actors.states.values() if s.insurgents]
        return case.home or (contested[0] if contested else "")
    if _DISPUTED.search(words):
        return ""
    begun = next((side for p in case.incident.pieces if (side := _began(p))), "")
    if begun:
        return begun
    is_operation = _OPERATION.search(words) is not None
    if case.is_contested and case.has_militants and is_operation and not attacked:
        return case.home
    if _BETWEEN.search(first) and not _ONE_SIDED.search(first):
        return ""
    by_militants = case.is_contested and attacked and case.has_militants
    if case.votes and not (by_militants and case.votes[0] == case.home):
        return case.votes[0]
    if case.is_contested and attacked and (case.has_militants or "militants" in case.groups):
        return "" if _UNNAMED.search(words) else case.insurgents
    if case.is_contested and case.groups == {"militants"}:
        return case.home
    return _by_victims(case)


def _attacker(case: _Case) -> str:
    """Return who set a bomb, shot or abducted: who claimed it, or who is said to have done it."""
    claimer = _CLAIMER.search(case.whole)
    if claimer is not None and case.incident.role == "current":
        named = case.actors.find(case.whole, claimer.start(), claimer.end())
        if named:
            return named[0].side
    if not case.is_contested:
        return case.votes[0] if case.votes else ""
    if _UNCLAIMED.search(case.whole):
        return ""
    for side in case.votes:
        if side != case.home:
            return side
    is_theirs = case.has_militants or case.incident.kind == "suicide"
    return case.insurgents if is_theirs else ""


def _is_domestic(case: _Case) -> bool:
    if case.incident.kind in ("closure", "air", "shelling") or not case.is_contested:
        return False
    if case.incident.actor1_side not in (case.home, case.insurgents, "unknown"):
        return False
    other = case.actors.across(case.home)
    if any(a.side == other for p in case.incident.pieces for a in p.actors):
        return False
    return _CROSSES.search(case.words) is None


_HARM = frozenset({"killed", "wounded"})
_SHUT = re.compile(
    r"\b(?:clos(?:ed|ing|es)|shut(?:s|ting)?|seal(?:ed|ing|s)|suspend(?:ed|s)|barred|objected)\b"
)
_DRONE = re.compile(r"\b[Dd]rones?\b")
_CROSSES = re.compile(r"\bborder\b|frontier|infiltrat|\bacross\b", re.IGNORECASE)
_ONE_SIDED = re.compile(r"unprovoked|stormed|launched|attacked|assault|offensive")
