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

_RINGS = (12, 6, 3, 2, 1)  # numbers of rings that are tried; a ring takes four vertices or more
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

    Of an area of many parts or holes, the largest are kept: as many as bring the result nearest to
    the whole in area, since each ring takes vertices from the others. Results are valid and not
    empty.

    Parameters
    ----------
    geometries
        Points, lines and areas, EPSG:4326.
    """
    result = np.empty(len(geometries), dtype=object)
    versions = [_versions(geometry) for geometry in geometries]
    if not versions:
        return result
    tried = _few_vertices(np.array([shape for group in versions for shape in group], dtype=object))
    owner = np.repeat(np.arange(len(versions)), [len(group) for group in versions])
    valid = shapely.make_valid(geometries[owner])
    fault = shapely.area(shapely.symmetric_difference(tried, valid))
    # In reverse, so that the first and most complete of equally good versions stays.
    for index in np.lexsort((fault, owner))[::-1]:
        result[owner[index]] = tried[index]
    return result


def _few_vertices(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Find the smallest tolerance of Douglas and Peucker's method that does, by halving."""
    best = _rounded(shapes)
    fits = shapely.get_num_coordinates(best) <= MAX_VERTICES
    bounds = shapely.bounds(shapes)
    low = np.zeros(len(shapes))
    high = np.maximum(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1])
    todo = np.flatnonzero(~fits)
    for _ in range(_TOLERANCES if len(todo) else 0):
        tolerance = (low[todo] + high[todo]) / 2
        tried = _rounded(shapely.simplify(shapes[todo], tolerance, preserve_topology=True))
        good = shapely.get_num_coordinates(tried) <= MAX_VERTICES
        best[todo[good]] = tried[good]
        high[todo[good]] = tolerance[good]
        low[todo[~good]] = tolerance[~good]
        fits[todo[good]] = True
    best[~fits] = shapely.envelope(best[~fits])  # nothing finer is left for such a shape
    return best


def _rounded(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Round vertices, keeping shapes valid; those that would vanish get more decimals."""
    result = shapely.set_precision(shapes, 10.0**-COARSE_DECIMALS)
    gone = shapely.is_empty(result) & ~shapely.is_empty(shapes)
    if gone.any():
        result[gone] = shapely.set_precision(shapes[gone], 10.0**-POINT_DECIMALS)
    # A grid point is the nearest double only after decimal rounding.
    return shapely.transform(result, lambda xy: np.round(xy, POINT_DECIMALS))  # type: ignore[no-any-return]


def _versions(geometry: Any) -> list[Any]:
    """Give a shape, or where its rings are many, versions of it that have only the largest."""
    is_area = geometry.geom_type in {"Polygon", "MultiPolygon"}
    if not is_area or shapely.get_num_coordinates(geometry) <= MAX_VERTICES:
        return [geometry]
    parts = sorted(shapely.get_parts(geometry), key=lambda part: (-part.area, part.wkb))
    rings = [
        (-shapely.Polygon(ring).area, number, place)
        for number, part in enumerate(parts)
        for place, ring in enumerate([part.exterior, *part.interiors])
    ]
    versions = [geometry] if 4 * len(rings) <= MAX_VERTICES else []
    fewer = [count for count in _RINGS if count < len(rings)]
    return [*versions, *(_largest(parts, sorted(rings)[:count]) for count in fewer)]


def _largest(parts: list[Any], rings: list[tuple[float, int, int]]) -> Any:
    chosen = {(number, place) for _, number, place in rings}
    made = [
        shapely.Polygon(
            part.exterior,
            [hole for place, hole in enumerate(part.interiors, 1) if (number, place) in chosen],
        )
        for number, part in enumerate(parts)
        if (number, 0) in chosen
    ]
    return shapely.MultiPolygon(made)
