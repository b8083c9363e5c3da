"""What the page's rows hold: a column after the other, as whole numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from maps import payload
from maps.ground import contacts
from maps.rows import AREA, NO_DAY, POINT, STRETCH, codes_of, days, whole_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from maps.joined import Joined
    from maps.rows import Rows

NO_KM = 2**16 - 1


class Lists(NamedTuple):
    """The words that some row has, which columns give by their places in these lists.

    Attributes
    ----------
    sources, licences
        The most frequent first; several sources stand in one text. Of sources at most 65,535: rows
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
            sorted(codes)[:NO_KM],
        )


def columns(
    rows: Rows, pack: Any, kind: NDArray[np.int64], drawn: Sequence[str], lists: Lists
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
        Ids of the footprints that the page has; a row holds the number of its own.
    lists
        The words that columns give by their numbers.
    """
    import numpy as np

    from geo import schema

    table = rows.table
    for name, axis in (("lon", "longitude"), ("lat", "latitude")):
        yield name, ("i32", _position(table, kind, axis))
    day, end = days(table["date_start"]), days(table["date_end"])
    undated = (day == NO_DAY) | (end == NO_DAY)
    yield "day", ("i32", day)
    yield "days", ("u16", np.where(undated, 0, np.clip(end - day, 0, NO_KM)))
    del day, end, undated  # of a million rows ten megabytes each
    yield "incident", ("u32", payload.delta(rows.incident))
    yield "place", ("u32", rows.place)
    footprint = codes_of(table["footprint_id"], drawn, -1)
    yield "footprint", ("i32", np.where(np.isin(kind, (AREA, STRETCH)), footprint, -1))
    del footprint
    yield "uncertainty", ("u16", np.clip(whole_of(table["uncertainty_km"], NO_KM, 10), 0, NO_KM))
    yield "claims", ("u16", np.clip(whole_of(table["n_claims"], 0), 0, NO_KM))
    yield "source", ("u16", codes_of(table["source"], lists.sources, NO_KM))
    yield "licence", ("u16", codes_of(table["licence"], lists.licences, NO_KM))
    yield from _along_line(table, pack, kind).items()
    for level in ("admin1", "admin2"):
        yield level, ("u16", codes_of(table[f"{level}_pcode"], lists.units, NO_KM))
    yield "kind", ("u8", kind)
    for name, column, codes in (
        ("type", "sub_event_type", lists.types),
        ("side", "actor1_side", pack.sides),
        ("role", "role", schema.ROLES),
        ("status", "status", schema.STATUSES),
        ("dateprec", "date_precision", schema.DATE_PRECISIONS),
    ):
        yield name, ("u8", codes_of(table[column], codes))
    yield "prec", ("u8", whole_of(table["where_prec"], 0))
    yield "level", ("u8", _drawn_level(table, kind))
    yield "flags", ("u8", _flags(table))


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
    table: Joined, pack: Any, kind: NDArray[np.int64]
) -> dict[str, tuple[str, NDArray[Any]]]:
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
        meets = contacts(pack)
        marks = np.array([*meets.values(), (np.nan, np.nan)], float)
        start[areas], end[areas] = marks[codes_of(table["footprint_id"][areas], [*meets], -1)].T
    low, high = (of(start, end).astype(np.float32) for of in (np.fmin, np.fmax))
    del at, start, end
    away = np.where(kind == POINT, km("line_distance_km"), np.nan)
    distance = np.where(np.isnan(away), NO_KM, np.clip(np.nan_to_num(away), 0, NO_KM - 1))
    return {
        "km_from": ("f32", low),
        "km_span": ("f32", high - low),
        "line_distance": ("u16", np.rint(distance).astype(np.int64)),
    }


def _by_frequency(column: pd.Series) -> list[str]:
    counts = column.value_counts()
    ordered = sorted(zip(counts.index.astype(str), counts.tolist(), strict=True), key=_frequent)
    return [name for name, _ in ordered[:NO_KM]]


def _frequent(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]


def _drawn_level(table: Joined, kind: NDArray[np.int64]) -> NDArray[np.int64]:
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


def _position(table: Joined, kind: NDArray[np.int64], axis: str) -> NDArray[np.int64]:
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
