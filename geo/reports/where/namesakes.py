"""Whether a name is that of another place than the likeliest that we know: a namesake's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo._sphere import apart_km
from geo.gazetteer.entries import UNIT_LEVELS
from geo.reports.language import wording
from geo.reports.where import holders
from geo.reports.where.certain import TOWN_WEIGHT
from geo.reports.where.context import SEAT_WEIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.gazetteer import Gazetteer
    from geo.gazetteer.entries import Entry
    from geo.gazetteer.index import Index
    from geo.reports.documents.document import Document
    from geo.reports.where.context import Context
    from geo.reports.where.cues import Toponym

_EDGE_KM = 5.0  # what lies farther outside a district is in another, however roughly it is known
_LISTED_WEIGHT = 0.6  # in "A, B and C", so well-known a name is not read as a spot of the next

_FRONTED = 6  # so many names before one the sentence may begin with what holds it


@dataclass(frozen=True)
class Best:
    """The likeliest of what bears a name, where it stands.

    Attributes
    ----------
    document, gazetteer
        The report, and what names may mean.
    found, meanings, number
        The names of the report, what each may mean, and which of them this is.
    context
        What the words around it say of where it lies.
    entry
        The likeliest.
    """

    document: Document
    found: Sequence[Toponym]
    meanings: Sequence[list[Entry]]
    number: int
    gazetteer: Gazetteer
    context: Context
    entry: Entry

    @property
    def index(self) -> Index:
        """What names may mean."""
        return self.gazetteer.index

    def is_namesake(self) -> bool:
        """Tell whether the text names another place, which is not known."""
        return (
            self._is_an_area_elsewhere()
            or self._is_a_spot_elsewhere()
            or self._is_out_of_its_list()
            or self._is_out_of_its_sentence()
            or self._is_of_other_units()
        )

    def _is_an_area_elsewhere(self) -> bool:
        """Tell "the X area of Y": not the district X that lies elsewhere."""
        near = self.context.near
        return bool(near) and not self._lies_in(near) and self._goes_on("area_of")

    def _is_a_spot_elsewhere(self) -> bool:
        """Tell "X in Y", where the X that is known lies elsewhere."""
        best, narrowest = self.entry, self.context.narrowest
        is_spot = best.level == "place" or (best.level == "crossing" and self._sounds_so)
        if not (narrowest and is_spot and self._is_small and self._is_framed):
            return False
        return not self._lies_in(narrowest) and not self._is_of_a_list()

    def _is_out_of_its_list(self) -> bool:
        """Tell a name that only sounds so, or a hamlet's, where its list lies in another district.

        So is one of several of its name, where the text tells of other districts than theirs.
        """
        if self._sounds_so:
            return not self._fits_list()
        if not self._is_hamlet:
            return False
        several = len({entry.admin2 for entry in self.meanings[self.number]}) > 1
        is_any = several and self._is_framed and self.context.others.part(self.entry.admin1)
        return is_any or not self._fits_list()

    def _is_out_of_its_sentence(self) -> bool:
        """Tell "In Nazyan shells fell on Sarobi", where the small places so called lie elsewhere.

        What lies on the other side of the line may be told of from this one.
        """
        if self.entry.level != "place" or not self._is_small:
            return False
        near = range(max(0, self.number - _FRONTED), self.number)
        told = next((n for n in near if self.found[n].sentence == self._toponym.sentence), None)
        if told is None:
            return False
        first = self.found[told]
        sentence = self.document.sentences[first.sentence]
        said = wording.of(self.document.words, "framed")["fronted"]
        if not said.is_all_of(self.document.text, sentence.start, first.start):
            return False
        between = self.document.lower[first.end : self._toponym.start].split()
        if not self.document.words.listed("grammar", "speaking").isdisjoint(between):
            return False  # "In Kabul the ministry said X was hit": it speaks there
        if self._is_district and "and" in between:
            return False  # "In Chitral a post was hit, and so was one in Nushki"
        units = [e for e in self.meanings[told] if e.level in UNIT_LEVELS and e.level != "country"]
        if not units or any(e.country != self.entry.country for e in units):
            return False
        return self.entry.codes.isdisjoint(unit for e in units for unit in (e.id, e.admin1))

    def _is_of_other_units(self) -> bool:
        """Tell a name whose place lies in a unit of which the text does not tell."""
        best, toponym, context = self.entry, self._toponym, self.context
        if best.level not in ("place", "admin3", "admin2"):
            return False
        is_alias = self._is_alias()
        if not is_alias and self._is_told_of():
            return False
        is_unit = any(self.index.entries[n].level in UNIT_LEVELS for n, _ in toponym.hits)
        is_other_unit = is_unit and self._is_said_otherwise()
        if is_unit and toponym.tier == "folded" and not is_alias and not is_other_unit:
            return False
        # What the text puts elsewhere is a place that is not known.
        contradicts = bool(context.near) and best.weight < 1.0 and not best.codes & context.near
        # A name of several words is hardly a namesake's.
        is_one_word = toponym.last - toponym.first == 1
        is_doubtful = self._sounds_so or is_alias or is_other_unit
        is_doubtful |= best.level == "place" and best.weight < TOWN_WEIGHT and is_one_word
        is_doubtful &= context.others.are_local and not self._is_next_door()
        return self._is_framed and (contradicts or is_doubtful)

    def _is_said_otherwise(self) -> bool:
        """Tell a far unit's name where a village is meant: "X village", or a bare subdistrict's.

        A name of several words ("Upper Kurram") is hardly a village's.
        """
        said, toponym = self._toponym.level_told, self._toponym
        is_bare = not said and self.entry.level == "admin3" and toponym.last - toponym.first == 1
        return (said == "place" or is_bare) and not self.context.others.are_near(self.entry)

    def _is_next_door(self) -> bool:
        """Tell the only place of its name, beside a district that the text names.

        A report of one side of the line names the units of that side, and posts on the other.
        """
        if self._sounds_so or len(self.meanings[self.number]) > 1:
            return False
        return self.entry.level == "place" and self.context.others.are_near(self.entry)

    def _is_told_of(self) -> bool:
        """Tell whether the text names what holds it.

        Of a place that only sounds so, and of "the village of X", its province alone says little.
        """
        is_sound = self._sounds_so and self.entry.level == "place"
        is_sound |= self._is_hamlet and self._toponym.level_told == "place"
        return (self.context.holds if is_sound else self.context.supports)(self.entry)

    def _is_alias(self) -> bool:
        """Tell "the X area", where a tehsil of another district is called so too."""
        best, toponym, context = self.entry, self._toponym, self.context
        if best.level != "admin3" or toponym.level_told:
            return False
        by_other_name = all(w < 1 for n, w in toponym.hits if self.index.entries[n] is best)
        return by_other_name and not context.holds(best) and context.others.part(best.admin1)

    @property
    def _toponym(self) -> Toponym:
        return self.found[self.number]

    @property
    def _sounds_so(self) -> bool:
        return self._toponym.tier == "skeleton"

    @property
    def _is_framed(self) -> bool:
        return "placed" in self._toponym.cues

    @property
    def _is_small(self) -> bool:
        return self.entry.weight < TOWN_WEIGHT or self._sounds_so

    @property
    def _is_hamlet(self) -> bool:
        """Whether all that bears the name are places, and the text names nothing that holds it."""
        if not self._is_small or self._toponym.tier != "folded":
            return False
        are_places = all(entry.level == "place" for entry in self.meanings[self.number])
        return are_places and not self.context.holds(self.entry)

    @property
    def _is_district(self) -> bool:
        """Whether a district bears the name too, spelt so."""
        return self._toponym.tier == "folded" and any(
            self.index.entries[n].level == "admin2" for n, _ in self._toponym.hits
        )

    def _goes_on(self, row: str) -> bool:
        said = wording.of(self.document.words, "framed")[row]
        return said.search(self.document.text, self._toponym.end) is not None

    def _is_of_a_list(self) -> bool:
        """Tell a well-known name in "A, B and C"."""
        end = self._toponym.end
        is_list = "list" in self._toponym.cues and self.document.text[end : end + 1] == ","
        return is_list and self.entry.weight >= _LISTED_WEIGHT and not self._goes_on("pair")

    def _fits_list(self) -> bool:
        listed = (self.document, self.found, self.meanings, self.number)
        return holders.fits_list(*listed, self.entry)

    def _lies_in(self, units: set[str]) -> bool:
        """Tell what lies in one of some units, or next door.

        A town or a gate may be said to lie in another district of its own province: reports give a
        gate on the line to either of two districts more often than it has a namesake.
        """
        best = self.entry
        if best.codes & units or self._is_next_to(units):
            return True
        is_town = best.level == "place" and best.weight >= SEAT_WEIGHT
        if not (is_town or best.level == "crossing"):
            return False
        provinces = {self.index.entries[self.index.by_code[unit]].admin1 for unit in units}
        return bool(provinces & best.codes)

    def _is_next_to(self, units: set[str]) -> bool:
        """Tell what lies no farther outside one of some units than its point may be off.

        Reports know the edges of districts no better than that.
        """
        best = self.entry
        if best.latitude is None or best.longitude is None:
            return False
        from geo._gaps import foot

        outlines = self.gazetteer.pack.unit_areas
        at = best.latitude, best.longitude
        feet = (foot(outlines[unit], *at) for unit in units if unit in outlines)
        off_km = min(best.uncertainty_km or 0.0, _EDGE_KM)
        return any(apart_km(*at, *nearest) <= off_km for nearest in feet)
