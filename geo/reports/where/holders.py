"""What holds a place: the names before and behind it, those of its list, those just before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.gazetteer.entries import UNIT_LEVELS
from geo.reports.language import wording
from geo.reports.where.cues import LIST_GAP
from geo.reports.where.surroundings import patterns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.gazetteer.entries import Entry
    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import Place
    from geo.reports.where.cues import Toponym


def next_to(
    document: Document,
    found: Sequence[Toponym],
    meanings: Sequence[list[Entry]],
    number: int,
) -> tuple[set[str], set[str]]:
    """Return codes of the names that follow a name as what holds it, up to two of them.

    The second set has those of the narrowest: of D in "the X area of D, Y", and in "X, Y's D".
    """
    codes: set[str] = set()
    narrowest: set[str] = set()
    end = found[number].end
    for other, entries in zip(
        found[number + 1 : number + 4], meanings[number + 1 : number + 4], strict=True
    ):
        if other.sentence != found[number].sentence:
            break
        gap = document.text[end : other.start]
        if not codes and _is_of_one(document, found[number], other, gap):
            end = other.end
            continue
        # "X, Foo's Bar": Bar lies in Foo, and holds X too.
        is_owned = wording.of(document.words, "framed")["owns"].is_in(gap)
        is_held = patterns(document.words)["holds"].is_in(gap) and (bool(codes) or not is_owned)
        if not is_held:
            break
        units = {entry.id for entry in entries if entry.level in UNIT_LEVELS}
        codes |= units
        if is_owned or not narrowest:
            narrowest = units
        is_place = not codes and other.tier == "folded" and not gap.endswith("(")
        if is_place:  # "the Maidan area of Tirah": the units of Tirah
            holding = (e.admin3 or e.admin2 for e in entries if e.level == "place")
            codes |= {unit for unit in holding if unit is not None}
        end = other.end
    before = number - 1
    if before >= 0 and found[before].sentence == found[number].sentence:
        gap = document.text[found[before].end : found[number].start]
        if patterns(document.words)["held"].is_in(gap):  # "Paktika's Barmal", "in Paktika: Barmal"
            codes |= {e.id for e in meanings[before] if e.level in UNIT_LEVELS}
    return codes, narrowest or codes


def _is_of_one(document: Document, own: Toponym, other: Toponym, gap: str) -> bool:
    """Tell "the X and Y areas of Z", "the villages of X and Y in Z": what holds both follows."""
    if LIST_GAP.fullmatch(gap) is None:
        return False
    said, text = wording.of(document.words, "framed"), document.text
    is_over = said["villages"].search(text, max(0, own.start - _LIST_CHARS), own.start)
    return is_over is not None or said["areas_of"].search(text, other.end) is not None


_LIST_CHARS = 60


def held_by(
    document: Document,
    found: Sequence[Toponym],
    meanings: Sequence[list[Entry]],
    number: int,
) -> set[str]:
    """Return codes of the units that a name may be, since they hold the name before or its list.

    "The Foo district of Bar", "Foo, Bar": where a town and a province are called Bar, the
    province. "In Foo, Bar and Baz": where Foo and Baz can only be provinces, so is Bar.
    """
    text, own = document.text, found[number]
    if number and found[number - 1].sentence == own.sentence:
        gap = text[found[number - 1].end : own.start]
        if _HOLDS_MARK.search(gap) and patterns(document.words)["holds"].search(gap):
            holding = {c for entry in meanings[number - 1] for c in entry.codes - {entry.id}}
            if any(entry.id in holding for entry in meanings[number]):
                return holding
    listed = _list_of(text, found, number)
    sure = [{entry.level for entry in meanings[k]} for k in listed if k != number and meanings[k]]
    only = [levels for levels in sure if "place" not in levels]
    if len(only) >= _LISTED and all("admin1" in levels for levels in sure):
        return {entry.id for entry in meanings[number] if entry.level == "admin1"}
    return set()


_HOLDS_MARK = re.compile(r"[a-z,(]")
_LISTED = 2  # so many others of a list that can be nothing but provinces make all of it provinces


def _list_of(text: str, found: Sequence[Toponym], number: int) -> range:
    """Return the numbers of the names that stand in one list with a name."""
    first = last = number
    while first and LIST_GAP.fullmatch(text, found[first - 1].end, found[first].start):
        first -= 1
    end = len(found) - 1
    while last < end and LIST_GAP.fullmatch(text, found[last].end, found[last + 1].start):
        last += 1
    return range(first, last + 1)


def fits_list(
    document: Document,
    found: Sequence[Toponym],
    meanings: Sequence[list[Entry]],
    number: int,
    entry: Entry,
) -> bool:
    """Tell whether a small place's name may be an entry's, by the names of its list.

    What stands in one list lies together: "Foo and Bar", where Bar is a hamlet in another
    district, or only sounds like one in another province, is no namesake of it.
    """
    listed = _list_of(document.text, found, number)
    sure = [meanings[k] for k in listed if found[k].tier == "folded" and k != number]
    if found[number].tier == "skeleton":
        others = [other for entries in sure for other in entries]
        return not others or any(other.admin1 == entry.admin1 for other in others)
    others = [e for entries in sure if _are_places(entries) for e in entries]
    return not others or any(other.admin2 == entry.admin2 for other in others)


def _are_places(entries: Sequence[Entry]) -> bool:
    return all(entry.level == "place" for entry in entries)


_NEAR_SENTENCES = 2  # so far from a place its tehsil is named


def narrow(places: Sequence[Place]) -> None:
    """Put a place of which only the district is known at the tehsil that the text names."""
    tehsils = [p for p in places if p.level == "admin3" and p.label_latitude is not None]
    for place in places:
        if place.level != "place" or place.latitude is not None or not place.place_id:
            continue
        near = [
            p
            for p in tehsils
            if p.admin2_pcode == place.admin2_pcode
            and p.reason in ("", "beside")
            and abs(p.sentence - place.sentence) <= _NEAR_SENTENCES
        ]
        if near:
            told = min(near, key=lambda p: abs(p.start - place.start))
            place.label_latitude, place.label_longitude = told.label_latitude, told.label_longitude
