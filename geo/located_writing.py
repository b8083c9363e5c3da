"""Tables that grow a piece at a time, and appear whole or not at all: CSV, TSV and Parquet."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from geo.errors import OutputError, fault_line

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterator

    import pandas as pd
    import pyarrow as pa

SUFFIXES = (".csv", ".tsv", ".parquet")
_NUMBER_RE2 = r"^[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?$"


def arrow(frame: pd.DataFrame, remarks: Counter[str]) -> pa.Table:
    """Make the rows writable: text cleaned, and what was cleaned counted."""
    import pandas as pd
    import pyarrow as pa

    from geo.text import clean_column

    arrays = {}
    for name in frame:
        column = frame[name]
        if isinstance(column.dtype, pd.ArrowDtype | pd.StringDtype) and column.dtype.kind in "OU":
            column, cleaned = clean_column(column)
            remarks.update(cleaned)
        arrays[name] = pa.chunked_array([pa.array(column, from_pandas=True)])
    return pa.table(arrays)


@contextmanager
def replacing(target: Path) -> Iterator[Callable[[pa.Table], None]]:
    """Give a function that writes tables; put the file in place once all went well."""
    try:
        with in_place(target) as stream:
            writer = None

            def write(table: pa.Table) -> None:
                nonlocal writer
                if writer is None:
                    writer = _writer(stream, target.suffix.lower(), table.schema)
                writer.write_table(
                    table if target.suffix.lower() == ".parquet" else _guarded(table)
                )

            try:
                yield write
            finally:
                if writer is not None:
                    writer.close()
    except OSError as fault:
        if isinstance(fault, OutputError):
            raise
        reason = fault_line(fault.strerror or "cannot be written", where=str(target))
        raise OutputError(reason) from fault


@contextmanager
def in_place(target: Path) -> Iterator[IO[bytes]]:
    """Give a stream to a file beside the target, which takes its place once all went well.

    A device or pipe, such as /dev/null, is written to.
    """
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:
            yield stream
        return
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    whole = Path(name)
    try:
        # pyarrow leaves a file that it opened itself open, and Windows moves no open file
        with os.fdopen(handle, "wb") as stream:
            yield stream
        whole.chmod(0o666 & ~_umask())
        whole.replace(target)
    finally:
        whole.unlink(missing_ok=True)


def _writer(stream: IO[bytes], suffix: str, schema: pa.Schema) -> Any:
    if suffix == ".parquet":
        from pyarrow import parquet

        return parquet.ParquetWriter(stream, schema, compression="zstd")
    from pyarrow import csv

    options = csv.WriteOptions(delimiter="\t" if suffix == ".tsv" else ",")
    return csv.CSVWriter(stream, schema, write_options=options)


def _guarded(table: pa.Table) -> pa.Table:
    """Guard text against spreadsheets, but leave a person's numbers numbers."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from geo.exports.csvs import guarded

    safe = guarded(table)
    for number, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            is_number = pc.match_substring_regex(table[field.name], _NUMBER_RE2)
            kept = pc.if_else(is_number, table[field.name], safe[field.name])
            safe = safe.set_column(number, field, kept)
    return safe


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
