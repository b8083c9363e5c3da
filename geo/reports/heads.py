"""What is said of a report beside its text: in a head above it, in a mail's, under keys of JSON."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email import message_from_string, policy
from typing import TYPE_CHECKING, Any

from geo.reports.language.words import load

if TYPE_CHECKING:
    from collections.abc import Mapping

# By what others call what is said of a report; the first that is given counts.
_CALLED = {
    called: (name, rank)
    for name, others in load("layout")["heads"].items()
    for rank, called in enumerate(others)
}
_MARKS = re.compile(r"[-_ ]")

_FRONT = re.compile(
    r"\A\s*(?P<mark>---|\+\+\+)[ \t]*\r?\n(?P<head>(?:[^\n]{0,2000}\n){0,60}?)"
    r"(?:(?P=mark)|\.\.\.)[ \t]*(?:\r?\n|\Z)"
)
_FIELD = re.compile(r"^([A-Za-z_][\w-]{0,40})[ \t]*[:=][ \t]*(.*?)[ \t]*$")
_REMARK = re.compile(r"[ \t]+#[ \t].*$")

# "Title: ...", "Date: ..." above a text, as mail has them; what a mail has besides says nothing.
_LINE = re.compile(
    r"[ \t]*([A-Za-z][A-Za-z-]{1,30})[ \t]*:[ \t]*([^\n]{0,2000}?)[ \t]*(?:\r?\n|\Z)"
)
_MAIL = frozenset(load("layout")["mail"])
_FORWARDED = re.compile(
    r"^[ \t]*(?:-{2,}[ \t]*(?:forwarded|original) message[ \t]*-{2,}|begin forwarded message:)"
    r"[ \t]*\r?\n\s*",
    re.IGNORECASE | re.MULTILINE,
)
_FORWARDED_WITHIN = 1_000  # characters
_ENCODED = re.compile(
    r"^content-(?:type:[ \t]*(?:multipart|text/html)|transfer-encoding:[ \t]*(?:quoted|base64))",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD_CHARS = 8_000

_ISO = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?")
# "Thu Mar 05 08:14:00 +0000 2026": how a post gives its day.
_POSTED = re.compile(
    r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) (?P<day>\d{1,2}) [\d:]{5,8} "
    r"(?:[+-]\d{4} |[A-Z]{2,4} )?(?P<year>\d{4})"
)


def named(row: Mapping[str, Any]) -> dict[str, str]:
    """Return what is said of a report under our names, of words that others use for them.

    Parameters
    ----------
    row
        Text or numbers by name; an object gives its `name`, as `source` does in feeds.
    """
    best: dict[str, tuple[int, str]] = {}
    for key, value in row.items():
        name, rank = _CALLED.get(_MARKS.sub("", str(key)).lower(), ("", 0))
        said = value.get("name") if isinstance(value, dict) else value
        is_said = (
            isinstance(said, (str, int, float)) and not isinstance(said, bool) and str(said).strip()
        )
        if name and is_said and (name not in best or rank < best[name][0]):
            best[name] = (rank, str(said))
    return {name: said for name, (_, said) in best.items()}


def parted(text: str) -> tuple[dict[str, str], str]:
    """Part the head from a text: front matter, or the lines of a mail; without one all is text."""
    if (front := _FRONT.match(text)) is not None:
        return named(_fields(front["head"])), text[front.end() :]
    said, end = _lines(text, 0)
    if said and _ENCODED.search(text[:end]) is not None:
        return named(said), _decoded(text)
    if (mark := _FORWARDED.search(text, end, end + _FORWARDED_WITHIN)) is not None:
        inner, inner_end = _lines(text, mark.end())
        said, end = inner or said, inner_end or end
    return (named(said), text[end:]) if said else ({}, text)


def _fields(head: str) -> dict[str, str]:
    fields = (_FIELD.match(_REMARK.sub("", line)) for line in head.splitlines())
    return {field[1]: field[2].strip("\"'") for field in fields if field is not None}


def _lines(text: str, at: int) -> tuple[dict[str, str], int]:
    """Return the lines of a head that begins somewhere, and where its text begins.

    It is one if all its lines are of a mail or name what is said of a report, its title and day
    among them, and a blank line ends it: the lines of a form ("Location: ...") are no head.
    """
    said: dict[str, str] = {}
    key = ""
    limit = at + _HEAD_CHARS
    while (line := _LINE.match(text, at, limit)) is not None or (
        key and text[at : at + 1] in " \t"
    ):
        if line is None:  # a line that goes on with the one before
            at = text.find("\n", at, limit) + 1
            if not at:
                return {}, 0
            continue
        key = line[1]
        short = _MARKS.sub("", key).lower()
        if (
            short not in _MAIL
            and not short.startswith("x")
            and _CALLED.get(short, ("text",))[0] == "text"
        ):
            return {}, 0
        said.setdefault(key, line[2])
        at = line.end()
    told = named(said)
    is_head = (
        "title" in told and "published" in told and text[at : at + 2].lstrip("\r")[:1] in ("", "\n")
    )
    return (said, at) if is_head else ({}, 0)


def _decoded(text: str) -> str:
    """Return the words of a mail, or of a page saved as one, whose text is encoded or in parts."""
    try:
        body = message_from_string(text, policy=policy.default).get_body(("plain", "html"))
        found = "" if body is None else body.get_content()
    except (LookupError, ValueError, AttributeError):
        return ""
    return found if isinstance(found, str) else ""


def day_of(said: str) -> date | None:
    """Return a day that metadata give, by their year, month and day or as seconds since 1970."""
    from geo.reports.when import dates

    try:
        if (epoch := _EPOCH.fullmatch(said)) is not None:
            return datetime.fromtimestamp(int(epoch[1]), UTC).date()
        if (iso := _ISO.search(said)) is not None:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
    except (ValueError, OverflowError, OSError):
        pass
    if (posted := _POSTED.fullmatch(said.strip())) is not None:
        said = f"{posted['day']} {posted['month']} {posted['year']}"
    found = dates.full_dates(said)
    return found[0][2] if found else None
