"""Pages to open: a made-up region whose every name is hostile, and datasets on it."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import datasets
import geopandas as gpd
import packs
import pandas as pd
import shapely

import geo
import maps
from geo import region

if TYPE_CHECKING:
    from pathlib import Path

    from geo.dataset import Dataset
    from geo.region import RegionPack

HOSTILE = (
    "{{ 6*7 }}",
    "{% raw %}",
    "{# gone #}",
    "${alert(1)}",
    "`${alert(1)}`",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<!--<script>",
    "-->",
    "]]>",
    "&lt;b&gt;",
    "\\u003cscript\\u003e",
    "');alert(1);('",
    '" onmouseover="alert(1)',
    "javascript:alert(1)",
    "__proto__",
    "\u202egnp.exe",
    "</style></noscript></title></textarea><plaintext>",
    '<svg><image href="https://evil.example/a.svg"/><foreignObject><body onload=alert(1)>',
    '<base href=//evil.example/><meta http-equiv=refresh content="0;url=//evil.example">',
    "background:url(https://evil.example/a.png)",
    "{{ constructor.constructor('alert(1)')() }} {{",
    "%s %(x)d %n 100%25%0d%0a",
    "--!><math><mglyph><style><!--",
    "W" * 150,
)
# Columns of names, by file of a pack.
NAMED = {
    "admin.csv": "name",
    "places.csv": "name",
    "crossings.csv": "name",
    "sections.csv": "name",
    "names.csv": "name",
}


def hostile(number: int, word: str) -> str:
    """Return a hostile name that differs for each number."""
    return f"{HOSTILE[number % len(HOSTILE)]} {word}"


def hostile_pack(folder: Path) -> RegionPack:
    """Write the made-up pack with a hostile text in every name."""
    packs.write_pack(folder)
    for file, column in NAMED.items():
        _rewrite(folder / file, column)
    _rewrite(folder / "crossings.csv", "status")
    text = (folder / "region.toml").read_text("utf-8")
    for number, key in enumerate(("title", "note")):
        text = re.sub(
            rf'^{key} = "[^"]*"',
            lambda _, n=number, k=key: f"{k} = {json.dumps(hostile(n + 5, k))}",
            text,
            flags=re.MULTILINE,
        )
    text = text.replace('name = "Grey Line"', f"name = {json.dumps(hostile(0, 'Line'))}")
    text = text.replace(
        '["Made up"]', json.dumps([hostile(n, "credit") for n in range(len(HOSTILE))])
    )
    (folder / "region.toml").write_text(text, "utf-8")
    return region.load(folder)


def _rewrite(file: Path, column: str) -> None:
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for number, row in enumerate(rows):
        row[column] = hostile(number, row[column])
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def plain_pack(folder: Path) -> RegionPack:
    """Write the made-up pack, with a river and a lake."""
    packs.write_pack(folder)
    water = {"country": ["XNN"], "name": ["Grey Water"], "rank": [1]}
    for file, shape in (
        ("rivers.parquet", shapely.LineString([(10.1, 41.1), (10.9, 41.3)])),
        ("lakes.parquet", shapely.box(11.4, 41.2, 11.5, 41.3)),
    ):
        gpd.GeoDataFrame(water, geometry=[shape], crs="EPSG:4326").to_parquet(folder / file)
    return region.load(folder)


def read(folder: Path, text: str) -> tuple[Dataset, RegionPack]:
    """Read the text of a table on the made-up pack."""
    pack, table = plain_pack(folder / "pack"), folder / "table.csv"
    table.write_text(text, "utf-8")
    return geo.read([table], pack), pack


def page_of(folder: Path, text: str) -> Path:
    """Save the page of a table on the made-up pack."""
    return maps.save(maps.render(*read(folder, text)), folder / "page.html")


def some(pack: RegionPack, count: int = 40, *, is_hostile: bool = False) -> Dataset:
    """Make a dataset on a pack, with the pack's sides."""
    made = datasets.make_dataset(count, region=pack, hostile=is_hostile)
    left, right = pack.line_sides
    sides = {"afghanistan": left, "pakistan": right, "unknown": "unknown"}
    actors, claimants = made.incidents.copy(), made.claims.copy()
    for table, columns, other in (
        (actors, ("actor1_side", "actor2_side"), "other"),
        (claimants, ("claimant_side",), "media"),
    ):
        for column in columns:
            named = [sides.get(side, other) for side in table[column].fillna("unknown")]
            table[column] = pd.Series(named, index=table.index, dtype=table[column].dtype)
    return replace(made, incidents=actors, claims=claimants)
