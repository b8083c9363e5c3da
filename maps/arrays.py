"""Columns of pandas as Arrow arrays, without a copy where none is needed: rows are millions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


def array_of(column: Any) -> pa.Array:
    """Return a column of pandas as an Arrow array of one piece: a row of it is found at once."""
    import pyarrow as pa

    return one_piece(pa.array(column, from_pandas=True))


def text_of(column: Any) -> pa.Array:
    """Return a column as texts, null where there is none."""
    import pyarrow as pa

    return cast(array_of(column), pa.string())


def one_piece(values: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Put the pieces of an Arrow array together."""
    import pyarrow as pa

    return values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values


def cast(values: pa.Array, to: pa.DataType) -> pa.Array:
    """Return values of a type; a cast would copy those that are of it already."""
    return values if values.type == to else values.cast(to)


def filled(values: pa.Array, null: Any) -> pa.Array:
    """Return values without nulls; a copy is made only where there are some."""
    return values.fill_null(null) if values.null_count else values
