"""All rows of one file, typed: what needs the whole file is decided when its last chunk is in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo import schema
from geo.errors import InputError, fault_line, printable
from geo.tables import cells, column_telling, columns, data_sets, dates, numbering
from geo.tables.date_cells import NO_DAY, PRECISIONS
from geo.tables.groups import coded
from geo.tables.values import Fault
from geo.text import CLEANED, remarks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from geo.tables.chunk import Chunk

_QUOTED = 5  # words of a remark
_WORDS = 10_000  # distinct ones that a remark may be about: more are sentences, and none is quoted
NO_SOURCE = "plain"  # stands for the source in ids where a file names none or several
_SHOWN = 200  # characters of a rejected cell; its row is kept in full
_WHERE_WORDS = "place, latitude and longitude, admin1, admin2 or country"


class FileRows:
    """Gathers the typed rows of a file and the rows that are rejected.

    Parameters
    ----------
    file
        Its name.
    given
        Plain column -> column of the file, as the user says.
    codes
        What `geo.tables.cells.allowed_codes` gives.
    bounds
        Where coordinates may lie: west, south, east, north, degrees.
    plain
        Puts a chunk into the plain form.

    Attributes
    ----------
    table
        After `finish`: all rows that fit the header, in the columns of `geo.tables.cells`, with
        `first`, `last`, `last_said`, `precision` and `good`.
    source
        What its ids are of: a data set, the one source that the rows name, or `NO_SOURCE`.
    has_numbers
        Whether its ids are numbers of rows, which another file may have too.
    rejected
        Tables of `geo.schema.REJECTED`.
    """

    def __init__(
        self,
        file: str,
        given: Mapping[str, str] | None,
        codes: Mapping[str, Sequence[str]],
        bounds: cells.Bounds,
        plain: Callable[[Chunk], Chunk] = lambda chunk: chunk,
    ) -> None:
        self.file = file
        self._plain = plain
        self.table: Any = None
        self.rejected: list[pd.DataFrame] = []
        self._ragged = 0
        self.source = NO_SOURCE
        self.has_numbers = False
        self._given, self._codes, self._bounds = given, codes, bounds
        self._columns: dict[str, str] | None = None
        self._data_set, self._origin = "", dict[str, str]()
        self._tables: list[Any] = []
        self._good: list[np.ndarray[Any, Any]] = []
        self._counts: Counter[str] = Counter()
        self._words: dict[str, Counter[str] | None] = {}
        self._notes: list[str] = []

    def add(self, chunk: Chunk) -> None:
        """Type the rows of the next chunk."""
        own = chunk
        chunk = self._plain(chunk)
        self._notes += chunk.notes
        self._counts.update(chunk.counts)
        if self._columns is None and len(chunk.frame.columns):
            self._data_set, self._origin = chunk.data_set, dict(chunk.origin)
            self._columns = self._found(list(chunk.frame.columns), chunk.roles, own)
        if len(chunk.rejected):
            self.rejected.append(chunk.rejected)
        self._ragged += len(own.rejected)
        if self._columns is None or not len(chunk.frame):
            return
        typed = cells.typed(chunk, self._columns, self._codes, self._bounds)
        self._counts.update(typed.cleaned)
        for remark, words in typed.words.items():
            known = self._words.setdefault(remark, Counter())
            if known is not None:
                known.update(words)
                self._words[remark] = known if len(known) <= _WORDS else None
        self._reject(typed.table, typed.marks, lambda at, name: self._shown(chunk.frame, at, name))
        self._tables.append(typed.table)
        self._good.append(typed.marks.good)

    def finish(self, day_first: bool | None, year: int | None = None) -> None:
        """Read the dates and name the source, over all rows.

        Raises
        ------
        InputError
            No column can be used, or the order of day and month is ambiguous.
        """
        if not self._tables:
            return
        table = pa.concat_tables(self._tables).unify_dictionaries()
        self._tables = []
        marks = cells.Marks(len(table))
        days = self._days(table, marks, day_first, year)
        good = np.concatenate(self._good)
        self._tell_also(table, marks, np.flatnonzero(~good & ~marks.good))
        marks.keep(good)
        self._reject(table, marks, lambda at, name: self._cell(table, at, name))
        for name, values in days.items():
            table = table.append_column(name, pa.array(values))
        self.source = self._source(table)
        if self.has_numbers:
            table = self._numbered(table)
        self.table = table.append_column("good", pa.array(marks.good & good))
        self._count_unclaimed(self.table)

    def _count_unclaimed(self, table: Any) -> None:
        """Count rows whose words of a claimant make no claim, since nothing says what of."""
        told = pc.or_(pc.is_valid(table["claimant"]), pc.is_valid(table["quote"]))
        counted = pc.is_valid(table["metric"])
        for name in ("count_min", "count_max", "fatalities"):
            counted = pc.or_(counted, pc.is_valid(table[name]))
        number = pc.sum(pc.and_(pc.and_(told, pc.invert(counted)), table["good"])).as_py()
        if number:
            self._counts["a claimant or quote without a metric: no claim made"] += number

    def _numbered(self, table: Any) -> Any:
        """Take numbers of rows as ids of incidents, unless rows of one number are of several."""
        found = numbering.apart(table, table["first"].to_numpy())
        if found is None:
            return table
        number, one, other = found
        self._notes.append(
            f"{self.column('id')!r} numbers no incidents ({printable(number)} stands in rows {one}"
            f" and {other}, of another day or place): each row is one; a column called id holds"
            " where they are to be one"
        )
        self.has_numbers = False
        self._columns = {k: v for k, v in (self._columns or {}).items() if k != "id"}
        at = table.schema.get_field_index("id")
        nothing = pa.nulls(len(table), pa.string()).dictionary_encode()
        return table.set_column(at, "id", nothing)

    @property
    def unread(self) -> int:
        """Rows that do not fit the header and are an incident each, since the file has no ids."""
        return 0 if self.has_ids else self._ragged

    @property
    def has_ids(self) -> bool:
        """Whether rows of one id are one incident."""
        return "id" in (self._columns or {})

    @property
    def notes(self) -> list[str]:
        """Remarks of one line."""
        counted = [
            f"{remark}: {number}{self._quoted(remark)}"
            for remark, number in sorted(self._other().items())
        ]
        return [f"{self.file}: {note}" for note in [*self._notes, *counted, *remarks(self._text())]]

    def _quoted(self, remark: str) -> str:
        """Quote the words that a remark is about, the most frequent first."""
        words = self._words.get(remark)
        if not words:
            return ""
        order = sorted(words, key=lambda word: (-words[word], word))
        more = ", ..." if len(order) > _QUOTED else ""
        return f" ({', '.join(printable(word, 40) for word in order[:_QUOTED])}{more})"

    def column(self, plain: str) -> str:
        """Give the file's name of a plain column."""
        known = self._columns or {}
        plain = self._read_from(plain)
        return self._origin.get(plain, known.get(plain, plain))

    def _read_from(self, plain: str) -> str:
        """Give the plain column that was there, for a fault of dates."""
        known = self._columns or {}
        if plain not in known and plain in ("date_start", "date_end", "date_precision"):
            return "date" if "date" in known else "date_start"
        return plain

    def _text(self) -> dict[str, int]:
        return {kind: number for kind, number in self._counts.items() if kind in CLEANED}

    def _other(self) -> dict[str, int]:
        return {kind: number for kind, number in self._counts.items() if kind not in CLEANED}

    def _found(self, names: list[str], roles: Mapping[str, str], own: Chunk) -> dict[str, str]:
        """Choose the columns; refuse a file none of whose columns says where or when."""
        if self._data_set:
            self._notes.append(f"read as {self._data_set}")
            return {name: name for name in names}
        found = columns.guess(names, {**roles, **(self._given or {})}, where=self.file)
        known = data_sets.of(names)
        if known is not None and not self._given:
            raise InputError(f"columns of {known.name}", expected=known.refused, where=self.file)
        point = "latitude" in found and "longitude" in found
        where = point or any(name in found for name in ("place", "admin1", "admin2", "country"))
        dated = "date" in found or "date_start" in found
        days = [] if dated else column_telling.with_days(own.frame)
        called = f", as {' or '.join(map(printable, days))} may be called" if days else ""
        for usable, what, expected in (
            (where, "no usable column of places", _WHERE_WORDS),
            (dated, "no usable column of dates", f"date{called}"),
        ):
            if not usable:
                raise InputError(
                    what,
                    value=", ".join(map(str, own.frame.columns)),
                    expected="; ".join([f"a column {expected}", *own.notes]),
                    where=self.file,
                )
        if "id" in found and "id" not in {*roles, *(self._given or {})}:
            self.has_numbers = columns.is_numbering(found["id"])
        self._notes.append(column_telling.as_read(names, found))
        return found

    def _days(
        self, table: Any, marks: cells.Marks, day_first: bool | None, year: int | None
    ) -> dict[str, np.ndarray[Any, Any]]:
        """Read the dates of all rows; a row has one span of days, or none."""
        spans, remark = dates.read(
            [table[name] for name in cells.DATES],
            day_first=day_first,
            where=self.file,
            year=year,
        )
        if remark:
            self._notes.append(remark)
        for name, span in zip(cells.DATES, spans, strict=True):
            marks.add(name, span.faults)
        date, start, end = spans
        both = date.given & start.given
        differ = both & ((date.first != start.first) | (date.precision != start.precision))
        marks.where(
            "date_start",
            differ,
            Fault("date and date_start differ", "one of them, or the same day"),
        )
        first = np.where(start.given, start.first, date.first)
        last = np.where(start.given, start.last, date.last)
        precision = np.where(start.given, start.precision, date.precision).astype(np.int64)
        given = precision >= 0
        marks.where(
            "date_end", end.given & ~given, Fault("date_end without a start", "date or date_start")
        )
        marks.where(
            "date_end",
            end.given & given & (end.last < first),
            Fault("date_end is before the start", "a day on or after it"),
        )
        last = np.where(end.given, end.last, last)
        precision = np.where(end.given & given, np.maximum(precision, end.precision), precision)
        codes, dictionary = coded(table["date_precision"])
        ranks = np.array([*map(PRECISIONS.index, dictionary.to_pylist()), -1], np.int64)
        stated = ranks[codes]
        marks.where(
            "date_precision",
            (stated >= 0) & given & (stated < precision),
            Fault("date_precision is finer than the date", "the precision the date has"),
        )
        coarser = (stated > precision) & given
        precision = np.where(coarser, stated, precision)
        widen = coarser & ~end.given
        first[widen], last[widen] = dates.period(first[widen], last[widen], precision[widen])
        return {
            "first": np.where(given, first, NO_DAY),
            "last": np.where(given, last, NO_DAY),
            "last_said": np.where(end.given & given, last, NO_DAY),
            "precision": precision,
        }

    def _source(self, table: Any) -> str:
        if self._data_set:
            return self._data_set
        codes, dictionary = coded(table["source"])
        used = np.unique(codes[codes >= 0])
        return str(dictionary[int(used[0])].as_py()) if len(used) == 1 else NO_SOURCE

    def _reject(
        self, table: Any, marks: cells.Marks, shown: Callable[[int, str], str | None]
    ) -> None:
        at = np.flatnonzero(~marks.good)
        if not len(at):
            return
        _, once = np.unique(table["row"].to_numpy()[at], return_index=True)
        at = at[np.sort(once)]  # a row of a data set may have become several
        rows = table.select(["row", "raw"]).take(pa.array(at))
        frame = pd.DataFrame(
            {
                "file": self.file,
                "row": rows["row"].to_numpy(),
                "column": [self.column(name) for name in marks.columns[at]],
                "value": [shown(int(row), marks.columns[row]) for row in at],
                "reason": [fault.reason for fault in marks.faults[at]],
                "expected": [fault.expected for fault in marks.faults[at]],
                "also": [self._told(marks.also.get(int(row), ()), int(row), shown) for row in at],
                "raw": rows["raw"].to_pylist(),
            }
        )
        self.rejected.append(schema.conform(frame, schema.REJECTED))

    def _told(
        self,
        faults: Iterable[tuple[str, Fault]],
        at: int,
        shown: Callable[[int, str], str | None],
    ) -> str | None:
        """Put faults of a row into a line."""
        lines = [
            fault_line(
                fault.reason,
                value=shown(at, name),
                expected=fault.expected,
                where=self.column(name),
            )
            for name, fault in faults
        ]
        return " | ".join(lines) or None

    def _tell_also(self, table: Any, marks: cells.Marks, at: NDArray[np.int64]) -> None:
        """Add the faults of dates to rows that are refused already."""
        if not len(at):
            return
        numbers = table["row"].take(pa.array(at)).to_pylist()

        def shown(row: int, name: str) -> str | None:
            return self._cell(table, row, name)

        told = {
            number: self._told(marks.of(row), row, shown)
            for number, row in zip(numbers, at.tolist(), strict=True)
        }
        self.rejected = [_with_also(frame, told) for frame in self.rejected]

    def _shown(self, frame: pd.DataFrame, at: int, plain: str) -> str | None:
        name = (self._columns or {}).get(self._read_from(plain), plain)
        cell = frame[name].iloc[at] if name in frame else None
        return None if cell is None or pd.isna(cell) else str(cell)[:_SHOWN]

    def _cell(self, table: Any, at: int, plain: str) -> str | None:
        cell = table[plain][at].as_py()
        return None if cell is None else str(cell)[:_SHOWN]


def _with_also(rejected: pd.DataFrame, told: Mapping[int, str | None]) -> pd.DataFrame:
    """Add to refused rows what else is told of them, by their number."""
    also = [
        " | ".join(part for part in (said, told.get(row)) if isinstance(part, str)) or None
        for said, row in zip(rejected["also"], rejected["row"], strict=True)
    ]
    frame = rejected.assign(also=pd.Series(also, rejected.index, dtype=object))
    return schema.conform(frame, schema.REJECTED)
