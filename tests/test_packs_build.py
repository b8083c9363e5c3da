"""Packs built from a person's files: what comes out, what is said, what is refused."""

from __future__ import annotations

import copy
import errno
import os
import shutil
import tomllib
from functools import reduce
from operator import getitem

import pack_inputs
import pytest
import shapely

from geo import line, locating, packs, region
from geo.errors import InputError, OutputError, RegionError
from geo.packs import config, writing
from geo.parts import area_of


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    return packs.build(pack_inputs.write_inputs(folder / "in"), folder / "pack")


@pytest.fixture(scope="module")
def pack(built):
    return region.load(built.folder)


def test_a_built_pack_has_no_faults(built):
    assert packs.check(built.folder) == []
    assert (built.units, built.places, built.crossings) == (5, 4, 2)
    assert built.line_km == pytest.approx(222.1, abs=2)


def test_units_are_one_coverage_without_gaps(pack):
    shapes = pack.units.geometry.to_numpy()
    assert shapely.coverage_is_valid(shapes)
    assert shapely.area(shapely.union_all(shapes)) == pytest.approx(4, abs=0.02)
    assert pack.units["admin1_pcode"].tolist() == ["E1", "E2", "W1", "W1", "W2"]


def test_the_left_country_lies_left_of_the_line(pack):
    start, *_, end = pack.line.coords
    # West is left of a line that runs north.
    assert start[1] < end[1]
    measured = line.measure(pack, [10.5, 11.5], [40.5, 40.5])
    assert measured["line_side"].tolist() == ["westland", "eastland"]


def test_sections_follow_the_units(pack):
    names = pack.sections["name"].tolist()
    assert (names[0], names[-1]) == ("Lowmark / Korram", "Upmark / Millton")
    assert pack.sections["to_km"].iloc[-1] == pytest.approx(line.length_km(pack), abs=0.1)


@pytest.mark.parametrize(
    ("place_id", "column", "value"),
    [
        ("geonames:1", "admin2_pcode", "W1B"),
        ("geonames:1", "rank", 2),
        ("geonames:1", "uncertainty_km", 10),
        ("geonames:6", "country", "XEL"),
        ("grey-built:red-post", "admin2_pcode", "W1A"),
        ("grey-built:red-post", "basis", "published:made-up"),
    ],
)
def test_places(pack, place_id, column, value):
    row = pack.places.set_index("place_id").loc[place_id]
    assert row[column] == value


def test_crossings_are_snapped_to_the_line(pack):
    gates = pack.crossings.set_index("place_id")
    red = gates.loc["grey-built:red-gate"]
    assert shapely.distance(shapely.Point(red.longitude, red.latitude), pack.line) < 1e-4
    assert (red.published_longitude, red.left_code, red.right_code) == (10.98, "W1B", "E1A")
    assert gates.loc["grey-built:blue-gate", ["latitude", "line_km"]].isna().all()


@pytest.mark.parametrize(
    ("text", "place_id", "admin2"),
    [
        ("Westham", "geonames:1", "Lakeside"),
        ("ویسټم", "geonames:1", "Lakeside"),
        ("Vestham town", "geonames:1", "Lakeside"),
        ("Bermel district", "W1A", "Barmal"),
        ("Torgate", "grey-built:red-gate", "Lakeside"),
    ],
)
def test_words_are_located(pack, text, place_id, admin2):
    import pandas as pd

    found = locating.locate_rows(pd.DataFrame({"place_text": [text]}), pack).iloc[0]
    assert (found.place_id, found.admin2) == (place_id, admin2)


@pytest.mark.parametrize(
    "remark",
    [
        "XEL: 2 of admin2 put under the unit that holds most",
        "places far outside their country, left out: 1",
        "places that no longer exist, left out: 1",
        "WL.txt: lines without 19 cells, left out: 1",
        "crossings without a point: 1",
    ],
)
def test_what_was_left_out_is_said(built, remark):
    assert remark in built.remarks
    assert remark in (built.folder / "SOURCES.md").read_text("utf-8")


def test_the_same_inputs_give_the_same_bytes(built, tmp_path):
    again = packs.build(pack_inputs.write_inputs(tmp_path / "in"), tmp_path / "again")
    for path in sorted(built.folder.iterdir()):
        assert path.read_bytes() == (again.folder / path.name).read_bytes(), path.name


def test_a_line_given_as_a_file_parts_the_countries(tmp_path):
    path = pack_inputs.write_inputs(
        tmp_path,
        pack_inputs.CONFIG.replace("[build]\n", '[build]\n[build.line]\nfile = "line.geojson"\n'),
    )
    given = shapely.LineString([(11.02, 40.1), (11.03, 41.0), (11.01, 41.9)])
    import geopandas as gpd

    gpd.GeoDataFrame(geometry=[given], crs="EPSG:4326").to_file(tmp_path / "line.geojson")
    pack = region.load(packs.build(path, tmp_path / "pack").folder)
    assert shapely.distance(pack.line, shapely.points(given.coords)).max() < 1e-4
    assert packs.check(pack) == []
    assert area_of(pack, "XWL").covers(shapely.Point(11.015, 40.9))


def test_levels_above_are_read_from_the_columns_of_admin2(tmp_path):
    path = pack_inputs.write_inputs(tmp_path)
    import geopandas as gpd

    west = gpd.read_file(tmp_path / "west2.geojson")
    west["ADM1_EN"] = west["ADM1_PCODE"].map({"W1": "Lowmark", "W2": "Upmark"})
    west.to_file(tmp_path / "west2.geojson")
    entry = pack_inputs.CONFIG.split("[[build.boundaries]]")[1]
    path.write_text(pack_inputs.CONFIG.replace("[[build.boundaries]]" + entry, ""), "utf-8")
    built = packs.build(path, tmp_path / "pack")
    assert "XWL: admin1 taken from the columns of admin2" in built.remarks
    assert region.load(built.folder).unit_names["W2"] == "Upmark"


def test_provinces_may_be_named_without_codes(tmp_path):
    path = pack_inputs.write_inputs(tmp_path)
    import geopandas as gpd

    west = gpd.read_file(tmp_path / "west2.geojson")
    west["PROVINCE"] = west.pop("ADM1_PCODE").map({"W1": "Low Mark", "W2": "Upmark"})
    west.to_file(tmp_path / "west2.geojson")
    entry = pack_inputs.CONFIG.split("[[build.boundaries]]")[1]
    config = pack_inputs.CONFIG.replace("[[build.boundaries]]" + entry, "")
    config = config.replace('level = "admin2"', 'level = "admin2"\nparent_name = "PROVINCE"', 1)
    path.write_text(config, "utf-8")
    made = packs.build(path, tmp_path / "pack").folder
    names = region.load(made).unit_names
    assert (names["XWL-low-mark"], names["XWL-upmark"]) == ("Low Mark", "Upmark")
    assert packs.check(made) == []


def test_names_in_other_languages_are_kept(tmp_path):
    path = pack_inputs.write_inputs(tmp_path)
    import geopandas as gpd

    west = gpd.read_file(tmp_path / "west2.geojson")
    west.assign(ADM2_DA=["برمل", None, ""]).to_file(tmp_path / "west2.geojson")
    names = region.load(packs.build(path, tmp_path / "pack").folder).names
    found = names[(names["id"] == "W1A") & (names["script"] == "arabic")]
    assert found[["name", "kind"]].to_numpy().tolist() == [["برمل", "alternate"]]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('id = "grey-built"', 'id = "../up"', "id: lower-case letters"),
        ('title = "Westland and Eastland"\n', "", "no title"),
        ('left = "XWL"', 'left = "XXX"', "line.left: no country of this code"),
        ('level = "admin1"', 'level = "admin9"', "level is not one of"),
        ('licence = "CC0"\n', "", "build.boundaries 1: no licence"),
        ("[build]\n", "[build]\nsimplfy = 1\n", "build.simplfy: unknown"),
        ("[line]", "[line", "cannot be read"),
    ],
)
def test_a_faulty_toml_is_refused_in_one_line(tmp_path, old, new, fault):
    path = pack_inputs.write_inputs(tmp_path, pack_inputs.CONFIG.replace(old, new))
    with pytest.raises(RegionError, match=fault) as told:
        packs.build(path, tmp_path / "pack")
    assert "\n" not in str(told.value)
    assert not (tmp_path / "pack").exists()


FULL = tomllib.loads(pack_inputs.CONFIG)
FULL["build"] |= {
    "simplify_degrees": 0.001,
    "line": {"file": "line.geojson", "source": "a", "licence": "b", "longest_gap_km": 5},
    "outlines": {"file": "o.geojson", "country_column": "iso3", "name": "name"},
    "alternate_names": [{"file": "names.zip", "languages": ["en"]}],
}


def _paths(said, at=()):
    """Give the way to everything that a TOML says."""
    entries = enumerate(said) if isinstance(said, list) else said.items()
    for key, value in entries:
        yield (*at, key)
        if isinstance(value, (dict, list)):
            yield from _paths(value, (*at, key))


@pytest.mark.parametrize("value", ["word", -1, float("nan"), True, [5], {"a": 1}, [{"a": 1}]])
def test_no_value_of_another_kind_breaks_the_reading_of_a_toml(tmp_path, value):
    path, told = tmp_path / "pack.toml", []
    for way in _paths(FULL):
        said = copy.deepcopy(FULL)
        holder = reduce(getitem, way[:-1], said)
        holder[way[-1]] = value
        path.write_text(writing.toml(said), "utf-8")
        try:
            config.read(path)
        except RegionError as fault:
            told.append(str(fault))
    assert len(told) > 30
    assert not [fault for fault in told if "\n" in fault]


@pytest.mark.parametrize(
    ("way", "value", "fault"),
    [
        (("build", "geonames"), 5, "build: geonames is not a list of tables"),
        (("build", "line"), "a.geojson", "build: line is not a table"),
        (("build", "line", "longest_gap_km"), "5 km", "build.line: longest_gap_km is not a number"),
        (("build", "outlines"), {"file": "o.shp"}, "build.outlines: no country_column"),
        (("build", "tables"), {"villages": "v.csv"}, "build.tables.villages: unknown"),
        (("build", "alternate_names", 0, "languages"), "en", "1: languages is not a list of texts"),
        (("countries", 1, "alpha2"), ["EL"], "countries 2: alpha2 is not a text"),
        (("languages",), "en", "languages is not a list of texts"),
    ],
)
def test_what_is_not_of_its_kind_is_named(tmp_path, way, value, fault):
    said = copy.deepcopy(FULL)
    reduce(getitem, way[:-1], said)[way[-1]] = value
    path = tmp_path / "pack.toml"
    path.write_text(writing.toml(said), "utf-8")
    with pytest.raises(RegionError, match=fault):
        config.read(path)


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("places.csv", "name\nA\n", "no such column"),
        ("places.csv", pack_inputs.PLACES.replace("40.2", "940"), "no place on earth"),
        ("places.csv", pack_inputs.PLACES.replace("40.2", "forty"), "no coordinates"),
        ("crossings.csv", pack_inputs.CROSSINGS.replace("10.98", "10.5"), "far from the line"),
        ("WL.txt", "only\ttwo\n", "no line has 19 cells"),
        ("west2.geojson", "{}", "not a readable boundary file"),
    ],
)
def test_a_faulty_input_is_refused_and_nothing_written(tmp_path, file, text, fault):
    path = pack_inputs.write_inputs(tmp_path)
    (tmp_path / file).write_text(text, "utf-8")
    with pytest.raises(InputError, match=fault):
        packs.build(path, tmp_path / "pack")
    assert not (tmp_path / "pack").exists()


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    path = pack_inputs.write_inputs(tmp_path / "in")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear", "utf-8")
    with pytest.raises(OutputError, match=r"holds files, and no region\.toml"):
        packs.build(path, tmp_path / "mine")
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_a_pack_is_replaced_whole_and_what_no_build_writes_stays(built, tmp_path, monkeypatch):
    folder = tmp_path / "pack"
    shutil.copytree(built.folder, folder)
    (folder / "words.toml").write_text("# mine", "utf-8")
    (folder / "regions.csv").write_text("mine", "utf-8")
    (folder / "places.csv").write_text("old", "utf-8")
    (folder / "link").symlink_to("words.toml")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    path = pack_inputs.write_inputs(tmp_path / "in")

    written = []

    def full(file, *_):
        written.append(file.name)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))

    with monkeypatch.context() as patched:
        patched.setattr(writing, "write_csv", full)
        with pytest.raises(OutputError, match="No space left"):
            packs.build(path, folder)
    assert written
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    packs.build(path, folder)
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    made = {path.name: path.read_bytes() for path in built.folder.iterdir()}
    kept = {name: before[name] for name in ("words.toml", "regions.csv", "link")}
    assert after == made | kept
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "pack"]


@pytest.mark.parametrize(
    "said",
    [
        {"a": 'quo"te \\ \x07\x7f\nline', "b": 1, "c": 1.5, "d": True, "e": ["x", "ب"]},
        {"t": {"u": {"v": 1}, "w": 2}, "l": [{"k": 1, "m": {"n": "o"}}, {"k": 2}]},
        {"odd key": "x", "empty": [], "mixed": [1, "a"]},
    ],
)
def test_toml_is_read_again_as_it_was(said):
    assert tomllib.loads(writing.toml(said)) == said
