"""The result of a run: five tables and the account of every row that went in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.errors import AccountError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    import pandas as pd


@dataclass(frozen=True)
class Account:
    """What became of the input: rows, reports and incidents, each with reasons.

    Attributes
    ----------
    rows_read, rows_used, rows_rejected
        Rows of tables.
    reports_read, reports_used, reports_without_incident, reports_rejected
        Documents. Reports that table rows merely cite are not counted here.
    report_claims_rejected
        Claims of reports, and incidents without one, that could not be used, as without a date.
    incidents_read, incidents_located, incidents_unlocated, incidents_rejected, incidents_merged
        Incidents; one with any located place is located. Rejected are those of which no row
        could be used, merged those that were put together with another.
    reasons
        Count by (what, reason), what being ``rows``, ``reports`` or ``incidents``, or what a model
        said of a report and did not hold, such as ``claims of a model``.
    rejected
        The rejected rows, then the rejected reports, then what of reports could not be used,
        columns of `geo.schema.REJECTED`.
    inputs
        Names of the inputs with their SHA-256, in the order given.
    notes
        What was recognised or cleaned in the inputs, one line each.
    contradicted
        Incidents whose columns of units contradict the words of a place: each id, and what does.
    readers
        Who read each report: its id, and ``rules`` or a model by its name. A report that a
        corrected table replaces was read by nobody.
    """

    rows_read: int = 0
    rows_used: int = 0
    rows_rejected: int = 0
    reports_read: int = 0
    reports_used: int = 0
    reports_without_incident: int = 0
    reports_rejected: int = 0
    report_claims_rejected: int = 0
    incidents_read: int = 0
    incidents_located: int = 0
    incidents_unlocated: int = 0
    incidents_rejected: int = 0
    incidents_merged: int = 0
    reasons: Mapping[tuple[str, str], int] = field(default_factory=dict)
    rejected: pd.DataFrame | None = None
    inputs: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    contradicted: tuple[tuple[str, str], ...] = ()
    readers: tuple[tuple[str, str], ...] = ()

    def check(self) -> Account:
        """Return the account if it adds up.

        Raises
        ------
        AccountError
            The parts of rows, reports or incidents do not add up to what was read, or the
            rejected rows and reports listed are not as many as were counted.
        """
        sums = {
            "rows": (self.rows_read, self.rows_used + self.rows_rejected),
            "reports": (
                self.reports_read,
                self.reports_used + self.reports_without_incident + self.reports_rejected,
            ),
            "incidents": (
                self.incidents_read,
                self.incidents_located
                + self.incidents_unlocated
                + self.incidents_rejected
                + self.incidents_merged,
            ),
            "rejected rows and reports": (
                self.rows_rejected + self.reports_rejected + self.report_claims_rejected,
                0 if self.rejected is None else len(self.rejected),
            ),
        }
        faults = [
            f"{what}: {want} in, {got} out" for what, (want, got) in sums.items() if want != got
        ]
        if faults:
            raise AccountError("the account does not add up: " + "; ".join(faults))
        return self


@dataclass(frozen=True)
class Dataset:
    """Located incidents with their places, claims and reports.

    Attributes
    ----------
    incidents, locations, claims, reports
        Arrow-backed tables with the columns of `geo.schema`, without geometry, in the order of
        date and id.
    footprints
        GeoDataFrame (EPSG:4326) of `footprint_id, kind, geometry`, each footprint once.
    account
        What became of every input row.
    region_id
        The region pack that located the incidents.
    convention
        How a toll is made from claims (`geo.schema.TOLL_CONVENTIONS`).
    texts
        Texts of the reports by id, as they came; only where they are to be kept.
    links
        What was put together, and why: table of `geo.schema.LINKS`.
    """

    incidents: pd.DataFrame
    locations: pd.DataFrame
    claims: pd.DataFrame
    reports: pd.DataFrame
    footprints: gpd.GeoDataFrame
    account: Account
    region_id: str = "durand"
    convention: str = "raw"
    texts: Mapping[str, str] = field(default_factory=dict)
    links: pd.DataFrame | None = None

    def __repr__(self) -> str:
        """Say in a line what is in it; its tables show themselves."""
        told = {
            "incidents": f"{len(self.incidents)} ({self.account.incidents_located} located)",
            "locations": len(self.locations),
            "claims": len(self.claims),
            "reports": len(self.reports),
            "rejected rows": self.account.rows_rejected,
        }
        shown = ", ".join(f"{name}: {number}" for name, number in told.items())
        return f"<Dataset of {self.region_id}; {shown}>"
