"""Rows that do not fit their table's header, kept beside those that do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pandas as pd

from geo.errors import InputError

if TYPE_CHECKING:
    from geo.tables.chunk import Chunk


def with_ragged(chunk: Chunk) -> tuple[pd.DataFrame, dict[int, str]]:
    """Return the rows of a chunk with those that do not fit its header.

    Cells that a row lacks are empty; cells beyond the header's stand in the last one, after commas,
    so that nothing is lost and a comma that was not quoted reads as it was written.

    Returns
    -------
    The rows in their order; by the number of each that does not fit, what is wrong with it.

    Raises
    ------
    InputError
        A row cannot be cut into cells, or no row fits.
    """
    frame, width = chunk.frame, len(chunk.frame.columns)
    rows: dict[int, list[str | None]] = {}
    reasons: dict[int, str] = {}
    for told in chunk.rejected.to_dict("records"):
        cells = json.loads(told["raw"]) if isinstance(told["raw"], str) else None
        if not isinstance(cells, list) or not width:
            raise InputError(
                str(told["reason"]),
                expected=str(told["expected"]),
                where=f"{chunk.file}, row {told['row']}",
            )
        if len(cells) > width:
            cells = [*cells[: width - 1], ",".join(cell or "" for cell in cells[width - 1 :])]
        rows[int(told["row"])] = [cell or None for cell in cells] + [None] * (width - len(cells))
        reasons[int(told["row"])] = str(told["reason"])
    if not rows:
        return frame, {}
    ragged = pd.DataFrame(list(rows.values()), index=list(rows), columns=frame.columns)
    return pd.concat([frame, ragged.astype(frame.dtypes)]).sort_index(), reasons
