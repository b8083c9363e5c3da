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
    """Return the side whose weapons a piece names before its event word; empty where it does not."""
    return piece_side(piece)


def piece_side(piece: Piece) -> str:
    """Return the side that acts in a piece by its words; empty where they leave it open."""
    strong = [t for t in piece.triggers if t.kind] or piece.triggers
    if not strong or not piece.actors:
        return ""
    text = piece.text
    for trigger in strong:
        for actor in piece.actors:
            # "Pakistani air strikes", "an attack by Pakistani jets"
            gap = text[actor.end - piece.start : trigger.start - piece.start]
            if actor.start <= trigger.start and len(gap) < 14 and _ADJECTIVE.fullmatch(gap):
                return actor.side
            gap = text[trigger.end - piece.start : actor.start - piece.start]
            if actor.start >= trigger.end and len(gap) < 60 and _BY.search(gap):
                return actor.side
    for trigger in strong:
        before = [a for a in piece.actors if a.end <= trigger.start]
        for actor in reversed(before):
            lead = text[max(0, actor.start - piece.start - 16) : actor.start - piece.start]
            gap = text[actor.end - piece.start : trigger.start - piece.start]
            if _OBJECT.search(lead) or _PASSIVE.search(gap):
                continue
            if _words("active").search(
                gap + text[trigger.start - piece.start : trigger.end - piece.start]
            ):
                return actor.side
    return ""


_ADJECTIVE = re.compile(r"(?:['’]s)?[ \t]*(?:[a-z\-]+[ \t]+)?")
_BY = re.compile(r"\bby[ \t]+(?:the[ \t]+|a[ \t]+|an[ \t]+|two[ \t]+)?(?:[a-z\-]+[ \t]+)?$")
_OBJECT = re.compile(
    r"\b(?:on|against|at|of|with|killed|wounded|killing|targeting|between|to|from|that|dead|shot)[ \t]+(?:the[ \t]+|two[ \t]+|\d+[ \t]+|several[ \t]+)?$",
    re.I,
)
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being)\b[^,;]*$|\b(?:said|says|denied|rejected|claimed|according)\b", re.I
)
_BETWEEN = re.compile(
    r"\bbetween\b|\bexchang|\btrad(?:ed|ing)|\bfought (?:each|along|for)|\bclashed\b|\bduel", re.I
)
_INFILTRATION = re.compile(
    r"infiltrat|(?:trying|attempt\w*|tried|bid\w*) to (?:cross|slip|sneak|enter)|foiled|thwarted|repulsed",
    re.I,
)
_OPERATION = re.compile(
    r"\boperations?\b|\braid(?:ed)?\b|\bencounter\b|exchange of fire|security forces (?:killed|shot|eliminated)",
    re.I,
)
_UNPROVOKED = re.compile(
    r"unprovoked|struck first|opened fire first|began firing|started (?:firing|the)", re.I
)


def act(document: Document, incident: Incident) -> None:
    """Set who acted in an incident."""
    words = " ".join(p.text for p in incident.pieces)
    votes = [side for p in incident.pieces if (side := piece_side(p))]
    country = next((p.country for p in incident.places if p.country), None)
    whole = document.text
    kind = incident.kind
    side = votes[0] if votes else ""
    if kind in ("air", "shelling"):
        if not side and country == "AFG":
            side = (
                "pakistan"
                if not re.search(r"\b(?:American|US|U\.S\.|NATO|ISAF|coalition)\b", words)
                else "other"
            )
        if not side and country == "PAK" and kind == "air":
            side = (
                "other" if re.search(r"\b(?:American|US|U\.S\.|CIA|NATO)\b", whole) else "pakistan"
            )
        if (
            not side
            and kind == "shelling"
            and country == "PAK"
            and re.search(r"\bAfghan (?:forces|border|troops|soldiers|side)", words)
        ):
            side = "afghanistan"
    elif kind == "clash":
        if _INFILTRATION.search(words) and re.search(
            r"militant|khwarij|khawarij|terrorist|TTP|infiltrat", words, re.I
        ):
            side = "pakistan"
        elif (
            not side
            and country == "PAK"
            and _OPERATION.search(words)
            and re.search(r"militant|khwarij|khawarij|terrorist|TTP", words, re.I)
        ):
            side = "pakistan"
        elif (
            _BETWEEN.search(words)
            and not re.search(r"unprovoked", words, re.I)
            and (len(set(votes)) != 1 or _BETWEEN.search(incident.pieces[0].text))
        ):
            side = "" if len(set(votes)) != 1 else side
        elif len(set(votes)) > 1 and re.search(
            r"struck first|opened fire first|started it|began it", words
        ):
            side = ""
    elif kind == "closure":
        if not side:
            side = (
                "pakistan"
                if re.search(
                    r"Pakistan(?:i)?\b[^.]{0,80}\b(?:clos|shut|seal|suspend|object)", whole
                )
                else ""
            )
            if re.search(r"(?:Taliban|Afghan)\b[^.]{0,60}\b(?:clos|shut|seal|barred)", words):
                side = "afghanistan"
    elif country == "PAK" and (not side or side == "pakistan"):
        side = (
            "ttp"
            if re.search(r"TTP|Tehr[ei]+k|militant|khwarij|khawarij|terrorist|suicide", words)
            else ""
        )
        if re.search(
            r"[Nn]o (?:group|one|body)[^.]{0,30}claimed|[Nn]obody[^.]{0,20}claimed", whole
        ):
            side = ""
    incident.actor1_side = side or "unknown"
    actor = next((a for p in incident.pieces for a in p.actors if a.side == side), None)
    incident.actor1 = actor.name if actor is not None else ""
    incident.domestic = _is_domestic(incident, words, country)


def _is_domestic(incident: Incident, words: str, country: str | None) -> bool:
    if incident.kind in ("closure", "air", "shelling") or country != "PAK":
        return False
    if incident.actor1_side in ("afghanistan", "iskp", "other"):
        return False
    return not re.search(r"\bborder\b|frontier|Afghan|infiltrat|across|Durand", words)
