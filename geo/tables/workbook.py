"""XLSX: the cells of one sheet as exact text; nothing in it is evaluated."""

from __future__ import annotations

import datetime as dt
import re
import warnings
import zipfile
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.etree.ElementTree import ParseError

from geo import _archives
from geo.errors import InputError
from geo.schema import PLAIN_COLUMNS
from geo.tables import chunk as chunks
from geo.tables import columns, headers, hxl
from geo.tables.place_columns import PlaceColumns

if TYPE_CHECKING:
    from collections.abc import Iterator

_BATCH = 1_000
_PIECE = 2**20  # bytes of a sheet that are looked through at a time
_OVERLAP = 80  # bytes that the mention of merged cells may take
_MOST_MERGED = 10_000
_MERGED = re.compile(rb'mergeCell [^>]*?ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
_FORMULA = "cells with a formula: its text is kept, it is not computed"


def read(
    stream: BinaryIO, builder: chunks.ChunkBuilder, sheet: str | None
) -> Iterator[chunks.Chunk]:
    """Give the rows of a sheet a chunk at a time.

    Parameters
    ----------
    stream
        The file.
    builder
        Gathers the rows.
    sheet
        Name of the sheet; none means the first, the others are named in the notes.

    Raises
    ------
    InputError
        The file is no XLSX, unpacks to an unreasonable size, or has no such sheet or no header.
    """
    import openpyxl

    _check_size(stream, builder.file)
    with warnings.catch_warnings():
        # What openpyxl warns of (styles, extensions it does not keep) is not in the cells.
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(stream, read_only=True, data_only=False)
            chosen = _sheet(book, sheet, builder)
            yield from _rows(chosen, _merged(stream, chosen), builder)
        except (KeyError, ValueError, TypeError, AttributeError, OSError, EOFError) as fault:
            if isinstance(fault, InputError):
                raise
            raise _broken(builder.file) from fault
        except (ParseError, zipfile.BadZipFile, zipfile.LargeZipFile) as fault:
            raise _broken(builder.file) from fault


def _broken(file: str) -> InputError:
    return InputError("not a readable XLSX file", expected="an XLSX workbook", where=file)


def _check_size(stream: BinaryIO, file: str) -> None:
    try:
        with zipfile.ZipFile(stream) as archive:
            _archives.check(archive, file)
    except InputError:
        raise
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as fault:
        raise _broken(file) from fault
    stream.seek(0)


def _sheet(book: Any, name: str | None, builder: chunks.ChunkBuilder) -> Any:
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if not sheets:
        raise InputError("the workbook has no sheet", where=builder.file)
    chosen = next(iter(sheets)) if name is None else name
    if chosen not in sheets:
        raise InputError(
            "no such sheet", value=name, expected=" or ".join(sheets), where=builder.file
        )
    others = [title for title in sheets if title != chosen]
    if others and name is None:
        left = ", ".join(map(repr, others))
        builder.notes.append(f"sheet {chosen!r} is read, not {left} (--layer)")
    sheet = sheets[chosen]
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    return sheet


def _rows(
    sheet: Any, merged: list[_Merged], builder: chunks.ChunkBuilder
) -> Iterator[chunks.Chunk]:
    batch: list[list[str | None]] = []
    numbers: list[int] = []
    read = ([_text(cell, builder) for cell in cells] for cells in sheet.iter_rows(values_only=True))
    names, first, rows = _header(read, builder)
    below = next(rows, [])
    rows = chain([below], rows)
    spans = _Spans(names, below, merged)
    for number, texts in enumerate(rows, first):
        extra = texts[len(names) :]
        if any(extra):
            builder.reject(
                number,
                f"{len(texts)} cells under a header of {len(names)}",
                f"{len(names)} cells",
                texts,
            )
            continue
        cells = [*texts[: len(names)], *[None] * (len(names) - len(texts))]
        batch.append(spans.filled(number, cells) if merged else cells)
        numbers.append(number)
        if len(batch) >= min(_BATCH, builder.room):
            _add(names, batch, numbers, builder)
            batch, numbers = [], []
        if builder.full:
            yield builder.take()
    _add(names, batch, numbers, builder)
    yield builder.take()


@dataclass(frozen=True)
class _Merged:
    """Cells that are merged over several rows: rows from 1, the column from 0."""

    first: int
    last: int
    column: int


class _Spans:
    """Gives cells merged over several rows their value in each, where that is no figure.

    Parameters
    ----------
    names
        The columns.
    below
        The first row under them, which may be HXL tags.
    merged
        The cells.
    """

    def __init__(self, names: list[str], below: list[str | None], merged: list[_Merged]) -> None:
        told = hxl.told(names, below[: len(names)]) if merged else {}
        roles = {plain: name for plain, name in told.items() if plain in PLAIN_COLUMNS}
        found = columns.guess(names, roles)
        named = {name for plain, name in found.items() if plain != "fatalities"}
        named |= {*PlaceColumns(names, {**told, **found}).taken}
        self._at = [one for one in merged if one.column < len(names) and names[one.column] in named]
        self._values: dict[_Merged, str | None] = {}

    def filled(self, number: int, cells: list[str | None]) -> list[str | None]:
        """Return the cells of a row, those that a merged one covers filled in."""
        if not any(cells):
            return cells
        for one in self._at:
            if one.first == number:
                self._values[one] = cells[one.column]
            elif one.first < number <= one.last and one in self._values:
                cells[one.column] = cells[one.column] or self._values[one]
        return cells


def _merged(stream: BinaryIO, sheet: Any) -> list[_Merged]:
    """Find the cells of a sheet that are merged over several rows; a reader of rows skips them."""
    path = str(sheet._worksheet_path).lstrip("/")  # noqa: SLF001 - openpyxl tells it nowhere else
    found: list[_Merged] = []
    with zipfile.ZipFile(stream) as archive, archive.open(path) as xml:
        rest = b""
        while piece := xml.read(_PIECE):
            text = rest + piece
            for ref in _MERGED.finditer(text):
                column, first, last = ref[1].decode(), int(ref[2]), int(ref[3])
                if last > first and len(found) < _MOST_MERGED:
                    found.append(_Merged(first, last, _column_number(column)))
            rest = text[-_OVERLAP:] if not _MERGED.search(text[-_OVERLAP:]) else b""
    return found


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _header(
    rows: Iterator[list[str | None]], builder: chunks.ChunkBuilder
) -> tuple[list[str], int, Iterator[list[str | None]]]:
    """Find the header of a sheet.

    Returns
    -------
    list of str
        Its names.
    int
        The number of the first row under it, as the sheet counts.
    iterator
        The rows under it, empty ones too.

    Raises
    ------
    InputError
        No cell of the sheet is filled, or two columns have the same name.
    """
    ahead: list[list[str | None]] = []
    filled: list[int] = []
    for texts in rows:
        if any(texts):
            filled.append(len(ahead))
        ahead.append(texts)
        if len(filled) >= headers.LOOKED_AT:
            break
    if not filled:
        raise InputError("the file is empty", expected="a header and rows", where=builder.file)
    found = headers.find([ahead[place] for place in filled])
    if found.at:
        builder.notes.append(headers.above([ahead[place] for place in filled[: found.at]]))
    texts = found.cells
    while not texts[-1]:
        texts.pop()
    below = filled[found.at + found.height - 1] + 1
    return builder.header(texts), below + 1, chain(ahead[below:], rows)


def _add(
    names: list[str],
    batch: list[list[str | None]],
    numbers: list[int],
    builder: chunks.ChunkBuilder,
) -> None:
    if batch:
        columns = (chunks.unguard(builder.text(cells)) for cells in zip(*batch, strict=True))
        builder.add(names, columns, numbers)


def _text(cell: Any, builder: chunks.ChunkBuilder) -> str | None:
    """Write a cell as exact text: 1 not 1.0, true not True, dates as ISO 8601."""
    if cell is None or isinstance(cell, str):
        if cell is not None and cell.startswith("="):
            builder.count(_FORMULA)
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 2**53 else repr(cell)
    if isinstance(cell, dt.datetime):
        midnight = cell.time() == dt.time()
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    text = getattr(cell, "text", None)  # array formulas are objects that hold their text
    return str(cell if text is None else text)
