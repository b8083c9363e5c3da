"""Time expressions of a report, resolved to windows of days against its day of publication."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.documents.marks import When
from geo.reports.language.beginnings import Beginnings
from geo.reports.language.scanning import Starts, Table
from geo.reports.language.words import load
from geo.reports.when import entries, nights, pairs
from geo.reports.when.day_reader import Reader
from geo.reports.when.day_rules import rules
from geo.reports.when.day_words import day_number, month_number, parts
from geo.reports.when.kinds import kind_of
from geo.reports.when.rule_names import (
    AFTER_EVENT,
    AROUND_MIDNIGHT,
    BEFORE_MIDNIGHT,
    DAY_BEFORE,
    DAYS_OF_EVENT,
    EARLIER,
    LAST_DAYS,
    LAST_NIGHT,
    LASTING,
    OVERNIGHT,
    TODAY,
    UNTIL_MORNING,
    WEEKDAY,
    YESTERDAY,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.reports.documents.document import Document
    from geo.reports.language.scanning import Hit
    from geo.reports.when.day_rules import Rule


@lru_cache(maxsize=1)
def _full() -> re.Pattern[str]:
    month, day, year = (parts()[key] for key in ("M", "D", "Y"))
    return re.compile(
        rf"\b(?:(?P<m>{month})[ \t]+(?P<d>{day}),?[ \t]+(?P<y>{year})"
        rf"|(?P<d2>{day})[ \t]+(?P<m2>{month}),?[ \t]+(?P<y2>{year})"
        r"|(?P<y3>(?:19|20)\d\d)(?P<by>[-/.])(?P<m3>\d\d)(?P=by)(?P<d3>\d\d)"
        r"|(?<![\d.])(?P<one>\d\d?)(?P<at>[-/.])(?P<two>\d\d?)(?P=at)(?P<y4>(?:19|20)\d\d))\b",
        re.IGNORECASE,
    )


def full_dates(text: str) -> list[tuple[int, int, date]]:
    """Find the days that are written in full, with their year: (start, end, day).

    In numbers with dots the day stands first ("3.4.2026"); otherwise it must be seen which it is.
    """
    found = []
    for match in _full().finditer(text):
        month = match["m"] or match["m2"]
        written, told = match["d"] or match["d2"] or match["d3"], match["m3"]
        if match["y4"]:
            written, told = match["one"], match["two"]
            if int(told) > _MONTHS:
                written, told = told, written
            if match["at"] != "." and int(written) <= _MONTHS and written != told:
                continue  # 3/4/2026: of March or of April
        number = month_number(month) if month else int(told)
        year = int(match["y"] or match["y2"] or match["y3"] or match["y4"])
        try:
            day = date(year, number, day_number(written))
        except ValueError:
            continue
        found.append((match.start(), match.end(), day))
    return found


_MONTHS = 12
_HEADS = 3  # so many blocks may be the headings of a report
_REACH = 45  # characters from where an expression begins to the word that makes it one


@lru_cache(maxsize=1)
def _cores() -> Table:
    """Return the words without one of which, or digits, nothing is a time expression."""
    said = load("dates")
    words = [*said["months"], *said["solar_months"], *said["weekdays"], *said["cores"]["words"]]
    return Table({"": words})


def find(document: Document) -> list[When]:
    """Find the time expressions of a document, in order; they do not overlap."""
    reader = Reader(document)
    reader.week = entries.week_of(of_title(document), document.published)
    found: list[When] = []
    cores = _cores().in_each(document.lower, document.spans, document.scan)
    for sentence, words in zip(document.sentences, cores, strict=True):
        start, end = sentence.start, sentence.end
        reader.said = None
        reader.enter(document.blocks[sentence.block])
        reader.year = entries.year_alone(document.text, start, end) or reader.year
        whens = _of_sentence(document, start, end, words, reader) if words else []
        if sentence.block < _HEADS and document.blocks[sentence.block].kind == "heading":
            reader.week = reader.week or entries.week_of(whens, document.published)
        found += _into_morning(document, start, end, whens, reader)
    return entries.as_dateline(document, found)


def _of_sentence(
    document: Document, start: int, end: int, cores: list[Hit], reader: Reader
) -> list[When]:
    """Find the time expressions of a sentence, each as the others of it let it be read."""
    whens = list(_of_span(document, start, end, cores, reader))
    heads = [w for w in whens if document.is_in_dateline(w.start)]
    heads = [w for w in heads if w.rule != WEEKDAY]  # "QUETTA, Thursday night. Shells fell"
    written = next((w.first for w in heads if w.precision == "day"), None)
    reader.written = reader.written or _recent(written, reader)
    reader.told = reader.told or reader.written
    counting = _BEFORE_SAID if reader.first else _BEFORE_SAID | {EARLIER}
    if (reader.said or written) and any(when.rule in counting for when in whens):
        # "Overnight shells fell, the governor said on Saturday"
        whens = list(_of_span(document, start, end, cores, reader))
    own: list[When] = []
    for when in whens:
        is_head = any(when.start == head.start for head in heads)
        kept = replace(when, kind="dateline") if is_head else when
        own.append(kept)
        if kept.kind == "window" and kept.precision == "month":
            reader.month = kept.first, kept.last
        # "Jets struck on Monday, two days after a bombing": of Monday the report goes on.
        is_recalled = kept.rule == AFTER_EVENT and any(w.kind == "window" for w in own[:-1])
        if kept.kind in ("window", "since") and kept.precision == "day" and not is_recalled:
            reader.first, reader.last, reader.told_in = kept.first, kept.last, reader.block
            reader.opened = reader.opened or kept.first
            reader.is_night = nights.is_night(document, kept.start, kept.end)
        if kept.kind == "posted" and kept.precision == "day":
            reader.told = reader.told or _recent(kept.first, reader)
    own = pairs.together(document.text, own, document.published)
    for when in own:
        if when.rule == DAYS_OF_EVENT:
            reader.first, reader.last = when.first, when.last
    return _counted_from_head(document.text, own, reader)


def of_title(document: Document) -> list[When]:
    """Find the time expressions of a document's title, with their offsets in it."""
    low = document.title.lower()
    if _cores().first(low, 0, len(low)) is None:
        return []
    return find(document.titled)


def _counted_from_head(text: str, whens: list[When], reader: Reader) -> list[When]:
    """Let "October 12: Overnight shells fell" be of the night alone, which counts from the day."""
    if len(whens) <= 1 or not any(w.rule in _BEFORE_SAID for w in whens[1:]):
        return whens
    head = whens[0]
    if reader.block is None or not entries.is_head(text, reader.block, head.start, head.end):
        return whens
    return [replace(head, kind="entry"), *whens[1:]]


# Expressions that count from the day of a dateline.
_OF_DATELINE = frozenset({TODAY, YESTERDAY, DAY_BEFORE})
# Expressions that count from the day on which somebody spoke.
_BEFORE_SAID = frozenset(
    {
        OVERNIGHT,
        LAST_NIGHT,
        BEFORE_MIDNIGHT,
        AROUND_MIDNIGHT,
        LAST_DAYS,
        *_OF_DATELINE,
    }
)
_NEWS_DAYS = 3  # a report is published so many days after it was written, at most


def _recent(day: date | None, reader: Reader) -> date | None:
    """Return a day of saying or writing, if the report may have been made on it."""
    if day is None:
        return None
    published = reader.published
    is_recent = published is None or 0 <= (published - day).days <= _NEWS_DAYS
    return day if is_recent else None


def is_over(when: When) -> bool:
    """Tell "on May 3 it was shut for ten days" from "it has been shut for ten days"."""
    return when.rule == LASTING and when.kind == "window"


def has_end(when: When, text: str) -> bool:
    """Tell "it was shut from Friday until Sunday" from what began in a night between two days."""
    is_span = when.kind == "window" and when.first < when.last
    return is_span and nights.patterns()["from_to"].search(text, when.start, when.end) is not None


def _into_morning(
    document: Document, start: int, end: int, whens: list[When], reader: Reader
) -> list[When]:
    """Let what began on an evening last until the morning that the sentence names."""
    first = reader.first
    is_overnight = any(w.rule == OVERNIGHT and w.first == first for w in whens)
    if first is None or not (first == reader.last or is_overnight):
        return whens
    going = nights.passes_midnight(document, start, end)
    if going is None:
        if not reader.is_night and (whens or not nights.is_night(document, start, end)):
            return whens
        going = next((said.span() for said in nights.goes_on(document, start, end)), None)
    if going is None:
        return whens
    reader.last = first + timedelta(days=1)
    named = [w for w in whens if w.kind == "window" and w.first == w.last == first]
    if named:
        last = reader.last
        return [replace(w, last=last, rule=UNTIL_MORNING) if w in named else w for w in whens]
    if whens:
        return whens
    return [When(*going, first, reader.last, rule=UNTIL_MORNING)]


def _of_span(
    document: Document, start: int, end: int, cores: list[Hit], reader: Reader
) -> Iterator[When]:
    text, low, at = document.text, document.lower, start
    reader.begins, reader.here, reader.is_named_here = start, None, False
    core = 0
    for begin, asked in document.scan.asking(_starts(), start, end):
        if begin < at or low[begin - 1 : begin] == "-":
            continue
        while core < len(cores) and cores[core].start < begin:
            core += 1
        if core == len(cores):
            return
        if cores[core].end > begin + _REACH:
            continue
        best: tuple[int, str, tuple[date, date, str, str]] | None = None
        for rule in asked:
            if rule.is_solar and not reader.is_solar:
                continue
            match = rule.pattern.match(text, begin, end)
            if match is None or (
                match.end() < len(text) and text[match.end() - 1 : match.end() + 1].isalnum()
            ):
                continue
            if best is not None and match.end() <= best[0]:
                continue
            made = rule.read(reader, match)
            if made is not None:
                best = (match.end(), rule.name, made)
        if best is None:
            continue
        stop, name, (first, last, precision, kind) = best
        reader.open_entry(begin, stop, last, precision)
        reader.named, reader.is_named_here = (first, last, precision), True
        told = kind_of(document, (start, end), (begin, stop), kind, reader)
        if told == "posted" and precision == "day":
            reader.said = reader.spoke = first
            reader.spoke_in = reader.block
        if told in ("posted", "window") and precision == "day":
            reader.here = first
        yield When(begin, stop, first, last, precision, told, name)
        at = stop


@lru_cache(maxsize=1)
def _starts() -> Starts[Rule]:
    begun = (Beginnings.of(rule.said) for rule in rules())
    return Starts(rules(), begun)
