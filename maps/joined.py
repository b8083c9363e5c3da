"""Tables side by side, in an order of rows; a column is taken when it is asked for.

Copies of all columns of a million incidents would need as much memory as the dataset has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

from maps.arrays import array_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import pandas as pd
    import pyarrow as pa
    from numpy.typing import NDArray

    Whole = NDArray[np.integer[Any]]


class Joined:
    """Columns of tables side by side.

    Parameters
    ----------
    parts
        Tables, each with its columns that are to be had and, for each row, the number of the row of
        it that stands there, -1 for a row of nulls. A column of several is that of the last.
    """

    def __init__(self, *parts: tuple[pd.DataFrame, Sequence[str], Whole]) -> None:
        self._parts = parts
        self._part_of = {name: at for at, part in enumerate(parts) for name in part[1]}
        self._columns: dict[str, pa.Array] = {}

    def __len__(self) -> int:
        return len(self._parts[0][2])

    @overload
    def __getitem__(self, names: str) -> pd.Series: ...
    @overload
    def __getitem__(self, names: list[str]) -> pd.DataFrame: ...
    def __getitem__(self, names: str | list[str]) -> pd.Series | pd.DataFrame:
        import pandas as pd

        if isinstance(names, list):
            return pd.DataFrame({name: self[name] for name in names})
        taken = self.array(names)
        return pd.Series(pd.array(taken, dtype=pd.ArrowDtype(taken.type)), name=names)

    def array(self, name: str, rows: slice = slice(None)) -> pa.Array:
        """Take some rows of a column."""
        import pyarrow as pa

        table, _, along = self._parts[self._part_of[name]]
        if name not in self._columns:
            self._columns[name] = array_of(table[name])
        at = along[rows]
        return self._columns[name].take(pa.array(at, mask=at < 0))

    def distinct(self, name: str) -> pa.Array:
        """Return what stands in a column, each once and no null: of long texts no copies."""
        import pyarrow as pa

        table, _, along = self._parts[self._part_of[name]]
        coded = array_of(table[name]).dictionary_encode()
        used = coded.indices.take(pa.array(along[along >= 0])).drop_null().unique()
        return coded.dictionary.take(used)

    def rows(self, at: slice | Whole) -> Joined:
        """Return some of the rows, in the order given."""
        some = Joined(*((table, names, along[at]) for table, names, along in self._parts))
        some._columns = self._columns  # of the same tables
        return some
