"""Pakistani districts of before 2018, from a drawing of the public domain.

The drawing has no coordinates of its own; ``svg_fit.toml`` holds the affine fit that takes it to
degrees, good to about a kilometre. That groups tehsils into districts and serves nothing else.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely
from fetch import RECIPES, Sources
from shapely.geometry import Polygon

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_TOKEN = re.compile(r"[MmLlHhVvZz]|-?\d*\.?\d+(?:e-?\d+)?")


def read_districts(sources: Sources) -> gpd.GeoDataFrame:
    """Return ``svg_id`` and polygon (EPSG:4326) of every district of the drawing."""
    text = sources.read("pakistan_districts", "package/index.js").decode()
    drawing = json.loads(text.removeprefix("export default ").rstrip().rstrip(";"))
    with (RECIPES / "svg_fit.toml").open("rb") as file:
        fit = tomllib.load(file)
    rows = [
        (location["id"], _to_degrees(_area(location["path"]), fit))
        for location in drawing["locations"]
    ]
    return gpd.GeoDataFrame(
        {"svg_id": [row[0] for row in rows]}, geometry=[row[1] for row in rows], crs="EPSG:4326"
    )


def _area(path: str) -> BaseGeometry:
    """Turn the path commands M, L, H, V, Z and their relative forms into an area."""
    rings = [Polygon(ring) for ring in _rings(path) if len(ring) > 2]
    area: BaseGeometry = Polygon()
    for ring in rings:
        area = area.symmetric_difference(shapely.make_valid(ring))
    return area


def _rings(path: str) -> list[list[tuple[float, float]]]:
    tokens = _TOKEN.findall(path)
    rings: list[list[tuple[float, float]]] = []
    command, x, y, index = "M", 0.0, 0.0, 0
    while index < len(tokens):
        if tokens[index].isalpha():
            command = tokens[index]
            index += 1
            if command in "Mm":
                rings.append([])
            elif command in "Zz":
                x, y = rings[-1][0]
                continue
        relative = command.islower()
        if command in "Hh":
            x = float(tokens[index]) + (x if relative else 0.0)
            index += 1
        elif command in "Vv":
            y = float(tokens[index]) + (y if relative else 0.0)
            index += 1
        else:
            x = float(tokens[index]) + (x if relative else 0.0)
            y = float(tokens[index + 1]) + (y if relative else 0.0)
            index += 2
        rings[-1].append((x, y))
    return rings


def _to_degrees(area: BaseGeometry, fit: dict[str, list[float]]) -> BaseGeometry:
    def transform(points: np.ndarray) -> np.ndarray:
        terms = np.column_stack([np.ones(len(points)), points])
        return np.column_stack([terms @ fit["longitude"], terms @ fit["latitude"]])

    return shapely.make_valid(shapely.transform(area, transform))
