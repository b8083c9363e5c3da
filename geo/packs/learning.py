"""Names learnt from a table of located events: an overlay for a pack.

Rows whose precision says that a point is known give a name and a point. Spellings of one place
are joined by the folding of the gazetteer, points by their distance; what contradicts itself is
left out and counted.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo import _overlays, folders
from geo._pack_files import FILES
from geo._sphere import distance_km
from geo.packs import points, units, writing
from geo.packs.clusters import SAME_PLACE_KM, Cluster, cluster, key_of
from geo.packs.located_rows import read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.region import RegionPack

# A place of the pack that bears the name in the same province, no farther off, gives way: a
# person who learns from a table wants its answer, also where the pack has another village.
REPLACES_KM = 100.0
# How often a table names a place says how likely it is meant: the map rank follows.
_RANK_OF_ROWS = ((30, 3), (5, 4), (2, 5))
_OVERLAY = folders.kind_of(_overlays.FILE, FILES["places"], FILES["names"])
PLACE_COLUMNS = [*points.PLACE_COLUMNS, "replaces"]


@dataclass(frozen=True)
class Learnt:
    """What was learnt: counts, and why rows were left out."""

    folder: Path
    rows: int
    rows_used: int
    places: int
    replaced: int
    names: int
    remarks: tuple[str, ...]


def learn(
    table: str | Path,
    target_folder: str | Path,
    region: str | Path | RegionPack = "durand",
    *,
    columns: Mapping[str, str] | None = None,
    exact: tuple[str, ...] = (),
    source: str = "",
    licence: str = "",
    title: str = "",
) -> Learnt:
    """Learn names from a located table and write them as an overlay of a pack.

    Parameters
    ----------
    table
        A table in any form that `bordermap build` reads.
    target_folder
        A new or empty folder, or that of an overlay, whose files are replaced all at once.
    region
        The pack that the names are for.
    columns
        Columns by role (`name, latitude, longitude, admin1, precision, text`) of a table that is
        neither UCDP's nor ACLED's.
    exact
        The values of the precision column that say that a point is known.
    source, licence, title
        Who is to be named for the table, under what licence, and what the overlay is called.

    Returns
    -------
    Learnt
        Counts and remarks.

    Raises
    ------
    InputError
        The table cannot be read, or its columns are not known.
    OutputError
        The folder holds something else, or cannot be written.
    """
    from geo.region import pack_of

    path, target = Path(table), Path(target_folder)
    base = pack_of(region)
    named = str(region if isinstance(region, str | Path) else base.path)
    folders.check(target, _OVERLAY)
    key = units.slug(path.stem)
    located, rows, remarks = read_rows(path, columns or {}, exact)
    used, clusters = cluster(located, base, remarks)
    places, names = _tables(clusters, base, key, remarks)
    meta = {
        "id": key,
        "title": title or f"Names learnt from {path.name}",
        "extends": named if _is_name(named) else os.path.relpath(named, target),
        "licence": licence or "not stated",
        "attributions": [
            f"Names learnt from {source or path.name}, {licence or 'no licence stated'}"
        ],
    }
    _write(target, meta, places, names)
    return Learnt(
        target,
        rows,
        used,
        len(places),
        sum(bool(place["replaces"]) for place in places),
        len(names),
        tuple(f"{what}: {count}" for what, count in sorted(remarks.items()) if count),
    )


def _tables(
    clusters: list[Cluster], pack: RegionPack, key: str, remarks: Counter[str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Make the rows of the overlay."""
    places, names = [], []
    known = _known(pack)
    taken: set[str] = set()
    seen: Counter[str] = Counter()
    columns = ["country", "admin1_pcode", "admin2_pcode", "admin3_id"]
    table = pack.units[columns].astype(object)
    table = table.where(table.notna(), "")
    for one in clusters:
        unit = dict(zip(columns, table.iloc[one.unit], strict=True))
        label = units.slug(one.name)
        seen[label] += 1
        place_id = f"learnt:{key}/{label}" + (f"-{seen[label]}" if seen[label] > 1 else "")
        twins = [] if one.is_around else _twins(one, unit["admin1_pcode"], known, taken)
        taken |= {twin["place_id"] for _, twin in twins}
        remarks["places of the pack that learnt ones replace"] += len(twins)
        ranks = [rank for rows, rank in _RANK_OF_ROWS if one.rows >= rows]
        ranks += [int(twin["rank"]) for _, twin in twins]
        gone = [
            twin["place_id"] + (f" ({km:.0f} km away)" if km >= 0 else " (without a point)")
            for km, twin in twins
        ]
        places.append(
            {
                "place_id": place_id,
                "level": "place",
                "name": one.name,
                "latitude": one.latitude if one.uncertainty_km else None,
                "longitude": one.longitude if one.uncertainty_km else None,
                **unit,
                **({} if one.uncertainty_km else {"admin3_id": ""}),
                "kind": twins[0][1]["kind"] if twins else "village",
                "rank": min([*ranks, 6]),
                "uncertainty_km": one.uncertainty_km,
                "basis": f"learnt:{key}",
                "note": f"{one.rows} rows" + (f"; in place of {', '.join(gone)}" if gone else ""),
                "replaces": ";".join(twin["place_id"] for _, twin in twins),
            }
        )
        for number, spelling in enumerate(one.spellings):
            kind = "variant" if number else "preferred"
            names.append(points.name_row(place_id, spelling, "", kind))
    return places, names


def _known(pack: RegionPack) -> dict[str, list[dict[str, Any]]]:
    """Group the pack's places by the keys of their names."""
    columns = ["place_id", "name", "latitude", "longitude", "kind", "rank", "admin1_pcode"]
    rows: list[dict[str, Any]] = pack.places[columns].to_dict("records")  # type: ignore[assignment]
    by_id = {row["place_id"]: row for row in rows}
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    pairs = {(key_of(row["name"]), row["place_id"]) for row in rows}
    said = zip(pack.names["id"], pack.names["name"], strict=True)
    pairs |= {(key_of(name), thing) for thing, name in said if thing in by_id}
    for key, thing in sorted(pairs):
        found[key].append(by_id[thing])
    return found


def _twins(
    one: Cluster, admin1: str, known: dict[str, list[dict[str, Any]]], taken: set[str]
) -> list[tuple[float, dict[str, Any]]]:
    """Find the pack's places of this name that give way, the nearest first.

    A place without a point, which stands for its district, is taken for the learnt one.
    """
    found = []
    for row in known.get(key_of(one.name), ()):
        if row["place_id"] in taken:
            continue
        km = float(distance_km(row["latitude"], row["longitude"], one.latitude, one.longitude))
        is_here = row["admin1_pcode"] == admin1
        if km <= SAME_PLACE_KM or (is_here and not km > REPLACES_KM):  # NaN: no point
            found.append((km, row))
    return sorted(found, key=lambda pair: (pair[0] != pair[0], pair[0], pair[1]["place_id"]))


def _is_name(region: str) -> bool:
    return not any(char in region for char in "/\\.") and not Path(region).is_dir()


def _write(
    target: Path,
    meta: dict[str, Any],
    places: list[dict[str, Any]],
    names: list[dict[str, Any]],
) -> None:
    with folders.replacing(target, _OVERLAY) as folder:
        writing.write_csv(folder / FILES["places"], PLACE_COLUMNS, places)
        writing.write_csv(folder / FILES["names"], points.NAME_COLUMNS, names)
        (folder / _overlays.FILE).write_text(writing.toml(meta), "utf-8", newline="\n")
