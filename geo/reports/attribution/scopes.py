"""How far a source reaches: the stretch of a sentence that each frame covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.attribution.phrases import is_remark

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


def _handover(tokens: Tokens, frame: Frame, following: Frame) -> int:
    """Return where the next frame takes over."""
    if following.place == "leading":
        return max(_opening(tokens, following), frame.end)
    return max(_clause(tokens, following.first, frame.end), frame.end)


def _opening(tokens: Tokens, frame: Frame) -> int:
    """Return where a frame begins, with what it remarks on: "a figure Kabul dismissed as false"."""
    return frame.first - 2 * (frame.first > 1 and is_remark(tokens, frame.first - 1))


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
