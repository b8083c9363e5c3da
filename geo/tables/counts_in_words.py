"""Counts of the long form in a person's own words ("at least 3", "~50", "dozens") -> bounds.

They are read as cells of figures are (`geo.tables.figures`). What is more or less than one figure
is refused as it stands, and so are words beside which the row's own bounds say something else.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.tables import cells, figures, values
from geo.tables.headings import Headings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from geo.region import RegionPack
    from geo.tables.chunk import Chunk

_LOW, _HIGH, _EXACT = "count_min", "count_max", "is_exact"
_METRICS = ("attacked_persons",)  # what is counted stands in a column of its own


class CountsInWords:
    """Reads such cells by the words of a region.

    Parameters
    ----------
    pack
        The region.
    found
        Plain column -> column of the file: of `count_min`, and of `count_max` and `is_exact` if the
        file has them.
    """

    def __init__(self, pack: RegionPack, found: Mapping[str, str]) -> None:
        self._headings = Headings(pack)
        self._low = found[_LOW]
        self._high, self._exact = found.get(_HIGH, _HIGH), found.get(_EXACT, _EXACT)

    def plain(self, chunk: Chunk) -> Chunk:
        """Put bounds in the place of words that are a figure, and count them; rows stay."""
        frame = chunk.frame
        if self._low not in frame or _is_all_digits(frame[self._low]):
            return chunk
        texts = frame[self._low].astype(object)
        meant = {word: self._meant(str(word)) for word in pd.unique(texts.dropna())}
        told = texts.map({word: one for word, one in meant.items() if one}, na_action="ignore")
        at = np.flatnonzero(told.notna().to_numpy() & self._agree(frame, texts, meant))
        if not len(at):
            return chunk
        counts = dict(chunk.counts)
        for word, number in texts.iloc[at].value_counts(sort=False).items():
            remark = f"{self._low!r}: {str(word).strip()!r} is read as {_said(meant[word])}"
            counts[remark] = counts.get(remark, 0) + int(number)
        made = {}
        for name, key in ((self._low, _LOW), (self._high, _HIGH), (self._exact, _EXACT)):
            old = (
                frame[name].astype(object)
                if name in frame
                else pd.Series(None, frame.index, object)
            )
            column = old.where(old.notna(), None).to_numpy(object, copy=True)
            column[at] = [_cells(figure)[key] for figure in told.iloc[at]]
            array: Any = pd.arrays.ArrowExtensionArray(pa.array(column, pa.string()))
            made[name] = pd.Series(array, index=frame.index)
        raw = cells.as_json(frame) if chunk.raw is None else chunk.raw
        return replace(chunk, frame=frame.assign(**made), raw=raw, counts=counts)

    def _agree(
        self,
        frame: pd.DataFrame,
        texts: pd.Series,
        meant: Mapping[str, figures.Figure | None],
    ) -> NDArray[np.bool_]:
        """Tell which rows say nothing of their count beside the words, or the same."""
        agree = np.ones(len(frame), bool)
        for name, key in ((self._high, _HIGH), (self._exact, _EXACT)):
            if name in frame:
                said = frame[name].astype(object).where(frame[name].notna(), "")
                said = said.astype(str).str.strip().str.lower()
                same = {word: _cells(one)[key] for word, one in meant.items() if one}
                agree &= (said.eq("") | said.eq(texts.map(same))).to_numpy(bool)
        return agree

    def _meant(self, word: str) -> figures.Figure | None:
        """Return the one figure that words are; None where they are a number, or no or more."""
        text = word.strip()
        if not text or values.whole_numbers(pa.array([text]), open_end=True).faults[0] is None:
            return None
        found = figures.cell(text, self._headings, _METRICS)
        if isinstance(found, values.Fault) or len(found) != 1:
            return None
        one = found[0]
        is_plain = not (one.group or one.is_part or one.denies or one.claimant)
        return replace(one, place=0) if is_plain else None


def _is_all_digits(column: pd.Series) -> bool:
    digits = pc.match_substring_regex(pa.array(column, pa.string(), from_pandas=True), r"^\d*$")
    return pc.all(digits).as_py() is not False


def _cells(figure: figures.Figure) -> dict[str, str | None]:
    low, high = (None if end is None else str(end) for end in (figure.low, figure.high))
    is_exact = figure.is_exact and figure.low == figure.high
    return {_LOW: low, _HIGH: high, _EXACT: "true" if is_exact else "false"}


def _said(figure: figures.Figure | None) -> str:
    """Say bounds in words."""
    if figure is None or figure.low is None:
        return f"up to {figure.high}" if figure is not None else "nothing"
    if figure.high is None:
        return f"{figure.low} or more"
    if figure.low != figure.high:
        return f"{figure.low} to {figure.high}"
    return f"{figure.low}" if figure.is_exact else f"about {figure.low}"
