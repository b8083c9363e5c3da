"""Patterns made of the names of a region's parties: what is told of them in stock phrases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo import nations
from geo.reports.language.scanning import Finder
from geo.reports.language.words import either

if TYPE_CHECKING:
    from collections.abc import Collection

    from geo.region import RegionPack


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
    other_border
        Guards of a third country, or its border: what happens there is none of this line's.

    Parameters
    ----------
    foreign_names
        Of armies from elsewhere.
    others
        Of third countries and their peoples.
    safe
        Codes of countries that have no insurgents.
    pack
        Its countries and its line.
    """

    def __init__(
        self,
        foreign_names: Collection[str],
        others: Collection[str],
        safe: Collection[str],
        pack: RegionPack,
    ) -> None:
        self.foreign = Finder(
            rf"\b{either(foreign_names)}(?!\w)(?:['’]s)?[ \t]+(?:\w+[ \t]+)?"
            r"(?:drones?|aircraft|jets?|air|airstrikes?|strikes?|forces|warplanes|missiles?|command"
            r"|military|troops|helicopters?)"
        )
        told = [nation for nation in nations.of(pack) if nation.code in safe]
        countries = either(nation.name for nation in told)
        names = either(name for nation in told for name in nation.names)
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
        third = either(others)
        self.other_border = Finder(
            rf"\b{third}(?:['’]s)?[ \t]+"
            r"(?:border[ \t]+|security[ \t]+|armed[ \t]+)*"
            r"(?:guards?(?:men)?|forces|troops|soldiers|police(?:men)?)\b"
            rf"|\b(?:border|frontier)[ \t]+with[ \t]+{third}\b"
            rf"|\b{third}(?:[-–][A-Z]\w+)?[ \t]+(?:border|frontier)\b"
        )
