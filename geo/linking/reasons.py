"""Why two incidents are taken for one, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.linking.likeness import INSIDE_WINDOW, SAME_WINDOW

if TYPE_CHECKING:
    from geo.linking.likeness import Incidents, Options

_METRICS = {"attacked_persons": "attacked"}
_SHOWN = 3
BY_HAND = "put together by hand"


def reason(incidents: Incidents, one: int, other: int, options: Options) -> str:
    """Say what two incidents have in common.

    Parameters
    ----------
    incidents
        All that may be linked.
    one, other
        Numbers of the two.
    options
        What may be linked.
    """
    parts = [incidents.places.why(one, other, options.km), _window(incidents, one, other, options)]
    types = [incidents.types[incidents.type[at]] for at in (one, other) if incidents.type[at] >= 0]
    if len(set(types)) == 1 and len(types) == 2:
        parts.append(f"both {types[0]}")
    elif len(types) == 2:
        parts.append(f"{types[0]} and {types[1]} are told of one event")
    sides = incidents.side[one], incidents.side[other]
    if min(sides) >= 0:
        parts.append("the same side acts" if sides[0] == sides[1] else "each side names the other")
    figures = [_figure(figure) for figure in sorted(incidents.shared(one, other))]
    if figures:
        more = f" and {len(figures) - _SHOWN} more" if len(figures) > _SHOWN else ""
        parts.append(f"the same figures: {', '.join(figures[:_SHOWN])}{more}")
    return "; ".join(parts)


def _window(incidents: Incidents, one: int, other: int, options: Options) -> str:
    import numpy as np

    pair = np.array([one]), np.array([other])
    window = incidents.window(*pair, options.days)[0]
    if window >= SAME_WINDOW:
        return "the same days"
    if window >= INSIDE_WINDOW:
        return "the days of one inside those of the other"
    return "days that meet"


def _figure(figure: tuple[str, int, int]) -> str:
    metric, low, high = figure
    words = _METRICS.get(metric, metric.replace("_", " "))
    if low == high:
        return f"{words} {low}"
    if high < 0:
        return f"{words} {low} or more"
    return f"{words} up to {high}" if low < 0 else f"{words} {low} to {high}"
