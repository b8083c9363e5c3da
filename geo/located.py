"""A table in memory -> the same table with place, P-code and line columns beside its own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from geo.errors import InputError
from geo.region import pack_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from geo.region import RegionPack
    from geo.tables.data_sets import DataSet

_HINTS = ("country", "admin1", "admin2")


def locate(
    table: pd.DataFrame,
    *,
    region: str | Path | RegionPack = "durand",
    columns: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Add the where and line columns to a table.

    Parameters
    ----------
    table
        Any table with a column of place words, or of latitude and longitude (EPSG:4326, degrees),
        or both. Points of a GeoDataFrame, in any CRS, are its coordinates where no columns are.
    region
        Name or folder of a region pack, or the pack itself.
    columns
        Role (`place`, `latitude`, `longitude`, `country`, `admin1`, `admin2`) -> the table's
        column, where the guess from the names would be wrong.

    Returns
    -------
    pandas.DataFrame
        Every row and column of `table`, in order, then `geo.schema.WHERE`. A column that has the
        name of one of ours is renamed to ``input_<name>``.

    Raises
    ------
    InputError
        No column holds places or coordinates, or two columns have one name.
    """
    import pandas as pd

    from geo.tables import sheets

    names = [str(name) for name in table]
    known = None if columns else data_set_of(names)
    twins = [name for name, number in Counter(names).items() if number > 1]
    if twins:
        raise InputError(
            "two columns have the same name",
            value=twins[0],
            expected="each column name once",
            where="the table",
        )
    if known is not None:
        cells = pd.DataFrame({name: _text(table.iloc[:, at]) for at, name in enumerate(names)})
        where = where_of_data_set(cells, known, pack_of(region), Counter())
        where.index = table.index
        return beside(table, where)
    given = {role: str(name) for role, name in (columns or {}).items()}
    pack = pack_of(region)
    shapes = {at for at, kind in enumerate(table.dtypes) if str(kind) == "geometry"}
    cells = pd.DataFrame(
        {name: _text(table.iloc[:, at]) for at, name in enumerate(names) if at not in shapes}
    )
    frame, roles = sheets.Places(cells, given).read(cells, pack, [])
    points = {} if {"latitude", "longitude"} <= roles.keys() else _points(table)
    check({**roles, **dict.fromkeys(points, "")}, "the table", names)
    used = {name: frame[name] for name in roles.values()}
    for axis, degrees in points.items():
        roles[axis] = f"geometry {axis}"
        used[roles[axis]] = degrees
    where = where_of(pd.DataFrame(used), roles, pack, Counter())
    where.index = table.index
    return beside(table, where)


def _points(table: pd.DataFrame) -> dict[str, pd.Series]:
    """Return latitude and longitude, as text, of a GeoDataFrame's points; nothing of other tables.

    Other geometries than points are no coordinates. Without a CRS they are taken as WGS84.
    """
    import geopandas as gpd
    import pandas as pd
    import shapely

    if not isinstance(table, gpd.GeoDataFrame) or table.active_geometry_name is None:
        return {}
    geometry = table.geometry
    if geometry.crs is not None:
        geometry = geometry.to_crs("EPSG:4326")
    shapes = geometry.to_numpy()
    is_point = (shapely.get_type_id(shapes) == shapely.GeometryType.POINT) & ~shapely.is_empty(
        shapes
    )
    if not is_point.any():
        return {}
    found = {}
    for axis, of in (("latitude", shapely.get_y), ("longitude", shapely.get_x)):
        # Seven decimals are a centimetre; more are the noise of a projection.
        cells = pd.Series([None] * len(shapes), dtype="string[pyarrow]")
        cells[is_point] = [f"{degrees:.7f}" for degrees in of(shapes[is_point])]
        found[axis] = cells
    return found


def _text(column: pd.Series) -> pd.Series:
    """Take a column of any type as text, rows numbered; lone surrogates become U+FFFD."""
    from geo.text import replace_surrogates

    column = column.reset_index(drop=True)
    try:
        return column.astype("string[pyarrow]")
    except UnicodeEncodeError:
        whole = column.map(lambda cell: replace_surrogates(str(cell)), na_action="ignore")
        return whole.astype("string[pyarrow]")


def check(roles: Mapping[str, str], where: str, names: list[str]) -> None:
    """Refuse a table of which no column says where.

    Raises
    ------
    InputError
        No role is that of place words or of a unit, and latitude and longitude are not both there.
    """
    has_point = "latitude" in roles and "longitude" in roles
    if not has_point and not {"place", "admin1", "admin2"} & roles.keys():
        raise InputError(
            "no usable column",
            value=", ".join(names[:12]),
            expected="a column of places, or latitude and longitude (or name it: --place COLUMN)",
            where=where,
        )


def data_set_of(names: list[str]) -> DataSet | None:
    """Return the published data set whose columns these are, if it codes how precise places are."""
    from geo.tables import data_sets

    known = data_sets.of(names)
    return None if known is None or known.refused else known


def where_of_data_set(
    frame: pd.DataFrame, known: DataSet, pack: RegionPack, remarks: Counter[str]
) -> pd.DataFrame:
    """Locate rows of a published data set as precisely as it codes them."""
    from geo.tables import data_sets

    told = data_sets.where(frame, known)
    return where_of(told, {str(name): str(name) for name in told}, pack, remarks)


def where_of(
    frame: pd.DataFrame, roles: Mapping[str, str], pack: RegionPack, remarks: Counter[str]
) -> pd.DataFrame:
    """Locate the rows of a table of text."""
    import pandas as pd
    import pyarrow as pa

    from geo.locating import locate_rows
    from geo.tables import cells, values

    given: dict[str, Any] = {}
    if "place" in roles:
        given["place_text"] = frame[roles["place"]]
    for role in _HINTS:
        if role in roles:
            given[role] = frame[roles[role]]
    for axis in ("latitude", "longitude"):
        if axis in roles:
            parsed = values.coordinates(pa.array(frame[roles[axis]]), axis)
            degrees = parsed.values.to_numpy(zero_copy_only=False)  # noqa: PD011 - not pandas
            given[axis] = pd.Series(degrees, index=frame.index)
            for fault in parsed.faults[parsed.faults != None]:  # noqa: E711 - elementwise
                remarks[f"{axis}: {fault.reason}; expected {fault.expected}"] += 1
    if "uncertainty_km" in roles:
        given["uncertainty_km"] = frame[roles["uncertainty_km"]].astype("double[pyarrow]")
    turned = _exchanged(given, pack)
    if not turned.any():
        return locate_rows(pd.DataFrame(given, index=frame.index), pack)
    remarks[f"{cells.EXCHANGED}, so they are not taken"] += int(turned.sum())
    for axis in ("latitude", "longitude"):
        given[axis] = given[axis].mask(turned)
    where = locate_rows(pd.DataFrame(given, index=frame.index), pack)
    without = where["place_level"].isna() & turned
    return where.assign(
        place_why=where["place_why"].mask(without, f"not located: {cells.EXCHANGED}")
    )


def _exchanged(given: Mapping[str, Any], pack: RegionPack) -> NDArray[np.bool_]:
    """Tell which rows give latitude and longitude the wrong way round."""
    import numpy as np

    from geo.tables import cells

    if not {"latitude", "longitude"} <= given.keys():
        return np.zeros(1, bool)
    lat, lon = (given[axis].to_numpy(float, na_value=np.nan) for axis in ("latitude", "longitude"))
    return cells.exchanged(lat, lon, cells.bounds_of(pack))


def beside(frame: pd.DataFrame, where: pd.DataFrame) -> pd.DataFrame:
    """Put our columns after the table's own, whose names give way."""
    import pandas as pd

    taken = {str(name) for name in frame} | set(where)
    renamed = {}
    for name in frame:
        if name in where:
            new = f"input_{name}"
            while new in taken:
                new = f"input_{new}"
            taken.add(new)
            renamed[name] = new
    return pd.concat([frame.rename(columns=renamed), where], axis=1)
