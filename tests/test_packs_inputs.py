"""What a pack is built from: boundary files, GeoNames dumps, zip files, and what is refused."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter

import geopandas as gpd
import numpy as np
import pack_inputs
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from geo import _archives
from geo.errors import InputError
from geo.packs import archives, geonames, shapes

FRAME = pack_inputs.boxes(pack_inputs.WEST)
VRT = """<OGRVRTDataSource><OGRVRTLayer name="secret">
<SrcDataSource>{}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"""
GDALG = '{"type": "gdal_streamed_alg", "command_line": "gdal vector pipeline ! read in.geojson"}'


def _zipped_shapefile(frame, path):
    folder = path.parent / "loose"
    folder.mkdir()
    frame.to_file(folder / "units.shp")
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, f"deep/inside/{file.name}")


@pytest.mark.parametrize(
    "name", ["a.geojson", "a.json", "a.gpkg", "a.fgb", "a.shp", "a.parquet", "a.zip"]
)
@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32632"])
def test_every_format_gives_the_same_polygons(tmp_path, name, crs):
    path = tmp_path / name
    frame = FRAME.to_crs("EPSG:4326" if name.endswith("json") else crs)
    if name == "a.zip":
        _zipped_shapefile(frame, path)
    elif name == "a.parquet":
        frame.to_parquet(path)
    else:
        frame.to_file(path, driver="GeoJSON" if name == "a.json" else None)
    # FlatGeobuf puts its rows in the order of its index.
    read = shapes.read(path).sort_values("name", ignore_index=True)
    assert read.crs == "EPSG:4326"
    assert read["name"].tolist() == FRAME["name"].tolist()
    apart = shapely.area(shapely.symmetric_difference(read.geometry.values, FRAME.geometry.values))
    assert apart.max() < 1e-6


def test_of_several_layers_the_one_of_polygons_is_read(tmp_path):
    path = tmp_path / "a.gpkg"
    points = FRAME.set_geometry(FRAME.geometry.representative_point())
    points.to_file(path, layer="offices")
    FRAME.to_file(path, layer="units")
    assert len(shapes.read(path)) == len(FRAME)
    FRAME.to_file(path, layer="old units")
    with pytest.raises(InputError, match=r"several layers: 'offices, units, old units'.*layer ="):
        shapes.read(path)
    assert len(shapes.read(path, "old units")) == len(FRAME)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("units.geojson", VRT.format("p.geojson")),
        ("units.gpkg", VRT.format("p.geojson")),
        ("units.shp", VRT.format("p.geojson")),
        ("units.fgb", VRT.format("/etc/passwd")),
        ("units.vrt", VRT.format("p.geojson")),
        ("units.kml", "<kml/>"),
        ("units.geojson", GDALG),
        ("units.geojson", '{"type": "Topology", "objects": {}}'),
        ("units.geojson", ""),
        ("units.gpkg", "SQLite format 3\0 and then nothing"),
        ("units.parquet", "PAR1"),
        ("units.zip", "PK"),
    ],
)
def test_what_is_not_the_format_of_its_name_is_refused(tmp_path, name, content):
    FRAME.to_file(tmp_path / "p.geojson")
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(InputError) as told:
        shapes.read(tmp_path / name)
    assert "\n" not in str(told.value)
    assert str(tmp_path) not in str(told.value)


@pytest.mark.parametrize(
    ("geometry", "crs", "fault"),
    [
        (shapely.Point(10, 40), "EPSG:4326", "no polygon"),
        (None, "EPSG:4326", "no polygon"),
        (shapely.box(1000, 40, 1001, 41), "EPSG:4326", "beyond the globe"),
        (shapely.box(10, 40, 11, 41), None, "does not say its CRS"),
    ],
)
@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_rows_that_are_no_areas_are_refused(tmp_path, geometry, crs, fault):
    frame = gpd.GeoDataFrame({"name": ["a"]}, geometry=[geometry], crs=crs)
    frame.to_parquet(tmp_path / "a.parquet")
    with pytest.raises(InputError, match=fault):
        shapes.read(tmp_path / "a.parquet")


BUILDING_SITE = 'LOCAL_CS["site",UNIT["metre",1]]'


@pytest.mark.parametrize("name", ["a.parquet", "a.gpkg"])
def test_a_crs_of_no_place_on_earth_is_refused(tmp_path, name):
    frame = gpd.GeoDataFrame({"n": [1]}, geometry=[shapely.box(0, 0, 9, 9)], crs=BUILDING_SITE)
    frame.to_parquet(tmp_path / name) if name == "a.parquet" else frame.to_file(tmp_path / name)
    with pytest.raises(InputError, match=f"{name}: no way from the file's CRS to degrees: 'site'"):
        shapes.read(tmp_path / name)


@pytest.mark.parametrize(
    ("crs", "geometry"),
    [("nonsense", None), ({"a": 1}, None), ([1], None), (None, b"no geometry")],
)
def test_faulty_geoparquet_is_refused_in_one_line(tmp_path, crs, geometry):
    path = tmp_path / "a.parquet"
    FRAME.to_parquet(path)
    table = pq.read_table(path)
    geo = json.loads(table.schema.metadata[b"geo"])
    if crs is not None:
        geo["columns"]["geometry"]["crs"] = crs
    if geometry is not None:
        at = table.schema.get_field_index("geometry")
        table = table.set_column(at, "geometry", pa.array([geometry] * len(table), pa.binary()))
    pq.write_table(table.replace_schema_metadata({"geo": json.dumps(geo)}), path)
    with pytest.raises(InputError, match=r"^a\.parquet: not a readable GeoParquet file$"):
        shapes.read(path)


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ([shapely.LineString([(5e5, 4e6), (6e5, 4e6)])], "a line beyond the globe"),
        (
            [shapely.LineString([(1, 1), (2, 2)]), shapely.LineString([(3, 3), (4, 4)])],
            "the lines do not join to one",
        ),
        ([None], "the lines do not join to one"),
        ([shapely.LineString()], "the lines do not join to one"),
    ],
)
def test_a_line_that_is_none_is_refused(tmp_path, lines, fault):
    frame = gpd.GeoDataFrame({"n": range(len(lines))}, geometry=lines, crs="EPSG:4326")
    frame.to_file(tmp_path / "line.gpkg", geometry_type="LineString")
    with pytest.raises(InputError, match=f"^line.gpkg: {fault}"):
        shapes.read_line(tmp_path / "line.gpkg")


def test_a_crossed_polygon_is_made_valid(tmp_path):
    bow = shapely.Polygon([(10, 40), (11, 41), (11, 40), (10, 41)])
    gpd.GeoDataFrame({"n": [1]}, geometry=[bow], crs="EPSG:4326").to_file(tmp_path / "a.geojson")
    assert shapes.read(tmp_path / "a.geojson").geometry.is_valid.all()


@pytest.mark.parametrize(
    ("columns", "level", "expected"),
    [
        (
            ["ADM2_PCODE", "ADM2_EN", "ADM1_PCODE", "ADM1_EN"],
            "admin2",
            shapes.Columns("ADM2_PCODE", "ADM2_EN", "ADM1_PCODE", "ADM1_EN"),
        ),
        (["adm1_pcode", "adm1_name"], "admin1", shapes.Columns("adm1_pcode", "adm1_name")),
        (
            ["admin2Pcode", "admin2Name_en", "admin1Pcode", "admin1Name_en"],
            "admin2",
            shapes.Columns("admin2Pcode", "admin2Name_en", "admin1Pcode", "admin1Name_en"),
        ),
        (["ADM1_PCODE", "ADM1_FR"], "admin1", shapes.Columns("ADM1_PCODE", "ADM1_FR")),
        (["shapeName", "shapeISO", "shapeID"], "admin1", shapes.Columns("shapeISO", "shapeName")),
        (["kod", "ad"], "admin1", shapes.Columns()),
    ],
)
def test_known_layouts_are_recognised(columns, level, expected):
    frame = pd.DataFrame({column: ["a", "b"] for column in columns})
    frame = frame.assign(**{c: ["X-1", "X-2"] for c in columns if c.startswith("shapeI")})
    assert shapes.recognise(frame, level) == expected


def test_an_empty_iso_column_is_passed_over():
    frame = pd.DataFrame({"shapeName": ["a", "b"], "shapeISO": ["", ""], "shapeID": ["1B", "2B"]})
    assert shapes.recognise(frame, "admin1").code == "shapeID"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1.0, 2.5, np.nan], ["1", "2.5", ""]),
        (["a\u202eb", " two  words ", None], ["ab", "two words", ""]),
    ],
)
def test_cells_become_clean_text(values, expected):
    assert shapes.texts(pd.Series(values, dtype=object)) == expected


LINES = [
    pack_inputs.geonames_line(2, "Zwei", 40.2, 10.2, alternates="Two,Deux,,Two"),
    pack_inputs.geonames_line(1, "Eins", 40.1, 10.1, population="12"),
    pack_inputs.geonames_line(3, "Pass", 40.1, 10.1, feature_class="T", code="PASS"),
    pack_inputs.geonames_line(4, "Other", 40.1, 10.1, country="XX"),
    pack_inputs.geonames_line(5, "Nowhere", 95, 10.1),
    pack_inputs.geonames_line(6, "", 40.1, 10.1),
    pack_inputs.geonames_line(1, "Eins", 40.1, 10.1),
    'one\tcell "quoted\n',
    pack_inputs.geonames_line(7, 'Quo"te', 40.1, 10.1),
]


@pytest.mark.parametrize("as_zip", [False, True])
def test_a_dump_is_filtered_and_its_broken_lines_counted(tmp_path, as_zip):
    path = tmp_path / "WL.txt"
    if as_zip:
        path = tmp_path / "WL.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "about")
            archive.writestr("WL.txt", "".join(LINES))
    else:
        path.write_text("".join(LINES), "utf-8")
    remarks: Counter[str] = Counter()
    places = geonames.read_places(path, {"WL": "XWL"}, codes=["PASS"], remarks=remarks)
    assert [(p.geonameid, p.name) for p in places] == [
        ("1", "Eins"),
        ("2", "Zwei"),
        ("3", "Pass"),
        ("7", 'Quo"te'),
    ]
    assert places[1].alternates == ("Two", "Deux")
    assert places[0].country == "XWL"
    assert remarks == {
        f"{path.name}: lines without 19 cells, left out": 1,
        "places without a number or a point on earth, left out": 2,
        "places given twice": 1,
    }


def test_broken_characters_cost_one_name_not_the_file(tmp_path):
    line = pack_inputs.geonames_line(1, "NAME", 40, 10).encode().replace(b"NAME", b"Caf\xe9")
    (tmp_path / "WL.txt").write_bytes(line + LINES[0].encode())
    remarks: Counter[str] = Counter()
    places = geonames.read_places(tmp_path / "WL.txt", {"WL": "XWL"}, remarks=remarks)
    assert [p.name for p in places] == ["Caf\ufffd", "Zwei"]
    assert remarks["WL.txt: cells with broken UTF-8, repaired"] == 1


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("9\t1\tps\tنوم\t\t\t\t\t\t", ("ps", "نوم", "alternate")),
        ("9\t1\tps\tنوم\t1\t\t\t\t\t", ("ps", "نوم", "preferred")),
        ("9\t1\tps\tنوم\t1\t\t\t1\t\t", ("ps", "نوم", "historic")),
        ("9\t1\tlink\thttps://example.org\t\t\t\t\t\t", None),
        ("9\t2\tps\tنوم\t\t\t\t\t\t", None),
        ("9\t1\tps\tنوم", None),
    ],
)
def test_alternate_names(tmp_path, cells, expected):
    other = "8\t1\tfa\tنام\t\t\t\t\t\t\n"
    (tmp_path / "alternateNamesV2.txt").write_text(f"{other}{cells}\n", "utf-8")
    remarks: Counter[str] = Counter()
    found = geonames.read_names(tmp_path / "alternateNamesV2.txt", {"1"}, {"ps"}, remarks)
    assert [(n.language, n.name, n.kind) for n in found] == ([expected] if expected else [])
    assert sum(remarks.values()) == (1 if cells.count("\t") < 9 else 0)


def _bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"0" * (_archives.RATIO_FROM_BYTES + 1))


def _many(path):
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(_archives.MEMBERS + 1):
            archive.writestr(f"{number}.txt", "")


def _locked(path):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("bomb.txt", "x")
    raw = bytearray(data.getvalue())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1  # the flag of encryption, in the directory
    path.write_bytes(bytes(raw))


def _other_name(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("else.txt", "x")


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (_bomb, "unreasonable size"),
        (_many, "unreasonable size"),
        (_locked, "encrypted"),
        (_other_name, "no such file in the zip file"),
        (lambda path: path.write_bytes(b"no zip"), "not a readable zip file"),
    ],
)
def test_zip_files_are_opened_with_limits(tmp_path, make, fault):
    make(tmp_path / "bomb.zip")
    with (
        pytest.raises(InputError, match=fault),
        archives.open_text(tmp_path / "bomb.zip") as stream,
    ):
        stream.read()


def test_nothing_is_unpacked_outside_the_folder(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("../../evil.shp", "x")
        archive.writestr("run.exe", "x")
    (tmp_path / "to").mkdir()
    made = archives.extract(tmp_path / "a.zip", tmp_path / "to", frozenset({".shp"}))
    assert [p.relative_to(tmp_path).as_posix() for p in made] == ["to/evil.shp"]
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.zip", "evil.shp", "to"]
