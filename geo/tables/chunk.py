"""A piece of a table as every reader gives it: columns of text, and the rows no reader can hold."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo import schema
from geo.errors import InputError
from geo.text import FORMULA_RE2, SURROGATE, clean, replace_surrogates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_TEXT = pa.string()
_MISREAD_MARK = "\u00ef\u00bb\u00bf"  # UTF-8's mark, where a program took the bytes for letters
_FULL_BYTES = 256 * 2**20  # a chunk ends early rather than hold more text than this
# What our own spreadsheets put before a cell that a spreadsheet program would run as a formula, or
# make a value of. A workbook has line feeds for carriage returns.
_GUARDED = (
    rf"(?i)^'({FORMULA_RE2}"
    r"|[\d.,:/ -]*\d[\d.,:/ -]*(?:e[+-]?\d+)?$|(?:true|false)$)"
)
# What others write that no spreadsheet makes a value of: a formula that is one text, ="00123".
_FORMULA_OF_TEXT = r'(?s)^="([^"]*)"$'


@dataclass(frozen=True)
class Chunk:
    """Some consecutive rows of one file.

    Attributes
    ----------
    frame
        Text columns (Arrow-backed, null where the cell is empty) under the names of the file;
        the index is the row number: of a CSV file or sheet as a spreadsheet program counts, so the
        header is row 1 where nothing stands above it; of other files 1 for the first.
    file
        Name of the file, without its folder.
    rejected
        Rows that do not fit the header, in the columns of `geo.schema.REJECTED`.
    notes
        Remarks on the whole file, one line each.
    counts
        Remarks with the number of rows or cells they hold for.
    raw
        The rows as they came, JSON, where the frame is what `geo.tables.data_sets` made of them.
    data_set
        The published data set that they are of; empty for other tables.
    origin
        Plain column -> column of the file that it was made of.
    roles
        Plain column -> column of the frame, where its name does not say it.
    """

    frame: pd.DataFrame
    file: str
    rejected: pd.DataFrame = field(default_factory=lambda: schema.empty(schema.REJECTED))
    notes: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    raw: Any = None
    data_set: str = ""
    origin: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)


class ChunkBuilder:
    """Gathers the columns of small batches until they are worth a chunk.

    Parameters
    ----------
    file
        Name of the file, without its folder.
    rows
        Rows a chunk holds at most.
    """

    def __init__(self, file: str, rows: int) -> None:
        self.file, self.rows = file, rows
        self.notes: list[str] = []
        self.counts: dict[str, int] = {}
        self.seen = 0  # rows given out or rejected so far
        self._names: list[str] = []
        self._columns: dict[str, list[Any]] = {}
        self._numbers: list[np.ndarray[Any, Any]] = []
        self._rejected: list[dict[str, Any]] = []
        self._length = self._bytes = 0

    def count(self, remark: str, number: int = 1) -> None:
        """Count rows or cells a remark holds for."""
        if number:
            self.counts[remark] = self.counts.get(remark, 0) + number

    def header(self, cells: Sequence[str | None]) -> list[str]:
        """Make the column names of a header row, as `header` does, and say what is wrong."""
        if (cells[0] or "").startswith(_MISREAD_MARK):
            self.notes.append(
                "a program took its UTF-8 for another encoding before it was saved: letters that"
                " are not English may be wrong in it"
            )
        return header(cells, self.file)

    def reject(self, row: int, reason: str, expected: str, raw: object) -> None:
        """Keep a row that does not fit the table."""
        shown = replace_surrogates(json.dumps(raw, ensure_ascii=False, default=str))
        self._rejected.append(
            {"file": self.file, "row": row, "reason": reason, "expected": expected, "raw": shown}
        )

    def add(self, names: Sequence[str], columns: Iterable[Any], numbers: Iterable[int]) -> None:
        """Add a batch: for each name an array or a list of text, and the row numbers.

        Rows without any value are dropped and counted.
        """
        arrays = {}
        for name, column in zip(names, columns, strict=True):
            arrays[name] = empty_as_null(self.text(column))
        kept = np.asarray(list(numbers), dtype=np.int64)
        if arrays:
            filled = np.zeros(len(kept), dtype=bool)
            for array in arrays.values():
                filled |= ~np.asarray(array.is_null())
            if not filled.all():
                self.count("empty rows skipped", int((~filled).sum()))
                mask = pa.array(filled)
                arrays = {name: array.filter(mask) for name, array in arrays.items()}
                kept = kept[filled]
        for name in self._names:
            if name not in arrays:
                self._columns[name].append(pa.nulls(len(kept), _TEXT))
        for name, array in arrays.items():
            if name not in self._columns:
                self._names.append(name)
                self._columns[name] = [pa.nulls(self._length, _TEXT)]
            self._columns[name].append(array)
            self._bytes += array.nbytes
        self._numbers.append(kept)
        self._length += len(kept)

    @property
    def full(self) -> bool:
        """Whether it is time to `take` a chunk."""
        held = self._length + len(self._rejected)
        return held >= self.rows or self._bytes > _FULL_BYTES

    @property
    def room(self) -> int:
        """Rows that still fit."""
        return max(1, self.rows - self._length - len(self._rejected))

    def take(self) -> Chunk:
        """Give what was gathered as a chunk, and start the next."""
        numbers = np.concatenate([*self._numbers, np.empty(0, np.int64)])
        index = pd.Index(numbers, dtype="int64", name="row")
        data = {
            name: pd.Series(
                pd.arrays.ArrowExtensionArray(chunked(self._columns[name])), index=index
            )
            for name in self._names
        }
        rejected = schema.conform(
            pd.DataFrame(self._rejected, columns=schema.REJECTED.names), schema.REJECTED
        )
        chunk = Chunk(
            frame=pd.DataFrame(data, index=index),
            file=self.file,
            rejected=rejected,
            notes=tuple(self.notes),
            counts=dict(self.counts),
        )
        self.seen += len(numbers) + len(rejected)
        self._columns = {name: [] for name in self._names}
        self._numbers, self._rejected, self.notes, self.counts = [], [], [], {}
        self._length = self._bytes = 0
        return chunk

    def text(self, column: Any) -> Any:
        """Make an Arrow array of text; lone surrogates are replaced and counted."""
        if isinstance(column, (pa.Array, pa.ChunkedArray)):
            return column
        try:
            return pa.array(column, _TEXT)
        except UnicodeEncodeError:
            safe = [None if cell is None else replace_surrogates(cell) for cell in column]
            self.count(SURROGATE, sum(a != b for a, b in zip(safe, column, strict=True)))
            return pa.array(safe, _TEXT)


def chunked(arrays: Sequence[Any]) -> Any:
    """Join arrays of text, each chunked or not, into one chunked array without copying."""
    flat: list[Any] = []
    for array in arrays:
        flat.extend(array.chunks if isinstance(array, pa.ChunkedArray) else [array])
    return pa.chunked_array(flat, type=_TEXT)


def empty_as_null(array: Any) -> Any:
    """Put null for cells without a character."""
    return pc.if_else(pc.equal(array, ""), pa.scalar(None, _TEXT), array)


def unguard(array: Any) -> Any:
    """Undo what keeps a cell from being run, or made a value of, by a spreadsheet.

    That is the `'` of our own files, or a formula that is nothing but a text: ``="00123"``.
    """
    if isinstance(array, list | tuple):
        array = pa.array(array, _TEXT)
    for guard in (_FORMULA_OF_TEXT, _GUARDED):
        if pc.any(pc.match_substring_regex(array, guard)).as_py():
            array = pc.replace_substring_regex(array, guard, r"\1")
    return array


def header(cells: Sequence[str | None], where: str) -> list[str]:
    """Make the column names of a header row.

    Parameters
    ----------
    cells
        The cells as read; one without a name is called ``column_<number>``.
    where
        The file, for the fault.

    Raises
    ------
    InputError
        Two columns have the same name, letter case and outer space aside.
    """
    names = []
    for number, cell in enumerate(cells, start=1):
        name = clean(cell or "").removeprefix(_MISREAD_MARK).strip()
        if name[:1] == "'" and name[1:2] in set("=+-@"):
            name = name[1:]
        names.append(name or f"column_{number}")
    once: set[str] = set()
    for name in names:
        if name.casefold() in once:
            raise InputError(
                "two columns have the same name",
                value=name,
                expected="each column name once",
                where=where,
            )
        once.add(name.casefold())
    return names
