"""Who goes on speaking where no frame says it: within a paragraph, and from one to the next.

What no frame covers goes on with the last source of its block. Before a block has one, it goes on
with the officials of the block before, unless it is an item of its own or turns to something else;
else its first sentence takes the source that the next one names. Who only reacted (denied it, took
credit, had no comment) is no source of what follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.attribution import narrators
from geo.reports.attribution.frames import find_frames
from geo.reports.attribution.lookups import LOCAL, MEDIA
from geo.reports.language.numerals import number_at
from geo.reports.language.speech_verbs import is_speech_verb
from geo.reports.language.tokens import Phrases, same
from geo.reports.language.words import PACKS

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
    document: Document, voices: Voices, framed: list[Spans], cut: Sequence[Tokens]
) -> list[list[Said]]:
    """Give every stretch of a report its source.

    Parameters
    ----------
    document, voices
        The report and its voices.
    framed
        The stretches that frames cover, with their speakers, a list a sentence.
    cut
        The words of each sentence.
    """
    made: list[list[Said]] = []
    quoted = [bool(row) or _has_quote(tokens) for row, tokens in zip(framed, cut, strict=False)]
    publisher = narrators.writer(voices, cut, quoted) or voices.publisher()
    places, answering = voices.known.places, narrators.answers(document, voices, cut)
    block, kind = -1, ""
    current: Speaker | None = None  # of this block
    before: Speaker | None = None  # of the block before
    heading: Speaker | None = None  # of the line a list stands under
    for number, sentence in enumerate(document.sentences[: len(framed)]):
        if sentence.block != block:
            before = current
            was_listed = kind in ("bullet", "table_row")
            block, kind = sentence.block, document.blocks[sentence.block].kind
            listed = kind in ("bullet", "table_row")
            if listed and was_listed:
                before = None  # an item goes on with no other item's source
            if _is_item(document, cut[number], places):
                before = None
            heading = heading if listed else None
            current = answering.get(block) or (heading if listed else None)
        spans, tokens = framed[number], cut[number]
        fallback = behind = _told_behind(document, framed, cut, number)
        fallback = fallback or current
        if fallback is None:
            going_on = _going_on(before, tokens, publisher)
            ahead = None if going_on is before else _ahead(document, framed, cut, number)
            fallback = ahead or going_on
            if not spans and (fallback is before or _turns_away(tokens)):
                current = fallback
        made.append(_filled(sentence.start, sentence.end, spans, fallback))
        if spans:
            current = spans[-1][2]
            if kind not in ("bullet", "table_row"):
                heading = current
        elif behind is None and current is not None and _turns(tokens):
            made[-1] = _filled(sentence.start, sentence.end, spans, publisher)
            current = publisher if _turns_away(tokens) else current
        if current is not None and _reacts(tokens):
            current = publisher
    return made


def _has_quote(tokens: Tokens) -> bool:
    return not _QUOTES.isdisjoint(tokens.low)


_QUOTES = frozenset({'"', "“", "”"})


def _told_behind(
    document: Document, framed: list[Spans], cut: Sequence[Tokens], number: int
) -> Speaker | None:
    """Return whom the next sentence gives as the source of this one: "That according to police".

    The last line of a form is the source of all its lines: "Killed: 9", "Source: police".
    """
    block = document.sentences[number].block
    for following in range(number + 1, min(len(framed), number + 1 + _FORM)):
        if framed[number] or document.sentences[following].block - block > following - number:
            return None
        tokens = cut[following]
        is_line = len(tokens) > 1 and tokens.low[1] in (":", "|")
        if framed[following]:
            refers = _phrases(tokens.words, "behind").at(tokens, 0) if len(tokens) else None
            if refers is None or framed[following][0][0] != tokens.starts[0]:
                return None
            if following > number + 1 and not is_line:
                return None
            frames = find_frames(tokens)
            return framed[following][0][2] if frames and frames[0].place == "trailing" else None
        if not is_line or len(cut[number]) < _LINE or cut[number].low[1] not in (":", "|"):
            return None
    return None


_FORM = 8  # lines of a form before its source
_LINE = 2  # words of "Killed:"


def _verb_end(tokens: Tokens) -> int | None:
    """Return where the frame ends that a sentence begins with; None where it has none."""
    frames = find_frames(tokens)
    return frames[0].end if frames and frames[0].place == "leading" else None


def _ahead(
    document: Document, framed: list[Spans], cut: Sequence[Tokens], number: int
) -> Speaker | None:
    """Return the source that the next sentence of the block names."""
    following = number + 1
    if framed[number] or following >= len(framed):
        return None
    here, there = document.sentences[number], document.sentences[following]
    if here.block != there.block or not framed[following]:
        return None
    start, _, speaker = framed[following][0]
    tokens = cut[following]
    first = tokens.starts.index(start)
    # "The army said nine died" has figures of its own, "nine died, the army said" goes on
    leads = first == 0 and _verb_end(tokens) is not None and "also" not in tokens.low
    if leads and any(number_at(tokens, j) is not None for j in range(len(tokens))):
        return None
    return speaker if speaker.kind != "outlet" else None


def _going_on(before: Speaker | None, tokens: Tokens, publisher: Speaker) -> Speaker:
    """Return who goes on speaking in a paragraph without a source."""
    if before is None or before.side in (LOCAL, MEDIA) or publisher.side != MEDIA:
        return publisher
    return publisher if _turns(tokens) else before


@lru_cache(maxsize=PACKS)
def _phrases(words: Words, key: str) -> Phrases[bool]:
    return Phrases(same(words.load("frames")["turns"][key], True))


_PERFECT = ("have", "has", "had")


def _turns(tokens: Tokens) -> bool:
    """Tell whether a sentence turns to something else than the last source spoke of."""
    if _turns_away(tokens):
        return True
    if len(tokens) and _phrases(tokens.words, "aside").at(tokens, 0) is not None:
        return True
    # "Four hundred households have since left" goes on with what was told.
    said = _phrases(tokens.words, "anywhere").all(tokens)
    return any(i == 0 or tokens.low[i - 1] not in _PERFECT for i, *_ in said)


def _turns_away(tokens: Tokens) -> bool:
    """Tell whether a sentence begins another story: "Separately, two men were shot in Dir"."""
    return bool(len(tokens)) and _phrases(tokens.words, "first").at(tokens, 0) is not None


@lru_cache(maxsize=PACKS)
def _reacting(words: Words) -> Phrases[bool]:
    said = words.load("frames")["turns"]["reacting"]
    return Phrases(same((*said, *words.load("speech")["denials"]["verbs"]), True))


def _reacts(tokens: Tokens) -> bool:
    """Tell whether who is named last only reacts: "Kabul denied it", "The army had no comment"."""
    rows = [i for i, *_ in _reacting(tokens.words).all(tokens)]
    if not rows:
        return False
    if any(is_speech_verb(tokens, j) for j in range(rows[-1] + 1, len(tokens))):
        return False  # "denied it, saying that six of its guards had died"
    frames = find_frames(tokens)
    return not frames or rows[-1] >= frames[-1].first


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
