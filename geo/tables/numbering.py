"""Columns that number rows ("No.", "Ref"): ids of incidents, or of nothing that is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from geo.tables.date_cells import NO_DAY
from geo.tables.groups import Groups, coded

if TYPE_CHECKING:
    from geo.tables.groups import Numbers

_PLACES = ("place", "admin1", "admin2")
_POINTS = ("latitude", "longitude")


def apart(table: Any, first: Numbers) -> tuple[str, int, int] | None:
    """Find rows of one number that tell of two days or places, so that it is no incident's id.

    Parameters
    ----------
    table
        All rows of a file, in the columns of `geo.tables.cells`.
    first
        The first day of each row, `geo.tables.date_cells.NO_DAY` where it has none.

    Returns
    -------
    The number and the rows that first bear it with different days or places; None where rows of
    one number agree in all that they say of both.
    """
    number, texts = coded(table["id"])
    at = np.flatnonzero(number >= 0)
    used, keys = np.unique(number[at], return_inverse=True)
    groups = Groups(keys, len(used))
    said = [(first[at], NO_DAY)]
    said += [(coded(table[name])[0][at], -1) for name in _PLACES]
    said += [(pd.factorize(table[name].to_numpy())[0][at], -1) for name in _POINTS]
    for values, missing in said:
        low, _ = groups.low_high(values, missing)
        differ = (values != missing) & (values != low[keys])
        if differ.any():
            second = int(np.flatnonzero(differ)[0])
            same = (keys == keys[second]) & (values == low[keys[second]])
            rows = table["row"].take(pa.array(at[[int(np.flatnonzero(same)[0]), second]]))
            one, other = sorted(rows.to_pylist())
            return str(texts[int(used[keys[second]])].as_py()), one, other
    return None
