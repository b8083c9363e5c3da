"""The workbook: read back by openpyxl and by ourselves; no cell is anything but what it says."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import time
from collections import Counter
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
import xlsxwriter
from datasets import make_dataset
from synthetic_region import make_region

from geo.exports import columns, csvs, xlsx
from geo.exports.public import Public
from geo.exports.xlsx import MAX_TEXT
from geo.tables.formats import read_chunks

REGION = make_region()
SHEETS = ["README", "incidents", "claims", "reports", "unlocated", "rejected", "sources"]


def one_break(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


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
        is_prose = sheet.title in {"README", "sources"}
        # Ids stay in sight of the columns far to their right.
        assert sheet.freeze_panes == ("A2" if is_prose else "B2")
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"  # printed pages have the header, and ids
        assert sheet.print_title_cols == (None if is_prose else "$A:$A")
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
        # An empty text is an empty cell, and a carriage return a line feed.
        assert days == [one_break(v) or None if isinstance(v, str) else v for v in line.values()]


def test_kinds_of_cells(book):
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds == {"s", "n", "b", "d"}  # no formula, no fault
    head = [cell.value for cell in book["incidents"][1]]
    row = dict(zip(head, book["incidents"][2], strict=True))
    assert (row["date_start"].data_type, row["date_start"].number_format) == ("d", r"yyyy\-mm\-dd")
    assert [row[name].data_type for name in ("domestic", "n_claims")] == ["b", "n"]
    # LibreOffice shows 1 and 0 where a truth value has no format of its own.
    assert row["domestic"].number_format == '"TRUE";"TRUE";"FALSE"'
    # A row is one line high: of several lines in a cell the first is to be seen.
    assert {cell.alignment.vertical for cell in row.values() if cell.value} == {"top"}
    assert not any(cell.hyperlink for sheet in book for r in sheet.iter_rows() for cell in r)


def test_no_part_of_the_file_links_computes_or_runs(path):
    with ZipFile(path) as parts:
        names = parts.namelist()
        text = "".join(parts.read(name).decode() for name in names)
    assert not [name for name in names if re.search(r"external|vba|drawing|hyperlink|macro", name)]
    assert not re.search(r"<f[ >/]|<hyperlink|TargetMode|<oleObject", text)
    assert "'=cmd|" in text


def test_the_same_rows_give_the_same_bytes_at_another_time(path, hostile, tmp_path):
    with ZipFile(path) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 31, 0, 0, 0)}
    time.sleep(max(0, path.stat().st_mtime + 2.1 - time.time()))  # a zip file counts two seconds
    xlsx.write(hostile, tmp_path)
    assert (tmp_path / xlsx.NAME).read_bytes() == path.read_bytes()
    assert [file.name for file in tmp_path.iterdir()] == [xlsx.NAME]  # nothing half-made is left


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
    quotes = [one_break(q).strip() for q in hostile.claims["quote"].to_pylist()]
    assert [str(q).strip() for q in read["quote"]] == quotes


def test_the_newest_are_written_and_the_others_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "LIMIT", 25)
    public = Public.of(make_dataset(40, region=REGION), REGION)
    (told,) = xlsx.write(public, tmp_path).values()
    book = openpyxl.load_workbook(tmp_path / xlsx.NAME)
    rows = [row for batch in public.batches() for row in batch.rows.to_pylist()]
    assert [row[1] for row in cells(book["incidents"])[1:]] == [
        r["location_id"] for r in rows[-25:]
    ]
    held = {row[0] for name in ("incidents", "unlocated") for row in cells(book[name])[1:]}
    assert len(held) < 40
    claims = [c["claim_id"] for c in public.claims.to_pylist() if c["incident_id"] in held]
    assert [row[0] for row in cells(book["claims"])[1:]] == claims
    cited = {
        report
        for incident in public.incidents.to_pylist()
        if incident["incident_id"] in held
        for report in incident["report_ids"].split(";")
    }
    reports = [r for r in public.reports["report_id"].to_pylist() if r in cited]
    assert [row[0] for row in cells(book["reports"])[1:]] == reports
    assert public.left_out == {
        (xlsx.NAME, "older places"): len(rows) - 25,
        (xlsx.NAME, "claims of older incidents"): len(public.claims) - len(claims),
        (xlsx.NAME, "reports of older incidents"): len(public.reports) - len(reports),
    }
    assert told.endswith(f"; the newest 25 places, without {len(rows) - 25} older ones")
    left = [text for about, _, text, _ in cells(book["README"]) if about == "left out"]
    assert left[0] == f"{len(rows) - 25} older places; the CSV files hold them too"


def test_what_is_not_located_and_refused_is_limited_too(tmp_path, monkeypatch, hostile):
    monkeypatch.setattr(xlsx, "LIMIT", 1)
    two = pa.concat_tables([hostile.rejected, hostile.rejected])
    public = dataclasses.replace(hostile, rejected=two, left_out=Counter())
    xlsx.write(public, tmp_path)
    book = openpyxl.load_workbook(tmp_path / xlsx.NAME)
    for name in ("unlocated", "rejected"):
        assert len(cells(book[name])) == 2
        left = len(getattr(public, name)) - 1
        assert public.left_out[xlsx.NAME, f"first rows of {name}"] == left > 0


def test_a_full_sheet_of_claims_ends(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "MAX_ROWS", 25)
    public = Public.of(make_dataset(40, region=REGION), REGION)
    xlsx.write(public, tmp_path)
    book = openpyxl.load_workbook(tmp_path / xlsx.NAME)
    claims = public.claims["claim_id"].to_pylist()
    assert [row[0] for row in cells(book["claims"])[1:]] == claims[-25:]
    assert public.left_out[xlsx.NAME, "claims of older incidents"] == len(claims) - 25


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
        (pa.string(), "a & <b>", "<t>a &amp; &lt;b&gt;</t>", "a & <b>"),
        (pa.string(), " a\n", '<t xml:space="preserve"> a\n</t>', " a\n"),
        (pa.string(), "a\r\nb\rc", "<t>a\nb\nc</t>", "a\nb\nc"),
        (pa.string(), "=1+1", "<t>'=1+1</t>", "'=1+1"),
        (pa.string(), "{=1+1}", "<t>{=1+1}</t>", "{=1+1}"),
        (pa.string(), "https://example.org", "<t>https://example.org</t>", "https://example.org"),
        (pa.string(), "007", "<t>007</t>", "007"),
        # What xlsxwriter would take for markup of its own has a space behind it.
        (pa.string(), "<r></b></r>", ">&lt;r&gt;&lt;/b&gt;&lt;/r&gt; </t>", "<r></b></r> "),
        (pa.string(), "<r>\n</r>", ">&lt;r&gt;\n&lt;/r&gt; </t>", "<r>\n</r> "),
        (pa.string(), "<r></r>\n", ">&lt;r&gt;&lt;/r&gt;\n</t>", "<r></r>\n"),
        (pa.string(), "_x0041_", ">_x005F_x0041_</t>", None),
        (pa.string(), "_x41_", ">_x41_</t>", "_x41_"),
        (pa.string(), LONG, "پ…</t>", LONG[: MAX_TEXT - 1] + "…"),
        (pa.string(), LONG[:MAX_TEXT], "پ</t>", LONG[:MAX_TEXT]),
        (pa.string(), "\U0001f6a8" * MAX_TEXT, "\U0001f6a8</t>", "\U0001f6a8" * MAX_TEXT),
        (pa.string(), None, '<row r="2"><c r="B2"', None),
        (pa.string(), "", '<row r="2"><c r="B2"', None),
        (pa.date32(), dt.date(2026, 2, 26), "<v>46079</v>", pd.Timestamp("2026-02-26")),
        (pa.date32(), dt.date(1900, 3, 1), "<v>61</v>", pd.Timestamp("1900-03-01")),
        (pa.date32(), dt.date(1893, 11, 12), "<t>1893-11-12</t>", "1893-11-12"),
        (pa.bool_(), False, ' t="b"><v>0</v></c>', False),
        (pa.int64(), -2, '<c r="A2"><v>-2</v></c>', -2),
        (pa.float64(), 0.1, '<c r="A2"><v>0.1</v></c>', 0.1),
    ],
)
def test_cells(tmp_path, kind, value, xml, read):
    table = pa.table({"a": pa.array([value], kind), "b": pa.array(["end"])})
    with xlsxwriter.Workbook(str(tmp_path / "one.xlsx"), xlsx._OPTIONS) as file:
        book = xlsx._Book(file)
        book.write(file.add_worksheet("one"), xlsx._Sheet("one", table.schema, 1, [table]))
    with ZipFile(tmp_path / "one.xlsx") as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert xml in re.sub(r' s="\d+"', "", sheet)
    assert book.cut == (value == LONG)
    row = cells(openpyxl.load_workbook(tmp_path / "one.xlsx")["one"])[1]
    assert row[1] == "end"
    if xml != ">_x005F_x0041_</t>":  # openpyxl leaves the escape, Excel and LibreOffice undo it
        assert row[0] == read
