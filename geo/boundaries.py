"""From points to the units they lie in: country, province, district, tehsil."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

    from geo.region import RegionPack

# Points are tested in blocks of this many: the sorted coordinates of a block stay in the cache.
_BLOCK = 250_000
_CODE_COLUMNS = ("country", "admin1_pcode", "admin2_pcode", "admin3_id")


def assign_units(pack: RegionPack, longitude: ArrayLike, latitude: ArrayLike) -> pd.DataFrame:
    """Find the unit each point lies in.

    A point on an edge that units share belongs to the one with the lowest `unit_id`.

    Parameters
    ----------
    pack
        The region.
    longitude, latitude
        Degrees, WGS84; NaN gives nulls.

    Returns
    -------
    One row a point, in order: `unit_id, country, admin1, admin1_pcode, admin2, admin2_pcode,
    admin3, admin3_id`, all null outside every unit.
    """
    found = _find(pack, longitude, latitude)
    return units_of(pack, found)


def countries_at(
    pack: RegionPack, longitude: ArrayLike, latitude: ArrayLike
) -> NDArray[np.object_]:
    """Find the country code each point lies in, None outside."""
    import numpy as np

    found = _find(pack, longitude, latitude)
    codes = np.full(len(pack.units) + 1, None, object)  # the last one is for -1, outside
    codes[:-1] = pack.units["country"]
    taken: NDArray[np.object_] = codes[found]
    return taken


def codes_at(
    pack: RegionPack, longitude: float, latitude: float
) -> tuple[str | None, str | None, str | None, str | None]:
    """Find the codes of country, province, district and tehsil of one point, None outside."""
    row = int(_find(pack, [longitude], [latitude])[0])
    if row < 0:
        return None, None, None, None
    columns = pack.once("unit_columns", _unit_columns)
    country, admin1, admin2, admin3 = (columns[name][row].as_py() for name in _CODE_COLUMNS)
    return country, admin1, admin2, admin3


def units_of(pack: RegionPack, rows: NDArray[np.intp]) -> pd.DataFrame:
    """Give codes and names of units by their row in `pack.units`; -1 gives nulls."""
    import numpy as np
    import pandas as pd

    indices = pa.array(rows, mask=np.asarray(rows) < 0)
    columns = {}
    for name, values in pack.once("unit_columns", _unit_columns).items():
        columns[name] = pd.Series(pd.arrays.ArrowExtensionArray(values.take(indices)))
    return pd.DataFrame(columns)


def _unit_columns(pack: RegionPack) -> dict[str, pa.Array]:
    units, names = pack.units, pack.unit_names
    columns: dict[str, list[str | None]] = {"unit_id": list(units["unit_id"])}
    columns["country"] = list(units["country"])
    for name, code in (
        ("admin1", "admin1_pcode"),
        ("admin2", "admin2_pcode"),
        ("admin3", "admin3_id"),
    ):
        codes = [value if isinstance(value, str) else None for value in units[code]]
        columns[name] = [None if value is None else names.get(value, value) for value in codes]
        columns[code] = codes
    return {name: pa.array(values, pa.string()) for name, values in columns.items()}


def _find(pack: RegionPack, longitude: ArrayLike, latitude: ArrayLike) -> NDArray[np.intp]:
    """Return the row in `pack.units` of each point, -1 outside."""
    import numpy as np

    lon, lat = np.asarray(longitude, float), np.asarray(latitude, float)
    geometry, bounds = pack.once("units_prepared", _prepared)
    found = np.full(lon.shape, -1, np.intp)
    for start in range(0, lon.size, _BLOCK):
        block = slice(start, start + _BLOCK)
        order = np.argsort(lon[block], kind="stable")
        found[block][order] = _find_sorted(geometry, bounds, lon[block][order], lat[block][order])
    return found


def _prepared(pack: RegionPack) -> tuple[NDArray[np.object_], NDArray[np.float64]]:
    import shapely

    geometry = pack.units.geometry.to_numpy()
    shapely.prepare(geometry)
    return geometry, shapely.bounds(geometry)


def _find_sorted(
    geometry: NDArray[np.object_],
    bounds: NDArray[np.float64],
    lon: NDArray[np.float64],
    lat: NDArray[np.float64],
) -> NDArray[np.intp]:
    import numpy as np
    import shapely

    found = np.full(lon.shape, -1, np.intp)
    firsts = np.searchsorted(lon, bounds[:, 0], "left")
    lasts = np.searchsorted(lon, bounds[:, 2], "right")
    for row in np.flatnonzero(firsts < lasts):
        span = slice(firsts[row], lasts[row])
        y = lat[span]
        near = np.flatnonzero((y >= bounds[row, 1]) & (y <= bounds[row, 3]) & (found[span] < 0))
        if near.size:
            # Units come in the order of unit_id, so the first to touch a point keeps it.
            hit = shapely.intersects_xy(geometry[row], lon[span][near], y[near])
            found[span][near[hit]] = row
    return found
