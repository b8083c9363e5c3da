"""The plain long form, one row a claim -> incidents, their places, claims and reports.

Chunks are typed one by one; what concerns several rows (the order of day and month, repeated ids,
twin rows) is decided once, over all of them, so that neither the size of chunks nor the order of
rows changes anything.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo import ids, schema
from geo.tables import assemble, cells
from geo.tables.chunk import Chunk
from geo.tables.date_cells import NO_DAY, PRECISIONS
from geo.tables.file_rows import FileRows
from geo.tables.formats import read_chunks
from geo.tables.groups import Groups, Rows, coded
from geo.tables.sheets import Sheet
from geo.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from geo.region import RegionPack
    from geo.tables.groups import Numbers

    Progress = Callable[[str, int, int], None]

_CONTRADICTS = "contradicts another row of the same id"
NO_DATE = "no date"
# What rows of one id must agree on, in the order in which a contradiction is reported, and the
# columns of numbers or text it is compared by.
_SAME = (
    ("date_start", "first"),
    ("date_end", "last_said"),
    ("date_precision", "precision"),
    *((name, name) for name in ("event_type", "sub_event_type", "actor1", "actor1_side")),
    *((name, name) for name in ("actor2", "actor2_side", "role", "domestic")),
)


@dataclass(frozen=True)
class Parsed:
    """What tables say, before any place is looked up.

    Attributes
    ----------
    incidents, mentions, claims, reports
        Tables of `geo.schema`; of incidents the toll, status, version and counts are null.
    rejected
        Rows that could not be used, columns of `geo.schema.REJECTED`.
    rows_read, rows_used
        Rows of the files; each is used or rejected.
    incidents_rejected
        Incidents of which no row could be used.
    notes
        Remarks of one line: columns, encoding, delimiter, order of dates, what was cleaned.
    """

    incidents: pd.DataFrame
    mentions: pd.DataFrame
    claims: pd.DataFrame
    reports: pd.DataFrame
    rejected: pd.DataFrame
    rows_read: int
    rows_used: int
    incidents_rejected: int
    notes: tuple[str, ...] = ()


def parse(
    inputs: Iterable[str | Path | Chunk],
    pack: RegionPack | Any,
    *,
    columns: Mapping[str, str] | None = None,
    day_first: bool | None = None,
    year: int | None = None,
    encoding: str | None = None,
    layer: str | None = None,
    bounds: cells.Bounds | None = None,
    rows: int = 100_000,
    progress: Progress | None = None,
) -> Parsed:
    """Parse tables in the plain long form.

    Parameters
    ----------
    inputs
        Files of `geo.tables.formats`, or chunks of them.
    pack
        Region pack: gives the sides, the victim groups and the bounds.
    columns
        Plain column -> column of the files, where its name does not say it.
    day_first
        Whether ``3/4`` is 3 April; none decides it for each file over all its rows.
    year
        Of days that the files write without one; none refuses their rows.
    encoding
        Text encoding of the files, where it cannot be recognised.
    layer
        Sheet or layer to read, of files that have several.
    bounds
        West, south, east, north of where coordinates may lie, degrees; none means the pack's
        bounds and two degrees around.
    rows
        Rows held as text at a time.
    progress
        Called with the name of the step, the rows done, and 0 for the total, which is not known.

    Raises
    ------
    InputError
        A file as a whole cannot be used.
    """
    bounds = bounds or cells.bounds_of(pack)
    codes = cells.allowed_codes(pack)

    files = []
    done = 0
    given = list(inputs)
    own = _own_names(given)
    numbered = _chunks(given, rows, encoding, layer)
    for (number, name), chunks in groupby(numbered, lambda pair: (pair[0], pair[1].file)):
        file = FileRows(own.get(number, name), columns, codes, bounds, Sheet(pack, columns).plain)
        for _, chunk in chunks:
            file.add(chunk)
            done += len(chunk.frame) + len(chunk.rejected)
            if progress:
                progress("reading tables", done, 0)
        file.finish(day_first, year)
        files.append(file)
    return _merged(files, pack)


def _own_names(inputs: list[str | Path | Chunk]) -> dict[int, str]:
    """Tell files of one name apart by the folders they are in, as few as will do."""
    paths = {at: Path(one) for at, one in enumerate(inputs, 1) if not isinstance(one, Chunk)}
    alike: dict[str, list[int]] = {}
    for number, path in paths.items():
        alike.setdefault(path.name, []).append(number)
    own: dict[int, str] = {}
    for numbers in alike.values():
        for depth in range(2, max(len(paths[number].parts) for number in numbers) + 1):
            ends = {number: "/".join(paths[number].parts[-depth:]) for number in numbers}
            if len(numbers) > 1 and len(set(ends.values())) == len(numbers):
                own |= {number: " ".join(clean(end).split()) for number, end in ends.items()}
                break
    return own


def _chunks(
    inputs: Iterable[str | Path | Chunk], rows: int, encoding: str | None, layer: str | None
) -> Iterator[tuple[int, Chunk]]:
    """Give all chunks, with the place of the file among the inputs; 0 for chunks handed in."""
    for number, item in enumerate(inputs, start=1):
        if isinstance(item, Chunk):
            yield 0, item
        else:
            for chunk in read_chunks(item, rows=rows, encoding=encoding, layer=layer):
                yield number, chunk


def _merged(files: list[FileRows], pack: Any) -> Parsed:
    """Bring the files together: ids, contradictions, tables and the account."""
    rejected = [frame for file in files for frame in file.rejected]
    parts = []
    sources = _key_sources(files)
    for number, file in enumerate(files):
        if file.table is not None:
            origin = pa.array(np.full(len(file.table), number, np.int32))
            source = pa.array(np.zeros(len(file.table), np.int32)), pa.array([sources[number]])
            table = file.table.append_column("file", origin)
            parts.append(table.append_column("key_source", pa.DictionaryArray.from_arrays(*source)))
            file.table = None
    table = pa.concat_tables(parts).unify_dictionaries() if parts else _nothing(pack)
    keys, incident_ids, hashed = _identified(table)
    named = len(incident_ids) + sum(file.unread for file in files)
    good = table["good"].to_numpy()
    rows = _kept(table, keys, incident_ids, hashed, good)
    bad, listed = _contradictions(rows, files)
    rejected += listed
    rows = _kept(rows.table, rows.keys, rows.incident_ids, rows.hashed, ~bad)
    made = assemble.tables(rows, pack)
    all_rejected = pd.concat([schema.empty(schema.REJECTED), *rejected], ignore_index=True)
    order = {file.file: number for number, file in enumerate(files)}
    all_rejected = all_rejected.sort_values(
        ["file", "row"], key=lambda c: c.map(order) if c.name == "file" else c, kind="stable"
    ).reset_index(drop=True)
    used = _rows_of_files(rows.table)
    return Parsed(
        made.incidents,
        made.mentions,
        made.claims,
        made.reports,
        rejected=schema.conform(all_rejected, schema.REJECTED),
        rows_read=used + len(all_rejected),
        rows_used=used,
        incidents_rejected=named - len(made.incidents),
        notes=tuple(note for file in files for note in file.notes),
    )


def _key_sources(files: list[FileRows]) -> list[str]:
    """Give what the ids of each file are of; numbers of rows that two files have are their own."""
    alike = Counter(file.source for file in files if file.has_ids)
    return [
        file.file if file.has_numbers and alike[file.source] > 1 else file.source for file in files
    ]


def _rows_of_files(table: Any) -> int:
    """Count rows as the files have them: one of a data set may have become several."""
    return len(np.unique(_places(table)))


def _first_of_rows(table: Any, at: Numbers) -> Numbers:
    """Keep of several rows that were one of a file the first."""
    _, once = np.unique(_places(table)[at], return_index=True)
    return at[np.sort(once)]


def _places(table: Any) -> Numbers:
    """Give each row of a table the number of the row of a file that it was."""
    file, row = (table[name].to_numpy().astype(np.int64) for name in ("file", "row"))
    places: Numbers = file * (int(row.max(initial=0)) + 1) + row
    return places


def _nothing(pack: Any) -> Any:
    """Make the table of files without any row that fits its header."""
    codes = cells.allowed_codes(pack)
    none = Chunk(pd.DataFrame(index=pd.Index([], dtype="int64")), "")
    table = cells.typed(none, {}, codes, (0, 0, 0, 0)).table
    whole = pa.array([], pa.int64())
    for name in ("first", "last", "last_said", "precision"):
        table = table.append_column(name, whole)
    table = table.append_column("good", pa.array([], pa.bool_()))
    table = table.append_column("file", pa.array([], pa.int32()))
    return table.append_column("key_source", pa.array([], pa.string()).dictionary_encode())


def _identified(table: Any) -> tuple[Numbers, Any, Numbers]:
    """Name the incident of each row.

    Returns
    -------
    numpy.ndarray
        For each row the place of its incident in the ids.
    pyarrow.Array
        The incident ids, sorted.
    numpy.ndarray
        Whether the row's incident id was made from its id.
    """
    source, sources = coded(table["key_source"])
    given, given_ids = coded(table["id"])
    kept = np.append(ids.are_incident_ids(given_ids), False)[given]
    with_id = given >= 0
    pair = source * (len(given_ids) + 1) + given
    distinct, inverse = np.unique(pair[with_id], return_inverse=True)
    at_source = pa.array(distinct // (len(given_ids) + 1))
    texts = given_ids.take(pa.array(distinct % (len(given_ids) + 1)))
    made = ids.column("inc", [_series(sources.take(at_source)), _series(texts)])
    own = pa.array(ids.are_incident_ids(texts))
    named = pc.if_else(own, texts, pa.array(made, pa.string()))
    result = np.full(len(table), None, dtype=object)
    result[with_id] = named.to_numpy(zero_copy_only=False)[inverse]
    without = table.select(["raw", "file", "row"]).filter(pa.array(~with_id))
    result[~with_id] = _row_ids(without)
    keys, incident_ids = coded(pa.array(result, pa.string()))
    return keys, incident_ids, with_id & ~kept


def _row_ids(table: Any) -> Numbers:
    """Name rows without an id by their content, and by which of their twins they are.

    A row of a file that became several rows of claims is one incident.
    """
    _, first, of_row = np.unique(_places(table), return_index=True, return_inverse=True)
    order = np.sort(first)  # as they stand in the files
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(len(first))
    raw = table["raw"].take(pa.array(order))
    codes = raw.combine_chunks().dictionary_encode()
    if isinstance(codes, pa.ChunkedArray):
        return np.empty(0, dtype=object)
    groups = Groups(codes.indices.to_numpy(), len(codes.dictionary))
    occurrence = np.empty(len(codes), np.int64)
    occurrence[groups.order] = np.arange(len(codes)) - np.repeat(groups.starts, groups.sizes)
    made = ids.column("inc", [_series(codes.dictionary_decode()), pd.Series(occurrence)])
    texts: Numbers = pa.array(made).to_numpy(zero_copy_only=False)
    return texts[rank[of_row]]


def _kept(table: Any, keys: Numbers, incident_ids: Any, hashed: Numbers, keep: Numbers) -> Rows:
    """Keep some rows, and the incidents that still have one."""
    if not keep.all():
        table, keys, hashed = table.filter(pa.array(keep)), keys[keep], hashed[keep]
    used, renumbered = np.unique(keys, return_inverse=True)
    return Rows(table, renumbered, incident_ids.take(pa.array(used)), hashed)


def _contradictions(rows: Rows, files: list[FileRows]) -> tuple[Numbers, list[pd.DataFrame]]:
    """Find the rows of incidents whose rows contradict each other or give no date."""
    groups = Groups(rows.keys, len(rows.incident_ids))
    reported = np.zeros(groups.count, dtype=bool)
    listed: list[tuple[Any, str, str | None, str, str]] = []
    for name, column in _SAME:
        numbers, missing, texts = _comparable(rows.table, column)
        low, high = groups.low_high(numbers, missing)
        new = (low != high) & ~reported
        reported |= new
        for row in _first_of_rows(rows.table, np.flatnonzero(new[rows.keys])):
            group = rows.keys[row]
            value = f"{texts(low[group])} | {texts(high[group])}"
            listed.append((row, name, value, _CONTRADICTS, "one value, or another id"))
    first, _ = groups.low_high(*_comparable(rows.table, "first")[:2])
    undated = (first == NO_DAY) & ~reported
    cells = pc.coalesce(*(rows.table[name].cast(pa.string()) for name in ("date_start", "date")))
    listed += [
        (row, "date_start", cells[row].as_py(), NO_DATE, "a date, if only 2026-02 or 2026")
        for row in _first_of_rows(rows.table, np.flatnonzero(undated[rows.keys]))
    ]
    bad = (reported | undated)[rows.keys]
    if not listed:
        return bad, []
    at = np.array([row for row, *_ in listed])
    cited = rows.table.select(["file", "row", "raw"]).take(pa.array(at))
    of_file = [files[number] for number in cited["file"].to_pylist()]
    frame = pd.DataFrame(
        {
            "file": [file.file for file in of_file],
            "row": cited["row"].to_numpy(),
            "column": [
                file.column(name) for file, (_, name, *_) in zip(of_file, listed, strict=True)
            ],
            "value": [value for _, _, value, _, _ in listed],
            "reason": [reason for _, _, _, reason, _ in listed],
            "expected": [expected for *_, expected in listed],
            "raw": cited["raw"].to_pylist(),
        }
    )
    return bad, [schema.conform(frame, schema.REJECTED)]


def _comparable(table: Any, column: str) -> tuple[Numbers, int, Callable[[Any], str]]:
    """Give a column as numbers, the number that means nothing said, and how to show one."""
    if column in ("first", "last_said"):
        return table[column].to_numpy(), NO_DAY, lambda day: str(np.datetime64(int(day), "D"))
    if column == "precision":
        return table[column].to_numpy(), -1, lambda at: PRECISIONS[int(at)]
    if column == "domestic":
        numbers = pc.fill_null(table[column].cast(pa.int8()), -1).to_numpy().astype(np.int64)
        return numbers, -1, lambda flag: "true" if flag else "false"
    numbers, dictionary = coded(table[column])
    return numbers, -1, lambda at: str(dictionary[int(at)].as_py())


def _series(array: Any) -> pd.Series:
    return pd.Series(pd.arrays.ArrowExtensionArray(array))
