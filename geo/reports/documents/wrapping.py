"""Lines that an editor broke at a width: sentences run on across them."""

from __future__ import annotations

import re
from itertools import pairwise

from geo.reports.documents.layout import BULLET
from geo.reports.documents.parts import TEXT_LIMIT

_WIDE = 100  # characters of the longest line of a wrapped text
# If the longest line has so many characters, so many full ones tell a wrapped text, so large a
# share of those that go on, so many of them in small letters: a column is as narrow as many lists.
_EVIDENCE = ((38, 2, 0.6, 0.0), (16, 6, 0.9, 0.5))
_SPACED = 6  # so many blank lines, and none filled that follows another, are no ends of paragraphs
_LONGER = 10  # of so many lines one may be longer: a hyphen was taken out of it
_LINE = re.compile(r"[^\n\r]*(\r?\n|\r|$)")
# A line that begins so is an item, a row or a heading, and never goes on with the one before.
_MARKED = re.compile(
    rf"{BULLET.pattern}|[ \t]*(?:$|[-*+•▪◦●–—·‣#>|]|\[?\(?\d{{1,2}}[:.]\d{{2}}\b"
    r"|\[?\d{4}[ \t]*(?:h|hrs|hours|GMT|UTC|PKT)\b|\*\*)"
)
_TABLE = re.compile(r"[^\n]*\|")


def unwrapped(text: str) -> str:
    """Return a text with its soft line breaks as blanks; every offset stays what it was.

    A text is wrapped where most lines that another follows are so full that its first word would
    not have stood on them. Lists of short lines, and paragraphs of one long line, are not.
    """
    lines = [m for m in _LINE.finditer(text, 0, min(len(text), TEXT_LIMIT)) if m.group()]
    if _is_spaced(lines):
        lines = [m for m in lines if m.group().strip()]
    shown = [m.group().rstrip() for m in lines]
    lengths = sorted(map(len, shown))
    width = lengths[-1 - len(lengths) // _LONGER] if lengths else 0
    if width > _WIDE:
        return text
    breaks, full = [], 0
    pairs = zip(shown, shown[1:], lines, lines[1:], strict=False)
    for here, there, match, following in pairs:
        if not here or _MARKED.match(there) or _TABLE.match(here) or here.startswith("#"):
            continue
        word = there.split(maxsplit=1)[0]
        is_full = len(here) + 1 + len(word) > width
        full += is_full
        breaks.append((match.start(1), following.start(), is_full, here, there))
    low = sum(there.lstrip()[:1].islower() for *_, there in breaks)
    if not any(
        least <= width and many <= full >= share * len(breaks) and low >= share_low * len(breaks)
        for least, many, share, share_low in _EVIDENCE
    ):
        return text
    made = list(text)
    for first, end, is_full, here, there in breaks:
        if is_full or (here[-1] not in '.!?:…"”' and there.lstrip()[:1].islower()):
            made[first:end] = " " * (end - first)
    return "".join(made)


def _is_spaced(lines: list[re.Match[str]]) -> bool:
    """Tell a text of which every second line is blank."""
    filled = [bool(line.group().strip()) for line in lines]
    return filled.count(False) >= _SPACED and not any(a and b for a, b in pairwise(filled))
