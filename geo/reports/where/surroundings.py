"""The words around a name, and what they are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.reports.language import triggers, wording

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from geo.reports.language.wording import Ending, Wording
    from geo.reports.language.words import Words


def patterns(words: Words) -> Wording:
    """Return the rows of `wording/around.toml`."""
    return wording.of(words, "around")


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
    ending
        What tells which of them stand right before it.
    stands
        Tells whether one of some patterns stands right before it.
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
    said: Wording
    ending: Ending
    stands: Callable[..., bool]

    def behind(self, name: str) -> re.Match[str] | None:
        """Match a pattern right behind the name."""
        return self.said[name].search(self.after)

    def follows(self, name: str) -> bool:
        """Tell whether a pattern stands right behind the name."""
        return self.said[name].search(self.after) is not None

    def has(self, name: str, text: str) -> bool:
        """Tell whether a pattern stands in a text."""
        return self.said[name].search(text) is not None

    @property
    def is_of_talks(self) -> bool:
        """Tell whether the sentence tells of meetings and agreements, and of no violence."""
        return not self.is_violent and self.has("talks", self.sentence)

    def is_violence(self, text: str, start: int = 0) -> bool:
        """Tell whether an event word stands in a text in lower case, from an offset on."""
        return triggers.any_in(self.vocabulary, text, start)

    @property
    def is_opening(self) -> bool:
        """Tell a name that a sentence opens with: "In X"."""
        return self.stands("opening")
