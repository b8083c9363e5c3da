"""The units of a pack: boundary files of several levels joined to one table of leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.errors import InputError
from geo.packs import shapes
from geo.packs.config import LEVELS

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from geo.packs.config import Boundaries

_NO_POLYGON: Any = None


@dataclass(frozen=True)
class Hierarchy:
    """All units.

    Attributes
    ----------
    table
        ``code, level, country, parent, name, basis`` of every unit below the countries.
    names
        Code and name of units in other languages, as their files have them.
    leaves
        ``unit_id, country, admin1_pcode, admin2_pcode, admin3_id`` and the raw polygon.
    remarks
        What was worked out and not read.
    """

    table: pd.DataFrame
    names: list[tuple[str, str]]
    leaves: gpd.GeoDataFrame
    remarks: tuple[str, ...]


def read(files: tuple[Boundaries, ...], countries: list[str]) -> Hierarchy:
    """Read boundary files and join their levels.

    The finest level that a country has gives its leaves. A parent is the one the file names, else
    the unit of the level above that holds most of the polygon.

    Raises
    ------
    InputError
        A file is faulty, a country has no units, a code stands twice, a unit has no parent.
    """
    import geopandas as gpd
    import pandas as pd

    levels: dict[tuple[str, str], gpd.GeoDataFrame] = {}
    names: list[tuple[str, str]] = []
    remarks: list[str] = []
    for source in files:
        frame = _read_file(source, countries)
        for code, others in zip(frame["code"], frame.pop("others"), strict=True):
            names += [(str(code), name) for name in others if name]
        for country, group in frame.groupby("country", sort=True):
            key = (str(country), source.level)
            known = levels.get(key)
            levels[key] = group if known is None else pd.concat([known, group])
    tables, leaves = [], []
    for country in countries:
        mine = {level: levels[country, level] for level in LEVELS if (country, level) in levels}
        if not mine:
            raise InputError("a country without units", value=country)
        table, leaf = _join(country, mine, remarks)
        tables.append(table)
        leaves.append(leaf)
    table = pd.concat(tables, ignore_index=True)
    twice = table.loc[table["code"].duplicated(), "code"]
    if len(twice):
        raise InputError("a code stands twice", value=twice.iloc[0], expected="unique codes")
    leaf = gpd.GeoDataFrame(pd.concat(leaves, ignore_index=True), crs="EPSG:4326")
    return Hierarchy(table, names, leaf, tuple(remarks))


def slug(text: str) -> str:
    """Lower-case words of letters and digits joined by hyphens: the readable part of an id."""
    from geo.gazetteer.names import words_of

    return "-".join(words_of(text)) or "unnamed"


def _read_file(source: Boundaries, countries: list[str]) -> gpd.GeoDataFrame:
    import geopandas as gpd

    raw = shapes.read(source.file, source.layer)
    where = source.file.name
    for column in filter(None, source.columns.values()):
        if column not in raw:
            known = ", ".join(str(c) for c in raw.columns if c != "geometry")
            raise InputError("no such column", value=column, expected=known, where=where)
    seen = shapes.recognise(raw, source.level)
    chosen = {
        key: source.columns[key] or getattr(seen, key)
        for key in ("code", "name", "parent", "parent_name")
    }
    if not chosen["name"]:
        raise InputError("no column of names", expected="name = ... in the TOML", where=where)

    def said(column: str) -> list[str]:
        return shapes.texts(raw[column]) if column else [""] * len(raw)

    names = said(chosen["name"])
    country = said(source.columns["country"]) if source.columns["country"] else None
    frame = gpd.GeoDataFrame(
        {
            "country": country or [source.country] * len(raw),
            "code": said(chosen["code"]),
            "name": names,
            "parent": said(chosen["parent"]),
            "parent_name": said(chosen["parent_name"]),
            "others": _others(raw, chosen["name"]),
        },
        geometry=raw.geometry.to_numpy(),
        crs="EPSG:4326",
    )
    frame = frame[frame["country"].isin(countries)].reset_index(drop=True)
    if frame.empty:
        raise InputError("no unit of these countries", value=source.country, where=where)
    if not (frame["name"] != "").all():
        raise InputError("a unit without a name", where=where)
    frame["code"] = _codes(frame)
    frame["parent"] = _parent_codes(frame)
    frame["basis"] = [_basis(source, code) for code in frame["code"]]
    return frame


def _others(raw: gpd.GeoDataFrame, name_column: str) -> list[tuple[str, ...]]:
    columns = shapes.other_names(raw, name_column)
    if not columns:
        return [()] * len(raw)
    return list(zip(*(shapes.texts(raw[column]) for column in columns), strict=True))


def _codes(frame: pd.DataFrame) -> list[str]:
    """Make codes out of names where the file has none; a name that returns is numbered."""
    made: list[str] = []
    seen: dict[str, int] = {}
    rows = zip(frame["country"], frame["code"], frame["name"], strict=True)
    for country, code, name in rows:
        wanted = code or f"{country}-{slug(name)}"
        seen[wanted] = seen.get(wanted, 0) + 1
        is_again = not code and seen[wanted] > 1
        made.append(f"{wanted}-{seen[wanted]}" if is_again else wanted)
    return made


def _parent_codes(frame: pd.DataFrame) -> list[str]:
    """Make codes of parents out of their names where the file only names them, as `_codes` does."""
    rows = zip(frame["country"], frame["parent"], frame["parent_name"], strict=True)
    return [code or (f"{country}-{slug(name)}" if name else "") for country, code, name in rows]


def _basis(source: Boundaries, code: str) -> str:
    return f"{source.basis}:{code}" if source.basis else f"published:{source.source}"


def _join(
    country: str, mine: dict[str, gpd.GeoDataFrame], remarks: list[str]
) -> tuple[pd.DataFrame, gpd.GeoDataFrame]:
    """Chain the levels of a country upwards from its leaves."""
    import geopandas as gpd
    import pandas as pd

    finest = max(mine)
    if "admin1" not in mine:
        lowest = min(mine)
        if not (mine[lowest]["parent_name"] != "").all() or lowest != "admin2":
            raise InputError(
                f"{country}: {lowest} without the level above", expected="a file of admin1"
            )
        mine = {"admin1": _upper(mine[lowest], country), **mine}
        remarks.append(f"{country}: admin1 taken from the columns of admin2")
    if finest == "admin3" and "admin2" not in mine:
        mine = {**mine, "admin2": _upper(mine["admin3"], country)}
        if not (mine["admin2"]["name"] != "").all():
            raise InputError(f"{country}: admin3 without admin2", expected="a file of admin2")
        remarks.append(f"{country}: admin2 taken from the columns of admin3")
    if finest == "admin1":
        # The tables know provinces and districts; a country of one level is both.
        repeated = mine["admin1"].assign(parent=mine["admin1"]["code"])
        repeated["code"] = repeated["code"] + "-1"
        mine, finest = {**mine, "admin2": repeated}, "admin2"
        remarks.append(f"{country}: no level below admin1, which stands for admin2 as well")
    present = [level for level in LEVELS if level in mine]
    tables = []
    for number, level in enumerate(present):
        frame = mine[level].sort_values("code", ignore_index=True)
        if number:
            frame["parent"] = _parents(frame, mine[present[number - 1]], level, remarks)
        else:
            frame["parent"] = country
        mine[level] = frame
        table = frame[["code", "country", "parent", "name", "basis"]].assign(level=level)
        tables.append(pd.DataFrame(table))
    leaf = mine[finest]
    parent2 = dict(zip(mine["admin2"]["code"], mine["admin2"]["parent"], strict=True))
    admin2 = leaf["code"] if finest == "admin2" else leaf["parent"]
    made = gpd.GeoDataFrame(
        {
            "unit_id": leaf["code"],
            "country": country,
            "admin1_pcode": [parent2[code] for code in admin2],
            "admin2_pcode": admin2,
            "admin3_id": leaf["code"] if finest == "admin3" else None,
        },
        geometry=leaf.geometry.to_numpy(),
        crs="EPSG:4326",
    )
    return pd.concat(tables, ignore_index=True), made


def _upper(frame: gpd.GeoDataFrame, country: str) -> gpd.GeoDataFrame:
    """Make the units of the level above out of the columns that name them."""
    import geopandas as gpd
    import shapely

    rows = []
    for code, group in frame.groupby("parent", sort=True):
        rows.append(
            {
                "country": country,
                "code": str(code),
                "name": group["parent_name"].iloc[0],
                "parent": "",
                "parent_name": "",
                "basis": group["basis"].iloc[0],
                "geometry": shapely.union_all(group.geometry.to_numpy()),
            }
        )
    return gpd.GeoDataFrame(rows, crs="EPSG:4326")


def _parents(
    frame: gpd.GeoDataFrame, above: gpd.GeoDataFrame, level: str, remarks: list[str]
) -> list[str]:
    import numpy as np
    import shapely

    known = set(above["code"])
    parents: list[str] = frame["parent"].tolist()
    orphans = [row for row, parent in enumerate(parents) if parent not in known]
    uppers, codes = above.geometry.to_numpy(), above["code"].to_numpy(object)
    for row in orphans:
        shape = frame.geometry.iloc[row]
        shared = shapely.area(shapely.intersection(uppers, shape))
        if not shared.max() > 0:
            raise InputError(
                f"{level}: a unit outside every unit above",
                value=parents[row] or frame["name"].iloc[row],
            )
        parents[row] = str(codes[int(np.argmax(shared))])
    if orphans:
        country = frame["country"].iloc[0]
        remarks.append(f"{country}: {len(orphans)} of {level} put under the unit that holds most")
    return parents
