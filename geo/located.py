"""A table of any kind -> the same table with place, P-code and line columns beside its own."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import InputError, printable
from geo.located_writing import SUFFIXES, arrow, replacing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from geo.region import RegionPack
    from geo.tables import sheets
    from geo.tables.data_sets import DataSet

    Progress = Callable[[str, int, int], None]

_HINTS = ("country", "admin1", "admin2")
_RAGGED = "kept, but not located, since it does not fit the header"
_APART = "words and coordinates apart, placed by the coordinates: see where_conflict_km"
_CONTRADICT = "more rows whose columns contradict their words"
_NAMED = 20  # rows named one by one


@dataclass(frozen=True)
class Outcome:
    """What became of the rows of a table.

    Attributes
    ----------
    rows
        Rows written, all that the table has but one of HXL tags, which is written too.
    located
        Those with a place.
    remarks
        One line each: how the file was read, columns taken, what is no coordinate or was cleaned.
    """

    rows: int
    located: int
    remarks: tuple[str, ...]


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
    known = None if columns else _data_set(names)
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
        where = _of_data_set(cells, known, _pack(region), Counter())
        where.index = table.index
        return _beside(table, where)
    given = {role: str(name) for role, name in (columns or {}).items()}
    pack = _pack(region)
    shapes = {at for at, kind in enumerate(table.dtypes) if str(kind) == "geometry"}
    cells = pd.DataFrame(
        {name: _text(table.iloc[:, at]) for at, name in enumerate(names) if at not in shapes}
    )
    frame, roles = sheets.Places(cells, given).read(cells, pack, [])
    points = {} if {"latitude", "longitude"} <= roles.keys() else _points(table)
    _check({**roles, **dict.fromkeys(points, "")}, "the table", names)
    used = {name: frame[name] for name in roles.values()}
    for axis, degrees in points.items():
        roles[axis] = f"geometry {axis}"
        used[roles[axis]] = degrees
    where = _where(pd.DataFrame(used), roles, pack, Counter())
    where.index = table.index
    return _beside(table, where)


def locate_file(
    source: str | Path,
    target: str | Path,
    *,
    region: str | Path | RegionPack = "durand",
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    layer: str | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Locate a file a chunk at a time; the target appears whole or not at all.

    Rows with more or fewer cells than the header are kept as they are and are not located, since
    their cells may stand under the wrong names: lacking cells are empty, further ones stand in the
    last cell, after a comma. The remarks name them.

    Parameters
    ----------
    source
        A file of `geo.tables.formats`; ``-`` is standard input.
    target
        Where to write, with one of `SUFFIXES`; an existing file is replaced, but not the source.
    region, columns
        As for `locate`.
    encoding
        Text encoding of the source, where it is not recognised.
    layer
        Sheet of a workbook or layer of a GeoPackage; none means the first.
    progress
        Called with the step, rows done and 0, since the total is not known; at the end the total.

    Raises
    ------
    InputError
        The source cannot be read, or is the target; or has a row that cannot be cut into cells.
    OutputError
        The target cannot be written.
    """
    from geo import inputs
    from geo.tables import sheets
    from geo.tables.formats import read_chunks
    from geo.tables.ragged import with_ragged

    target = Path(target)
    if target.suffix.lower() not in SUFFIXES:
        raise InputError("unknown kind of output", value=target.name, expected=" ".join(SUFFIXES))
    inputs.keep([source], target)
    pack = _pack(region)
    remarks: Counter[str] = Counter()
    notes: dict[str, None] = {}  # as a set that keeps its order
    roles: dict[str, str] = {}
    known: DataSet | None = None
    places: sheets.Places | None = None
    contradicted: list[str] = []
    rows = located = 0
    with replacing(target) as write:
        for chunk in read_chunks(source, encoding=encoding, layer=layer):
            frame, ragged = with_ragged(chunk)
            notes |= dict.fromkeys(chunk.notes)
            remarks.update(chunk.counts)
            names = [str(name) for name in frame]
            if not names:  # of a file without rows, which is refused at its end
                continue
            if not roles and known is None:
                known = None if columns else _data_set(names)
            told: list[str] = []
            asked = frame
            if known is None:
                places = places or sheets.Places(frame, columns or {}, chunk.file)
                asked, roles = places.read(frame, pack, told)
                _check(roles, chunk.file, names)
            notes |= dict.fromkeys(told)
            where = (
                _where(asked, roles, pack, remarks)
                if known is None
                else _of_data_set(frame, known, pack, remarks)
            )
            where = _without(where, ragged, remarks)
            tags = None if rows else _untag(where, frame, notes)
            contradicted += _contradicted(asked, roles, where, pack) if known is None else ()
            write(arrow(_beside(frame, where), remarks))
            rows += len(where) - (tags is not None)
            located += int(where["place_level"].notna().sum())
            if conflicts := int(where["where_conflict_km"].notna().sum()):
                remarks[_APART] += conflicts
            if progress:
                progress("locating rows", rows, 0)
    if progress:
        progress("locating rows", rows, rows)
    told = [*notes, *contradicted[:_NAMED], _taken(places, known)]
    remarks[_CONTRADICT] += len(contradicted[_NAMED:])
    told += (f"{remark} ({number})" for remark, number in sorted(remarks.items()) if number)
    return Outcome(rows, located, tuple(told))


def _taken(places: sheets.Places | None, known: DataSet | None) -> str:
    """Say which columns were taken for what."""
    if known is not None:
        return f"read as {known.name}: coordinates as precisely as it codes them"
    own = places.own if places is not None else {}
    return ", ".join(f"{role} from {printable(name)}" for role, name in own.items())


def _pack(region: str | Path | RegionPack) -> RegionPack:
    from geo.region import RegionPack, load

    return region if isinstance(region, RegionPack) else load(region)


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


def _check(roles: Mapping[str, str], where: str, names: list[str]) -> None:
    has_point = "latitude" in roles and "longitude" in roles
    if not has_point and not {"place", "admin1", "admin2"} & roles.keys():
        raise InputError(
            "no usable column",
            value=", ".join(names[:12]),
            expected="a column of places, or latitude and longitude (or name it: --place COLUMN)",
            where=where,
        )


def _without(where: pd.DataFrame, ragged: Mapping[int, str], remarks: Counter[str]) -> pd.DataFrame:
    """Take back what was found in rows whose cells may stand under the wrong names; name some."""
    if not ragged:
        return where
    for row, reason in ragged.items():
        known = sum(remark.startswith(_RAGGED) for remark in remarks)
        told = f"{_RAGGED}: row {row}, {reason}" if known < _NAMED else f"{_RAGGED}: other rows"
        remarks[told] += 1
    is_ragged = where.index.isin(list(ragged))
    where = where.apply(lambda column: column.mask(is_ragged))
    why = [f"not located: {ragged[row]}" for row in where.index[is_ragged]]
    where.loc[is_ragged, "place_why"] = why
    return where


def _untag(where: pd.DataFrame, frame: pd.DataFrame, notes: dict[str, None]) -> int | None:
    """Find no place in the row of HXL tags that a table begins with; return its number, if any."""
    from geo.tables import headers

    if (tags := headers.tags_row(frame)) is not None:
        where.loc[tags] = None
        notes[f"row {tags} holds HXL tags: kept, not located"] = None
    return tags


def _contradicted(
    frame: pd.DataFrame, roles: Mapping[str, str], where: pd.DataFrame, pack: RegionPack
) -> list[str]:
    """Name the rows whose columns of units contradict their words."""
    import pandas as pd

    from geo.contradictions import contradictions

    words = {"place": "place_text"}
    rows = pd.DataFrame({words.get(role, role): frame[name] for role, name in roles.items()})
    told = contradictions(rows, where, pack)
    return [f"row {frame.index[at]}: {line}" for at, line in told.items()]


def _data_set(names: list[str]) -> DataSet | None:
    """Return the published data set whose columns these are, if it codes how precise places are."""
    from geo.tables import data_sets

    known = data_sets.of(names)
    return None if known is None or known.refused else known


def _of_data_set(
    frame: pd.DataFrame, known: DataSet, pack: RegionPack, remarks: Counter[str]
) -> pd.DataFrame:
    """Locate rows of a published data set as precisely as it codes them."""
    from geo.tables import data_sets

    told = data_sets.where(frame, known)
    return _where(told, {str(name): str(name) for name in told}, pack, remarks)


def _where(
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


def _beside(frame: pd.DataFrame, where: pd.DataFrame) -> pd.DataFrame:
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
