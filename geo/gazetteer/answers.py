"""From a chosen meaning to an answer: point or area, precision, uncertainty, and why."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from geo import boundaries, line
from geo._sphere import apart_km, moved
from geo.gazetteer.areas import point_near, stand_of
from geo.gazetteer.calibration import load_calibration
from geo.gazetteer.choose import is_far, probability
from geo.gazetteer.entries import BORDER, REGION, SECTION, UNIT_LEVELS
from geo.gazetteer.reasons import more
from geo.gazetteer.regions import part_of
from geo.gazetteer.why import why_of
from geo.parts import JOIN

if TYPE_CHECKING:
    from geo.gazetteer.choose import Choice
    from geo.gazetteer.entries import Entry
    from geo.gazetteer.index import Index
    from geo.gazetteer.rating import Rated
    from geo.gazetteer.regions import Part
    from geo.region import RegionPack

# UCDP GED where_prec (Codebook 22.1, section 4) of a unit's level, and ACLED's geo_precision
# (Codebook 2024: 1 town, 2 part of a region or its seat as stand-in, 3 larger region) of it.
_PREC_OF_LEVEL = {"admin3": 3, "admin2": 3, "admin1": 4, "country": 6, REGION: 5}
_PREC_OF_PART = {"admin3": 3, "admin2": 3, "admin1": 4}
GEO_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 3, 7: 3}
_STRETCH_PREC = 5
# UCDP's third class is what is known to the second-order unit alone. What is known to be a smaller
# unit or a place in one, and by that within about 25 km of a known point, is its second class. It
# is still an area and has no point.
_NEAR_PREC, _NEAR_KM = 2, 25.0
_CITY_WEIGHT = 0.82  # of a place of the third rank
# "20 km north of X": a round figure, by road or by air, in one of eight directions. Of 102 such
# texts of UCDP GED (Pakistan to 2012; 10 to 150 km from a town that was read rightly), the point so
# found is within this share of the distance of the true one in nine of ten cases.
_OPEN_SHARE = 1.0
_DEFAULT_POINT_KM = 5.0
_CROSSING_KM = 2.0  # a gate with its yards and queues


class Stretch(NamedTuple):
    """A run of the line."""

    name: str
    level: str
    from_km: float
    to_km: float


class Answer(NamedTuple):
    """What a text means; the columns of `geo.schema.WHERE` that words alone can give."""

    place_name: str | None = None
    place_id: str | None = None
    place_level: str | None = None
    country: str | None = None
    admin1_pcode: str | None = None
    admin2_pcode: str | None = None
    admin3_id: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    label_latitude: float | None = None
    label_longitude: float | None = None
    where_prec: int | None = None
    geo_precision: int | None = None
    uncertainty_km: float | None = None
    place_score: float | None = None
    place_why: str | None = None
    footprint_id: str | None = None
    line_from_km: float | None = None
    line_to_km: float | None = None


def answer(pack: RegionPack, index: Index, choice: Choice, spelled: str) -> Answer:
    """Make the answer of a choice.

    Parameters
    ----------
    pack, index
        The region and its names.
    choice
        The name that decides.
    spelled
        How the name was found, where by its folded key: a code of `[spelling]` of `reasons.toml`.
    """
    entry, mention = choice.best.entry, choice.mention
    score = round(probability(choice), 3)
    why = why_of(index, choice, spelled)
    if entry.level in (BORDER, SECTION):
        end = line.length_km(pack) if entry.to_km is None else entry.to_km
        stretch = Stretch(entry.name, entry.level, entry.from_km or 0.0, end)
        return stretch_answer(pack, stretch, score, why, entry)
    if entry.latitude is None and entry.level == "crossing":
        made = _unsourced_crossing(pack, entry, score, why)
        if made is not None:
            return made
    part = part_of(pack, index, entry, mention)
    if part is not None:
        return _part_answer(pack, index, choice, part, score, why)
    if entry.latitude is None and not is_far(mention):
        point = point_near(pack, index, entry)
        if point is not None:
            near = index.entries[index.by_code[entry.near or ""]]
            return _near_answer(near, point, choice, score, why)
    if entry.level in UNIT_LEVELS or entry.latitude is None or is_far(mention):
        return _area_answer(pack, index, choice, score, why)
    assert entry.longitude is not None  # noqa: S101 - a point has both
    latitude, longitude, footprint = entry.latitude, entry.longitude, entry.id
    codes = entry.admin1, entry.admin2, entry.admin3
    prec, uncertainty = _precision(choice)
    if mention.setting.away_km is not None and mention.setting.bearing is not None:
        latitude, longitude = moved(
            latitude, longitude, mention.setting.bearing, mention.setting.away_km
        )
        latitude, longitude = round(latitude, 5), round(longitude, 5)
        footprint = f"at:{latitude},{longitude}"
        codes = _codes_at(pack, entry, latitude, longitude)
        if uncertainty > _NEAR_KM:
            prec, codes = _STRETCH_PREC, (codes[0], None, None)
    uncertainty = _cover_beside(entry, latitude, longitude, uncertainty, choice)
    is_point = prec != _STRETCH_PREC
    return Answer(
        entry.name,
        entry.id,
        entry.level,
        entry.country,
        codes[0],
        codes[1],
        codes[2],
        latitude if is_point else None,
        longitude if is_point else None,
        latitude,
        longitude,
        prec,
        GEO_PRECISION[prec],
        round(uncertainty, 1),
        score,
        why,
        footprint,
    )


def _codes_at(
    pack: RegionPack, entry: Entry, latitude: float, longitude: float
) -> tuple[str | None, str | None, str | None]:
    """Return the codes of the units at a point; the entry's own where it lies in another country.

    Words that lead a little over the line are more often coarse than meant so.
    """
    country, admin1, admin2, admin3 = boundaries.codes_at(pack, longitude, latitude)
    if country != entry.country:
        return entry.admin1, entry.admin2, entry.admin3
    return admin1, admin2, admin3


def _precision(choice: Choice) -> tuple[int, float]:
    """Return the where_prec and the uncertainty in km of an answer that is a point."""
    entry, mention = choice.best.entry, choice.mention
    default = _CROSSING_KM if entry.level == "crossing" else _DEFAULT_POINT_KM
    uncertainty = own = entry.uncertainty_km or default
    least = load_calibration().least_km
    if entry.level == "place":
        # Its point may be good to a kilometre; that it is this village is not so sure.
        uncertainty = max(uncertainty, least["place"])
    if mention.setting.away_km is not None:
        if mention.setting.bearing is None:
            return 2, uncertainty + mention.setting.away_km
        open_km = math.hypot(own, mention.setting.away_km * _OPEN_SHARE)
        return 2, max(open_km, least["around"])
    if choice.stands_for and entry.weight >= _CITY_WEIGHT and not mention.setting.is_around:
        return 1, max(uncertainty, least["unknown_in_city"])
    if choice.stands_for:
        return 2, max(uncertainty, least["unknown"])
    if mention.setting.is_around:
        return 2, max(uncertainty, least["around"])
    return 1, uncertainty


def stretch_answer(
    pack: RegionPack, stretch: Stretch, score: float, why: str, entry: Entry | None = None
) -> Answer:
    """Make the answer that is a stretch of the line.

    Parameters
    ----------
    pack
        The region.
    stretch
        Its name, level and kilometre marks.
    score, why
        How likely it is meant, and why.
    entry
        What has a name and stands for the stretch, if anything: a section, a unit, a crossing.
    """
    start, end = stretch.from_km, stretch.to_km
    lon, lat = line.point_at(pack, (start + end) / 2)
    unit = entry if entry is not None and entry.level != SECTION else None
    is_named = entry is not None and entry.level not in UNIT_LEVELS and entry.level != BORDER
    return Answer(
        place_name=stretch.name,
        place_id=entry.id if entry is not None and is_named else None,
        place_level=stretch.level,
        country=unit.country if unit else None,
        admin1_pcode=unit.admin1 if unit else None,
        admin2_pcode=unit.admin2 if unit else None,
        label_latitude=round(lat, 5),
        label_longitude=round(lon, 5),
        where_prec=_STRETCH_PREC,
        geo_precision=GEO_PRECISION[_STRETCH_PREC],
        uncertainty_km=round((end - start) / 2, 1),
        place_score=score,
        place_why=why,
        footprint_id=f"line:{math.floor(start)}-{math.ceil(end)}",
        line_from_km=round(start, 1),
        line_to_km=round(end, 1),
    )


def between_answer(
    choice: Choice, first: Rated, second: Rated, spelled: str, index: Index
) -> Answer:
    """Make the answer that lies between two points, of which the choice names one."""
    one, two = first.entry, second.entry
    points = [(e.latitude, e.longitude) for e in (one, two)]
    (lat1, lon1), (lat2, lon2) = [(la or 0.0, lo or 0.0) for la, lo in points]
    reach = apart_km(lat1, lon1, lat2, lon2) / 2 + max(
        e.uncertainty_km or _DEFAULT_POINT_KM for e in (one, two)
    )
    prec = _NEAR_PREC if reach <= _NEAR_KM else _STRETCH_PREC
    latitude, longitude = round((lat1 + lat2) / 2, 5), round((lon1 + lon2) / 2, 5)
    is_near = prec == _NEAR_PREC
    admin2 = one.admin2 if one.admin2 == two.admin2 else None
    admin1 = one.admin1 if one.admin1 == two.admin1 else None
    return Answer(
        place_name=f"between {one.name} and {two.name}",
        place_level="place",
        country=one.country if one.country == two.country else None,
        admin1_pcode=admin1,
        admin2_pcode=admin2,
        latitude=latitude if is_near else None,
        longitude=longitude if is_near else None,
        label_latitude=latitude,
        label_longitude=longitude,
        where_prec=prec,
        geo_precision=GEO_PRECISION[prec],
        uncertainty_km=round(reach, 1),
        place_score=round(probability(choice), 3),
        place_why=more(why_of(index, choice, spelled), "between"),
        footprint_id=f"at:{latitude},{longitude}",
    )


def nothing(why: str) -> Answer:
    """Make the answer that is none."""
    return Answer(place_why=why)


def standing_area(index: Index, entry: Entry) -> Entry | None:
    """Return the finest unit with a polygon that holds an entry: itself, or one above it."""
    for code in (entry.id, entry.admin3, entry.admin2, entry.admin1, entry.country):
        number = index.by_code.get(code) if code else None
        if number is not None and index.entries[number].has_area:
            return index.entries[number]
    return None


def _area_answer(pack: RegionPack, index: Index, choice: Choice, score: float, why: str) -> Answer:
    entry = choice.best.entry
    unit = standing_area(index, entry)
    if is_far(choice.mention) and entry.admin1 is not None:
        unit = standing_area(index, index.entries[index.by_code[entry.admin1]])
    stand = stand_of(pack, index, unit.id) if unit is not None else None
    if unit is None or stand is None:
        return nothing(more(why, "nowhere"))
    if is_far(choice.mention):
        why = more(why, "far", name=unit.name)
    elif unit is not entry:
        lacks = "no_outline" if entry.level in UNIT_LEVELS else "no_point"
        why = more(why, lacks, name=unit.name)
    latitude, longitude = stand.latitude, stand.longitude
    is_itself = unit is entry and not choice.stands_for
    reach = stand.reach_km if is_itself else stand.whole_km
    error = stand.error_km
    if unit is not entry and unit.level == "admin3" and entry.level == "place":
        # It has a name of its own, so it is not the seat, whose surroundings are told by its name.
        told = load_calibration().told_km
        (latitude, longitude), reach, error = stand.among, stand.among_km + told, error + told
    if is_itself and _is_meant_as_whole(choice):
        (latitude, longitude), reach = stand.centre, stand.centre_km
    uncertainty = _cover_beside(unit, latitude, longitude, reach, choice)
    uncertainty = max(uncertainty, choice.mention.setting.away_km or 0.0)
    prec = _PREC_OF_LEVEL[unit.level]
    is_part = entry.level == "place" or bool(choice.stands_for)
    is_finer = unit.level == "admin3" or (unit.level == "admin2" and is_part)
    if is_finer and uncertainty - error <= _NEAR_KM:
        prec = _NEAR_PREC
    return Answer(
        *_identity(entry),
        None,
        None,
        latitude,
        longitude,
        prec,
        GEO_PRECISION[prec],
        round(uncertainty, 1),
        score,
        why,
        unit.id,
    )


def _near_answer(
    near: Entry, point: tuple[float, float], choice: Choice, score: float, why: str
) -> Answer:
    """Make the answer of a place that has no point and lies, its source says, by one that has."""
    entry = choice.best.entry
    is_at_it = point == (near.latitude, near.longitude)
    known = near.uncertainty_km or _DEFAULT_POINT_KM
    uncertainty = max(known, load_calibration().least_km["unknown"])
    uncertainty = max(uncertainty, choice.mention.setting.away_km or 0.0)
    return Answer(
        *_identity(entry),
        *point,
        *point,
        _NEAR_PREC,
        GEO_PRECISION[_NEAR_PREC],
        round(uncertainty, 1),
        score,
        more(why, "near", name=near.name),
        near.id if is_at_it else f"at:{point[0]},{point[1]}",
    )


def _identity(entry: Entry) -> tuple[str, str, str, str | None, str | None, str | None, str | None]:
    """Give the first seven fields of an `Answer`: name, id, level, country and units."""
    units = (entry.admin1, entry.admin2, entry.admin3)
    return (entry.name, entry.id, entry.level, entry.country, *units)


def _is_meant_as_whole(choice: Choice) -> bool:
    """Tell whether a district is meant as such, not its surroundings.

    UCDP codes what is known to a district with its middle, what is known better with the place.
    """
    return choice.best.entry.level == "admin2" and not choice.mention.setting.is_around


def _part_answer(
    pack: RegionPack, index: Index, choice: Choice, part: Part, score: float, why: str
) -> Answer:
    entry = choice.best.entry
    stand = stand_of(pack, index, part.footprint_id)
    if stand is None:
        return nothing(more(why, "nowhere"))
    reach = stand.whole_km if choice.stands_for else stand.reach_km
    how = "part_listed" if part.is_named else "part_computed"
    prec = _PREC_OF_PART.get(entry.level, _STRETCH_PREC)
    return Answer(
        place_name=part.name,
        place_id=part.footprint_id if part.is_named and JOIN not in part.footprint_id else None,
        place_level=part.level,
        country=entry.country,
        admin1_pcode=entry.admin1,
        admin2_pcode=entry.admin2,
        admin3_id=entry.admin3,
        label_latitude=stand.latitude,
        label_longitude=stand.longitude,
        where_prec=prec,
        geo_precision=GEO_PRECISION[prec],
        uncertainty_km=round(reach, 1),
        place_score=score,
        place_why=more(why, how, name=part.name),
        footprint_id=part.footprint_id,
    )


def _unsourced_crossing(pack: RegionPack, entry: Entry, score: float, why: str) -> Answer | None:
    touching = line.contacts(pack)
    runs = [touching[code] for code in sorted(entry.codes) if code in touching]
    start = max((run[0] for run in runs), default=0.0)
    end = min((run[1] for run in runs), default=0.0)
    if not start < end:
        return None
    stretch = Stretch(entry.name, entry.level, start, end)
    made = stretch_answer(pack, stretch, score, more(why, "crossing"), entry)
    # What is told of a gate happens on its approaches, wherever on the stretch it stands.
    reach = (end - start) / 2 + load_calibration().least_km["around"]
    return made._replace(uncertainty_km=round(reach, 1))


def _cover_beside(
    entry: Entry, latitude: float, longitude: float, uncertainty: float, choice: Choice
) -> float:
    """Widen the uncertainty to the other names of the same rank, of which one may be meant."""
    least = load_calibration().least_km["unknown" if choice.stands_for else "place"]
    for rated in choice.beside:
        other = rated.entry
        if other.latitude is not None and other.longitude is not None and other.id != entry.id:
            away = apart_km(latitude, longitude, other.latitude, other.longitude)
            uncertainty = max(uncertainty, away + max(other.uncertainty_km or 0.0, least))
    return uncertainty
