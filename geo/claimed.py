"""Claims -> what each side says of each incident, by the rules of `geo.tolls`, for many incidents.

`geo.tolls` answers for a whole incident; maps that shade by what one side claims need the sides
apart, of a million incidents. So the same sums are made here on numbers; a test holds the two
against each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geo.tolls import parts, superseded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

METRICS = ("killed", "wounded")
_UNSPECIFIED = "unspecified"
_KEY, _SAID = ["metric", "side", "incident"], ["low", "high", "open"]
# Incidents whose claims are brought together at once: of a million it would take 300 MB.
_PART = 100_000


def side_totals(
    claims: pd.DataFrame,
    incident_ids: pd.Series,
    claimant_sides: Sequence[str],
    *,
    published: Mapping[str, str] | None = None,
    incident: NDArray[np.int32] | None = None,
) -> pd.DataFrame:
    """Give each side's figures of each incident: persons killed and persons wounded.

    Parameters
    ----------
    claims
        Table of `geo.schema.CLAIMS`.
    incident_ids
        The incidents to answer for, each once; claims of others are left out.
    claimant_sides
        The sides to answer for; claims of others are left out.
    published
        Report -> ISO day of its publication, as of `geo.tolls.tolls`.
    incident
        Each claim's place in `incident_ids`, -1 where it has none, if that is known: of millions of
        claims to look it up takes long.

    Returns
    -------
    pandas.DataFrame
        One row a metric, side and incident, sorted by these. ``metric``, ``side`` and ``incident``
        are numbers: places in `METRICS`, `claimant_sides` and `incident_ids`. ``low`` and ``high``
        are the smallest and largest total that the side gives (``low`` may be missing, where it
        says only how many at most); ``open`` tells that it gave a figure without an upper bound.
        Denials give no figure. Nothing is added across sides.
    """
    if incident is None:
        incident = _numbers(claims["incident_id"], incident_ids)
    figures = _figures(claims, incident, len(incident_ids), claimant_sides, published or {})
    told = [_totals(some) for some in figures]
    # a part is in order, and incidents rise from part to part: of each the same side and metric
    # follow one another, a column at a time
    runs = len(METRICS) * len(claimant_sides)
    edges = [np.searchsorted(_code_of_run(part, claimant_sides), range(runs + 1)) for part in told]
    columns = {}
    for name in (*_KEY, *_SAID):
        parts = [part.pop(name) for part in told]
        columns[name] = np.concatenate(
            [
                part[edge[run] : edge[run + 1]]
                for run in range(runs)
                for part, edge in zip(parts, edges, strict=True)
            ]
        )
        del parts  # before the next column is made
    return pd.DataFrame(columns, copy=False)


def _code_of_run(
    part: Mapping[str, NDArray[Any]], claimant_sides: Sequence[str]
) -> NDArray[np.int32]:
    """Give metric and side of each row as one number, metrics first."""
    code: NDArray[np.int32] = part["metric"].astype(np.int32) * len(claimant_sides) + part["side"]
    return code


def _totals(figures: pd.DataFrame) -> dict[str, NDArray[Any]]:
    """Bring together what a side says of an incident; the columns of `side_totals`."""
    # one range a group of victims: the least and the most that the side ever says of it
    by = {"low": np.fmin, "high": np.fmax, "open": np.logical_or}
    groups = _grouped(figures, [*_KEY, "group"], by)
    # a side's figure without a group may be its total, or one group more: the larger of the two
    groups["part"] = groups["group"] != 0
    parts = _grouped(groups, [*_KEY, "part"], {"low": _add, "high": _add, "open": np.logical_or})
    largest = _grouped(parts, _KEY, {"low": np.fmax, "high": np.fmax, "open": np.logical_or})
    return {name: largest[name].to_numpy() for name in (*_KEY, *_SAID)}


def _figures(
    claims: pd.DataFrame,
    incident: NDArray[np.int32],
    incidents: int,
    claimant_sides: Sequence[str],
    published: Mapping[str, str],
) -> Iterator[pd.DataFrame]:
    """Take the claims that give a figure, with numbers for their names, some incidents at a time.

    Incidents rise; there is at least one part.
    """
    metric = _numbers(claims["metric"], METRICS).astype(np.int8)
    side = _numbers(claims["claimant_side"], claimant_sides).astype(np.int16)
    unit = claims["unit"]
    persons = (unit.isna() | (unit == "")).to_numpy(bool, na_value=True)
    asserted = (claims["stance"] != "denies").to_numpy(bool, na_value=True)
    keep = np.flatnonzero((metric >= 0) & (side >= 0) & (incident >= 0) & persons & asserted)
    del persons, asserted  # millions of each
    keep = keep[np.argsort(incident[keep], kind="stable")]
    group = _groups(claims["victim_group"])
    edges = np.searchsorted(incident[keep], np.arange(_PART, incidents, _PART))
    for some in np.split(keep, edges):
        low, high = (
            claims[name].iloc[some].to_numpy(dtype=float, na_value=np.nan)
            for name in ("count_min", "count_max")
        )
        unending = np.isnan(high)
        rows = pd.DataFrame(
            {
                "metric": metric[some],
                "side": side[some],
                "incident": incident[some],
                "group": group[some],
                "low": low,
                "high": np.where(unending, low, high),
                "open": unending,
            }
        )
        subset, later = _told_again(rows, claims, some, published)
        good = ~later & rows["high"].notna().to_numpy()
        if not good.all():
            rows, subset = rows[good], subset[good]
        if subset.any():
            inside = _inside_total(rows, subset)
            # what is left of the parts has no total: one without a group is added to the others
            apart = subset & (rows["group"] == 0).to_numpy()
            rows = rows.assign(group=np.where(apart, rows["group"].max() + 1, rows["group"]))
            rows = rows[~inside]
        yield rows


def _groups(column: pd.Series) -> NDArray[np.int16]:
    """Give each group of victims a number; 0 is that of victims who are not told apart."""
    group, names = pd.factorize(column)
    told = [*names.tolist(), ""]  # null is -1, and so the last
    ranks = [0 if name == _UNSPECIFIED else 1 + told.index(name) for name in told]
    return np.array(ranks, np.int16)[group]


def _told_again(
    rows: pd.DataFrame, claims: pd.DataFrame, keep: NDArray[np.int64], published: Mapping[str, str]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell the figures that are parts, and those in whose place the claimant gave a later one."""
    subset = claims["is_subset"].iloc[keep].to_numpy(dtype=bool, na_value=False, copy=True)
    later = np.zeros(len(rows), bool)
    # only of what is told twice
    code = pd.Series(_code(rows, [*_KEY, "group"]))
    twice = np.flatnonzero(code.duplicated(keep=False).to_numpy())
    if twice.size:
        told = claims.iloc[keep[twice]]
        subset[twice], later[twice] = parts(told), superseded(told, published)
    return subset, later


def _inside_total(rows: pd.DataFrame, subset: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell the figures that are part of a larger one, where the same side gives such a one."""
    totals = pd.MultiIndex.from_frame(rows.loc[~subset, _KEY])
    inside: NDArray[np.bool_] = subset.copy()
    inside[subset] = pd.MultiIndex.from_frame(rows.loc[subset, _KEY]).isin(totals)
    return inside


def _grouped(rows: pd.DataFrame, key: list[str], by: Mapping[str, Any]) -> pd.DataFrame:
    """Bring together the rows of one key; the result is sorted by it."""
    code = _code(rows, key)
    if (np.diff(code) < 0).any():
        order = np.argsort(code, kind="stable")
        rows, code = rows.iloc[order], code[order]
    starts = np.flatnonzero(np.diff(code, prepend=-1))
    told: dict[str, NDArray[Any]] = {name: rows[name].to_numpy()[starts] for name in key}
    for name, gather in by.items():
        values = rows[name].to_numpy()
        told[name] = gather(values, starts) if gather is _add else gather.reduceat(values, starts)
    return pd.DataFrame(told)


def _code(rows: pd.DataFrame, key: Sequence[str]) -> NDArray[np.int64]:
    """Put numbers from 0 up into one, that has the order of all."""
    code = np.zeros(len(rows), np.int64)
    for name in key:
        column = rows[name].to_numpy()
        code = code * (int(column.max(initial=0)) + 1) + column
    return code


def _add(values: NDArray[np.float64], starts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Add what is known; nothing known is unknown."""
    known = ~np.isnan(values)
    sums = np.add.reduceat(np.where(known, values, 0.0), starts)
    return np.where(np.logical_or.reduceat(known, starts), sums, np.nan)


def _numbers(column: pd.Series, names: Sequence[str] | pd.Series) -> NDArray[np.int32]:
    """Give each name its place; -1 where it has none."""
    import pyarrow as pa
    import pyarrow.compute as pc

    # of millions of ids a cast is a copy, and they are text already
    values, among = (pa.array(given, from_pandas=True) for given in (column, names))
    if values.type != pa.string():
        values = values.cast(pa.string())
    if isinstance(among, pa.ChunkedArray):
        among = among.combine_chunks()
    if among.type != values.type:
        among = among.cast(values.type)
    found = pc.fill_null(pc.index_in(values, value_set=among, skip_nulls=True), -1)
    numbers: NDArray[np.int32] = np.asarray(found)
    return numbers
