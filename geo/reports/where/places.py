"""Places of a report: its names resolved, and those that locate no incident set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.gazetteer.areas import label_point
from geo.gazetteer.contacts import contacts
from geo.gazetteer.entries import UNIT_LEVELS
from geo.reports.documents.marks import FINE, Place
from geo.reports.language import words as vocabulary
from geo.reports.where import (
    holders,
    likelihood,
    misspelt,
    rejects,
    scenery,
    sharing,
    stretches,
    toponyms,
)
from geo.reports.where.certain import TOWN_WEIGHT, Certain
from geo.reports.where.context import Context
from geo.reports.where.namesakes import Best
from geo.reports.where.unknown import Holders
from geo.reports.who import actors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.gazetteer import Gazetteer
    from geo.gazetteer.entries import Entry
    from geo.gazetteer.index import Index
    from geo.reports.documents.document import Document
    from geo.reports.where.cues import Toponym

_NEAR_NAMES = 20
_CITY_WEIGHT = 0.82  # from where reports of a whole province are sent
# A name that one of these bears is a place's without a word that makes it one.
_NAMED_ALONE = frozenset({"admin1", "admin2", "crossing"})


def find(document: Document, gazetteer: Gazetteer) -> list[Place]:
    """Find and resolve the places of a document, each with the reason why it locates nothing.

    Returns
    -------
    In order of their words. `reason` is empty where the place may locate an incident.
    """
    places = resolve(document, gazetteer)
    likelihood.judge(document, places, actors.of(gazetteer.pack).seats)
    scenery.keep(document, places)
    holders.narrow(places)
    return stretches.take_in(document, places)


def resolve(document: Document, gazetteer: Gazetteer) -> list[Place]:
    """Resolve the places of a document, each with the reason by which a rule rejects it.

    Parameters and answer are those of `find`, which adds the second opinion and the stretches.
    """
    index = gazetteer.index
    document = document.with_words(vocabulary.of(gazetteer.pack))
    known = actors.of(gazetteer.pack)
    seats = known.seats
    found = toponyms.find(document, index, known.elsewhere)
    meanings = _meanings(found, index)
    titled = _of_title(document, index)
    certain = Certain([*found, *titled], [*meanings, *_meanings(titled, index)], index)
    for number, toponym in enumerate(found):
        if toponym.tier == "frame" and not toponym.hits:  # a misspelt unit holds its neighbours
            entry = _choose(document, found, meanings, number, gazetteer, certain, seats)
            meanings[number] += [entry] if entry is not None and toponym.hits else []
    resolved: list[Place] = []
    for number, toponym in enumerate(found):
        entry = _choose(document, found, meanings, number, gazetteer, certain, seats)
        if entry is not None and not toponym.hits:
            toponym.hits = tuple((n, w) for n, w in toponym.alike if index.entries[n] is entry)
        if entry is None and (toponym.tier != "frame" or "organisation" in toponym.cues):
            continue
        is_unit = any(e.level in _NAMED_ALONE for e in meanings[number])
        is_unit |= document.is_in_dateline(toponym.start)
        if entry is not None and not _is_name(toponym, entry, certain, is_unit=is_unit):
            continue
        resolved.append(_place(document, gazetteer, toponym, entry))
    names = {place.start: toponym for place, toponym in _pairs(resolved, found)}
    _agree(resolved)
    _agree_with_held(resolved, names, gazetteer)
    located = [place for place in resolved if place.level]
    rejects.reject(document, located, names, seats)
    sharing.keep_seats(document, located)
    sharing.share(document, resolved)
    unknown = [place for place in resolved if not place.level]
    _place_unknown(document, resolved, gazetteer, seats)
    rejects.reject(document, unknown, names, seats)
    sharing.keep_seats(document, unknown)
    sharing.share(document, resolved)
    sharing.keep_neighbours(document, resolved)
    sharing.keep_last(document, resolved)
    return resolved


def _meanings(found: Sequence[Toponym], index: Index) -> list[list[Entry]]:
    return [[index.entries[number] for number, _ in toponym.hits] for toponym in found]


def _of_title(document: Document, index: Index) -> list[Toponym]:
    """Find the names in a report's title, which say where its names lie, and locate nothing."""
    return toponyms.find(document.titled, index) if document.title else []


def _agree(places: list[Place]) -> None:
    """Let a name mean the same all through a document: what it means where its frame says."""
    unknown = {place.text for place in places if not place.level}
    for place in places:
        if place.level in ("place", "crossing") and place.text in unknown:
            place.level = place.name = ""
            place.place_id, place.parents = None, frozenset()
            place.label_latitude = place.label_longitude = None
            place.latitude = place.longitude = None


def _agree_with_held(places: list[Place], names: dict[int, Toponym], gazetteer: Gazetteer) -> None:
    """Let a bare name mean what it meant where its holder stood: "the Foo area of Bar ... Foo".

    Not where one of the two holds the other: "Khost" may be the town here and the province there.
    """
    index = gazetteer.index
    held = {p.text: p for p in reversed(places) if p.level and "held" in names[p.start].cues}
    for place in places:
        told = held.get(place.text)
        if told is None or not place.level or "held" in names[place.start].cues:
            continue
        if {place.place_id, place.admin2_pcode} & (told.parents | {told.admin2_pcode}):
            continue
        if told.place_id in place.parents or names[place.start].level_told:
            continue
        _mean(place, gazetteer, index.entries[index.by_code[told.place_id or ""]])


def _pairs(places: list[Place], found: list[Toponym]) -> list[tuple[Place, Toponym]]:
    at = {toponym.start: toponym for toponym in found}
    return [(place, at[place.start]) for place in places]


def _is_name(toponym: Toponym, entry: Entry, certain: Certain, *, is_unit: bool) -> bool:
    """Tell whether a name may be a place's where it stands."""
    cues = toponym.cues
    if "title" in cues and "placed" not in cues:
        return True  # kept, and rejected as a person with a reason
    if toponym.tier == "skeleton":
        return "placed" in cues or ("list" in cues and entry.level in UNIT_LEVELS)
    if entry.weight >= TOWN_WEIGHT or entry.level in ("admin1", "admin2", "country", "border"):
        return True
    if is_unit and not cues & {"person", "named_on", "organisation"}:
        return True  # a place of no weight that bears its district's name
    if toponym.last - toponym.first > 1 and not cues & {"person", "title", "named_on"}:
        is_known = not certain.counts.keys().isdisjoint(entry.codes - {entry.id, entry.country})
        return is_known or "placed" in cues
    return bool(cues & {"placed", "list", "headed"}) or entry.level == "crossing"


def _choose(
    document: Document,
    found: Sequence[Toponym],
    meanings: Sequence[list[Entry]],
    number: int,
    gazetteer: Gazetteer,
    certain: Certain,
    seats: frozenset[str],
) -> Entry | None:
    """Choose what a name means by its frame, its sentence and its document."""
    toponym, index = found[number], gazetteer.index
    said = toponym.level_told
    if not toponym.hits and not toponym.alike and not said:
        return None
    near, narrowest = holders.next_to(document, found, meanings, number)
    beside = {
        entry.id
        for other, others in _around(found, meanings, number)
        if other is not toponym and other.tier == "folded"
        for entry in others
        if entry.level in UNIT_LEVELS and entry.level != "country"
    }
    is_dateline = document.is_in_dateline(toponym.start)
    context = Context(
        near,
        narrowest,
        beside,
        certain.but_for(toponym, meanings[number]),
        holders.held_by(document, found, meanings, number),
        is_of_cities=is_dateline or _is_of_cities(found, meanings, number, seats),
    )
    best = _meant(document, found, meanings, number, gazetteer, context)
    if best is not None and near & (best.codes - {best.id}):
        toponym.cues.add("held")
    if best is None and said and "organisation" not in toponym.cues:
        name = document.text[toponym.start : toponym.end]
        is_held = bool(near) or (said != "admin1" and context.others.are_local)
        lies_in = context.holds if near else context.supports
        best = misspelt.meant(name, said, index, lies_in, is_held=is_held)
        is_spelt = any(index.entries[n] is best for n, _ in toponym.hits)
        if best is not None and best.level == "place" and is_spelt:
            return None  # it is called so, and not meant
        if best is not None:
            toponym.tier, toponym.hits = "skeleton", ((index.by_code[best.id], 1.0),)
    return best


def _meant(
    document: Document,
    found: Sequence[Toponym],
    meanings: Sequence[list[Entry]],
    number: int,
    gazetteer: Gazetteer,
    context: Context,
) -> Entry | None:
    """Choose among what bears a name, or sounds like it; None where it is another, not known."""
    toponym, index = found[number], gazetteer.index
    best = context.best(toponym, toponym.hits, index)
    if best is None:
        # A name that is not known, and sounds like one that lies where the text is about.
        likely = context.best(toponym, toponym.alike, index)
        if likely is None:
            return None
        # A district of a province that is told is called one: no village of the next.
        is_district = likely.level == toponym.level_told == "admin2"
        return likely if (context.supports if is_district else context.holds)(likely) else None
    if Best(document, found, meanings, number, gazetteer, context, best).is_namesake():
        toponym.tier = "frame"
        return None
    return best


def _around(
    found: Sequence[Toponym], meanings: Sequence[list[Entry]], number: int
) -> Iterator[tuple[Toponym, list[Entry]]]:
    """Yield the names of a name's sentence, at most `_NEAR_NAMES` on each side."""
    first, last = max(number - _NEAR_NAMES, 0), number + _NEAR_NAMES
    for other, entries in zip(found[first:last], meanings[first:last], strict=True):
        if other.sentence == found[number].sentence:
            yield other, entries


def _is_of_cities(
    found: Sequence[Toponym],
    meanings: Sequence[list[Entry]],
    number: int,
    seats: frozenset[str],
) -> bool:
    """Tell a capital, and what is listed with one: "Kabul and Kandahar" are cities."""
    near = [number, *(n for n in (number - 1, number + 1) if "list" in found[number].cues)]
    return any(
        entry.name in seats
        for n in near
        if 0 <= n < len(found) and found[n].sentence == found[number].sentence
        for entry in meanings[n]
    )


def _place(
    document: Document, gazetteer: Gazetteer, toponym: Toponym, entry: Entry | None
) -> Place:
    words = document.text[toponym.start : toponym.end]
    place = Place(toponym.start, toponym.end, toponym.sentence, words, rule=toponym.tier)
    if entry is None:
        return place
    _mean(place, gazetteer, entry)
    return place


def _mean(place: Place, gazetteer: Gazetteer, entry: Entry) -> None:
    """Let a place be what an entry says."""
    place.label_latitude = place.label_longitude = place.latitude = place.longitude = None
    _fill(place, gazetteer, entry)
    place.level, place.name, place.place_id = entry.level, entry.name, entry.id
    place.parents = entry.codes | {entry.id}
    if entry.level not in UNIT_LEVELS:
        place.latitude, place.longitude = entry.latitude, entry.longitude


def _fill(place: Place, gazetteer: Gazetteer, entry: Entry, *, is_inside: bool = False) -> None:
    """Give a place the point and units of what it is, or of what holds it."""
    index = gazetteer.index
    if entry.latitude is None and entry.level == "crossing":
        told = gazetteer.answers([(entry.name, None, None, None)])[0]
        if told.place_id == entry.id and told.label_latitude is not None:
            place.label_latitude, place.label_longitude = told.label_latitude, told.label_longitude
    if place.label_latitude is None:
        point = label_point(gazetteer.pack, index, entry, is_inside=is_inside) or (None, None)
        place.label_latitude, place.label_longitude = point
    place.country, place.admin1_pcode, place.admin2_pcode = (
        entry.country,
        entry.admin1,
        entry.admin2,
    )
    if entry.admin1 in index.by_code:
        place.admin1 = index.entries[index.by_code[entry.admin1]].name


def _place_unknown(
    document: Document,
    places: list[Place],
    gazetteer: Gazetteer,
    seats: frozenset[str],
) -> None:
    """Put an unknown name at what holds it: named next to it, in its sentence, or just before."""
    index, along = gazetteer.index, contacts(gazetteer.pack)
    written_in = [
        place
        for place in places
        if place.reason == "dateline"
        and place.level in FINE
        and index.entries[index.by_code[place.place_id or ""]].weight < _CITY_WEIGHT
    ]
    holders_of = Holders.of(document, places, seats, along, written_in)
    for place in places:
        if place.level:
            continue
        holder = holders_of.of_name(place)
        place.level, place.name = "place", place.text
        if holder is None:
            place.set_aside("unknown")
            continue
        entry = index.entries[index.by_code[holder.place_id or ""]]
        _fill(place, gazetteer, entry, is_inside=True)
        place.parents = holder.parents
        place.text = f"{place.text}, {holder.name}"
        place.rule = "frame, placed at what holds it"
