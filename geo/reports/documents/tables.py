"""Tables whose rows are blocks of a document: their cells, and those under a heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from geo.reports.documents.document import Document


def cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the spans of a row's cells, without blanks around."""
    at = start
    for cell in text[start:end].split("|"):
        first = at + len(cell) - len(cell.lstrip())
        yield first, max(first, at + len(cell.rstrip()))
        at += len(cell) + 1


def under(document: Document, headings: Collection[str]) -> list[tuple[int, int]]:
    """Return the spans of the cells that stand under one of some headings, in small letters.

    The first row of a table holds its headings.
    """
    found: list[tuple[int, int]] = []
    columns: list[int] | None = None
    for block in document.blocks:
        if block.kind != "table_row":
            columns = None
            continue
        row = list(cells(document.text, block.start, block.end))
        if columns is None:
            said = [document.lower[start:end].strip(" .:") for start, end in row]
            columns = [number for number, heading in enumerate(said) if heading in headings]
        else:
            found += [row[number] for number in columns if number < len(row)]
    return found
