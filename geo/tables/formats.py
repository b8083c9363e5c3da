"""Files -> chunks of text columns: one safe reader a format, chosen by name and checked by content.

A reader is never chosen by content alone: a file whose first bytes are not what its name says is
refused, so that no byte of an input can pick a driver that reads other files or the network.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from geo.errors import InputError, printable
from geo.tables.chunk import Chunk, ChunkBuilder
from geo.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

STDIN = "-"
SUFFIXES = (".csv", ".tsv", ".xlsx", ".json", ".geojson", ".gpkg", ".parquet")
_SPOOL_BYTES = 64 * 2**20
_SNIFFED = 512
# First bytes of a format, what it is called, and the suffix it belongs to.
_MAGIC = (
    (b"PK\x03\x04", "a zip or XLSX file", ".xlsx"),
    (b"SQLite format 3\x00", "an SQLite or GeoPackage file", ".gpkg"),
    (b"PAR1", "a Parquet file", ".parquet"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old .xls or other Office file", ""),
    (b"%PDF-", "a PDF file", ""),
    (b"\x1f\x8b", "a gzip file", ""),
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
        named in the notes.
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
    name = str(path)
    if name == STDIN:
        source = stdin if stdin is not None else sys.stdin.buffer
        yield from _read(source, "standard input", "", rows, encoding, None, None)
        return
    file = Path(path)
    label, suffix = clean(file.name), file.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(
            "unknown kind of file", value=suffix, expected=" ".join(SUFFIXES), where=label
        )
    try:
        with file.open("rb") as stream:
            yield from _read(stream, label, suffix, rows, encoding, layer, file)
    except (OSError, ValueError) as fault:
        if isinstance(fault, InputError):
            raise
        reason = getattr(fault, "strerror", None) or _first_line(fault)
        raise InputError(f"cannot be read ({reason})", where=label) from fault


def _read(
    stream: BinaryIO,
    label: str,
    suffix: str,
    rows: int,
    encoding: str | None,
    layer: str | None,
    file: Path | None,
) -> Iterator[Chunk]:
    if rows < 1:
        raise InputError("a chunk of no rows", value=rows, expected="rows of 1 or more")
    if not stream.seekable():
        spool = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=_SPOOL_BYTES))  # noqa: SIM115
        with spool:
            shutil.copyfileobj(stream, spool)
            spool.seek(0)
            yield from _read(spool, label, suffix, rows, encoding, layer, None)
        return
    head = stream.read(_SNIFFED)
    stream.seek(0)
    kind = _kind(head, suffix, label)
    builder = ChunkBuilder(label, rows)
    seen = 0
    for chunk in _reader(kind, stream, builder, encoding, layer, file):
        seen += len(chunk.frame) + len(chunk.rejected)
        yield chunk
    if not seen:
        raise InputError("no rows", expected="at least one row after the header", where=label)


def _reader(
    kind: str,
    stream: BinaryIO,
    builder: ChunkBuilder,
    encoding: str | None,
    layer: str | None,
    file: Path | None,
) -> Iterator[Chunk]:
    if kind in (".csv", ".tsv", ".json"):
        from geo.tables import delimited, objects
        from geo.tables.encoding import open_text

        text, used = open_text(stream, builder.file, encoding)
        if used not in ("utf-8", "utf-8-sig"):
            builder.notes.append(f"read as {used}")
        try:
            if kind == ".json":
                return (yield from objects.read(text, builder))
            return (yield from delimited.read(text, builder, tabs=kind == ".tsv"))
        finally:
            text.detach()  # whoever opened the bytes closes them
    if kind == ".xlsx":
        from geo.tables import workbook

        return (yield from workbook.read(stream, builder, layer))
    from geo.tables import columnar

    if kind == ".parquet":
        return (yield from columnar.read_parquet(stream, builder))
    if file is None:
        raise InputError("a GeoPackage must be a file", where=builder.file)
    return (yield from columnar.read_geopackage(file, builder, layer))


def _kind(head: bytes, suffix: str, label: str) -> str:
    """Check the first bytes against the file's name; give the suffix of the reader."""
    if not head.strip():
        if not head or suffix in ("", ".csv", ".tsv", ".json", ".geojson"):
            raise InputError("the file is empty", expected="a header and rows", where=label)
    found, belongs = next(
        ((what, to) for mark, what, to in _MAGIC if head.startswith(mark)), ("", "")
    )
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    is_json = start in (b"{", b"[") or head[:4] in (b"\xff\xfe{\x00", b"\xff\xfe[\x00")
    if found and belongs != suffix or (not found and suffix in (".xlsx", ".gpkg", ".parquet")):
        raise InputError(
            f"the file is {found}" if found else "the content is not what the name says",
            value=None if found else _shown(head),
            expected=f"what the name says ({suffix})" if suffix else "CSV, TSV or JSON",
            where=label,
        )
    if suffix in (".json", ".geojson"):
        if not is_json and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise InputError(
                "the content is not JSON", value=_shown(head), expected="{ or [", where=label
            )
        return ".json"
    if suffix:
        return suffix
    return ".json" if is_json else ".csv"


def _shown(head: bytes) -> str:
    return head[:40].decode("utf-8", "replace")


def _first_line(fault: Exception) -> str:
    return printable(str(fault).split("\n", 1)[0], 120)[1:-1]
