"""The base map's shapes that a pack holds ready: they are those that its layers would give."""

from __future__ import annotations

import shutil

import geopandas as gpd
import numpy as np
import pages
import pytest

from geo import line, region
from geo.footprints import footprints
from maps import basemap, ground


@pytest.fixture
def pack(tmp_path):
    return pages.plain_pack(tmp_path / "pack")


def test_what_a_pack_holds_ready_is_what_its_layers_give(pack):
    assert ground.read(pack) is None
    made = ground.made(pack)
    ground.write(pack, pack.path / ground.FILE)
    first = (pack.path / ground.FILE).read_bytes()
    found = ground.read(region.load(pack.path))
    assert {name: array.tolist() for name, array in found.items()} == {
        name: array.tolist() for name, array in made.items()
    }
    ground.write(pack, pack.path / ground.FILE)
    assert (pack.path / ground.FILE).read_bytes() == first


def test_a_page_is_the_same_with_shapes_held_ready_and_without(pack):
    before = basemap.blocks(pack)
    ground.write(pack, pack.path / ground.FILE)
    assert basemap.blocks(region.load(pack.path)) == before


def test_a_pack_with_shapes_held_ready_tells_what_meets_the_line_without_its_units(pack):
    meets = line.contacts(pack)
    assert ground.contacts(pack) == meets != {}
    ground.write(pack, pack.path / ground.FILE)
    assert ground.contacts(ready := region.load(pack.path)) == meets
    assert "units" not in vars(ready)


def test_what_is_known_to_a_union_of_units_meets_the_line_where_they_do(pack):
    drawn = footprints(pack, ["region:north-west", "UM", "SS01-far", "line:5-10"])
    found = ground.contacts_of(pack, drawn)
    assert found["region:north-west"] == pytest.approx(line.contacts(pack)["UM"])
    assert "SS01-far" not in found  # a unit of the pack is not measured again
    assert "line:5-10" not in found
    assert ground.contacts_of(pack, drawn[drawn["kind"] == "stretch"]) == {}


@pytest.mark.parametrize("layer", ["units", "neighbours", "rivers", "lakes"])
def test_shapes_of_other_layers_are_made_anew(pack, layer):
    ground.write(pack, pack.path / ground.FILE)
    file = pack.path / f"{layer}.parquet"
    table = gpd.read_parquet(file)
    moved = table.set_geometry(table.geometry.translate(0.25, 0))
    moved.to_parquet(file)
    changed = region.load(pack.path)
    assert ground.read(changed) is None
    assert np.array_equal(ground.ground(changed)["arcs/xy"], ground.made(changed)["arcs/xy"])


def test_the_embedded_pack_holds_the_shapes_of_its_own_layers(tmp_path):
    """After a change of these layers the recipe's step `ground` runs again."""
    pack = region.load("durand")
    held = ground.read(pack)
    assert held is not None
    copy = tmp_path / "pack"
    shutil.copytree(pack.path, copy, ignore=shutil.ignore_patterns(ground.FILE))
    made = ground.ground(region.load(copy))
    assert set(made) == set(held)
    for name in ("districts", "provinces", "neighbours/name", "rivers/name", "lakes/name"):
        assert made[name].tolist() == held[name].tolist()
    # another version of GEOS may set a vertex otherwise
    for name in ("land", "countries", "borders", "arcs", "seams", "rivers", "lakes"):
        assert len(made[f"{name}/xy"]) == pytest.approx(len(held[f"{name}/xy"]), rel=0.01)
    levels = [np.bincount(one["arcs/kind"]) for one in (made, held)]
    assert ground.contacts(pack).keys() == set(made["contacts/code"].tolist())
    assert held["contacts/km"] == pytest.approx(made["contacts/km"], abs=0.01)
    assert levels[0] == pytest.approx(levels[1], rel=0.02)
