"""Areas: units, named regions, which are several units, parts of a unit by direction, and discs.

Footprint ids of those that are no unit: ``region:<name>`` of the pack's `regions.csv`;
``<code>/<bearing>`` for the half of a unit or region that lies to one side, the bearing in degrees
from north; several of them joined by ``+``; ``around:LATITUDE,LONGITUDE,KM`` for all that is within
some km of a point; what `geo.rounding` calls a cell.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geo import _pack_files as files
from geo._sphere import moved
from geo.errors import RegionError, fault_line
from geo.rounding import cell_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.region import RegionPack

JOIN, PART = "+", "/"
_AROUND = "around:"
_FULL_TURN = 360
# Corners of a disc: its edge lies within a fifth of a per cent of its radius.
_CORNERS = 48
_WIDEST_KM = 10_000.0


def area_of(pack: RegionPack, footprint_id: str) -> BaseGeometry | None:
    """Return the polygon of a unit of any level, region, part, disc or cell; None without one.

    Raises
    ------
    RegionError
        A disc or cell is nowhere on earth.
    """
    if (area := pack.unit_areas.get(footprint_id)) is not None:
        return area
    made = pack.once("made_areas", _none_made)
    if footprint_id not in made:
        area = _made(pack, footprint_id)
        if area is None or area.is_empty:
            return None
        made[footprint_id] = area
    return made[footprint_id]


def around_id(latitude: float, longitude: float, km: float) -> str:
    """Return the footprint id of all that is within some km of a point."""
    return f"{_AROUND}{latitude:.10g},{longitude:.10g},{km:.1f}"


def _disc(footprint_id: str) -> BaseGeometry | None:
    """Make a disc (EPSG:4326), or None where the id is that of none."""
    from shapely.geometry import Polygon

    if not footprint_id.startswith(_AROUND):
        return None
    at, _, radius = footprint_id.removeprefix(_AROUND).rpartition(",")
    try:
        km = float(radius)
    except ValueError:
        km = float("nan")
    if not 0 < km <= _WIDEST_KM:
        expected = f"{_AROUND}LATITUDE,LONGITUDE,KM, at most {_WIDEST_KM:.0f} km"
        raise RegionError(fault_line("no footprint", value=footprint_id, expected=expected))
    point = files.read_point(at)
    step = _FULL_TURN / _CORNERS
    edge = [moved(point.y, point.x, -step * corner, km) for corner in range(_CORNERS)]
    return Polygon([(max(-180.0, min(180.0, lon)), lat) for lat, lon in edge])


def _none_made(_: RegionPack) -> dict[str, BaseGeometry]:
    return {}


def _made(pack: RegionPack, footprint_id: str) -> BaseGeometry | None:
    """Make the area of any id but a unit's, or None where it is that of nothing."""
    import shapely

    for read in (cell_of, _disc):
        if (shape := read(footprint_id)) is not None:
            return shape
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
