"""Region packs: what they hold, and what is said of a faulty one."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from typing import TYPE_CHECKING

import packs
import pytest
import shapely
from pyproj import Geod

from geo import nations, region
from geo._sphere import distance_km
from geo.errors import RegionError
from geo.footprints import footprints
from geo.parts import area_of, around_id

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def pack(tmp_path: Path) -> region.RegionPack:
    return region.load(packs.write_pack(tmp_path / "grey"))


def test_region_toml_is_told_as_it_stands(pack):
    assert pack.id == "greyline"
    assert pack.sides == ("westland", "eastland", "other", "unknown")
    assert pack.victim_groups == ("civilians", "west_forces", "east_forces", "unspecified")
    assert pack.line_sides == ("westland", "eastland")
    assert pack.country_codes == ("XWL", "XEL")
    assert pack.bounds == (10.0, 40.0, 12.0, 43.0)
    assert (pack.title, pack.note) == ("Westland and Eastland", "Made up for tests.")
    assert pack.attributions == ("Made up",)


def test_a_country_has_the_side_of_its_bank_where_nothing_is_said(tmp_path):
    file = packs.write_pack(tmp_path / "grey") / "region.toml"
    told = [("XWL", "Westland", ("Westlandic",)), ("XEL", "Eastland", ("Eastlandic",))]
    banks = ["westland", "eastland"]
    assert nations.of(region.load(file.parent)) == tuple(
        (*row, side, alpha2) for row, side, alpha2 in zip(told, banks, ("XW", ""), strict=True)
    )
    said = file.read_text("utf-8").replace('code = "XEL"', 'code = "XEL"\nside = "other"')
    file.write_text(said, "utf-8")
    assert [nation.side for nation in nations.of(region.load(file.parent))] == ["westland", "other"]


@pytest.mark.parametrize(
    ("layer", "codes"),
    [
        ("districts", ["LM01", "LM02", "NS01", "SS01", "SS02", "UM01"]),
        ("provinces", ["LM", "NS", "SS", "UM"]),
        ("countries", ["XEL", "XWL"]),
    ],
)
def test_units_dissolve_into_valid_coverages(pack, layer, codes):
    made = getattr(pack, layer)
    assert list(made["code"]) == codes
    assert list(made["name"]) == [pack.unit_names[code] for code in codes]
    assert list(made.columns) == ["code", "name", "country", "geometry"]
    assert shapely.coverage_is_valid(made.geometry.to_numpy())
    assert shapely.area(made.geometry.to_numpy()).sum() == pytest.approx(6)
    assert made.crs == "EPSG:4326"


@pytest.mark.parametrize(
    ("footprint_id", "kind", "geometry_type", "contains"),
    [
        ("SS01", "area", "Polygon", (11.8, 40.5)),
        ("SS01-near", "area", "Polygon", (11.4, 40.5)),
        ("LM", "area", "Polygon", (10.5, 41.5)),
        ("XWL", "area", "Polygon", (10.5, 42.5)),
        ("t:1", "point", "Point", (10.2, 41.5)),
        ("x:red", "point", "Point", (11.3, 41.0)),
        ("cell:41,11", "area", "Polygon", (10.51, 41.49)),
        ("cell:90,180", "area", "Polygon", (179.6, 89.9)),
        ("around:41.5,10.2,27.0", "area", "Polygon", (10.2, 41.742)),
    ],
)
def test_footprints(pack, footprint_id, kind, geometry_type, contains):
    row = footprints(pack, [footprint_id, footprint_id]).iloc[0]
    assert (row.footprint_id, row.kind, row.geometry.geom_type) == (
        footprint_id,
        kind,
        geometry_type,
    )
    assert row.geometry.covers(shapely.Point(contains))


def test_a_disc_is_what_lies_within_some_km_of_a_point(pack):
    code = around_id(34.12258, 71.09398, 27.04)
    assert code == "around:34.12258,71.09398,27.0"
    (disc,) = footprints(pack, [code]).geometry
    area_m2, _ = Geod(ellps="WGS84").geometry_area_perimeter(disc)
    assert area_m2 / 1e6 == pytest.approx(math.pi * 27**2, rel=0.01)
    assert disc.is_valid
    assert disc.exterior.is_ccw
    edge = shapely.get_coordinates(disc)
    assert distance_km(34.12258, 71.09398, edge[:, 1], edge[:, 0]) == pytest.approx(27)


@pytest.mark.parametrize("code", ["around:1,2", "around:1,2,x", "around:1,2,0", "around:91,2,5"])
def test_a_disc_that_is_none(pack, code):
    with pytest.raises(RegionError, match=r"no (footprint|point)"):
        footprints(pack, [code])


def test_a_stretch_is_a_footprint(pack):
    row = footprints(pack, ["line:50-150"]).iloc[0]
    assert row.kind == "stretch"
    assert row.geometry.covers(shapely.Point(11.3, 41.0))


# The box of Westland's Lowmark is 10-11.3 E, 40-42 N; the line bends at 11.3 E, 41 N.
PARTS = [
    # footprint, a point inside, a point outside
    ("LM/0", (10.5, 41.9), (10.5, 40.1)),
    ("LM/180", (10.5, 40.1), (10.5, 41.9)),
    ("LM/90", (11.0, 41.0), (10.1, 41.0)),
    ("LM/315", (10.1, 41.9), (11.0, 40.1)),
    ("LM/0+UM", (10.5, 42.5), (10.5, 40.1)),
    ("region:lakes", (10.5, 41.5), (10.5, 40.5)),
    ("region:lakes/90", (11.5, 42.5), (10.1, 41.5)),
]


@pytest.mark.parametrize(("footprint_id", "inside", "outside"), PARTS)
def test_parts_and_regions_are_areas(pack, footprint_id, inside, outside):
    row = footprints(pack, [footprint_id]).iloc[0]
    assert row.kind == "area"
    assert row.geometry.covers(shapely.Point(inside))
    assert not row.geometry.covers(shapely.Point(outside))


def test_two_opposite_halves_are_the_whole(pack):
    one, other = area_of(pack, "LM/45"), area_of(pack, "LM/225")
    assert one.union(other).area == pytest.approx(area_of(pack, "LM").area)
    assert one.intersection(other).area == pytest.approx(0, abs=1e-9)


def test_a_pack_needs_no_regions(tmp_path):
    folder = packs.write_pack(tmp_path / "grey")
    (folder / "regions.csv").unlink()
    assert region.load(folder).regions.empty


def test_a_point_is_a_footprint(pack):
    row = footprints(pack, ["at:41.5,10.25"]).iloc[0]
    assert (row.kind, row.geometry.x, row.geometry.y) == ("point", 10.25, 41.5)


@pytest.mark.parametrize(
    "footprint_id",
    [
        *("XX99", "t:5", "line:9-", "line:400-500", "line:7-7", "", "at:", "at:91,10", "at:1,x"),
        *("cell:", "cell:91,10", "LM/", "LM/360", "LM/-1", "XX99/0", "LM+XX99", "region:none"),
    ],
)
def test_what_is_no_footprint_is_a_fault(pack, footprint_id):
    with pytest.raises(RegionError):
        footprints(pack, [footprint_id])


def _without(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def _holding(name: str, text: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_text(text, "utf-8")


def _meta_without(key: str) -> Callable[[Path], None]:
    text = "\n".join(line for line in packs.REGION.splitlines() if not line.startswith(key))
    return _holding("region.toml", text)


def _line(kind: str, coordinates: object) -> Callable[[Path], None]:
    feature = {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}}
    return _holding("line.geojson", json.dumps({"features": [feature]}))


FAULTS = [
    (_without("places.csv"), "places", "grey/places.csv: no such file"),
    (_without("units.parquet"), "units", "grey/units.parquet: no such file"),
    (_holding("units.parquet", "no parquet"), "units", "grey/units.parquet: cannot be read"),
    (_holding("names.csv", "id,name\n"), "names", "names.csv: no column language, script, kind"),
    (_holding("line.geojson", "{"), "line", "grey/line.geojson: cannot be read"),
    (_holding("line.geojson", "[]"), "line", "grey/line.geojson: cannot be read"),
    (_holding("line.geojson", '{"features":[{"geometry":7}]}'), "line", "grey/line"),
    (_line("Point", [1, 2]), "line", "line.geojson: the line is a Point, not a LineString"),
    (_line("Blob", [1, 2]), "line", "grey/line.geojson: cannot be read"),
    (_line("LineString", [[1, 2]]), "line", "grey/line.geojson: cannot be read"),
    (_line("LineString", [[5e5, 4e6], [6e5, 4e6]]), "line", "line.geojson: the line is not in deg"),
    (_line("LineString", []), "line", "line.geojson: the line is not in degrees"),
    (_meta_without("title"), "title", "grey/region.toml: no title"),
    (_meta_without("left_side"), "line_sides", "grey/region.toml: no line.left_side"),
    (
        _holding("sections.csv", "section_id,from_km,to_km,left_code,right_code,name\na,x,1,b,c,d"),
        "sections",
        "sections.csv, from_km: could not convert string to float: 'x'",
    ),
]


@pytest.mark.parametrize(("spoil", "attribute", "said"), FAULTS)
def test_a_faulty_file_is_one_line(tmp_path, spoil, attribute, said):
    folder = packs.write_pack(tmp_path / "grey")
    spoil(folder)
    with pytest.raises(RegionError) as fault:
        getattr(region.load(folder), attribute)
    assert str(fault.value).startswith(said)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize("toml", ["id = ", 'title = "no id"'])
def test_a_faulty_region_toml_is_refused_at_once(tmp_path, toml):
    (tmp_path / "region.toml").write_text(toml, "utf-8")
    with pytest.raises(RegionError, match=r"region\.toml"):
        region.load(tmp_path)


@pytest.mark.parametrize("name", ["nowhere", "../..", "", "a\nb"])
def test_an_unknown_pack_is_refused(name):
    with pytest.raises(RegionError) as fault:
        region.load(name)
    assert "\n" not in str(fault.value)


def test_repeated_unit_ids_are_refused(tmp_path):
    folder = packs.write_pack(tmp_path / "grey")
    units = region.load(folder).units
    units.assign(unit_id="same").to_parquet(folder / "units.parquet")
    with pytest.raises(RegionError, match="unit_id is not unique"):
        _ = region.load(folder).units


def test_a_unit_of_a_province_that_is_not_listed_is_a_fault(tmp_path):
    folder = packs.write_pack(tmp_path / "grey")
    units = region.load(folder).units
    units.assign(admin1_pcode="??").to_parquet(folder / "units.parquet")
    with pytest.raises(RegionError, match=r"no admin1 of this code: '\?\?'"):
        _ = region.load(folder).provinces


def test_importing_geo_and_its_regions_loads_no_library():
    code = (
        "import sys, geo, geo.region, geo.errors\n"
        "print(sorted({'pandas', 'geopandas', 'shapely', 'numpy', 'pyarrow'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_an_embedded_pack_is_opened_once_as_long_as_its_files_are_as_they_were(
    tmp_path, monkeypatch
):
    pack = packs.write_pack(tmp_path / "grey")
    monkeypatch.setattr(region, "data_root", lambda: tmp_path)
    first = region.load("grey")
    assert region.load("grey") is first
    assert region.load(pack) is not first  # of a folder anybody may change what was read
    file = pack / "region.toml"
    file.write_text(file.read_text("utf-8").replace("Made up for tests", "Made up"), "utf-8")
    assert region.load("grey").note == "Made up."
    assert first.note == "Made up for tests."


@pytest.mark.parametrize("alpha2", ['"XWL"', '"xw"', "7"])
def test_a_faulty_code_of_a_country_is_a_fault(tmp_path, alpha2):
    file = packs.write_pack(tmp_path / "grey") / "region.toml"
    said = file.read_text("utf-8").replace('alpha2 = "XW"', f"alpha2 = {alpha2}")
    file.write_text(said, "utf-8")
    with pytest.raises(RegionError, match=r"region\.toml, countries 1: faulty alpha2"):
        nations.of(region.load(file.parent))
