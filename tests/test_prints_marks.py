"""Printed maps: what is drawn where, and the legend that tells it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations
from typing import get_args

import numpy as np
import pandas as pd
import pytest
import shapely
from printing import PACK, a_sheet

from maps.printed import incidents, legend
from maps.printed.incidents import Drawn, Mark
from maps.printed.labels import Labels
from maps.printed.symbols import outline
from maps.printed.words import words
from maps.rows import AREA, POINT, STRETCH
from maps.words import LANGUAGES


def test_only_what_a_source_knew_is_a_point(night):
    table = incidents.scene(night, PACK).table
    kinds = dict(zip(table["name"], table["kind"], strict=True))
    assert kinds["Torkham crossing"] == POINT
    assert kinds["Behsud"] == AREA
    assert sorted(table["kind"]) == sorted([POINT, POINT, AREA, STRETCH])


def test_a_province_has_its_own_incidents_and_the_stretches(night):
    whole = incidents.scene(night, PACK)
    assert sorted(whole.of("AF06").table["kind"]) == sorted([POINT, POINT, AREA, STRETCH])
    assert list(whole.of("AF12").table["kind"]) == [STRETCH]


def test_incidents_of_one_place_share_a_ring_and_count_once_each(night, paper):
    sheet = a_sheet(paper)
    labels = Labels(sheet)
    incidents.draw(sheet, incidents.scene(night, PACK), labels)
    figures = sorted(text.get_text() for text in sheet.axes.texts)
    assert figures == ["1", "1", "2", "Torkham crossing"]


def points_of(count, spacing_mm, sheet):
    """Make a scene of `count` points a side, each of its own incident."""
    x, y = np.meshgrid(*[np.arange(count) * spacing_mm * sheet.mm] * 2)
    west, south, _, _ = sheet.extent
    at = sheet.to_map.transform(
        west + 60 * sheet.mm + x.ravel(), south + 60 * sheet.mm + y.ravel(), direction="INVERSE"
    )
    rows = {"lon": at[0], "lat": at[1], "incident": np.arange(count**2), "kind": POINT}
    rows |= {"type": "", "side": "a", "id": "p", "name": "P", "footprint_id": None}
    return incidents.Scene(pd.DataFrame(rows), {}, {"a": "#123456"})


@pytest.mark.parametrize(("spacing_mm", "together"), [(2.0, True), (2.9, True), (3.8, False)])
def test_no_two_marks_touch_and_none_is_lost(spacing_mm, together, paper, monkeypatch):
    sheet = a_sheet(paper)
    drawn = []

    def ring(_, at, radius, __, text):
        drawn.append((*at, radius, int(text)))

    def symbol(_, at, radius, *__):
        drawn.append((*at, radius, 1))

    monkeypatch.setattr(incidents.symbols, "ring", ring)
    monkeypatch.setattr(incidents.symbols, "symbol", symbol)
    incidents.draw(sheet, points_of(9, spacing_mm, sheet), Labels(sheet))
    assert sum(mark[3] for mark in drawn) == 81
    assert (len(drawn) < 81) == together
    for one, other in combinations(drawn, 2):
        assert np.hypot(one[0] - other[0], one[1] - other[1]) >= one[2] + other[2]


def test_a_count_without_room_is_a_bar_of_its_sides(night, paper):
    sheet = a_sheet(paper)
    labels = Labels(sheet)
    labels.keep_corner_free((0, 0, 200, 150))
    drawn = incidents.draw(sheet, incidents.scene(night, PACK), labels)
    assert [text.get_text() for text in sheet.axes.texts] == ["2"]  # the ring; no name, no tag
    bars = [patch for patch in sheet.axes.patches if patch.get_zorder() == 18]
    wide = {round(bar.get_width() / sheet.mm, 2) for bar in bars}
    assert (len(bars), wide) == (2, {3.0})
    assert "bar" in drawn.marks


@pytest.mark.parametrize("edge", ["west", "south", "east", "north"])
def test_a_count_stands_whole_in_the_frame_wherever_its_place_is_cut(
    edge, night, paper, monkeypatch
):
    whole = incidents.scene(night, PACK)
    behsud = whole.table[whole.table["kind"] == AREA].iloc[0]
    at = {"west": behsud["lon"], "south": behsud["lat"]}
    at |= {"east": at["west"], "north": at["south"]}
    around = {"west": -0.5, "south": -0.4, "east": 0.5, "north": 0.4}
    shown = tuple(at[side] + (0.01 if side == edge else 1) * off for side, off in around.items())
    sheet = a_sheet(paper, shown)
    west, south, east, north = sheet.extent
    drawn = []
    monkeypatch.setattr(
        incidents.symbols, "badge", lambda _, at, size, *__, **___: drawn.append((at, size))
    )
    incidents.draw(sheet, whole, Labels(sheet))
    assert len(drawn) == 1 + _is_seen(sheet, whole, STRETCH)
    for (x, y), (wide, high) in drawn:
        assert west <= x - wide / 2
        assert x + wide / 2 <= east
        assert south <= y - high / 2
        assert y + high / 2 <= north


def _is_seen(sheet, whole, kind):
    name = whole.table.loc[whole.table["kind"] == kind, "footprint_id"].iloc[0]
    return whole.footprints[name].intersects(shapely.box(*sheet.lonlat))


def test_a_stretch_is_counted_where_it_is_seen(night, paper):
    whole = incidents.scene(night, PACK)
    row = whole.table[whole.table["kind"] == STRETCH].iloc[0]
    end = shapely.get_coordinates(whole.footprints[row["footprint_id"]])[0]
    shown = (end[0] - 0.05, end[1] - 0.05, end[0] + 0.05, end[1] + 0.05)
    sheet = a_sheet(paper, shown)
    assert not shapely.box(*sheet.lonlat).covers(shapely.Point(row["lon"], row["lat"]))
    drawn = incidents.draw(sheet, whole, Labels(sheet))
    assert drawn.marks == {"stretch", "badge"}
    assert [text.get_text() for text in sheet.axes.texts] == ["1"]


@pytest.mark.parametrize(
    ("shown", "rows", "told", "untold"),
    [
        (
            (69.0, 33.0, 72.0, 35.0),
            (0, 1, 2, 3),
            {"several, by acting side", "stretch of the line", "Crossings", "Afghan side"},
            {"What happened", "Armed clash", "place"},  # two in a ring have no symbols of their own
        ),
        (
            (69.0, 33.0, 72.0, 35.0),
            (1, 2),
            {"What happened", "Shelling/artillery/missile attack", "place", "how many there"},
            {"Air/drone strike", "several, by acting side", "Afghan side", "stretch of the line"},
        ),
        (
            (70.4, 34.4, 70.5, 34.5),
            (0, 1, 2, 3),
            {"area, no spot in it", "how many there", "Pakistani side", "Provinces"},
            {"place", "stretch of the line", "Crossings", "Air/drone strike", "Afghan side"},
        ),
    ],
)
def test_the_legend_tells_the_marks_that_are_drawn(shown, rows, told, untold, night, paper):
    whole = incidents.scene(night, PACK)
    sheet = a_sheet(paper, shown)
    scene = replace(whole, table=whole.table.iloc[list(rows)].reset_index(drop=True))
    drawn = incidents.draw(sheet, scene, Labels(sheet))
    legend.draw(paper, (225, 20, 60, 150), drawn, PACK, words("en", PACK), sheet.lonlat)
    written = {" ".join(text.get_text().split()) for text in paper.axes[1].texts}
    assert told <= written
    assert not untold & written
    crossed = PACK.line.intersects(shapely.box(*sheet.lonlat))
    assert any("Durand Line" in text for text in written) == crossed


def test_a_sheet_of_several_frames_tells_of_all():
    one, other = Drawn(Counter(a=2), {"x"}, {"symbol"}), Drawn(Counter(a=1, b=1), {"y"}, {"bar"})
    one.update(other)
    assert one == Drawn(Counter(a=3, b=1), {"x", "y"}, {"symbol", "bar"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_legend_keeps_in_its_box_with_a_row_for_each_shape(language, night, paper):
    named = ["Suicide bomb", "Remote explosive/landmine/IED", "Armed clash"]
    told = words(language, PACK)
    sides = set(incidents.scene(night, PACK).table["side"])
    drawn = Drawn(Counter([*named, named[0]]), sides, set(get_args(Mark)))
    legend.draw(paper, (20, 20, 40, 150), drawn, PACK, told)
    axes = paper.axes[0]
    for text in axes.texts:
        box = text.get_window_extent().transformed(axes.transData.inverted())
        assert box.x0 >= -0.5
        assert box.x1 <= 40.5
    rows = [" ".join(text.get_text().split()) for text in axes.texts]
    both = told.joined([told.table("types", name, name) for name in named[:2]])
    assert " ".join(both.split()) in rows


@pytest.mark.parametrize(
    "shape", ["circle", "square", "triangle", "wedge", "diamond", "pentagon", "hexagon", "cross"]
)
def test_symbols_are_closed_and_about_one_size(shape):
    path = outline(shape)
    size = path.get_extents()
    assert 1.6 < size.width < 2.7
    assert 1.6 < size.height < 2.7
    assert path.contains_point((0, 0))
