"""Claims in words: each by whom, what and how many, never added up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


def told(claims: pa.Table) -> dict[str, list[str]]:
    """Put each claim into a sentence; return those of each incident by its id."""
    lines: dict[str, list[str]] = {}
    for claim in claims.to_pylist():
        lines.setdefault(claim["incident_id"], []).append(sentence(claim))
    return lines


def sentence(claim: dict[str, Any]) -> str:
    """Say a row of `geo.schema.CLAIMS` in words."""
    low, high = claim["count_min"], claim["count_max"]
    who = claim["claimant"] or claim["claimant_side"] or "unknown"
    if low is None and high is None:
        count = "number not given"
    elif low is None or high is None:
        count = f"at least {low}" if high is None else f"up to {high}"
    else:
        about = "" if claim["is_exact"] is not False else "about "
        count = f"{about}{low}" if low == high else f"{low} to {high}"
    denies = "denies " if claim["stance"] == "denies" else ""
    what = " ".join(filter(None, (claim["metric"], claim["victim_group"], claim["unit"])))
    return f"{who}: {denies}{what} {count}" + (f" ({claim['quote']})" if claim["quote"] else "")
