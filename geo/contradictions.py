"""Rows whose words for a place and whose columns of units speak of two places.

Such a row is placed where most of it agrees. What does not is told, since only a person knows which
of the two was a slip.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.errors import printable
from geo.gazetteer.names import fold, skeleton
from geo.gazetteer.queries import distinct, firsts, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from geo.gazetteer.entries import Entry
    from geo.region import RegionPack

_HINTS = ("country", "admin1", "admin2")
_ANSWER = ("place_id", "admin3_id", "admin2_pcode", "admin1_pcode", "country")  # finest first
# Words alone that are held against the columns: villages have namesakes that no list has.
_HELD = ("admin1", "admin2")


def contradictions(rows: pd.DataFrame, where: pd.DataFrame, pack: RegionPack) -> dict[int, str]:
    """Tell which rows name two places.

    Parameters
    ----------
    rows
        As for `geo.locating.locate_rows`. Rows with coordinates are left to `where_conflict_km`.
    where
        What was found for them, in the same order.
    pack
        The region.

    Returns
    -------
    dict
        Position of a row -> what in it contradicts what, and which of the two was taken.
    """
    import numpy as np
    import pandas as pd

    hints = [name for name in _HINTS if name in rows]
    wanted = np.zeros(len(rows), dtype=bool)
    for name in hints:
        wanted |= rows[name].notna().to_numpy()
    for axis in ("latitude", "longitude"):
        wanted &= rows[axis].isna().to_numpy() if axis in rows else True
    at = np.flatnonzero(wanted)
    if not at.size:
        return {}
    asked = distinct(rows.iloc[at].rename(columns={"place_text": "text"}))
    codes = asked.codes
    found: dict[str, Any] = {}
    for name in _ANSWER:
        part, values = pd.factorize(where[name].iloc[at], use_na_sentinel=False)
        found[name] = part, [None if pd.isna(value) else value for value in values]
        codes = joined(codes, np.asarray(part), len(values))
    first = firsts(codes)
    queries = [asked.queries[asked.codes[row]] for row in first]
    answers = [[values[part[row]] for part, values in found.values()] for row in first]
    lines = _Units(pack).lines(queries, answers)
    told = {row: lines[code] for row, code in zip(at.tolist(), codes.tolist(), strict=True)}
    return {row: line for row, line in told.items() if line}


class _Units:
    """The units of a region, and what the words of a row mean among them."""

    def __init__(self, pack: RegionPack) -> None:
        from geo.gazetteer import Gazetteer
        from geo.gazetteer.hinted_units import HintReader

        self._index = Gazetteer(pack).index
        self._hints = self._index.once("hint_reader", HintReader)

    def lines(
        self, queries: Sequence[tuple[str | None, ...]], answers: Sequence[Sequence[str | None]]
    ) -> list[str]:
        """Say of each query and its answer what contradicts; nothing where all agrees."""
        taken = [self._entry(answer) for answer in answers]
        lines = [
            self._column_apart(query, entry) if entry is not None else ""
            for query, entry in zip(queries, taken, strict=True)
        ]
        return [
            line or (self._words_apart(query, entry) if entry is not None else "")
            for query, entry, line in zip(queries, taken, lines, strict=True)
        ]

    def _entry(self, answer: Sequence[str | None]) -> Entry | None:
        """Return the finest unit or crossing of an answer that the index knows by its code."""
        numbers = (self._index.by_code.get(code) for code in answer if code)
        number = next((number for number in numbers if number is not None), None)
        return None if number is None else self._index.entries[number]

    def _of_column(self, name: str, said: str) -> list[Entry]:
        """Return what a cell of a column of units alone may mean."""
        columns = [said if name == hint else None for hint in _HINTS]
        hints, _ = self._hints.read((columns[0], columns[1], columns[2]))
        codes = {"country": hints.countries, "admin1": hints.admin1, "admin2": hints.admin2}[name]
        return [self._index.entries[self._index.by_code[code]] for code in codes or ()]

    def _given(self, query: Sequence[str | None]) -> list[tuple[str, str]]:
        return [(name, said) for name, said in zip(_HINTS, query[1:], strict=True) if said]

    def _column_apart(self, query: Sequence[str | None], entry: Entry) -> str:
        for name, said in self._given(query):
            units = self._of_column(name, said)
            if units and all(_are_apart(unit, entry) for unit in units):
                return (
                    f"{name} {printable(said)} is not where the rest of the row lies:"
                    f" {self._named(entry)}, which is taken"
                )
        return ""

    def _words_apart(self, query: Sequence[str | None], entry: Entry) -> str:
        """Say where the words alone are known, if the answer is what a column names instead."""
        text, given = query[0], self._given(query)
        columns = [(name, said) for name, said in given if entry in self._of_column(name, said)]
        meant = self._known(text) if text and columns else []
        if not meant or not all(_are_apart(entry, one) for one in meant):
            return ""
        name, said = columns[-1]
        return (
            f"{printable(text)} is known as {self._named(meant[0])}, not in {name}"
            f" {printable(said)}, which is taken"
        )

    def _known(self, text: str) -> list[Entry]:
        """Return the provinces and districts whose name a text is: all of it, spelt so."""
        key = fold(text)
        for table, name in (
            (self._index.folded, key),
            (self._index.skeletons, skeleton(key)),
        ):
            entries = [self._index.entries[number] for number, _ in table.get(name, ())]
            if found := [entry for entry in entries if entry.level in _HELD]:
                return found
        return []

    def _named(self, entry: Entry) -> str:
        number = self._index.by_code.get(entry.admin1) if entry.admin1 else None
        above = self._index.entries[number].name if number is not None else ""
        return f"{entry.name}, {above}" if above and above != entry.name else entry.name


def _are_apart(one: Entry, other: Entry) -> bool:
    """Tell two units neither of which lies in the other, as far as is known."""
    is_open = one.level == "admin3" and one.admin2 == other.admin2 and other.admin3 is None
    return not is_open and one.id not in other.codes and other.id not in one.codes
