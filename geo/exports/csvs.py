"""CSV: UTF-8, LF, quoted text, ISO dates, and no cell that a spreadsheet would compute."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from geo.text import FORMULA_RE2

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geo.exports.public import Public

PLACES = "incidents.csv"
_FORMULA = rf"\A({FORMULA_RE2})"


def write(public: Public, folder: Path) -> dict[str, str]:
    """Write the tables of a dataset; return what each file is, by its name."""
    for name, table in _tables(public).items():
        _write(folder / name, table.schema, [table])
    _write(folder / PLACES, public.columns, (batch.rows for batch in public.batches()))
    return {
        PLACES: "Located incidents, one row for each place",
        "claims.csv": "What each side claims, one row for each claim",
        "reports.csv": "The reports cited",
        "links.csv": "Incidents that were put together with another, how alike they are, and why",
        "unlocated.csv": "Places that were not found, with what is claimed of the incident",
        "rejected.csv": "Rows, reports and claims of reports that were refused, and why",
    }


def schemas(public: Public) -> dict[str, pa.Schema]:
    """Return the columns of each file, by its name."""
    others = {name: table.schema for name, table in _tables(public).items()}
    return {PLACES: public.columns, **others}


def _tables(public: Public) -> dict[str, pa.Table]:
    return {
        "claims.csv": public.claims,
        "reports.csv": public.reports,
        "links.csv": public.links,
        "unlocated.csv": public.unlocated,
        "rejected.csv": public.rejected,
    }


def _write(path: Path, schema: pa.Schema, tables: Iterable[pa.Table]) -> None:
    with csv.CSVWriter(path, schema) as writer:
        for table in tables:
            writer.write_table(guarded(table))


def guarded(table: pa.Table) -> pa.Table:
    """Put an apostrophe before text that a spreadsheet would take for a formula."""
    for number, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            text = pc.replace_substring_regex(table[field.name], _FORMULA, r"'\1")
            table = table.set_column(number, field, text)
    return table
