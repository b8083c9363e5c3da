"""Raw Afghan districts to P-codes: one assignment over names, provinces and seats."""

from __future__ import annotations

import io
import json
import tomllib

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from fetch import RECIPES, Sources
from likeness import similarities
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]
from shapely.geometry import shape

# Weights beside a name similarity of 0 to 1. The province alone must not outweigh a name, and
# a seat of the right name inside is worth half of one.
PROVINCE_WEIGHT = 0.7
SEAT_WEIGHT = 0.5
SEAT_SIMILARITY = 0.8
CITIES_COLUMNS = {1: "name", 4: "latitude", 5: "longitude", 7: "kind", 8: "country"}


def link_districts(
    raw: gpd.GeoDataFrame, pcodes: pd.DataFrame, provinces: gpd.GeoDataFrame, seats: pd.DataFrame
) -> pd.DataFrame:
    """Give each raw district the P-code that suits it best, no code twice.

    Parameters
    ----------
    raw
        Raw districts of one country: ``shape_id``, ``source_name``, polygon.
    pcodes
        Level ``admin2`` rows of the P-code list: ``pcode``, ``name``, ``parent``.
    provinces
        ``pcode`` and polygon of the provinces, only used to weigh candidates.
    seats
        ``name``, ``longitude``, ``latitude`` of district seats.

    Returns
    -------
    pandas.DataFrame
        ``shape_id``, ``admin2_pcode``, ``similarity`` (of the names, 0 to 1), ``in_province``
        (share of the raw polygon inside the province of the code).
    """
    similarity = similarities(list(raw["source_name"]), list(pcodes["name"]))
    shares = _shares(raw, provinces)
    in_province = shares.reindex(columns=pcodes["parent"], fill_value=0.0).to_numpy()
    score = similarity + PROVINCE_WEIGHT * in_province
    score += SEAT_WEIGHT * _seat_inside(raw, pcodes, seats)
    rows, columns = linear_sum_assignment(score, maximize=True)
    return pd.DataFrame(
        {
            "shape_id": raw["shape_id"].to_numpy()[rows],
            "admin2_pcode": pcodes["pcode"].to_numpy()[columns],
            "similarity": similarity[rows, columns],
            "in_province": in_province[rows, columns],
        }
    )


def read_provinces(sources: Sources, pcodes: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return Natural Earth's Afghan provinces with the P-code each stands for.

    ``natural_earth_fixes.toml`` says which provinces the source labels with another's name.
    """
    with (RECIPES / "natural_earth_fixes.toml").open("rb") as file:
        fixes: dict[str, str] = tomllib.load(file)["province_names"]
    text = sources.read("natural_earth_provinces", "package/data/build.json")
    features = [
        feature
        for feature in json.loads(text)["features"]
        if feature["properties"].get("adm0_a3") == "AFG"
    ]
    names = [
        fixes.get(feature["properties"]["adm1_code"], feature["properties"]["name"])
        for feature in features
    ]
    level1 = pcodes[(pcodes["country"] == "AFG") & (pcodes["level"] == "admin1")]
    score = similarities(names, list(level1["name"]))
    rows, columns = linear_sum_assignment(score, maximize=True)
    if score[rows, columns].min() < 0.6:
        raise ValueError("a province of Natural Earth fits no name of the P-code list")
    return gpd.GeoDataFrame(
        {"pcode": level1["pcode"].to_numpy()[columns]},
        geometry=shapely.make_valid([shape(features[row]["geometry"]) for row in rows]),
        crs="EPSG:4326",
    )


def read_seats(sources: Sources) -> pd.DataFrame:
    """Return GeoNames' seats of Afghan provinces and districts (features PPLC, PPLA, PPLA2)."""
    text = sources.read("cities500", "package/dist/cities500.txt")
    table = pd.read_csv(
        io.BytesIO(text),
        sep="\t",
        header=None,
        usecols=list(CITIES_COLUMNS),
        quoting=3,
        keep_default_na=False,
    ).rename(columns=CITIES_COLUMNS)
    seats = table[(table["country"] == "AF") & table["kind"].isin(["PPLC", "PPLA", "PPLA2"])]
    return seats.reset_index(drop=True)


def _shares(raw: gpd.GeoDataFrame, provinces: gpd.GeoDataFrame) -> pd.DataFrame:
    polygons = raw.geometry.to_numpy()
    return pd.DataFrame(
        {
            code: shapely.area(shapely.intersection(polygons, province)) / shapely.area(polygons)
            for code, province in zip(provinces["pcode"], provinces.geometry, strict=True)
        }
    )


def _seat_inside(raw: gpd.GeoDataFrame, pcodes: pd.DataFrame, seats: pd.DataFrame) -> np.ndarray:
    """Return, for raw district and P-code, whether a seat named like the code lies inside."""
    alike = similarities(list(seats["name"]), list(pcodes["name"])) >= SEAT_SIMILARITY
    points = shapely.points(seats["longitude"], seats["latitude"])
    inside = shapely.contains(raw.geometry.to_numpy()[:, None], points[None, :])
    return np.asarray((inside.astype(int) @ alike.astype(int)) > 0)
