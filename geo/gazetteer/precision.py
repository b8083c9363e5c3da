"""How surely a place that has a point is known to it: where_prec and uncertainty."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geo._sphere import apart_km
from geo.gazetteer.calibration import load_calibration
from geo.gazetteer.cities import CITY_WEIGHT

if TYPE_CHECKING:
    from geo.gazetteer.entries import Entry
    from geo.gazetteer.meant import Meant

_TOWN_WEIGHT = 0.68  # of one of the fifth
# "20 km north of X": a round figure, by road or by air, in one of eight directions. Of 102 such
# texts of UCDP GED (Pakistan to 2012; 10 to 150 km from a town that was read rightly), the point so
# found is within this share of the distance of the true one in nine of ten cases.
_OPEN_SHARE = 1.0
DEFAULT_POINT_KM = 5.0
_CROSSING_KM = 2.0  # a gate with its yards and queues


def precision_of(meant: Meant) -> tuple[int, float]:
    """Return the where_prec and the uncertainty in km of an answer that is a point."""
    entry = meant.entry
    default = _CROSSING_KM if entry.level == "crossing" else DEFAULT_POINT_KM
    uncertainty = own = entry.uncertainty_km or default
    least = load_calibration().least_km
    if entry.level == "place":
        uncertainty = max(uncertainty, _least_km(entry))
    if meant.away_km is not None:
        if meant.bearing is None:
            return 2, uncertainty + meant.away_km
        open_km = math.hypot(own, meant.away_km * _OPEN_SHARE)
        return 2, max(open_km, least["around"])
    if meant.holds_unknown and entry.weight >= CITY_WEIGHT and not meant.is_around:
        return 1, max(uncertainty, least["unknown_in_city"])
    if meant.holds_unknown:
        return 2, max(uncertainty, least["unknown"])
    if meant.is_around:
        return 2, max(uncertainty, least["around"])
    return 1, uncertainty


def _least_km(entry: Entry) -> float:
    """Return the least uncertainty of a place that is named, in km.

    Its point may be good to a kilometre; that it is this village is not so sure: others bear its
    name, and few of them are known. A town is known by its name.
    """
    least = load_calibration().least_km
    return least["town" if entry.weight >= _TOWN_WEIGHT else "place"]


def cover_beside(
    entry: Entry, latitude: float, longitude: float, uncertainty: float, meant: Meant
) -> float:
    """Widen the uncertainty to the other names of the same rank, of which one may be meant."""
    unknown = load_calibration().least_km["unknown"]
    for other in meant.beside:
        if other.latitude is not None and other.longitude is not None and other.id != entry.id:
            away = apart_km(latitude, longitude, other.latitude, other.longitude)
            least = unknown if meant.holds_unknown else _least_km(other)
            uncertainty = max(uncertainty, away + max(other.uncertainty_km or 0.0, least))
    return uncertainty
