"""Under which side's units a crossing is filed: a gate on the line belongs to both.

The pack files it under one of them. A row or a text that names a unit of the other side alone is
taken at its word, so that what it counts is counted where it says.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from geo.gazetteer.rated import THRESHOLD

if TYPE_CHECKING:
    from geo.gazetteer.choose import Choice
    from geo.gazetteer.hinting import Hints
    from geo.gazetteer.index import Index
    from geo.gazetteer.rated import Rates

_UNITS = ("admin2", "admin3")


def filed(choice: Choice, hints: Hints, rates: Rates, at: int) -> Choice:
    """File a crossing under the side that its row, else its text, else its name, names alone.

    Parameters
    ----------
    choice
        What a text means.
    hints
        What its row says.
    rates, at
        What the names of the texts may mean, and the number of this text.

    Returns
    -------
    The choice itself, but for a crossing of which the other side is named.
    """
    own = choice.best.entry
    across = own.across
    if across is None:
        return choice
    row = hints.around | (hints.countries or frozenset())
    for named in (row, _beside(rates, at), _within(rates.index, choice.mention.found.surface)):
        if sides := {own.country, across.country} & named:
            is_across = sides == {across.country}
            return replace(choice, best=choice.best._replace(entry=across)) if is_across else choice
    return choice


def _beside(rates: Rates, at: int) -> set[str]:
    """Return the codes of what holds the other names of a text.

    "The gate with X" names X as the neighbour; "X's gate" and "the gate, X" file it there.
    """
    mentions = rates.readings[at].mentions
    nested = {mention.setting.next_part for mention in mentions}
    codes: set[str] = set()
    for mention, found in zip(mentions, rates.of_text(at), strict=True):
        if not found or found[0].quality < THRESHOLD:
            continue
        entry, said = found[0].entry, mention.setting
        is_told = entry.level != "country" or said.is_owner or said.start in nested
        if is_told and entry.across is None:
            codes |= entry.codes
    return codes


def _within(index: Index, name: str) -> set[str]:
    """Return the codes of what holds the units that a crossing's name is made of."""
    words, codes = name.split(), set[str]()
    pieces = sorted(combinations(range(len(words) + 1), 2), key=lambda piece: piece[0] - piece[1])
    taken: set[int] = set()
    for piece in (range(*ends) for ends in pieces):
        if taken.isdisjoint(piece):
            units = index.find(" ".join(words[piece.start : piece.stop]), _UNITS)
            taken.update(piece if units else ())
            codes = codes.union(*(index.entries[index.by_code[unit]].codes for unit in units))
    return codes
