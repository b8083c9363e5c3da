"""Stretches of the line that a report names: "the frontier between Goshta and Mohmand"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.gazetteer.names import load_words
from geo.reports.documents.marks import POINTLESS, UNITS, Place
from geo.reports.documents.parts import TEXT_LIMIT
from geo.reports.language.words import PACKS, either

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.reports.documents.document import Document
    from geo.reports.language.words import Words

_LEVEL = "border_section"
_ENDS = 2  # a stretch has two
_NAME = r"[A-Z][\w'’]+(?:[ \-](?:[a-z]{1,3}[ \-])?[A-Z][\w'’]+){0,2}"
_NO_ENDS = POINTLESS | {""}


@lru_cache(maxsize=PACKS)
def _patterns(words: Words) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Return the patterns of stretches, each behind what is soon looked for and stands in it."""
    said = words.load("places")["frames"]
    kinds, unit = either(said["stretches"]), rf"(?:[ \t]+{either(said['units'])}\b)?"
    between = rf"between[ \t]+(?:the[ \t]+)?{_NAME}{unit}[ \t]+and[ \t]+(?:the[ \t]+)?{_NAME}{unit}"
    return (
        # "the stretch between Torkham and Landi Kotal"
        (re.compile(between), re.compile(rf"\b{kinds}[ \t]+{between}(?P<kind>)")),
        # "the Zhob-Qilla Saifullah sector"
        (
            re.compile(r"[-–][A-Z]"),
            re.compile(rf"\b{_NAME}[-–]{_NAME}[ \t]+(?P<kind>{kinds})\b"),
        ),
    )


def take_in(document: Document, places: Sequence[Place]) -> list[Place]:
    """Put the stretches that a document names among its places.

    The names a stretch is told by locate nothing themselves.

    Returns
    -------
    In order of their words. A stretch is drawn half-way between what it is told by.
    """
    found = list(_find(document, places))
    for place in places:
        if any(s.start <= place.start and place.end <= s.end for s in found):
            place.set_aside("context", "end of a stretch")
    for place in places:
        if place.level == "border" and not place.reason:
            _reach(document, place, places)
    return sorted([*places, *found], key=lambda place: place.start)


def _reach(document: Document, line: Place, places: Sequence[Place]) -> None:
    """Let "the line in X and Y", "the line in the eastern regions" be as much of it, not all.

    X and Y stay places themselves.
    """
    opened = _in(document.words).match(document.text, line.end)
    if opened is None:
        return
    end = opened.end()
    regions = _regions().match(document.text, end)
    held = [p for p in places if p.level in UNITS and not p.reason and p.start >= end]
    if regions is not None:
        whole = [p for p in places if p.level == "country" and p.start == regions.end()]
        if not whole and regions["noun"] is None:
            return
        end = whole[0].end if whole else regions.end("noun")
    elif held and held[0].start == end:
        for place in held:
            if place.start != end and not _JOIN.fullmatch(document.text, end, place.start):
                break
            end = place.end
    else:
        return
    line.end, line.text = end, document.text[line.start : end]
    line.level, line.rule = _LEVEL, "the line in what is named behind it"


_JOIN = re.compile(
    r"(?:[ \t]+(?:province|district)s?)?[ \t]*(?:,|,?[ \t]*and|&)[ \t]+(?:the[ \t]+)?"
)


@lru_cache(maxsize=PACKS)
def _in(words: Words) -> re.Pattern[str]:
    """Match what stands between the line and where it is meant: "the line in the "."""
    said = either(words.load("places")["frames"]["line_in"])
    return re.compile(rf"[ \t]+{said}[ \t]+(?:the[ \t]+)?")


@lru_cache(maxsize=1)
def _regions() -> re.Pattern[str]:
    """Match "eastern and southeastern regions", "eastern" of a country behind it."""
    known = load_words()
    ways = either([word for word in known.directions if word.isascii()])
    nouns = either([word for word in known.part_nouns if word.isascii()])
    join = r"(?:[ \t]+and[ \t]+|,[ \t]+|[ \t]*[-–][ \t]*)"
    noun = rf"(?:(?P<noun>{nouns})\b[ \t]*(?:of[ \t]+)?)?"
    return re.compile(rf"{ways}(?:{join}{ways})*[ \t]+{noun}", re.IGNORECASE)


def _find(document: Document, places: Sequence[Place]) -> Iterator[Place]:
    for sign, pattern in _patterns(document.words):
        if sign.search(document.text) is None:
            continue
        for match in pattern.finditer(document.text, 0, TEXT_LIMIT):
            start, end = match.span()
            ends = [
                p
                for p in places
                if start <= p.start
                and p.end <= end
                and p.level not in _NO_ENDS
                and p.reason != "stands for a government"
            ]
            points = [
                (p.label_latitude, p.label_longitude)
                for p in ends
                if p.label_latitude is not None and p.label_longitude is not None
            ]
            if len(points) < _ENDS:
                continue
            # A name takes in what stands around it with a capital: "and Shkin on Monday".
            if match["kind"]:
                start = ends[0].start
            else:
                end = ends[-1].end
            words = document.text[start:end]
            place = Place(start, end, document.sentence_at(start), words)
            place.level, place.name, place.rule = _LEVEL, words, "stretch of the line"
            place.country = ends[0].country if len({p.country for p in ends}) == 1 else None
            place.label_latitude = sum(latitude for latitude, _ in points) / len(points)
            place.label_longitude = sum(longitude for _, longitude in points) / len(points)
            yield place
