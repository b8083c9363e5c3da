"""Footprints: the geometry of where something may be, by its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import _pack_files as files
from geo.errors import RegionError, fault_line
from geo.line import stretch
from geo.parts import area_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from geo.region import RegionPack

_STRETCH, _POINT = "line:", "at:"


def footprints(pack: RegionPack, ids: Iterable[str]) -> gpd.GeoDataFrame:
    """Make the geometry of footprints.

    Parameters
    ----------
    pack
        The region.
    ids
        A unit's code or what `geo.parts` makes (an area), a place's id or
        ``at:LATITUDE,LONGITUDE`` (a point), or ``line:812-905`` (a stretch between two
        kilometre marks).

    Returns
    -------
    `footprint_id, kind, geometry` (EPSG:4326), each id once, in the order of first mention.

    Raises
    ------
    RegionError
        The pack has no such footprint.
    """
    import geopandas as gpd

    wanted = list(dict.fromkeys(ids))
    made = [_footprint(pack, footprint_id) for footprint_id in wanted]
    return gpd.GeoDataFrame(
        {"footprint_id": wanted, "kind": [kind for kind, _ in made]},
        geometry=[geometry for _, geometry in made],
        crs="EPSG:4326",
    )


def _footprint(pack: RegionPack, footprint_id: str) -> tuple[str, BaseGeometry]:
    if footprint_id.startswith(_STRETCH):
        try:
            start, end = map(float, footprint_id.removeprefix(_STRETCH).split("-"))
        except ValueError:
            fault = fault_line(
                "no footprint", value=footprint_id, expected="line:FROM-TO in kilometres"
            )
            raise RegionError(fault) from None
        return "stretch", stretch(pack, start, end)
    if footprint_id.startswith(_POINT):
        return "point", files.read_point(footprint_id.removeprefix(_POINT))
    if (area := area_of(pack, footprint_id)) is not None:
        return "area", area
    if (point := pack.once("points_by_id", _points).get(footprint_id)) is not None:
        return "point", point
    raise RegionError(fault_line("no footprint", value=footprint_id, where=pack.id))


def _points(pack: RegionPack) -> dict[str, BaseGeometry]:
    import pandas as pd
    import shapely

    columns = ["place_id", "longitude", "latitude"]
    rows = pd.concat([pack.places[columns], pack.crossings[columns]]).dropna()
    points = shapely.points(rows["longitude"].to_numpy(float), rows["latitude"].to_numpy(float))
    return dict(zip(rows["place_id"], points, strict=True))
