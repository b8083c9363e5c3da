"""Days of one sentence that are told together: one until the other, or twice the same."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.reports.language.scanning import Table
from geo.reports.language.words import load
from geo.reports.when import nights
from geo.reports.when.rule_names import (
    AROUND_MIDNIGHT,
    DAYS_OF_EVENT,
    LASTING,
    NTH_DAY,
    OF_MONTH,
    WEEKS_OF_EVENT,
)

if TYPE_CHECKING:
    from geo.reports.documents.marks import When


def together(text: str, whens: list[When], published: date | None) -> list[When]:
    """Put together the days of a sentence that mean one time, each as the others let it be read."""
    whens = _in_figures(text, whens)
    whens = _up_to_its_day(_from_day_to_day(text, whens, published))
    return _since_its_day(whens, published)


# Between a day and its figures: "on Saturday night (Oct 10-11)", "late on Saturday, October 10,".
_IN_FIGURES = re.compile(r"[ \t]*(?:[(\[]|,)[ \t]*")


def _in_figures(text: str, whens: list[When]) -> list[When]:
    """Read "on Saturday night (Oct 10-11)": of both days, as the figures say.

    One day in figures does not part a night that has both: "in the night to Sunday (Oct 11)".
    """
    for one, other in pairwise(whens):
        is_told = one.kind == "window" == other.kind and one.precision == other.precision == "day"
        is_repeated = is_told and one.rule not in OF_MONTH and other.rule in OF_MONTH
        if not is_repeated or _IN_FIGURES.fullmatch(text, one.end, other.start) is None:
            continue
        if text[one.end : other.start].strip() == "," and abs(one.first - other.first).days > 1:
            continue  # "on Friday, 3 September was recalled"
        is_within = one.first <= other.first and other.last <= one.last
        first, last = (one.first, one.last) if is_within else (other.first, other.last)
        told = replace(one, end=other.end, first=first, last=last)
        return [told if when is one else when for when in whens if when is not other]
    return whens


_AROUND = 25  # characters before a day in which "between" may stand
_DAYS_ON = 3  # what goes on for longer is a period, or told of as several events


def _from_day_to_day(text: str, whens: list[When], published: date | None) -> list[When]:
    """Read "fighting that erupted on Thursday went on until Friday": a window of both days."""
    latest = published or date.max
    days = [
        when
        for when in whens
        if when.precision == "day"
        if when.kind == "window" or (when.kind == "future" and when.last <= latest)
    ]
    for one, other in pairwise(days):
        between = text[one.end : other.start]
        is_next = one.kind == "window" and 0 < (other.first - one.last).days <= _DAYS_ON
        before = text[max(0, one.start - _AROUND) : one.start]
        are_ends = nights.patterns()["from_day"].is_in(before)
        are_ends = are_ends and nights.patterns()["to_day"].is_in(between)
        is_one = are_ends or goes_on(between.lower()) or _counts_on().fullmatch(between)
        if not is_next or not is_one:
            continue
        if nights.patterns()["elsewhere"].search(between) is None:
            # "Past midnight" is the next day, whoever says so and when.
            last = one.last + timedelta(days=1) if other.rule == AROUND_MIDNIGHT else other.last
            joined = replace(one, end=other.end, last=last)
            return [joined if when is one else when for when in whens if when is not other]
    return whens


def begins(text: str) -> bool:
    """Tell whether words in lower case say that something began."""
    return _said("begins").first(text, 0, len(text)) is not None


def goes_on(text: str) -> bool:
    """Tell whether words in lower case say that what began before went on, or ended."""
    return _said("went_on").first(text, 0, len(text)) is not None


@lru_cache(maxsize=1)
def _counts_on() -> re.Pattern[str]:
    """Match what parts a count over two days: "a hundred on Wednesday and 36 more early on"."""
    more = "|".join(load("dates")["said"]["more"])
    number = rf"(?:\d[\d,]*|{'|'.join(load('dates')['numbers'])})"
    hours = "(?:" + "|".join(load("dates")["said"]["hours_of"]) + ")?"
    return re.compile(rf"\s*,?\s*and\s+(?:(?:{more})\s+)?{number}(?:\s+[a-z]+){{0,4}}{hours}\s*")


@lru_cache(maxsize=2)
def _said(name: str) -> Table:
    return Table({"": load("dates")["said"][name]})


def _up_to_its_day(whens: list[When]) -> list[When]:
    """Let "on Friday, for the third day running" end on that Friday.

    So does "two days of fighting ended on Friday", or of which somebody told on Friday.
    """
    days = [
        w
        for w in whens
        if w.kind in ("window", "posted") and (w.last - w.first).days <= _DAYS_ON
        if w.rule not in _OF_EVENT
    ]
    if len(days) != 1:
        return whens
    day, last = days[0], days[0].last

    def ends_then(when: When) -> bool:
        is_nth = when.rule == NTH_DAY and day.kind == "window" and _is_beside(day, when)
        return last < when.last and (is_nth or when.rule in _OF_EVENT)

    moved = [
        replace(w, first=last - (w.last - w.first), last=last) if ends_then(w) else w for w in whens
    ]
    if any(w.rule in _OF_EVENT for w in moved):
        return [w for w in moved if w is not day or w.kind != "window"]
    return moved


_OF_EVENT = frozenset({DAYS_OF_EVENT, WEEKS_OF_EVENT})


def _is_beside(one: When, other: When) -> bool:
    return max(one.start, other.start) - min(one.end, other.end) <= _BESIDE


_BESIDE = 8  # characters between a day and "for the third day running"


def _since_its_day(whens: list[When], published: date | None) -> list[When]:
    """Let "on May 3 guards fought, and the gate was shut for ten days" begin on that day.

    Unless that would not be over yet: "ten days after May 3 it has been shut for ten days".
    """
    days = [w for w in whens if w.kind == "window" and w.precision == "day"]
    if published is None or len(days) != 1:
        return whens
    first = days[0].first

    def since_then(when: When) -> When:
        last = first + (when.last - when.first) - timedelta(days=1)
        is_behind = when.rule == LASTING and when.start > days[0].start
        is_past = is_behind and last < published - timedelta(days=1)
        return replace(when, first=first, last=last, kind="window") if is_past else when

    return [since_then(when) for when in whens]
