"""The inputs of a run told apart: tables, and reports in words."""

from __future__ import annotations

import hashlib
import io
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import InputError
from geo.reports import chats, objects, sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.tables.chunk import Chunk

STDIN = "-"
_BINARY = (b"PK\x03\x04", b"SQLite format 3\x00", b"PAR1")
_HEADER_COLUMNS = 2  # a first line with so many names of our columns is a table's header
_TABLE_COLUMNS = 3  # and a file that says it is a text, with so many
_HEAD_BYTES = 100_000
# How to give what is not read: a form that is, by the endings of files that can be saved as it.
_SAVED = {
    "its text, saved as .txt": (".pdf", ".doc", ".docx", ".odt", ".rtf"),
    "the sheet, saved as .xlsx or .csv": (".xls", ".ods", ".xlsm", ".xlsb", ".numbers"),
}


@dataclass
class Inputs:
    """What a run is given.

    Attributes
    ----------
    tables
        Files of `geo.tables.formats`, and what standard input held, if that was a table.
    reports
        The reports that could be read, and those that could not.
    stdin_sha256
        Of what standard input held.
    """

    tables: list[Path | Chunk] = field(default_factory=list)
    reports: sources.Reports = field(default_factory=sources.Reports)
    stdin_sha256: str = ""

    def named(self, path: Path) -> tuple[str, str]:
        """Return the name of an input and its SHA-256; of a pipe, which is read once, none."""
        if str(path) == STDIN:
            return sources.STDIN, self.stdin_sha256
        if not path.is_file():
            return path.name, ""
        with path.open("rb") as stream:
            return path.name, hashlib.file_digest(stream, "sha256").hexdigest()


def told_apart(paths: Sequence[Path], encoding: str | None = None) -> Inputs:
    """Read the reports among inputs, and leave the tables to their reader.

    Parameters
    ----------
    paths
        A file is one of reports by its ending (`geo.reports.sources.ENDINGS`); ``-`` is standard
        input, told by its first bytes.
    encoding
        Of a table on standard input.

    Raises
    ------
    InputError
        A table is given twice; a file is neither of reports nor a table by its ending, or one of
        reports cannot be opened or is too large.
    """
    from geo.tables.formats import SUFFIXES

    for path, times in Counter(path.resolve() for path in paths if str(path) != STDIN).items():
        if times > 1 and path.suffix.lower() in SUFFIXES:  # a report given twice is told by its id
            raise InputError("the table is given twice", where=path.name)
    given = Inputs()
    for path in paths:
        if str(path) == STDIN:
            data = sys.stdin.buffer.read()
            given.stdin_sha256 = hashlib.sha256(data).hexdigest()
            if is_table(data):
                from geo.tables.formats import read_chunks

                given.tables += read_chunks(STDIN, encoding=encoding, stdin=io.BytesIO(data))
            else:
                sources.add(given.reports, sources.STDIN, data)
        elif sources.is_report(path):
            _add(given.reports, path)
        elif path.suffix.lower() in SUFFIXES:
            given.tables.append(path)
        else:
            raise _unread(path, [*sources.ENDINGS], [*SUFFIXES])
    return given


def only_reports(paths: Sequence[str | Path]) -> sources.Reports:
    """Read files that are all of reports.

    Raises
    ------
    InputError
        A file is an archive or a table, or cannot be opened or is too large.
    """
    from geo.tables.formats import SUFFIXES

    for path in map(Path, paths):
        suffix = path.suffix.lower()
        if suffix == ".zip":
            raise InputError(
                "the file is an archive",
                expected="the reports in it, unpacked; bordermap build reads a Shapefile in one",
                where=str(path),
            )
        if suffix in SUFFIXES and not sources.is_report(path):
            raise InputError(
                "the file is a table",
                expected="reports in words; bordermap build reads tables as they are",
                where=str(path),
            )
    given = sources.Reports()
    for one in paths:
        _add(given, one)
    return given


def _add(given: sources.Reports, path: str | Path) -> None:
    name, data = sources.bytes_of(path)
    check_report(name, data)
    sources.add(given, name, data)


def _unread(path: Path, reports: list[str], tables: list[str]) -> InputError:
    """Say of a path that is neither a report nor a table what to give instead."""
    kinds = f"a report, {' '.join(reports)}, or a table, {' '.join(tables)}"
    where = path.name or str(path)
    if path.is_dir():
        return InputError("is a folder", expected=f"the files in it, each {kinds}", where=where)
    suffix = path.suffix.lower()
    saved = next((form for form, endings in _SAVED.items() if suffix in endings), "")
    return InputError(
        "unknown kind of file", value=path.suffix, expected=saved or kinds, where=where
    )


def check_report(name: str, data: bytes) -> None:
    """Refuse a table that is called a text, as Excel's "Unicode Text" is.

    Raises
    ------
    InputError
        The first line of a ``.txt`` names columns of ours, parted by tabs, semicolons or commas.
    """
    if Path(name).suffix.lower() != ".txt":
        return
    head = data[:_HEAD_BYTES]
    utf16 = head[:2] in (b"\xff\xfe", b"\xfe\xff")
    line = head.decode("utf-16" if utf16 else "utf-8-sig", "replace").lstrip().split("\n", 1)[0]
    if _is_header(line, _TABLE_COLUMNS):
        raise InputError(
            "the text is a table by its first line",
            value=line.strip(),
            expected="a report in words, or the table as .tsv or .csv",
            where=name,
        )


def keep(paths: Iterable[str | Path], target: Path) -> None:
    """Refuse to write over what is read.

    Raises
    ------
    InputError
        The target is one of the inputs, by any name of it.
    """
    for path in paths:
        if str(path) != STDIN and target.exists() and Path(path).exists() and target.samefile(path):
            raise InputError(
                "the output is the input", expected="another name for it", where=target.name
            )


def is_table(data: bytes) -> bool:
    """Tell a table from a report by its first bytes.

    A JSON line with a `text` is a report, and so are other JSON of reports and a chat; other JSON,
    a workbook, a GeoPackage and a Parquet file are tables, and so is text whose first line holds
    the names of our columns.
    """
    import json

    head = data[:_HEAD_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(_BINARY):
        return True
    if head[:1] in (b"{", b"["):
        try:
            row = json.loads(data.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0])
        except (ValueError, RecursionError):
            row = None
        is_report = (isinstance(row, dict) and "text" in row) or objects.are_reports(head)
        return not is_report and not chats.messages(head.decode("utf-8", "replace"))
    return _is_header(head.split(b"\n", 1)[0].decode("utf-8", "replace"))


def _is_header(line: str, enough: int = _HEADER_COLUMNS) -> bool:
    from geo.schema import PLAIN_COLUMNS
    from geo.tables.columns import ALIASES, folded

    names = {folded(name) for name in PLAIN_COLUMNS}
    names |= {folded(name) for others in ALIASES.values() for name in others}
    for mark in ("\t", ";", ","):
        cells = [folded(cell.strip(" \"'\r")) for cell in line.split(mark)]
        if len(names & set(cells)) >= enough:
            return True
    return False
