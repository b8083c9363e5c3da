"""Everything that bears a name, as columns of numbers: for weighing many names at once."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geo.gazetteer.entries import DEPTH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from geo.gazetteer.index import Index

    Ints = NDArray[np.intp]
    Reals = NDArray[np.float64]
    Bits = NDArray[np.bool_]

LEVELS = tuple(DEPTH)
DEPTHS = np.array([*DEPTH.values()])
# Numbers of codes: none, which equals none; and what fills a row of codes, which equals nothing.
NO_CODE, _FILL = -1, -2
_FILL_SOUGHT = -3


def level_numbers(levels: Iterable[str]) -> list[int]:
    """Return the numbers of levels."""
    return [LEVELS.index(level) for level in levels]


def is_level(levels: Iterable[str]) -> Bits:
    """Return, by the number of a level, whether it is one of these."""
    found = np.zeros(len(LEVELS), bool)
    found[level_numbers(levels)] = True
    return found


class Columns(NamedTuple):
    """The entries of an index, one a row; codes as numbers.

    Attributes
    ----------
    number_of
        The number of each code.
    level
        The number of the level in `LEVELS`.
    depth, weight, latitude, longitude
        As of an `Entry`; NaN where there is no point.
    own, country, admin2, admin3
        Its own code, those of its country, its district and its subdistrict.
    codes, inner
        All codes it may be said to lie in, a row each; of these all but its country.
    has_holder, has_area, has_near
        It lies in something else; it is an area whose outline is known; a place near it is known.
    order
        The place of its id among all ids.
    """

    number_of: dict[str, int]
    level: Ints
    depth: Ints
    weight: Reals
    latitude: Reals
    longitude: Reals
    own: Ints
    country: Ints
    admin2: Ints
    admin3: Ints
    codes: Ints
    inner: Ints
    has_holder: Bits
    has_area: Bits
    has_near: Bits
    order: Ints

    def rows_of(self, sets: list[frozenset[str]]) -> Ints:
        """Return sets of codes as rows of numbers, for `share`."""
        return _padded([[*map(self.number_of.__getitem__, codes)] for codes in sets], _FILL_SOUGHT)

    def lies_in(self, entries: Ints, codes: Ints) -> Bits:
        """Tell of each entry whether it may be said to lie in the unit of one code."""
        return np.asarray((self.codes[entries] == codes[:, None]).any(axis=1))

    def share(self, entries: Ints, rows: Ints) -> Bits:
        """Tell of each entry whether it has a code of a row of `rows_of`."""
        return np.asarray((self.codes[entries][:, :, None] == rows[:, None, :]).any(axis=(1, 2)))


def columns_of(index: Index) -> Columns:
    """Make the columns of an index."""
    entries = index.entries
    level, weight, latitude, longitude, own, country, admin2, admin3, has_area = (
        [*map(attrgetter(name), entries)]
        for name in (
            *("level", "weight", "latitude", "longitude"),
            *("id", "country", "admin2", "admin3", "has_area"),
        )
    )
    number_of: dict[str, int] = dict(zip(own, range(len(own)), strict=True))
    for entry in entries:
        for code in (entry.country, entry.admin2, entry.admin3, *entry.codes):
            if code is not None and code not in number_of:
                number_of[code] = len(number_of)
    levels = np.array([*map({name: at for at, name in enumerate(LEVELS)}.__getitem__, level)])
    rank = sorted(range(len(own)), key=own.__getitem__)
    order = np.empty(len(own), np.intp)
    order[rank] = np.arange(len(own))
    owns, countries, districts, subdistricts = (
        _numbers(number_of, each) for each in (own, country, admin2, admin3)
    )
    codes = _padded([[*map(number_of.__getitem__, entry.codes)] for entry in entries], _FILL)
    is_outer = (codes == countries[:, None]) | (codes == _FILL)
    return Columns(
        number_of,
        levels,
        DEPTHS[levels],
        np.array(weight),
        np.array(latitude, float),
        np.array(longitude, float),
        owns,
        countries,
        districts,
        subdistricts,
        codes,
        np.where(is_outer, _FILL_SOUGHT, codes),
        ((codes != owns[:, None]) & (codes != _FILL)).any(axis=1),
        np.array(has_area, bool),
        np.array([entry.near is not None for entry in entries], bool),
        order,
    )


def spread(starts: Ints, counts: Ints) -> tuple[Ints, Ints]:
    """Return all members of runs that start at some rows: the number of the run, and the row."""
    run = np.repeat(np.arange(counts.size), counts)
    before = np.cumsum(counts) - counts
    return run, np.arange(run.size) + (starts - before)[run]


def any_of(owners: Ints, holds: Bits, count: int) -> Bits:
    """Tell of each of so many owners whether it has a row that holds."""
    found = np.zeros(count, bool)
    found[owners[holds]] = True
    return found


def _numbers(number_of: dict[str, int], codes: Iterable[str | None]) -> Ints:
    return np.array([NO_CODE if code is None else number_of[code] for code in codes], np.intp)


def _padded(rows: list[list[int]], fill: int) -> Ints:
    """Return rows of numbers as a matrix."""
    made = np.full((len(rows), max(map(len, rows), default=0)), fill, np.intp)
    counts = np.array([*map(len, rows)], np.intp)
    row, at = spread(np.zeros(len(rows), np.intp), counts)
    flat: list[Any] = [number for numbers in rows for number in numbers]
    made[row, at] = flat
    return made
