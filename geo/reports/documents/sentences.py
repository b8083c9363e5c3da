"""Blocks cut into sentences, as offsets into a text that stays as it is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.documents.parts import SENTENCE_LIMIT, Block, Sentence
from geo.reports.language.words import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINE = re.compile(r"[^\n\r]+")
_END = re.compile(r"[.!?…۔؟]+[\"'”’»)\]]*(?=\s|$)")


def find_sentences(text: str, blocks: Sequence[Block]) -> Iterator[Sentence]:
    """Cut blocks into sentences; cells of a table row stay together.

    A full stop ends a sentence unless it closes an abbreviation or an initial ("Maj. Gen.",
    "8 p.m. on", "A. Khan").
    """
    for number, block in enumerate(blocks):
        for line in _LINE.finditer(text, block.start, block.end):
            start, end = _after_space(text, line.start(), line.end()), line.end()
            if block.kind != "table_row":
                for mark in _END.finditer(text, start, end):
                    if not _is_end(text, start, mark.start(), mark.end(), end):
                        continue
                    yield from _pieces(start, mark.end(), number)
                    start = _after_space(text, mark.end(), end)
            if start < end:
                yield from _pieces(start, end, number)


def _after_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _pieces(start: int, end: int, block: int) -> Iterator[Sentence]:
    while end - start > SENTENCE_LIMIT:
        yield Sentence(start, start + SENTENCE_LIMIT, block)
        start += SENTENCE_LIMIT
    if start < end:
        yield Sentence(start, end, block)


def _is_end(text: str, start: int, dot: int, after: int, end: int) -> bool:
    mark = text[dot:after]
    follow = _after_space(text, after, end)
    if follow >= end:
        return True
    next_char = text[follow]
    if next_char.islower():
        return False  # "'Go!' he said"
    if mark != ".":
        return True
    word_at = dot
    floor = max(start, dot - 24)
    while word_at > floor and (text[word_at - 1].isalpha() or text[word_at - 1] == "."):
        word_at -= 1
    word = text[word_at:dot]
    if len(word) == 1 and word.isupper():
        return False
    key = word.lower()
    if key in _abbreviations():
        return False
    if word.isupper() and "." in word:  # "the U.N. mission", unless what follows opens a sentence
        opening = _WORD.match(text, follow, end)
        return opening is not None and opening[0] in _openers()
    if key in _abbreviations_before_end():
        # "at 8 p.m. The drones": a capital that begins no day's name or zone ends it.
        return next_char.isupper() and _GOES_ON.match(text, follow, end) is None
    return True


# "9 p.m. Friday", "4 a.m. GMT".
_GOES_ON = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|[A-Z]{2,4}\b(?=[ ,.)]|$)")
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    return frozenset(load("layout")["abbreviations"]["openers"])


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    return frozenset(load("layout")["abbreviations"]["never_end"])


@lru_cache(maxsize=1)
def _abbreviations_before_end() -> frozenset[str]:
    return frozenset(load("layout")["abbreviations"]["may_end"])
