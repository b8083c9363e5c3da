"""Where a sentence goes over to another event: the clauses that are read by themselves."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from geo.reports.language import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import Place
    from geo.reports.documents.parts import Sentence
    from geo.reports.language.triggers import Trigger
    from geo.reports.language.wording import Wording

    _Run = list[tuple[int, int, str]]

_WORD = re.compile(r"[\w-]+")
_SHORTEST = 12  # letters of a clause that tells an event; "it was shut" has fewer


def undated(document: Document, sentence: Sentence, places: Sequence[Place]) -> Sentence:
    """Return a sentence without the dateline it begins with, unless that locates something."""
    for start, end in document.datelines:
        if start <= sentence.start < end < sentence.end:
            is_told = any(place.start < end for place in places)
            return sentence if is_told else replace(sentence, start=end)
    return sentence


def spans(
    document: Document,
    sentence: Sentence,
    triggers: Sequence[Trigger],
    joints: Sequence[int] = (),
) -> list[tuple[int, int]]:
    """Cut a sentence where it may go over to another event; `joints` are of `between_shares`."""
    at, end = sentence.start, sentence.end
    said = wording.of(document.words, "pieces")
    kinds = [t for t in triggers if t.kind]
    cuts = [match.start() for match in said["cut"].all_in(document.text, at, end)]
    # "The gate, which was opened after three months, was shut" is one event.
    shut = [t for t in kinds if t.kind == "closure"]
    cuts = [cut for cut in cuts if not any(t.start < cut < t.end for t in shut)]
    fronted = _behind_fronted(said, document.text, at, end, triggers)
    if fronted is not None:
        cuts = sorted({*cuts, fronted})
    cuts = sorted({*cuts, *joints})
    if len({t.kind == "closure" for t in triggers}) > 1:
        cuts = sorted({*cuts, *_around_closures(said, document.text, at, triggers)})
    found = []
    for cut in cuts:
        is_shut = any(at <= t.start and t.end <= cut for t in shut)
        if is_shut or cut - at >= _SHORTEST:
            found.append((at, cut))
            at = cut
    found.append((at, end))
    return found


def _behind_fronted(
    said: Wording, text: str, start: int, end: int, triggers: Sequence[Trigger]
) -> int | None:
    """Return where the event ends that a sentence begins with: "A day after X, Y happened"."""
    if not triggers or said["fronted"].search(text, start, triggers[0].start) is None:
        return None
    comma = said["fronted_end"].search(text, triggers[0].end, end)
    return comma.start() if comma is not None and comma.end() <= triggers[-1].start else None


def _around_closures(
    said: Wording, text: str, start: int, triggers: Sequence[Trigger]
) -> Iterator[int]:
    """Cut between a gate that is shut and what else a sentence tells."""
    for left, right in pairwise(triggers):
        if (left.kind == "closure") == (right.kind == "closure"):
            continue
        links = list(said["link"].all_in(text, left.end, right.start))
        if links:
            # What belongs to a verb stands before it, and what belongs to a gate behind it.
            yield (links[0] if left.kind == "closure" else links[-1]).start()
        elif left.kind != "closure" and said["behind_after"].search(text, start, left.start):
            word = _WORD.match(text, left.start)
            yield word.end() if word else left.end


FIGURE, PLACE, DAY = "figure", "place", "day"


def between_shares(document: Document, shares: Sequence[tuple[int, int, str]]) -> Iterator[int]:
    """Yield where places with figures of their own are joined: "four at Foo and six at Bar".

    So are they in "hit Foo, killing nine, and Bar, killing six".

    Parameters
    ----------
    document
        The report.
    shares
        Where the figures and places of a sentence stand, in order, and which of both they are.
    """
    said, text = wording.of(document.words, "pieces"), document.text
    for left, right, _ in _joined(shares):
        span = left[-1][1], right[0][0]
        joints = list(said["joint"].all_in(text, *span))
        if joints and said["beside"].search(text, *span) is None:
            yield joints[-1].start()


def between_days(document: Document, shares: Sequence[tuple[int, int, str]]) -> Iterator[int]:
    """Yield where places with days of their own are joined: "Foo on Monday and Bar on Tuesday".

    Parameters
    ----------
    document
        The report.
    shares
        Where the days and places of a sentence stand, in order, and which of both they are.
    """
    said, text = wording.of(document.words, "pieces"), document.text
    for left, right, last in _joined(shares):
        start, end = left[-1][1], right[0][0]
        is_near = last[0][0] - right[-1][1] <= _OWN_DAY
        if is_near and said["next_share"].is_all_of(text, start, end):
            yield start


def _joined(shares: Sequence[tuple[int, int, str]]) -> Iterator[tuple[_Run, _Run, _Run]]:
    """Yield what ends the first of two shares, begins the second and ends it, each of one sort."""
    runs = [list(run) for _, run in groupby(shares, key=lambda share: share[2])]
    return zip(runs[1:], runs[2:], runs[3:], strict=False)


_OWN_DAY = 30  # characters between a place and its day
