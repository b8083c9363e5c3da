"""The files of a region pack: which there are, which columns they must have, how they are read."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from geo.errors import RegionError, fault_line

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd
    from shapely.geometry import LineString, Point

_POLE = 90.0
# The usual name of each file; `region.toml` may name another.
FILES = {
    "units": "units.parquet",
    "admin": "admin.csv",
    "line": "line.geojson",
    "sections": "sections.csv",
    "regions": "regions.csv",
    "neighbours": "neighbours.parquet",
    "rivers": "rivers.parquet",
    "lakes": "lakes.parquet",
    "places": "places.csv",
    "crossings": "crossings.csv",
    "names": "names.csv",
}
_OPTIONAL = {"regions"}
# Columns that are numbers in the pack's text tables; all others are text.
_REALS = {
    "latitude",
    "longitude",
    "label_latitude",
    "label_longitude",
    "published_latitude",
    "published_longitude",
    "line_km",
    "from_km",
    "to_km",
    "bearing",
    "uncertainty_km",
    "rank",
    "population",
}
# The columns of each file, in the order in which the text tables are written.
COLUMNS = {
    "units": ("unit_id", "country", "admin1_pcode", "admin2_pcode", "admin3_id", "geometry"),
    "admin": (
        *("code", "level", "country", "parent", "name", "has_polygon"),
        *("label_longitude", "label_latitude", "basis", "note"),
    ),
    "sections": ("section_id", "from_km", "to_km", "left_code", "right_code", "name"),
    "regions": ("region_id", "name", "names", "country", "bearing", "members", "source"),
    "neighbours": ("country", "name", "geometry"),
    "rivers": ("name", "rank", "geometry"),
    "lakes": ("name", "geometry"),
    "places": (
        *("place_id", "level", "name", "latitude", "longitude", "country"),
        *("admin1_pcode", "admin2_pcode", "admin3_id", "near_id", "kind", "rank"),
        *("population", "uncertainty_km", "basis", "note"),
    ),
    "crossings": (
        *("place_id", "name", "latitude", "longitude", "published_latitude"),
        *("published_longitude", "line_km", "uncertainty_km", "country", "left_code"),
        *("right_code", "status", "basis", "source_title", "note"),
    ),
    "names": ("id", "name", "language", "script", "kind"),
}
# What a pack made by hand may leave out.
_MAY_LACK = {
    "admin": {"basis", "note"},
    "places": {"near_id", "population", "note"},
    "crossings": {
        *("published_latitude", "published_longitude", "uncertainty_km", "source_title", "note"),
    },
}


def path_of(folder: Path, meta: dict[str, Any], name: str) -> Path:
    """Return the path of a pack's file; `region.toml` may name another than the usual one."""
    return folder / str(meta.get("files", {}).get(name, FILES[name]))


def read_meta(folder: Path) -> dict[str, Any]:
    """Read `region.toml`.

    Raises
    ------
    RegionError
        It is missing or is no TOML.
    """
    file = folder / "region.toml"
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as fault:
        raise _faulty(file, fault) from None


def read_table(file: Path, name: str) -> pd.DataFrame:
    """Read a table of the pack: text columns, but for those that are numbers.

    Raises
    ------
    RegionError
        The file is missing or faulty, lacks a column, or has a number that is none.
    """
    import pandas as pd

    if name in _OPTIONAL and not file.exists():
        return pd.DataFrame(columns=[*COLUMNS[name]], dtype=str)
    try:
        table = pd.read_csv(
            file, dtype=str, keep_default_na=False, na_values=[""], encoding="utf-8-sig"
        )
    except (OSError, ValueError) as fault:
        raise _faulty(file, fault) from None
    _demand(file, name, table)
    for column in _REALS.intersection(table.columns):
        try:
            table[column] = table[column].astype(float)
        except ValueError as fault:
            raise RegionError(fault_line(str(fault), where=f"{file.name}, {column}")) from None
    return table


def read_layer(file: Path, name: str) -> gpd.GeoDataFrame:
    """Read a layer of the pack.

    Raises
    ------
    RegionError
        The file is missing or faulty, lacks a column, or is not in EPSG:4326.
    """
    import geopandas as gpd
    from pyproj.exceptions import ProjError
    from shapely.errors import ShapelyError

    try:
        layer = gpd.read_parquet(file)
    except (OSError, ValueError, ProjError, ShapelyError) as fault:
        raise _faulty(file, fault) from None
    _demand(file, name, layer)
    if layer.crs is None or not layer.crs.equals("EPSG:4326", ignore_axis_order=True):
        said = None if layer.crs is None else layer.crs.name
        raise RegionError(
            fault_line("not in degrees", value=said, expected="EPSG:4326", where=file.name)
        )
    return layer


def read_line(file: Path) -> LineString:
    """Read the line: the first feature of a GeoJSON file.

    Raises
    ------
    RegionError
        The file is missing or faulty, or holds no LineString of places on earth.
    """
    import json

    from shapely.errors import ShapelyError
    from shapely.geometry import LineString, shape

    try:
        collection = json.loads(file.read_text("utf-8"))
        geometry = shape(collection["features"][0]["geometry"])
    except (OSError, ValueError, LookupError, TypeError, AttributeError, ShapelyError) as fault:
        raise _faulty(file, fault) from None
    if not isinstance(geometry, LineString):
        raise RegionError(f"{file.name}: the line is a {geometry.geom_type}, not a LineString")
    if not is_on_globe(geometry):
        raise RegionError(f"{file.name}: the line is not in degrees of longitude and latitude")
    return geometry


def is_on_globe(shapes: Any) -> bool:
    """Tell whether all corners of shapes, of which there are some, are places on earth, degrees."""
    import numpy as np
    import shapely

    reach = np.abs(shapely.get_coordinates(shapes))
    return bool(reach.size and (reach <= (2 * _POLE, _POLE)).all())


def read_point(text: str) -> Point:
    """Read ``LATITUDE,LONGITUDE`` in degrees.

    Raises
    ------
    RegionError
        The text is no point on earth.
    """
    from shapely.geometry import Point

    try:
        latitude, longitude = map(float, text.split(","))
    except ValueError:
        latitude = longitude = float("nan")
    if not (abs(latitude) <= _POLE and abs(longitude) <= 2 * _POLE):
        raise RegionError(fault_line("no point", value=text, expected="LATITUDE,LONGITUDE"))
    return Point(longitude, latitude)


def _demand(file: Path, name: str, table: pd.DataFrame) -> None:
    optional = _MAY_LACK.get(name, ())
    lacking = [column for column in COLUMNS[name] if column not in (*table, *optional)]
    if lacking:
        raise RegionError(f"{file.name}: no column {', '.join(lacking)}")


def _faulty(file: Path, fault: Exception) -> RegionError:
    if isinstance(fault, FileNotFoundError):
        return RegionError(f"{file.parent.name}/{file.name}: no such file")
    said = str(fault).strip().splitlines() or [type(fault).__name__]
    return RegionError(f"{file.parent.name}/{file.name}: cannot be read: {said[0]}")
