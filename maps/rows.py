"""Incidents and their places as rows and columns of the page.

One row a place of an incident, in the order of date, incident and place; the rows of an incident
stand together, so a span of dates is a slice. An incident without a place keeps one row, which the
list shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from maps import payload
from maps.joined import Joined, array_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import geopandas as gpd
    import numpy as np
    import pandas as pd
    import pyarrow as pa
    from numpy.typing import NDArray

    from geo.dataset import Dataset

NO_DAY = -(2**31)
NO_KM = 2**16 - 1
KINDS = ("point", "area", "stretch", "none")
POINT, AREA, STRETCH, NONE = range(4)
# What the page holds of incidents and of their places; the other columns are not put in order.
_OF_INCIDENT = (
    "incident_id",
    "date_start",
    "date_end",
    "date_precision",
    "disputed",
    "domestic",
    "n_claims",
    "source",
    "licence",
    "sub_event_type",
    "actor1_side",
    "role",
    "status",
)
_OF_TEXT = ("summary", "actor1", "actor2", "source_url", "report_ids")
_OF_TOLL = ("fatalities_low", "fatalities_high")
_OF_PLACE = (
    "is_primary",
    "mention",
    "place_text",
    "place_name",
    "place_id",
    "place_level",
    "place_why",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "admin1_pcode",
    "admin2_pcode",
    "admin3_id",
    "footprint_id",
    "latitude",
    "longitude",
    "label_latitude",
    "label_longitude",
    "where_prec",
    "uncertainty_km",
    "line_km",
    "line_from_km",
    "line_to_km",
    "line_distance_km",
)


@dataclass(frozen=True)
class Rows:
    """The places in the page's order, each with its incident.

    Attributes
    ----------
    incidents
        Incidents by date, then id.
    table
        Columns of incidents and locations side by side, one row a place.
    incident
        Number of the incident of each row.
    place, places
        Code of the words for each row's place, and the words.
    """

    incidents: pd.DataFrame
    table: Joined
    incident: NDArray[np.int64]
    place: NDArray[np.int64]
    places: list[str]


def rows_of(dataset: Dataset) -> Rows:
    """Put the places of a dataset in the page's order.

    Raises
    ------
    ValueError
        A place belongs to an incident that the dataset does not have.
    """
    import numpy as np
    import pyarrow as pa

    locations = dataset.locations
    held = dataset.incidents[[*_OF_INCIDENT, *_OF_TEXT, *_OF_TOLL]]
    incidents = in_order(held, ("date_start", "incident_id"))
    number = numbers_of(locations["incident_id"], incidents["incident_id"], "location")
    primary = locations["is_primary"].to_numpy(dtype=bool, na_value=False)
    keys = {"number": number, "later": ~primary, "id": pa.array(locations["location_id"])}
    along = sort_indices(keys)
    number = number[along]
    bare = np.flatnonzero(np.bincount(number, minlength=len(incidents)) == 0)
    incident = np.concatenate([number, bare])
    again = np.argsort(incident, kind="stable")
    incident = incident[again]
    place = np.concatenate([along, np.full(len(bare), -1)])[again]
    table = Joined((locations, _OF_PLACE, place), (incidents, _OF_INCIDENT, incident))
    words = _place_words(table).dictionary_encode()
    names = np.array(words.dictionary.to_pylist(), object)
    order = np.argsort(names, kind="stable")
    codes = np.argsort(order)[np.asarray(words.indices)] if len(names) else np.zeros(0)
    names = names[order].tolist()
    return Rows(incidents, table, incident, codes.astype(np.int64), names)


def sort_indices(keys: Mapping[str, Any]) -> NDArray[np.int64]:
    """Return the order of rows by several keys, nulls first; texts by code point."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    table: dict[str, Any] = {}
    for name, values in keys.items():
        column = pa.array(values)
        # where nulls go is told in another way by each version of pyarrow: a key of its own does it
        if column.null_count:
            table[f"{name} known"] = pc.is_valid(column)
        table[name] = column
    order = pc.sort_indices(pa.table(table), sort_keys=[(name, "ascending") for name in table])
    return np.asarray(order).astype(np.int64)


def in_order(table: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Sort rows by columns, nulls first."""
    import numpy as np
    import pyarrow as pa

    order = sort_indices({key: pa.array(table[key], from_pandas=True) for key in keys})
    if not np.array_equal(order, np.arange(len(order))):
        table = table.iloc[order]
    return table.reset_index(drop=True)


def numbers_of(names: pd.Series, ids: pd.Series, what: str) -> NDArray[np.int64]:
    """Give each name the number of its place in `ids`.

    Raises
    ------
    ValueError
        A name is not there; `what` says what has it.
    """
    import numpy as np
    import pyarrow.compute as pc

    found = pc.index_in(_text(names), value_set=_text(ids))
    if found.null_count:
        lost = names[np.asarray(pc.is_null(found))].iloc[0]
        raise ValueError(f"{what} of incident {lost!r}, which is not in the dataset")
    return np.asarray(found).astype(np.int64)


def _text(column: pd.Series) -> pa.Array:
    import pyarrow as pa

    values = array_of(column)
    # a cast would copy what is text already
    return values if values.type == pa.string() else values.cast(pa.string())


def _place_words(table: Joined) -> pa.Array:
    """Name a place as the page shows it: its own name and the province it lies in."""
    import pyarrow as pa
    import pyarrow.compute as pc

    def text(column: str) -> pa.Array:
        told = _text(table[column])
        return pc.if_else(pc.equal(told, ""), None, told)

    columns = ("place_name", "admin3", "admin2", "admin1", "place_text", "country")
    name = pc.coalesce(*map(text, columns))
    province = text("admin1")
    level = pc.fill_null(_text(table["place_level"]), "")
    narrow = pc.is_in(level, pa.array(["place", "crossing", "admin3", "admin2", ""], level.type))
    told = pc.and_(narrow, pc.fill_null(pc.not_equal(province, name), fill_value=False))
    both = pc.binary_join_element_wise(name, province, pa.scalar(", ", name.type))
    return pc.fill_null(pc.if_else(told, both, name), "")


def _whole(column: pd.Series, fill: int, factor: float = 1.0) -> NDArray[np.int64]:
    import numpy as np

    values = column.to_numpy(dtype=float, na_value=np.nan) * factor
    return np.where(np.isnan(values), fill, np.rint(values)).astype(np.int64)


def _codes(column: pd.Series, names: Sequence[str], none: int = 255) -> NDArray[np.int64]:
    """Give each value the number of its place in `names`; `none` is none of them."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    among = pa.array(list(names), pa.string())
    codes = pc.index_in(_text(column), value_set=among, skip_nulls=True)
    return np.asarray(codes.fill_null(none)).astype(np.int64)


def days(column: pd.Series) -> NDArray[np.int64]:
    """Count days since 1970-01-01; `NO_DAY` where there is no date."""
    import numpy as np
    import pyarrow as pa

    days = pa.array(column).cast(pa.int32())
    days = days.fill_null(NO_DAY)
    return np.asarray(days).astype(np.int64)


def kinds(table: pd.DataFrame | Joined, footprints: gpd.GeoDataFrame) -> NDArray[np.int64]:
    """Say how a place is drawn: a point only where the source knew one (where_prec 1 or 2)."""
    import numpy as np

    stretches = footprints["footprint_id"][(footprints["kind"] == "stretch").to_numpy(bool)]
    stretch = _codes(table["footprint_id"], stretches.tolist(), -1) >= 0
    exact = np.isin(_whole(table["where_prec"], 0), (1, 2)) & table["latitude"].notna().to_numpy()
    labelled = table["label_latitude"].notna().to_numpy()
    kinds: NDArray[np.int64] = np.full(len(table), NONE, np.int64)
    kinds[labelled] = AREA
    kinds[labelled & stretch] = STRETCH
    kinds[exact] = POINT
    return kinds


def _drawn_level(table: Joined, kind: NDArray[np.int64]) -> NDArray[np.int64]:
    """Say what is drawn: the area or stretch a place lies in, where no point of it is known.

    Levels are places in `geo.schema.PLACE_LEVELS`, 255 where none is told.
    """
    import numpy as np

    from geo import schema

    number = {name: at for at, name in enumerate(schema.PLACE_LEVELS)}
    level = _codes(table["place_level"], schema.PLACE_LEVELS)
    spots = np.isin(level, (number["place"], number["crossing"]))
    level[spots & (kind == STRETCH)] = number["border_section"]
    areas = spots & (kind == AREA)
    by_prec = np.full(256, 255)
    by_prec[[3, 4, 5, 6]] = [number[name] for name in ("admin2", "admin1", "region", "country")]
    level[areas] = by_prec[_whole(table["where_prec"], 0)[areas]]
    for unit, code in (
        ("admin1", "admin1_pcode"),
        ("admin2", "admin2_pcode"),
        ("admin3", "admin3_id"),
    ):
        same = (table[code] == table["footprint_id"]).to_numpy(bool, na_value=False)
        level[areas & same] = number[unit]
    return level


def _position(table: Joined, kind: NDArray[np.int64], axis: str) -> NDArray[np.int64]:
    """Degrees in steps of 0.00001, in coarser steps where the source knew no better."""
    import numpy as np

    exact = table[axis].to_numpy(dtype=float, na_value=np.nan)
    label = table[f"label_{axis}"].to_numpy(dtype=float, na_value=np.nan)
    degrees = np.where(kind == POINT, exact, label)
    whole = np.where(np.isfinite(degrees), np.rint(degrees * payload.DEGREE), 0).astype(np.int64)
    uncertainty = table["uncertainty_km"].to_numpy(dtype=float, na_value=0.0)
    step = np.select([uncertainty >= 5, uncertainty >= 0.5], [100, 10], 1)
    step = np.where(kind == POINT, step, 1)
    coarse: NDArray[np.int64] = np.rint(whole / step).astype(np.int64) * step
    return coarse


class Lists(NamedTuple):
    """The words that some row has, which columns give by their places in these lists.

    Attributes
    ----------
    sources, licences
        The most frequent first; several sources stand in one text. Of sources at most 65,535: rows
        with a rarer one than these can be found by its words only.
    types
        Sub-event types, sorted.
    units
        P-codes of the provinces and districts that some row lies in, sorted.
    """

    sources: list[str]
    licences: list[str]
    types: list[str]
    units: list[str]

    @classmethod
    def of(cls, table: Joined) -> Lists:
        """Gather the words of a page's rows."""
        codes = {
            str(code)
            for column in ("admin1_pcode", "admin2_pcode")
            for code in table[column].dropna().unique()
        }
        return cls(
            _by_frequency(table["source"]),
            _by_frequency(table["licence"]),
            sorted(str(name) for name in table["sub_event_type"].dropna().unique()),
            sorted(codes)[:NO_KM],
        )


def columns(
    rows: Rows, pack: Any, kind: NDArray[np.int64], drawn: Sequence[str], lists: Lists
) -> Iterator[tuple[str, tuple[str, NDArray[Any]]]]:
    """Make the columns one after the other: name, type and values.

    Parameters
    ----------
    rows
        The page's rows.
    pack
        The region pack, for its sides.
    kind
        How each row is drawn, as `kinds` says.
    drawn
        Ids of the footprints that the page has; a row holds the number of its own.
    lists
        The words that columns give by their numbers.
    """
    import numpy as np

    from geo import schema

    table = rows.table
    for name, axis in (("lon", "longitude"), ("lat", "latitude")):
        yield name, ("i32", _position(table, kind, axis))
    day, end = days(table["date_start"]), days(table["date_end"])
    undated = (day == NO_DAY) | (end == NO_DAY)
    yield "day", ("i32", day)
    yield "days", ("u16", np.where(undated, 0, np.clip(end - day, 0, NO_KM)))
    yield "incident", ("u32", payload.delta(rows.incident))
    yield "place", ("u32", rows.place)
    footprint = _codes(table["footprint_id"], drawn, -1)
    yield "footprint", ("i32", np.where(np.isin(kind, (AREA, STRETCH)), footprint, -1))
    uncertainty = _whole(table["uncertainty_km"], NO_KM, 10)
    yield "uncertainty", ("u16", np.clip(uncertainty, 0, NO_KM))
    yield "claims", ("u16", np.clip(_whole(table["n_claims"], 0), 0, NO_KM))
    yield "source", ("u16", _codes(table["source"], lists.sources, NO_KM))
    yield "licence", ("u16", _codes(table["licence"], lists.licences, NO_KM))
    yield from _along_line(table, pack, kind).items()
    for level in ("admin1", "admin2"):
        yield level, ("u16", _codes(table[f"{level}_pcode"], lists.units, NO_KM))
    yield "kind", ("u8", kind)
    for name, column, codes in (
        ("type", "sub_event_type", lists.types),
        ("side", "actor1_side", pack.sides),
        ("role", "role", schema.ROLES),
        ("status", "status", schema.STATUSES),
        ("dateprec", "date_precision", schema.DATE_PRECISIONS),
    ):
        yield name, ("u8", _codes(table[column], codes))
    yield "prec", ("u8", _whole(table["where_prec"], 0))
    yield "level", ("u8", _drawn_level(table, kind))
    yield "flags", ("u8", _flags(table))


def _flags(table: Joined) -> NDArray[np.int64]:
    """Put three truths into a number's bits."""
    import numpy as np

    bits = ("disputed", "is_primary", "domestic")
    truths = (table[name].to_numpy(dtype=bool, na_value=False) for name in bits)
    flags: NDArray[np.int64] = np.zeros(len(table), np.int64)
    for bit, truth in enumerate(truths):
        flags |= truth.astype(np.int64) << bit
    return flags


def _along_line(
    table: Joined, pack: Any, kind: NDArray[np.int64]
) -> dict[str, tuple[str, NDArray[Any]]]:
    """Say where along the line each row may lie: a kilometre, or from one to another.

    An area has the kilometres where it meets the line; what does not reach the line has none.
    ``km_span`` is how far that is from ``km_from``, nought at a place; ``line_distance`` is how far
    a point lies from the line, km.
    """
    import numpy as np

    from geo import line

    def km(column: str) -> NDArray[np.float64]:
        return table[column].to_numpy(dtype=float, na_value=np.nan)

    at = np.where(kind == POINT, km("line_km"), np.nan)
    start, end = (np.where(kind == STRETCH, km(f"line_{side}_km"), at) for side in ("from", "to"))
    areas = np.flatnonzero(kind == AREA)
    if areas.size:
        meets = line.contacts(pack)
        marks = np.array([*meets.values(), (np.nan, np.nan)], float)
        start[areas], end[areas] = marks[_codes(table["footprint_id"][areas], [*meets], -1)].T
    low, high = np.fmin(start, end), np.fmax(start, end)
    away = np.where(kind == POINT, km("line_distance_km"), np.nan)
    distance = np.where(np.isnan(away), NO_KM, np.clip(np.nan_to_num(away), 0, NO_KM - 1))
    return {
        "km_from": ("f32", low),
        "km_span": ("f32", high.astype(np.float32) - low.astype(np.float32)),
        "line_distance": ("u16", np.rint(distance).astype(np.int64)),
    }


def _by_frequency(column: pd.Series) -> list[str]:
    counts = column.value_counts()
    ordered = sorted(zip(counts.index.astype(str), counts.tolist(), strict=True), key=_frequent)
    return [name for name, _ in ordered[:NO_KM]]


def _frequent(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]
