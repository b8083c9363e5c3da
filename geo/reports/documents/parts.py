"""Parts of a report: its blocks and sentences, and how much of it is read."""

from __future__ import annotations

from dataclasses import dataclass

# What stands beyond this is not read: a report of this length is a book, and time is bounded by it.
TEXT_LIMIT = 50_000
# A block or sentence is cut here, so that no rule ever looks at more.
BLOCK_LIMIT = 20_000
SENTENCE_LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that holds together: an item, a row, a heading, or a passage of prose.

    Attributes
    ----------
    start, end
        Offsets into the document's text, of what is said: bullets and numbers are left out.
    kind
        ``paragraph`` (of the layout, or a passage of prose), ``heading``, ``bullet`` (an item of a
        list or timeline), or ``table_row``.
    """

    start: int
    end: int
    kind: str

    @property
    def is_item(self) -> bool:
        """It is one of several of a kind: an item of a list, a row of a table."""
        return self.kind in ("bullet", "table_row")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a cell or line that stands for one.

    Attributes
    ----------
    start, end
        Offsets into the document's text.
    block
        The number of its block.
    """

    start: int
    end: int
    block: int
