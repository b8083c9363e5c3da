"""Compare our P-code at Afghan villages with that of the official polygon there.

    python tests/benchmarks/villages.py VILLAGES.csv ADM1.geojson ADM2.geojson [--units UNITS]

VILLAGES.csv has the columns ``Latitude`` and ``Longitude``; the polygon files carry P-codes in
``admin1_pcode`` and ``admin2_pcode`` columns (or the names that COD-AB files use). A village
outside every official polygon is left out. Exit status 1 when fewer than 99 % of the provinces
or 97 % of the districts agree.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import geopandas as gpd
import pandas as pd

UNITS = Path(__file__).resolve().parents[2] / "data" / "durand" / "units.parquet"
# The official polygons are of 2018, our list of codes of 2021. In between Gizab left Daykundi for
# Uruzgan as AF2507, and its code AF2409 was given to the new district Patoo.
CODE_OF_2021 = {"AF2409": "AF2507"}
PROVINCE_SHARE, DISTRICT_SHARE = 0.99, 0.97


def main(arguments: list[str] | None = None) -> int:
    """Print the two shares and the worst districts; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("villages", type=Path)
    parser.add_argument("adm1", type=Path)
    parser.add_argument("adm2", type=Path)
    parser.add_argument("--units", type=Path, default=UNITS)
    options = parser.parse_args(arguments)

    table = pd.read_csv(options.villages)
    points = gpd.GeoDataFrame(
        geometry=gpd.points_from_xy(table["Longitude"], table["Latitude"]), crs="EPSG:4326"
    )
    official1 = _codes_at(points, gpd.read_file(options.adm1), "admin1")
    official2 = _codes_at(points, gpd.read_file(options.adm2), "admin2").replace(CODE_OF_2021)
    units = gpd.read_parquet(options.units)
    ours2 = _codes_at(points, units, "admin2")
    ours1 = _codes_at(points, units, "admin1")
    # The province of a district is that of its code of 2021, so Gizab counts for Uruzgan.
    moved = official2.isin(CODE_OF_2021.values())
    official1 = official1.mask(moved, official2.str[:4])

    province = (ours1 == official1)[official1.notna()]
    district = (ours2 == official2)[official2.notna()]
    print(f"villages: {len(points)}; in an official province: {len(province)}")
    print(f"province: {province.sum()} of {len(province)}, {province.mean():.4f}")
    print(f"district: {district.sum()} of {len(district)}, {district.mean():.4f}")
    wrong = pd.DataFrame({"official": official2, "ours": ours2})[~district.reindex(points.index)]
    print(wrong.value_counts(dropna=False).head(15).to_string())
    good = province.mean() >= PROVINCE_SHARE and district.mean() >= DISTRICT_SHARE
    return 0 if good else 1


def _codes_at(points: gpd.GeoDataFrame, areas: gpd.GeoDataFrame, level: str) -> pd.Series:
    """Return the P-code of the area at each point, missing outside."""
    wanted = f"{level.replace('admin', 'adm')}pcode"
    column = next(name for name in areas.columns if _squeeze(name).endswith(wanted))
    joined = points.sjoin(areas[[column, "geometry"]], how="left", predicate="intersects")
    first: pd.Series = joined.loc[~joined.index.duplicated(), column]
    return first.reindex(points.index)


def _squeeze(name: str) -> str:
    return name.lower().replace("_", "").replace("admin", "adm")


if __name__ == "__main__":
    sys.exit(main())
