"""Reading a place text: which names it holds, what the words around them say of each.

Names are looked for everywhere in the text, longest first, so "X, Y", "X village of Y district",
"Y: X" and a whole sentence are read in one way.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from geo.gazetteer.finding import Finder
from geo.gazetteer.frames import read_frame
from geo.gazetteer.mentions import Reading
from geo.gazetteer.names import load_words
from geo.gazetteer.tokens import tokenise_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geo.gazetteer.finding import Spans
    from geo.gazetteer.index import Index
    from geo.gazetteer.mentions import Found, Frame
    from geo.gazetteer.tokens import Token

    Shape = tuple[str, ...]

# Names beyond this many and words beyond this many in one text are not read: it is no place text.
_MAX_MENTIONS = 12
_MAX_TOKENS = 300
_KEPT = 20_000  # frames
_IS_CAPITAL = attrgetter("is_capital")
_CASE = ("without capitals", "with capitals")  # by `has_case`


class Seen(NamedTuple):
    """The words of a text and the names among them.

    Attributes
    ----------
    tokens, found
        The words; the names.
    frame
        What the words around them say.
    is_whole
        One name is all of the text.
    """

    tokens: list[Token]
    found: tuple[Found, ...]
    frame: Frame
    is_whole: bool

    @property
    def key(self) -> tuple[object, ...]:
        """All that a text is read by, but for the letters of its unknown names.

        Equal for texts that mean the same.
        """
        return self.frame, self.found


class Reader:
    """Reads texts by the names of an index.

    Parameters
    ----------
    index
        All names.
    """

    def __init__(self, index: Index) -> None:
        self._finder = Finder(index)
        self._lower_case = index.lower_case
        self._frames: dict[Shape, Frame] = {}

    def see(self, texts: Iterable[tuple[str, bool]]) -> list[Seen]:
        """Find the names in texts.

        Parameters
        ----------
        texts
            Each with whether its row says in which province or district the place lies, so that
            names with a slip of the pen may be looked for. They also are where the text names a
            unit.
        """
        said = [*texts]
        cut = [tokens[:_MAX_TOKENS] for tokens in tokenise_all([text for text, _ in said])]
        self._finder.expect({token.word for tokens in cut for token in tokens})
        return [
            self._see(tokens, is_hinted=is_hinted)
            for tokens, (_, is_hinted) in zip(cut, said, strict=True)
        ]

    def _see(self, tokens: list[Token], *, is_hinted: bool) -> Seen:
        finder = self._finder
        if (section := finder.section(tokens)) is not None:
            # A section's name holds two others: "Khost / Kurram".
            whole = [(0, section)]
            return self._seen(tokens, whole, [section.shape], has_case=True, is_whole=False)
        # Capitals are used, so that a name begins with one. Scripts without case have no such sign.
        has_case = any(map(_IS_CAPITAL, tokens))
        lower_case, sided, last = self._lower_case, load_words().sided, len(tokens) - 1
        spans: Spans = []
        shape = [_CASE[has_case]]
        has_others = False
        free = 0  # the first token after the last name
        for at, token in enumerate(tokens):
            if at < free:
                continue
            is_lower = has_case and token.is_lower
            is_sided = is_lower and token.word in sided and tokens[min(at + 1, last)].is_capital
            if not is_lower or is_sided or token.word in lower_case:
                is_written = is_lower and not is_sided
                found = finder.longest(tokens, at, is_lower=is_written, is_hinted=is_hinted)
                if is_sided and found is not None and found.tier != "folded":
                    found = None
                if found is not None and not self._hides_another(tokens, at, found):
                    if token.is_generic and at > free:
                        for before, other in finder.sharing(tokens[free:], at - free, found):
                            spans.append((free + before, other))
                            shape[free + before - at] = other.shape
                    spans.append((at, found))
                    free = at + found.length
                    shape.append(found.shape + "^" * tokens[free - 1].is_owner)
                    if len(spans) >= _MAX_MENTIONS:
                        shape += [token.role for token in tokens[free:]]
                        break
                    continue
            shape.append(token.role)
            has_others = has_others or token.may_slip
        is_whole = len(spans) == 1 and spans[0][1].length == len(tokens)
        if has_others and len(spans) < _MAX_MENTIONS:
            slips = self._slips(tokens, spans, has_case=has_case, is_hinted=is_hinted)
            if slips:
                spans = sorted([*spans, *slips], key=lambda span: span[0])
                shape = [_CASE[has_case], *_parts(tokens, spans)]
        return self._seen(tokens, spans, shape, has_case=has_case, is_whole=is_whole)

    def _seen(
        self, tokens: list[Token], spans: Spans, shape: list[str], *, has_case: bool, is_whole: bool
    ) -> Seen:
        """Put together what was seen; `shape` is all that words around names are read by."""
        said = tuple(shape)
        frame = self._frames.get(said)
        if frame is None:
            if len(self._frames) >= _KEPT:
                self._frames.clear()
            frame = self._frames[said] = read_frame(tokens, spans, has_case=has_case)
        return Seen(tokens, tuple([found for _, found in spans]), frame, is_whole)

    def _hides_another(self, tokens: list[Token], at: int, found: Found) -> bool:
        """Tell whether words that only sound like a name begin one that is spelt so.

        "Hazrati Imam Sahib" is Imam Sahib, whatever sounds like "hazrati imam".
        """
        if found.tier not in {"skeleton", "consonants"} or found.length == 1:
            return False
        end = at + found.length
        for start in range(at + 1, end):
            other = self._finder.longest(tokens, start, is_lower=False, is_hinted=False)
            if other is not None and other.tier == "folded" and start + other.length > end:
                return True
        return False

    def read(self, seen: Seen, stands_for: Callable[[int], str] | None = None) -> Reading:
        """Say what is meant by the names that were seen in a text.

        Parameters
        ----------
        seen
            The text.
        stands_for
            What is to stand for its unknown names, by their tokens; else their words.
        """
        frame, names = seen.frame, seen.found
        if any(frame.stated):
            widened = self._finder.widened
            names = tuple(
                [
                    found if stated is None else widened(found, stated)
                    for stated, found in zip(frame.stated, names, strict=True)
                ]
            )
        said = stands_for or (lambda at: seen.tokens[at].word)
        return Reading(frame, names, [(at, said(at)) for at in frame.unknown], seen.is_whole)

    def _slips(
        self, tokens: list[Token], spans: Spans, *, has_case: bool, is_hinted: bool
    ) -> Spans:
        used = {token for at, found in spans for token in range(at, at + found.length)}
        is_borne = is_hinted or any(found.is_unit for _, found in spans)
        slips = self._finder.slips(
            tokens, used, has_case=has_case, is_borne=is_borne, is_hinted=is_hinted
        )
        return slips[: _MAX_MENTIONS - len(spans)]


def _parts(tokens: list[Token], spans: Spans) -> Iterator[str]:
    """Walk the shapes of the names of a text and the roles of its other words."""
    free = 0
    for at, found in spans:
        yield from [token.role for token in tokens[free:at]]
        free = at + found.length
        yield found.shape + "^" * tokens[free - 1].is_owner
    yield from [token.role for token in tokens[free:]]


def read(text: str, index: Index, *, is_hinted: bool = False) -> Reading:
    """Read a place text; `is_hinted` as of `Reader.see`."""
    reader = index.once("reader", Reader)
    (seen,) = reader.see([(text, is_hinted)])
    return reader.read(seen)
