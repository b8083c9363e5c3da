"""Incidents and their places as rows and columns of the page.

One row a place of an incident, in the order of date, incident and place; the rows of an incident
stand together, so a span of dates is a slice. An incident without a place keeps one row, which the
list shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maps.arrays import text_of
from maps.joined import Joined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd
    import numpy as np
    import pandas as pd
    import pyarrow as pa
    from numpy.typing import NDArray

    from geo.dataset import Dataset

NO_DAY = -(2**31)
KINDS = ("point", "area", "stretch", "none")
POINT, AREA, STRETCH, NONE = range(4)
# What the page holds of incidents and of their places; the other columns are not put in order.
_OF_INCIDENT = (
    "incident_id",
    "date_start",
    "date_end",
    "date_precision",
    "disputed",
    "domestic",
    "source",
    "licence",
    "sub_event_type",
    "actor1_side",
    "role",
    "status",
)
_OF_TEXT = ("summary", "actor1", "actor2", "source_url", "report_ids")
_OF_TOLL = ("fatalities_low", "fatalities_high")
_OF_PLACE = (
    "is_primary",
    "mention",
    "place_text",
    "place_name",
    "place_id",
    "place_level",
    "place_why",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "admin1_pcode",
    "admin2_pcode",
    "admin3_id",
    "footprint_id",
    "latitude",
    "longitude",
    "label_latitude",
    "label_longitude",
    "where_prec",
    "uncertainty_km",
    "line_km",
    "line_from_km",
    "line_to_km",
    "line_distance_km",
)


@dataclass(frozen=True)
class Rows:
    """The places in the page's order, each with its incident.

    Attributes
    ----------
    incidents
        Incidents by date, then id: most datasets stand so, and no column is copied.
    table
        Columns of incidents and locations side by side, one row a place.
    incident
        Number of the incident of each row.
    place, places
        Code of the words for each row's place, and the words.
    """

    incidents: pd.DataFrame
    table: Joined
    incident: NDArray[np.int32]
    place: NDArray[np.int32]
    places: list[str]


def rows_of(dataset: Dataset) -> Rows:
    """Put the places of a dataset in the page's order.

    Raises
    ------
    ValueError
        A place belongs to an incident that the dataset does not have.
    """
    import numpy as np
    import pyarrow as pa

    locations = dataset.locations
    held = dataset.incidents[[*_OF_INCIDENT, *_OF_TEXT, *_OF_TOLL]]
    incidents = in_order(held, ("date_start", "incident_id"))
    number = numbers_of(locations["incident_id"], incidents["incident_id"], "location")
    primary = locations["is_primary"].to_numpy(dtype=bool, na_value=False)
    keys = {"number": number, "later": ~primary, "id": pa.array(locations["location_id"])}
    along = sort_indices(keys)
    number = number[along]
    bare = np.flatnonzero(np.bincount(number, minlength=len(incidents)) == 0)
    incident = np.concatenate([number, bare])
    again = np.argsort(incident, kind="stable")
    # four bytes each: they are held as long as the page is made
    incident = incident[again].astype(np.int32)
    place = np.concatenate([along, np.full(len(bare), -1)])[again].astype(np.int32)
    table = Joined((locations, _OF_PLACE, place), (incidents, _OF_INCIDENT, incident))
    words = _place_words(table).dictionary_encode()
    names = np.array(words.dictionary.to_pylist(), object)
    order = np.argsort(names, kind="stable")
    codes = np.argsort(order)[np.asarray(words.indices)] if len(names) else np.zeros(0)
    names = names[order].tolist()
    return Rows(incidents, table, incident, codes.astype(np.int32), names)


def sort_indices(keys: Mapping[str, Any]) -> NDArray[np.int64]:
    """Return the order of rows by several keys, nulls first; texts by code point."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    table: dict[str, Any] = {}
    for name, values in keys.items():
        column = pa.array(values)
        # where nulls go is told in another way by each version of pyarrow: a key of its own does it
        if column.null_count:
            table[f"{name} known"] = pc.is_valid(column)
        table[name] = column
    order = pc.sort_indices(pa.table(table), sort_keys=[(name, "ascending") for name in table])
    return np.asarray(order).view(np.int64)


def in_order(table: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Sort rows by columns, nulls first."""
    import numpy as np
    import pyarrow as pa

    order = sort_indices({key: pa.array(table[key], from_pandas=True) for key in keys})
    if not np.array_equal(order, np.arange(len(order))):
        table = table.iloc[order]
    return table.reset_index(drop=True)


def numbers_of(names: pd.Series, ids: pd.Series, what: str) -> NDArray[np.int64]:
    """Give each name the number of its place in `ids`.

    Raises
    ------
    ValueError
        A name is not there; `what` says what has it.
    """
    import numpy as np
    import pyarrow.compute as pc

    found = pc.index_in(text_of(names), value_set=text_of(ids))
    if found.null_count:
        lost = names[np.asarray(pc.is_null(found))].iloc[0]
        raise ValueError(f"{what} of incident {lost!r}, which is not in the dataset")
    return np.asarray(found).astype(np.int64)


def _place_words(table: Joined) -> pa.Array:
    """Name a place as the page shows it: its own name and the province it lies in."""
    import pyarrow as pa
    import pyarrow.compute as pc

    def text(column: str) -> pa.Array:
        told = text_of(table[column])
        return pc.if_else(pc.equal(told, ""), None, told)

    columns = ("place_name", "admin3", "admin2", "admin1", "place_text", "country")
    name = pc.coalesce(*map(text, columns))
    province = text("admin1")
    level = pc.fill_null(text_of(table["place_level"]), "")
    narrow = pc.is_in(level, pa.array(["place", "crossing", "admin3", "admin2", ""], level.type))
    told = pc.and_(narrow, pc.fill_null(pc.not_equal(province, name), fill_value=False))
    both = pc.binary_join_element_wise(name, province, pa.scalar(", ", name.type))
    return pc.fill_null(pc.if_else(told, both, name), "")


def whole_of(column: pd.Series, fill: int, factor: float = 1.0) -> NDArray[np.int64]:
    """Round numbers to whole ones, times `factor`; `fill` stands for none."""
    import numpy as np

    values = column.to_numpy(dtype=float, na_value=np.nan) * factor
    return np.where(np.isnan(values), fill, np.rint(values)).astype(np.int64)


def codes_of(column: pd.Series, names: Sequence[str], none: int = 255) -> NDArray[np.int64]:
    """Give each value the number of its place in `names`; `none` is none of them."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    among = pa.array(list(names), pa.string())
    codes = pc.index_in(text_of(column), value_set=among, skip_nulls=True)
    return np.asarray(codes.fill_null(none)).astype(np.int64)


def days(column: pd.Series) -> NDArray[np.int64]:
    """Count days since 1970-01-01; `NO_DAY` where there is no date."""
    import numpy as np
    import pyarrow as pa

    days = pa.array(column).cast(pa.int32())
    days = days.fill_null(NO_DAY)
    return np.asarray(days).astype(np.int64)


def kinds(table: pd.DataFrame | Joined, footprints: gpd.GeoDataFrame) -> NDArray[np.uint8]:
    """Say how a place is drawn: a point only where the source knew one (where_prec 1 or 2)."""
    import numpy as np

    stretches = footprints["footprint_id"][(footprints["kind"] == "stretch").to_numpy(bool)]
    stretch = table["footprint_id"].isin(stretches.tolist()).to_numpy(bool)
    known = table["where_prec"].isin((1, 2)).to_numpy(bool)
    exact = known & table["latitude"].notna().to_numpy()
    labelled = table["label_latitude"].notna().to_numpy()
    kinds: NDArray[np.uint8] = np.full(len(table), NONE, np.uint8)
    kinds[labelled] = AREA
    kinds[labelled & stretch] = STRETCH
    kinds[exact] = POINT
    return kinds
