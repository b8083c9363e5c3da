"""The units of the pack that places lie in."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from fetch import RECIPES
from places_rows import add_note, read_csv

from geo._sphere import apart_km

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd
    import shapely
    from places_rows import Row

# A point this near its polygon counts as inside it: the polygons are simplified.
_NEAR_KM = 15.0
# A point this near the district that its source names belongs to it: half of the outlines are
# nearly that far off. `displaced_units.csv` says which are farther off.
_OUTLINE_KM = 1.5


def read_units(pack: Path) -> gpd.GeoDataFrame | None:
    """Leaf units of the pack, or nothing where they are not built yet."""
    path = pack / "units.parquet"
    if not path.exists():
        return None
    import geopandas as gpd  # noqa: PLC0415 - not needed before the units exist

    return gpd.read_parquet(path)


def read_displaced() -> dict[str, float]:
    """Return how far (km) the true outline of a displaced district reaches beyond ours, by code."""
    rows = read_csv(RECIPES / "displaced_units.csv")
    return {row["admin2_pcode"]: float(row["reach_km"]) for row in rows}


def assign(rows: list[Row], units: gpd.GeoDataFrame, displaced: dict[str, float]) -> None:
    """Give each row the codes of the unit that its point lies in, or of the nearest one.

    A point on the wrong side of the line, or outside both countries, takes the nearest unit of
    its own country within 15 km and says so in its note: the country is the source's word. So is
    the district of a curated row, within the error of the outlines: that of most, or of the
    district named or the one drawn there if either is ``displaced``.
    """
    import shapely  # noqa: PLC0415 - not needed before the units exist

    for country, group in units.groupby("country"):
        geometries = group.geometry.to_numpy()
        tree = shapely.STRtree(geometries)
        own = [row for row in rows if row.country == country and row.latitude is not None]
        points = shapely.points([row.longitude for row in own], [row.latitude for row in own])
        nearest = tree.nearest(points)
        for row, point, index in zip(own, points, nearest, strict=True):
            unit, whose = group.iloc[int(index)], "country"
            km = _outside_km(point, unit.geometry)
            if km > _NEAR_KM:
                raise ValueError(f"{row.place_id} lies {km:.0f} km outside {country}")
            if row.admin2_pcode and row.admin2_pcode != unit["admin2_pcode"]:
                named = group[group["admin2_pcode"] == row.admin2_pcode]
                gaps = [_outside_km(point, shape) for shape in named.geometry]
                codes = (row.admin2_pcode, unit["admin2_pcode"])
                reach = max(_OUTLINE_KM, *(displaced.get(code, 0.0) for code in codes))
                if min(gaps, default=math.inf) <= reach:
                    km, whose = min(gaps), "district"
                    unit = named.iloc[gaps.index(km)]
            if km > 0:
                add_note(row, f"lies {km:.2f} km outside this unit, the nearest of its {whose}")
            row.admin1_pcode = unit["admin1_pcode"]
            row.admin2_pcode = unit["admin2_pcode"]
            third = unit["admin3_id"]
            row.admin3_id = third if isinstance(third, str) else ""
    missing = [row.place_id for row in rows if row.latitude is not None and not row.admin2_pcode]
    if missing:
        raise ValueError(f"no unit for {missing}")


def _outside_km(point: shapely.Point, shape: shapely.Geometry) -> float:
    """How far outside a shape a point lies, 0 inside it."""
    import shapely  # noqa: PLC0415 - not needed before the units exist

    foot = shapely.get_coordinates(shapely.shortest_line(point, shape))[-1]
    return float(apart_km(point.y, point.x, foot[1], foot[0]))
