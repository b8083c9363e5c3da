"""A small static map, for readers whose browser runs no scripts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.region import RegionPack

_WIDTH = 800.0  # SVG units
_COARSE = 0.02  # degrees; finer is not seen at this size
_DOTS = 2_000


def overview(pack: RegionPack, longitude: pd.Series, latitude: pd.Series) -> str:
    """Draw countries, provinces, the line, and dots, as SVG.

    Parameters
    ----------
    pack
        The region; its box is the picture's.
    longitude, latitude
        Points to mark, degrees; at most 2,000 distinct ones are drawn.
    """
    import numpy as np
    import shapely

    project, height = _projection(pack.bounds)
    land = shapely.coverage_simplify(pack.provinces.geometry.to_numpy(), _COARSE)
    provinces = " ".join(_path(area, project) for area in land)
    countries = [
        _path(
            shapely.coverage_union_all(land[pack.provinces["country"].to_numpy() == code]), project
        )
        for code in pack.countries["code"]
    ]
    line = _path(shapely.simplify(pack.line, _COARSE), project)
    points = np.column_stack([longitude.to_numpy(float), latitude.to_numpy(float)])
    points = np.unique(np.round(points, 2), axis=0)[:_DOTS]
    xy = project(points)
    dots = "".join(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4"/>' for x, y in xy)
    names = []
    for name, area in zip(pack.countries["name"], pack.countries.geometry, strict=True):
        at = project(np.array([area.representative_point().coords[0]]))[0]
        names.append(f'<text x="{at[0]:.0f}" y="{at[1]:.0f}">{escape(name)}</text>')
    # Near its start the line is straightest, so its name stands there.
    at = project(shapely.get_coordinates(pack.line.interpolate(0.06, normalized=True)))[0]
    named = (
        f'<text x="{at[0]:.0f}" y="{at[1] + 22:.0f}" font-style="italic" fill="#3d3a33" '
        f'font-size="15">{escape(pack.line_name)}</text>'
    )
    return (
        f'<svg class="bm-overview" viewBox="0 0 {_WIDTH:.0f} {height:.0f}" role="img" '
        f'aria-label="{escape(pack.title)}">\n'
        f'<path d="{provinces}" fill="none" stroke="#c9c4b8" stroke-width="0.7"/>\n'
        f'<path d="{" ".join(countries)}" fill="none" stroke="#8a8577" stroke-width="1.2"/>\n'
        f'<path d="{line}" fill="none" stroke="#3d3a33" stroke-width="2" '
        'stroke-dasharray="9 3 2 3"/>\n'
        f'<g fill="#6b6760" font-family="sans-serif" font-size="18">{"".join(names)}{named}</g>\n'
        f'<g fill="#1f4e79" fill-opacity="0.7" stroke="#fff">{dots}</g>\n</svg>'
    )


def _projection(
    bounds: tuple[float, float, float, float],
) -> tuple[Callable[[NDArray[np.float64]], NDArray[np.float64]], float]:
    import numpy as np

    def mercator(latitude: NDArray[np.float64]) -> NDArray[np.float64]:
        tangent = np.tan(np.pi / 4 + np.radians(latitude) / 2)
        return np.asarray(np.degrees(np.log(tangent)), dtype=np.float64)

    west, south, east, north = bounds
    low, high = mercator(np.array([south, north]))
    scale = _WIDTH / (east - west)

    def project(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        x = (lonlat[:, 0] - west) * scale
        y = (high - mercator(lonlat[:, 1])) * scale
        return np.column_stack([x, y])

    return project, float((high - low) * scale)


def _path(
    shape: BaseGeometry, project: Callable[[NDArray[np.float64]], NDArray[np.float64]]
) -> str:
    import numpy as np
    import shapely

    lines = shapely.get_parts(shape)
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        lines = shapely.get_rings(lines)
    pieces = []
    for line in lines:
        xy = np.round(project(shapely.get_coordinates(line)), 1)
        pieces.append("M" + "L".join(f"{x:g} {y:g}" for x, y in xy))
    return "".join(pieces)
