"""Coordinates as they are written: how far off their decimals leave them, and what they cover.

Coordinates in whole degrees are rounded by up to some 70 km. They are no point but a cell, half a
degree to each side; its footprint id is ``cell:LATITUDE,LONGITUDE``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import _pack_files as files
from geo import boundaries
from geo._sphere import KM_PER_DEGREE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.region import RegionPack

    Reals = NDArray[np.float64]

# A coordinate that says nothing of its precision: a settlement's point, not a house's.
_GIVEN_KM = 2.0
# Half a unit of the last decimal that is given, in both directions, on the ground.
_MAX_DECIMALS = 3
_CELL = "cell:"
_HALF_DEGREE = 0.5


def rounded_km(longitude: Reals, latitude: Reals) -> Reals:
    """Return the uncertainty that the number of decimals of coordinates states, km."""
    import numpy as np

    uncertainty = np.full(longitude.shape, _GIVEN_KM)
    for decimals in range(_MAX_DECIMALS - 1, -1, -1):
        scale = 10.0**decimals
        is_coarse = np.ones(longitude.shape, bool)
        for value in (longitude, latitude):
            is_coarse &= np.abs(value * scale - np.round(value * scale)) < 1e-6
        step = _HALF_DEGREE / scale * KM_PER_DEGREE
        coarse = np.hypot(step, step * np.cos(np.radians(latitude)))
        uncertainty = np.where(is_coarse, np.maximum(coarse, _GIVEN_KM), uncertainty)
    return uncertainty


def cell_id(longitude: float, latitude: float) -> str:
    """Return the footprint id of all that is rounded to these whole degrees."""
    return f"{_CELL}{round(latitude)},{round(longitude)}"


def cell_name(longitude: float, latitude: float) -> str:
    """Return how a cell is called where no words name it: "34° N, 71° E"."""
    north, east = round(latitude), round(longitude)
    return f"{abs(north)}° {'N' if north >= 0 else 'S'}, {abs(east)}° {'E' if east >= 0 else 'W'}"


def cell_of(footprint_id: str) -> BaseGeometry | None:
    """Return the area of a cell (EPSG:4326), or None where the id is that of none.

    Raises
    ------
    RegionError
        The cell is nowhere on earth.
    """
    import shapely

    if not footprint_id.startswith(_CELL):
        return None
    point = files.read_point(footprint_id.removeprefix(_CELL))
    west, east = (max(-180.0, min(180.0, point.x + s * _HALF_DEGREE)) for s in (-1, 1))
    south, north = (max(-90.0, min(90.0, point.y + s * _HALF_DEGREE)) for s in (-1, 1))
    return shapely.box(west, south, east, north)


def units_over(pack: RegionPack, footprint_id: str) -> dict[str, str]:
    """Return what of the country, province and district holds a cell as a whole.

    Returns
    -------
    Those of `country, admin1, admin1_pcode, admin2, admin2_pcode` that do.
    """
    cell = cell_of(footprint_id)
    found: dict[str, str] = {}
    if cell is None:
        return found
    middle = cell.centroid
    country, *codes = boundaries.codes_at(pack, middle.x, middle.y)[:3]
    if country is not None and pack.unit_areas[country].covers(cell):
        found["country"] = country
    for level, code in zip(("admin1", "admin2"), codes, strict=True):
        area = pack.unit_areas.get(code or "")
        if code is not None and area is not None and area.covers(cell):
            found |= {level: pack.unit_names[code], f"{level}_pcode": code}
    return found
