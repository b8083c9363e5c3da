"""Linking: rows of tables, those of one source and those that tell of spans of days."""

from __future__ import annotations

from functools import lru_cache

import pytest

import geo
from geo import pipeline, region


@lru_cache(maxsize=1)
def pack():
    return region.load("durand")


def _listed(*rows):
    """Write a table: an id and a source a row, each with an address of its own."""
    head = "id,date,place,sub_event_type,metric,count_min,source,source_url\n"
    event = '2025-10-11,"Barmal district, Paktika",Air/drone strike,killed,9'
    return head + "".join(f"{n},{event},{source},https://a.test/{n}\n" for n, source in rows)


@pytest.mark.parametrize(
    ("files", "incidents"),
    [
        # a data set tells its events apart
        ([_listed((1, "UCDP"), (2, "UCDP"))], 2),
        # ids of a file with several sources, or with none, are those of the person who keeps it
        ([_listed((1, "Wire"), (2, "Wire"), (3, "Herald"))], 1),
        ([_listed((1, ""), (2, ""))], 1),
        # two data sets tell of the same events
        ([_listed((1, "UCDP"), (2, "UCDP")), _listed((7, "ACLED"))], 2),
    ],
)
def test_what_one_source_lists_under_two_ids_is_two(tmp_path, files, incidents):
    for number, text in enumerate(files):
        (tmp_path / f"{number}.csv").write_text(text, "utf-8")
    paths = sorted(tmp_path.glob("*.csv"))
    dataset = pipeline.read(paths, pack(), link="all")
    read = sum(text.count("\n") - 1 for text in files)
    assert (len(dataset.incidents), len(dataset.links)) == (incidents, read - incidents)
    told = [note for note in dataset.account.notes if "one source lists all of them" in note]
    assert len(told) == (incidents == read)
    again = geo.link(dataset)  # what was put together is still the data set's
    assert len(again.incidents) == incidents
    decided = tmp_path / "decided.csv"
    decided.write_text("action,incident_id,other_id\nmerge,1,2\n", "utf-8")
    assert len(pipeline.read(paths, pack(), link="all", links=decided).incidents) == 1


def test_what_contradicts_is_named_by_the_incident_that_is_kept(tmp_path):
    head = "id,date,place,admin1,sub_event_type,metric,count_min,source\n"
    paths = [tmp_path / f"{source}.csv" for source in ("ACLED", "UCDP")]
    for path in paths:
        row = f"1,2025-10-11,Barmal,Balochistan,Air/drone strike,killed,12,{path.stem}\n"
        path.write_text(head + row, "utf-8")
    for dataset in (
        pipeline.read(paths, pack(), link="all"),
        geo.link(pipeline.read(paths, pack(), link="none"), pack()),
    ):
        assert len(dataset.links) == 1
        assert [name for name, _ in dataset.account.contradicted] == [
            *dataset.incidents["incident_id"]
        ]


def _nights(tmp_path, rows):
    table = tmp_path / "nights.csv"
    head = "id,date_start,date_end,place,sub_event_type,actor1_side,claimant_side,metric,count_min"
    table.write_text("\n".join([head, *(",".join(map(str, row)) for row in rows)]) + "\n", "utf-8")
    return pipeline.read([table], pack(), link="all")


def test_a_chain_of_vague_reports_does_not_swallow_a_month(tmp_path):
    rows = [
        (
            *(day, f"2025-10-{day:02}", f"2025-10-{day + 1:02}", "along the Durand Line"),
            *("Armed clash", "", "media", "killed", 10),
        )
        for day in range(1, 29)
    ]
    dataset = _nights(tmp_path, rows)
    spans = [
        (row["date_end"] - row["date_start"]).days + len((row["merged_ids"] or "").split(";"))
        for row in dataset.incidents.astype(object)
        .where(dataset.incidents.notna(), None)
        .to_dict("records")
    ]
    assert max(spans) <= 4
    assert len(dataset.incidents) >= 9


def test_a_period_is_met_only_by_its_figures(tmp_path):
    period = ("p", "2025-10-11", "2025-10-20", "along the Durand Line", "Armed clash", "", "media")
    night = ("n", "2025-10-14", "2025-10-15", "along the Durand Line", "Armed clash", "", "media")
    for count, merged in ((58, 1), (57, 0)):
        dataset = _nights(tmp_path, [(*period, "killed", 58), (*night, "killed", count)])
        assert dataset.account.incidents_merged == merged


def test_what_is_known_along_the_line_only_goes_together_with_a_third(tmp_path):
    # two sides' figures have nothing in common, but a third report has both
    day, kind = ("2026-02-26", "2026-02-26"), ("Armed clash", "")
    kabul = ("kabul", *day, "along the Durand Line", *kind, "afghanistan", "killed", 55)
    islamabad = ("islamabad", *day, "along the Durand Line", *kind, "pakistan", "killed", 133)
    wire = [
        ("wire", *day, "along the Durand Line", *kind, side, "killed", count)
        for side, count in (("afghanistan", 55), ("pakistan", 133))
    ]
    assert len(_nights(tmp_path, [kabul, islamabad, *wire]).incidents) == 1
    kurram, boldak = (
        (name, *day, f"{name} district", *kind, "media", "killed", 5)
        for name in ("Kurram", "Spin Boldak")
    )
    assert len(_nights(tmp_path, [kurram, boldak, *wire]).incidents) == 3
