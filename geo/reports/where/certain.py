"""Units that a document names without a doubt, whatever its other names mean."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from geo._sphere import apart_km
from geo.gazetteer.entries import UNIT_LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.gazetteer.entries import Entry
    from geo.gazetteer.index import Index
    from geo.reports.where.cues import Toponym

# A town of the fourth rank or a larger one: known well enough to be meant by its bare name, which
# is not the beginning of another.
TOWN_WEIGHT = 0.78
_COUNTRY = 3  # letters of a country's code
# What a report tells of beside a district that it names lies so near to its middle, across the line
# too: of the names that reports put elsewhere than their only bearer the next was 87 km off.
_NEXT_KM = 100.0


class Certain:
    """Units that a document names without a doubt, each counted once a name.

    They are counted once for the document, and a name that asks for those of all others takes its
    own away: so time is linear in the names.

    Attributes
    ----------
    counts
        How many names are or lie in a unit, by its code.
    districts
        Codes of the districts among them, by their province.
    provinces
        How many names are a province's own, by its code.
    units
        How many of them are smaller than a country.
    """

    def __init__(
        self, found: Sequence[Toponym], meanings: Sequence[list[Entry]], index: Index
    ) -> None:
        named = [(codes_of(*one), one[1]) for one in zip(found, meanings, strict=True)]
        self.counts = Counter(code for codes, _ in named for code in codes)
        provinces = (codes & _provinces(entries) for codes, entries in named)
        self.provinces = Counter(chain.from_iterable(provinces))
        self.districts: defaultdict[str, set[str]] = defaultdict(set)
        for code in self.counts:
            entry = index.entries[index.by_code[code]]
            if entry.level == "admin2" and entry.admin1 is not None:
                self.districts[entry.admin1].add(code)
        self._names = found, meanings, index
        self.units = sum(len(code) > _COUNTRY for code in self.counts)

    def but_for(self, toponym: Toponym, entries: Sequence[Entry]) -> Others:
        """Return the units that all names but one are or lie in."""
        return Others(self, toponym, entries)

    @cached_property
    def local(self) -> Counter[Entry]:
        """How many names may be a district, a subdistrict or a town, by which."""
        found, meanings, _ = self._names
        names = zip(found, meanings, strict=True)
        return Counter(entry for name, entries in names for entry in _local(name, entries))

    def point_of(self, entry: Entry) -> tuple[float, float] | None:
        """Return latitude and longitude of an entry, or else of the smallest unit it lies in."""
        index = self._names[-1]
        for code in (entry.id, entry.admin3, entry.admin2):
            number = index.by_code.get(code or "")
            at = index.entries[number] if number is not None else entry
            if at.latitude is not None and at.longitude is not None:
                return at.latitude, at.longitude
        return None


class Others:
    """Units that the other names of a document are or lie in without a doubt."""

    __slots__ = ("_certain", "_name", "_own")

    def __init__(self, certain: Certain, toponym: Toponym, entries: Sequence[Entry]) -> None:
        self._certain, self._name = certain, (toponym, entries)
        self._own = codes_of(toponym, entries)

    def have(self, codes: Iterable[str]) -> bool:
        """Tell whether any of the units is among them."""
        counts, own = self._certain.counts, self._own
        return any(counts[code] > (code in own) for code in codes if code in counts)

    def name(self, admin1: str | None) -> bool:
        """Tell whether one of the names is a province's own."""
        own = self._own & _provinces(self._name[1])
        return self._certain.provinces[admin1 or ""] > (admin1 in own)

    def part(self, admin1: str | None) -> bool:
        """Tell whether a district of a province is among them."""
        return self.have(self._certain.districts.get(admin1 or "", ()))

    def are_near(self, entry: Entry) -> bool:
        """Tell whether a district or town that one may mean lies within `_NEXT_KM` of a place."""
        at, local, own = self._certain.point_of(entry), self._certain.local, _local(*self._name)
        others = (other for other in local if local[other] > (other in own))
        points = map(self._certain.point_of, others) if at else ()
        return any(at and point and apart_km(*at, *point) <= _NEXT_KM for point in points)

    @property
    def are_local(self) -> bool:
        """Tell whether any is smaller than a country."""
        counts = self._certain.counts
        alone = sum(len(code) > _COUNTRY and counts[code] == 1 for code in self._own)
        return self._certain.units > alone


def _provinces(entries: Sequence[Entry]) -> frozenset[str]:
    return frozenset(entry.id for entry in entries if entry.level == "admin1")


def _local(toponym: Toponym, entries: Sequence[Entry]) -> frozenset[Entry]:
    if toponym.tier != "folded" or toponym.cues & {"person", "title"}:
        return frozenset()
    return frozenset(
        entry
        for entry in entries
        if entry.level in ("admin2", "admin3")
        or (entry.level == "place" and entry.weight >= TOWN_WEIGHT)
    )


def codes_of(toponym: Toponym, entries: Sequence[Entry]) -> frozenset[str]:
    """Return the codes of the units that a name is or lies in, whatever it means."""
    if toponym.tier != "folded" or toponym.cues & {"person", "title"}:
        return frozenset()
    known = [e for e in entries if e.level in UNIT_LEVELS or e.weight >= TOWN_WEIGHT]
    return frozenset.intersection(*(e.codes | {e.id} for e in known)) if known else frozenset()
