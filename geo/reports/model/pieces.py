"""A long report in parts that overlap, so that a question has a bounded size."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.reports.documents.parts import TEXT_LIMIT

if TYPE_CHECKING:
    from geo.reports.documents.document import Document

# About 3,000 tokens of English: what a small model reads at once, with room for its answer.
PART_CHARS = 12_000
OVERLAP_CHARS = 1_500


class Part(NamedTuple):
    """A part of a report.

    Attributes
    ----------
    start, end
        Offsets into the report's text.
    number, total
        Which of how many, from 1.
    """

    start: int
    end: int
    number: int
    total: int


def parts(document: Document, chars: int = PART_CHARS, overlap: int = OVERLAP_CHARS) -> list[Part]:
    """Cut a report into parts that end with a sentence and begin before the last one's end.

    Parameters
    ----------
    document
        The report, of which at most `TEXT_LIMIT` characters are read.
    chars, overlap
        Most characters of a part, and how many of them the next one has again.
    """
    text = document.text[:TEXT_LIMIT]
    starts = [s.start for s in document.sentences if s.start < len(text)]
    spans: list[tuple[int, int]] = []
    start = 0
    while True:
        if len(text) - start <= chars:
            spans.append((start, len(text)))
            break
        end = max((s for s in starts if start + chars // 2 < s <= start + chars), default=0)
        end = end or start + chars
        spans.append((start, end))
        start = min((s for s in starts if end - overlap <= s < end), default=end - overlap)
    return [Part(*span, number, len(spans)) for number, span in enumerate(spans, 1)]
