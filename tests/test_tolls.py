"""The toll of an incident: one side's figures, never a sum across sides."""

from __future__ import annotations

import pandas as pd
import pytest

from geo import schema
from geo.errors import InputError
from geo.tolls import tolls

GROUPS = ("civilians", "pakistani_forces", "afghan_forces", "militants", "unspecified")
AF, PK, UN = "afghanistan", "pakistan", "un"
# (side, metric, group, min, max) with options after
Claim = tuple


def table(rows: list[Claim], incident_id: str = "inc-1") -> pd.DataFrame:
    records = []
    for side, metric, group, low, high, *rest in rows:
        options = rest[0] if rest else {}
        records.append(
            {
                "incident_id": incident_id,
                "claimant_side": side,
                "metric": metric,
                "victim_group": group,
                "count_min": low,
                "count_max": high,
                "stance": "asserts",
                "is_subset": False,
                "quote": None,
                "claimant": None,
                "report_id": None,
            }
            | options
        )
    return schema.conform(pd.DataFrame(records).convert_dtypes(), schema.CLAIMS)


def toll(rows: list[Claim]) -> pd.Series:
    return tolls(table(rows), pd.Series(["inc-1"]), GROUPS).loc["inc-1"]


@pytest.mark.parametrize(
    ("rows", "low", "best", "high", "status"),
    [
        ([(AF, "killed", "civilians", 17, 17)], 17, 17, 17, "claimed"),
        ([(AF, "killed", "civilians", 10, 15)], 10, 10, 15, "claimed"),
        ([(AF, "killed", "pakistani_forces", 55, None)], 55, 55, 55, "claimed"),
        # "up to 9": nobody says how many at least
        ([(AF, "killed", "militants", None, 9)], None, None, 9, "claimed"),
        (
            [(AF, "killed", "militants", None, 9), (PK, "killed", "militants", 12, 12)],
            12,
            None,
            12,
            "disputed",
        ),
        # "at least 55" of one force and 133 of the other: no figure for both together
        (
            [
                (AF, "killed", "pakistani_forces", 55, None),
                (PK, "killed", "afghan_forces", 133, 133),
            ],
            55,
            None,
            133,
            "claimed",
        ),
        # a total without groups can be held against one with groups
        (
            [(AF, "killed", "unspecified", 10, None), (PK, "killed", "civilians", 12, 12)],
            10,
            12,
            12,
            "claimed",
        ),
        # one side's own groups are added ...
        (
            [(AF, "killed", "pakistani_forces", 55, 55), (AF, "killed", "afghan_forces", 8, 8)],
            63,
            63,
            63,
            "claimed",
        ),
        # ... two sides' never
        (
            [(AF, "killed", "pakistani_forces", 55, 55), (PK, "killed", "afghan_forces", 133, 133)],
            55,
            None,
            133,
            "disputed",
        ),
        (
            [(AF, "killed", "civilians", 10, 10), (UN, "killed", "civilians", 10, 10)],
            10,
            10,
            10,
            "corroborated",
        ),
        # an outlet that says what a side says bears nothing out
        (
            [(AF, "killed", "civilians", 10, 10), ("media", "killed", "civilians", 10, 10)],
            10,
            10,
            10,
            "claimed",
        ),
        # "at least 10" and "12" meet at 12
        (
            [(AF, "killed", "civilians", 10, None), (UN, "killed", "civilians", 12, 12)],
            10,
            12,
            12,
            "corroborated",
        ),
        # an update by the same side is a series, not a dispute
        (
            [(AF, "killed", "civilians", 10, 10), (AF, "killed", "civilians", 13, 13)],
            10,
            10,
            13,
            "claimed",
        ),
        # a total without a group is not added to its parts
        (
            [(AF, "killed", "unspecified", 20, 20), (AF, "killed", "civilians", 4, 4)],
            20,
            20,
            20,
            "claimed",
        ),
        # a part of a larger total counts only where there is no total
        (
            [
                (AF, "killed", "civilians", 30, 30),
                (AF, "killed", "civilians", 17, 17, {"is_subset": True}),
            ],
            30,
            30,
            30,
            "claimed",
        ),
        ([(AF, "killed", "civilians", 17, 17, {"is_subset": True})], 17, 17, 17, "claimed"),
        # parts without their total are added, those of no group as well
        (
            [
                (AF, "killed", "civilians", 4, 4, {"is_subset": True}),
                (AF, "killed", "unspecified", 5, 5, {"is_subset": True}),
            ],
            9,
            9,
            9,
            "claimed",
        ),
        # families are not persons
        ([(AF, "killed", "civilians", 3, 3, {"unit": "families"})], None, None, None, "claimed"),
        # so a figure of families is no total that one of persons is part of
        (
            [
                (AF, "killed", "civilians", 40, 40, {"unit": "families"}),
                (AF, "killed", "civilians", 17, 17, {"is_subset": True}),
            ],
            17,
            17,
            17,
            "claimed",
        ),
        # and sides that differ on families are no reason to give no best figure of persons
        (
            [
                (AF, "killed", "civilians", 40, 40, {"unit": "families"}),
                (PK, "killed", "civilians", 2, 2, {"unit": "families"}),
                (AF, "killed", "civilians", 9, 9),
            ],
            9,
            9,
            9,
            "disputed",
        ),
        # "no casualties" against a toll
        (
            [(PK, "killed", "unspecified", 0, 0), (AF, "killed", "civilians", 5, 5)],
            0,
            None,
            5,
            "disputed",
        ),
        # a denial holds no figure and disputes
        (
            [
                (AF, "killed", "civilians", 5, 5),
                (PK, "killed", "unspecified", None, None, {"stance": "denies"}),
            ],
            5,
            5,
            5,
            "disputed",
        ),
        (
            [(PK, "killed", "unspecified", None, None, {"stance": "denies"})],
            None,
            None,
            None,
            "denied",
        ),
        ([(AF, "posts_captured", "pakistani_forces", 19, 19)], None, None, None, "claimed"),
    ],
)
def test_raw_convention(rows, low, best, high, status):
    got = toll(rows)
    assert [
        None if pd.isna(got[f"fatalities_{bound}"]) else got[f"fatalities_{bound}"]
        for bound in ("low", "best", "high")
    ] == [low, best, high]
    assert got["status"] == status
    assert got["disputed"] == (status in ("disputed", "denied"))
    assert got["n_claims"] == len(rows)


PARTIES = ("afghanistan", "pakistan", "ttp")
LOCAL = "local"


@pytest.mark.parametrize(
    ("rows", "best"),
    [
        # best as raw, as ACLED, as UCDP
        ([(AF, "killed", "civilians", 17, 17)], (17, 17, 17)),
        # two parties disagree: the lower
        (
            [(AF, "killed", "civilians", 17, 17), (PK, "killed", "civilians", 3, 3)],
            (None, 3, 3),
        ),
        # one who is no party gives a third figure
        (
            [
                (AF, "killed", "civilians", 17, 17),
                (PK, "killed", "civilians", 3, 3),
                (UN, "killed", "civilians", 13, None),
                (LOCAL, "killed", "civilians", 15, 15),
            ],
            (None, 3, 13),
        ),
        # who gives an upper bound only gives no lowest figure
        (
            [(UN, "killed", "civilians", None, 9), (AF, "killed", "civilians", 12, 12)],
            (None, 12, 12),
        ),
        # never a sum of two sides' figures of two groups
        (
            [(AF, "killed", "pakistani_forces", 55, 55), (PK, "killed", "afghan_forces", 133, 133)],
            (None, 55, 55),
        ),
        (
            [(AF, "killed", "civilians", 24, None, {"quote": "dozens were killed"})],
            (24, 12, 24),
        ),
        (
            [(AF, "killed", "civilians", 24, None, {"quote": "at least 24 dead, dozens hurt"})],
            (24, 12, 24),
        ),
        ([(AF, "killed", "civilians", 24, None, {"quote": "at least 24 dead"})], (24, 24, 24)),
        ([(AF, "killed", "civilians", 200, None, {"quote": "Hundreds died"})], (200, 100, 200)),
        ([(AF, "killed", "civilians", 24, 24, {"quote": "two dozens, 24, died"})], (24, 24, 24)),
    ],
)
def test_conventions(rows, best):
    for convention, expected in zip(schema.TOLL_CONVENTIONS, best, strict=True):
        got = tolls(
            table(rows), pd.Series(["inc-1"]), GROUPS, convention=convention, parties=PARTIES
        ).loc["inc-1"]
        found = got["fatalities_best"]
        assert (None if pd.isna(found) else found) == expected, convention
        assert got["status"] == toll(rows)["status"]


def test_best_figures_of_groups_follow_the_convention():
    rows = [
        (AF, "killed", "afghan_forces", 8, 8),
        (PK, "killed", "afghan_forces", 133, 133),
        (UN, "wounded", "civilians", 5, 5),
        (AF, "wounded", "civilians", 9, 9),
    ]
    for convention, wounded in (("acled", 5), ("ucdp", 5)):
        got = tolls(
            table(rows), pd.Series(["inc-1"]), GROUPS, convention=convention, parties=PARTIES
        ).loc["inc-1"]
        assert (got["deaths_afghan_forces"], got["wounded_best"]) == (8, wounded)
        assert (got["wounded_low"], got["wounded_high"]) == (5, 9)


DAYS = {"first": "2026-02-27", "second": "2026-02-28"}


@pytest.mark.parametrize(
    ("rows", "low", "best", "high", "status"),
    [
        # one claimant's later figure takes the place of the earlier
        (
            [("first", "the Ministry", 13), ("second", "Ministry", 17)],
            *(13, 17, 17, "claimed"),
        ),
        ([("first", "Ministry", 17), ("second", "MINISTRY", 13)], 13, 13, 17, "claimed"),
        # another office of the same side is another claimant
        ([("first", "Ministry", 13), ("second", "Governor", 17)], 13, 13, 17, "claimed"),
        # without a day none is later
        ([("undated", "Ministry", 13), ("second", "Ministry", 17)], 13, 13, 17, "claimed"),
    ],
)
def test_an_update_is_a_series(rows, low, best, high, status):
    claims = table(
        [
            (AF, "killed", "civilians", n, n, {"report_id": report, "claimant": who})
            for report, who, n in rows
        ]
    )
    got = tolls(claims, pd.Series(["inc-1"]), GROUPS, published=DAYS).loc["inc-1"]
    assert [got[f"fatalities_{bound}"] for bound in ("low", "best", "high")] == [low, best, high]
    assert (got["status"], got["n_claims"]) == (status, 2)


def test_two_claimants_who_come_to_agree_are_no_dispute():
    figures = [(AF, "first", 13), (PK, "second", 17), (AF, "second", 17)]
    claims = table(
        [
            (side, "killed", "civilians", n, n, {"report_id": report, "claimant": side})
            for side, report, n in figures
        ]
    )
    ids = pd.Series(["inc-1"])
    before = tolls(claims, ids, GROUPS, published={"first": "2026-02-27"}).loc["inc-1"]
    after = tolls(claims, ids, GROUPS, published=DAYS).loc["inc-1"]
    assert (after["status"], after["fatalities_best"]) == ("corroborated", 17)
    assert (after["fatalities_low"], after["fatalities_high"]) == (13, 17)
    assert before["n_claims"] == after["n_claims"] == 3


def test_deaths_by_group_are_empty_where_sides_differ():
    got = toll(
        [
            (AF, "killed", "afghan_forces", 8, 8),
            (PK, "killed", "afghan_forces", 133, 133),
            (AF, "killed", "civilians", 17, 17),
            (AF, "wounded", "civilians", 5, 5),
        ]
    )
    assert pd.isna(got["deaths_afghan_forces"])
    assert got["deaths_civilians"] == 17
    assert pd.isna(got["deaths_militants"])
    assert (got["wounded_low"], got["wounded_best"], got["wounded_high"]) == (5, 5, 5)
    assert pd.isna(got["fatalities_best"])


def test_incidents_without_claims_and_order():
    claims = pd.concat(
        [table([(AF, "killed", "civilians", n, n)], f"inc-{n}") for n in (3, 1)],
        ignore_index=True,
    )
    got = tolls(claims, pd.Series(["inc-2", "inc-1", "inc-3"]), GROUPS)
    assert list(got.index) == ["inc-2", "inc-1", "inc-3"]
    assert got["fatalities_best"].tolist()[1:] == [1, 3]
    assert got["n_claims"].tolist() == [0, 1, 1]
    assert got["status"].tolist() == ["claimed"] * 3


def test_no_claims_at_all():
    got = tolls(schema.empty(schema.CLAIMS), pd.Series(["inc-1"]), GROUPS)
    assert got["n_claims"].tolist() == [0]
    assert got["fatalities_low"].isna().all()


def test_unknown_convention():
    with pytest.raises(InputError, match=r"unknown toll convention: 'sum'; expected raw"):
        tolls(schema.empty(schema.CLAIMS), pd.Series(["inc-1"]), GROUPS, convention="sum")
