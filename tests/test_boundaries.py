"""Points to units: one unit a point, also on edges."""

from __future__ import annotations

import numpy as np
import packs
import pytest
import shapely

from geo import boundaries, region


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    return region.load(packs.write_pack(tmp_path_factory.mktemp("boundaries") / "grey"))


CASES = [
    # longitude, latitude, unit, country, admin1, admin2, admin3
    (10.5, 40.5, "LM01", "XWL", "Lowmark", "Barmal", None),
    (11.8, 40.5, "SS01-far", "XEL", "South Shire", "Korram", "Farside"),
    (11.4, 40.5, "SS01-near", "XEL", "South Shire", "Korram", "Nearside"),
    (11.5, 42.5, "NS01-all", "XEL", "North Shire", "Lakeside", "Lakeside"),
    (10.5, 41.0, "LM01", "XWL", "Lowmark", "Barmal", None),  # on an edge: the lower unit_id
    (11.3, 41.0, "LM01", "XWL", "Lowmark", "Barmal", None),  # where four units meet
    (11.6, 40.5, "SS01-far", "XEL", "South Shire", "Korram", "Farside"),
    (10.0, 43.0, "UM01", "XWL", "Upmark", "Spin Hill", None),  # a corner of the region
    (9.9, 41.0, None, None, None, None, None),
    (float("nan"), 41.0, None, None, None, None, None),
    (10.5, float("inf"), None, None, None, None, None),
]


def test_every_point_gets_its_unit_and_names(pack):
    found = boundaries.assign_units(pack, [c[0] for c in CASES], [c[1] for c in CASES])
    names = ["unit_id", "country", "admin1", "admin2", "admin3"]
    given = found[names].astype(object).where(found[names].notna(), None)
    assert [tuple(row) for row in given.to_numpy()] == [case[2:] for case in CASES]
    assert list(found.columns) == [
        *("unit_id", "country", "admin1", "admin1_pcode"),
        *("admin2", "admin2_pcode", "admin3", "admin3_id"),
    ]


def test_codes_go_with_the_names(pack):
    row = boundaries.assign_units(pack, [11.4], [40.5]).iloc[0]
    assert (row.admin1_pcode, row.admin2_pcode, row.admin3_id) == ("SS", "SS01", "SS01-near")


def test_no_points_give_no_rows(pack):
    assert boundaries.assign_units(pack, [], []).shape == (0, 8)


def test_random_points_agree_with_each_polygon_tested_alone(pack):
    rng = np.random.default_rng(7)
    lon, lat = rng.uniform(9.9, 12.1, 4000), rng.uniform(39.9, 43.1, 4000)
    found = boundaries.assign_units(pack, lon, lat)["unit_id"].fillna("").to_numpy(object)
    points = shapely.points(lon, lat)
    for unit_id, polygon in zip(pack.units["unit_id"], pack.units.geometry, strict=True):
        assert (shapely.contains(polygon, points) == (found == unit_id)).all()


def test_the_size_of_the_blocks_changes_nothing(pack, monkeypatch):
    rng = np.random.default_rng(8)
    lon, lat = rng.uniform(10, 12, 500).round(1), rng.uniform(40, 43, 500).round(1)
    whole = boundaries.assign_units(pack, lon, lat)
    monkeypatch.setattr(boundaries, "_BLOCK", 7)
    assert boundaries.assign_units(pack, lon, lat).equals(whole)


def test_countries_at_gives_codes(pack):
    assert list(boundaries.countries_at(pack, [10.5, 11.5, 9], [41, 41, 41])) == [
        "XWL",
        "XEL",
        None,
    ]


@pytest.mark.parametrize(
    ("longitude", "latitude", "codes"),
    [
        (10.5, 40.5, ("XWL", "LM", "LM01", None)),
        (11.8, 40.5, ("XEL", "SS", "SS01", "SS01-far")),
        (9.0, 41.0, (None, None, None, None)),
    ],
)
def test_codes_at_a_point(pack, longitude, latitude, codes):
    assert boundaries.codes_at(pack, longitude, latitude) == codes
