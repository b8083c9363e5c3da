"""Symbols: a mark for each type, colours that tell sides apart for every eye."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from synthetic_region import make_region

from geo import schema
from maps import marks


def test_every_type_of_the_schema_has_a_mark_and_battles_differ_from_strikes():
    shapes = {name: marks.shape_of(name) for name in schema.EVENT_TYPE_OF}
    assert marks.OTHER_SHAPE not in shapes.values()
    assert shapes["Armed clash"] != shapes["Air/drone strike"] != shapes["Suicide bomb"]
    assert marks.shape_of("never heard of") == marks.OTHER_SHAPE


@pytest.mark.parametrize(
    ("line_sides", "sides"),
    [
        (
            ("afghanistan", "pakistan"),
            ("afghanistan", "pakistan", "ttp", "iskp", "other", "unknown"),
        ),
        (("east", "west"), ("west", "east", "unknown")),
        (("a", "b"), ("a", "b", "c", "d", "e", "f", "g", "h")),
    ],
)
def test_sides_are_told_apart_by_hue_and_by_lightness(line_sides, sides):
    pack = dataclasses.replace(make_region(), line_sides=line_sides, sides=sides)
    colours = marks.side_colours(pack)
    assert list(colours) == list(sides)
    assert tuple(colours[side] for side in line_sides) == marks.LINE_COLOURS
    assert colours[sides[-1]] == "#d6d6d0"


def _lightness(colour):
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    luminance = float(linear @ [0.2126, 0.7152, 0.0722])
    return 116 * np.cbrt(luminance) - 16 if luminance > 0.008856 else 903.3 * luminance


def _seen_without_red_or_green(colour):
    """Blue against yellow (b* of CIELAB, roughly): what dichromats keep beside lightness."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 100 * (blue - (red + green) / 2)


def test_colours_differ_for_colour_blind_eyes():
    colours = [*marks.LINE_COLOURS, *marks.OTHER_COLOURS]
    for i, one in enumerate(colours):
        for other in colours[i + 1 :]:
            apart = np.hypot(
                _lightness(one) - _lightness(other),
                _seen_without_red_or_green(one) - _seen_without_red_or_green(other),
            )
            assert apart > 18, (one, other)
