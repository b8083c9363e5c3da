"""Claims -> the toll of an incident, its dispute and its status, by a named convention.

In every convention a figure belongs to one side of claimants; a side's total adds its own figures
over victim groups; nothing is ever added across claimants; low and high are the smallest and
largest total that any side gives, at any time. Of what one claimant says of one thing in one report
the largest is the total and the rest its parts: "ten, four of them girls". A later figure of the
same claimant for the same thing takes the place of the earlier (both stay among the claims): a toll
that grows is a series, no contradiction. The conventions differ in `best`:

``raw``
    The most conservative figure that all sides' ranges allow, and empty where those ranges do not
    meet, where the sides count different groups, or where nobody gives a lower bound.
``acled``
    The lowest total that any side gives. Where reports differ or are vague ACLED takes the most
    conservative estimate, and counts tens as 10, dozens as 12, hundreds as 100 (ACLED, questions
    on fatalities, 27 February 2023, updated 7 May 2024); several and the like are 3, as an unknown
    number above one (ACLED Codebook, "Reported fatalities"). ACLED codes neither wounded nor
    victim groups; here they follow the same rule.
``ucdp``
    The lowest total among claimants who are no party of the conflict, where there are any, else the
    lowest of the parties'. UCDP takes the figure of the most reliable source, and as a rule the
    lower one where sources cannot be told apart (UCDP GED Codebook 22.1, section 4.3; UCDP
    Battle-Related Deaths Codebook). Dead of no named group stay apart, as in its `deaths_unknown`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geo.errors import InputError
from geo.schema import TOLL_CONVENTIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

_TOLL_OF_METRIC = {"killed": "fatalities", "wounded": "wounded"}
_WORD = re.compile(r"[^\W_]+")
# A vague word, the least number that a claim counts for it, and ACLED's number for it.
_VAGUE = (
    (re.compile(r"\bthousands\b", re.IGNORECASE), (1000, 2000), 1000),
    (re.compile(r"\bhundreds\b", re.IGNORECASE), (100, 200), 100),
    (re.compile(r"\bdozens\b", re.IGNORECASE), (12, 24), 12),
    (re.compile(r"\btens\b", re.IGNORECASE), (10, 20), 10),
    (re.compile(r"\b(?:several|few|multiple|number)\b", re.IGNORECASE), (2, 3), 3),
)
_KEY = ["incident_id", "metric", "victim_group", "unit"]


def tolls(
    claims: pd.DataFrame,
    incident_ids: pd.Series,
    victim_groups: Sequence[str],
    *,
    convention: str = "raw",
    parties: Collection[str] = (),
    published: Mapping[str, str] | None = None,
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
    parties
        Claimant sides that take part in the conflict, the region pack's sides; for ``ucdp``.
    published
        Report -> ISO day of its publication, where that is known; orders a claimant's figures.

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
    plain = _plain(claims, convention)
    now = plain[~_superseded(plain, claims, published or {})]
    by_side, ever = _ranges_by_side(now), _ranges_by_side(plain)
    by_group = _meeting(by_side, _KEY)
    side_totals = _totals_by_side(by_side)
    totals = _meeting(side_totals, ["incident_id", "metric"])
    span = _meeting(_totals_by_side(ever), ["incident_id", "metric"])
    if convention != "raw":
        trusted = () if convention == "acled" else parties
        totals = _lowest(totals, side_totals, ["incident_id", "metric"], trusted)
        by_group = _lowest(by_group, by_side, _KEY, trusted)

    result = pd.DataFrame(index=index)
    persons = by_group[by_group["unit"] == ""]
    for metric, name in _TOLL_OF_METRIC.items():
        of_metric = totals[totals["metric"] == metric].set_index("incident_id")
        reach = span[span["metric"] == metric].set_index("incident_id")
        apart = persons[(persons["metric"] == metric) & ~persons["meets"]]["incident_id"]
        best = of_metric["best"]
        if convention == "raw":
            best = best.where(of_metric["same"] & ~of_metric.index.isin(apart))
        result[f"{name}_low"] = _whole(reach["low"], index)
        result[f"{name}_best"] = _whole(best, index)
        result[f"{name}_high"] = _whole(reach["high"], index)
    killed = persons[persons["metric"] == "killed"]
    for group in victim_groups:
        of_group = killed[killed["victim_group"] == group]
        result[f"deaths_{group}"] = _whole(of_group.set_index("incident_id")["best"], index)
    return result.join(_standing(plain, by_side, by_group, totals, index))


def _plain(claims: pd.DataFrame, convention: str) -> pd.DataFrame:
    """Take the columns the sums need, as NumPy types: no unit is "", no bound is NaN."""
    texts = ["incident_id", "claimant_side", "metric", "victim_group", "unit", "stance"]
    plain: dict[str, Any] = {
        name: claims[name].astype(object).where(claims[name].notna(), "") for name in texts
    }
    for bound in ("count_min", "count_max"):
        plain[bound] = claims[bound].to_numpy(dtype=float, na_value=np.nan)
    plain["is_subset"] = parts(claims)
    frame = pd.DataFrame(plain).reset_index(drop=True)
    return _acled_words(frame, claims) if convention == "acled" else frame


def _acled_words(plain: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Count vague words as ACLED does, where a quote has one and the claim counts it."""
    is_open = plain["count_min"].notna() & plain["count_max"].isna()
    quotes = claims["quote"].astype(object).to_numpy(object)
    low = plain["count_min"].to_numpy(float, copy=True)
    for at in np.flatnonzero(is_open):
        for word, ours, theirs in _VAGUE if isinstance(quotes[at], str) else ():
            if low[at] in ours and word.search(quotes[at]):
                low[at] = theirs
                break
    return plain.assign(count_min=low)


def parts(claims: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell the figures that are part of a larger one.

    What is marked so, and what is less than another figure that the same claimant gives for the
    same thing in the same report: a breakdown that names no whole. None at all is no part.

    Parameters
    ----------
    claims
        Table of `geo.schema.CLAIMS`.
    """
    marked: NDArray[np.bool_] = claims["is_subset"].to_numpy(dtype=bool, na_value=False)
    low, high = (
        claims[name].to_numpy(dtype=float, na_value=np.nan) for name in ("count_min", "count_max")
    )
    count = pd.Series(np.where(np.isnan(high), low, high))
    counts = (claims["stance"] != "denies").to_numpy(bool, na_value=True) & ~marked
    counts &= claims[["report_id", "claimant"]].notna().all(axis=1).to_numpy()
    at = np.flatnonzero(counts & (count > 0).to_numpy())
    keys = [*_KEY, "claimant_side", "claimant", "report_id"]
    told = claims.iloc[at][keys].astype(object)
    told = told.where(told.notna(), "").reset_index(drop=True)
    at = at[told.duplicated(keep=False).to_numpy()]
    if not len(at):
        return marked
    told = told[told.duplicated(keep=False)]
    of_thing = count.iloc[at].set_axis(told.index)
    largest = of_thing.groupby([told[key] for key in keys], sort=False).transform("max")
    inside = marked.copy()
    inside[at] = (of_thing < largest).to_numpy()
    return inside


def superseded(claims: pd.DataFrame, published: Mapping[str, str]) -> NDArray[np.bool_]:
    """Tell the figures for which the same claimant has given a later one.

    Parameters
    ----------
    claims
        Table of `geo.schema.CLAIMS`.
    published
        As of `tolls`.
    """
    return _superseded(_plain(claims, "raw"), claims, published)


def _superseded(
    plain: pd.DataFrame, claims: pd.DataFrame, published: Mapping[str, str]
) -> NDArray[np.bool_]:
    """Tell the figures for which the same claimant has given a later one.

    A report without a day of publication is neither earlier nor later than another.
    """
    nothing = np.zeros(len(plain), bool)
    if not published or not len(plain):
        return nothing
    reports = claims["report_id"].astype(object).reset_index(drop=True)
    day = reports.map(published)
    known = (day.notna() & (plain["stance"] != "denies")).to_numpy(bool)
    if not known.any():
        return nothing
    names = claims["claimant"].astype(object).fillna("").reset_index(drop=True)
    who = names.map(_folded)
    keys = [plain[k] for k in (*_KEY, "claimant_side", "is_subset")]
    dated = day.where(known, "").astype(str)
    latest = dated.groupby([*keys, who], sort=False).transform("max")
    return np.asarray(known & (dated < latest), bool)


def _folded(name: str) -> str:
    """Fold a claimant's name: the same office with and without an article, in any case."""
    return " ".join(word for word in _WORD.findall(name.casefold()) if word not in ("the", "s"))


def _lowest(
    held: pd.DataFrame, by_side: pd.DataFrame, keys: list[str], parties: Collection[str]
) -> pd.DataFrame:
    """Take as best the lowest figure of those who are no party, of all where there are none."""
    given = by_side[by_side["low"].notna()]
    is_free = ~given["claimant_side"].isin(list(parties))
    any_free = is_free.groupby([given[key] for key in keys]).transform("any").astype(bool)
    lowest = given[is_free | ~any_free].groupby(keys, as_index=False)["low"].min()
    best = held[keys].merge(lowest, on=keys, how="left")["low"]
    return held.assign(best=best.to_numpy())


def _ranges_by_side(plain: pd.DataFrame) -> pd.DataFrame:
    """One range a side and thing counted: `low`, `high` as stated, `floor`, `top` for comparing.

    A figure inside a larger total of the same side counts only where that side gives no total in
    the same unit.
    """
    counted = (plain["stance"] != "denies") & plain[["count_min", "count_max"]].notna().any(axis=1)
    figures = plain[counted]
    side_key = ["incident_id", "claimant_side", "metric", "unit"]  # families are no persons
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
        low=("low", "min"),
        high=("high", "max"),
        floor=("floor", "min"),
        top=("top", "max"),
        is_subset=("is_subset", "all"),
    )


def _totals_by_side(by_side: pd.DataFrame) -> pd.DataFrame:
    """Add a side's own figures over victim groups.

    Its figure without a group may be its total, so the larger of the two counts. One that is a part
    itself, as are all where no total is given, is added to the others.
    """
    persons = by_side[by_side["metric"].isin(_TOLL_OF_METRIC) & (by_side["unit"] == "")]
    named = persons["victim_group"] != "unspecified"
    parts = persons.assign(
        part=np.where(named | persons["is_subset"], "named", "unspecified"),
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
            kinds=("named_groups", "nunique"),
        )
    )
    meets = held["highest_floor"] <= held["lowest_top"]
    return held.assign(meets=meets, same=held["kinds"] <= 1, best=held["highest_low"].where(meets))


# A figure that an outlet gives for nobody, or that nobody owns, bears out no other.
_NOBODYS = ("media", "unknown")


def _standing(
    plain: pd.DataFrame,
    by_side: pd.DataFrame,
    by_group: pd.DataFrame,
    totals: pd.DataFrame,
    index: pd.Index,
) -> pd.DataFrame:
    """Say whether an incident is disputed, and how it stands."""
    denials = plain[plain["stance"] == "denies"]["incident_id"]
    apart = pd.concat(
        [by_group[~by_group["meets"]]["incident_id"], totals[~totals["meets"]]["incident_id"]]
    )
    owned = by_side[~by_side["claimant_side"].isin(_NOBODYS)]
    owners = owned.groupby(_KEY)["claimant_side"].nunique().rename("owners").reset_index()
    held = by_group[by_group["meets"]].merge(owners, on=_KEY)
    agreed = held[held["owners"] > 1]["incident_id"]
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
