"""Workbooks (Office Open XML, ECMA-376) of tables, written row after row.

Written here and not by a library: a library's call a cell took 18 s for 23,000 places (xlsxwriter
3.3, constant memory), Arrow joins the text of whole columns in 1 s. There is one kind of text cell,
which holds text and nothing else: no formula, no link, no markup.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pyarrow as pa
import pyarrow.compute as pc

from geo.exports import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from types import TracebackType

MAX_ROWS = 1_048_575  # a sheet has 1,048,576 rows, the first of which is the header
MAX_TEXT = 16_383  # a cell has 32,767 UTF-16 units, and a character has one or two

_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the least that a zip file can say
_LEVEL = 1  # compression; rows that repeat shrink well at any
_CELL_BYTES = 45  # of XML around what a cell holds
# A sheet that may pass 4 GB needs a zip file of 64 bits, at which Excel offers a needless repair.
_LARGE = 2**30
_LINE = 15  # points: the height of a row of one line
_EPOCH = dt.date(1899, 12, 30)
_FIRST_DAY = dt.date(1900, 3, 1)  # Excel counts a 29 February 1900
_ESCAPE_RE2 = r"_(x[0-9A-Fa-f]{4}_)"  # Excel reads _x0041_ as A

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Cell styles by number: 0 as it is, 1 a header, 2 a day, 3 text over several lines.
_STYLES = f"""{_XML}<styleSheet xmlns="{_MAIN}">\
<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>\
<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>\
<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>\
<fills count="3"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid">\
<fgColor rgb="FFE7E5ED"/><bgColor indexed="64"/></patternFill></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>\
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">\
<alignment vertical="top" wrapText="1"/></xf></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
</styleSheet>"""


@dataclass(frozen=True)
class Sheet:
    """A sheet: a header that stays in sight, filters, and rows.

    Attributes
    ----------
    name
        At most 31 letters.
    schema, tables
        The columns, and the rows in some pieces.
    rows
        Number of rows.
    size
        Bytes of the rows in memory, more or less.
    widths
        Width of each column in characters.
    is_prose
        Whether text is broken into lines, and a page printed as wide as the sheet.
    """

    name: str
    schema: pa.Schema
    tables: Iterable[pa.Table]
    rows: int
    size: int
    widths: Sequence[int]
    is_prose: bool = False

    @property
    def is_large(self) -> bool:
        """Whether its XML may pass what a zip file of 32 bits can hold."""
        return self.size + _CELL_BYTES * self.rows * len(self.schema) > _LARGE

    @property
    def area(self) -> str:
        """The cells that hold something, as ``A1:C7``."""
        return f"A1:{_letters(len(self.schema))}{self.rows + 1}"


class Workbook:
    """A workbook that is written sheet by sheet; the same sheets give the same bytes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.cut = 0  # texts that were longer than a cell may be

    def __enter__(self) -> Self:
        self._zip = ZipFile(self._path, "w", ZIP_DEFLATED)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: object, __: TracebackType | None
    ) -> None:
        self._zip.close()

    def write(self, sheets: Sequence[Sheet]) -> None:
        """Write all of it."""
        for name, text in _parts(sheets).items():
            self._zip.writestr(_member(name), text)
        for number, sheet in enumerate(sheets, 1):
            self._sheet(f"xl/worksheets/sheet{number}.xml", sheet)

    def _sheet(self, name: str, sheet: Sheet) -> None:
        info = _member(name)
        with self._zip.open(info, "w", force_zip64=sheet.is_large) as stream:
            stream.write(_top(sheet).encode())
            for table in sheet.tables:
                for part in table.to_batches(max_chunksize=20_000):
                    if len(part):
                        stream.write(self._rows(part, sheet))
            stream.write(_bottom(sheet).encode())

    def _rows(self, rows: pa.RecordBatch, sheet: Sheet) -> memoryview:
        """Make rows, one behind the other as Arrow holds what it has just joined."""
        cells = [self._cells(column, 3 if sheet.is_prose else 0) for column in rows.columns]
        opened = _opened(rows, sheet.widths) if sheet.is_prose else "<row>"
        return memoryview(plain.joined(opened, *cells, "</row>").buffers()[2])

    def _cells(self, column: Any, style: int) -> Any:
        """Make the cells of a column, an empty one for null."""
        kind = column.type
        if pa.types.is_date(kind):
            days = column.cast(pa.int32())
            serial = pc.add(days, pa.scalar((dt.date(1970, 1, 1) - _EPOCH).days, pa.int32()))
            cells = plain.wrapped('<c s="2"><v>', serial.cast(pa.string()), "</v></c>")
            early = pc.less(column, pa.scalar(_FIRST_DAY))
            cells = pc.if_else(early, self._texts(column.cast(pa.string()), style), cells)
        elif pa.types.is_boolean(kind):
            cells = plain.wrapped(
                '<c t="b"><v>', column.cast(pa.int8()).cast(pa.string()), "</v></c>"
            )
        elif pa.types.is_string(kind):
            cells = self._texts(column, style)
        else:
            cells = plain.wrapped("<c><v>", column.cast(pa.string()), "</v></c>")
        return pc.fill_null(cells, "<c/>")

    def _texts(self, column: Any, style: int) -> Any:
        """Make cells of text, each text that repeats once."""
        self.cut += pc.sum(pc.greater(pc.utf8_length(column), MAX_TEXT)).as_py() or 0
        repeated = column.dictionary_encode()
        named = f'<c s="{style}" t="inlineStr">' if style else '<c t="inlineStr">'
        cells = plain.wrapped(
            f'{named}<is><t xml:space="preserve">', _cut(repeated.dictionary), "</t></is></c>"
        )
        return cells.take(repeated.indices)


def _cut(texts: Any) -> Any:
    """Shorten texts to what a cell may hold, and escape them for it."""
    long = pc.greater(pc.utf8_length(texts), MAX_TEXT)
    if pc.any(long).as_py():
        start = pc.utf8_slice_codeunits(texts, 0, MAX_TEXT - 1)
        texts = pc.if_else(long, pc.binary_join_element_wise(start, "…", ""), texts)
    return plain.xml(pc.replace_substring_regex(texts, _ESCAPE_RE2, r"_x005F_\1"))


def _opened(rows: pa.RecordBatch, widths: Sequence[int]) -> Any:
    """Begin rows as high as the text in them: not every program finds out by itself."""
    lines = [1] * len(rows)
    for column, width in zip(rows.columns, widths, strict=True):
        lengths = pc.fill_null(pc.utf8_length(column), 0).to_pylist()
        lines = [
            max(n, math.ceil(length / width)) for n, length in zip(lines, lengths, strict=True)
        ]
    return pa.array([f'<row ht="{_LINE * n}" customHeight="1">' for n in lines], pa.string())


def _letters(number: int) -> str:
    """Name a column: 1 is A, 27 is AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _member(name: str) -> ZipInfo:
    info = ZipInfo(name, _NO_TIME)
    info.compress_type = ZIP_DEFLATED
    info._compresslevel = _LEVEL  # type: ignore[attr-defined] # noqa: SLF001 - public from 3.13 on
    return info


def _top(sheet: Sheet) -> str:
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(sheet.widths, 1)
    )
    fit = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' if sheet.is_prose else ""
    names = "".join(
        f'<c s="1" t="inlineStr"><is><t>{plain.shown(name)}</t></is></c>'
        for name in sheet.schema.names
    )
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}">{fit}<dimension ref="{sheet.area}"/>'
        '<sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="{_LINE}"/><cols>{columns}</cols>'
        f"<sheetData><row>{names}</row>"
    )


def _bottom(sheet: Sheet) -> str:
    pages = '<pageSetup orientation="landscape" fitToHeight="0"/>' if sheet.is_prose else ""
    return f'</sheetData><autoFilter ref="{sheet.area}"/>{pages}</worksheet>'


def _parts(sheets: Sequence[Sheet]) -> dict[str, str]:
    """Make all files of the package but the sheets, by their name in it."""
    numbers = range(1, len(sheets) + 1)
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        for n in numbers
    )
    listed = "".join(
        f'<sheet name="{sheet.name}" sheetId="{n}" r:id="rId{n}"/>'
        for n, sheet in zip(numbers, sheets, strict=True)
    )
    filters = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{n}" hidden="1">'
        f"{_absolute(sheet)}</definedName>"
        for n, sheet in enumerate(sheets)
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    styles = f'<Relationship Id="rId0" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    return {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>{types}</Types>',
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship'
        f' Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000"'
        f' windowHeight="12000"/></bookViews><sheets>{listed}</sheets>'
        f"<definedNames>{filters}</definedNames></workbook>",
        "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{relations}{styles}</Relationships>",
        "xl/styles.xml": _STYLES,
    }


def _absolute(sheet: Sheet) -> str:
    first, last = ("A", "1"), (_letters(len(sheet.schema)), str(sheet.rows + 1))
    return f"'{sheet.name}'!${first[0]}${first[1]}:${last[0]}${last[1]}"
