"""Ids that stay the same: a name for what was hashed, and 20 hex digits of SHA-256.

The parts of an id are joined as ``<length>:<text>``, null as ``-``, so that no two lists of parts
make the same input. Vectorised: one call hashes whole columns.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import pandas as pd

_DIGITS = 20
_INCIDENT_ID = rf"^inc-[0-9a-f]{{{_DIGITS}}}$"


def incident_id(source: str | None, source_id: str | None) -> str:
    """Name the incident that `source` lists under `source_id`."""
    return "inc-" + _hash(source, source_id)


def report_id(source: str | None, source_url: str | None) -> str:
    """Name a report that a table cites."""
    return "rep-" + _hash(source, source_url)


def are_incident_ids(texts: Any) -> np.ndarray[Any, Any]:
    """Tell which of an Arrow array of texts already have the form of an incident id."""
    import pyarrow.compute as pc

    matched: np.ndarray[Any, Any] = pc.match_substring_regex(texts, _INCIDENT_ID).to_numpy(
        zero_copy_only=False
    )
    return matched


def is_incident_id(text: str) -> bool:
    """Tell whether a text already has the form of an incident id."""
    return re.fullmatch(_INCIDENT_ID, text) is not None


def column(prefix: str, parts: Sequence[pd.Series]) -> pd.Series:
    """Make a column of ids, each from the values of its row.

    Parameters
    ----------
    prefix
        ``inc``, ``loc``, ``clm``, ``rep`` or ``ver``.
    parts
        Columns of one index; numbers and flags are hashed as the text Arrow writes for them.

    Returns
    -------
    pandas.Series
        ``<prefix>-<20 hex digits>``, Arrow-backed, with the index of the parts.
    """
    import pandas as pd
    import pyarrow as pa

    joined = _joined(parts)
    made = [f"{prefix}-{_digest(text)}" for text in joined.to_pylist()]
    array = pa.array(made, type=pa.string())
    return pd.Series(pd.arrays.ArrowExtensionArray(array), index=parts[0].index)


def versions(incidents: pd.DataFrame) -> pd.Series:
    """Hash the values of each incident: a version changes exactly when a value does.

    Digits alone would be a number to a spreadsheet, and some of them with an e are one too; so it
    has a name before it as ids have.

    Parameters
    ----------
    incidents
        Table of `geo.schema.incidents`; its own `version` and `raw` are left out (the input row
        may change in columns that are not ours).
    """
    names = [name for name in incidents.columns if name not in ("version", "raw")]
    return column("ver", [incidents[name] for name in names])


def _hash(*parts: str | None) -> str:
    return _digest("".join("-" if part is None else f"{len(part)}:{part}" for part in parts))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def _joined(parts: Sequence[pd.Series]) -> Any:
    """Join the parts of each row as `_hash` does."""
    import pyarrow as pa
    import pyarrow.compute as pc

    pieces = []
    for part in parts:
        text = pa.array(part, from_pandas=True)
        if isinstance(text, pa.ChunkedArray):
            text = text.combine_chunks()
        text = text.cast(pa.large_string())
        length = pc.utf8_length(text).cast(pa.large_string())
        piece = pc.binary_join_element_wise(length, text, pa.scalar(":", pa.large_string()))
        pieces.append(pc.fill_null(piece, pa.scalar("-", pa.large_string())))
    return pc.binary_join_element_wise(*pieces, pa.scalar("", pa.large_string()))
