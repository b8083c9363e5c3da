"""The units that the columns of a row name, and what they alone say of where it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.gazetteer.choose import Choice
from geo.gazetteer.entries import UNIT_LEVELS
from geo.gazetteer.hinting import Hints
from geo.gazetteer.mentions import named
from geo.gazetteer.names import fold, load_words
from geo.gazetteer.rated import Rated
from geo.gazetteer.reading import read
from geo.gazetteer.reasons import say

if TYPE_CHECKING:
    from geo.gazetteer.entries import Entry
    from geo.gazetteer.index import Index
    from geo.gazetteer.mentions import Reading

_LEVELS = {
    "admin1": ("admin1",),
    "admin2": ("admin2", "admin3"),
}
# An answer that only the row's column gives: where its words are wider, or are not known.
_AGREED, _ALONE = 0.9, 0.7
_QUOTED = 40  # letters of a column
_KEPT = 50_000

HintTexts = tuple[str | None, str | None, str | None]  # country, admin1, admin2


class HintReader:
    """Reads the columns of rows by the names of an index, and keeps what it read.

    Parameters
    ----------
    index
        All names.
    """

    def __init__(self, index: Index) -> None:
        self.index = index
        self._known: dict[HintTexts, tuple[Hints, str]] = {}

    def read(self, columns: HintTexts) -> tuple[Hints, str]:
        """Return what the columns say, and the reason why nothing can be found with them, or ""."""
        if columns not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[columns] = self._read(*columns)
        return self._known[columns]

    def _read(
        self, country: str | None, admin1: str | None, admin2: str | None
    ) -> tuple[Hints, str]:
        index = self.index
        countries = None
        if country and (key := fold(country)) and key not in load_words().unsaid:
            countries = frozenset(
                index.entries[number].id
                for found in read(country, index).names
                for number, _ in found.hits
                if index.entries[number].level == "country"
            ) or index.find(country, ("country",))
            if not countries:
                return Hints(), say("whole", "no_country", surface=country[:_QUOTED])
        found: dict[str, frozenset[str] | None] = {}
        for name, text in (("admin1", admin1), ("admin2", admin2)):
            codes = self._found(text, _LEVELS[name]) if text else frozenset()
            codes = frozenset(
                code for code in codes if countries is None or self._codes(code) & countries
            )
            if name == "admin2" and (province := found["admin1"]):
                codes = frozenset(code for code in codes if self._codes(code) & province) or codes
            if len(codes) > 1:  # a district before its part of the same name
                widest = (
                    code for code in codes if index.entries[index.by_code[code]].level == name
                )
                codes = frozenset(widest) or codes
            found[name] = codes or None
        around = frozenset(
            code
            for codes in found.values()
            for hinted in codes or ()
            for code in self._codes(hinted)
        )
        return Hints(countries, found["admin1"], found["admin2"], around), ""

    def _found(self, text: str, levels: tuple[str, ...]) -> frozenset[str]:
        """Find a name of a column: all of it, or else what stands before or in its brackets."""
        before, _, within = text.partition("(")
        each = (text, before, within.rstrip(") "))
        return next(filter(None, (self.index.find(name, levels) for name in each)), frozenset())

    def _codes(self, code: str) -> frozenset[str]:
        return self.index.entries[self.index.by_code[code]].codes


def hinted_unit(index: Index, hints: Hints) -> Entry | None:
    """Return the finest unit that the row's columns name alone."""
    for codes in (hints.admin2, hints.admin1, hints.countries):
        if codes:
            return index.entries[index.by_code[min(codes)]] if len(codes) == 1 else None
    return None


def is_wider(entry: Entry, hints: Hints) -> bool:
    """Tell whether the row's hint lies inside something."""
    finest = hints.admin2 or hints.admin1 or frozenset()
    return entry.level in UNIT_LEVELS and entry.id in hints.around and entry.id not in finest


def choice_of_hint(
    index: Index, reading: Reading, hints: Hints, *, is_agreed: bool
) -> Choice | None:
    """Let the hinted unit stand for a name that is not known there, or that is of something wider.

    Parameters
    ----------
    index, reading, hints
        All names, the text, and what its row says.
    is_agreed
        What was found in the text holds that unit.
    """
    for codes in (hints.admin2, hints.admin1):
        if codes and len(codes) == 1:
            entry = index.entries[index.by_code[next(iter(codes))]]
            unknown = "" if is_agreed else reading.quoted(reading.mentions)
            quality = _AGREED if is_agreed else _ALONE
            rated = Rated(entry, quality, quality, (("column", ""),))
            return Choice(named(entry.name, "folded", index), rated, [rated], [], unknown)
    return None
