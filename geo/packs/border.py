"""The line of a pack: the edge that two countries share, and its sections."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo._sphere import KM_PER_DEGREE
from geo.errors import InputError

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray
    from shapely.geometry import LineString

_STEP_KM = 0.1
# More than the grid of the coverage, far less than the width of a unit.
_TOUCH_DEGREES = 3e-5


@dataclass(frozen=True)
class Border:
    """The line, and what was said or left out in making it."""

    line: LineString
    length_km: float
    remarks: tuple[str, ...]


def shared_edge(
    units: gpd.GeoDataFrame, left: str, right: str, longest_gap_km: float = 5.0
) -> Border:
    """Take the edge between the units of two countries as one line with `left` left of it.

    Parameters
    ----------
    units
        A coverage with ``country``, EPSG:4326.
    left, right
        Codes of the countries.
    longest_gap_km
        Pieces nearer than this are joined straight (water cut out of both countries). Of what
        then lies apart, such as an exclave's border, the longest piece is the line.

    Raises
    ------
    InputError
        The countries share no edge.
    """
    import numpy as np
    import shapely

    codes = units["country"].to_numpy(object)
    areas = [
        shapely.coverage_union_all(units.geometry.to_numpy()[codes == c]) for c in (left, right)
    ]
    common = shapely.intersection(*(shapely.boundary(area) for area in areas))
    merged = shapely.line_merge(
        shapely.union_all([g for g in shapely.get_parts(common) if g.geom_type == "LineString"])
    )
    parts = [p for p in shapely.get_parts(merged) if not p.is_empty]
    if not parts:
        raise InputError("the countries share no edge", value=f"{left} and {right}")
    loops = [part for part in parts if part.is_ring]
    chains, joined = _chains([p for p in parts if not p.is_ring], longest_gap_km)
    remarks = Counter[str]()
    if loops:
        remarks["enclaves, whose edge is no part of the line"] = len(loops)
    if not chains:
        chains, loops = [loops[0]], []
    chains.sort(key=lambda chain: -length_km(chain))
    line = chains[0]
    notes = [f"line: {count} {what}" for what, count in sorted(remarks.items())]
    if joined:
        notes.append(f"line: {len(joined)} gaps joined straight, {sum(joined):.1f} km together")
    if chains[1:]:
        lengths = ", ".join(f"{length_km(chain):.1f} km" for chain in chains[1:])
        notes.append(f"line: pieces apart from it, left out: {lengths}")
    line = shapely.remove_repeated_points(shapely.LineString(np.round(line.coords, 5)))
    if not _is_left(line, areas[0], areas[1]):
        line = line.reverse()
    return Border(line, length_km(line), tuple(notes))


def length_km(line: LineString) -> float:
    """Return the geodesic length of a line (WGS84)."""
    from pyproj import Geod

    return float(Geod(ellps="WGS84").geometry_length(line)) / 1000


def sections(
    units: gpd.GeoDataFrame, line: LineString, left: str, right: str, names: dict[str, str]
) -> pd.DataFrame:
    """Cut the line where the left province or the right district changes.

    Returns
    -------
    pandas.DataFrame
        `section_id, from_km, to_km, left_code, right_code, name`: kilometres to one decimal, no
        gaps, the last `to_km` is the length.
    """
    import numpy as np
    import pandas as pd

    points, marks, length = _stations(line)
    country = units["country"].to_numpy(object)
    left_codes = _touching(points, units[country == left], "admin1_pcode")
    right_codes = _touching(points, units[country == right], "admin2_pcode")
    change = (left_codes[1:] != left_codes[:-1]) | (right_codes[1:] != right_codes[:-1])
    starts = np.r_[0, np.flatnonzero(change) + 1]
    from_km: Any = np.round(np.r_[0.0, marks[starts[1:]] - _STEP_KM / 2], 1)
    pairs = list(zip(left_codes[starts], right_codes[starts], strict=True))
    seen: Counter[tuple[str, str]] = Counter()
    ids = []
    for pair in pairs:
        seen[pair] += 1
        ids.append("-".join(pair) + (f"-{seen[pair]}" if seen[pair] > 1 else ""))
    return pd.DataFrame(
        {
            "section_id": ids,
            "from_km": from_km,
            "to_km": np.r_[from_km[1:], round(length, 1)],
            "left_code": [one for one, _ in pairs],
            "right_code": [two for _, two in pairs],
            "name": [f"{names[one]} / {names[two]}" for one, two in pairs],
        }
    )


def _chains(parts: list[Any], longest_gap_km: float) -> tuple[list[Any], list[float]]:
    """Join parts end to end where the gap is short, always the shortest gap first."""
    import numpy as np
    import shapely

    chains: list[Any] = [np.asarray(part.coords) for part in parts]
    joined: list[float] = []
    while len(chains) > 1:
        ends: Any = np.array([(*chain[0], *chain[-1]) for chain in chains])
        best: tuple[float, int, int, int, int] | None = None
        for one in range(len(chains)):
            for two in range(one + 1, len(chains)):
                for a in (0, 1):
                    for b in (0, 1):
                        gap = _gap_km(ends[one, 2 * a : 2 * a + 2], ends[two, 2 * b : 2 * b + 2])
                        if best is None or gap < best[0]:
                            best = (gap, one, two, a, b)
        if best is None or best[0] > longest_gap_km:
            break
        gap, one, two, a, b = best
        first = chains[one] if a else chains[one][::-1]
        second = chains[two][::-1] if b else chains[two]
        chains[one] = np.vstack([first, second])
        del chains[two]
        if gap > 0:
            joined.append(gap)
    return [shapely.LineString(chain) for chain in chains], joined


def _gap_km(one: Any, two: Any) -> float:
    import numpy as np

    east = (one[0] - two[0]) * np.cos(np.radians((one[1] + two[1]) / 2))
    return float(np.hypot(east, one[1] - two[1]) * KM_PER_DEGREE)


def _is_left(line: LineString, left: Any, right: Any) -> bool:
    """Tell whether the left country lies left of the line, by most of the line's length."""
    import numpy as np
    import shapely

    xy = np.asarray(line.coords)
    along = np.diff(xy, axis=0)
    length = np.hypot(along[:, 0], along[:, 1])
    middle = (xy[:-1] + xy[1:]) / 2
    normal = np.column_stack([-along[:, 1], along[:, 0]]) / length[:, None]
    beside = shapely.points(middle + normal * 2 * _TOUCH_DEGREES)
    for area in (left, right):
        shapely.prepare(area)
    vote = np.where(shapely.contains(left, beside), 1, 0) - shapely.contains(right, beside)
    return float((vote * length).sum()) > 0


def _stations(line: LineString) -> tuple[NDArray[np.object_], NDArray[np.float64], float]:
    """Return the middles of steps along the line, their kilometre marks and the length."""
    import numpy as np
    import shapely
    from pyproj import Geod

    lon, lat = shapely.get_coordinates(shapely.segmentize(line, 0.01)).T
    legs = np.asarray(Geod(ellps="WGS84").inv(lon[:-1], lat[:-1], lon[1:], lat[1:])[2]) / 1000
    km = np.r_[0.0, np.cumsum(legs)]
    marks = np.arange(_STEP_KM / 2, km[-1], _STEP_KM)
    points = shapely.points(np.interp(marks, km, lon), np.interp(marks, km, lat))
    return points, marks, float(km[-1])


def _touching(
    points: NDArray[np.object_], units: gpd.GeoDataFrame, column: str
) -> NDArray[np.object_]:
    """Return the code of the unit at each point of the line; over a joined gap, the nearest."""
    import numpy as np
    import shapely

    tree = shapely.STRtree(units.geometry.to_numpy())
    (station, unit), distance = tree.query_nearest(points, return_distance=True)
    order = np.lexsort((unit, distance, station))
    _, first = np.unique(station[order], return_index=True)
    codes: NDArray[np.object_] = units[column].to_numpy(object)[unit[order][first]]
    return codes
