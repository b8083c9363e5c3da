"""Units that a document names without a doubt, whatever its other names mean."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

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
    units
        How many of them are smaller than a country.
    """

    def __init__(
        self, found: Sequence[Toponym], meanings: Sequence[list[Entry]], index: Index
    ) -> None:
        self.counts: Counter[str] = Counter()
        for toponym, entries in zip(found, meanings, strict=True):
            self.counts.update(codes_of(toponym, entries))
        self.districts: defaultdict[str, set[str]] = defaultdict(set)
        for code in self.counts:
            entry = index.entries[index.by_code[code]]
            if entry.level == "admin2" and entry.admin1 is not None:
                self.districts[entry.admin1].add(code)
        self.units = sum(len(code) > _COUNTRY for code in self.counts)

    def but_for(self, toponym: Toponym, entries: Sequence[Entry]) -> Others:
        """Return the units that all names but one are or lie in."""
        return Others(self, codes_of(toponym, entries))


class Others:
    """Units that the other names of a document are or lie in without a doubt."""

    __slots__ = ("_certain", "_own")

    def __init__(self, certain: Certain, own: frozenset[str]) -> None:
        self._certain, self._own = certain, own

    def have(self, codes: Iterable[str]) -> bool:
        """Tell whether any of the units is among them."""
        counts, own = self._certain.counts, self._own
        return any(code in counts and counts[code] > (code in own) for code in codes)

    def part(self, admin1: str | None) -> bool:
        """Tell whether a district of a province is among them."""
        return self.have(self._certain.districts.get(admin1 or "", ()))

    @property
    def are_local(self) -> bool:
        """Tell whether any is smaller than a country."""
        counts = self._certain.counts
        alone = sum(len(code) > _COUNTRY and counts[code] == 1 for code in self._own)
        return self._certain.units > alone


def codes_of(toponym: Toponym, entries: Sequence[Entry]) -> frozenset[str]:
    """Return the codes of the units that a name is or lies in, whatever it means."""
    if toponym.tier != "folded" or toponym.cues & {"person", "title"}:
        return frozenset()
    known = [e for e in entries if e.level in UNIT_LEVELS or e.weight >= TOWN_WEIGHT]
    return frozenset.intersection(*(e.codes | {e.id} for e in known)) if known else frozenset()
