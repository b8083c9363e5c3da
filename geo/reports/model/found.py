"""Words of a model found in the text, letter by letter, and the figures that stand in them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.reports.counts import denials, figures, quantities, zero
from geo.reports.language import numerals, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.region import RegionPack
    from geo.reports.documents.document import Document
    from geo.reports.language.tokens import Tokens

# A longer quote is no shortest clause; a text that says the same so often needs no further look.
QUOTE_CHARS = 500
_OCCURRENCES = 200


class Count(NamedTuple):
    """A figure that stands in a quote.

    Attributes
    ----------
    low, high, is_exact
        As in `geo.reports.counts.quantities`.
    at
        Offset of its number.
    """

    low: int | None
    high: int | None
    is_exact: bool
    at: int


def spans(text: str, words: str, start: int, end: int) -> list[tuple[int, int]]:
    """Find words in a stretch of text, as they are but for the width of blanks.

    Words and numbers count only whole: "5 killed" does not stand in "55 killed".
    """
    cut = words.split()
    if not cut or len(words) > QUOTE_CHARS or " ".join(cut) not in _squeezed(text, start, end):
        return []
    before = r"(?<!\w)(?<![0-9][.,])" if cut[0][0].isdecimal() else r"(?<!\w)"
    after = r"(?!\w)(?![.,][0-9])" if cut[-1][-1].isdecimal() else r"(?!\w)"
    pattern = (before if cut[0][0].isalnum() else "") + r"\s+".join(map(re.escape, cut))
    pattern += after if cut[-1][-1].isalnum() else ""
    found: list[tuple[int, int]] = []
    for match in re.compile(pattern).finditer(text, start, end):
        found.append(match.span())
        if len(found) >= _OCCURRENCES:
            break
    return found


@lru_cache(maxsize=2)
def _squeezed(text: str, start: int, end: int) -> str:
    """Return a stretch with blanks of one width: what stands not even here needs no pattern."""
    return " ".join(text[start:end].split())


def nearest(found: list[tuple[int, int]], to: int) -> tuple[int, int] | None:
    """Return the occurrence nearest to an offset; None where there is none."""
    return min(found, key=lambda span: (abs(span[0] - to), span[0]), default=None)


def counts(document: Document, pack: RegionPack, start: int, end: int) -> list[Count]:
    """Read the figures that stand in a quote, numbers in words and "nobody" too.

    They are read in their whole sentence, so that "at least" counts where a quote leaves it out.
    """
    found: list[Count] = []
    for first, last, cut in _sentences(document, start, end):
        counted = [figure.item.quantity for figure in figures.find(cut, pack)]
        for quantity in (*quantities.find(cut), *counted):
            at = cut.starts[quantity.core]
            if start <= at and cut.ends[_last(cut, quantity) - 1] <= end:
                found.append(Count(quantity.low, quantity.high, quantity.is_exact, at))
        found += [
            Count(0, 0, is_exact=True, at=none.start)
            for none in zero.find(document.text, first, last, cut.low)
            if none.start < end and start < none.end
        ]
    return list(dict.fromkeys(found))


def _last(cut: Tokens, quantity: quantities.Quantity) -> int:
    """Return the token behind a number, without the hedges that follow it."""
    read = numerals.number_at(cut, quantity.core) if quantity.kind == "number" else None
    return min(read[1], quantity.end) if read is not None else quantity.end


def denied(document: Document, start: int, end: int) -> bool:
    """Tell whether a quote has a word that denies."""
    low = " ".join(tokens.read(document.text, start, end).low)
    said, needed = (
        document.words.load("speech")["denials"],
        document.words.load("denials")["needed"],
    )
    words = (*said["verbs"], *said["false"], *needed, "n't", "denial", "neither")
    return re.search(rf"\b(?:{'|'.join(map(re.escape, words))})\b", low) is not None


def is_denied(document: Document, at: int) -> bool:
    """Tell whether a figure stands in a clause that denies it."""
    return any(
        one.start <= at < one.end
        for _, _, cut in _sentences(document, at, at + 1)
        for one in denials.find(document.text, cut)
    )


def _sentences(document: Document, start: int, end: int) -> Iterator[tuple[int, int, Tokens]]:
    for number in range(document.sentence_at(start), document.sentence_at(end - 1) + 1):
        sentence = document.sentences[number]
        yield (
            sentence.start,
            sentence.end,
            tokens.read(document.text, sentence.start, sentence.end, words=document.words),
        )
