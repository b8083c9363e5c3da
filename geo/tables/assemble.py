"""Good rows of the plain form -> tables of incidents, mentions, claims and reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo import ids, schema
from geo.tables.dates import NO_DAY, PRECISIONS
from geo.tables.groups import Groups, Numbers, coded, values_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_SLICE = 20_000  # incidents whose rows are copied at a time
_HINTS = ("country", "admin1", "admin2")
_MENTION_KEY = ("incident", "place", "point", *_HINTS)


@dataclass(frozen=True)
class Rows:
    """Rows that can be used, and the incident each belongs to.

    Attributes
    ----------
    table
        The typed columns of `geo.tables.cells`, with `first`, `last`, `last_said` (days) and
        `precision` (a place in `geo.tables.dates.PRECISIONS`).
    keys
        For each row the place of its incident in `incident_ids`.
    incident_ids
        Arrow text, sorted.
    hashed
        For each row whether its incident id was made from its id.
    """

    table: Any
    keys: Numbers
    incident_ids: Any
    hashed: Numbers


@dataclass(frozen=True)
class Tables:
    """The four tables of `geo.tables.plain.Parsed`."""

    incidents: pd.DataFrame
    mentions: pd.DataFrame
    claims: pd.DataFrame
    reports: pd.DataFrame


def tables(rows: Rows, victim_groups: Sequence[str], claimant_sides: Sequence[str]) -> Tables:
    """Make the tables of the rows; their order follows from dates and ids alone."""
    groups = Groups(rows.keys, len(rows.incident_ids))
    reports = _report_ids(rows.table)
    first, _ = groups.low_high(_days(rows, "first"), NO_DAY)
    order = np.lexsort((np.arange(groups.count), first))
    position = np.empty(groups.count, np.int64)
    position[order] = np.arange(groups.count)
    return Tables(
        _incidents(rows, groups, reports, order, victim_groups),
        _mentions(rows, reports, position),
        _claims(rows, reports, position, victim_groups, claimant_sides),
        _reports(rows.table, reports),
    )


def _days(rows: Rows, name: str) -> Numbers:
    values: Numbers = rows.table[name].to_numpy().astype(np.int64)
    return values


def _report_ids(table: Any) -> tuple[Numbers, Any]:
    """Name the report of each row: as the row does, or by its source and address."""
    source, sources = coded(table["source"])
    url, urls = coded(table["source_url"])
    pair = (source + 1) * (len(urls) + 1) + url + 1
    distinct, inverse = np.unique(pair, return_inverse=True)
    parts = [
        _series(values_of(distinct // (len(urls) + 1) - 1, sources)),
        _series(values_of(distinct % (len(urls) + 1) - 1, urls)),
    ]
    made = pa.array(ids.column("rep", parts), pa.string())
    made = pc.if_else(pa.array(distinct == 0), pa.scalar(None, pa.string()), made)
    given = _plain(table["report_id"])
    return coded(pc.coalesce(given, made.take(pa.array(inverse))))


def _incidents(
    rows: Rows,
    groups: Groups,
    reports: tuple[Numbers, Any],
    order: Numbers,
    victim_groups: Sequence[str],
) -> pd.DataFrame:
    table = rows.table
    columns: dict[str, Any] = {"incident_id": rows.incident_ids}
    for name in ("event_type", "sub_event_type", "actor1", "actor1_side"):
        columns[name] = _agreed(groups, table[name])
    for name in ("actor2", "actor2_side", "role"):
        columns[name] = _agreed(groups, table[name])
    columns["role"] = pc.fill_null(columns["role"], schema.ROLES[0])
    flags = _flag_numbers(table["domestic"])
    _, domestic = groups.low_high(flags)
    columns["domestic"] = pa.array(domestic == 1, mask=domestic < 0)
    columns |= _when(rows, groups)
    columns["summary"] = groups.joined(*coded(table["notes"]), " ")
    columns["report_ids"] = groups.joined(*reports, ";")
    columns["source"] = groups.joined(*coded(table["source"]), "; ")
    columns["source_url"] = groups.joined(*coded(table["source_url"]), " ")
    columns["licence"] = groups.joined(*coded(table["licence"]), "; ")
    hashed_id = pc.if_else(pa.array(rows.hashed), _plain(table["id"]), pa.scalar(None, pa.string()))
    columns["source_id"] = _agreed(groups, hashed_id)
    taken = pa.array(order)
    frame = pd.DataFrame({name: _series(array.take(taken)) for name, array in columns.items()})
    frame["raw"] = _series(_raw(rows, order))
    return schema.conform(frame, schema.incidents(victim_groups))


def _when(rows: Rows, groups: Groups) -> dict[str, Any]:
    first, _ = groups.low_high(_days(rows, "first"), NO_DAY)
    _, implied = groups.low_high(_days(rows, "last"), NO_DAY)
    _, said = groups.low_high(_days(rows, "last_said"), NO_DAY)
    last = np.where(said == NO_DAY, implied, said)
    _, precision = groups.low_high(_days(rows, "precision"))
    names = [PRECISIONS[at] for at in precision]
    return {
        "date_start": pa.array(first.astype("datetime64[D]")),
        "date_end": pa.array(last.astype("datetime64[D]")),
        "date_precision": pa.array(names, pa.string()),
        "date_prec": pa.array([schema.DATE_PREC_OF[name] for name in names], pa.int64()),
        "time_precision": pa.array([schema.TIME_PRECISION_OF[name] for name in names], pa.int64()),
    }


def _mentions(rows: Rows, reports: tuple[Numbers, Any], position: Numbers) -> pd.DataFrame:
    """Find the distinct places of each incident; empty cells say nothing against a fuller row."""
    table = rows.table
    dictionaries: dict[str, Any] = {}
    numbers: dict[str, Numbers] = {"incident": rows.keys}
    for name in ("place", *_HINTS):
        numbers[name], dictionaries[name] = coded(table[name])
    numbers["point"], points = _points(table)
    numbers["report"] = reports[0]
    said = pd.DataFrame(numbers)
    said = said[(said[list(_MENTION_KEY[1:])] >= 0).any(axis=1)]
    found = _distinct(said.assign(rows=1))
    found = _distinct(_with_hints(found))
    found = found[~_told_better(found)]
    at = found["point"].to_numpy()
    latitude, longitude, reach = (pa.array(of[at], mask=np.isnan(of[at])) for of in points)
    texts = {
        name: values_of(found[name].to_numpy(), dictionaries[name]) for name in ("place", *_HINTS)
    }
    incident = found["incident"].to_numpy()
    frame = pd.DataFrame(
        {
            "incident_id": _series(rows.incident_ids.take(pa.array(incident))),
            "report_id": _series(values_of(found["report"].to_numpy(), reports[1])),
            "place_text": _series(texts["place"]),
            "latitude": _series(latitude),
            "longitude": _series(longitude),
            "uncertainty_km": _series(reach),
            **{name: _series(texts[name]) for name in _HINTS},
        }
    )
    key = ["incident_id", "place_text", "latitude", "longitude", *_HINTS]
    frame["location_id"] = ids.column("loc", [frame[name] for name in key])
    rank, _ = coded(pa.array(frame["location_id"], pa.string()))
    # The primary place: with a point, with words, finest, most often said; then by id.
    finest = ((found[list(_HINTS)] >= 0) * [1, 2, 4]).sum(axis=1).to_numpy()
    best_first = (
        rank,
        -found["rows"].to_numpy(),
        -finest,
        found["place"].to_numpy() < 0,
        at < 0,
        position[incident],
    )
    order = np.lexsort(best_first)
    owners = incident[order]
    primary = np.ones(len(order), dtype=bool)
    primary[1:] = owners[1:] != owners[:-1]
    frame = frame.take(order).assign(is_primary=primary)
    again = np.lexsort((rank[order], ~primary, position[owners]))
    return schema.conform(frame.take(again).reset_index(drop=True), schema.MENTIONS)


def _points(table: Any) -> tuple[Numbers, tuple[Numbers, ...]]:
    """Give each distinct coordinates a number; -1 where a row has none.

    Returns
    -------
    numpy.ndarray
        The number of each row's.
    tuple of numpy.ndarray
        Latitude, longitude and stated uncertainty (km) by number, NaN behind the last; the widest
        that any row states.
    """
    lat, lon, reach = (
        table[axis].to_numpy(zero_copy_only=False).astype(float) + 0.0  # -0.0 is 0.0
        for axis in ("latitude", "longitude", "uncertainty_km")
    )
    given = ~np.isnan(lat)
    numbers = np.full(len(lat), -1, np.int64)
    distinct, numbers[given] = np.unique(lat[given] + 1j * lon[given], return_inverse=True)
    widest = np.full(len(distinct) + 1, np.nan)
    stated = given & ~np.isnan(reach)
    np.fmax.at(widest, numbers[stated], reach[stated])
    return numbers, (np.append(distinct.real, np.nan), np.append(distinct.imag, np.nan), widest)


def _distinct(said: pd.DataFrame) -> pd.DataFrame:
    """Put equal mentions into one, with the number of their rows and their first report."""
    if not len(said):
        return said
    reports = said["report"].where(said["report"] >= 0, np.iinfo(np.int64).max)
    grouped = said.assign(report=reports).groupby(list(_MENTION_KEY), sort=False)
    found = grouped.agg({"rows": "sum", "report": "min"}).reset_index()
    found["report"] = found["report"].where(found["report"] != np.iinfo(np.int64).max, -1)
    return found


def _with_hints(found: pd.DataFrame) -> pd.DataFrame:
    """Fill the country and units of a place from another row that names the same place."""
    if not len(found):
        return found
    named = (found["place"] >= 0) | (found["point"] >= 0)
    same = found.groupby(["incident", "place", "point"], sort=False).ngroup().to_numpy()
    groups = Groups(same, int(same.max()) + 1)
    filled = {}
    for name in _HINTS:
        hint = found[name].to_numpy()
        low, high = groups.low_high(hint)
        use = named.to_numpy() & (hint < 0) & (low == high)[same]
        filled[name] = np.where(use, high[same], hint)
    return found.assign(**filled)


def _told_better(found: pd.DataFrame) -> Numbers:
    """Tell which mentions only repeat, with less, what another of the incident says."""
    incident = found["incident"].to_numpy()
    place, point = found["place"].to_numpy(), found["point"].to_numpy()
    country, admin1, admin2 = (found[name].to_numpy() for name in _HINTS)
    named = (place >= 0) | (point >= 0)
    # (what is told, which rows tell only that, which rows tell that and more)
    ways = (
        (place, (place >= 0) & (point < 0), (place >= 0) & (point >= 0)),
        (point, (place < 0) & (point >= 0), (place >= 0) & (point >= 0)),
        (admin2, ~named & (admin2 >= 0), named & (admin2 >= 0)),
        (admin1, ~named & (admin2 < 0) & (admin1 >= 0), (named | (admin2 >= 0)) & (admin1 >= 0)),
        (
            country,
            ~named & (admin1 < 0) & (admin2 < 0),
            (named | (admin1 >= 0) | (admin2 >= 0)) & (country >= 0),
        ),
    )
    worse = np.zeros(len(found), dtype=bool)
    for value, only, more in ways:
        width = int(value.max(initial=0)) + 2
        key = incident * width + value
        worse |= only & np.isin(key, key[more])
    return worse


def _claims(
    rows: Rows,
    reports: tuple[Numbers, Any],
    position: Numbers,
    victim_groups: Sequence[str],
    claimant_sides: Sequence[str],
) -> pd.DataFrame:
    table = rows.table
    own = pc.or_(pc.is_valid(table["metric"]), pc.is_valid(table["count_min"]))
    own = pc.or_(own, pc.is_valid(table["count_max"]))
    bare = pc.and_(pc.invert(own), pc.is_valid(table["fatalities"]))
    at = pa.array(np.flatnonzero(pc.or_(own, bare).to_numpy()))
    bare = bare.take(at)
    cell = {
        name: _plain(table[name]).take(at) for name in table.column_names if name in _CLAIM_CELLS
    }
    low = pc.if_else(bare, cell["fatalities"], cell["count_min"])
    closed = pc.and_(bare, pc.invert(table["fatalities_open"].take(at)))
    high = pc.if_else(closed, cell["fatalities"], cell["count_max"])
    anonymous = pc.and_(pc.is_null(cell["claimant"]), pc.is_valid(cell["source"]))
    media = "media" if "media" in claimant_sides else None
    unknown = "unknown" if "unknown" in claimant_sides else None
    side = pc.if_else(anonymous, pa.scalar(media, pa.string()), pa.scalar(unknown, pa.string()))
    group = "unspecified" if "unspecified" in victim_groups else None
    columns = {
        "incident_id": rows.incident_ids.take(pa.array(rows.keys).take(at)),
        "report_id": values_of(reports[0][at.to_numpy()], reports[1]),
        "claimant": pc.coalesce(cell["claimant"], cell["source"]),
        "claimant_side": pc.coalesce(cell["claimant_side"], side),
        "metric": pc.coalesce(cell["metric"], pa.scalar("killed")),
        "victim_group": pc.coalesce(cell["victim_group"], pa.scalar(group, pa.string())),
        "count_min": low,
        "count_max": high,
        "is_exact": pc.coalesce(cell["is_exact"], pc.fill_null(pc.equal(low, high), False)),
        "stance": pc.coalesce(cell["stance"], pa.scalar(schema.STANCES[0])),
        "is_subset": pc.fill_null(cell["is_subset"], False),
        "unit": cell["unit"],
        "quote": cell["quote"],
        "char_start": cell["char_start"],
        "char_end": cell["char_end"],
    }
    frame = pd.DataFrame({name: _series(array) for name, array in columns.items()})
    frame["claim_id"] = ids.column("clm", [frame[name] for name in columns])
    keys = rows.keys[at.to_numpy()]
    _, once = np.unique(
        pa.array(frame["claim_id"]).to_numpy(zero_copy_only=False), return_index=True
    )
    frame, keys = frame.take(once), keys[once]
    ranks = [
        coded(pa.array(frame[name], pa.string()))[0]
        for name in ("claim_id", "victim_group", "metric", "claimant_side")
    ]
    order = np.lexsort((*ranks, position[keys]))
    return schema.conform(frame.take(order).reset_index(drop=True), schema.CLAIMS)


_CLAIM_CELLS = frozenset(
    (
        "claimant",
        "claimant_side",
        "metric",
        "victim_group",
        "count_min",
        "count_max",
        "fatalities",
        "is_exact",
        "stance",
        "is_subset",
        "unit",
        "quote",
        "char_start",
        "char_end",
        "source",
    )
)


def _reports(table: Any, reports: tuple[Numbers, Any]) -> pd.DataFrame:
    """List each report that rows cite, once, by id."""
    numbers, report_ids = reports
    cited = np.flatnonzero(numbers >= 0)
    used, keys = np.unique(numbers[cited], return_inverse=True)
    groups = Groups(keys, len(used))
    columns: dict[str, Any] = {"report_id": report_ids.take(pa.array(used))}
    for name, column in (("publisher", "source"), ("url", "source_url"), ("licence", "licence")):
        codes, dictionary = coded(table[column])
        low, _ = groups.low_high(codes[cited])
        columns[name] = values_of(low, dictionary)
    frame = pd.DataFrame({name: _series(array) for name, array in columns.items()})
    return schema.conform(frame, schema.REPORTS)


def _agreed(groups: Groups, column: Any) -> Any:
    """Give what the rows of each incident agree on; null where none says anything."""
    codes, dictionary = coded(column)
    _, high = groups.low_high(codes)
    return values_of(high, dictionary)


def _flag_numbers(column: Any) -> Numbers:
    numbers: Numbers = pc.fill_null(column.cast(pa.int8()), -1).to_numpy().astype(np.int64)
    return numbers


def _raw(rows: Rows, order: Numbers) -> Any:
    """List the rows of each incident as JSON, in pieces that Arrow's text can hold.

    A row of a file that became several rows of claims is listed once.
    """
    texts = rows.table["raw"].combine_chunks()  # once: taking from pieces would do it every time
    file, row = (rows.table[name].to_numpy().astype(np.int64) for name in ("file", "row"))
    once = np.ones(len(row), dtype=bool)
    once[1:] = (row[1:] != row[:-1]) | (file[1:] != file[:-1])
    keys = rows.keys
    if not once.all():
        texts, keys = texts.filter(pa.array(once)), keys[once]
    groups = Groups(keys, len(rows.incident_ids))
    pieces = []
    for start in range(0, len(order), _SLICE):
        piece = groups.gathered(texts, ", ", order[start : start + _SLICE])
        open_, close, nothing = (pa.scalar(char, piece.type) for char in ("[", "]", ""))
        bracketed = pc.binary_join_element_wise(open_, piece, close, nothing)
        pieces.append(bracketed.cast(pa.string()))
    return pa.chunked_array(pieces, pa.string())


def _plain(column: Any) -> Any:
    """Make one array of a column, its dictionary undone."""
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(array, pa.ChunkedArray):
        array = pa.array([], array.type)
    return array.dictionary_decode() if pa.types.is_dictionary(array.type) else array


def _series(array: Any) -> pd.Series:
    return pd.Series(pd.arrays.ArrowExtensionArray(array))
