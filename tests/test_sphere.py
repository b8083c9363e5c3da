"""Distances on the sphere, and the plane of a region, by hand and against geodesics."""

from __future__ import annotations

import math

import numpy as np
import pyproj
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import _plane, _sphere

SPHERE = pyproj.Geod(a=_sphere.EARTH_KM * 1000, f=0)
DISTANCES = [
    # latitude and longitude of two points, km on a sphere
    (0.0, 0.0, 0.0, 1.0, 111.195),
    (10.0, 20.0, 11.0, 20.0, 111.195),
    (60.0, 0.0, 60.0, 1.0, 55.596),
    (34.5, 69.2, 34.5, 69.2, 0.0),
    (0.0, 0.0, 0.0, 180.0, math.pi * 6371.0088),
]


@pytest.mark.parametrize(("lat1", "lon1", "lat2", "lon2", "km"), DISTANCES)
def test_distances(lat1, lon1, lat2, lon2, km):
    assert _sphere.apart_km(lat1, lon1, lat2, lon2) == pytest.approx(km, abs=0.01)
    assert float(_sphere.distance_km(lat1, lon1, lat2, lon2)) == pytest.approx(km, abs=0.01)


@given(
    latitude=st.floats(-60, 60),
    longitude=st.floats(-170, 170),
    bearing=st.integers(0, 359),
    km=st.floats(1, 300),
)
def test_a_point_is_moved_by_its_distance_and_bearing(latitude, longitude, bearing, km):
    to_lat, to_lon = _sphere.moved(latitude, longitude, bearing, km)
    assert _sphere.apart_km(latitude, longitude, to_lat, to_lon) == pytest.approx(km, rel=1e-6)
    azimuth = SPHERE.inv(longitude, latitude, to_lon, to_lat)[0]
    assert abs((azimuth - bearing + 180) % 360 - 180) < 0.01


def test_arrays_are_broadcast_and_a_missing_point_is_nowhere():
    found = _sphere.distance_km([[0.0], [math.nan]], 0.0, 0.0, [0.0, 90.0])
    quarter = math.pi / 2 * _sphere.EARTH_KM
    np.testing.assert_allclose(found, [[0, quarter], [math.nan, math.nan]])
    assert pytest.approx(quarter / 90) == _sphere.KM_PER_DEGREE


@pytest.mark.parametrize(
    "bounds",
    [
        (60.0, 23.0, 78.0, 39.0),
        (-80.0, -5.0, -69.0, 12.0),
        (30.0, -1.0, 42.0, 1.0),  # as far south of the equator as north of it
        (30.0, -5.0, 42.0, 5.0),
        (30.0, -5.0, 42.0, 5.001),
        (-75.0, -56.0, -62.0, -17.0),
        (10.0, 45.0, 10.5, 45.0),
    ],
)
def test_the_plane_of_a_region_keeps_shapes_and_leads_back(bounds):
    west, south, east, north = bounds
    plane, ellipsoid = _plane.plane_of(bounds), pyproj.Geod(ellps="WGS84")
    for lon, lat in ((west, south), (east, north), ((west + east) / 2, (south + north) / 2)):
        x, y = plane.transform(lon, lat)
        assert plane.transform(x, y, direction="INVERSE") == pytest.approx((lon, lat), abs=1e-8)
        scales = []
        for bearing in (0, 45, 90):
            ahead = plane.transform(*ellipsoid.fwd(lon, lat, bearing, 100)[:2])
            scales.append(math.hypot(ahead[0] - x, ahead[1] - y) / 100)
        assert scales == pytest.approx([scales[0]] * 3, rel=1e-4)
        assert scales[0] == pytest.approx(1, abs=0.06)
