"""A partition of the two countries from raw polygons that overlap and leave gaps.

Every point of a country goes to the unit whose raw outline, drawn a little inwards, is nearest:
the edges of the Voronoi cells of points along those outlines. All edges of both countries pass
once through one noding on a fixed grid and are turned into faces, so two units that meet share
the very same vertices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely
from scipy.spatial import Voronoi, cKDTree  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from shapely.geometry import LineString, MultiPolygon
    from shapely.geometry.base import BaseGeometry

# Raw neighbours overlap by up to about this much on either side.
INSET_DEGREES = 0.004
SPACING_DEGREES = 0.004
# One unit of the last place of the line's own coordinates, about a metre.
GRID_DEGREES = 1e-5
SIMPLIFY_DEGREES = 0.002
# Degrees of longitude against degrees of latitude in the middle of the region, 33 N.
FLAT = np.array([np.cos(np.radians(33.0)), 1.0])
# A part smaller than this share of its unit, with no island of its own, is an artefact.
SMALLEST_PART_SHARE = 0.02


def build_coverage(
    raw: gpd.GeoDataFrame, countries: dict[str, MultiPolygon], line: LineString
) -> gpd.GeoDataFrame:
    """Partition each country among its units.

    Parameters
    ----------
    raw
        ``unit_id``, ``country`` and raw polygons, EPSG:4326.
    countries
        Outline of each country by its code; outlines share ``line`` and do not overlap.
    line
        The shared border; it comes back as an edge of the units beside it.

    Returns
    -------
    geopandas.GeoDataFrame
        ``unit_id``, ``country``, polygon, sorted by ``unit_id``: a valid coverage.
    """
    seeds = {code: _seeds(raw[raw["country"] == code]) for code in countries}
    edges: list[BaseGeometry] = [line]
    for code, outline in countries.items():
        edges.append(outline.boundary)
        edges.extend(_cell_edges(*seeds[code], outline))
    noded = shapely.union_all(edges, grid_size=GRID_DEGREES)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    inner = shapely.point_on_surface(faces)

    pieces = []
    for code, outline in countries.items():
        shapely.prepare(outline)
        mine = np.flatnonzero(shapely.contains(outline, inner))
        points, labels = seeds[code]
        xy = shapely.get_coordinates(inner[mine])
        _, nearest = cKDTree(points).query(_flat(xy))
        pieces.append(_merge(faces[mine], labels[nearest], code, raw))
    frame = gpd.GeoDataFrame(
        {
            "unit_id": np.concatenate([piece[0] for piece in pieces]),
            "country": np.concatenate([piece[1] for piece in pieces]),
        },
        geometry=np.concatenate([piece[2] for piece in pieces]),
        crs="EPSG:4326",
    )
    return frame.sort_values("unit_id").reset_index(drop=True)


def _flat(xy: np.ndarray) -> np.ndarray:
    """Shrink longitudes so that plain distance is nearly true over the region."""
    return np.asarray(xy * FLAT)


def _seeds(raw: gpd.GeoDataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return flat points along the inset outlines and the unit id of each."""
    polygons = raw.geometry.to_numpy()
    inset = shapely.buffer(polygons, -INSET_DEGREES, join_style="mitre")
    # A unit thinner than twice the inset keeps its own outline.
    inset = np.where(shapely.area(inset) > 0.5 * shapely.area(polygons), inset, polygons)
    rings = shapely.segmentize(shapely.boundary(inset), SPACING_DEGREES)
    xy, owner = shapely.get_coordinates(rings, return_index=True)
    _, first = np.unique(np.round(xy, 9), axis=0, return_index=True)
    first.sort()
    return _flat(xy[first]), raw["unit_id"].to_numpy()[owner[first]]


def _cell_edges(
    points: np.ndarray, labels: np.ndarray, outline: MultiPolygon
) -> list[BaseGeometry]:
    """Return the Voronoi edges between seeds of different units, cut to the country."""
    low, high = points.min(axis=0), points.max(axis=0)
    margin = (high - low).max()
    # Far points close every cell that matters.
    frame = np.array([low - margin, high + margin, [low[0], high[1]] + margin * np.array([-1, 1])])
    frame = np.vstack([frame, [high[0] + margin, low[1] - margin]])
    diagram = Voronoi(np.vstack([points, frame]))
    left, right = diagram.ridge_points.T
    ends = np.array(diagram.ridge_vertices)
    inside = (left < len(points)) & (right < len(points)) & (ends >= 0).all(axis=1)
    pairs = np.flatnonzero(inside)
    pairs = pairs[labels[left[pairs]] != labels[right[pairs]]]
    xy = diagram.vertices[ends[pairs]] / FLAT
    segments = shapely.linestrings(xy)
    shapely.prepare(outline)
    within = shapely.contains_properly(outline, segments)
    crossing = segments[~within & shapely.intersects(outline, segments)]
    cut = shapely.intersection(crossing, outline)
    return [shapely.line_merge(shapely.union_all(segments[within])), *cut]


def _merge(
    faces: np.ndarray, labels: np.ndarray, country: str, raw: gpd.GeoDataFrame
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Merge faces by unit, hand stray parts to a neighbour and simplify the inner edges."""
    labels = _settle_strays(faces, labels)
    units = raw.loc[raw["country"] == country, "unit_id"].sort_values().to_numpy()
    missing = sorted(set(units) - set(labels))
    if missing:
        raise ValueError(f"units without any area: {missing}")
    merged = np.array([shapely.coverage_union_all(faces[labels == unit]) for unit in units])
    simple = shapely.coverage_simplify(merged, SIMPLIFY_DEGREES, simplify_boundary=False)
    return units, np.full(len(units), country), simple


def _settle_strays(faces: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Give small detached parts of a unit to the neighbour with the longest common edge."""
    labels = labels.copy()
    for _ in range(5):
        owners, parts = [], []
        for unit in np.unique(labels):
            split = shapely.get_parts(shapely.coverage_union_all(faces[labels == unit]))
            parts.extend(split)
            owners.extend([unit] * len(split))
        areas, names = np.array(parts), np.array(owners)
        size = shapely.area(areas)
        largest = {unit: size[names == unit].max() for unit in np.unique(names)}
        limit = np.array([largest[unit] for unit in names]) * SMALLEST_PART_SHARE
        strays = np.flatnonzero(size < limit)
        tree = shapely.STRtree(areas)
        moved = False
        inner = shapely.point_on_surface(faces)
        for stray in strays[np.argsort(size[strays], kind="stable")]:
            near = np.sort(tree.query(areas[stray]))
            near = near[names[near] != names[stray]]
            shared = shapely.length(
                shapely.intersection(areas[stray].boundary, shapely.boundary(areas[near]))
            )
            if len(near) and shared.max() > 0:
                inside = shapely.contains(areas[stray], inner)
                labels[inside] = names[near[shared.argmax()]]
                moved = True
        if not moved:
            break
    return labels
