"""Exports of published data sets of conflict events -> the plain form.

What their columns and codes mean stands in `data_sets.toml`. A coordinate that stands for a
district or a province by the data set's own precision code is left out, and the unit is kept: no
pin is more precise than its source.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.schema import EVENT_TYPE_OF
from geo.tables import cells
from geo.tables.columns import folded
from geo.tables.parties import Parties

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.region import RegionPack
    from geo.tables.chunk import Chunk

_TEXT = pa.string()
_WHOLE_CODE = r"\.0+$"  # a spreadsheet's "1.0" is the code 1
_COUNT = r"^\d+$"
_BATTLE = "Battles"
_WORDS = "words"
_NOBODY = "unspecified"  # the group of those of whom nobody says whose they were


@dataclass(frozen=True)
class DataSet:
    """A published data set, as `data_sets.toml` describes it.

    Attributes
    ----------
    name
        What it is called; stands in claims as the claimant.
    marks
        Columns that no other table has together.
    refused
        What to give instead, for tables that are no input; empty for those that are read.
    said
        The rest of its description.
    """

    name: str
    marks: frozenset[str]
    refused: str
    said: Mapping[str, Any]


@cache
def _described() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("data_sets.toml").read_text("utf-8"))


@cache
def known() -> tuple[DataSet, ...]:
    """Return the data sets that are recognised."""
    return tuple(
        DataSet(row["name"], frozenset(row["marks"]), row.get("refused", ""), row)
        for row in _described()["data_sets"]
    )


def of(names: Sequence[str]) -> DataSet | None:
    """Return the data set whose columns these are; None if they are nobody's."""
    folds = {folded(name) for name in names}
    return next((one for one in known() if folds >= one.marks), None)


def where(frame: pd.DataFrame, data_set: DataSet) -> pd.DataFrame:
    """Return what a data set knows of the place of each row.

    Parameters
    ----------
    frame
        Rows of the data set, text.
    data_set
        Which it is.

    Returns
    -------
    pandas.DataFrame
        `place, latitude, longitude, uncertainty_km, country, admin1, admin2`, text, null where the
        data set's precision code says that it is not known so finely; on the frame's index.
    """
    table = _Rows(frame, data_set.said["columns"])
    made = _where(table, data_set.said)
    return pd.DataFrame({name: _series(array, frame.index) for name, array in made.items()})


def plain(chunk: Chunk, data_set: DataSet, pack: RegionPack | Any) -> Chunk:
    """Put a chunk of a data set into the plain form: a row for each figure it gives.

    The rows as they came stay in `raw`, and each new row keeps the number of the row it is from.
    """
    frame, said = chunk.frame, data_set.said
    table = _Rows(frame, said["columns"])
    made: dict[str, Any] = {name: table[name] for name in ("id", "actor1", "actor2", "notes")}
    made |= _when(table, said)
    made |= _where(table, said)
    made["sub_event_type"] = _types(table, said["type"])
    parties = Parties(pack, _described()["actors"])
    first_day = pc.coalesce(made["date"], made["date_start"])
    sides, groups = {}, {}
    for name in ("actor1", "actor2"):
        sides[name], groups[name] = parties.column(made[name], first_day)
    if not said["directed"]:
        sides["actor1"] = _undirected(sides["actor1"], made["sub_event_type"], parties.unknown)
    made |= {f"{name}_side": side for name, side in sides.items()}
    own = pa.scalar(data_set.name, _TEXT)
    made["source"] = pc.coalesce(table["source"], own)
    for name, value in (
        ("claimant", data_set.name),
        ("claimant_side", "media" if "media" in pack.claimant_sides else None),
        ("source_url", said["address"]),
        ("licence", said["licence"]),
    ):
        made[name] = pa.array([value] * len(frame), _TEXT)
    at, figures = _figures(table, said, groups, tuple(pack.victim_groups))
    rows = {name: array.take(pa.array(at)) for name, array in made.items()}
    for name in ("claimant", "claimant_side"):
        rows[name] = pc.if_else(pc.is_valid(figures["metric"]), rows[name], pa.scalar(None, _TEXT))
    index = pd.Index(np.asarray(frame.index)[at], dtype="int64", name="row")
    return type(chunk)(
        frame=pd.DataFrame({n: _series(array, index) for n, array in (rows | figures).items()}),
        file=chunk.file,
        rejected=chunk.rejected,
        notes=chunk.notes,
        counts=chunk.counts,
        raw=cells.as_json(frame).take(pa.array(at)),
        data_set=data_set.name,
        origin={plain: table.name(column) for plain, column in _origin(said).items()},
    )


def _origin(said: Mapping[str, Any]) -> dict[str, str]:
    """Return the data set's column of each plain one, for what is told of a fault."""
    named = {
        "date": said.get("days", {}).get("year", ""),
        "count_min": ", ".join(figure["column"] for figure in said["figures"]),
        "sub_event_type": said["type"]["column"],
        **said["columns"],
    }
    return {plain: column for plain, column in named.items() if column}


class _Rows:
    """The columns of a data set under the names of `data_sets.toml`, text, trimmed."""

    def __init__(self, frame: pd.DataFrame, columns: Mapping[str, str]) -> None:
        self._frame, self._columns = frame, columns
        self._names = {folded(str(name)): str(name) for name in frame}

    def __getitem__(self, plain: str) -> Any:
        """Return what stands for a plain column."""
        return self.of(self._columns.get(plain, ""))

    def name(self, column: str) -> str:
        """Return the file's own name of a column."""
        return self._names.get(column, column)

    def of(self, column: str) -> Any:
        """Return a column of the data set; nulls where the export lacks it."""
        if column not in self._names:
            return pa.nulls(len(self._frame), _TEXT)
        array = pa.array(self._frame[self._names[column]], _TEXT, from_pandas=True)
        array = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
        trimmed = pc.utf8_trim_whitespace(array)
        return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, _TEXT), trimmed)

    def code(self, column: str) -> Any:
        """Return a column of codes; what a spreadsheet made a number of is a code again."""
        return pc.replace_substring_regex(self.of(column), _WHOLE_CODE, "")


def _mapped(codes: Any, meaning: Mapping[str, str]) -> Any:
    """Return what codes mean; null for those without a meaning."""
    at = pc.index_in(codes, pa.array(list(meaning), _TEXT))
    return pa.array(list(meaning.values()), _TEXT).take(at)


def _meaning(said: Mapping[str, Any]) -> dict[str, str]:
    """Turn ``day = ["1", "2"]`` around."""
    return {code: name for name, codes in said.items() if name != "column" for code in codes}


def _when(table: _Rows, said: Mapping[str, Any]) -> dict[str, Any]:
    made = {name: table[name] for name in ("date", "date_start", "date_end")}
    if "days" in said:
        year, month, day = (table.code(said["days"][part]) for part in ("year", "month", "day"))
        nothing = pa.scalar(None, _TEXT)
        month = pc.if_else(pc.equal(month, "0"), nothing, month)
        day = pc.if_else(pc.or_kleene(pc.equal(day, "0"), pc.is_null(month)), nothing, day)
        parts = (year, pc.utf8_lpad(month, 2, "0"), pc.utf8_lpad(day, 2, "0"))
        joined = pc.binary_join_element_wise(*parts, "-", null_handling="skip")
        made["date"] = pc.if_else(pc.is_valid(year), joined, nothing)
    if "precision" in said:
        codes = table.code(said["precision"]["column"])
        made["date_precision"] = _mapped(codes, _meaning(said["precision"]))
    return made


def _where(table: _Rows, said: Mapping[str, Any]) -> dict[str, Any]:
    known = _mapped(table.code(said["where"]["column"]), _meaning(said["where"]))
    known = pc.fill_null(known, _WORDS)
    nothing = pa.scalar(None, _TEXT)

    def kept(name: str, *codes: str) -> Any:
        return pc.if_else(pc.is_in(known, pa.array(codes)), table[name], nothing)

    near = pa.scalar(str(said["near_km"]), _TEXT)
    return {
        "place": kept("place", "point", "near", _WORDS),
        "latitude": kept("latitude", "point", "near"),
        "longitude": kept("longitude", "point", "near"),
        "uncertainty_km": pc.if_else(pc.equal(known, "near"), near, nothing),
        "country": table["country"],
        "admin1": kept("admin1", "point", "near", _WORDS, "admin2", "admin1"),
        "admin2": kept("admin2", "point", "near", _WORDS, "admin2"),
    }


def _types(table: _Rows, said: Mapping[str, Any]) -> Any:
    codes = said.get("codes")
    types = table.of(said["column"])
    if codes is not None:
        types = _mapped(table.code(said["column"]), codes)
    for case in said.get("if", ()):
        is_so = pc.fill_null(pc.equal(table.code(case["column"]), case["value"]), False)
        types = pc.if_else(is_so, pa.scalar(case["type"], _TEXT), types)
    return types


def _undirected(side: Any, types: Any, unknown: str | None) -> Any:
    """Take the acting side off clashes: the data set does not say who began."""
    battles = [sub for sub, event in EVENT_TYPE_OF.items() if event == _BATTLE]
    is_battle = pc.is_in(types, pa.array(battles))
    return pc.if_else(is_battle, pa.scalar(unknown, _TEXT), side)


def _figures(
    table: _Rows, said: Mapping[str, Any], groups: Mapping[str, Any], known_groups: tuple[str, ...]
) -> tuple[Any, dict[str, Any]]:
    """Return which row each figure is of, in the order of rows, and its cells.

    A row without a figure stays once; so does one with a figure that cannot be read, with its text.
    """
    parts: list[tuple[Any, dict[str, Any]]] = []
    exact = _exactness(table, said)
    counts = [
        _count(table.code(one["column"]), zero=one.get("zero", False)) for one in said["figures"]
    ]
    readable = [_mask(pc.match_substring_regex(count, _COUNT)) for count in counts]
    told = [np.asarray(pc.is_valid(count)) for count in counts]
    faulty = np.any([is_told & ~can for is_told, can in zip(told, readable, strict=True)], axis=0)
    seen = np.zeros(len(exact), dtype=bool)
    for figure, count, is_told, can in zip(said["figures"], counts, told, readable, strict=True):
        at = np.flatnonzero(is_told & np.where(faulty, ~can & ~seen, can))
        seen[at] = True
        taken = pa.array(at)
        group = groups[figure["of"]].take(taken) if "of" in figure else _same(figure["group"], at)
        group = pc.if_else(pc.is_in(group, pa.array(known_groups)), group, pa.scalar(None, _TEXT))
        low = count.take(taken)
        cell = {
            "metric": _same(figure["metric"], at),
            "victim_group": group,
            "count_min": low,
            "count_max": pc.if_else(pa.array(can[at]), low, pa.scalar(None, _TEXT)),
            "is_exact": exact.take(taken),
            "is_subset": _same("true" if figure.get("subset") else None, at),
        }
        parts.append((at, cell))
    bare = np.flatnonzero(~seen)
    names = ("metric", "victim_group", "count_min", "count_max", "is_exact", "is_subset")
    parts.append((bare, {name: _same(None, bare) for name in names}))
    at = np.concatenate([part for part, _ in parts])
    order = np.argsort(at, kind="stable")
    joined = {name: pa.concat_arrays([_flat(c[name]) for _, c in parts]) for name in names}
    at, joined = at[order], {name: array.take(pa.array(order)) for name, array in joined.items()}
    return _added_up(at, joined) if said.get("adds_up") else (at, joined)


def _added_up(at: Any, cells: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """Bring together figures of a row for one group, where its figures add up to its total.

    Dead of no named group are none of the others then: all figures of such a row are parts.
    """
    told = np.flatnonzero(_mask(pc.is_valid(cells["count_max"])))
    group = pc.fill_null(cells["victim_group"], _NOBODY).take(pa.array(told)).dictionary_encode()
    names = group.dictionary.to_pylist()
    code = at[told] * max(len(names), 1) + group.indices.to_numpy()
    _, first, place = np.unique(code, return_index=True, return_inverse=True)
    sums = np.bincount(place, cells["count_max"].take(pa.array(told)).cast(pa.float64()))
    kept = np.ones(len(at), dtype=bool)
    kept[told] = False
    kept[told[first]] = True
    sum_of = np.full(len(at), np.nan)
    sum_of[told[first]] = sums
    nobodys = [number for number, name in enumerate(names) if name == _NOBODY]
    row_of = at[told[first]]
    open_rows = row_of[np.isin(group.indices.to_numpy()[first], nobodys)]
    several = np.flatnonzero(np.bincount(row_of, minlength=1) > 1)
    part = np.zeros(len(at), dtype=bool)
    part[told[first]] = np.isin(row_of, np.intersect1d(open_rows, several))
    number = pa.array(sum_of, pa.float64(), from_pandas=True).cast(pa.int64()).cast(_TEXT)
    cells = cells | {
        "count_min": pc.coalesce(number, cells["count_min"]),
        "count_max": number,
        "is_subset": pc.if_else(pa.array(part), pa.scalar("true", _TEXT), cells["is_subset"]),
    }
    left = np.flatnonzero(kept)
    return at[left], {name: array.take(pa.array(left)) for name, array in cells.items()}


def _count(count: Any, *, zero: bool) -> Any:
    """Leave out zeros where the data set writes them for "not known" too."""
    return count if zero else pc.if_else(pc.equal(count, "0"), pa.scalar(None, _TEXT), count)


def _mask(flags: Any) -> Any:
    return np.asarray(pc.fill_null(flags, False))


def _exactness(table: _Rows, said: Mapping[str, Any]) -> Any:
    """Return "false" for rows whose lowest and highest estimate differ, else null."""
    if "exact" not in said:
        return pa.nulls(len(table["id"]), _TEXT)
    low, high = (table.code(said["exact"][end]) for end in ("low", "high"))
    differ = pc.fill_null(pc.not_equal(low, high), False)
    return pc.if_else(differ, pa.scalar("false", _TEXT), pa.scalar(None, _TEXT))


def _same(value: str | None, at: Any) -> Any:
    return pa.array([value] * len(at), _TEXT)


def _flat(array: Any) -> Any:
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _series(array: Any, index: pd.Index) -> pd.Series:
    return pd.Series(pd.arrays.ArrowExtensionArray(pa.chunked_array([_flat(array)])), index=index)
