"""Patterns that fail soon: of many alternatives only those of the letter at hand are tried.

The engine tries alternatives one after the other, and where case does not matter it enters each of
them to see that it begins with another letter. Put together by their first letters they are passed
over a letter at a time. What begins with different letters never matches at one place, so what a
pattern finds stays the same. To compile takes a fifth longer: it is for what is tried often.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FEW = 6  # fewer alternatives are tried as soon one by one
_PART = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?P=\w+\)|[^\\\[()|]+"
    r"|(?P<open>\((?:\?(?:P<\w+>|<?[=!]|[a-z-]*:|\(\w+\)))?)|(?P<bar>\|)|(?P<close>\))",
    re.DOTALL,
)
_ORDERED = ("(?<", "(?(")  # what looks back has one length, a condition two alternatives
_CASE = re.compile(r"\(\?[a-z]*(?P<off>-)?[a-z]*i")
_KEPT = re.compile(r"\((?!\?)|\(\?P<")  # a group that is kept: those of a pattern are numbered
_FIRST = re.compile(r"[A-Za-z0-9](?![*+?{])")


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern; it matches what that of `re.compile` would."""
    return re.compile(by_letter(pattern, any_case=bool(flags & re.IGNORECASE)), flags)


def by_letter(pattern: str, *, any_case: bool = False) -> str:
    """Return a pattern with its alternatives put together by their first letters."""
    return _alternatives(_PART.finditer(pattern), any_case=any_case)


def _alternatives(
    parts: Iterator[re.Match[str]], *, any_case: bool, is_ordered: bool = False
) -> str:
    """Return what stands in a group up to its end, or the whole pattern."""
    rows = [""]
    for part in parts:
        if part["close"]:
            break
        if part["bar"]:
            rows.append("")
            continue
        rows[-1] += part[0]
        if (opening := part["open"]) is not None:
            case = _CASE.match(opening)
            inner_case = any_case if case is None else case["off"] is None
            inner_order = opening.startswith(_ORDERED)
            rows[-1] += f"{_alternatives(parts, any_case=inner_case, is_ordered=inner_order)})"
    return "|".join(rows if is_ordered else _together(rows, any_case))


def _together(rows: list[str], any_case: bool) -> Iterator[str]:
    """Put alternatives together that stand beside each other, those of a letter in their order."""
    for may_move, near in groupby(rows, _may_move):
        lot = [*near]
        yield from _lots(lot, any_case) if may_move and len(lot) >= _FEW else lot


def _may_move(row: str) -> bool:
    return _FIRST.match(row) is not None and _KEPT.search(row) is None


def _lots(rows: list[str], any_case: bool) -> Iterator[str]:
    known: dict[str, list[str]] = {}
    for row in rows:
        known.setdefault(row[0].lower() if any_case else row[0], []).append(row[1:])
    for first, rest in known.items():
        yield first + (rest[0] if len(rest) == 1 else f"(?:{'|'.join(rest)})")
