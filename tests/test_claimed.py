"""What each side says of each incident: the same rules as the tolls, one side at a time."""

from __future__ import annotations

import datasets
import numpy as np
import pages
import pandas as pd
import pytest
from synthetic_region import make_region

from geo import claimed, tolls
from maps import figures, payload
from maps.rows import rows_of

SIDES = ("west", "east", "media")
COLUMNS = {
    "claim_id": "c",
    "incident_id": "one",
    "report_id": "r1",
    "claimant": "Ministry",
    "claimant_side": "west",
    "metric": "killed",
    "victim_group": "soldiers",
    "count_min": None,
    "count_max": None,
    "stance": "asserts",
    "is_subset": False,
    "unit": None,
    "quote": "so many",
}


def claims(*rows: dict) -> pd.DataFrame:
    table = pd.DataFrame([COLUMNS | row for row in rows])
    for bound in ("count_min", "count_max"):
        table[bound] = pd.array(table[bound], dtype="Int64")
    return table


def exact(count: int, **more: object) -> dict:
    return {"count_min": count, "count_max": count, **more}


def told(*rows: dict, published: dict[str, str] | None = None) -> list[tuple]:
    """Give (metric, side, incident, low, high, open) of each figure."""
    ids = pd.Series(["zero", "one"])
    made = claimed.side_totals(claims(*rows), ids, SIDES, published=published)
    plain = made.astype(object).where(made.notna(), None)
    return [
        (claimed.METRICS[row.metric], SIDES[row.side], row.incident, row.low, row.high, row.open)
        for row in plain.itertuples()
    ]


@pytest.mark.parametrize(
    ("rows", "figures_told"),
    [
        ([exact(5)], [("killed", "west", 1, 5, 5, False)]),
        # several figures of one side for one thing: from the lowest to the highest
        ([exact(5), exact(9, claimant="Governor")], [("killed", "west", 1, 5, 9, False)]),
        # a side's own figures over groups are added, and its figure without a group may be that sum
        ([exact(5), exact(2, victim_group="civilians")], [("killed", "west", 1, 7, 7, False)]),
        (
            [exact(5), exact(2, victim_group="civilians"), exact(9, victim_group="unspecified")],
            [("killed", "west", 1, 9, 9, False)],
        ),
        # one that is a part of a total nobody gives is added as well
        (
            [
                exact(5, is_subset=True),
                exact(2, victim_group="civilians", is_subset=True),
                exact(9, victim_group="unspecified", is_subset=True),
            ],
            [("killed", "west", 1, 16, 16, False)],
        ),
        (
            [exact(5, is_subset=True), exact(9, victim_group="unspecified")],
            [("killed", "west", 1, 9, 9, False)],
        ),
        # never across sides
        (
            [exact(5), exact(50, claimant_side="east")],
            [("killed", "west", 1, 5, 5, False), ("killed", "east", 1, 50, 50, False)],
        ),
        ([{"count_min": 55}], [("killed", "west", 1, 55, 55, True)]),
        ([{"count_max": 20}], [("killed", "west", 1, None, 20, False)]),
        ([exact(0)], [("killed", "west", 1, 0, 0, False)]),
        # what gives no figure of persons killed or wounded
        ([{}], []),
        ([exact(5, stance="denies")], []),
        ([exact(5, unit="families")], []),
        ([exact(5, metric="captured")], []),
        ([exact(5, claimant_side="nobody")], []),
        ([exact(5, incident_id="lost")], []),
        # part of a larger figure of the same side
        ([exact(9), exact(3, is_subset=True)], [("killed", "west", 1, 9, 9, False)]),
        ([exact(3, is_subset=True)], [("killed", "west", 1, 3, 3, False)]),
        # what one claimant says of one thing in one report: a whole and its breakdown
        ([exact(10), exact(4), exact(6)], [("killed", "west", 1, 10, 10, False)]),
        ([exact(10), {"count_min": 4}], [("killed", "west", 1, 10, 10, False)]),
        ([exact(10), exact(4, report_id=None)], [("killed", "west", 1, 4, 10, False)]),
        ([exact(10), exact(0)], [("killed", "west", 1, 0, 10, False)]),
        (
            [exact(2, metric="wounded"), exact(1, incident_id="zero")],
            [("killed", "west", 0, 1, 1, False), ("wounded", "west", 1, 2, 2, False)],
        ),
    ],
)
def test_what_a_side_says(rows, figures_told):
    assert told(*rows) == figures_told


def test_a_later_figure_of_the_same_claimant_takes_the_place_of_the_earlier():
    rows = [exact(5), exact(8, report_id="r2"), exact(6, claimant="Governor")]
    days = {"r1": "2026-02-26", "r2": "2026-02-28"}
    assert told(*rows) == [("killed", "west", 1, 5, 8, False)]
    assert told(*rows, published=days) == [("killed", "west", 1, 6, 8, False)]


def _by_tolls(table: pd.DataFrame, ids: list[str], sides: tuple[str, ...], published: dict):
    """Give the same of `geo.tolls`, a step at a time."""
    plain = tolls._plain(table, "raw")
    now = plain[~tolls._superseded(plain, table, published)]
    totals = tolls._totals_by_side(tolls._ranges_by_side(now))
    totals = totals[totals["metric"].isin(claimed.METRICS) & totals["claimant_side"].isin(sides)]
    number = {name: at for at, name in enumerate(ids)}
    made = pd.DataFrame(
        {
            "metric": [claimed.METRICS.index(name) for name in totals["metric"]],
            "side": [sides.index(name) for name in totals["claimant_side"]],
            "incident": [number[name] for name in totals["incident_id"]],
            "low": totals["low"].to_numpy(),
            "high": totals["high"].to_numpy(),
            "open": np.isinf(totals["top"].to_numpy(float)),
        }
    )
    return made.sort_values(["metric", "side", "incident"], ignore_index=True)


@pytest.mark.parametrize("seed", range(4))
def test_the_same_as_the_tolls_say(seed):
    rng = np.random.default_rng(seed)
    n = 300
    low = rng.integers(0, 30, n)
    has_low, has_high = rng.random(n) < 0.9, rng.random(n) < 0.8
    table = claims(*[{} for _ in range(n)]).assign(
        incident_id=[f"i{k}" for k in rng.integers(0, 40, n)],
        report_id=[f"r{k}" for k in rng.integers(0, 5, n)],
        claimant=rng.choice(["Ministry", "The Ministry", "Governor"], n),
        claimant_side=rng.choice(SIDES, n),
        metric=rng.choice(["killed", "wounded", "captured"], n),
        victim_group=rng.choice(["soldiers", "civilians", "unspecified"], n),
        count_min=pd.array(np.where(has_low, low, 0), "Int64"),
        count_max=pd.array(low + rng.integers(0, 9, n), "Int64"),
        stance=rng.choice(["asserts", "denies"], n, p=[0.9, 0.1]),
        is_subset=rng.random(n) < 0.2,
        unit=np.where(rng.random(n) < 0.1, "families", None),
    )
    table.loc[~has_low, "count_min"] = pd.NA
    table.loc[~has_high, "count_max"] = pd.NA
    ids = [f"i{k}" for k in range(40)]
    days = {f"r{k}": f"2026-02-2{k}" for k in range(4)}
    made = claimed.side_totals(table, pd.Series(ids), SIDES, published=days)
    assert len(made) > 100
    expected = _by_tolls(table, ids, SIDES, days)
    pd.testing.assert_frame_equal(made, expected, check_dtype=False)


def test_blocks_of_figures_can_be_read_back():
    pack = make_region()
    dataset = datasets.make_dataset(300, region=pack)
    rows = rows_of(dataset)
    made = {block.key: payload.read(block) for block in figures.blocks(dataset, rows, pack)}
    expected = claimed.side_totals(
        dataset.claims, rows.incidents["incident_id"], pack.claimant_sides
    )
    runs = made["figures/meta"]["runs"]
    assert [run["end"] for run in runs][-1] == len(expected)
    start = 0
    for run in runs:
        part = expected.iloc[start : run["end"]]
        assert {claimed.METRICS[number] for number in part["metric"]} == {run["metric"]}
        assert {pack.claimant_sides[number] for number in part["side"]} == {run["side"]}
        steps = made["figures/incident"][start : run["end"]]
        assert np.cumsum(steps.astype(np.int64)).tolist() == part["incident"].tolist()
        start = run["end"]
    assert made["figures/low"].tolist() == expected["low"].astype(int).tolist()
    assert made["figures/open"].tolist() == expected["open"].astype(int).tolist()


def test_no_claim_no_run(tmp_path):
    pack = pages.plain_pack(tmp_path / "pack")
    dataset = pages.some(pack, 5)
    bare = type(dataset)(**{**vars(dataset), "claims": dataset.claims.iloc[:0]})
    made = {b.key: payload.read(b) for b in figures.blocks(bare, rows_of(bare), pack)}
    assert made["figures/meta"] == {"runs": []}
    assert [len(made[f"figures/{name}"]) for name in ("incident", "low", "high", "open")] == [0] * 4


def test_some_incidents_at_a_time_and_known_numbers_give_the_same(monkeypatch):
    pack = make_region()
    dataset = datasets.make_dataset(90, region=pack)
    ids = dataset.incidents["incident_id"]
    whole = claimed.side_totals(dataset.claims, ids, pack.claimant_sides)
    of = {name: at for at, name in enumerate(ids)}
    numbers = np.array([of[name] for name in dataset.claims["incident_id"]], np.int32)
    known = claimed.side_totals(dataset.claims, ids, pack.claimant_sides, incident=numbers)
    pd.testing.assert_frame_equal(known, whole)
    monkeypatch.setattr(claimed, "_PART", 7)
    parted = claimed.side_totals(dataset.claims, ids, pack.claimant_sides)
    assert len(whole) > 90
    pd.testing.assert_frame_equal(parted, whole)
