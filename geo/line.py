"""Points along the line: kilometre, distance, side, section, nearest crossing.

The kilometre mark (chainage) is the geodesic length of the line from its start to the foot of the
point, the nearest place on the line. Feet are found in a conformal projection, where the nearest
place is the same as on the ground; in plain degrees it would often be another one. A mark belongs
to a version of the line (`line_version`). Far from the line the mark jumps at the line's bends:
group far points by section.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo._plane import plane_of
from geo.boundaries import countries_at
from geo.errors import RegionError
from geo.schema import ON_LINE

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import ArrayLike, NDArray
    from shapely.geometry import LineString

    from geo.region import RegionPack

    Reals = NDArray[np.float64]

# The packs' lines are simplified to 0.001 degree, about 100 m: nearer than that has no side.
ON_LINE_KM = 0.1
# Long straights are cut to this many degrees: the chord and the projected straight then differ by
# less than a metre.
_STEP_DEGREES = 0.05
# A point of a unit's edge this near to the line lies on it; coverages are snapped to 1e-5 degree.
_CONTACT_KM = 0.02
_CONTACT_DEGREES = 0.001  # a first, rough cut for the same
_CODES = ("unit_id", "country", "admin1_pcode", "admin2_pcode", "admin3_id")
_BLOCK = 50_000
_TREE_NODE = 4  # small nodes halve the time of a search for the nearest
_COLUMNS = (
    "line_km",
    "line_distance_km",
    "line_side",
    "line_section",
    "nearest_crossing",
    "nearest_crossing_km",
    "line_version",
)


@dataclass(frozen=True)
class _Frame:
    """The line, cut into short segments and projected, with a search tree over them."""

    lon: Reals
    lat: Reals
    km: Reals  # chainage at each vertex
    xy: Reals  # projected vertices, metres
    tree: Any
    project: Any
    geod: Any

    def feet(self, lon: Reals, lat: Reals) -> tuple[Reals, Reals]:
        """Return the chainage of the nearest place on the line, and the distance to it, km."""
        import numpy as np
        import shapely

        x, y = self.project.transform(lon, lat)
        at = self.tree.nearest(shapely.points(x, y))
        start, along = self.xy[at], self.xy[at + 1] - self.xy[at]
        offset = np.column_stack([x, y]) - start
        share = (offset * along).sum(1) / (along * along).sum(1)
        share = np.clip(share, 0, 1)
        foot_lon = self.lon[at] + share * (self.lon[at + 1] - self.lon[at])
        foot_lat = self.lat[at] + share * (self.lat[at + 1] - self.lat[at])
        metres = self.geod.inv(lon, lat, foot_lon, foot_lat)[2]
        km = self.km[at] + share * (self.km[at + 1] - self.km[at])
        return km, np.asarray(metres) / 1000


def measure(pack: RegionPack, longitude: ArrayLike, latitude: ArrayLike) -> pd.DataFrame:
    """Measure points against the line.

    Parameters
    ----------
    pack
        The region.
    longitude, latitude
        Degrees, WGS84.

    Returns
    -------
    One row a point, in order: `line_km`, `line_distance_km` (geodesic, to the foot), `line_side`
    (of the country the point lies in; ``on_line`` within `ON_LINE_KM`), `line_section` (its name),
    `nearest_crossing` (its name; of those that have a point) and `nearest_crossing_km`,
    `line_version`. All null for points that lie in neither country.
    """
    import numpy as np
    import pandas as pd
    import pyarrow as pa

    lon, lat = np.asarray(longitude, float), np.asarray(latitude, float)
    country = countries_at(pack, lon, lat)
    sides = dict(zip(pack.country_codes, pack.line_sides, strict=True))
    inside = np.flatnonzero(np.isin(country, list(sides)))
    numbers = {name: np.full(lon.size, np.nan) for name in _COLUMNS if name.endswith("km")}
    texts = {name: np.full(lon.size, None, object) for name in _COLUMNS if not name.endswith("km")}
    frame = pack.once("line_frame", _frame)
    for start in range(0, inside.size, _BLOCK):
        rows = inside[start : start + _BLOCK]
        km, distance = frame.feet(lon[rows], lat[rows])
        crossing, crossing_km = _nearest_crossing(pack, frame, lon[rows], lat[rows])
        numbers["line_km"][rows], numbers["line_distance_km"][rows] = km, distance
        numbers["nearest_crossing_km"][rows] = crossing_km
        texts["nearest_crossing"][rows] = crossing
        texts["line_section"][rows] = sections_at(pack, km)
        side = np.where(country[rows] == pack.country_codes[0], *pack.line_sides)
        texts["line_side"][rows] = np.where(distance <= ON_LINE_KM, ON_LINE, side)
    texts["line_version"][inside] = pack.line_version
    types = {
        **{name: (values, pa.float64()) for name, values in numbers.items()},
        **{name: (values, pa.string()) for name, values in texts.items()},
    }
    return pd.DataFrame(
        {
            name: pd.arrays.ArrowExtensionArray(pa.array(values, kind, from_pandas=True))
            for name, (values, kind) in ((name, types[name]) for name in _COLUMNS)
        }
    )


def length_km(pack: RegionPack) -> float:
    """Return the geodesic length of the line, km."""
    return float(pack.once("line_frame", _frame).km[-1])


def sections_at(pack: RegionPack, km: Reals) -> NDArray[np.object_]:
    """Name the section that holds each kilometre mark; a mark between two belongs to the second."""
    import numpy as np

    starts = pack.sections["from_km"].to_numpy(float)
    if not starts.size:
        return np.full(km.shape, None, object)
    at = np.clip(np.searchsorted(starts, km, "right") - 1, 0, starts.size - 1)
    names: NDArray[np.object_] = pack.sections["name"].to_numpy(object)[at]
    return names


def stretch(pack: RegionPack, from_km: float, to_km: float) -> LineString:
    """Cut the line between two kilometre marks; marks beyond its ends mean the ends.

    Raises
    ------
    RegionError
        Nothing of the line lies between the marks.
    """
    import numpy as np
    from shapely.geometry import LineString

    frame = pack.once("line_frame", _frame)
    start, end = max(from_km, 0.0), min(to_km, float(frame.km[-1]))
    if not start < end:
        raise RegionError(f"no stretch of the line from km {from_km:g} to km {to_km:g}")
    inner = (frame.km > start) & (frame.km < end)
    marks = np.r_[start, frame.km[inner], end]
    return LineString(
        np.column_stack(
            [np.interp(marks, frame.km, frame.lon), np.interp(marks, frame.km, frame.lat)]
        )
    )


def point_at(pack: RegionPack, km: float) -> tuple[float, float]:
    """Return longitude and latitude of a kilometre mark."""
    import numpy as np

    frame = pack.once("line_frame", _frame)
    return float(np.interp(km, frame.km, frame.lon)), float(np.interp(km, frame.km, frame.lat))


def foot_km(pack: RegionPack, latitude: float, longitude: float) -> float:
    """Return the kilometre mark of the line's nearest point."""
    import numpy as np

    frame = pack.once("line_frame", _frame)
    return float(frame.feet(np.array([longitude]), np.array([latitude]))[0][0])


def contacts(pack: RegionPack) -> dict[str, tuple[float, float]]:
    """Tell from which to which kilometre each unit of every level touches the line.

    Units that do not touch it are not named.
    """
    return pack.once("line_contacts", _contacts)


def _contacts(pack: RegionPack) -> dict[str, tuple[float, float]]:
    units = pack.units
    found: dict[str, tuple[float, float]] = {}
    codes = zip(*(units[name].to_numpy(object) for name in _CODES), strict=True)
    spans = touched(pack, units.geometry.to_numpy()).tolist()
    for each, (start, end) in zip(codes, spans, strict=True):
        if math.isnan(start):
            continue
        for code in {code for code in each if isinstance(code, str)}:
            low, high = found.get(code, (float("inf"), float("-inf")))
            found[code] = (min(low, start), max(high, end))
    return found


def touched(pack: RegionPack, shapes: NDArray[np.object_]) -> Reals:
    """Tell from which to which kilometre each shape touches the line.

    Parameters
    ----------
    pack
        The region.
    shapes
        Units, parts of units or unions of them: polygons in degrees (WGS 84) with the corners of
        the line where they reach it.

    Returns
    -------
    numpy.ndarray
        Two columns, a row for each shape; NaN where it does not touch the line.
    """
    import numpy as np
    import shapely

    strip = pack.line.buffer(_CONTACT_DEGREES, quad_segs=1)
    shapely.prepare(strip)
    near = np.flatnonzero(shapely.intersects(strip, shapes))
    points, owner = shapely.get_coordinates(shapes[near], return_index=True)
    is_near = shapely.contains_xy(strip, points)
    points, owner = points[is_near], near[owner[is_near]]
    km, distance = pack.once("line_frame", _frame).feet(points[:, 0], points[:, 1])
    on_line = distance <= _CONTACT_KM
    km, owner = km[on_line], owner[on_line]
    spans = np.full((len(shapes), 2), np.nan)
    for shape in np.flatnonzero(np.bincount(owner) >= 2):
        marks = km[owner == shape]
        spans[shape] = marks.min(), marks.max()
    return spans


def _frame(pack: RegionPack) -> _Frame:
    import numpy as np
    import pyproj
    import shapely

    lon, lat = shapely.get_coordinates(pack.line.segmentize(_STEP_DEGREES)).T
    geod = pyproj.Geod(ellps="WGS84")
    km = np.r_[0, np.cumsum(geod.inv(lon[:-1], lat[:-1], lon[1:], lat[1:])[2]) / 1000]
    project = plane_of(pack.bounds)
    xy = np.column_stack(project.transform(lon, lat))
    segments = shapely.linestrings(np.stack([xy[:-1], xy[1:]], axis=1))
    return _Frame(lon, lat, km, xy, shapely.STRtree(segments, _TREE_NODE), project, geod)


def _nearest_crossing(
    pack: RegionPack, frame: _Frame, lon: Reals, lat: Reals
) -> tuple[NDArray[np.object_], Reals]:
    import numpy as np

    gates = pack.crossings.dropna(subset=["latitude", "longitude"])
    if gates.empty:
        return np.full(lon.shape, None, object), np.full(lon.shape, np.nan)
    gate_lon, gate_lat = gates["longitude"].to_numpy(float), gates["latitude"].to_numpy(float)
    # The straight way through the ground puts gates in the same order as the way over it.
    here, there = _earth_xyz(lon, lat), _earth_xyz(gate_lon, gate_lat)
    at = ((there * there).sum(1) - 2 * here @ there.T).argmin(1)
    metres = frame.geod.inv(lon, lat, gate_lon[at], gate_lat[at])[2]
    return gates["name"].to_numpy(object)[at], np.asarray(metres) / 1000


def _earth_xyz(lon: Reals, lat: Reals) -> Reals:
    """Return points of the WGS84 ellipsoid in three dimensions, semi-major axes."""
    import numpy as np

    lon, lat = np.radians(lon), np.radians(lat)
    flat = 0.00669437999014  # first eccentricity squared, WGS84 (NIMA TR8350.2, table 3.3)
    normal = 1 / np.sqrt(1 - flat * np.sin(lat) ** 2)
    level = normal * np.cos(lat)
    return np.column_stack(
        [level * np.cos(lon), level * np.sin(lon), normal * (1 - flat) * np.sin(lat)]
    )
