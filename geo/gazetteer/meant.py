"""What is meant, as far as it says where that lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.gazetteer.mentions import is_far

if TYPE_CHECKING:
    from geo.gazetteer.choose import Choice
    from geo.gazetteer.entries import Entry


class Meant(NamedTuple):
    """All that says where an answer lies: what is alike in it lies in one place.

    Attributes
    ----------
    entry
        What is meant.
    away_km, bearing, is_around, parts, is_of_part
        What the words around its name say, as of `geo.gazetteer.mentions.Setting`.
    holds_unknown
        A name that is not known, or known without a point, lies in or near it.
    known
        What that name means, if anything.
    beside
        What else is named of the same rank.
    """

    entry: Entry
    away_km: float | None = None
    bearing: int | None = None
    is_around: bool = False
    parts: tuple[int, ...] = ()
    is_of_part: bool = False
    holds_unknown: bool = False
    known: Entry | None = None
    beside: tuple[Entry, ...] = ()

    @property
    def is_far(self) -> bool:
        """Whether it is so far from the entry that it is not near it."""
        return is_far(self.away_km, self.bearing)


def meant_of(choice: Choice) -> Meant:
    """Return what says where a choice lies."""
    said = choice.mention.setting
    return Meant(
        choice.best.entry,
        said.away_km,
        said.bearing,
        said.is_around,
        said.parts,
        said.is_of_part,
        bool(choice.stands_for),
        choice.known,
        tuple([rated.entry for rated in choice.beside]),
    )
