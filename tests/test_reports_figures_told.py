"""Figures as articles tell them, in sentences of our own: what is counted, whose, how many.

Each row of `figures_told.txt` was found by reading articles for what no rule expected.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from claims_said import said

GROUPS = {
    "P": "pakistani_forces",
    "A": "afghan_forces",
    "M": "militants",
    "C": "civilians",
    "U": "unspecified",
}
LINES = (Path(__file__).parent / "reports" / "figures_told.txt").read_text("utf-8").splitlines()
ROWS = [line.split(" | ") for line in LINES if line and not line.startswith("#")]


def told(text: str) -> list[str]:
    """Return the claims of a text as the rows have them: "killed P 3..3"."""
    letters = {group: letter for letter, group in GROUPS.items()}
    rows = []
    for row in said(text, published=date(2026, 3, 5)):
        metric, group, bounds, *rest = row.split()
        denied = ["denied"] if "denied" in rest else []
        rows.append(" ".join([metric, letters[group], bounds, *denied]))
    return sorted(rows)


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_figures_are_read_as_they_are_told(text, expected):
    assert told(text) == sorted(expected.split("; ") if expected != "none" else [])
