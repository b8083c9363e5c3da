"""Rows of words, coordinates or both to located rows: the where and line columns.

Coordinates win over words; words give the name. Where both are given and lie further apart than
their uncertainties allow, `where_conflict_km` tells how far, and the uncertainty covers both: the
point stays the coordinates', but it is exact no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import boundaries, line
from geo._sphere import KM_PER_DEGREE, distance_km
from geo.gazetteer import Gazetteer
from geo.gazetteer.answers import GEO_PRECISION
from geo.gazetteer.queries import distinct, firsts, joined
from geo.gazetteer.reasons import join, say
from geo.schema import WHERE, conform

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from geo.gazetteer.queries import Codes
    from geo.region import RegionPack

    Reals = NDArray[np.float64]

# A coordinate that says nothing of its precision: a settlement's point, not a house's.
_GIVEN_KM = 2.0
# Half a unit of the last decimal that is given, in both directions, on the ground.
_MAX_DECIMALS = 3
_LINE_DECIMALS = 2
# UCDP GED (Codebook 22.1): where_prec 1 is the place itself, 2 within about 25 km of it.
_EXACT_KM = 5.0
_UNIT_COLUMNS = (
    *("country", "admin1", "admin1_pcode", "admin2", "admin2_pcode"),
    *("admin3", "admin3_id"),
)


def locate_rows(rows: pd.DataFrame, pack: RegionPack) -> pd.DataFrame:
    """Locate rows.

    Parameters
    ----------
    rows
        `place_text, latitude, longitude, uncertainty_km, country, admin1, admin2`; each column and
        each value may be missing. Coordinates that are no place on earth count as missing. The
        uncertainty is that of the coordinates, up to `geo.schema.POINT_KM`, where their source
        states one.
    pack
        The region.

    Returns
    -------
    The columns of `geo.schema.WHERE`, on the rows' index, in their order. A row without an answer
    is null but for `place_why`. `latitude` and `longitude` stand only where the place is known to
    a point (`where_prec` 1 or 2); `label_latitude` and `label_longitude` wherever there is an
    answer. Points have `line_km` and what goes with it, stretches `line_from_km` and `line_to_km`;
    areas have neither, since no part of them is meant more than another. Coordinates are their own
    footprint: `footprint_id` is null.
    """
    import numpy as np

    asked = distinct(rows.rename(columns={"place_text": "text"}))
    found = conform(Gazetteer(pack).table(asked.queries), WHERE)
    codes = asked.codes
    lon, lat = _coordinates(rows)
    if not np.isnan(lon).all():
        # What repeats in words and coordinates is worked out once.
        stated = _stated_km(rows)
        codes, first = _with_points(codes, lon, lat, stated)
        lon, lat, stated = lon[first], lat[first], stated[first]
        found = found.take(asked.codes[first]).reset_index(drop=True)
        given = np.flatnonzero(~np.isnan(lon))
        found = _with_coordinates(found, pack, given, lon[given], lat[given], stated[given])
    return with_line(found, pack).take(codes).set_axis(rows.index, axis=0)


def _with_points(codes: Codes, *numbers: Reals) -> tuple[Codes, Codes]:
    """Join points to the codes of words; return the codes and the first row of each."""
    import pandas as pd

    for axis in numbers:
        part, values = pd.factorize(axis, use_na_sentinel=False)
        codes = joined(codes, part, len(values))
    return codes, firsts(codes)


def _coordinates(rows: pd.DataFrame) -> tuple[Reals, Reals]:
    """Return longitude and latitude, NaN in both where they are no place on earth."""
    import numpy as np

    if "latitude" not in rows or "longitude" not in rows:
        return np.full(len(rows), np.nan), np.full(len(rows), np.nan)
    lon, lat = (
        rows[name].astype("double[pyarrow]").to_numpy(float, na_value=np.nan)
        for name in ("longitude", "latitude")
    )
    with np.errstate(invalid="ignore"):
        is_place = (np.abs(lon) <= 180) & (np.abs(lat) <= 90)
    return np.where(is_place, lon, np.nan), np.where(is_place, lat, np.nan)


def _stated_km(rows: pd.DataFrame) -> Reals:
    """Return how far off the coordinates may be by their source, km; NaN where it does not say."""
    import numpy as np

    if "uncertainty_km" not in rows:
        return np.full(len(rows), np.nan)
    column = rows["uncertainty_km"].astype("double[pyarrow]")
    return np.asarray(column.to_numpy(float, na_value=np.nan))


def _with_coordinates(
    found: pd.DataFrame,
    pack: RegionPack,
    at: NDArray[np.intp],
    lon: Reals,
    lat: Reals,
    stated: Reals,
) -> pd.DataFrame:
    """Put the given coordinates in the place of what the words say, row numbers `at`."""
    import numpy as np
    import pandas as pd

    words = found.iloc[at]
    own = np.fmax(_decimals_km(lon, lat), stated)
    label_lat, label_lon, reach = (
        words[name].to_numpy(float, na_value=np.nan)
        for name in ("label_latitude", "label_longitude", "uncertainty_km")
    )
    apart = distance_km(lat, lon, label_lat, label_lon)
    with np.errstate(invalid="ignore"):
        is_conflict = apart > own + reach
    uncertainty = np.where(is_conflict, apart + reach, own)
    prec = np.where(uncertainty <= _EXACT_KM, 1, 2)
    units = boundaries.assign_units(pack, lon, lat)
    is_point = words["place_level"].isin(["place", "crossing"]).fillna(value=False)
    made = {name: units[name].to_numpy(object) for name in _UNIT_COLUMNS}
    made["place_name"] = words["place_name"].to_numpy(object)
    made["place_id"] = words["place_id"].where(is_point).to_numpy(object)
    made["place_level"] = words["place_level"].where(is_point, "place").to_numpy(object)
    made["latitude"] = made["label_latitude"] = lat
    made["longitude"] = made["label_longitude"] = lon
    made["where_prec"] = prec
    made["geo_precision"] = np.where(prec == 1, GEO_PRECISION[1], GEO_PRECISION[2])
    made["uncertainty_km"] = uncertainty.round(1)
    made["place_score"] = np.ones(at.size)
    made["where_conflict_km"] = np.where(is_conflict, apart.round(1), np.nan)
    made["place_why"] = _why(words, units, is_conflict, apart)
    nothing = np.full(at.size, None, object)
    made |= dict.fromkeys(("footprint_id", "line_from_km", "line_to_km"), nothing)
    replaced = conform(pd.DataFrame(made), WHERE)
    if at.size == len(found):
        return replaced
    # One pass in row order: the rows with coordinates from `replaced`, the others as they are.
    order = np.arange(len(found))
    order[at] = len(found) + np.arange(at.size)
    return pd.concat([found, replaced], ignore_index=True).take(order).reset_index(drop=True)


def _decimals_km(lon: Reals, lat: Reals) -> Reals:
    """Return the uncertainty that the number of decimals of coordinates states, km."""
    import numpy as np

    uncertainty = np.full(lon.shape, _GIVEN_KM)
    for decimals in range(_MAX_DECIMALS - 1, -1, -1):
        scale = 10.0**decimals
        is_coarse = np.ones(lon.shape, bool)
        for value in (lon, lat):
            is_coarse &= np.abs(value * scale - np.round(value * scale)) < 1e-6
        step = 0.5 / scale * KM_PER_DEGREE
        coarse = np.hypot(step, step * np.cos(np.radians(lat)))
        uncertainty = np.where(is_coarse, np.maximum(coarse, _GIVEN_KM), uncertainty)
    return uncertainty


def _why(
    words: pd.DataFrame, units: pd.DataFrame, is_conflict: NDArray[np.bool_], apart: Reals
) -> NDArray[np.object_]:
    import numpy as np

    why = np.full(len(words), say("whole", "given"), object)
    outside = units["country"].isna().to_numpy()
    why[outside] += join("further", ["", say("further", "outside")])
    named = words["place_name"].notna().to_numpy()
    why[named] += _each("named", "whole", words["place_why"].to_numpy(object)[named])
    distance = apart[is_conflict].round().astype(int).astype(str).astype(object)
    why[is_conflict] += _each("apart", "km", distance)
    return why


def _each(code: str, part: str, values: NDArray[np.object_]) -> NDArray[np.object_]:
    """Say for each of many rows what is added to a reason."""
    before, after = join("further", ["", say("further", code, **{part: "\0"})]).split("\0")
    added: NDArray[np.object_] = before + values + after
    return added


def with_line(found: pd.DataFrame, pack: RegionPack) -> pd.DataFrame:
    """Add the line columns to rows of `geo.schema.WHERE`: of points, and sections of stretches.

    Places repeat, so each point is measured once. Distances are rounded to 10 m, a tenth of what
    the line itself is simplified to.
    """
    import numpy as np
    import pandas as pd

    lon, lat = (found[name].to_numpy(float, na_value=np.nan) for name in ("longitude", "latitude"))
    rows = np.flatnonzero(~np.isnan(lon))
    codes, points = pd.factorize(lon[rows] + 1j * lat[rows])
    measured = line.measure(pack, points.real, points.imag)
    for name in ("line_km", "line_distance_km", "nearest_crossing_km"):
        measured[name] = measured[name].round(_LINE_DECIMALS)
    at = np.full(len(found), -1, np.intp)
    at[rows] = codes
    spread = measured.reindex(at)
    spread.index = found.index
    found = found.assign(**{name: spread[name] for name in measured.columns})
    return _with_stretches(found, pack)


def _with_stretches(found: pd.DataFrame, pack: RegionPack) -> pd.DataFrame:
    import numpy as np

    at = np.flatnonzero(found["line_from_km"].notna())
    if not at.size:
        return found
    start, end = (found[name].iloc[at].to_numpy(float) for name in ("line_from_km", "line_to_km"))
    # A tenth of a kilometre inwards: marks are rounded to that.
    section, last = line.sections_at(pack, start + 0.1), line.sections_at(pack, end - 0.1)
    section[section != last] = None
    columns = {"line_section": section, "line_version": np.full(at.size, pack.line_version, object)}
    for name, values in columns.items():
        whole = found[name].to_numpy(object)
        whole[at] = values
        found[name] = whole
    return conform(found, WHERE)
