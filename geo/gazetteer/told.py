"""What a text means, said so that all texts share it that are read alike, but for quoted words.

"Foo area of Khost" and "Bar area of Khost" mean the same where neither Foo nor Bar is known. So it
is worked out once, with a mark for each unknown word in its reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.gazetteer.answers import Answer

if TYPE_CHECKING:
    from geo.gazetteer.reading import Seen

# Marks are characters of private use: folding leaves none in a word.
_FIRST, _LAST = 0xE000, 0xF8FF
WHOLE = _LAST - _FIRST  # the number of the mark of the whole text
_QUOTED = 40  # letters of a whole text
_NOWHERE = Answer()


def mark_of(at: int) -> str:
    """Return the mark that stands for the word of a token, or for the text."""
    return chr(_FIRST + at)


class Told(NamedTuple):
    """What a text means.

    Attributes
    ----------
    place
        Where that lies: an answer without score and reason, one object for all that lies there.
    score, why
        How likely it is meant; the reason, which may have marks.
    marks
        The tokens whose marks are in the reason, `WHOLE` last.
    is_general
        It is that of all texts that are read alike.
    """

    place: Answer
    score: float | None
    why: str
    marks: tuple[int, ...] = ()
    is_general: bool = True

    @property
    def answer(self) -> Answer:
        """All of it as one."""
        return self.place._replace(place_score=self.score, place_why=self.why)

    def of(self, seen: Seen, text: str) -> Told:
        """Return the same of a text, its own words in the place of the marks."""
        if not self.marks:
            return self
        why = self.why
        for at in self.marks:
            word = text[:_QUOTED].strip() if at == WHOLE else seen.tokens[at].word
            why = why.replace(mark_of(at), word)
        return Told(self.place, self.score, why, self.marks, self.is_general)


def nothing(why: str) -> Told:
    """Tell why a text means no place."""
    return Told(_NOWHERE, None, why)
