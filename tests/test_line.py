"""The line as a measure, against an oracle that walks the line in 20 m steps."""

from __future__ import annotations

import numpy as np
import packs
import pyproj
import pytest
import shapely

from geo import line, region
from geo.errors import RegionError
from geo.footprints import footprints

GEOD = pyproj.Geod(ellps="WGS84")


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    return region.load(packs.write_pack(tmp_path_factory.mktemp("line") / "grey"))


@pytest.fixture(scope="module")
def walked():
    """Every 20 m or so along the line, with the geodesic way walked, km."""
    line_string = shapely.LineString(packs.LINE).segmentize(0.0002)
    lon, lat = shapely.get_coordinates(line_string).T
    steps = GEOD.inv(lon[:-1], lat[:-1], lon[1:], lat[1:])[2]
    return lon, lat, np.r_[0, np.cumsum(steps)] / 1000


def test_marks_and_distances_are_those_of_the_oracle(pack, walked):
    rng = np.random.default_rng(3)
    lon, lat = rng.uniform(10.4, 11.9, 60), rng.uniform(40.05, 42.95, 60)
    found = line.measure(pack, lon, lat)
    walk_lon, walk_lat, walk_km = walked
    for i in range(60):
        here = np.full(walk_lon.shape, lon[i]), np.full(walk_lon.shape, lat[i])
        away = GEOD.inv(*here, walk_lon, walk_lat)[2] / 1000
        assert found["line_distance_km"][i] == pytest.approx(away.min(), abs=0.004)
        # Two feet may be about as near; any of them within a few metres will do.
        as_near = walk_km[away <= away.min() + 0.004]
        assert np.abs(as_near - found["line_km"][i]).min() < 0.05


@pytest.mark.parametrize(
    ("point", "side", "section", "crossing"),
    [
        ((10.5, 40.5), "westland", "Lowmark / Korram", "Red Gate"),
        ((11.5, 41.5), "eastland", "Lowmark / Millton", "Red Gate"),
        ((11.5, 42.9), "eastland", "Upmark / Lakeside", "Red Gate"),
        ((11.3, 41.0), "on_line", "Lowmark / Millton", "Red Gate"),
        ((11.3008, 41.0), "on_line", "Lowmark / Millton", "Red Gate"),
        ((11.31, 41.0), "eastland", "Lowmark / Millton", "Red Gate"),
        ((9.0, 41.0), None, None, None),
        ((float("nan"), 41.0), None, None, None),
    ],
)
def test_side_section_and_crossing(pack, point, side, section, crossing):
    row = line.measure(pack, point[:1], point[1:]).iloc[0]
    row = row.astype(object).where(row.notna(), None)
    assert (row.line_side, row.line_section, row.nearest_crossing) == (side, section, crossing)
    assert row.line_version == (None if side is None else "grey-1")
    assert (row.line_km is None) == (side is None)


def test_nothing_is_measured_outside_the_two_countries(pack):
    assert line.measure(pack, [9.0], [41.0]).iloc[0].isna().all()


def test_the_distance_to_a_crossing_is_geodesic(pack):
    row = line.measure(pack, [11.5], [42.9]).iloc[0]
    assert row.nearest_crossing_km == pytest.approx(GEOD.inv(11.5, 42.9, 11.3, 41.0)[2] / 1000)


def test_without_a_crossing_that_has_a_point_none_is_named(tmp_path):
    folder = packs.write_pack(tmp_path / "grey")
    file = folder / "crossings.csv"
    file.write_text("".join(file.read_text("utf-8").splitlines(keepends=True)[:1]), "utf-8")
    row = line.measure(region.load(folder), [10.5], [41.5]).iloc[0]
    assert row[["nearest_crossing", "nearest_crossing_km"]].isna().all()
    assert row.line_km > 0


@pytest.mark.parametrize(("from_km", "to_km"), [(0, 50), (100, 130), (0.5, 341), (300, 9999)])
def test_a_stretch_is_as_long_as_its_marks_say(pack, from_km, to_km):
    cut = line.stretch(pack, from_km, to_km)
    length = GEOD.geometry_length(cut) / 1000
    assert length == pytest.approx(min(to_km, line.length_km(pack)) - from_km, abs=0.002)
    start = line.point_at(pack, from_km)
    assert start == pytest.approx(cut.coords[0])


@pytest.mark.parametrize(("from_km", "to_km"), [(5, 5), (9, 3), (400, 500), (-9, -1)])
def test_an_empty_stretch_is_a_fault(pack, from_km, to_km):
    with pytest.raises(RegionError, match="no stretch"):
        line.stretch(pack, from_km, to_km)


@pytest.mark.parametrize(
    ("code", "from_km", "to_km"),
    [
        ("LM01", 0, 114.0),
        ("SS01-near", 0, 114.0),
        ("LM", 0, 230.0),
        ("NS01", 230.0, 341.5),
        ("XEL", 0, 341.5),
    ],
)
def test_units_know_where_they_touch_the_line(pack, code, from_km, to_km):
    assert line.contacts(pack)[code] == pytest.approx((from_km, to_km), abs=0.5)


def test_units_away_from_the_line_do_not_touch_it(pack):
    assert "SS01-far" not in line.contacts(pack)


@pytest.mark.parametrize(
    ("name", "unit"), [("region:north-west", "UM"), ("LM/0", "LM02"), ("SS01-far", None)]
)
def test_a_union_or_half_of_units_touches_the_line_where_they_do(pack, name, unit):
    shapes = footprints(pack, [name]).geometry.to_numpy()
    none = (float("nan"), float("nan"))
    expected = line.contacts(pack).get(unit, none)
    assert line.touched(pack, shapes)[0] == pytest.approx(expected, abs=2, nan_ok=True)


def test_the_size_of_the_blocks_changes_nothing(pack, monkeypatch):
    rng = np.random.default_rng(9)
    lon, lat = rng.uniform(10, 12, 50), rng.uniform(40, 43, 50)
    whole = line.measure(pack, lon, lat)
    monkeypatch.setattr(line, "_BLOCK", 7)
    assert line.measure(pack, lon, lat).equals(whole)
