"""The figures that incidents' claims give, and how much it tells that two have the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.linking.sets import Sets, numbered

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

# How much a figure tells, in tenths, from each size on: the larger, the less it is met by chance.
_SIZES = (1, 3, 10, 30)
_TENTHS = np.array([2, 3, 6, 10, 15])
_NOBODY = ("", "unknown")
_ANYBODY = ("", "unspecified")


@dataclass(frozen=True)
class Figures:
    """What is counted in incidents, and which side says so.

    Attributes
    ----------
    told
        The figures of each incident; "at least ten" and "ten" are one figure.
    names
        Metric, least and most of each figure.
    tenths
        How much each figure tells.
    said
        The statements of each incident: its figures, each with the side that gives it.
    figure
        The figure of each statement.
    tellers, victims
        The sides that say of each incident who was harmed, and the groups that each of them names,
        where it names all of them; none of none.
    """

    told: Sets
    names: list[tuple[str, int, int]]
    tenths: Numbers
    said: Sets
    figure: Numbers
    tellers: Sets
    victims: Sets

    @classmethod
    def of(cls, claims: pd.DataFrame, ids: pd.Index) -> Figures:
        """Collect the figures of claims of `geo.schema`, for incidents."""
        owner = ids.get_indexer(pd.Index(claims["incident_id"].astype(object)))
        low, high = (
            claims[name].to_numpy(float, na_value=-1).astype(np.int64)
            for name in ("count_min", "count_max")
        )
        low, high = np.where(low < 0, high, low), np.where(high < 0, low, high)
        used = (owner >= 0) & (low >= 0)
        owner, low, high = owner[used], low[used], high[used]
        metric, metrics = numbered(_texts(claims["metric"])[used])
        side, sides = numbered(_texts(claims["claimant_side"])[used])
        at, figure = _alike(metric, low, high)
        names = [
            (metrics[kind], least, most)
            for kind, least, most in zip(
                *(column[at].tolist() for column in (metric, low, high)), strict=True
            )
        ]
        at_said, statement = _alike(figure, side)
        is_named = ~np.isin(side, [sides.index(name) for name in _NOBODY if name in sides])
        group, groups = numbered(_texts(claims["victim_group"])[used])
        harmed = is_named & (high > 0)
        is_open = np.isin(group, [groups.index(name) for name in _ANYBODY if name in groups])
        teller = owner * (len(sides) + 1) + side
        harmed &= ~np.isin(teller, teller[harmed & is_open])
        of_group = side * (len(groups) + 1) + group
        return cls(
            told=Sets.of(owner, figure, len(ids)),
            names=names,
            tenths=_TENTHS[np.searchsorted(_SIZES, high[at], side="right")],
            said=Sets.of(owner[is_named], statement[is_named], len(ids)),
            figure=figure[at_said],
            tellers=Sets.of(owner[harmed], side[harmed], len(ids)),
            victims=Sets.of(owner[harmed], of_group[harmed], len(ids)),
        )

    def agreement(self, one: Numbers, other: Numbers) -> Numbers:
        """Weigh the figures that pairs of incidents both have, in tenths."""
        pair, figure = self.told.shared(one, other)
        return _summed(pair, self.tenths[figure], len(one))

    def repetition(self, one: Numbers, other: Numbers) -> Numbers:
        """Weigh the figures that one side gives in both incidents of a pair, in tenths."""
        pair, statement = self.said.shared(one, other)
        return _summed(pair, self.tenths[self.figure[statement]], len(one))

    def of_others(self, one: Numbers, other: Numbers) -> NDArray[np.bool_]:
        """Tell of which pairs a side tells both, each of other people, and no figure is in both."""
        result = np.zeros(len(one), bool)
        result[self.tellers.shared(one, other)[0]] = True
        result[self.victims.shared(one, other)[0]] = False
        result[self.told.shared(one, other)[0]] = False
        return result


def _texts(column: pd.Series) -> NDArray[np.object_]:
    return column.astype(object).where(column.notna(), "").to_numpy(object)


def _alike(*columns: Numbers) -> tuple[Numbers, Numbers]:
    """Give rows alike in all columns one number: a row of each number, and each row's number."""
    code = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        values, place = np.unique(column, return_inverse=True)
        code = code * max(len(values), 1) + place
    _, at, number = np.unique(code, return_index=True, return_inverse=True)
    return at.astype(np.int64), number.astype(np.int64)


def _summed(pair: Numbers, tenths: Numbers, length: int) -> Numbers:
    return np.bincount(pair, tenths, minlength=length).astype(np.int64)
