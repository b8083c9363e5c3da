"""Titles above a header, tags below it, and headers in two scripts."""

from __future__ import annotations

import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
from plain_tables import PACK, parse
from table_files import rows, written

from geo import schema
from geo.located_files import locate_file
from geo.tables import event_words, plain
from geo.tables.formats import read_chunks
from geo.tables.headers import find, header_at, tags_row

TITLE = ["Incidents of the week", None, None]
NAMES = ["Date", "District", "Remarks"]


@pytest.mark.parametrize(
    ("given", "at"),
    [
        ([], 0),
        ([NAMES, ["2026-02-26", "Barmal", "x"]], 0),
        ([TITLE, NAMES], 1),
        ([TITLE, ["not for circulation"], NAMES], 2),
        ([["nm", "when"], ["Behsud", "2026-02-26"]], 0),  # no name that is known
        ([["nm", "typ"], ["district", "province"]], 0),  # as many cells: rows of the table
        ([["nm"], ["district", "z"]], 0),  # one name that is known may be a value
        ([["Place"], ["Date", "District", "x"]], 0),
    ],
)
def test_header_at(given, at):
    assert header_at(given) == at


@pytest.mark.parametrize(
    ("upper", "lower", "names"),
    [
        (  # a group with the name of a column
            ["Location", None, None, "When", "Affected people", None],
            ["S/N", "Province", "Village", "Date", "Killed", "Wounded"],
            [
                *("S/N", "Province", "Village", "Date"),
                *("Affected people: Killed", "Affected people: Wounded"),
            ],
        ),
        (  # what both rows lack of names stands in the other
            ["No.", "Date", "Location", None, None, "Casualties", None, "Remarks"],
            [None, None, "Province", "District", "Village", "Killed", "Injured", None],
            [
                *("No.", "Date", "Province", "District", "Village"),
                *("Casualties: Killed", "Casualties: Injured", "Remarks"),
            ],
        ),
        (["No.", "Date", "Place", None], [None, "District", "Village", "new"], ()),  # a value
        (["Location", None, "Figures"], ["admin1", "admin2", "Killed"], None),
        (["Date", "Location", None], ["Date", "Province", "District"], None),
        (["Date", "Province", "Place"], ["#date", "#adm1+name", "#loc"], ()),  # tags
        (["Date", "Province", "Place"], ["2026-02-26", "Kunar", "x"], ()),  # values
        (["Place", "Killed"], ["Location", "Date"], ()),  # as many names: values
        (["Incidents", "of the week", None], ["Date", "Province", "District"], ()),  # a title
    ],
)
def test_two_rows_of_names(upper, lower, names):
    found = find([upper, lower, ["1", "2", "3"]])
    assert found.height == (1 if names == () else 2)
    if names:
        assert found.cells == names


@pytest.mark.parametrize(
    ("cells", "first", "number"),
    [
        (["#date", "#adm2 +name", None], 1, 1),
        (["#affected+killed+f", "#geo+lat", "#x"], 1, 1),
        (["#date", "Barmal", None], 1, None),
        (["#1", "# 2", None], 1, None),
        ([None, None, None], 1, None),
        (["#date", "#loc", None], 2, 2),
    ],
)
def test_tags_row(cells, first, number):
    frame = pd.DataFrame([cells], index=[first], columns=NAMES)
    assert tags_row(frame) == number


def book(folder, *lines):
    path = folder / "in.xlsx"
    made = openpyxl.Workbook()
    for line in lines:
        made.active.append(line)
    made.save(path)
    return path


def test_a_title_in_a_workbook_and_in_text_is_said(tmp_path):
    path = book(tmp_path, TITLE, [], NAMES, ["2026-02-26", "Barmal", "x"], [])
    assert rows(path) == {"Date": ["2026-02-26"], "District": ["Barmal"], "Remarks": ["x"]}
    text = written(tmp_path, "in.csv", "Incidents; of the week\n\nDate;District;Remarks\n1;2;3\n")
    assert rows(text) == {"Date": ["1"], "District": ["2"], "Remarks": ["3"]}
    for file in (path, text):
        (first, *_) = [note for chunk in read_chunks(file) for note in chunk.notes]
        assert first.startswith("1 row above the header not read: 'Incidents")


def test_a_remark_beyond_the_header_keeps_a_row_with_empty_cells(tmp_path):
    path = book(tmp_path, ["place", None, "n"], ["Behsud", None, None, "note"], ["Khost"])
    outcome = locate_file(path, tmp_path / "out.csv")
    assert (outcome.rows, outcome.located) == (2, 1)
    assert ",note" in (tmp_path / "out.csv").read_text("utf-8")


def test_tags_are_no_report(tmp_path):
    path = written(tmp_path, "in.csv", "Date,District\n#date,#adm2+name\n2026-02-26,Barmal\n")
    read = plain.parse([path], PACK)
    assert (read.rows_read, read.rows_used) == (1, 1)
    assert "in.csv: row 2 holds HXL tags, not a report: left out" in read.notes


def test_words_that_mean_one_type_are_read_as_it(tmp_path):
    for word, name in event_words.meanings().items():
        assert name in schema.EVENT_TYPE_OF
        assert word == word.lower()
        assert word not in map(str.lower, schema.EVENT_TYPE_OF)
    text = (
        "date,place,event_type,id\n2026-02-26,Barmal,Air  Strike,1\n2026-02-26,Barmal,Shelling,2\n"
    )
    text += "2026-02-26,Barmal,Attack on post,3\n"
    read = plain.parse([written(tmp_path, "in.csv", text)], PACK)
    assert sorted(pa.array(read.incidents["sub_event_type"]).to_pylist()) == [
        "Air/drone strike",
        "Shelling/artillery/missile attack",
    ]
    assert (
        "in.csv: 'event_type': 'Shelling' is read as Shelling/artillery/missile attack: 1"
        in read.notes
    )
    assert read.rejected["value"].tolist() == ["Attack on post"]


@pytest.mark.parametrize("heading", ["What happened", "What"])
def test_a_column_of_what_happened_holds_types_and_sentences(tmp_path, heading):
    """Words that are no type tell what happened, where the row has no notes that do."""
    text = (
        f"date,place,{heading},Details\n2026-02-26,Barmal,Border clash,\n"
        "2026-02-26,Barmal,Guards fired at traders,\n2026-02-26,Barmal,A long night,By our man\n"
    )
    read = plain.parse([written(tmp_path, "in.csv", text)], PACK)
    told = read.incidents[["sub_event_type", "summary"]].astype(object).fillna("")
    assert {tuple(row) for row in told.to_numpy()} == {
        ("Armed clash", ""),
        ("", "Guards fired at traders"),
        ("", "By our man"),
    }
    said = f"in.csv: {heading!r} holds other words than our event types, "
    assert {
        f"{said}left out: 1 ('A long night')",
        f"{said}taken as the summary: 1 ('Guards fired at traders')",
    } <= set(read.notes)
    assert len(read.rejected) == 0


def test_words_that_are_no_type_are_quoted_the_most_frequent_first():
    lines = [f"2026-02-26,Barmal,word {n}\n" * (9 - n) for n in range(8)]
    for size in (5, 1000):
        read = parse("date,place,type\n" + "".join(lines), rows=size)
        assert read.notes[-1].endswith(
            "taken as the summary: 44 ('word 0', 'word 1', 'word 2', 'word 3', 'word 4', ...)"
        )
    many = "".join(f"2026-02-26,Barmal,sentence {n}\n" for n in range(10_001))
    assert parse(f"date,place,type\n{many}").notes[-1].endswith("taken as the summary: 10001")


@pytest.mark.parametrize(
    ("words", "sub", "left_out"),
    [
        (["Battles", "Riots"], [None, None], 0),
        (["Armed clash", "air/drone strike"], ["Armed clash", "Air/drone strike"], 0),
        (["Bad day", "Armed clash"], [None, "Armed clash"], 1),
    ],
)
def test_a_column_type_of_own_words_refuses_no_row(tmp_path, words, sub, left_out):
    lines = "".join(f"2026-02-2{n},Barmal,{word}\n" for n, word in enumerate(words, 1))
    read = plain.parse([written(tmp_path, "in.csv", "date,place,type\n" + lines)], PACK)
    assert pa.array(read.incidents["sub_event_type"]).to_pylist() == sub
    said = [note for note in read.notes if "other words than our event types" in note]
    assert len(said) == bool(left_out)
    assert all(note.endswith(f": {left_out} ({words[0]!r})") for note in said)
