"""The headline over a text: it is what a title is, and no sentence of the report."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.reports.documents.datelines import DAY_LINE, dateline_end
from geo.reports.documents.layout import BYLINE, find_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.documents.parts import Block

_TITLE_CHARS = 200
_TITLE_WORDS = 3  # of a headline at least; fewer are a place, an agency, a section of a paper
_HEADS = 6  # so many lines stand over an article at most: section, headline, standfirst, byline
_BODY_CHARS = 60  # of the paragraph that begins an article
_ARTICLE_CHARS = 300  # or of all that stands behind a short one
_STORY_WORDS = 5  # a heading of so many words further on begins another story
_HEAD_CHARS = 2_000
_OPENS = re.compile(r"[\"'“‘(]*[^\W_a-z]")
_HALF_SAID = re.compile(r"[:;,–—-]$")
_CLOSED = re.compile(r"[.!…][\"'”’)]*$")
_LETTERS = re.compile(r"[^\W_]+")


def find_title(text: str, given: str) -> list[tuple[int, int]]:
    """Return where the lines stand that are the headline of an article, and those that go with it.

    The headline is the first of them; a section of a paper may stand over it, and another headline
    under it. It is a line without a full stop with an article in prose behind it: no place over
    the items of a bulletin, no line of a form, not one story of several.

    Parameters
    ----------
    text
        As it is read.
    given
        The title that metadata tell; the same again in the text is all that is found then.
    """
    if not _may_open(text):
        return []
    blocks = list(find_blocks(text))
    heads = _heads(text, blocks)
    if not heads or not _is_body(text, blocks[len(heads) :]):
        return []
    lines = [text[head.start : head.end] for head in heads]
    spans = [(head.start, head.end) for head in heads]
    if given:
        return [span for span, line in zip(spans, lines, strict=True) if _are_same(line, given)][:1]
    at = next((n for n, line in enumerate(lines) if _is_headline(line)), None)
    if at is None or sum(":" in line for line in lines) > 1 or _are_stories(text, blocks, heads):
        return []
    under = (n for n in range(at + 1, len(lines)) if _is_headline(lines[n]))
    return [spans[at], *spans[:at], *(spans[n] for n in under)]


def _may_open(text: str) -> bool:
    """Tell at a glance whether a text may begin with a headline."""
    first = next(filter(None, map(str.strip, text[:_HEAD_CHARS].splitlines())), "")
    return 0 < len(first) <= _TITLE_CHARS and _CLOSED.search(first) is None


def _heads(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Return the lines over an article, each without a full stop."""
    found: list[Block] = []
    for block in blocks[:_HEADS]:
        is_line = block.kind in ("heading", "paragraph") and block.end - block.start <= _TITLE_CHARS
        if not is_line or _CLOSED.search(text, block.start, block.end) is not None:
            break
        if dateline_end(text, block.start, block.end) > block.start:
            break
        found.append(block)
    return found


def _is_body(text: str, blocks: Sequence[Block]) -> bool:
    """Tell whether an article in prose begins with some blocks."""
    if not blocks or blocks[0].is_item:
        return False
    start, end = blocks[0].start, blocks[0].end
    is_long = end - start >= _BODY_CHARS or blocks[-1].end - start >= _ARTICLE_CHARS
    is_prose = is_long and _CLOSED.search(text, start, end) is not None
    return is_prose or dateline_end(text, start, end) > start


def _is_headline(line: str) -> bool:
    """Tell a headline from a byline, a day, a place, a line that goes on."""
    words = line.split()
    return (
        len(words) >= _TITLE_WORDS
        and _OPENS.match(line) is not None
        and _HALF_SAID.search(line) is None
        and BYLINE.fullmatch(line) is None
        and DAY_LINE.fullmatch(line) is None
    )


def _are_stories(text: str, blocks: Sequence[Block], heads: Sequence[Block]) -> bool:
    """Tell a line over one of several stories from the headline of an article in parts."""
    later = (
        b for b, under in pairwise(blocks) if b.kind == "heading" and under.kind == "paragraph"
    )
    return any(len(text[b.start : b.end].split()) >= _STORY_WORDS for b in later if b not in heads)


def _are_same(line: str, title: str) -> bool:
    """Tell the title of a report in its text, with or without the outlet's name behind it."""
    told, given = (" ".join(_LETTERS.findall(said.lower())) for said in (line, title))
    return bool(told) and (given + " ").startswith(told + " ") and 2 * len(told) >= len(given)
