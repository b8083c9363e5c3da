"""The plain long form: which rows are used, and what each bad row is told."""

import json

import pandas as pd
import pytest
from plain_tables import GOOD_ROW, PACK, column, csv, parse, parse_rows

from geo.errors import InputError
from geo.tables import plain

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
    ("metric", "hurtled", "unknown metric", "one of killed, wounded"),
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
    ("uncertainty_km", "about", "not a distance", "kilometres, more than 0 and up to 25"),
    ("uncertainty_km", "40", "a point says nothing so far off", "kilometres, more than 0 and up"),
]


def test_a_good_row_is_used():
    parsed = parse(csv(GOOD_ROW))
    assert (parsed.rows_read, parsed.rows_used, len(parsed.rejected)) == (1, 1, 0)


@pytest.mark.parametrize("case", BAD_CELLS, ids=lambda case: f"{case[0]}={case[1][:12]}")
def test_a_bad_cell_rejects_its_row_and_no_other(case):
    name, value, reason, expected = case
    parsed = parse(csv({**GOOD_ROW, name: value}, {**GOOD_ROW, "id": "8"}))
    assert (parsed.rows_read, parsed.rows_used, parsed.incidents_rejected) == (2, 1, 1)
    (told,) = parsed.rejected.to_dict("records")
    assert (told["file"], told["row"], told["column"]) == ("standard input", 2, name)
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
    assert column(parsed.rejected, "row", "column", "reason") == [[2, name, reason]]
    assert (parsed.rows_used, parsed.incidents_rejected) == (1, 1)


# what is wrong beside the first fault; not what follows from it
BAD_TWICE = [
    ({"count_min": "x"}, None),
    ({"count_min": "x", "count_max": "-1"}, ["count_max: the number is negative: '-1'"]),
    ({"count_min": "x", "date": "31.02.2026"}, ["date: there is no such day: '31.02.2026'"]),
    ({"metric": "hurtled", "latitude": "95"}, ["latitude: no such latitude: '95'"]),
    ({"latitude": "95", "longitude": "200"}, ["longitude: no such longitude: '200'"]),
    ({"latitude": "x", "date": "2026-02", "date_end": "2026-01"}, ["date_end: date_end is before"]),
    (
        {"role": "main", "stance": "doubts", "date": "soon", "domestic": "perhaps"},
        ["stance: unknown stance: 'doubts'", "domestic: not yes or no", "date: not a date: 'soon'"],
    ),
]


@pytest.mark.parametrize(("cells", "also"), BAD_TWICE)
def test_all_that_is_wrong_with_a_row_is_told(cells, also):
    parsed = parse(csv({**GOOD_ROW, "id": "8"}, {**GOOD_ROW, **cells}))
    (told,) = parsed.rejected.to_dict("records")
    assert (told["row"], parsed.rows_used) == (3, 1)
    if also is None:
        assert pd.isna(told["also"])
    else:
        lines = told["also"].split(" | ")
        assert [line[: len(start)] for line, start in zip(lines, also, strict=True)] == also
        assert all("; expected " in line for line in lines)


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
    assert column(parsed.rejected, "row", "column") == [[2, told_column], [4, told_column]]
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


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path):
    files = [tmp_path / end for end in ("a/x/in.csv", "b/x/in.csv", "b/other.csv")]
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(csv({**GOOD_ROW, "id": str(file), "role": "main"}), "utf-8")
    parsed = plain.parse(files, PACK)
    assert column(parsed.rejected, "file") == ["a/x/in.csv", "b/x/in.csv", "other.csv"]
    assert {note.split(": ", 1)[0] for note in parsed.notes} == {*column(parsed.rejected, "file")}


NOT_USABLE = [
    ("a,b\n1,2\n", "no usable column of places: 'a, b'; expected a column place, latitude and"),
    ("date,latitude\n2026,34\n", "no usable column of places"),
    ("place,b\nx,2\n", "no usable column of dates: 'place, b'; expected a column date"),
    ("place,date\nx,01/02/2026\n", "ambiguous order of day and month: '01/02/2026'"),
    *(
        (
            f"incident_id,{column},where_prec,place_why\n1,2,1,x\n",
            "columns of an export of bordermap; expected the table that it was built from",
        )
        for column in ("location_id", "drawn_as")  # a build's own table, and the page's
    ),
]


@pytest.mark.parametrize(("text", "line"), NOT_USABLE)
def test_files_that_cannot_be_used(text, line):
    with pytest.raises(InputError) as raised:
        parse(text)
    assert str(raised.value).startswith(f"standard input: {line}")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wann;place\n26.02.2026;x\n", "a column date, as 'wann' may be called; separated by"),
        ("a,b,c,place\n?,1.2.2026,Feb 2026,x\n,2,May 2026,y\n", "as 'c' may be called"),
        ("a,b,place\n2026-02-26,26 Feb - 1 March 2026,x\n", "as 'a' or 'b' may be called"),
        ("a,b,place\n2026,x,x\n", "a column date"),
    ],
)
def test_a_column_of_days_under_another_name_is_pointed_at(text, expected):
    with pytest.raises(InputError, match="no usable column of dates") as raised:
        parse(text)
    assert expected in str(raised.value)
    assert ("may be called" in str(raised.value)) is ("may be called" in expected)


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("Date,Incident date,place", "'Incident date' may be the date too: the one that is, call"),
        ("date,Village,place", "'Village' may be the place too: the one that is, call it place"),
        ("date,place,Date of report", "; not read: 'Date of report'; no ids"),
        ("date_start,date_end,place", "read as plain; no ids"),
    ],
)
def test_a_second_column_that_may_be_meant_is_told(header, told):
    (note,) = parse(f"{header}\n2026-02-26,2026-02-27,x\n").notes
    assert told in note
    assert note.count("may be") == told.count("may be")


def test_columns_can_be_named():
    text = "wann;wo\n26.02.2026;Torkham\n"
    with pytest.raises(InputError):
        parse(text)
    parsed = parse(text, columns={"date": "wann", "place": "wo"})
    assert column(parsed.mentions, "place_text") == ["Torkham"]
    separated, read = parsed.notes
    assert separated == "standard input: separated by semicolon"
    assert read.startswith("standard input: read as plain; date from 'wann', place from 'wo'; ")


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
        "standard input: bidirectional controls removed in 1 cell",
        "standard input: control characters removed in 1 cell",
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


@pytest.mark.parametrize("guard", ["'{}", '="{}"', '"=""{}"""'])
def test_what_keeps_a_spreadsheet_from_making_values_of_ids_is_no_part_of_them(guard):
    given = (
        ["00123", "-5", "7"] if guard[0] == "'" else ["00123", "inc-0123456789abcdef0123", "a b"]
    )
    rest = ",2026-02-26,Torkham,34.1,71.1,,,,"
    guarded = parse_rows(*(guard.format(one) + rest for one in given))
    plain = parse_rows(*(one + rest for one in given))
    assert column(guarded.incidents, "incident_id") == column(plain.incidents, "incident_id")
