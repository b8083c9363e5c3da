"""What is told of the columns of a file: which are read as what, and which may be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.tables import columns
from geo.tables.date_cells import NO_SPAN, read_cell
from geo.tables.values import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

_NAMED = 12  # columns that are not read
_LOOKED_AT = 20  # filled cells by which a column is known to hold days
_SECOND = ("date", "place")  # what two columns of a file may be called as


def as_read(names: Sequence[str], found: Mapping[str, str]) -> str:
    """Say which column of a file was taken for what, and which were not read.

    A column that is not read is named once more where its name alone would have made it the date or
    the place: nothing but a person knows which of the two is meant.
    """
    said = ["read as plain"]
    if renamed := [f"{plain} from {name!r}" for plain, name in found.items() if plain != name]:
        said.append(", ".join(renamed))
    unread = [name for name in names if name not in found.values()]
    if unread:
        more = f" and {len(unread) - _NAMED} more" if len(unread) > _NAMED else ""
        said.append(f"not read: {', '.join(map(repr, unread[:_NAMED]))}{more}")
    for name in unread:
        plain = next(iter(columns.guess([name], wanted=_SECOND)), None)
        if plain in found:
            said.append(f"{name!r} may be the {plain} too: the one that is, call it {plain}")
    if "id" not in found:
        said.append("no ids, so each row is an incident")
    return "; ".join(said)


def with_days(frame: pd.DataFrame) -> list[str]:
    """Return the columns of a file whose first cells are all days, whatever they are called."""
    held = []
    for name in frame:
        cells = frame[name].dropna().head(_LOOKED_AT).tolist()
        if cells and all(map(_is_day, cells)):
            held.append(str(name))
    return held


def _is_day(cell: str) -> bool:
    """Tell a day in any form but as a number alone, which may count anything."""
    found = read_cell(cell, None)
    return not isinstance(found, Fault) and found != NO_SPAN and not cell.strip().isdecimal()
