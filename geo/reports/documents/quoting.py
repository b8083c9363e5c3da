"""Words of somebody woven into a sentence: the sentence is read as if their marks were not there.

"Adding that 15 outposts were “captured from the enemy”" counts outposts as "were captured from the
enemy" does. What is quoted whole ("“They fled,” he said") keeps its marks: they tell who speaks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.reports.documents.parts import TEXT_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.reports.documents.parts import Block

_LONG = 90  # characters of the longest such words

_MARKS = (("curly", "“", "”"), ("straight", '"', '"'), ("single", "‘", "’"))
# Marks within a sentence: a word stands before them, and they close before the sentence does.
_WOVEN = re.compile(
    r"[ \t](?<=[\w,)][ \t])[ \t]*(?=[“\"‘])(?:"
    + "|".join(
        rf"(?P<{name}>{opened}(?=[^\W_A-Z])(?:[^{opened}{closed}\n.!?…:;]|\.(?=\d)){{1,{_LONG}}}"
        rf"(?:(?<=\w)|(?<=\w[,.])){closed}(?!\w))"
        for name, opened, closed in _MARKS
    )
    + ")"
)


def unmarked(text: str) -> str:
    """Return a text with the marks around woven words as blanks; every offset stays what it was.

    Woven are words that go on with the sentence, so in small letters; a name keeps its marks.
    """
    found = [
        match.span(match.lastgroup or 0)
        for match in _WOVEN.finditer(text, 0, min(len(text), TEXT_LIMIT))
    ]
    if not found:
        return text
    made = list(text)
    for start, end in found:
        made[start] = made[end - 1] = " "
    return "".join(made)


_OPENS = re.compile(r"[“\"](?=\w)")
_CLOSES = {"“": re.compile("”"), '"': re.compile(r'(?<=\S)"')}


def quotations(text: str, blocks: Iterable[Block]) -> list[tuple[int, int]]:
    """Return where somebody's own words begin and end; what is not closed ends with its block."""
    found: list[tuple[int, int]] = []
    for block in blocks:
        at = block.start
        while at < block.end and (opened := _OPENS.search(text, at, block.end)) is not None:
            closed = _CLOSES[opened[0]].search(text, opened.end(), block.end)
            at = closed.end() if closed is not None else block.end
            found.append((opened.start(), at))
    return found
