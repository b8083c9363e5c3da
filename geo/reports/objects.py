"""Files of JSON: the objects in them that are reports."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from geo.reports import chats, heads
from geo.reports.language.words import load

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT_BYTES = 64_000_000  # of a file that is read as a whole
_OPEN = re.compile(rb"\s*\{\s*(?:\r?\n|\Z)")  # an object that goes on in the next line
HEAD_BYTES = 200_000  # by which JSON of reports is told from that of a table
_LOOKED_AT = 100  # objects
_PLACES = frozenset({"place", "latitude", "admin1", "admin2"})


def rows(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the reports of a file of JSON with their numbers, each an object.

    A file is an object a line, a list of them, one object, or one around a list, as services of
    news and the export of a chat write it.
    """
    is_whole = data.lstrip()[:1] == b"[" or b"\n" not in data.strip() or _OPEN.match(data)
    if is_whole and len(data) <= LIMIT_BYTES and (whole := _loaded(data)) is not None:
        for number, one in _listed(whole):
            yield number, json.dumps(one).encode()
        return
    for number, line in enumerate(data.splitlines(), 1):
        if line.strip():
            yield number, line


def _loaded(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _listed(whole: Any) -> Iterator[tuple[int, Any]]:
    """Give the objects of a file that is read as a whole."""
    if isinstance(whole, dict) and isinstance(whole.get("messages"), list):
        for post in chats.posts(whole):
            yield post.line, {**post.said, "text": post.text}
        return
    for number, one in enumerate(_inner(whole), 1):
        if isinstance(one, dict):
            yield number, one


def _inner(whole: Any) -> list[Any]:
    if isinstance(whole, list):
        return whole
    if isinstance(whole, dict) and "text" not in heads.named(whole):
        for name in load("layout")["lists"]:
            if isinstance(whole.get(name), list):
                return list(whole[name])
    return [whole]


def are_reports(data: bytes) -> bool:
    """Tell JSON of reports from that of a table by its first objects.

    One of them has a text, and no column of places as a row of a table has.

    Parameters
    ----------
    data
        Its first bytes, or all.
    """
    from geo.tables.columns import guess

    head = data[:HEAD_BYTES].decode("utf-8-sig", "replace")
    if head.lstrip()[:1] not in ("{", "["):
        return False
    at = head.find("{")
    decoder = json.JSONDecoder(strict=False)
    for _ in range(_LOOKED_AT):
        if at < 0:
            break
        try:
            one, end = decoder.raw_decode(head, at)
        except (ValueError, RecursionError):
            one, end = {}, at + 1  # it is around others, or goes on beyond the first bytes
        for _, inner in _listed(one):
            has_text = "text" in heads.named(inner) or chats.words(inner.get("text")).strip()
            if has_text and _PLACES.isdisjoint(guess([*inner])):
                return True
        at = head.find("{", end)
    return False
