"""Several reports, or rows, of one incident -> one incident with all claims.

`likeness` says how likely two incidents are one, `candidates` which are worth asking, `clusters`
makes groups in which each is alike to each, `merging` makes one incident of a group, `links` says
by which pairs and `reasons` why, and `overrides` lets a person decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from geo import schema
from geo.errors import InputError
from geo.linking import clusters, merging, overrides
from geo.linking.candidates import pairs
from geo.linking.incidents import Incidents
from geo.linking.likeness import Options, go_together, likeness
from geo.linking.links import links

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from geo.linking.places import Touching

__all__ = ["LINKED", "Linked", "Options", "link_tables"]

LINKED = ("none", "reports", "all")


@dataclass(frozen=True)
class Linked:
    """Tables after linking.

    Attributes
    ----------
    incidents, locations, claims
        As before, members of a group under the id of the first.
    links
        Table of `geo.schema.LINKS`: one row an incident that went into another.
    notes
        Remarks of one line.
    """

    incidents: pd.DataFrame
    locations: pd.DataFrame
    claims: pd.DataFrame
    links: pd.DataFrame
    notes: tuple[str, ...] = ()

    @property
    def homes(self) -> dict[str, str]:
        """The id under which each incident that went into another stands now."""
        return dict(zip(self.links["merged_id"], self.links["incident_id"], strict=True))


def link_tables(
    incidents: pd.DataFrame,
    locations: pd.DataFrame,
    claims: pd.DataFrame,
    reports: pd.DataFrame,
    *,
    which: str = "all",
    options: Options | None = None,
    by_hand: str | Path | None = None,
    touching: Touching | None = None,
) -> Linked:
    """Put together the incidents of tables of `geo.schema`; see `link`.

    With `touching` (`geo.line.contacts`) a district is held against a stretch of the line too.

    What one source lists under two ids of its own is two incidents to those who coded it, and is
    put together by hand only; so is what has no date.

    The id that is kept is that of the earliest report; of a table's incident before any report's,
    since a person gave it.

    Raises
    ------
    InputError
        `which` is none of `LINKED`, or the file of overrides is faulty.
    """
    if which not in LINKED:
        raise InputError("unknown choice of links", value=which, expected=" or ".join(LINKED))
    options = options or Options()
    given = overrides.read(by_hand) if by_hand is not None else []
    of_reports = _of_reports(incidents, reports)
    chosen = incidents["incident_id"].notna().to_numpy(bool)
    if which != "all":
        chosen = of_reports if which == "reports" else ~chosen
    chosen = chosen & incidents["date_start"].notna().to_numpy(bool)
    known = Incidents.of(incidents, locations, claims, reports, touching)
    told = overrides.resolve(given, _named(incidents, known) if given else {})
    may = np.zeros(len(known.ids), bool)
    may[known.ids.get_indexer(pd.Index(incidents["incident_id"][chosen].astype(object)))] = True
    may[sorted(told.alone)] = False
    alike, dropped = _alike(known, may, options)
    groups = clusters.groups(
        alike,
        told.together,
        told.apart,
        lambda one, other: go_together(known, one, other, options),
    )
    notes = list(told.notes)
    if which == "all" and may.sum() > 1 and known.are_coded_apart(may):
        notes.append(
            "linking: one source lists all of them, each under an id of its own: none is another"
        )
    if dropped:
        notes.append(
            f"linking: up to {dropped} pairs share a place and day with too many to compare"
        )
    if not groups:
        nothing = schema.empty(schema.LINKS)
        return Linked(incidents, locations, claims, nothing, tuple(notes))
    grouped = known.ids[[number for group in groups for number in group]]
    inside = incidents["incident_id"].isin(grouped).to_numpy(bool)
    order = _order(incidents[inside], reports, of_reports[inside])
    homes: dict[str, str] = {}
    ranks: dict[str, int] = {}
    for group in groups:
        group.sort(key=lambda number: order[str(known.ids[number])])
        names = known.ids[group].tolist()
        homes.update(dict.fromkeys(names, names[0]))
        ranks.update(zip(names, range(len(names)), strict=True))
    merged = _merged(
        incidents,
        locations,
        claims,
        homes,
        ranks,
        set(incidents["incident_id"][inside & ~of_reports]),
        set(known.ids[known.earliest < known.first]),
    )
    table = links(known, groups, alike, told.together, options)
    return Linked(*merged, table, tuple(notes))


def _of_reports(incidents: pd.DataFrame, reports: pd.DataFrame) -> Any:
    """Tell which incidents rest on a report that was read, and not only cited."""
    read = set(reports.loc[reports["text_sha256"].notna(), "report_id"])
    if not read:
        return incidents["incident_id"].isna().to_numpy(bool)
    cited = incidents["report_ids"].astype(object).where(incidents["report_ids"].notna(), "")
    return cited.map(lambda ids: not read.isdisjoint(ids.split(";"))).to_numpy(bool)


def _named(incidents: pd.DataFrame, known: Incidents) -> dict[str, int]:
    """Give numbers of incidents by id, and by the ids of tables where one names one only."""
    numbers = {str(name): at for at, name in enumerate(known.ids)}
    own = incidents[["source_id", "incident_id"]].dropna().drop_duplicates("source_id", keep=False)
    of_tables = {
        str(source): numbers[name]
        for source, name in zip(own["source_id"], own["incident_id"], strict=True)
    }
    return {**of_tables, **numbers}


def _alike(
    known: Incidents, may: NDArray[np.bool_], options: Options
) -> tuple[clusters.Alike, int]:
    """Score the pairs of incidents that may be linked."""
    one, other, dropped = pairs(known, may, options)
    score = likeness(known, one, other, options)
    at = np.flatnonzero(score)
    return clusters.Alike(one[at], other[at], score[at]), dropped


def _order(incidents: pd.DataFrame, reports: pd.DataFrame, of_reports: Any) -> dict[str, Any]:
    """Say which incident comes first: a table's, then that of the earliest report, then by id."""
    day = dict(zip(reports["report_id"], reports["published"], strict=True))

    def first(ids: Any) -> tuple[str, str]:
        told = [
            (said if isinstance(said := day.get(one), str) else "9999", one)
            for one in (ids.split(";") if isinstance(ids, str) else ())
        ]
        return min(told, default=("9999", ""))

    return {
        str(name): (bool(is_report), *first(ids), str(name))
        for name, ids, is_report in zip(
            incidents["incident_id"], incidents["report_ids"], of_reports, strict=True
        )
    }


def _merged(
    incidents: pd.DataFrame,
    locations: pd.DataFrame,
    claims: pd.DataFrame,
    homes: dict[str, str],
    ranks: dict[str, int],
    coded: set[str],
    of_report_day: set[str],
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Bring the rows of each group under one id; all other rows stay as they are."""
    inside = incidents["incident_id"].isin(list(homes)).to_numpy(bool)
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in pa.Table.from_pandas(incidents[inside], preserve_index=False).to_pylist():
        groups.setdefault(homes[row["incident_id"]], []).append(row)
    made = [
        merging.merged_incident(
            sorted(rows, key=lambda row: ranks[row["incident_id"]]),
            coded=head in coded,
            of_report_day=of_report_day,
        )
        for head, rows in sorted(groups.items())
    ]
    new = pd.DataFrame(made, columns=list(incidents.columns), dtype=object)
    new = new.astype(incidents.dtypes)
    incidents = pd.concat([incidents[~inside], new], ignore_index=True)
    incidents = incidents.sort_values(["date_start", "incident_id"], ignore_index=True)
    here = locations["incident_id"].isin(list(homes)).to_numpy(bool)
    moved = _under(locations[here], homes).assign(former_id=locations["incident_id"][here])
    moved = merging.merged_locations(moved, ranks, coded)[list(locations.columns)]
    moved = moved.astype(locations.dtypes)
    locations = pd.concat([locations[~here], moved], ignore_index=True)
    return incidents, locations, _under(claims, homes)


def _under(frame: pd.DataFrame, homes: dict[str, str]) -> pd.DataFrame:
    """Give rows of merged incidents the id that was kept."""
    named = frame["incident_id"]
    kept = named.astype(object).map(homes)
    return frame.assign(incident_id=kept.where(kept.notna(), named).astype(named.dtype))
