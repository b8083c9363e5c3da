"""Who goes on speaking where no frame says it: within a paragraph, and from one to the next.

What no frame covers goes on with the last source of its block. Before a block has one, its
sentences take the source that closes a later one ("Nine died. Six were hurt, police said"); of a
headline, the source that its story has for the same figure. A block without any goes on with the
officials of the block before, never with residents or an outlet.

It is the outlet's own, whoever spoke before, where it is an item or a dated line of its own, looks
back ("In October", "On 4 July" in a report of September), turns to something else ("Separately"),
tells what anybody sees ("The gate remained shut") or was "reported". Who only reacted (denied it,
took credit, had no comment) is no source of what follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.attribution.frames import find_frames
from geo.reports.attribution.lookups import LOCAL, MEDIA
from geo.reports.attribution.phrases import is_day
from geo.reports.language.numerals import number_at
from geo.reports.language.speech_verbs import is_speech_verb
from geo.reports.language.tokens import Phrases, same
from geo.reports.language.words import PACKS
from geo.reports.when.day_words import month_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.attribution.known import Speaker
    from geo.reports.attribution.speakers import Voices
    from geo.reports.documents.document import Document
    from geo.reports.language.tokens import Tokens
    from geo.reports.language.words import Words

Spans = list[tuple[int, int, "Speaker"]]


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of text with its source.

    Attributes
    ----------
    start, end
        Offsets into the document's text.
    speaker
        Who says it.
    is_framed
        A frame covers it; else it is carried over.
    """

    start: int
    end: int
    speaker: Speaker
    is_framed: bool


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
        self._heading: Speaker | None = None  # of the line a list stands under

    def sentence(self, number: int) -> list[Said]:
        """Return who says each stretch of the next sentence."""
        sentence = self._document.sentences[number]
        if sentence.block != self._block:
            self._begin(sentence.block, self._cut[number])
        spans, tokens = self._framed[number], self._cut[number]
        behind = _told_behind(self._document, self._framed, self._cut, number)
        fallback = behind or self._current or self._unframed(number)
        if spans:
            self._current = self._current if _only_blames(tokens, -1) else spans[-1][2]
            if not self._listed:
                self._heading = self._current
        elif behind is None and self._current is not None:
            gone = _turns_away(tokens) or _is_past(tokens, self._document.published)
            if gone or _turns(tokens):
                fallback = self._publisher
            if gone:
                self._current = self._publisher
        if self._current is not None and _reacts(tokens):
            self._current = self._publisher
        return _filled(sentence.start, sentence.end, spans, fallback)

    def _begin(self, block: int, tokens: Tokens) -> None:
        """Begin a block: with whom a list stands under, or with nobody."""
        was_listed = self._listed
        self._block, self._listed = block, self._document.blocks[block].is_item
        # an item goes on with no other item's source
        alone = (self._listed and was_listed) or _is_item(self._document, tokens, self._places)
        # under a place that was left out as a dateline: "TANK: A guard was"
        alone = (
            alone or _is_date(tokens) or tokens.starts[:1] > (self._document.blocks[block].start,)
        )
        self._before = None if alone else self._current
        self._heading = self._heading if self._listed else None
        self._current = self._heading

    def _unframed(self, number: int) -> Speaker:
        """Return who says a sentence of a block in which nobody has spoken yet."""
        tokens, before = self._cut[number], self._before
        history = _is_past(tokens, self._document.published)
        there = self._there[number]
        # nobody goes on where a paragraph is set on a side of the line that is not his
        away = before is not None and there not in ("", before.side)
        gone = history or away
        going_on = self._publisher if gone else _going_on(before, tokens, self._publisher)
        ahead = None
        if going_on is not before and self._publisher.side == MEDIA:
            ahead = _ahead(self._document, self._framed, self._cut, number)
        speaker = ahead or going_on
        tells = speaker is before or history or _turns_away(tokens) or _recalls(tokens)
        tells = tells or _narrates(tokens) or (away and ahead is None)
        if tells and not self._framed[number]:
            self._current = speaker
        return speaker


def _told_behind(
    document: Document, framed: list[Spans], cut: Sequence[Tokens], number: int
) -> Speaker | None:
    """Return whom a later sentence gives as the source of this one."""
    return _by_next(document, framed, cut, number) or _by_last_line(document, framed, cut, number)


def _by_next(
    document: Document, framed: list[Spans], cut: Sequence[Tokens], number: int
) -> Speaker | None:
    """Return whom the next sentence gives: "That according to police"."""
    following = number + 1
    if framed[number] or following >= len(framed) or not framed[following]:
        return None
    apart = document.sentences[following].block - document.sentences[number].block
    return _whom_it_gives(cut[following], framed[following]) if apart <= 1 else None


def _by_last_line(
    document: Document, framed: list[Spans], cut: Sequence[Tokens], number: int
) -> Speaker | None:
    """Return whom the last line of a form gives: "Killed: 9", "Source: police"."""
    block = document.sentences[number].block
    if framed[number] or not _is_line(cut[number]):
        return None
    for following in range(number + 1, min(len(framed), number + 1 + _FORM)):
        apart = document.sentences[following].block - block
        if apart > following - number or not _is_line(cut[following]):
            return None
        if framed[following]:
            return _whom_it_gives(cut[following], framed[following])
    return None


def _whom_it_gives(tokens: Tokens, spans: Spans) -> Speaker | None:
    refers = _phrases(tokens.words, "behind").at(tokens, 0) if len(tokens) else None
    if refers is None or spans[0][0] != tokens.starts[0]:
        return None
    frames = find_frames(tokens)
    return spans[0][2] if frames and frames[0].place == "trailing" else None


def _is_line(tokens: Tokens) -> bool:
    """Tell whether a sentence is a line of a form: "Killed: 9"."""
    return len(tokens) > 1 and tokens.low[1] in (":", "|")


_FORM = 8  # lines of a form before its source


def _verb_end(tokens: Tokens) -> int | None:
    """Return where the frame ends that a sentence begins with; None where it has none."""
    frames = find_frames(tokens)
    return frames[0].end if frames and frames[0].place == "leading" else None


def _ahead(
    document: Document, framed: list[Spans], cut: Sequence[Tokens], number: int
) -> Speaker | None:
    """Return the source that the block names next; of a headline, that of its story."""
    block, kind = document.sentences[number].block, document.blocks
    if kind[block].kind == "heading":
        following = number + 1
        told = following < len(framed) and framed[following] and _numbers(cut[number])
        same_story = told and not _numbers(cut[number]).isdisjoint(_numbers(cut[following]))
        return framed[following][0][2] if same_story else None
    following = next((n for n in range(number, len(framed)) if framed[n]), len(framed))
    if following in (number, len(framed)) or document.sentences[following].block != block:
        return None
    start, _, speaker = framed[following][0]
    tokens = cut[following]
    first = tokens.starts.index(start)
    # "The army said nine died" has figures of its own, "nine died, the army said" goes on
    leads = first == 0 and _verb_end(tokens) is not None and "also" not in tokens.low
    if leads and (following > number + 1 or _numbers(tokens)):
        return None
    if speaker.kind == "outlet" or (tokens.low[0] == "in" and _numbers(tokens)):
        return None  # "In Tirah, the army says, nine men died"
    return None if _reacts(tokens) or _only_blames(tokens, 0) else speaker


def _numbers(tokens: Tokens) -> set[int]:
    return {hit[0] for j in range(len(tokens)) if (hit := number_at(tokens, j)) is not None}


def _going_on(before: Speaker | None, tokens: Tokens, publisher: Speaker) -> Speaker:
    """Return who goes on speaking in a paragraph without a source."""
    if before is None or before.side in (LOCAL, MEDIA) or publisher.side != MEDIA:
        return publisher
    return publisher if _turns(tokens) or _recalls(tokens) or _narrates(tokens) else before


@lru_cache(maxsize=PACKS)
def _phrases(words: Words, key: str) -> Phrases[bool]:
    return Phrases(same(words.load("frames")["turns"][key], True))


def _small(words: Words, key: str) -> frozenset[str]:
    return words.listed("frames", "turns", key)


def _recalls(tokens: Tokens) -> bool:
    """Tell whether a paragraph looks back: "The last incident, in May, left one man dead"."""
    if (len(tokens) > 1 and is_day(tokens, 1)) or _phrases(tokens.words, "recalling").all(tokens):
        return True  # "On Monday gunmen shot at ..."
    if _month_and_day(tokens) is not None:
        return True  # "On 4 July two fell"
    before, low = _small(tokens.words, "before_year"), tokens.low
    return any(low[j - 1] in before and _is_year(low[j]) for j in range(1, len(low)))


def _is_year(word: str) -> bool:
    return len(word) == _YEAR and word[:2] in _CENTURIES and word.isdigit()


def _is_past(tokens: Tokens, published: date | None) -> bool:
    """Tell whether a sentence begins with a day long before its report: "On 4 July two fell"."""
    named = _month_and_day(tokens)
    if published is None or named is None:
        return False
    year = next(filter(_is_year, tokens.low[_OPENING : _OPENING + 2]), None)
    try:
        told = date(int(year or published.year), *named)
    except ValueError:
        return False
    ago = (published - told).days
    # without a year: of last year, if it is not one of the next days
    return ago > _NEWS or (year is None and ago < -_NEWS and ago % _YEAR_DAYS > _NEWS)


def _month_and_day(tokens: Tokens) -> tuple[int, int] | None:
    """Return the month and day that a sentence begins with: "On 4 July", "On July 4"."""
    if len(tokens) < _OPENING or tokens.low[0] != "on":
        return None
    for month, day in ((1, 2), (2, 1)):
        number = number_at(tokens, day)
        if tokens.low[month] in tokens.words.load("dates")["months"] and number is not None:
            return month_number(tokens.low[month]), number[0]
    return None


_OPENING, _YEAR_DAYS, _NEWS = 3, 365, 7


def _narrates(tokens: Tokens) -> bool:
    """Tell whether an outlet tells what it sees itself: shut schools, families on the road."""
    return bool(_phrases(tokens.words, "narrated").all(tokens))


_YEAR, _CENTURIES = 4, ("19", "20")


def _turns(tokens: Tokens) -> bool:
    """Tell whether a sentence turns to something else than the last source spoke of."""
    # "Four hundred households have since left" goes on with what was told.
    said, perfect = _phrases(tokens.words, "anywhere").all(tokens), _small(tokens.words, "perfect")
    return any(i == 0 or tokens.low[i - 1] not in perfect for i, *_ in said)


def _turns_away(tokens: Tokens) -> bool:
    """Tell whether a sentence begins another story: "Separately, two men were shot in Dir"."""
    return bool(len(tokens)) and _phrases(tokens.words, "first").at(tokens, 0) is not None


@lru_cache(maxsize=PACKS)
def _reacting(words: Words) -> Phrases[bool]:
    said = words.load("frames")["turns"]["reacting"]
    return Phrases(same((*said, *words.load("speech")["denials"]["verbs"]), True))


def _reacts(tokens: Tokens) -> bool:
    """Tell whether who is named last only reacts: "Kabul denied it", "The army had no comment"."""
    said, nobody = _reacting(tokens.words).all(tokens), _small(tokens.words, "nobody")
    rows = [i for i, *_ in said if nobody.isdisjoint(tokens.low[max(0, i - 2) : i])]
    if not rows:
        return False
    if any(is_speech_verb(tokens, j) for j in range(rows[-1] + 1, len(tokens))):
        return False  # "denied it, saying that six of its guards had died"
    frames = find_frames(tokens)
    return not frames or rows[-1] >= frames[-1].first


def _only_blames(tokens: Tokens, which: int) -> bool:
    """Tell whether a frame of a sentence accuses somebody and gives no figure."""
    blaming = _small(tokens.words, "blaming")
    if blaming.isdisjoint(tokens.low) or _numbers(tokens):
        return False
    frames = find_frames(tokens)
    if not frames:
        return False
    return not blaming.isdisjoint(tokens.low[frames[which].first : frames[which].end])


def _is_date(tokens: Tokens) -> bool:
    """Tell whether a line is a date alone, over what happened then: "27 February"."""
    if len(tokens) > _DATE:
        return False
    said = tokens.words.load("dates")
    words = [j for j, word in enumerate(tokens.low) if word[0].isalnum()]
    days = [
        j for j in words if tokens.low[j] in said["months"] or tokens.low[j] in said["weekdays"]
    ]
    return bool(days) and all(j in days or number_at(tokens, j) is not None for j in words)


_DATE = 7  # words of "Friday, 27 February, 2026:"


def _is_item(document: Document, tokens: Tokens, places: Phrases[str]) -> bool:
    """Tell whether a paragraph is an item: "Lower Dir: ...", "Bajaur. ...", "3 May 2024 - ..."."""
    first, low = 0, tokens.low
    halves = tokens.words.listed("speech", "speakers", "halves")
    while first < len(low) and low[first] in halves:
        first += 1
    hit = places.at(tokens, first) if first < len(low) else None
    if hit is not None:
        end = first + hit[0]
        return end >= len(low) or low[end] in (":", ".")
    return bool(len(low)) and _DATED.match(document.text, tokens.starts[0]) is not None


_DATED = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2})(?:,? \d{4})?(?: [-–—]|:) "
)


def _filled(start: int, end: int, spans: Spans, fallback: Speaker) -> list[Said]:
    said, at = [], start
    for first, last, speaker in spans:
        if first > at:
            said.append(Said(at, first, fallback, is_framed=False))
        if last > at:
            said.append(Said(max(at, first), last, speaker, is_framed=True))
            at = max(at, last)
    if at < end or not said:
        # behind a frame that closed its clause
        said.append(Said(at, end, spans[-1][2] if spans else fallback, is_framed=bool(spans)))
    return said
