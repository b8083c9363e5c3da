"""One coverage out of polygons that were drawn apart: no overlaps, no gaps, shared vertices.

All edges are noded once on a fixed grid and turned into faces. A face that one polygon covers is
that unit's; one that several cover is the smallest's (a town drawn over its district); one that
none covers is parted among the units around it, each point to the nearest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np
    from numpy.typing import NDArray
    from shapely.geometry import LineString
    from shapely.geometry.base import BaseGeometry

# One unit of the last decimal of a pack's coordinates, about a metre.
GRID_DEGREES = 1e-5
# Points along the edges of a gap, from which it is parted.
_SPACING_DEGREES = 0.005
# Two countries drawn by two hands leave a strip between them; up to twice this wide it is closed.
_STRIP_DEGREES = 0.01
# A part apart from its unit and smaller than this share of it is an artefact of the noding.
_STRAY_SHARE = 0.02


def build(
    units: gpd.GeoDataFrame,
    outlines: dict[str, BaseGeometry] | None = None,
    border: LineString | None = None,
    simplify_degrees: float = 0.0,
) -> gpd.GeoDataFrame:
    """Make a coverage of raw units.

    Parameters
    ----------
    units
        ``unit_id``, ``country`` and raw polygons, EPSG:4326.
    outlines
        The area of each country by its code, where it is known better than by its units: what
        lies outside is cut off, what is empty inside is filled.
    border
        A line that parts the first country of `outlines` (or of the units) from the second.
    simplify_degrees
        Tolerance of the simplification of all edges together.

    Returns
    -------
    geopandas.GeoDataFrame
        The same units in order of ``unit_id``, without those that nothing is left of.
    """
    import geopandas as gpd
    import numpy as np
    import shapely

    units = units.sort_values("unit_id", ignore_index=True)
    shapes = shapely.set_precision(units.geometry.to_numpy(), GRID_DEGREES)
    countries = units["country"].to_numpy(object)
    owned = None
    if outlines is not None:
        owned = {
            code: shapely.set_precision(outlines[code], GRID_DEGREES) for code in sorted(outlines)
        }
    edges = [shapely.boundary(shapes)]
    if owned is not None:
        edges.append(shapely.boundary(np.array(list(owned.values()))))
    if border is not None:
        edges.append(np.array([border]))
    strips = _strips(shapes, countries) if owned is None else np.array([], object)
    edges.append(shapely.boundary(strips))
    faces = _faces(np.concatenate(edges))
    labels = _label(faces, shapes, countries, owned)
    gaps = np.flatnonzero(labels == -1)
    dividers = [_dividers(faces[gap], shapes, countries, owned) for gap in gaps]
    cuts = [cut for cut in dividers if not shapely.is_empty(cut)]
    if cuts:
        faces = _faces(np.concatenate([*edges, np.array(cuts)]))
        labels = _label(faces, shapes, countries, owned)
    empty = np.flatnonzero(labels == -1)
    labels[empty] = _nearest(faces[empty], shapes, countries, owned)
    labels = _settle(faces, labels, countries)
    kept = np.unique(labels[labels >= 0])
    merged = np.array([shapely.coverage_union_all(faces[labels == unit]) for unit in kept])
    if simplify_degrees:
        merged = shapely.coverage_simplify(merged, simplify_degrees)
        merged = _on_grid(merged)
    made = units.iloc[kept].reset_index(drop=True)
    return gpd.GeoDataFrame(
        made.drop(columns=units.geometry.name), geometry=merged, crs="EPSG:4326"
    )


def _strips(shapes: NDArray[np.object_], countries: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the narrow areas between countries, also where they are open at their ends."""
    import numpy as np
    import shapely

    codes = np.unique(countries.astype(str))
    areas = np.array([shapely.union_all(shapes[countries == code]) for code in codes])
    union = shapely.union_all(areas)
    closed = union
    for width in (_STRIP_DEGREES, -_STRIP_DEGREES):
        closed = shapely.buffer(closed, width, join_style="mitre")
    pieces = shapely.get_parts(shapely.difference(closed, union, grid_size=GRID_DEGREES))
    touched = [shapely.dwithin(areas, piece, 2 * GRID_DEGREES).sum() for piece in pieces]
    found: NDArray[np.object_] = pieces[np.array(touched, int) > 1]
    return found


def part_at(
    border: LineString, left: BaseGeometry, right: BaseGeometry
) -> tuple[BaseGeometry, BaseGeometry]:
    """Part the union of two countries along a line given for their border.

    The ends of the line are carried on, straight, to the outer edge of the union.

    Returns
    -------
    tuple
        The new areas of both, without gaps or overlaps between them.
    """
    import numpy as np
    import shapely

    both = np.array([left, right])
    strips = _strips(both, np.array(["left", "right"], object))
    union = shapely.union_all([*both, *strips], grid_size=GRID_DEGREES)
    coords = [tuple(pair) for pair in shapely.get_coordinates(border)]
    ends = []
    for end in (coords[0], coords[-1]):
        foot = shapely.shortest_line(shapely.Point(end), shapely.boundary(union))
        ends.append(tuple(shapely.get_coordinates(foot)[-1]))
    whole = shapely.LineString([ends[0], *coords, ends[1]])
    faces = _faces(np.array([shapely.boundary(union), whole]))
    faces = faces[shapely.contains(union, shapely.point_on_surface(faces))]
    is_left = shapely.area(shapely.intersection(faces, left)) > shapely.area(
        shapely.intersection(faces, right)
    )
    return shapely.union_all(faces[is_left]), shapely.union_all(faces[~is_left])


def _faces(edges: NDArray[np.object_]) -> NDArray[np.object_]:
    import shapely

    noded = shapely.union_all(edges, grid_size=GRID_DEGREES)
    faces: NDArray[np.object_] = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    return faces


def _label(
    faces: NDArray[np.object_],
    shapes: NDArray[np.object_],
    countries: NDArray[np.object_],
    owned: dict[str, BaseGeometry] | None,
) -> NDArray[np.intp]:
    """Find the number of each face's unit: -1 for a gap, -2 for what lies outside."""
    import numpy as np
    import shapely

    inner = shapely.point_on_surface(faces)
    face, unit = shapely.STRtree(shapes).query(inner, predicate="within")
    if owned is not None:
        country = _country_of(inner, owned)
        own = country[face] == countries[unit]
        face, unit = face[own], unit[own]
    order = np.lexsort((unit, shapely.area(shapes[unit]), face))
    first, at = np.unique(face[order], return_index=True)
    labels = np.full(faces.size, -1, np.intp)
    labels[first] = unit[order][at]
    if owned is not None:
        labels[country == None] = -2  # noqa: E711 - elementwise
    return labels


def _country_of(points: NDArray[np.object_], owned: dict[str, BaseGeometry]) -> NDArray[np.object_]:
    import numpy as np
    import shapely

    country = np.full(points.size, None, object)
    for code, outline in owned.items():
        shapely.prepare(outline)
        country[shapely.contains(outline, points)] = code
    return country


def _candidates(
    gap: BaseGeometry,
    countries: NDArray[np.object_],
    owned: dict[str, BaseGeometry] | None,
) -> NDArray[np.intp]:
    """Find the units that a gap may go to: those of the country it lies in."""
    import numpy as np
    import shapely

    if owned is None:
        return np.arange(countries.size)
    code = _country_of(np.array([shapely.point_on_surface(gap)]), owned)[0]
    return np.flatnonzero(countries == code)


def _dividers(
    gap: BaseGeometry,
    shapes: NDArray[np.object_],
    countries: NDArray[np.object_],
    owned: dict[str, BaseGeometry] | None,
) -> BaseGeometry:
    """Make the edges that part a gap among the units that touch it."""
    import numpy as np
    import shapely

    may = _candidates(gap, countries, owned)
    touching = may[shapely.dwithin(shapes[may], gap, GRID_DEGREES)]
    if touching.size < 2:
        return shapely.MultiLineString()
    near = shapely.intersection(
        shapely.boundary(shapes[touching]), shapely.buffer(gap, 2 * GRID_DEGREES)
    )
    xy, owner = shapely.get_coordinates(
        shapely.segmentize(near, _SPACING_DEGREES), return_index=True
    )
    # On the grid equal points are equal; each must belong to one unit only.
    _, first = np.unique(np.round(xy, 6), axis=0, return_index=True)
    xy, owner = xy[first], owner[first]
    if np.unique(owner).size < 2:
        return shapely.MultiLineString()
    edges = shapely.get_parts(
        shapely.voronoi_polygons(shapely.multipoints(xy), extend_to=gap, only_edges=True)
    )
    ends, line = shapely.get_coordinates(edges, return_index=True)
    joined = line[1:] == line[:-1]
    pairs = np.stack([ends[:-1][joined], ends[1:][joined]], axis=1)
    between = _parting(pairs.mean(axis=1), xy, owner)
    segments = shapely.intersection(
        shapely.linestrings(pairs[between]), gap, grid_size=GRID_DEGREES
    )
    parts = shapely.get_parts(segments)
    lines = parts[(shapely.get_dimensions(parts) == 1) & ~shapely.is_empty(parts)]
    return shapely.multilinestrings(lines) if lines.size else shapely.MultiLineString()


def _parting(
    middles: NDArray[np.float64], xy: NDArray[np.float64], owner: NDArray[np.intp]
) -> NDArray[np.bool_]:
    """Tell which edges of cells part two units: the points nearest to their middle are of both."""
    import numpy as np
    import shapely

    tree = shapely.STRtree(shapely.points(xy))
    points = shapely.points(middles)
    (at, _), distance = tree.query_nearest(points, return_distance=True, all_matches=False)
    reach = np.zeros(len(points))
    reach[at] = distance
    edge, seed = tree.query(points, predicate="dwithin", distance=reach * 1.0001 + 1e-9)
    lowest, highest = np.full(len(points), owner.max()), np.full(len(points), -1)
    np.minimum.at(lowest, edge, owner[seed])
    np.maximum.at(highest, edge, owner[seed])
    differ: NDArray[np.bool_] = lowest != highest
    return differ


def _nearest(
    faces: NDArray[np.object_],
    shapes: NDArray[np.object_],
    countries: NDArray[np.object_],
    owned: dict[str, BaseGeometry] | None,
) -> NDArray[np.intp]:
    import numpy as np
    import shapely

    found = []
    for face in faces:
        may = _candidates(face, countries, owned)
        if not may.size:
            found.append(-2)
            continue
        distance = shapely.distance(shapes[may], shapely.point_on_surface(face))
        found.append(int(may[distance.argmin()]))
    return np.array(found, np.intp)


def _settle(
    faces: NDArray[np.object_], labels: NDArray[np.intp], countries: NDArray[np.object_]
) -> NDArray[np.intp]:
    """Give small parts that lie apart from their unit to the neighbour they touch longest."""
    import numpy as np
    import shapely

    labels = labels.copy()
    parts: list[Any] = []
    owners: list[int] = []
    for unit in np.unique(labels[labels >= 0]):
        split = shapely.get_parts(shapely.coverage_union_all(faces[labels == unit]))
        parts.extend(split)
        owners.extend([int(unit)] * len(split))
    areas, owner = np.array(parts), np.array(owners)
    size = shapely.area(areas)
    largest = np.zeros(int(owner.max()) + 1)
    np.maximum.at(largest, owner, size)
    strays = np.flatnonzero(size < largest[owner] * _STRAY_SHARE)
    tree, inner = shapely.STRtree(areas), shapely.point_on_surface(faces)
    for stray in strays[np.argsort(size[strays], kind="stable")]:
        near = np.sort(tree.query(areas[stray], predicate="intersects"))
        near = near[(owner[near] != owner[stray]) & ~np.isin(near, strays)]
        near = near[countries[owner[near]] == countries[owner[stray]]]
        if not near.size:
            continue  # an island
        shared = shapely.length(
            shapely.intersection(shapely.boundary(areas[stray]), shapely.boundary(areas[near]))
        )
        if shared.max() > 0:
            labels[shapely.contains(areas[stray], inner)] = owner[near[shared.argmax()]]
    return labels


def _on_grid(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Round coordinates; equal vertices stay equal, so a coverage stays one."""
    import numpy as np
    import shapely

    rounded: NDArray[np.object_] = shapely.transform(shapes, lambda xy: np.round(xy, 5))
    return rounded
