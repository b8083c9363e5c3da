"""Weight spread over an area: where most of it is near, and the radii that hold it."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from shapely.geometry import Point, Polygon, box

from geo._sphere import distance_km
from geo.gazetteer.spread import Spread

NOTHING = np.array([]), np.array([])
SQUARE = box(70.0, 33.0, 71.0, 34.0)
LONG = box(70.0, 33.0, 74.0, 33.5)
CORNER = Polygon([(70, 33), (72, 33), (72, 33.3), (70.3, 33.3), (70.3, 35), (70, 35)])
RING = Point(70.5, 33.5).buffer(0.5).difference(Point(70.5, 33.5).buffer(0.4))
TOWNS = np.array([33.1, 33.12, 33.4, 40.0]), np.array([71.6, 71.7, 70.1, 10.0])


def brute_force(area, latitude, longitude):
    """Compare every point of the grid with every other."""
    west, south, east, north = area.bounds
    steps = (np.arange(18) + 0.5) / 18
    x, y = np.meshgrid(west + steps * (east - west), south + steps * (north - south))
    inside = shapely.contains_xy(area, x, y)
    lat, lon = y[inside], x[inside]
    named = shapely.contains_xy(area, longitude, latitude)
    known = named.sum() / (named.sum() + 10)
    weight = np.r_[np.full(lat.size, (1 - known) / lat.size), np.full(named.sum(), 1.0)]
    weight[lat.size :] *= known / max(named.sum(), 1)
    all_lat, all_lon = np.r_[lat, latitude[named]], np.r_[lon, longitude[named]]
    plane = np.radians(all_lon) * np.cos(np.radians(all_lat.mean())) + 1j * np.radians(all_lat)
    away = 6371.0088 * np.abs(plane[: lat.size, None] - plane)
    score = (away <= 25) @ weight - away @ weight / 10_000
    at = score.round(9).argmax()
    return lat[at], lon[at], all_lat, all_lon, weight


@pytest.mark.parametrize("area", [SQUARE, LONG, CORNER, RING])
@pytest.mark.parametrize("towns", [NOTHING, TOWNS])
def test_the_densest_point_and_the_radii_are_those_of_brute_force(area, towns):
    shapely.prepare(area)
    spread = Spread(area, *towns)
    lat, lon, all_lat, all_lon, weight = brute_force(area, *towns)
    assert spread.densest() == pytest.approx((lat, lon))
    away = distance_km(33.4, 70.6, all_lat, all_lon)
    for share in (0.1, 0.5, 0.9):
        all_km, area_km = spread.radii_km(33.4, 70.6, share)
        assert weight[away <= all_km + 1e-9].sum() >= share - 1e-9
        assert weight[away < all_km - 1e-9].sum() < share + 1e-9
        grid = away[: spread.count]
        assert (grid <= area_km + 1e-9).mean() >= share - 1e-9
        assert (grid < area_km - 1e-9).mean() < share + 1e-9


def test_the_nearest_point_of_an_area_lies_in_it():
    shapely.prepare(RING)
    latitude, longitude = Spread(RING, *NOTHING).nearest(33.5, 70.5)
    assert RING.contains(Point(longitude, latitude))


def test_an_area_between_the_points_of_its_grid_has_none():
    islands = box(70, 33, 70.001, 33.001).union(box(71, 34, 71.001, 34.001))
    assert Spread(islands, *NOTHING).count == 0
