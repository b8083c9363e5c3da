"""What the page opens with: the incidents of its first view, told before all others."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from datasets import make_dataset
from synthetic_region import make_region

from maps import incidents, opening, payload
from maps.frame import first_view
from maps.rows import AREA, POINT, STRETCH

PACK = make_region()
MADE = make_dataset(400, region=PACK)


def read(**more):
    blocks = incidents.blocks(MADE, PACK, view=first_view(MADE, PACK), **more)
    return {block.key: payload.read(block) for block in blocks}


BLOCKS = read()
TOLD = BLOCKS[opening.KEY]
SIDES = len(TOLD["colours"]) + 1


def column(name):
    return BLOCKS[f"incidents/{name}"]


def cells(zoom):
    return np.array(TOLD["zooms"][zoom]["cells"], int).reshape(-1, 4 + SIDES)


@pytest.mark.parametrize("zoom", [min(TOLD["zooms"], key=float), max(TOLD["zooms"], key=float)])
def test_every_point_is_counted_once_at_each_zoom(zoom):
    counted, alone = cells(zoom), TOLD["zooms"][zoom]["rows"]
    assert counted[:, 4:].sum() + len(alone) == (column("kind") == POINT).sum()
    assert (counted[:, 4:].sum(axis=1) > 6).all()
    assert set(alone) <= set(range(len(TOLD["rows"]) // 4))


def test_a_cell_holds_what_lies_in_it():
    zoom = min(TOLD["zooms"], key=float)
    at = column("kind") == POINT
    scale = 256 * 2 ** float(zoom)
    longitude = column("lon")[at] / 1e5
    latitude = np.radians(column("lat")[at] / 1e5)
    x = (longitude / 360 + 0.5) * scale
    y = (0.5 - np.arcsinh(np.tan(latitude)) / (2 * np.pi)) * scale
    for line in cells(zoom):
        inside = (x // 64 == line[0]) & (y // 64 == line[1])
        assert inside.sum() == line[4:].sum()
        assert x[inside].mean() == pytest.approx(line[0] * 64 + line[2] / 256, abs=0.05)
        assert y[inside].mean() == pytest.approx(line[1] * 64 + line[3] / 256, abs=0.05)
        sides = np.bincount(column("side")[at][inside], minlength=SIDES)
        assert sides.tolist() == line[4:].tolist()


def test_incidents_of_areas_and_stretches_are_counted_once():
    told = np.array(TOLD["tallies"], int).reshape(-1, 5 + SIDES)
    kind, incident = column("kind"), np.cumsum(column("incident"))
    footprint, place = column("footprint"), column("place")
    for number, line in enumerate(told):
        if line[1] < 0:
            continue
        mine = (kind == line[0]) & (footprint == line[1])
        assert len(set(incident[mine])) == line[5:].sum(), number
    bare = ((kind == AREA) | (kind == STRETCH)) & (footprint < 0)
    assert (told[:, 1] < 0).sum() == len(set(place[bare]))


def test_outlines_of_what_is_drawn_lie_where_the_map_has_them():
    told = np.array(TOLD["tallies"], int).reshape(-1, 5 + SIDES)
    rings = np.split(BLOCKS["footprints/xy"], 2 * np.cumsum(BLOCKS["footprints/rings"])[:-1])
    of_shape = np.split(np.arange(len(rings)), np.cumsum(BLOCKS["footprints/parts"])[:-1])
    drawn = set(told[(told[:, 4] == 0) | (told[:, 0] == STRETCH)][:, 1].tolist()) - {-1}
    assert len(TOLD["shapes"]) == len(of_shape)
    assert {number for number, shape in enumerate(TOLD["shapes"]) if shape} == drawn
    finest = 256 * 2 ** max(map(float, TOLD["zooms"]))
    for number in drawn:
        told_at = np.concatenate([vertices(line) for line in TOLD["shapes"][number]])
        told_at = told_at / TOLD["world"]
        there = np.concatenate([vertices(rings[at]) for at in of_shape[number]])
        longitude, latitude = there.T / 1e5
        x = longitude / 360 + 0.5
        y = 0.5 - np.arcsinh(np.tan(np.radians(latitude))) / (2 * np.pi)
        there = np.stack([x, y], axis=1)
        assert len(told_at) <= len(there)
        # vertices are left out, and those that are left have moved by half a step at the most
        off = np.abs(told_at[:, None] - there[None]).max(axis=2).min(axis=1)
        assert (off * finest).max() < 0.2, number
        reach = [np.stack([of.min(axis=0), of.max(axis=0)]) for of in (told_at, there)]
        assert np.abs(reach[0] - reach[1]).max() * finest < opening._SEEN + 0.2, number


def vertices(steps):
    return np.cumsum(np.reshape(steps, (-1, 2)), axis=0)


def test_zooms_go_by_eighths_within_those_of_the_page():
    zooms = sorted(map(float, TOLD["zooms"]))
    assert np.diff(zooms) == pytest.approx(opening.STEP)
    assert zooms[0] >= 4
    assert zooms[-1] <= 13


@pytest.mark.parametrize("more", [{"limit": 100}, {"view": None}])
def test_nothing_is_told_of_pages_with_cells_or_without_a_view(more):
    blocks = incidents.blocks(MADE, PACK, **{"view": first_view(MADE, PACK), **more})
    assert not any(block.key.startswith(opening.KEY) for block in blocks)


def test_a_page_without_incidents_opens_all_the_same():
    made = dataclasses.replace(
        MADE,
        incidents=MADE.incidents[:0],
        locations=MADE.locations[:0],
        claims=MADE.claims[:0],
    )
    blocks = incidents.blocks(made, PACK, view=first_view(made, PACK))
    told = next(payload.read(block) for block in blocks if block.key == opening.KEY)
    assert told["rows"] == told["tallies"] == told["shapes"] == []
