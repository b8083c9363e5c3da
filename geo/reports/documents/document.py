"""A report as it is read: its text, what is said of it, and where its parts stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from geo.reports.documents import passages
from geo.reports.documents.clearing import cleared
from geo.reports.documents.datelines import find_datelines
from geo.reports.documents.idle import is_idle
from geo.reports.documents.layout import find_blocks
from geo.reports.documents.parts import TEXT_LIMIT
from geo.reports.documents.quoting import quotations, unmarked
from geo.reports.documents.sentences import find_sentences
from geo.reports.documents.titles import find_title
from geo.reports.documents.wrapping import unwrapped
from geo.reports.language import triggers
from geo.reports.language.scanning import Scan, board
from geo.reports.language.tokens import Tokens, read
from geo.reports.language.words import ENGLISH, Words, of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geo.region import RegionPack
    from geo.reports.documents.parts import Block, Sentence
    from geo.reports.language.triggers import Trigger


@dataclass(frozen=True)
class Document:
    """A report.

    Attributes
    ----------
    id
        The reader's own id of it, else a hash of its text.
    text
        As it was given. It is never changed, since every quote is a pair of offsets into it.
    title, publisher, url
        Empty where not known.
    published
        Day of publication; None where neither metadata nor text says it.
    published_from
        Where the day was found: ``metadata``, ``dateline``, ``text``, or empty.
    language
        ISO 639-1 code; empty where not told.
    licence
        Of the text, where its metadata says.
    notes
        Remarks of one line on how it was read.
    sha256
        Of the file, or of the line of a file of JSON lines; empty where it came from neither.
    file
        Its name, and the line.
    words
        The vocabulary that it is read with: English, until a region reads it.
    starts
        Of a document as it is read: where each of its characters, and the end, stand in the text as
        it was given; None where each stands where it stood.
    """

    id: str
    text: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: date | None = None
    published_from: str = ""
    language: str = ""
    licence: str = ""
    notes: tuple[str, ...] = field(default=())
    sha256: str = ""
    file: str = ""
    words: Words = ENGLISH
    starts: Sequence[int] | None = None

    def read_in(self, pack: RegionPack) -> Document:
        """Return the document as it is read, with the words of a region."""
        return replace(self.as_read, words=of(pack))

    @cached_property
    def cleared(self) -> Document:
        """The document without marks that nobody reads and breaks of lines within a text.

        Its offsets are its own: `given` tells where they stand in this one.
        """
        clear = cleared(self.text)
        text, title = unmarked(unwrapped(clear.text)), cleared(self.title).text
        return replace(self, text=text, title=title, starts=clear.starts)

    @cached_property
    def as_read(self) -> Document:
        """The document cleared, with blanks for the headline in its text, which is its title."""
        text, title = self.cleared.text, self.cleared.title
        for start, end in find_title(text, title):
            title = title or text[start:end]
            text = text[:start] + " " * (end - start) + text[end:]
        return replace(self.cleared, text=text, title=title)

    def given(self, start: int, end: int) -> tuple[int, int]:
        """Return where a span of the document as it is read stands in the text as it was given."""
        if self.starts is None or start < 0:
            return start, end
        return self.starts[start], self.starts[end - 1] + 1 if end > start else self.starts[start]

    def as_read_at(self, offset: int) -> int:
        """Return which character of the document as it is read stands at one of the text given."""
        return offset if self.starts is None else bisect_left(self.starts, offset)

    @cached_property
    def kept(self) -> dict[object, Any]:
        """What others have found in it and need again, each under a key of its own."""
        return {}

    def with_words(self, words: Words) -> Document:
        """Return the document with the vocabulary of a region, itself where it has it."""
        return self if self.words is words else replace(self, words=words)

    @cached_property
    def lower(self) -> str:
        """The text in lower case, with the same offsets."""
        made = self.text.lower()
        if len(made) == len(self.text):
            return made
        return "".join(c if len(c.lower()) != 1 else c.lower() for c in self.text)

    def cut(self, start: int, end: int) -> Tokens:
        """Return the tokens of a stretch of the text."""
        return read(self.text, start, end, words=self.words)

    @cached_property
    def scan(self) -> Scan:
        """Its words in lower case, with where each begins."""
        return Scan(self.lower, 0, min(len(self.text), TEXT_LIMIT), board(self.words))

    @cached_property
    def tokens(self) -> tuple[Tokens, ...]:
        """The tokens of each sentence."""
        return tuple(self.cut(sentence.start, sentence.end) for sentence in self._laid_out)

    @cached_property
    def triggers(self) -> tuple[tuple[Trigger, ...], ...]:
        """The event words of each sentence."""
        found = triggers.find(self.words, self.lower, self.spans, self.scan)
        return tuple(map(tuple, found))

    @cached_property
    def titled(self) -> Document:
        """Its title as a document of its own, with what else is said of it."""
        return replace(self, text=self.title, title="", starts=None)

    @cached_property
    def layout(self) -> tuple[Block, ...]:
        """What its lines hold together: headings, items, rows, and paragraphs as they were set."""
        return tuple(find_blocks(self.text))

    @cached_property
    def _as_set(self) -> tuple[tuple[Sentence, bool], ...]:
        """All sentences of the lines as they were set, and whether they tell of no event."""
        found = find_sentences(self.text, self.layout)
        return tuple((s, is_idle(self.text, s, self.words)) for s in found)

    @cached_property
    def idle(self) -> tuple[Sentence, ...]:
        """The sentences that tell of no event, which rules pass over; none where all are such."""
        idle = tuple(sentence for sentence, is_one in self._as_set if is_one)
        return idle if len(idle) < len(self._as_set) else ()

    @cached_property
    def _laid_out(self) -> tuple[Sentence, ...]:
        """The sentences of the lines as they were set, without the idle ones."""
        return tuple(s for s, is_one in self._as_set if not (is_one and self.idle))

    @cached_property
    def _passages(self) -> tuple[tuple[Block, ...], tuple[Sentence, ...]]:
        return passages.find(self.text, self.layout, self._laid_out, self.tokens)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The headings, items and rows, and the passages of prose, in order without overlap."""
        return self._passages[0]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, in order; each lies inside one block."""
        return self._passages[1]

    def is_next(self, number: int) -> bool:
        """Tell whether a sentence stands behind the one before it in one item or in prose."""
        one, other = self.sentences[number - 1].block, self.sentences[number].block
        return one == other or self.blocks[one].kind == self.blocks[other].kind == "paragraph"

    @cached_property
    def datelines(self) -> tuple[tuple[int, int], ...]:
        """Spans that only say where and when it was written."""
        return tuple(find_datelines(self.text, self.layout, self.title))

    def is_in_dateline(self, offset: int) -> bool:
        """Tell whether an offset stands in words that only say where and when it was written."""
        return any(start <= offset < end for start, end in self.datelines)

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where each sentence begins and ends."""
        return [(sentence.start, sentence.end) for sentence in self.sentences]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words and marks that it is written with, as `Tokens.low` has them."""
        return frozenset().union(*[tokens.low for tokens in self.tokens])

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence that an offset lies in, or the one before it."""
        return max(bisect_right(self._sentence_starts, offset) - 1, 0)

    @cached_property
    def _quotations(self) -> list[tuple[int, int]]:
        return quotations(self.text, self.layout)

    def quoted(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return where somebody's own words that a span meets begin and end."""
        first = bisect_right(self._quotations, (start, len(self.text)))
        last = bisect_right(self._quotations, (end, 0))
        return [span for span in self._quotations[max(0, first - 1) : last] if span[1] > start]

    def is_quoted(self, offset: int) -> bool:
        """Tell whether an offset stands in somebody's own words."""
        return bool(self.quoted(offset, offset + 1))

    @cached_property
    def headlines(self) -> frozenset[int]:
        """The numbers of the sentences that stand in headings."""
        numbered = enumerate(self.sentences)
        return frozenset(n for n, s in numbered if self.blocks[s.block].kind == "heading")

    @property
    def name(self) -> str:
        """What a person knows it by: its file, else its id."""
        return self.file or f"report {self.id}"

    def text_of(self, sentence: Sentence | Block) -> str:
        """Return the text of a sentence or block."""
        return self.text[sentence.start : sentence.end]
