"""Claims -> the toll of an incident, its dispute and its status, by a named convention.

The convention ``raw`` (design of this project, after the low/best/high of UCDP GED, Codebook 22.1,
section 4.3): a figure belongs to one side of claimants; a side's total adds its own figures over
victim groups; low and high are the smallest and largest total any side gives; best is the most
conservative figure that all sides' ranges allow, and empty where those ranges do not meet, where
the sides count different groups, or where nobody gives a lower bound. Nothing is ever added across
claimants.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geo.errors import InputError
from geo.schema import TOLL_CONVENTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOLL_OF_METRIC = {"killed": "fatalities", "wounded": "wounded"}
_KEY = ["incident_id", "metric", "victim_group", "unit"]


def tolls(
    claims: pd.DataFrame,
    incident_ids: pd.Series,
    victim_groups: Sequence[str],
    *,
    convention: str = "raw",
) -> pd.DataFrame:
    """Summarise the claims of each incident.

    Parameters
    ----------
    claims
        Table of `geo.schema.CLAIMS`.
    incident_ids
        The incidents to answer for, each once.
    victim_groups
        The region pack's victim groups, for the ``deaths_<group>`` columns.
    convention
        One of `geo.schema.TOLL_CONVENTIONS`.

    Returns
    -------
    pandas.DataFrame
        Index `incident_ids`; ``fatalities_*``, ``wounded_*`` and ``deaths_*`` (persons, nullable
        whole numbers), ``disputed``, ``n_claims``, ``status``.

    Raises
    ------
    InputError
        The convention is unknown.
    """
    if convention not in TOLL_CONVENTIONS:
        raise InputError(
            "unknown toll convention", value=convention, expected=" or ".join(TOLL_CONVENTIONS)
        )
    index = pd.Index(incident_ids, name="incident_id", dtype=object)
    plain = _plain(claims)
    by_side = _ranges_by_side(plain)
    by_group = _meeting(by_side, _KEY)
    totals = _meeting(_totals_by_side(by_side), ["incident_id", "metric"])

    result = pd.DataFrame(index=index)
    for metric, name in _TOLL_OF_METRIC.items():
        of_metric = totals[totals["metric"] == metric].set_index("incident_id")
        apart = by_group[(by_group["metric"] == metric) & ~by_group["meets"]]["incident_id"]
        best = of_metric["best"].where(of_metric["same"] & ~of_metric.index.isin(apart))
        result[f"{name}_low"] = _whole(of_metric["low"], index)
        result[f"{name}_best"] = _whole(best, index)
        result[f"{name}_high"] = _whole(of_metric["high"], index)
    persons_killed = by_group[(by_group["metric"] == "killed") & (by_group["unit"] == "")]
    for group in victim_groups:
        of_group = persons_killed[persons_killed["victim_group"] == group]
        result[f"deaths_{group}"] = _whole(of_group.set_index("incident_id")["best"], index)
    return result.join(_standing(plain, by_group, totals, index))


def _plain(claims: pd.DataFrame) -> pd.DataFrame:
    """Take the columns the sums need, as NumPy types: no unit is "", no bound is NaN."""
    texts = ["incident_id", "claimant_side", "metric", "victim_group", "unit", "stance"]
    plain: dict[str, Any] = {
        name: claims[name].astype(object).where(claims[name].notna(), "") for name in texts
    }
    for bound in ("count_min", "count_max"):
        plain[bound] = claims[bound].to_numpy(dtype=float, na_value=np.nan)
    plain["is_subset"] = claims["is_subset"].to_numpy(dtype=bool, na_value=False)
    return pd.DataFrame(plain).reset_index(drop=True)


def _ranges_by_side(plain: pd.DataFrame) -> pd.DataFrame:
    """One range a side and thing counted: `low`, `high` as stated, `floor`, `top` for comparing.

    A figure inside a larger total of the same side counts only where that side gives no total.
    """
    counted = (plain["stance"] != "denies") & plain[["count_min", "count_max"]].notna().any(axis=1)
    figures = plain[counted]
    side_key = ["incident_id", "claimant_side", "metric"]
    is_total = ~figures["is_subset"]
    has_total = is_total.groupby([figures[k] for k in side_key]).transform("any").astype(bool)
    figures = figures[is_total | ~has_total]
    figures = figures.assign(
        low=figures["count_min"],
        high=figures["count_max"].fillna(figures["count_min"]),
        floor=figures["count_min"].fillna(0.0),
        top=figures["count_max"].fillna(np.inf),
    )
    keys = ["claimant_side", *_KEY]
    return figures.groupby(keys, as_index=False, sort=True).agg(
        low=("low", "min"), high=("high", "max"), floor=("floor", "min"), top=("top", "max")
    )


def _totals_by_side(by_side: pd.DataFrame) -> pd.DataFrame:
    """Add a side's own figures over victim groups; its figure without a group may be its total."""
    persons = by_side[by_side["metric"].isin(_TOLL_OF_METRIC) & (by_side["unit"] == "")]
    named = persons["victim_group"] != "unspecified"
    parts = persons.assign(
        part=np.where(named, "named", "unspecified"),
        groups=persons["victim_group"].where(named, ""),
    )
    keys = ["incident_id", "metric", "claimant_side"]
    bounds = ["low", "high", "floor", "top"]
    sums = parts.groupby([*keys, "part"], as_index=False)[bounds].sum(min_count=1)
    totals = sums.groupby(keys, as_index=False)[bounds].max()
    groups = parts.sort_values("groups").groupby(keys)["groups"].agg("".join)
    return totals.assign(groups=groups.to_numpy())  # both in the order of the keys


def _meeting(ranges: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Hold the sides' ranges of one thing against each other.

    `same` tells whether the sides count the same groups; a total without groups goes with any.
    """
    if "groups" in ranges:
        groups = ranges["groups"].where(ranges["groups"] != "")
    else:
        groups = pd.Series(pd.NA, index=ranges.index, dtype=object)
    held = (
        ranges.assign(named_groups=groups)
        .groupby(keys, as_index=False, sort=True)
        .agg(
            low=("low", "min"),
            high=("high", "max"),
            highest_low=("low", "max"),
            highest_floor=("floor", "max"),
            lowest_top=("top", "min"),
            sides=("claimant_side", "nunique"),
            kinds=("named_groups", "nunique"),
        )
    )
    meets = held["highest_floor"] <= held["lowest_top"]
    return held.assign(meets=meets, same=held["kinds"] <= 1, best=held["highest_low"].where(meets))


def _standing(
    plain: pd.DataFrame, by_group: pd.DataFrame, totals: pd.DataFrame, index: pd.Index
) -> pd.DataFrame:
    """Say whether an incident is disputed, and how it stands."""
    denials = plain[plain["stance"] == "denies"]["incident_id"]
    apart = pd.concat(
        [by_group[~by_group["meets"]]["incident_id"], totals[~totals["meets"]]["incident_id"]]
    )
    agreed = by_group[by_group["meets"] & (by_group["sides"] > 1)]["incident_id"]
    asserted = plain[plain["stance"] != "denies"]["incident_id"]
    disputed = index.isin(apart) | index.isin(denials)
    only_denied = index.isin(denials) & ~index.isin(asserted)
    status = np.select(
        [only_denied, disputed, index.isin(agreed)],
        ["denied", "disputed", "corroborated"],
        "claimed",
    )
    n_claims = plain.groupby("incident_id").size().reindex(index, fill_value=0)
    return pd.DataFrame({"disputed": disputed, "n_claims": n_claims, "status": status}, index=index)


def _whole(values: pd.Series, index: pd.Index) -> pd.Series:
    return values.reindex(index).astype("Int64")
