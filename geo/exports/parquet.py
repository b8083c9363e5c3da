"""GeoParquet 1.1: every place of every located incident in one file, mixed geometry.

A page of very many incidents counts the older ones; this file has each of them. Geometry is that of
the GeoJSON: a point only where one is known, else the area or stretch, simplified. The box of each
row (`bbox`, the covering of GeoParquet) lets DuckDB, GDAL and others read a part of the map.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from geo.exports.public import GEOMETRIES, KINDS

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from geo.exports.public import Public

NAME = "incidents.parquet"
_GEOMETRY, _BOX = "geometry", "bbox"
_ENDS = ("xmin", "ymin", "xmax", "ymax")  # as GeoParquet 1.1 names them, in this order
_DICTIONARY_BYTES = 16 * 2**20  # the outlines of all units: a group of rows holds each once


def write(public: Public, folder: Path) -> dict[str, str]:
    """Write the located incidents; return what the file is, by its name."""
    box = pa.struct([pa.field(end, pa.float64()) for end in _ENDS])
    schema = public.columns.append(pa.field(_GEOMETRY, pa.binary())).append(pa.field(_BOX, box))
    schema = schema.with_metadata({"geo": json.dumps(_about(public), sort_keys=True)})
    with pq.ParquetWriter(
        folder / NAME,
        schema,
        compression="zstd",
        write_batch_size=4096,
        dictionary_pagesize_limit=_DICTIONARY_BYTES,
    ) as writer:
        for batch in public.batches():
            rows = batch.placed(public.shapes, _GEOMETRY)
            rows = rows.append_column(_BOX, _boxes(batch.boxes(public.shapes), box))
            writer.write_table(rows.cast(schema), row_group_size=len(rows))
    return {NAME: "Located incidents, one row for each place, mixed geometry (GeoParquet)"}


def _boxes(boxes: NDArray[np.float64], kind: pa.StructType) -> pa.Array:
    """Return the ends of boxes as one column, null where a row has no geometry."""
    ends = [pa.array(column) for column in boxes.T]
    mask = pa.array(np.isnan(boxes[:, 0]))
    return pa.StructArray.from_arrays(ends, fields=list(kind), mask=mask)


def _about(public: Public) -> dict[str, Any]:
    """Describe the geometry as GeoParquet asks; without ``crs`` it is longitude and latitude."""
    present = [kind for kind in KINDS if public.counts[kind]]
    bounds = public.bounds(*KINDS)
    column = {
        "encoding": "WKB",
        "geometry_types": sorted(GEOMETRIES[kind] for kind in present),
        **({"bbox": list(bounds)} if bounds else {}),
        "covering": {_BOX: {end: [_BOX, end] for end in _ENDS}},
    }
    return {"version": "1.1.0", "primary_column": _GEOMETRY, "columns": {_GEOMETRY: column}}
