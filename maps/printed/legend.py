"""The legend of a sheet: only what the sheet shows."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import shapely

from maps.marks import SEVERAL_COLOUR, shape_of, side_colours
from maps.printed import ground, symbols

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from geo.region import RegionPack
    from maps.printed.incidents import Drawn
    from maps.printed.sheet import Box
    from maps.printed.words import SheetWords

_ROW_MM = 4.9
_LINE_MM = 3.4  # of each further line of a row
_KEY_MM = 9.0
_OFF = "#b9b3a6"


@dataclass(frozen=True)
class _Pen:
    """Draws one key of the legend around a point; everything in millimetres of the paper."""

    axes: Axes
    x: float
    y: float


def draw(
    figure: Figure,
    box: Box,
    drawn: Drawn,
    pack: RegionPack,
    words: SheetWords,
    shown: Box | None = None,
) -> None:
    """Write the legend into a box of the paper, in as many columns as fit.

    Parameters
    ----------
    figure
        The paper.
    box
        Left, bottom, width and height, millimetres.
    drawn
        The marks that the sheet's frames show.
    pack
        Names the sides and the line.
    words
        The language.
    shown
        West, south, east and north of the one frame, degrees: lines and crossings outside are not
        told. None: a sheet of several frames shows all.
    """
    wide, high = figure.get_figwidth() * 25.4, figure.get_figheight() * 25.4
    left, bottom, width, height = box
    axes = figure.add_axes((left / wide, bottom / high, width / wide, height / high))
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    axes.axis("off")
    x, y = 0.0, height
    column = 0.0
    for group in _groups(drawn, pack, words, shown):
        needed = (len(group) + 0.2) * _ROW_MM
        if y - needed < 0 and y < height:
            x, y, column = x + column + 6.0, height, 0.0
        title, *rows = group
        column = max(column, _write(axes, x, y - 0.5 * _ROW_MM, None, title[1], words, width)[0])
        y -= _ROW_MM
        for draw_key, text in rows:
            needs, high = _write(axes, x, y - 0.5 * _ROW_MM, draw_key, text, words, width)
            column = max(column, needs)
            y -= high
        y -= 0.35 * _ROW_MM


_Row = tuple["Callable[[_Pen], None] | None", str]


def _groups(
    drawn: Drawn, pack: RegionPack, words: SheetWords, shown: Box | None
) -> Iterator[list[_Row]]:
    seen = shapely.box(*(shown or (-180.0, -90.0, 180.0, 90.0)))
    named: dict[str, list[str]] = {}
    for name in sorted(drawn.types, key=lambda n: (-drawn.types[n], n)):
        named.setdefault(shape_of(name), []).append(_type_name(words, name))
    what = [(_symbol(shape, _OFF), words.joined(names)) for shape, names in named.items()]
    who = [
        (_symbol("circle", colour), side_name(pack, words, side))
        for side, colour in side_colours(pack).items()
        if side in drawn.sides
    ]
    how = [(key, words.text(text)) for mark, key, text in _MARKS if mark in drawn.marks]
    for title, rows in (("what", what), ("who", who), ("how", how)):
        if rows:
            yield [(None, words.text(title)), *rows]
    status = str(pack.meta.get("line", {}).get("status", ""))
    told = words.table("lineStatuses", status, status)
    lines: list[_Row] = [(None, words.text("print.boundaries"))]
    if pack.line.intersects(seen):
        lines.append((_line, words.text("legendLine", name=words.line_name, status=told)))
    gates = shapely.points(pack.crossings[["longitude", "latitude"]].dropna().to_numpy(float))
    if shapely.intersects(gates, seen).any():
        lines.append((_gate, words.text("page.layers.crossings")))
    lines += [
        (_edge(ground.PROVINCE, 0.9), words.text("page.layers.admin1")),
        (_edge(ground.DISTRICT, 0.6), words.text("page.layers.admin2")),
    ]
    yield lines


def side_name(pack: RegionPack, words: SheetWords, side: str) -> str:
    """Name an acting side: the pack's word in the language, else the language's, else English."""
    given = pack.meta.get("side_names", {}).get(side, {}).get("name", side)
    return words.of_pack("side_names", side) or words.table("sideNames", side, str(given))


def _type_name(words: SheetWords, name: str) -> str:
    return words.table("types", name, name) or words.text("untyped")


def _write(
    axes: Axes,
    x: float,
    y: float,
    draw_key: Callable[[_Pen], None] | None,
    text: str,
    words: SheetWords,
    width: float,
) -> tuple[float, float]:
    """Write a row, in several lines where it is wider than the box; return its size in mm.

    Right to left, the legend is its own mirror.
    """
    mirrored = words.right_to_left
    indent = _KEY_MM if draw_key else 0.0
    if draw_key:
        at = x + _KEY_MM / 2 - 1
        draw_key(_Pen(axes, width - at if mirrored else at, y))
    written = axes.text(
        width - x - indent if mirrored else x + indent,
        y,
        text,
        fontsize=7.5,
        weight="normal" if draw_key else "bold",
        color="#22272e" if draw_key else "#59616a",
        ha="right" if mirrored else "left",
        va="center",
    )
    figure = axes.get_figure(root=True)
    assert figure is not None  # noqa: S101 - the axes stand on the paper
    mm = 25.4 / figure.dpi
    room, needs = width - x - indent, written.get_window_extent().width * mm
    lines = [text]
    if needs > room:
        lines = wrap(text, max(1, int(len(text) * room / needs)), break_long_words=False)
        lower = _LINE_MM * (len(lines) - 1)
        written.set(text="\n".join(lines), y=y - lower / 2, linespacing=1.1)
        written.set_multialignment("right" if mirrored else "left")
        needs = written.get_window_extent().width * mm
    return float(indent + needs), _ROW_MM + _LINE_MM * (len(lines) - 1)


def _symbol(shape: str, colour: str) -> Callable[[_Pen], None]:
    import numpy as np

    return lambda pen: symbols.symbol(pen.axes, np.array([pen.x, pen.y]), 1.35, shape, colour)


def _ring(pen: _Pen) -> None:
    import numpy as np

    shares = [("#8f8f8f", 2), ("#cfcac0", 1)]
    symbols.ring(pen.axes, np.array([pen.x, pen.y]), 2.1, shares, "")


def _badge(pen: _Pen) -> None:
    import numpy as np

    shares = [("#8f8f8f", 2), ("#cfcac0", 1)]
    symbols.badge(pen.axes, np.array([pen.x, pen.y]), (5.4, 3.6), shares, "", dashed=True)


def _bar(pen: _Pen) -> None:
    import numpy as np

    shares = [("#8f8f8f", 2), ("#cfcac0", 1)]
    symbols.bar(pen.axes, np.array([pen.x, pen.y]), (3.0, 1.2), shares)


def _area(pen: _Pen) -> None:
    from matplotlib.colors import to_rgba
    from matplotlib.patches import Rectangle

    pen.axes.add_patch(
        Rectangle(
            (pen.x - 2.8, pen.y - 1.5),
            5.6,
            3.0,
            fc=to_rgba(SEVERAL_COLOUR, 0.16),
            ec=SEVERAL_COLOUR,
            lw=0.7,
            ls=(0, (4, 2)),
        )
    )


def _stretch(pen: _Pen) -> None:
    _rule(pen, 5.0, "#c3b6ae", "solid")
    _line(pen)


def _line(pen: _Pen) -> None:
    _rule(pen, 1.3, ground.LINE, ground.LINE_DASHES)


def _gate(pen: _Pen) -> None:
    pen.axes.plot(pen.x, pen.y, "x", ms=4.5, mew=1.1, color=ground.LINE)


def _edge(colour: str, width: float) -> Callable[[_Pen], None]:
    return lambda pen: _rule(pen, width, colour, "solid")


def _rule(pen: _Pen, width: float, colour: str, dashes: Any) -> None:
    pen.axes.plot([pen.x - 3.4, pen.x + 3.4], [pen.y, pen.y], color=colour, lw=width, ls=dashes)


_MARKS = (
    ("symbol", _symbol("circle", _OFF), "legendPoint"),
    ("ring", _ring, "legendCluster"),
    ("area", _area, "legendArea"),
    ("stretch", _stretch, "legendStretch"),
    ("badge", _badge, "legendBadge"),
    ("bar", _bar, "print.noRoom"),
)
