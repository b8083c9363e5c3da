"""Which row of a table names its columns, and which only tags them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.errors import printable
from geo.tables import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

LOOKED_AT = 20  # filled rows in which a header is looked for
_ENOUGH = 2  # names of our columns that make a row under a title the header
# "#adm2+code", "#affected +killed": a hashtag of the Humanitarian Exchange Language, standard 1.1
_TAG = re.compile(r"#[a-z][a-z0-9_]*(?:\s*\+\s*[a-z][a-z0-9_]*)*", re.IGNORECASE)


def header_at(rows: Sequence[Sequence[str | None]]) -> int:
    """Find the header among the first filled rows of a table.

    The first row is the header, unless it holds no name that is known and a later row holds two:
    and has more cells: then what stands above is a title.

    Parameters
    ----------
    rows
        The first filled rows, at most `LOOKED_AT`.

    Returns
    -------
    int
        Its place among them.
    """
    if not rows or _known(rows[0]):
        return 0
    of_title = len(_filled(rows[0]))
    return next(
        (
            at
            for at, row in enumerate(rows)
            if len(_filled(row)) > of_title and _known(row) >= _ENOUGH
        ),
        0,
    )


def above(rows: Sequence[Sequence[str | None]]) -> str:
    """Say what stands above a header and is not read."""
    shown = " ".join(cell.strip() for row in rows for cell in row if cell and cell.strip())
    number = f"{len(rows)} rows" if len(rows) > 1 else "1 row"
    return f"{number} above the header not read: {printable(shown, 80)}"


def tags_row(frame: pd.DataFrame) -> int | None:
    """Return the number of the row of HXL tags under a header; None where there is none."""
    if not len(frame) or frame.index[0] != 1:
        return None
    cells = [cell for cell in frame.iloc[0].dropna().tolist() if str(cell).strip()]
    is_tagged = bool(cells) and all(_TAG.fullmatch(str(cell).strip()) for cell in cells)
    return 1 if is_tagged else None


def _known(row: Sequence[str | None]) -> int:
    return len(columns.guess(_filled(row)))


def _filled(row: Sequence[str | None]) -> list[str]:
    return [cell for cell in row if cell and cell.strip()]
