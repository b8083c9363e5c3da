"""Boundary files: polygons with code, name and parent, from the formats that people have.

GeoJSON, GeoPackage, FlatGeobuf, Shapefile (also zipped) and GeoParquet. The driver follows the
file's name and first bytes, never GDAL's guess: a virtual layer under another name, which could
make it read any file or address, is refused.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo._pack_files import is_on_globe
from geo.errors import InputError
from geo.packs import archives
from geo.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd
    import pandas as pd
    from shapely.geometry import LineString

# By suffix: GDAL's driver, how to name it to GDAL, and how such a file begins.
_DRIVERS = {
    ".geojson": ("GeoJSON", "GeoJSON:", b"{"),
    ".json": ("GeoJSON", "GeoJSON:", b"{"),
    ".gpkg": ("GPKG", "GPKG:", b"SQLite format 3\0"),
    ".fgb": ("FlatGeobuf", "", b"fgb\x03fgb"),
    ".shp": ("ESRI Shapefile", "", b"\x00\x00\x27\x0a"),
}
_SHAPEFILE = frozenset({".shp", ".shx", ".dbf", ".prj", ".cpg"})
SUFFIXES = (*_DRIVERS, ".parquet", ".zip")


@dataclass(frozen=True)
class Columns:
    """The columns that hold a unit's facts; an empty name means that there is none."""

    code: str = ""
    name: str = ""
    parent: str = ""
    parent_name: str = ""


def read(path: Path, layer: str | None = None) -> gpd.GeoDataFrame:
    """Read a boundary file: its columns, and polygons in WGS84 made valid.

    Parameters
    ----------
    path
        The file.
    layer
        The layer, where the file has several; none means the only one of polygons.

    Raises
    ------
    InputError
        The file is not of its kind, has no such layer, no CRS of places on earth, or a row that is
        no polygon.
    """
    import shapely

    if not path.is_file():
        raise InputError("no such file", where=path.name)
    frame = _parquet(path) if path.suffix.lower() == ".parquet" else _ogr(path, layer, "Polygon")
    frame = _in_degrees(frame, path.name).reset_index(drop=True)
    shapes = frame.geometry.to_numpy()
    whole = shapely.force_2d(shapely.make_valid(shapes))
    is_area = (shapely.area(whole) > 0) & ~shapely.is_missing(whole)
    if not is_area.all():
        row = int((~is_area).argmax()) + 1
        raise InputError("no polygon", expected="one in every row", where=f"{path.name}, row {row}")
    _demand_globe(whole, "polygons", path.name)
    return frame.set_geometry(_areas(whole), crs="EPSG:4326")


def recognise(frame: pd.DataFrame, level: str) -> Columns:
    """Find the columns of a known layout: COD-AB (old and new), HDX, or geoBoundaries.

    Returns
    -------
    Columns
        With empty names for what was not recognised.
    """
    depth = int(level[-1]) if level[-1].isdigit() else 0
    by_lower = {str(column).lower(): str(column) for column in frame.columns}

    def first(*names: str) -> str:
        return next((by_lower[name] for name in names if name in by_lower), "")

    def name_of(stem: str) -> str:
        names = [f"{stem}_en", f"{stem}_name", f"{stem}name_en", f"{stem}name"]
        # COD-AB names its columns by language; any language is better than none.
        names += sorted(c for c in by_lower if c.startswith(f"{stem}_") and len(c) == len(stem) + 3)
        return first(*names)

    stems = (f"adm{depth}", f"admin{depth}")
    if code := first(*(f"{stem}{end}" for stem in stems for end in ("_pcode", "pcode"))):
        stem = code.lower().replace("_pcode", "").replace("pcode", "")
        upper = stem.replace(str(depth), str(depth - 1))
        if depth < 2:
            return Columns(code, name_of(stem))
        return Columns(
            code, name_of(stem), first(f"{upper}_pcode", f"{upper}pcode"), name_of(upper)
        )
    if name := first("shapename"):
        ids = [c for c in ("shapeiso", "shapeid") if c in by_lower and _fills(frame[by_lower[c]])]
        return Columns(by_lower[ids[0]] if ids else "", name)
    return Columns()


def other_names(frame: pd.DataFrame, name_column: str) -> list[str]:
    """Find the columns of the same names in other languages: ``ADM2_DA`` beside ``ADM2_EN``.

    The two letters are not always a language code of ISO 639 (``DA`` is Dari), so they are not
    taken for one.
    """
    stem, _, language = name_column.rpartition("_")
    if not stem or len(language) != 2:
        return []
    return [
        str(column)
        for column in frame.columns
        if str(column).rpartition("_")[0] == stem
        and len(str(column)) == len(name_column)
        and str(column) != name_column
    ]


def texts(column: pd.Series) -> list[str]:
    """Return a column as clean text: codes that were read as numbers as 1, not 1.0."""
    made = []
    for value in column.tolist():
        if value is None or value != value:  # noqa: PLR0124 - NaN
            made.append("")
        elif isinstance(value, float) and value.is_integer():
            made.append(str(int(value)))
        else:
            made.append(" ".join(clean(str(value)).split()))
    return made


def _fills(column: pd.Series) -> bool:
    """Tell whether a column has a different value in every row."""
    said = texts(column)
    return all(said) and len(set(said)) == len(said)


def _in_degrees(frame: gpd.GeoDataFrame, where: str) -> gpd.GeoDataFrame:
    """Bring a layer to WGS84."""
    from pyproj.exceptions import ProjError

    if frame.crs is None:
        raise InputError("the file does not say its CRS", expected="a CRS", where=where)
    try:
        return frame.to_crs("EPSG:4326")
    except ProjError as fault:  # that of a building site, for instance
        raise InputError(
            "no way from the file's CRS to degrees", value=frame.crs.name, where=where
        ) from fault


def _demand_globe(shapes: Any, what: str, where: str) -> None:
    if not is_on_globe(shapes):
        raise InputError(f"{what} beyond the globe", expected="a right CRS", where=where)


def _areas(shapes: Any) -> Any:
    """Keep the polygons of what `make_valid` has made into mixed collections."""
    import numpy as np
    import shapely

    parts, owner = shapely.get_parts(shapes, return_index=True)
    parts, inner = shapely.get_parts(parts, return_index=True)
    owner = owner[inner]
    keep = shapely.get_dimensions(parts) == 2
    return np.array(
        [
            group[0] if len(group) == 1 else shapely.multipolygons(group)
            for group in np.split(parts[keep], np.flatnonzero(np.diff(owner[keep])) + 1)
        ]
    )


def _parquet(path: Path) -> gpd.GeoDataFrame:
    import geopandas as gpd
    import pyarrow as pa
    from pyproj.exceptions import ProjError
    from shapely.errors import ShapelyError

    try:
        return gpd.read_parquet(path)
    except (ValueError, OSError, pa.ArrowException, ProjError, ShapelyError) as fault:
        raise InputError("not a readable GeoParquet file", where=path.name) from fault


def _ogr(path: Path, layer: str | None, kind: str) -> gpd.GeoDataFrame:
    import pyogrio
    from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, GeometryError

    faults = (DataSourceError, DataLayerError, FeatureError, GeometryError, RuntimeError)
    with _source(path) as (source, driver):
        try:
            layer = layer or _only_layer(pyogrio.list_layers(source), kind, path.name)
            info = pyogrio.read_info(source, layer=layer)
            if info["driver"] != driver:
                raise InputError("not the format its name says", value=driver, where=path.name)
            frame = pyogrio.read_dataframe(source, layer=layer)
        except (*faults, UnicodeDecodeError) as fault:
            said = str(fault).splitlines()[0] if str(fault) else "not readable"
            raise InputError(
                "not a readable boundary file",
                value=said.replace(str(path.parent), ""),
                where=path.name,
            ) from fault
    if "geometry" not in frame:
        raise InputError("the file has no geometry", expected="polygons", where=path.name)
    return frame


def _only_layer(layers: Any, kind: str, where: str) -> str | None:
    """Return the layer to read where none is named: the only one, else the only one of a kind."""
    if len(layers) < 2:
        return None
    fitting = [str(name) for name, its_kind in layers if kind in str(its_kind)]
    if len(fitting) != 1:
        names = ", ".join(str(name) for name, _ in layers)
        raise InputError(
            "several layers", value=names, expected='layer = "..." in the TOML', where=where
        )
    return fitting[0]


@contextmanager
def _source(path: Path) -> Iterator[tuple[str, str]]:
    """Name a file to GDAL together with its driver, unpacked if it is a zipped Shapefile."""
    suffix = path.suffix.lower()
    if suffix == ".zip":
        with tempfile.TemporaryDirectory() as folder:
            found = archives.extract(path, Path(folder), _SHAPEFILE)
            layers = [file for file in found if file.suffix.lower() == ".shp"]
            if len(layers) != 1:
                raise InputError("not one Shapefile in the zip file", where=path.name)
            with _source(layers[0]) as named:
                yield named
        return
    if suffix not in _DRIVERS:
        raise InputError(
            "unknown kind of boundary file",
            value=suffix,
            expected=" ".join(SUFFIXES),
            where=path.name,
        )
    driver, prefix, beginning = _DRIVERS[suffix]
    with path.open("rb") as stream:
        head = stream.read(256).removeprefix(b"\xef\xbb\xbf")
    if not (head.lstrip() if beginning == b"{" else head).startswith(beginning):
        raise InputError("not the format its name says", value=driver, where=path.name)
    yield f"{prefix}{path}", driver


def read_line(path: Path) -> LineString:
    """Read a line: the lines of a file, merged into one, in WGS84.

    Raises
    ------
    InputError
        The file is not of its kind, its lines do not join, or they are no places on earth.
    """
    import shapely
    from shapely.errors import ShapelyError

    frame = _ogr(path, None, "LineString")
    shapes = shapely.force_2d(_in_degrees(frame, path.name).geometry.to_numpy())
    shapes = shapes[~(shapely.is_missing(shapes) | shapely.is_empty(shapes))]
    if shapes.size:
        _demand_globe(shapes, "a line", path.name)
    try:
        merged = shapely.line_merge(shapely.union_all(shapes))
    except ShapelyError as fault:
        raise InputError("not a readable line", where=path.name) from fault
    if merged.geom_type != "LineString" or merged.is_empty:
        raise InputError(
            "the lines do not join to one",
            value=merged.geom_type,
            expected="one line",
            where=path.name,
        )
    return merged
