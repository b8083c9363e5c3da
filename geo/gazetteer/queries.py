"""Rows of words and hints -> distinct queries: what repeats is asked once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import pyarrow as pa
    from numpy.typing import NDArray

    Codes = NDArray[np.intp]

Query = tuple[str | None, str | None, str | None, str | None]  # text, country, admin1, admin2
COLUMNS = ("text", "country", "admin1", "admin2")


class Distinct(NamedTuple):
    """The distinct queries of a table, and for each of its rows the number of its query."""

    queries: list[Query]
    codes: Codes


def distinct(table: pd.DataFrame) -> Distinct:
    """Find the distinct queries of a table with some of `COLUMNS`, in order of first mention."""
    import numpy as np

    codes = np.zeros(len(table), np.intp)
    coded: dict[str, tuple[Codes, list[str | None]]] = {}
    for name in COLUMNS:
        if name in table:
            part, values = _coded(table[name])
            coded[name] = part, values
            codes = joined(codes, part, len(values))
    first = firsts(codes)
    absent: list[str | None] = [None] * first.size
    columns = []
    for name in COLUMNS:
        if name in coded:
            part, values = coded[name]
            columns.append([values[code] for code in part[first]])
        else:
            columns.append(absent)
    return Distinct(list(zip(*columns, strict=True)), codes)


def joined(codes: Codes, part: Codes, count: int) -> Codes:
    """Join the codes of one more column, 0 to `count`, to those of the columns before it.

    They are made dense again, in order of first mention, so that the numbers stay small however
    many columns there are.
    """
    import numpy as np
    import pandas as pd

    return np.asarray(pd.factorize(codes * max(count, 1) + part)[0], np.intp)


def firsts(codes: Codes) -> Codes:
    """Return the first row of each code."""
    import numpy as np

    first = np.full(int(codes.max()) + 1 if codes.size else 0, -1, np.intp)
    first[codes[::-1]] = np.arange(codes.size)[::-1]
    return first


def _coded(column: pd.Series) -> tuple[Codes, list[str | None]]:
    """Return a code for each value, and the values as Python strings, None for null."""
    import numpy as np
    import pandas as pd
    import pyarrow as pa

    if isinstance(column.dtype, pd.ArrowDtype | pd.StringDtype):
        array = pa.array(column, from_pandas=True)
        found = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
        encoded: pa.DictionaryArray = found.dictionary_encode(null_encoding="encode")
        return encoded.indices.to_numpy().astype(np.intp), encoded.dictionary.to_pylist()
    values = column.to_numpy(object).copy()
    values[pd.isna(column).to_numpy()] = None
    codes, known = pd.factorize(values, use_na_sentinel=False)
    return codes, [None if value is None or value != value else value for value in known]  # noqa: PLR0124 - NaN
