"""A sheet with figures in columns ("Killed (Pak claim)", "~50") -> the long form, a row a claim.

Each filled cell of a column of figures becomes a claim of its row. Nothing is added up, and what a
heading or a cell leaves open is named, not guessed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.errors import printable
from geo.reports.attribution.lookups import UNATTRIBUTED, UNKNOWN
from geo.reports.counts.forces import UNSPECIFIED
from geo.tables import cells, figures
from geo.tables.columns import folded
from geo.tables.values import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.tables.chunk import Chunk
    from geo.tables.heading import Heading, Unclear
    from geo.tables.headings import Headings

_TEXT = pa.string()
_NAMED = 20  # cells and headings named one by one
_MADE = (
    *("claimant", "claimant_side", "metric", "victim_group", "count_min", "count_max"),
    *("is_exact", "is_subset", "unit", "stance", "quote"),
)
_ADDRESS = re.compile(r"(?:https?://|www\.)", re.IGNORECASE)
_FIGURE = r"\d|[۰-۹٠-٩]"


class Wide:
    """The columns of figures of a file.

    Parameters
    ----------
    columns
        Column of the file -> what its figures are.
    unread
        Column -> why it counts something and is not read.
    headings
        Reads the words of the region.
    source, claimant, whose
        Columns of the file that say who published a row, who says its figures and whose losses they
        are; None where it has none.
    kept
        A column of figures that stays, empty, since the user names it.
    """

    def __init__(
        self,
        columns: Mapping[str, Heading],
        unread: Mapping[str, Unclear],
        headings: Headings,
        source: str | None,
        claimant: str | None,
        whose: str | None,
        kept: str | None = None,
    ) -> None:
        self._columns, self._unread, self._headings = dict(columns), dict(unread), headings
        self._source, self._claimant, self._whose = source, claimant, whose
        self._kept = kept
        self._bad = 0
        self._is_said = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that hold figures."""
        return tuple(self._columns)

    def plain(self, chunk: Chunk) -> Chunk:
        """Put the rows of a chunk into the long form: a row a figure, one without any once."""
        frame = chunk.frame
        notes = [*chunk.notes]
        if not self._is_said:
            notes += self._told(frame)
            self._is_said = True
        counts = dict(chunk.counts)
        parts = [self._of_column(frame, name, notes, counts) for name in self._shown()]
        told = pd.concat([part for part in parts if len(part)] or [_nothing()], ignore_index=True)
        has = np.zeros(len(frame), dtype=bool)
        has[told["at"].to_numpy(np.int64)] = True
        bare = np.flatnonzero(~has)
        rows = pd.concat([told, _nothing().reindex(range(len(bare))).assign(at=bare, order=0)])
        places, order = (rows[name].to_numpy(np.int64) for name in ("at", "order"))
        rows = rows.take(np.lexsort((order, places)))
        at = rows["at"].to_numpy(np.int64)
        used = {*self._columns, self._claimant, self._whose, *_MADE}
        kept = frame[
            [name for name in frame if folded(str(name)) not in _MADE and name not in used]
        ]
        index = pd.Index(np.asarray(frame.index)[at], dtype="int64", name="row")
        made = kept.take(at).set_axis(index, axis=0)
        if self._kept is not None:
            made[self._kept] = pd.Series([None] * len(at), index, dtype=pd.ArrowDtype(_TEXT))
        for name in _MADE:
            array = pa.array(rows[name].astype(object).where(rows[name].notna(), None), _TEXT)
            made[name] = pd.Series(pd.arrays.ArrowExtensionArray(array), index=index)
        return replace(
            chunk,
            frame=made,
            notes=tuple(notes),
            counts=counts,
            raw=(cells.as_json(frame) if chunk.raw is None else chunk.raw).take(pa.array(at)),
            origin={**chunk.origin, "count_min": ", ".join(self._columns)},
        )

    def _shown(self) -> list[str]:
        """Return the columns that begin figures: the upper end of a range goes with its lower."""
        ends = {_key(one) for one in self._columns.values() if one.bound == "low"}
        return [
            name
            for name, one in self._columns.items()
            if one.bound != "high" or _key(one) not in ends
        ]

    def _upper(self, heading: Heading) -> str | None:
        """Return the column with the upper ends of a column of lower ones."""
        if heading.bound != "low":
            return None
        return next(
            (
                name
                for name, one in self._columns.items()
                if one.bound == "high" and _key(one) == _key(heading)
            ),
            None,
        )

    def _of_column(
        self, frame: pd.DataFrame, name: str, notes: list[str], counts: dict[str, int]
    ) -> pd.DataFrame:
        """Read the figures of a column, each with the place of its row."""
        heading = self._columns[name]
        upper = self._upper(heading)
        texts = _trimmed(frame[name])
        highs = _trimmed(frame[upper]) if upper else pa.nulls(len(frame), _TEXT)
        filled = np.flatnonzero(pc.or_(pc.is_valid(texts), pc.is_valid(highs)).to_numpy(False))
        codes, said = _pairs(*(array.take(pa.array(filled)) for array in (texts, highs)))
        found = [self._read(low, high, heading) for low, high in said]
        for place in np.flatnonzero([isinstance(found[code], Fault) for code in codes]):
            low, high = said[codes[place]]
            fault = found[codes[place]]
            if isinstance(fault, Fault):
                self._tell(frame.index[filled[place]], name, low or high, fault, notes, counts)
        voices, groups = self._voices(frame, heading, filled), self._groups(frame, heading, filled)
        parts = [_nothing()]
        most = max((0 if isinstance(one, Fault) else len(one) for one in found), default=0)
        for nth in range(most):
            made = [
                figures.in_long_form((name, pair[0]), (upper, pair[1]), heading, one, nth)
                for pair, one in zip(said, found, strict=True)
            ]
            has = np.array([one is not None for one in made])[codes]
            table = pd.DataFrame(
                [one or {} for one in made], columns=_nothing().columns, dtype=object
            )
            rows = table.take(codes[has]).reset_index(drop=True)
            rows["at"], rows["order"] = filled[has], list(self._columns).index(name)
            for column, values in (
                ("claimant", voices[0]),
                ("claimant_side", voices[1]),
                ("victim_group", groups),
            ):
                rows[column] = rows[column].where(
                    rows[column].notna(), pd.Series(values[has], dtype=object)
                )
            parts.append(rows)
        return pd.concat(parts, ignore_index=True)

    def _read(
        self, text: str | None, high: str | None, heading: Heading
    ) -> Sequence[figures.Figure] | Fault:
        found = figures.cell(text, self._headings, heading.metrics) if text else ()
        if isinstance(found, Fault) or (not high and not heading.bound):
            return found
        above = figures.cell(high, self._headings, heading.metrics) if high else ()
        if isinstance(above, Fault):
            return above
        if not (_is_end(found) and _is_end(above)):
            return Fault("more than a number under a heading of one end", "a number alone")
        if heading.bound == "high":
            return tuple(replace(one, low=None, is_exact=False) for one in found)
        low = found[0].low if found else None
        most = above[0].high if above else None
        if low is None and most is None:
            return ()
        if low is not None and most is not None and low > most:
            return Fault("the lowest figure is above the highest", "the lowest first")
        exact = (
            low == most and found[0].is_exact and above[0].is_exact if found and above else False
        )
        return (figures.Figure(low, most, exact),)

    def _voices(self, frame: pd.DataFrame, heading: Heading, at: Any) -> tuple[Any, Any]:
        """Say who gives the figures of some rows, and for whom.

        It is whom the heading names, else a column of claimants, else the source.
        """
        nobody = (UNATTRIBUTED, UNKNOWN)
        if heading.claimant:
            nobody = (heading.claimant, heading.side)
        who = np.full(len(at), nobody[0], object)
        whose = np.full(len(at), nobody[1], object)
        columns = (
            ()
            if heading.claimant
            else ((self._source, self._publisher), (self._claimant, self._headings.speaker))
        )
        for name, resolve in columns:
            if name is None:
                continue
            codes, distinct = pd.factorize(
                np.array(_trimmed(frame[name]).take(pa.array(at)).to_pylist(), object)
            )
            told = [resolve(one) for one in distinct] + [nobody]
            has = codes >= 0
            who[has] = np.array([one[0] for one in told], object)[codes[has]]
            whose[has] = np.array([one[1] for one in told], object)[codes[has]]
        return who, whose

    def _publisher(self, name: str) -> tuple[str, str]:
        if _ADDRESS.match(name):
            return UNATTRIBUTED, UNKNOWN
        return name, self._headings.publisher(name)

    def _groups(self, frame: pd.DataFrame, heading: Heading, at: Any) -> Any:
        """Say whose losses the figures of some rows are, by a column of it."""
        groups = np.full(len(at), heading.group, object)
        if self._whose is None or heading.group != UNSPECIFIED:
            return groups
        texts = np.array(_trimmed(frame[self._whose]).take(pa.array(at)).to_pylist(), object)
        codes, distinct = pd.factorize(texts)
        told = np.array(
            [self._headings.group(one) or heading.group for one in distinct] + [""], object
        )
        return np.where(codes >= 0, told[codes], groups)

    def _tell(
        self,
        row: int,
        name: str,
        text: str | None,
        fault: Fault,
        notes: list[str],
        counts: dict[str, int],
    ) -> None:
        """Name a cell that is no figure; its row stays."""
        self._bad += 1
        if self._bad > _NAMED:
            remark = "more cells without a figure, left out"
            counts[remark] = counts.get(remark, 0) + 1
            return
        notes.append(
            f"row {row}, {name}: {fault.reason}: {printable(text, 40)}, left out;"
            f" expected {fault.expected}"
        )

    def _told(self, frame: pd.DataFrame) -> list[str]:
        """Say how each column of figures is read, and which are not and why."""
        lines = [f"figures in columns: {'; '.join(map(self._as_read, self._columns))}"]
        lines = lines if self._columns else []
        unread = [
            (name, why) for name, why in self._unread.items() if _has_figures(_trimmed(frame[name]))
        ]
        lines += [
            f"figures in {name!r} are not read: {why.reason}; write {why.instead}"
            for name, why in unread[:_NAMED]
        ]
        return lines

    def _as_read(self, name: str) -> str:
        one = self._columns[name]
        what = " and ".join(one.metrics) + (f" ({one.unit})" if one.unit else "")
        said = f" by {one.claimant!r} ({one.side})" if one.claimant else ""
        return f"{name!r} is {what} of {one.group}{said}"


def _key(heading: Heading) -> Heading:
    return replace(heading, bound="")


def _is_end(found: Sequence[figures.Figure]) -> bool:
    """Tell a number alone, which may be the least or the most: no claimant, part or denial."""
    plain = [
        one
        for one in found
        if one.low is None or one.high is None or one.low == one.high
        if not (one.claimant or one.group or one.is_part or one.denies or one.place > 0)
    ]
    return len(found) == len(plain) <= 1


def _nothing() -> pd.DataFrame:
    return pd.DataFrame(columns=["at", "order", *_MADE], dtype=object)


def _trimmed(column: pd.Series) -> Any:
    array = pa.array(column, _TEXT, from_pandas=True)
    array = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    trimmed = pc.utf8_trim_whitespace(array)
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, _TEXT), trimmed)


def _pairs(low: Any, high: Any) -> tuple[Any, list[tuple[str | None, str | None]]]:
    """Return for each row the number of its pair of texts, and the distinct pairs."""
    coded = [array.dictionary_encode(null_encoding="encode") for array in (low, high)]
    first, second = (
        array.indices.to_numpy(zero_copy_only=False).astype(np.int64) for array in coded
    )
    lows, highs = (array.dictionary.to_pylist() for array in coded)
    codes, distinct = pd.factorize(first * max(len(highs), 1) + second)
    width = max(len(highs), 1)
    return codes, [(lows[one // width], highs[one % width]) for one in distinct.tolist()]


def _has_figures(texts: Any) -> bool:
    """Tell whether most filled cells of a column begin with a digit."""
    told = pc.sum(pc.match_substring_regex(texts, rf"^\W*(?:{_FIGURE})")).as_py() or 0
    return bool(told * 2 > len(texts) - texts.null_count)
