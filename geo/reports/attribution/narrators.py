"""Who tells a stretch of a report unquoted: who answers questions, who writes a letter."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.attribution.known import Speaker
from geo.reports.attribution.lookups import LOCAL, MEDIA, kinds
from geo.reports.attribution.phrases import phrase_end
from geo.reports.language.tokens import read
from geo.reports.language.words import PACKS, either

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.attribution.speakers import Voices
    from geo.reports.documents.document import Document
    from geo.reports.language.tokens import Tokens
    from geo.reports.language.words import Words

_ANSWERS = 2  # so many questions make an interview
_QUESTION = 240  # characters of a question
_OWNED = 2  # words between "my" and "brother"


def answers(document: Document, voices: Voices, cut: Sequence[Tokens]) -> dict[int, Speaker]:
    """Return who speaks in the blocks that answer a question, each by its number.

    "We met the governor. Q: How many died? A: Nine." In a text that says it is an interview, what
    follows on a question needs no mark.
    """
    text = document.text
    opening = {s.block: s for s in reversed(document.sentences[: len(cut)])}
    inline = [
        n
        for n, sentence in opening.items()
        if text[sentence.end - 1] == "?" and sentence.end < document.blocks[n].end
    ]
    asked = [n for n, block in enumerate(document.blocks) if _is_question(document, n, block.end)]
    if not asked and len(inline) < _ANSWERS:
        return {}
    start = min([*asked, *inline])
    before = [t for s, t in zip(document.sentences, cut, strict=False) if s.block < start]
    title = read(document.title, words=document.words)
    replies = _mark(voices.words, "replies")
    marked = [n for n, block in enumerate(document.blocks) if replies.match(text, block.start)]
    if not marked:
        told = voices.words.listed("frames", "turns", "interviews")
        said = {word for tokens in (title, *before) for word in tokens.low}
        if len(asked) + len(inline) < _ANSWERS or told.isdisjoint(said):
            return {}
        following = [n + 1 for n in asked if n + 1 < len(document.blocks) and n + 1 not in asked]
        marked = [*following, *inline]
    guest = _guest(voices, [title, *before])
    return dict.fromkeys(marked, guest) if guest is not None else {}


@lru_cache(maxsize=2 * PACKS)
def _mark(words: Words, name: str) -> re.Pattern[str]:
    """Match the mark of a question or an answer: "Q (Foo News): How many died?"."""
    marks = either(words.load("frames")["turns"][name])
    return re.compile(rf"{marks}(?:\s?\([^)\n]{{1,30}}\))?\s?[:.]\s")


def _is_question(document: Document, number: int, end: int) -> bool:
    block = document.blocks[number]
    asked = _mark(document.words, "asks").match(document.text, block.start)
    if asked and not document.text[asked.end() : asked.end() + 1].islower():
        return True  # no "Q. and A., shortened"
    return document.text[end - 1] == "?" and end - block.start <= _QUESTION


def _guest(voices: Voices, opening: Sequence[Tokens]) -> Speaker | None:
    """Return the first person, of an office or none, whom the words before the questions name."""
    for tokens in opening:
        for kind in ("official", "local"):
            for first, _, _ in kinds(voices.words)[kind].all(tokens):
                begins = first
                while begins and tokens.raw[begins - 1][:1].isupper():
                    begins -= 1
                speaker = voices.resolve(tokens, begins, phrase_end(tokens, first))
                if speaker is not None and speaker.side != MEDIA:
                    return speaker
    return None


def writer(voices: Voices, cut: Sequence[Tokens], quoted: Sequence[bool]) -> Speaker | None:
    """Return who tells a report of his own people: "our village was shelled, my brother died".

    Parameters
    ----------
    voices, cut
        The report's voices and the words of its sentences.
    quoted
        Whether a source or quotation marks stand in each.
    """
    if voices.publisher().side != MEDIA:
        return None
    people, own = (voices.words.listed("frames", "turns", key) for key in ("of_writers", "own"))
    for tokens, is_quoted in zip(cut, quoted, strict=False):
        if is_quoted:
            continue
        for i, word in enumerate(tokens.low):
            near = tokens.low[i + 1 : i + 1 + _OWNED]
            if word in own and not people.isdisjoint(near):
                return Speaker(voices.publisher().text, LOCAL, "local")
    return None


def signed(cut: Sequence[Tokens], voices: Voices) -> Speaker | None:
    """Return whose statement a first line says that it is: "Update by the minister, 4 March"."""
    if not cut or not len(cut[0]) or len(cut[0]) > _BYLINE or voices.publisher().side != MEDIA:
        return None
    tokens = cut[0]
    names = voices.words.listed("frames", "turns", "statements")
    for i in range(1, len(tokens) - 1):
        if tokens.low[i] in ("by", "from", "of") and tokens.low[i - 1] in names:
            speaker = voices.resolve(tokens, i + 1, phrase_end(tokens, i + 1))
            return speaker if speaker is not None and speaker.kind in _SIGNING else None
    return None


_BYLINE = 24  # words of a first line that says whose statement follows
_SIGNING = ("official", "body", "person")
