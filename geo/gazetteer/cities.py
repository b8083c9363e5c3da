"""Which units called after a city reach so far that what is in them need not be near the city."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from geo._sphere import distance_km
from geo.gazetteer.calibration import load_calibration
from geo.gazetteer.names import fold

if TYPE_CHECKING:
    from geo.gazetteer.columns import Bits
    from geo.gazetteer.entries import Entry
    from geo.gazetteer.index import Index

CITY_WEIGHT = 0.82  # of a place of the third rank
# A city stands for an unknown name as long as such a share of the known places of its unit lies
# within what its answer states: 21 places of 23 in Peshawar, 5 of 29 in Dera Ismail Khan.
_SHARE = 0.75


def beyond_cities(index: Index) -> Bits:
    """Tell of each entry whether it is a unit called after a city, and most of it lies far off."""
    entries, by_code = index.entries, index.by_code
    found = np.zeros(len(entries), bool)
    points: defaultdict[str | None, list[tuple[float, float]]] = defaultdict(list)
    cities: list[tuple[float, float, Entry]] = []
    for entry in entries:
        if entry.level == "place" and entry.latitude is not None and entry.longitude is not None:
            point = entry.latitude, entry.longitude
            points[entry.admin1].append(point)
            points[entry.admin2].append(point)
            if entry.weight >= CITY_WEIGHT:
                cities.append((*point, entry))
    near_km = load_calibration().least_km["unknown_in_city"]
    for latitude, longitude, city in cities:
        alike = dict(index.folded[fold(city.name)])
        for code in (city.admin1, city.admin2):
            unit = by_code.get(code or "")
            if unit in alike and len(points[code]) > 1:
                away = distance_km(latitude, longitude, *np.array(points[code]).T)
                others = np.count_nonzero(away <= near_km) - 1  # but for itself
                found[unit] |= others < _SHARE * (away.size - 1)
    return found
