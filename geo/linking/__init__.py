"""Several reports, or rows, of one incident -> one incident with all claims.

`likeness` says how likely two incidents are one, `candidates` which are worth asking, `clusters`
makes groups in which each is alike to each, `merging` makes one incident of a group, `reasons` says
why, and `overrides` lets a person decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo import schema
from geo.errors import InputError
from geo.linking import clusters, merging, overrides, reasons
from geo.linking.candidates import pairs
from geo.linking.likeness import Incidents, Options

if TYPE_CHECKING:
    from pathlib import Path

    from geo.dataset import Dataset
    from geo.region import RegionPack

__all__ = ["LINKED", "Linked", "Options", "link", "link_tables"]

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


def link(
    dataset: Dataset,
    region: str | Path | RegionPack | None = None,
    *,
    which: str = "all",
    days: int = 1,
    km: float = 15.0,
    by_hand: str | Path | None = None,
) -> Dataset:
    """Put together the incidents of a dataset that are one.

    Parameters
    ----------
    dataset
        What `geo.read` returns.
    region
        The region pack, its name or folder; by default that which located the dataset.
    which
        ``all``, or ``reports``: those that were read in reports only.
    days
        Windows so many days apart may still be one, where figures agree.
    km
        Points so many kilometres apart may still be one place.
    by_hand
        A file of overrides, see `geo.linking.overrides`.

    Returns
    -------
    Dataset
        With `links`, and an account that counts what was put together.

    Raises
    ------
    InputError
        The file of overrides is faulty, or `which` is none of `LINKED`.
    """
    from geo import pipeline

    return pipeline.relinked(
        dataset, region, which=which, options=Options(days, km), by_hand=by_hand
    )


def link_tables(
    incidents: pd.DataFrame,
    locations: pd.DataFrame,
    claims: pd.DataFrame,
    reports: pd.DataFrame,
    *,
    which: str = "all",
    options: Options | None = None,
    by_hand: str | Path | None = None,
) -> Linked:
    """Put together the incidents of tables of `geo.schema`; see `link`.

    The id that is kept is that of the earliest report; of a table's incident before any report's,
    since a person gave it.
    """
    if which not in LINKED:
        raise InputError("unknown choice of links", value=which, expected=" or ".join(LINKED))
    options = options or Options()
    given = overrides.read(by_hand) if by_hand is not None else []
    of_reports = _of_reports(incidents, reports)
    chosen = incidents["incident_id"].notna().to_numpy(bool)
    if which != "all":
        chosen = of_reports if which == "reports" else ~chosen
    known = Incidents.of(incidents, locations, claims)
    numbers = {str(name): at for at, name in enumerate(known.ids)}
    told = overrides.resolve(given, {**(_own_ids(incidents, numbers) if given else {}), **numbers})
    may = {numbers[str(name)] for name in incidents["incident_id"][chosen].astype(object)}
    alike, dropped = _alike(known, may - told.alone, options)
    groups = clusters.groups(
        alike,
        told.together,
        told.apart,
        lambda one, other: known.go_together(one, other, options.days),
    )
    notes = list(told.notes)
    if dropped:
        notes.append(f"linking: {dropped} pairs share a place and day with too many to compare")
    if not groups:
        nothing = schema.empty(schema.LINKS)
        return Linked(incidents, locations, claims, nothing, tuple(notes))
    grouped = {str(known.ids[at]) for group in groups for at in group}
    inside = incidents["incident_id"].isin(grouped).to_numpy(bool)
    order = _order(incidents[inside], reports, of_reports[inside])
    links, homes, ranks = [], {}, {}
    by_hand_pairs = {(min(p), max(p)) for p in told.together}
    for group in groups:
        members = sorted((str(known.ids[at]) for at in group), key=order.__getitem__)
        for rank, name in enumerate(members):
            homes[name], ranks[name] = members[0], rank
        links += [
            _link(known, numbers, members, name, alike, by_hand_pairs, options)
            for name in members[1:]
        ]
    merged = _merged(
        incidents,
        locations,
        claims,
        homes,
        ranks,
        dict.fromkeys(incidents["incident_id"][~of_reports], True),
    )
    table = schema.conform(pd.DataFrame(links), schema.LINKS)
    table = table.sort_values(["incident_id", "merged_id"], ignore_index=True)
    return Linked(*merged, table, tuple(notes))


def _of_reports(incidents: pd.DataFrame, reports: pd.DataFrame) -> Any:
    """Tell which incidents rest on a report that was read, and not only cited."""
    read = set(reports.loc[reports["text_sha256"].notna(), "report_id"])
    if not read:
        return incidents["incident_id"].isna().to_numpy(bool)
    cited = incidents["report_ids"].astype(object).where(incidents["report_ids"].notna(), "")
    return cited.map(lambda ids: not read.isdisjoint(ids.split(";"))).to_numpy(bool)


def _own_ids(incidents: pd.DataFrame, numbers: dict[str, int]) -> dict[str, int]:
    """Give numbers of incidents by the ids that tables gave them, where one names one only."""
    own = incidents[["source_id", "incident_id"]].dropna().drop_duplicates("source_id", keep=False)
    return {
        str(source): numbers[name]
        for source, name in zip(own["source_id"], own["incident_id"], strict=True)
    }


def _alike(
    known: Incidents, may: set[int], options: Options
) -> tuple[dict[tuple[int, int], float], int]:
    import numpy as np

    one, other, dropped = pairs(known, options.days)
    if len(may) < len(known.ids):
        allowed = np.zeros(len(known.ids), bool)
        allowed[sorted(may)] = True
        keep = allowed[one] & allowed[other]
        one, other = one[keep], other[keep]
    score = known.likeness(one, other, options)
    at = np.flatnonzero(score)
    keys = list(zip(one[at].tolist(), other[at].tolist(), strict=True))
    return dict(zip(keys, score[at].tolist(), strict=True)), dropped


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


def _link(
    known: Incidents,
    numbers: dict[str, int],
    members: list[str],
    name: str,
    alike: dict[tuple[int, int], float],
    by_hand: set[tuple[int, int]],
    options: Options,
) -> dict[str, Any]:
    """Say to which member of its group an incident is most alike, and why."""
    at = numbers[name]
    found = []
    for other in members:
        pair = (min(at, numbers[other]), max(at, numbers[other]))
        if other != name and (pair in by_hand or pair in alike):
            found.append((pair not in by_hand, -alike.get(pair, 1.0), members.index(other), pair))
    is_alike, score, place, pair = min(found)
    why = reasons.reason(known, *pair, options) if is_alike else reasons.BY_HAND
    return {
        "incident_id": members[0],
        "merged_id": name,
        "linked_to": members[place],
        "link_score": -score if is_alike else None,
        "link_reason": why,
    }


def _merged(
    incidents: pd.DataFrame,
    locations: pd.DataFrame,
    claims: pd.DataFrame,
    homes: dict[str, str],
    ranks: dict[str, int],
    coded: dict[str, bool],
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Bring the rows of each group under one id; all other rows stay as they are."""
    schema_of = {name: frame.dtypes for name, frame in (("i", incidents), ("l", locations))}
    inside = incidents["incident_id"].isin(list(homes)).to_numpy(bool)
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in incidents[inside].astype(object).to_dict("records"):
        told: dict[str, Any] = {
            str(name): None if pd.isna(value) else value for name, value in row.items()
        }
        groups.setdefault(homes[told["incident_id"]], []).append(told)
    made = [
        merging.merged_incident(
            sorted(rows, key=lambda row: ranks[row["incident_id"]]), coded=coded.get(head, False)
        )
        for head, rows in sorted(groups.items())
    ]
    new = pd.DataFrame(made, columns=list(incidents.columns), dtype=object)
    new = new.astype(schema_of["i"])
    incidents = pd.concat([incidents[~inside], new], ignore_index=True)
    incidents = incidents.sort_values(["date_start", "incident_id"], ignore_index=True)
    here = locations["incident_id"].isin(list(homes)).to_numpy(bool)
    moved = locations[here]
    former = moved["incident_id"].astype(object)
    moved = moved.assign(
        former_id=former, incident_id=former.map(homes).astype(schema_of["l"]["incident_id"])
    )
    moved = merging.merged_locations(moved, ranks, coded)[list(locations.columns)]
    moved = moved.astype(schema_of["l"])
    locations = pd.concat([locations[~here], moved], ignore_index=True)
    named = claims["incident_id"].astype(object)
    claims = claims.assign(
        incident_id=named.map(lambda key: homes.get(key, key)).astype(claims["incident_id"].dtype)
    )
    return incidents, locations, claims
