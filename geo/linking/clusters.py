"""Pairs that are alike -> groups in which each is alike to each.

Complete linkage: an incident joins a group only if it is alike to all of it, so that a chain of
vague reports cannot bring together what no pair of them would. What a person put together by hand
counts as one from the start, what a person parted never meets. The order of the input plays no
part: the best pair goes first, ties by id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Pair = tuple[int, int]


def groups(
    alike: Mapping[Pair, float],
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    go_together: Callable[[int, int], bool] | None = None,
) -> list[list[int]]:
    """Group incidents.

    Parameters
    ----------
    alike
        Likeness of pairs, the lower number first. Numbers are in the order of ids.
    together
        Pairs that a person put together.
    apart
        Pairs that a person parted; they win over what is alike.
    go_together
        Tells of two that are not alike whether they may stand in one group beside a third; none
        means that they may not.

    Returns
    -------
    list of list of int
        The groups of two or more, sorted.
    """
    parted = {(min(pair), max(pair)) for pair in apart}
    home: dict[int, int] = {}
    members: dict[int, list[int]] = {}

    def of(number: int) -> int:
        if number not in home:
            home[number] = number
            members[number] = [number]
        return home[number]

    def join(one: int, other: int) -> None:
        keep, gone = min(one, other), max(one, other)
        for number in members[gone]:
            home[number] = keep
        members[keep] += members.pop(gone)

    for one, other in sorted({(min(pair), max(pair)) for pair in together}):
        if of(one) != of(other):
            join(of(one), of(other))
    by_hand = {number: of(number) for number in home}  # what a person put together is one thing

    def are_one(ours: list[int], theirs: list[int]) -> bool:
        """Tell whether each thing of one group is alike to each of the other."""
        met: dict[Pair, bool] = {}
        for one in ours:
            for other in theirs:
                pair = (min(one, other), max(one, other))
                if pair in parted:
                    return False
                thing = (by_hand.get(one, one), by_hand.get(other, other))
                met[thing] = (
                    met.get(thing, False)
                    or pair in alike
                    or (go_together is not None and go_together(*pair))
                )
        return all(met.values())

    ordered = sorted(alike, key=lambda pair: (-alike[pair], pair))
    for one, other in ordered:
        first, second = of(one), of(other)
        if first != second and are_one(members[first], members[second]):
            join(first, second)
    return sorted(sorted(group) for group in members.values() if len(group) > 1)
