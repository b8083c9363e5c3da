"""What the page's rows hold: a column after the other, as whole numbers."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from maps import payload
from maps.ground import contacts_of
from maps.rows import AREA, NO_DAY, POINT, STRETCH, codes_of, days, whole_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import geopandas as gpd
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from maps.joined import Joined
    from maps.rows import Rows

    # Some rows, and how each is drawn -> their values of one column or of several.
    _Make = Callable[[Joined, NDArray[np.uint8]], Sequence[NDArray[Any]]]

_MOST = 2**16 - 1  # of a column of two bytes
NO_KM = NO_NAME = MOST_DAYS = _MOST
# Names that a column of two bytes has codes for: the last two say that there is none, and that a
# cell does not tell it (`maps.cells.UNTOLD`).
NAMES = _MOST - 1
# Rows that are worked out at once: of a million all that is put aside on the way takes 100 MB.
_PART = 100_000


class Lists(NamedTuple):
    """The words that some row has, which columns give by their places in these lists.

    Attributes
    ----------
    sources, licences
        The most frequent first; several sources stand in one text. Of sources at most 65,534: rows
        with a rarer one than these can be found by its words only.
    types
        Sub-event types, sorted.
    units
        P-codes of the provinces and districts that some row lies in, sorted.
    """

    sources: list[str]
    licences: list[str]
    types: list[str]
    units: list[str]

    @classmethod
    def of(cls, table: Joined) -> Lists:
        """Gather the words of a page's rows."""
        codes = {
            str(code)
            for column in ("admin1_pcode", "admin2_pcode")
            for code in table[column].dropna().unique()
        }
        return cls(
            _by_frequency(table["source"]),
            _by_frequency(table["licence"]),
            sorted(str(name) for name in table["sub_event_type"].dropna().unique()),
            sorted(codes)[:NAMES],
        )


def columns(
    rows: Rows,
    pack: Any,
    kind: NDArray[np.uint8],
    drawn: gpd.GeoDataFrame,
    lists: Lists,
    things: NDArray[np.uint16],
) -> Iterator[tuple[str, tuple[str, NDArray[Any]]]]:
    """Make the columns one after the other: name, type and values.

    Parameters
    ----------
    rows
        The page's rows.
    pack
        The region pack, for its sides.
    kind
        How each row is drawn, as `kinds` says.
    drawn
        The footprints that the page has, in degrees (WGS 84); a row holds the number of its own.
    lists
        The words that columns give by their numbers.
    things
        What is claimed of each incident, as `maps.things` numbers it.
    """
    from geo import schema

    ids = drawn["footprint_id"].tolist()
    meets = contacts_of(pack, drawn)
    yield "incident", ("u32", payload.delta(rows.incident))
    yield "place", ("u32", rows.place)
    yield "things", ("u16", things[rows.incident])
    codes = {
        "source": ("u16", "source", lists.sources),
        "licence": ("u16", "licence", lists.licences),
        "admin1": ("u16", "admin1_pcode", lists.units),
        "admin2": ("u16", "admin2_pcode", lists.units),
        "type": ("u8", "sub_event_type", lists.types),
        "side": ("u8", "actor1_side", pack.sides),
        "role": ("u8", "role", schema.ROLES),
        "status": ("u8", "status", schema.STATUSES),
        "dateprec": ("u8", "date_precision", schema.DATE_PRECISIONS),
    }
    made: list[tuple[dict[str, str], _Make]] = [
        ({"lon": "i32"}, lambda table, kind: [_position(table, kind, "longitude")]),
        ({"lat": "i32"}, lambda table, kind: [_position(table, kind, "latitude")]),
        ({"day": "i32", "days": "u16"}, _days),
        ({"footprint": "i32"}, lambda table, kind: [_footprint(table, kind, ids)]),
        ({"uncertainty": "u16"}, lambda table, _: [_bounded(table["uncertainty_km"], NO_KM, 10)]),
        (
            {"km_from": "f32", "km_span": "f32", "line_distance": "u16"},
            lambda table, kind: _along_line(table, meets, kind),
        ),
        *(({name: of[0]}, partial(_coded, *of)) for name, of in codes.items()),
        ({"kind": "u8"}, lambda _, kind: [kind]),
        ({"prec": "u8"}, lambda table, _: [whole_of(table["where_prec"], 0)]),
        ({"level": "u8"}, lambda table, kind: [_drawn_level(table, kind)]),
        ({"flags": "u8"}, lambda table, _: [_flags(table)]),
    ]
    for types, make in made:
        yield from _in_parts(types, make, rows.table, kind)


def _in_parts(
    types: Mapping[str, str], make: _Make, table: Joined, kind: NDArray[np.uint8]
) -> Iterator[tuple[str, tuple[str, NDArray[Any]]]]:
    """Make columns a part of the rows after the other, in no more bytes than the page has."""
    import numpy as np

    edges = [*range(0, len(table), _PART), len(table)]
    parts = [slice(*some) for some in pairwise(edges)] or [slice(0, 0)]
    told: list[list[NDArray[Any]]] = [[] for _ in types]
    for some in parts:
        values = make(table.rows(some), kind[some])
        for (name, type_), whole, part in zip(types.items(), told, values, strict=True):
            whole.append(payload.narrow(name, type_, part))
    for (name, type_), whole in zip(types.items(), told, strict=True):
        yield name, (type_, np.concatenate(whole))


def _days(table: Joined, _: NDArray[np.uint8]) -> list[NDArray[np.int64]]:
    """Return the first day of each row, and how many days it lasts beyond that."""
    import numpy as np

    day, end = days(table["date_start"]), days(table["date_end"])
    undated = (day == NO_DAY) | (end == NO_DAY)
    return [day, np.where(undated, 0, np.clip(end - day, 0, MOST_DAYS))]


def _footprint(table: Joined, kind: NDArray[np.uint8], drawn: Sequence[str]) -> NDArray[np.int64]:
    import numpy as np

    footprint = codes_of(table["footprint_id"], drawn, -1)
    return np.where(np.isin(kind, (AREA, STRETCH)), footprint, -1)


def _bounded(column: pd.Series, none: int, factor: float = 1.0) -> NDArray[np.int64]:
    import numpy as np

    return np.clip(whole_of(column, none, factor), 0, _MOST)


def _coded(
    type_: str, column: str, names: Sequence[str], table: Joined, _: NDArray[np.uint8]
) -> list[NDArray[np.int64]]:
    return [codes_of(table[column], names, 255 if type_ == "u8" else NO_NAME)]


def _flags(table: Joined) -> NDArray[np.int64]:
    """Put three truths into a number's bits."""
    import numpy as np

    bits = ("disputed", "is_primary", "domestic")
    truths = (table[name].to_numpy(dtype=bool, na_value=False) for name in bits)
    flags: NDArray[np.int64] = np.zeros(len(table), np.int64)
    for bit, truth in enumerate(truths):
        flags |= truth.astype(np.int64) << bit
    return flags


def _along_line(
    table: Joined, meets: Mapping[str, tuple[float, float]], kind: NDArray[np.uint8]
) -> list[NDArray[Any]]:
    """Say where along the line each row may lie: a kilometre, or from one to another.

    An area has the kilometres where it meets the line; what does not reach the line has none.
    ``km_span`` is how far that is from ``km_from``, nought at a place; ``line_distance`` is how far
    a point lies from the line, km.
    """
    import numpy as np

    def km(column: str) -> NDArray[np.float64]:
        return table[column].to_numpy(dtype=float, na_value=np.nan)

    at = np.where(kind == POINT, km("line_km"), np.nan)
    start, end = (np.where(kind == STRETCH, km(f"line_{side}_km"), at) for side in ("from", "to"))
    areas = np.flatnonzero(kind == AREA)
    if areas.size:
        marks = np.array([*meets.values(), (np.nan, np.nan)], float)
        start[areas], end[areas] = marks[codes_of(table["footprint_id"][areas], [*meets], -1)].T
    low, high = (of(start, end).astype(np.float32) for of in (np.fmin, np.fmax))
    away = np.where(kind == POINT, km("line_distance_km"), np.nan)
    distance = np.where(np.isnan(away), NO_KM, np.clip(np.nan_to_num(away), 0, NO_KM - 1))
    return [low, high - low, np.rint(distance).astype(np.int64)]


def _by_frequency(column: pd.Series) -> list[str]:
    counts = column.value_counts()
    ordered = sorted(zip(counts.index.astype(str), counts.tolist(), strict=True), key=_frequent)
    return [name for name, _ in ordered[:NAMES]]


def _frequent(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]


def _drawn_level(table: Joined, kind: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Say what is drawn: the area or stretch a place lies in, where no point of it is known.

    Levels are places in `geo.schema.PLACE_LEVELS`, 255 where none is told.
    """
    import numpy as np

    from geo import schema

    number = {name: at for at, name in enumerate(schema.PLACE_LEVELS)}
    level = codes_of(table["place_level"], schema.PLACE_LEVELS)
    spots = np.isin(level, (number["place"], number["crossing"]))
    level[spots & (kind == STRETCH)] = number["border_section"]
    areas = spots & (kind == AREA)
    by_prec = np.full(256, 255)
    by_prec[[3, 4, 5, 6]] = [number[name] for name in ("admin2", "admin1", "region", "country")]
    level[areas] = by_prec[whole_of(table["where_prec"], 0)[areas]]
    for unit, code in (
        ("admin1", "admin1_pcode"),
        ("admin2", "admin2_pcode"),
        ("admin3", "admin3_id"),
    ):
        same = (table[code] == table["footprint_id"]).to_numpy(bool, na_value=False)
        level[areas & same] = number[unit]
    return level


def _position(table: Joined, kind: NDArray[np.uint8], axis: str) -> NDArray[np.int64]:
    """Degrees in steps of 0.00001, in coarser steps where the source knew no better."""
    import numpy as np

    exact = table[axis].to_numpy(dtype=float, na_value=np.nan)
    label = table[f"label_{axis}"].to_numpy(dtype=float, na_value=np.nan)
    degrees = np.where(kind == POINT, exact, label)
    whole = np.where(np.isfinite(degrees), np.rint(degrees * payload.DEGREE), 0).astype(np.int64)
    uncertainty = table["uncertainty_km"].to_numpy(dtype=float, na_value=0.0)
    step = np.select([uncertainty >= 5, uncertainty >= 0.5], [100, 10], 1)
    step = np.where(kind == POINT, step, 1)
    coarse: NDArray[np.int64] = np.rint(whole / step).astype(np.int64) * step
    return coarse
