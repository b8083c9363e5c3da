"""Files of reports to documents: text, Markdown, HTML, JSON lines, with or without front matter."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from dataclasses import dataclass, field, replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import InputError
from geo.reports.documents.document import Document
from geo.reports.documents.parts import TEXT_LIMIT
from geo.reports.language.words import load
from geo.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

STDIN = "standard input"  # how what came by it is named
ENDINGS = (".txt", ".md", ".markdown", ".html", ".htm", ".jsonl", ".ndjson")
# A file of reports beyond this is not read, an HTML page beyond that is cut: both bound memory.
FILE_LIMIT_BYTES = 256_000_000
PAGE_LIMIT_BYTES = 4_000_000
_LINE_LIMIT = 8_000_000
_FRONT = re.compile(r"\A﻿?---[ \t]*\r?\n(?P<head>(?:[^\n]{0,2000}\n){0,60}?)---[ \t]*\r?\n")
_FIELD = re.compile(r"^([A-Za-z_][\w-]{0,40})[ \t]*:[ \t]*(.*?)[ \t]*$")
_TAG = re.compile(
    r"<(?:script|style)\b[^>]{0,2000}>.{0,200000}?</(?:script|style)>|<[^>]{0,4000}>", re.DOTALL
)
_BREAK_TAG = re.compile(r"<(?:/p|br|/h\d|/li|/div|/tr)\b[^>]{0,200}>", re.IGNORECASE)
NO_TEXT, _EMPTY = "not a text", "no text"
_EXPECTED = "a report in words: text, Markdown, HTML, or a JSON object with a text on each line"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# First bytes of what people take for a text, and what it is.
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a Word file or another zip"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file"),
    (b"{\\rtf", "a file in rich text (RTF)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_KEYS = {"link": "url", "source_url": "url", "source": "publisher", "date": "published"}


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
        return _EXPECTED if self.reason in (NO_TEXT, _EMPTY) else ""

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
    """Tell whether a file is one of reports by its ending."""
    return Path(path).suffix.lower() in ENDINGS


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
    if kind in (".jsonl", ".ndjson") or (not kind and data.lstrip()[:1] == b"{"):
        _read_lines(name, data, found)
        return
    made = _document(name, data, kind)
    if isinstance(made, Document):
        found.documents.append(replace(made, sha256=_sha256(data), file=name))
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
    if data[:2] in _UTF16:
        return data.decode("utf-16", "replace")
    if b"\x00" in data[:100_000]:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    odd = sum(1 for c in text[:20_000] if not c.isprintable() and c not in "\n\r\t")
    return None if odd > len(text[:20_000]) * 0.02 else text


def _document(name: str, data: bytes, kind: str) -> Document | Refused:
    found = next((what for mark, what in _MAGIC if data.lstrip()[:8].startswith(mark)), "")
    text = None if found else _decode(data)
    if text is None:
        return Refused(name, NO_TEXT, found)
    said: dict[str, str] = {}
    if kind in (".html", ".htm") or (
        kind == "" and text.lstrip()[:15].lower().startswith("<!doctype")
    ):
        text, said = _from_html(text)
    elif front := _FRONT.match(text):
        said = _front(front["head"])
        text = text[front.end() :]
    if not text.strip():
        return Refused(name, _EMPTY)
    return document(text, said)


def _front(head: str) -> dict[str, str]:
    said: dict[str, str] = {}
    for line in head.splitlines():
        match = _FIELD.match(line)
        if match is not None:
            said[match[1].lower()] = match[2].strip("\"'")
    return said


def _read_lines(name: str, data: bytes, found: Reports) -> None:
    if data[:2] in _UTF16:
        data = data.decode("utf-16", "replace").encode("utf-8", "surrogatepass")
    data = data.removeprefix(b"\xef\xbb\xbf")
    if not data.strip():
        found.refused.append(Refused(name, _EMPTY))
    for number, line in enumerate(data.splitlines(), 1):
        if not line.strip():
            continue
        if len(line) > _LINE_LIMIT:
            found.refused.append(Refused(name, "line too long", str(len(line)), number))
            continue
        try:
            row = json.loads(line.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            shown = line[:80].decode("utf-8", "replace")
            found.refused.append(Refused(name, "not a JSON object", shown, number))
            continue
        text = row.get("text") if isinstance(row, dict) else None
        if not isinstance(text, str) or not text.strip():
            found.refused.append(Refused(name, _EMPTY, line=number))
            continue
        said = {
            str(k).lower(): v for k, v in row.items() if isinstance(v, (str, int)) and k != "text"
        }
        made = document(text, {k: str(v) for k, v in said.items()})
        found.documents.append(replace(made, sha256=_sha256(line), file=f"{name}, line {number}"))


def document(text: str, said: dict[str, str] | None = None) -> Document:
    """Make a document of a text and what is said of it.

    Parameters
    ----------
    text
        Kept as it is.
    said
        `id`, `title`, `publisher`, `url`, `published`, `licence`, `language`, where known.
    """
    said = {_KEYS.get(key, key): clean(value) for key, value in (said or {}).items()}
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]
    made = Document(
        # ";" joins the ids of reports in a cell
        id=" ".join(said.get("id", "").split()).replace(";", ",") or f"rep-{digest}",
        text=text,
        title=said.get("title", ""),
        publisher=said.get("publisher", ""),
        url=said.get("url", ""),
        licence=said.get("licence", said.get("license", "")),
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


_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
NO_DAY = (
    "no day of publication found; expected `published` in its head (a line such as `published:"
    " 2026-02-27` between two lines of ---), or a date with its year"
)
_HEAD_CHARS, _TOLD_CHARS = 600, 5_000
# What stands before the day in "Published: 14 March 2026 | Updated: 15 March 2026".
_LABEL = re.compile(
    r"\b(?:published|posted)(?:[ \t]+(?:on|at))?[ \t:|]*(?:[a-z]+day,?[ \t]*)?$", re.IGNORECASE
)


def _dated(made: Document, said: str) -> Document:
    """Find the day of publication: in metadata, the dateline, or the text's first lines."""
    from geo.reports.when import dates

    if (found := _ISO.search(said)) is not None:
        try:
            day = date(int(found[1]), int(found[2]), int(found[3]))
            return replace(made, published=day, published_from="metadata")
        except ValueError:
            pass
    if said and (whens := dates.full_dates(said)):
        return replace(made, published=whens[0][2], published_from="metadata")
    read = made.as_read
    head = dates.full_dates(read.text[:_HEAD_CHARS])
    for start, end in read.datelines:
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


def _from_html(page: str) -> tuple[str, dict[str, str]]:
    """Take the article out of a page, and what the page says of it."""
    page = page[:PAGE_LIMIT_BYTES]
    text, said = _with_trafilatura(page) if page.count("<") < 400_000 else ("", {})
    if not text:
        text = unescape(_TAG.sub(" ", _BREAK_TAG.sub("\n", page)))
    return text, said


def _with_trafilatura(page: str) -> tuple[str, dict[str, str]]:
    import logging

    try:
        import trafilatura
    except ImportError as fault:
        raise InputError(
            "a report in HTML needs one more library",
            expected="pip install 'bordermap[reports]', or the report as .txt or .md",
        ) from fault

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found: Any = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False)
    except Exception:  # noqa: BLE001 - a parser's fault on a broken page is no reason to stop
        return "", {}
    if found is None:
        return "", {}
    row = found.as_dict() if hasattr(found, "as_dict") else dict(found)
    said = {
        "title": row.get("title"),
        "publisher": row.get("sitename") or row.get("hostname"),
        "url": row.get("url"),
        "published": row.get("date"),
    }
    return row.get("text") or "", {key: value for key, value in said.items() if value}


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
