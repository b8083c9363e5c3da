"""Rules of time expressions, as `day_rules.toml` has them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from geo.reports.language.words import load
from geo.reports.when import period_makers, solar_days
from geo.reports.when.day_makers import MAKERS
from geo.reports.when.day_words import filled, parts

if TYPE_CHECKING:
    from geo.reports.when.day_makers import Maker
    from geo.reports.when.day_reader import Found, Reader


@dataclass(frozen=True)
class Rule:
    """A row of `day_rules.toml`.

    Attributes
    ----------
    name
        Of the rule.
    said
        The pattern of what it matches, in any case.
    make
        What makes the days of a match.
    days
        For makers that count from a day: first and last day relative to it.
    is_solar
        Whether it needs a month or year of the Solar Hijri calendar.
    """

    name: str
    said: str
    make: Maker
    days: tuple[int, int]
    is_solar: bool

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when a text first asks: most ask for few rules."""
        return re.compile(self.said, re.IGNORECASE)

    def read(self, reader: Reader, found: re.Match[str]) -> Found:
        """Return the days that a match means; None where it means none."""
        try:
            return self.make(reader, found, self.days)
        except ValueError:  # "31 June", or counted from a day that is not known
            return None


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Return the rules of `day_rules.toml`, in their order."""
    known, makers = parts(), MAKERS | period_makers.MAKERS | solar_days.MAKERS
    made = []
    for row in load("day_rules")["rules"]:
        written = filled(row["pattern"], known)
        said = written.replace("[ ]", r"[ \t\n]")
        first, last = row.get("days", (0, 0))
        is_solar = "{H}" in row["pattern"] or "{S}" in row["pattern"]
        made.append(Rule(row["name"], said, makers[row["make"]], (first, last), is_solar))
    return tuple(made)
