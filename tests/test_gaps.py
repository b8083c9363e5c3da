"""How far points lie from shapes: by hand, and against every point of an edge on the sphere."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo import _gaps
from geo._sphere import KM_PER_DEGREE, distance_km

BOX = shapely.box(10, 59, 11, 61)
LINE = shapely.LineString([(0, 60), (1, 60)])
HOLE = shapely.difference(BOX, shapely.box(10.2, 59.4, 10.8, 60.6))


@pytest.mark.parametrize(
    ("longitude", "latitude", "shape", "km"),
    [
        (10.5, 60.0, BOX, 0.0),
        (11.0, 60.0, BOX, 0.0),  # on the edge
        (11.1, 60.0, BOX, 5.56),  # a tenth of a degree, which is half as long as on the equator
        (10.5, 61.1, BOX, 11.12),
        (0.5, 60.2, LINE, 22.24),
        (1.2, 60.0, LINE, 11.12),
        (10.3, 60.0, HOLE, 5.56),
        (11.1, 60.0, None, 0.0),
    ],
)
def test_a_gap_is_as_long_as_on_the_ground(longitude, latitude, shape, km):
    found = _gaps.gaps_km(np.array([shapely.Point(longitude, latitude)]), np.array([shape]))
    assert found[0] == pytest.approx(km, abs=0.01)


@given(
    latitude=st.floats(-70, 70),
    east=st.floats(0.01, 0.3),
    north=st.floats(-0.3, 0.3),
    slope=st.floats(-3, 3),
)
def test_no_place_of_an_edge_is_nearer(latitude, east, north, slope):
    share = np.linspace(-1, 1, 20_001)
    edge = np.column_stack([20 + slope * share, latitude + share])
    point = shapely.Point(20 + slope * north + east, latitude + north)
    nearest = distance_km(point.y, point.x, edge[:, 1], edge[:, 0]).min()
    line = shapely.LineString(edge[[0, -1]])
    found = _gaps.gaps_km(np.array([point]), np.array([line]))
    assert found[0] == pytest.approx(nearest, rel=0.01, abs=0.01)
    foot = _gaps.foot(line, point.y, point.x)
    assert distance_km(point.y, point.x, *foot) == pytest.approx(nearest, rel=0.01, abs=0.01)
    assert shapely.distance(line, shapely.Point(foot[::-1])) < 1e-6


def test_a_point_inside_is_its_own_foot():
    assert _gaps.foot(BOX, 60.0, 10.5) == (60.0, 10.5)


def test_the_nearest_shape_is_that_on_the_ground_and_not_that_in_degrees():
    east, north = shapely.box(0.15, 59, 1, 61), shapely.box(-1, 60.1, 0.1, 61)
    points = np.array([shapely.Point(0, 60), shapely.Point(0.5, 60)])
    at, km = _gaps.nearest(points, np.array([north, east]))
    assert at.tolist() == [1, 1]
    expected = 0.15 * KM_PER_DEGREE * math.cos(math.radians(60))
    np.testing.assert_allclose(km, [expected, 0], rtol=1e-4)
