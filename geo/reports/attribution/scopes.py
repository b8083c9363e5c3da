"""How far a source reaches: the stretch of a sentence that each frame covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
            made.append((frame, max(at, min(frame.first, until)), until))
            at = until
    return made


def _handover(tokens: Tokens, frame: Frame, following: Frame) -> int:
    """Return where the next frame takes over."""
    if following.place == "leading":
        return max(following.first, frame.end)
    return max(_clause(tokens, following.first, frame.end), frame.end)


_STARTS = (";", ":", "while", "but", "whereas", ".", "though", "although", "yet")


def _remarks(tokens: Tokens, j: int) -> bool:
    """Tell whether a remark on what was told begins: "a figure that", "which", "something"."""
    low = tokens.low
    if low[j : j + 1] in (("which",), ("something",), ("figures",), ("claims",)):
        return True
    counts = tokens.words.load("speech")["verbs"]["counts"]
    named = low[j + 1 : j + 2] != () and (low[j + 1] in counts or low[j + 1] in _TOLD)
    return low[j : j + 1] in (("a",), ("an",), ("the",)) and named


_TOLD = (
    "claim",
    "number",
    "charge",
    "allegation",
    "report",
    "assertion",
    "accusation",
    "statement",
    "boast",
)


def _clause(tokens: Tokens, before: int, floor: int) -> int:
    """Return the first token of the clause that a frame closes."""
    if before > floor and tokens.low[before - 1] == "," and _remarks(tokens, before):
        return before  # "..., a claim Kabul denies"
    j = before - 1
    while j > floor and tokens.low[j] in (",", '"', "”"):
        j -= 1
    while j > floor:
        if tokens.low[j] == "," and _remarks(tokens, j + 1):
            return j + 1  # "..., a claim that Kabul denied"
        if tokens.low[j] in _STARTS or (
            tokens.low[j] in ("and", "that") and tokens.low[j - 1] in (",", "and")
        ):
            return j
        j -= 1
    return floor
