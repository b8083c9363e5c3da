"""Datelines: what only says where and when a report was written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.reports.documents.parts import Block

# Where it was written, its day and its agency: "KABUL, 3 March 2026 - ", "PESHAWAR (Reuters) -".
_CAPITALS = r"[A-Z][A-Z'’.\-]+(?:[ /,&]{1,3}[A-Z][A-Z'’.\-]+){0,5}"
# ", Sept 3", " 3 March 2026", ", March 14th", ", Thursday night".
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = (
    rf"(?:,?[ \t]*(?:[A-Z][a-z]{{2,8}}\.?[ \t]{_NTH}|{_NTH}[ \t][A-Z][a-z]{{2,8}}\.?)"
    r"(?:,?[ \t]\d{4})?|,[ \t]+[A-Z][a-z]{2,6}day(?:[ \t]+(?:night|evening|morning|afternoon))?)"
)
# "KABUL, Afghanistan", and "KABUL (Agency)" before another: "QUETTA, Pakistan/KABUL".
_SEAT = (
    rf"{_CAPITALS}(?:,[ \t]+[A-Z][a-z]+(?:[ \t][A-Z][a-z]+)?"
    r"(?=[ \t]*(?:\(|[-–—:]{1,2}|[,/&]|and\b)))?"
    r"(?:[ \t]*\([^()\n]{1,40}\)(?=[ \t]*/))?"
)
_AND = r"(?:[ \t]*/[ \t]*|,?[ \t]+(?:and|&)[ \t]+)"
_DATELINE = re.compile(
    rf"[ \t]*(?P<places>{_SEAT}(?:{_AND}{_SEAT}){{0,3}})"
    rf"(?P<day>{_DAY})?"
    r"(?:[ \t]*\([^()\n]{1,40}\))?"
    r"(?:[ \t]*[:;–—][ \t]*|[ \t]+-+[ \t]*|[ \t]*\|[ \t]*|(?<=\))[ \t]+(?=[A-Z])"
    r"|(?(day)\.[ \t]+(?=[A-Z])|(?!)))"
    r"(?:[A-Z][A-Za-z]{1,20}(?:[ \t][A-Z][A-Za-z]{1,20}){0,2}[ \t]+[-–—][ \t]+)?"
)
_MIXED_DATELINE = re.compile(
    r"[ \t]*(?P<places>(?!(?:On|In|By|From|Since|Until)\b)[A-Z][a-z]+(?:[ /][A-Z][a-z]+){0,3})"
    r"(?:[ \t]*\[[A-Z][a-z]+\]|(?:,[ \t][A-Z][a-z]+){0,2}[ \t]+[-–—](?=[ \t]))?"
    rf"(?:{_DAY}(?:[ \t]*\([^()\n]{{1,40}}\))?"
    r"|(?:[ \t]*\([^()\n]{1,40}\)){1,2})"
    r"(?:[ \t]*[:–—][ \t]+|[ \t]+-+[ \t]+|(?<=\))[ \t]+(?=[A-Z]))"
)
# "Islamabad/Kabul: ", "Quetta (Pakistan):".
_PLACE_NAME = r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?"
_SEATS_DATELINE = re.compile(
    rf"[ \t]*{_PLACE_NAME}(?:(?:/{_PLACE_NAME})+|[ \t]*\({_PLACE_NAME}\)):[ \t]*(?=[A-Z\d\"“])"
)
# "Jalalabad: Border guards traded fire in Goshta", "Kabul — Jets bombed Barmal", where the sentence
# says itself where or when.
_PLAIN_SEAT = rf"{_PLACE_NAME}(?:[ -][A-Z][a-z]+)?(?:,[ \t]{_PLACE_NAME})?"
_PLAIN_DATELINE = re.compile(
    rf"[ \t]*(?:{_PLACE_NAME}(?:[ -][A-Z][a-z]+)?:"
    rf"|{_PLAIN_SEAT}(?:{_AND}{_PLAIN_SEAT}){{0,3}}[ \t](?:[–—]|--?))[ \t]+"
    r"(?=(?:In|At|Near|[A-Z\d\"“][^.\n]{5,}?[ \t](?:in|at|near|on|of|from|to|inside|into|along"
    r"|across|between|both|including|hit|struck|bombed|shelled|targeted))[ \t]+"
    r"(?:the[ \t]+)?(?:[a-z]+ern[ \t]+)?[A-Z])"
)
_CREDIT = re.compile(r"[A-Z][\w .]{1,30}[ \t]+[-–—|/][ \t]+[A-Z][\w ]{1,30}$")
_OPENING = 3  # so many blocks may begin with a dateline, and the first long one
_BEHIND = 10  # behind so many lines of a page at most
_BODY_CHARS, _CLOSED = 90, '.!?…"”’'
_HEADS = 2  # so many blocks with a place before a colon, and no fewer without, make a bulletin
_HEAD_CHARS = 80  # within so many stands the colon of a head


def dateline_end(text: str, start: int, end: int) -> int:
    """Return where the dateline ends that a block begins with; `start` without one."""
    for pattern in (_DATELINE, _MIXED_DATELINE, _SEATS_DATELINE):
        found = pattern.match(text, start, min(end, start + 200))
        if found is not None:
            return found.end()
    return start


def find_datelines(text: str, blocks: Sequence[Block], title: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of a report that only say where and when it was written."""
    if _are_heads(text, blocks):
        return
    body = _body(text, blocks)
    for number, block in enumerate(blocks[: max(_OPENING, body + 1)]):
        if _OPENING <= number < body:
            continue
        if number == 0 and (opening := _PLAIN_DATELINE.match(text, block.start, block.end)):
            yield block.start, opening.end()
            continue
        if block.is_item:
            continue
        end = dateline_end(text, block.start, block.end)
        if end > block.start and (number in (0, 1, body) or text[block.start : end].isupper()):
            yield block.start, end
        elif block.kind == "heading" and number < 2 and len(blocks) > number + 1:
            words = text[block.start : block.end]
            is_credit = _CREDIT.match(words) is not None or len(words.split()) <= 2
            is_credit &= not _are_days(text, blocks, block)
            if (is_credit and not title) or (is_credit and number == 0):
                yield block.start, block.end


def _body(text: str, blocks: Sequence[Block]) -> int:
    """Return which block begins the article: a long one, behind its title, byline and times."""
    near = enumerate(blocks[:_BEHIND])
    long = ((n, b) for n, b in near if b.kind == "paragraph" and b.end - b.start >= _BODY_CHARS)
    return next((n for n, b in long if text[b.end - 1] in _CLOSED), 0)


# A line that is a day and nothing else: "May 25", "25 May 2014".
DAY_LINE = re.compile(
    r"(?:[A-Z][a-z]{2,8}\.?[ \t]\d{1,2}|\d{1,2}[ \t][A-Z][a-z]{2,8}\.?)(?:,?[ \t]\d{4})?"
)


def _are_days(text: str, blocks: Sequence[Block], first: Block) -> bool:
    """Tell the days that stand over the parts of a timeline from the day of writing."""
    if DAY_LINE.fullmatch(text, first.start, first.end) is None:
        return False
    others = (b for b in blocks if b.kind == "heading" and b is not first)
    return any(DAY_LINE.fullmatch(text, b.start, b.end) for b in others)


def _are_heads(text: str, blocks: Sequence[Block]) -> bool:
    """Tell places that stand over the items of a bulletin from where a report was written."""
    told = [block for block in blocks if block.kind != "heading"]
    marked = [b for b in told if ":" in text[b.start : b.start + _HEAD_CHARS]]
    if len(marked) < _HEADS or 2 * len(marked) < len(told):
        return False
    ends = {block.start: dateline_end(text, block.start, block.end) for block in told}
    names = {text[start : ends[start]] for start in ends if ":" in text[start : ends[start]]}
    return len(names) >= _HEADS and 2 * len(names) >= len(told)
