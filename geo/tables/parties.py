"""Actors of data sets ("Military Forces of X (2021-)", a group, civilians) -> their sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from geo.reports.who import actors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.region import RegionPack

_TEXT = pa.string()
_CIVILIANS, _MILITANTS = "civilians", "militants"


class Parties:
    """Whose the actors of a data set are.

    Parameters
    ----------
    pack
        The region: its `actors.toml` has the names; without one only civilians are told.
    words
        `civilians` and `unidentified`: words of names that are no party's, lower case.

    Attributes
    ----------
    unknown
        The region's word for a side that nobody knows; None if it has none.
    """

    def __init__(self, pack: RegionPack | Any, words: Mapping[str, Sequence[str]]) -> None:
        self.unknown = "unknown" if "unknown" in pack.sides else None
        self._other = "other" if "other" in pack.sides else self.unknown
        self._sides = frozenset(pack.sides)
        self._actors = actors.of(pack)
        self._words = words

    def column(self, names: Any, days: Any) -> tuple[Any, Any]:
        """Return the side and the victim group of each actor on its day.

        Parameters
        ----------
        names
            Arrow text; null for none.
        days
            Arrow text, ISO 8601 or whatever a file writes: a name that changed sides is what it
            was then where the day sorts before that one.
        """
        coded = names.dictionary_encode()
        coded = coded.combine_chunks() if isinstance(coded, pa.ChunkedArray) else coded
        told = [self._of(name) for name in coded.dictionary.to_pylist()]
        columns = [pa.array([row[k] for row in told], _TEXT).take(coded.indices) for k in range(5)]
        side, group, until, side_before, group_before = columns
        is_before = pc.fill_null(pc.less(days, until), False)
        return pc.if_else(is_before, side_before, side), pc.if_else(is_before, group_before, group)

    def _of(self, name: str) -> tuple[str | None, ...]:
        """Return side, group, until when it was another, and both as they were before."""
        low = name.lower()
        if any(word in low for word in self._words["civilians"]):
            return (None, _CIVILIANS, None, None, None)
        if any(word in low for word in self._words["unidentified"]):
            return (self.unknown, None, None, None, None)
        found = self._actors.find(name)
        if not found:
            return (self._other, None, None, None, None)
        # "TTP: Tehreek-i-Taliban Pakistan": a group is meant, whatever else its name holds
        of_group = [actor for actor in found if actor.kind == "group"]
        actor = (of_group or found)[0]
        side = actor.side if actor.side in self._sides else self._other
        before = self._actors.before(actor)
        if before is None:
            return (side, actor.group, None, None, None)
        return (side, actor.group, before[0].isoformat(), before[1], _MILITANTS)
