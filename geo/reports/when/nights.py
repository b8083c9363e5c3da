"""Whether what began on an evening went on into the next day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.language import wording
from geo.reports.language.words import ENGLISH
from geo.reports.when.day_words import number_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from geo.reports.documents.document import Document
    from geo.reports.language.wording import Wording

_AROUND = 25  # characters around a day in which the hour may stand
_MIDNIGHT = 24.0


def patterns() -> Wording:
    """Return the rows of `wording/nights.toml`."""
    return wording.of(ENGLISH, "nights")


def is_night(document: Document, start: int, end: int) -> bool:
    """Tell whether a day is named by its evening or night, or with a late hour beside it."""
    first = max(0, start - _AROUND)
    return patterns()["night"].is_in(document.text[first : end + _AROUND], document.scan, first)


def goes_on(document: Document, start: int, end: int) -> Iterator[re.Match[str]]:
    """Find where a span says that what began on an evening went on until the next morning."""
    said, text = patterns(), document.text
    for name in ("goes_on", "small_hour", "before_dawn", "past_twelve"):
        yield from said[name].each(text, document.scan, 0, start, end)
    hour, lasted = said["hour"].search(text, start, end), said["lasted"].search(text, start, end)
    if hour is None or lasted is None:
        return
    hours = number_of(lasted[1].lower())
    # As in: around 10:30 p.m., and lasted nearly two hours.
    if int(hour[1]) % 12 + 12 + int(hour[2] or 0) / 60 + hours >= _MIDNIGHT:
        yield lasted


def passes_midnight(document: Document, start: int, end: int) -> tuple[int, int] | None:
    """Find where a span says that something went on beyond midnight, at whatever hour it began."""
    said = patterns()["past_midnight"].find(document.text[start:end], document.scan, start)
    return None if said is None else (start + said.start(), start + said.end())
