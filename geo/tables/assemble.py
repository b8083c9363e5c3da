"""Good rows of the plain form -> tables of incidents, mentions, claims and reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo import ids, schema
from geo.reports.attribution.lookups import UNKNOWN
from geo.tables import mentions
from geo.tables.date_cells import NO_DAY, PRECISIONS
from geo.tables.groups import Groups, Numbers, Rows, coded, series, values_of
from geo.tables.headings import Headings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.region import RegionPack

_SLICE = 20_000  # incidents whose rows are copied at a time
_NOWHERE = np.iinfo(np.int64).max  # behind the end of any text


@dataclass(frozen=True)
class Tables:
    """The four tables of `geo.tables.plain.Parsed`."""

    incidents: pd.DataFrame
    mentions: pd.DataFrame
    claims: pd.DataFrame
    reports: pd.DataFrame


def tables(rows: Rows, pack: RegionPack) -> Tables:
    """Make the tables of the rows; their order follows from dates and ids alone."""
    victim_groups = pack.victim_groups
    groups = Groups(rows.keys, len(rows.incident_ids))
    reports = _report_ids(rows.table)
    first, _ = groups.low_high(_days(rows, "first"), NO_DAY)
    order = np.lexsort((np.arange(groups.count), first))
    position = np.empty(groups.count, np.int64)
    position[order] = np.arange(groups.count)
    return Tables(
        _incidents(rows, groups, reports, order, victim_groups),
        mentions.of(rows, reports, position),
        _claims(rows, reports, position, pack),
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
        series(values_of(distinct // (len(urls) + 1) - 1, sources)),
        series(values_of(distinct % (len(urls) + 1) - 1, urls)),
    ]
    made = pa.array(ids.column("rep", parts), pa.string())
    made = pc.if_else(pa.array(distinct == 0), pa.scalar(None, pa.string()), made)
    given = _plain(table["report_id"])
    return coded(pc.coalesce(given, made.take(pa.array(inverse))))


def _as_told(table: Any) -> tuple[Numbers, Any]:
    """Give notes numbers as `coded` does, but in the order in which the quotes of their rows stand.

    Rows may come in any order, and what a report says of an incident is to be read in its own.
    """
    numbers, notes = coded(table["notes"])
    told = np.flatnonzero(numbers >= 0)
    start = table["char_start"].fill_null(_NOWHERE).to_numpy()[told].astype(np.int64)
    first = np.full(len(notes), _NOWHERE, np.int64)
    np.minimum.at(first, numbers[told], start)
    order = np.argsort(first, kind="stable")
    place = np.argsort(order)
    numbers[told] = place[numbers[told]]
    return numbers, notes.take(pa.array(order))


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
    columns["summary"] = groups.joined(*_as_told(table), " ")
    columns["report_ids"] = groups.joined(*reports, ";")
    columns["source"] = groups.joined(*coded(table["source"]), "; ")
    columns["source_url"] = groups.joined(*coded(table["source_url"]), " ")
    columns["licence"] = groups.joined(*coded(table["licence"]), "; ")
    hashed_id = pc.if_else(pa.array(rows.hashed), _plain(table["id"]), pa.scalar(None, pa.string()))
    columns["source_id"] = _agreed(groups, hashed_id)
    taken = pa.array(order)
    frame = pd.DataFrame({name: series(array.take(taken)) for name, array in columns.items()})
    frame["raw"] = series(_raw(rows, order))
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


def _sides(sources: Any, pack: RegionPack) -> Any:
    """Say for whom sources speak, each asked once; null where the pack has no such side."""
    codes, distinct = coded(sources)
    publisher = Headings(pack).publisher if len(distinct) else str
    sides = [publisher(name) for name in distinct.to_pylist()]
    known = [side if side in pack.claimant_sides else None for side in sides]
    return pa.array(known, pa.string()).take(pa.array(codes, mask=codes < 0))


def _claims(
    rows: Rows,
    reports: tuple[Numbers, Any],
    position: Numbers,
    pack: RegionPack,
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
    sources = pc.if_else(anonymous, cell["source"], None)
    unknown = pa.scalar(UNKNOWN if UNKNOWN in pack.claimant_sides else None, pa.string())
    side = pc.coalesce(_sides(sources, pack), unknown)
    group = "unspecified" if "unspecified" in pack.victim_groups else None
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
    frame = pd.DataFrame({name: series(array) for name, array in columns.items()})
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
    frame = pd.DataFrame({name: series(array) for name, array in columns.items()})
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
