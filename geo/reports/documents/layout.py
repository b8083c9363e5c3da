"""The layout of a report: its blocks, as offsets into a text that stays as it is."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.reports.documents.parts import BLOCK_LIMIT, TEXT_LIMIT, Block
from geo.reports.language.words import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ZONES = "|".join(load("layout")["zones"])
_LINE = re.compile(r"[^\n\r]+")
_NUMBERED_NOUNS = "|".join(load("layout")["numbered"]["nouns"])
# The mark before an item: "- ", "3. ", "(a) ", "[2] ", "(iv) ", "Incident 5: ".
BULLET = re.compile(
    r"[ \t]*(?:[-*+•▪◦●–—·‣]|\(?\d{1,2}[.)/]|\[\d{1,2}\]|\(?[a-zA-Z]\)|\([ivxIVX]{2,5}\)"
    rf"|[ivx]{{2,5}}[.)]|(?i:{_NUMBERED_NOUNS})[ \t]+(?:no\.?[ \t]*)?#?\d{{1,3}}[.:)])[ \t]+(?=\S)"
    r"|[ \t]*[•▪●‣](?=\S)"
)
# "14:30 - ", "[09.15 GMT]", "1015 PKT:"; a time of posting, no event's. A name behind it is none of
# it ("09:50 ISPR: ..."), nor is a count that begins a line ("1500 men").
_STAMP = re.compile(
    rf"[ \t]*\[?\(?(?:\d{{1,2}}[:.]\d{{2}}|\d{{4}}(?=[ \t]*(?:h|hrs|hours|(?:{_ZONES}))\b))"
    rf"[ \t]*(?:(?:[ap]\.m\.|(?:[ap]m|hrs|hours|h)\b))?[ \t]*(?:(?:{_ZONES})\b)?"
    r"\]?\)?[ \t]*[-–—:|.,]?[ \t]*(?=\S)",
    re.IGNORECASE,
)
# Such a time on a line of its own.
_LONE_STAMP = re.compile(
    rf"[ \t]*\[?\(?\d{{1,2}}[:.]\d{{2}}[ \t]*(?:[ap]\.?m\.?\b)?[ \t]*"
    rf"(?:(?:{_ZONES})\b)?\]?\)?[ \t]*",
    re.IGNORECASE,
)
_HEADING_MARK = re.compile(r"[ \t]*#{1,6}[ \t]+|[ \t]*\*\*(?=[^*\n]{1,80}\*\*[ \t]*$)")
_TABLE_RULE = re.compile(r"[ \t|:+=_-]+$")
_HEADING_LIMIT = 90


def find_blocks(text: str) -> Iterator[Block]:
    """Cut a text into blocks by its lines, bullets, numbers, time stamps and table bars.

    Parameters
    ----------
    text
        The whole report; what stands beyond `TEXT_LIMIT` is not read.
    """
    run: list[Block] = []
    blocks = _numbered(text, _live(text, list(_blocks(text))))
    for block in _ticker(text, _timeline(text, blocks)):
        goes_on = run and text.count("\n", run[-1].end, block.start) < 2
        if block.kind != "heading" or not goes_on:
            yield from _listed(text, run)
            run = []
        if block.kind == "heading":
            run.append(block)
        else:
            yield block
    yield from _listed(text, run)


_STAMPED_LINES = 2  # so many stamped headlines with text under them make a live page
_STAMP_CHARS = 24


def _live(text: str, blocks: list[Block]) -> list[Block]:
    """Join the items of a live page: "21:45 GMT - Explosions heard in X", and what stands under."""
    items = [n for n, b in enumerate(blocks) if b.kind == "bullet" and _is_stamped(text, b)]
    follows = (b.kind == "paragraph" for b in blocks[1:])
    opens = {n for n, told in enumerate(follows) if told and n in items}
    if len(opens) < _STAMPED_LINES or any(text[blocks[n].end - 1] in _CLOSED for n in opens):
        return blocks
    made: list[Block] = []
    is_open = False
    for number, block in enumerate(blocks):
        is_open = number in opens or (is_open and block.kind == "paragraph")
        if is_open and number not in opens and block.end - made[-1].start <= BLOCK_LIMIT:
            made[-1] = Block(made[-1].start, block.end, "bullet")
        else:
            made.append(block)
    return made


_CLOSED = ".!?…"
_NUMBERED_LINES = 2  # so many numbered lines with text under them are headings


def _numbered(text: str, blocks: list[Block]) -> list[Block]:
    """Tell headings with a number, each with a paragraph under it: "[1] KURRAM (by phone)"."""
    heads = {
        one
        for one, under in pairwise(blocks)
        if one.kind == "bullet"
        and under.kind == "paragraph"
        and text.count("\n", one.end, under.start) == 1
        and _refined(text, one.start, one.end, "paragraph") == "heading"
        and not _is_stamped(text, one)
    }
    if len(heads) < _NUMBERED_LINES:
        return blocks
    return [Block(b.start, b.end, "heading") if b in heads else b for b in blocks]


def _is_stamped(text: str, block: Block) -> bool:
    """Tell a block before which the time of its posting stands, in its line or the one above."""
    line = text.rfind("\n", 0, block.start) + 1
    above = text[max(0, line - _STAMP_CHARS) : line].rstrip()
    if _LONE_STAMP.fullmatch(above, above.rfind("\n") + 1):
        return True
    mark = _STAMP.match(text, line, block.start + 1)
    return block.start - line <= _STAMP_CHARS and mark is not None and mark.end() == block.start


# "9 October 2025 - ", "March 16-17: ", and among several of those "Yesterday evening - ".
_DATE_HEAD = re.compile(
    r"(?:[A-Z][a-z]+day,?[ \t]+)?(?:\d{1,2}(?:[-–]\d{1,2})?[ \t][A-Z][a-z]{2,8}\.?"
    r"|[A-Z][a-z]{2,8}\.?[ \t]\d{1,2}(?:[-–]\d{1,2})?)"
    r"(?:,?[ \t]\d{4})?[ \t]*(?:\([^()\n]{1,20}\)[ \t]*)?(?:[-–—|][ \t]|:[ \t])"
)
_SAID_HEAD = re.compile(r"[A-Z][a-z]+(?:[ \t][a-z]+){0,2}[ \t][-–—][ \t]")
_DATED_LINES = 3  # so many of them make a timeline


def _timeline(text: str, blocks: list[Block]) -> list[Block]:
    """Tell the paragraphs of a timeline, each an item with its day at its head."""
    dated = [b for b in blocks if _DATE_HEAD.match(text, b.start, b.end)]
    if len(dated) < _DATED_LINES:
        return blocks
    return [
        Block(b.start, b.end, "bullet")
        if b.kind in ("paragraph", "heading")
        and b.start >= dated[0].start
        and (_DATE_HEAD.match(text, b.start, b.end) or _SAID_HEAD.match(text, b.start, b.end))
        else b
        for b in blocks
    ]


_TICKER_LINES = 4  # so many lines on end, most without a full stop, are a ticker


def _ticker(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Tell the lines of a ticker, each an item: no blank line between, hardly a full stop."""
    run: list[Block] = []
    for block in blocks:
        if run and text.count("\n", run[-1].end, block.start) != 1:
            yield from _items(text, run)
            run = []
        run.append(block)
    yield from _items(text, run)


def _items(text: str, run: Sequence[Block]) -> Iterator[Block]:
    plain = [b for b in run if b.kind in ("paragraph", "heading")]
    open_ended = [b for b in plain if text[b.end - 1] not in '.!?…"”:']
    is_ticker = len(plain) >= _TICKER_LINES and len(open_ended) * 4 >= len(plain) * 3
    is_ticker &= len(plain) == len(run) and all(b.end - b.start < _ITEM_CHARS for b in run)
    is_ticker &= not _is_masthead(text, run)
    for block in run:
        yield Block(block.start, block.end, "bullet") if is_ticker else block


_ITEM_CHARS = 160  # of an item of a ticker
_HEADLINE_WORDS = 5  # of a headline over lines of no more than
_CREDIT_WORDS = 2
_LIST_LINES = 3  # so many short lines on end are the items of a list, and no headings


_BY = "|".join(map(re.escape, load("layout")["imprint"]["kinds"]))
# "By Our Correspondent", "Staff Report": a line under a headline.
BYLINE = re.compile(rf"(?:by[ \t]+.{{1,60}}|(?:our[ \t]+)?(?:{_BY}))", re.IGNORECASE)


def _is_masthead(text: str, run: Sequence[Block]) -> bool:
    """Tell a headline and what stands under it: who wrote it, for which agency, and where."""
    lines = [text[block.start : block.end] for block in run]
    is_long = any(len(line.split()) >= _HEADLINE_WORDS and ":" not in line for line in lines[:1])
    is_under = is_long and any(len(line.split()) <= _CREDIT_WORDS for line in lines[1:])
    return is_under or any(map(BYLINE.fullmatch, lines))


def _listed(text: str, run: Sequence[Block]) -> Iterator[Block]:
    """Tell short lines that make a list: "Torkham: shut", "Chaman: open", "Kharlachi: shut"."""
    is_list = len(run) >= _LIST_LINES and not _is_masthead(text, run)
    for number, block in enumerate(run):
        is_over = number == 0 and text[block.end - 1] == ":"
        is_item = is_list and not is_over
        yield Block(block.start, block.end, "bullet") if is_item else block


# "Also read: Two held in Quetta", and a line of its own over such headlines: of other articles.
_POINTER = re.compile(
    rf"[ \t>*_#-]*(?:{'|'.join(load('layout')['pointers'])})[ \t*_]*(?::[ \t*_]*(?P<said>\S)?|$)",
    re.IGNORECASE,
)


_FURNITURE = load("layout")["furniture"]
_OPENINGS = re.compile("|".join(_FURNITURE["openings"]))
_MARKS = [(sign, re.compile("|".join(marks))) for sign, marks in _FURNITURE["marks"].items()]
_CHROME = "|".join(sorted(map(re.escape, _FURNITURE["words"]), key=len, reverse=True))
_BUTTONS = re.compile(
    rf"[\s|/•·,;:&()\[\]-]*(?:(?:{_CHROME})(?:[\s|/•·,;:&()\[\]-]+|$))+", re.IGNORECASE
)
_FURNITURE_CHARS = 250
# "Saturday, 14 Mar 2026 | 3:05 pm", "Last updated: March 13, 2026, 08:12 AM PST".
_POSTED = re.compile(
    r".{0,40}?\b(?:\d{1,2}[ \t]+[A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.?[ \t]+\d{1,2})(?:st|nd|rd|th)?"
    r",?[ \t]+\d{4}[ \t,|–—-]+(?:at[ \t]+)?\d{1,2}[:.]\d{2}[ \t]*(?:[APap]\.?[Mm]\.?)?"
    r"[ \t]*(?:[A-Z]{2,4}(?:[+-]\d{1,2})?|\([A-Za-z ]{2,20}\))?"
)


def _is_furniture(line: str) -> bool:
    """Tell a line that stands around an article: "Accept cookies | Reject", "Tags: Khost"."""
    if len(line) > _FURNITURE_CHARS:
        return False
    low = line.lower()
    if _BUTTONS.fullmatch(line) or _OPENINGS.match(low):
        return True
    return any(sign in low and mark.search(low) for sign, mark in _MARKS)


def _blocks(text: str) -> Iterator[Block]:
    """Give the blocks of lines, without a page's furniture and what points to other articles."""
    last, is_bare = -1, False  # where the last pointer ended, and whether it was no more than that
    lines = list(_without_lone_rows(text, list(_all_blocks(text))))
    times = [b for b in lines if _POSTED.fullmatch(text, b.start, b.end)]
    for block in lines:
        if _is_furniture(text[block.start : block.end]) or times == [block]:
            continue  # of several times each tells of what stands under it
        pointer = _POINTER.match(text[block.start : block.end])
        goes_on = last >= 0 and (is_bare or text.count("\n", last, block.start) < 2)
        if pointer is not None:
            last, is_bare = block.end, pointer["said"] is None
        elif goes_on and _is_headline(text, block):
            last = block.end
        else:
            last = -1
            yield block


def _without_lone_rows(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Tell a line with a bar in it from a row: "BREAKING | Jets bomb Barmal" is no table."""
    for number, block in enumerate(blocks):
        around = blocks[max(0, number - 1) : number + 2]
        rows = [b for b in around if b.kind == "table_row"]
        is_lone = rows == [block] != around and text.count("|", block.start, block.end) == 1
        kind = _refined(text, block.start, block.end, "paragraph") if is_lone else block.kind
        yield Block(block.start, block.end, kind)


def _is_headline(text: str, block: Block) -> bool:
    """Tell a line that could be the headline of another article: short, without a full stop."""
    return block.end - block.start <= _HEADING_LIMIT and text[block.end - 1] not in ".!?…"


def _all_blocks(text: str) -> Iterator[Block]:
    lines = list(_LINE.finditer(text, 0, min(len(text), TEXT_LIMIT)))
    is_live = sum(map(_is_stamp, lines)) >= _STAMPED_LINES
    was_stamp = False
    for line in lines:
        if _is_stamp(line):
            was_stamp = is_live
            continue
        for number, block in enumerate(_blocks_of(text, line)):
            is_item = was_stamp and number == 0
            yield Block(block.start, block.end, "bullet") if is_item else block
            was_stamp = False


def _is_stamp(line: re.Match[str]) -> bool:
    """Tell a line that is nothing but the time of a posting."""
    return line.end() - line.start() < _STAMP_CHARS and _LONE_STAMP.fullmatch(line[0]) is not None


def _blocks_of(text: str, line: re.Match[str]) -> Iterator[Block]:
    start, end = line.span()
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    if start < end and not _TABLE_RULE.match(text, start, end):
        yield from _blocks_of_line(text, start, end)


def _blocks_of_line(text: str, start: int, end: int) -> Iterator[Block]:
    stamp = _STAMP.match(text, start, end)  # "13:05 | The minister said" is no row of a table
    cells = start if stamp is None else stamp.end()
    if text.count("|", cells, min(end, cells + BLOCK_LIMIT)) >= 1 and end - start < BLOCK_LIMIT:
        first, last = start, end
        while first < last and text[first] in "| \t":
            first += 1
        while last > first and text[last - 1] in "| \t":
            last -= 1
        if "|" in text[first:last] or (first > start):
            yield Block(first, last, "table_row")
            return
    kind = "paragraph"
    for pattern, marked in ((_HEADING_MARK, "heading"), (BULLET, "bullet"), (_STAMP, "bullet")):
        mark = pattern.match(text, start, end)
        if mark is not None:
            kind, start = marked, mark.end()
            break
    if kind == "bullet" and (stamp := _STAMP.match(text, start, end)) is not None:
        start = stamp.end()
    while start < end and end - start > BLOCK_LIMIT:
        yield Block(start, start + BLOCK_LIMIT, kind)
        start += BLOCK_LIMIT
    if start < end:
        yield Block(start, end, _refined(text, start, end, kind))


def _refined(text: str, start: int, end: int, kind: str) -> str:
    """Tell headings and lone datelines among the lines without a mark."""
    if kind != "paragraph" or end - start > _HEADING_LIMIT:
        return kind
    if text[end - 1] in ".!?…\"'”’»۔؟" and not text[start:end].isupper():
        return kind
    words = text[start:end].split()
    if len(words) <= 14 and not any(mark in text[start:end] for mark in (". ", "? ", "! ")):
        return "heading"
    return kind
