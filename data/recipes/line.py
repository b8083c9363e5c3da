"""The line between the two countries and the outlines of both, from OpenStreetMap polygons.

The line is frozen: simplified once to 0.001 degree and then used as it is by everything else, as
an edge of every unit beside it and as the measure in kilometres. Two country polygons are cut
from one hole-free union by exactly this line, so they cannot overlap nor leave a gap.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, shape

if TYPE_CHECKING:
    from fetch import Sources
    from shapely.geometry.base import BaseGeometry

TOLERANCE_DEGREES = 0.001
# Water between two countries is cut out of both. A lake of more than about a hundred square
# kilometres is divided by a straight edge; smaller ones and rivers hardly show.
SMALLEST_LAKE_SQUARE_DEGREES = 0.01
# Islets and slivers of river bank below about one square kilometre say nothing on our maps.
SMALLEST_ISLAND_SQUARE_DEGREES = 1e-4
GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True)
class Outlines:
    """The frozen line and the two countries that share it.

    Attributes
    ----------
    line
        From the tripoint with Iran to the Wakhan end; EPSG:4326. Left of it lies ``left``.
    left, right
        The two countries, EPSG:4326; islands are parts of their own.
    """

    line: LineString
    left: MultiPolygon
    right: MultiPolygon


def country_polygons(
    sources: Sources, codes: list[str], window: tuple[float, float, float, float] | None = None
) -> dict[str, BaseGeometry]:
    """Return the OpenStreetMap land polygons of some countries by alpha-3 code, made valid.

    Parameters
    ----------
    sources
        The packages.
    codes
        Alpha-3 codes; the result has their order.
    window
        West, south, east, north, degrees: return only what lies within.
    """
    text = sources.read("countries", "package/map.geo.json")
    found = {}
    for feature in json.loads(text)["features"]:
        code = feature["properties"].get("A3")
        if code in codes:
            area = shape(feature["geometry"])
            if window is not None:
                area = shapely.clip_by_rect(area, *window)
            found[code] = shapely.make_valid(area)
    return {code: found[code] for code in codes}


def build_outlines(
    left: BaseGeometry, right: BaseGeometry, neighbours: list[BaseGeometry]
) -> Outlines:
    """Cut two neighbouring countries out of their hole-free union along one simplified line.

    Parameters
    ----------
    left, right
        Country polygons that share their vertices along the border, EPSG:4326. Water may be cut
        out of them: the gaps that this leaves in the border are joined straight.
    neighbours
        The other countries around, from the same source.
    """
    full = _join(_shared_parts(left, right))
    line = shapely.simplify(full, TOLERANCE_DEGREES)
    left, right = _close_lakes([left, right], neighbours)
    mainland = _mainland(left, right)
    start, end = Point(full.coords[0]), Point(full.coords[-1])
    rims = [shapely.simplify(rim, TOLERANCE_DEGREES) for rim in _rims(mainland, start, end)]
    # Each rim closes one of the countries; the one with the left country's inner point is left.
    faces = [Polygon([*_towards(rim, end).coords, *line.reverse().coords[1:]]) for rim in rims]
    inner = shapely.point_on_surface(max(shapely.get_parts(left), key=lambda part: part.area))
    faces.sort(key=lambda face: not face.contains(inner))
    if not all(face.is_valid for face in faces) or faces[0].overlaps(faces[1]):
        raise ValueError("the simplified line and outlines cross each other")
    return Outlines(
        line=line,
        left=_with_islands(faces[0], left, mainland),
        right=_with_islands(faces[1], right, mainland),
    )


def length_km(line: BaseGeometry) -> float:
    """Return the geodesic length of a line in kilometres (WGS84)."""
    return float(GEOD.geometry_length(line)) / 1000


def _shared_parts(left: BaseGeometry, right: BaseGeometry) -> list[LineString]:
    merged = shapely.line_merge(left.intersection(right))
    parts = shapely.get_parts(merged)
    return [part for part in parts if part.geom_type == "LineString"]


def _join(parts: list[LineString]) -> LineString:
    """Chain parts from the south-west end on, always to the nearest free end."""
    ends = np.array([(*part.coords[0], *part.coords[-1]) for part in parts])
    south_west = np.minimum(ends[:, 0] + ends[:, 1], ends[:, 2] + ends[:, 3]).argmin()
    free = [*parts]
    first = free.pop(int(south_west))
    if sum(first.coords[0]) > sum(first.coords[-1]):
        first = first.reverse()
    chain = list(first.coords)
    while free:
        here = Point(chain[-1])
        index = min(range(len(free)), key=lambda i: free[i].boundary.distance(here))
        part = free.pop(index)
        if here.distance(Point(part.coords[0])) > here.distance(Point(part.coords[-1])):
            part = part.reverse()
        chain.extend(part.coords)
    return LineString(shapely.remove_repeated_points(LineString(chain)))


def _close_lakes(own: list[BaseGeometry], neighbours: list[BaseGeometry]) -> list[BaseGeometry]:
    """Give each country its side of the lakes that lie between it and a neighbour."""
    union = shapely.union_all([*own, *neighbours])
    lakes = [
        lake
        for part in shapely.get_parts(union)
        for lake in map(Polygon, part.interiors)
        if lake.area >= SMALLEST_LAKE_SQUARE_DEGREES
    ]
    closed = []
    for country in own:
        others = [area for area in [*own, *neighbours] if area is not country]
        pieces = [
            shapely.intersection(shapely.make_valid(Polygon(_shore(lake, country))), lake)
            for lake in lakes
            if lake.intersects(country) and any(lake.intersects(other) for other in others)
        ]
        closed.append(shapely.union_all([country, *pieces]))
    return closed


def _shore(lake: Polygon, country: BaseGeometry) -> LineString:
    """Return the longest stretch of a lake's edge that a country holds."""
    common = shapely.line_merge(lake.exterior.intersection(country.boundary))
    return max(shapely.get_parts(common), key=lambda part: part.length)


def _mainland(left: BaseGeometry, right: BaseGeometry) -> Polygon:
    """Return the largest part of the union with every hole filled."""
    union = shapely.union_all([left, right])
    largest = max(shapely.get_parts(union), key=lambda part: part.area)
    return Polygon(largest.exterior)


def _rims(mainland: Polygon, start: Point, end: Point) -> list[LineString]:
    """Split the outer ring at both ends of the line."""
    coords = np.asarray(mainland.exterior.coords)[:-1]
    cuts = []
    for point in (start, end):
        gap = np.hypot(coords[:, 0] - point.x, coords[:, 1] - point.y)
        if gap.min() > 1e-9:
            raise ValueError(f"an end of the line, {point}, is no vertex of the outline")
        cuts.append(int(gap.argmin()))
    first, second = sorted(cuts)
    ring = np.vstack([coords, coords])
    return [
        LineString(ring[first : second + 1]),
        LineString(ring[second : len(coords) + first + 1]),
    ]


def _towards(rim: LineString, end: Point) -> LineString:
    return rim if Point(rim.coords[-1]).distance(end) < 1e-9 else rim.reverse()


def _with_islands(face: Polygon, country: BaseGeometry, mainland: Polygon) -> MultiPolygon:
    """Add the parts of a country that lie apart from the mainland."""
    islands = [
        shapely.simplify(Polygon(part.exterior), TOLERANCE_DEGREES)
        for part in shapely.get_parts(country)
        if part.area >= SMALLEST_ISLAND_SQUARE_DEGREES and not mainland.intersects(part)
    ]
    apart = [island for island in islands if island.disjoint(face)]
    return MultiPolygon([face, *apart])
