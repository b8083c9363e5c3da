"""A chunk of text -> typed columns of the plain form, and the rows whose cells do not fit it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo import schema
from geo.tables import event_words, values
from geo.tables.chunk import empty_as_null
from geo.tables.columns import folded
from geo.tables.values import Fault, Parsed
from geo.text import clean_column

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from geo.tables.chunk import Chunk

    Bounds = tuple[float, float, float, float]
    Reals = NDArray[np.float64]

NAMES = (
    "id",
    "place",
    "country",
    "admin1",
    "admin2",
    "actor1",
    "actor2",
    "claimant",
    "report_id",
    "source",
    "source_url",
    "licence",
)
DATES = ("date", "date_start", "date_end")
TEXTS = (*NAMES, *DATES, "notes", "quote")
FLAGS = ("domestic", "is_exact", "is_subset")
COUNTS = ("count_min", "count_max", "fatalities", "char_start", "char_end")
_OPEN = ("count_min", "fatalities")
CODES = (
    "event_type",
    "sub_event_type",
    "role",
    "date_precision",
    "actor1_side",
    "actor2_side",
    "claimant_side",
    "metric",
    "victim_group",
    "unit",
    "stance",
)
_TYPES = ("event_type", "sub_event_type")
EXCHANGED = "the coordinates look exchanged"
_MARGIN = 2.0  # degrees outside the region that a coordinate may lie and still be believed
_LONGEST_NAME = 2_000  # characters; notes and quotes may be of any length
_ESCAPES = (("\\", r"\\"), ('"', r"\""), ("\n", r"\n"))
_CONTROL = r"[\x{00}-\x{09}\x{0B}-\x{1F}]"  # rare: written by json, a value at a time
_LARGE = pa.large_string()


@dataclass(frozen=True)
class Cells:
    """The typed rows of a chunk.

    Attributes
    ----------
    table
        Arrow table: the plain columns, `fatalities_open`, `count_open`, `row` and `raw` (the row
        as JSON, names sorted).
    marks
        The faults of each row.
    cleaned
        Cells changed by cleaning, by kind.
    words
        Remark of `cleaned` -> the words that it is about, with the number of rows.
    """

    table: Any
    marks: Marks
    cleaned: Counter[str]
    words: Mapping[str, Counter[str]]


class Marks:
    """The faults of each row.

    Parameters
    ----------
    rows
        Number of rows.

    Attributes
    ----------
    faults, columns
        The first fault of each row, and the plain column it is in.
    also
        The further faults of a row, each with its column: cells that cannot be read. What such a
        cell contradicts is not asked.
    good
        Which rows have none.
    """

    def __init__(self, rows: int) -> None:
        self.faults = np.full(rows, None, dtype=object)
        self.columns = np.full(rows, None, dtype=object)
        self.also: dict[int, list[tuple[str, Fault]]] = {}
        self.good = np.ones(rows, dtype=bool)

    def add(self, column: str, faults: np.ndarray[Any, Any]) -> None:
        """Mark the rows that have a `Fault`."""
        self.cells(column, pd.notna(faults), lambda at: faults[at])

    def values(self, column: str, parsed: Parsed) -> Any:
        """Mark the faults of a parsed column; give its values."""
        self.add(column, parsed.faults)
        return parsed.values  # noqa: PD011 - not pandas

    def cells(self, column: str, mask: Any, fault: Fault | Callable[[int], Fault]) -> None:
        """Mark the rows of a mask, whatever else is wrong with them."""
        for at in np.flatnonzero(np.asarray(mask, dtype=bool) & ~self.good).tolist():
            found = fault(at) if callable(fault) else fault
            self.also.setdefault(at, []).append((column, found))
        self.where(column, mask, fault)

    def where(self, column: str, mask: Any, fault: Fault | Callable[[int], Fault]) -> None:
        """Mark the rows of a mask that have no fault yet, with one or with one made for each."""
        for at in np.flatnonzero(np.asarray(mask, dtype=bool) & self.good):
            self.faults[at] = fault(int(at)) if callable(fault) else fault
            self.columns[at] = column
            self.good[at] = False

    def keep(self, rows: np.ndarray[Any, Any]) -> None:
        """Take the marks off all rows but some."""
        self.faults[~rows], self.columns[~rows], self.good[~rows] = None, None, True
        self.also = {at: faults for at, faults in self.also.items() if rows[at]}

    def of(self, at: int) -> list[tuple[str, Fault]]:
        """List all faults of a row, each with its column."""
        first = [] if self.good[at] else [(self.columns[at], self.faults[at])]
        return [*first, *self.also.get(at, ())]


def allowed_codes(pack: Any) -> Mapping[str, Sequence[str]]:
    """Give the code list of each coded column; sides and victim groups are the pack's."""
    return {
        "event_type": tuple(schema.SUB_EVENT_TYPES),
        "sub_event_type": tuple(schema.EVENT_TYPE_OF),
        "role": schema.ROLES,
        "date_precision": schema.DATE_PRECISIONS,
        "actor1_side": tuple(pack.sides),
        "actor2_side": tuple(pack.sides),
        "claimant_side": tuple(pack.claimant_sides),
        "metric": schema.METRICS,
        "victim_group": tuple(pack.victim_groups),
        "unit": schema.UNITS,
        "stance": schema.STANCES,
    }


def typed(
    chunk: Chunk,
    found: Mapping[str, str],
    codes: Mapping[str, Sequence[str]],
    bounds: Bounds,
) -> Cells:
    """Type the cells of a chunk.

    Parameters
    ----------
    chunk
        Rows of text.
    found
        Plain column -> column of the file.
    codes
        What `allowed_codes` gives.
    bounds
        West, south, east and north of where coordinates may lie, degrees.
    """
    frame = chunk.frame
    marks, cleaned, words = Marks(len(frame)), Counter[str](), dict[str, Counter[str]]()
    texts = {name: _column(frame, found.get(name), name, cleaned) for name in schema.PLAIN_COLUMNS}
    data: dict[str, Any] = {}
    for name in NAMES:
        too_long = pc.fill_null(pc.greater(pc.utf8_length(texts[name]), _LONGEST_NAME), False)
        fault = Fault("the cell is too long", f"at most {_LONGEST_NAME} characters")
        marks.cells(name, too_long, fault)
    for name in TEXTS:
        plain = name in ("notes", "quote")
        data[name] = texts[name] if plain else texts[name].dictionary_encode()
    rows = np.asarray(frame.index, dtype=np.int64)
    for name in _TYPES:
        texts[name] = event_words.named(texts[name], found.get(name, name), rows, cleaned)
    _part_types(texts)
    for name in CODES:
        parsed = values.codes(texts[name], codes[name], name)
        if name in _TYPES and folded(found.get(name, name)) != name:
            unknown = pc.if_else(pa.array(pd.notna(parsed.faults)), texts[name], None)
            told = _told_in_summary(unknown, data["notes"], found[name], rows, words)
            data["notes"] = pc.coalesce(data["notes"], told)
            parsed = Parsed(parsed.values, np.full(len(frame), None, dtype=object))
        data[name] = marks.values(name, parsed).dictionary_encode()
    for name in FLAGS:
        data[name] = marks.values(name, values.flags(texts[name]))
    for name in COUNTS:
        parsed = values.whole_numbers(texts[name], open_end=name in _OPEN)
        data[name] = marks.values(name, parsed)
    for name in _OPEN:
        data[f"{name}_open"] = values.is_open(texts[name])
    for axis in ("latitude", "longitude"):
        data[axis] = marks.values(axis, values.coordinates(texts[axis], axis))
    stated = values.kilometres(texts["uncertainty_km"], schema.POINT_KM)
    data["uncertainty_km"] = marks.values("uncertainty_km", stated)
    data["event_type"] = _implied_type(data, marks)
    _check_coordinates(data, marks, bounds)
    _check_counts(data, marks)
    data["row"] = pa.array(rows)
    data["raw"] = as_json(frame) if chunk.raw is None else chunk.raw
    cleaned.update({remark: told.total() for remark, told in words.items()})
    return Cells(pa.table(data), marks, cleaned, words)


def as_json(frame: pd.DataFrame) -> Any:
    """Write each row as a JSON object of its filled cells, names sorted."""
    pieces = []
    for name in sorted(frame.columns):
        text = _arrow(frame[name])
        if text.null_count == len(text):
            continue
        plain = text
        for char, written in _ESCAPES:
            plain = pc.replace_substring(plain, char, written)
        escaped = pc.fill_null(pc.match_substring_regex(text, _CONTROL), False)
        quoted = pc.binary_join_element_wise('"', plain, '"', "")
        if pc.any(escaped).as_py():
            coded = pc.if_else(escaped, text, pa.scalar(None, text.type)).dictionary_encode()
            dumped = [
                json.dumps(value, ensure_ascii=False) for value in coded.dictionary.to_pylist()
            ]
            special = pa.array(dumped, pa.string()).take(coded.indices)
            quoted = pc.if_else(escaped, special, quoted)
        label = json.dumps(name, ensure_ascii=False) + ": "
        pieces.append(pc.binary_join_element_wise(label, quoted, "").cast(_LARGE))
    if not pieces:
        return pa.array(["{}"] * len(frame), _LARGE)
    separator = pa.scalar(", ", _LARGE)
    joined = pc.binary_join_element_wise(*pieces, separator, null_handling="skip")
    open_, close, nothing = (pa.scalar(char, _LARGE) for char in ("{", "}", ""))
    return pc.binary_join_element_wise(open_, joined, close, nothing)


def _column(frame: pd.DataFrame, column: str | None, name: str, cleaned: Counter[str]) -> Any:
    """Give a clean, trimmed column; a quote stays as it came, or its offsets fail."""
    if column is None:
        return pa.nulls(len(frame), pa.string())
    if name == "quote":
        return _arrow(frame[column])
    series, found = clean_column(frame[column])
    cleaned += found
    return empty_as_null(pc.utf8_trim_whitespace(_arrow(series)))


def _arrow(series: pd.Series) -> Any:
    array = pa.array(series, pa.string(), from_pandas=True)
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _part_types(texts: dict[str, Any]) -> None:
    """Take the name of a sub-event type in the column of event types as what it is."""
    given, sub = texts["event_type"], texts["sub_event_type"]
    names = pa.array([name.lower() for name in schema.EVENT_TYPE_OF])
    moved = pc.and_(pc.is_in(pc.utf8_lower(given), names), pc.is_null(sub))
    if pc.any(moved).as_py():
        texts["sub_event_type"] = pc.if_else(moved, given, sub)
        texts["event_type"] = pc.if_else(moved, pa.scalar(None, pa.string()), given)


def _told_in_summary(
    unknown: Any,
    notes: Any,
    column: str,
    rows: NDArray[np.int64],
    words: dict[str, Counter[str]],
) -> Any:
    """Return what is no event type in a column that was only guessed to hold them.

    It tells what happened where the row has no notes; else it is left out. Both are counted, by
    the words.
    """
    has_notes = pc.and_(pc.is_valid(unknown), pc.is_valid(notes))
    told = pc.if_else(has_notes, pa.scalar(None, pa.string()), unknown)
    _, once = np.unique(rows, return_index=True)
    for which, fate in ((pc.is_valid(told), "taken as the summary"), (has_notes, "left out")):
        those = pc.if_else(which, unknown, pa.scalar(None, pa.string())).take(pa.array(once))
        if number := Counter(those.drop_null().to_pylist()):
            words[f"{column!r} holds other words than our event types, {fate}"] = number
    return told


def _implied_type(data: Mapping[str, Any], marks: Marks) -> Any:
    """Take the event type from the sub-event type; another one beside it is a fault."""
    given = data["event_type"].dictionary_decode()
    coded = data["sub_event_type"]
    of_sub = [schema.EVENT_TYPE_OF[sub] for sub in coded.dictionary.to_pylist()]
    implied = pa.array(of_sub, pa.string()).take(coded.indices)
    apart = pc.fill_null(pc.not_equal(given, implied), False)
    marks.where(
        "event_type",
        apart,
        lambda at: Fault("the event type contradicts the sub-event type", implied[at].as_py()),
    )
    return pc.coalesce(given, implied).dictionary_encode()


def exchanged(lat: Reals, lon: Reals, bounds: Bounds) -> NDArray[np.bool_]:
    """Tell which points lie outside of bounds, but inside with latitude and longitude exchanged."""
    west, south, east, north = bounds
    with np.errstate(invalid="ignore"):
        inside = (lat >= south) & (lat <= north) & (lon >= west) & (lon <= east)
        turned = (lon >= south) & (lon <= north) & (lat >= west) & (lat <= east)
    found: NDArray[np.bool_] = ~inside & turned
    return found


def bounds_of(pack: Any) -> Bounds:
    """Give where coordinates are believed: the bounds of a region, and some degrees around."""
    west, south, east, north = pack.bounds
    return west - _MARGIN, south - _MARGIN, east + _MARGIN, north + _MARGIN


def _check_coordinates(data: Mapping[str, Any], marks: Marks, bounds: Bounds) -> None:
    west, south, east, north = bounds
    lat, lon = (
        data[axis].to_numpy(zero_copy_only=False).astype(float)
        for axis in ("latitude", "longitude")
    )
    both, neither = ~np.isnan(lat) & ~np.isnan(lon), np.isnan(lat) & np.isnan(lon)
    for axis, other in (("latitude", lat), ("longitude", lon)):
        fault = Fault("only one of latitude and longitude", "both or none")
        marks.where(axis, ~both & ~neither & ~np.isnan(other), fault)
    marks.where(
        "latitude",
        exchanged(lat, lon, bounds),
        lambda at: Fault(EXCHANGED, f"latitude {lon[at]:g} and longitude {lat[at]:g}"),
    )
    with np.errstate(invalid="ignore"):
        marks.cells(
            "latitude", np.abs(lat) > 90, Fault("no such latitude", "degrees from -90 to 90")
        )
        marks.cells(
            "longitude", np.abs(lon) > 180, Fault("no such longitude", "degrees from -180 to 180")
        )
    for axis, value, low, high in (("latitude", lat, south, north), ("longitude", lon, west, east)):
        with np.errstate(invalid="ignore"):
            outside = both & ((value < low) | (value > high))
        marks.where(
            axis, outside, Fault("outside the region", f"a {axis} from {low:g} to {high:g}")
        )


def _check_counts(data: Mapping[str, Any], marks: Marks) -> None:
    low, high = data["count_min"], data["count_max"]
    marks.where(
        "count_min",
        pc.fill_null(pc.greater(low, high), False),
        Fault("count_min is above count_max", "count_min up to count_max"),
    )
    any_count = pc.or_(pc.is_valid(low), pc.is_valid(high))
    metric = pc.is_valid(data["metric"])
    marks.where(
        "metric",
        pc.and_(any_count, pc.invert(metric)),
        Fault("a count without a metric", "a metric"),
    )
    unequal = pc.invert(pc.fill_null(pc.equal(low, high), False))
    inexact = pc.and_(pc.and_(any_count, unequal), pc.fill_null(data["is_exact"], False))
    marks.where("is_exact", inexact, Fault("exact, but the counts differ", "count_min = count_max"))
    start, end = data["char_start"], data["char_end"]
    marks.where(
        "char_start",
        pc.fill_null(pc.greater(start, end), False),
        Fault("char_start is after char_end", "char_start up to char_end"),
    )
