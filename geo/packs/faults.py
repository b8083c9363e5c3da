"""The faults of a region pack or an overlay, all of them, one line each."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from geo import nations
from geo._gaps import gaps_km
from geo._sphere import KM_PER_DEGREE
from geo.errors import RegionError, printable
from geo.parts import area_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from geo.region import RegionPack

# The closed list of what a row can rest on.
BASIS = re.compile(
    r"(geonames|natural-earth|geoboundaries|seat-of|learnt|published):\S.*|osm-line|unsourced"
)
_FILES = (
    "units",
    "admin",
    "line",
    "sections",
    "neighbours",
    "rivers",
    "lakes",
    "places",
    "crossings",
    "names",
)
_LEVELS = ("country", "admin1", "admin2", "admin3")
_KINDS = ("preferred", "alternate", "historic", "variant")
# Coordinates of a pack have five decimals, about a metre; the line runs along edges rounded so.
_ON_LINE_KM = 0.05
# A place may be filed under the nearest unit of its country when it lies this far outside it,
# farther off only where its note says so: its source names a unit that is drawn elsewhere.
_OUTSIDE_KM = 15.0
_TOLD_OUTSIDE = "km outside this unit"
_SHOWN = 5
# What a name cannot hold: control and bidirectional characters, markup, lone surrogates.
_HOSTILE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff<>\ud800-\udfff]")
_NAME_LIMIT = 200


def check(region: str | Path | RegionPack) -> list[str]:
    """List the faults of a pack, with its overlays if it has some.

    Parameters
    ----------
    region
        A name, the folder of a pack or of an overlay, or a pack.

    Returns
    -------
    list of str
        One line a fault, of what is in tables at most five rows of a kind; none means that the pack
        is sound.
    """
    from geo.region import pack_of
    from geo.reports import pack_faults

    try:
        pack = pack_of(region)
    except RegionError as fault:
        return [str(fault)]
    found = list(_meta(pack))
    broken = _unreadable(pack)
    found += broken.values()
    for needed, checks in _CHECKS:
        if not broken.keys() & set(needed):
            found += _limited(checks(pack))
    return [*dict.fromkeys([*found, *pack_faults.faults(pack)])]


def _unreadable(pack: RegionPack) -> dict[str, str]:
    """Read every file and return what is wrong with those that cannot be read."""
    found = {}
    for name in _FILES:
        try:
            getattr(pack, name)
        except RegionError as fault:
            found[name] = str(fault)
    return found


def _limited(faults: Iterator[tuple[str, str]]) -> Iterator[str]:
    """Show the first rows of each kind of fault, and count the others."""
    counts: Counter[str] = Counter()
    for kind, detail in faults:
        counts[kind] += 1
        if counts[kind] <= _SHOWN:
            yield f"{kind}: {detail}" if detail else kind
    for kind, count in counts.items():
        if count > _SHOWN:
            yield f"{kind}: and {count - _SHOWN} more"


def _meta(pack: RegionPack) -> Iterator[str]:
    try:
        nations.of(pack)
    except RegionError as fault:
        yield str(fault)
    for name in (
        "title",
        "note",
        "sides",
        "claimant_sides",
        "victim_groups",
        "attributions",
        "bounds",
        "country_codes",
        "line_sides",
        "line_name",
        "line_version",
    ):
        try:
            getattr(pack, name)
        except (RegionError, TypeError, ValueError) as fault:
            yield str(fault) if isinstance(fault, RegionError) else f"region.toml: {name} is faulty"
    for key in ("licence",):
        if not isinstance(pack.meta.get(key), str):
            yield f"region.toml: no {key}"
    if not (pack.path / "SOURCES.md").is_file():
        yield "SOURCES.md: no such file"


def _admin(pack: RegionPack) -> Iterator[tuple[str, str]]:
    admin = pack.admin
    yield from _twice("admin.csv", admin["code"])
    level = dict(zip(admin["code"], admin["level"], strict=True))
    for row in _rows(admin):
        if row.level not in _LEVELS:
            yield "admin.csv: unknown level", printable(row.level)
            continue
        depth = _LEVELS.index(str(row.level))
        if depth and level.get(row.parent) != _LEVELS[depth - 1]:
            yield (
                f"admin.csv: the parent is no unit of {_LEVELS[depth - 1]}",
                f"{printable(row.code)} under {printable(row.parent)}",
            )
        if level.get(row.country) != "country":
            yield "admin.csv: unknown country", printable(row.country)
        area = area_of(pack, str(row.code)) if row.has_polygon else None
        if row.has_polygon and area is None:
            yield "admin.csv: has_polygon without a polygon", printable(row.code)
        elif area is not None and not _holds(area, row.label_longitude, row.label_latitude):
            yield "admin.csv: the label lies outside its unit", printable(row.code)
    for code in pack.country_codes:
        if level.get(code) != "country":
            yield "region.toml: the line's country is none of admin.csv", printable(code)


def _units(pack: RegionPack) -> Iterator[tuple[str, str]]:
    import numpy as np
    import shapely

    units = pack.units
    shapes = units.geometry.to_numpy()
    for row in np.flatnonzero(~shapely.is_valid(shapes) | (shapely.area(shapes) == 0)):
        yield "units: no valid polygon", printable(units["unit_id"].iloc[row])
    overlaps = shapely.coverage_invalid_edges(shapes)
    for row in np.flatnonzero(~shapely.is_empty(overlaps)):
        yield "units: edges overlap or do not match", printable(units["unit_id"].iloc[row])
    parent = dict(zip(pack.admin["code"], pack.admin["parent"], strict=True))
    for unit in _rows(units):
        chain = [unit.admin3_id, unit.admin2_pcode, unit.admin1_pcode, unit.country]
        codes = [str(code) for code in chain if isinstance(code, str)]
        if unit.unit_id != codes[0]:
            yield "units: unit_id is not the finest code", printable(unit.unit_id)
        for lower, upper in pairwise(codes):
            if parent.get(lower) != upper:
                yield "units: not under the parent of admin.csv", f"{lower} under {upper}"
        if codes[-1] not in parent:
            yield "units: unknown country", printable(codes[-1])


def _line(pack: RegionPack) -> Iterator[tuple[str, str]]:
    import shapely

    from geo.line import length_km

    if not pack.line.is_simple:
        yield "line: it crosses itself", ""
    edges = shapely.boundary(pack.units.geometry.to_numpy())
    vertices = shapely.points(shapely.get_coordinates(pack.line))
    near = shapely.STRtree(edges).query(
        vertices, predicate="dwithin", distance=_ON_LINE_KM / KM_PER_DEGREE
    )
    share = 1 - len(set(near[0].tolist())) / len(vertices)
    if share > 0.05:
        yield "line: it does not run along the edges of units", f"{share:.0%} of it"
    sections, codes = pack.sections, set(pack.admin["code"])
    yield from _twice("sections.csv", sections["section_id"])
    marks = [0.0]
    for row in _rows(sections):
        if abs(float(row.from_km) - marks[-1]) > 0.05:
            yield "sections.csv: a gap or an overlap", f"at km {marks[-1]:g}"
        if not row.to_km > row.from_km:
            yield "sections.csv: a section without length", printable(row.section_id)
        marks.append(float(row.to_km))
        for code in (row.left_code, row.right_code):
            if code not in codes:
                yield "sections.csv: unknown unit", printable(code)
    if abs(marks[-1] - length_km(pack)) > 0.1:
        yield "sections.csv: the last does not end where the line does", f"km {marks[-1]:g}"


def _places(pack: RegionPack) -> Iterator[tuple[str, str]]:
    yield from _twice("places.csv", pack.places["place_id"])
    yield from _bases("places.csv", pack.places)
    yield from _bases("crossings.csv", pack.crossings)
    places = pack.places
    codes = set(pack.admin["code"])
    for column in ("country", "admin1_pcode", "admin2_pcode", "admin3_id"):
        for code in places.loc[~places[column].isin(codes) & places[column].notna(), column]:
            yield f"places.csv: unknown {column}", printable(code)
    located = places.dropna(subset=["latitude", "longitude"])
    for row, gap in zip(_rows(located), _gaps_km(pack, located), strict=True):
        if gap > _OUTSIDE_KM and _TOLD_OUTSIDE not in str(getattr(row, "note", "")):
            yield (
                "places.csv: a point far outside its unit",
                f"{printable(row.place_id)}, {gap:.0f} km",
            )
        if not row.uncertainty_km > 0:
            yield "places.csv: a point without uncertainty", printable(row.place_id)
    if "near_id" in places:
        yield from _near(pack, places)


def _near(pack: RegionPack, places: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Compare what places lie near with what has a point: only a point can stand for another."""
    import pandas as pd

    points = pd.concat([table[["place_id", "latitude"]] for table in (places, pack.crossings)])
    has_point = dict(zip(points["place_id"], points["latitude"].notna(), strict=True))
    for row in _rows(places.dropna(subset=["near_id"])):
        told = f"{printable(row.place_id)} near {printable(row.near_id)}"
        if row.near_id == row.place_id:
            yield "places.csv: a place near itself", printable(row.place_id)
        elif row.near_id not in has_point:
            yield "places.csv: near an unknown place", told
        elif not has_point[row.near_id]:
            yield "places.csv: near a place without a point", told
        if has_point[row.place_id]:
            yield "places.csv: a point, and a place that would stand for it", told


def _gaps_km(pack: RegionPack, rows: pd.DataFrame) -> NDArray[np.float64]:
    """Return how far points lie outside the unit that their row names."""
    import numpy as np
    import shapely

    points = shapely.points(rows["longitude"].to_numpy(float), rows["latitude"].to_numpy(float))
    columns = (rows[name] for name in ("admin2_pcode", "admin1_pcode", "country"))
    areas = [
        next((area_of(pack, code) for code in codes if isinstance(code, str)), None)
        for codes in zip(*columns, strict=True)
    ]
    return gaps_km(points, np.array(areas, dtype=object))


def _crossings(pack: RegionPack) -> Iterator[tuple[str, str]]:
    import numpy as np
    import shapely

    gates = pack.crossings
    yield from _twice("crossings.csv", gates["place_id"])
    codes = set(pack.admin["code"])
    for side in ("left_code", "right_code"):
        for code in gates.loc[gates[side].notna() & ~gates[side].isin(codes), side]:
            yield f"crossings.csv: unknown {side}", printable(code)
    gates = gates.dropna(subset=["longitude", "latitude"])
    points = shapely.points(gates["longitude"].to_numpy(float), gates["latitude"].to_numpy(float))
    gaps = gaps_km(points, np.full(len(points), pack.line))
    for row in np.flatnonzero(gaps > _ON_LINE_KM):
        yield (
            "crossings.csv: not on the line",
            f"{printable(gates['place_id'].iloc[row])}, {gaps[row]:.1f} km",
        )


def _names(pack: RegionPack) -> Iterator[tuple[str, str]]:
    names = pack.names
    known = {
        *pack.admin["code"],
        *pack.places["place_id"],
        *pack.crossings["place_id"],
        *pack.sections["section_id"],
    }
    for thing in names.loc[~names["id"].isin(known), "id"]:
        yield "names.csv: nothing has this id", printable(thing)
    for kind in names.loc[~names["kind"].isin(_KINDS), "kind"]:
        yield "names.csv: unknown kind", printable(kind)
    tables: dict[str, pd.DataFrame] = {
        "admin.csv": pack.admin,
        "places.csv": pack.places,
        "crossings.csv": pack.crossings,
        "sections.csv": pack.sections,
        "names.csv": names,
    }
    for file, table in tables.items():
        for name in table["name"]:
            if not isinstance(name, str):
                yield f"{file}: a row without a name", ""
            elif _HOSTILE.search(name) or len(name) > _NAME_LIMIT:
                yield f"{file}: no name", printable(name)


def _rows(table: pd.DataFrame) -> Iterator[Any]:
    """Walk a table; the types of its cells are known here only."""
    return iter(table.itertuples())


def _twice(file: str, ids: pd.Series) -> Iterator[tuple[str, str]]:
    for value in ids[ids.duplicated()]:
        yield f"{file}: an id stands twice", printable(value)


def _bases(file: str, table: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Compare the basis of rows with the closed list, and with whether there is a point."""
    has_point = table[["latitude", "longitude"]].notna()
    both = has_point.all(axis=1)
    for row, one, half in zip(_rows(table), both, has_point.any(axis=1), strict=True):
        basis = row.basis if isinstance(row.basis, str) else ""
        if not BASIS.fullmatch(basis):
            yield f"{file}: a basis that is not on the list", printable(basis)
        if half and not one:
            yield f"{file}: half a point", printable(row.place_id)
        if basis == "unsourced" and one:
            yield f"{file}: a point without a source", printable(row.place_id)
        if not one and basis != "unsourced" and not basis.startswith("learnt:"):
            yield f"{file}: a source without a point", printable(row.place_id)


def _holds(area: Any, longitude: float, latitude: float) -> bool:
    import shapely

    return bool(shapely.intersects_xy(area, longitude, latitude))


_CHECKS: tuple[tuple[tuple[str, ...], Any], ...] = (
    (("admin", "units"), _admin),
    (("admin", "units"), _units),
    (("admin", "units", "line", "sections"), _line),
    (("admin", "units", "places", "crossings"), _places),
    (("admin", "crossings", "line"), _crossings),
    (("admin", "places", "crossings", "sections", "names"), _names),
)
