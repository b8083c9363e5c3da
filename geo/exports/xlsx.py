"""A workbook for those who work in spreadsheets: what the columns mean, then a sheet a table.

Written row after row, so that no more than a row is held in memory. Text is written as text and
nothing else: no formula, no link, no markup.
"""

from __future__ import annotations

import csv
import datetime as dt
import math
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import xlsxwriter

from geo.exports import columns
from geo.exports.csvs import guarded
from geo.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from geo.exports.public import Public

NAME = "incidents.xlsx"
LIMIT = 10_000  # places: with what belongs to them some 10 s, at a call a cell
MAX_ROWS = 1_048_575  # a sheet has 1,048,576 rows, the first of which is the header
MAX_TEXT = 16_383  # a cell has 32,767 UTF-16 units, and a character has one or two

_OWN_USE = "Holds rows whose licence forbids passing them on: for your own use alone."
_README = pa.schema([(name, pa.string()) for name in ("about", "column", "meaning", "HXL tag")])
_SOURCES = pa.schema([(name, pa.string()) for name in ("kind", "what", "sha256")])
_WIDE = {"summary", "place_why", "quote", "claims", "title", "link_reason", "meaning", "what"}
_NARROW, _MIDDLE, _BROAD, _PROSE = 10, 24, 60, 100  # characters
_LINE, _HIGHEST = 15, 409  # points: the height of a row of one line, and that of any
_PIECE = 20_000  # rows that are lists at a time
_FIRST_DAY = dt.date(1900, 3, 1)  # Excel counts a 29 February 1900
# xlsxwriter takes text that begins and ends so for markup it has made, and writes it unescaped.
_MARKUP_RE2 = r"(?s)\A<r>.*</r>\z"
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "use_zip64": True,  # only where a sheet needs it
}
_CREATED = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - a workbook knows no time zones


@dataclass(frozen=True)
class _Sheet:
    """A sheet: its columns, number of rows, and the rows in some pieces.

    In `is_prose` text is broken into lines, and a page printed as wide as the sheet.
    """

    name: str
    schema: pa.Schema
    rows: int
    tables: Iterable[pa.Table]
    is_prose: bool = False

    @property
    def widths(self) -> list[int]:
        """Width of each column in characters."""
        if self.is_prose:
            return [_PROSE if field.name in _WIDE else _MIDDLE for field in self.schema]
        return [_width(field) for field in self.schema]


def write(public: Public, folder: Path) -> dict[str, str]:
    """Write the newest `LIMIT` located places and what belongs to them.

    What is not written is counted in `Public.left_out`, as are texts that are longer than a cell
    may be. Returns what the file is, by its name.
    """
    sheets = _sheets(public)
    path = str(folder / NAME)
    with xlsxwriter.Workbook(path, _OPTIONS | {"tmpdir": str(folder)}) as file:
        file.set_properties({"created": _CREATED})
        book = _Book(file)
        names = ["README", *(sheet.name for sheet in sheets), "sources"]
        opened = {name: file.add_worksheet(name) for name in names}
        for sheet in [*sheets, _prose("sources", _sources(public))]:
            book.write(opened[sheet.name], sheet)
        if book.cut:
            public.left_out[NAME, f"ends of texts above {MAX_TEXT:,} characters"] += book.cut
        book.write(opened["README"], _prose("README", _readme(public, sheets)))
    older = public.left_out[NAME, "older places"]
    newest = f"; the newest {LIMIT:,} places, without {older:,} older ones" if older else ""
    what = "A workbook: what the columns mean, incidents, claims, reports and sources"
    return {NAME: what + newest}


class _Book:
    """Writes sheets; counts in `cut` the texts that were longer than a cell may be."""

    def __init__(self, file: Any) -> None:
        self._header = file.add_format({"bold": True, "bg_color": "#E7E5ED"})
        self._day = file.add_format({"num_format": r"yyyy\-mm\-dd", "valign": "top"})
        # Excel needs no format for these, LibreOffice shows 1 and 0 without one.
        self._flag = file.add_format({"num_format": '"TRUE";"TRUE";"FALSE"', "valign": "top"})
        self._top = file.add_format({"valign": "top"})  # of several lines the first is seen
        self._lines = file.add_format({"text_wrap": True, "valign": "top"})
        self.cut = 0

    def write(self, opened: Any, sheet: _Sheet) -> None:
        """Write a sheet into one that xlsxwriter has opened: header, rows, filters."""
        widths = sheet.widths
        for number, (name, width) in enumerate(zip(sheet.schema.names, widths, strict=True)):
            opened.set_column(number, number, width, self._top)
            opened.write_string(0, number, name, self._header)
        opened.freeze_panes(1, 0 if sheet.is_prose else 1)
        opened.autofilter(0, 0, sheet.rows, len(widths) - 1)
        opened.set_landscape()
        opened.repeat_rows(0)  # on every page that is printed, as are ids
        if sheet.is_prose:
            opened.fit_to_pages(1, 0)
        else:
            opened.repeat_columns(0)
        put = self._writers(opened, sheet)
        at = 0
        for table in sheet.tables:
            for cells in zip(*map(self._cells, guarded(table).columns), strict=True):
                at += 1
                if sheet.is_prose:
                    opened.set_row(at, _height(cells, widths))
                for number, cell in enumerate(cells):
                    if cell is not None:
                        put[type(cell)](at, number, cell)

    def _writers(self, opened: Any, sheet: _Sheet) -> dict[type, Callable[..., object]]:
        text = opened.write_string
        return {
            str: partial(text, cell_format=self._lines) if sheet.is_prose else text,
            dt.date: partial(opened.write_datetime, cell_format=self._day),
            bool: partial(opened.write_boolean, cell_format=self._flag),
            int: opened.write_number,
            float: opened.write_number,
        }

    def _cells(self, column: Any) -> list[Any]:
        """Make the values of a column: None where a cell stays empty."""
        if pa.types.is_date(column.type):
            days = column.to_pylist()
            return [day.isoformat() if day and day < _FIRST_DAY else day for day in days]
        if not pa.types.is_string(column.type):
            values: list[Any] = column.to_pylist()
            return values
        # xlsxwriter writes a carriage return as _x000D_, which only some programs read.
        column = pc.replace_substring(pc.replace_substring(column, "\r\n", "\n"), "\r", "\n")
        long = pc.greater(pc.utf8_length(column), MAX_TEXT)
        if pc.any(long).as_py():
            self.cut += pc.sum(long).as_py()
            start = pc.utf8_slice_codeunits(column, 0, MAX_TEXT - 1)
            column = pc.if_else(long, pc.binary_join_element_wise(start, "…", ""), column)
        is_markup = pc.match_substring_regex(column, _MARKUP_RE2)
        if pc.any(is_markup).as_py():
            column = pc.if_else(is_markup, pc.binary_join_element_wise(column, " ", ""), column)
        return [text or None for text in column.to_pylist()]


def _height(cells: Iterable[str | None], widths: list[int]) -> int:
    """Make a row as high as the text in it: not every program finds out by itself."""
    lines = (
        math.ceil(len(cell) / width) if cell else 1
        for cell, width in zip(cells, widths, strict=True)
    )
    return min(_LINE * max(lines), _HIGHEST)


def _sheets(public: Public) -> list[_Sheet]:
    """Choose what is written, and count what is not."""
    newest = public.newest(LIMIT)
    unlocated, claims, reports = _last(public.unlocated, LIMIT), public.claims, public.reports
    if len(newest) < public.counts["locations"] or len(unlocated) < len(public.unlocated):
        places = public.located["incident_id"].take(pa.array(newest))
        ids = pa.chunked_array([*places.chunks, *unlocated["incident_id"].chunks], pa.string())
        claims = claims.filter(pc.is_in(claims["incident_id"], value_set=ids.combine_chunks()))
        held = pc.is_in(public.incidents["incident_id"], value_set=ids.combine_chunks())
        cited = pc.split_pattern(public.incidents["report_ids"].filter(held), ";")
        cited = pc.list_flatten(cited.combine_chunks())
        reports = reports.filter(pc.is_in(reports["report_id"], value_set=cited))
    claims, reports = _last(claims, MAX_ROWS), _last(reports, MAX_ROWS)
    rejected = _last(public.rejected, LIMIT)
    for what, number in (
        ("older places", public.counts["locations"] - len(newest)),
        ("claims of older incidents", len(public.claims) - len(claims)),
        ("reports of older incidents", len(public.reports) - len(reports)),
        ("first rows of unlocated", len(public.unlocated) - len(unlocated)),
        ("first rows of rejected", len(public.rejected) - len(rejected)),
    ):
        if number:
            public.left_out[NAME, what] += number
    rows = (batch.rows for batch in public.batches(newest))
    return [
        _Sheet("incidents", public.columns, len(newest), rows),
        *(
            _Sheet(name, table.schema, len(table), _pieces(table))
            for name, table in (
                ("claims", claims),
                ("reports", reports),
                ("unlocated", unlocated),
                ("rejected", rejected),
            )
        ),
    ]


def _last(table: pa.Table, limit: int) -> pa.Table:
    return table.slice(max(len(table) - limit, 0))


def _pieces(table: pa.Table) -> Iterable[pa.Table]:
    return (table.slice(start, _PIECE) for start in range(0, len(table), _PIECE))


def _width(field: pa.Field) -> int:
    if field.name in _WIDE:
        return _BROAD
    return max(_MIDDLE if pa.types.is_string(field.type) else _NARROW, len(field.name) + 4)


def _prose(name: str, table: pa.Table) -> _Sheet:
    return _Sheet(name, table.schema, len(table), [table], is_prose=True)


def _readme(public: Public, sheets: list[_Sheet]) -> pa.Table:
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
            ("left out", f"{number:,} {what}; the CSV files hold them too")
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
