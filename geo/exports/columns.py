"""What each column of the output means, and its HXL tag: `columns.csv`, told in every format."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import pyarrow as pa

_COMMENT = "GDAL:OGR:comment"
# The pack's victim groups have a column each, `deaths_<group>`, and one row for all.
_GROUPED = "deaths_"


class Column(NamedTuple):
    """A column of the output.

    Attributes
    ----------
    name
        Its name; ``deaths_*`` stands for those of all victim groups, ``crossings.status`` for a
        column that means something else in a layer.
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


def of(name: str, layer: str = "") -> Column:
    """Return a column by the name that it has in a file, or in a layer of one where that differs.

    Raises
    ------
    KeyError
        It has no row in `columns.csv`.
    """
    of_layer = rows().get(f"{layer}.{name}")
    return of_layer or rows()[f"{_GROUPED}*" if name.startswith(_GROUPED) else name]


def described(schema: pa.Schema, layer: str) -> pa.Schema:
    """Say of each column of a layer what it holds, where GDAL looks for the comment of a field.

    A region pack's own columns, which `columns.csv` does not know, stay without.
    """
    return pa.schema([_described(field, layer) for field in schema])


def _described(field: pa.Field, layer: str) -> pa.Field:
    try:
        meaning = of(field.name, layer).meaning
    except KeyError:
        return field
    return field.with_metadata({_COMMENT: meaning})
