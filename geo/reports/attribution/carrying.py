"""Who goes on speaking where no frame says it: one table of clues, the strongest first.

A clue reads a sentence and returns who says what no frame covers of it, or None where it says
nothing. The first that answers decides, and its name is what `bordermap extract --explain` prints.
Other clues are asked behind the first source of a paragraph than before it; those that last say
who goes on in the rest of the paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from geo.reports.attribution import pointing, stories, turning
from geo.reports.attribution.lookups import LOCAL, MEDIA
from geo.reports.attribution.pointing import Point

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.reports.attribution.known import Speaker
    from geo.reports.attribution.pointing import Spans
    from geo.reports.attribution.speakers import Voices
    from geo.reports.documents.document import Document
    from geo.reports.language.tokens import Tokens

FRAME = "frame"


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of text with its source.

    Attributes
    ----------
    start, end
        Offsets into the document's text.
    speaker
        Who says it.
    rule
        ``frame`` where one covers it, else the name of the clue that told who goes on.
    """

    start: int
    end: int
    speaker: Speaker
    rule: str


class Clue(NamedTuple):
    """A row of the table.

    Attributes
    ----------
    name
        What `--explain` calls it.
    of
        ``behind`` the first source of a paragraph, ``before`` it, or both: where it is asked.
    read
        Returns who says a sentence.
    lasts
        Whether the paragraph goes on with who that is.
    """

    name: str
    of: str
    read: Callable[[Point], Speaker | None]
    lasts: bool = False


def _outlet_if(is_so: Callable[[Tokens], bool]) -> Callable[[Point], Speaker | None]:
    return lambda point: point.outlet if is_so(point.tokens) else None


def _last_block(point: Point) -> Speaker | None:
    """Return who spoke in the block before, unless the sentence turns to something else.

    Residents and outlets do not go on, nor does anybody in what an office publishes.
    """
    before, tokens = point.before, point.tokens
    if before is None or before is point.outlet:
        return before
    if point.is_away or point.outlet.side != MEDIA or before.side in (LOCAL, MEDIA):
        return None
    gone = turning.turns(tokens) or turning.recalls(tokens) or turning.narrates(tokens)
    return None if gone else before


def _ahead(point: Point) -> Speaker | None:
    """Return whom an outlet names next, in the block or in the story below a headline."""
    if point.outlet.side != MEDIA:
        return None
    block = point.document.sentences[point.number].block
    is_heading = point.document.blocks[block].kind == "heading"
    return pointing.of_story(point) if is_heading else pointing.of_block(point)


_OUTLET = Clue("outlet", "before", lambda point: point.outlet)
CLUES = (
    Clue("sentence behind", "behind before", pointing.by_next),
    Clue("last line", "behind before", pointing.by_last_line),
    Clue("other story", "behind before", _outlet_if(turning.turns_away), lasts=True),
    Clue("past", "behind before", lambda p: p.outlet if p.is_past else None, lasts=True),
    Clue("aside", "behind", _outlet_if(turning.turns)),
    Clue("last source", "behind", lambda point: point.current, lasts=True),
    Clue("last block", "before", _last_block, lasts=True),
    Clue("source ahead", "before", _ahead),
    Clue("other side", "before", lambda p: p.outlet if p.is_away else None, lasts=True),
    Clue("looks back", "before", _outlet_if(turning.recalls), lasts=True),
    Clue("seen", "before", _outlet_if(turning.narrates), lasts=True),
    _OUTLET,
)
ORDER = {
    where: tuple(clue for clue in CLUES if where in clue.of.split())
    for where in ("behind", "before")
}


def carried(
    document: Document,
    voices: Voices,
    framed: list[Spans],
    cut: Sequence[Tokens],
    there: Sequence[str],
) -> list[list[Said]]:
    """Give every stretch of a report its source.

    Parameters
    ----------
    document, voices
        The report and its voices.
    framed
        The stretches that frames cover, with their speakers, a list a sentence; of the first
        sentences only, where those behind them do not matter.
    cut
        The words of as many sentences.
    there
        The side of the line that each sentence is at; empty where nothing says it.
    """
    reading = _Reading(document, voices, framed, cut, there)
    return [reading.sentence(number) for number in range(len(framed))]


class _Reading:
    """A report read sentence by sentence, with who spoke last."""

    def __init__(
        self,
        document: Document,
        voices: Voices,
        framed: list[Spans],
        cut: Sequence[Tokens],
        there: Sequence[str],
    ) -> None:
        self._there = there
        self._document, self._framed, self._cut = document, framed, cut[: len(framed)]
        self._publisher = voices.publisher()
        self._places = voices.known.places
        self._block, self._listed = -1, False
        self._current: Speaker | None = None  # of this block
        self._before: Speaker | None = None  # of the block before
        self._is_told = False  # a sentence of the block tells more than who was silent
        self._heading: Speaker | None = None  # of the line a list stands under
        self._section: Speaker | None = None  # of the line that items stand under

    def sentence(self, number: int) -> list[Said]:
        """Return who says each stretch of the next sentence."""
        sentence = self._document.sentences[number]
        tokens, spans = self._cut[number], self._framed[number]
        if sentence.block != self._block:
            self._begin(sentence.block, tokens)
        is_silent = turning.is_silent(tokens)
        self._is_told |= not is_silent
        before = self._current
        clue, speaker = _OUTLET, self._publisher
        if _leave_open(spans, sentence.start):
            point = Point(
                *(self._document, self._cut, self._framed, number, self._there[number]),
                *(self._publisher, self._current, self._before),
            )
            clue, speaker = _told(point)
        if spans:
            self._current = self._current if turning.only_blames(tokens, -1) else spans[-1][2]
            if not self._listed:
                self._heading = self._current
        elif clue.lasts:
            self._current = speaker
        if is_silent:
            self._current = before  # who spoke goes on behind it
        elif self._current is not None and turning.reacts(tokens):
            self._current = self._publisher
        if spans and spans[0][2].side != MEDIA and self._is_over(sentence.block, tokens):
            self._section = self._current
        return _filled(sentence.start, sentence.end, spans, speaker, clue.name)

    def _begin(self, block: int, tokens: Tokens) -> None:
        """Begin a block: with whom a list stands under, or with nobody."""
        was_listed = self._listed
        self._block, self._listed = block, self._document.blocks[block].is_item
        # an item goes on with no other item's source
        alone = self._listed and was_listed
        alone = alone or turning.is_item(self._document, tokens, self._places)
        # under a place that was left out as a dateline: "TANK: A guard was"
        headed = tokens.starts[:1] > (self._document.blocks[block].start,)
        alone = alone or turning.is_date(tokens) or headed
        alone = alone or block in stories.opened(self._document)
        # Behind a block that tells only who was silent the one before it goes on.
        went_on = self._current if self._is_told else self._before
        self._before, self._is_told = None if alone else went_on, False
        self._heading = self._heading if self._listed else None
        if not (alone or self._listed or turning.is_label(tokens)):
            self._section = None
        self._current = self._heading or (None if self._listed else self._section)

    def _is_over(self, block: int, tokens: Tokens) -> bool:
        """Tell whether a line stands over items and tells nothing itself: "Recorded by X"."""
        last = block + 1 == len(self._document.blocks)
        if last or turning.counts(tokens):
            return False
        return self._document.blocks[block].kind == "heading" or turning.only_names(tokens)


def _told(point: Point) -> tuple[Clue, Speaker]:
    """Return the clue that tells who says a sentence, and who that is."""
    for clue in ORDER["before" if point.current is None else "behind"]:
        speaker = clue.read(point)
        if speaker is not None:
            return clue, speaker
    return _OUTLET, point.outlet


def _leave_open(spans: Spans, start: int) -> bool:
    """Tell whether a sentence has words before, between or without frames."""
    for first, last, _ in spans:
        if first > start:
            return True
        start = max(start, last)
    return not spans


def _filled(start: int, end: int, spans: Spans, other: Speaker, clue: str) -> list[Said]:
    said, at = [], start
    for first, last, speaker in spans:
        if first > at:
            said.append(Said(at, first, other, clue))
        if last > at:
            said.append(Said(max(at, first), last, speaker, FRAME))
            at = max(at, last)
    if at < end or not said:
        # behind a frame that closed its clause
        rest = (spans[-1][2], FRAME) if spans else (other, clue)
        said.append(Said(at, end, *rest))
    return said
