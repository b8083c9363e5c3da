"""Raw Pakistani tehsils to districts with P-codes.

The drawing of the districts of before 2018 settles most of them: a tehsil belongs to the district
that holds most of it. ``pakistan_tehsils.csv`` has the rest, each row with its source: districts
made since, and tehsils whose raw polygon is displaced or drawn in a neighbouring district.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely
from fetch import RECIPES

if TYPE_CHECKING:
    import geopandas as gpd


def link_tehsils(raw: gpd.GeoDataFrame, drawing: gpd.GeoDataFrame) -> pd.DataFrame:
    """Give each raw tehsil its district and a stable id.

    Parameters
    ----------
    raw
        Raw tehsils in source order: ``shape_id``, ``source_name``, polygon.
    drawing
        ``svg_id`` and polygon of the districts of before 2018.

    Returns
    -------
    pandas.DataFrame
        ``shape_id``, ``admin2_pcode``, ``admin3_id``, ``name``, ``basis`` (drawing, curated),
        ``source``, ``note``, in the order of ``raw``.
    """
    districts = read_table("pakistan_districts.csv").set_index("svg_id")["admin2_pcode"]
    curated = read_table("pakistan_tehsils.csv").set_index("shape_id")
    named = raw.set_index("shape_id")["source_name"].reindex(curated.index)
    if not (named == curated["source_name"]).all():
        wrong = curated.index[(named != curated["source_name"]).to_numpy()]
        raise ValueError(f"pakistan_tehsils.csv names shapes wrongly: {list(wrong)}")

    most = _largest_share(raw, drawing)
    table = pd.DataFrame(
        {
            "shape_id": raw["shape_id"].to_numpy(),
            "admin2_pcode": districts.reindex(most).to_numpy(),
            "name": [plain_name(name) for name in raw["source_name"]],
            "basis": "drawing",
            "source": "",
            "note": "",
        }
    ).set_index("shape_id")
    for column in ("admin2_pcode", "name", "source", "note"):
        given = curated[column][curated[column] != ""]
        table.loc[given.index, column] = given
    table.loc[curated.index[curated["admin2_pcode"] != ""], "basis"] = "curated"
    table["admin3_id"] = table["admin2_pcode"] + "-" + table["name"].map(slug)
    double = table["admin3_id"].duplicated(keep=False)
    if double.any():
        raise ValueError(f"two tehsils share an id: {sorted(set(table['admin3_id'][double]))}")
    return table.reset_index()


def read_table(name: str) -> pd.DataFrame:
    """Return a CSV table of this folder, every cell as text."""
    return pd.read_csv(RECIPES / name, dtype=str, keep_default_na=False)


def plain_name(source_name: str) -> str:
    """Return a readable name: "KASHATOO SUB-" is "Kashatoo"."""
    text = source_name.replace("_", " ")
    text = re.sub(r"\bsub(-|\s*division)?\s*$", "", text.strip(), flags=re.IGNORECASE)
    words = re.sub(r"\s+", " ", text).strip().split(" ")
    return " ".join(word if _keeps_case(word) else word.capitalize() for word in words)


def _keeps_case(word: str) -> bool:
    return not word.isupper() or re.fullmatch(r"[IV]+", word) is not None


def slug(name: str) -> str:
    """Return a name in lower case with hyphens, as ids have it."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _largest_share(raw: gpd.GeoDataFrame, drawing: gpd.GeoDataFrame) -> np.ndarray:
    polygons, areas = raw.geometry.to_numpy(), drawing.geometry.to_numpy()
    left, right = shapely.STRtree(areas).query(polygons, predicate="intersects")
    overlap = np.zeros((len(polygons), len(areas)))
    overlap[left, right] = shapely.area(shapely.intersection(polygons[left], areas[right]))
    if (overlap.max(axis=1) == 0).any():
        raise ValueError("a tehsil lies outside every district of the drawing")
    return np.asarray(drawing["svg_id"].to_numpy()[overlap.argmax(axis=1)])
