"""Pairs of incidents worth comparing: near each other in place and in time.

Two incidents are compared if both are at one place, both in one district, one of them at the
province that holds the other, both within reach of each other, both along one line and wide, or,
where one is known to no district, if they share a figure that tells something; and if their windows
allow it. So rows are met under keys and sorted by their first day, each with those that follow it
within its window. Windows that do not cover one another need a shared figure (`likeness`), so those
rows meet under key and figure: the work grows with the pairs that may be one, not with the square
of all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.linking.incidents import PERIOD_DAYS
from geo.linking.places import FACING_KM
from geo.linking.sets import distinct, find, spread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geo.linking.incidents import Incidents
    from geo.linking.likeness import Options

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

_DEGREE_KM = 111.0  # a little less than a degree of latitude, so that a cell holds its reach
_ROW = 1_000_000  # more than the cells of a row
_AHEAD = ((0, 1), (1, -1), (1, 0), (1, 1))  # half of the cells around one; the rest mirror them
_TELLING = 6  # tenths: a figure of this weight may bring together what shares no place
_LONGEST_DAYS = 62  # windows longer than this are met by their figures only
_STEP = 2_000_000  # pairs looked at in one go
_NEIGHBOURS = 500  # of one row under one key; beyond, it is a heap that nothing is told apart in


@dataclass(frozen=True)
class _Rows:
    """Rows that meet: what each is a row of.

    Attributes
    ----------
    incident, place
        Numbers of an incident, and of the place of it that the row is about (-1 for none).
    key, part
        Rows meet under the same key and the same part of it.
    """

    incident: Numbers
    place: Numbers
    key: Numbers
    part: Numbers

    def __getitem__(self, which: Numbers | Flags) -> _Rows:
        return _Rows(self.incident[which], self.place[which], self.key[which], self.part[which])


@dataclass(frozen=True)
class _Meeting:
    """Rows, and which of them are compared.

    Attributes
    ----------
    rows
        All of them.
    needed
        Rows of which a pair needs at least one; none means that any two will do.
    has_cells
        Keys are cells, and rows of neighbouring ones meet too.
    """

    rows: _Rows
    needed: Flags | None = None
    has_cells: bool = False


def pairs(incidents: Incidents, may: Flags, options: Options) -> tuple[Numbers, Numbers, int]:
    """Find pairs that nothing forbids to be one.

    Parameters
    ----------
    incidents
        All of them.
    may
        Which of them may be linked.
    options
        How far apart, in days and kilometres, two may be.

    Returns
    -------
    numpy.ndarray, numpy.ndarray
        Numbers of incidents, the lower first, each pair once.
    int
        How many were left out at most, because too many incidents share a place and a day: a pair
        counts once for each key that it shares, and also where it may not be one in any case.
    """
    if incidents.are_coded_apart(may):
        return np.zeros(0, np.int64), np.zeros(0, np.int64), 0
    length = incidents.last - incidents.first
    brief, are_met = may & (length < PERIOD_DAYS), may & (length <= _LONGEST_DAYS)
    closed = incidents.is_closure & are_met
    reach_km = max(options.km, FACING_KM)
    found: list[Numbers] = [np.zeros(0, np.int64)]
    dropped = 0
    width = max(len(incidents.ids), 1)

    def take(meeting: _Meeting, days: int) -> None:
        nonlocal dropped
        for one, other, left in _joined(incidents, meeting, days):
            fits = incidents.may_be_one(one.incident, other.incident, days)
            fits &= one.incident != other.incident
            if meeting.has_cells:
                at = np.flatnonzero(fits)
                fits[at] = incidents.places.apart_km(one.place[at], other.place[at]) <= reach_km
            low, high = one.incident[fits], other.incident[fits]
            low, high = np.minimum(low, high), np.maximum(low, high)
            found.append(distinct(low * width + high))
            dropped += left

    for meeting in _at_places(incidents, reach_km):
        for chosen in (brief, closed):
            take(_only(meeting, chosen), 0)
        take(_with_figures(incidents, _only(meeting, are_met)), options.days)
    take(_only(_by_telling_figures(incidents), may), options.days)
    keys = distinct(np.concatenate(found))
    return keys // width, keys % width, dropped


def _at_places(incidents: Incidents, reach_km: float) -> Iterator[_Meeting]:
    """Give the ways in which places bring incidents together."""
    places = incidents.places

    def rows(which: Flags, key: Numbers) -> _Rows:
        at = np.flatnonzero(which)
        owner = places.owner[at]
        return _Rows(owner, at, key[at], incidents.is_tally[owner].astype(np.int64))

    yield _Meeting(rows(places.place >= 0, places.place))
    yield _Meeting(rows(places.is_fine & (places.admin2 >= 0), places.admin2))
    of_province = rows(places.admin1 >= 0, places.admin1)
    yield _Meeting(of_province, needed=places.is_unit[of_province.place])
    along = np.flatnonzero(places.is_wide & ~np.isnan(places.along).any(axis=0))
    _, stretch = np.unique(places.along[:, along], axis=1, return_inverse=True)
    at_line = _Rows(
        along, np.full(len(along), -1), stretch.reshape(-1), incidents.is_tally[along].astype(int)
    )
    yield _Meeting(at_line, needed=~places.has_fine[along])
    has_point = places.is_fine & ~np.isnan(places.latitude) & ~np.isnan(places.longitude)
    latitude, longitude = (
        np.where(has_point, degrees, 0.0) for degrees in (places.latitude, places.longitude)
    )
    high = min(float(np.abs(latitude).max(initial=0.0)), 89.0)  # where degrees are narrowest
    cell = reach_km / _DEGREE_KM
    row = np.floor(latitude / cell)
    column = np.floor(longitude * np.cos(np.radians(high)) / cell)
    yield _Meeting(rows(has_point, (row * _ROW + column).astype(np.int64)), has_cells=True)


def _only(meeting: _Meeting, chosen: Flags) -> _Meeting:
    """Leave out the rows of incidents that are not chosen."""
    keep = chosen[meeting.rows.incident]
    needed = None if meeting.needed is None else meeting.needed[keep]
    return _Meeting(meeting.rows[keep], needed, meeting.has_cells)


def _with_figures(incidents: Incidents, meeting: _Meeting) -> _Meeting:
    """Part the rows by each figure that their incident has."""
    rows, figures = meeting.rows, incidents.figures.told
    which, at = spread(figures.first[rows.incident], figures.count[rows.incident])
    parted = rows[which]
    part = figures.thing[at] * 2 + parted.part
    needed = None if meeting.needed is None else meeting.needed[which]
    parted = _Rows(parted.incident, parted.place, parted.key, part)
    return _Meeting(parted, needed, meeting.has_cells)


def _by_telling_figures(incidents: Incidents) -> _Meeting:
    """Bring together what shares a figure that tells something; what has places meets by them."""
    figures = incidents.figures.told
    telling = incidents.figures.tenths[figures.thing] >= _TELLING
    owner, figure = figures.owner[telling], figures.thing[telling]
    part = incidents.is_tally[owner].astype(np.int64)
    rows = _Rows(owner, np.full(len(owner), -1), figure, part)
    return _Meeting(rows, needed=~incidents.places.has_fine[owner])


def _joined(
    incidents: Incidents, meeting: _Meeting, days: int
) -> Iterator[tuple[_Rows, _Rows, int]]:
    """Pair rows whose windows are at most `days` apart, some at a time, each pair once."""
    order = np.lexsort((incidents.earliest[meeting.rows.incident], meeting.rows.key))
    rows = meeting.rows[order]  # what is looked for in the order of a table is found sooner
    if meeting.needed is not None:
        is_needed = meeting.needed[order]
        needed, others = rows[is_needed], rows[~is_needed]
        table = _Table(incidents, needed, days)
        yield from table.among_themselves()
        yield from table.met_by(others, is_later=True)
        yield from _Table(incidents, others, days).met_by(needed)
        return
    table = _Table(incidents, rows, days)
    yield from table.among_themselves()
    if meeting.has_cells:
        for down, right in _AHEAD:
            for sign in (1, -1):
                step = sign * (down * _ROW + right)
                moved = _Rows(rows.incident, rows.place, rows.key + step, rows.part)
                yield from table.met_by(moved, is_later=sign < 0)


class _Table:
    """Rows sorted by key and first day, to be searched."""

    def __init__(self, incidents: Incidents, rows: _Rows, days: int) -> None:
        self.days = days
        self.first, self.last = incidents.earliest, incidents.last
        self.keys = distinct(rows.key)
        self.parts = int(rows.part.max(initial=0)) + 1
        self.start = int(self.first.min(initial=0))
        # A number for key, part and day; keys so far apart that no window reaches the next.
        self.span = int(self.last.max(initial=0)) - self.start + days + 2
        at = self._at(rows)[0] + self.first[rows.incident] - self.start
        # What is most alike stands side by side, should there be too many to compare.
        looks = incidents.side[rows.incident], incidents.type[rows.incident]
        order = np.lexsort((rows.incident, *looks, at))
        self.rows, self.at = rows[order], at[order]

    def _at(self, rows: _Rows) -> tuple[Numbers, Flags]:
        """Give the number of each key and part at its first day, and whether it is one of ours."""
        key, is_known = find(self.keys, rows.key)
        is_known &= rows.part < self.parts
        return (key * self.parts + rows.part) * self.span, is_known

    def among_themselves(self) -> Iterator[tuple[_Rows, _Rows, int]]:
        """Pair each row with those that follow it."""
        after = np.arange(len(self.rows.incident)) + 1
        base = self.at - (self.at % self.span)
        yield from self._pairs(self.rows, after, base)

    def met_by(self, rows: _Rows, *, is_later: bool = False) -> Iterator[tuple[_Rows, _Rows, int]]:
        """Pair other rows with those of ours that begin with them or after; only after."""
        base, is_known = self._at(rows)
        rows, base = rows[is_known], base[is_known]
        first = base + self.first[rows.incident] - self.start + is_later
        yield from self._pairs(rows, np.searchsorted(self.at, first), base)

    def _pairs(
        self, rows: _Rows, begin: Numbers, base: Numbers
    ) -> Iterator[tuple[_Rows, _Rows, int]]:
        """Pair each row with ours from `begin` to the end of its window, some at a time."""
        end = np.searchsorted(
            self.at, base + self.last[rows.incident] - self.start + self.days, side="right"
        )
        all_of_it = np.maximum(end - begin, 0)
        count = np.minimum(all_of_it, _NEIGHBOURS)
        left = all_of_it - count
        total = np.cumsum(count)
        at = 0
        while at < len(count):
            before = total[at - 1] if at else 0
            stop = max(int(np.searchsorted(total, before + _STEP, side="right")), at + 1)
            which, theirs = spread(begin[at:stop], count[at:stop])
            yield rows[which + at], self.rows[theirs], int(left[at:stop].sum())
            at = stop
