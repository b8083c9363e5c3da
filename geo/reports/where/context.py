"""What the words around a name say of where it lies, and which of its meanings fits that best."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.gazetteer.entries import Entry
    from geo.gazetteer.index import Hits, Index
    from geo.reports.where.certain import Others
    from geo.reports.where.cues import Toponym

SAME_LEVEL = {
    "admin1": {"admin1"},
    "admin2": {"admin2", "admin3"},
    "admin3": {"admin3", "admin2"},
    "place": {"place"},
    "crossing": {"crossing", "place"},
}
"""What a word that says a level may mean."""

# How much agreement with the words around is worth beside how well a name is known.
_LEVEL_FITS, _LEVEL_FAILS = 3.0, 0.4
_FRAME_PARENT, _SAME_SENTENCE, _SAME_DOCUMENT, _SAME_PROVINCE = 12.0, 3.0, 1.6, 1.25
# A province that is named itself says more than one in which something else lies: reports tell of
# both sides of the line.
_NAMED_PROVINCE = 1.5
# Where the bare name of a town is also its district's, the town is as likely meant, and the point
# of the two that says more.
SEAT_WEIGHT, _TOWN_BEFORE_DISTRICT = 0.68, 1.25
_WITHIN = frozenset({"place", "admin2"})  # what may bear the name of its province
# A gate that is also called by its district: the bare name is the district's, or its town's.
_GATE_OF_DISTRICT = 0.6


# Of two places of one name in one district that of which no more is known than the district is in
# reports of the line, as this may be: "Palosin" in Kurram. Else one without a point is less likely.
_OF_REPORTS, _WITHOUT_POINT = 1.2, 0.9


class Context:
    """What the words around a name say of where it lies."""

    def __init__(
        self,
        near: set[str],
        narrowest: set[str],
        beside: set[str],
        others: Others,
        holding: set[str],
        *,
        is_of_cities: bool,
    ) -> None:
        self.near, self.narrowest, self.beside = near, narrowest, beside
        self.others, self.holding = others, holding
        self.is_of_cities = is_of_cities

    def supports(self, entry: Entry) -> bool:
        """Tell whether the text names what holds an entry."""
        units = entry.codes - {entry.id, entry.country}
        return bool(units & (self.near | self.beside)) or self.others.have(units)

    def holds(self, entry: Entry) -> bool:
        """Tell whether what the text names next to a name, or else all through, holds an entry."""
        units = entry.codes - {entry.id, entry.country}
        if self.narrowest:
            return bool(units & self.narrowest)
        if self.others.part(entry.admin1):
            units -= {entry.admin1}  # of this province the text says which districts
        return bool(units & self.beside) or self.others.have(units)

    def best(self, toponym: Toponym, hits: Hits, index: Index) -> Entry | None:
        """Return the likeliest of the entries that a name may mean."""
        said = toponym.level_told
        if said and not any(index.entries[n].level in SAME_LEVEL[said] for n, _ in hits):
            said = ""  # "a village of X": the word is not X's
        named = {index.entries[n].id for n, _ in hits}
        has_unit = any(index.entries[n].level in ("admin2", "place") for n, _ in hits)
        places = [index.entries[n] for n, _ in hits if index.entries[n].level == "place"]
        with_point = {place.admin2 for place in places if place.latitude is not None}
        best, best_score = None, 0.0
        for number, weight in hits:
            entry = index.entries[number]
            score = weight * entry.weight
            if said:
                score *= _LEVEL_FITS if entry.level in SAME_LEVEL[said] else _LEVEL_FAILS
            elif self.holding & named:
                score *= _LEVEL_FITS if entry.id in self.holding else _LEVEL_FAILS
            elif entry.level in _WITHIN and entry.admin1 in named and not self.is_of_cities:
                score *= _LEVEL_FAILS  # "in Khost": nothing says that the town is meant
            elif entry.level == "place" and entry.weight >= SEAT_WEIGHT and entry.admin2 in named:
                score *= _TOWN_BEFORE_DISTRICT
            units = entry.codes - {entry.id, entry.country}
            if self.near & units:
                score *= _FRAME_PARENT
            elif self.beside & units:
                score *= _SAME_SENTENCE
            elif self.others.have(units - {entry.admin1}):
                score *= _SAME_DOCUMENT
            elif self.others.name(entry.admin1):
                score *= _NAMED_PROVINCE
            elif self.others.have([entry.admin1 or ""]):
                score *= _SAME_PROVINCE
            if entry.level == "crossing" and said != "crossing" and has_unit:
                score *= _GATE_OF_DISTRICT
            if entry.latitude is None and entry.level in ("place", "crossing"):
                is_other = entry.admin2 in with_point and not (entry.admin3 or entry.near)
                score *= _OF_REPORTS if is_other else _WITHOUT_POINT
            if score > best_score:
                best, best_score = entry, score
        return best
