"""Datelines that say where the news was, and not only where it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.documents.marks import FINE
from geo.reports.where.surroundings import patterns

if TYPE_CHECKING:
    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import Place

_HERE_SENTENCES = 2  # a report says "here" of the place in its dateline in so many sentences
_OF_A_HEAD = 2  # what holds it, and a place


def is_here(document: Document, place: Place) -> bool:
    """Tell a dateline whose place the news is of: "QUETTA: A bomb went off here on Sunday".

    At a gate "the crossing" is as good: "TORKHAM: Guards shut the crossing on Sunday".
    """
    if len(document.datelines) != 1 or place.level not in FINE:
        return False
    end = document.datelines[0][1]
    gates = document.words.listed("names", "gates")
    is_gate = place.level == "crossing" or place.text.lower() in gates
    named = ("here_now", "the_gate") if is_gate else ("here_now",)
    here = [patterns(document.words)[name] for name in named]
    told = [n for n, s in enumerate(document.sentences) if s.end > end][:_HERE_SENTENCES]
    return any(
        document.triggers[n] and row.search(document.text, end, document.sentences[n].end)
        for n in told
        for row in here
    )


def is_of_two(document: Document, place: Place, seats: frozenset[str]) -> bool:
    """Tell "Foo/Bar: guards fought", where no government sits: it was there."""
    spans = (
        document.text[start:end] for start, end in document.datelines if start <= place.start < end
    )
    return any(
        "/" in words
        and "(" not in words
        and words.endswith(": ")
        and not any(seat.casefold() in words.casefold() for seat in seats)
        for words in spans
        if not words.split(",")[0].isupper()  # "QUETTA / CHAMAN, Sept 18: "
    )


def is_head(document: Document, places: list[Place], dateline: tuple[int, int]) -> bool:
    """Tell "Foo (Bar): guards fought", where Bar lies in Foo: it was there."""
    named = [place for place in places if dateline[0] <= place.start < dateline[1]]
    if len(named) < _OF_A_HEAD:
        return False
    holder, *inner = named
    units = {holder.place_id, holder.admin2_pcode} - {None}
    is_open = document.text[holder.end : inner[0].start].strip() == "("
    return is_open and all(units & (p.parents - {p.place_id, p.country}) for p in inner)
