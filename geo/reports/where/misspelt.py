"""Units and towns whose names are written with a slip, where the words around say what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.gazetteer import slips
from geo.gazetteer.names import words_of
from geo.reports.where.context import SAME_LEVEL, SEAT_WEIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.gazetteer.entries import Entry
    from geo.gazetteer.index import Index

_LETTERS = {"admin1": 4, "admin2": 5, "admin3": 5}  # of a name that nothing else bears out


def meant(
    name: str, said: str, index: Index, holds: Callable[[Entry], bool], *, is_held: bool
) -> Entry | None:
    """Return what a name means that is a letter off: "Dandam district", "the town of Spin Bolak".

    Parameters
    ----------
    name, said
        The name that nothing bears, and the level that the words around it say.
    index
        All names.
    holds
        Tells whether the text names what holds an entry.
    is_held
        The text says what holds the name, so nothing else may.
    """
    hits = slips.like(words_of(name), index, is_hinted=True, stated=said)
    alike = [index.entries[number] for number, _ in hits]
    alike = [entry for entry in alike if entry.level in SAME_LEVEL.get(said, ())]
    alike = [entry for entry in alike if entry.level == said] or alike
    held = [entry for entry in alike if holds(entry) and entry.weight >= _least(entry)]
    if held:
        return held[0] if len(held) == 1 else None
    is_long = len(name) >= _LETTERS.get(said, len(name) + 1)
    return alike[0] if is_long and not is_held and len(alike) == 1 else None


def _least(entry: Entry) -> float:
    return SEAT_WEIGHT if entry.level == "place" else 0.0  # villages are like too many others
