"""The words of reasons: `reasons.toml`, a template for each part of a sentence."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@lru_cache(maxsize=1)
def templates() -> dict[str, dict[str, str]]:
    """Read `reasons.toml`, which lies beside this module: tables of templates by their codes."""
    import tomllib

    said: dict[str, dict[str, str]] = tomllib.loads(
        Path(__file__).with_name("reasons.toml").read_text("utf-8")
    )
    return said


def say(table: str, code: str, **parts: str) -> str:
    """Say one part of a reason, its own parts filled in."""
    return templates()[table][code].format_map(parts)


def saying(table: str, code: str, *parts: str) -> Callable[[tuple[str, ...]], str]:
    """Make ready what says one part of thousands of reasons: a function of its own parts.

    Raises
    ------
    ValueError
        These are not the parts of the template, in its order.
    """
    pieces = [*Formatter().parse(templates()[table][code])]
    if parts != tuple([part for _, part, _, _ in pieces if part is not None]):
        raise ValueError(f"parts of the reason {table}.{code}: {parts}")
    each = [text.replace("%", "%%") + "%s" * (part is not None) for text, part, _, _ in pieces]
    return "".join(each).__mod__


def join(table: str, said: list[str]) -> str:
    """Put parts of one table together."""
    return templates()["joins"][table].join(said)


def more(reason: str, code: str, **parts: str) -> str:
    """Add a part to a reason."""
    return join("further", [reason, say("further", code, **parts)])
