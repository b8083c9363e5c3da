"""Files -> chunks of text columns: one safe reader a format, chosen by name and checked by content.

A reader is never chosen by content alone: a file whose first bytes are not what its name says is
refused, so that no byte of an input can pick a driver that reads other files or the network.
"""

from __future__ import annotations

import codecs
import shutil
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from geo.errors import InputError, printable
from geo.tables.chunk import Chunk, ChunkBuilder
from geo.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

STDIN = "-"
SUFFIXES = (
    *(".csv", ".tsv", ".xlsx", ".json", ".geojson", ".gpkg", ".parquet"),
    *(".fgb", ".shp", ".zip"),
)
_TEXTUAL = ("", ".csv", ".tsv", ".json", ".geojson")
_SPOOL_BYTES = 64 * 2**20
_SNIFFED = 512
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# First bytes of a format, what it is called, and the suffixes it belongs to.
_MAGIC = (
    (b"PK\x03\x04", "a zip or XLSX file", (".xlsx", ".zip")),
    (b"SQLite format 3\x00", "an SQLite or GeoPackage file", (".gpkg",)),
    (b"PAR1", "a Parquet file", (".parquet",)),
    (b"fgb\x03fgb", "a FlatGeobuf file", (".fgb",)),
    (b"\x00\x00\x27\x0a", "a Shapefile", (".shp",)),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old .xls or other Office file", ()),
    (b"%PDF-", "a PDF file", ()),
    (b"\x1f\x8b", "a gzip file", ()),
)


def read_chunks(
    path: str | Path,
    *,
    rows: int = 100_000,
    encoding: str | None = None,
    layer: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Chunk]:
    """Read a table a chunk at a time.

    Parameters
    ----------
    path
        A file with one of `SUFFIXES`, or ``-`` for CSV, TSV or JSON on standard input.
    rows
        Rows a chunk holds at most; chunks of very long cells hold fewer.
    encoding
        Text encoding of CSV, TSV and JSON, where it cannot be recognised.
    layer
        Sheet of an XLSX file or layer of a GeoPackage; none means the first, and the others are
        named in the notes. A ``.zip`` holds one Shapefile.
    stdin
        Read for ``-``; none means standard input.

    Yields
    ------
    Chunk
        At least one; coordinates of point geometries are in the columns `latitude` and
        `longitude` (EPSG:4326, degrees) where the file has none of its own.

    Raises
    ------
    InputError
        The file as a whole cannot be read: missing, empty, of another format than its name says,
        of an ambiguous encoding, malformed or unreasonably large when unpacked.
    """
    if rows < 1:
        raise InputError("a chunk of no rows", value=rows, expected="rows of 1 or more")
    if str(path) == STDIN:
        stream = stdin if stdin is not None else sys.stdin.buffer
        yield from _read(_Source(stream, "standard input", "", encoding), rows)
        return
    file = Path(path)
    label, suffix = " ".join(clean(file.name).split()), file.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(
            "unknown kind of file", value=suffix, expected=" ".join(SUFFIXES), where=label
        )
    try:
        with file.open("rb") as stream:
            yield from _read(_Source(stream, label, suffix, encoding, layer, file), rows)
    except (OSError, ValueError) as fault:
        if isinstance(fault, InputError):
            raise
        reason = getattr(fault, "strerror", None) or _first_line(fault)
        raise InputError(f"cannot be read ({reason})", where=label) from fault


@dataclass(frozen=True)
class _Source:
    """An opened input and what the user says of it."""

    stream: BinaryIO
    label: str
    suffix: str
    encoding: str | None = None
    layer: str | None = None
    file: Path | None = None


def _read(source: _Source, rows: int) -> Iterator[Chunk]:
    stream = source.stream
    if not stream.seekable():
        spool = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=_SPOOL_BYTES))  # noqa: SIM115 - closed below
        with spool:
            shutil.copyfileobj(stream, spool)
            spool.seek(0)
            yield from _read(replace(source, stream=spool, file=None), rows)
        return
    stream.seek(0)
    head = stream.read(_SNIFFED)
    stream.seek(0)
    kind = _kind(head, source.suffix, source.label)
    seen, notes = 0, list[str]()
    for chunk in _reader(kind, source, ChunkBuilder(source.label, rows)):
        seen += len(chunk.frame) + len(chunk.rejected)
        notes += chunk.notes
        yield chunk
    if not seen:
        raise InputError(
            "no rows",
            expected="; ".join(["at least one row after the header", *notes]),
            where=source.label,
        )


def _reader(kind: str, source: _Source, builder: ChunkBuilder) -> Iterator[Chunk]:
    if kind in (".csv", ".tsv", ".json"):
        from geo.tables import delimited, objects
        from geo.tables.encoding import open_text

        text, used = open_text(source.stream, source.label, source.encoding)
        if used not in ("utf-8", "utf-8-sig"):
            builder.notes.append(f"read as {used}")
        try:
            if kind == ".json":
                yield from objects.read(text, builder)
            else:
                yield from delimited.read(text, builder, tabs=kind == ".tsv")
        finally:
            with suppress(ValueError):  # closed already where nobody wants the rest
                text.detach()  # or the bytes would be closed by us, who did not open them
    elif kind == ".xlsx":
        from geo.tables import workbook

        yield from workbook.read(source.stream, builder, source.layer)
    else:
        from geo.tables import columnar

        if kind == ".parquet":
            yield from columnar.read_parquet(source.stream, builder)
        elif source.file is None:
            raise InputError(f"{kind} is read from a file only", where=source.label)
        else:
            yield from columnar.read_layer(source.file, builder, source.layer)


def _kind(head: bytes, suffix: str, label: str) -> str:
    """Check the first bytes against the file's name; give the suffix of the reader."""
    textual = suffix in _TEXTUAL
    if not head or (textual and not head.strip()):
        raise InputError("the file is empty", expected="a header and rows", where=label)
    name = f"what the name says ({suffix})" if suffix else "CSV, TSV or JSON"
    found, belongs = next(
        ((what, to) for mark, what, to in _MAGIC if head.startswith(mark)), ("", ())
    )
    if found and suffix not in belongs:
        raise InputError(f"the file is {found}", expected=name, where=label)
    if not found and not textual:
        raise InputError(
            "the content is not what the name says",
            value=_shown(head),
            expected=name,
            where=label,
        )
    start = head.decode("utf-16" if head[:2] in _UTF16 else "utf-8-sig", "replace").lstrip()[:1]
    if suffix in (".json", ".geojson") and start not in ("{", "["):
        raise InputError(
            "the content is not JSON", value=_shown(head), expected="{ or [", where=label
        )
    return ".json" if start in ("{", "[") and suffix not in (".csv", ".tsv") else suffix or ".csv"


def _shown(head: bytes) -> str:
    return head[:40].decode("utf-8", "replace")


def _first_line(fault: Exception) -> str:
    return printable(str(fault).split("\n", 1)[0], 120)[1:-1]
