"""Two builds -> what was added, changed, put together and removed between them.

Builds are compared as they were written, by `incident_id`, `location_id` and `claim_id`, which
follow from the content: the same source row or report has the same id in both.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
from pyarrow import csv

from geo.errors import InputError, OutputError, fault_line
from geo.exports import manifest
from geo.exports.csvs import guarded

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDED, CHANGED, MERGED, REMOVED = KINDS = ("added", "changed", "put together", "removed")
COLUMNS = (
    *("change", "incident_id", "source_id", "date_start", "sub_event_type", "place"),
    *("column", "old", "new"),
)
# What is told of an incident that is in both; ids, counts and versions follow from it.
_TOLD = (
    *("date_start", "date_end", "date_precision", "event_type", "sub_event_type"),
    *("actor1", "actor1_side", "actor2", "actor2_side", "role", "domestic", "status", "disputed"),
    *("fatalities_low", "fatalities_best", "fatalities_high"),
    *("wounded_low", "wounded_best", "wounded_high", "summary", "source", "licence"),
)
_PLACE = ("place_text", "place_name", "admin1", "admin2", "where_prec", "uncertainty_km")
_CLAIM = (
    *("claimant", "claimant_side", "metric", "victim_group", "count_min", "count_max", "unit"),
    *("stance", "quote"),
)


@dataclass(frozen=True)
class Changes:
    """What is different between two builds.

    Attributes
    ----------
    table
        One row for each difference, columns `COLUMNS`, text, by kind, day and id. `column` is empty
        for a whole incident, ``place`` or ``claim`` for one of those; `old` or `new` is empty where
        there is none.
    counts
        Incidents by kind of change.
    same
        Incidents in which nothing changed.
    """

    table: pd.DataFrame
    counts: dict[str, int]
    same: int


@dataclass(frozen=True)
class _Build:
    """A written build: its incidents by id, and what is told of the places and claims of each."""

    incidents: dict[str, dict[str, str]]
    places: dict[str, dict[str, str]]
    claims: dict[str, dict[str, str]]
    merged: dict[str, str]


def compare(old: str | Path, new: str | Path) -> Changes:
    """Compare two output folders.

    Parameters
    ----------
    old, new
        Folders that `geo.exports.write` wrote.

    Raises
    ------
    InputError
        A folder is no build, or its tables cannot be read.
    """
    before, after = _read(Path(old)), _read(Path(new))
    had, has = before.incidents.keys(), after.incidents.keys()
    rows = [_row(ADDED, key, after) for key in has - had]
    for key in had - has:
        into = after.merged.get(key, "")
        rows.append(_row(MERGED if into else REMOVED, key, before, new=into))
    both = has & had
    changed = set()
    for key in both:
        found = list(_differences(key, before, after))
        rows += found
        if found:
            changed.add(key)
    table = pd.DataFrame(rows, columns=COLUMNS, dtype=object)
    table["rank"] = table["change"].map(KINDS.index)
    table = table.sort_values(["rank", "date_start", "incident_id"], kind="stable")
    table = table.drop(columns="rank").reset_index(drop=True)
    counts = {kind: int((table["change"] == kind).sum()) for kind in KINDS}
    counts[CHANGED] = len(changed)
    return Changes(table, counts, len(both) - len(changed))


def write(changes: Changes, path: Path) -> None:
    """Write the table of changes as CSV, no cell of which a spreadsheet would compute.

    Raises
    ------
    OutputError
        The file cannot be written.
    """
    schema = pa.schema([(name, pa.string()) for name in COLUMNS])
    table = pa.Table.from_pandas(changes.table, schema=schema, preserve_index=False)
    try:
        with path.open("wb") as file:  # so that a fault is told as the system does, not as Arrow
            csv.write_csv(guarded(table), file)
    except OSError as fault:
        said = fault.strerror or "cannot be written"
        raise OutputError(fault_line(said, where=str(path))) from fault


def _read(folder: Path) -> _Build:
    if manifest.names(folder) is None:
        raise InputError(
            "no build", value=str(folder), expected="a folder that bordermap build wrote"
        )
    located, lost = _table(folder, "incidents"), _table(folder, "unlocated")
    everything = pd.concat([located, lost], ignore_index=True).fillna("")
    whole = everything.drop_duplicates("incident_id").to_dict("records")
    incidents = {row["incident_id"]: {str(k): str(v) for k, v in row.items()} for row in whole}
    merged = {
        old: key
        for key, row in incidents.items()
        for old in filter(None, row.get("merged_ids", "").split(";"))
    }
    places = everything[everything["location_id"] != ""]
    claims = _table(folder, "claims").fillna("")
    return _Build(
        incidents,
        _told(places, "location_id", _PLACE),
        _told(claims, "claim_id", _CLAIM),
        merged,
    )


def _table(folder: Path, name: str) -> pd.DataFrame:
    path = folder / f"{name}.csv"
    try:
        with path.open("rb") as file:
            names = csv.open_csv(file).schema.names
        options = csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()))
        parsing = csv.ParseOptions(newlines_in_values=True)
        table = csv.read_csv(path, convert_options=options, parse_options=parsing)
        return pd.DataFrame(table.to_pandas())
    except (OSError, pa.ArrowInvalid) as fault:
        said = str(fault).splitlines()[0]
        raise InputError("cannot be read", value=said, where=str(path)) from fault


def _told(table: pd.DataFrame, key: str, columns: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Say each row in a line, by its incident and id."""
    said: dict[str, dict[str, str]] = {}
    cells = [table[name] if name in table else [""] * len(table) for name in columns]
    for incident, own, *parts in zip(table["incident_id"], table[key], *cells, strict=True):
        said.setdefault(incident, {})[own] = " | ".join(part for part in parts if part)
    return said


def _differences(key: str, before: _Build, after: _Build) -> Iterator[dict[str, str]]:
    """Give a row for each cell, place and claim of an incident that is not the same."""
    was, now = before.incidents[key], after.incidents[key]
    for name in _TOLD:
        if was.get(name, "") != now.get(name, ""):
            yield _row(CHANGED, key, after, name, was.get(name, ""), now.get(name, ""))
    for name, old, new in (
        ("place", before.places, after.places),
        ("claim", before.claims, after.claims),
    ):
        had, has = old.get(key, {}), new.get(key, {})
        for own in sorted(had.keys() | has.keys()):
            if had.get(own) != has.get(own):
                yield _row(CHANGED, key, after, name, had.get(own, ""), has.get(own, ""))


def _row(
    kind: str, key: str, build: _Build, column: str = "", old: str = "", new: str = ""
) -> dict[str, str]:
    said = build.incidents[key]
    names = dict.fromkeys((said.get("place_name", ""), said.get("admin1", "")))
    place = ", ".join(filter(None, names))
    told = (said.get(name, "") for name in ("source_id", "date_start", "sub_event_type"))
    cells = (kind, key, *told, place, column, old, new)
    return dict(zip(COLUMNS, cells, strict=True))
