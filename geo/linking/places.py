"""How much two incidents are in one place: each place of one held against each of the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geo._sphere import distance_km
from geo.linking.sets import spread

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Reals = NDArray[np.float64]
    Touching = Mapping[str, tuple[float, float]]

_SECTOR = "sector"  # a stretch of the line that belongs to a district
_FINE = ("place", "crossing", "admin3", "admin2", _SECTOR)
_SPOTS = ("place", "crossing")
_WIDE = ("border", "border_section")
_MANY = 3  # places of an incident that tell of the fights of a night and not of one
_MOST_PLACES = 12  # of an incident, that are looked at
# How much alike two places are.
SAME_FINE, NEAR, INSIDE, SAME_PROVINCE = 1.0, 0.9, 0.85, 0.7
FACING_ONLY, IN_PROVINCE, SAME_VAGUE, ON_LINE = 0.55, 0.5, 0.45, 0.4
# Districts that face each other across the line: an exchange of fire is told from both.
FACING_KM = 30.0
_LINE_REACH_KM = 30.0
_COVERED, _REST = 0.75, 0.25
_SHARED = 0.5  # of the shorter of two stretches: districts side by side meet at a point of the line


@dataclass(frozen=True)
class Places:
    """The places of incidents that say where; those that only hold another one are left out.

    Attributes
    ----------
    first, count
        For each incident, where its places begin in the other columns, and how many they are.
    owner
        The incident of each place.
    place, admin1, admin2, country
        Numbers of the place itself and of the units that hold it; -1 for none.
    is_fine, is_spot, is_district, is_unit, is_stretch
        Known to a district or better; to a spot; to a district as a whole; to a province; to a
        stretch of the line that is of no one district.
    latitude, longitude
        Degrees of its label; NaN where there is none.
    from_km, to_km, off_km
        The stretch of the line it is at, and how far from it; NaN for none.
    name
        As the gazetteer writes it.
    has_fine, along
        For each incident, whether it is known to districts or better only, and the stretch of the
        line that it is put at (km, from and to), also where another place says more; NaN for none.
    kind
        A number for each incident, the same where all of the places are the same.
    """

    first: Numbers
    count: Numbers
    owner: Numbers
    place: Numbers
    admin1: Numbers
    admin2: Numbers
    country: Numbers
    is_fine: NDArray[np.bool_]
    is_spot: NDArray[np.bool_]
    is_district: NDArray[np.bool_]
    is_unit: NDArray[np.bool_]
    is_stretch: NDArray[np.bool_]
    latitude: Reals
    longitude: Reals
    from_km: Reals
    to_km: Reals
    off_km: Reals
    name: NDArray[np.object_]
    has_fine: NDArray[np.bool_]
    along: Reals
    kind: Numbers

    @classmethod
    def of(
        cls, locations: pd.DataFrame, incident_ids: pd.Index, touching: Touching | None = None
    ) -> Places:
        """Take the located places of incidents, finest first.

        Parameters
        ----------
        locations
            Table of `geo.schema.LOCATIONS`.
        incident_ids
            Incidents, in the order of their numbers.
        touching
            Unit -> from and to km of the line, as `geo.line.contacts` tells. The table has them of
            stretches only: a report is no surer of the line where it names a district.
        """
        known = locations[locations["place_level"].notna().to_numpy(bool)]
        owner = incident_ids.get_indexer(pd.Index(known["incident_id"].astype(object)))
        known, owner = known[owner >= 0], owner[owner >= 0]
        level = known["place_level"].astype(object).to_numpy(object)
        of_district = known["admin2_pcode"].notna().to_numpy(bool)
        level = np.where((level == "border_section") & of_district, _SECTOR, level)
        place = known["place_id"].astype(object).where(known["place_id"].notna(), None)
        codes = {
            "place": _codes(place.where(place.notna(), known["footprint_id"].astype(object))),
            "admin1": _codes(known["admin1_pcode"].astype(object)),
            "admin2": _codes(known["admin2_pcode"].astype(object)),
            "country": _codes(known["country"].astype(object)),
        }
        numbers = {
            name: known[name].to_numpy(float, na_value=np.nan)
            for name in (
                *("label_latitude", "label_longitude", "line_km", "line_from_km", "line_to_km"),
                "line_distance_km",
            )
        }
        keep = ~_only_holds(owner, level, codes)
        wide = np.isin(level, _WIDE)
        along = np.full((2, len(incident_ids)), np.nan)
        along[0, owner[wide]] = numbers["line_from_km"][wide]
        along[1, owner[wide]] = numbers["line_to_km"][wide]
        has_fine = np.zeros(len(incident_ids), bool)
        has_fine[owner[np.isin(level, _FINE)]] = True
        has_fine[owner[(level == "admin1") & keep]] = False
        rank = pd.Index([*_FINE, "admin1"], dtype=object).get_indexer(pd.Index(level))
        keys = (known["location_id"].astype(str).to_numpy(), np.where(rank < 0, 9, rank), owner)
        order = np.lexsort(keys)
        order = order[keep[order]]
        order = order[_places_before(owner[order]) < _MOST_PLACES]
        owner = owner[order]
        count = np.bincount(owner, minlength=len(incident_ids))
        spans = numbers["line_from_km"], numbers["line_to_km"]
        spans = _or(spans, _touched(place, touching or {}))
        off = np.where(np.isnan(spans[0]), numbers["line_distance_km"], 0.0)
        from_km, to_km = _or(spans, (numbers["line_km"], numbers["line_km"]))
        columns: dict[str, Any] = {
            **{name: numbers_[order] for name, numbers_ in codes.items()},
            "is_fine": np.isin(level[order], _FINE),
            "is_spot": np.isin(level[order], _SPOTS),
            "is_district": np.isin(level[order], ("admin2",)),
            "is_unit": np.isin(level[order], ("admin1",)),
            "is_stretch": wide[order],
            "latitude": numbers["label_latitude"][order],
            "longitude": numbers["label_longitude"][order],
            "from_km": from_km[order],
            "to_km": to_km[order],
            "off_km": off[order],
        }
        first, count = (np.cumsum(count) - count).astype(np.int64), count.astype(np.int64)
        return cls(
            first=first,
            count=count,
            owner=owner.astype(np.int64),
            **columns,
            name=known["place_name"].astype(object).to_numpy(object)[order],
            has_fine=has_fine,
            along=along,
            kind=_kinds(list(columns.values()), first, count),
        )

    def likeness(self, one: Numbers, other: Numbers, km: float, facing: NDArray[np.bool_]) -> Reals:
        """Say how much incidents are in one place, from 0 to 1.

        Parameters
        ----------
        one, other
            Numbers of incidents, in pairs.
        km
            Points so far apart may still be one place.
        facing
            For each pair, whether districts that face each other may be one place.
        """
        swap = self.count[one] > self.count[other]
        one, other = np.where(swap, other, one), np.where(swap, one, other)
        rows, columns = self.count[one], self.count[other]
        result = np.zeros(len(one))
        some = np.flatnonzero(rows * columns)
        if not some.size:
            return result
        pair, row, column = self._each_with_each(one, other)
        alike = self._alike(self.first[one[pair]] + row, self.first[other[pair]] + column, km)
        alike = np.where((alike == FACING_ONLY) & ~facing[pair], 0.0, alike)
        smaller = np.maximum.reduceat(alike, np.flatnonzero(column == 0))
        mean = np.add.reduceat(smaller, np.cumsum(rows[some]) - rows[some]) / rows[some]
        by_column = np.lexsort((row, column, pair))
        larger = np.maximum.reduceat(alike[by_column], np.flatnonzero(row[by_column] == 0)) > 0
        covered = np.add.reduceat(larger, np.cumsum(columns[some]) - columns[some]) / columns[some]
        result[some] = mean * (_COVERED + _REST * covered)
        return result

    def apart_km(self, one: Numbers, other: Numbers) -> Reals:
        """Measure how far apart the labels of single places are, km; infinite without one."""
        km = distance_km(
            *(self.latitude[one], self.longitude[one], self.latitude[other], self.longitude[other])
        )
        return np.where(np.isnan(km), np.inf, km)

    def share_line(self, one: Numbers, other: Numbers) -> NDArray[np.bool_]:
        """Tell which incidents are put along one stretch, and no closer than that.

        Either is known to no district, or one is and the other names many beside the line.
        """
        with np.errstate(invalid="ignore"):
            same = self.along[0, one] <= self.along[1, other]
            same &= self.along[0, other] <= self.along[1, one]
        bare = self.are_wide(one, other) & ~(self.has_fine[one] & self.has_fine[other])
        return np.asarray(same & bare, bool)

    def name_one_line(self, one: Numbers, other: Numbers) -> NDArray[np.bool_]:
        """Tell which incidents are put along exactly the same stretch."""
        return np.asarray((self.along[:, one] == self.along[:, other]).all(axis=0))

    def are_nowhere(self, one: Numbers, other: Numbers) -> NDArray[np.bool_]:
        """Tell of which pairs one has no place."""
        return np.asarray((self.count[one] == 0) | (self.count[other] == 0))

    def are_vague(self, one: Numbers, other: Numbers) -> NDArray[np.bool_]:
        """Tell of which pairs neither is known to districts only."""
        return np.asarray(~self.has_fine[one] & ~self.has_fine[other])

    def are_wide(self, one: Numbers, other: Numbers) -> NDArray[np.bool_]:
        """Tell of which pairs each names many places, or none that is closer than a province."""
        return np.asarray(self.is_wide[one] & self.is_wide[other])

    @cached_property
    def is_wide(self) -> NDArray[np.bool_]:
        """Tell which incidents name many places, or none that is closer than a province."""
        return np.asarray(~self.has_fine | (self.count >= _MANY))

    def _each_with_each(self, one: Numbers, other: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Pair every place of one with every place of the other: the pair, and which of each."""
        columns = self.count[other]
        pair, within = spread(np.zeros(len(one), np.int64), self.count[one] * columns)
        row, column = np.divmod(within, columns[pair])
        return pair, row, column

    def why(self, one: Numbers, other: Numbers, km: float) -> list[str]:
        """Say in words in what pairs of incidents are in one place: their two places most alike."""
        told: list[str] = np.select(
            [self.are_nowhere(one, other), self.share_line(one, other)],
            ["one of them says nothing of where", "both along one stretch of the line"],
            "told of different places",
        ).tolist()
        pair, row, column = self._each_with_each(one, other)
        ours, theirs = self.first[one[pair]] + row, self.first[other[pair]] + column
        alike = self._alike(ours, theirs, km)
        best = np.lexsort((np.arange(len(pair)), -alike, pair))
        best = best[np.flatnonzero(np.diff(pair[best], prepend=-1))]
        best = best[alike[best] > 0]
        here, there, alike = ours[best], theirs[best], alike[best]
        holds = np.where(self.is_unit, 2, np.where(self.is_district, 1, 0))
        held = (holds[here] > 0) | (holds[there] > 0)
        inner, outer = np.where(holds[there] > holds[here], (here, there), (there, here))
        apart = self.apart_km(here, there)
        for at, how, km_apart, is_held, *names in zip(
            pair[best].tolist(),
            alike.tolist(),
            apart.tolist(),
            held.tolist(),
            *(self.name[places] for places in (here, there, inner, outer)),
            strict=True,
        ):
            told[at] = _words(how, km_apart, is_held, *names)
        return told

    def _alike(self, one: Numbers, other: Numbers, km: float) -> Reals:
        """Hold single places against each other."""
        same = (self.place[one] == self.place[other]) & (self.place[one] >= 0)
        fine = self.is_fine[one] & self.is_fine[other]
        spots = self.is_spot[one] & self.is_spot[other]
        apart = self.apart_km(one, other)
        admin1 = (self.admin1[one] == self.admin1[other]) & (self.admin1[one] >= 0)
        admin2 = (self.admin2[one] == self.admin2[other]) & (self.admin2[one] >= 0)
        is_unit = self.is_unit[one] | self.is_unit[other]
        foreign = self.country[one] != self.country[other]
        stretch = self._on_one_stretch(one, other)
        either_fine = self.is_fine[one] | self.is_fine[other]
        steps = (
            (same & fine, SAME_FINE),
            (spots & (apart <= km), NEAR),
            (admin2 & fine & ~spots, INSIDE),
            (same & is_unit, SAME_PROVINCE),
            (fine & foreign & (apart <= FACING_KM), FACING_ONLY),
            (admin1 & is_unit & (either_fine | is_unit), IN_PROVINCE),
            (same, SAME_VAGUE),
            (stretch & ~fine, ON_LINE),
        )
        return np.select([when for when, _ in steps], [value for _, value in steps], 0.0)

    def _on_one_stretch(self, one: Numbers, other: Numbers) -> NDArray[np.bool_]:
        """Tell which places are at half of one stretch that one of them is known by."""
        begin = np.maximum(self.from_km[one], self.from_km[other])
        end = np.minimum(self.to_km[one], self.to_km[other])
        length = self.to_km - self.from_km
        with np.errstate(invalid="ignore"):
            meet = end - begin >= _SHARED * np.minimum(length[one], length[other])
            near = (self.off_km[one] <= _LINE_REACH_KM) & (self.off_km[other] <= _LINE_REACH_KM)
        both: NDArray[np.bool_] = meet & near & (self.is_stretch[one] | self.is_stretch[other])
        return both


def _words(
    alike: float, apart_km: float, is_held: bool, here: str, there: str, inner: str, outer: str
) -> str:
    if alike in (INSIDE, IN_PROVINCE) and inner != outer:
        return f"{inner} lies in {outer}" if is_held else f"{here} and {there} lie in one district"
    if alike == SAME_PROVINCE:
        return f"both in {here}"
    if alike == NEAR:
        return f"{here} and {there} are {apart_km:.0f} km apart"
    if alike == FACING_ONLY:
        return f"{here} and {there} face each other over the line"
    if alike == ON_LINE:
        return f"{here} and {there} are at one stretch of the line"
    return f"both at {here}"  # the same, known well or vaguely


def _kinds(columns: list[Any], first: Numbers, count: Numbers) -> Numbers:
    """Give incidents numbers, the same one where all their places are the same."""
    codes = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        codes = _combined(codes, _codes(pd.Series(column)) + 1)
    kind = np.zeros(len(first), np.int64)
    for at in range(int(count.max(initial=0))):
        has = np.flatnonzero(count > at)
        step = np.zeros(len(first), np.int64)
        step[has] = codes[first[has] + at] + 1
        kind = _combined(kind, step)
    return kind


def _combined(one: Numbers, other: Numbers) -> Numbers:
    return _codes(pd.Series(one * (int(other.max(initial=0)) + 1) + other))


def _touched(place: pd.Series, touching: Touching) -> tuple[Reals, Reals]:
    """Give from and to km of the line of places that are units at it; NaN of all others."""
    nowhere = float("nan"), float("nan")
    spans = np.array([touching.get(name, nowhere) for name in place], float).reshape(-1, 2)
    return spans[:, 0], spans[:, 1]


def _or(spans: tuple[Reals, Reals], others: tuple[Reals, Reals]) -> tuple[Reals, Reals]:
    """Fill what is no stretch with what another list says."""
    start, end = (np.where(np.isnan(spans[0]), b, a) for a, b in zip(spans, others, strict=True))
    return start, end


def _codes(column: pd.Series) -> Numbers:
    codes, _ = pd.factorize(column, use_na_sentinel=True)
    return codes.astype(np.int64)


def _only_holds(owner: Numbers, level: Any, codes: dict[str, Numbers]) -> NDArray[np.bool_]:
    """Tell the districts, provinces and countries that hold another place of their incident."""
    holds = np.zeros(len(owner), bool)
    finer: list[tuple[str, tuple[str, ...]]] = [("admin2", ("place", "crossing", "admin3"))]
    finer += [("admin1", _FINE), ("country", (*_FINE, "admin1", "border_section"))]
    for name, below in finer:
        here = level == name
        width = int(codes[name].max(initial=0)) + 2
        key = owner * width + codes[name]
        holds |= here & np.isin(key, key[np.isin(level, below) & (codes[name] >= 0)])
    placed = np.unique(owner[np.isin(level, (*_FINE, "admin1", "border_section"))])
    return holds | (np.isin(level, ("border", "region")) & np.isin(owner, placed))


def _places_before(owner: Numbers) -> Numbers:
    """Count for each row of sorted owners how many rows of the same owner stand before it."""
    if not len(owner):
        return owner
    begins = np.flatnonzero(np.concatenate([[True], owner[1:] != owner[:-1]]))
    sizes = np.diff(np.append(begins, len(owner)))
    before: Numbers = np.arange(len(owner)) - np.repeat(begins, sizes)
    return before
