"""Patterns made of the names of a region's parties: what is told of them in stock phrases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo import nations
from geo.reports.language.scanning import Finder
from geo.reports.language.words import either

if TYPE_CHECKING:
    from geo.region import RegionPack
    from geo.reports.who.actors import Actors


class Parties:
    """The patterns of one region; a pack that names no such party has those that match nothing.

    Attributes
    ----------
    foreign
        Armies from elsewhere, with what they fight with.
    from_over
        From over the line, or from a country that has no insurgents, by nobody who is named.
    flown_in
        The same of what flies.
    crosses
        Words of what is no country's own affair.

    Parameters
    ----------
    known
        The actors of the region.
    pack
        Its countries and its line.
    """

    def __init__(self, known: Actors, pack: RegionPack) -> None:
        states = known.states
        self.foreign = Finder(
            rf"\b{either(known.foreign_names)}(?!\w)(?:['’]s)?[ \t]+(?:\w+[ \t]+)?"
            r"(?:drones?|aircraft|jets?|air|airstrikes?|strikes?|forces|warplanes|missiles?|command"
            r"|military|troops|helicopters?)"
        )
        safe = [
            (nation.name, nation.names)
            for nation in nations.of(pack)
            if nation.code in states and not states[nation.code].insurgents
        ]
        countries = either(name for name, _ in safe)
        names = either(name for _, names in safe for name in names)
        self.from_over = Finder(
            r"\b(?:from|across|over)[ \t]+(?:inside[ \t]+|within[ \t]+)?(?:the[ \t]+)?(?:border"
            rf"|frontier|line|other side|{countries}|{names} (?:side|soil|territory))",
            re.IGNORECASE,
        )
        self.flown_in = Finder(
            rf"\b(?:from|out of)[ \t]+(?:across|over|beyond|the other side|{names}\b)",
            re.IGNORECASE,
        )
        lines = either(pack.meta.get("line", {}).get("names", ()))
        self.crosses = Finder(
            rf"\bborder\b|\bfrontier|\binfiltrat|\bacross\b|\b{lines}\b", re.IGNORECASE
        )
