"""Parts of an area by direction: "northern X", "the east and southeast of X"."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from geo.gazetteer.areas import stand_of
from geo.gazetteer.entries import REGION, UNIT_LEVELS
from geo.parts import JOIN, PART, area_of

if TYPE_CHECKING:
    from geo.gazetteer.entries import Entry
    from geo.gazetteer.index import Index
    from geo.region import RegionPack

_NAMES = {
    0: "northern",
    45: "northeastern",
    90: "eastern",
    135: "southeastern",
    180: "southern",
    225: "southwestern",
    270: "western",
    315: "northwestern",
}
# "Southern X" is X in the south where X lies so far, degrees, from that direction in its country.
_OWN_DIRECTION = 67.5


class Part(NamedTuple):
    """Parts of an area, as one."""

    name: str
    level: str
    footprint_id: str
    is_named: bool  # by the pack, not computed


def part_of(
    pack: RegionPack, index: Index, entry: Entry, bearings: tuple[int, ...], *, is_of_part: bool
) -> Part | None:
    """Return the parts of an area that the words before its name mean, or None for the whole.

    A region that the pack names ("eastern X", made of units) comes before the half that lies there.

    Parameters
    ----------
    pack, index, entry
        The region, its names, and what has the name.
    bearings, is_of_part
        The parts, as of `geo.gazetteer.mentions.Setting`.
    """
    if not bearings or entry.level not in (*UNIT_LEVELS, REGION) or area_of(pack, entry.id) is None:
        return None
    if not is_of_part and len(bearings) == 1 and entry.country not in (None, entry.id):
        own = _own_bearing(pack, index, entry)
        if own is not None and _turn(own, bearings[0]) <= _OWN_DIRECTION:
            return None
    known = pack.once("region_bearings", _bearings)
    ids = [known.get((entry.id, bearing), f"{entry.id}{PART}{bearing}") for bearing in bearings]
    if any(area_of(pack, part) is None for part in ids):
        return None
    said = " and ".join(_NAMES[bearing] for bearing in bearings)
    level = REGION if entry.level in ("country", "admin1", REGION) else entry.level
    is_named = all((entry.id, bearing) in known for bearing in bearings)
    return Part(f"{said} {entry.name}", level, JOIN.join(ids), is_named)


def _bearings(pack: RegionPack) -> dict[tuple[str, int], str]:
    """Return the named regions that lie to one side of a country."""
    regions = pack.regions.dropna(subset=["bearing"])
    rows = zip(regions["country"], regions["bearing"], regions["region_id"], strict=True)
    return {(country, int(bearing)): region_id for country, bearing, region_id in rows}


def _own_bearing(pack: RegionPack, index: Index, entry: Entry) -> float | None:
    """Return the direction in which a unit lies in its country, degrees from north."""
    whole = area_of(pack, entry.country or "")
    stand = stand_of(pack, index, entry.id)
    if whole is None or stand is None:
        return None
    middle = whole.centroid
    east = (stand.longitude - middle.x) * math.cos(math.radians(middle.y))
    return math.degrees(math.atan2(east, stand.latitude - middle.y)) % 360


def _turn(one: float, two: float) -> float:
    turn = abs(one - two) % 360
    return min(turn, 360 - turn)
