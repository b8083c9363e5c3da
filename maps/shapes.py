"""Shapes as they are drawn: with no more vertices than are seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray


def simplified(shapes: NDArray[Any], degrees: float) -> NDArray[Any]:
    """Leave out what is not seen of shapes, several times as fast as with their topology kept.

    Parameters
    ----------
    shapes
        Shapely geometries.
    degrees
        How far an edge may move; so far it may also cross another one.

    Returns
    -------
    One for each; a shape of which nothing would be left stays as it is.
    """
    import numpy as np
    import shapely

    found = shapely.simplify(shapes, degrees, preserve_topology=False)
    return np.where(shapely.is_empty(found), shapes, found)


def spread_over(places: NDArray[Any], most: int) -> NDArray[Any]:
    """Return `most` of the places or fewer, taken evenly from the first to the last."""
    import numpy as np

    return places[np.arange(most) * len(places) // most] if len(places) > most else places


def lines_of(shapes: NDArray[Any]) -> tuple[list[NDArray[Any]], NDArray[Any]]:
    """Give the rings or lines of all shapes one after the other, and how many each has.

    Holes need no mark: the page fills by the even-odd rule.
    """
    import numpy as np
    import shapely

    parts, owner = shapely.get_parts(shapes, return_index=True)
    lines: list[NDArray[Any]] = []
    counts = np.zeros(len(shapes), np.int64)
    for part, index in zip(parts, owner, strict=True):
        rings = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
        lines.extend(shapely.get_coordinates(ring) for ring in rings)
        counts[index] += len(rings)
    return lines, counts
