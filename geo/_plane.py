"""The plane of a region, in metres: conformal, so what is nearest there is so on the ground."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyproj import Transformer

_EQUATOR_DEGREES = 1e-6  # parallels so nearly the same on both sides of the equator are the same


def plane_of(bounds: tuple[float, float, float, float]) -> Transformer:
    """Return the way from longitude and latitude (WGS84) into the plane and back.

    The projection is Lambert's conformal conic, its standard parallels at a sixth of the range from
    its ends, the usual rule for conics (Snyder 1987, Map Projections: A Working Manual, USGS
    Professional Paper 1395); as far south as north of the equator it is Mercator's, which it comes
    to there.

    Parameters
    ----------
    bounds
        West, south, east and north, degrees. The middle meridian runs straight up.
    """
    from pyproj import CRS, Transformer

    west, south, east, north = bounds
    sixth = (north - south) / 6
    lower, upper = south + sixth, north - sixth
    kind: dict[str, Any] = {
        "proj": "lcc",
        "lat_1": lower,
        "lat_2": upper,
        "lat_0": (south + north) / 2,
    }
    if abs(lower + upper) < _EQUATOR_DEGREES:
        kind = {"proj": "merc", "lat_ts": upper}
    crs = CRS.from_dict({**kind, "lon_0": (west + east) / 2, "datum": "WGS84", "units": "m"})
    return Transformer.from_crs("EPSG:4326", crs, always_xy=True)
