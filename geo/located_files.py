"""A file of rows -> the same rows with place, P-code and line columns, a chunk at a time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import InputError, printable
from geo.located import beside, check, data_set_of, where_of, where_of_data_set
from geo.located_writing import SUFFIXES, arrow, replacing
from geo.region import pack_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from geo.region import RegionPack
    from geo.tables import sheets
    from geo.tables.chunk import Chunk
    from geo.tables.data_sets import DataSet

    Progress = Callable[[str, int, int], None]

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
    from geo.tables.formats import read_chunks

    target = Path(target)
    if target.suffix.lower() not in SUFFIXES:
        raise InputError("unknown kind of output", value=target.name, expected=" ".join(SUFFIXES))
    inputs.keep([source], target)
    rows = _Rows(pack_of(region), columns or {})
    with replacing(target) as write:
        for chunk in read_chunks(source, encoding=encoding, layer=layer):
            located = rows.located(chunk)
            if located is None:  # of a file without rows, which is refused at its end
                continue
            write(arrow(located, rows.remarks))
            if progress:
                progress("locating rows", rows.read, 0)
    if progress:
        progress("locating rows", rows.read, rows.read)
    return Outcome(rows.read, rows.placed, rows.told())


class _Rows:
    """Locates the rows of a file, and keeps what a person is told of them.

    Attributes
    ----------
    read, placed
        Rows so far, and those with a place.
    remarks
        How often what was remarked.
    """

    def __init__(self, pack: RegionPack, columns: Mapping[str, str]) -> None:
        self._pack, self._columns = pack, columns
        self.read = self.placed = 0
        self.remarks: Counter[str] = Counter()
        self._notes: dict[str, None] = {}  # as a set that keeps its order
        self._contradicted: list[str] = []
        self._known: DataSet | None = None
        self._places: sheets.Places | None = None

    def located(self, chunk: Chunk) -> pd.DataFrame | None:
        """Return rows with our columns beside their own; None of a chunk without columns.

        Raises
        ------
        InputError
            No column holds places or coordinates.
        """
        from geo.tables.ragged import with_ragged

        frame, ragged = with_ragged(chunk)
        self._note(*chunk.notes)
        self.remarks.update(chunk.counts)
        names = [str(name) for name in frame]
        if not names:
            return None
        if self._places is None and not self._columns:
            self._known = self._known or data_set_of(names)
        if self._known is not None:
            where = where_of_data_set(frame, self._known, self._pack, self.remarks)
            where = self._without(where, ragged, frame)
        else:
            asked, roles = self._asked(frame, chunk.file)
            where = where_of(asked, roles, self._pack, self.remarks)
            where = self._without(where, ragged, frame)
            self._contradicted += _contradicted(asked, roles, where, self._pack)
        self.placed += int(where["place_level"].notna().sum())
        if conflicts := int(where["where_conflict_km"].notna().sum()):
            self.remarks[_APART] += conflicts
        return beside(frame, where)

    def told(self) -> tuple[str, ...]:
        """Return remarks, one line each."""
        self.remarks[_CONTRADICT] += len(self._contradicted[_NAMED:])
        remarks = (f"{what} ({number})" for what, number in sorted(self.remarks.items()) if number)
        return (*self._notes, *self._contradicted[:_NAMED], self._taken(), *remarks)

    def _note(self, *notes: str) -> None:
        self._notes |= dict.fromkeys(notes)

    def _asked(self, frame: pd.DataFrame, file: str) -> tuple[pd.DataFrame, dict[str, str]]:
        """Return the columns that say where, and by its role the name of each."""
        from geo.tables import sheets

        told: list[str] = []
        self._places = self._places or sheets.Places(frame, self._columns, file)
        asked, roles = self._places.read(frame, self._pack, told)
        check(roles, file, [str(name) for name in frame])
        self._note(*told)
        return asked, roles

    def _without(
        self, where: pd.DataFrame, ragged: Mapping[int, str], frame: pd.DataFrame
    ) -> pd.DataFrame:
        """Count the rows, and take back what was found in those that are no rows of the table.

        The cells of ragged ones may stand under the wrong names: they are named, or counted where
        they are too many. A row of HXL tags, with which a table may begin, is none of its rows.
        """
        from geo.tables import headers

        tags = None if self.read else headers.tags_row(frame)
        self.read += len(where) - (tags is not None)
        for row, reason in ragged.items():
            known = sum(remark.startswith(_RAGGED) for remark in self.remarks)
            told = f"row {row}, {reason}" if known < _NAMED else "other rows"
            self.remarks[f"{_RAGGED}: {told}"] += 1
        if ragged:
            is_ragged = where.index.isin(list(ragged))
            where = where.apply(lambda column: column.mask(is_ragged))
            why = [f"not located: {ragged[row]}" for row in where.index[is_ragged]]
            where.loc[is_ragged, "place_why"] = why
        if tags is not None:
            where.loc[tags] = None
            self._note(f"row {tags} holds HXL tags: kept, not located")
        return where

    def _taken(self) -> str:
        """Say which columns were taken for what."""
        if self._known is not None:
            return f"read as {self._known.name}: coordinates as precisely as it codes them"
        own = self._places.own if self._places is not None else {}
        return ", ".join(f"{role} from {printable(name)}" for role, name in own.items())


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
