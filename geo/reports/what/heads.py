"""Heads of items: the place and day that stand before what an item of a list tells."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.reports.what.pieces import when_of
from geo.reports.when import entries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import Place, When
    from geo.reports.documents.parts import Block
    from geo.reports.what.pieces import Piece

# Times that say when an event was, and those that words over a list may say it with.
EVENT_DATE = frozenset({"window", "since", "period"})
_HEADER_DATE = frozenset({"window", "posted"})
# "KANDAHAR. Quiet after the truce": a paragraph with a head in capitals is an item by itself.
_HEADED = re.compile(r"[A-Z][A-Z'’\-]{3,}(?:[ \-][A-Z'’\-]{2,}){0,3}\.[ \t]+(?=[A-Z])")
# Behind the names of a head: "Bajaur. ", "Lower Dir: ", "Chaman (by phone) - ", "Zhob | ".
_HEAD_END = re.compile(r"[ \t]*(?:\([^()\n]{1,30}\))?[ \t]*(?:[.:|]|[-–—](?=[ \t]))(?:[ \t]|$)")
_HEAD_GAP = re.compile(r"(?:,?[ \t]*(?:,|and|&|/|\()[ \t]*|[ \t]+in[ \t]+)")
_HEADS = 2  # so many blocks with a head of their own make a list


def read_headlines(pieces: Sequence[Piece]) -> None:
    """Give a headline the day of its item, and leave to that the figures that both tell.

    "Kabul says 133 killed", and under it "The ministry says 133 fighters were killed on Friday".
    """
    under: dict[int, set[tuple[object, ...]]] = defaultdict(set)
    days: dict[int, list[When]] = {}
    for piece in pieces:
        if "headlined" in piece.flags and "headline" not in piece.flags:
            under[piece.block] |= {(c.metric, c.count_min, c.stance) for c in piece.claims}
            days.setdefault(piece.block, [w for w in piece.whens if w.kind in EVENT_DATE])
    for piece in pieces:
        if "headline" in piece.flags:
            told = under[piece.block]
            piece.claims = [
                c for c in piece.claims if (c.metric, c.count_min, c.stance) not in told
            ]
            piece.whens = piece.whens or days.get(piece.block, [])


def share_headers(document: Document, pieces: Sequence[Piece]) -> None:
    """Give the items of a list what the words over it say: "Incidents of Tuesday", "In Gurbuz:"."""
    header: When | None = None
    section: When | None = None
    places: list[Place] = []
    headings = [_day_of_heading(document, piece) for piece in pieces]
    are_many = len({day.first for day in headings if day is not None}) > 1
    for piece, heading in zip(pieces, headings, strict=True):
        block = document.blocks[piece.block]
        if block.kind == "heading":
            # One day over all is that of writing where the report is of that day.
            is_news = heading is not None and heading.first == document.published
            section = heading if are_many or not is_news else None
        else:
            piece.header = section
        if block.is_item:
            piece.header = header or section
            if piece.claims and not piece.places and places:
                piece.places = list(places)
                piece.flags.add("told over")
            continue
        is_over = document.text[block.end - 1] == ":" and piece.end == block.end
        places = piece.places if is_over and piece.triggers else []
        days = [w for w in piece.whens if w.kind in _HEADER_DATE and w.precision == "day"]
        header = days[0] if days else header if "heading" in piece.flags else None


# Letters of a heading beside its day: "Night of Thursday", "What happened on".
_REST_OF_HEADING = 24


def _day_of_heading(document: Document, piece: Piece) -> When | None:
    """Return the day that a heading is: "FRIDAY, 27 FEBRUARY" over what happened on it."""
    block = document.blocks[piece.block]
    if block.kind != "heading":
        return None
    days = [w for w in piece.whens if w.kind in _HEADER_DATE and w.precision == "day"]
    if not days or len({day.first for day in days}) > 1 or piece.claims or piece.places:
        return None
    if document.text[block.end - 1] == ":":
        return days[0]  # "The following was reported on Friday:"
    said = sum(day.end - day.start for day in days)
    return days[0] if block.end - block.start - said <= _REST_OF_HEADING else None


def share_heads(
    document: Document, pieces: Sequence[Piece], places: Sequence[Place], whens: Sequence[When]
) -> None:
    """Give an item the place and day that its head says: "1. Bannu, 2 September. Five gunmen"."""
    of_block: dict[int, list[Place]] = defaultdict(list)
    for place in places:
        of_block[document.sentences[place.sentence].block].append(place)
    headed = {
        number
        for number, found in of_block.items()
        if _has_head(document.text, document.blocks[number], found)
    }
    if len(headed) < _HEADS:
        headed = set()
    dated = entries.by_block(document, whens)
    done: set[int] = set()
    day: When | None = None
    for piece in pieces:
        if piece.block in headed:
            piece.header = piece.header or day
        elif piece.block + 1 in headed and not piece.claims:
            # "The fighting of Thursday night, place by place."
            told = when_of(piece)
            is_day = told is not None and told.kind == "window" and told.precision == "day"
            day = told if is_day else day
        block = document.blocks[piece.block]
        piece.header = dated.get(piece.block, piece.header)
        is_item = piece.block in headed or block.kind == "bullet"
        is_item = is_item or piece.block in dated
        is_item = is_item or _HEADED.match(document.text, block.start, block.end) is not None
        if not is_item or not piece.is_event:
            continue
        if piece.block in done:
            _date(piece, dated.get(piece.block))
            continue
        done.add(piece.block)
        piece.flags.add("bullet")
        piece.flags.discard("heading")
        own = of_block[piece.block]
        head = [p for p in own if p.start < piece.start and not p.reason]
        days = [w for w in whens if block.start <= w.start < piece.start and w.kind in EVENT_DATE]
        piece.places = head + piece.places
        piece.whens = piece.whens or days
        _date(piece, dated.get(piece.block))


def _date(piece: Piece, entry: When | None) -> None:
    """Give what an entry of a timeline tells its day, unless it tells its own."""
    has_own = any(w.kind in EVENT_DATE for w in piece.whens)
    if entry is not None and not has_own and "recalled" not in piece.flags:
        piece.whens = [*piece.whens, replace(entry, kind="window")]


def _has_head(text: str, block: Block, places: Sequence[Place]) -> bool:
    """Tell whether a block begins with names of places and a mark behind them."""
    if block.kind == "table_row" or places[0].start != block.start:
        return False
    if places[0].reason == "dateline":
        return False
    end = places[0].end
    for place in places[1:]:
        if not _HEAD_GAP.fullmatch(text, end, place.start):
            break
        end = place.end
    return _HEAD_END.match(text, end, block.end) is not None
