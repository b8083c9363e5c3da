"""What a person corrected stands in the place of what the report gives.

A table corrected from `bordermap extract` has incident ids of ours in `id` and the report's in
`report_id`. It is the whole account of that report: what was deleted from it stays deleted, what
was added stays, and neither is undone by an extractor that has changed meanwhile, nor by a row that
cannot be used: what was corrected must not come back uncorrected.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyarrow as pa

from geo import ids

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd


def corrected(incidents: pd.DataFrame, report_ids: Collection[str]) -> dict[str, int]:
    """Tell which reports a corrected table speaks for.

    Parameters
    ----------
    incidents
        Incidents of tables (`geo.schema.incidents`), with their rows in `raw`.
    report_ids
        The reports that are given too.

    Returns
    -------
    dict
        The number of incidents that a table gives in the place of each such report.
    """
    wanted = set(report_ids)
    if not wanted or not len(incidents):
        return {}
    own = ids.are_incident_ids(pa.array(incidents["incident_id"], pa.string()))
    rows = incidents.loc[own & incidents["report_ids"].notna().to_numpy(bool)]
    found: dict[str, int] = {}
    for key, cited, raw in zip(rows["incident_id"], rows["report_ids"], rows["raw"], strict=True):
        of_these = wanted.intersection(cited.split(";"))
        if of_these and key in (raw or ""):  # the id stands in the row: it was not made from it
            for report in of_these:
                found[report] = found.get(report, 0) + 1
    return found


def refused(rejected: pd.DataFrame, report_ids: Collection[str]) -> tuple[dict[str, int], set[str]]:
    """Tell of which reports and incidents a corrected table has rows that cannot be used.

    Parameters
    ----------
    rejected
        Rows of tables that were refused (`geo.schema.REJECTED`), as they came in `raw`.
    report_ids
        The reports that are given too.

    Returns
    -------
    dict
        The number of such rows of each report that they name.
    set
        The incident ids of ours that stand in them.
    """
    wanted = set(report_ids)
    rows: dict[str, int] = {}
    incidents: set[str] = set()
    for raw in rejected["raw"].dropna() if wanted else ():
        cells = _cells(raw)
        own = [cell for cell in cells if ids.is_incident_id(cell)]
        incidents.update(own)
        for report in wanted.intersection(cells) if own else ():
            rows[report] = rows.get(report, 0) + 1
    return rows, incidents


def _cells(raw: str) -> list[str]:
    """List the texts of a row: by column, or cell by cell where it does not fit its header."""
    row = json.loads(raw)
    listed = row.values() if isinstance(row, dict) else row if isinstance(row, list) else ()
    return [cell for cell in listed if isinstance(cell, str)]
