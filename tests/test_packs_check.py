"""The faults that `check` finds: each is made in a sound pack, and named."""

from __future__ import annotations

import csv
import json
import shutil

import geopandas as gpd
import pack_inputs
import pytest
import shapely

from geo import packs
from geo.packs import faults
from geo.region import data_root

POST = "grey-built:hidden-post"


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sound")
    return packs.build(pack_inputs.write_inputs(folder / "in"), folder / "pack").folder


def test_the_embedded_pack_is_sound():
    assert packs.check(data_root() / "durand") == []


def _cell(file, key, column, value):
    def change(pack):
        with (pack / file).open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        first = next(iter(rows[0]))
        (row,) = (row for row in rows if row[first] == key and value != row[column])
        row[column] = value
        _write(pack / file, rows)

    return change


def _again(file):
    def change(pack):
        with (pack / file).open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        _write(pack / file, [*rows, rows[0]])

    return change


def _without(file, key):
    def change(pack):
        with (pack / file).open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        first = next(iter(rows[0]))
        _write(pack / file, [row for row in rows if row[first] != key])

    return change


def _write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _text(file, old, new):
    def change(pack):
        text = (pack / file).read_text("utf-8")
        assert old in text
        (pack / file).write_text(text.replace(old, new), "utf-8")

    return change


def _grown(pack):
    units = gpd.read_parquet(pack / "units.parquet")
    units.loc[0, "geometry"] = shapely.buffer(units.geometry[0], 0.1)
    units.to_parquet(pack / "units.parquet")


def _in_metres(pack):
    units = gpd.read_parquet(pack / "units.parquet")
    units.to_crs("EPSG:3857").to_parquet(pack / "units.parquet")


def _moved_line(pack):
    said = json.loads((pack / "line.geojson").read_text("utf-8"))
    geometry = said["features"][0]["geometry"]
    geometry["coordinates"] = [[x + 0.2, y] for x, y in geometry["coordinates"]]
    (pack / "line.geojson").write_text(json.dumps(said), "utf-8")


def _near_each_other(pack):
    """Give a row without a point to a row without one, and back: a chain, and a loop."""
    with (pack / "places.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    (post,) = (row for row in rows if row["place_id"] == POST)
    other = post | {"place_id": "grey-built:other-post", "near_id": POST}
    post["near_id"] = "grey-built:other-post"
    _write(pack / "places.csv", [*rows, other])


def _gone(file):
    return lambda pack: (pack / file).unlink()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (_gone("places.csv"), "places.csv: no such file"),
        (_gone("units.parquet"), "units.parquet: no such file"),
        (_gone("SOURCES.md"), "SOURCES.md: no such file"),
        (_gone("region.toml"), "no region pack"),
        (_text("region.toml", 'title = "Westland and Eastland"\n', ""), "no title"),
        (_text("region.toml", "licence", "license"), "region.toml: no licence"),
        (_text("region.toml", 'code = "XEL"', 'kode = "XEL"'), "countries 2: no code"),
        (_text("region.toml", 'name = "Westland"\n', ""), "region.toml, countries 1: no name"),
        (_text("region.toml", 'name = "Westland"', 'name = "Westland"\nnames = "W"'), "names: 'W'"),
        (_text("region.toml", 'code = "XEL"', 'code = "XEL"\nside = "moon"'), "side: 'moon'"),
        (_grown, "units: edges overlap or do not match"),
        (_in_metres, "units.parquet: not in degrees: 'WGS 84 / Pseudo-Mercator'"),
        (_moved_line, "line: it does not run along the edges of units"),
        (_cell("admin.csv", "W1A", "parent", "W9"), "the parent is no unit of admin1"),
        (_cell("admin.csv", "W1A", "parent", "E1"), "not under the parent of admin.csv"),
        (_cell("admin.csv", "W1A", "label_longitude", "11.9"), "the label lies outside its unit"),
        (_cell("admin.csv", "W1A", "level", "admin7"), "unknown level"),
        (_cell("admin.csv", "W1A", "name", ""), "a row without a name"),
        (_again("admin.csv"), "admin.csv: an id stands twice"),
        (_again("places.csv"), "places.csv: an id stands twice"),
        (_again("crossings.csv"), "crossings.csv: an id stands twice"),
        (_cell("places.csv", "geonames:1", "longitude", "11.9"), "a point far outside its unit"),
        (_cell("places.csv", "geonames:1", "admin2_pcode", "W9"), "unknown admin2_pcode"),
        (_cell("places.csv", "geonames:1", "latitude", ""), "half a point"),
        (_cell("places.csv", "geonames:1", "basis", "hearsay"), "a basis that is not on the list"),
        (_cell("places.csv", "geonames:1", "basis", "unsourced"), "a point without a source"),
        (_cell("places.csv", "geonames:1", "uncertainty_km", ""), "a point without uncertainty"),
        (_cell("places.csv", POST, "basis", "osm-line"), "without a point"),
        (_cell("places.csv", POST, "near_id", "geonames:nil"), "near an unknown place: '"),
        (_cell("places.csv", POST, "near_id", POST), "places.csv: a place near itself: '"),
        (_near_each_other, "places.csv: near a place without a point: 'grey-built:hidden-post'"),
        (_cell("places.csv", "geonames:1", "near_id", "geonames:6"), "a point, and a place that"),
        (_cell("places.csv", "geonames:1", "name", "A\u202eB"), "places.csv: no name"),
        (_cell("places.csv", "geonames:1", "name", "<img src=x>"), "places.csv: no name"),
        (_cell("places.csv", "geonames:1", "name", "A\x1b[31m"), "places.csv: no name"),
        (_cell("places.csv", "geonames:1", "latitude", "north"), "places.csv"),
        (_cell("crossings.csv", "grey-built:red-gate", "longitude", "11.2"), "not on the line"),
        (_cell("crossings.csv", "grey-built:red-gate", "left_code", "W9"), "unknown left_code"),
        (_without("sections.csv", "W1-E1A"), "sections.csv: a gap or an overlap"),
        (_without("sections.csv", "W2-E2A"), "the last does not end where the line does"),
        (_without("places.csv", "geonames:6"), "names.csv: nothing has this id"),
    ],
)
def test_each_fault_is_found_and_told_in_one_line(sound, tmp_path, change, fault):
    pack = tmp_path / "pack"
    shutil.copytree(sound, pack)
    change(pack)
    found = packs.check(pack)
    assert any(fault in line for line in found), found
    assert not any(c in line for line in found for c in "\n\x1b\u202e")


def test_a_point_whose_note_tells_how_far_outside_it_lies_is_no_fault(sound, tmp_path):
    pack = tmp_path / "pack"
    shutil.copytree(sound, pack)
    before = packs.check(pack)
    _cell("places.csv", "geonames:1", "longitude", "11.9")(pack)
    _cell("places.csv", "geonames:1", "note", "lies 99.00 km outside this unit")(pack)
    assert packs.check(pack) == before


def test_many_faults_of_a_kind_are_counted(sound, tmp_path):
    pack = tmp_path / "pack"
    shutil.copytree(sound, pack)
    with (pack / "names.csv").open("a", encoding="utf-8") as stream:
        stream.writelines(f"nothing:{n},Name,en,latin,alternate\n" for n in range(12))
    assert packs.check(pack)[-1] == "names.csv: nothing has this id: and 7 more"


@pytest.mark.parametrize(
    ("basis", "is_known"),
    [
        ("geonames:1", True),
        ("natural-earth:x", True),
        ("geoboundaries:1B2", True),
        ("osm-line", True),
        ("seat-of:AF01", True),
        ("learnt:ucdp", True),
        ("published:https://example.org/a b", True),
        ("unsourced", True),
        ("published:", False),
        ("osm-line:1", False),
        ("guess", False),
        ("", False),
    ],
)
def test_the_list_of_what_a_row_rests_on_is_closed(basis, is_known):
    assert bool(faults.BASIS.fullmatch(basis)) is is_known
