"""A sheet as somebody keeps it -> the plain form, a chunk at a time.

What is decided here needs the header, the row of tags under it, or one row: exports of published
data sets, HXL hashtags, columns that say two things, figures in columns.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geo.schema import PLAIN_COLUMNS
from geo.tables import cells, columns, data_sets, headers, heading_words
from geo.tables.place_columns import PlaceColumns

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from geo.region import RegionPack
    from geo.tables.chunk import Chunk
    from geo.tables.coded_words import CodedWords
    from geo.tables.counts_in_words import CountsInWords
    from geo.tables.wide import Wide


# Codes that people write in words of their own; the words are read where a file has such a column.
_CODED = ("metric", "victim_group", "claimant_side", "actor1_side", "actor2_side")


class Sheet:
    """Puts the chunks of one file into the plain form.

    Parameters
    ----------
    pack
        The region.
    given
        Plain column -> column of the file, as the user says.
    """

    def __init__(self, pack: RegionPack | Any, given: Mapping[str, str] | None) -> None:
        self._pack, self._given = pack, dict(given or {})
        self._is_known = False
        self._tags: dict[str, str] = {}
        self._roles: dict[str, str] = {}
        self._places: PlaceColumns | None = None
        self._words: list[CodedWords | CountsInWords] = []
        self._wide: Wide | None = None

    def plain(self, chunk: Chunk) -> Chunk:
        """Put a chunk into the plain form."""
        names = [str(name) for name in chunk.frame]
        known = None if self._given else data_sets.of(names)
        if known is not None and not known.refused:
            return data_sets.plain(self._without_tags(chunk), known, self._pack)
        if not self._is_known and names:
            chunk = self._without_tags(chunk)
            self._learn(names)
        chunk = self._with_places(headers.without_remarks(chunk, self._date(names)))
        for words in self._words:
            chunk = words.plain(chunk)
        chunk = self._wide.plain(chunk) if self._wide is not None else chunk
        return replace(chunk, roles=self._roles)

    def _date(self, names: list[str]) -> str | None:
        """Return the column of days."""
        found = columns.guess(names, self._roles | self._given, ("date", "date_start"))
        return found.get("date") or found.get("date_start")

    def _without_tags(self, chunk: Chunk) -> Chunk:
        """Take a row of HXL hashtags off the first chunk, and keep them."""
        at = headers.tags_row(chunk.frame) if not self._is_known else None
        if at is None:
            return chunk
        row = chunk.frame.loc[at].dropna()
        self._tags = {str(name): str(tag) for name, tag in row.items()}
        note = f"row {at} holds HXL tags, not a report: left out"
        return replace(chunk, frame=chunk.frame.drop(index=at), notes=(*chunk.notes, note))

    def _learn(self, names: list[str]) -> None:
        """Decide by header and tags what the columns are."""
        self._is_known = True
        told, figures = {}, {}
        if self._tags or any(name.startswith("#") for name in names):
            from geo.tables import hxl

            self._tags = {name: name for name in names} if hxl.are_tags(names) else self._tags
            told, figures = hxl.columns(self._tags), hxl.figures(self._tags)
        self._roles = {plain: name for plain, name in told.items() if plain in PLAIN_COLUMNS}
        found = columns.guess(names, self._roles | self._given)
        self._places = PlaceColumns(names, {**told, **found})
        if hasattr(self._pack, "once") and any(name in found for name in _CODED):
            from geo.tables.coded_words import CodedWords

            coded = {plain: found[plain] for plain in _CODED if plain in found}
            self._words.append(CodedWords(self._pack, coded))
        if hasattr(self._pack, "once") and "count_min" in found:
            from geo.tables.counts_in_words import CountsInWords

            self._words.append(CountsInWords(self._pack, found))
        if figures or "fatalities" in found or any(map(heading_words.counts, names)):
            from geo.tables import figure_columns

            free = [name for name in names if name not in self._places.taken]
            killed = self._given.get("fatalities")
            self._wide = figure_columns.find(free, found, self._pack, figures, killed)

    def _with_places(self, chunk: Chunk) -> Chunk:
        """Add the columns that are made of others; what they were stays in the raw row."""
        places = self._places
        if not places:
            return chunk
        notes = [*chunk.notes]
        made = places.read(chunk.frame, self._pack, notes)
        raw = cells.as_json(chunk.frame)
        frame = chunk.frame.drop(columns=[name for name in places.taken if name in chunk.frame])
        origin = {plain: name for name, each in places.used.items() for plain in each}
        found = columns.guess([str(n) for n in chunk.frame], self._roles | self._given)
        for plain, column in made.items():
            frame = frame.assign(**{found.get(plain, plain): column})
        said = places.said() if not self._is_told else []
        self._is_told = True
        return replace(
            chunk, frame=frame, raw=raw, notes=(*said, *notes), origin={**chunk.origin, **origin}
        )

    _is_told = False


class Places:
    """Reads what the columns of a table say of where, for `geo.located`.

    Parameters
    ----------
    frame
        Its first rows, of text; a row of HXL hashtags first or not.
    given
        Plain column -> column of the table, as the user says.
    where
        The file, for a fault.

    Attributes
    ----------
    own
        Plain column -> column of the table, of those that are read as they are.
    """

    def __init__(self, frame: pd.DataFrame, given: Mapping[str, str], where: str = "") -> None:
        names = [str(name) for name in frame]
        self._at = headers.tags_row(frame)
        tags = {name: name for name in names}
        if self._at is not None:
            tags = {str(n): str(t) for n, t in frame.loc[self._at].dropna().items()}
        is_tagged = self._at is not None
        told: dict[str, str] = {}
        if is_tagged or any(name.startswith("#") for name in names):
            from geo.tables import hxl

            told = hxl.columns(tags) if is_tagged or hxl.are_tags(names) else {}
        roles = {plain: name for plain, name in told.items() if plain in columns.WHERE}
        self.own = columns.guess(names, {**roles, **given}, columns.WHERE, where)
        self._extra = PlaceColumns(names, {**told, **self.own})
        self._is_said = False

    def read(
        self, frame: pd.DataFrame, pack: RegionPack | Any, notes: list[str]
    ) -> tuple[pd.DataFrame, dict[str, str]]:
        """Return the rows with columns that are made of others, and where each plain one is.

        Parameters
        ----------
        frame
            Rows of text.
        pack
            The region.
        notes
            Lines are added to it: what was taken for what, and what contradicts.
        """
        found = dict(self.own)
        if not self._extra:
            return frame, found
        notes += [] if self._is_said else self._extra.said()
        self._is_said = True
        at = self._at if self._at is not None and self._at in frame.index else None
        made = self._extra.read(frame if at is None else frame.drop(index=at), pack, notes)
        for plain, column in made.items():
            found[plain] = f"\0{plain}"
            frame = frame.assign(**{found[plain]: column.reindex(frame.index)})
        return frame, found
