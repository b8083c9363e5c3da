"""XLSX: the cells of one sheet as exact text; nothing in it is evaluated."""

from __future__ import annotations

import datetime as dt
import warnings
import zipfile
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.etree.ElementTree import ParseError

from geo import _archives
from geo.errors import InputError
from geo.tables import chunk as chunks
from geo.tables import headers

if TYPE_CHECKING:
    from collections.abc import Iterator

_BATCH = 1_000
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
            yield from _rows(_sheet(book, sheet, builder), builder)
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
        builder.notes.append(f"sheet {chosen!r} is read, not {', '.join(map(repr, others))}")
    sheet = sheets[chosen]
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    return sheet


def _rows(sheet: Any, builder: chunks.ChunkBuilder) -> Iterator[chunks.Chunk]:
    batch: list[list[str | None]] = []
    numbers: list[int] = []
    read = ([_text(cell, builder) for cell in cells] for cells in sheet.iter_rows(values_only=True))
    names, rows = _header(read, builder)
    for number, texts in enumerate(rows, 1):
        extra = texts[len(names) :]
        if any(extra):
            builder.reject(
                number,
                f"{len(texts)} cells under a header of {len(names)}",
                f"{len(names)} cells",
                texts,
            )
            continue
        batch.append([*texts[: len(names)], *[None] * (len(names) - len(texts))])
        numbers.append(number)
        if len(batch) >= min(_BATCH, builder.room):
            _add(names, batch, numbers, builder)
            batch, numbers = [], []
        if builder.full:
            yield builder.take()
    _add(names, batch, numbers, builder)
    yield builder.take()


def _header(
    rows: Iterator[list[str | None]], builder: chunks.ChunkBuilder
) -> tuple[list[str], Iterator[list[str | None]]]:
    """Find the header of a sheet; give its names and the rows under it, empty ones too.

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
    at = headers.header_at([ahead[place] for place in filled])
    if at:
        builder.notes.append(headers.above([ahead[place] for place in filled[:at]]))
    texts = ahead[filled[at]]
    while not texts[-1]:
        texts.pop()
    return chunks.header(texts, builder.file), chain(ahead[filled[at] + 1 :], rows)


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
