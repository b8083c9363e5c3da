"""What rows of the plain form become: incidents, claims, locations, ids and dates."""

import json

import pandas as pd
import pytest
from plain_tables import GOOD_ROW, PACK, column, csv, parse, parse_rows

from geo import ids, schema
from geo.tables import plain


def test_an_incident_of_all_its_rows():
    parsed = parse(
        csv(
            {**GOOD_ROW, "notes": "b", "source": "Wire", "source_url": "http://w/1"},
            {**GOOD_ROW, "notes": "a", "source": "Daily", "source_url": "http://d/2"},
            {**GOOD_ROW, "notes": "b", "source": "Wire", "source_url": "http://w/1"},
        )
    )
    (incident,) = parsed.incidents.to_dict("records")
    assert incident["incident_id"] == ids.incident_id("plain", "7")
    assert incident["source_id"] == "7"
    assert (incident["event_type"], incident["sub_event_type"]) == ("Battles", "Armed clash")
    assert (incident["actor1_side"], incident["role"], incident["domestic"]) == (
        "westland",
        "current",
        False,
    )
    assert (str(incident["date_start"]), str(incident["date_end"])) == ("2026-02-26", "2026-02-27")
    assert (incident["date_precision"], incident["date_prec"], incident["time_precision"]) == (
        "day",
        1,
        1,
    )
    assert incident["summary"] == "a b"
    assert incident["source"] == "Daily; Wire"
    assert incident["source_url"] == "http://d/2 http://w/1"
    reports = [ids.report_id("Daily", "http://d/2"), ids.report_id("Wire", "http://w/1")]
    assert incident["report_ids"] == ";".join(sorted(reports))
    assert parsed.reports.set_index("report_id").loc[reports, "publisher"].tolist() == [
        "Daily",
        "Wire",
    ]
    assert [row["source"] for row in json.loads(incident["raw"])] == ["Daily", "Wire", "Wire"]
    assert column(parsed.claims, "claimant", "report_id") == [
        ["Army", report] for report in column(parsed.claims, "report_id")
    ]
    assert sorted(column(parsed.claims, "report_id")) == sorted(reports)


@pytest.mark.parametrize("turned", [False, True])
def test_a_summary_reads_as_its_report_does(turned):
    told = [("z was struck", 5), ("a spokesman said so", 80), ("m denied it", 140), ("c", "")]
    rows = [
        {**GOOD_ROW, "notes": notes, "char_start": start, "char_end": start and start + 3}
        for notes, start in (*told, ("z was struck", 95))
    ]
    parsed = parse(csv(*(rows[::-1] if turned else rows)))
    assert column(parsed.incidents, "summary") == ["z was struck a spokesman said so m denied it c"]


def test_tables_have_the_columns_of_the_schema():
    for text in (
        csv(GOOD_ROW),
        csv({"id": 1, "date": "2026", "place": ""}),
        csv({"date": "x", "place": ""}),
    ):
        parsed = parse(text)
        assert list(parsed.incidents) == schema.incidents(PACK.victim_groups).names
        assert list(parsed.mentions) == schema.MENTIONS.names
        assert list(parsed.claims) == schema.CLAIMS.names
        assert list(parsed.reports) == schema.REPORTS.names
        assert list(parsed.rejected) == schema.REJECTED.names


# the cells of a claim, and the claim it makes (CLAIM_COLUMNS)
CLAIMS = [
    (
        {
            "claimant": "Army",
            "claimant_side": "eastland",
            "metric": "killed",
            "count_min": "5",
            "count_max": "5",
        },
        ["Army", "eastland", "killed", "unspecified", 5, 5, True, "asserts", False],
    ),
    (
        {"claimant": "Army", "metric": "wounded", "count_min": "12+", "victim_group": "Civilians"},
        ["Army", "unknown", "wounded", "civilians", 12, None, False, "asserts", False],
    ),
    (
        {"metric": "killed", "count_max": "1,200", "is_subset": "yes"},
        ["Wire", "media", "killed", "unspecified", None, 1200, False, "asserts", True],
    ),
    (
        {"metric": "killed", "count_min": "9", "count_max": "9", "is_exact": "no"},
        ["Wire", "media", "killed", "unspecified", 9, 9, False, "asserts", False],
    ),
    (
        {"claimant": "Army", "metric": "posts_captured", "stance": "denies"},
        ["Army", "unknown", "posts_captured", "unspecified", None, None, False, "denies", False],
    ),
    ({"fatalities": "7"}, ["Wire", "media", "killed", "unspecified", 7, 7, True, "asserts", False]),
    (
        {"fatalities": "7+", "claimant_side": "westland"},
        ["Wire", "westland", "killed", "unspecified", 7, None, False, "asserts", False],
    ),
    (
        {
            "fatalities": "9",
            "claimant": "Army",
            "metric": "killed",
            "count_min": "7",
            "count_max": "8",
        },
        ["Army", "unknown", "killed", "unspecified", 7, 8, False, "asserts", False],
    ),
    ({"claimant": "Army"}, None),
]
CLAIM_COLUMNS = (
    *("claimant", "claimant_side", "metric", "victim_group", "count_min", "count_max"),
    *("is_exact", "stance", "is_subset"),
)


@pytest.mark.parametrize(("cells", "expected"), CLAIMS)
def test_claims(cells, expected):
    parsed = parse(csv({"id": "1", "date": "2026", "place": "x", "source": "Wire", **cells}))
    assert column(parsed.claims, *CLAIM_COLUMNS) == ([] if expected is None else [expected])


def test_a_quote_and_its_offsets_are_carried_as_they_came():
    quote = ' \u202ehe said\x07 "12"  '
    parsed = parse(csv({**GOOD_ROW, "quote": quote}))
    assert column(parsed.claims, "quote", "char_start", "char_end") == [[quote, 3, 19]]


# rows of (place, latitude, longitude, country, admin1, admin2) of one incident -> its locations
PLACES = [
    ([("Torkham", "", "", "", "", "")] * 3, [("Torkham", None, None, None)]),
    (
        [("Torkham", "", "", "", "", ""), ("Barmal", "", "", "", "", "")],
        [("Barmal", None, None, None), ("Torkham", None, None, None)],
    ),
    (
        [("Torkham", "", "", "", "", ""), ("Torkham", "34.1", "71.1", "", "", "")],
        [("Torkham", 34.1, None, None)],
    ),
    (
        [("", "34.1", "71.1", "", "", ""), ("Torkham", "34.1", "71.1", "", "", "")],
        [("Torkham", 34.1, None, None)],
    ),
    (
        [("Torkham", "", "", "", "", ""), ("Torkham", "", "", "", "Nangarhar", "")],
        [("Torkham", None, "Nangarhar", None)],
    ),
    (
        [("Behsud", "", "", "", "Nangarhar", ""), ("Behsud", "", "", "", "Wardak", "")],
        [("Behsud", None, "Nangarhar", None), ("Behsud", None, "Wardak", None)],
    ),
    (
        [("Torkham", "", "", "", "Nangarhar", ""), ("", "", "", "", "Nangarhar", "")],
        [("Torkham", None, "Nangarhar", None)],
    ),
    (
        [("", "", "", "", "Nangarhar", ""), ("", "", "", "", "Paktika", "")],
        [("", None, "Nangarhar", None), ("", None, "Paktika", None)],
    ),
    (
        [("", "", "", "", "Paktika", "Barmal"), ("", "", "", "", "Paktika", "")],
        [("", None, "Paktika", "Barmal")],
    ),
    (
        [("", "", "", "Westland", "", ""), ("Torkham", "", "", "Westland", "", "")],
        [("Torkham", None, None, None)],
    ),
    ([("", "", "", "", "", "")], []),
]


@pytest.mark.parametrize(("rows", "expected"), PLACES)
def test_locations_of_an_incident(rows, expected):
    header = "id,date,place,latitude,longitude,country,admin1,admin2"
    for order in (rows, rows[::-1]):
        parsed = parse_rows(*(",".join(["1", "2026", *row]) for row in order), header=header)
        found = column(parsed.mentions, "place_text", "latitude", "admin1", "admin2")
        assert sorted(found, key=str) == sorted(
            ([place or None, *rest] for place, *rest in expected), key=str
        )
        assert parsed.mentions["is_primary"].sum() == min(1, len(expected))
        assert len(parsed.incidents) == 1


def test_the_source_of_ids_is_the_files_one_source():
    header = "id,date,place,source"
    one = parse_rows("1,2026,x,Wire", "2,2026,x,", header=header)
    two = parse_rows("1,2026,x,Wire", "1,2026,x,Daily", header=header)
    assert set(column(one.incidents, "incident_id")) == {
        ids.incident_id("Wire", "1"),
        ids.incident_id("Wire", "2"),
    }
    assert column(two.incidents, "incident_id") == [ids.incident_id("plain", "1")]


def test_rows_without_id_are_incidents_of_their_own():
    rows = ["2026,x,a", "2026,x,a", "2026,y,a"]
    parsed = parse_rows(*rows, header="date,place,notes")
    raw = '{"date": "2026", "notes": "a", "place": "x"}'
    assert len(parsed.incidents) == 3
    twins = ids.column("inc", [pd.Series([raw, raw]), pd.Series([0, 1])])
    assert set(twins) < set(column(parsed.incidents, "incident_id"))
    assert column(parsed.incidents, "source_id") == [None] * 3
    moved = parse_rows(*(",".join(r.split(",")[::-1]) for r in rows), header="notes,place,date")
    pd.testing.assert_frame_equal(moved.incidents, parsed.incidents)


def test_an_incident_id_is_kept():
    own = "inc-" + "0a" * 10
    parsed = parse_rows(f"{own},2026,x", "7,2026,x", header="id,date,place")
    assert own in column(parsed.incidents, "incident_id")
    by_id = parsed.incidents.set_index("incident_id")["source_id"]
    assert pd.isna(by_id[own])
    assert by_id.dropna().tolist() == ["7"]


def test_the_same_id_in_two_files(tmp_path):
    for name, row in (
        ("a", "1,2026-02-26,x,Wire"),
        ("b", "1,2026-02-26,y,Wire"),
        ("c", "1,2026-03-01,y,Wire"),
    ):
        (tmp_path / f"{name}.csv").write_text(f"id,date,place,source\n{row}\n")
    both = plain.parse([tmp_path / "a.csv", tmp_path / "b.csv"], PACK)
    assert (len(both.incidents), len(both.mentions)) == (1, 2)
    clash = plain.parse([tmp_path / "a.csv", tmp_path / "c.csv"], PACK)
    assert column(clash.rejected, "file", "row", "column") == [
        ["a.csv", 2, "date"],
        ["c.csv", 2, "date"],
    ]
    assert (clash.rows_used, clash.incidents_rejected) == (0, 1)
    clash = plain.parse([tmp_path / "c.csv", tmp_path / "a.csv"], PACK)
    assert column(clash.rejected, "file") == ["c.csv", "a.csv"]


# the date columns of a row -> first day, last day, precision
SPANS = [
    ({"date": "2026-02"}, "2026-02-01", "2026-02-28", "month"),
    ({"date_start": "2026-02-26", "date_end": "2026-02-27"}, "2026-02-26", "2026-02-27", "day"),
    ({"date": "2026-02-26", "date_precision": "Month"}, "2026-02-01", "2026-02-28", "month"),
    ({"date": "2026-02-26", "date_precision": "week"}, "2026-02-23", "2026-03-01", "week"),
    (
        {"date_start": "2026-02-20", "date_end": "2026-02-27", "date_precision": "week"},
        "2026-02-20",
        "2026-02-27",
        "week",
    ),
    ({"date_start": "2026-02-26", "date_end": "2026"}, "2026-02-26", "2026-12-31", "year"),
    ({"date": "2026-02-26", "date_start": "26 Feb 2026"}, "2026-02-26", "2026-02-26", "day"),
]


@pytest.mark.parametrize(("cells", "first", "last", "precision"), SPANS)
def test_dates_of_an_incident(cells, first, last, precision):
    parsed = parse(csv({"place": "x", **cells}))
    (found,) = column(parsed.incidents, "date_start", "date_end", "date_precision", "date_prec")
    assert [str(found[0]), str(found[1]), found[2]] == [first, last, precision]
    assert found[3] == schema.DATE_PREC_OF[precision]
