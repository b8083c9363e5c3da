"""A sheet: one map frame on paper, its projection, graticule, scale bar and north.

Everything on the paper is measured in millimetres; the map's own coordinates are projected metres.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo._plane import plane_of

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray
    from pyproj import Transformer
    from shapely.geometry.base import BaseGeometry

    from maps.printed.words import SheetWords

MM = 1 / 25.4  # inches
_STEPS = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0)  # degrees between two lines of the graticule
_BARS = (5, 10, 20, 25, 50, 100, 200, 250, 500)  # kilometres of a scale bar
LONGEST_BAR_MM = 45.0
_FIGURES_MM = 30.0  # a bar this long has room for three figures
_PAD = 0.06  # of the map's extent, around what it must show
_DEGREE_M = 111_195.0  # metres in a degree of the mean sphere (radius 6,371.0 km)

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Sheet:
    """A map frame: its axes, in projected metres, and the way there from longitude and latitude.

    Attributes
    ----------
    axes
        The frame; its limits are the extent of the map.
    to_map
        From longitude and latitude (EPSG:4326) to metres of the projection.
    words
        The language of what is written on it.
    mm
        How many metres of the map a millimetre of the paper is.
    """

    axes: Axes
    to_map: Transformer
    words: SheetWords
    mm: float

    @property
    def figure(self) -> Figure:
        """Return the paper."""
        figure = self.axes.get_figure(root=True)
        assert figure is not None  # noqa: S101 - axes made by `frame` stand on one
        return figure

    @property
    def extent(self) -> Box:
        """Return west, south, east and north of the frame, metres."""
        (west, east), (south, north) = self.axes.get_xlim(), self.axes.get_ylim()
        return west, south, east, north

    @property
    def lonlat(self) -> Box:
        """Return west, south, east and north of what the frame shows, degrees."""
        box = self.to_map.transform_bounds(*self.extent, direction="INVERSE", densify_pts=41)
        return (float(box[0]), float(box[1]), float(box[2]), float(box[3]))

    def points(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Project points, shape (n, 2), longitude first."""
        import numpy as np

        return np.column_stack(self.to_map.transform(lonlat[:, 0], lonlat[:, 1]))

    def shapes(self, geometry: NDArray[Any]) -> NDArray[Any]:
        """Project geometries, cut to what the frame shows with some room around."""
        import shapely

        west, south, east, north = self.lonlat
        room_x, room_y = (east - west) / 4, (north - south) / 4
        cut = shapely.clip_by_rect(
            geometry, west - room_x, south - room_y, east + room_x, north + room_y
        )
        projected: NDArray[Any] = shapely.transform(cut, self.points)
        return projected


def frame(figure: Figure, box: Box, shown: Box, words: SheetWords, *, inset: bool = False) -> Sheet:
    """Place a map frame on the paper.

    Its projection is the plane of what it shows (`geo._plane`), so north is up in the middle.

    Parameters
    ----------
    figure
        The paper.
    box
        Left, bottom, width and height of the frame on the paper, millimetres.
    shown
        West, south, east and north that the frame must show, degrees.
    words
        The language of the sheet.
    inset
        A small map beside a large one: a thinner edge.
    """
    import numpy as np

    to_map = plane_of(shown)
    wide, high = figure.get_figwidth() / MM, figure.get_figheight() / MM
    left, bottom, width, height = box
    axes = figure.add_axes((left / wide, bottom / high, width / wide, height / high))
    low_x, low_y, top_x, top_y = to_map.transform_bounds(*shown, densify_pts=41)
    centre = np.array([low_x + top_x, low_y + top_y]) / 2
    size = np.array([top_x - low_x, top_y - low_y]) * (1 + 2 * _PAD)
    size = np.maximum(size, size[::-1] * np.array([width / height, height / width]))
    axes.set_xlim(centre[0] - size[0] / 2, centre[0] + size[0] / 2)
    axes.set_ylim(centre[1] - size[1] / 2, centre[1] + size[1] / 2)
    axes.set_xticks([])
    axes.set_yticks([])
    for edge in axes.spines.values():
        edge.set_linewidth(0.5 if inset else 0.8)
        edge.set_color("#4a4538")
        edge.set_zorder(50)
    return Sheet(axes, to_map, words, float(size[0] / width))


def graticule(sheet: Sheet, *, labels: bool) -> None:
    """Draw meridians and parallels, named where they leave the frame at the bottom and the left."""
    import numpy as np
    import shapely

    west, south, east, north = sheet.lonlat
    step = next((s for s in _STEPS if (east - west) / s <= 9), _STEPS[-1])
    frame_box = shapely.box(*sheet.extent)
    for vertical, low, high, start, end in (
        (True, west, east, south, north),
        (False, south, north, west, east),
    ):
        beyond = _PAD * (end - start)  # or one that begins at the frame's edge may not cross it
        along = np.linspace(start - beyond, end + beyond, 60)
        for value in np.arange(np.ceil(low / step), np.floor(high / step) + 1) * step:
            fixed = np.full(60, value)
            line = np.column_stack([fixed, along] if vertical else [along, fixed])
            xy = sheet.points(line)
            sheet.axes.plot(*xy.T, color="#8fa3ae", lw=0.35, alpha=0.55, zorder=4)
            if labels:
                _name_graticule(sheet, shapely.linestrings(xy), frame_box, value, vertical=vertical)


def _name_graticule(
    sheet: Sheet, line: BaseGeometry, box: BaseGeometry, value: float, *, vertical: bool
) -> None:
    import shapely

    west, south, east, north = box.bounds
    edge = shapely.linestrings([(west, south), (east, south) if vertical else (west, north)])
    at = shapely.intersection(line, edge)
    if at.is_empty or at.geom_type != "Point":
        return
    from_zero = ("east", "west") if vertical else ("north", "south")
    letter = sheet.words.text(f"print.{from_zero[int(value < 0)]}")
    degrees = sheet.words.number(abs(value), digits=2)
    text = sheet.words.text("print.degrees", n=degrees, side=letter)
    gap = 1.2 * sheet.mm
    sheet.axes.text(
        at.x if vertical else at.x - gap,
        at.y - gap if vertical else at.y,
        text,
        fontsize=6,
        color="#59616a",
        ha="center" if vertical else "right",
        va="top" if vertical else "center",
        rotation=0 if vertical else 90,
        clip_on=False,
    )


def bar_length(sheet: Sheet, longest_mm: float = LONGEST_BAR_MM) -> tuple[int, float]:
    """Return how many kilometres a scale bar tells, and how long it is on the paper, mm."""
    true = sheet.mm / _scale_factor(sheet)
    km = next((k for k in reversed(_BARS) if k * 1000 / true <= longest_mm), _BARS[0])
    return km, km * 1000 / true


def scale_bar(
    sheet: Sheet, left: float, bottom: float, *, longest_mm: float = LONGEST_BAR_MM
) -> None:
    """Draw a scale bar of two halves, true at the middle of the frame; a short one has one figure.

    Parameters
    ----------
    sheet
        The frame.
    left, bottom
        Where it starts, millimetres from the frame's lower left corner.
    longest_mm
        How long it may be on the paper.
    """
    from matplotlib.patches import Rectangle

    km, long_mm = bar_length(sheet, longest_mm)
    length = long_mm * sheet.mm
    west, south, *_ = sheet.extent
    x, y = west + left * sheet.mm, south + bottom * sheet.mm
    height = 1.1 * sheet.mm
    several = longest_mm >= _FIGURES_MM
    # what lies under it would run into its figures; the last of several stands over the end
    sheet.axes.add_patch(
        Rectangle(
            (x - 1.6 * sheet.mm, y - 0.8 * sheet.mm),
            length + (7.0 if several else 3.2) * sheet.mm,
            5.2 * sheet.mm,
            fc="#fffefb",
            ec="none",
            alpha=0.85,
            zorder=45,
        )
    )
    for half, fill in ((0, "#22272e"), (1, "#ffffff")):
        sheet.axes.add_patch(
            Rectangle(
                (x + half * length / 2, y),
                length / 2,
                height,
                fc=fill,
                ec="#22272e",
                lw=0.5,
                zorder=46,
            )
        )
    words = sheet.words
    whole = words.text("kilometresShort", n=words.number(km))
    marks = [(0.0, words.number(0)), (0.5, words.number(km / 2, digits=1)), (1.0, whole)]
    for part, text in marks if several else [(0.5, whole)]:
        sheet.axes.text(
            x + part * length, y + 1.8 * sheet.mm, text, fontsize=6, ha="center", zorder=46
        )


def _scale_factor(sheet: Sheet) -> float:
    """Return metres of the map for a metre of the ground at the middle of the frame."""
    import numpy as np
    from pyproj import Geod

    west, south, east, north = sheet.extent
    middle = np.array([(west + east) / 2, (south + north) / 2])
    reach = 0.1 * _DEGREE_M
    lon, lat = sheet.to_map.transform(
        middle[0] + np.array([-reach, reach]), np.full(2, middle[1]), direction="INVERSE"
    )
    ground = Geod(ellps="WGS84").inv(lon[0], lat[0], lon[1], lat[1])[2]
    return float(2 * reach / ground)


def north_arrow(sheet: Sheet, right: float, top: float) -> None:
    """Draw an arrow to the north, millimetres from the frame's upper right corner."""
    import numpy as np
    from matplotlib.patches import Polygon

    _, _, east, high = sheet.extent
    x, y = east - right * sheet.mm, high - top * sheet.mm
    lon, lat = sheet.to_map.transform(x, y, direction="INVERSE")
    ahead = np.array(sheet.to_map.transform(lon, lat + 0.05)) - (x, y)
    up = ahead / np.hypot(*ahead) * sheet.mm
    side = np.array([up[1], -up[0]])
    for turn, fill in ((1, "#22272e"), (-1, "#ffffff")):
        corners = np.array([(0.0, 0.0), -3.4 * up, -4.6 * up + turn * 1.7 * side])
        corners += (x, y)
        sheet.axes.add_patch(
            Polygon(corners[[0, 2, 1]], fc=fill, ec="#22272e", lw=0.5, zorder=46, joinstyle="miter")
        )
    sheet.axes.text(
        x + 0.8 * up[0],
        y + 0.8 * up[1],
        sheet.words.text("print.north"),
        fontsize=7,
        weight="bold",
        ha="center",
        va="bottom",
        zorder=46,
    )
