"""What kind of day an expression names: of an event, of saying, of what began or is to come."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.language import triggers
from geo.reports.language.words import either, load

if TYPE_CHECKING:
    from geo.reports.when.day_reader import Reader


def kind_of(
    text: str, sentence: tuple[int, int], span: tuple[int, int], kind: str, reader: Reader
) -> str:
    """Tell what an expression dates: an event, what somebody says, or only whom it speaks of.

    Parameters
    ----------
    text
        The report.
    sentence, span
        Offsets of the sentence, and of the expression in it.
    kind
        What its rule says of it; empty where it leaves that open.
    reader
        What it was resolved against.
    """
    (start, end), (at, stop) = sentence, span
    if kind in ("period", "future", "duration"):
        return kind
    if kind == "event":
        return "window"  # it is counted from an event, whoever speaks
    before = text[max(start, at - 90) : at]
    if reader.published is not None and kind == "future":
        return "future"
    if _of_event().match(text, stop - 2, end) or _of_event().match(text, stop, end):
        return "window"  # "Friday's raid", "the overnight strikes": of that day, whoever speaks
    if _since().search(before) or text[at : at + 5].lower() == "since":
        return "since"
    if _since_began().search(before):
        return "begun"
    is_day = reader.named is None or reader.named[2] == "day"
    if _is_of_clause(text[start:at], text[stop:end], reader, is_day=is_day):
        return "aside"
    if _is_posted(text, (start, end), (at, stop), before):
        return "posted"
    if _future().search(before):
        return "future"
    return "window"


def _is_of_clause(before: str, after: str, reader: Reader, *, is_day: bool) -> bool:
    """Tell "militants who had fled in May 2009 said": a time of a clause that tells no event.

    The clause has its verb before the time; what it went on during is no event that is told.
    """
    clause = _CLAUSE.search(before) or (None if is_day else _TOLD_CLAUSE.search(before))
    if clause is None or _LEFT.search(after.lower()) is not None:
        return False
    told = _NO_EVENT.sub("", clause["told"])
    goes_on = _GOES_ON.match(after)
    if goes_on is not None:
        told += goes_on[0]  # "which answered on Friday with air strikes"
    return not triggers.any_in(reader.words, told.lower())


# A relative clause with its verb, up to a time: "who had fled from X", "that was agreed"; or a
# plain verb, "who fled in May 2009", which may be the news of a day: "who answered on Friday".
_WHO = r"\b(?:who|whom|which|that)[ \t]+(?P<told>"
_CLAUSE = re.compile(
    _WHO + r"(?:(?:had|has|have)[ \t]|(?:was|were)[ \t]+(?:\w+[ \t]+)?[a-z]+ed\b)[^,.;:\n]*)$"
)
_TOLD_CLAUSE = re.compile(_WHO + r"[a-z]+ed[ \t][^,.;:\n]*)$")
# In such a clause: what it went on during, and that people fled.
_NO_EVENT = re.compile(
    r"\bfled\b|\b(?:during|after|before|amid|since)[ \t]+(?:the|an?)[ \t].*$", re.IGNORECASE
)
_GOES_ON = re.compile(r"[ \t]+(?:with|by|in|at|on|near|during|and|to|from|against)[ \t][^,.;:\n]*")
# "A man who was found on Friday shot dead".
_LEFT = re.compile(r"^[^,.;:]{0,20}\b(?:dead|wounded|injured)\b")


@lru_cache(maxsize=1)
def _since_began() -> re.Pattern[str]:
    began = either(load("dates")["said"]["since_began"])
    return re.compile(
        rf"\bsince[ \t]+(?:[\w-]+[ \t]+){{1,5}}{began}[ \t]+(?:(?:on|in)[ \t]+)?$", re.IGNORECASE
    )


@lru_cache(maxsize=1)
def _of_event() -> re.Pattern[str]:
    """Match what makes a day that of an event: a possessive, or the word for the event."""
    said = load("dates")["said"]
    kind = rf"(?:(?!{either(said['no_kind'])}\b)[\w-]+[ \t]+)?"  # "the Friday drone raid"
    return re.compile(rf"['’]s\b|[ \t]+{kind}{either(said['events'])}\b", re.IGNORECASE)


def _is_posted(text: str, sentence: tuple[int, int], span: tuple[int, int], before: str) -> bool:
    """Tell a day of saying from a day of the event."""
    (start, end), (at, stop) = sentence, span
    if _BEHIND_TELLER.search(before):
        return False
    if _posted().search(before) or _said_after().match(text, stop, end):
        return True
    if _teller().search(before) and _of_whom_said().match(text, stop, end):
        return True
    if _truce().search(before):
        return True
    if _CITED.search(before) and text[stop : stop + 1] in (")", ";"):
        return True
    is_first = _HEAD.fullmatch(text, start, at) is not None
    return is_first and _speaker_said().match(text, stop, end) is not None


# "According to the ISPR, on 24 November troops fought": what follows the comma was on that day.
_BEHIND_TELLER = re.compile(r"\baccording to\b[^.;:,]*,[ \t]+(?:on[ \t]+)?$", re.IGNORECASE)
# "(Pajhwok, 14 November 2022)": where it was read.
_CITED = re.compile(r"[(;][ \t]*[A-Z][^();]{2,60},[ \t]+$")
_HEAD = re.compile(
    r"[\W]*(?:(?:early|late|later|also|then|and|but)[ \t]+)*(?:on[ \t]+)?", re.IGNORECASE
)


@lru_cache(maxsize=1)
def _speaker_said() -> re.Pattern[str]:
    # "On Friday, officials in Khost said", with no other clause before the word.
    said = load("dates")["said"]
    return re.compile(
        rf",?[ \t]+[^,.;:\n]{{0,50}}?\b{either(said['speakers'])}\b[^,.;:\n]{{0,40}}?"
        rf"(?<!\bbeen )\b{either(said['after'])}\b",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _posted() -> re.Pattern[str]:
    said = load("dates")["said"]
    return re.compile(
        rf"\b{either(said['verbs'])},?(?:[ \t]+(?:{either(said['between'])}"
        rf"|(?-i:[A-Z])[\w.\-/&]*),?){{0,7}}[ \t]+$",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _truce() -> re.Pattern[str]:
    # "Ending the truce that both had agreed on Wednesday".
    said = load("dates")["said"]
    return re.compile(
        rf"\b{either(said['truces'])}\b[^.;:]{{0,60}}?\b{either(said['made'])}\b[^.;:,]{{0,25}}$",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _said_after() -> re.Pattern[str]:
    # "Officials on Monday accused", with nothing between the day and the word.
    return re.compile(rf"[ \t]+{either(load('dates')['said']['after'])}\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _teller() -> re.Pattern[str]:
    speakers = either(load("dates")["said"]["speakers"])
    return re.compile(
        rf"\b{speakers}[ \t]+(?:late[ \t]+|early[ \t]+)?(?:on[ \t]+)?$", re.IGNORECASE
    )


@lru_cache(maxsize=1)
def _of_whom_said() -> re.Pattern[str]:
    # "Officials on Monday of the districts of X and Y confirmed".
    return re.compile(
        r"[ \t]+(?:of|in|from|at)[ \t]+(?:(?:the|and|of|in|provinces?|districts?|tehsils?|areas?"
        rf"|(?-i:[A-Z])[\w’'-]*),?[ \t]+){{1,9}}{either(load('dates')['said']['after'])}\b",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _future() -> re.Pattern[str]:
    said = load("dates")["said"]
    return re.compile(
        rf"\b{either(said['future'])}(?:[ \t]+[\w'’]+){{0,6}}[ \t]+$"
        rf"|\b{either(said['until'])}(?:[ \t]+(?:on|the|end|of|late|early))*[ \t]+$",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _since() -> re.Pattern[str]:
    return re.compile(r"\bsince(?:[ \t]+(?:late|early|last))?[ \t]+$", re.IGNORECASE)
