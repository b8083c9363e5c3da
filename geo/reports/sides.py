"""Who acted: the side that began or struck, from the words around the event word."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.words import either, load

if TYPE_CHECKING:
    from geo.reports.document import Document
    from geo.reports.events import Piece
    from geo.reports.incidents import Incident


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
            if actor.start <= trigger.start and len(gap) < 16 and _ADJECTIVE.fullmatch(gap):
                if actor.kind == "army" or not _SPEAKS.match(gap):
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
    r"\b(?:beg[au]n|started|starting|erupted|broke out|triggered|flared(?: up)?|ensued|took place|occurred|clashed|fire)\b"
    r"[^.;]{0,60}?\b(?:after|when|as|by)\b[ \t]+(?:the[ \t]+)?",
    re.IGNORECASE,
)


def _began(piece: Piece) -> str:
    """Return the side that a fight is said to have begun with: "started after X had fired"."""
    for found in _BEGUN.finditer(piece.text):
        for actor in piece.actors:
            start, end = actor.start - piece.start, actor.end - piece.start
            if 0 <= start - found.end() < 12 and not _THING.match(piece.text[end : end + 30]):
                if " and " not in piece.text[end : end + 5]:
                    return actor.side
    return ""


def _subject(piece: Piece, at: int, end: int) -> str:
    """Return the side of the one who does what the word at `at` says."""
    text = piece.text
    own = None
    for own in _OWN.finditer(text, 0, at):
        pass
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
    r"\b(?:its|their|his|our)[ \t]+(?:own[ \t]+)?(?:troops|forces|men|fighters|soldiers|jets|aircraft"
    r"|air force|guards|border forces|artillery|units|army|navy|drones|commandos|gunners)\b",
    re.IGNORECASE,
)
_BLAMED = re.compile(
    r"\b(?:blam(?:ed|ing|es)(?:[ \t]+on)?|accus(?:ed|es|ing)|pointed(?:[ \t]+(?:a[ \t]+finger|the[ \t]+finger))?[ \t]+at"
    r"|attributed[ \t]+to|held[ \t]+responsible)[ \t]+(?:the[ \t]+|on[ \t]+)?",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"(?:['’]s)?[ \t]+(?:\w+[ \t]+){0,2}(?:authorities|officials?|government|ministry|minister|spokes\w+"
    r"|media|police chief|embassy|civilians?|villagers?|refugees?|residents?|traders?|territory|soil"
    r"|airspace|provinces?|villages?|border|foreign|defen[cs]e|interior|information|said|says|told"
    r"|denied|rejected|claimed)\b"
)
# "Six soldiers killed.", "Afghan posts captured opposite X": a participle, with nobody who acts.
_REDUCED = re.compile(r"[ \t]*(?:[.,;:|]|$|(?:near|in|at|by|opposite|on|and|as|when|during)\b)")
_THING = re.compile(
    r"(?:['’]s)?[ \t]+(?:\w+[ \t]+)?(?:posts?|positions?|bases?|outposts?|checkpoints?|check ?posts?|tanks?|camps?"
    r"|houses?|vehicles?|civilians?|villages?|side|bunkers?|hideouts?|drones? (?:was|were))\b"
)
_ADJECTIVE = re.compile(r"(?:['’]s)?[ \t]*(?:[a-z\-]+[ \t]+)?")
_BY = re.compile(
    r"\b(?:by|from)[ \t]+(?:the[ \t]+|a[ \t]+|an[ \t]+|two[ \t]+|suspected[ \t]+)?(?:[a-z\-]+[ \t]+)?$"
)
_OBJECT = re.compile(
    r"\b(?:on|against|at|of|with|killed|wounded|killing|targeting|between|to|from|dead|shot|near|in"
    r"|hit|struck|attacked|bombed|into|inside|within|across|and wounded)[ \t]+(?:the[ \t]+|two[ \t]+|three[ \t]+|\d+[ \t]+|several[ \t]+)?$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being)\b[^,;]*$|\b(?:denied|rejected|according)\b", re.IGNORECASE
)
_BETWEEN = re.compile(
    r"\bbetween\b|\bexchang|\btrad(?:ed|ing)\b|\bfought (?:each|along|for|over|against|with)\b|\bas \w+ and "
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
    r"(?:convoy|post|patrol|checkpoint|check ?post|police|vehicles?|camp|headquarters|squad|party|soldiers|troops|fort|base)"
    r"(?:[ \t]+\w+){0,4}[ \t]+(?:was|were|came|been)[ \t]+(?:\w+[ \t]+)?(?:attacked|ambushed|under|hit|targeted|fired)"
    r"|ambush|attack(?:ed)? (?:on )?(?:a|an|the|two|their|his)[ \t]+(?:\w+[ \t]+){0,3}(?:post|convoy|patrol|check|vehicle|camp|station|headquarters|squad|party)",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\b(?:American|US|U\.S\.|NATO|ISAF|coalition|CIA|United States)\b(?:['’]s)?[ \t]+(?:\w+[ \t]+)?"
    r"(?:drones?|aircraft|jets?|air|airstrikes?|strikes?|forces|warplanes|missiles?|command|military|troops|helicopters?)"
)
_UNCLAIMED = re.compile(r"\b[Nn]o(?:body| group| one|ne)\b[^.]{0,40}\bclaim|\bwithout a claim")
_UNNAMED = re.compile(
    r"(?:from|across|over)[ \t]+(?:the[ \t]+)?(?:border|frontier|line|other side|Afghanistan|Afghan (?:side|soil|territory))",
    re.IGNORECASE,
)
_DISPUTED = re.compile(
    r"\b(?:struck|fired|opened fire|attacked|started)(?:[ \t]+it)?[ \t]+first\b|\beach (?:side )?(?:says|blam|accus)|\bboth sides (?:blam|accus)"
    r"|\bblam(?:ed|ing) each other|\baccus(?:ed|ing) each other|\btraded blame|\bother side (?:began|started|opened)",
    re.IGNORECASE,
)


def act(document: Document, incident: Incident, before: Incident | None = None) -> None:
    """Set who acted in an incident.

    Parameters
    ----------
    document
        The report.
    incident
        What was put together; `actor1_side`, `actor1` and `domestic` are set.
    before
        The incident told before it, whose side is likely its own where nothing is said.
    """
    words = " ".join(p.text for p in incident.pieces)
    country = next((p.country for p in incident.places if p.country), None)
    votes = [side for p in incident.pieces if (side := stated(p))]
    if incident.kind == "closure":
        side = _closer(document, words, votes)
    elif incident.kind in ("air", "shelling"):
        side = votes[0] if votes else _shooter(document, incident, words, country)
        if side in ("ttp", "iskp"):
            side = _shooter(document, incident, words, country) or side
    else:
        side = _fighter(incident, words, country, votes, document.text)
    if not side and before is not None and before.kind == incident.kind and not votes:
        side = before.actor1_side
    incident.actor1_side = side or "unknown"
    actor = next((a for p in incident.pieces for a in p.actors if a.side == side), None)
    incident.actor1 = actor.name if actor is not None else ""
    incident.domestic = _is_domestic(incident, words, country)


def _closer(document: Document, words: str, votes: list[str]) -> str:
    if re.search(r"Pakistan(?:i)?\b[^.]{0,80}\b(?:clos|shut|seal|suspend|object)", document.text):
        return "pakistan"
    if re.search(r"(?:Taliban|Afghan)\b[^.]{0,60}\b(?:clos|shut|seal|barred)", words):
        return "afghanistan"
    return votes[0] if votes else ""


def _shooter(document: Document, incident: Incident, words: str, country: str | None) -> str:
    """Return whose aircraft or guns it was where no one is named: those across the line."""
    if _FOREIGN.search(words) or (incident.kind == "air" and _FOREIGN.search(document.text)):
        return "other"
    if country == "AFG":
        return "pakistan"
    if country == "PAK" and incident.kind == "air":
        return "pakistan"
    groups = {c.victim_group for c in incident.claims}
    if "afghan_forces" in groups and "pakistani_forces" not in groups:
        return "pakistan"
    if country == "PAK" and re.search(
        r"\bAfghan (?:Taliban|forces|border|troops|soldiers|side|guards)", words
    ):
        return "afghanistan"
    return ""


def _fighter(
    incident: Incident, words: str, country: str | None, votes: list[str], whole: str
) -> str:
    """Return who began a fight on the ground, or set a bomb."""
    first = incident.pieces[0].text
    has_militants = _MILITANTS.search(words) is not None
    if incident.kind == "clash":
        if _INFILTRATION.search(words) and has_militants and not _ATTACKED.search(first):
            return "pakistan"
        if _DISPUTED.search(words):
            return ""
        begun = next((side for p in incident.pieces if (side := _began(p))), "")
        if begun:
            return begun
        attacked = _ATTACKED.search(words)
        if country == "PAK" and has_militants and not attacked and _OPERATION.search(words):
            return "pakistan"
        if _BETWEEN.search(first) and not re.search(
            r"unprovoked|stormed|launched|attacked|assault|offensive", first
        ):
            return ""
        groups = {c.victim_group for c in incident.claims if c.metric in ("killed", "wounded")}
        if votes and not (
            country == "PAK" and attacked and has_militants and votes[0] == "pakistan"
        ):
            return votes[0]
        if country == "PAK" and attacked and (has_militants or "militants" in groups):
            return "" if _UNNAMED.search(words) else "ttp"
        return "pakistan" if groups == {"militants"} and country == "PAK" else ""
    if country == "PAK":
        if "iskp" in votes:
            return "iskp"
        if _UNCLAIMED.search(whole):
            return ""
        if "afghanistan" in votes:
            return "afghanistan"
        if "ttp" in votes or has_militants or incident.kind == "suicide":
            return "ttp"
        return ""
    return votes[0] if votes else ""


def _is_domestic(incident: Incident, words: str, country: str | None) -> bool:
    if incident.kind in ("closure", "air", "shelling") or country != "PAK":
        return False
    if incident.actor1_side in ("afghanistan", "iskp", "other"):
        return False
    return not re.search(r"\bborder\b|frontier|Afghan|infiltrat|across|Durand", words)
