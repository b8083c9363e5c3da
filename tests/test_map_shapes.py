"""What is drawn of shapes."""

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, Point, box

from maps.shapes import simplified, spread_over

ROUND = Point(70, 33).buffer(1, quad_segs=200)


@pytest.mark.parametrize(
    ("shape", "degrees", "left"),
    [
        (LineString([(0, 0), (1, 0.001), (2, 0)]), 0.01, 2),
        (LineString([(0, 0), (1, 0.1), (2, 0)]), 0.01, 3),
        # far smaller than what may be left out: it stays as it is
        (box(70, 33, 70.001, 33.001), 0.5, 5),
    ],
)
def test_what_is_not_seen_is_left_out(shape, degrees, left):
    (found,) = simplified(np.array([shape]), degrees)
    assert len(shapely.get_coordinates(found)) == left


def test_an_edge_moves_no_farther_than_asked():
    (found,) = simplified(np.array([ROUND]), 0.01)
    assert len(shapely.get_coordinates(found)) < len(shapely.get_coordinates(ROUND)) / 10
    assert found.hausdorff_distance(ROUND) <= 0.01
    assert simplified(np.array([]), 0.01).tolist() == []


@pytest.mark.parametrize(
    ("count", "most", "taken"),
    [(0, 3, []), (3, 3, [0, 1, 2]), (4, 3, [0, 1, 2]), (7, 3, [0, 2, 4]), (10, 2, [0, 5])],
)
def test_of_many_places_some_of_all_parts_are_taken(count, most, taken):
    assert spread_over(np.arange(count), most).tolist() == taken
