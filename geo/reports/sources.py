"""Files of reports to documents: text, Markdown, HTML, JSON lines, with or without front matter."""

from __future__ import annotations

import codecs
import hashlib
import json
import re
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import InputError
from geo.reports import chats, heads, objects, pages
from geo.reports.documents.document import Document
from geo.reports.documents.parts import TEXT_LIMIT
from geo.reports.language.words import load
from geo.text import clean, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STDIN = "standard input"  # how what came by it is named
ENDINGS = (
    *(".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".mhtml", ".eml"),
    *(".jsonl", ".ndjson"),
)
_JSON = ".json"  # of reports or a table
# A file of reports beyond this is not read: it bounds memory.
FILE_LIMIT_BYTES = 256_000_000
_LINE_LIMIT = 8_000_000
NO_TEXT, _EMPTY = "not a text", "no text"
_EXPECTED = "a report in words: text, Markdown, HTML, or a JSON object with a text on each line"
_EXPECTED_OF = {NO_TEXT: _EXPECTED, _EMPTY: _EXPECTED, chats.UNCLEAR: chats.EXPECTED}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_WIDE_BYTES = 40  # of a text that is told to be so without a mark
_PAGES = (".html", ".htm", ".xhtml")
# First bytes of what people take for a text, and what it is.
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a Word file or another zip"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file"),
    (b"{\\rtf", "a file in rich text (RTF)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)


@dataclass(frozen=True)
class Refused:
    """A report that cannot be read.

    Attributes
    ----------
    file
        Name of its file.
    reason, value
        Why, and what was found.
    line
        Of a file of JSON lines; 0 of any other.
    """

    file: str
    reason: str
    value: str = ""
    line: int = 0

    @property
    def expected(self) -> str:
        """What would have been right; empty where the reason says it."""
        return _EXPECTED_OF.get(self.reason, "")

    @property
    def where(self) -> str:
        """Its file, and line where there are several."""
        return f"{self.file}, line {self.line}" if self.line else self.file


@dataclass
class Reports:
    """What was read of some files.

    Attributes
    ----------
    documents
        The reports, in the order of the files.
    refused
        Those that cannot be read.
    """

    documents: list[Document] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def is_report(path: str | Path) -> bool:
    """Tell whether a file is one of reports by its ending; of JSON by its first objects."""
    kind = Path(path).suffix.lower()
    return kind in ENDINGS or (kind == _JSON and objects.are_reports(_head(Path(path))))


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(objects.HEAD_BYTES)
    except OSError:
        return b""


def read(paths: Iterable[str | Path]) -> Reports:
    """Read the reports of files.

    Parameters
    ----------
    paths
        ``.txt``, ``.md``, ``.html`` hold one report, ``.jsonl`` one a line (`id`, `title`,
        `publisher`, `url`, `published`, `text`). ``-`` is standard input: JSON lines where its
        first character is ``{``, else one text.

    Raises
    ------
    InputError
        A file does not exist or cannot be opened, or is larger than `FILE_LIMIT_BYTES`.
    """
    found = Reports()
    for path in paths:
        add(found, *bytes_of(path))
    return found


def add(found: Reports, name: str, data: bytes) -> None:
    """Read the reports of a file's bytes.

    Parameters
    ----------
    found
        Gets them.
    name
        Of the file, whose ending says what it holds; `STDIN` has none.
    data
        What is in it.
    """
    kind = Path(name).suffix.lower()
    is_lines = not kind and (data.lstrip()[:1] == b"{" or objects.are_reports(data))
    if is_lines or kind in (".jsonl", ".ndjson", _JSON):
        _read_lines(name, data, found)
        return
    for made in _documents(name, data, kind):
        if isinstance(made, Document):
            found.documents.append(replace(made, sha256=_sha256(data), file=made.file or name))
        else:
            found.refused.append(made)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def bytes_of(path: str | Path) -> tuple[str, bytes]:
    """Return the name and the bytes of a file, `-` for standard input."""
    if str(path) == "-":
        return STDIN, sys.stdin.buffer.read(FILE_LIMIT_BYTES)
    file = Path(path)
    try:
        size = file.stat().st_size
        if size > FILE_LIMIT_BYTES:
            raise InputError(
                "file too large", value=size, expected="at most 256 MB", where=file.name
            )
        return file.name, file.read_bytes()
    except OSError as fault:
        raise InputError(
            "cannot be read", value=fault.strerror, expected="a file of reports", where=str(path)
        ) from fault


def _decode(data: bytes) -> str | None:
    """Decode bytes of a text; None where they are none."""
    if (wide := _wide(data)) is not None:
        return wide
    if b"\x00" in data[:100_000]:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    odd = sum(1 for c in text[:20_000] if not c.isprintable() and c not in "\n\r\t")
    return None if odd > len(text[:20_000]) * 0.02 else text


def _wide(data: bytes) -> str | None:
    """Decode a text of two bytes a character; None where it is none."""
    if data[:2] in _UTF16:
        return data.decode("utf-16", "replace")
    head = data[:2_000]
    for at, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(head) >= _WIDE_BYTES and head[at::2].count(0) > 0.45 * len(head) > 50 * head[
            1 - at :: 2
        ].count(0):
            return data.decode(encoding, "replace")
    return None


def _documents(name: str, data: bytes, kind: str) -> list[Document] | list[Refused]:
    """Make the report of a file, or those of a chat, or say why there is none."""
    found = next((what for mark, what in _MAGIC if data.lstrip()[:8].startswith(mark)), "")
    text = None if found else _decode(data)
    if text is None:
        return [Refused(name, NO_TEXT, found)]
    said: dict[str, str] = {}
    is_page = kind in _PAGES or pages.is_page(text)
    if not is_page:
        whole = text
        said, text = heads.parted(whole)
        is_page = pages.is_page(text)  # saved with the head of a mail
    if is_page:
        text, told = pages.read(text)
        said = told | said
    if not text.strip():
        return [Refused(name, _EMPTY)]
    if messages := [] if is_page else chats.messages(text):
        above = whole.count("\n") - text.count("\n")
        return _of_chat(name, messages, said, above)
    return [document(text, said)]


def _of_chat(
    name: str, messages: Sequence[chats.Message], said: dict[str, str], above: int
) -> list[Document] | list[Refused]:
    """Make a report of each message; a head of some lines above tells what they do not."""
    if any(one.day is None for one in messages) and "published" not in said:
        return [Refused(name, chats.UNCLEAR)]
    made = [
        replace(
            document(one.text, said | {key: told for key, told in one.said.items() if told}),
            file=f"{name}, line {above + one.line}",
        )
        for one in messages
    ]
    note = f"{counted(len(made), 'message')} of a chat, each a report of its own"
    return [replace(made[0], notes=(*made[0].notes, note)), *made[1:]]


def _read_lines(name: str, data: bytes, found: Reports) -> None:
    if (wide := _wide(data)) is not None:
        data = wide.encode("utf-8", "surrogatepass")
    data = data.removeprefix(codecs.BOM_UTF8)
    if not data.strip():
        found.refused.append(Refused(name, _EMPTY))
    for number, line in objects.rows(data):
        where = f"{name}, line {number}" if number else name
        row, fault = _row(line)
        text = heads.named(row).get("text", "")
        if fault or not text.strip():
            found.refused.append(replace(fault or Refused("", _EMPTY), file=name, line=number))
            continue
        made = document(text, heads.named(row))
        found.documents.append(replace(made, sha256=_sha256(line), file=where))


def _row(line: bytes) -> tuple[dict[str, Any], Refused | None]:
    """Return the object of a line, and why it is none."""
    if len(line) > _LINE_LIMIT:
        return {}, Refused("", "line too long", str(len(line)))
    try:
        row = json.loads(_decode(line) or "")
    except (ValueError, RecursionError):
        return {}, Refused("", "not a JSON object", line[:80].decode("utf-8", "replace"))
    return (row, None) if isinstance(row, dict) else ({}, None)


def document(text: str, said: dict[str, str] | None = None) -> Document:
    """Make a document of a text and what is said of it.

    Parameters
    ----------
    text
        Kept as it is.
    said
        `id`, `title`, `publisher`, `url`, `published`, `licence`, `language`, where known.
    """
    said = {key: clean(value) for key, value in (said or {}).items()}
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]
    made = Document(
        # ";" joins the ids of reports in a cell
        id=" ".join(said.get("id", "").split()).replace(";", ",") or f"rep-{digest}",
        text=text,
        title=said.get("title", ""),
        publisher=said.get("publisher", ""),
        url=said.get("url", ""),
        licence=said.get("licence", ""),
        language=said.get("language") or language_of(text),
        notes=_unread(text),
    )
    return _dated(made, said.get("published", ""))


def _unread(text: str) -> tuple[str, ...]:
    """Say how much of a text stands beyond its limit, if any does."""
    beyond = len(text) - TEXT_LIMIT
    return (
        (f"{beyond:,} characters beyond the first {TEXT_LIMIT:,} not read",) if beyond > 0 else ()
    )


NO_DAY = (
    "no day of publication found; expected `published` in its head (a line such as `published:"
    " 2026-02-27` between two lines of ---), or a date with its year"
)
_UNREAD_DAY = "its day '{}' is none, or one of two; expected one such as 2026-02-27"
_DAY_CHARS = 40
_HEAD_CHARS, _TOLD_CHARS = 600, 5_000
# What stands before the day in "Published: 14 March 2026 | Updated: 15 March 2026".
_LABEL = re.compile(
    r"\b(?:published|posted)(?:[ \t]+(?:on|at))?[ \t:|]*(?:[a-z]+day,?[ \t]*)?$", re.IGNORECASE
)


def _dated(made: Document, said: str) -> Document:
    """Find the day of publication: in metadata, the dateline, or the text's first lines."""
    from geo.reports.when import dates

    if said and (found := heads.day_of(said)) is not None:
        return replace(made, published=found, published_from="metadata")
    if said:
        made = replace(made, notes=(*made.notes, _UNREAD_DAY.format(said[:_DAY_CHARS])))
    read = made.cleared
    head = dates.full_dates(read.text[:_HEAD_CHARS])
    for start, end in made.as_read.datelines:
        for at, _, day in head:
            if start <= at < end:
                return replace(made, published=day, published_from="dateline")
    for at, _, day in head:
        if _LABEL.search(read.text[:at]) is not None:
            return replace(made, published=day, published_from="text")
    told = dates.full_dates(read.text[:_TOLD_CHARS])
    if told:
        # A report is no older than the last day that it names in full.
        return replace(made, published=max(day for _, _, day in told), published_from="text")
    return replace(made, notes=(*made.notes, NO_DAY))


_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = 0.1  # of the words of a text; of 245 reports in English three have fewer


def language_of(text: str) -> str:
    """Tell the language of a text; empty where that is not known or not sure.

    English tells itself by its small words: the model that knows the others takes half a second to
    load.
    """
    sample = text[:4_000]
    letters = sum(map(str.isalpha, sample))
    if letters < 40:
        return ""
    said = _WORD.findall(sample.lower())
    small = load("layout")["english"]
    if sum(map(said.count, small)) >= _ENGLISH * len(said):
        return "en"
    try:
        import py3langid
    except ImportError:
        return ""
    code: str = py3langid.classify(sample)[0]
    return code
