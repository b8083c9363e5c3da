"""What bears a name in a pack, in one form: units, places, crossings, regions, the line."""

from __future__ import annotations

import math
from collections import namedtuple
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.parts import members_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from geo.region import RegionPack

BORDER = "border"
SECTION = "border_section"
REGION = "region"
# How far down a level is: finer names decide where a text with several names lies.
DEPTH = {
    "country": 0,
    BORDER: 0,
    REGION: 0,
    "admin1": 1,
    SECTION: 1,
    "admin2": 2,
    "admin3": 3,
    "crossing": 4,
    "place": 4,
}
UNIT_LEVELS = ("country", "admin1", "admin2", "admin3")

# Of things that share a name and lie in each other, which is meant by the bare name: a metropolis
# before its province, a city before its district, a district before the small town that is its
# seat, any town before its subdistrict. Of 239 bare names of UCDP GED (Pakistan to 2012) that name
# a metropolis or its district, coders put 233 into the city; of 45 that name a small town or a
# district, 24 into the district; of 99 that name a town or a subdistrict, 77 into the town.
_LEVEL_WEIGHT = {
    "country": 1.0,
    BORDER: 1.0,
    "admin1": 0.9,
    REGION: 0.9,
    SECTION: 0.9,
    "admin2": 0.8,
    "crossing": 0.79,
    "admin3": 0.55,
}
_RANK_WEIGHT = {1: 1.0, 2: 0.95, 3: 0.82, 4: 0.78, 5: 0.68, 6: 0.6}
_AIRFIELD_WEIGHT = 0.4


@dataclass(slots=True, eq=False)
class Entry:
    """A thing with a name; compared by identity, and changed by nobody.

    Attributes
    ----------
    id
        Unit code, place id or section id.
    level
        One of `geo.schema.PLACE_LEVELS`.
    name
        The preferred name.
    country, admin1, admin2, admin3
        Codes of the units it is filed under; its own for a unit.
    codes
        All codes it may be said to lie in, also those across the line for a crossing.
    latitude, longitude
        Its point, or a unit's label point; None where none is known.
    uncertainty_km
        Of the point; None for units.
    weight
        How likely it is meant among things of the same name.
    near
        The id of the place with a point that stands for it, where it has none of its own.
    across
        A crossing filed under the units on the other side of the line; None for all else.
    """

    id: str
    level: str
    name: str
    country: str | None
    admin1: str | None
    admin2: str | None
    admin3: str | None
    codes: frozenset[str]
    latitude: float | None
    longitude: float | None
    uncertainty_km: float | None
    weight: float
    has_area: bool = False
    from_km: float | None = None
    to_km: float | None = None
    near: str | None = None
    across: Entry | None = None


def make_entries(pack: RegionPack) -> list[Entry]:
    """Read everything that bears a name in a pack."""
    made = [*_countries_and_units(pack), *_places(pack), *_crossings(pack)]
    # Texts go on to name what held a unit before.
    for code, held_by in pack.meta.get("former", {}).items():
        for entry in made:
            if code in entry.codes:
                entry.codes |= frozenset(held_by)
    return [*made, *_sections(pack), *_regions(pack), _line(pack)]


def _countries_and_units(pack: RegionPack) -> list[Entry]:
    # Another source puts these elsewhere than their outline: their names stand for what holds them.
    contradicted = frozenset(pack.meta.get("uncertainty", {}).get("contradicted", ()))
    chains = _chains(pack)
    made = []
    for row in records(pack.admin):
        chain = chains[row.code]
        made.append(
            Entry(
                row.code,
                row.level,
                row.name,
                chain.get("country", row.country),
                chain.get("admin1"),
                chain.get("admin2"),
                chain.get("admin3"),
                frozenset(chain.values()),
                _number(row.label_latitude),
                _number(row.label_longitude),
                None,
                _LEVEL_WEIGHT.get(row.level, 0.5),
                bool(row.has_polygon) and row.code not in contradicted,
            )
        )
    return made


def _chains(pack: RegionPack) -> dict[str, dict[str, str]]:
    """Return of each unit's code the codes that hold it and its own, by their levels."""
    admin = pack.admin
    codes = values_of(admin, "code")
    parents = dict(zip(codes, values_of(admin, "parent"), strict=True))
    levels = dict(zip(codes, values_of(admin, "level"), strict=True))
    made: dict[str, dict[str, str]] = {}
    for own in codes:
        chain = made[own] = {}
        code: object = own
        while isinstance(code, str) and code in levels and levels[code] not in chain:
            chain[levels[code]] = code
            code = parents[code]
    return made


def _places(pack: RegionPack) -> list[Entry]:
    made = []
    for row in records(pack.places):
        country, admin1 = text_or_none(row.country), text_or_none(row.admin1_pcode)
        admin2, admin3 = text_or_none(row.admin2_pcode), text_or_none(row.admin3_id)
        rank = _number(row.rank)
        weight = _RANK_WEIGHT.get(6 if rank is None else int(rank), _RANK_WEIGHT[6])
        made.append(
            Entry(
                row.place_id,
                "place",
                row.name,
                country,
                admin1,
                admin2,
                admin3,
                frozenset(code for code in (country, admin1, admin2, admin3) if code),
                _number(row.latitude),
                _number(row.longitude),
                _number(row.uncertainty_km),
                _AIRFIELD_WEIGHT if row.kind == "airfield" else weight,
                near=text_or_none(getattr(row, "near_id", None)),
            )
        )
    return made


def _crossings(pack: RegionPack) -> list[Entry]:
    chains, (left, right) = _chains(pack), pack.country_codes
    made = []
    for row in records(pack.crossings):
        held = {
            country: {"country": country} | chains.get(text_or_none(code) or "", {})
            for country, code in ((left, row.left_code), (right, row.right_code))
        }
        codes = frozenset(code for chain in held.values() for code in chain.values())
        own, across = (
            Entry(
                row.place_id,
                "crossing",
                row.name,
                country,
                held[country].get("admin1"),
                held[country].get("admin2"),
                held[country].get("admin3"),
                codes,
                _number(row.latitude),
                _number(row.longitude),
                _number(getattr(row, "uncertainty_km", None)),
                _LEVEL_WEIGHT["crossing"],
            )
            for country in ((right, left) if row.country == right else (left, right))
        )
        own.across = across
        made.append(own)
    return made


def _sections(pack: RegionPack) -> list[Entry]:
    return [
        Entry(
            row.section_id,
            SECTION,
            row.name,
            None,
            None,
            None,
            None,
            frozenset({row.left_code, row.right_code, *pack.country_codes}),
            None,
            None,
            None,
            _LEVEL_WEIGHT[SECTION],
            from_km=float(row.from_km),
            to_km=float(row.to_km),
        )
        for row in records(pack.sections)
    ]


def _regions(pack: RegionPack) -> list[Entry]:
    parents = _parents(pack)
    countries = dict(
        zip(values_of(pack.admin, "code"), values_of(pack.admin, "country"), strict=True)
    )
    made = []
    for row in records(pack.regions):
        members = members_of(pack)[row.region_id]
        provinces = {parents.get(code) for code in members}
        shared = text_or_none(provinces.pop()) if len(provinces) == 1 else None
        # One of both sides of the line is filed under neither country, and may be in each.
        country = text_or_none(row.country)
        within = {country} if country else {text_or_none(countries.get(code)) for code in members}
        admin1 = shared if country and shared != country else None
        made.append(
            Entry(
                row.region_id,
                REGION,
                row.name,
                country,
                admin1,
                None,
                None,
                frozenset(code for code in (*within, admin1, row.region_id) if code),
                None,
                None,
                None,
                _LEVEL_WEIGHT[REGION],
                has_area=True,
            )
        )
    return made


def _parents(pack: RegionPack) -> dict[str, Any]:
    codes, parents = values_of(pack.admin, "code"), values_of(pack.admin, "parent")
    return dict(zip(codes, parents, strict=True))


def _line(pack: RegionPack) -> Entry:
    return Entry(
        BORDER,
        BORDER,
        pack.line_name,
        None,
        None,
        None,
        None,
        frozenset(pack.country_codes),
        None,
        None,
        None,
        _LEVEL_WEIGHT[BORDER],
    )


def records(table: pd.DataFrame) -> Iterator[Any]:
    """Walk a table's rows; lists are several times faster to walk than columns."""
    names = [str(name) for name in table]
    row = namedtuple("row", names, rename=True)  # type: ignore[misc] # noqa: PYI024 - made of a table
    yield from map(row._make, zip(*(values_of(table, name) for name in names), strict=True))


def values_of(table: pd.DataFrame, column: str) -> list[Any]:
    """Return a column as a list; by way of objects, since Arrow gives its values one by one."""
    return table[column].to_numpy(object).tolist()


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not math.isnan(value) else None


def text_or_none(value: object) -> str | None:
    """Return a text that is there and not empty."""
    return value if isinstance(value, str) and value else None
