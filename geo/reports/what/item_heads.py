"""Heads of a list: names, and perhaps a day, that stand before what each of its items tells."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.language.words import PACKS, either

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import Place, When
    from geo.reports.language.words import Words

_HEADS = 2  # so many of them make a list
_NUMBER = re.compile(r"(?:\d{1,3}[ \t]*\|[ \t]*)?")  # the first cell of a row
# Of an item: "2.1 ", "[3] ", "(iv) ", "b. ".
_COUNTED = re.compile(
    r"(?:[(\[](?:\d{1,3}|[ivx]{1,5}|[a-z])[)\]]"
    r"|\d{1,2}(?:\.\d{1,2})+\.?|(?:\d{1,3}|[a-z])[.)])[ \t]+"
)
_GAP = re.compile(r"(?:,?[ \t]*(?:,|and|&|/|\()[ \t]*|[ \t]+in[ \t]+)")
_DAY_GAP = re.compile(r"[ \t]*[,(/|–-]?[ \t]*(?:on[ \t]+)?")
# Behind the names of a head: "Bajaur. ", "Lower Dir: ", "Chaman (by phone) - ", "Zhob | ".
_END = re.compile(
    r"[ \t]*\)?[ \t]*(?:\([^()\n]{1,80}\))?[ \t]*(?:(?P<mark>[.:|]|[-–—](?=[ \t]))(?:[ \t]|$)|$)",
    re.MULTILINE,
)
# Reasons for which a name locates nothing where it does not stand before an item.
_OPENING = frozenset({"dateline", "words around it"})


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """The head of an item.

    Attributes
    ----------
    sentence
        Number of the sentence that begins with it.
    places, day
        Which it names; a day is an event's.
    form
        Whether it stands in capitals, and the mark behind it: the heads of a list are alike.
    is_sure
        Whether its first name would locate something by itself; it may be a dateline.
    """

    sentence: int
    places: list[Place]
    day: When | None
    form: tuple[bool, str]
    is_sure: bool


def find(document: Document, places: Sequence[Place], whens: Sequence[When]) -> dict[int, Head]:
    """Find the heads of a list by the numbers of all sentences of their items."""
    of_sentence: dict[int, list[Place]] = defaultdict(list)
    for place in places:
        of_sentence[place.sentence].append(place)
    heads = {
        number: head
        for number, named in of_sentence.items()
        if (head := _read(document, number, named, whens)) is not None
    }
    if not any(head.is_sure for head in heads.values()) and len(heads) < _HEADS:
        return {}
    items = _items(document, heads)
    for head in heads.values():
        numbers = [number for number, of in items.items() if of is head]
        told = [place for number in numbers for place in of_sentence[number]]
        if not _locates(head, told, heads):
            for number in numbers:
                del items[number]
    return items if len({head.sentence for head in items.values()}) >= _HEADS else {}


def _read(
    document: Document, number: int, named: Sequence[Place], whens: Sequence[When]
) -> Head | None:
    """Read the head with which a sentence begins."""
    text, sentence = document.text, document.sentences[number]
    block = document.blocks[sentence.block]
    is_row = block.kind == "table_row"
    at = begun = sentence.start
    if at == block.start and (counted := _COUNTED.match(text, at, block.end)) is not None:
        at = counted.end()
    if is_row and (cell := _NUMBER.match(text, at)) is not None:
        at = cell.end()
    first = named[0]
    if first.start != at or (first.reason and first.reason not in _OPENING):
        return None
    held, end = [first], _called_end(document, first.end)
    for place in named[1:]:
        if not _GAP.fullmatch(text, end, place.start):
            break
        held.append(place)
        end = _called_end(document, place.end)
    day: When | None = None
    for when in whens:
        if when.start >= end and _DAY_GAP.fullmatch(text, end, when.start):
            day, end = replace(when, kind="window"), when.end
            break
    close = _END.match(text, end, block.end)
    if close is None:
        return None
    mark = close["mark"] or ""
    is_line = begun == block.start or is_row or text[begun - 1] == "\n"
    if not is_line and mark != ":" and day is None:
        return None  # "It rained. Bajaur. Nobody came": names by themselves
    if is_row and day is None:
        return None  # what a cell names is found by its table
    if not mark and block.kind != "heading":
        return None
    form = first.text.isupper(), mark
    return Head(number, [replace(p, reason="") for p in held], day, form, not first.reason)


def _called_end(document: Document, end: int) -> int:
    """Return where a name ends with what it is called: "Kunar province: ", "Nari district. "."""
    called = _called(document.words).match(document.text, end)
    return end if called is None else called.end()


@lru_cache(maxsize=PACKS)
def _called(words: Words) -> re.Pattern[str]:
    said = words.load("places")
    rows = [*said["frames"]["units"], *said["frames"]["localities"]]
    return re.compile(rf"[ \t]+{either(rows)}(?!\w)", re.IGNORECASE)


def _items(document: Document, heads: Mapping[int, Head]) -> dict[int, Head]:
    """Give each head the sentences of its item: up to another, or the end of its block."""
    items: dict[int, Head] = {}
    current: Head | None = None
    for number, sentence in enumerate(document.sentences):
        if number in heads:
            current = heads[number]
        elif current is not None:
            told = document.sentences[current.sentence].block
            is_under = document.blocks[told].kind == "heading"
            is_under &= document.blocks[sentence.block].kind != "heading"
            current = current if sentence.block == told or is_under else None
        if current is not None:
            items[number] = current
    return items


def _locates(head: Head, told: Sequence[Place], heads: Mapping[int, Head]) -> bool:
    """Tell whether an item is at the place of its head, which may only be where it was written.

    A dateline is unlike the heads that follow it, or names another place than its item does.
    """
    if head.is_sure:
        return True
    if not any(other.form == head.form for other in heads.values() if other is not head):
        return False
    held = {place.place_id for place in head.places}
    located = [place for place in told if not place.reason]
    return all(place.place_id in held or held & set(place.parents) for place in located)
