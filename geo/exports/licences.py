"""Licences that forbid passing rows on: found in the `licence` column, never published."""

from __future__ import annotations

import csv
import dataclasses
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from geo.errors import OutputError, fault_line

if TYPE_CHECKING:
    import pandas as pd

    from geo.dataset import Dataset


class Rule(NamedTuple):
    """A licence that forbids publication: its word, what it says, and where."""

    word: str
    rule: str
    basis: str


@cache
def rules() -> tuple[Rule, ...]:
    """Return the licences of `licences.csv`."""
    table = files(__package__).joinpath("licences.csv").read_text("utf-8")
    return tuple(Rule(**row) for row in csv.DictReader(table.splitlines()))


def check(incidents: pd.DataFrame) -> None:
    """Refuse incidents whose rows may not be published.

    Raises
    ------
    OutputError
        Names the first such licence and how many incidents are under one.
    """
    forbidden = _forbidden(incidents)
    if forbidden.any():
        raise OutputError(
            fault_line(
                f"{int(forbidden.sum())} incidents are under a licence that forbids publication",
                value=incidents.loc[forbidden, "licence"].iloc[0],
                expected="a dataset without them (geo.exports.publishable), or own_use=True",
            )
        )


def forbid(incidents: pd.DataFrame) -> bool:
    """Tell whether any incident is under a licence that forbids publication."""
    return bool(_forbidden(incidents).any())


def publishable(dataset: Dataset) -> Dataset:
    """Leave out the incidents whose rows may not be published.

    Their number stands in the account, as incidents rejected for this reason.
    """
    forbidden = _forbidden(dataset.incidents)
    if not forbidden.any():
        return dataset
    kept = dataset.incidents[~forbidden]
    ids = kept["incident_id"]
    locations = dataset.locations[dataset.locations["incident_id"].isin(ids)]
    claims = dataset.claims[dataset.claims["incident_id"].isin(ids)]
    lost = _cited(dataset, dataset.incidents[forbidden]) - _cited(dataset, kept)
    account = dataset.account
    located_ids = dataset.locations.loc[dataset.locations["place_level"].notna(), "incident_id"]
    was_located = dataset.incidents.loc[forbidden, "incident_id"].isin(located_ids)
    withheld = int(forbidden.sum())
    return dataclasses.replace(
        dataset,
        incidents=kept.reset_index(drop=True),
        locations=locations.reset_index(drop=True),
        claims=claims.reset_index(drop=True),
        reports=dataset.reports[~dataset.reports["report_id"].isin(lost)].reset_index(drop=True),
        footprints=dataset.footprints[
            dataset.footprints["footprint_id"].isin(locations["footprint_id"].dropna())
        ].reset_index(drop=True),
        account=dataclasses.replace(
            account,
            incidents_located=account.incidents_located - int(was_located.sum()),
            incidents_unlocated=account.incidents_unlocated - int((~was_located).sum()),
            incidents_rejected=account.incidents_rejected + withheld,
            reasons={
                **account.reasons,
                ("incidents", "withheld: their licence forbids publication"): withheld,
            },
        ),
    )


def _cited(dataset: Dataset, incidents: pd.DataFrame) -> set[str]:
    """Collect the reports that incidents, their places and their claims name."""
    found = {name for ids in incidents["report_ids"].dropna() for name in ids.split(";")}
    for table in (dataset.locations, dataset.claims):
        of_these = table["incident_id"].isin(incidents["incident_id"])
        found.update(table.loc[of_these, "report_id"].dropna())
    return found


def _forbidden(incidents: pd.DataFrame) -> pd.Series:
    words = "|".join(re.escape(rule.word) for rule in rules())
    licence = incidents["licence"].astype("string[python]")
    return licence.str.contains(rf"\b(?:{words})\b", case=False, na=False).astype(bool)
