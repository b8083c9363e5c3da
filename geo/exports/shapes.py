"""The geometry of an output: each footprint once, with few vertices and no false precision."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

MAX_VERTICES = 64
POINT_DECIMALS = 5  # about a metre: as the source gives it
COARSE_DECIMALS = 3  # about a hundred metres: outlines that are simplified by far more
LABEL_DECIMALS = 2  # about a kilometre: a place for a label, not for an incident

_TOLERANCES = 14  # halvings of the tolerance: ten degrees come down to what is rounded away


@dataclass(frozen=True)
class Shapes:
    """The areas and stretches of a dataset, ready to be written.

    Attributes
    ----------
    ids, kinds
        Footprint ids, and ``point``, ``area`` or ``stretch``.
    full
        The geometries as they came (EPSG:4326).
    """

    ids: NDArray[np.object_]
    kinds: NDArray[np.object_]
    full: NDArray[np.object_]

    @classmethod
    def of(cls, footprints: gpd.GeoDataFrame) -> Shapes:
        """Sort the footprints of a dataset by their id."""
        table = footprints.sort_values("footprint_id", ignore_index=True)
        return cls(
            ids=table["footprint_id"].to_numpy(object),
            kinds=table["kind"].to_numpy(object),
            full=table["geometry"].to_numpy(),
        )

    @cached_property
    def small(self) -> NDArray[np.object_]:
        """The geometries with at most `MAX_VERTICES` vertices; areas are MultiPolygons."""
        small = simplified(self.full)
        areas = self.kinds == "area"
        small[areas] = multi(small[areas])
        return small

    @cached_property
    def wkb(self) -> NDArray[np.object_]:
        """`small` as WKB."""
        encoded: NDArray[np.object_] = shapely.to_wkb(self.small)
        return encoded

    @cached_property
    def bounds(self) -> NDArray[np.float64]:
        """West, south, east, north of `small`."""
        bounds: NDArray[np.float64] = shapely.bounds(self.small)
        return bounds

    @cached_property
    def geojson(self) -> list[str]:
        """`small` as the GeoJSON members `bbox` and `geometry`."""
        texts = shapely.to_geojson(shapely.orient_polygons(self.small, exterior_cw=False))
        return [
            f'"bbox":{box},"geometry":{text}'
            for box, text in zip(map(_numbers, self.bounds), texts, strict=True)
        ]


def _numbers(values: NDArray[np.float64]) -> str:
    return f"[{','.join(map(repr, values.tolist()))}]"


def multi(areas: NDArray[np.object_]) -> NDArray[np.object_]:
    """Make MultiPolygons of Polygons and MultiPolygons, so that a layer has one type."""
    made = np.empty(len(areas), dtype=object)
    for index, area in enumerate(areas):
        is_single = area is not None and area.geom_type == "Polygon"
        made[index] = shapely.MultiPolygon([area]) if is_single else area
    return made


def simplified(geometries: NDArray[np.object_]) -> NDArray[np.object_]:
    """Simplify geometries to at most `MAX_VERTICES` vertices and `COARSE_DECIMALS` decimals.

    The tolerance of Douglas and Peucker's method is the smallest that does it, found by halving,
    for all geometries at once. An area of more parts or holes than the vertices allow loses the
    smallest of them. Results are valid and not empty.

    Parameters
    ----------
    geometries
        Points, lines and areas, EPSG:4326.
    """
    reduced = np.array([_reduced(geometry) for geometry in geometries], dtype=object)
    if not len(reduced):
        return reduced
    best = _rounded(reduced)
    fits = shapely.get_num_coordinates(best) <= MAX_VERTICES
    bounds = shapely.bounds(reduced)
    low = np.zeros(len(reduced))
    high = np.maximum(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1])
    todo = np.flatnonzero(~fits)
    for _ in range(_TOLERANCES):
        if not len(todo):
            break
        tolerance = (low[todo] + high[todo]) / 2
        tried = _rounded(shapely.simplify(reduced[todo], tolerance, preserve_topology=True))
        good = shapely.get_num_coordinates(tried) <= MAX_VERTICES
        best[todo[good]] = tried[good]
        high[todo[good]] = tolerance[good]
        low[todo[~good]] = tolerance[~good]
        fits[todo[good]] = True
    best[~fits] = shapely.envelope(best[~fits])  # nothing finer is left for such a shape
    return best


def _rounded(geometries: NDArray[np.object_]) -> NDArray[np.object_]:
    """Round vertices, keeping geometries valid; those that would vanish get more decimals."""
    result = shapely.set_precision(geometries, 10.0**-COARSE_DECIMALS)
    gone = shapely.is_empty(result) & ~shapely.is_empty(geometries)
    if gone.any():
        result[gone] = shapely.set_precision(geometries[gone], 10.0**-POINT_DECIMALS)
    # A grid point is the nearest double only after decimal rounding.
    return shapely.transform(result, lambda xy: np.round(xy, POINT_DECIMALS))  # type: ignore[no-any-return]


def _reduced(geometry: Any) -> Any:
    """Drop the smallest parts and holes of an area that alone need more than the vertices."""
    if geometry is None or geometry.geom_type not in {"Polygon", "MultiPolygon"}:
        return geometry
    parts = sorted(shapely.get_parts(geometry), key=lambda part: (-part.area, part.wkb))
    rings = sum(1 + shapely.get_num_interior_rings(part) for part in parts)
    if rings * 4 <= MAX_VERTICES // 2:
        return geometry
    # Half of the vertices stay for the shape of what is left.
    room = MAX_VERTICES // 8
    kept = []
    for part in parts[:room]:
        holes = sorted(part.interiors, key=lambda ring: -shapely.Polygon(ring).area)
        kept.append((part, holes))
    room -= len(kept)
    made = []
    for part, holes in kept:
        made.append(shapely.Polygon(part.exterior, holes[: max(room, 0)]))
        room -= len(holes)
    return shapely.MultiPolygon(made)
