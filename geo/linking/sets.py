"""What incidents have several of (figures, reports), as sorted numbers, to be met in bulk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Sets:
    """A set of things for each incident.

    Attributes
    ----------
    keys
        ``incident * width + thing``, sorted, each once.
    thing
        The numbers of the things, in the same order.
    first, count
        For each incident, where its things begin in these, and how many they are.
    width
        More than the number of any thing.
    """

    keys: Numbers
    thing: Numbers
    first: Numbers
    count: Numbers
    width: int

    @classmethod
    def of(cls, owner: Numbers, thing: Numbers, length: int) -> Sets:
        """Take incidents and the things they have, in any order, for `length` incidents."""
        width = int(thing.max(initial=0)) + 1
        keys = distinct(owner * width + thing)
        count = np.bincount(keys // width, minlength=length).astype(np.int64)
        return cls(keys, keys % width, np.cumsum(count) - count, count, width)

    @property
    def owner(self) -> Numbers:
        """The incident of each thing."""
        return self.keys // self.width

    def shared(self, one: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
        """Find what pairs of incidents both have.

        Returns
        -------
        numpy.ndarray, numpy.ndarray
            Place of a pair in `one`, and number of a thing; sorted by both.
        """
        few = np.flatnonzero((self.count[one] > 0) & (self.count[other] > 0))
        pair, at = spread(self.first[one[few]], self.count[one[few]])
        thing, pair = self.thing[at], few[pair]
        wanted = other[pair] * self.width + thing
        _, is_there = find(self.keys, wanted)
        return pair[is_there], thing[is_there]


def find(keys: Numbers, wanted: Numbers) -> tuple[Numbers, Flags]:
    """Look numbers up among sorted ones.

    Returns
    -------
    numpy.ndarray, numpy.ndarray
        Where each stands, or would if it were there, and whether it is there.
    """
    if len(keys) == 0:
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), bool)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return at, keys[at] == wanted


def spread(first: Numbers, count: Numbers) -> tuple[Numbers, Numbers]:
    """Count from each of `first` up, as often as `count` says.

    Returns
    -------
    numpy.ndarray, numpy.ndarray
        Which of `first` it is counted from, and the numbers counted.
    """
    which = np.repeat(np.arange(len(count)), count)
    before = np.cumsum(count) - count
    return which, first[which] + np.arange(len(which)) - before[which]


def distinct(keys: Numbers) -> Numbers:
    """Sort numbers and leave out repeated ones; of millions faster than by their hashes."""
    ordered = np.sort(keys)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 1))]


def numbered(values: Any) -> tuple[Numbers, list[Any]]:
    """Give distinct values numbers in their order, -1 to none."""
    import pandas as pd

    codes, names = pd.factorize(values, sort=True, use_na_sentinel=True)
    return codes.astype(np.int64), list(names)
