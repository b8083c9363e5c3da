"""The table of units of every level, with a label point and the basis of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely
from fetch import RECIPES

from geo._pack_files import COLUMNS

if TYPE_CHECKING:
    import geopandas as gpd

COUNTRY_NAMES = {"AFG": "Afghanistan", "PAK": "Pakistan"}
# How near the label point is to the middle of the largest circle inside, degrees.
LABEL_TOLERANCE_DEGREES = 0.001


def build_admin(
    units: gpd.GeoDataFrame, pcodes: pd.DataFrame, tehsils: pd.DataFrame, prefixes: dict[str, str]
) -> pd.DataFrame:
    """Return one row a unit: countries, provinces, districts and tehsils.

    Parameters
    ----------
    units
        The leaf coverage with ``shape_id``.
    pcodes
        The P-code list, which rules what exists on the upper two levels.
    tehsils
        ``admin3_id``, ``admin2_pcode``, ``name``, ``source``, ``note`` of the third level.
    prefixes
        The boundary file of geoBoundaries of each country.
    """
    areas: dict[str, shapely.Geometry] = {}
    for column in ("country", "admin1_pcode", "admin2_pcode", "admin3_id"):
        for code, group in units.groupby(column):
            areas[str(code)] = shapely.coverage_union_all(group.geometry.to_numpy())
    shapes = units.set_index("unit_id")["shape_id"]
    notes = pd.read_csv(RECIPES / "unit_notes.csv", dtype=str, keep_default_na=False)
    said = notes.set_index("code")["note"]

    rows: list[tuple[object, ...]] = []

    def add(code: str, level: str, country: str, parent: str, name: str, note: str = "") -> None:
        area = areas.get(code)
        if code in shapes.index:
            basis = f"geoboundaries:{shapes[code]}"
        else:
            basis = f"geoboundaries:{prefixes[country]}" if level != "country" else "osm-line"
        point = _label(area) if area is not None else ("", "")
        text = "; ".join(part for part in (said.get(code, ""), note) if part)
        has_polygon = "true" if area is not None else "false"
        basis = basis if area is not None else "unsourced"
        rows.append((code, level, country, parent, name, has_polygon, *point, basis, text))

    for code, name in COUNTRY_NAMES.items():
        add(code, "country", code, "", name)
    for row in pcodes.to_dict("records"):
        add(row["pcode"], row["level"], row["country"], row["parent"], row["name"])
    for row in tehsils.sort_values("admin3_id").to_dict("records"):
        note = "; ".join(part for part in (row["note"], row["source"]) if part)
        add(row["admin3_id"], "admin3", "PAK", row["admin2_pcode"], row["name"], note)
    unknown = sorted(set(said.index) - {row[0] for row in rows})
    if unknown:
        raise ValueError(f"unit_notes.csv knows units that do not exist: {unknown}")
    return pd.DataFrame(rows, columns=list(COLUMNS["admin"]))


def _label(area: shapely.Geometry) -> tuple[str, str]:
    """Return the middle of the largest circle inside, five decimals."""
    largest = max(shapely.get_parts(area), key=lambda part: part.area)
    circle = shapely.maximum_inscribed_circle(largest, tolerance=LABEL_TOLERANCE_DEGREES)
    point = np.round(shapely.get_coordinates(circle)[0], 5)
    if not shapely.contains_xy(area, *point):
        raise ValueError(f"a label point falls outside its unit: {point}")
    return f"{point[0]:.5f}", f"{point[1]:.5f}"
