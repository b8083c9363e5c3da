"""Lines that an editor broke at a width: sentences run on across them."""

from __future__ import annotations

import re

from geo.reports.documents.parts import TEXT_LIMIT

_NARROW, _WIDE = 38, 100  # characters of the longest line of a wrapped text
_LEAST = 2  # so many full lines tell a wrapped text
_SHARE = 0.6  # of the lines that go on, those that leave no room for the next word
_LINE = re.compile(r"[^\n\r]*(\r?\n|\r|$)")
# A line that begins so is an item, a row or a heading, and never goes on with the one before.
_MARKED = re.compile(
    r"[ \t]*(?:$|[-*+•▪◦●–—·‣#>|]|\(?\d{1,2}[.)/][ \t]|\(?[a-zA-Z]\)[ \t]"
    r"|\[?\(?\d{1,2}[:.]\d{2}\b|\[?\d{4}[ \t]*(?:h|hrs|hours|GMT|UTC|PKT)\b|\*\*)"
)
_TABLE = re.compile(r"[^\n]*\|")


def unwrapped(text: str) -> str:
    """Return a text with its soft line breaks as blanks; every offset stays what it was.

    A text is wrapped where most lines that another follows are so full that its first word would
    not have stood on them. Lists of short lines, and paragraphs of one long line, are not.
    """
    if text.count("\n", 0, TEXT_LIMIT) < _LEAST:
        return text
    lines = [m for m in _LINE.finditer(text, 0, min(len(text), TEXT_LIMIT)) if m.group()]
    shown = [m.group().rstrip() for m in lines]
    width = max(map(len, shown), default=0)
    if not _NARROW <= width <= _WIDE:
        return text
    breaks, full = [], 0
    for here, there, match in zip(shown, shown[1:], lines, strict=False):
        if not here or _MARKED.match(there) or _TABLE.match(here) or here.startswith("#"):
            continue
        word = there.split(maxsplit=1)[0]
        is_full = len(here) + 1 + len(word) > width
        full += is_full
        breaks.append((match.start(1), match.end(1), is_full, here, there))
    if full < _LEAST or full < _SHARE * len(breaks):
        return text
    made = list(text)
    for first, end, is_full, here, there in breaks:
        if is_full or (here[-1] not in '.!?:…"”' and there.lstrip()[:1].islower()):
            made[first:end] = " " * (end - first)
    return "".join(made)
