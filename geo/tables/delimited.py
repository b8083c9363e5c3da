"""CSV and TSV: delimiter found by the header, rows that do not fit it set aside."""

from __future__ import annotations

import csv
import io
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import InputError
from geo.tables import chunk as chunks
from geo.tables import columns, headers

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD_CHARS = 2**20
_BATCH = 2_000  # rows; small, since a cell may hold megabytes
_CELL_CHARS = 2**30
_BLANK = " ,;\t|"  # a line of delimiters only is no header, whichever it is
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


class _Broken(list[str]):
    """A record the CSV rules do not allow; empty, and carries why."""

    reason = ""


def read(
    text: io.TextIOWrapper, builder: chunks.ChunkBuilder, *, tabs: bool
) -> Iterator[chunks.Chunk]:
    """Give the rows of a CSV or TSV text a chunk at a time.

    Parameters
    ----------
    text
        The open text, newlines untranslated.
    builder
        Gathers the rows.
    tabs
        Whether the file's name says that it is separated by tabs.

    Raises
    ------
    InputError
        The file is empty, has no rows, or a quote that is opened is never closed.
    """
    # The limit is the process's, not the reader's: there is no other way to allow long cells.
    csv.field_size_limit(_CELL_CHARS)
    delimiter, is_said, head = _delimiter(text, builder, tabs=tabs)
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    names: list[str] = []
    number, filled = -is_said, -is_said  # no program shows the line that says the delimiter
    for record in _batches(reader, 1, builder):
        number += 1
        if any(cell.strip() for cell in record[0]):
            filled += 1
            if filled == head.at + head.height:
                cells = head.cells if head.height > 1 else record[0]
                names = builder.header(cells)
                break
    if not names:
        raise InputError("the file is empty", expected="a header and rows", where=builder.file)
    if delimiter != ",":
        builder.notes.append(f"separated by {_DELIMITERS[delimiter]}")
    while True:
        batch = next(_batches(reader, min(_BATCH, builder.room), builder), [])
        if not batch:
            break
        _add(batch, number, names, builder)
        number += len(batch)
        if builder.full:
            yield builder.take()
    yield builder.take()


def _batches(reader: Any, size: int, builder: chunks.ChunkBuilder) -> Iterator[list[list[str]]]:
    """Give records `size` at a time; a broken one stands in its place."""
    ended = False
    while not ended:
        batch: list[list[str]] = []
        while len(batch) < size and not ended:
            wanted = size - len(batch)
            before = len(batch)
            try:
                # extend keeps the records that came before a fault
                batch.extend(islice(reader, wanted))
                ended = len(batch) - before < wanted
            except csv.Error as fault:
                if "unexpected end" in str(fault):
                    raise InputError(
                        "a quoted cell is never closed",
                        expected=f'a closing " before line {reader.line_num}',
                        where=builder.file,
                    ) from fault
                broken = _Broken()
                broken.reason = f"not CSV at line {reader.line_num}: {fault}"
                batch.append(broken)
        if batch:
            yield batch


def _add(
    batch: list[list[str]], number: int, names: list[str], builder: chunks.ChunkBuilder
) -> None:
    """Add the records that fit the header; count blank lines; reject the rest."""
    width = len(names)
    lengths = np.fromiter(map(len, batch), np.int64, len(batch))
    fits = lengths == width
    for at in np.flatnonzero(~fits):
        record, row = batch[at], number + int(at) + 1
        if isinstance(record, _Broken):
            builder.reject(row, record.reason, "quoted cells, quotes inside doubled", None)
        elif not any(cell.strip() for cell in record):
            builder.count("empty rows skipped")
        elif len(record) > width and not any(cell.strip() for cell in record[width:]):
            batch[at], fits[at] = record[:width], True
        elif headers.WIDE <= width > len(record) and sum(map(bool, map(str.strip, record))) == 1:
            batch[at], fits[at] = [*record, *[""] * (width - len(record))], True  # a remark below
        else:
            builder.reject(
                row, f"{len(record)} cells under a header of {width}", f"{width} cells", record
            )
    if not fits.any():
        return
    numbers = number + 1 + np.flatnonzero(fits)
    kept = batch if fits.all() else [batch[at] for at in np.flatnonzero(fits)]
    builder.add(
        names, (chunks.unguard(builder.text(cells)) for cells in zip(*kept, strict=True)), numbers
    )


def _delimiter(
    text: io.TextIOWrapper, builder: chunks.ChunkBuilder, *, tabs: bool
) -> tuple[str, bool, headers.Header]:
    """Choose the delimiter whose header has most known names, then most cells.

    Returns
    -------
    str
        The delimiter.
    bool
        Whether the first line says it: Excel's ``sep=;``.
    Header
        The header among the filled records behind that.
    """
    head = text.read(_HEAD_CHARS)
    text.seek(0)
    lines = head.splitlines()
    first = lines[0].strip() if lines else ""
    if first[:4].casefold() == "sep=" and first[4:] in _DELIMITERS:
        records = _first_records(head.split("\n", 1)[-1], first[4:])
        found = headers.find(records) if records else headers.Header(0, [])
        if found.at:
            builder.notes.append(headers.above(records[: found.at]))
        return first[4:], True, found
    best, delimiter, skipped = (-1, -1, -1), ",", list[list[str]]()
    chosen = headers.Header(0, [])
    for candidate in "\t" if tabs else _DELIMITERS:
        records = _first_records(head, candidate)
        found = headers.find(records) if records else headers.Header(0, [])
        known = columns.guess([cell for cell in found.cells if cell])
        score = (len(known), len(found.cells), -list(_DELIMITERS).index(candidate))
        if score > best:
            best, delimiter, skipped, chosen = score, candidate, records[: found.at], found
    if skipped:
        builder.notes.append(headers.above(skipped))
    return delimiter, False, chosen


def _first_records(head: str, delimiter: str) -> list[list[str]]:
    """Give the first filled records; fewer where the text is no CSV from there on."""
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    records: list[list[str]] = []
    try:
        for record in reader:
            if any(cell.strip(_BLANK) for cell in record):
                records.append(record)
            if len(records) >= headers.LOOKED_AT:
                break
    except csv.Error:
        pass  # a row that cannot be cut so: the rows before it are what this delimiter is judged by
    return records
