"""Names that do not run into each other, nor over a mark.

Each name tries the places around its point in turn and takes the first that is free; one that finds
none is left out, so what matters most is asked first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from maps.printed import ground

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

    from maps.printed.sheet import Sheet

_AIR_MM = 0.4  # between two names
# Right, left, above and below, then the corners: the order cartographers prefer (Imhof 1975,
# Positioning Names on Maps, The American Cartographer 2(2), pp. 128-144, has the right first).
_AROUND = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))
_ALONG: dict[int, Literal["left", "center", "right"]] = {1: "left", 0: "center", -1: "right"}
_UP: dict[int, Literal["bottom", "center", "top"]] = {1: "bottom", 0: "center", -1: "top"}
_DOT_MM = 0.9  # across; no name runs over the dot of another
_TWIN_MM = 14.0  # two points of one name nearer than this are one place for a reader

Rect = tuple[float, float, float, float]


@dataclass(frozen=True)
class Label:
    """A name to place.

    Attributes
    ----------
    text
        What is written.
    x, y
        The point it names, map metres.
    size
        Points.
    gap
        Millimetres between point and name; None: the name stands on its point or nowhere.
    elsewhere
        Other points (map metres) on which a name without a gap may stand, the best first.
    mark
        Draws the point, if the name is written.
    """

    text: str
    x: float
    y: float
    size: float
    gap: float | None
    colour: str = ground.TOWN
    weight: str = "normal"
    style: str = "normal"
    halo: str = ground.HALO
    mark: Callable[[], object] | None = None
    elsewhere: tuple[tuple[float, float], ...] = ()


@dataclass
class Labels:
    """The names of one sheet and the room that is taken, in pixels of the figure."""

    sheet: Sheet
    taken: list[Rect] = field(default_factory=list)
    placed: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    line: BaseGeometry | None = None

    def keep_off(self, line: BaseGeometry) -> None:
        """Write beside a line (map metres) rather than over it, wherever there is room beside."""
        import shapely

        self.line = shapely.transform(line, self.sheet.axes.transData.transform)
        shapely.prepare(self.line)

    def keep_free(self, x: float, y: float, width_mm: float, height_mm: float) -> None:
        """Take the room of a mark that stands at a point, map metres."""
        (px, py), dot = self._pixel(x, y), self._dots
        wide, high = width_mm * dot / 2, height_mm * dot / 2
        self.taken.append((px - wide, py - high, px + wide, py + high))

    def keep_corner_free(self, *corners: Rect) -> Rect:
        """Take the first of some rectangles that the line does not cross, and return it.

        Each is left, bottom, right and top in millimetres from the frame's lower left corner. Where
        the line crosses all of them it is the first.
        """
        west, south, _, _ = self.sheet.extent
        (x, y), dot = self._pixel(west, south), self._dots
        rooms = [
            (x + left * dot, y + bottom * dot, x + right * dot, y + top * dot)
            for left, bottom, right, top in corners
        ]
        at = next((n for n, room in enumerate(rooms) if not self._crosses(room)), 0)
        self.taken.append(rooms[at])
        return corners[at]

    def is_free(self, x: float, y: float, width_mm: float, height_mm: float) -> bool:
        """Tell whether a mark would stand inside the frame, and nothing is taken there."""
        (px, py), dot = self._pixel(x, y), self._dots
        wide, high = width_mm * dot / 2, height_mm * dot / 2
        room = (px - wide, py - high, px + wide, py + high)
        return self._inside(room) and not self._meets(room)

    def place(self, labels: Iterable[Label]) -> None:
        """Write the names that find room, the first first; one place is named once."""
        for label in labels:
            hidden = label.mark and not self.is_free(label.x, label.y, _DOT_MM, _DOT_MM)
            if not hidden and not self._is_named(label):
                self._place(label)

    def _is_named(self, label: Label) -> bool:
        """Tell whether the name stands near already: two sources may have one town."""
        reach = _TWIN_MM * self.sheet.mm
        others = self.placed.get(label.text, [])
        return any(abs(label.x - x) < reach and abs(label.y - y) < reach for x, y in others)

    def _place(self, label: Label) -> None:
        from matplotlib.patheffects import withStroke

        text = self.sheet.axes.text(
            label.x,
            label.y,
            label.text,
            fontsize=label.size,
            color=label.colour,
            weight=label.weight,
            style=label.style,
            zorder=30,
            clip_on=True,
            path_effects=[withStroke(linewidth=1.6, foreground=label.halo)],
        )
        box = text.get_window_extent()
        size = (box.width, box.height)
        free = []
        for x, y, dx, dy in self._tried(label):
            room = self._room(x, y, dx, dy, size)
            if self._inside(room) and not self._meets(room):
                free.append((x, y, dx, dy, room))
        if not free:
            text.remove()
            return
        x, y, dx, dy, room = next((at for at in free if not self._crosses(at[-1])), free[0])
        text.set_position((x, y))
        text.set_horizontalalignment(_ALONG[dx])
        text.set_verticalalignment(_UP[dy])
        self.taken.append(room)
        self.placed.setdefault(label.text, []).append((label.x, label.y))
        if label.mark:
            label.mark()
            self.keep_free(label.x, label.y, _DOT_MM, _DOT_MM)

    def _tried(self, label: Label) -> Iterator[tuple[float, float, int, int]]:
        """Give the points where a name may stand, map metres, and on which side of each."""
        if label.gap is None:
            yield from ((x, y, 0, 0) for x, y in ((label.x, label.y), *label.elsewhere))
            return
        for dx, dy in _AROUND:
            gap = label.gap * (0.75 if dx and dy else 1.0) * self.sheet.mm
            yield label.x + dx * gap, label.y + dy * gap, dx, dy

    def _room(self, x: float, y: float, dx: int, dy: int, size: tuple[float, float]) -> Rect:
        """Return the pixels that a name of a size fills beside a point, and some air."""
        (px, py), (wide, high) = self._pixel(x, y), size
        left = px + (dx - 1) * wide / 2
        low = py + (dy - 1) * high / 2
        air = _AIR_MM * self._dots
        return (left - air, low - air / 2, left + wide + air, low + high + air / 2)

    def _inside(self, room: Rect) -> bool:
        box = self.sheet.axes.get_window_extent()
        return bool(room[0] > box.x0 and room[1] > box.y0 and room[2] < box.x1 and room[3] < box.y1)

    def _crosses(self, room: Rect) -> bool:
        import shapely

        return self.line is not None and bool(shapely.intersects(self.line, shapely.box(*room)))

    def _meets(self, room: Rect) -> bool:
        left, low, right, high = room
        return any(left < r and right > x and low < t and high > b for x, b, r, t in self.taken)

    def _pixel(self, x: float, y: float) -> tuple[float, float]:
        px, py = self.sheet.axes.transData.transform((x, y))
        return float(px), float(py)

    @property
    def _dots(self) -> float:
        return float(self.sheet.figure.dpi / 25.4)
