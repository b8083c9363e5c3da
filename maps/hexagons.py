"""A grid of hexagons over the world's map at a zoom, as the viewer's `HexGrid` lays it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maps import payload

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

_RADIUS = 14  # of a hexagon, in pixels of its scale: the viewer's in `density.ts`
_NORTH = 85.0511287798  # degrees, the end of Web Mercator


def scale(zoom: int) -> int:
    """Return the pixels of the world's width at a zoom."""
    return 256 << zoom


def _steps(zoom: int) -> tuple[float, float]:
    """Return how far hexagons stand apart along their rows, and their rows; worlds."""
    return _RADIUS * 3**0.5 / scale(zoom), _RADIUS * 1.5 / scale(zoom)


def holding(lon: Whole, lat: Whole, zoom: int) -> tuple[Whole, Whole]:
    """Return row and column of the hexagon that holds each place, as `HexGrid.cellOf` does.

    `lon` and `lat` are whole steps of `payload.DEGREE`.
    """
    import numpy as np

    wide, high = _steps(zoom)
    sine = np.sin(np.radians(np.clip(lat / payload.DEGREE, -_NORTH, _NORTH)))
    x = (lon / payload.DEGREE / 360 + 0.5) / wide
    y = (0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)) / high
    row = np.floor(y + 0.5).astype(np.int64)
    column = np.floor(x - (row & 1) / 2 + 0.5).astype(np.int64)
    other = row + np.where(y < row, -1, 1)
    beside = np.floor(x - (other & 1) / 2 + 0.5).astype(np.int64)

    def away(column: Whole, row: Whole) -> NDArray[np.float64]:
        far: NDArray[np.float64] = ((x - column - (row & 1) / 2) * wide) ** 2 + (
            (y - row) * high
        ) ** 2
        return far

    nearer = away(beside, other) < away(column, row)
    return np.where(nearer, other, row), np.where(nearer, beside, column)


def middle(row: Whole, column: Whole, zoom: int) -> tuple[Whole, Whole]:
    """Return longitude and latitude of the middle of hexagons, in whole steps."""
    import numpy as np

    wide, high = _steps(zoom)
    lon = ((column + (row & 1) / 2) * wide - 0.5) * 360
    lat = np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * row * high))))
    return tuple(np.rint(part * payload.DEGREE).astype(np.int64) for part in (lon, lat))  # type: ignore[return-value]
