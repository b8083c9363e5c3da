"""What the commands tell a person on standard error: notes, refusals, progress, a summary."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

from geo.errors import fault_line, plain_line, printable
from geo.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from geo.comparing import Changes
    from geo.dataset import Dataset

    Progress = Callable[[str, int, int], None]

SHOWN_REJECTIONS = 20
SHOWN_CONFLICTS = 5


def say(line: str) -> None:
    """Tell a person, if one listens: a reader who left must not stop the work."""
    if sys.stderr is None:  # closed by the shell
        return
    try:
        print(line, file=sys.stderr, flush=True)  # noqa: T201 - the one place that speaks to a person
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def progress_shown() -> Progress | None:
    """Show progress on a terminal, and nothing in a pipe."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None

    def show(step: str, done: int, total: int) -> None:
        so_far = f"{done:,} of {total:,}" if total else f"{done:,}"
        end = "\n" if total and done >= total else ""
        print(f"\r{step}: {so_far}\033[K", end=end, file=sys.stderr, flush=True)  # noqa: T201

    return show


def say_notes(dataset: Dataset) -> None:
    """Say what was recognised or cleaned in the inputs."""
    for note in dataset.account.notes:
        say(note)


def summary(dataset: Dataset) -> str:
    """Sum up what became of the input, in one line."""
    account = dataset.account
    read = []
    if account.reports_read:
        read.append(
            f"{counted(account.reports_read, 'report')} read,"
            f" {account.reports_without_incident} without incident,"
            f" {account.reports_rejected} refused"
        )
    if account.rows_read or not read:
        read.append(f"{counted(account.rows_read, 'row')} read, {account.rows_rejected} refused")
    merged = f", {account.incidents_merged} put together" if account.incidents_merged else ""
    return (
        f"{counted(account.incidents_read, 'incident')}: {account.incidents_located} located,"
        f" {account.incidents_unlocated} not located, {account.incidents_rejected} refused{merged}"
        f" ({'; '.join(read)})"
    )


def say_rejections(dataset: Dataset, limit: int | None = SHOWN_REJECTIONS) -> None:
    """Say why rows and reports were refused, the first of them where `limit` is given.

    What could not be used of one report for one reason is one line.
    """
    rejected = dataset.account.rejected
    if rejected is None:
        return
    alike = rejected.groupby(["file", "row", "reason"], dropna=False, sort=False)["reason"]
    more = (alike.transform("size") - 1)[alike.cumcount() == 0]
    rejected = rejected.loc[more.index]
    shown = rejected.head(len(rejected) if limit is None else limit)
    for row, others in zip(shown.itertuples(), more.tolist(), strict=False):
        line = fault_line(
            f"{row.reason} ({others} more like it)" if others else str(row.reason),
            value=_given(row.value),
            expected=_given(row.expected) or "",
            where=", ".join(filter(None, (_given(row.file), *_place(row)))),
        )
        also = _given(row.also)
        say(f"{line} | {also}" if also else line)
    if limit is not None and len(rejected) > limit:
        say(f"... and {len(rejected) - limit} more, all in rejected.csv")


def say_changes(changes: Changes) -> None:
    """Print what differs between two builds, the first of each kind, and say the counts."""
    table = changes.table
    for kind, mark in zip(changes.counts, "+~&-", strict=True):
        rows = table[table["change"] == kind].to_dict("records")
        lines = [f"{mark} {_change(row)}" for row in rows[:SHOWN_REJECTIONS]]
        if len(rows) > SHOWN_REJECTIONS:
            lines.append(f"  ... and {len(rows) - SHOWN_REJECTIONS} more (-o FILE writes all)")
        for line in lines:
            print(plain_line(line))  # noqa: T201 - the result, for a person and for a pipe
    said = ", ".join(f"{number} {kind}" for kind, number in changes.counts.items())
    say(f"incidents: {said}, {changes.same} the same")


def _change(row: Mapping[Hashable, str]) -> str:
    names = ("incident_id", "source_id", "date_start", "sub_event_type")
    what = " ".join(row[name] for name in names if row[name])
    where = f", {row['place']}" if row["place"] else ""
    if row["column"]:
        return f"{what}{where}: {row['column']} {row['old'] or '-'} -> {row['new'] or '-'}"
    return f"{what}{where}: now in {row['new']}" if row["new"] else f"{what}{where}"


def say_conflicts(dataset: Dataset, limit: int | None = None) -> None:
    """Name the incidents whose words and coordinates disagree, the farthest apart first."""
    apart = dataset.locations[dataset.locations["where_conflict_km"].notna()]
    if apart.empty:
        return
    named = _own_names(dataset)
    apart = apart.sort_values("where_conflict_km", ascending=False, kind="stable")
    for row in apart[:limit].itertuples():
        say(
            f"{named[row.incident_id]}: the words {printable(row.place_text)} and the coordinates"
            f" are {row.where_conflict_km:.0f} km apart: placed by the coordinates"
        )
    if limit is not None and len(apart) > limit:
        say(f"... and {len(apart) - limit} more such (bordermap check names them)")


def say_contradictions(dataset: Dataset, limit: int | None = None) -> None:
    """Name the incidents whose columns of units contradict the words of a place."""
    told = dataset.account.contradicted
    named = _own_names(dataset) if told else {}
    for key, line in told[:limit]:
        say(f"{named.get(key, key)}: {line}")
    if limit is not None and len(told) > limit:
        say(f"... and {len(told) - limit} more such (bordermap check names them)")


def say_places(dataset: Dataset) -> None:
    """Name the incidents of whose places something disagrees, and those without a place."""
    say_conflicts(dataset)
    say_contradictions(dataset)
    named = _own_names(dataset)
    unlocated = dataset.locations[dataset.locations["place_level"].isna()]
    for row in unlocated.itertuples():
        words = _given(row.place_text)
        why = f"no place found for {printable(words)}" if words else str(row.place_why)
        say(f"{named[row.incident_id]}: {why}")
    has_place = dataset.incidents["incident_id"].isin(dataset.locations["incident_id"])
    for key in dataset.incidents["incident_id"][~has_place]:
        say(f"{named[key]}: no place is given")


def _own_names(dataset: Dataset) -> dict[object, str]:
    """Name each incident as its table does, else by day and place, else by the row it is of."""
    primary = dataset.locations[dataset.locations["is_primary"]]
    words = dict(zip(primary["incident_id"], primary["place_text"], strict=True))
    names = {}
    columns = ["incident_id", "source_id", "raw", "date_start"]
    for key, own, raw, day in dataset.incidents[columns].itertuples(index=False):
        if _given(own) and own != key:
            names[key] = f"{printable(own)} ({key})"
        elif place := _given(words.get(key)):
            names[key] = f"{key} ({day}, {printable(place)})"
        else:
            names[key] = f"{key} ({printable(_cells(raw))})" if _given(raw) else str(key)
    return names


def _cells(raw: str) -> str:
    """Write the first row of an incident as a person would read it out: column and cell."""
    first = json.loads(raw)[0]
    return "; ".join(f"{column}: {cell}" for column, cell in first.items())


def _place(row: Any) -> tuple[str | None, str | None]:
    """Say which row of a table, or line of a file of reports."""
    number = f"row {row.row}" if _given(row.raw) else f"line {row.row}"
    return number if isinstance(row.row, int) else None, _given(row.column)


def _given(cell: object) -> str | None:
    """Take a cell of text that may be null."""
    return cell if isinstance(cell, str) else None
