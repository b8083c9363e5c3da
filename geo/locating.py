"""Rows of words, coordinates or both to located rows: the where and line columns.

Coordinates win over words; words give the name. Where both are given and lie further apart than
their uncertainties allow, `where_conflict_km` tells how far, and the uncertainty covers both: the
point stays the coordinates', but it is exact no more. Where that is more than a point may be off
(`geo.schema.POINT_KM`), the words' name would be wrong there: it is named by its unit, and how
likely it is, nobody knows.

Coordinates in whole degrees are no point but all that is rounded to them (`geo.rounding`). Words
that agree and say more closely where win over those; else the cell is the answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import boundaries, line
from geo._sphere import distance_km
from geo.gazetteer import Gazetteer
from geo.gazetteer.answers import GEO_PRECISION, VAGUE_PREC
from geo.gazetteer.entries import REGION
from geo.gazetteer.queries import distinct, firsts, joined
from geo.gazetteer.reasons import join, say
from geo.rounding import cell_id, cell_name, rounded_km, units_over
from geo.schema import POINT_KM, WHERE, conform

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from geo.gazetteer.queries import Codes
    from geo.region import RegionPack

    Reals = NDArray[np.float64]

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
    footprint: `footprint_id` is null, but in whole degrees that of their cell.
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
    rounded = rounded_km(lon, lat)
    own = np.fmax(rounded, stated)
    label_lat, label_lon, reach = (
        words[name].to_numpy(float, na_value=np.nan)
        for name in ("label_latitude", "label_longitude", "uncertainty_km")
    )
    apart = distance_km(lat, lon, label_lat, label_lon)
    is_cell = rounded > POINT_KM
    with np.errstate(invalid="ignore"):
        is_conflict = apart > own + reach
        is_finer = is_cell & ~is_conflict & (reach <= own)
    uncertainty = np.where(is_conflict, apart + reach, own)
    is_far = is_conflict & (uncertainty > POINT_KM)
    prec = np.where(uncertainty <= _EXACT_KM, 1, 2)
    units = boundaries.assign_units(pack, lon, lat)
    is_point = words["place_level"].isin(["place", "crossing"]).fillna(value=False) & ~is_far
    made = {name: units[name].to_numpy(object) for name in _UNIT_COLUMNS}
    unit = units["admin3"].fillna(units["admin2"]).fillna(units["admin1"])
    made["place_name"] = np.where(is_far, unit, words["place_name"].to_numpy(object))
    made["place_id"] = words["place_id"].where(is_point).to_numpy(object)
    made["place_level"] = words["place_level"].where(is_point, "place").to_numpy(object)
    made["latitude"] = made["label_latitude"] = lat
    made["longitude"] = made["label_longitude"] = lon
    made["where_prec"] = prec
    made["geo_precision"] = np.where(prec == 1, GEO_PRECISION[1], GEO_PRECISION[2])
    made["uncertainty_km"] = uncertainty.round(1)
    made["place_score"] = np.where(is_far, np.nan, 1.0)
    made["where_conflict_km"] = np.where(is_conflict, apart.round(1), np.nan)
    made["place_why"] = _why(words, units, is_cell, is_conflict, is_far, own, apart)
    nothing = np.full(at.size, None, object)
    made |= dict.fromkeys(("footprint_id", "line_from_km", "line_to_km"), nothing)
    replaced = conform(pd.DataFrame(made), WHERE)
    # One pass in row order: where each row with coordinates stands behind all that is found.
    place = len(found) + np.arange(at.size)
    parts = [found, replaced]
    if is_cell.any():
        agreeing = words.set_axis(replaced.index).mask(pd.Series(is_conflict))
        parts = [_agreeing(found, at[is_finer], own[is_finer]), replaced]
        parts.append(_in_cells(replaced[is_cell], pack, agreeing[is_cell]))
        place[is_cell] = len(found) + at.size + np.arange(np.count_nonzero(is_cell))
        place[is_finer] = at[is_finer]
    order = np.arange(len(found))
    order[at] = place
    return pd.concat(parts, ignore_index=True).take(order).reset_index(drop=True)


def _in_cells(given: pd.DataFrame, pack: RegionPack, words: pd.DataFrame) -> pd.DataFrame:
    """Make areas of points in whole degrees, filed under what holds all of each.

    That is a unit over the cell, or one that words which agree name.
    """
    import pandas as pd

    made: list[dict[str, object]] = []
    nothing = dict.fromkeys(("place_id", "latitude", "longitude"))
    for row, said in zip(
        given.to_dict("records"), words[[*_UNIT_COLUMNS]].to_dict("records"), strict=True
    ):
        at = row["longitude"], row["latitude"]
        cell = cell_id(*at)
        units = said | units_over(pack, cell)
        is_known = [not pd.isna(units[f"{level}_pcode"]) for level in ("admin2", "admin1")]
        prec = 3 if is_known[0] else 4 if is_known[1] else VAGUE_PREC
        precision = {"where_prec": prec, "geo_precision": GEO_PRECISION[prec]}
        name = cell_name(*at) if pd.isna(row["place_name"]) else row["place_name"]
        area = {"place_name": name, "place_level": REGION, "footprint_id": cell}
        made.append(row | units | precision | area | nothing)
    return conform(pd.DataFrame(made), WHERE)


def _agreeing(found: pd.DataFrame, at: NDArray[np.intp], own: Reals) -> pd.DataFrame:
    """Say of what words mean, at these rows, that rounded coordinates agree."""
    why = found["place_why"].to_numpy(object)
    why[at] += _each("agree", "km", _whole(own))
    return found.assign(place_why=why)


def _why(
    words: pd.DataFrame,
    units: pd.DataFrame,
    is_cell: NDArray[np.bool_],
    is_conflict: NDArray[np.bool_],
    is_far: NDArray[np.bool_],
    own: Reals,
    apart: Reals,
) -> NDArray[np.object_]:
    import numpy as np

    why = np.full(len(words), say("whole", "given"), object)
    why[is_cell] += _each("rounded", "km", _whole(own[is_cell]))
    outside = units["country"].isna().to_numpy()
    why[outside] += join("further", ["", say("further", "outside")])
    named = words["place_name"].notna().to_numpy()
    for code, some in (("named", named & ~is_far), ("words", named & is_far)):
        why[some] += _each(code, "whole", words["place_why"].to_numpy(object)[some])
    why[is_conflict] += _each("apart", "km", _whole(apart[is_conflict]))
    return why


def _whole(km: Reals) -> NDArray[np.object_]:
    """Write whole kilometres."""
    return km.round().astype(int).astype(str).astype(object)


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
