"""Pairs of incidents worth comparing: what shares a district, a square, a province or a figure.

Rows are sorted by key and day, and each is paired with those that follow it within its window, so
that the work grows with the number of incidents that are near each other in place and time, not
with the square of all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.linking.likeness import hash_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geo.linking.likeness import Incidents

    Numbers = NDArray[np.int64]

_SQUARE_DEGREES = 0.6  # two squares shifted by half: what is within 0.3 degrees shares one
_TELLING = 0.6  # a figure of this weight may bring together what shares no place
_LONGEST_DAYS = 62  # windows longer than this are met by their figures only
_STEP = 2_000_000  # pairs looked at in one go
_NEIGHBOURS = 2_000  # of one row under one key; beyond, it is a heap that nothing is told apart in


def pairs(incidents: Incidents, days: int) -> tuple[Numbers, Numbers, int]:
    """Find pairs that nothing forbids to be one.

    Parameters
    ----------
    incidents
        All that may be linked.
    days
        Windows so far apart may meet.

    Returns
    -------
    numpy.ndarray, numpy.ndarray
        Numbers of incidents, the lower first, each pair once.
    int
        How many pairs were left out because too many incidents share a place and a day.
    """
    found: list[Numbers] = []
    dropped = 0
    width = len(incidents.ids)
    for rows, keys, only in _keyed(incidents):
        for one, other, left in _joined(incidents, rows, keys, only, days):
            fits = incidents.may_be_one(one, other, days) & (one != other)
            low, high = np.minimum(one, other)[fits], np.maximum(one, other)[fits]
            found.append(np.unique(low * width + high))
            dropped += left
    if not found:
        none = np.zeros(0, np.int64)
        return none, none, dropped
    distinct = np.unique(np.concatenate(found))
    return distinct // max(width, 1), distinct % max(width, 1), dropped


def _keyed(incidents: Incidents) -> Iterator[tuple[Numbers, Numbers, NDArray[np.bool_] | None]]:
    """Give rows of incidents with the keys under which they meet.

    The third part marks rows of which a pair needs at least one.
    """
    places = incidents.places
    short = (incidents.last - incidents.first)[places.owner] <= _LONGEST_DAYS
    named = short & (places.place >= 0)
    fine = short & places.is_fine
    yield places.owner[named], places.place[named], None
    of_district = fine & (places.admin2 >= 0)
    yield places.owner[of_district], places.admin2[of_district], None
    of_province = short & (places.admin1 >= 0)
    yield places.owner[of_province], places.admin1[of_province], places.is_unit[of_province]
    squared = fine & ~np.isnan(places.latitude)
    for shift_y in (0.0, 0.5):
        for shift_x in (0.0, 0.5):
            y = np.floor(places.latitude[squared] / _SQUARE_DEGREES + shift_y)
            x = np.floor(places.longitude[squared] / _SQUARE_DEGREES + shift_x)
            yield places.owner[squared], (y * 10_000 + x).astype(np.int64), None
    told = [
        (number, hash_of(figure))
        for number, figures in enumerate(incidents.figures)
        for figure, weight in figures.items()
        if weight >= _TELLING
    ]
    rows = np.array(told, np.int64).reshape(-1, 2)
    yield rows[:, 0], rows[:, 1], ~places.has_fine[rows[:, 0]]  # what has places meets by them


def _joined(
    incidents: Incidents,
    rows: Numbers,
    keys: Numbers,
    only: NDArray[np.bool_] | None,
    days: int,
) -> Iterator[tuple[Numbers, Numbers, int]]:
    """Pair the rows of each key whose windows are at most `days` apart, some at a time."""
    if only is not None:  # keys without a row that a pair needs bring nothing together
        used = np.isin(keys, keys[only])
        rows, keys, only = rows[used], keys[used], only[used]
    if not len(rows):
        return
    codes = np.unique(keys, return_inverse=True)[1].astype(np.int64)
    first, last = incidents.first[rows], incidents.last[rows]
    order = np.lexsort((rows, first, codes))
    rows, codes, first, last = rows[order], codes[order], first[order], last[order]
    only = only[order] if only is not None else None
    # A key of its own for each day: codes far enough apart that windows never reach the next.
    span = int(max(last.max() - first.min(), 0)) + days + 2
    at = codes * (2 * span) + (first - first.min())
    reach = codes * (2 * span) + np.minimum(last - first.min() + days, 2 * span - 1)
    ends = np.searchsorted(at, reach, side="right")
    count = ends - np.arange(len(rows)) - 1
    left = np.maximum(count - _NEIGHBOURS, 0)
    count = np.minimum(count, _NEIGHBOURS)
    total = np.cumsum(count)
    begin = 0
    while begin < len(rows):
        before = total[begin - 1] if begin else 0
        end = int(np.searchsorted(total, before + _STEP, side="right"))
        end = max(end, begin + 1)
        some = np.arange(begin, end)
        one = np.repeat(some, count[begin:end])
        offset = np.arange(len(one)) - np.repeat(
            np.cumsum(count[begin:end]) - count[begin:end], count[begin:end]
        )
        other = one + 1 + offset
        if only is not None:
            keep = only[one] | only[other]
            one, other = one[keep], other[keep]
        yield rows[one], rows[other], int(left[begin:end].sum())
        begin = end
