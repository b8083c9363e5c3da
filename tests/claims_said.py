"""Claims of a text in one line each, for tables of tests."""

from __future__ import annotations

from geo import region
from geo.reports import claims
from geo.reports.documents.document import Document

PACK = region.load()


def said(text: str, **known: str) -> list[str]:
    """Return the claims of a text, each as "metric group low..high side"."""
    rows = []
    for claim in claims.find(Document(id="x", text=text, **known).read_in(PACK), PACK):
        low, high = ("" if n is None else n for n in (claim.count_min, claim.count_max))
        row = f"{claim.metric} {claim.victim_group} {low}..{high} {claim.claimant_side}"
        row += "" if claim.stance == "asserts" else " denied"
        row += " subset" if claim.is_subset else ""
        row += f" {claim.unit}" if claim.unit else ""
        rows.append(row)
    return rows
