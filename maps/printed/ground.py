"""The ground of a sheet: land, water, units, the line and crossings, as the page draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.path import Path as Outline
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.region import RegionPack
    from maps.printed.sheet import Sheet

# The page's palette (maps/viewer/src/style.css), which prints well: light ground, dark marks.
WATER, LAND, COUNTRY = "#d5e1e7", "#ebe8e0", "#f9f7f1"
RIVER, SHORE = "#b3ccda", "#93b0c0"
DISTRICT, PROVINCE, BORDER, OUTSIDE = "#d6cfc0", "#b9b09c", "#8d8471", "#c3bcae"
LINE, HALO = "#51452f", "#fffdf8"
TOWN, REGION, NAME = "#2f3134", "#746b59", "#786e5b"  # of names: places, units, countries
_FINE_MM = 0.15  # of the paper; finer is not seen
_TICKS_KM, _TICK_MM = (5, 10, 25, 50, 100, 200, 500), 25.0
LINE_DASHES = (0, (7, 1.6, 1.2, 1.6))  # as an undetermined boundary is drawn


def draw(sheet: Sheet, pack: RegionPack, *, districts: bool, inside: str | None = None) -> None:
    """Draw the ground of a sheet.

    Parameters
    ----------
    sheet
        The map frame.
    pack
        The region.
    districts
        Whether districts are parted.
    inside
        The code of the province the sheet is about; the others are then a little darker.
    """
    sheet.axes.set_facecolor(WATER)
    fill(sheet, pack.neighbours.geometry.to_numpy(), LAND, zorder=1)
    fill(sheet, pack.countries.geometry.to_numpy(), COUNTRY, zorder=1.2)
    if inside is not None:
        others = pack.provinces[pack.provinces["code"] != inside]
        fill(sheet, others.geometry.to_numpy(), LAND, zorder=1.4)
    fill(sheet, pack.lakes.geometry.to_numpy(), WATER, edge=SHORE, width=0.3, zorder=1.6)
    rivers = sheet.shapes(pack.rivers.geometry.to_numpy())
    _stroke(sheet, rivers, RIVER, 0.5, zorder=1.7)
    if districts:
        fill(sheet, pack.districts.geometry.to_numpy(), None, edge=DISTRICT, width=0.4, zorder=2)
    fill(sheet, pack.provinces.geometry.to_numpy(), None, edge=PROVINCE, width=0.7, zorder=2.1)
    fill(sheet, pack.neighbours.geometry.to_numpy(), None, edge=OUTSIDE, width=0.5, zorder=2.1)
    _outer_borders(sheet, pack)
    the_line(sheet, pack)


def _outer_borders(sheet: Sheet, pack: RegionPack) -> None:
    """Draw where the countries end, but for the line, which has a style of its own."""
    import numpy as np
    import shapely

    rings = shapely.boundary(pack.countries.geometry.to_numpy())
    shared = shapely.buffer(pack.line, 1e-6)
    borders = np.array([shapely.difference(ring, shared) for ring in rings], dtype=object)
    _stroke(sheet, sheet.shapes(borders), BORDER, 0.9, zorder=2.3)


def path(sheet: Sheet, pack: RegionPack) -> BaseGeometry:
    """Return where the line runs, map metres."""
    import numpy as np

    run: BaseGeometry = sheet.shapes(np.array([pack.line], dtype=object))[0]
    return run


def the_line(sheet: Sheet, pack: RegionPack, *, zorder: float = 6.0) -> None:
    """Draw the line in the style of an undetermined boundary."""
    import numpy as np

    line = np.array([path(sheet, pack)], dtype=object)
    _stroke(sheet, line, HALO, 3.0, zorder=zorder)
    _stroke(sheet, line, LINE, 1.3, zorder=zorder + 0.1, dashes=LINE_DASHES)


def kilometre_ticks(sheet: Sheet, pack: RegionPack) -> list[tuple[float, float, int]]:
    """Mark the line's kilometres; return where each mark stands (metres) and its kilometre.

    The marks are the nearest together whose names have room along the paper.
    """
    import numpy as np

    from geo.line import length_km, point_at

    every = next((km for km in _TICKS_KM if km * 1000 >= _TICK_MM * sheet.mm), _TICKS_KM[-1])
    marks = np.arange(every, int(length_km(pack)), every)
    at = sheet.points(np.array([point_at(pack, float(km)) for km in marks]).reshape(-1, 2))
    west, south, east, north = sheet.extent
    seen = (at[:, 0] > west) & (at[:, 0] < east) & (at[:, 1] > south) & (at[:, 1] < north)
    sheet.axes.plot(*at[seen].T, "o", ms=2.2, mfc=HALO, mec=LINE, mew=0.7, zorder=6.3)
    return [(float(x), float(y), int(km)) for (x, y), km in zip(at[seen], marks[seen], strict=True)]


def fill(
    sheet: Sheet,
    geometry: NDArray[Any],
    colour: Any,
    *,
    edge: str = "none",
    width: float = 0.0,
    zorder: float = 1.0,
    dashes: Any = "solid",
    hatch: str | None = None,
) -> None:
    """Fill areas, given in degrees; `colour` None fills nothing."""
    from matplotlib.collections import PathCollection

    drawn = PathCollection(
        _outlines(geometry, sheet),
        facecolors="none" if colour is None else colour,
        edgecolors=edge,
        linewidths=width,
        linestyles=[dashes],
        hatch=hatch,
        zorder=zorder,
    )
    sheet.axes.add_collection(drawn, autolim=False)


def _stroke(
    sheet: Sheet,
    geometry: NDArray[Any],
    colour: str,
    width: float,
    *,
    zorder: float,
    dashes: Any = "solid",
) -> None:
    import numpy as np
    import shapely
    from matplotlib.collections import LineCollection

    parts = shapely.get_parts(geometry)
    parts = shapely.simplify(parts[shapely.get_type_id(parts) == 1], _FINE_MM * sheet.mm)
    lines = [np.asarray(shapely.get_coordinates(part)) for part in parts]
    sheet.axes.add_collection(
        LineCollection(
            lines,
            colors=colour,
            linewidths=width,
            linestyles=[dashes],
            zorder=zorder,
            capstyle="round" if dashes == "solid" else "butt",
        ),
        autolim=False,
    )


def stroke(
    sheet: Sheet, geometry: NDArray[Any], colour: str, width: float, *, zorder: float, alpha: float
) -> None:
    """Draw lines, given in degrees, broad and pale."""
    from matplotlib.colors import to_hex, to_rgb

    red, green, blue = (alpha * part + (1 - alpha) for part in to_rgb(colour))
    _stroke(sheet, sheet.shapes(geometry), to_hex((red, green, blue)), width, zorder=zorder)


def _outlines(geometry: NDArray[Any], sheet: Sheet) -> list[Outline]:
    """Make the path of each area's rings, in map metres; what is no area has none."""
    import numpy as np
    import shapely
    from matplotlib.path import Path as Outline

    parts, of = shapely.get_parts(sheet.shapes(geometry), return_index=True)
    areas = shapely.get_type_id(parts) == 3
    rings, part = shapely.get_rings(
        shapely.simplify(parts[areas], _FINE_MM * sheet.mm), return_index=True
    )
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    if len(xy) == 0:
        return []
    last = np.r_[ring[1:] != ring[:-1], True]
    codes = np.full(len(xy), Outline.LINETO, np.uint8)
    codes[np.r_[True, last[:-1]]] = Outline.MOVETO
    codes[last] = Outline.CLOSEPOLY
    owner = of[areas][part][ring]
    edges = np.flatnonzero(owner[1:] != owner[:-1]) + 1
    return [
        Outline(corners, kinds)
        for corners, kinds in zip(np.split(xy, edges), np.split(codes, edges), strict=True)
    ]
