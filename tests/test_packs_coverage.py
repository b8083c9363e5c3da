"""Coverages and borders out of polygons that were drawn apart."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import InputError
from geo.packs import border, coverage


def units(rows):
    return gpd.GeoDataFrame(
        {"unit_id": [r[0] for r in rows], "country": [r[1] for r in rows]},
        geometry=[r[2] if len(r) == 3 else shapely.box(*r[2:]) for r in rows],
        crs="EPSG:4326",
    )


def areas(frame):
    return {
        unit: round(shapely.area(g), 3)
        for unit, g in zip(frame["unit_id"], frame.geometry, strict=True)
    }


PAIR = [("a", "L", 0, 0, 1, 1), ("b", "R", 1, 0, 2, 1)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(PAIR, {"a": 1, "b": 1}, id="touching already"),
        pytest.param(
            [("a", "L", 0, 0, 1.01, 1), ("b", "L", 1, 0, 2, 1)],
            {"a": 1.01, "b": 0.99},
            id="overlap: the smaller has it, of equals the larger part",
        ),
        pytest.param(
            [("a", "L", 0, 0, 1, 1), ("b", "R", 1.01, 0, 2, 1)],
            {"a": 1.005, "b": 0.995},
            id="an open strip between countries is shared",
        ),
        pytest.param(
            [("town", "L", 0.4, 0.4, 0.6, 0.6), ("a", "L", 0, 0, 1, 1)],
            {"a": 0.96, "town": 0.04},
            id="a town over its district",
        ),
        pytest.param(
            [
                ("a", "L", shapely.box(0, 0, 3, 3).difference(shapely.box(1, 1, 2, 2))),
                ("b", "R", 3, 0, 4, 3),
            ],
            {"a": 9, "b": 3},
            id="a hole is filled",
        ),
    ],
)
def test_overlaps_and_gaps_are_settled(rows, expected):
    made = coverage.build(units(rows))
    assert shapely.coverage_is_valid(made.geometry.to_numpy())
    if rows[0][0] == "a" and rows[1][:2] == ("b", "L"):
        assert sum(areas(made).values()) == pytest.approx(2)
    else:
        assert areas(made) == pytest.approx(expected, abs=0.002)


def test_outlines_cut_off_and_fill():
    outlines = {"L": shapely.box(0.1, 0, 1, 1.2), "R": shapely.box(1, 0, 2, 1)}
    made = coverage.build(units(PAIR), outlines)
    assert areas(made) == pytest.approx({"a": 0.9 * 1.2, "b": 1}, abs=0.002)


def test_a_gap_goes_to_a_unit_of_its_own_country():
    rows = [("a", "L", 0, 0, 1, 1), ("b", "R", 1.3, 0, 2, 1)]
    outlines = {"L": shapely.box(0, 0, 1.25, 1), "R": shapely.box(1.25, 0, 2, 1)}
    assert areas(coverage.build(units(rows), outlines)) == pytest.approx({"a": 1.25, "b": 0.75})


def test_simplification_keeps_the_coverage():
    wave = [(1 + 0.002 * np.sin(40 * y), y) for y in np.linspace(0, 1, 200)]
    left = shapely.Polygon([(0, 0), *wave, (0, 1)])
    right = shapely.Polygon([(2, 0), *wave, (2, 1)])
    made = coverage.build(units([("a", "L", left), ("b", "R", right)]), simplify_degrees=0.05)
    assert shapely.coverage_is_valid(made.geometry.to_numpy())
    assert shapely.get_num_coordinates(made.geometry.to_numpy()).sum() < 40


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(-8, 8), min_size=32, max_size=32))
def test_any_jitter_gives_a_valid_coverage_of_the_same_area(shift):
    """Nine squares, each edge moved on its own by up to 0.008 degrees."""
    moved = iter(np.array(shift * 2) / 1000)
    rows = [
        (
            f"{x}{y}",
            "L" if x < 1 else "R",
            x + next(moved),
            y + next(moved),
            x + 1 + next(moved),
            y + 1 + next(moved),
        )
        for x in range(3)
        for y in range(3)
    ]
    made = coverage.build(units(rows))
    shapes = made.geometry.to_numpy()
    assert made["unit_id"].tolist() == sorted(row[0] for row in rows)
    assert shapely.coverage_is_valid(shapes)
    assert shapely.is_valid(shapes).all()
    assert shapely.area(shapes).sum() == pytest.approx(9, abs=0.15)


@pytest.mark.parametrize(
    ("line", "left_area"),
    [
        ([(1.1, 0), (1.1, 1)], 1.1),
        ([(1.1, 0.05), (1.1, 0.95)], 1.1),  # its ends are carried on to the outer edge
        ([(1.1, 0.95), (1.1, 0.05)], 1.1),  # whichever way it runs
    ],
)
def test_a_line_parts_two_countries(line, left_area):
    left, right = coverage.part_at(
        shapely.LineString(line), shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)
    )
    assert shapely.area(left) == pytest.approx(left_area, abs=1e-3)
    assert shapely.area(right) == pytest.approx(2 - left_area, abs=1e-3)
    assert shapely.area(shapely.intersection(left, right)) == 0


@pytest.mark.parametrize(
    ("rows", "left", "runs_north"),
    [(PAIR, "L", True), (PAIR, "R", False)],
)
def test_the_line_runs_so_that_left_is_left(rows, left, runs_north):
    right = "R" if left == "L" else "L"
    found = border.shared_edge(coverage.build(units(rows)), left, right)
    assert (found.line.coords[-1][1] > found.line.coords[0][1]) is runs_north
    assert found.length_km == pytest.approx(110.6, abs=0.2)


EXCLAVE = [*PAIR, ("c", "R", 5, 0, 6, 1), ("d", "L", 6, 0, 6.5, 0.5)]
ENCLAVE = [("a", "L", shapely.box(0, 0, 1, 1).difference(shapely.box(0.4, 0.4, 0.6, 0.6)))]
ENCLAVE += [("b", "R", 1, 0, 2, 1), ("e", "R", 0.4, 0.4, 0.6, 0.6)]
LAKE = [("a", "L", shapely.box(0, 0, 1, 1).difference(shapely.box(0.99, 0.4, 1.01, 0.43)))]
LAKE += [("b", "R", shapely.box(1, 0, 2, 1).difference(shapely.box(0.99, 0.4, 1.01, 0.43)))]


@pytest.mark.parametrize(
    ("rows", "remark"),
    [
        (PAIR, None),
        (EXCLAVE, "line: pieces apart from it, left out: 55.3 km"),
        (ENCLAVE, "line: 1 enclaves, whose edge is no part of the line"),
        (LAKE, "line: 1 gaps joined straight, 3.3 km together"),
    ],
)
def test_what_is_no_part_of_the_line_is_said(rows, remark):
    found = border.shared_edge(units(rows), "L", "R")
    assert list(found.remarks) == ([remark] if remark else [])
    assert found.length_km == pytest.approx(110.6, abs=0.2)
    assert found.line.is_simple


def test_pieces_that_meet_in_a_point_are_one_line():
    # An enclave of R touches the line in a corner, so three edges meet there.
    enclave = shapely.Polygon([(1, 0.5), (0.9, 0.45), (0.9, 0.55)])
    rows = [
        ("a", "L", shapely.box(0, 0, 1, 1).difference(enclave)),
        ("b", "R", 1, 0, 2, 1),
        ("e", "R", enclave),
    ]
    made = coverage.build(units(rows))
    found = border.shared_edge(made, "L", "R")
    assert found.length_km == pytest.approx(110.6, abs=0.2)
    assert len(set(found.line.coords)) == len(found.line.coords)


def test_countries_that_do_not_touch_have_no_line():
    with pytest.raises(InputError, match="share no edge"):
        border.shared_edge(units([("a", "L", 0, 0, 1, 1), ("b", "R", 3, 0, 4, 1)]), "L", "R")


def test_sections_have_no_gaps_and_number_what_returns():
    rows = [
        ("a", "L", 0, 0, 1, 3),
        ("b", "R", 1, 0, 2, 1),
        ("c", "R", 1, 1, 2, 2),
        ("d", "R", 1, 2, 2, 3),
    ]
    frame = units(rows).assign(
        admin1_pcode=["A", "B", "B", "B"], admin2_pcode=["A1", "B1", "B2", "B1"]
    )
    line = border.shared_edge(frame, "L", "R").line
    made = border.sections(frame, line, "L", "R", {"A": "Alpha", "B1": "Beta", "B2": "Gamma"})
    assert made["section_id"].tolist() == ["A-B1", "A-B2", "A-B1-2"]
    assert made["name"].tolist() == ["Alpha / Beta", "Alpha / Gamma", "Alpha / Beta"]
    assert made["from_km"].tolist()[1:] == made["to_km"].tolist()[:-1]
    assert made["to_km"].iloc[-1] == pytest.approx(border.length_km(line), abs=0.05)
    assert made["to_km"].iloc[0] == pytest.approx(110.6, abs=0.2)
