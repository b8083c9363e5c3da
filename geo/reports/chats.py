"""Chats that were exported or copied: each message a report of its own, of the day it was sent.

Who writes in a chat is a person, and no name of a person becomes that of a publisher unasked: a
publisher is the channel that a post was forwarded from, or the one that a copy is of.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.reports.language.words import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

UNCLEAR = "the days of its messages can be read in two ways, or have no year"
EXPECTED = (
    "a longer part of the chat, where a day beyond the 12th tells which it is, or the messages of"
    " one day below `published: 2026-02-27` between two lines of ---"
)

_DAY = r"(?P<day>\d{1,4}(?P<mark>[./-])\d{1,2}(?:(?P=mark)\d{2,4})?)"
_TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?\s?m\b\.?)?"
_UNSEEN = "[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*"
_NAME = r"(?:(?P<name>[^:\n]{1,80}?):(?:[^\S\n]+|$)|(?P<event>[^\n]*))"
# "[28/11/2026, 17:02:11] Name: ", "[17:02, 28/11/2026] Name: ", "28.11.26, 17:02 - Name: " of
# WhatsApp, and "Name, [28.11.2026 17:02]" over a post of Telegram. Without a name it tells what
# happened to the chat. A day that begins with its year, without a comma, is of a machine's log.
_HEADS = tuple(
    re.compile(rf"^[^\S\n]*{_UNSEEN}{form}", re.IGNORECASE | re.MULTILINE)
    for form in (
        rf"\[(?!\d{{4}}[\d./-]*\s){_DAY}[,،]?\s?{_TIME}\][^\S\n]+{_UNSEEN}{_NAME}",
        rf"\[{_TIME}[,،]\s?{_DAY}\][^\S\n]+{_UNSEEN}{_NAME}",
        rf"{_DAY}[,،]\s?{_TIME}\s[-–]\s{_UNSEEN}{_NAME}",
        rf"(?P<name>[^\n\[\]]{{1,80}}),[^\S\n]\[{_DAY},?[^\S\n](?:at[^\S\n])?{_TIME}\]:?[^\S\n]*$",
    )
)
_OF_POSTS = _HEADS[-1]
_BRACKETS = re.compile(r"\s*\[(?P<said>[^\[\]\n]{1,100})\][^\S\n]*(?:\n|\Z)")
_MONTHS = 12
_CENTURY = 2000


@dataclass(frozen=True)
class Message:
    """What somebody wrote.

    Attributes
    ----------
    line
        Of the file, from 1; of an export in JSON the number of the message.
    day
        When it was sent, in the sender's or exporter's zone; None where that is not clear.
    publisher
        The channel it is from; empty where nobody but a person is named.
    text
        Its words.
    """

    line: int
    day: date | None
    publisher: str
    text: str

    @property
    def said(self) -> dict[str, str]:
        """What is known of it, as `geo.reports.heads.named` has it.

        The same words sent again on another day are another report.
        """
        day = "" if self.day is None else self.day.isoformat()
        digest = hashlib.sha256(f"{day}\n{self.text}".encode("utf-8", "surrogatepass")).hexdigest()
        return {"id": f"rep-{digest[:20]}", "published": day, "publisher": self.publisher}


def messages(text: str) -> list[Message]:
    """Return the messages of a copied or exported chat in order; none of any other text.

    A text is one whose first line is the head of a message.
    """
    first = len(text) - len(text.lstrip())
    pattern = next((head for head in _HEADS if head.match(text, first)), None)
    if pattern is None:
        return []
    heads = list(pattern.finditer(text, first))
    days = _days([head["day"] for head in heads])
    channel = heads[0]["name"] if pattern is _OF_POSTS else ""
    is_channel = channel and all(head["name"] == channel for head in heads)
    found: list[Message] = []
    line, at = 1, 0
    for head, following, day in zip(heads, [*heads[1:], None], days, strict=True):
        line, at = line + text.count("\n", at, head.start()), head.start()
        end = len(text) if following is None else following.start()
        origin, start = _marks(text, head.end(), end)
        said = text[start:end].strip()
        if head["name"] and not _is_nothing(said):
            publisher = origin or (channel.strip() if is_channel else "")
            found.append(Message(line, day, publisher, said))
    return found


def _marks(text: str, start: int, end: int) -> tuple[str, int]:
    """Return the channel that a message was forwarded from, and where its words begin."""
    origin = ""
    while (mark := _BRACKETS.match(text, start, end)) is not None:
        for label in load("layout")["chats"]["forwarded"]:
            if mark["said"].lower().startswith(label):
                origin = mark["said"][len(label) :].strip(" :")
        start = mark.end()
    return origin, start


def _is_nothing(said: str) -> bool:
    bare = re.sub(_UNSEEN, "", said).strip("<>[]() .\u200e").lower()
    return not bare or bare in load("layout")["chats"]["nothing"]


def _days(written: Sequence[str]) -> list[date | None]:
    """Read the days of a chat in the one order that holds for all of them.

    A year that stands first is followed by the month, a day with dots by the month too. Else the
    order is that in which all are days and none is before the one above it, if there is only one.
    """
    orders = [
        days
        for is_day_first in (True, False)
        if None not in (days := [_day(one, is_day_first=is_day_first) for one in written])
    ]
    if len(orders) > 1 and orders[0] != orders[1]:
        orders = [days for days in orders if days == sorted(days, key=str)]
    is_clear = orders and all(days == orders[0] for days in orders)
    return list(orders[0]) if is_clear else [None] * len(written)


def _day(written: str, *, is_day_first: bool) -> date | None:
    parts = re.split("[./-]", written)
    if len(parts) < 3:
        return None
    first, second, third = map(int, parts)
    if len(parts[0]) == 4:
        year, month, day = first, second, third
    else:
        year = third if len(parts[2]) == 4 else _CENTURY + third
        in_order = is_day_first or "." in written
        day, month = (first, second) if in_order else (second, first)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def posts(export: dict[str, Any]) -> Iterator[Message]:
    """Give the messages of an export of Telegram in JSON, `result.json`, that have words."""
    name = str(export.get("name") or "")
    channel = name if "channel" in str(export.get("type")) else ""
    listed = export.get("messages")
    for number, one in enumerate(listed if isinstance(listed, list) else (), 1):
        text = words(one.get("text")) if isinstance(one, dict) else ""
        if not text.strip():
            continue
        try:
            day = date.fromisoformat(str(one.get("date"))[:10])
        except ValueError:
            day = None
        yield Message(number, day, str(one.get("forwarded_from") or channel), text)


def words(text: object) -> str:
    """Join the words of a post, of which those that are bold or a link are objects."""
    parts: Iterable[Any] = text if isinstance(text, list) else [text]
    said = (part.get("text") if isinstance(part, dict) else part for part in parts)
    return "".join(part for part in said if isinstance(part, str))
