"""FlatGeobuf: one file for each type of geometry, with a spatial index, read in parts over http."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyogrio

from geo.exports import _gdal, columns
from geo.exports.public import AREA, GEOMETRIES, KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.exports.public import Public

_GEOMETRY = "geometry"
_SAID = {
    "points": "Incidents known to a point, with a spatial index (FlatGeobuf)",
    "areas": "Incidents known to an area, drawn as that area, with a spatial index (FlatGeobuf)",
    "stretches": "Incidents known to a stretch of the line, with a spatial index (FlatGeobuf)",
}


def write(public: Public, folder: Path) -> dict[str, str]:
    """Write the located incidents; return what each file is, by its name.

    Raises
    ------
    OutputError
        GDAL could not write one, because the disk is full for instance.
    """
    kinds = {f"incidents_{kind}.fgb": kind for kind in KINDS}
    for name, kind in kinds.items():
        with _gdal.writing(name):
            _write(folder / name, public, kind)
            _gdal.count(name, _rows(folder / name), public.counts[kind])
    return {name: _SAID[kind] for name, kind in kinds.items()}


def _write(path: Path, public: Public, kind: str) -> None:
    schema = public.columns.append(pa.field(_GEOMETRY, pa.binary()))
    # An index has no place for a row without geometry; better no index than no row.
    is_indexed = kind != AREA or not public.counts["without_outline"]
    pyogrio.write_arrow(
        pa.RecordBatchReader.from_batches(
            columns.described(schema, path.stem), _batches(public, kind)
        ),
        path,
        layer=path.stem,
        driver="FlatGeobuf",
        geometry_name=_GEOMETRY,
        geometry_type=GEOMETRIES[kind],
        crs="EPSG:4326",
        layer_options={"SPATIAL_INDEX": "YES" if is_indexed else "NO"},
    )


def _batches(public: Public, kind: str) -> Iterator[pa.RecordBatch]:
    for batch in public.batches_of(kind):
        yield from batch.placed(public.shapes, _GEOMETRY).to_batches()


def _rows(path: Path) -> int:
    found: int = pyogrio.read_info(path, force_feature_count=True)["features"]
    return found
