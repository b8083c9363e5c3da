"""What each column of the output means, and its HXL tag: `columns.csv`, told in every format."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

# The pack's victim groups have a column each, `deaths_<group>`, and one row for all.
_GROUPED = "deaths_"


class Column(NamedTuple):
    """A column of the output.

    Attributes
    ----------
    name
        Its name; ``deaths_*`` stands for those of all victim groups.
    hxl
        Its tag of the Humanitarian Exchange Language, empty where it has none.
    meaning
        What it holds, in a sentence.
    """

    name: str
    hxl: str
    meaning: str


@cache
def rows() -> dict[str, Column]:
    """Return the columns of `columns.csv` by name."""
    table = files(__package__).joinpath("columns.csv").read_text("utf-8")
    return {row["name"]: Column(**row) for row in csv.DictReader(table.splitlines())}


def of(name: str) -> Column:
    """Return a column by the name that it has in a file.

    Raises
    ------
    KeyError
        It has no row in `columns.csv`.
    """
    return rows()[f"{_GROUPED}*" if name.startswith(_GROUPED) else name]
