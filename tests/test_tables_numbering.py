"""Columns that number rows: ids of incidents where they prove to be."""

import pytest
from plain_tables import PACK, column, parse

from geo import ids
from geo.tables import plain
from geo.tables.columns import is_numbering

DAY, OTHER = "2026-02-26", "2026-02-27"


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        *((name, True) for name in ("No.", "Sr. No.", "S/N", "#", "№", "Ref", "Serial No", "SN")),
        *((name, True) for name in ("شماره", "شمارۀ", "ګڼه", "نمبر شمار", "No. / شماره")),
        *((name, False) for name in ("id", "Case ID", "Killed (No.)", "کشته (No.)", "Notes", "")),
    ],
)
def test_columns_that_number_rows(name, numbers):
    assert is_numbering(name) is numbers


# rows of number, day, place, province -> how many incidents they are, and whether that is told
NUMBERED = [
    (["1,{d},A,", "2,{d},B,", "3,{o},A,"], 3, False),
    (["1,{d},A,", "1,{d},A,", "2,{o},B,"], 2, False),
    (["1,{d},A,", "1,{d},,", "1,,A,P", ",{o},B,"], 2, False),  # what is left out agrees
    (["1,{d},A,", "1,{o},A,"], 2, True),
    (["1,{d},A,", "1,{d},B,"], 2, True),
    (["1,{d},A,P", "1,{d},A,Q", "1,{d},A,P"], 3, True),
    (["{d},{d},A,", "{o},{d},A,"], 2, False),
]


@pytest.mark.parametrize(("rows", "incidents", "told"), NUMBERED)
@pytest.mark.parametrize("name", ["No.", "#", "شماره"])
def test_numbers_are_ids_where_their_rows_tell_of_one_day_and_place(name, rows, incidents, told):
    text = "\n".join([f"{name},date,place,admin1", *rows]).format(d=DAY, o=OTHER) + "\n"
    parsed = parse(text)
    assert (len(parsed.incidents), parsed.incidents_rejected) == (incidents, 0)
    said = "numbers no incidents ('1' stands in rows 2 and 3"
    assert any(said in note for note in parsed.notes) is told
    assert parsed.incidents["source_id"].isna().all() == told


def test_an_id_is_one_whatever_it_says():
    parsed = parse(f"id,date,place\n1,{DAY},A\n1,{DAY},B\n1,{OTHER},B\n2,{DAY},A\n")
    assert (len(parsed.incidents), parsed.incidents_rejected) == (1, 1)
    named = parse(f"No.,date,place\n1,{DAY},A\n1,{DAY},B\n", columns={"id": "No."})
    assert len(named.incidents) == 1


def test_rows_that_fit_no_header_are_counted_once():
    text = f"No.,date,place\n1,{DAY},A\n1,{OTHER},B\n2,{DAY},A,B\n"
    assert parse(text).incidents_rejected == 1
    assert parse(text.replace(f"1,{OTHER}", f"3,{OTHER}")).incidents_rejected == 0


@pytest.mark.parametrize(
    ("names", "source", "alike"),
    [
        (("id", "id"), "", True),
        (("No.", "No."), "", False),
        (("id", "No."), "", True),  # the numbers give way
        (("No.", "place_text"), "", True),  # the other file has no ids
        (("No.", "No."), "X,Y", False),  # of another source each
    ],
)
def test_numbers_of_two_files_are_their_own(tmp_path, names, source, alike):
    sources = source.split(",") if source else ["", ""]
    files = []
    for file, name, said in zip("ab", names, sources, strict=True):
        path = tmp_path / f"{file}.csv"
        path.write_text(f"{name},date,place,source\n1,{DAY},A,{said}\n", "utf-8")
        files.append(path)
    first, *_ = column(plain.parse(files[:1], PACK).incidents, "incident_id")
    both = column(plain.parse(files, PACK).incidents, "incident_id")
    assert (len(both) == 1) is (names == ("id", "id"))
    assert (first in both) is (alike or bool(source))
    if source:
        assert sorted(both) == sorted(ids.incident_id(said, "1") for said in sources)
