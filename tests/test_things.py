"""What is claimed of each incident: sets of things, each once, and their numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from geo import schema
from maps import things
from maps.columns import NO_NAME
from maps.things import things_of


def told(rows, incidents):
    """Give the set of each incident; a row is an incident, a metric, victims, and what else."""
    made = [
        {"stance": "asserts", "metric": metric, "victim_group": group, **more}
        for _, metric, group, more in rows
    ]
    claims = schema.conform(pd.DataFrame(made), schema.CLAIMS)
    found = things_of(claims, np.array([row[0] for row in rows], np.int32), incidents)
    return found, ["" if one == NO_NAME else found.sets[one] for one in found.of]


KILLED = "killed", "civilians"


@pytest.mark.parametrize(
    ("rows", "want"),
    [
        ([], ["", ""]),
        ([(1, *KILLED, {})], ["", "killed/civilians"]),
        (
            [(0, "wounded", "civilians", {}), (0, *KILLED, {})],
            ["killed/civilians; wounded/civilians", ""],
        ),
        # two sides of one thing; rows in any order
        (
            [(1, *KILLED, {}), (0, "posts_captured", None, {}), (1, *KILLED, {})],
            ["posts_captured", "killed/civilians"],
        ),
        ([(0, "displaced", None, {"unit": "families"})], ["displaced//families", ""]),
        # nobody was killed, somebody says; another says otherwise
        ([(0, *KILLED, {"stance": "denies"})], ["-killed/civilians", ""]),
        ([(0, *KILLED, {"count_max": 0})], ["-killed/civilians", ""]),
        (
            [(1, *KILLED, {"count_max": most}) for most in (0, 3)],
            ["", "-killed/civilians; killed/civilians"],
        ),
    ],
)
def test_the_things_that_are_claimed_of_each_incident(rows, want):
    found, sets = told(rows, 2)
    assert sets == want
    assert sorted(found.sets) == sorted({one for one in want if one})


def test_the_most_frequent_set_has_the_first_number(monkeypatch):
    rows = [(at, "killed", group, {}) for at, group in enumerate("babccc")]
    found, _ = told(rows, 6)
    assert found.sets == ["killed/c", "killed/b", "killed/a"]
    # part by part the same; a rare one beyond the last number has none
    monkeypatch.setattr(things, "_PART", 2)
    monkeypatch.setattr(things, "NAMES", 2)
    few, sets = told(rows, 6)
    assert few.sets == ["killed/c", "killed/b"]
    assert sets == ["killed/b", "", "killed/b", *["killed/c"] * 3]
