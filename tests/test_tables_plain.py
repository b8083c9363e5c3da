"""The plain long form: what rows become, and what each bad row is told."""

import io
import json
from types import SimpleNamespace

import pandas as pd
import pytest

from geo import ids, schema
from geo.errors import InputError
from geo.tables import plain
from geo.tables.formats import read_chunks

PACK = SimpleNamespace(
    sides=("westland", "eastland", "other", "unknown"),
    claimant_sides=("westland", "eastland", "media", "unknown"),
    victim_groups=("civilians", "west_forces", "unspecified"),
    bounds=(60.0, 29.0, 75.0, 38.0),
)
HEADER = "id,date,place,latitude,longitude,admin1,event_type,sub_event_type,source"


def parse(text, **options):
    """Parse CSV text as a file of its own."""
    chunks = read_chunks("-", stdin=io.BytesIO(text.encode()), rows=options.pop("rows", 100_000))
    return plain.parse(chunks, PACK, **options)


def parse_rows(*rows, header=HEADER, **options):
    return parse("\n".join([header, *rows]) + "\n", **options)


def column(frame, *names):
    """The columns as lists, null as None."""
    found = frame[list(names)].astype(object)
    found = found.where(found.notna(), None)
    listed = found.to_numpy().tolist()
    return [row[0] for row in listed] if len(names) == 1 else listed


# a cell of a row that is right in all else; the column, value, reason and expectation it is told
BAD_CELLS = [
    ("date", "2026-02-31", "there is no such day", "a date such as"),
    ("date", "soon", "not a date", "a date such as"),
    ("date_end", "2026-02-25", "date_end is before the start", "a day on or after it"),
    ("date_start", "2026-02-25", "date and date_start differ", "one of them, or the same day"),
    ("date_precision", "decade", "unknown date_precision", "one of day, week, month, year"),
    ("latitude", "inf", "the coordinate is not finite", "degrees from -90 to 90"),
    ("latitude", "NaN", "the coordinate is not finite", "degrees from -90 to 90"),
    ("longitude", "x", "not a coordinate", "degrees from -180 to 180, such as 70.5"),
    ("latitude", "134", "no such latitude", "degrees from -90 to 90"),
    ("longitude", "-181", "no such longitude", "degrees from -180 to 180"),
    ("latitude", "26.9", "outside the region", "a latitude from 27 to 40"),
    ("longitude", "7.05", "outside the region", "a longitude from 58 to 77"),
    ("event_type", "Shooting", "unknown event_type", "one of Battles, Explosions/Remote"),
    ("event_type", "Protests", "the event type contradicts the sub-event type", "Battles"),
    ("sub_event_type", "Duel", "unknown sub_event_type", "one of Armed clash, "),
    ("role", "main", "unknown role", "one of current, background, aggregate"),
    ("domestic", "perhaps", "not yes or no", "true or false"),
    ("actor1_side", "afghanistan", "unknown actor1_side", "one of westland, eastland"),
    ("claimant_side", "un", "unknown claimant_side", "one of westland, eastland, media"),
    ("metric", "injured", "unknown metric", "one of killed, wounded"),
    ("metric", "", "a count without a metric", "a metric"),
    ("victim_group", "sheep", "unknown victim_group", "one of civilians"),
    ("count_min", "-1", "the number is negative", "a whole number"),
    ("count_min", "1.5", "the number is not whole", "a whole number"),
    ("count_min", "9", "count_min is above count_max", "count_min up to count_max"),
    ("count_max", "5+", "not a number", "a whole number"),
    ("unit", "people", "unknown unit", "one of families, households"),
    ("stance", "doubts", "unknown stance", "one of asserts, denies"),
    ("char_start", "99", "char_start is after char_end", "char_start up to char_end"),
    ("place", "x" * 2001, "the cell is too long", "at most 2000 characters"),
]
GOOD_ROW = {
    "id": "7",
    "date": "2026-02-26",
    "date_start": "",
    "date_end": "2026-02-27",
    "date_precision": "",
    "place": "Torkham",
    "latitude": "34.1",
    "longitude": "71.1",
    "event_type": "",
    "sub_event_type": "Armed clash",
    "role": "current",
    "domestic": "no",
    "actor1_side": "Westland",
    "claimant": "Army",
    "claimant_side": "eastland",
    "metric": "killed",
    "victim_group": "civilians",
    "count_min": "5",
    "count_max": "5",
    "is_exact": "true",
    "unit": "",
    "stance": "",
    "quote": "five were killed",
    "char_start": "3",
    "char_end": "19",
}


def csv(*records):
    return pd.DataFrame(records).to_csv(index=False)


def test_a_good_row_is_used():
    parsed = parse(csv(GOOD_ROW))
    assert (parsed.rows_read, parsed.rows_used, len(parsed.rejected)) == (1, 1, 0)


@pytest.mark.parametrize("case", BAD_CELLS, ids=lambda case: f"{case[0]}={case[1][:12]}")
def test_a_bad_cell_rejects_its_row_and_no_other(case):
    name, value, reason, expected = case
    parsed = parse(csv({**GOOD_ROW, name: value}, {**GOOD_ROW, "id": "8"}))
    assert (parsed.rows_read, parsed.rows_used, parsed.incidents_rejected) == (2, 1, 1)
    (told,) = parsed.rejected.to_dict("records")
    assert (told["file"], told["row"], told["column"]) == ("standard input", 1, name)
    assert told["reason"] == reason
    assert expected in told["expected"]
    assert (told["value"] if not pd.isna(told["value"]) else "") == value[:200]
    assert json.loads(told["raw"])["claimant"] == "Army"


# cells that only together are a fault: what is told
BAD_TOGETHER = [
    ({"date": "", "date_end": ""}, "date_start", "no date"),
    ({"date": ""}, "date_end", "date_end without a start"),
    ({"latitude": ""}, "longitude", "only one of latitude and longitude"),
    ({"longitude": ""}, "latitude", "only one of latitude and longitude"),
    ({"count_max": "6"}, "is_exact", "exact, but the counts differ"),
    ({"count_max": ""}, "is_exact", "exact, but the counts differ"),
    (
        {"date": "2026-02", "date_precision": "day"},
        "date_precision",
        "date_precision is finer than the date",
    ),
]


@pytest.mark.parametrize(("cells", "name", "reason"), BAD_TOGETHER)
def test_cells_that_do_not_go_together(cells, name, reason):
    parsed = parse(csv({**GOOD_ROW, **cells}, {**GOOD_ROW, "id": "8"}))
    assert column(parsed.rejected, "row", "column", "reason") == [[1, name, reason]]
    assert (parsed.rows_used, parsed.incidents_rejected) == (1, 1)


def test_exchanged_coordinates_are_said_not_put_right():
    parsed = parse_rows("1,2026-02-26,Torkham,71.1,34.1,,,,")
    assert column(parsed.rejected, "reason", "expected") == [
        ["the coordinates look exchanged", "latitude 34.1 and longitude 71.1"]
    ]
    assert column(parsed.rejected, "value") == ["71.1"]


def test_bounds_can_be_given():
    row = "1,2026-02-26,,50.0,10.0,,,,"
    assert parse_rows(row).rows_used == 0
    assert parse_rows(row, bounds=(0, 40, 20, 60)).rows_used == 1


# rows of one id that contradict each other: the column and the two values
CONTRADICTIONS = [
    ("date", "2026-02-25", "date_start", "2026-02-25 | 2026-02-26"),
    ("date", "2026-02", "date_start", "2026-02-01 | 2026-02-26"),
    ("date_end", "2026-02-28", "date_end", "2026-02-27 | 2026-02-28"),
    ("sub_event_type", "Attack", "event_type", "Battles | Violence against civilians"),
    ("sub_event_type", "Government regains territory", "sub_event_type", "Armed clash | Gov"),
    ("actor1_side", "eastland", "actor1_side", "eastland | westland"),
    ("role", "background", "role", "background | current"),
    ("domestic", "yes", "domestic", "false | true"),
]


@pytest.mark.parametrize("case", CONTRADICTIONS, ids=lambda case: f"{case[0]}={case[1]}")
def test_rows_of_one_id_that_contradict_are_rejected_together(case):
    name, value, told_column, told_value = case
    other = {**GOOD_ROW, "id": "8"}
    parsed = parse(csv(GOOD_ROW, other, {**GOOD_ROW, name: value}))
    assert (parsed.rows_used, parsed.incidents_rejected) == (1, 1)
    assert column(parsed.rejected, "row", "column") == [[1, told_column], [3, told_column]]
    assert set(parsed.rejected["reason"]) == {"contradicts another row of the same id"}
    assert parsed.rejected["value"].str.startswith(told_value).all()


def test_empty_cells_and_other_places_contradict_nothing():
    sparse = {"id": "7", "place": "Barmal", "claimant": "Residents", "metric": "wounded"}
    parsed = parse(csv(GOOD_ROW, sparse))
    assert (parsed.rows_used, len(parsed.incidents)) == (2, 1)
    assert column(parsed.mentions, "place_text", "is_primary") == [
        ["Torkham", True],
        ["Barmal", False],
    ]


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
    assert {ids.row_incident_id(raw, 0), ids.row_incident_id(raw, 1)} < set(
        column(parsed.incidents, "incident_id")
    )
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
        ["a.csv", 1, "date"],
        ["c.csv", 1, "date"],
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


NOT_USABLE = [
    ("a,b\n1,2\n", "no usable column of places: 'a, b'; expected a column place, latitude and"),
    ("date,latitude\n2026,34\n", "no usable column of places"),
    ("place,b\nx,2\n", "no usable column of dates: 'place, b'; expected a column date"),
    ("place,date\nx,01/02/2026\n", "ambiguous order of day and month: '01/02/2026'"),
    (
        "event_id_cnty,event_date,geo_precision,time_precision,location\n1,2026,1,1,x\n",
        "columns of ACLED, which is not read yet",
    ),
]


@pytest.mark.parametrize(("text", "line"), NOT_USABLE)
def test_files_that_cannot_be_used(text, line):
    with pytest.raises(InputError) as raised:
        parse(text)
    assert str(raised.value).startswith(f"standard input: {line}")
    assert "\n" not in str(raised.value)


def test_columns_can_be_named():
    text = "wann;wo\n26.02.2026;Torkham\n"
    with pytest.raises(InputError):
        parse(text)
    parsed = parse(text, columns={"date": "wann", "place": "wo"})
    assert column(parsed.mentions, "place_text") == ["Torkham"]
    assert parsed.notes == (
        "standard input: separated by semicolon",
        "standard input: read as plain; date from 'wann', place from 'wo'",
    )


def test_semicolons_and_decimal_commas():
    parsed = parse("date;lat;lon\n26.02.2026;34,125;71,5\n")
    assert column(parsed.mentions, "latitude", "longitude") == [[34.125, 71.5]]


def test_the_order_of_dates_can_be_said():
    text = "place,date\nx,01/02/2026\n"
    assert str(column(parse(text, day_first=True).incidents, "date_start")[0]) == "2026-02-01"
    assert str(column(parse(text, day_first=False).incidents, "date_start")[0]) == "2026-01-02"


def test_what_was_cleaned_is_said_and_the_raw_row_is_not_touched():
    parsed = parse("date,place\n2026,\u202eTork\x00ham\n")
    assert column(parsed.mentions, "place_text") == ["Torkham"]
    assert json.loads(column(parsed.incidents, "raw")[0]) == [
        {"date": "2026", "place": "\u202eTork\x00ham"}
    ]
    assert parsed.notes[1:] == (
        "standard input: bidirectional controls removed in 1 cells",
        "standard input: control characters removed in 1 cells",
    )


def test_hostile_text_is_carried_as_text():
    texts = [
        "<script>x</script>",
        "{{ 7*7 }}",
        "{% x %}",
        "${x}",
        "`id`",
        "</script>",
        "javascript:1",
    ]
    rows = [
        {"id": n, "date": "2026", "place": t, "notes": t, "actor1": t} for n, t in enumerate(texts)
    ]
    parsed = parse(csv(*rows))
    assert sorted(column(parsed.mentions, "place_text")) == sorted(texts)
    assert sorted(column(parsed.incidents, "summary")) == sorted(texts)
    assert sorted(column(parsed.incidents, "actor1")) == sorted(texts)


def test_broken_rows_are_in_the_account():
    parsed = parse("date,place\n2026,x\n2026\n2026,x,y\n")
    assert (parsed.rows_read, parsed.rows_used, parsed.incidents_rejected) == (3, 1, 2)
    with_ids = parse("id,date,place\n1,2026,x\n1,2026\n")
    assert (with_ids.rows_read, with_ids.rows_used, with_ids.incidents_rejected) == (2, 1, 0)
    only_broken = parse("id,date,place\n1,2026\n")
    assert (only_broken.rows_read, only_broken.rows_used) == (1, 0)
    assert len(only_broken.incidents) == 0


def test_order_of_tables():
    parsed = parse_rows(
        "2,2026-03-01,b,,,,,,", "1,2026-02-01,a,,,,,,", "1,2026-02-01,c,34,71,,,,", "3,2025,z,,,,,,"
    )
    assert [str(d) for d in column(parsed.incidents, "date_start")] == [
        "2025-01-01",
        "2026-02-01",
        "2026-03-01",
    ]
    order = column(parsed.incidents, "incident_id")
    assert [order.index(i) for i in column(parsed.mentions, "incident_id")] == [0, 1, 1, 2]
    assert column(parsed.mentions, "place_text", "is_primary")[1:3] == [["c", True], ["a", False]]


def test_progress_is_told():
    seen = []
    text = "date,place\n" + "2026,x\n" * 10
    parse(text, rows=4, progress=lambda *step: seen.append(step))
    assert seen[-1] == ("reading tables", 10, 0)
    assert len(seen) >= 3


@pytest.mark.parametrize(
    ("cells", "lost"),
    [
        ("Ministry,,,three are dead", 1),
        ("Ministry,,,", 1),
        (",killed,3,three are dead", 0),
        ("Ministry,killed,,", 0),
        (",,,", 0),
    ],
)
def test_words_of_a_claimant_that_make_no_claim_are_told(cells, lost):
    parsed = parse_rows(
        f"2026-02-26,x,{cells}", header="date,place,claimant,metric,count_min,quote"
    )
    remark = f"a claimant or quote without a metric: no claim made: {lost}"
    assert any(remark in note for note in parsed.notes) == bool(lost)
    assert parsed.rows_used == 1
