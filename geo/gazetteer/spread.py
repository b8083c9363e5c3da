"""Where in an area things happen: weight spread over it evenly and over its named places."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geo._sphere import EARTH_KM, arc_km

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Reals = NDArray[np.float64]
    Bits = NDArray[np.bool_]

_GRID = 18  # 324 points over the bounding box: a radius is right to about 3 %
# So many named places weigh as much as the whole area: where few are known, the area says more.
_PLACES_LIKE_AREA = 10
_NEAR_KM = 25.0
_TIE_KM = 10_000.0
_DECIMALS = 9


class Spread:
    """The points of an area's grid that lie in it, its named places, and what each weighs.

    Parameters
    ----------
    area
        The area, prepared.
    latitude, longitude
        Named places; those in the area count.

    Attributes
    ----------
    count
        How many points of the grid lie in it.
    """

    def __init__(self, area: BaseGeometry, latitude: Reals, longitude: Reals) -> None:
        import numpy as np
        import shapely

        west, south, east, north = area.bounds
        # What lies outside the box need not be asked of the area.
        is_near = (latitude >= south) & (latitude <= north)
        is_near &= (longitude >= west) & (longitude <= east)
        latitude, longitude = latitude[is_near], longitude[is_near]
        rows, columns = _steps()
        lat = np.concatenate([south + rows * (north - south) / _GRID, latitude])
        lon = np.concatenate([west + columns * (east - west) / _GRID, longitude])
        inside = shapely.contains_xy(area, lon, lat)
        self._inside = inside[: rows.size]
        self._lat, self._lon = lat[inside], lon[inside]
        self.count = int(np.count_nonzero(self._inside))
        self._step = (north - south) / _GRID, (east - west) / _GRID
        places = self._lat.size - self.count
        known = places / (places + _PLACES_LIKE_AREA)
        self._weights = (1 - known) / max(self.count, 1), known / max(places, 1)
        self._weight = np.repeat(self._weights, (self.count, places))
        self._lat_rad, self._lon_rad = np.radians(self._lat), np.radians(self._lon)
        self._cos_lat = np.cos(self._lat_rad)

    def densest(self) -> tuple[float, float]:
        """Return the latitude and longitude, of the grid, with most of the weight within 25 km.

        Where all lies within 25 km of many points, the middle one. In a plane: it is only a choice.
        """
        import numpy as np

        squeeze = np.cos(np.radians(self._lat.mean()))
        score = self._weights[0] * self._score_of_grid(squeeze)
        if self.count < self._lat.size:
            x, y = self._lon_rad * squeeze * EARTH_KM, self._lat_rad * EARTH_KM
            away, other = (axis[: self.count, None] - axis[self.count :] for axis in (x, y))
            score += self._weights[1] * _nearness(np.sqrt(away * away + other * other)).sum(axis=1)
        # Of two points that are as good, the first on every machine.
        at = int(np.argmax(score.round(_DECIMALS)))
        return float(self._lat[at]), float(self._lon[at])

    def _score_of_grid(self, squeeze: float) -> Reals:
        """Return the nearness of each point of the grid to all of them, summed.

        It depends on how many rows and columns two points are apart only. So rows are summed for
        each distance of rows, and then each column of rows.
        """
        import numpy as np

        north, east = (np.radians(step) * EARTH_KM for step in self._step)
        apart = np.arange(_GRID)
        away = np.hypot((apart * north)[:, None], apart * (east * squeeze))
        number = np.abs(apart[:, None] - apart)
        mask = self._inside.reshape(_GRID, _GRID).astype(float)
        by_rows = _nearness(away)[:, number] @ mask.T  # rows apart, column, row
        score = by_rows[number, :, apart].sum(axis=1)  # row, row summed over, column
        return np.asarray(score.ravel()[self._inside])

    def radii_km(self, latitude: float, longitude: float, share: float) -> tuple[float, float]:
        """Return the radii around a point that hold a share of all weight, and of the area."""
        away = self._away_km(latitude, longitude)
        count = self.count
        return _quantile(away, self._weight, share), _quantile(
            away[:count], self._weight[:count], share
        )

    def nearest(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return the point of the grid next to a point."""
        at = int(self._away_km(latitude, longitude)[: self.count].argmin())
        return float(self._lat[at]), float(self._lon[at])

    def _away_km(self, latitude: float, longitude: float) -> Reals:
        import numpy as np

        lat, lon = np.radians(latitude), np.radians(longitude)
        h = np.sin((self._lat_rad - lat) / 2) ** 2
        h += np.cos(lat) * self._cos_lat * np.sin((self._lon_rad - lon) / 2) ** 2
        return arc_km(h)


@lru_cache(maxsize=1)
def _steps() -> tuple[Reals, Reals]:
    """Return the rows and the columns of the grid's points."""
    import numpy as np

    steps = np.arange(_GRID) + 0.5
    return np.repeat(steps, _GRID), np.tile(steps, _GRID)


def _nearness(away_km: Reals) -> Reals:
    return (away_km <= _NEAR_KM) - away_km / _TIE_KM


def _quantile(values: Reals, weights: Reals, share: float) -> float:
    order = values.argsort()
    total = weights[order].cumsum()
    at = min(int(total.searchsorted(share * total[-1])), values.size - 1)
    return float(values[order[at]])
