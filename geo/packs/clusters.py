"""Rows of a located table joined to places: spellings by their folding, points by distance."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from geo._sphere import distance_km

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from geo.region import RegionPack

# Points of one name nearer than this are one place that sources put a little apart.
SAME_PLACE_KM = 15.0
# A second place of a name must have at least this share of the rows, else it is a slip.
SLIP_SHARE = 0.2
# No coder's point is better than this.
LEAST_KM = 1.0
# What the words of a row name may lie this far from the point that the row was given, which is
# that of another name: UCDP's where_prec 2 is a radius of about 25 km around a known point.
AROUND_KM = 25.0
_SPREAD = 90  # percentile of the distances to the middle, which an uncertainty must hold


@dataclass(frozen=True)
class Cluster:
    """Rows that mean one place."""

    name: str
    spellings: tuple[str, ...]
    latitude: float
    longitude: float
    uncertainty_km: float | None  # none: known to its district
    rows: int
    unit: int
    is_around: bool = False


@dataclass(frozen=True)
class _Sorted:
    """Row numbers by key: of names with a point, of names in texts, of names in a district."""

    names: list[str]
    named: dict[str, list[int]]
    around: dict[str, list[int]]
    in_district: dict[str, list[int]]
    spelt: dict[int, list[str]]
    said: dict[tuple[str, int], str]  # how a row's text writes the name of a key

    @classmethod
    def of(cls, rows: pd.DataFrame, inside: NDArray[np.bool_]) -> _Sorted:
        import numpy as np

        names, words = rows["name"].tolist(), rows["words"].tolist()
        made = cls(
            names,
            defaultdict(list),
            defaultdict(list),
            defaultdict(list),
            defaultdict(list),
            {},
        )
        is_exact = rows["is_exact"].to_numpy(bool)
        for row in np.flatnonzero(inside).tolist():
            key = key_of(names[row])
            if is_exact[row]:
                made.named[key].append(row)
            for word in words[row]:
                other = key_of(word)
                if not is_exact[row]:
                    made.in_district[other].append(row)
                elif other == key:
                    continue
                elif _is_spelling(other, key):
                    made.spelt[row].append(word)
                    continue
                else:
                    made.around[other].append(row)
                made.said[other, row] = word
        return made

    def spellings(self, own: NDArray[np.intp]) -> list[str]:
        """Return the names of rows, and what their texts say for them."""
        said = [self.names[row] for row in own]
        return said + [word for row in own.tolist() for word in self.spelt.get(row, ())]


def cluster(
    rows: pd.DataFrame, pack: RegionPack, remarks: Counter[str]
) -> tuple[int, list[Cluster]]:
    """Join the rows of one place: one key of the name, points near each other.

    Returns
    -------
    int
        Rows that are part of a cluster.
    list of Cluster
        By name and point.
    """
    import numpy as np

    from geo import boundaries

    lat, lon = rows["latitude"].to_numpy(float), rows["longitude"].to_numpy(float)
    inside = boundaries.assign_units(pack, lon, lat)["unit_id"].notna().to_numpy(bool)
    remarks["rows outside the region, left out"] += int((~inside).sum())
    at_unit = _unit_rows(pack, lon, lat)
    sorted_rows = _Sorted.of(rows, inside)
    made = []
    for key in sorted(sorted_rows.named):
        for own in _parts(rows, lat, lon, sorted_rows.named[key], remarks):
            said = sorted_rows.spellings(own)
            made.append(_cluster(said, lat, lon, own, at_unit, LEAST_KM))
    # What the table gives a point of its own, or the pack knows, needs no guess from texts.
    known = known_keys(pack) | sorted_rows.named.keys()
    for key in sorted(sorted_rows.around.keys() - known):
        for own in _parts(rows, lat, lon, sorted_rows.around[key], remarks):
            said = [sorted_rows.said[key, row] for row in own.tolist()]
            made.append(_cluster(said, lat, lon, own, at_unit, AROUND_KM))
            remarks["places known by the texts only, to about 25 km"] += 1
    known |= sorted_rows.around.keys()
    districts = pack.units["admin2_pcode"].to_numpy(object)
    for key in sorted(sorted_rows.in_district.keys() - known):
        own = np.array(sorted_rows.in_district[key])
        if len(set(districts[at_unit[own]])) == 1:
            said = [sorted_rows.said[key, row] for row in own.tolist()]
            made.append(replace(_cluster(said, lat, lon, own, at_unit, 0.0), uncertainty_km=None))
            remarks["places known to their district only"] += 1
    made.sort(key=lambda c: (c.name, c.latitude, c.longitude))
    return sum(map(len, sorted_rows.named.values())), made


def known_keys(pack: RegionPack) -> set[str]:
    """Return the keys of every name of a pack."""
    return {key_of(name) for name in (*pack.names["name"].dropna(), *pack.admin["name"])}


def _parts(
    rows: pd.DataFrame,
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    group: list[int],
    remarks: Counter[str],
) -> list[NDArray[np.intp]]:
    """Part the rows of a name by their points, without those that contradict the others."""
    import numpy as np

    members, kept = np.array(group), []
    for part in _near(lat[members], lon[members]):
        own = members[part]
        if part.size < SLIP_SHARE * _rivals(rows, members, own):
            remarks["rows that contradict most rows of their name, left out"] += part.size
        else:
            kept.append(own)
    return kept


def _is_spelling(one: str, two: str) -> bool:
    """Tell whether two skeletons are spellings of one name: what differs are vowels."""
    from geo.gazetteer.names import consonants

    first, second = consonants(one), consonants(two)
    return first == second and len(first) > 2


def _rivals(rows: pd.DataFrame, members: NDArray[np.intp], own: NDArray[np.intp]) -> int:
    """Count the rows of a name in the provinces that a part of them is said to lie in.

    The same name in another province is another place; in the same, one of both is a slip.
    """
    admin1 = rows["admin1"].to_numpy(object)
    said = set(admin1[own])
    return sum(name in said for name in admin1[members])


def key_of(name: str) -> str:
    """Return what all spellings of a name share."""
    from geo.gazetteer.names import skeleton, words_of

    return "".join(skeleton(word) for word in words_of(name))


def _near(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> list[NDArray[np.intp]]:
    """Part points into groups: around the point with most others near it, again and again."""
    import numpy as np

    _, first, inverse, count = np.unique(
        np.column_stack([lat, lon]),
        axis=0,
        return_index=True,
        return_inverse=True,
        return_counts=True,
    )
    inverse = inverse.reshape(-1)
    apart = distance_km(lat[first][:, None], lon[first][:, None], lat[first], lon[first])
    near = apart <= SAME_PLACE_KM
    free = np.ones(first.size, bool)
    parts = []
    while free.any():
        weight = np.where(free, near @ (count * free), -1)
        taken = near[int(weight.argmax())] & free
        free &= ~taken
        parts.append(np.flatnonzero(taken[inverse]))
    return parts


def _cluster(
    said: list[str],
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    own: NDArray[np.intp],
    at_unit: NDArray[np.intp],
    least_km: float,
) -> Cluster:
    import numpy as np

    middle_lat, middle_lon = float(np.median(lat[own])), float(np.median(lon[own]))
    apart = distance_km(lat[own], lon[own], middle_lat, middle_lon)
    spread = float(np.percentile(apart, _SPREAD))
    spellings = Counter(said)
    ordered = sorted(spellings, key=lambda name: (-spellings[name], name))
    # The middle of several points may lie across a border that none of them lies across.
    nearest = own[int(apart.argmin())]
    return Cluster(
        ordered[0],
        tuple(ordered),
        round(middle_lat, 5),
        round(middle_lon, 5),
        round(max(least_km, spread), 1),
        own.size,
        int(at_unit[nearest]),
        least_km != LEAST_KM,
    )


def _unit_rows(
    pack: RegionPack, lon: NDArray[np.float64], lat: NDArray[np.float64]
) -> NDArray[np.intp]:
    import pandas as pd

    from geo import boundaries

    unit_ids = boundaries.assign_units(pack, lon, lat)["unit_id"]
    found: NDArray[Any] = pd.Index(pack.units["unit_id"]).get_indexer(unit_ids.to_numpy(object))
    return found
