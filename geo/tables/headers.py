"""Which rows of a table name its columns, which tag them, and which are no rows of it at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo import schema
from geo.errors import printable
from geo.tables import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.tables.chunk import Chunk

LOOKED_AT = 20  # filled rows in which a header is looked for
_ENOUGH = 2  # names of our columns that make a row under a title the header
WIDE = 4  # columns of a table in which a row with one cell is a remark
_REMARK = 40  # characters of a cell that is no name of a place
_SHOWN = 200  # characters of a cell that is told


@dataclass(frozen=True)
class Header:
    """The header among the first rows of a table.

    Attributes
    ----------
    at
        Place of its first row.
    cells
        The names.
    height
        How many rows it has, one or two.
    """

    at: int
    cells: list[str | None]
    height: int = 1


def find(rows: Sequence[Sequence[str | None]]) -> Header:
    """Find the header among the first filled rows of a table: one row, or two.

    Of two the upper groups columns: "Afghan claim" over "killed" and "wounded". Its cell counts for
    the empty ones to its right, up to a column with a name of its own. A group may have the name of
    a column too: "Location" over "Province" and "District"; then the lower row knows more names, or
    holds nothing but names, where the upper one is empty.

    Parameters
    ----------
    rows
        The first filled rows, at most `LOOKED_AT`; one at the least.
    """
    at = header_at(rows)
    for upper in (at, at - 1):
        if 0 <= upper < len(rows) - 1:
            joined = _joined(rows[upper], rows[upper + 1])
            if joined:
                return Header(upper, joined, 2)
    return Header(at, list(rows[at]))


def header_at(rows: Sequence[Sequence[str | None]]) -> int:
    """Find the row of names among the first filled rows of a table.

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


def _joined(upper: Sequence[str | None], lower: Sequence[str | None]) -> list[str | None]:
    """Join two rows of names; nothing where they are not a header together."""
    width = max(len(upper), len(lower))
    above, below = (
        [(row[at] or "").strip() if at < len(row) else "" for at in range(width)]
        for row in (upper, lower)
    )
    words = [cell for cell in below if cell]
    is_title = sum(map(bool, above)) == 1 and bool(above[0])
    is_named = 0 < _known(above) < _known(below) or _fills(above, below)  # no row of values is
    is_named = is_named and not _are_tags(below)
    has_digits = any(c.isdigit() for cell in words for c in cell)
    if is_title or len(words) < _ENOUGH or (has_digits and not is_named):
        return []
    names: list[str | None] = []
    spans, group = 0, ""
    for told, under in zip(above, below, strict=True):
        is_of_where = _is_own(told) and under not in ("", told)
        if is_of_where and not is_named:
            return []  # a row of values
        over, group = ("", "") if is_of_where else (told, group)
        group = over or ("" if _is_own(under) or not under else group)
        if not under or _is_own(under) or not group or under == group:
            names.append(under or over or None)
        else:
            names.append(f"{group}: {under}")
            spans += 1
    is_header = is_named or (spans >= 1 and _counts(above + below))
    return names if is_header and _known(names) >= _ENOUGH else []


def _fills(above: Sequence[str], below: Sequence[str]) -> bool:
    """Tell whether a row of nothing but names fills gaps of the row above, and leaves gaps too."""
    gaps = any(under and not over for over, under in zip(above, below, strict=True))
    left = any(over and not under for over, under in zip(above, below, strict=True))
    return gaps and left and all(_known([name]) or _counts([name]) for name in below if name)


def _are_tags(names: Sequence[str]) -> bool:
    from geo.tables import hxl

    return hxl.are_tags([name for name in names if name])


def _counts(names: Sequence[str]) -> bool:
    from geo.tables.heading_words import counts

    return any(map(counts, names))


def _is_own(name: str) -> bool:
    """Tell whether a name is that of a column that holds no figures."""
    found = columns.guess([name]) if name else {}
    return bool(found) and "fatalities" not in found


def above(rows: Sequence[Sequence[str | None]]) -> str:
    """Say what stands above a header and is not read."""
    shown = " ".join(cell.strip() for row in rows for cell in row if cell and cell.strip())
    number = f"{len(rows)} rows" if len(rows) > 1 else "1 row"
    return f"{number} above the header not read: {printable(shown, 80)}"


def tags_row(frame: pd.DataFrame) -> int | None:
    """Return the number of the row of HXL tags that a table begins with; None where it has none."""
    from geo.tables import hxl

    if not len(frame):
        return None
    cells = [str(cell) for cell in frame.iloc[0].dropna().tolist()]
    return int(frame.index[0]) if hxl.are_tags(cells) else None


def without_remarks(chunk: Chunk, date: str | None) -> Chunk:
    """Refuse rows that add up others and those that hold nothing but a remark, as what they are.

    Neither can be an incident, since it has no date; none is counted as one.

    Parameters
    ----------
    chunk
        Rows of a table.
    date
        The column of days; None leaves all rows.
    """
    frame = chunk.frame
    if date is None or not len(frame):
        return chunk
    from geo.tables import cells
    from geo.tables.heading_words import said

    names = [str(name) for name in frame]
    told = [_told(frame[name]) for name in names]
    first = pc.coalesce(*told)
    days = told[names.index(date)]
    totals = pa.array(said("rows", "totals"))
    words = pc.utf8_lower(pc.utf8_trim(first, " :.*"))
    is_total = pc.is_in(words, totals)
    is_total = pc.and_(
        is_total, pc.or_(pc.is_null(days), pc.fill_null(pc.equal(days, first), False))
    )
    filled = np.sum([np.asarray(pc.is_valid(column)) for column in told], axis=0)
    alone = np.flatnonzero((filled == 1) & (len(told) >= WIDE) & ~np.asarray(is_total))
    out = {int(at): "a row that adds up others" for at in np.flatnonzero(np.asarray(is_total))}
    out |= {
        int(at): "a remark, not an incident"
        for at in alone
        if _is_remark(told, names, int(at), date)
    }
    if not out:
        return chunk
    refused = pd.DataFrame(
        {
            "file": chunk.file,
            "row": [int(frame.index[at]) for at in sorted(out)],
            "column": [
                next(n for n, c in zip(names, told, strict=True) if c[at].is_valid)
                for at in sorted(out)
            ],
            "value": [first[at].as_py()[:_SHOWN] for at in sorted(out)],
            "reason": [out[at] for at in sorted(out)],
            "expected": "rows of incidents only",
            "raw": cells.as_json(frame.take(sorted(out))).to_pylist(),
        }
    )
    rejected = pd.concat([chunk.rejected, schema.conform(refused, schema.REJECTED)])
    kept = np.setdiff1d(np.arange(len(frame)), list(out))
    return replace(chunk, frame=frame.take(kept), rejected=rejected)


def _is_remark(told: list[pa.Array], names: list[str], at: int, date: str) -> bool:
    """Tell whether the only cell of a row is a remark, not the place or day of an incident."""
    from geo.tables.date_cells import is_date

    place = next(k for k, column in enumerate(told) if column[at].is_valid)
    text = str(told[place][at].as_py())
    if names[place] == date:
        return not is_date(text)
    return len(text) > _REMARK or not columns.guess([names[place]], wanted=columns.WHERE)


def _told(column: pd.Series) -> pa.Array:
    array = pa.array(column, pa.string(), from_pandas=True)
    array = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    trimmed = pc.utf8_trim_whitespace(array)
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)


def _known(row: Sequence[str | None]) -> int:
    return len(columns.guess(_filled(row)))


def _filled(row: Sequence[str | None]) -> list[str]:
    return [cell for cell in row if cell and cell.strip()]
