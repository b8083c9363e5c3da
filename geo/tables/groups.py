"""Rows that belong together: what a group of them says once, and what it says several times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

Numbers = np.ndarray[Any, Any]
_NONE = -1


@dataclass(frozen=True)
class Rows:
    """Rows that can be used, and the incident each belongs to.

    Attributes
    ----------
    table
        The typed columns of `geo.tables.cells`, with `first`, `last`, `last_said` (days) and
        `precision` (a place in `geo.tables.date_cells.PRECISIONS`).
    keys
        For each row the place of its incident in `incident_ids`.
    incident_ids
        Arrow text, sorted.
    hashed
        For each row whether its incident id was made from its id.
    """

    table: Any
    keys: Numbers
    incident_ids: Any
    hashed: Numbers


def coded(column: Any) -> tuple[Numbers, Any]:
    """Give each distinct value of a column of text a number.

    Parameters
    ----------
    column
        Arrow text or dictionary, chunked or not.

    Returns
    -------
    numpy.ndarray
        For each row the place of its value; -1 where it is null.
    pyarrow.Array
        The distinct values, sorted, so that numbers compare as the texts do.
    """
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    if isinstance(column, pa.ChunkedArray):
        column = column.unify_dictionaries().combine_chunks()
    if isinstance(column, pa.ChunkedArray):  # a chunked array without chunks stays one
        column = pa.array([], pa.string()).dictionary_encode()
    order = pc.sort_indices(column.dictionary)
    place = np.empty(len(order), np.int64)
    place[order.to_numpy()] = np.arange(len(order))
    indices = column.indices.fill_null(_NONE).to_numpy(zero_copy_only=False).astype(np.int64)
    codes = np.where(indices < 0, _NONE, np.append(place, _NONE)[indices])
    return codes, column.dictionary.take(order)


def values_of(codes: Numbers, dictionary: Any) -> Any:
    """Give the values of numbers; null for -1."""
    return dictionary.take(pa.array(codes, mask=codes < 0))


class Groups:
    """Rows by group.

    Parameters
    ----------
    keys
        For each row the number of its group, 0 to `count` - 1; every group has a row.
    count
        Number of groups.
    """

    def __init__(self, keys: Numbers, count: int) -> None:
        self.keys, self.count = keys, count
        self.order = np.argsort(keys, kind="stable")
        self.sizes = np.bincount(keys, minlength=count)
        self.starts = np.concatenate([[0], np.cumsum(self.sizes)])[:-1].astype(np.int64)

    def low_high(self, numbers: Numbers, missing: int = _NONE) -> tuple[Numbers, Numbers]:
        """Give the smallest and largest number of each group; `missing` where it has none."""
        if not self.count:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        ordered = numbers[self.order].astype(np.int64)
        highest = np.iinfo(np.int64).max
        high: Numbers = np.maximum.reduceat(ordered, self.starts)
        low = np.minimum.reduceat(np.where(ordered == missing, highest, ordered), self.starts)
        return np.where(low == highest, missing, low), high

    def apart(self, numbers: Numbers, missing: int = _NONE) -> Numbers:
        """Tell which groups hold two numbers or more."""
        low, high = self.low_high(numbers, missing)
        differ: Numbers = low != high
        return differ

    def joined(self, numbers: Numbers, dictionary: Any, separator: str) -> Any:
        """Join the distinct values of each group, sorted; null where there is none."""
        low, high = self.low_high(numbers)
        single = values_of(high, dictionary)
        many = low != high
        if not many.any():
            return single
        rows = many[self.keys] & (numbers >= 0)
        width = len(dictionary)
        pairs = np.unique(self.keys[rows] * width + numbers[rows])
        listed = _lists(pairs // width, self.count, dictionary.take(pa.array(pairs % width)))
        return pc.if_else(pa.array(many), _join(listed, separator), single)

    def gathered(self, texts: Any, separator: str, wanted: Numbers) -> Any:
        """Join the texts of all rows of some groups, sorted; repeated ones stay.

        Parameters
        ----------
        texts
            Arrow text, one a row, chunked or not.
        separator
            Stands between two texts.
        wanted
            The groups, in the order to give them.
        """
        sizes = self.sizes[wanted]
        within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        rows = self.order[np.repeat(self.starts[wanted], sizes) + within]
        owners = np.repeat(np.arange(len(wanted)), sizes)
        subset = texts.take(pa.array(rows))
        if isinstance(subset, pa.ChunkedArray):
            subset = subset.combine_chunks()
        if (sizes > 1).any():
            rank = np.empty(len(rows), np.int64)
            rank[pc.sort_indices(subset).to_numpy()] = np.arange(len(rows))
            subset = subset.take(pa.array(np.lexsort((rank, owners))))
        return _join(_lists(owners, len(wanted), subset), separator)


def _join(listed: Any, separator: str) -> Any:
    return pc.binary_join(listed, pa.scalar(separator, listed.type.value_type))


def _lists(owners: Numbers, count: int, texts: Any) -> Any:
    """Make a list of texts for each owner 0 to `count` - 1; owners ascend."""
    ends = np.cumsum(np.bincount(owners, minlength=count))
    offsets = pa.array(np.concatenate([[0], ends]), pa.int64())
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    return pa.LargeListArray.from_arrays(offsets, texts)


def series(array: Any) -> pd.Series:
    """Return an Arrow array as a column of pandas."""
    return pd.Series(pd.arrays.ArrowExtensionArray(array))
