"""Heads of items: the place and day that stand before what an item of a list tells."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.reports.what import item_heads
from geo.reports.what.pieces import when_of
from geo.reports.when import entries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import Place, When
    from geo.reports.what.pieces import Piece

# Times that say when an event was, and those that words over a list may say it with.
EVENT_DATE = frozenset({"window", "since", "period"})
_HEADER_DATE = frozenset({"window", "posted"})
# "KANDAHAR. Quiet after the truce": a paragraph with a head in capitals is an item by itself.
_HEADED = re.compile(r"[A-Z][A-Z'’\-]{3,}(?:[ \-][A-Z'’\-]{2,}){0,3}\.[ \t]+(?=[A-Z])")


def read_headlines(pieces: Sequence[Piece]) -> None:
    """Give a headline the day of its item, and leave to that the figures that both tell.

    "Kabul says 133 killed", and under it "The ministry says 133 fighters were killed on Friday".
    An item that tells neither a place nor a day is ``unplaced``.
    """
    under: dict[int, set[tuple[object, ...]]] = defaultdict(set)
    days: dict[int, list[When]] = {}
    placed: set[int] = set()
    for piece in pieces:
        if "headlined" not in piece.flags:
            continue
        placed |= {piece.block} if piece.places or piece.whens else set()
        if "headline" not in piece.flags:
            under[piece.block] |= {(c.metric, c.count_min, c.stance) for c in piece.claims}
            days.setdefault(piece.block, [w for w in piece.whens if w.kind in EVENT_DATE])
    for piece in pieces:
        if "headlined" in piece.flags and piece.block not in placed:
            piece.flags.add("unplaced")
        if "headline" in piece.flags:
            told = under[piece.block]
            piece.claims = [
                c for c in piece.claims if (c.metric, c.count_min, c.stance) not in told
            ]
            piece.whens = piece.whens or days.get(piece.block, [])


def share_days(document: Document, pieces: Sequence[Piece]) -> None:
    """Give the items of a list the day that the words over it say: "Incidents of Tuesday"."""
    header: When | None = None
    section: When | None = None
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
            continue
        days = [w for w in piece.whens if w.kind in _HEADER_DATE and w.precision == "day"]
        header = days[0] if days else header if "heading" in piece.flags else None


_PLACED_ITEMS = 2  # so many items with places of their own are told under a head of all


def share_over(document: Document, pieces: Sequence[Piece]) -> None:
    """Give items what the heading or line over them tells of all: the kind of event, and where.

    "Air raids of this week" over "Barmal: two killed"; what stands over such a list is ``over`` it.
    """
    blocks = document.blocks
    over: list[Piece] = []
    items: list[Piece] = []
    for piece in [*pieces, None]:
        if piece is not None and blocks[piece.block].is_item:
            items.append(piece)
            continue
        if items:
            _share_out(over, items)
            over, items = [], []
        if piece is not None and blocks[piece.block].kind != "heading":
            over = [o for o in over if o.block == piece.block]  # a lead-in: "the following:"
        if piece is not None:
            text = document.text_of(document.sentences[piece.sentence])
            over += [piece] if "heading" in piece.flags or text.endswith(":") else []


def _share_out(over: Sequence[Piece], items: Sequence[Piece]) -> None:
    """Give items that only count the one kind told over them, and those without a place its own."""
    kinds = {piece.kind for piece in over if piece.kind}
    placed = {piece.block for piece in items if piece.places}
    if len(kinds) == 1:
        for piece in items:
            is_shut = kinds == {"closure"} and bool(piece.places) and not piece.is_event
            piece.kind = piece.kind or (max(kinds) if piece.claims or is_shut else "")
            piece.flags |= {"soft"} if is_shut else set()
    if len(placed) >= _PLACED_ITEMS:
        for piece in over:
            piece.flags |= {"over"} if not piece.claims else set()
    places = [place for piece in over for place in piece.places]
    for piece in items:
        is_told = bool(piece.kind or piece.claims) and "stamped" not in piece.flags
        if places and is_told and piece.block not in placed:
            piece.places = list(places)
            piece.flags.add("told over")


def share_headline(document: Document, pieces: Sequence[Piece]) -> None:
    """Give an article that names no place what its headline tells: where, and what happened.

    "Nine die in Khost raid", and behind it "Nine children died when jets bombed their house".
    """
    over = [p for p in pieces if p.block == 0 and "heading" in p.flags and p.places]
    told = [p for p in pieces if p.block > 0 and p.is_event]
    if not over or not told or any(p.places or document.blocks[p.block].is_item for p in told):
        return
    lead, counted = told[0], {c.metric for p in told for c in p.claims}
    for piece in over:
        here = {place.start for place in lead.places}
        lead.places = [*lead.places, *(p for p in piece.places if p.start not in here)]
        lead.kind = lead.kind or piece.kind
        lead.claims += [c for c in piece.claims if c.metric not in counted]
        piece.flags.add("over")
    lead.flags.add("told over")


# Letters of a heading beside its day: "Night of Thursday", "What happened on".
_REST_OF_HEADING = 24


def _day_of_heading(document: Document, piece: Piece) -> When | None:
    """Return the day that a heading is: "FRIDAY, 27 FEBRUARY" over what happened on it."""
    block = document.blocks[piece.block]
    if block.kind != "heading":
        return None
    kinds = _HEADER_DATE | {"period"}  # "Log, week 41"
    days = [w for w in piece.whens if w.kind in kinds and w.precision == "day"]
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
    heads = item_heads.find(document, places, whens)
    headed = {document.sentences[number].block for number in heads}
    dated = entries.by_block(document, whens)
    located = [place for place in places if not place.reason]
    done: set[tuple[str, int]] = set()
    day: When | None = None
    for piece in pieces:
        head = heads.get(piece.sentence)
        if head is not None:
            piece.header = piece.header or head.day or day
        elif piece.block + 1 in headed and not piece.claims:
            # "The fighting of Thursday night, place by place."
            told = when_of(piece)
            is_day = told is not None and told.kind == "window" and told.precision == "day"
            day = told if is_day else day
        block = document.blocks[piece.block]
        piece.header = dated.get(piece.block, piece.header)
        is_item = head is not None or block.kind == "bullet" or piece.block in dated
        is_item = is_item or _HEADED.match(document.text, block.start, block.end) is not None
        if not is_item or not piece.is_event:
            continue
        entry = dated.get(piece.block) or (head.day if head is not None else None)
        item = ("head", head.sentence) if head is not None else ("block", piece.block)
        over = head.places if head is not None else []
        if item in done:
            piece.places = piece.places or list(over)
            _date(piece, entry)
            continue
        done.add(item)
        piece.flags.add("bullet")
        piece.flags.discard("heading")
        start = document.sentences[head.sentence].start if head is not None else block.start
        before = [p for p in located if start <= p.start < piece.start]
        named = {place.start for place in over}
        own = [place for place in (*before, *piece.places) if place.start not in named]
        piece.places = [*over, *own]
        days = [w for w in whens if start <= w.start < piece.start and w.kind in EVENT_DATE]
        piece.whens = piece.whens or days
        _date(piece, entry)


def _date(piece: Piece, entry: When | None) -> None:
    """Give what an entry of a timeline tells its day, unless it tells its own."""
    has_own = any(w.kind in EVENT_DATE for w in piece.whens)
    if entry is not None and not has_own and "recalled" not in piece.flags:
        piece.whens = [*piece.whens, replace(entry, kind="window")]
