"""What the words around the names of a text say, whatever the names are.

"Near X in Y" says the same of any X and Y. So what a text says is worked out once for its frame:
its words but for the names, and for the words that are read as nothing but unknown names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.gazetteer.beside import (
    join_lists,
    read_called,
    read_ends,
    read_level,
    read_nearness,
    read_placed,
)
from geo.gazetteer.mentions import STATED_LEVELS, Frame, Setting
from geo.gazetteer.names import load_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from geo.gazetteer.finding import Spans
    from geo.gazetteer.names import Words
    from geo.gazetteer.tokens import Token


def read_frame(tokens: Sequence[Token], spans: Spans, *, has_case: bool) -> Frame:
    """Read the words around the names of a text.

    Parameters
    ----------
    tokens, spans
        The text and its names.
    has_case
        The text uses capitals.
    """
    words = load_words()
    settings = [Setting(at, at + found.length) for at, found in spans]
    used = {token for setting in settings for token in range(setting.start, setting.end)}
    level_words: set[int] = set()
    is_beside = not words.beside.isdisjoint([token.word for token in tokens])
    stated = []
    for setting, (_, found) in zip(settings, spans, strict=True):
        read_level(setting, tokens, words, used, level_words, found.own)
        read_placed(setting, tokens, words)
        read_called(setting, tokens, words)
        stated.append(setting.level)
        if is_beside:
            read_nearness(setting, tokens, words, used)
    join_lists(settings, tokens, words)
    read_ends(settings, tokens, words)
    unknown = [
        at
        for at, token in enumerate(tokens)
        if at not in used and _is_unknown(token, has_case=has_case)
    ]
    for setting in settings:
        setting.after_unknown = setting.start - 1 in unknown
        setting.before_unknown = setting.end in unknown and not setting.is_owner
    return Frame(
        tuple(settings),
        tuple(stated),
        tuple(unknown),
        *_read_rest(tokens, words, used),
        any(words.level_of.get(_word_at(tokens, at + 1)) in STATED_LEVELS for at in unknown),
        any(token.word in words.rural for token in tokens),
        any(token.word in words.urban for token in tokens),
    )


def _is_unknown(token: Token, *, has_case: bool) -> bool:
    """Tell whether a word that is no known name looks like a name."""
    if token.is_generic or not token.may_be_name(has_case=has_case):
        return False
    return len(token.word) > 1 and token.word.isalpha()


def _read_rest(
    tokens: Sequence[Token], words: Words, used: AbstractSet[int]
) -> tuple[bool, bool, bool, bool]:
    """Tell whether the words speak of a border, a stretch, a sector, a crossing."""
    has_border = has_joint = has_sector = has_crossing = False
    for at, token in enumerate(tokens):
        word = token.word
        if not word or at in used or not token.is_generic:
            continue
        if word in words.border_alone:
            has_border |= not _is_of_level(tokens, at, words)
        elif word in words.border_line and _is_the_line(tokens, at, words):
            has_border = True
        elif word in words.border_joint:
            has_joint = True
        elif word in words.border_sector:
            has_joint = has_sector = True
        elif words.level_of.get(word) == "crossing":
            has_crossing = True
    return has_border, has_joint, has_sector, has_crossing


def _is_of_level(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Tell "the border district of X", which is X, from "the border of X"."""
    beside = (_word_at(tokens, at + 1), _word_at(tokens, at - 1))
    after, before = (words.level_of.get(word) in STATED_LEVELS for word in beside)
    return after or (before and not tokens[at].is_ascii)


def _is_the_line(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Tell "along the line in X" from "the line of control" and "gas line"."""
    before, after = _word_at(tokens, at - 1), _word_at(tokens, at + 1)
    return before in words.before_level and before not in words.of and after not in words.of


def _word_at(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].word if 0 <= at < len(tokens) else ""
