"""Who shut a gate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.reports.incidents.cases import Case

_SHUT = re.compile(
    r"\b(?:clos(?:ed|ing|es|ure)|shut(?:s|ting)?|seal(?:ed|ing|s)|suspend(?:ed|s)|stopp(?:ed|ing)"
    r"|barred|objected"
    r"|bolted|locked|blocked|halted)\b"
)
_SHUT_BY = re.compile(r"[^.;]{0,25}?\b(?:by|from)[ \t]+(?:the[ \t]+)?")
_UNRELATED = re.compile(r"[.;]|\bbetween\b|\band\b[^,]*\b(?:have|were|are)\b|\bafter\b|\bsaid\b")
_SEAT_DOES = re.compile(
    r"(?:[ \t]+(?:has|had|have|kept|keeps|again|also|then|promptly|quickly|immediately|at|once|in"
    r"|turn"
    r"|itself|meanwhile|abruptly))*[ \t]*(?:\w+[ \t]+){0,2}",
    re.IGNORECASE,
)


def closer(case: Case) -> str:
    """Return who shut a gate: who is named to have done it, in the clause or just before it."""
    for piece in case.incident.pieces:
        for found in _SHUT.finditer(piece.text):
            by = _SHUT_BY.search(piece.text, found.end())
            for actor in piece.actors:
                start, end = actor.start - piece.start, actor.end - piece.start
                if by is not None and 0 <= start - by.end() < 30:
                    return actor.side
                gap = piece.text[end : found.start()]
                if end <= found.start() and not _UNRELATED.search(gap):
                    return actor.side
            before = piece.text[: found.start()]
            for name, side in case.actors.seat_sides.items():
                if name in before and _SEAT_DOES.fullmatch(
                    before[before.rindex(name) + len(name) :]
                ):
                    return side  # "Islamabad has kept the gate shut"
    if case.actors.publisher(case.document.publisher):
        return case.actors.publisher(case.document.publisher)
    for found in _SHUT.finditer(case.whole):
        named = case.actors.find(case.whole, max(0, found.start() - 80), found.start())
        for actor in reversed(named):
            gap = case.whole[actor.end : found.start()]
            if "." not in gap and "\n" not in gap and not _UNRELATED.search(gap):
                return actor.side
    return ""
