"""Parquet and the files of a GIS: typed columns as exact text, points as coordinates."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.errors import InputError
from geo.packs import archives
from geo.tables.chunk import header
from geo.tables.columns import has_coordinates
from geo.tables.points import NOT_A_POINT, Coordinates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.tables.chunk import Chunk, ChunkBuilder

_TEXT = pa.string()
_BATCH = 10_000
_MIDNIGHT, _NO_FRACTION = r"[ T]00:00:00(\.0+)?Z?$", r"\.0+(Z?)$"
_NOT_READ = "columns of bytes, not read"
# By suffix: GDAL's driver, what names it to GDAL, and what people call such a file.
_DRIVERS = {
    ".gpkg": ("GPKG", "GPKG:", "GeoPackage"),
    ".fgb": ("FlatGeobuf", "", "FlatGeobuf file"),
    ".shp": ("ESRI Shapefile", "", "Shapefile"),
}
_OF_SHAPEFILE = frozenset({".shp", ".shx", ".dbf", ".prj", ".cpg"})
_STYLES = "layer_styles"  # QGIS keeps its styles in a layer of their own


def read_parquet(stream: BinaryIO, builder: ChunkBuilder) -> Iterator[Chunk]:
    """Give the rows of a Parquet or GeoParquet file a chunk at a time.

    Raises
    ------
    InputError
        The file is not Parquet, or its geometry is in an unknown CRS or encoding.
    """
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(stream)
        geometry, coordinates = _geo_metadata(file.schema_arrow, builder.file)
        size = min(_BATCH, builder.rows)
        yield from _rows(file.iter_batches(size), geometry, coordinates, builder)
    except (pa.ArrowException, OSError) as fault:
        raise InputError(
            "not a readable Parquet file", expected="a Parquet file", where=builder.file
        ) from fault


def read_layer(path: Path, builder: ChunkBuilder, layer: str | None) -> Iterator[Chunk]:
    """Give the rows of a layer of a GeoPackage, FlatGeobuf file or Shapefile a chunk at a time.

    The driver is named, or asked for before the file is read: GDAL chooses none by content.

    Raises
    ------
    InputError
        The file is not what its name says, has no such layer, or a zip file has not one Shapefile.
    """
    if path.suffix.lower() == ".zip":
        with tempfile.TemporaryDirectory() as folder:
            found = archives.extract(path, Path(folder), _OF_SHAPEFILE)
            shapefiles = [file for file in found if file.suffix.lower() == ".shp"]
            if len(shapefiles) != 1:
                raise InputError(
                    "not one Shapefile in the zip file",
                    value=", ".join(sorted(file.name for file in shapefiles)) or None,
                    expected="a .shp with its .shx, .dbf and .prj",
                    where=builder.file,
                )
            yield from read_layer(shapefiles[0], builder, layer)
        return
    import pyogrio
    from pyogrio.errors import DataLayerError, DataSourceError

    driver, prefix, title = _DRIVERS[path.suffix.lower()]
    source = f"{prefix}{path}"
    try:
        layers = [str(name) for name in pyogrio.list_layers(source)[:, 0] if name != _STYLES]
        chosen = _layer(layers, layer, builder)
        if pyogrio.read_info(source, layer=chosen)["driver"] != driver:
            raise InputError("not the format its name says", expected=title, where=builder.file)
        size = min(_BATCH, builder.rows)
        with pyogrio.open_arrow(source, layer=chosen, batch_size=size, use_pyarrow=True) as opened:
            meta, batches = opened
            geometry = meta["geometry_name"] or "wkb_geometry"
            coordinates = Coordinates.of(meta["crs"], builder.file)
            if meta["crs"] is None and meta["geometry_type"] is not None:
                builder.notes.append("no coordinate system is named: degrees are taken as WGS84")
            yield from _rows(batches, geometry, coordinates, builder)
    except (DataSourceError, DataLayerError, pa.ArrowException, RuntimeError) as fault:
        if isinstance(fault, InputError):
            raise
        raise InputError(
            f"not a readable {title}", expected=f"a {title}", where=builder.file
        ) from (fault)


def _layer(layers: list[str], wanted: str | None, builder: ChunkBuilder) -> str:
    if not layers:
        raise InputError("no layer in the file", expected="one with rows", where=builder.file)
    if wanted is not None and wanted not in layers:
        raise InputError(
            "no such layer", value=wanted, expected=" or ".join(layers), where=builder.file
        )
    chosen = layers[0] if wanted is None else wanted
    others = [name for name in layers if name != chosen]
    if others and wanted is None:
        left = ", ".join(map(repr, others))
        builder.notes.append(f"layer {chosen!r} is read, not {left} (--layer)")
    return chosen


def _geo_metadata(schema: Any, where: str) -> tuple[str | None, Coordinates]:
    """Find the geometry column of GeoParquet (specification 1.1) and its CRS."""
    said = (schema.metadata or {}).get(b"geo")
    if said is None:
        return None, Coordinates()
    try:
        meta = json.loads(said)
        name = meta["primary_column"]
        column = meta["columns"][name]
        encoding, crs = column["encoding"], column.get("crs")
    except (ValueError, KeyError, TypeError) as fault:
        raise InputError("faulty GeoParquet metadata", where=where) from fault
    if encoding not in ("WKB", "point"):
        return name, Coordinates()
    return name, Coordinates.of(crs, where)


def _rows(
    batches: Any, geometry: str | None, coordinates: Coordinates, builder: ChunkBuilder
) -> Iterator[Chunk]:
    number = 0
    for batch in batches:
        columns: dict[str, Any] = {}
        for field, array in zip(batch.schema, batch.columns, strict=True):
            if field.name == geometry or field.name.startswith("__index_level_"):
                continue
            if pa.types.is_struct(field.type) and field.name == "bbox":
                continue  # the covering of GeoParquet, not a fact of the row
            columns[field.name] = as_text(array, builder)
        if geometry in batch.schema.names and not has_coordinates(columns):
            lon, lat = _points(batch.column(geometry), coordinates, builder)
            columns |= {"longitude": lon, "latitude": lat}
        names = header(list(columns), builder.file)
        for start in range(0, batch.num_rows, builder.rows):
            stop = min(start + builder.rows, batch.num_rows)
            cut = (array.slice(start, stop - start) for array in columns.values())
            builder.add(names, cut, range(number + start + 1, number + stop + 1))
            if builder.full:
                yield builder.take()
        number += batch.num_rows
    yield builder.take()


def as_text(array: Any, builder: ChunkBuilder) -> Any:
    """Write typed values as exact text: 1 not 1.0, dates as ISO 8601, lists as JSON."""
    kind = array.type
    if isinstance(kind, pa.BaseExtensionType):
        return as_text(array.storage, builder)
    if pa.types.is_dictionary(kind):
        return as_text(array.dictionary_decode(), builder)
    if pa.types.is_floating(kind):
        array = array.cast(pa.float64()) if kind == pa.float16() else array
        return pc.if_else(pc.is_nan(array), None, array).cast(_TEXT)
    if pa.types.is_timestamp(kind):
        text = pc.replace_substring_regex(array.cast(_TEXT), _MIDNIGHT, "")
        return pc.replace_substring_regex(text, _NO_FRACTION, r"\1")
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or kind == pa.binary_view():
        builder.count(_NOT_READ)
        return pa.nulls(len(array), _TEXT)
    if pa.types.is_nested(kind) or pa.types.is_fixed_size_binary(kind):
        listed = array.to_pylist()
        return builder.text(
            [None if v is None else json.dumps(v, ensure_ascii=False, default=str) for v in listed]
        )
    return array.cast(_TEXT)


def _points(column: Any, coordinates: Coordinates, builder: ChunkBuilder) -> tuple[Any, Any]:
    """Give longitudes and latitudes as text; null where the geometry is not one point."""
    import shapely

    if isinstance(column.type, pa.BaseExtensionType):
        column = column.storage
    if pa.types.is_struct(column.type):  # GeoParquet's native encoding of points
        x, y = (
            pc.struct_field(column, axis).cast(pa.float64()).to_numpy(zero_copy_only=False)
            for axis in ("x", "y")
        )
    elif pa.types.is_binary(column.type) or pa.types.is_large_binary(column.type):
        shapes = shapely.from_wkb(column.to_numpy(zero_copy_only=False), on_invalid="ignore")
        single = shapely.get_num_geometries(shapes) == 1
        shapes = shapely.get_geometry(shapes, 0)
        shapes[~single] = None
        points = (shapely.get_type_id(shapes) == 0) & ~shapely.is_empty(shapes)
        builder.count(NOT_A_POINT, int((~points & ~np.asarray(column.is_null())).sum()))
        shapes[~points] = None
        x, y = shapely.get_x(shapes), shapely.get_y(shapes)
    else:
        builder.count(NOT_A_POINT, len(column) - column.null_count)
        x = y = np.full(len(column), np.nan)
    if coordinates.plain:
        _check_degrees(x, builder.file)
    lon, lat = coordinates.transformed(x, y)
    return tuple(
        pa.array(values, pa.float64(), mask=np.isnan(values)).cast(_TEXT) for values in (lon, lat)
    )


def _check_degrees(x: Any, where: str) -> None:
    """Refuse points none of which could be degrees: their file is wrong of its CRS, or silent.

    Raises
    ------
    InputError
        There are points, and each lies beyond 180 degrees.
    """
    given = x[~np.isnan(x)]
    if len(given) and (np.abs(given) > 180).all():
        raise InputError(
            "the points are no degrees, and the file names no coordinate system that they are in",
            value=f"x {given[0]:.0f}",
            expected="a file that names it (of a Shapefile the .prj), or EPSG:4326",
            where=where,
        )
