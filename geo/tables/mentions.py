"""Good rows of the plain form -> the distinct places that each incident names."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from geo import ids, schema
from geo.tables.groups import Groups, Numbers, Rows, coded, series, values_of

_HINTS = ("country", "admin1", "admin2")
_MENTION_KEY = ("incident", "place", "point", *_HINTS)


def of(rows: Rows, reports: tuple[Numbers, Any], position: Numbers) -> pd.DataFrame:
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
    latitude, longitude, reach = (
        pa.array(values, mask=np.isnan(values))
        for values in (*(axis[at] for axis in points), _reach(table, said, found))
    )
    texts = {
        name: values_of(found[name].to_numpy(), dictionaries[name]) for name in ("place", *_HINTS)
    }
    incident = found["incident"].to_numpy()
    frame = pd.DataFrame(
        {
            "incident_id": series(rows.incident_ids.take(pa.array(incident))),
            "report_id": series(values_of(found["report"].to_numpy(), reports[1])),
            "place_text": series(texts["place"]),
            "latitude": series(latitude),
            "longitude": series(longitude),
            "uncertainty_km": series(reach),
            **{name: series(texts[name]) for name in _HINTS},
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


def _points(table: Any) -> tuple[Numbers, tuple[Numbers, Numbers]]:
    """Give each distinct coordinates a number; -1 where a row has none.

    Returns
    -------
    numpy.ndarray
        The number of each row's.
    tuple of numpy.ndarray
        Latitude and longitude by number, NaN behind the last.
    """
    lat, lon = _reals(table, "latitude"), _reals(table, "longitude")
    given = ~np.isnan(lat)
    numbers = np.full(len(lat), -1, np.int64)
    distinct, numbers[given] = np.unique(lat[given] + 1j * lon[given], return_inverse=True)
    return numbers, (np.append(distinct.real, np.nan), np.append(distinct.imag, np.nan))


def _reach(table: Any, said: pd.DataFrame, found: pd.DataFrame) -> Numbers:
    """Return the widest uncertainty (km) that a row of the incident states of its coordinates."""
    reach = _reals(table, "uncertainty_km")[said.index]
    is_stated = (said["point"].to_numpy() >= 0) & ~np.isnan(reach)
    if not is_stated.any():
        return np.full(len(found), np.nan)
    width = int(said["point"].max()) + 1
    keys = (said["incident"] * width + said["point"]).to_numpy()[is_stated]
    distinct, number = np.unique(keys, return_inverse=True)
    widest = np.full(len(distinct), np.nan)
    np.fmax.at(widest, number, reach[is_stated])
    asked = (found["incident"] * width + found["point"]).to_numpy()
    at = np.searchsorted(distinct, asked).clip(max=len(distinct) - 1)
    is_known = (found["point"].to_numpy() >= 0) & (distinct[at] == asked)
    return np.where(is_known, widest[at], np.nan)


def _reals(table: Any, name: str) -> Numbers:
    column: Numbers = table[name].to_numpy(zero_copy_only=False).astype(float)
    return column + 0.0  # -0.0 is 0.0


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
