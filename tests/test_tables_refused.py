"""Files that are no tables, or not what they say: each is refused in one line."""

from __future__ import annotations

import io
import sqlite3
import zipfile

import pandas as pd
import pytest
from table_files import fault, written

VRT = b'<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/hosts</SrcDataSource>'

NOT_READ = [
    ("t.csv", b"", "t.csv: the file is empty; expected a header and rows"),
    ("t.csv", b"\n \n", "t.csv: the file is empty; expected a header and rows"),
    ("t.csv", b"\xef\xbb\xbf", "t.csv: the file is empty; expected a header and rows"),
    ("t.csv", b",,\n\n", "t.csv: the file is empty; expected a header and rows"),
    ("t.csv", b"a,b\n", "t.csv: no rows; expected at least one row after the header"),
    ("t.csv", b"a,b\n,\n\n", "t.csv: no rows; expected at least one row after the header"),
    (
        "t.csv",
        b"a;b\n",
        "no rows; expected at least one row after the header; separated by semicolon",
    ),
    (
        "t.csv",
        b"a,A\n1,2",
        "t.csv: two columns have the same name: 'A'; expected each column name once",
    ),
    (
        "t.csv",
        b'a,"b\n1,2\n',
        't.csv: a quoted cell is never closed; expected a closing " before line 2',
    ),
    ("t.csv", b"\xff\xfe\x00\x00a\x00\x00\x00", "UTF-32 text is not read"),
    ("t.csv", b"\xff\xfea\x00\x00\xd8", "some bytes are not in the encoding: 'utf-16'"),
    (
        "t.csv",
        b"PK\x03\x04zip",
        "t.csv: the file is a zip or XLSX file; expected what the name says (.csv)",
    ),
    ("t.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "the file is an old .xls or other Office file"),
    ("t.xlsx", b"a,b\n1,2", "the content is not what the name says: 'a,b"),
    ("t.xlsx", b"", "t.xlsx: the file is empty"),
    ("t.xlsx", b"PK\x03\x04" + bytes(200), "not a readable XLSX file"),
    ("t.parquet", b"PAR1" + bytes(200), "not a readable Parquet file"),
    ("t.gpkg", b"SQLite format 3\x00" + bytes(200), "not a readable GeoPackage"),
    ("t.geojson", VRT, "t.geojson: the content is not JSON: '<OGRVRTDataSource>"),
    ("t.json", VRT, "the content is not JSON"),
    ("t.gpkg", VRT, "t.gpkg: the content is not what the name says: '<OGRVRTDataSource>"),
    ("t.json", b"[{]", "not valid JSON"),
    ("t.json", b'[{"a": 1}', "t.json: not valid JSON: 'end of file'; expected , or ]"),
    ("t.json", b'[{"a": 1}] x', "not valid JSON: 'x'; expected the end of the file"),
    ("t.json", b'[{"a": 1},]', "not valid JSON"),
    ("t.json", b'{"rows": [{"a": 1}],}', "not valid JSON"),
    ("t.json", b"{1: 2}", "not valid JSON"),
    ("t.json", b'{"a": 1}', "no list of rows; expected an array of objects"),
    ("t.json", b'{"rows": []}', "no rows"),
    ("t.json", b'[{"a": 1, "A": 2}]', "two columns have the same name: 'A'"),
    ("t.json", b"[" * 100_000, "JSON nested too deep"),
    ("t.geojson", b'{"features": [], "crs": 5}', "unknown coordinate system"),
    ("t.shp", b"x", "t.shp: the content is not what the name says: 'x'"),
    ("t.shp", b"\x00\x00\x27\x0a" + bytes(200), "not a readable Shapefile"),
    ("t.fgb", b"fgb\x03fgb" + bytes(200), "t.fgb: no"),
    ("t.fgb", VRT, "the content is not what the name says"),
    ("t.zip", b"PK\x03\x04" + bytes(200), "t.zip: "),
    ("t.csv", b"fgb\x03fgb", "the file is a FlatGeobuf file"),
    ("t.kml", b"x", "unknown kind of file: '.kml'; expected .csv"),
    ("t.txt", b"x", "unknown kind of file: '.txt'"),
]


@pytest.mark.parametrize(("name", "content", "line"), NOT_READ)
def test_files_that_are_refused(tmp_path, name, content, line):
    assert line in fault(written(tmp_path, name, content))


def test_a_name_of_several_lines_is_told_in_one(tmp_path):
    assert fault(written(tmp_path, "a\n\u202eb.csv", "")).startswith("a b.csv: the file is empty")


def test_missing_file_folder_and_wrong_options(tmp_path):
    assert fault(tmp_path / "no.csv") == "no.csv: cannot be read (No such file or directory)"
    (tmp_path / "dir.csv").mkdir()
    assert fault(tmp_path / "dir.csv") == "dir.csv: cannot be read (Is a directory)"
    path = written(tmp_path, "t.csv", "a,b\n1,2")
    assert "unknown encoding: 'nope'" in fault(path, encoding="nope")
    assert "unknown encoding: 'zip'" in fault(path, encoding="zip")
    assert "a chunk of no rows: '0'" in fault(path, rows=0)
    assert "standard input: the file is a zip" in fault("-", stdin=io.BytesIO(b"PK\x03\x04"))
    cp1256 = written(tmp_path, "u.csv", "a,b\n\u0634,2".encode("cp1256"))
    assert "some bytes are not in the encoding" in fault(cp1256, encoding="utf-8")


def test_an_sqlite_file_that_is_no_geopackage(tmp_path):
    database = sqlite3.connect(tmp_path / "t.gpkg")
    database.execute("create table t (a)")
    database.commit()
    database.close()
    assert fault(tmp_path / "t.gpkg").startswith("t.gpkg: n")


def _workbook_with(tmp_path, member, content):
    pd.DataFrame({"a": [1]}).to_excel(tmp_path / "good.xlsx", index=False)
    path = tmp_path / "bad.xlsx"
    with (
        zipfile.ZipFile(tmp_path / "good.xlsx") as good,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for name in good.namelist():
            bad.writestr(name, content if name == member else good.read(name))
        if member not in good.namelist():
            bad.writestr(member, content)
    return path


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = _workbook_with(tmp_path, "xl/media/x.bin", bytes(60 * 2**20))
    assert "the file unpacks to an unreasonable size" in fault(path)


def test_entities_that_multiply_are_refused(tmp_path):
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY l0 "lol">{levels}]><worksheet>&l9;</worksheet>'
    path = _workbook_with(tmp_path, "xl/worksheets/sheet1.xml", bomb)
    assert "not a readable XLSX file" in fault(path)
