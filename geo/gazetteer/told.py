"""An answer that all texts share that are read alike, but for the words that it quotes.

"Foo area of Khost" and "Bar area of Khost" mean the same where neither Foo nor Bar is known. So the
answer is worked out once, with a mark for each unknown word in its reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from geo.gazetteer.answers import Answer
    from geo.gazetteer.reading import Seen

# Marks are characters of private use: folding leaves none in a word.
_FIRST, _LAST = 0xE000, 0xF8FF
WHOLE = _LAST - _FIRST  # the number of the mark of the whole text
_QUOTED = 40  # letters of a whole text


def mark_of(at: int) -> str:
    """Return the mark that stands for the word of a token, or for the text."""
    return chr(_FIRST + at)


class Told(NamedTuple):
    """An answer whose reason has marks.

    Attributes
    ----------
    answer
        The answer.
    marks
        The tokens whose marks are in its reason, `WHOLE` last.
    is_general
        It is that of all texts that are read alike.
    """

    answer: Answer
    marks: tuple[int, ...] = ()
    is_general: bool = True

    def of(self, seen: Seen, text: str) -> Answer:
        """Return the answer for a text, its own words in the place of the marks."""
        if not self.marks:
            return self.answer
        why = self.answer.place_why or ""
        for at in self.marks:
            word = text[:_QUOTED].strip() if at == WHOLE else seen.tokens[at].word
            why = why.replace(mark_of(at), word)
        return self.answer._replace(place_why=why)
