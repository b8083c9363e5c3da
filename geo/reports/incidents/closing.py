"""Who shut a gate: clues to who is named to have done it, or else alone would."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.reports.attribution.lookups import Lookups
from geo.reports.incidents.cases import OPEN
from geo.reports.incidents.draft import are_within
from geo.reports.who.acts import ATTACKED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.reports.incidents.cases import Case
    from geo.reports.what.pieces import Piece

_BEFORE = 40  # letters before a party that may say that it only borders
_HYPHENS = ("-", "–")
_BY_REACH = 30  # letters from "by" to the party
# The word right before "closed", but for "has".
_LAST_WORD = re.compile(r"\w+[ \t]+(?:(?:has|had|have)[ \t]+)?$")
_ASIDE = re.compile(r",[^,.;]{1,60}\b(?:said|says|added|told \w+),")  # ", an agent said,"
_NEAR = 80  # letters before "closed" in which its party stands, elsewhere in the report


def both(case: Case) -> str | None:
    """Read that each is said to have shut it: not "X shut it after Y had attacked"."""
    is_told = case.states <= set(case.of(ATTACKED))
    return OPEN if is_told and case.states <= _shutters(case) else None


def _shutters(case: Case) -> set[str]:
    """Return whose acts stand before words that say that it was shut, up to a "when" or "after"."""
    sides = set()
    for piece, shut, _ in _told(case):
        acts = [act for act in piece.acts if act.at <= shut]
        sides |= {a.side for a in acts if not case.said["apart"].is_in(piece.text[a.at : shut])}
    return sides


def _told(case: Case) -> Iterator[tuple[Piece, int, int]]:
    """Find where the words begin and end that say in a piece that it was shut."""
    for piece in case.incident.pieces:
        for hit in piece.each(case.said["shut"]):
            yield piece, hit.start(), hit.end()


def shut_by(case: Case) -> str | None:
    """Read "was closed by X"."""
    for piece, _, shut in _told(case):
        by = case.said["shut_by"].search(piece.text, shut)
        for actor in piece.actors:
            if by is not None and 0 <= actor.start - piece.start - by.end() < _BY_REACH:
                return actor.side
        if by is not None and (side := case.actors.seat_at(piece.text, by.end())):
            return side
    return None


def named_before(case: Case) -> str | None:
    """Read "X closed": the nearest party before it that does not only border."""
    for piece, shut, _ in _told(case):
        for actor in reversed(piece.actors):
            start, end = actor.start - piece.start, actor.end - piece.start
            gap = _ASIDE.sub("", piece.text[end:shut])
            if _borders_only(case, piece.text, start, end):
                continue
            if end <= shut and not case.said["apart"].is_in(gap):
                return actor.side
    return None


def _borders_only(case: Case, text: str, start: int, end: int) -> bool:
    """Tell a party that names a border: "the Pak-Afghan border", "between X and Y"."""
    before = text[max(0, start - _BEFORE) : start]
    is_joined = text.startswith(_HYPHENS, end) or before.endswith(_HYPHENS)
    return is_joined or case.said["border_of"].is_in(before)


def publisher(case: Case) -> str | None:
    """Return the side that publishes the report."""
    return case.actors.publisher(case.document.publisher) or None


def named_elsewhere(case: Case) -> str | None:
    """Read "X closed" anywhere in the report."""
    text = case.whole
    for found in case.all_anywhere("shut"):
        if _is_earlier(case, found.start()) or _is_elsewhere(case, found.start()):
            continue
        if (by := case.said["closed_by"].search(text, found.end())) is not None:
            for actor in case.actors.find(text, by.end(), by.end() + _BY_REACH)[:1]:
                if actor.start == by.end():
                    return actor.side
        word = _LAST_WORD.search(text, max(0, found.start() - _NEAR), found.start())
        if word is not None and (side := case.actors.seat_at(text, word.start())):
            return side  # "Islamabad closed it"
        for actor in reversed(case.actors.find(text, max(0, found.start() - _NEAR), found.start())):
            gap = text[actor.end : found.start()]
            if _borders_only(case, text, actor.start, actor.end):
                continue
            if case.document.is_in_dateline(actor.start):
                continue
            if not {".", "\n", ","} & set(gap) and not case.said["apart"].is_in(gap):
                return actor.side
    return None


def _is_elsewhere(case: Case, at: int) -> bool:
    """Tell what is said of another gate."""
    own = case.incident.places
    told = [other for other in case.others if other.places and other.holds(at)]
    return bool(told) and not any(are_within(own, other.places, _GATE_KM) for other in told)


_GATE_KM = 5.0  # where points of one gate may lie apart


def _is_earlier(case: Case, at: int) -> bool:
    """Tell "seven months before that X had shut it", "X shut it last month": another time."""
    if case.said["at_another_time"].search(case.whole, at) is not None:
        return True
    sentence = case.document.sentences[case.document.sentence_at(at)]
    rows = case.said["earlier"], case.said["another_time"]
    return any(row.search(case.whole, sentence.start) is not None for row in rows)


def alone(case: Case) -> str | None:
    """Return the one state that is said to have done anything to it."""
    sides = case.states & set(case.of(ATTACKED))
    return sides.pop() if len(sides) == 1 else None


def until(case: Case) -> str | None:
    """Read "it will not be opened until Y has changed": who waits for Y holds it shut."""
    for found in case.all_anywhere("shut_until"):
        for actor in case.actors.find(case.whole, found.end(), found.end() + _BY_REACH):
            return case.actors.across(actor.side) or None
        if side := case.actors.seat_at(case.whole, found.end() + 1):
            return case.actors.across(side)
    return None


def ordered(case: Case) -> str | None:
    """Read "the order came from X"."""
    for found in case.all_anywhere("order_from"):
        if side := case.actors.seat_at(case.whole, found.end() + 1):
            return side
        for actor in case.actors.find(case.whole, found.end(), found.end() + _BY_REACH):
            return actor.side
    return None


def office(case: Case) -> str | None:
    """Read "the governor of X shut it", "by order of the X administration": whose that is."""
    if not (named := _doing_so(case, "office")):
        return None
    voices = Lookups(case.document, case.actors.pack)
    sides = (voices.whose_office(phrase) for phrase in named)
    return next((side for side in sides if side in case.states), None)


def crowd(case: Case) -> str | None:
    """Read "protesters shut it": no state did."""
    return case.actors.foreign if _doing_so(case, "crowd") else None


def _doing_so(case: Case, name: str) -> list[str]:
    """Return those of a row who are said to have shut it: before the words, or behind "by"."""
    row, found = case.said[name], []
    for piece in case.incident.pieces:
        named = piece.each(row)
        found += [n[0] for n in named if case.said["ordered_shut"].search(piece.text, n.end())]
    for piece, _, shut in _told(case):
        by = case.said["shut_by"].search(piece.text, shut)
        named_by = by and row.pattern.match(piece.text, by.end())
        found += [named_by[0]] if named_by else []
    return found


def supplies(case: Case) -> str | None:
    """Return who shuts the way of supplies for armies from elsewhere."""
    return case.actors.supplies if case.has(case.parties["supplies"]) else None


def its_own(case: Case) -> str | None:
    """Read "local authorities closed it": those of where it lies."""
    return case.home if case.tells("shut_by_its_own") else None
