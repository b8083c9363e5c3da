"""Entries of a timeline: the day with which a block begins is that of all it tells."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import When
    from geo.reports.documents.parts import Block

_MARK_CHARS = 4  # an entry begins with its day, behind a mark
# Behind the day of an entry: "October 12: ", "12 October (Sunday) - ", "**Friday.** Shells".
_BEHIND = re.compile(
    r"[*_]*[ \t]*(?:\([^()\n]{1,30}\))?[ \t]*(?:[:|–—]|-(?=[ \t])|\.(?=[*_]*[ \t]+[A-Z\"“]))"
)
_LEAD_BLOCKS = 2  # the day of writing stands before one of so many blocks


def is_head(text: str, block: Block, start: int, end: int) -> bool:
    """Tell whether a block begins with a day that stands by itself: "October 12: shells fell"."""
    return (
        block.start <= start <= block.start + _MARK_CHARS
        and _BEHIND.match(text, end, block.end) is not None
    )


def year_alone(text: str, start: int, end: int) -> int | None:
    """Return the year that stands alone, as over a part of a chronology: "2017"."""
    if end - start > _YEAR_CHARS or _YEAR.fullmatch(text, start, end) is None:
        return None
    return int(text[start:end].strip("*#=:. \t\n"))


_YEAR_CHARS = 12
_YEAR = re.compile(r"[*#=\s]*(?:19|20)\d\d[*:.=\s]*")


def week_of(whens: Sequence[When], published: date | None) -> tuple[date, date] | None:
    """Return the week that a heading names, of which a report is: "Week 41 (5 to 11 October)"."""
    for when in whens:
        days = (when.last - when.first).days
        is_late = published is not None and 0 <= (published - when.last).days <= _WEEK_DAYS
        if when.precision == "day" and _WEEK_DAYS - 1 <= days <= _WEEK_DAYS and is_late:
            return when.first, when.last
    return None


_WEEK_DAYS = 7


def by_block(document: Document, whens: Sequence[When]) -> dict[int, When]:
    """Find the days of entries by the numbers of their blocks.

    One paragraph that begins with a day is no timeline, an item of a list may be one.
    """
    of_start: dict[int, When] = {}
    numbers = {block.start: number for number, block in enumerate(document.blocks)}
    starts = sorted(numbers)
    at = 0
    for when in whens:
        while at + 1 < len(starts) and starts[at + 1] <= when.start:
            at += 1
        if not starts or when.precision != "day" or when.kind not in ("window", "entry"):
            continue
        number = numbers[starts[at]]
        if is_head(document.text, document.blocks[number], when.start, when.end):
            of_start.setdefault(number, when)
    if len(of_start) > 1:
        return of_start
    return {n: when for n, when in of_start.items() if document.blocks[n].is_item}


def as_dateline(document: Document, whens: list[When]) -> list[When]:
    """Take the day that alone opens a report for the day on which it was written.

    "October 15 — Guards fought overnight", and no other block begins with a day.
    """
    published = document.published
    leads = document.blocks[:_LEAD_BLOCKS]
    if not whens or published is None or by_block(document, whens):
        return whens
    first = whens[0]
    is_lead = any(
        not block.is_item and is_head(document.text, block, first.start, first.end)
        for block in leads
    )
    if not is_lead or not first.first == first.last == published:
        return whens
    return [replace(first, kind="dateline"), *whens[1:]]
