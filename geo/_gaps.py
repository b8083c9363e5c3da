"""How far points lie from shapes, on the ground: a degree of longitude is shorter than one north.

The nearest place of a shape is looked for in a plane whose longitudes are squeezed by the cosine of
the latitude, which is right near the point; the way there is measured on the sphere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo._sphere import distance_km

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Reals = NDArray[np.float64]
    Shapes = NDArray[Any]

_LEAST = 1e-6  # of a cosine: at a pole all longitudes are one


def gaps_km(points: Shapes, shapes: Shapes) -> Reals:
    """Return how far each point lies from its shape, km; 0 inside, or where there is no shape.

    Parameters
    ----------
    points, shapes
        Points, and as many shapes (None for none): degrees, WGS84.
    """
    found = np.zeros(len(points))
    out = np.flatnonzero(~shapely.is_missing(shapes) & ~shapely.intersects(points, shapes))
    here = points[out]
    latitude, longitude = _feet(here, shapes[out])
    found[out] = distance_km(shapely.get_y(here), shapely.get_x(here), latitude, longitude)
    return found


def foot(shape: BaseGeometry, latitude: float, longitude: float) -> tuple[float, float]:
    """Return latitude and longitude of the place of a shape that is nearest to a point.

    All in degrees, WGS84; of a point inside the point itself.
    """
    here = np.array([shapely.Point(longitude, latitude)])
    (lat,), (lon,) = _feet(here, np.array([shape]))
    return float(lat), float(lon)


def nearest(points: Shapes, shapes: Shapes) -> tuple[NDArray[np.intp], Reals]:
    """Return the number of the shape that lies nearest to each point, and how far off it is, km."""
    middle = _squeeze(np.array([np.mean(shapely.get_y(points))]))
    tree = shapely.STRtree(_squeezed(shapes, np.full(len(shapes), middle)))
    at = tree.nearest(_squeezed(points, np.full(len(points), middle)))
    return at, gaps_km(points, shapes[at])


def _feet(points: Shapes, shapes: Shapes) -> tuple[Reals, Reals]:
    """Return latitudes and longitudes of the places of shapes that are nearest to points."""
    squeeze = _squeeze(shapely.get_y(points))
    ways = shapely.shortest_line(_squeezed(points, squeeze), _squeezed(shapes, squeeze))
    feet = shapely.get_coordinates(shapely.get_point(ways, 1))
    return feet[:, 1], feet[:, 0] / squeeze


def _squeeze(latitude: Reals) -> Reals:
    """Return how much shorter a degree of longitude is than one of latitude."""
    return np.maximum(np.cos(np.radians(latitude)), _LEAST)


def _squeezed(shapes: Shapes, squeeze: Reals) -> Shapes:
    """Return shapes with their longitudes squeezed, each by its own factor."""
    xy, owner = shapely.get_coordinates(shapes, return_index=True)
    xy[:, 0] *= squeeze[owner]
    made: Shapes = shapely.set_coordinates(shapes.copy(), xy)
    return made
