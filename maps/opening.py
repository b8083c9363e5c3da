"""The incidents of the page's first view, told apart: they are drawn before all else is read.

How large a reader's window is, and so at which zoom the map opens, nobody knows; so what lies in
each cell of the grid that clusters are made of is counted for every zoom that may be. The page
draws with the code of its map and from the same places, so the map that follows is the same
picture. `maps/viewer/src/opening/told.ts` reads what this writes.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from maps import payload
from maps.marks import OTHER_SHAPE, SEVERAL_COLOUR
from maps.rows import AREA, POINT, STRETCH
from maps.shapes import lines_of, simplified

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[Any]
    Columns = Mapping[str, Column]
    View = tuple[float, float, float, float]

KEY = "opening"
STEP = 0.125  # of the first view's zoom, as in `first-view.ts`
# CSS pixels that the first view's bounds may take on the smallest and on the largest screen.
_SMALL, _LARGE = (240, 180), (2600, 1500)
_ZOOMS = (4, 13)
_TILE, _CELL = 256, 64  # CSS pixels: of the world at zoom 0, of a cell
_PARTS = 256  # of a pixel, that the middle of a cell is told in
_ALONE = 6  # rows of a cell that may stand alone: `ALONE` of `clusters.ts`
_WIDEST = 400_000  # cells; places all over the world are not told of at a close zoom
# How far an edge of an outline may move, pixels of the largest window; usual ones are half as wide.
_SEEN = 2
_STEPS = 4  # of a pixel of the largest window, that outlines are told in
# Levels so wide that filling them would colour half the map.
_WIDE = ("country", "region")
_LIMIT = 85.0511287798  # latitude of the edge of Web Mercator


def block(
    columns: Columns,
    shapes: gpd.GeoDataFrame,
    meta: Mapping[str, Any],
    view: View,
) -> payload.Block:
    """Tell the incidents of the first view.

    Parameters
    ----------
    columns
        The columns of the page that its first drawing needs, by name (`DRAWN_FIRST`).
    shapes
        The footprints that columns name by number.
    meta
        What `maps.incidents` tells of all incidents.
    view
        West, south, east and north of the first view.
    """
    import numpy as np

    sides = len(meta["sides"]) + 1
    at = np.flatnonzero(columns["kind"] == POINT)
    # of one side at one place there are often many: they are counted as one, with a weight
    at, weight = _distinct(at, columns, sides)
    lon, lat, side, type_ = (columns[name][at] for name in ("lon", "lat", "side", "type"))
    side = np.minimum(side, sides - 1)
    x, y = _world(lon, lat)
    zooms, may_be = {}, _zooms(view)
    for zoom in may_be:
        counted = _counted(x, y, weight, side, sides, zoom)
        if counted is not None:
            zooms[f"{zoom:g}"] = counted
    alone = np.unique(np.concatenate([few for _, few in zooms.values()] or [at[:0]]))
    shape_of = [*(one["shape"] for one in meta["types"]), OTHER_SHAPE]
    symbols = [*dict.fromkeys(shape_of)]
    of_type = np.array([symbols.index(shape) for shape in shape_of])
    drawn_as = of_type[np.minimum(type_[alone], len(of_type) - 1)]
    west, south, east, north = view
    tallies = _tallies(columns, sides, shapes, meta["levels"])
    pixels = _TILE * 2.0 ** max(may_be, default=_ZOOMS[0])
    return payload.plain_block(
        KEY,
        {
            # as the page's script has them
            "bounds": [[round(south, 4), round(west, 4)], [round(north, 4), round(east, 4)]],
            "colours": [one["colour"] for one in meta["sides"]],
            "several": SEVERAL_COLOUR,
            "symbols": symbols,
            "rows": _flat(lon[alone], lat[alone], side[alone], drawn_as),
            "tallies": tallies.ravel().tolist(),
            "world": (steps := round(pixels * _STEPS)),
            "shapes": _outlines(shapes, tallies, pixels, steps),
            "zooms": {
                zoom: {"cells": cells, "rows": np.searchsorted(alone, few).tolist()}
                for zoom, (cells, few) in zooms.items()
            },
        },
    )


def _distinct(at: Column, columns: Columns, sides: int) -> tuple[Column, Column]:
    """Take one of the rows of each place and side, and say how many there are."""
    import numpy as np

    key = (columns["lon"][at].astype(np.int64) << 32) + columns["lat"][at]
    key = key * sides + np.minimum(columns["side"][at], sides - 1)
    _, first, weight = np.unique(key, return_index=True, return_counts=True)
    return at[first], weight


def _flat(*columns: Column) -> list[int]:
    """Lay columns side by side, a row after the other."""
    import numpy as np

    numbers: list[int] = np.stack(columns, axis=1).ravel().tolist()
    return numbers


def _world(lon: Column, lat: Column) -> tuple[Column, Column]:
    """Project to Web Mercator, 1 the width of the world, as exactly as the page holds it."""
    import numpy as np

    x, y = _mercator(lon / payload.DEGREE, lat / payload.DEGREE)
    return x.astype(np.float32), y.astype(np.float32)


def _mercator(lon: Column, lat: Column) -> tuple[Column, Column]:
    """Project degrees to Web Mercator, 1 the width of the world."""
    import numpy as np

    sine = np.sin(np.radians(np.clip(lat, -_LIMIT, _LIMIT)))
    return lon / 360 + 0.5, 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)


def _zooms(view: View) -> list[float]:
    """List the zooms at which a window may show the first view."""
    import numpy as np

    west, south, east, north = view
    corners = np.array([[west, south], [east, north]]) * payload.DEGREE
    x, y = (axis.astype(float) for axis in _world(corners[:, 0], corners[:, 1]))
    low, high = (
        math.floor(math.log2(min(wide / (x[1] - x[0]), high / (y[0] - y[1])) / _TILE) / STEP) * STEP
        for wide, high in (_SMALL, _LARGE)
    )
    low, high = max(low, _ZOOMS[0]), min(high, _ZOOMS[1])
    return [low + STEP * step for step in range(round((high - low) / STEP) + 1)]


def _counted(
    x: Column, y: Column, weight: Column, side: Column, sides: int, zoom: float
) -> tuple[list[int], Column] | None:
    """Count the rows of each cell by side.

    Returns
    -------
    Column, line, middle and counts of cells in one list, and the rows of cells with so few that
    each may stand alone; None where the grid is too wide.
    """
    import numpy as np

    scale = _TILE * 2.0**zoom
    px, py = x.astype(float) * scale, y.astype(float) * scale
    column, line = (px // _CELL).astype(np.int64), (py // _CELL).astype(np.int64)
    if not len(x):
        return [], column
    first, top = int(column.min()), int(line.min())
    columns, lines = int(column.max()) - first + 1, int(line.max()) - top + 1
    if columns * lines > _WIDEST:
        return None
    cell = (line - top) * columns + column - first
    by_side = np.bincount(cell * sides + side, weight, minlength=columns * lines * sides)
    by_side = by_side.astype(np.int64).reshape(-1, sides)
    count = by_side.sum(axis=1)
    many = np.flatnonzero(count > _ALONE)
    middle = (np.bincount(cell, of * weight)[many] / count[many] for of in (px, py))
    corner = many % columns + first, many // columns + top
    inside = (
        np.rint((mean - at * _CELL) * _PARTS).astype(np.int64)
        for mean, at in zip(middle, corner, strict=True)
    )
    few = np.flatnonzero(count[cell] <= _ALONE)
    few = np.repeat(few, weight[few])
    return _flat(*corner, *inside, *by_side[many].T), few


def _tallies(
    columns: Columns, sides: int, shapes: gpd.GeoDataFrame, levels: Sequence[str]
) -> Column:
    """Count the incidents that are known to each area and stretch, the widest first.

    What has no outline is counted by its place, as on the map.
    """
    import numpy as np

    kind = columns["kind"]
    rows = np.flatnonzero((kind == AREA) | (kind == STRETCH))
    held = {name: columns[name][rows] for name in ("footprint", "place", "side", "level")}
    footprint = held["footprint"]
    slot = np.where(footprint >= 0, footprint, len(shapes) + held["place"])
    _, first, slot = np.unique(slot, return_index=True, return_inverse=True)
    # the rows of an incident stand together: of those in one slot the first counts
    incident = np.cumsum(columns["incident"])[rows]
    order = np.argsort(slot, kind="stable")
    again = np.zeros(len(rows), bool)
    again[1:] = (np.diff(slot[order]) == 0) & (np.diff(incident[order]) == 0)
    once = order[~again]
    side = np.minimum(held["side"][once], sides - 1)
    by_side = np.bincount(slot[once] * sides + side, minlength=len(first) * sides)
    by_side = by_side.reshape(-1, sides)
    wide = np.isin(held["level"][first], [levels.index(name) for name in _WIDE])
    at = rows[first]
    drawn = footprint[first]
    size = np.append(_sizes(shapes), 0.0)[drawn]
    along = np.lexsort((at, drawn, -size))
    lon, lat = columns["lon"][at], columns["lat"][at]
    told = (kind[at], drawn, lon, lat, wide, *by_side.T)
    return np.stack([one[along].astype(np.int64) for one in told], axis=1)


def _sizes(shapes: gpd.GeoDataFrame) -> NDArray[np.float64]:
    """Return the size of each footprint's box on the map."""
    import numpy as np
    import shapely

    west, south, east, north = shapely.bounds(shapes.geometry.to_numpy()).T * payload.DEGREE
    left, top = (axis.astype(np.float64) for axis in _world(west, north))
    right, bottom = (axis.astype(np.float64) for axis in _world(east, south))
    found: NDArray[np.float64] = (right - left) * (bottom - top)
    return found


def _outlines(
    shapes: gpd.GeoDataFrame, tallies: Column, pixels: float, world: int
) -> list[list[list[int]]]:
    """Make the rings or lines of each footprint that is drawn, with no more than is seen of them.

    Parameters
    ----------
    shapes
        All footprints.
    tallies
        What is drawn, as `_tallies` tells it.
    pixels, world
        How wide the world is: pixels of the largest window, and steps that outlines are told in.
    """
    import numpy as np
    import shapely

    kind, footprint, wide = tallies[:, 0], tallies[:, 1], tallies[:, 4]
    drawn = np.unique(footprint[(footprint >= 0) & ((kind == STRETCH) | (wide == 0))])
    found: list[list[list[int]]] = [[] for _ in range(len(shapes))]
    projected = shapely.transform(shapes.geometry.to_numpy()[drawn], _projected)
    lines, counts = lines_of(simplified(projected, _SEEN / pixels))
    each = iter(lines)
    for at, count in zip(drawn.tolist(), counts.tolist(), strict=True):
        found[at] = [_steps(next(each) * world) for _ in range(count)]
    return found


def _projected(coordinates: Column) -> Column:
    import numpy as np

    return np.column_stack(_mercator(*coordinates.T))


def _steps(line: Column) -> list[int]:
    """Give the first vertex of a line and the differences between neighbours, x and y in turn."""
    import numpy as np

    whole = np.rint(line).astype(np.int64)
    whole = whole[np.append(True, np.any(np.diff(whole, axis=0) != 0, axis=1))]
    steps: list[int] = np.diff(whole, axis=0, prepend=[[0, 0]]).ravel().tolist()
    return steps
