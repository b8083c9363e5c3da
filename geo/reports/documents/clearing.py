"""What stands in a text and is no word of it: what is read of it, and where each character stood.

A copied text has marks that nobody reads: characters of no width, blanks that do not break, letters
drawn as one, asterisks around bold words, what is left of HTML, a page's foot amid a sentence. They
are taken out before it is read; what is found is told in offsets of the text as it was given.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter
from dataclasses import dataclass
from html import unescape
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from geo.reports.documents.parts import TEXT_LIMIT
from geo.reports.language.words import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    # Where an edit begins and ends, and what is read there.
    Edit = tuple[int, int, str]

# One character for another: blanks of all widths, marks of quotation of other countries.
_SAME = str.maketrans(
    {**dict.fromkeys("\u00a0\u1680\u202f\u205f\u3000", " "), "\u2028": "\n", "\u2029": "\n"}
    | {chr(code): " " for code in range(0x2000, 0x200B)}
    | dict.fromkeys("«„‟", "“")
    | {"»": "”", "ʼ": "’", "‛": "’", "′": "’"}
)
_OTHERWISE = re.compile(f"[{''.join(map(chr, _SAME))}]")
_ARABIC = "\u0600-\u06ff"
# Joiners are spelling in Persian and Pashto, and nothing else is.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]+"
    f"|(?<![{_ARABIC}])[\u200c\u200d]+|[\u200c\u200d]+(?![{_ARABIC}])"
)
# Letters drawn as one, broad ones, and those that posts are made bold with.
_DRAWN = re.compile("[\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d{0,2});")
# UTF-8 that somebody took for cp1252: "Pakistanâ€™s".
_TWICE = re.compile("â€.|[ÂÃ][\u0080-\u00bf]")
_LINK = re.compile(
    r"(?P<picture>!)?\[(?P<said>[^\[\]\n]{0,300})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,1000}"
    r"(?:[ \t]+\"[^\"\n]{0,200}\")?\)"
)
_BOLD = re.compile(
    r"(?<![\w*])(?P<mark>\*{1,3})(?=[^\s*])[^*\n]{1,300}(?<=\S)(?P<end>(?P=mark))(?![\w*])"
    r"|(?<!\w)(?P<low>_{1,3})(?=[^\s_])[^_\n]{1,300}(?<=\S)(?P<low_end>(?P=low))(?!\w)"
)
# The times of a transcript, "0:48" on a line of its own, and the letter behind.
_SPOKEN_AT = re.compile(r"^[ \t]*(?:\d{1,2}:)?\d{1,2}:\d{2}[ \t]*\r?\n(?=[ \t]*(\S))", re.MULTILINE)
_ESCAPED = re.compile(r'\\([nrt"])')
_MEANT = {"n": "\n", "r": "", "t": " ", '"': '"'}
# "killed & wounded", "three killed&five hurt"; of names that are letters it is a part: "P & T".
_AND = re.compile(
    r"(?<=[^\W_]|[\"'”’)%,])[ \t](?P<sign>&)(?=[ \t][\w\"'“‘(])"
    r"|(?<=[a-z]{2})(?P<close>&)(?=[a-z]{2}|\d)"
)
_BESIDE_CHARS = 40
_WORDS_BESIDE = re.compile(r"(\w+)\W*$"), re.compile(r"\W*(\w+)")
_INDENT = re.compile(r"^[ \t]*(?=\S)", re.MULTILINE)
# "12: ", "  12  " at the head of a line: of each line, or of each fifth.
_NUMBER = re.compile(r"^[ \t]*(\d{1,5})(?:[ \t]*[:|][ \t]?|[ \t]+|(?=\r?$))", re.MULTILINE)
_NUMBERED, _FIFTH = 5, 5  # so many lines tell that all have one
_FIFTHS = 3
# "12\n00:00:48,000 --> 00:00:51,500\n", over the words of a subtitle.
_CUE = re.compile(
    r"(?:\r?\n)*^(?:[ \t]*\d{1,5}[ \t]*\r?\n)?[ \t]*(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{3}[ \t]+-->"
    r"[^\n]{10,80}(?:\n|\Z)",
    re.MULTILINE,
)
_CITED = re.compile(r"^(?:[ \t]*>)+[ \t]?", re.MULTILINE)
_BREAK = re.compile(r"-[ \t]*\r?\n")
_HYPHEN = re.compile(r"\b(?P<first>[A-Za-z]{0,23}[a-z])-[ \t]*\r?\n[ \t]*(?=[a-z])")
# "TORKHAM ........ closed": what stands behind the dots is told of what stands before them.
_LED = re.compile(
    r"^([^.\n]{1,60}?)[ \t]*(?:\.{5,}|(?:\.[ \t]){4,}\.?|…{2,})[ \t]*(?=\S)", re.MULTILINE
)
_PAGE_NUMBER = re.compile(
    r"[ \t\f]*(?:[-–—][ \t]*\d{1,4}[ \t]*[-–—]|page[ \t]+\d{1,4}(?:[ \t]*(?:of|/)[ \t]*\d{1,4})?"
    r"|\d{1,4}[ \t]*\|[ \t]*page)[ \t]*",
    re.IGNORECASE,
)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_HEAD_CHARS = 100  # of a line that a page repeats
_FULL_STOP = '.!?…:”"'


@dataclass(frozen=True)
class Cleared:
    """A text as it is read.

    Attributes
    ----------
    text
        What is read.
    starts
        Where each of its characters, and its end, stand in the text as given; None where each
        stands where it stood.
    """

    text: str
    starts: Sequence[int] | None = None


def cleared(text: str) -> Cleared:
    """Take out of a text what nobody reads; beyond `TEXT_LIMIT` nothing is looked at."""
    head = text[:TEXT_LIMIT]
    starts: Sequence[int] | None = None
    plain = head
    for find in _STEPS:
        if edits := list(find(plain)):
            plain, moved = _edited(plain, edits)
            starts = moved if starts is None else array("l", (starts[at] for at in moved))
        if find is _twice and not plain.isascii() and _OTHERWISE.search(plain):
            plain = plain.translate(_SAME)
    if starts is None:
        return Cleared(plain + text[TEXT_LIMIT:] if plain != head else text)
    return Cleared(plain, starts)


def _edited(text: str, edits: Sequence[Edit]) -> tuple[str, array[int]]:
    """Make edits, and say where each character of what they make stood, and the end."""
    made: list[str] = []
    starts = array("l")
    at = 0
    for start, end, put in edits:
        made += (text[at:start], put)
        starts.extend(range(at, start))
        starts.extend([start] * len(put))
        at = end
    made.append(text[at:])
    starts.extend(range(at, len(text) + 1))
    return "".join(made), starts


def _unseen(text: str) -> Iterator[Edit]:
    """Give characters of no width."""
    if not text.isascii():
        for match in _UNSEEN.finditer(text):
            yield *match.span(), ""


def _drawn(text: str) -> Iterator[Edit]:
    """Give letters drawn otherwise than they are written."""
    if not text.isascii():
        for match in _DRAWN.finditer(text):
            yield *match.span(), unicodedata.normalize("NFKC", match[0])


def _twice(text: str) -> Iterator[Edit]:
    """Give characters that were decoded as two or three."""
    if text.isascii():
        return
    for match in _TWICE.finditer(text):
        whole = match[0].replace("\ufffd", "\x9d")  # what cp1252 has no character for
        raw = b"".join(c.encode("latin-1" if c < "\u0100" else "cp1252", "ignore") for c in whole)
        read = raw.decode("utf-8", "ignore")
        if len(raw) == len(whole) and len(read) == 1:
            yield *match.span(), read.translate(_SAME)


def _entities(text: str) -> Iterator[Edit]:
    """Give characters that HTML spells."""
    for match in _ENTITY.finditer(text) if "&" in text else ():
        if (read := unescape(match[0])) != match[0]:
            yield *match.span(), read.translate(_SAME)


def _ands(text: str) -> Iterator[Edit]:
    """Give the signs that stand for "and"; between words in capitals it is one of those."""
    for match in _AND.finditer(text) if "&" in text else ():
        if match["close"]:
            yield *match.span("close"), " and "
            continue
        start, end = match.span("sign")
        around = text[max(0, start - _BESIDE_CHARS) : start], text[end : end + _BESIDE_CHARS]
        words = [m[1] for m in map(re.search, _WORDS_BESIDE, around) if m is not None]
        are_capitals = all(map(str.isupper, words))
        if not are_capitals or min(map(len, words), default=0) > 1:
            yield start, end, "AND" if are_capitals else "and"


def _indented(text: str) -> Iterator[Edit]:
    """Give the blanks that all lines begin with."""
    if text[:1] not in " \t\n\r":
        return
    heads = list(_INDENT.finditer(text))
    width = min((len(head[0]) for head in heads), default=0)
    for head in heads if width else ():
        yield head.start(), head.start() + width, ""


def _cited(text: str) -> Iterator[Edit]:
    """Give the marks of lines that a mail cites."""
    for match in _CITED.finditer(text) if ">" in text else ():
        yield *match.span(), ""


def _cues(text: str) -> Iterator[Edit]:
    """Give the numbers and times over subtitles, whose words run on."""
    for match in _CUE.finditer(text) if "-->" in text else ():
        yield *match.span(), "\n" if match.start() else ""


def _spoken(text: str) -> Iterator[Edit]:
    """Give the times of a transcript: most of what stands under them goes on with a sentence."""
    times = list(_SPOKEN_AT.finditer(text))
    if len(times) >= _NUMBERED and 2 * sum(time[1].islower() for time in times) > len(times):
        for time in times:
            yield *time.span(), ""


def _escaped(text: str) -> Iterator[Edit]:
    r"""Give ends of lines and quotation marks as code writes them, where all is one line: "\n"."""
    if "\\n" in text and "\n" not in text.strip():
        for match in _ESCAPED.finditer(text):
            yield *match.span(), _MEANT[match[1]]


def _numbered(text: str) -> Iterator[Edit]:
    """Give the numbers of lines: on each line one more, or on each fifth how many there were."""
    marks = list(_NUMBER.finditer(text))
    if len(marks) < _FIFTHS:
        return
    lines = [line for line in text.splitlines() if line.strip()]
    if len(marks) < max(len(lines), _NUMBERED):
        marks = [mark for mark in marks if int(mark[1]) % _FIFTH == 0]
    # Where blank lines are counted the number goes with the row, else with the line.
    rows = {int(mark[1]) - text.count("\n", 0, mark.start()) for mark in marks}
    are_next = all(int(b[1]) - int(a[1]) == 1 for a, b in pairwise(marks))
    if len(marks) >= _FIFTHS and (len(rows) == 1 or (len(marks) == len(lines) and are_next)):
        for mark in marks:
            yield *mark.span(), ""


def _links(text: str) -> Iterator[Edit]:
    """Give what stands around the words of a link, and pictures."""
    for match in _LINK.finditer(text) if "](" in text else ():
        if match["picture"]:
            yield *match.span(), ""
        else:
            yield match.start(), match.start("said"), ""
            yield match.end("said"), match.end(), ""


def _bold(text: str) -> Iterator[Edit]:
    """Give the marks around words; a line that is bold as a whole is a heading and keeps them."""
    for match in _BOLD.finditer(text) if "*" in text or "_" in text else ():
        before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        behind = text[match.end() : match.end() + 1]
        if not before.strip() and behind in ("", "\n", "\r"):
            continue
        name = "mark" if match["mark"] else "low"
        yield *match.span(name), ""
        yield *match.span("end" if name == "mark" else "low_end"), ""


def _pages(text: str) -> Iterator[Edit]:
    """Give the numbers of pages, and the lines that stand beside them on more than one."""
    lines = list(_LINE.finditer(text)) if "\f" in text or "age" in text.lower() else []
    marks = {n for n, line in enumerate(lines) if _is_page_mark(line[0])}
    said = [line[0].strip("\f \t\r\n") for line in lines]
    beside = {said[n] for mark in marks for n in range(max(0, mark - 2), min(mark + 3, len(lines)))}
    often = Counter(said)
    running = {s for s in beside if 0 < len(s) <= _HEAD_CHARS and often[s] > 1}
    last = "."  # what the last line that is kept ends with
    gone: list[re.Match[str]] = []
    is_page = False
    for number, line in enumerate([*lines, None]):
        is_foot = number in marks or (line is not None and said[number] in running)
        if line is not None and (is_foot or not said[number]):
            gone.append(line)
            is_page |= is_foot
            continue
        if is_page:
            yield gone[0].start(), gone[-1].end(), "\n" if last in _FULL_STOP else ""
        gone, is_page = [], False
        last = said[number][-1] if line is not None else last


def _is_page_mark(line: str) -> bool:
    return "\f" in line or _PAGE_NUMBER.fullmatch(line.rstrip("\r\n")) is not None


def _led(text: str) -> Iterator[Edit]:
    """Give the dots that lead from a name to what is told of it: as a colon does."""
    for match in _LED.finditer(text) if "...." in text or ". . ." in text or "……" in text else ():
        yield match.end(1), match.end(), ": "


def _columns(text: str) -> Iterator[Edit]:
    """Give what parts the columns of a table that has no bars: tabs, semicolons, runs of blanks.

    Lines on end with as many columns each, the first of them headings without a number, are one.
    """
    parts = [row for row in _PARTS if row[0] in text]
    lines = list(_LINE.finditer(text)) if parts else []
    gaps: dict[int, list[re.Match[str]]] = {}
    for sign, part, least in parts:
        found = [
            list(part.finditer(text, *line.span())) if sign in line[0] else [] for line in lines
        ]
        for many, run in groupby(range(len(lines)), key=[len(of) for of in found].__getitem__):
            rows = list(run)
            if many < least or len(rows) < _ROWS:
                continue
            head = lines[rows[0]][0].strip()
            are_short = all(len(cell.split()) <= _CELL_WORDS for cell in part.split(head))
            if are_short and not _NO_HEAD.search(head):
                gaps = {row: found[row] for row in rows} | gaps
    for row in sorted(gaps):
        for gap in gaps[row]:
            yield *gap.span(), " | "


# What parts columns, by its sign, and how often at least on each line: a semicolon is also of
# sentences.
_PARTS = (
    ("\t", re.compile(r"(?<! )[ ]*\t[ ]*(?=\S)"), 2),
    ("  ", re.compile(r"(?<=[^\s.!?])[ ]{2,}(?=\S)"), 2),
    (";", re.compile(r"(?<![ \t])[ \t]*;[ \t]*(?=\S)"), 3),
)
_ROWS = 3  # with the headings
_CELL_WORDS = 5  # of a heading, at the most
_NO_HEAD = re.compile(r"[|\d]|[.!?]$")


def _hyphens(text: str) -> Iterator[Edit]:
    """Give hyphens that a line was broken at; those of a word of two are kept, the break is not."""
    for match in _HYPHEN.finditer(text) if _BREAK.search(text) else ():
        is_of_two = match["first"].lower() in _firsts()
        yield match.end("first") + is_of_two, match.end(), ""


def _firsts() -> frozenset[str]:
    return frozenset(load("layout")["hyphened"])


# In order: each reads what those before it have left.
_STEPS: tuple[Callable[[str], Iterator[Edit]], ...] = (
    _twice,
    _escaped,
    _entities,
    _ands,
    _unseen,
    _drawn,
    _cues,
    _spoken,
    _cited,
    _indented,
    _numbered,
    _pages,
    _links,
    _bold,
    _led,
    _columns,
    _hyphens,
)
