"""What holds a name that is not known, by what is told with it, before it and behind it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING

from geo.reports.documents.marks import FINE
from geo.reports.language import wording
from geo.reports.where.cues import LIST_GAP
from geo.reports.where.surroundings import patterns

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import Place

_NEXT_CHARS = 60  # "X, Y", "X in the Y district": so near is what holds a place
_LEVELS = frozenset({"admin3", "admin2", "admin1", "crossing", "place"})  # what may hold one
_SEAT = "seat of a speaker"
# Why a name may be set aside that says nonetheless what the report is about. What is fired from, or
# what somebody comes from, lies on the other side of the line as often.
_ABOUT = frozenset({"", "beside", "context", "talks", "nothing there", "destination", _SEAT})
_JUST_BEFORE = (1, 2)  # sentences
_SOON_BEFORE, _BEFORE = 4, 60
_AFTER = 2  # and as many as before in a report that is about one province alone
_APART = 2  # provinces
_NAMES = 3  # "the X valley of Y": so many names before Y may lie in it

_start, _sentence = attrgetter("start"), attrgetter("sentence")


@dataclass(frozen=True)
class Holders:
    """What a report names that may hold a name which is not known.

    Attributes
    ----------
    document, places
        The report, and its places in order.
    known
        Those that locate something, or where somebody speaks who is no government.
    told
        Of these the first sort; else the town of a dateline; else all.
    about, sure
        Those that say what the report is about, though nothing need have happened in them, and
        those of them that are told. Where any lies in a province along the line, only such: these a
        report of the line takes no trouble to name again, and of Lahore it says so.
    districts, capitals
        The districts that the report is about, and the towns where governments sit.
    written_in
        Where the report was written, of smaller places than cities.
    """

    document: Document
    places: Sequence[Place]
    known: list[Place]
    told: list[Place]
    about: list[Place]
    sure: list[Place]
    districts: list[Place]
    capitals: list[Place]
    written_in: Sequence[Place]
    found: dict[str, Place] = field(default_factory=dict)  # of names, once they are asked for

    @classmethod
    def of(
        cls,
        document: Document,
        places: Sequence[Place],
        seats: frozenset[str],
        along: Collection[str],
        written_in: Sequence[Place],
    ) -> Holders:
        """Take those of a report; `along` has the codes of the units that touch the line."""
        named = [p for p in places if p.place_id and p.level in _LEVELS]
        known = [
            p
            for p in named
            if p.reason in ("", "beside") or (p.reason == _SEAT and p.name not in seats)
        ]
        towns = [p for p in named if p.name not in seats]
        datelined = [p for p in towns if p.reason == "dateline" and p.level in FINE][:1]
        told = [p for p in known if not p.reason] or datelined or known
        about = [p for p in towns if p.reason in _ABOUT]
        about = [p for p in about if p.admin1_pcode in along] or about
        starts = {p.start for p in told}
        sure = [p for p in about if p.start in starts]
        districts = [p for p in places if p.level == "admin2" and p.reason in _ABOUT]
        capitals = [p for p in places if p.level == "place" and p.name in seats]
        return cls(document, places, known, told, about, sure, districts, capitals, written_in)

    def of_name(self, own: Place) -> Place | None:
        """Return what holds a name; of a province of which one district is told, that one."""
        found = self._named_behind(own)
        if found is None and self._is_of_the_capital(own):
            found = self._capital(own)
        elif found is None:
            found = self.found.get(own.text) or self._told_around(own)
        if found is not None:
            self.found.setdefault(own.text, found)
        if found is None or found.level != "admin1" or found.start >= own.end:
            return found
        told = (p for p in self.districts if found.place_id in p.parents)
        districts = {p.place_id: p for p in told}
        return next(iter(districts.values())) if len(districts) == 1 else found

    def _named_behind(self, own: Place) -> Place | None:
        """Return what is named behind it as holding it: "X, Y", "X in Paktika's Barmal"."""
        first = bisect_left(self.known, own.end, key=_start)
        follows = [p for p in self.known[first : first + 2] if p.sentence == own.sentence]
        for place, behind in zip(follows, [*follows[1:], None], strict=False):
            if place.start - own.end <= _NEXT_CHARS and self._holds(own, place):
                return behind if behind is not None and self._owns(place, behind) else place
        return None

    def _is_of_the_capital(self, own: Place) -> bool:
        said = patterns(self.document.words)["of_the_capital"]
        return said.search(self.document.text, own.end) is not None

    def _capital(self, own: Place) -> Place | None:
        return min(
            self.capitals,
            key=lambda p: (p.start > own.start, abs(p.start - own.start)),
            default=None,
        )

    def _told_around(self, own: Place) -> Place | None:
        return self._listed(own) or self._in_its_sentence(own) or self._of_the_report(own)

    def _listed(self, own: Place) -> Place | None:
        """Return the place that stands in one list with it."""
        at = bisect_left(self.places, own.start, key=_start)
        for other in self.places[max(at - 1, 0) : at + 2]:
            if other is own or other.level != "place" or other not in self._next_to(own):
                continue
            first, last = sorted((own, other), key=_start)
            if LIST_GAP.fullmatch(self.document.text, first.end, last.start) is not None:
                return other
        return None

    def _next_to(self, own: Place) -> list[Place]:
        """Return the last name that is told before it, and the first behind it."""
        at = bisect_left(self.told, own.start, key=_start)
        return self.told[max(at - 1, 0) : at + 1]

    def _in_its_sentence(self, own: Place) -> Place | None:
        same = _within(self.told, own.sentence, own.sentence)
        if not same:
            return None
        units = [p for p in same if p.level in ("admin2", "admin3")]
        finest = units or [p for p in same if p.level != "admin1"] or same
        nearest = min(finest, key=lambda p: abs(p.start - own.start))
        # What follows is of its list.
        return self._narrowest(self.told, nearest) if nearest.start < own.start else nearest

    def _of_the_report(self, own: Place) -> Place | None:
        """Return what the sentences before it tell of, or where it was written, or those behind."""
        steps = [(self.sure, back) for back in _JUST_BEFORE]
        steps += [(self.about, _SOON_BEFORE), (self.sure, _BEFORE), (self.about, _BEFORE)]
        for named, back in steps:
            near = _within(named, own.sentence - back, own.sentence - 1)
            finest = [p for p in near if p.level != "admin1"] or near
            last = {p.admin1_pcode for p in finest if p.sentence == finest[-1].sentence}
            if len(last) >= _APART:
                return None  # a list of places far from each other holds nothing told behind it
            if finest:
                return self._narrowest(named, finest[-1])
        is_of_one = len({p.admin1_pcode for p in self.about}) == 1
        back = _BEFORE if is_of_one else _AFTER
        later = _within(self.sure, own.sentence + 1, own.sentence + back)
        return next(iter([*self.written_in, *later]), None)

    def _narrowest(self, named: Sequence[Place], place: Place) -> Place:
        """Go from a unit to the place that the text says lies in it: "the X valley of Y"."""
        at = bisect_left(named, place.start, key=_start)
        for other in reversed(named[max(at - _NAMES, 0) : at]):
            is_in = place.place_id in other.parents and other.place_id != place.place_id
            if is_in and self._holds(other, place):
                return self._narrowest(named, other)
        return place

    def _holds(self, inner: Place, place: Place) -> bool:
        holds = patterns(self.document.words)["holds"]
        return holds.search(self.document.text, inner.end, place.start) is not None

    def _owns(self, place: Place, other: Place) -> bool:
        """Tell "Paktika's Barmal", of which the second lies in the first."""
        owns = wording.of(self.document.words, "framed")["owns"]
        gap = self.document.text[place.end : other.start]
        return place.place_id in other.parents and owns.is_in(gap)


def _within(named: Sequence[Place], first: int, last: int) -> Sequence[Place]:
    """Return those of some sentences, both included."""
    start = bisect_left(named, first, key=_sentence)
    return named[start : bisect_right(named, last, key=_sentence)]
