"""Where a sentence goes over to another event: the clauses that are read by themselves."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.reports.language.triggers import Trigger

# Where a sentence may go over to another event.
_CUT = re.compile(
    r"(?=[;:, \t])(?:;[ \t]+"  # nowhere within a word: most of a text is skipped so
    r"|,?[ \t]+(?:while|whereas|after|following|before)[ \t]+"
    r"|[ \t]+(?:(?:two|three|four|five|six|seven|ten|some|several|a[ \t]+few)[ \t]+)?"
    r"(?:hours|days|a[ \t]+day|a[ \t]+week|weeks|minutes)[ \t]+(?:after|before)[ \t]+"
    r"|[ \t]+(?:followed|which followed)[ \t]+"
    r"|,?[ \t]+(?:in[ \t]+(?:response|retaliation|reply)[ \t]+(?:to|for)"
    r"|an[ \t]+answer[ \t]+to)[ \t]+"
    r"|,[ \t]+(?:and|but)[ \t]+(?=(?:[a-z’']+[ \t]+){0,9}?"
    r"(?:in|at|near|on|bombed|hit|struck|shelled|attacked|stormed)[ \t]+[A-Z])"
    r"|[ \t]+and[ \t]+(?=(?:in|at|near|on)[ \t]+[A-Z])"
    r"|,?[ \t]+(?:and|but)[ \t]+(?=(?:an?|another|two|three|several)[ \t]+(?:[a-z-]+[ \t]+){1,3}"
    r"(?:killed|hit|struck|targeted|bombed|landed)[ \t])"
    r"|:[ \t]+(?=one[ \t])|,[ \t]+and[ \t]+(?=(?:one|two|three|four|five|six|\d+)[ \t]+in[ \t]))"
)
# What may stand between two clauses, where one tells that a gate is shut and the other of fire.
_LINK = re.compile(
    r"(?=[;:, \t–—])(?:[;:–—]+[ \t]*|,[ \t]+(?!\d)"
    r"|[ \t]+(?:and|but|as|when|while|after|since|because|amid|with|due[ \t]+to|over"
    r"|which|who|that|until|once)[ \t]+)"
)
# "After the attack the border was closed": before the event word stands what makes it go before.
_BEHIND = re.compile(
    r"\W*(?:[\w-]+[ \t]+){0,3}?(?:after|following|with|amid|since|due[ \t]+to)[ \t]+"
    r"[^,;:]{0,40}$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w-]+")
_SHORTEST = 12  # letters of a clause that tells an event


def spans(text: str, start: int, end: int, triggers: Sequence[Trigger]) -> list[tuple[int, int]]:
    """Cut a sentence where it may go over to another event.

    Parameters
    ----------
    text
        Of the report.
    start, end
        Of the sentence.
    triggers
        Its event words.
    """
    cuts = [match.start() for match in _CUT.finditer(text, start, end)]
    kinds = [t for t in triggers if t.kind]
    if len({t.kind == "closure" for t in kinds}) > 1:
        cuts = sorted({*cuts, *_around_closures(text, start, kinds)})
    found = []
    at = start
    for cut in cuts:
        if cut - at >= _SHORTEST:
            found.append((at, cut))
            at = cut
    found.append((at, end))
    return found


def _around_closures(text: str, start: int, kinds: Sequence[Trigger]) -> Iterator[int]:
    """Cut between a gate that is shut and what else a sentence tells."""
    for left, right in pairwise(kinds):
        if (left.kind == "closure") == (right.kind == "closure"):
            continue
        links = list(_LINK.finditer(text, left.end, right.start))
        if links:
            # What belongs to a verb stands before it, and what belongs to a gate behind it.
            yield (links[0] if left.kind == "closure" else links[-1]).start()
        elif left.kind != "closure" and _BEHIND.match(text, start, left.start):
            word = _WORD.match(text, left.start)
            yield word.end() if word else left.end
