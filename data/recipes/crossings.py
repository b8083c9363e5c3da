"""Build crossings.csv: gates and passes of the line, snapped to it.

`curated_crossings.csv` gives the published point of each; a gate stands on the line, so its
point here is the nearest one of the frozen line, and the published one is kept beside it.
An `unsourced` crossing has no point: it stands for the stretch between its two units.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import shapely
from fetch import DEFAULT_CACHE, RECIPES
from places import PACK
from places_rows import degrees, read_csv, write_csv
from pyproj import Geod

from geo._pack_files import COLUMNS

FIELDS = [*COLUMNS["crossings"]]
_GEOD = Geod(ellps="WGS84")
# Incidents "at the gate" spread over its approaches; a point far from the line is less sure.
_GATE_KM = 2.0


@dataclass(frozen=True)
class BorderLine:
    """The frozen line and the geodesic kilometres at its vertices."""

    shape: shapely.LineString

    @cached_property
    def kilometres(self) -> np.ndarray:
        """Geodesic length from the first vertex to each vertex, in km."""
        longitudes, latitudes = shapely.get_coordinates(self.shape).T
        steps = _GEOD.inv(longitudes[:-1], latitudes[:-1], longitudes[1:], latitudes[1:])[2]
        return np.concatenate([[0.0], np.cumsum(steps)]) / 1000

    def nearest(self, longitude: float, latitude: float) -> tuple[float, float, float, float]:
        """Return longitude, latitude, kilometre and distance in km of the nearest line point.

        Latitude shrinks degrees of longitude, so the search is done in degrees scaled at the
        latitude of the point; good to a few metres within 10 km.
        """
        scale = np.cos(np.radians(latitude))
        vertices = shapely.get_coordinates(self.shape)
        scaled = vertices * [scale, 1.0]
        starts, ends = scaled[:-1], scaled[1:]
        point = np.array([longitude * scale, latitude])
        steps = ends - starts
        share = ((point - starts) * steps).sum(axis=1) / (steps**2).sum(axis=1)
        feet = starts + np.clip(share, 0, 1)[:, None] * steps
        index = int(((feet - point) ** 2).sum(axis=1).argmin())
        foot_longitude, foot_latitude = np.round(feet[index] / [scale, 1.0], 5)
        kilometre = self.kilometre(index, float(foot_longitude), float(foot_latitude))
        away = _GEOD.inv(longitude, latitude, foot_longitude, foot_latitude)[2] / 1000
        return float(foot_longitude), float(foot_latitude), kilometre, float(away)

    def kilometre(self, index: int, longitude: float, latitude: float) -> float:
        """Kilometre of a point on the segment that begins at vertex ``index``."""
        start = shapely.get_coordinates(self.shape)[index]
        step = _GEOD.inv(start[0], start[1], longitude, latitude)[2]
        return float(self.kilometres[index] + step / 1000)


def read_line(pack: Path) -> BorderLine:
    """Read the frozen line of the pack."""
    collection = json.loads((pack / "line.geojson").read_text(encoding="utf-8"))
    return BorderLine(shapely.from_geojson(json.dumps(collection["features"][0]["geometry"])))


def crossing_cells(row: dict[str, str], line: BorderLine) -> list[str]:
    """Return the cells of one crossing."""
    point = ["", ""]
    kilometre = uncertainty = ""
    note = row["note"]
    if row["published_latitude"]:
        longitude, latitude, at, away = line.nearest(
            float(row["published_longitude"]), float(row["published_latitude"])
        )
        point = [degrees(latitude), degrees(longitude)]
        kilometre = f"{at:.1f}"
        uncertainty = f"{_GATE_KM + away:.1f}"
        note = f"{note}; the published point lies {away:.2f} km from the line"
    return [
        row["place_id"],
        row["name"],
        *point,
        row["published_latitude"],
        row["published_longitude"],
        kilometre,
        uncertainty,
        *(row[key] for key in ("country", "left_code", "right_code", "status", "basis")),
        row["source_title"],
        note,
    ]


def build(_cache: Path, pack: Path = PACK) -> None:
    """Write crossings.csv of the pack; line.geojson must be there. No package is read."""
    line = read_line(pack)
    rows = read_csv(RECIPES / "curated_crossings.csv")
    cells = sorted(crossing_cells(row, line) for row in rows)
    write_csv(pack / "crossings.csv", FIELDS, cells)


def main() -> None:
    """Run this step alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE)
    parser.add_argument("--pack", type=Path, default=PACK)
    arguments = parser.parse_args()
    build(arguments.cache, arguments.pack)


if __name__ == "__main__":
    main()
