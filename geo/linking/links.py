"""Groups of incidents -> the table that says why each went into the one that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo import schema
from geo.linking.reasons import BY_HAND, reasons
from geo.linking.sets import spread

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from geo.linking.clusters import Alike
    from geo.linking.incidents import Incidents
    from geo.linking.likeness import Options

    Numbers = NDArray[np.int64]
    Reals = NDArray[np.float64]

_STEP = 10_000  # members whose links are looked for in one go
_TOLD = 2.0  # what a person put together counts more than any likeness


def links(
    known: Incidents,
    groups: list[list[int]],
    alike: Alike,
    by_hand: list[tuple[int, int]],
    options: Options,
) -> pd.DataFrame:
    """Say of each member of a group but its first to which other it is most alike, and why.

    Who goes from one to the other comes to the first: of a pair that are most alike to each other,
    one leads on.

    Parameters
    ----------
    known
        All incidents.
    groups
        Numbers of incidents, of each group the one that is kept first.
    alike
        The pairs that are alike.
    by_hand
        Pairs that a person put together.
    options
        What may be linked.

    Returns
    -------
    pandas.DataFrame
        Table of `geo.schema.LINKS`.
    """
    size = np.array([len(group) for group in groups])
    begin = np.cumsum(size) - size
    member = np.array([number for group in groups for number in group])
    home, held = np.repeat(begin, size), np.repeat(size, size)
    rows = np.flatnonzero(np.arange(len(member)) > home)
    width = len(known.ids)
    told = np.array([min(pair) * width + max(pair) for pair in by_hand], np.int64)

    def weight(one: Numbers, other: Numbers) -> Reals:
        """Say how much members have in common."""
        pair = member[one], member[other]
        is_told = np.isin(np.minimum(*pair) * width + np.maximum(*pair), told)
        score = np.where(is_told, _TOLD, alike.between(*pair))
        return np.where(pair[0] == pair[1], 0.0, score)

    to = np.arange(len(member))
    for at in range(0, len(rows), _STEP):
        some = rows[at : at + _STEP]
        which, other = spread(home[some], held[some])
        score = weight(some[which], other)
        best = np.lexsort((other, -score, which))
        to[some] = other[best[np.flatnonzero(np.diff(which[best], prepend=-1))]]
    for first in np.unique(home[_ends(to) != home]).tolist():
        count = int(held[first])
        to[first : first + count] = first + _led_home(count, _within(weight, first, count))
    score = weight(rows, to[rows])
    one, other = member[rows], member[to[rows]]
    why = reasons(known, np.minimum(one, other), np.maximum(one, other), options)
    table = {
        "incident_id": known.ids[member[home[rows]]],
        "merged_id": known.ids[one],
        "linked_to": known.ids[other],
        "link_score": np.where(score == _TOLD, np.nan, score),
        "link_reason": np.where(score == _TOLD, BY_HAND, np.array(why, object)),
    }
    made = schema.conform(pd.DataFrame(table), schema.LINKS)
    return made.sort_values(["incident_id", "merged_id"], ignore_index=True)


def _ends(to: Numbers) -> Numbers:
    """Follow each to where it leads in the end, or around in a circle."""
    for _ in range(len(to).bit_length()):
        to = to[to]
    return to


def _within(
    weight: Callable[[Numbers, Numbers], Reals], first: int, count: int
) -> Callable[[int], Reals]:
    """Weigh a member of one group, by its place in it, against all of the group."""
    members = np.arange(first, first + count)
    return lambda at: weight(np.full(count, first + at), members)


def _led_home(count: int, weights: Callable[[int], Reals]) -> Numbers:
    """Lead each of `count` to the first, by the pairs that have most in common (Prim's tree)."""
    to = np.zeros(count, np.int64)
    best = weights(0)
    left = np.arange(count) > 0
    while left.any():
        at = int(np.argmax(np.where(left, best, -1.0)))
        left[at] = False
        more = weights(at)
        closer = left & (more > best)
        best, to = np.where(closer, more, best), np.where(closer, at, to)
    return to
