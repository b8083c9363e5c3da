"""The raw polygons of districts and tehsils, as geoBoundaries has them, each on its own."""

from __future__ import annotations

import csv
import io
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import shapely

if TYPE_CHECKING:
    from fetch import Sources

# The text before the "B" of a shape id names one boundary file of geoBoundaries. The country
# and province columns of the package are computed from centroids and wrong along the border.
PREFIXES = {"AFG": "17698898", "PAK": "9618217"}
# Jammu and Kashmir outside the areas that Pakistan administers; it has no P-code.
NO_UNIT = "DISPUTED TERRITORY"


def read_raw_units(sources: Sources) -> gpd.GeoDataFrame:
    """Return the raw units of both countries in the order of the source.

    Returns
    -------
    geopandas.GeoDataFrame
        ``country`` (alpha-3), ``shape_id``, ``source_name`` (trimmed) and the polygon, EPSG:4326.
        Every polygon was simplified alone, so neighbours overlap or leave gaps of a few hundred
        metres. The source keeps the tehsils of one district together.
    """
    text = sources.read("geoboundaries", "gazetteer/data/geo-boundaries.csv").decode("utf-8")
    order = {row["shape_id"]: i for i, row in enumerate(csv.DictReader(io.StringIO(text)))}
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.db"
        path.write_bytes(sources.read("geoboundaries", "gazetteer/data/data.db"))
        with sqlite3.connect(path) as database:
            for country, prefix in PREFIXES.items():
                found = database.execute(
                    "select shape_id, name, coordinates from location_data where shape_id like ?",
                    (prefix + "B%",),
                )
                rows += [(country, shape_id, name.strip(), wkb) for shape_id, name, wkb in found]
        database.close()
    rows = [row for row in rows if row[2] != NO_UNIT]
    rows.sort(key=lambda row: (row[0], order[row[1]], row[1]))
    frame = gpd.GeoDataFrame(
        {
            "country": [row[0] for row in rows],
            "shape_id": [row[1] for row in rows],
            "source_name": [row[2] for row in rows],
        },
        geometry=shapely.make_valid(shapely.from_wkb([row[3] for row in rows])),
        crs="EPSG:4326",
    )
    if frame["shape_id"].duplicated().any():
        raise ValueError("a shape id stands twice in the source")
    return frame
