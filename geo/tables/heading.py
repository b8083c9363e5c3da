"""What a heading of a column of figures says, or why it is not read."""

from __future__ import annotations

from dataclasses import dataclass

from geo.reports.counts.forces import UNSPECIFIED


@dataclass(frozen=True)
class Heading:
    """What the figures of a column are.

    Attributes
    ----------
    metrics
        What is counted; two for "Killed/wounded".
    group
        Whose losses; `unspecified` where the heading does not say.
    claimant, side
        Who says so, and for whom; empty where the heading does not say.
    unit
        `families` or `households`; empty for persons and things.
    bound
        `low` or `high` for a column that holds one end of a range.
    is_part
        The figures are part of others: "of which civilians".
    is_total
        It says that it is a total.
    """

    metrics: tuple[str, ...]
    group: str = UNSPECIFIED
    claimant: str = ""
    side: str = ""
    unit: str = ""
    bound: str = ""
    is_part: bool = False
    is_total: bool = False


@dataclass(frozen=True)
class Unclear:
    """Why a heading that counts something is not read, and what to write instead."""

    reason: str
    instead: str
