"""The marks of incidents on paper, of the shapes that the page draws (`maps.marks`)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from matplotlib.axes import Axes
    from matplotlib.path import Path as Outline
    from matplotlib.transforms import Affine2D
    from numpy.typing import NDArray

INK, PAPER = "#22272e", "#ffffff"
# Corners, degrees of the first, radius, and how far the shape is moved up: the page's symbols.ts.
_POLYGONS = {
    "square": (4, 45, 1.18, 0.0),
    "triangle": (3, 90, 1.3, -0.18),
    "wedge": (3, -90, 1.3, 0.18),
    "diamond": (4, 0, 1.3, 0.0),
    "pentagon": (5, 90, 1.14, 0.0),
    "hexagon": (6, 0, 1.1, 0.0),
}
_ARM, _HALF = 1.15, 0.42  # of the cross


@cache
def outline(shape: str) -> Outline:
    """Return the outline of a shape of radius 1; what has no corners is a circle."""
    import numpy as np
    from matplotlib.path import Path as Outline

    if shape == "cross":
        a, h = _ARM, _HALF
        xy = [(-h, -a), (h, -a), (h, -h), (a, -h), (a, h), (h, h)]
        xy += [(-x, -y) for x, y in xy]
        return Outline(np.array([*xy, xy[0]]), closed=True)
    if shape not in _POLYGONS:
        return Outline.unit_circle()
    corners, first, radius, up = _POLYGONS[shape]
    angle = np.radians(first + 360 / corners * np.arange(corners + 1))
    xy_ = np.column_stack([radius * np.cos(angle), radius * np.sin(angle) + up])
    return Outline(xy_, closed=True)


def symbol(axes: Axes, at: NDArray[np.float64], mm: float, shape: str, fill: str) -> None:
    """Draw one incident; `mm` is the radius in the axes' units of a millimetre times its size."""
    from matplotlib.patches import PathPatch

    for width, edge, zorder in ((3.0, PAPER, 20.0), (0.7, INK, 20.1)):
        path = outline(shape).transformed(_moved(at, mm))
        axes.add_patch(
            PathPatch(path, fc=fill, ec=edge, lw=width, joinstyle="round", zorder=zorder)
        )


def ring(
    axes: Axes, at: NDArray[np.float64], radius: float, shares: Sequence[tuple[str, int]], text: str
) -> None:
    """Draw several incidents that stand close together: a count in a ring of the acting sides."""
    from matplotlib.patches import Circle, Wedge

    x, y = float(at[0]), float(at[1])
    axes.add_patch(Circle((x, y), radius * 1.12, fc=PAPER, ec="none", zorder=21))
    total, turned = sum(count for _, count in shares), 0
    for colour, count in shares:
        # clockwise from the top, as on the page
        end, turned = 90 - 360 * turned / total, turned + count
        start = 90 - 360 * turned / total
        axes.add_patch(Wedge((x, y), radius, start, end, fc=colour, ec="none", zorder=21.1))
    axes.add_patch(Circle((x, y), radius * 0.64, fc=PAPER, ec="none", zorder=21.2))
    axes.add_patch(Circle((x, y), radius, fc="none", ec=INK, lw=0.6, zorder=21.3))
    axes.text(x, y, text, **_FIGURE, zorder=21.4)


def badge(
    axes: Axes,
    at: NDArray[np.float64],
    size: tuple[float, float],
    shares: Sequence[tuple[str, int]],
    text: str,
    *,
    dashed: bool,
) -> None:
    """Draw how many incidents are known to an area (dashed) or a stretch: a tag, never a pin."""
    from matplotlib.patches import FancyBboxPatch, Rectangle

    width, height = size
    left, bottom = float(at[0]) - width / 2, float(at[1]) - height / 2
    box: dict[str, Any] = {
        "boxstyle": f"round,pad=0,rounding_size={height * 0.22}",
        "mutation_aspect": 1,
    }
    tag = FancyBboxPatch((left, bottom), width, height, fc=PAPER, ec="none", zorder=19, **box)
    axes.add_patch(tag)
    total, done = sum(count for _, count in shares), 0
    for colour, count in shares:
        bar = Rectangle(
            (left + width * done / total, bottom),
            width * count / total,
            height * 0.2,
            fc=colour,
            ec="none",
            zorder=19.1,
        )
        axes.add_patch(bar)
        bar.set_clip_path(tag)
        done += count
    style = (0, (3, 1.6)) if dashed else "solid"
    edge = FancyBboxPatch(
        (left, bottom), width, height, fc="none", ec=INK, lw=0.6, ls=style, zorder=19.2, **box
    )
    axes.add_patch(edge)
    axes.text(float(at[0]), float(at[1]) + height * 0.08, text, **_FIGURE, zorder=19.3)


def bar(
    axes: Axes,
    at: NDArray[np.float64],
    size: tuple[float, float],
    shares: Sequence[tuple[str, int]],
) -> None:
    """Draw a tag that has no room for its figure: the acting sides alone, under the other marks."""
    from matplotlib.patches import Rectangle

    (width, height), total, done = size, sum(count for _, count in shares), 0
    left, bottom = float(at[0]) - width / 2, float(at[1]) - height / 2
    for colour, count in shares:
        corner = (left + width * done / total, bottom)
        part = Rectangle(corner, width * count / total, height, fc=colour, ec="none", zorder=18)
        axes.add_patch(part)
        done += count
    axes.add_patch(Rectangle((left, bottom), width, height, fc="none", ec=INK, lw=0.4, zorder=18.1))


_FIGURE: dict[str, Any] = {
    "ha": "center",
    "va": "center_baseline",
    "fontsize": 6.5,
    "weight": "bold",
    "color": INK,
    "clip_on": True,
}


def _moved(at: NDArray[np.float64], scale: float) -> Affine2D:
    from matplotlib.transforms import Affine2D

    return Affine2D().scale(scale).translate(float(at[0]), float(at[1]))
