"""The words around a name, and the lists of phrases that they are searched for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.reports.language import triggers
from geo.reports.language.beginnings import Beginnings
from geo.reports.language.scanning import Finder, Starts
from geo.reports.language.words import PACKS, compiled, either

if TYPE_CHECKING:
    import re

    from geo.reports.language.words import Words


class Patterns(NamedTuple):
    """The patterns of `around.toml`, each under its name there.

    Attributes
    ----------
    before
        What stands before a name; each ends where the name begins.
    leads
        For each word the names of those that may begin with it.
    after, between
        What stands right behind a name, and between two.
    within, anywhere
        What is searched in a text; those of `within` begin with a word.
    """

    before: dict[str, re.Pattern[str]]
    leads: Starts[str]
    after: dict[str, re.Pattern[str]]
    between: dict[str, re.Pattern[str]]
    within: dict[str, Finder]
    anywhere: dict[str, re.Pattern[str]]


@lru_cache(maxsize=PACKS)
def patterns(words: Words) -> Patterns:
    """Return the patterns of what stands around a name, with the lists of a region in them."""
    said, lists = words.load("around"), words.load("places")
    parts = {name: either(rows) for name, rows in (lists["reject"] | lists["frames"]).items()}
    parts["nations"] = either(name for names in words.countries for name in names)
    parts |= {name: "".join(rows) for name, rows in said["parts"].items()}
    before, after, between, within, anywhere = (
        compiled(said[place], parts)
        for place in ("before", "after", "between", "within", "anywhere")
    )
    begun = [Beginnings.of(row.pattern, row.flags) for row in before.values()]
    finders = {name: Finder(row.pattern, row.flags) for name, row in within.items()}
    return Patterns(before, Starts(list(before), begun), after, between, finders, anywhere)


@dataclass(slots=True)
class Around:
    """The words around a name.

    Attributes
    ----------
    before, after
        What stands right before and after it in its sentence.
    sentence
        The whole sentence.
    is_seat
        It is the seat of a government, as the pack's `actors.toml` says.
    is_free
        No word makes it a place.
    is_listed
        It stands in a list with a place.
    clause
        What stands before it in its own clause, in lower case.
    is_violent
        Its sentence has a word that tells an event.
    is_new
        One that does not refer to an event told before.
    vocabulary
        Of the region.
    said
        The patterns that are looked for.
    leads
        The names of those that stand before it, if its words may begin them.
    """

    before: str
    after: str
    sentence: str
    is_seat: bool
    is_free: bool
    is_listed: bool
    clause: str
    is_violent: bool
    is_new: bool
    vocabulary: Words
    said: Patterns
    leads: set[str]

    def stands(self, name: str) -> bool:
        """Tell whether a pattern stands right before the name."""
        return name in self.leads and self.said.before[name].search(self.before) is not None

    def behind(self, name: str) -> re.Match[str] | None:
        """Match a pattern right behind the name."""
        return self.said.after[name].match(self.after)

    def follows(self, name: str) -> bool:
        """Tell whether a pattern stands right behind the name."""
        return self.said.after[name].match(self.after) is not None

    def has(self, name: str, text: str) -> bool:
        """Tell whether a pattern stands in a text."""
        return self.said.within[name].search(text) is not None

    @property
    def is_of_talks(self) -> bool:
        """Tell whether the sentence tells of meetings and agreements."""
        return self.has("talks", self.sentence)

    def is_violence(self, text: str, start: int = 0) -> bool:
        """Tell whether an event word stands in a text in lower case, from an offset on."""
        return triggers.any_in(self.vocabulary, text, start)

    @property
    def is_opening(self) -> bool:
        """Tell a name that a sentence opens with: "In X"."""
        return self.stands("opening")

    @property
    def is_heard(self) -> bool:
        """Tell "residents of X heard explosions": what they tell of was there."""
        if self.is_new and self.follows("locals"):
            return True
        if not self.stands("residents"):
            return False
        there = self.said.anywhere["there"]
        is_told = self.has("heard", self.sentence) or there.search(self.after) is not None
        return self.is_new or is_told
