"""A workbook for those who work in spreadsheets: what the columns mean, then a sheet a table."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import TYPE_CHECKING

import pyarrow as pa

from geo.exports import columns
from geo.exports._workbook import MAX_ROWS, MAX_TEXT, Sheet, Workbook
from geo.exports.csvs import guarded
from geo.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geo.exports.public import Public

NAME = "incidents.xlsx"
_OWN_USE = "Holds rows whose licence forbids passing them on: for your own use alone."
_README = pa.schema([(name, pa.string()) for name in ("about", "column", "meaning", "HXL tag")])
_SOURCES = pa.schema([(name, pa.string()) for name in ("kind", "what", "sha256")])
_WIDE = {"summary", "place_why", "quote", "claims", "title", "link_reason", "meaning", "what"}
_NARROW, _MIDDLE, _BROAD, _PROSE = 10, 24, 60, 100  # characters


def write(public: Public, folder: Path) -> dict[str, str]:
    """Write the workbook; return what it is, by its name.

    Of a table that has more rows than a sheet may have the newest are written, and the others
    counted in `Public.left_out`, as are texts that are longer than a cell may be.
    """
    with Workbook(folder / NAME) as book:
        tables = [
            _places(public),
            _table(public, "claims", public.claims),
            _table(public, "reports", public.reports),
            _table(public, "unlocated", public.unlocated),
            _table(public, "rejected", public.rejected),
        ]
        sources = _prose("sources", _sources(public))
        readme = _prose("README", _readme(public, tables))
        book.write([readme, *tables, sources])
        if book.cut:
            public.left_out[NAME, f"ends of texts above {MAX_TEXT:,} characters"] += book.cut
    return {NAME: "A workbook: what the columns mean, incidents, claims, reports and sources"}


def _places(public: Public) -> Sheet:
    newest = public.newest(MAX_ROWS)
    _count(public, "incidents", public.counts["locations"] - len(newest))
    places = (guarded(batch.rows) for batch in public.batches(newest))
    repeated = public.counts["locations"] / max(len(public.incidents), 1)
    size = public.located.nbytes + round(public.incidents.nbytes * max(repeated, 1))
    return _sheet("incidents", public.columns, places, len(newest), size)


def _table(public: Public, name: str, table: pa.Table) -> Sheet:
    older = max(len(table) - MAX_ROWS, 0)
    _count(public, name, older)
    kept = table.slice(older)
    return _sheet(name, table.schema, [guarded(kept)], len(kept), kept.nbytes)


def _count(public: Public, name: str, older: int) -> None:
    if older:
        public.left_out[NAME, f"first rows of {name}"] += older


def _sheet(name: str, schema: pa.Schema, tables: Iterable[pa.Table], rows: int, size: int) -> Sheet:
    return Sheet(name, schema, tables, rows, size, [_width(field) for field in schema])


def _width(field: pa.Field) -> int:
    if field.name in _WIDE:
        return _BROAD
    return max(_MIDDLE if pa.types.is_string(field.type) else _NARROW, len(field.name) + 4)


def _prose(name: str, table: pa.Table) -> Sheet:
    widths = [_PROSE if field.name in _WIDE else _MIDDLE for field in table.schema]
    rows = [guarded(table)]
    return Sheet(name, table.schema, rows, len(table), table.nbytes, widths, is_prose=True)


def _readme(public: Public, sheets: list[Sheet]) -> pa.Table:
    """Say what the workbook is, how to count, and what each column means."""
    account = public.account
    facts = {
        "convention": public.convention,
        "longest": MAX_TEXT,
        "read": account.incidents_read,
        "located": account.incidents_located,
        "unlocated": account.incidents_unlocated,
        "rejected": account.incidents_rejected,
        "merged": account.incidents_merged,
        "places": public.counts["locations"],
    }
    texts = files(__package__).joinpath("readme.csv").read_text("utf-8")
    told = [
        ("title", public.pack.title),
        *(
            (row["about"], row["text"].format(**facts))
            for row in csv.DictReader(texts.splitlines())
        ),
        *(
            ("left out", f"{number:,} {what}: a sheet has no room for them, the CSV files have all")
            for (name, what), number in public.left_out.items()
            if name == NAME
        ),
        *([("own use", _OWN_USE)] if public.restricted else []),
        ("boundaries", public.pack.note),
    ]
    meant = [
        (sheet.name, name, columns.of(name).meaning, columns.of(name).hxl or None)
        for sheet in sheets
        for name in sheet.schema.names
    ]
    return _rows(_README, [*((about, None, text, None) for about, text in told), *meant])


def _sources(public: Public) -> pa.Table:
    """List where data and boundaries come from, under which licences, and what was read."""
    licence = public.pack.meta.get("licence")
    return _rows(
        _SOURCES,
        [
            *((("attribution", text, None)) for text in public.pack.attributions),
            *([("licence of boundaries and places", licence, None)] if licence else []),
            *(("licence of rows", text, None) for text in public.licences),
            *(("input", name, digest) for name, digest in public.account.inputs),
        ],
    )


def _rows(schema: pa.Schema, rows: list[tuple[str | None, ...]]) -> pa.Table:
    cells = [
        [None if cell is None else clean(cell) for cell in column]
        for column in zip(*rows, strict=True)
    ]
    return pa.table(cells, schema=schema)
