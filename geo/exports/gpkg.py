"""GeoPackage 1.3: one layer for each type of geometry, tables to join, and styles for QGIS.

What a column means stands in it too, by the standard's extension for that (`gpkg_data_columns`).
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyogrio
import shapely

from geo.exports import _gdal, columns
from geo.exports.public import GEOMETRIES, KINDS
from geo.exports.shapes import multi
from geo.text import clean_frame

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import geopandas as gpd
    from numpy.typing import NDArray

    from geo.exports.public import Public
    from geo.region import RegionPack

NAME = "incidents.gpkg"
_GEOMETRY = "geom"
# The time of a file whose bytes must depend on its content alone.
_NO_TIME = "1970-01-01T00:00:00.000Z"
_SAID = {
    "incidents_points": "Incidents known to a point; count distinct incident_id",
    "incidents_areas": "Incidents known to an area, simplified; count distinct incident_id",
    "incidents_stretches": "Incidents known to a stretch of the line; count distinct incident_id",
    "footprints": "The areas in full, each once; join by footprint_id",
    "provinces": "First-level units",
    "districts": "Second-level units",
    "line": "The line; its status is disputed",
    "crossings": "Crossings of the line; one without geometry has no published place",
    "locations": "Every place of every incident",
    "claims": "What each side claims",
    "reports": "The reports cited",
}
_STYLES = """
CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
    f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
    useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
    update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
)
"""


def write(public: Public, folder: Path) -> dict[str, str]:
    """Write the GeoPackage; return what it is, by its name.

    Raises
    ------
    OutputError
        GDAL or SQLite could not write it, because the disk is full for instance.
    """
    path = folder / NAME
    with _gdal.writing(NAME):
        with _configured():
            rows = {name: _write(path, name, *layer) for name, *layer in _layers(public)}
        _add_styles(path)
        _verify(path, rows)
    return {NAME: "The same with districts, line, crossings, claims and styles, for QGIS"}


def _layers(
    public: Public,
) -> Iterator[tuple[str, pa.Schema, Iterator[pa.Table], str | None]]:
    """Give name, schema, rows and geometry type (None for a table) of each layer."""
    pack, shapes = public.pack, public.shapes
    for kind in KINDS:
        placed = _with_geometry(public.columns.empty_table(), []).schema
        yield f"incidents_{kind}", placed, _places(public, kind), GEOMETRIES[kind]
    areas = shapes.kinds == "area"
    footprints = pa.table({"footprint_id": pa.array(shapes.ids[areas], pa.string())})
    yield _layer("footprints", footprints, multi(shapes.full[areas]), "MultiPolygon")
    for name, units in (("provinces", pack.provinces), ("districts", _in_provinces(pack))):
        table = _clean(units.drop(columns="geometry"))
        yield _layer(name, table, multi(units.geometry.to_numpy()), "MultiPolygon")
    line = {"name": [pack.line_name], "line_version": [pack.line_version]}
    yield _layer("line", pa.table(line), np.array([pack.line]), "LineString")
    spots = pack.crossings.sort_values("place_id", ignore_index=True)
    at = np.array(
        [
            shapely.Point(x, y) if np.isfinite([x, y]).all() else None
            for x, y in spots[["longitude", "latitude"]].astype(float).to_numpy()
        ],
        dtype=object,
    )
    yield _layer("crossings", _clean(spots), at, "Point")
    tables = {"locations": public.locations, "claims": public.claims, "reports": public.reports}
    for name, table in tables.items():
        yield name, table.schema, iter([table]), None


def _in_provinces(pack: RegionPack) -> gpd.GeoDataFrame:
    """Give the districts with the code and name of the province that each lies in."""
    above = pack.units.drop_duplicates("admin2_pcode").set_index("admin2_pcode")["admin1_pcode"]
    provinces = pack.districts["code"].map(above)
    names = pack.provinces.set_index("code")["name"]
    return pack.districts.assign(admin1_pcode=provinces, admin1=provinces.map(names))


def _places(public: Public, kind: str) -> Iterator[pa.Table]:
    for batch in public.batches_of(kind):
        yield batch.placed(public.shapes, _GEOMETRY)


def _with_geometry(rows: pa.Table, wkb: Any) -> pa.Table:
    return rows.append_column(_GEOMETRY, pa.array(list(wkb), pa.binary()))


def _layer(
    name: str, table: pa.Table, geometry: NDArray[np.object_], kind: str
) -> tuple[str, pa.Schema, Iterator[pa.Table], str]:
    placed = _with_geometry(table, shapely.to_wkb(geometry))
    return name, placed.schema, iter([placed]), kind


def _clean(frame: Any) -> pa.Table:
    cleaned, _ = clean_frame(frame)
    table = pa.Table.from_pandas(cleaned, preserve_index=False).replace_schema_metadata(None)
    return table.cast(
        pa.schema(
            [(f.name, pa.string() if pa.types.is_null(f.type) else f.type) for f in table.schema]
        )
    )


def _write(
    path: Path, name: str, schema: pa.Schema, tables: Iterator[pa.Table], kind: str | None
) -> int:
    count = 0

    def batches() -> Iterator[pa.RecordBatch]:
        nonlocal count
        for table in tables:
            count += len(table)
            yield from table.to_batches()

    located = {"geometry_name": _GEOMETRY, "geometry_type": kind, "crs": "EPSG:4326"}
    pyogrio.write_arrow(
        pa.RecordBatchReader.from_batches(columns.described(schema, name), batches()),
        path,
        layer=name,
        driver="GPKG",
        dataset_options={"VERSION": "1.3"},
        layer_options={"DESCRIPTION": _SAID[name], "IDENTIFIER": name},
        **(located if kind else {}),
    )
    return count


@contextmanager
def _configured() -> Iterator[None]:
    """Set GDAL's options for this file alone; the folder is brought to the disk as a whole."""
    options = {"OGR_CURRENT_DATE": _NO_TIME, "OGR_SQLITE_SYNCHRONOUS": "OFF"}
    before = {name: pyogrio.get_gdal_config_option(name) for name in options}
    pyogrio.set_gdal_config_options(options)
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options(before)


def _add_styles(path: Path) -> None:
    """Add the table in which QGIS looks for a layer's default style."""
    folder = files(__package__) / "styles"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(_STYLES)
        for name, said in _SAID.items():
            style = folder / f"{name}.qml"
            if style.is_file():
                database.execute(
                    "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name,"
                    " f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description,"
                    " owner, update_time) VALUES ('', '', ?, ?, ?, ?, '', 1, ?, '', ?)",
                    (name, _GEOMETRY, name, style.read_text("utf-8"), said, _NO_TIME),
                )
        database.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description,"
            " last_change) VALUES ('layer_styles', 'attributes', 'layer_styles',"
            " 'Styles for QGIS', ?)",
            (_NO_TIME,),
        )


def _verify(path: Path, rows: dict[str, int]) -> None:
    """Count the rows of every layer."""
    with closing(sqlite3.connect(path)) as database:
        for name, count in rows.items():
            (found,) = database.execute(f'SELECT count(*) FROM "{name}"').fetchone()  # noqa: S608 - our own names
            _gdal.count(f"{NAME}, {name}", found, count)
