"""Build names.csv: every name, in every script, of units, places, crossings and sections.

Provinces and districts have the names of the P-code list, of GeoNames and of Natural Earth;
places those of GeoNames; `curated_names.csv`, `curated_aliases.csv` and
`curated_local_names.csv` add what these lack, row by row with their source. Subdistricts have the
local names of the town or district that they are called after.
"""

from __future__ import annotations

import argparse
import difflib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from fetch import DEFAULT_CACHE, RECIPES, Sources
from names_text import is_junk, language_of, plain, script_of, skeleton, strip_generic
from places import LISTED, PACK, listed_id, match_natural_earth, read_twins
from places_rows import read_csv, write_csv
from places_sources import (
    Unit,
    geonames_places,
    geonames_units,
    natural_earth_places,
    natural_earth_units,
    open_sources,
    pcodes,
)
from scipy.optimize import linear_sum_assignment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FIELDS = ["id", "name", "language", "script", "kind"]
KINDS = ("preferred", "alternate", "historic", "variant")

# A GeoNames unit below this likeness is linked by hand in curated_unit_links.csv or not at all.
_LIKENESS = 0.85
# Natural Earth's columns that hold names of the languages kept.
_NATURAL_EARTH_LANGUAGES = {"name_en": "en", "name_fa": "fa", "name_ur": "ur"}

Name = tuple[str, str, str, str]  # id, name, language, kind


def likeness(one: Iterable[str], other: Iterable[str]) -> float:
    """Likeness of two sets of romanised names, 0 to 1: half spelling, half consonants."""
    others = list(other)
    return max(
        difflib.SequenceMatcher(None, left, right).ratio() / 2
        + difflib.SequenceMatcher(None, skeleton(left), skeleton(right)).ratio() / 2
        for left in one
        for right in others
    )


def roman_names(unit: Unit) -> list[str]:
    """Plain romanised names of a unit, without the words for province or district."""
    names = [name for name in (unit.name, *unit.alternates) if script_of(name) == "latin"]
    return [strip_generic(plain(name)).lower() for name in names] or [plain(unit.name).lower()]


def link_units(listed: list[Unit], known: list[Unit]) -> dict[str, str]:
    """Return {GeoNames code: P-code}; names decide, within the same province."""
    links = _link_level([u for u in listed if u.level == 1], [u for u in known if u.level == 1], {})
    links |= _link_level(
        [unit for unit in listed if unit.level == 2],
        [unit for unit in known if unit.level == 2],
        links,
    )
    for row in read_csv(RECIPES / "curated_unit_links.csv"):
        links[row["geonames_code"]] = row["pcode"]
    return links


def _link_level(listed: list[Unit], known: list[Unit], parents: dict[str, str]) -> dict[str, str]:
    scores = np.zeros((len(listed), len(known)))
    for i, unit in enumerate(listed):
        for j, other in enumerate(known):
            if parents.get(other.parent, other.parent[:2]) in {unit.parent, unit.parent[:2]}:
                scores[i, j] = likeness([plain(unit.name).lower()], roman_names(other))
    pairs = zip(*linear_sum_assignment(-scores), strict=True)
    return {known[j].code: listed[i].code for i, j in pairs if scores[i, j] >= _LIKENESS}


def unit_names(sources: Sources) -> Iterator[Name]:
    """Names of provinces and districts of the P-code list, GeoNames and Natural Earth."""
    listed = pcodes(sources)
    for unit in listed:
        yield unit.code, unit.name, "", "preferred"
    known = geonames_units(sources)
    links = link_units(listed, known)
    for unit in known:
        if unit.code in links:
            for name in (unit.name, *unit.alternates):
                language = geonames_language(name)
                if language != "uz":
                    yield links[unit.code], strip_generic(name), language, "alternate"
    for row in natural_earth_units(sources):
        yield from _natural_earth_names(row)


def _natural_earth_names(row: dict[str, str]) -> Iterator[Name]:
    fixes = {fix["adm1_code"]: fix for fix in read_csv(RECIPES / "curated_natural_earth.csv")}
    fix = fixes[row["adm1_code"]]
    if fix["use"] == "none":
        return
    for column, language in _NATURAL_EARTH_LANGUAGES.items():
        if row.get(column) and fix["use"] == "all":
            yield fix["pcode"], strip_generic(row[column]), language, "alternate"


def geonames_language(name: str) -> str:
    """Language of a unit's name that its own wording proves, else an empty string."""
    if name.endswith((" ولايت", " ولسوالۍ")):
        return "ps"
    if name.startswith(("ولایت ", "ولسوالی ")):
        return "fa"
    if name.startswith(("ضلع ", "ضِلع ")):
        return "ur"
    if name.endswith((" viloyati", " tumani", " welaýaty")):
        return "uz"
    return language_of(name)


def place_names(sources: Sources, places: list[dict[str, str]]) -> Iterator[Name]:
    """Names that GeoNames and Natural Earth have for rows of places.csv."""
    kept = {row["place_id"] for row in places}
    towns = geonames_places(sources)
    for place in towns:
        for name in (place.name, *place.alternates):
            yield place.source_id, name, language_of(name), "alternate"
    natural = natural_earth_places(sources)
    twins = {key: town.source_id for key, town in match_natural_earth(natural, towns).items()}
    twins |= read_twins()
    for place in natural:
        target = twins.get(place.source_id, place.source_id)
        if target not in kept:
            raise ValueError(f"{place.source_id} has no place {target}")
        for name in (place.name, *place.alternates):
            yield target, name, "", "alternate"


def without_junk(names: Iterable[Name]) -> Iterator[Name]:
    """Drop codes, machine transliterations and other scripts, and names of another place."""
    wrong: dict[str, tuple[str, ...]] = {}
    for row in read_csv(RECIPES / "curated_wrong_names.csv"):
        wrong[row["id"]] = (*wrong.get(row["id"], ()), plain(row["begins"]).lower())
    for key, raw, language, kind in names:
        name = " ".join(raw.split())
        if not is_junk(name) and not plain(name).lower().startswith(wrong.get(key, ("\0",))):
            yield key, name, language, kind


def tidy(names: Iterable[Name]) -> list[list[str]]:
    """Drop repeats; return the rows of names.csv, sorted, preferred names first.

    A name that another row has with a language is not repeated without one.
    """
    rows: dict[tuple[str, str, str], str] = {}
    for key, name, language, kind in names:
        slot = (key, name, language)
        if slot not in rows or KINDS.index(kind) < KINDS.index(rows[slot]):
            rows[slot] = kind
    with_language = {(key, name) for key, name, language in rows if language}
    kinds = {(key, name): kind for (key, name, _), kind in rows.items() if kind == "preferred"}
    table = []
    for (key, name, language), kind in rows.items():
        if not language and (key, name) in with_language:
            continue
        best = kinds.get((key, name), kind)
        table.append([key, name, language, script_of(name), best])
    return sorted(table, key=lambda row: (row[0], KINDS.index(row[4]), row[3], row[1], row[2]))


def curated_names() -> Iterator[Name]:
    """Names of the curated tables; letters of one language overrule a source's word for it."""
    for table in ("curated_names.csv", "curated_aliases.csv", "curated_local_names.csv"):
        for row in read_csv(RECIPES / table):
            proved = language_of(row["name"]) if row["language"] == "fa" else ""
            yield row["id"], row["name"], proved or row["language"], row["kind"]
    for key, table in LISTED.items():
        for row in read_csv(RECIPES / table):
            for name in filter(None, row.get("also", "").split("; ")):
                yield listed_id(row, key), name, language_of(name), "variant"


def pack_names(pack: Path) -> Iterator[Name]:
    """Names that the tables of the pack themselves give their rows."""
    for row in read_csv(pack / "places.csv"):
        yield row["place_id"], row["name"], "", "preferred"
    for row in read_csv(pack / "admin.csv"):
        yield row["code"], row["name"], "", "preferred"
    for row in read_csv(pack / "crossings.csv"):
        yield row["place_id"], row["name"], "", "preferred"
    for row in read_csv(pack / "sections.csv"):
        yield row["section_id"], row["name"], "", "preferred"


def seat_names(pack: Path, names: list[Name]) -> Iterator[Name]:
    """Names in local scripts of subdistricts, which are called after a town or their district.

    They are those of the district of its name, else of a place of its name in the district.
    """
    units = {row["code"]: row for row in read_csv(pack / "admin.csv")}
    holders: dict[tuple[str, str], list[str]] = {}
    for code, unit in units.items():
        if unit["level"] == "admin2":
            holders.setdefault((code, _bare(unit["name"])), []).append(code)
    for row in read_csv(pack / "places.csv"):
        slot = (row["admin2_pcode"], _bare(row["name"]))
        holders.setdefault(slot, []).append(row["place_id"])
    local: dict[str, list[Name]] = {}
    for name in names:
        if script_of(name[1]) == "arabic":
            local.setdefault(name[0], []).append(name)
    for code, unit in units.items():
        if unit["level"] == "admin3" and code not in local:
            called = holders.get((unit["parent"], _bare(unit["name"])), [])
            for holder in [key for key in called if key in local][:1]:
                for _, name, language, _ in local[holder]:
                    yield code, strip_generic(name), language, "alternate"


def _bare(name: str) -> str:
    return "".join(char for char in plain(name).lower() if char.isalpha())


def build(cache: Path, pack: Path = PACK) -> None:
    """Write names.csv of the pack; all its other tables must be there."""
    sources = open_sources(cache)
    places = read_csv(pack / "places.csv")
    own = list(pack_names(pack))
    named = [*unit_names(sources), *place_names(sources, places)]
    known = {key for key, *_ in own}
    unknown = sorted({key for key, *_ in [*named, *curated_names()]} - known)
    if unknown:
        raise ValueError(f"names of things that the pack has not: {unknown}")
    names = [*own, *without_junk(named), *curated_names()]
    names += seat_names(pack, names)
    write_csv(pack / "names.csv", FIELDS, tidy(names))


def main() -> None:
    """Run this step alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE)
    parser.add_argument("--pack", type=Path, default=PACK)
    arguments = parser.parse_args()
    build(arguments.cache, arguments.pack)


if __name__ == "__main__":
    main()
