"""Passages: stretches of prose that go on about one thing, whatever its paragraphs.

Reports are pasted in any layout: all paragraphs in one, each sentence by itself. So where prose
turns to something else is read off its words: a sentence that opens with another day or place, with
"Separately", with who speaks next. Lists, tables and headings are held together by their layout.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.documents.datelines import dateline_end
from geo.reports.documents.parts import BLOCK_LIMIT, Block, Sentence
from geo.reports.documents.quoting import quotations
from geo.reports.language.speech_verbs import is_speech_verb
from geo.reports.language.tokens import Phrases, same
from geo.reports.language.words import PACKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.language.tokens import Tokens
    from geo.reports.language.words import Words

_SPEAKER = 14  # words of who speaks before his verb
_CLAUSE = 10  # words of "who asked not to be named"
_HEAD = 8  # words of "Lower Dir, 3 May."
_NAME = 5  # words of a name with its title
_SHORT = 6  # sentences of a report that is read as it is set
_FEW = 3  # paragraphs; of more a part holds several sentences
_SHARE = 0.2
_OPENING = 3  # words before "later": "Some four hours later"
# "TORKHAM: closed", "GHULAM KHAN. Quiet".
_CAPITALS = re.compile(r"[A-Z][A-Z'’()\-]{3,}(?: [A-Z'’()\-]{2,}){0,3}[ \t]*[.:,–—(]")


@dataclass(frozen=True)
class _Report:
    """A report by its layout: its text, blocks and sentences, and the words of each."""

    text: str
    blocks: Sequence[Block]
    sentences: Sequence[Sentence]
    cut: Sequence[Tokens]
    quoted: Sequence[tuple[int, int]]
    is_short: bool
    is_set_in_paragraphs: bool

    def is_prose(self, number: int) -> bool:
        """Tell a sentence of a paragraph."""
        return self.blocks[self.sentences[number].block].kind == "paragraph"

    def begins(self, number: int) -> bool:
        """Tell whether its layout begins a block with a sentence."""
        return not number or not self.is_beside(number - 1, number)

    def is_beside(self, one: int, other: int) -> bool:
        """Tell whether its layout holds two sentences together."""
        return self.sentences[one].block == self.sentences[other].block

    def is_quoted(self, number: int) -> bool:
        """Tell a sentence that goes on with somebody's own words."""
        at = self.sentences[number].start
        return any(start < at < end for start, end in self.quoted)

    def is_under_names(self, number: int) -> bool:
        """Tell a head that is a sentence by itself: "Spera, Khost. Aircraft came at dawn"."""
        return self.is_prose(number) and _only_names(self.cut[number])

    def has_head(self, number: int) -> bool:
        """Tell a paragraph with a head of its own: "BANNU: A patrol was", "21 January. Zhob"."""
        block = self.blocks[self.sentences[number].block]
        is_headed = dateline_end(self.text, block.start, block.end) > block.start
        return self.begins(number) and (
            is_headed
            or _CAPITALS.match(self.text, block.start) is not None
            or _is_dated(self.cut[number])
        )

    def goes_on(self, number: int, begun: int) -> bool:
        """Tell whether a sentence is of the passage that another one before it `begun`."""
        if self.is_short or not (number and self.is_prose(number) and self.is_prose(number - 1)):
            return not self.begins(number)
        if self.has_head(number) or self.is_under_names(number):
            return False
        is_under = self.is_under_names(begun)
        if is_under and begun == number - 1:
            return True
        # Of a layout that puts what is told under a head beside it, a paragraph's end ends it.
        is_held = self.is_beside(begun, begun + 1) and begun + 1 < number
        if self.begins(number) and is_held and (is_under or (begun and self.has_head(begun))):
            return False
        if is_under:
            return not is_turn(self.cut[number])
        told = self.cut[begun:number]
        if self.is_quoted(number):
            return True
        is_apart = self.begins(number) and self.is_set_in_paragraphs
        return not opens(self.cut[number], told, is_apart=is_apart)


def find(
    text: str, blocks: Sequence[Block], sentences: Sequence[Sentence], cut: Sequence[Tokens]
) -> tuple[tuple[Block, ...], tuple[Sentence, ...]]:
    """Cut prose anew into passages; return all blocks, and the sentences with their numbers.

    Parameters
    ----------
    text
        Of the document.
    blocks, sentences
        As its layout has them.
    cut
        The words of each sentence.
    """
    in_prose = [s.block for s in sentences if blocks[s.block].kind == "paragraph"]
    held = Counter(in_prose)
    several = sum(number > 1 for number in held.values())
    # Where each sentence stands by itself the end of a paragraph says nothing.
    is_set = len(held) <= _FEW or several >= len(held) * _SHARE
    report = _Report(
        text, blocks, sentences, cut, quotations(text, blocks), len(in_prose) <= _SHORT, is_set
    )
    made: list[Block] = []
    told: list[Sentence] = []
    begun = 0
    for number, sentence in enumerate(sentences):
        here = blocks[sentence.block]
        is_last = number + 1 == len(sentences) or report.begins(number + 1)
        end = here.end if is_last else sentence.end
        goes_on = report.goes_on(number, begun)
        if goes_on and sentence.end - made[-1].start <= BLOCK_LIMIT:
            made[-1] = Block(made[-1].start, end, here.kind)
        else:
            begun, start = number, here.start if report.begins(number) else sentence.start
            made.append(Block(start, end, here.kind))
        told.append(Sentence(sentence.start, sentence.end, len(made) - 1))
    return tuple(made), tuple(told)


def opens(tokens: Tokens, before: Sequence[Tokens] = (), *, is_apart: bool = False) -> bool:
    """Tell whether a sentence opens a passage.

    Parameters
    ----------
    tokens
        Its words.
    before
        Those of the sentences that the passage before it has.
    is_apart
        A paragraph ends before it, which says something where it names what they do not.
    """
    at, low = 0, tokens.low
    while at < len(low) and low[at] in _listed(tokens.words, "joining"):
        at += 1
    if at >= len(low):
        return False
    if is_turn(tokens, at) or _phrases(tokens.words, "versions").all(tokens):
        return True
    if low[at] in _listed(tokens.words, "going_on") or _silent(tokens.words).all(tokens):
        return False  # "There was no comment from Kabul" is of what it stands behind
    told = frozenset().union(*[one.low for one in before])
    is_new = _is_set(tokens, at) or _is_later(tokens, at) or _names_another(tokens, at, told)
    is_new = is_new or _is_elsewhere(tokens, told) or (is_apart and _names_more(tokens, told))
    return is_new or _speaks(tokens, at) or _introduces(tokens, at) or _quotes(tokens)


def is_turn(tokens: Tokens, at: int = 0) -> bool:
    """Tell "Separately", "In another attack", "In all": the words that say so themselves."""
    return at < len(tokens) and _phrases(tokens.words, "turning").at(tokens, at) is not None


def _is_set(tokens: Tokens, at: int) -> bool:
    """Tell where or when something else was: "In Kunar", "Late on Friday", "At about 3 a.m."."""
    at += tokens.low[at] in _listed(tokens.words, "before_setting")
    if at >= len(tokens) or tokens.low[at] not in _listed(tokens.words, "setting"):
        return False
    at += 1
    while at < len(tokens) and tokens.low[at] in _listed(tokens.words, "within_setting"):
        at += 1
    return at < len(tokens) and (tokens.raw[at][0].isupper() or tokens.raw[at][0].isdigit())


def _is_dated(tokens: Tokens) -> bool:
    """Tell an entry: "21 January. Zhob; fire", "Night of 28-29 January. A post", "May 3: fire"."""
    months = tokens.words.load("dates")["months"]
    at = next((j for j in range(min(_DAY, len(tokens))) if tokens.low[j] in months), None)
    if at is None:
        return False
    is_numbered = any(word[0].isdigit() for word in tokens.raw[max(0, at - 1) : at + 2])
    behind = tokens.raw[at + 1 : at + 3]
    return is_numbered and any(mark in (".", ":", "|", "-", "–", "—") for mark in behind)


_DAY = 6  # words of "Night of 28-29 January"


def _is_elsewhere(tokens: Tokens, told: frozenset[str]) -> bool:
    """Tell a day, and a place that was not told: "Gunmen shot two men in Dir on Friday"."""
    dates = tokens.words.load("dates")
    days = {*dates["weekdays"], *dates["months"]}
    if days.isdisjoint(tokens.low):
        return False
    where = (j + 1 for j, word in enumerate(tokens.low[:-1]) if word in ("in", "at", "near"))
    names = [tokens.low[j] for j in where if tokens.raw[j][0].isupper()]
    return any(name not in told and name not in days for name in names)


def _names_more(tokens: Tokens, told: frozenset[str]) -> bool:
    """Tell a sentence with a name that was not told, behind its first word."""
    if tokens.raw[0] in _MARKS:
        return False
    words = zip(tokens.raw[1:], tokens.low[1:], strict=True)
    return any(raw[0].isupper() and low not in told for raw, low in words)


def _is_later(tokens: Tokens, at: int) -> bool:
    """Tell another hour or day: "Four hours after the first raid", "Two days later"."""
    units, later = (_listed(tokens.words, key) for key in ("units", "later"))
    near = range(at, min(at + _OPENING, len(tokens) - 1))
    return any(tokens.low[j] in units and tokens.low[j + 1] in later for j in near)


def _names_another(tokens: Tokens, at: int, told: frozenset[str]) -> bool:
    """Tell what has a name that the passage has not told: "The Friendship Gate was closed"."""
    if tokens.low[at] != "the":
        return False
    name = tokens.low[at + 1 : _name_end(tokens, at + 1)]
    return bool(name) and told.isdisjoint(name)


def _speaks(tokens: Tokens, first: int) -> bool:
    """Tell who says it before what he says: "Residents said", "An officer who ... told"."""
    if not tokens.raw[first][0].isalpha():
        return False
    who, within = _speakers(tokens.words), _listed(tokens.words, "of_speakers")
    end = min(len(tokens), first + _SPEAKER)
    for at in range(first, end):
        if at > first and is_speech_verb(tokens, at):
            return True
        if tokens.low[at] == "who" and at > first:
            clause = range(at + 2, min(len(tokens), at + _CLAUSE))
            return any(is_speech_verb(tokens, j) for j in clause)
        is_name = tokens.raw[at][0].isupper() or not tokens.raw[at][0].isalpha()
        if not is_name and tokens.low[at] not in who and tokens.low[at] not in within:
            return False
    return False


def _introduces(tokens: Tokens, at: int) -> bool:
    """Tell somebody with what he is: "Jamshid, a tribal leader, had", "Dr Akhtar, surgeon at"."""
    end = _name_end(tokens, at)
    if end == at or end - at > _NAME or tokens.low[end : end + 1] != (",",):
        return False
    behind = tokens.raw[end + 1 : end + 2]
    return behind != () and behind[0][0].islower() and (end - at > 1 or behind[0] in _ARTICLES)


_ARTICLES = frozenset({"a", "an", "the", "who", "his"})


def _quotes(tokens: Tokens) -> bool:
    """Tell who is quoted first: "“They came at dawn,” said a shopkeeper", and not "he said"."""
    if tokens.raw[0] not in _MARKS:
        return False
    closed = next((j for j in range(1, len(tokens) - 2) if tokens.raw[j] in _MARKS), 0)
    if not closed or not is_speech_verb(tokens, closed + 1):
        return False
    return tokens.raw[closed + 2][0].isupper() or tokens.raw[closed + 2] in _ARTICLES


_MARKS = frozenset('"“”')


def _only_names(tokens: Tokens) -> bool:
    """Tell a sentence of names and a day: "Spera, Khost province.", "Lower Dir, 3 May."."""
    if not 0 < len(tokens) <= _HEAD or not tokens.raw[0][0].isupper():
        return False
    beside = _listed(tokens.words, "within_setting")
    behind = zip(("", *tokens.raw), tokens.raw, strict=False)
    return all(
        raw[0].isupper() or not raw.isalpha() or raw in beside or mark == "-"
        for mark, raw in behind
    )


def _name_end(tokens: Tokens, at: int) -> int:
    """Return the token behind the capitals that begin at one; itself without any."""
    while at < len(tokens) and tokens.raw[at][0].isupper():
        at += 1
    return at


def _listed(words: Words, key: str) -> frozenset[str]:
    return words.listed("passages", key)


@lru_cache(maxsize=PACKS)
def _phrases(words: Words, key: str) -> Phrases[bool]:
    turned = words.load("frames")["turns"]["first"] if key == "turning" else ()
    return Phrases(same([*words.load("passages")[key], *turned], True))


@lru_cache(maxsize=PACKS)
def _silent(words: Words) -> Phrases[bool]:
    return Phrases(same(words.load("frames")["turns"]["silent"], True))


@lru_cache(maxsize=PACKS)
def _speakers(words: Words) -> frozenset[str]:
    """Return the words that speakers are called by."""
    said, kinds = words.load("speech")["speakers"], words.load("passages")["kinds_of_speakers"]
    rows = [row for kind in kinds for row in said[kind]]
    return frozenset(word for row in rows for word in row.split() if word.isalpha())
