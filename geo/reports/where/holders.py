"""What holds a place: the names before and behind it, those of its list, those just before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.gazetteer.entries import UNIT_LEVELS
from geo.reports.documents.marks import FINE
from geo.reports.language import wording
from geo.reports.where.cues import LIST_GAP
from geo.reports.where.surroundings import patterns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.gazetteer.entries import Entry
    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import Place
    from geo.reports.where.cues import Toponym

_NEXT_CHARS = 60  # "X, Y", "X in the Y district": so near is what holds a place


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


def of_unknown(
    document: Document,
    places: list[Place],
    number: int,
    seats: frozenset[str],
    written_in: Sequence[Place],
) -> Place | None:
    """Return what holds a name that is not known: named behind it, in its sentence, or before.

    Else where the report was written, of smaller places than cities, or what is named later. Of a
    province of which the report tells one district, that one.
    """
    holder = _holder(document, places, number, seats, written_in)
    if holder is None or holder.level != "admin1" or holder.start >= places[number].end:
        return holder
    told = (p for p in places if p.level == "admin2" and p.reason in _TOLD_OF)
    districts = {p.place_id: p for p in told if holder.place_id in p.parents}
    return next(iter(districts.values())) if len(districts) == 1 else holder


# Why a district may be set aside of which a report tells nonetheless.
_TOLD_OF = frozenset({"", "beside", "context", "talks", "nothing there"})


def _holder(
    document: Document,
    places: list[Place],
    number: int,
    seats: frozenset[str],
    written_in: Sequence[Place],
) -> Place | None:
    own = places[number]
    known = [
        p
        for p in places
        if p is not own
        and p.place_id
        and (
            p.reason in ("", "beside") or (p.reason == "seat of a speaker" and p.name not in seats)
        )
        and p.level in ("admin3", "admin2", "admin1", "crossing", "place")
    ]
    follows = [p for p in known if p.sentence == own.sentence and p.start >= own.end]
    for place, behind in zip(follows[:2], [*follows[1:], None], strict=False):
        if place.start - own.end <= _NEXT_CHARS and patterns(document.words)["holds"].search(
            document.text, own.end, place.start
        ):
            return behind if behind is not None and _owns(document, place, behind) else place
    if patterns(document.words)["of_the_capital"].search(document.text, own.end):
        capitals = [p for p in places if p.name in seats and p.level == "place"]
        return min(
            capitals, key=lambda p: (p.start > own.start, abs(p.start - own.start)), default=None
        )
    unknown = [p for p in places[:number] if p.rule.startswith("frame") and p.parents]
    twin = [p for p in unknown if p.text.split(",")[0] == own.text]
    if twin:
        return next((p for p in known if p.place_id in twin[0].parents), None)
    known = [p for p in known if not p.reason] or _written_at(places, seats) or known
    for other in places[max(number - 1, 0) : number + 2]:
        first, last = sorted((own, other), key=lambda p: p.start)
        is_listed = LIST_GAP.fullmatch(document.text, first.end, last.start) is not None
        if is_listed and other in known and other.level == "place":
            return other
    same = [p for p in known if p.sentence == own.sentence]
    if same:
        units = [p for p in same if p.level in ("admin2", "admin3")]
        finest = units or [p for p in same if p.level != "admin1"] or same
        held = [p for p in known if p.start < own.start]  # what follows is of its list
        return _narrowest(document, held, min(finest, key=lambda p: abs(p.start - own.start)))
    earlier = [p for p in known if p.sentence < own.sentence and p.name not in seats]
    for back in (1, 2, 4, 60):
        near = [p for p in earlier if own.sentence - p.sentence <= back]
        finest = [p for p in near if p.level != "admin1"] or near
        if len({p.admin1_pcode for p in finest if p.sentence == finest[-1].sentence}) >= _APART:
            return None  # a list of places far from each other holds nothing told behind it
        if finest:
            return _narrowest(document, known, finest[-1])
    later = [p for p in known if p.sentence > own.sentence and p.name not in seats]
    return next(iter([*written_in, *later]), None)


def _owns(document: Document, place: Place, other: Place) -> bool:
    """Tell "Paktika's Barmal", of which the second lies in the first."""
    owns = wording.of(document.words, "framed")["owns"]
    gap = document.text[place.end : other.start]
    return place.place_id in other.parents and owns.is_in(gap)


def _written_at(places: Sequence[Place], seats: frozenset[str]) -> list[Place]:
    """Return the town of a dateline, no capital, of which a report tells that names no other."""
    towns = (p for p in places if p.reason == "dateline" and p.level in FINE)
    return [p for p in towns if p.place_id and p.name not in seats][:1]


def _narrowest(document: Document, known: Sequence[Place], place: Place) -> Place:
    """Go from a unit to the place that the text says lies in it: "the X valley of Y"."""
    for other in reversed(known):
        is_in = place.place_id in other.parents and other.place_id != place.place_id
        if is_in and patterns(document.words)["holds"].search(
            document.text, other.end, place.start
        ):
            return _narrowest(document, known, other)
    return place


_APART = 2  # provinces

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
