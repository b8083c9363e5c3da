"""What the names of texts may mean, weighed: as columns, and as objects where one is asked for."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.gazetteer.columns import spread
from geo.gazetteer.context import ELSEWHERE, NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.gazetteer.batch import Batch
    from geo.gazetteer.columns import Ints, Reals
    from geo.gazetteer.entries import Entry
    from geo.gazetteer.index import Index
    from geo.gazetteer.mentions import Reading

# An answer that is less likely than this is none.
THRESHOLD = 0.3


class Rated(NamedTuple):
    """One thing a name may mean.

    Attributes
    ----------
    quality
        How well all that is known fits it, 0 to 1.
    rank
        The same, weighed by how often it is meant by its name: decides among namesakes.
    reasons
        What speaks for or against it: a code of `[detail]` of `reasons.toml`, and a name or "".
    """

    entry: Entry
    quality: float
    rank: float
    reasons: tuple[tuple[str, str], ...] = ()


class Weighed(NamedTuple):
    """Meanings, the best of each name first; the reasons as numbers."""

    entry: Ints
    quality: Reals
    rank: Reals
    hint: Ints
    context: Ints


class Rates:
    """What each name of each text may mean.

    Attributes
    ----------
    index
        All that bears a name.
    readings, batch
        The texts; their names.
    weighed
        Their meanings, those of a name together and the best first.
    first, count
        Where the meanings of each name begin, and how many they are.
    """

    def __init__(
        self, index: Index, readings: Sequence[Reading], batch: Batch, weighed: Weighed
    ) -> None:
        self.index = index
        self.readings = readings
        self.batch = batch
        self.weighed = weighed
        self.count: Ints = batch.names.number[batch.name]
        self.first: Ints = np.cumsum(self.count) - self.count

    def of_text(self, text: int) -> list[list[Rated]]:
        """Return what each name of a text may mean, best first."""
        return [*self.of_names(np.flatnonzero(self.batch.text == text))]

    def of_names(self, names: Ints) -> Iterator[list[Rated]]:
        """Return what each of some names may mean, best first."""
        made = iter(self.of_meanings(spread(self.first[names], self.count[names])[1]))
        return ([*islice(made, count)] for count in self.count[names].tolist())

    def of_meanings(self, rows: Ints) -> list[Rated]:
        """Return some meanings."""
        entry, quality, rank, hint, context = (column[rows] for column in self.weighed)
        # Few reasons speak for many meanings.
        size = len(self.index.entries) - ELSEWHERE
        known, at = np.unique(hint * size + context - ELSEWHERE, return_inverse=True)
        said = [self._said(*divmod(reason, size)) for reason in known.tolist()]
        return [
            *map(
                Rated,
                map(self.index.entries.__getitem__, entry.tolist()),
                quality.tolist(),
                rank.tolist(),
                map(said.__getitem__, at.tolist()),
            )
        ]

    def _said(self, hint: int, place: int) -> tuple[tuple[str, str], ...]:
        context = place + ELSEWHERE
        said = [(code, "") for code in self.batch.hinted.reasons(hint)]
        if context == ELSEWHERE:
            said.append(("elsewhere", ""))
        elif context != NOTHING:
            said.append(("in", self.index.entries[context].name))
        return tuple(said)
