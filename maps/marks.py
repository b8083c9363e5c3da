"""The marks of incidents, on page and print: a shape for what happened, a colour for who acted."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

# The mark of an event on page and print: by sub-event type, else by event type.
SHAPES: Mapping[str, str] = MappingProxyType(
    {
        "Air/drone strike": "circle",
        "Armed clash": "square",
        "Shelling/artillery/missile attack": "triangle",
        "Battles": "square",
        "Explosions/Remote violence": "diamond",
        "Violence against civilians": "pentagon",
        "Protests": "wedge",
        "Riots": "wedge",
        "Strategic developments": "cross",
    }
)
OTHER_SHAPE = "hexagon"

# Colours of acting sides: the left and right side of the line, then the others in the pack's order.
# Told apart with any kind of colour vision (hue and lightness both differ); none of them is the red
# or green that reads as bad or good.
LINE_COLOURS = ("#b5541f", "#2f6db3")
OTHER_COLOURS = ("#5b3a72", "#c9a227", "#84908f", "#d6d6d0")
SEVERAL_COLOUR = "#56657a"  # an area or stretch of incidents of several sides


def shape_of(sub_event_type: str) -> str:
    """Name the mark of a sub-event type."""
    from geo import schema

    event_type = schema.EVENT_TYPE_OF.get(sub_event_type, "")
    return SHAPES.get(sub_event_type, SHAPES.get(event_type, OTHER_SHAPE))


def side_colours(pack: Any) -> dict[str, str]:
    """Give each side of a pack its colour, in the pack's order."""
    colours = dict(zip(pack.line_sides, LINE_COLOURS, strict=True))
    others = [side for side in pack.sides if side not in colours]
    # the last two of a pack's sides are the light greys: whoever else, and nobody knows
    start = max(0, len(OTHER_COLOURS) - len(others))
    for number, side in enumerate(others):
        colours[side] = OTHER_COLOURS[min(start + number, len(OTHER_COLOURS) - 1)]
    return {side: colours[side] for side in pack.sides}
