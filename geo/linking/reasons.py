"""Why two incidents are taken for one, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.linking.incidents import INSIDE_WINDOW, SAME_WINDOW

if TYPE_CHECKING:
    import numpy as np
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
    windows = incidents.window(one, other, options.days).tolist()
    codes = (incidents.type, incidents.side)
    told = []
    for at, (where, window, *pairs) in enumerate(
        zip(
            incidents.places.why(one, other, options.km),
            windows,
            *(code[numbers].tolist() for code in codes for numbers in (one, other)),
            strict=True,
        )
    ):
        kind, other_kind, side, other_side = pairs
        parts = [where, _window(window)]
        if min(kind, other_kind) >= 0:
            names = incidents.types[kind], incidents.types[other_kind]
            same = kind == other_kind
            parts.append(
                f"both {names[0]}" if same else "{} and {} are told of one event".format(*names)
            )
        if min(side, other_side) >= 0:
            parts.append(
                "the same side acts" if side == other_side else "each side names the other"
            )
        if at in figures:
            rest = len(figures[at]) - _SHOWN
            more = f" and {rest} more" if rest > 0 else ""
            parts.append(f"the same figures: {', '.join(figures[at][:_SHOWN])}{more}")
        told.append("; ".join(parts))
    return told


def _window(likeness: float) -> str:
    if likeness >= SAME_WINDOW:
        return "the same days"
    if likeness >= INSIDE_WINDOW:
        return "the days of one inside those of the other"
    return "days that meet"


def _figure(figure: tuple[str, int, int]) -> str:
    metric, low, high = figure
    words = _METRICS.get(metric, metric.replace("_", " "))
    return f"{words} {low}" if low == high else f"{words} {low} to {high}"
