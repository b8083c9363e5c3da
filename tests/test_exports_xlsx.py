"""The workbook: read back by openpyxl and by ourselves; no cell is anything but what it says."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
from datasets import make_dataset
from synthetic_region import make_region

from geo.exports import _workbook, columns, csvs, xlsx
from geo.exports._workbook import MAX_TEXT, Sheet, Workbook
from geo.exports.public import Public
from geo.tables.formats import read_chunks

REGION = make_region()
SHEETS = ["README", "incidents", "claims", "reports", "unlocated", "rejected", "sources"]


def cells(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


@pytest.fixture(scope="module")
def path(hostile, tmp_path_factory):
    folder = tmp_path_factory.mktemp("xlsx")
    xlsx.write(hostile, folder)
    return folder / xlsx.NAME


@pytest.fixture(scope="module")
def book(path):
    return openpyxl.load_workbook(path)


def test_sheets_have_a_header_that_stays_and_filters(book):
    assert book.sheetnames == SHEETS
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(cell.font.b for cell in sheet[1])


@pytest.mark.parametrize("name", ["incidents", "claims", "reports", "unlocated", "rejected"])
def test_values_come_back_as_they_were(book, hostile, name):
    table = getattr(hostile, name)
    if name == "incidents":
        table = pa.concat_tables([batch.rows for batch in hostile.batches()])
    header, *rows = cells(book[name])
    assert header == table.column_names
    wanted = csvs.guarded(table).to_pylist()
    assert len(rows) == len(wanted) > 0
    for row, line in zip(rows, wanted, strict=True):
        days = [v.date() if isinstance(v, dt.datetime) else v for v in row]
        # An empty text is an empty cell to openpyxl, and a carriage return a line feed.
        told = [v.replace("\r\n", "\n") or None if isinstance(v, str) else v for v in line.values()]
        assert [v.replace("\r\n", "\n") if isinstance(v, str) else v for v in days] == told


def test_kinds_of_cells(book):
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds == {"s", "n", "b", "d"}  # no formula, no fault
    head = [cell.value for cell in book["incidents"][1]]
    row = dict(zip(head, book["incidents"][2], strict=True))
    assert (row["date_start"].data_type, row["date_start"].number_format) == ("d", r"yyyy\-mm\-dd")
    assert [row[name].data_type for name in ("domestic", "n_claims")] == ["b", "n"]
    assert not any(cell.hyperlink for sheet in book for r in sheet.iter_rows() for cell in r)


def test_no_part_of_the_file_links_computes_or_runs(path):
    with ZipFile(path) as parts:
        names = parts.namelist()
        text = "".join(parts.read(name).decode() for name in names)
    assert not [name for name in names if re.search(r"external|vba|drawing|hyperlink|macro", name)]
    assert not re.search(r"<f[ >/]|<hyperlink|TargetMode|<oleObject", text)
    assert "'=cmd|" in text
    assert {part.date_time for part in ZipFile(path).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_readme_says_how_to_count_and_what_every_column_means(book):
    rows = cells(book["README"])[1:]
    told = {about: text for about, column, text, _ in rows if column is None}
    assert "never added" in told["totals"]
    assert "count distinct incident_id" in told["counting"]
    assert told["convention"] == "Best figures follow the convention raw."
    assert "150 incidents read" in told["account"]
    meant = {(about, column): (text, tag) for about, column, text, tag in rows if column}
    for sheet in SHEETS[1:-1]:
        for name in cells(book[sheet])[0]:
            assert meant[sheet, name] == (columns.of(name).meaning, columns.of(name).hxl or None)


def test_sources_are_those_of_the_manifest(book, hostile):
    rows = cells(book["sources"])[1:]
    digest = dict(hostile.account.inputs)["made.csv"]
    assert ["input", "made.csv", digest] in rows
    assert sum(kind == "attribution" for kind, _, _ in rows) == len(hostile.pack.attributions)
    assert {"licence of rows", "licence of boundaries and places"} <= {row[0] for row in rows}


def test_our_own_reader_takes_the_marks_away(path, hostile):
    chunks = read_chunks(path, layer="claims")
    read = pd.concat([chunk.frame for chunk in chunks])
    quotes = [q.strip() for q in hostile.claims["quote"].to_pylist()]
    assert [str(q).strip() for q in read["quote"]] == quotes


def test_a_full_sheet_keeps_the_newest_rows_and_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "MAX_ROWS", 25)
    public = Public.of(make_dataset(40, region=REGION), REGION)
    xlsx.write(public, tmp_path)
    book = openpyxl.load_workbook(tmp_path / xlsx.NAME)
    places = [i for batch in public.batches() for i in batch.rows["location_id"].to_pylist()]
    assert [row[1] for row in cells(book["incidents"])[1:]] == places[-25:]
    claims = public.claims["claim_id"].to_pylist()
    assert [row[0] for row in cells(book["claims"])[1:]] == claims[-25:]
    assert public.left_out == {
        (xlsx.NAME, "first rows of incidents"): len(places) - 25,
        (xlsx.NAME, "first rows of claims"): len(claims) - 25,
        (xlsx.NAME, "first rows of reports"): len(public.reports) - 25,
    }
    told = [text for about, _, text, _ in cells(book["README"]) if about == "left out"]
    assert told[0].startswith(f"{len(places) - 25} first rows of incidents: a sheet has no room")


def test_rows_for_own_use_are_said_to_be(tmp_path):
    dataset = make_dataset(5, region=REGION)
    own = dataclasses.replace(dataset, incidents=dataset.incidents.assign(licence="ACLED"))
    xlsx.write(Public.of(own, REGION, own_use=True), tmp_path)
    rows = cells(openpyxl.load_workbook(tmp_path / xlsx.NAME)["README"])
    assert [row[0] for row in rows if "for your own use" in str(row[2])] == ["own use"]


def test_nothing_located(nothing, tmp_path):
    xlsx.write(nothing, tmp_path)
    book = openpyxl.load_workbook(tmp_path / xlsx.NAME)
    assert [len(cells(book[name])) for name in ("incidents", "claims", "reports")] == [1, 1, 1]


LONG = "پ" * (MAX_TEXT + 5)


@pytest.mark.parametrize(
    ("kind", "value", "xml", "read"),
    [
        (pa.string(), "a & <b>", ">a &amp; &lt;b&gt;</t>", "a & <b>"),
        (pa.string(), " a\n", '<t xml:space="preserve"> a\n</t>', " a\n"),
        (pa.string(), "_x0041_", ">_x005F_x0041_</t>", None),
        (pa.string(), "_x41_", ">_x41_</t>", "_x41_"),
        (pa.string(), LONG, "پ…</t>", LONG[: MAX_TEXT - 1] + "…"),
        (pa.string(), LONG[:MAX_TEXT], "پ</t>", LONG[:MAX_TEXT]),
        (pa.string(), None, "<c/>", None),
        (pa.date32(), dt.date(2026, 2, 26), "<v>46079</v>", pd.Timestamp("2026-02-26")),
        (pa.date32(), dt.date(1900, 3, 1), "<v>61</v>", pd.Timestamp("1900-03-01")),
        (pa.date32(), dt.date(1893, 11, 12), ">1893-11-12</t>", "1893-11-12"),
        (pa.bool_(), False, '<c t="b"><v>0</v></c>', False),
        (pa.int64(), -2, "<c><v>-2</v></c>", -2),
        (pa.float64(), 0.1, "<c><v>0.1</v></c>", 0.1),
    ],
)
def test_cells(tmp_path, kind, value, xml, read):
    table = pa.table({"a": pa.array([value], kind), "b": pa.array(["end"])})
    with Workbook(tmp_path / "one.xlsx") as book:
        book.write([Sheet("one", table.schema, [table], 1, 0, [10, 10])])
    with ZipFile(tmp_path / "one.xlsx") as parts:
        assert xml in parts.read("xl/worksheets/sheet1.xml").decode()
    assert book.cut == (value == LONG)
    row = cells(openpyxl.load_workbook(tmp_path / "one.xlsx")["one"])[1]
    assert row[1] == "end"
    if xml != ">_x005F_x0041_</t>":  # openpyxl leaves the escape, Excel and LibreOffice undo it
        assert row[0] == read


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (75, "BW"), (702, "ZZ"), (703, "AAA")]
)
def test_letters_of_columns(number, letters):
    assert _workbook._letters(number) == letters


@pytest.mark.parametrize(
    ("rows", "size", "version"), [(1, 0, 20), (500_000, 2**20, 45), (1, 2**30, 45)]
)
def test_a_sheet_that_may_pass_four_gigabytes_is_in_a_zip_file_of_64_bits(
    tmp_path, rows, size, version
):
    table = pa.table({name: ["x"] for name in map(str, range(60))})
    sheet = Sheet("one", table.schema, [table], rows, size, [10] * 60)
    with Workbook(tmp_path / "one.xlsx") as book:
        book.write([sheet])
    with ZipFile(tmp_path / "one.xlsx") as parts:
        at = parts.getinfo("xl/worksheets/sheet1.xml").header_offset
    needed = (tmp_path / "one.xlsx").read_bytes()[at + 4]  # the version that can read it
    assert (sheet.is_large, needed) == (version == 45, version)
