"""How far a source reaches: the stretch of a sentence that each frame covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.frames import Frame
    from geo.reports.tokens import Tokens


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
            made.append((frame, max(at, min(frame.first, until)), until))
            at = until
    return made


def _handover(tokens: Tokens, frame: Frame, following: Frame) -> int:
    """Return where the next frame takes over."""
    if following.place == "leading":
        return max(following.first, frame.end)
    return max(_clause(tokens, following.first, frame.end), frame.end)


def _clause(tokens: Tokens, before: int, floor: int) -> int:
    """Return the first token of the clause that a frame closes."""
    j = before - 1
    while j > floor and tokens.low[j] in (",", '"', "”"):
        j -= 1
    while j > floor:
        if tokens.low[j] in (";", ":", "while", "but", "whereas", ".") or (
            tokens.low[j] in ("and", "that") and tokens.low[j - 1] in (",", "and")
        ):
            return j
        j -= 1
    return floor
