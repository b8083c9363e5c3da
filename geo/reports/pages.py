"""HTML to the text of its article and what the page says of it."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from geo.errors import InputError

# A page beyond this is cut, and one of more tags is read by its tags alone: both bound time.
PAGE_LIMIT_CHARS = 4_000_000
_TAGS_LIMIT = 50_000
_BEGINS = re.compile(
    r"\s*(?:<\?xml[^<>]{0,200}\?>\s*|<!--[^<>]{0,2000}-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE,
)
# A tag of so many characters holds a picture or worse; its name is enough.
_LONG_TAG = re.compile(r"<(/?\w{1,20})\b[^<>]{4000,}>?")
_TAG = re.compile(r"<(?P<closes>/?)(?P<name>\w{0,20})[^<>]{0,4000}>")
_BREAKS = frozenset(
    {"article", "blockquote", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p"}
    | {"section", "table", "tr"}
)
_HIDDEN = frozenset({"script", "style"})
# Old pages are laid out in a table: of one row, then, with a cell of so many characters.
_CELL_CHARS = 200
_TABLE_TAG = re.compile(r"<(/?)(?:table|tbody|thead|tr|td|th)\b[^<>]{0,4000}>", re.IGNORECASE)


def is_page(text: str) -> bool:
    """Tell a page by its first words, whatever its file is called."""
    return _BEGINS.match(text[:5_000]) is not None


def read(page: str) -> tuple[str, dict[str, str]]:
    """Take the article out of a page, and what the page says of it.

    Returns
    -------
    The text, and its `title`, `publisher`, `url` and `published` where the page tells them.

    Raises
    ------
    InputError
        The library that reads pages is not installed.
    """
    page = _LONG_TAG.sub(r"<\1>", page[:PAGE_LIMIT_CHARS])
    if page.count("<") >= _TAGS_LIMIT:
        return _bare(page), {}
    text, said = _article(page)
    rows = [line.split("|")[1:] for line in text.splitlines()]
    if sum(any(len(cell) > _CELL_CHARS for cell in row) for row in rows) == 1:
        text, _ = _article(_TABLE_TAG.sub(r"<\1div>", page))
    return text or _bare(page), said


def _article(page: str) -> tuple[str, dict[str, str]]:
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


def _bare(page: str) -> str:
    """Return a page without its tags, scripts and remarks, in one pass."""
    first, *rest = page.split("<!--")
    page = first + "".join(part.partition("-->")[2] if "-->" in part else part for part in rest)
    made: list[str] = []
    at, hidden = 0, ""
    for tag in _TAG.finditer(page):
        name = tag["name"].lower()
        if not hidden:
            made += (page[at : tag.start()], "\n" if name in _BREAKS else " ")
        if name in _HIDDEN:
            hidden = "" if tag["closes"] else hidden or name
        at = tag.end()
    made.append("" if hidden else page[at:])
    return unescape("".join(made))
