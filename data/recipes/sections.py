"""The sections of the line: runs of one pair of units, the left one and the right one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely
from line import GEOD

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry import LineString

STEP_KM = 0.1
# Far more than the noding grid moves the line, far less than the width of a unit.
TOUCH_DEGREES = 2e-5


def build_sections(
    units: gpd.GeoDataFrame, line: LineString, left: str, right: str, names: dict[str, str]
) -> pd.DataFrame:
    """Cut the line where the left province or the right district changes.

    Parameters
    ----------
    units
        The leaf coverage: ``country``, ``admin1_pcode``, ``admin2_pcode``, polygon.
    line
        The frozen line, EPSG:4326.
    left, right
        Codes of the countries on either side.
    names
        Name of every P-code.

    Returns
    -------
    pandas.DataFrame
        ``section_id`` (both codes, numbered from the second run of a pair on), ``from_km``,
        ``to_km`` (geodesic kilometres from the start, one decimal), ``left_code`` (province),
        ``right_code`` (district), ``name``. No gaps; the last ``to_km`` is the length.
    """
    points, marks, length = _stations(line)
    left_codes = _touching(points, units[units["country"] == left], "admin1_pcode")
    right_codes = _touching(points, units[units["country"] == right], "admin2_pcode")
    change = (left_codes[1:] != left_codes[:-1]) | (right_codes[1:] != right_codes[:-1])
    starts = np.concatenate([[0], np.flatnonzero(change) + 1])
    # A run begins half a step before its first station.
    from_km = np.round(np.concatenate([[0.0], marks[starts[1:]] - STEP_KM / 2]), 1)
    to_km = np.append(from_km[1:], round(length, 1))
    table = pd.DataFrame(
        {
            "from_km": from_km,
            "to_km": to_km,
            "left_code": left_codes[starts],
            "right_code": right_codes[starts],
        }
    )
    pair = table["left_code"] + "-" + table["right_code"]
    run = pair.groupby(pair).cumcount() + 1
    table.insert(0, "section_id", pair.where(run == 1, pair + "-" + run.astype(str)))
    table["name"] = table["left_code"].map(names) + " / " + table["right_code"].map(names)
    return table


def _stations(line: LineString) -> tuple[np.ndarray, np.ndarray, float]:
    """Return the middles of steps along the line, their kilometre marks and the length."""
    xy = shapely.get_coordinates(shapely.segmentize(line, 0.01))
    lon, lat = xy.T
    legs = np.asarray(GEOD.inv(lon[:-1], lat[:-1], lon[1:], lat[1:])[2]) / 1000
    km = np.concatenate([[0.0], np.cumsum(legs)])
    marks = np.arange(STEP_KM / 2, km[-1], STEP_KM)
    points = shapely.points(np.interp(marks, km, lon), np.interp(marks, km, lat))
    return points, marks, float(km[-1])


def _touching(points: np.ndarray, units: gpd.GeoDataFrame, column: str) -> np.ndarray:
    """Return the code of the first unit that touches each point of the line."""
    tree = shapely.STRtree(units.geometry.to_numpy())
    station, unit = tree.query(points, predicate="dwithin", distance=TOUCH_DEGREES)
    order = np.lexsort((unit, station))
    found, first = np.unique(station[order], return_index=True)
    if len(found) != len(points):
        raise ValueError(f"{len(points) - len(found)} points of the line touch no unit")
    return np.asarray(units[column].to_numpy()[unit[order][first]])
