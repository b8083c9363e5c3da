"""A large page's older incidents in cells: counted as they would be one by one."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from datasets import make_dataset
from synthetic_region import make_region

from geo import cli, schema
from maps import cells, hexagons, incidents, payload
from maps.cells import DETAILS, HEXAGON, PAGE_LIMIT, UNTOLD, Detail
from maps.rows import KINDS, NO_DAY, POINT
from maps.texts import split

PACK = make_region()
COUNT, LIMIT = 400, 120
DATASET = make_dataset(COUNT, region=PACK)
FINE = DETAILS[0]


def read(dataset=DATASET, limit=COUNT, **more):
    return {b.key: payload.read(b) for b in incidents.blocks(dataset, PACK, limit=limit, **more)}


@pytest.fixture(scope="module")
def whole():
    return read()


@pytest.fixture
def detail(monkeypatch):
    def use(*details):
        monkeypatch.setattr(cells, "DETAILS", details)

    return use


def weights(blocks):
    """Return how many incidents each incident of the page stands for."""
    ones = np.ones(blocks["incidents/meta"]["incidents"], np.int64)
    return np.concatenate([ones, blocks.get("incidents/weight", ones[:0])])


def tally(blocks, *names, older=None):
    """Count incidents by what the page filters by, an incident once a value.

    `older` of a page without cells keeps those that another page has in cells.
    """
    owner = np.cumsum(blocks["incidents/incident"])
    weight = weights(blocks)
    if older is not None:
        weight = np.where(np.arange(len(weight)) < older, weight, 0)
    elif "incidents/weight" in blocks:
        weight = np.where(np.arange(len(weight)) < blocks["incidents/meta"]["incidents"], 0, weight)
    columns = {name: blocks[f"incidents/{name}"] for name in names if name != "flags"}
    if "flags" in names:
        columns["flags"] = blocks["incidents/flags"] & 1
    if "kind" in names:
        columns["kind"] = np.where(columns["kind"] == HEXAGON, POINT, columns["kind"])
    rows = {
        (int(o), *map(int, values)) for o, *values in zip(owner, *columns.values(), strict=True)
    }
    counts: Counter[tuple[int, ...]] = Counter()
    for row, *values in rows:
        counts[tuple(values)] += int(weight[row])
    return +counts


@pytest.mark.parametrize("limit", [1, LIMIT, COUNT - 1])
def test_cells_and_the_newest_are_all(limit):
    blocks = read(limit=limit)
    meta = blocks["incidents/meta"]
    assert meta["incidents"] == limit
    assert meta["cells"]["incidents"] == COUNT - limit == blocks["incidents/weight"].sum()
    assert meta["cells"]["count"] == len(blocks["incidents/weight"])
    owner = np.cumsum(blocks["incidents/incident"])
    assert len(owner) == meta["rows"]
    assert np.unique(owner).tolist() == list(range(limit + meta["cells"]["count"]))
    assert (np.diff(owner) >= 0).all()
    assert (owner >= limit).sum() == meta["cells"]["rows"]


@pytest.mark.parametrize(
    "names",
    [
        *[(name,) for name in ("side", "type", "role", "flags", "kind", "prec", "licence")],
        *[(name,) for name in ("admin1", "admin2", "footprint", "level")],
        ("side", "type", "role", "flags", "licence"),
        ("kind", "prec", "side", "admin2", "type"),
    ],
)
def test_what_filters_count_is_the_same_with_cells(whole, detail, names):
    detail(FINE)
    blocks = read(limit=LIMIT)
    if "level" in names:  # of points it is not kept: they are drawn as hexagons
        for one in (whole, blocks):
            point = np.isin(one["incidents/kind"], (POINT, HEXAGON))
            one["incidents/level"] = np.where(point, 0, one["incidents/level"])
    assert tally(blocks, *names) == tally(whole, *names, older=COUNT - LIMIT)


def test_an_incident_in_several_places_is_counted_once(whole, detail):
    detail(FINE)
    blocks = read(limit=LIMIT)
    meta = blocks["incidents/meta"]
    rows = np.bincount(np.cumsum(blocks["incidents/incident"]))[LIMIT:]
    assert rows.max() > 1
    several = np.bincount(np.cumsum(whole["incidents/incident"]))[: COUNT - LIMIT]
    assert blocks["incidents/weight"][rows > 1].sum() <= (several > 1).sum()
    assert meta["cells"]["places"] == "all"


def test_hexagons_hold_the_points_that_are_nearest_to_their_middle():
    rng = np.random.default_rng(4)
    lon, lat = (rng.integers(low, low + 40_000, 300) for low in (7_000_000, 3_400_000))
    row, column = hexagons.holding(lon, lat, 9)
    every = np.unique(np.stack([row, column]), axis=1)
    near = np.concatenate(
        [every + np.array([[i], [j]]) for i in (-1, 0, 1) for j in (-1, 0, 1)], axis=1
    )
    x, y = hexagons.middle(*np.unique(near, axis=1), 9)
    shrink = np.cos(np.radians(lat / 1e5))[:, None]
    own = hexagons.middle(row, column, 9)
    away = np.hypot((lon - own[0]) * shrink[:, 0], lat - own[1])
    least = np.hypot((lon[:, None] - x) * shrink, lat[:, None] - y).min(axis=1)
    np.testing.assert_allclose(away, least, rtol=2e-3, atol=3)
    assert np.array_equal(hexagons.holding(*own, 9), [row, column])


def test_cells_of_points_are_drawn_at_the_middle_of_their_hexagon(detail):
    detail(FINE)
    blocks = read(limit=LIMIT)
    rows = blocks["incidents/kind"] == HEXAGON
    at = [blocks[f"incidents/{axis}"][rows].astype(np.int64) for axis in ("lon", "lat")]
    assert rows.any()
    assert np.array_equal(hexagons.middle(*hexagons.holding(*at, FINE.zoom), FINE.zoom), at)
    assert len(KINDS) == HEXAGON


def day(text):
    return int(np.datetime64(text, "D").astype(int))


@pytest.mark.parametrize(
    ("start", "days", "precision", "first", "last"),
    [
        ("2026-02-26", 0, "day", "2026-02-26", "2026-02-26"),
        ("2026-02-28", 1, "day", "2026-02-28", "2026-02-28"),  # a night
        ("2026-02-27", 2, "day", "2026-02-27", "2026-03-01"),
        ("2026-02-26", 0, "week", "2026-02-26", "2026-03-04"),
        ("2026-02-20", 9, "week", "2026-02-20", "2026-03-01"),
        ("2026-02-01", 0, "month", "2026-02-01", "2026-02-28"),
        ("2026-02-11", 40, "month", "2026-02-01", "2026-03-31"),
        ("2026-02-01", 0, "year", "2026-01-01", "2026-12-31"),
        ("1969-12-31", 0, "month", "1969-12-01", "1969-12-31"),
    ],
)
def test_days_on_which_an_incident_may_have_been(start, days, precision, first, last):
    code = schema.DATE_PRECISIONS.index(precision)
    found = cells._spans(np.array([value]) for value in (day(start), days, code))
    assert [int(part[0]) for part in found] == [day(first), day(last)]


@pytest.mark.parametrize("step", ["month", "year"])
def test_a_cell_spans_no_more_than_its_incidents(whole, detail, step):
    detail(FINE._replace(step=step, facets=("side",)))
    blocks = read(limit=LIMIT)
    meta = blocks["incidents/meta"]["cells"]
    first = len(blocks["incidents/lon"]) - meta["rows"]
    start, days = (blocks[f"incidents/{name}"][first:].astype(np.int64) for name in ("day", "days"))
    dated = start != NO_DAY
    assert (days[~dated] == 0).all()
    names = ("day", "days", "dateprec")
    old = len(whole["incidents/lon"]) - first
    begin, end = cells._spans(whole[f"incidents/{name}"][:old].astype(np.int64) for name in names)
    assert start[dated].min() == begin[begin != NO_DAY].min()
    assert (start + days)[dated].max() == end.max()
    # an incident is put together with others of its months only
    months = [cells._step_of(at, step) for at in (start[dated], (start + days)[dated])]
    assert set(zip(*months, strict=True)) <= set(
        zip(*(cells._step_of(at, step) for at in (begin, end)), strict=True)
    )


def test_cells_tell_less_where_there_would_be_too_many(detail, monkeypatch):
    monkeypatch.setattr(cells, "_LEAST", 1)
    coarse = Detail(6, "year", ("side",), "first")
    detail(FINE, coarse)
    blocks = read(limit=LIMIT)
    meta = blocks["incidents/meta"]["cells"]
    told = {
        "step": "year",
        "places": "first",
        "facets": ["kind", "prec", "side"],
        "scale": 256 * 2**6,
    }
    assert {key: meta[key] for key in told} == told
    of_cells = np.cumsum(blocks["incidents/incident"]) >= LIMIT
    for name in ("type", "role", "flags"):
        assert set(blocks[f"incidents/{name}"][of_cells]) == {UNTOLD["u8"]}, name
    assert set(blocks["incidents/licence"][of_cells]) == {UNTOLD["u16"]}
    assert tally(blocks, "side") == tally(read(), "side", older=COUNT - LIMIT)
    assert meta["rows"] == meta["count"]


def test_texts_and_figures_are_those_of_the_newest(whole):
    blocks = read(limit=LIMIT)

    def ids(of):
        return [own[0] for own, *_ in split(of["incidents/words/0"])]

    assert ids(blocks) == ids(whole)[-LIMIT:]
    text = blocks["incidents/text/0"]
    assert len(text["source_url"]) == LIMIT
    assert max(text["claims"]["of"]) < LIMIT
    ends = [run["end"] for run in blocks["figures/meta"]["runs"]]
    assert len(blocks["figures/low"]) == ends[-1] < len(whole["figures/low"])


def test_a_page_that_is_not_large_is_as_it_was():
    plain = [block.html for block in incidents.blocks(DATASET, PACK)]
    assert plain == [block.html for block in incidents.blocks(DATASET, PACK, limit=COUNT)]
    assert not any('data-bm="incidents/weight"' in block for block in plain)


def test_the_order_of_rows_changes_nothing():
    one, two = (
        [b.html for b in incidents.blocks(make_dataset(90, region=PACK, shuffle=s), PACK, limit=30)]
        for s in (None, 1)
    )
    assert one == two


def test_the_page_names_the_file_that_has_all(detail):
    detail(FINE)
    assert (
        read(limit=LIMIT, table="all.parquet")["incidents/meta"]["cells"]["table"] == "all.parquet"
    )
    with pytest.raises(ValueError, match="leave none"):
        read(limit=0)


def test_the_limit_of_the_command_is_that_of_the_page():
    assert cli.parser().parse_args(["build"]).page_limit == PAGE_LIMIT == 2_000_000
