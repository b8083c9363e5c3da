"""Each format gives the same exact text."""

import datetime as dt
import io
import json
import zipfile
from functools import partial

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely
from table_files import fault, rows, written

from geo.tables.formats import SUFFIXES, read_chunks
from geo.tables.points import NOT_A_POINT

WGS84, UTM42 = "EPSG:4326", "EPSG:32642"


@pytest.fixture
def write(tmp_path):
    return partial(written, tmp_path)


PASHTO = "\u062a\u0648\u0631\u062e\u0645"
TABLE = {"date": ["2026-02-26", "2026-02-27"], "place": ["Torkham", PASHTO]}


def lines(separator=",", end="\n", extra=""):
    """TABLE as separated text."""
    rows = (["date", "place"], ["2026-02-26", "Torkham" + extra], ["2026-02-27", PASHTO + extra])
    return "".join(separator.join(row) + end for row in rows)


# Every way to write TABLE that needs no help to be read.
ENCODED = {
    "plain": lines().encode(),
    "bom": ("\ufeff" + lines()).encode(),
    "semicolons": lines(";", "\r\n").encode(),
    "sep": ("sep=;\n" + lines(";")).encode(),
    "tabs": lines("\t").encode(),
    "bars": lines("|").encode(),
    "utf16": lines().encode("utf-16"),
    "quoted": "".join(f'"{a}","{b}"\n' for a, b in zip(*TABLE.values(), strict=True)).encode(),
    "blank lines": ("\n\n" + lines(end="\n\n,\n")).encode(),
    "extra commas": lines(extra=",,").encode(),
    "old mac": lines(end="\r").encode(),
}
ENCODED["quoted"] = b'date,"place"\n' + ENCODED["quoted"]


@pytest.mark.parametrize("name", ENCODED)
def test_csv_in_every_common_dress(write, name):
    assert rows(write("t.csv", ENCODED[name])) == TABLE


@pytest.mark.parametrize("name", ENCODED)
def test_standard_input_is_sniffed(name):
    assert rows("-", stdin=io.BytesIO(ENCODED[name])) == TABLE


def test_standard_input_that_cannot_be_rewound():
    class Pipe(io.BytesIO):
        def seekable(self):
            return False

    assert (
        rows("-", stdin=Pipe(json.dumps(pd.DataFrame(TABLE).to_dict("records")).encode())) == TABLE
    )


@pytest.mark.parametrize(
    ("encoding", "word", "note"),
    [
        ("cp1252", "caf\u00e9 \u2013 \u00ab\u00fb\u00bb", "read as cp1252"),
        ("cp1256", "\u06af\u067e \u067e\u0634\u0627\u0648\u0631 \u0686", "read as cp1256"),
    ],
)
def test_single_byte_encodings_where_unambiguous(write, encoding, word, note):
    path = write("t.csv", f"date,place\n2026,{word}\n".encode(encoding))
    assert rows(path)["place"] == [word]
    assert note in next(read_chunks(path)).notes


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark_is_asked_for_not_guessed(write, name):
    words = "\u0633\u067e\u064a\u0646 \u0628\u0648\u0644\u062f\u06a9"
    path = write("t.csv", f"date,place\n2026-02-26,Torkham\n2026-02-27,{words}\n".encode(name))
    assert name in fault(path)
    assert rows(path, encoding=name)["place"] == ["Torkham", words]


def test_ambiguous_encoding_asks_and_takes_the_answer(write):
    path = write("t.csv", "date,place\n2026,\u0634\u0644\u0645\u0627\u0646\n".encode("cp1256"))
    line = fault(path)
    assert "ambiguous" in line
    assert "--encoding NAME (in Python encoding=)" in line
    assert "cp1256 '\u0634\u0644\u0645\u0627\u0646'" in line
    assert rows(path, encoding="cp1256")["place"] == ["\u0634\u0644\u0645\u0627\u0646"]


def test_awkward_cells_are_carried(write):
    long = "x" * 1_200_000
    path = write("t.csv", f'a,b\n"line\nbreak, ""quoted""",\x00nul\n{long},\' x=\n')
    assert rows(path) == {"a": ['line\nbreak, "quoted"', long], "b": ["\x00nul", "' x="]}


def test_lone_surrogates_are_replaced_and_counted(write):
    chunk = next(read_chunks(write("t.csv", b"a,b\nx\xed\xa0\x80,y\n")))
    assert chunk.frame["a"].tolist() == ["x\ufffd"]
    assert chunk.counts == {"lone surrogates replaced by U+FFFD": 1}
    assert rows(write("t.json", r'[{"a": "x\ud800"}]')) == {"a": ["x\ufffd"]}


def test_our_guard_against_formulas_is_undone(write):
    path = write("t.csv", "a,'=b\n'=1+1,'@x\n'-5,'tis\n'+1,''=2\n' =1,'\u3000=1\n")
    assert rows(path) == {
        "a": ["=1+1", "-5", "+1", " =1"],
        "=b": ["@x", "'tis", "''=2", "\u3000=1"],
    }


def test_ragged_rows_are_set_aside_with_their_number(write):
    path = write("t.csv", 'date,place\n1,2,3\n\n2026,a\n4\n"a"b,c\n2027,b\n')
    chunks = list(read_chunks(path))
    assert pd.concat([c.frame for c in chunks]).index.tolist() == [4, 7]
    rejected = pd.concat([c.rejected for c in chunks])
    assert rejected[["row", "reason", "raw"]].to_numpy().tolist() == [
        [2, "3 cells under a header of 2", '["1", "2", "3"]'],
        [5, "1 cells under a header of 2", '["4"]'],
        [6, "not CSV at line 6: ',' expected after '\"'", "null"],
    ]
    assert sum(c.counts.get("empty rows skipped", 0) for c in chunks) == 1


def test_json_numbers_stay_as_written(write):
    content = (
        '{"made": {"by": "x"}, "rows": [{"a": 1.0, "b": 12345678901234567890.125, "c": true,'
        ' "d": null, "e": [1, {"f": 0.10}], "g": NaN, "h": -Infinity}, {"i": "2"}]}'
    )
    assert rows(write("t.json", content)) == {
        "a": ["1", None],
        "b": ["12345678901234567890.125", None],
        "c": ["true", None],
        "d": [None, None],
        "e": ['[1, {"f": 0.10}]', None],
        "g": [None, None],
        "h": ["-Infinity", None],
        "i": [None, "2"],
    }


def test_json_rows_that_are_no_objects_are_set_aside(write):
    chunk = next(read_chunks(write("t.json", '[{"a": 1}, 5, [2], {"a": 3}]')))
    assert chunk.frame["a"].tolist() == ["1", "3"]
    assert chunk.frame.index.tolist() == [1, 4]
    assert chunk.rejected[["row", "reason"]].to_numpy().tolist() == [
        [2, "not an object"],
        [3, "not an object"],
    ]


def test_every_chunk_of_json_has_all_columns(write):
    path = write("t.json", '[{"a": 1}, {"b": 2}, {"c": "' + "x" * 200_000 + '"}]')
    assert [list(c.frame.columns) for c in read_chunks(path, rows=1)][:3] == [["a", "b", "c"]] * 3


TYPED = pd.DataFrame(
    {
        "id": ["a", "b", "c", "d"],
        "day": [dt.date(2026, 2, 26), None, dt.date(2026, 2, 28), None],
        "time": pd.to_datetime(
            ["2026-02-26 00:00", "2026-02-27 03:04", None, None], format="ISO8601"
        ),
        "real": [1.0, 2.5, None, 1e-7],
        "whole": [1, 2, 3, 2**53],
        "flag": [True, False, True, True],
    }
)
SHAPES = [
    shapely.Point(70.5, 34.25),
    shapely.MultiPoint([(71, 33)]),
    shapely.box(70, 34, 71, 35),
    None,
]
TYPED_TEXT = {
    "id": ["a", "b", "c", "d"],
    "day": ["2026-02-26", None, "2026-02-28", None],
    "real": ["1", "2.5", None, "1e-7"],
    "whole": ["1", "2", "3", "9007199254740992"],
    "flag": ["true", "false", "true", "true"],
}
POINTS = {"longitude": ["70.5", "71", None, None], "latitude": ["34.25", "33", None, None]}


def same(read, **but):
    """Compare with TYPED_TEXT, numbers by value where a format writes them differently."""
    expected = {**TYPED_TEXT, **but}
    return {name: read[name] for name in expected} == expected


def test_xlsx(tmp_path):
    TYPED.to_excel(tmp_path / "t.xlsx", index=False)
    read = rows(tmp_path / "t.xlsx")
    assert same(read, real=["1", "2.5", None, "1e-07"])
    assert read["time"] == ["2026-02-26", "2026-02-27 03:04:00", None, None]


def test_parquet_and_geoparquet(tmp_path):
    TYPED.to_parquet(tmp_path / "t.parquet")
    read = rows(tmp_path / "t.parquet")
    assert same(read)
    assert read["time"] == ["2026-02-26", "2026-02-27 03:04:00", None, None]
    shaped = gpd.GeoDataFrame(TYPED, geometry=SHAPES, crs=WGS84)
    shaped.to_parquet(tmp_path / "g.parquet", write_covering_bbox=True, schema_version="1.1.0")
    shaped.to_crs(UTM42).to_parquet(tmp_path / "u.parquet")
    shaped[:1].to_parquet(tmp_path / "n.parquet", geometry_encoding="geoarrow")
    assert same(rows(tmp_path / "g.parquet"), **POINTS)
    assert same(rows(tmp_path / "u.parquet"), **POINTS)
    assert rows(tmp_path / "n.parquet")["longitude"] == ["70.5"]
    assert next(read_chunks(tmp_path / "g.parquet")).counts == {NOT_A_POINT: 1}
    assert "bbox" not in rows(tmp_path / "g.parquet")


def test_nested_categorical_and_binary_columns_of_parquet(tmp_path):
    frame = pd.DataFrame(
        {"i": [1, 2], "a": [[1, 2], None], "c": pd.Categorical(["x", None]), "b": [b"\x00", b"1"]}
    )
    frame.to_parquet(tmp_path / "t.parquet")
    assert rows(tmp_path / "t.parquet") == {
        "i": ["1", "2"],
        "a": ["[1, 2]", None],
        "c": ["x", None],
        "b": [None, None],
    }


@pytest.mark.parametrize("suffix", ["gpkg", "geojson"])
@pytest.mark.parametrize("crs", [WGS84, UTM42])
def test_geopackage_and_geojson(tmp_path, suffix, crs):
    path = tmp_path / f"t.{suffix}"
    gpd.GeoDataFrame(TYPED, geometry=SHAPES, crs=WGS84).to_crs(crs).to_file(path)
    read = rows(path)
    assert read["id"] == TYPED_TEXT["id"]
    assert read["whole"] == TYPED_TEXT["whole"]
    assert read["flag"] == TYPED_TEXT["flag"]
    assert [float(v) for v in read["real"] if v] == [1.0, 2.5, 1e-7]
    assert [text and text[:10] for text in read["day"]] == TYPED_TEXT["day"]
    for axis, values in POINTS.items():
        got = [None if text is None else float(text) for text in read[axis]]
        want = [None if text is None else float(text) for text in values]
        assert got == pytest.approx(want, abs=2e-7)
    assert next(read_chunks(path)).counts == {NOT_A_POINT: 1}


def test_columns_of_coordinates_win_over_geometry(tmp_path):
    frame = gpd.GeoDataFrame(
        {"lat": [1.5], "lon": [2.5]}, geometry=[shapely.Point(70, 34)], crs=WGS84
    )
    for name in ("t.geojson", "t.gpkg", "t.parquet"):
        path = tmp_path / name
        frame.to_parquet(path) if name.endswith("parquet") else frame.to_file(path)
        assert rows(path) == {"lat": ["1.5"], "lon": ["2.5"]}


def test_a_crs_after_the_features_counts(write):
    content = (
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": null,'
        ' "geometry": {"type": "Point", "coordinates": [500000, 3800000]}}],'
        ' "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32642"}}}'
    )
    read = rows(write("t.geojson", content))
    assert float(read["longitude"][0]) == pytest.approx(69.0, abs=1e-6)
    assert float(read["latitude"][0]) == pytest.approx(34.3, abs=0.1)


def test_a_single_feature_and_points_without_numbers(write):
    feature = '{"type": "Feature", "properties": {"a": "b"}, "geometry": %s}'
    point = '{"type": "Point", "coordinates": [70.50, 34]}'
    assert rows(write("t.geojson", feature % point)) == {
        "a": ["b"],
        "latitude": ["34"],
        "longitude": ["70.50"],
    }
    for bad in ('{"type": "Point"}', '{"type": "Point", "coordinates": ["a", 1]}', '"x"', "[]"):
        assert rows(write("t.geojson", feature % bad))["latitude"] == [None]


def test_a_mark_taken_for_letters_is_no_part_of_a_name(tmp_path):
    text = "\ufeffid,place\n1,Torkham – gate\n".encode()
    path = tmp_path / "t.csv"
    path.write_text(text.decode("cp1252"), encoding="utf-8-sig")
    chunk = next(read_chunks(path))
    assert list(chunk.frame) == ["id", "place"]
    assert "a program took its UTF-8 for another encoding" in chunk.notes[0]


def test_sheets_and_layers(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "one"
    book.active.append(["a", None, "c"])
    book.active.append(["=1+1", None, "'=2"])
    book.active.append([None, None, None])
    book.active.append(["x", None, None, "extra"])
    book.create_sheet("two").append(["b"])
    book["two"].append([True])
    book.save(tmp_path / "t.xlsx")
    chunk = next(read_chunks(tmp_path / "t.xlsx"))
    assert chunk.frame.to_dict("list") == {"a": ["=1+1"], "column_2": [None], "c": ["=2"]}
    assert chunk.notes == ("sheet 'one' is read, not 'two' (--layer)",)
    assert chunk.counts["empty rows skipped"] == 1
    assert chunk.rejected["reason"].tolist() == ["4 cells under a header of 3"]
    assert rows(tmp_path / "t.xlsx", layer="two") == {"b": ["true"]}
    assert "no such sheet: 'x'; expected one or two" in fault(tmp_path / "t.xlsx", layer="x")
    for layer in ("one", "two"):
        gpd.GeoDataFrame({layer: [1]}, geometry=[shapely.Point(70, 34)], crs=WGS84).to_file(
            tmp_path / "t.gpkg", layer=layer, mode="a" if layer == "two" else "w"
        )
    assert next(read_chunks(tmp_path / "t.gpkg")).notes == (
        "layer 'one' is read, not 'two' (--layer)",
    )
    assert rows(tmp_path / "t.gpkg", layer="two")["two"] == ["1"]
    assert "no such layer: 'x'" in fault(tmp_path / "t.gpkg", layer="x")


def zipped(frame, path, *, name="points", without=()):
    """Write a zipped Shapefile, as a portal hands it out."""
    folder = path.parent / "unzipped"
    folder.mkdir(exist_ok=True)
    frame.to_file(folder / f"{name}.shp")
    with zipfile.ZipFile(path, "a") as archive:
        for file in sorted(folder.glob(f"{name}.*")):
            if file.suffix not in without:
                archive.write(file, f"download/{file.name}")


def test_a_shapefile_in_another_crs(tmp_path):
    points = gpd.GeoDataFrame({"a": ["ښار"]}, geometry=[shapely.Point(70.5, 34.25)], crs=WGS84)
    points.to_crs(UTM42).to_file(tmp_path / "t.shp")
    zipped(points.to_crs(3857), tmp_path / "t.zip")
    for name in ("t.shp", "t.zip"):
        read = rows(tmp_path / name)
        assert read["a"] == ["ښار"]
        assert float(read["longitude"][0]) == pytest.approx(70.5, abs=2e-7)
        assert float(read["latitude"][0]) == pytest.approx(34.25, abs=2e-7)


@pytest.mark.parametrize("name", ["t.parquet", "t.gpkg"])
def test_a_crs_of_no_place_on_earth_is_refused(tmp_path, name):
    site = 'LOCAL_CS["site",UNIT["metre",1]]'
    points = gpd.GeoDataFrame({"a": ["x"]}, geometry=[shapely.Point(70, 34)], crs=site)
    points.to_parquet(tmp_path / name) if name == "t.parquet" else points.to_file(tmp_path / name)
    said = fault(tmp_path / name)
    assert said == f"{name}: no way from the coordinate system to degrees: 'site'"


def test_a_zip_holds_one_shapefile_that_names_its_crs(tmp_path):
    points = gpd.GeoDataFrame({"a": ["x"]}, geometry=[shapely.Point(70.5, 34.25)], crs=WGS84)
    zipped(points.to_crs(UTM42), tmp_path / "t.zip", without=(".prj",))
    assert fault(tmp_path / "t.zip").startswith(
        "t.zip: the points are no degrees, and the file names no coordinate system"
    )
    zipped(points, tmp_path / "u.zip", without=(".prj",))
    told = "no coordinate system is named: degrees are taken as WGS84"
    assert [chunk.notes for chunk in read_chunks(tmp_path / "u.zip")] == [(told,)]
    zipped(points, tmp_path / "t.zip", name="other")
    said = "t.zip: not one Shapefile in the zip file: 'other.shp, points.shp'"
    assert fault(tmp_path / "t.zip").startswith(said)


@pytest.mark.parametrize("suffix", [s for s in SUFFIXES if s not in (".tsv", ".json")])
def test_the_size_of_chunks_changes_nothing(tmp_path, suffix):
    path = tmp_path / f"t{suffix}"
    frame = pd.DataFrame({"a": [str(n) for n in range(50)], "b": ["x"] * 50})
    shaped = gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy(range(50), [34] * 50), crs=WGS84)
    {
        ".csv": lambda: frame.to_csv(path, index=False),
        ".xlsx": lambda: frame.to_excel(path, index=False),
        ".geojson": lambda: shaped.to_file(path),
        ".gpkg": lambda: shaped.to_file(path),
        ".fgb": lambda: shaped.to_file(path, driver="FlatGeobuf", SPATIAL_INDEX="NO"),
        ".shp": lambda: shaped.to_file(path),
        ".zip": lambda: zipped(shaped, path),
        ".parquet": lambda: shaped.to_parquet(path, row_group_size=9),
    }[suffix]()
    small = [chunk for chunk in read_chunks(path, rows=7) if len(chunk.frame)]
    first = 2 if suffix in (".csv", ".xlsx") else 1  # a header is the row 1 of its sheet
    assert [chunk.frame.index[0] for chunk in small] == list(range(first, 50 + first, 7))
    assert max(len(chunk.frame) for chunk in small) == 7
    whole = next(read_chunks(path))
    pd.testing.assert_frame_equal(pd.concat([c.frame for c in small]), whole.frame)
    assert whole.frame.index.tolist() == list(range(first, 50 + first))
