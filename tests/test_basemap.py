"""The base map's blocks: every border once, the line as it is, names as text."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pages
import pytest
import shapely

from geo import region
from geo.parts import area_of
from maps import basemap, ground, payload
from maps.words import messages

SAMPLE_LIMIT_BYTES = 1_000_000  # of the whole page's 3 MB


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    return pages.plain_pack(tmp_path_factory.mktemp("base") / "pack")


@pytest.fixture(scope="module")
def blocks(pack):
    return {block.key: block for block in basemap.blocks(pack)}


@pytest.fixture(scope="module")
def embedded():
    return region.load("durand")


def value(blocks, key):
    return payload.read(blocks[f"base/{key}"])


def rings(blocks, key):
    """Read lines or rings back as shapely lines, degrees."""
    xy, counts = value(blocks, f"{key}/xy").reshape(-1, 2), value(blocks, f"{key}/rings")
    found, start = [], 0
    for count in counts.tolist():
        whole = np.cumsum(xy[start : start + count].astype(np.int64), axis=0)
        found.append(shapely.LineString(whole / payload.DEGREE))
        start += count
    assert start == len(xy)
    return found


def test_borders_between_units_stand_once_with_what_they_part(blocks, pack):
    kinds = value(blocks, "arcs/kind").tolist()
    arcs = rings(blocks, "arcs")
    by_kind = {
        kind: shapely.union_all([a for a, k in zip(arcs, kinds, strict=True) if k == kind])
        for kind in set(kinds)
    }
    total = sum(arc.length for arc in arcs)
    assert shapely.union_all(arcs).length == pytest.approx(total)  # none lies on another
    edges = shapely.union_all(shapely.boundary(pack.units.geometry.to_numpy()))
    inner = shapely.difference(edges, shapely.buffer(pack.line, 1e-6))
    assert total == pytest.approx(inner.length, rel=1e-4)
    # The tehsils of one district meet at 11.6 E, two districts of Lowmark at 41 N.
    assert by_kind[ground.ADMIN3].bounds == pytest.approx((11.6, 40, 11.6, 41))
    assert by_kind[ground.ADMIN2].bounds[1::2] == pytest.approx((41, 41))
    assert by_kind[ground.ADMIN1].bounds[1::2] == pytest.approx((42, 42))
    # Neverland lies to the west; what has no neighbour is coast.
    assert by_kind[ground.COUNTRY].bounds[0] == pytest.approx(10)
    assert by_kind[ground.COUNTRY].bounds[2] < 10.5
    assert by_kind[ground.COAST].bounds[2] == pytest.approx(12)


def test_the_line_is_the_packs_own(blocks, pack):
    (line,) = rings(blocks, "line")
    assert shapely.equals_exact(line, pack.line, tolerance=1e-5)
    metres = value(blocks, "line/metres").tolist()
    assert metres[0] == 0
    assert metres == sorted(metres)
    assert metres[1] == pytest.approx(113_900, abs=100)
    assert value(blocks, "sections/name") == [
        "Lowmark / Korram",
        "Lowmark / Millton",
        "Upmark / Lakeside",
    ]


def test_land_covers_the_countries_and_their_neighbours(blocks, pack):
    land = shapely.union_all([shapely.Polygon(r.coords) for r in rings(blocks, "land")])
    units = shapely.union_all(pack.units.geometry.to_numpy())
    # The countries are filled over the land, so its outline there may be coarse.
    assert shapely.difference(units, shapely.buffer(land, 0.03)).area < 1e-6
    assert land.contains(shapely.Point(9.5, 41))
    countries = [shapely.Polygon(r.coords) for r in rings(blocks, "countries")]
    assert [c.area for c in countries] == pytest.approx(
        [area_of(pack, code).area for code in ("XEL", "XWL")], rel=1e-4
    )


def test_a_gap_between_two_sources_is_land(tmp_path):
    apart = pages.plain_pack(tmp_path / "pack")
    gap = gpd.GeoDataFrame(
        {"country": ["XNN"], "name": ["Neverland"]},
        geometry=[shapely.box(8, 40, 9.96, 43)],
        crs="EPSG:4326",
    )
    gap.to_parquet(tmp_path / "pack" / "neighbours.parquet")
    found = {block.key: block for block in basemap.blocks(region.load(apart.path))}
    land = [shapely.Polygon(r.coords) for r in rings(found, "land")]
    assert len(land) == 1
    assert land[0].contains(shapely.Point(9.98, 41.5))


def test_only_settlements_with_a_point_are_towns(blocks):
    names = value(blocks, "places/name")
    assert names[0] == "Westham"
    assert "Lost Post" not in names
    ranks = value(blocks, "places/rank").tolist()
    assert ranks == sorted(ranks)
    assert len(value(blocks, "places/xy")) == 2 * len(names) == 2 * len(ranks)


def test_crossings_without_a_point_are_not_drawn(blocks):
    assert value(blocks, "crossings/name") == ["Red Gate"]
    assert value(blocks, "crossings/xy").tolist() == [1_130_000, 4_100_000]


def test_water_has_names(blocks):
    assert value(blocks, "rivers/name") == ["Grey Water"]
    assert value(blocks, "rivers/rank").tolist() == [1]
    assert value(blocks, "lakes/name") == ["Grey Water"]
    assert len(rings(blocks, "lakes")) == 1


def test_units_are_named_at_their_label_points(blocks, pack):
    for level in ("country", "admin1", "admin2", "admin3"):
        names, xy = value(blocks, f"{level}/name"), value(blocks, f"{level}/xy")
        units = pack.admin[(pack.admin["level"] == level) & pack.admin["has_polygon"]]
        assert sorted(names) == sorted(units["name"])
        assert len(xy) == 2 * len(names)


def test_a_pack_without_rivers_and_lakes_has_empty_blocks(tmp_path):
    bare = pages.plain_pack(tmp_path / "pack")
    none = gpd.GeoDataFrame({"name": [], "rank": []}, geometry=[], crs="EPSG:4326")
    for name in ("rivers", "lakes"):
        none.to_parquet(tmp_path / "pack" / f"{name}.parquet")
    found = {block.key: block for block in basemap.blocks(region.load(bare.path))}
    assert rings(found, "rivers") == []
    assert value(found, "lakes/name") == []


def test_the_same_pack_gives_the_same_blocks(blocks, pack):
    assert basemap.blocks(region.load(pack.path)) == list(blocks.values())


def test_every_layer_has_a_group_and_a_label_of_its_own(pack):
    import folium

    groups = basemap.add_to(folium.Map(tiles=None), pack)
    labels = [name for _, layers in groups for name, _ in layers]
    assert len(labels) == len(set(labels)) == 10
    assert [name for name, _ in groups] == [
        "boundaries",
        "lineGroup",
        "physical",
        "placesGroup",
    ]
    told = messages("en")["page"]["layers"]
    assert {*labels, *(name for name, _ in groups)} <= set(told)


def test_the_embedded_base_map_is_small_and_whole(embedded):
    found = {block.key: block for block in basemap.blocks(embedded)}
    assert sum(len(block.html) for block in found.values()) < SAMPLE_LIMIT_BYTES
    kinds = np.bincount(value(found, "arcs/kind"), minlength=5)
    assert (kinds > 0).all()
    (line,) = rings(found, "line")
    assert shapely.equals_exact(line, embedded.line, tolerance=1e-5)
    assert len(value(found, "crossings/name")) > 0
    assert len(value(found, "admin1/name")) == len(embedded.provinces)
