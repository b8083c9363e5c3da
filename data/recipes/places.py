"""Build places.csv, the gazetteer points of the region pack.

GeoNames gives the towns, Natural Earth the map ranks (and towns that GeoNames lacks),
airportsdata the airfields, `curated_places*.csv` the border places that no package holds.
Administrative codes are those of the pack's own polygon that the point lies in.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

from fetch import DEFAULT_CACHE, RECIPES, Sources
from names_text import plain, script_of, skeleton, strip_generic
from places_rows import FIELDS, Row, add_note, read_csv, write_csv
from places_sources import (
    Place,
    airfields,
    geonames_places,
    natural_earth_places,
    open_sources,
    slug,
)
from places_units import assign, read_displaced, read_units

from geo._sphere import apart_km

PACK = RECIPES.parent / "durand"
AIRFIELDS_ADDRESS = "https://github.com/mborsetti/airportsdata"

# Feature codes of the seats of countries, provinces and districts.
_SEATS = frozenset({"PPLC", "PPLA", "PPLA2"})
# The code of an airfield in the note of a curated row, which then stands for it.
_IDENT = re.compile(r"\bident ([A-Z0-9-]+)")
# What the source of a row without a point does, by the part of the id that names its table.
_SAYS = {
    "uc": "lists",
    "poll": "lists a polling centre in",
    "said": "has",
    "post": "lists the post office of",
}
# The tables of names that stand for what holds them, by that part of the id.
LISTED = {
    "uc": "curated_union_councils.csv",
    "poll": "curated_polling_centres.csv",
    "said": "curated_reported_places.csv",
}
# Natural Earth names a town and GeoNames names it within this distance: one town.
_SAME_TOWN_KM = 25.0


def town_rank(place: Place, scale_rank: int | None) -> int:
    """Rank for labels: 1 metropolis, 2 city, 3 provincial seat, 4 town, 5 seat, 6 village.

    Natural Earth's scale rank where it knows the town, else the feature code; the population
    only for Pakistan, since GeoNames has none for most Afghan towns.
    """
    ranks = [6]
    if scale_rank is not None:
        ranks.append(
            1 if scale_rank <= 3 else 2 if scale_rank <= 5 else 3 if scale_rank <= 7 else 4
        )
    if place.country == "PAK":
        # GeoNames gives some towns the population of their district: none is a city by it alone.
        sizes = ((250_000, 3), (75_000, 4), (20_000, 5))
        ranks += [rank for size, rank in sizes if place.population >= size]
    ranks.append({"PPLC": 1, "PPLA": 3, "PPLA2": 5}.get(place.feature_code, 6))
    return min(ranks)


def town_uncertainty_km(rank: int) -> float:
    """Distance within which nine of ten events "in" the place lie: the larger, the wider."""
    return {1: 15.0, 2: 10.0, 3: 7.0, 4: 5.0}.get(rank, 4.0)


def read_twins() -> dict[str, str]:
    """Natural Earth towns that only a person recognises as a GeoNames town."""
    rows = read_csv(RECIPES / "curated_twins.csv")
    return {row["natural_earth_id"]: row["place_id"] for row in rows}


def match_natural_earth(towns: list[Place], known: list[Place]) -> dict[str, Place]:
    """Pair each Natural Earth town with the GeoNames town that it is, by name and distance."""
    pairs: dict[str, Place] = {}
    for town in towns:
        names = {skeleton(name) for name in (town.name, *town.alternates)}
        near = [
            (apart_km(town.latitude, town.longitude, other.latitude, other.longitude), other)
            for other in known
            if other.country == town.country
        ]
        same = [
            (distance, other.source_id, other)
            for distance, other in near
            if distance <= _SAME_TOWN_KM
            and names & {skeleton(name) for name in (other.name, *other.alternates)}
        ]
        if same:
            pairs[town.source_id] = min(same, key=lambda pair: pair[:2])[2]
    return pairs


def package_rows(sources: Sources) -> list[Row]:
    """Rows of the towns and airfields that packages hold."""
    known = geonames_places(sources)
    towns = natural_earth_places(sources)
    twins = {key: town.source_id for key, town in match_natural_earth(towns, known).items()}
    twins |= read_twins()
    scale_ranks: dict[str, int] = {}
    for town in towns:
        if town.source_id in twins and town.scale_rank is not None:
            twin = twins[town.source_id]
            scale_ranks[twin] = min(town.scale_rank, scale_ranks.get(twin, 99))
    seats = {(seat.name, seat.population) for seat in known if seat.feature_code in _SEATS}
    # GeoNames gives two villages the population of the seat that is called as they are.
    known = [
        replace(place, population=0)
        if place.feature_code not in _SEATS and (place.name, place.population) in seats
        else place
        for place in known
    ]
    rows = [town_row(place, scale_ranks.get(place.source_id)) for place in known]
    rows += [town_row(town, town.scale_rank) for town in towns if town.source_id not in twins]
    taken = {code for cells in curated_cells() for code in _IDENT.findall(cells["note"])}
    rows += [airfield_row(field) for field in airfields(sources) if field["icao"] not in taken]
    return rows


def town_row(place: Place, scale_rank: int | None) -> Row:
    """Return the row of a town of GeoNames or Natural Earth."""
    rank = town_rank(place, scale_rank)
    return Row(
        place_id=place.source_id,
        name=strip_generic(plain(place.name)),
        latitude=place.latitude,
        longitude=place.longitude,
        country=place.country,
        kind=place.feature_code,
        rank=rank,
        population=place.population,
        uncertainty_km=town_uncertainty_km(rank),
        basis=place.source_id,
    )


def airfield_row(field: dict[str, str]) -> Row:
    """Return the row of an airfield of airportsdata."""
    return Row(
        place_id=f"durand:airfield-{field['icao'].lower()}",
        name=plain(field["name"]),
        latitude=float(field["lat"]),
        longitude=float(field["lon"]),
        country="AFG" if field["country"] == "AF" else "PAK",
        kind="airfield",
        rank=6,
        population=None,
        uncertainty_km=3.0,
        basis=f"published:{AIRFIELDS_ADDRESS}",
        note=f"ICAO code {field['icao']}",
    )


def curated_cells() -> list[dict[str, str]]:
    """Rows of all tables ``curated_places*.csv`` as texts; an id may stand in one only."""
    paths = sorted(RECIPES.glob("curated_places*.csv"))
    rows = [cells for path in paths for cells in read_csv(path)]
    count = Counter(cells["place_id"] for cells in rows)
    if twice := sorted(key for key, times in count.items() if times > 1):
        raise ValueError(f"curated places stand more than once: {twice}")
    return rows


def curated_rows() -> list[Row]:
    """Rows of the curated tables; an `unsourced` row has no point and gives its own codes.

    `curated_place_units.csv` names the subdistrict of some, or a place with a point near which
    they lie, with what says so.
    """
    units = {row["place_id"]: row for row in read_csv(RECIPES / "curated_place_units.csv")}
    rows = []
    for cells in curated_cells():
        sourced = cells["basis"] != "unsourced"
        rows.append(
            Row(
                place_id=cells["place_id"],
                name=cells["name"],
                latitude=float(cells["latitude"]) if sourced else None,
                longitude=float(cells["longitude"]) if sourced else None,
                country=cells["country"],
                kind=cells["kind"],
                rank=int(cells["rank"]),
                population=None,
                uncertainty_km=float(cells["uncertainty_km"]),
                basis=cells["basis"],
                note=cells["note"],
                admin1_pcode=cells["admin1_pcode"],
                admin2_pcode=cells["admin2_pcode"],
            )
        )
        unit = units.get(cells["place_id"])
        if unit is not None and not sourced:
            rows[-1].admin3_id = unit["admin3_id"]
            rows[-1].near_id = unit["near_id"]
            what = "lies near that place" if unit["near_id"] else "stands for its subdistrict"
            add_note(rows[-1], f"{what}: {unit['reason']}")
    return rows


def listed_rows(pack: Path) -> list[Row]:
    """Rows of names that a list or a report gives with what holds them, without a point.

    `curated_union_councils.csv` holds names of lists, most of them union councils: only those that
    no other row of the district has, and no name of a council that another district's council or
    town shares. `curated_polling_centres.csv` holds villages of a list of polling centres: only
    those that no other district of either country has. `curated_reported_places.csv` holds posts
    and villages of reports,
    `curated_post_offices.csv` villages with a post office, by the office that they are served from:
    they stand for a place near that one, for its subdistrict, or for its district.
    """
    units = {row["code"]: row for row in read_csv(pack / "admin.csv")}
    read = ((key, cells) for key, name in LISTED.items() for cells in read_csv(RECIPES / name))
    rows = [_listed_row(cells, units, key) for key, cells in read]
    return rows + [_listed_row(cells, units, "post") for cells in post_offices()]


def post_offices() -> list[dict[str, str]]:
    """Cells of `curated_post_offices.csv`, one row an office instead of one an office it serves."""
    return [
        {**cells, "name": name, "kind": "village"}
        for cells in read_csv(RECIPES / "curated_post_offices.csv")
        for name in cells["offices"].split("; ")
    ]


def _listed_row(cells: dict[str, str], units: dict[str, dict[str, str]], key: str) -> Row:
    """Return the row of a name that stands for a unit, or for a place that it lies by."""
    district = units[cells["admin2_pcode"]]
    admin3 = cells.get("admin3_id", "")
    unit = units[admin3 or cells["admin2_pcode"]]
    near = cells.get("near_id", "")
    stands = "a place near it" if near else unit["name"]
    return Row(
        place_id=listed_id(cells, key),
        name=cells["name"],
        latitude=None,
        longitude=None,
        country=district["country"],
        kind=cells.get("kind", "village"),
        rank=6,
        population=None,
        uncertainty_km=0.0,
        basis="unsourced",
        note=f"stands for {stands}, where {cells['source']} {_SAYS[key]} it",
        admin1_pcode=district["parent"],
        admin2_pcode=cells["admin2_pcode"],
        admin3_id=admin3,
        near_id=near,
    )


def listed_id(cells: dict[str, str], key: str = "said") -> str:
    """Return the id of a row of a table of names without points."""
    return f"durand:{key}-{slug(cells['admin2_pcode'])}-{slug(cells['name'])}"


def check_near(rows: list[Row], gates: set[str]) -> None:
    """Hold that what stands for a place near it has a point, or is a gate."""
    known = {row.place_id for row in rows if row.latitude is not None} | gates
    if lost := sorted({row.near_id for row in rows} - known - {""}):
        raise ValueError(f"no point of {lost}, which stand for places near them")


def rename(rows: list[Row]) -> None:
    """Take the preferred name of curated_names.csv where a source's spelling misleads."""
    names = {
        row["id"]: row["name"]
        for row in read_csv(RECIPES / "curated_names.csv")
        if row["kind"] == "preferred" and script_of(row["name"]) == "latin"
    }
    for row in rows:
        row.name = names.get(row.place_id, row.name)


def build(cache: Path, pack: Path = PACK) -> None:
    """Write places.csv of the pack."""
    rows = package_rows(open_sources(cache)) + curated_rows() + listed_rows(pack)
    check_near(rows, {row["place_id"] for row in read_csv(RECIPES / "curated_crossings.csv")})
    rename(rows)
    units = read_units(pack)
    if units is not None:
        assign(rows, units, read_displaced())
    rows.sort(key=lambda row: row.place_id)
    write_csv(pack / "places.csv", FIELDS, [row.cells() for row in rows])


def main() -> None:
    """Run this step alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE)
    parser.add_argument("--pack", type=Path, default=PACK)
    arguments = parser.parse_args()
    build(arguments.cache, arguments.pack)


if __name__ == "__main__":
    main()
