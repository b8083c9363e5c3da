"""`bordermap locate`: every row and column kept, ours beside them."""

from __future__ import annotations

import csv
import io
import os
import sys
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from shapely.geometry import Point, Polygon

import geo
from geo import schema
from geo.cli import main
from geo.errors import InputError, OutputError
from geo.located_files import locate_file
from geo.located_writing import replacing

TABLE = 'no,place,admin1,note\n1,Behsud,Nangarhar,"=1+1"\n2,,,-5\n3,Xyzzyqwort,,"a ""b""\nc"\n'


def written(tmp_path, text: str, name: str = "in.csv", target: str = "out.csv", **options):
    source = tmp_path / name
    source.write_text(text, encoding="utf-8")
    outcome = locate_file(source, tmp_path / target, **options)
    return outcome, tmp_path / target


def test_keeps_rows_and_columns_in_order(tmp_path):
    outcome, target = written(tmp_path, TABLE)
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"))))
    assert [row["no"] for row in rows] == ["1", "2", "3"]
    assert list(rows[0])[:4] == ["no", "place", "input_admin1", "note"]
    assert list(rows[0])[4:] == schema.WHERE.names
    assert [row["admin2_pcode"] for row in rows] == ["AF0602", "", ""]
    assert (outcome.rows, outcome.located) == (3, 1)


def test_a_row_of_hxl_tags_is_kept_and_is_no_row(tmp_path):
    text = "village,district\n#loc +name,#adm2 +name\nXyzzyqwort,Behsud\nXyzzyqwort,\n"
    outcome, target = written(tmp_path, text)
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"))))
    assert [row["village"] for row in rows] == ["#loc +name", "Xyzzyqwort", "Xyzzyqwort"]
    assert {rows[0][name] for name in schema.WHERE.names} == {""}
    assert rows[1]["admin2_pcode"]
    assert (outcome.rows, outcome.located) == (2, 1)
    assert "row 2 holds HXL tags: kept, not located" in outcome.remarks


def test_guards_formulas_and_leaves_numbers(tmp_path):
    _, target = written(tmp_path, TABLE)
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"))))
    assert [row["note"] for row in rows] == ["'=1+1", "-5", 'a "b"\nc']


def test_text_survives_a_second_pass(tmp_path):
    _, once = written(tmp_path, TABLE)
    _, twice = written(tmp_path, once.read_text(encoding="utf-8"), "again.csv", "twice.csv")
    rows = list(csv.DictReader(io.StringIO(twice.read_text(encoding="utf-8"))))
    assert [row["note"] for row in rows] == ["'=1+1", "-5", 'a "b"\nc']
    assert rows[0]["input_admin1"] == "Nangarhar"
    assert rows[0]["input_admin2_pcode"] == rows[0]["admin2_pcode"] == "AF0602"


def test_says_how_the_file_was_read(tmp_path):
    book = tmp_path / "two.xlsx"
    with pd.ExcelWriter(book) as writer:
        for sheet in ("First", "Second"):
            pd.DataFrame({"place": ["بهسود"]}).to_excel(writer, sheet_name=sheet, index=False)
    outcome = locate_file(book, tmp_path / "out.csv")
    assert outcome.remarks[0] == "sheet 'First' is read, not 'Second' (--layer)"
    outcome = locate_file(book, tmp_path / "out.csv", layer="Second")
    assert (outcome.rows, outcome.remarks) == (1, ("place from 'place'",))
    with pytest.raises(InputError, match="no such sheet: 'Third'; expected First or Second"):
        locate_file(book, tmp_path / "out.csv", layer="Third")
    outcome, _ = written(tmp_path, "place;nr\nBehsud;1\n")
    assert outcome.remarks[:2] == ("separated by semicolon", "place from 'place'")
    outcome, _ = written(tmp_path, "place,nr\nBehsud,1\n,\n")
    assert "empty rows skipped (1)" in outcome.remarks


def test_parquet_and_tsv_say_the_same(tmp_path):
    _, plain = written(tmp_path, TABLE)
    _, columns = written(tmp_path, TABLE, target="out.parquet")
    _, tabs = written(tmp_path, TABLE, target="out.tsv")
    table = pq.read_table(columns).to_pandas()
    assert table["where_prec"].isna().tolist() == [False, True, True]
    read = [
        pd.read_csv(path, sep=sep, dtype=str)["place_id"].tolist()
        for path, sep in ((plain, ","), (tabs, "\t"))
    ]
    assert str(read[0]) == str(read[1])


def test_frame_with_coordinates_keeps_its_index():
    table = pd.DataFrame({"lat": [34.115, None], "lon": [71.093, 3.0]}, index=["a", "b"])
    found = geo.locate(table)
    assert found.index.tolist() == ["a", "b"]
    assert found["country"].iloc[0] in ("AFG", "PAK")
    assert found["where_prec"].iloc[0] == 1
    assert pd.isna(found["place_level"].iloc[1])
    assert table.columns.tolist() == ["lat", "lon"]


def test_columns_can_be_named(tmp_path):
    outcome, target = written(
        tmp_path, "a,b\nNangarhar,x\n", columns={"place": "a"}, target="out.csv"
    )
    assert "place from 'a'" in outcome.remarks[0]
    assert "AF06" in target.read_text(encoding="utf-8")


def test_unusable_coordinates_are_counted_not_dropped(tmp_path):
    outcome, target = written(tmp_path, "place,lat,lon\nNangarhar,inf,200\nKhost,,\n")
    assert any(remark.startswith("latitude: ") for remark in outcome.remarks)
    assert target.read_text(encoding="utf-8").count("\n") == 3


@pytest.mark.parametrize(
    ("text", "options", "fault"),
    [
        ("a,b\n1,2\n", {}, "no usable column"),
        ("place,b\nKhost\n", {}, "in.csv, row 2"),
        ("place\nKhost\n", {"columns": {"place": "plaec"}}, "plaec"),
        ("place\nKhost\n", {"target": "out.docx"}, "out.docx"),
        ("", {}, "the file is empty"),
        ("place\n", {}, "in.csv: no rows; expected at least one row after the header"),
    ],
)
def test_faults_leave_nothing_behind(tmp_path, text, options, fault):
    with pytest.raises(InputError, match=fault):
        written(tmp_path, text, **options)
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_rows_that_do_not_fit_are_kept_and_named(tmp_path):
    text = "place,notes\nKhost,a\nKabul\nKhost,b,c,d\nKabul,e\n"
    outcome, target = written(tmp_path, text)
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["place"], row["notes"]) for row in rows] == [
        ("Khost", "a"),
        ("Kabul", ""),
        ("Khost", "b,c,d"),
        ("Kabul", "e"),
    ]
    assert [bool(row["place_level"]) for row in rows] == [True, False, False, True]
    assert rows[1]["place_why"] == "not located: 1 cells under a header of 2"
    assert (outcome.rows, outcome.located) == (4, 2)
    told = "kept, but not located, since it does not fit the header: row"
    assert [remark for remark in outcome.remarks if told in remark] == [
        f"{told} 3, 1 cells under a header of 2 (1)",
        f"{told} 4, 4 cells under a header of 2 (1)",
    ]


def test_of_many_rows_that_do_not_fit_the_first_are_named(tmp_path):
    outcome, _ = written(tmp_path, "place,notes\n" + "Khost,a\n" * 30 + "Kabul\n" * 25)
    told = [remark for remark in outcome.remarks if "does not fit" in remark]
    assert len(told) == 21
    assert "kept, but not located, since it does not fit the header: other rows (5)" in told


def test_points_of_a_geodataframe_are_its_coordinates():
    shapes = [Point(69.9204, 33.3395), None, Polygon([(70, 33), (71, 33), (70, 34)]), Point()]
    table = gpd.GeoDataFrame({"n": [1, 2, 3, 4]}, geometry=shapes, crs="EPSG:4326")
    for given in (table, table.to_crs("EPSG:32642")):
        found = geo.locate(given)
        assert found["admin1"].fillna("").tolist() == ["Khost", "", "", ""]
        assert found["latitude"].tolist()[0] == pytest.approx(33.3395, abs=1e-6)
        assert found.geometry.geom_equals(given.geometry).tolist()[::2] == [True, True]
    # Its own columns come first.
    named = geo.locate(table.assign(lat=34.5, lon=69.2))
    assert set(named["admin1"]) == {"Kabul"}


def test_target_that_cannot_be_written(tmp_path):
    source = tmp_path / "in.csv"
    source.write_text("place\nKhost\n", encoding="utf-8")
    with pytest.raises(OutputError, match="nowhere"):
        locate_file(source, tmp_path / "nowhere" / "out.csv")


def test_an_old_target_survives_a_fault(tmp_path):
    (tmp_path / "out.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError):
        written(tmp_path, "a\n1\n")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_a_file_is_closed_before_it_is_moved_or_removed(tmp_path, monkeypatch, suffix):
    """Windows does neither with a file that is open."""
    told = []

    def checked(done):
        def do(path, *where, **options):
            held = [os.path.realpath(f"/proc/self/fd/{number}") for number in range(64)]
            told.append((done.__name__, any(name.startswith(str(tmp_path)) for name in held)))
            return done(path, *where, **options)

        return do

    for name in ("replace", "unlink"):
        monkeypatch.setattr(Path, name, checked(getattr(Path, name)))
    target = tmp_path / f"out{suffix}"
    with pytest.raises(ZeroDivisionError), replacing(target) as write:  # noqa: PT012 - the block itself
        write(pa.table({"place": ["Torkham"]}))
        raise ZeroDivisionError
    assert not list(tmp_path.iterdir())
    with replacing(target) as write:
        write(pa.table({"place": ["Torkham"]}))
    assert told == [("unlink", False), ("replace", False), ("unlink", False)]
    assert list(tmp_path.iterdir()) == [target]


def test_command_reads_standard_input(tmp_path, monkeypatch, capsys):
    stream = io.TextIOWrapper(io.BytesIO(b"place\nKhost\n"))
    monkeypatch.setattr(sys, "stdin", stream)
    assert main(["locate", "-", "-o", str(tmp_path / "out.csv")]) == 0
    assert "1 row: 1 located, 0 not" in capsys.readouterr().err


def test_a_frame_of_any_making_is_located():
    odd = pd.Series(["Tor\ud800kham", "Torkham", None], dtype=object)
    table = pd.DataFrame({0: odd, "when": pd.Timestamp("2026-02-26"), 2: [{"a": 1}, [1], None]})
    located = geo.locate(table, columns={"place": 0})
    assert located["place_name"].fillna("").tolist()[1:] == ["Torkham crossing", ""]
    assert located[0].iloc[0] == "Tor\ud800kham"  # a person's own column is not touched


def test_two_columns_of_one_name_are_refused():
    with pytest.raises(InputError, match="two columns have the same name: 'place'"):
        geo.locate(pd.DataFrame([["Torkham", "Chaman"]], columns=["place", "place"]))


def test_one_file_needs_no_list(tmp_path):
    path = tmp_path / "in.csv"
    path.write_text("date,place\n2026-02-26,Torkham\n", encoding="utf-8")
    for given in (path, str(path), [path]):
        assert len(geo.read(given).incidents) == 1


def test_exchanged_coordinates_are_told_and_not_taken(tmp_path):
    table = (
        "place,lat,lon\n,70.45,34.42\nBehsud (Nangarhar),70.45,34.42\n,34.42,70.45\n,52.5,13.4\n"
    )
    outcome, target = written(tmp_path, table)
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"))))
    assert [row["latitude"] for row in rows] == ["", "", "34.42", "52.5"]
    assert [row["admin1"] for row in rows] == ["", "Nangarhar", "Nangarhar", ""]
    assert rows[0]["place_why"] == "not located: the coordinates look exchanged"
    assert "the coordinates look exchanged, so they are not taken (2)" in outcome.remarks
