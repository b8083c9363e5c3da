"""Distances on a sphere of the earth's mean radius: half a per cent off those on the ellipsoid.

Latitude and longitude in degrees, distances in km. Where half a per cent matters, along the line
and from it, `geo.line` measures on the ellipsoid.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Reals = NDArray[np.float64]

# Mean radius R1 = (2a + b) / 3 of GRS 80 (IUGG; Moritz 2000, Geodetic Reference System 1980).
EARTH_KM = 6371.0088
# A degree of latitude; one of longitude times the cosine of the latitude.
KM_PER_DEGREE = math.pi * EARTH_KM / 180


def apart_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the distance of two known points; for one pair much faster than `distance_km`."""
    la, lb = math.radians(lat1), math.radians(lat2)
    h = (
        math.sin((lb - la) / 2) ** 2
        + math.cos(la) * math.cos(lb) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def distance_km(lat1: ArrayLike, lon1: ArrayLike, lat2: ArrayLike, lon2: ArrayLike) -> Reals:
    """Return the distances between arrays of points, which are broadcast; NaN without a point."""
    import numpy as np

    la, oa, lb, ob = (np.radians(np.asarray(value, float)) for value in (lat1, lon1, lat2, lon2))
    h = np.sin((lb - la) / 2) ** 2 + np.cos(la) * np.cos(lb) * np.sin((ob - oa) / 2) ** 2
    return arc_km(h)


def arc_km(haversine: Reals) -> Reals:
    """Return the length of arcs, of each the haversine."""
    import numpy as np

    return np.asarray(2 * EARTH_KM * np.arcsin(np.minimum(1.0, np.sqrt(haversine))), float)


def moved(latitude: float, longitude: float, bearing: float, km: float) -> tuple[float, float]:
    """Return the point so many km from another, along a bearing in degrees from north."""
    arc, turn, la = km / EARTH_KM, math.radians(bearing), math.radians(latitude)
    to = math.asin(math.sin(la) * math.cos(arc) + math.cos(la) * math.sin(arc) * math.cos(turn))
    east = math.atan2(
        math.sin(turn) * math.sin(arc) * math.cos(la), math.cos(arc) - math.sin(la) * math.sin(to)
    )
    return math.degrees(to), longitude + math.degrees(east)
