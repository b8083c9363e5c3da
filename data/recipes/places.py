"""Build places.csv, the gazetteer points of the region pack.

GeoNames gives the towns, Natural Earth the map ranks (and towns that GeoNames lacks),
airportsdata the airfields, `curated_places*.csv` the border places that no package holds.
Administrative codes are those of the pack's own polygon that the point lies in.
"""

from __future__ import annotations

import argparse
import csv
import math
import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from fetch import DEFAULT_CACHE, RECIPES, Sources
from names_text import plain, script_of, skeleton, strip_generic
from places_sources import (
    Place,
    airfields,
    geonames_places,
    natural_earth_places,
    open_sources,
    slug,
)

from geo._pack_files import COLUMNS
from geo._sphere import apart_km

if TYPE_CHECKING:
    import geopandas as gpd
    import shapely

PACK = RECIPES.parent / "durand"
FIELDS = [*COLUMNS["places"]]
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
# A point this near its polygon counts as inside it: the polygons are simplified.
_NEAR_KM = 15.0
# A point this near the district that its source names belongs to it: half of the outlines are
# nearly that far off. `displaced_units.csv` says which are farther off.
_OUTLINE_KM = 1.5


@dataclass
class Row:
    """One row of places.csv; texts are written as they are, numbers with five decimals."""

    place_id: str
    name: str
    latitude: float | None
    longitude: float | None
    country: str
    kind: str
    rank: int
    population: int | None
    uncertainty_km: float
    basis: str
    note: str = ""
    admin1_pcode: str = ""
    admin2_pcode: str = ""
    admin3_id: str = ""
    near_id: str = ""

    def cells(self) -> list[str]:
        """Return the cells in the order of `FIELDS`."""
        return [
            self.place_id,
            "place",
            self.name,
            degrees(self.latitude),
            degrees(self.longitude),
            self.country,
            self.admin1_pcode,
            self.admin2_pcode,
            self.admin3_id,
            self.near_id,
            self.kind,
            str(self.rank),
            str(self.population) if self.population else "",
            f"{self.uncertainty_km:g}",
            self.basis,
            self.note,
        ]


def degrees(value: float | None) -> str:
    """Write a coordinate with five decimals, or nothing."""
    return "" if value is None else f"{value:.5f}"


def read_csv(path: Path) -> list[dict[str, str]]:
    """Read a table of the recipes or of the pack as texts."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_csv(path: Path, fields: list[str], rows: list[list[str]]) -> None:
    """Write a table with LF line ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(fields)
        writer.writerows(rows)


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


def rename(rows: list[Row]) -> None:
    """Take the preferred name of curated_names.csv where a source's spelling misleads."""
    names = {
        row["id"]: row["name"]
        for row in read_csv(RECIPES / "curated_names.csv")
        if row["kind"] == "preferred" and script_of(row["name"]) == "latin"
    }
    for row in rows:
        row.name = names.get(row.place_id, row.name)


def add_note(row: Row, text: str) -> None:
    """Append a sentence to the note of a row."""
    row.note = f"{row.note}; {text}" if row.note else text


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
