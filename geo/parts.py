"""Areas: units, named regions, which are several units, and parts of a unit by direction.

Footprint ids of those that are no unit: ``region:<name>`` of the pack's `regions.csv`;
``<code>/<bearing>`` for the half of a unit or region that lies to one side, the bearing in degrees
from north; several of them joined by ``+``; what `geo.rounding` calls a cell.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geo.rounding import cell_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.region import RegionPack

JOIN, PART = "+", "/"
_FULL_TURN = 360


def area_of(pack: RegionPack, footprint_id: str) -> BaseGeometry | None:
    """Return the polygon of a unit of any level, a region, part or cell, or None without one."""
    if (area := pack.unit_areas.get(footprint_id)) is not None:
        return area
    made = pack.once("made_areas", _none_made)
    if footprint_id not in made:
        area = _made(pack, footprint_id)
        if area is None or area.is_empty:
            return None
        made[footprint_id] = area
    return made[footprint_id]


def _none_made(_: RegionPack) -> dict[str, BaseGeometry]:
    return {}


def _made(pack: RegionPack, footprint_id: str) -> BaseGeometry | None:
    """Make the area of a region, a part or several, or None where the id is none of these."""
    import shapely

    if (cell := cell_of(footprint_id)) is not None:
        return cell
    if JOIN in footprint_id:
        parts = [area_of(pack, part) for part in footprint_id.split(JOIN)]
        return None if None in parts else shapely.union_all(parts)
    code, is_part, bearing = footprint_id.partition(PART)
    if is_part:
        whole = area_of(pack, code)
        if whole is None or not bearing.isdecimal() or int(bearing) >= _FULL_TURN:
            return None
        return _half(whole, int(bearing))
    members = members_of(pack).get(footprint_id, ())
    areas = [area for code in members if (area := area_of(pack, code)) is not None]
    return shapely.union_all(areas) if areas else None


def members_of(pack: RegionPack) -> dict[str, tuple[str, ...]]:
    """Return the codes of the units that each named region is made of."""
    return pack.once("region_members", _members)


def _members(pack: RegionPack) -> dict[str, tuple[str, ...]]:
    regions = pack.regions
    return {
        region_id: tuple(code.strip() for code in members.split(";"))
        for region_id, members in zip(regions["region_id"], regions["members"], strict=True)
    }


def _half(area: BaseGeometry, bearing: int) -> BaseGeometry:
    """Cut off the half of an area that lies towards a bearing from its middle."""
    import shapely
    from shapely.geometry import Polygon

    middle = area.centroid
    turn, squeeze = math.radians(bearing), math.cos(math.radians(middle.y))
    ahead, across = (math.sin(turn), math.cos(turn)), (math.cos(turn), -math.sin(turn))
    west, south, east, north = area.bounds
    size = 2 * math.hypot(east - west, north - south)
    corners = [(0, -size), (0, size), (size, size), (size, -size)]
    plane = Polygon(
        [
            (
                middle.x + (ahead[0] * far + across[0] * aside) / squeeze,
                middle.y + ahead[1] * far + across[1] * aside,
            )
            for far, aside in corners
        ]
    )
    return shapely.intersection(area, plane)
