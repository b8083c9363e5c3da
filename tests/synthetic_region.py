"""A synthetic region pack, for tests and benchmarks: drawn by a formula, not taken from a map."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
import shapely.ops

from geo import schema

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SIDES = ("afghanistan", "pakistan", "ttp", "iskp", "other", "unknown")
CLAIMANT_SIDES = ("afghanistan", "pakistan", "un", "ttp", "iskp", "local", "media", "unknown")
VICTIM_GROUPS = ("civilians", "afghan_forces", "pakistani_forces", "militants", "unspecified")
LINE_VERSION = "synthetic-1"

_COLUMNS, _ROWS = 16, 3  # districts along the line, and across it on each side


@dataclass(frozen=True)
class SyntheticRegion:
    """What the exports and maps ask of a region pack, without one."""

    units: gpd.GeoDataFrame
    districts: gpd.GeoDataFrame
    provinces: gpd.GeoDataFrame
    countries: gpd.GeoDataFrame
    line: shapely.LineString
    places: pd.DataFrame
    crossings: pd.DataFrame
    sections: pd.DataFrame
    id: str = "synthetic"
    title: str = "Synthetic border"
    note: str = "Names and boundaries shown do not imply endorsement."
    line_name: str = "Synthetic line"
    line_version: str = LINE_VERSION
    attributions: tuple[str, ...] = ("Synthetic data, no source",)
    sides: tuple[str, ...] = SIDES
    claimant_sides: tuple[str, ...] = CLAIMANT_SIDES
    victim_groups: tuple[str, ...] = VICTIM_GROUPS
    line_sides: tuple[str, str] = ("afghanistan", "pakistan")
    meta: dict[str, Any] = field(
        default_factory=lambda: {
            "id": "synthetic",
            "title": "Synthetic border",
            "licence": "CC0-1.0",
            "boundary_version": "synthetic-1",
            "line": {"version": LINE_VERSION, "name": "Synthetic line"},
        }
    )
    made: dict[str, Any] = field(default_factory=dict)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north of the units."""
        west, south, east, north = self.units.total_bounds.tolist()
        return west, south, east, north

    def once(self, key: str, make: Callable[[Any], Any]) -> Any:
        """Make something of this region once."""
        if key not in self.made:
            self.made[key] = make(self)
        return self.made[key]

    def footprints(self, ids: Sequence[str]) -> gpd.GeoDataFrame:
        """Give the footprints of unit codes, `line:from-to` and `place:` ids."""
        areas = {
            **dict(zip(self.districts["code"], self.districts.geometry, strict=True)),
            **dict(zip(self.provinces["code"], self.provinces.geometry, strict=True)),
            **dict(zip(self.countries["code"], self.countries.geometry, strict=True)),
        }
        rows = []
        for name in sorted(set(ids)):
            if name in areas:
                rows.append((name, "area", areas[name]))
            elif name.startswith("line:"):
                start, end = (float(part) for part in name[5:].split("-"))
                rows.append((name, "stretch", stretch(self.line, start, end)))
            else:
                rows.append((name, "point", shapely.Point(*place_point(name))))
        frame = pd.DataFrame(rows, columns=list(schema.FOOTPRINT_COLUMNS))
        return gpd.GeoDataFrame(frame, geometry="geometry", crs="EPSG:4326")


def warp(u: Any, v: Any) -> tuple[Any, Any]:
    """Map the strip u in 0..1 (along the line), v in -1..1 (across) to longitude, latitude."""
    along = 62.0 + 9.0 * u, 30.0 + 5.5 * u
    wave = 0.35 * np.sin(9 * u) + 0.03 * np.sin(120 * u + 9 * v) + 0.02 * np.cos(70 * u * (1 + v))
    return along[0] + 1.0 * v + 0.4 * wave, along[1] - 1.6 * v + wave


def place_point(place_id: str) -> tuple[float, float]:
    """Give the made-up point of a made-up place: longitude, latitude."""
    digest = hashlib.sha256(place_id.encode()).digest()
    u, v = digest[0] / 300 + digest[1] / 70000 + 0.05, digest[2] / 128 - 1
    longitude, latitude = warp(u, v * 0.95)
    return round(float(longitude), 5), round(float(latitude), 5)


def stretch(line: shapely.LineString, from_km: float, to_km: float) -> shapely.LineString:
    """Cut the synthetic line; one kilometre is a thousandth of its length."""
    scale = line.length / 1000
    return shapely.ops.substring(line, from_km * scale, to_km * scale)


def make_region(name: Callable[[str], str] = str) -> SyntheticRegion:
    """Make the synthetic region; `name` may change the names of its units (not its codes)."""
    records = []
    for column in range(_COLUMNS):
        for row in range(-_ROWS, _ROWS):
            country, prefix = ("AFG", "AF9") if row < 0 else ("PAK", "PK9")
            side_row = row if row >= 0 else -row - 1
            province = f"{prefix}{column // 4:02d}"
            records.append(
                {
                    "code": f"{province}{column % 4}{side_row}",
                    "name": name(f"District {column}-{side_row} {country}"),
                    "country": country,
                    "province": province,
                    "geometry": _cell(column, row),
                }
            )
    frame = gpd.GeoDataFrame(pd.DataFrame(records), geometry="geometry", crs="EPSG:4326")
    frame = frame.sort_values("code", ignore_index=True)
    districts = frame[["code", "name", "country", "geometry"]]
    provinces = frame.dissolve("province", as_index=False)[["province", "country", "geometry"]]
    provinces = provinces.rename(columns={"province": "code"})
    provinces["name"] = [name(f"Province {code}") for code in provinces["code"]]
    countries = frame.dissolve("country", as_index=False)[["country", "geometry"]]
    countries["code"] = countries["name"] = countries["country"]
    units = frame.rename(columns={"code": "unit_id", "province": "admin1_pcode"})
    units["admin2_pcode"], units["admin3_id"] = units["unit_id"], None
    u = np.linspace(0, 1, 400)
    line = shapely.LineString(np.round(np.column_stack(warp(u, u * 0)), 3))
    return SyntheticRegion(
        units=units[
            ["unit_id", "country", "admin1_pcode", "admin2_pcode", "admin3_id", "geometry"]
        ],
        districts=districts,
        provinces=provinces[["code", "name", "country", "geometry"]],
        countries=countries[["code", "name", "country", "geometry"]],
        line=line,
        places=_places(name),
        crossings=_crossings(line, name),
        sections=_sections(),
    )


def _cell(column: int, row: int) -> shapely.Polygon:
    t = np.linspace(0, 1, 41)[:-1]
    u = np.concatenate([t, t * 0 + 1, 1 - t, t * 0])
    v = np.concatenate([t * 0, t, t * 0 + 1, 1 - t])
    ring = np.column_stack(warp((column + u) / _COLUMNS, (row + v) / _ROWS))
    return shapely.Polygon(np.round(ring, 6))


def _crossings(line: shapely.LineString, name: Callable[[str], str]) -> pd.DataFrame:
    rows = []
    for number, part in enumerate((0.2, 0.5, 0.8)):
        point = line.interpolate(part, normalized=True)
        rows.append(
            {
                "place_id": f"synthetic:crossing-{number}",
                "name": name(f"Crossing {number}"),
                "latitude": point.y,
                "longitude": point.x,
                "published_latitude": point.y,
                "published_longitude": point.x,
                "line_km": part * 1000,
                "country": None,
                "left_code": "AF90000",
                "right_code": "PK90000",
                "status": "open",
                "basis": "published:https://example.org/crossing",
                "source_title": "Synthetic",
                "note": "",
            }
        )
    rows.append(
        rows[0]
        | {"place_id": "synthetic:crossing-x", "name": name("Crossing x"), "basis": "unsourced"}
        | dict.fromkeys(
            ("latitude", "longitude", "published_latitude", "published_longitude", "line_km")
        )
    )
    return pd.DataFrame(rows)


def _places(name: Callable[[str], str]) -> pd.DataFrame:
    ids = [f"synthetic:{i}" for i in range(300)]
    points = [place_point(place) for place in ids]
    return pd.DataFrame(
        {
            "place_id": ids,
            "level": "place",
            "name": [name(f"Place {i}") for i in range(300)],
            "latitude": [y for _, y in points],
            "longitude": [x for x, _ in points],
            "kind": "village",
            "rank": [1 + i % 6 for i in range(300)],
            "basis": "unsourced",
        }
    )


def _sections() -> pd.DataFrame:
    edges = np.linspace(0, 1000, 5)
    return pd.DataFrame(
        {
            "section_id": [f"s{i}" for i in range(4)],
            "from_km": edges[:-1],
            "to_km": edges[1:],
            "left_code": [f"AF9{i:02d}" for i in range(4)],
            "right_code": [f"PK9{i:02d}00" for i in range(4)],
            "name": [f"Left {i} / Right {i}" for i in range(4)],
        }
    )
