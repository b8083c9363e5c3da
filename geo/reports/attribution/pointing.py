"""A sentence that no frame covers, and the sources that the sentences behind it name for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.reports.attribution import turning
from geo.reports.attribution.frames import find_frames

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.attribution.known import Speaker
    from geo.reports.documents.document import Document
    from geo.reports.language.tokens import Tokens

Spans = list[tuple[int, int, "Speaker"]]

_FORM = 8  # lines of a form before its source


@dataclass(frozen=True, slots=True)
class Point:
    """A sentence of a report, read up to it.

    Attributes
    ----------
    document, cut, framed
        The report, the words of its sentences, and the stretches that frames cover, a list each.
    number
        Which sentence it is.
    side
        The side of the line that it is at; empty where nothing says it.
    outlet
        Who says what has no source.
    current, before
        Who spoke last in its block, and in the one before; None where nobody did.
    """

    document: Document
    cut: Sequence[Tokens]
    framed: Sequence[Spans]
    number: int
    side: str
    outlet: Speaker
    current: Speaker | None
    before: Speaker | None

    @property
    def tokens(self) -> Tokens:
        """Its words."""
        return self.cut[self.number]

    @property
    def spans(self) -> Spans:
        """What frames cover of it."""
        return self.framed[self.number]

    @property
    def is_past(self) -> bool:
        """It begins with a day long before its report."""
        return turning.is_past(self.tokens, self.document.published)

    @property
    def is_away(self) -> bool:
        """It is set on a side of the line that is not his who spoke in the block before."""
        return self.before is not None and self.side not in ("", self.before.side)

    def blocks_to(self, number: int) -> int:
        """Return how many blocks behind it another sentence stands."""
        sentences = self.document.sentences
        return sentences[number].block - sentences[self.number].block


def by_next(point: Point) -> Speaker | None:
    """Return whom the next sentence gives: "That according to police"."""
    following = point.number + 1
    if point.spans or following >= len(point.framed) or point.blocks_to(following) > 1:
        return None
    return _whom_it_gives(point, following)


def by_last_line(point: Point) -> Speaker | None:
    """Return whom the last line of a form gives: "Killed: 9", "Source: police"."""
    if point.spans or not _is_line(point.tokens):
        return None
    for following in range(point.number + 1, min(len(point.framed), point.number + 1 + _FORM)):
        apart = point.blocks_to(following)
        if apart > following - point.number or not _is_line(point.cut[following]):
            return None
        if point.framed[following]:
            return _whom_it_gives(point, following)
    return None


def _whom_it_gives(point: Point, following: int) -> Speaker | None:
    tokens, spans = point.cut[following], point.framed[following]
    if not spans or not len(tokens) or spans[0][0] != tokens.starts[0]:
        return None
    if turning.phrases(tokens.words, "behind").at(tokens, 0) is None:
        return None
    frames = find_frames(tokens)
    return spans[0][2] if frames and frames[0].place == "trailing" else None


def _is_line(tokens: Tokens) -> bool:
    """Tell whether a sentence is a line of a form: "Killed: 9"."""
    return not {":", "|"}.isdisjoint(tokens.low[1 : 3 if tokens.low[:1] == ("(",) else 2])


_ABOVE = 6  # lines of a byline, a day and the like that stand between a headline and its story


def of_story(point: Point) -> Speaker | None:
    """Return whom the story below a headline, its byline and its day gives for the same figure."""
    blocks, sentences = point.document.blocks, point.document.sentences
    numbers = range(point.number + 1, min(point.number + 1 + _ABOVE, len(point.framed)))
    told_in = (n for n in numbers if blocks[sentences[n].block].kind != "heading")
    following = next(told_in, None)
    if following is None or not point.framed[following]:
        return None
    told = turning.numbers(point.tokens) & turning.numbers(point.cut[following])
    return point.framed[following][0][2] if told else None


def of_block(point: Point) -> Speaker | None:
    """Return the source that the block names next."""
    number, framed = point.number, point.framed
    following = next((n for n in range(number, len(framed)) if framed[n]), len(framed))
    if following in (number, len(framed)) or point.blocks_to(following):
        return None
    start, _, speaker = framed[following][0]
    tokens = point.cut[following]
    # "The army said nine died" has figures of its own, "nine died, the army said" goes on
    leads = start == tokens.starts[0] and _is_led(tokens) and "also" not in tokens.low
    if leads and (following > number + 1 or turning.numbers(tokens)):
        return None
    is_placed = tokens.low[0] == "in" and (following > number + 1 or turning.numbers(tokens))
    if speaker.kind == "outlet" or is_placed:
        return None  # "In Tirah, the army says, nine men died"
    return None if turning.reacts(tokens) or turning.only_blames(tokens, 0) else speaker


def _is_led(tokens: Tokens) -> bool:
    """Tell whether a sentence begins with a frame."""
    frames = find_frames(tokens)
    return bool(frames) and frames[0].place == "leading"
