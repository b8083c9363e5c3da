"""Why two incidents are taken for one, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.linking.incidents import Incidents
    from geo.linking.likeness import Options

    Numbers = NDArray[np.int64]

_METRICS = {"attacked_persons": "attacked"}
_SHOWN = 3
BY_HAND = "put together by hand"


def reasons(incidents: Incidents, one: Numbers, other: Numbers, options: Options) -> list[str]:
    """Say what pairs of incidents have in common.

    Parameters
    ----------
    incidents
        All that may be linked.
    one, other
        Numbers of incidents, in pairs.
    options
        What may be linked.
    """
    figures: dict[int, list[str]] = {}
    for pair, figure in zip(
        *(part.tolist() for part in incidents.figures.told.shared(one, other)), strict=True
    ):
        figures.setdefault(pair, []).append(_figure(incidents.figures.names[figure]))
    codes = (incidents.type, incidents.side)
    told = []
    for at, (where, window, *pairs) in enumerate(
        zip(
            incidents.places.why(one, other, options.km),
            _windows(incidents, one, other),
            *(code[numbers].tolist() for code in codes for numbers in (one, other)),
            strict=True,
        )
    ):
        kind, other_kind, side, other_side = pairs
        parts = [where, window]
        if min(kind, other_kind) >= 0:
            names = incidents.types[kind], incidents.types[other_kind]
            same = kind == other_kind
            parts.append(
                f"both {names[0]}" if same else "{} and {} are told of one event".format(*names)
            )
        if min(side, other_side) >= 0:
            parts.append("the same side acts" if side == other_side else "they differ in who acts")
        if at in figures:
            rest = len(figures[at]) - _SHOWN
            more = f" and {rest} more" if rest > 0 else ""
            parts.append(f"the same figures: {', '.join(figures[at][:_SHOWN])}{more}")
        told.append("; ".join(parts))
    return told


def _windows(incidents: Incidents, one: Numbers, other: Numbers) -> list[str]:
    """Say how the days of pairs go together."""
    first, last = incidents.first, incidents.last
    begin = np.maximum(first[one], first[other])
    end = np.minimum(last[one], last[other])
    lengths = np.minimum(last[one] - first[one], last[other] - first[other])
    told = np.select(
        [
            (first[one] == first[other]) & (last[one] == last[other]),
            end - begin == lengths,
            end >= begin,
            begin - end == 1,
        ],
        [
            "the same days",
            "the days of one inside those of the other",
            "days that meet",
            "a day apart",
        ],
        "",
    ).astype(object)
    far = np.flatnonzero(begin - end > 1)
    told[far] = [f"{days} days apart" for days in (begin - end)[far].tolist()]
    is_loose = (end < begin) & (incidents.gap(one, other) < begin - end)
    told[is_loose] += ", the later dated by its report"
    words: list[str] = told.tolist()
    return words


def _figure(figure: tuple[str, int, int]) -> str:
    metric, low, high = figure
    words = _METRICS.get(metric, metric.replace("_", " "))
    return f"{words} {low}" if low == high else f"{words} {low} to {high}"
