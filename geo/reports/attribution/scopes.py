"""How far a source reaches: the stretch of a sentence that each frame covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.attribution.phrases import is_remark, small
from geo.reports.language.numerals import number_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.attribution.frames import Frame
    from geo.reports.language.tokens import Tokens


def scopes(tokens: Tokens, frames: Sequence[Frame]) -> list[tuple[Frame, int, int]]:
    """Say which tokens each frame covers.

    Returns
    -------
    list
        (frame, first token, token after) in order.
    """
    made: list[tuple[Frame, int, int]] = []
    at = 0
    for k, frame in enumerate(frames):
        following = frames[k + 1] if k + 1 < len(frames) else None
        until = len(tokens) if following is None else _handover(tokens, frame, following)
        clause = 0 if following is None else _said_within(tokens, frame, following)
        if following is not None and clause > at and not _goes_on(made):
            made.append((following, at, clause))
            at = clause
        if frame.place == "trailing":
            made.append((frame, at, frame.end))
            at = frame.end
        elif frame.place == "middle":
            behind_leading = bool(made) and made[-1][0].place == "leading"
            start = max(at, _clause(tokens, frame.first, at)) if behind_leading else at
            made.append((frame, start, until))
            at = until
        else:
            made.append((frame, max(at, min(_opening(tokens, frame), until)), until))
            at = until
    return made


def _goes_on(made: list[tuple[Frame, int, int]]) -> bool:
    """Tell whether who spoke before goes on: "The army said that ..."."""
    return bool(made) and made[-1][0].place != "trailing"


def _said_within(tokens: Tokens, frame: Frame, following: Frame) -> int:
    """Return where a clause begins that only speaks of somebody's words; 0 where none does.

    "Four fell near a house that residents said was empty, the army said": the army says four.
    """
    if following.place != "trailing" or frame.place == "trailing":
        return 0
    opener = frame.first - 1
    opener -= tokens.low[opener] == ","
    return opener if opener > 0 and tokens.low[opener] in _WITHIN else 0


_WITHIN = ("which", "that", "who", "whom", "whose", "where", "when", "as", "after", "before")


def _handover(tokens: Tokens, frame: Frame, following: Frame) -> int:
    """Return where the next frame takes over."""
    if following.place == "leading":
        return max(_opening(tokens, following), frame.end)
    if frame.place == "leading" and _counts(tokens, frame):
        return following.first  # "a clinic counted nine dead, officials said": the clinic
    return max(_clause(tokens, following.first, frame.end), frame.end)


def _opening(tokens: Tokens, frame: Frame) -> int:
    """Return where a frame begins, with what it remarks on: "a figure Kabul dismissed as false"."""
    return frame.first - 2 * (frame.first > 1 and is_remark(tokens, frame.first - 1))


def _counts(tokens: Tokens, frame: Frame) -> bool:
    """Tell whether somebody is said to count: "A clinic in Foo registered nine dead"."""
    counting = tokens.low[frame.end - 1] in small(tokens.words, "counting")
    behind = range(frame.end, min(len(tokens), frame.end + _COUNT))
    return counting and any(number_at(tokens, j) is not None for j in behind)


_COUNT = 3  # words of "at least nine"
_STARTS = (";", ":", "while", "but", "whereas", ".", "though", "although", "yet")


def _remarks(tokens: Tokens, j: int) -> bool:
    """Tell whether a remark on what was told begins: "a figure that", "which", "something"."""
    if tokens.low[j : j + 1] in (("which",), ("something",), ("figures",), ("claims",)):
        return True
    return j + 1 < len(tokens) and is_remark(tokens, j + 1)


_APART = (",", "—", "–")


def _clause(tokens: Tokens, before: int, floor: int) -> int:
    """Return the first token of the clause that a frame closes."""
    if before - 2 > floor and is_remark(tokens, before - 1):
        before -= 2
    if before > floor and tokens.low[before - 1] in _APART and _remarks(tokens, before):
        return before  # "..., a claim Kabul denies"
    j = before - 1
    while j > floor and tokens.low[j] in (",", '"', "”"):
        j -= 1
    while j > floor:
        if tokens.low[j] in _APART and _remarks(tokens, j + 1):
            return j + 1  # "..., a claim that Kabul denied"
        if tokens.low[j] in _STARTS or (
            tokens.low[j] in ("and", "that") and tokens.low[j - 1] in (",", "and")
        ):
            return j
        j -= 1
    return floor
