"""Places, crossings and names of a pack, from GeoNames dumps and a person's own tables."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo import _gaps
from geo._pack_files import COLUMNS
from geo._sphere import apart_km
from geo.errors import InputError
from geo.gazetteer.names import fold
from geo.packs import geonames
from geo.text import clean

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd
    from shapely.geometry import LineString

    from geo.packs.config import Config

PLACE_COLUMNS, CROSSING_COLUMNS, NAME_COLUMNS = (
    COLUMNS[name] for name in ("places", "crossings", "names")
)
# A point this far outside its country is drawn on the wrong side; farther off it is an error.
NEAR_KM = 15.0
# A crossing farther from the line than this is another place, or on another line.
SNAP_KM = 5.0
# Map rank by population and by GeoNames' feature code, as in the embedded pack.
_RANK_OF_SIZE = ((1_000_000, 1), (300_000, 2), (100_000, 3), (30_000, 4), (8_000, 5))
_RANK_OF_CODE = {"PPLC": 1, "PPLA": 3, "PPLA2": 5}
# How far apart sources put one town, by its rank: the larger, the less of a point it is.
_UNCERTAINTY_KM = {1: 15.0, 2: 10.0, 3: 7.0, 4: 5.0}


@dataclass
class Points:
    """Rows to write, as dictionaries of their columns."""

    places: list[dict[str, Any]] = field(default_factory=list)
    crossings: list[dict[str, Any]] = field(default_factory=list)
    names: list[dict[str, Any]] = field(default_factory=list)
    remarks: Counter[str] = field(default_factory=Counter)


def gather(config: Config, units: gpd.GeoDataFrame, line: LineString) -> Points:
    """Read the places, crossings and names that the TOML names.

    Parameters
    ----------
    config
        The TOML.
    units
        The coverage; points take its codes.
    line
        The line; crossings are snapped to it.

    Raises
    ------
    InputError
        A file is faulty as a whole.
    """
    found = Points()
    for dump in config.geonames:
        _add_dump(found, config, dump.file, dump.classes, dump.codes)
    if "places" in config.tables:
        found.places += _own_places(config.tables["places"], config)
    _assign(found, units)
    found.places = list({row["place_id"]: row for row in found.places}.values())
    found.places.sort(key=lambda row: str(row["place_id"]))
    if "crossings" in config.tables:
        found.crossings = _crossings(config.tables["crossings"], config, units, line, found)
    ids = {row["place_id"].partition(":")[2] for row in found.places}
    for dump in config.alternate_names:
        languages = dump.languages or tuple(config.region.get("languages", ()))
        for name in geonames.read_names(dump.file, ids, languages, found.remarks):
            found.names.append(
                name_row(f"geonames:{name.geonameid}", name.name, name.language, name.kind)
            )
    if "names" in config.tables:
        for row in read_own(config.tables["names"], ("id", "name")):
            kind = row.get("kind") or "alternate"
            found.names.append(name_row(row["id"], row["name"], row.get("language", ""), kind))
    return found


def finish_names(
    found: Points, named: list[tuple[str, str]], others: list[tuple[str, str]]
) -> list[dict[str, Any]]:
    """Return all names, each once: the preferred of everything, then the others.

    Parameters
    ----------
    found
        Places, crossings and their names.
    named
        Code and name of every unit.
    others
        Code and name of units in other languages.
    """
    first = [name_row(code, name, "", "preferred") for code, name in named]
    first += [
        name_row(row["place_id"], row["name"], "", "preferred")
        for row in (*found.places, *found.crossings)
    ]
    places = {row["place_id"] for row in found.places}
    dropped = {row["id"] for row in found.names if row["id"].startswith("geonames:")} - places
    unique: dict[tuple[str, str], dict[str, Any]] = {}
    first += [name_row(code, name, "", "alternate") for code, name in others]
    for row in first + [row for row in found.names if row["id"] not in dropped]:
        if not any(char.isalnum() for char in row["name"]):
            found.remarks["names without a letter, left out"] += 1
            continue
        key = (row["id"], row["name"])
        # The dump's own list has no languages; a row that says one takes its place.
        if key not in unique or (not unique[key]["language"] and row["language"]):
            kept = unique.get(key, row)
            unique[key] = {**row, "kind": "preferred"} if kept["kind"] == "preferred" else row
    # A variant that reads like another name of the same thing finds nothing more.
    keys = {(r["id"], fold(r["name"])) for r in unique.values() if r["kind"] != "variant"}
    kept_rows = []
    for row in sorted(
        unique.values(), key=lambda r: (r["id"], r["kind"], r["language"], r["name"])
    ):
        key = (row["id"], fold(row["name"]))
        if row["kind"] != "variant" or key not in keys:
            kept_rows.append(row)
        keys.add(key)
    return kept_rows


def read_own(file: Path, needed: tuple[str, ...]) -> list[dict[str, str]]:
    """Read a table in our own form; every cell is clean text.

    Raises
    ------
    InputError
        The file cannot be read or lacks a column.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, restkey="", restval="")
            columns = reader.fieldnames or []
            rows = [
                {key: " ".join(clean(value or "").split()) for key, value in row.items() if key}
                for row in reader
            ]
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise InputError("not a readable CSV file in UTF-8", where=file.name) from fault
    lacking = [column for column in needed if column not in columns]
    if lacking:
        raise InputError(
            "no such column",
            value=", ".join(lacking),
            expected="a table in our own form; `bordermap region learn` reads any other",
            where=file.name,
        )
    return rows


def degrees(row: dict[str, str], file: str) -> tuple[float | None, float | None]:
    """Return latitude and longitude of a row, both or neither.

    Raises
    ------
    InputError
        They are no numbers or no place on earth.
    """
    said = row.get("latitude", ""), row.get("longitude", "")
    if said == ("", ""):
        return None, None
    try:
        latitude, longitude = map(float, said)
    except ValueError:
        raise InputError("no coordinates", value=", ".join(said), where=file) from None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise InputError("no place on earth", value=", ".join(said), where=file)
    return latitude, longitude


def script_of(text: str) -> str:
    """Return the script of a name's first letter, such as latin or arabic."""
    for char in text:
        if char.isalpha():
            return unicodedata.name(char, "unknown").split()[0].split("-")[0].lower()
    return ""


def rank_of(population: int, feature_code: str) -> int:
    """Return from which zoom on a place is labelled: 1 (metropolis) to 6 (village)."""
    ranks = [rank for size, rank in _RANK_OF_SIZE if population >= size]
    return min([*ranks, _RANK_OF_CODE.get(feature_code, 6)])


def _add_dump(
    found: Points, config: Config, file: Path, classes: tuple[str, ...], codes: tuple[str, ...]
) -> None:
    rows = geonames.read_places(
        file, config.countries, classes=classes, codes=codes, remarks=found.remarks
    )
    for place in rows:
        rank = rank_of(place.population, place.feature_code)
        place_id = f"geonames:{place.geonameid}"
        found.places.append(
            {
                "place_id": place_id,
                "level": "place",
                "name": " ".join(clean(place.name).split()),
                "latitude": place.latitude,
                "longitude": place.longitude,
                "country": place.country,
                "kind": place.feature_code,
                "rank": rank,
                "population": place.population or None,
                "uncertainty_km": _UNCERTAINTY_KM.get(rank, 4.0),
                "basis": place_id,
                "note": "",
            }
        )
        found.names += [name_row(place_id, name, "", "variant") for name in place.alternates]


def _own_places(file: Path, config: Config) -> list[dict[str, Any]]:
    codes = {country["code"] for country in config.region["countries"]}
    made = []
    for number, row in enumerate(read_own(file, ("name", "latitude", "longitude", "basis")), 1):
        where = f"{file.name}, row {number}"
        latitude, longitude = degrees(row, where)
        if row.get("country") and row["country"] not in codes:
            raise InputError("no country of this code", value=row["country"], where=where)
        rank = row.get("rank") or "6"
        made.append(
            {
                **{key: row.get(key, "") for key in PLACE_COLUMNS},
                "place_id": row.get("place_id") or f"{config.region['id']}:{_slug(row['name'])}",
                "level": "place",
                "latitude": latitude,
                "longitude": longitude,
                "rank": rank,
                "kind": row.get("kind") or "village",
                "uncertainty_km": row.get("uncertainty_km") or (None if latitude is None else 4.0),
            }
        )
    return made


def _slug(text: str) -> str:
    from geo.packs.units import slug

    return slug(text)


def _assign(found: Points, units: gpd.GeoDataFrame) -> None:
    """Give places the codes of the unit they lie in, or of the nearest of their country."""
    rows = [row for row in found.places if row["latitude"] is not None]
    apart = [row for row in found.places if row["latitude"] is None]
    kept = list(apart)
    codes = units["country"].to_numpy(object)
    shapes = units.geometry.to_numpy()
    for country in sorted({*codes, ""}):
        mine = np.flatnonzero((codes == country) | (country == ""))
        own = [row for row in rows if (row["country"] or "") == country]
        if not own:
            continue
        points = shapely.points([row["longitude"] for row in own], [row["latitude"] for row in own])
        nearest, gap_km = _gaps.nearest(points, shapes[mine])
        for row, at, gap in zip(own, mine[nearest], gap_km, strict=True):
            if gap > NEAR_KM:
                found.remarks["places far outside their country, left out"] += 1
                continue
            if gap > 0:
                note = f"lies {gap:.2f} km outside this unit, the nearest of its country"
                row["note"] = "; ".join(filter(None, (row["note"], note)))
                found.remarks[
                    "places a little outside their country, put into the nearest unit"
                ] += 1
            unit = units.iloc[int(at)]
            row["country"] = unit["country"]
            for column in ("admin1_pcode", "admin2_pcode", "admin3_id"):
                row[column] = unit[column] if isinstance(unit[column], str) else ""
            kept.append(row)
    beyond = len(rows) + len(apart) - len(kept)
    strangers = beyond - found.remarks["places far outside their country, left out"]
    if strangers > 0:
        found.remarks["places of countries without units, left out"] += strangers
    found.remarks += Counter()
    found.places = kept


def _crossings(
    file: Path, config: Config, units: gpd.GeoDataFrame, line: LineString, found: Points
) -> list[dict[str, Any]]:
    made = []
    for number, row in enumerate(read_own(file, ("name", "status", "basis")), 1):
        where = f"{file.name}, row {number}"
        latitude, longitude = degrees(row, where)
        crossing: dict[str, Any] = {
            **{key: row.get(key, "") for key in CROSSING_COLUMNS},
            "place_id": row.get("place_id") or f"{config.region['id']}:{_slug(row['name'])}",
            "latitude": None,
            "longitude": None,
            "published_latitude": latitude,
            "published_longitude": longitude,
            "line_km": None,
        }
        if latitude is not None and longitude is not None:
            crossing |= _snapped(row, latitude, longitude, line, where)
            for side, country in (("left", config.left), ("right", config.right)):
                mine = units[units["country"] == country]
                point = shapely.points([(crossing["longitude"], crossing["latitude"])])
                (near,), _ = _gaps.nearest(point, mine.geometry.to_numpy())
                crossing[f"{side}_code"] = mine["admin2_pcode"].iloc[near]
            crossing["country"] = crossing["country"] or config.left
        else:
            found.remarks["crossings without a point"] += 1
        made.append(crossing)
    return sorted(made, key=lambda row: str(row["place_id"]))


def _snapped(
    row: dict[str, str], latitude: float, longitude: float, line: LineString, where: str
) -> dict[str, Any]:
    """Put a crossing on the line: its point there, how far along it is, and how sure that is."""
    foot = _gaps.foot(line, latitude, longitude)
    gap = apart_km(latitude, longitude, *foot)
    if gap > SNAP_KM:
        raise InputError(
            "a crossing far from the line",
            value=f"{row['name']}, {gap:.1f} km",
            expected=f"{SNAP_KM:g} km at most",
            where=where,
        )
    latitude, longitude = (round(axis, 5) for axis in foot)
    return {
        "longitude": longitude,
        "latitude": latitude,
        "line_km": round(_km_at(line, (longitude, latitude)), 1),
        "uncertainty_km": row.get("uncertainty_km") or round(max(1.0, gap), 1),
    }


def _km_at(line: LineString, point: tuple[float, float]) -> float:
    """Return the geodesic kilometre of the line next to a longitude and latitude on it."""
    from shapely.ops import substring

    from geo.packs.border import length_km

    at = shapely.line_locate_point(line, shapely.Point(point))
    return length_km(substring(line, 0.0, float(at))) if at > 0 else 0.0


def name_row(thing: str, name: str, language: str, kind: str) -> dict[str, Any]:
    """Make a row of `names.csv`."""
    text = " ".join(clean(name).split())
    return {
        "id": thing,
        "name": text,
        "language": language,
        "script": script_of(text),
        "kind": kind,
    }
