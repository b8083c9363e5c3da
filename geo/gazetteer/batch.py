"""The names of many texts and all that each may mean, as columns."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geo.gazetteer.cities import beyond_cities
from geo.gazetteer.columns import LEVELS, Columns, any_of, columns_of, level_numbers, spread
from geo.gazetteer.hinting import hinted
from geo.gazetteer.mentions import TIERS, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from geo.gazetteer.columns import Bits, Ints, Reals
    from geo.gazetteer.hinting import Hints
    from geo.gazetteer.index import Index
    from geo.gazetteer.mentions import Found, Reading, Setting

TIER = {tier: number for number, tier in enumerate(TIERS)}
_TIER_WORTH = np.array([*TIERS.values()])
LEVEL = dict(zip(LEVELS, level_numbers(LEVELS), strict=True))
NO_LEVEL = len(LEVELS)  # the number of no level


class Settings(NamedTuple):
    """What the words around names say; as of `geo.gazetteer.mentions.Setting`."""

    start: Ints
    end: Ints
    level: Ints
    is_reference: Bits
    away_km: Reals  # NaN where nothing is said
    is_far: Bits
    is_owner: Bits
    is_placed: Bits
    after_unknown: Bits
    before_unknown: Bits
    list_start: Ints
    is_called: Bits
    is_end: Bits
    next_part: Ints


class Names(NamedTuple):
    """Names as they are written, and what they may mean.

    Attributes
    ----------
    tier, likeness, is_bare, is_sole
        As of `geo.gazetteer.mentions.Found`; the tier as a number.
    worth
        What the tier says.
    is_latin, letters, sounds
        How it is written.
    is_common, is_line
        It is an everyday word too; it may name the line.
    start, number
        What it may mean: where it begins, and how many rows, of `entry`, `weight` and `is_alike`.
    is_alike
        It is only romanised like what it may mean, and spelt like something else.
    has_level
        By the number of a level: something of it is among that.
    meant
        The number of all that it may mean together: the same for two spellings of one name.
    """

    tier: Ints
    worth: Reals
    likeness: Reals
    is_bare: Bits
    is_sole: Bits
    is_latin: Bits
    is_common: Bits
    is_line: Bits
    letters: Ints
    sounds: Ints
    start: Ints
    number: Ints
    has_level: Bits
    meant: Ints
    entry: Ints
    weight: Reals
    is_alike: Bits


class Batch:
    """The names of texts: one a row, those of a text together, in order.

    Attributes
    ----------
    entries, columns, beyond_cities
        All that bears a name; as columns; the units that reach far beyond the city of their name.
    found
        The names as they are written.
    text
        The number of the text that each is in.
    settings, names
        What is said of them; for each, the row that holds for it is in `setting` and `name`.
    is_repeated
        Whether the text says each of them twice, and never of what level it is; the spelling may
        differ.
    rejected, after_unknown, before_unknown, quality
        What is known of each while they are weighed: it is not meant; it may be part of a longer
        name; the quality of its best meaning.
    hinted, hints
        What rows say; the number of that of each text.
    has_unknown, has_unknown_unit, has_rural, has_urban, has_border, has_joint, has_crossing
    is_whole
        As of the frame and the `Reading` of each text.
    """

    def __init__(self, index: Index, readings: Sequence[Reading], hints: Sequence[Hints]) -> None:
        self.entries = index.entries
        self.columns: Columns = index.once("columns", columns_of)
        self.beyond_cities = index.once("beyond_cities", beyond_cities)
        self.found: list[Found] = [found for reading in readings for found in reading.names]
        frames, frame = _distinct([reading.frame for reading in readings])
        sizes = np.array([len(one.settings) for one in frames], np.intp)
        counts = sizes[frame]
        self.text, self.setting = spread((np.cumsum(sizes) - sizes)[frame], counts)
        self.first = (np.cumsum(counts) - counts)[self.text]  # of the names of its text
        self.count = counts[self.text]
        self._settings = [setting for one in frames for setting in one.settings]
        self.settings = _settings(self._settings)
        names, self.name = _distinct(self.found)
        self.names = _names(names, self.columns)
        every = np.arange(len(self.found))
        self.rejected, self.quality = np.zeros(every.size, bool), np.zeros(every.size)
        meant = self.names.meant[self.name]
        _, said = np.unique(self.text * len(names) + meant, return_inverse=True)
        stated = self.of_settings("level", every) != NO_LEVEL
        is_sure = self.of_names("tier", every) != TIER["slip"]
        is_twice = np.bincount(said, is_sure) > 1
        self.is_repeated = (is_twice & ~any_of(said, stated, is_twice.size))[said]
        self.after_unknown = self.of_settings("after_unknown", every)
        self.before_unknown = self.of_settings("before_unknown", every)
        distinct, self.hints = _distinct([*hints])
        self.hinted = hinted(self.columns, distinct)
        self.has_unknown = np.array([bool(one.unknown) for one in frames], bool)[frame]
        self.has_unknown_unit = _column(frames, "has_unknown_unit", bool)[frame]
        self.has_rural = _column(frames, "has_rural", bool)[frame]
        self.has_urban = _column(frames, "has_urban", bool)[frame]
        self.has_border = _column(frames, "has_border", bool)[frame]
        self.has_joint = _column(frames, "has_joint", bool)[frame]
        self.has_crossing = _column(frames, "has_crossing", bool)[frame]
        self.is_whole = _column(readings, "is_whole", bool)

    def mentions(self, rows: Ints) -> Iterator[Mention]:
        """Return some names with what is said of each."""
        said = map(self._settings.__getitem__, self.setting[rows].tolist())
        return map(Mention, said, map(self.found.__getitem__, rows.tolist()))

    def of_names(self, column: str, rows: Ints) -> Any:
        """Return a column of `names` for some mentions."""
        return getattr(self.names, column)[self.name[rows]]

    def of_settings(self, column: str, rows: Ints) -> Any:
        """Return a column of `settings` for some mentions."""
        return getattr(self.settings, column)[self.setting[rows]]

    def meanings(self, rows: Ints) -> tuple[Ints, Ints]:
        """Return all that mentions may mean: the number of the row, the row of `names.entry`."""
        return spread(self.of_names("start", rows), self.of_names("number", rows))


def _distinct(each: list[Any]) -> tuple[list[Any], Ints]:
    """Return the different objects of a list, and for each of the list the number of its own."""
    distinct = [*dict.fromkeys(each)]
    numbers = dict(zip(distinct, range(len(distinct)), strict=True))
    return distinct, np.array([*map(numbers.__getitem__, each)], np.intp)


def _settings(each: list[Setting]) -> Settings:
    column = partial(_column, each)
    return Settings(
        start=column("start", np.intp),
        end=column("end", np.intp),
        level=np.array([LEVEL.get(setting.level or "", NO_LEVEL) for setting in each], np.intp),
        is_reference=column("is_reference", bool),
        away_km=column("away_km", float),
        is_far=column("is_far", bool),
        is_owner=column("is_owner", bool),
        is_placed=column("is_placed", bool),
        after_unknown=column("after_unknown", bool),
        before_unknown=column("before_unknown", bool),
        list_start=column("list_start", np.intp),
        is_called=column("is_called", bool),
        is_end=column("is_end", bool),
        next_part=column("next_part", np.intp),
    )


def _names(each: list[Found], columns: Columns) -> Names:
    column = partial(_column, each)
    tier = np.array([TIER[found.tier] for found in each], np.intp)
    number = np.array([len(found.hits) for found in each], np.intp)
    start = np.cumsum(number) - number
    hits = [hit for found in each for hit in found.hits]
    together: dict[frozenset[int], int] = {}
    for found in each:
        together.setdefault(frozenset(dict(found.hits)), len(together))
    entry = np.array([number for number, _ in hits], np.intp)
    has_level = np.zeros((len(each), NO_LEVEL + 1), bool)
    has_level[np.repeat(np.arange(len(each)), number), columns.level[entry]] = True
    return Names(
        tier=tier,
        worth=_TIER_WORTH[tier],
        likeness=column("likeness", float),
        is_bare=column("is_bare", bool),
        is_sole=column("is_sole", bool),
        is_latin=column("is_latin", bool),
        is_common=column("is_common", bool),
        is_line=column("is_line", bool),
        letters=column("letters", np.intp),
        sounds=column("sounds", np.intp),
        start=start,
        number=number,
        has_level=has_level,
        meant=np.array([together[frozenset(dict(found.hits))] for found in each], np.intp),
        entry=entry,
        weight=np.array([weight for _, weight in hits], float),
        is_alike=np.arange(entry.size) >= np.repeat(start + column("spelt", np.intp), number),
    )


def _column(each: Sequence[Any], name: str, kind: type) -> NDArray[Any]:
    return np.array([*map(attrgetter(name), each)], kind)
