"""Pairs that are alike -> groups in which each is alike to each.

Complete linkage: an incident joins a group only if it is alike to all of it, so that a chain of
vague reports cannot bring together what no pair of them would. What a person put together by hand
counts as one from the start, what a person parted never meets. The order of the input plays no
part: the best pair goes first, ties by id.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from geo.linking.sets import distinct, find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Reals = NDArray[np.float64]

Pair = tuple[int, int]
_STEP = 1_000_000  # pairs taken up in one go


@dataclass(frozen=True)
class Alike:
    """Pairs of incidents that are alike, sorted, each once.

    Attributes
    ----------
    one, other
        Numbers of incidents in the order of ids, the lower one first.
    score
        How likely the two are one, above 0.
    """

    one: Numbers
    other: Numbers
    score: Reals

    @cached_property
    def _width(self) -> int:
        return int(self.other.max(initial=0)) + 1

    @cached_property
    def _keys(self) -> Numbers:
        """Number the pairs, in their order."""
        return (self.one * self._width + self.other).astype(np.int64)

    def between(self, one: Numbers, other: Numbers) -> Reals:
        """Give the scores of pairs, in either order; 0 for those that are not alike."""
        low, high = np.minimum(one, other), np.maximum(one, other)
        at, is_alike = find(self._keys, low * self._width + high)
        is_alike &= high < self._width
        score = np.zeros(len(at))
        score[is_alike] = self.score[at[is_alike]]
        return score

    def lookup(self) -> Callable[[int, int], bool]:
        """Make a function that tells of two, the lower first, whether they are alike."""
        width = self._width
        keys = array("q", self._keys.tobytes())

        def are_alike(one: int, other: int) -> bool:
            key = one * width + other
            at = bisect_left(keys, key)
            return other < width and at < len(keys) and keys[at] == key

        return are_alike


def groups(
    alike: Alike,
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    go_together: Callable[[Numbers, Numbers], NDArray[np.bool_]] | None = None,
) -> list[list[int]]:
    """Group incidents.

    Parameters
    ----------
    alike
        What is alike.
    together
        Pairs that a person put together.
    apart
        Pairs that a person parted; they win over what is alike.
    go_together
        Tells of pairs that are not alike which may stand in one group beside a third; none means
        that none may.

    Returns
    -------
    list of list of int
        The groups of two or more, sorted.
    """
    parted = {(min(pair), max(pair)) for pair in apart}
    made = Groups()
    for one, other in sorted({(min(pair), max(pair)) for pair in together}):
        made.join(made.of(one), made.of(other))
    by_hand = {number: made.of(number) for number in made.home}  # each put together is one thing
    for number in distinct(np.concatenate([alike.one, alike.other])).tolist():
        made.of(number)
    home, members, are_alike = made.home, made.members, alike.lookup()

    def are_one(ours: list[int], theirs: list[int]) -> bool:
        """Tell whether each thing of one group is alike to each of the other."""
        met: set[Pair] = set()
        things: list[Pair] = []
        asked: list[Pair] = []
        for one in ours:
            for other in theirs:
                pair = (one, other) if one < other else (other, one)
                if pair in parted:
                    return False
                thing = (by_hand.get(one, one), by_hand.get(other, other))
                if are_alike(*pair):
                    met.add(thing)
                else:
                    things.append(thing)
                    asked.append(pair)
        if go_together is not None and asked:
            may = go_together(*np.array(asked).T)
            met.update(thing for thing, fits in zip(things, may.tolist(), strict=True) if fits)
        return met.issuperset(things)

    best_first = np.lexsort((alike.other, alike.one, -alike.score))
    never: set[Pair] = set()  # groups grow, so two that cannot be one never will
    for at in range(0, len(best_first), _STEP):
        some = best_first[at : at + _STEP]
        for one, other in zip(alike.one[some].tolist(), alike.other[some].tolist(), strict=True):
            first, second = home[one], home[other]
            pair = (first, second) if first < second else (second, first)
            if first == second or pair in never:
                continue
            if are_one(members[first], members[second]):
                made.join(first, second)
            else:
                never.add(pair)
    return sorted(sorted(group) for group in members.values() if len(group) > 1)


class Groups:
    """Groups that grow: the group of each number, named by its lowest, and the members of each."""

    def __init__(self) -> None:
        self.home: dict[int, int] = {}
        self.members: dict[int, list[int]] = {}

    def of(self, number: int) -> int:
        """Name the group of a number, at first one of its own."""
        if number not in self.home:
            self.home[number] = number
            self.members[number] = [number]
        return self.home[number]

    def join(self, one: int, other: int) -> None:
        """Make one of two groups."""
        if one == other:
            return
        keep, gone = min(one, other), max(one, other)
        for number in self.members[gone]:
            self.home[number] = keep
        self.members[keep] += self.members.pop(gone)
