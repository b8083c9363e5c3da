"""Numbers in digits and words, with their hedges: what a text says how many.

Bounds follow the coding rules: a plain number is both bounds; "at least" leaves the upper one
open, "up to" the lower one; a vague word ("dozens") is a least number; a range gives both. A hedge
binds only the number it stands beside.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.reports.counts.other_numbers import counts_nobody
from geo.reports.counts.victims import nouns
from geo.reports.language import numerals
from geo.reports.language.numerals import number_at, number_at_any
from geo.reports.language.tokens import Phrases, Tokens, same
from geo.reports.language.words import PACKS

if TYPE_CHECKING:
    from geo.reports.language.words import Words


@dataclass(slots=True)
class Quantity:
    """How many.

    Attributes
    ----------
    first, end
        Tokens it covers, hedges included; `end` is the one after.
    core
        First token of the number itself.
    low, high
        Bounds; None where open.
    is_exact
        A plain number.
    kind
        ``number``, ``range``, ``vague``, ``article`` ("a soldier"), or ``named`` ("Sepoy Khan").
    is_owned
        An article that names an owner: "his wife".
    """

    first: int
    end: int
    core: int
    low: int | None
    high: int | None
    is_exact: bool = True
    kind: str = "number"
    is_owned: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    vague: Phrases[int]
    exact: Phrases[int]
    again: Phrases[bool]
    before: Phrases[str]
    after: Phrases[str]
    between: frozenset[str]
    openers: Phrases[bool]


@lru_cache(maxsize=PACKS)
def _words(words: Words) -> _Words:
    said = words.load("numbers")
    hedges = said["hedges"]
    return _Words(
        vague=Phrases(said["vague"]),
        exact=Phrases(said["exact"]),
        again=Phrases(same(said["again"]["phrases"], True)),
        before=Phrases(
            same(hedges["least"], "least")
            | same(hedges["most"], "most")
            | same(hedges["around"], "around")
        ),
        after=Phrases(
            same(hedges["after_least"], "least")
            | same(hedges["after_most"], "most")
            | same(hedges["after_around"], "around")
        ),
        between=frozenset(said["ranges"]["words"]),
        openers=Phrases(same(said["ranges"]["openers"], True)),
    )


def find(tokens: Tokens) -> list[Quantity]:
    """Find the quantities among the words of a sentence, left to right, none overlapping."""
    found: list[Quantity] = []
    begins, end = _beginnings(tokens.words), 0
    for i, word in enumerate(tokens.low):
        if i < end or not (word in begins or word[0].isdecimal()):
            continue
        quantity = _read(tokens, i) or _as_many(tokens, i, found)
        if quantity is not None:
            found.append(_hedged(tokens, quantity, end))
            end = found[-1].end
    return found


def begins(tokens: Tokens, i: int) -> bool:
    """Tell whether a number or its hedge begins at a token."""
    words = _words(tokens.words)
    if number_at(tokens, i) is not None or words.vague.at(tokens, i) is not None:
        return True
    hedge = words.before.at(tokens, i)  # "near" is one before a number alone
    behind = len(tokens.low) if hedge is None else i + hedge[0]
    return behind < len(tokens.low) and begins(tokens, behind)


@lru_cache(maxsize=PACKS)
def _beginnings(words: Words) -> frozenset[str]:
    """Return the words that a number may begin with."""
    said = _words(words)
    phrases = said.exact.beginnings | said.vague.beginnings | said.again.beginnings
    return phrases | numerals.beginnings(words) | {"another"}


def _read(tokens: Tokens, i: int) -> Quantity | None:
    if tokens.low[i] == "multiple" and tokens.low[i + 1 : i + 2] in (("injuries",), ("wounds",)):
        return None  # "with multiple injuries": one person's
    words = _words(tokens.words)
    for phrases, kind in ((words.exact, "number"), (words.vague, "vague")):
        hit = phrases.at(tokens, i) if tokens.low[i] in phrases.beginnings else None
        behind = tokens.low[i + hit[0] : i + hit[0] + 1] if hit is not None else ()
        if kind == "vague" and behind and behind[0] in tokens.words.load("numbers")["multiples"]:
            continue  # "more than one hundred"
        if hit is not None and not _is_compound(tokens, i + hit[0]):
            low = hit[1]
            return Quantity(
                i, i + hit[0], i, low, low if kind == "number" else None, kind == "number", kind
            )
    if tokens.low[i] in ("a", "another") and _is_one_more(tokens, i):
        return Quantity(i, i + 1 + (tokens.low[i] == "a"), i, 1, 1)
    read = number_at(tokens, i)
    if read is None:
        return None
    value, end = read
    ranged = _range(tokens, i, value, end) or _bounds(tokens, i, value, end)
    if ranged is not None:
        return ranged
    if _is_no_count(tokens, i, value, end):
        return None
    return Quantity(i, _over_corrected(tokens, end), i, value, value)


def _as_many(tokens: Tokens, i: int, found: list[Quantity]) -> Quantity | None:
    """Read "three died and as many were hurt", "an equal number": the count before it again."""
    hit = _words(tokens.words).again.at(tokens, i) if found else None
    if hit is None or tokens.low[i + hit[0] : i + hit[0] + 1] == ("as",):
        return None
    last = found[-1]
    if i and tokens.low[i - 1] in ("twice", "as", "half"):
        return None
    return replace(last, first=i, end=i + hit[0], core=i, kind="number")


_CLOSED = ((), (".",), (",",), (";",), ("in",), ("on",), ("at",), ("and",), ("when",), ("with",))


def _is_one_more(tokens: Tokens, i: int) -> bool:
    """Tell whether one more person is meant: "a third was wounded", "killed one, hurt another"."""
    low, words = tokens.low, tokens.words.load("numbers")["one_more"]
    is_other = low[i] == "another"
    end = i + 1 if is_other else i + 2
    one_more = bool(set(low[end : end + 1]) & set(words["behind"]))
    one_more |= i > 0 and low[i - 1] in words["harming"] and low[end : end + 1] in _CLOSED
    one_more |= not is_other and i > 1 and low[i - 1] == "of" and low[i - 2] in words["harming"]
    return one_more and (is_other or bool(set(low[i + 1 : i + 2]) & set(words["ordinals"])))


def _range(tokens: Tokens, i: int, value: int, end: int) -> Quantity | None:
    words, low = _words(tokens.words), tokens.low
    if end + 1 >= len(low):
        return None
    opener = words.openers.ending(tokens, i)
    joins = low[end] in words.between or (opener is not None and low[end] == "and")
    if not joins:
        return None
    upper = number_at_any(tokens, end + 1)
    value *= 1 if upper is None else _shared(tokens, value, end, upper)
    if upper is None or not value < upper[0]:
        return None
    if i and low[i - 1] == "by" and low[end] == "to":
        return None  # "up by three to 22"
    if opener is not None and low[opener[0]] == "from" and _rises(tokens, opener[0]):
        return None
    if _is_no_count(tokens, i, value, upper[1], is_range=True):
        return None
    first = opener[0] if opener is not None else i
    return Quantity(first, upper[1], i, value, upper[0], is_exact=False, kind="range")


def _shared(tokens: Tokens, value: int, end: int, upper: tuple[int, int]) -> int:
    """Return what a lower bound leaves to the upper one: the hundred of "six to seven hundred"."""
    multiples = tokens.words.load("numbers")["multiples"]
    many = multiples.get(tokens.low[upper[1] - 1], 1)
    alone = tokens.low[end - 1] not in multiples and value < upper[0] // many
    return many if alone and upper[0] % many == 0 else 1


def _bounds(tokens: Tokens, i: int, value: int, end: int) -> Quantity | None:
    """Read "more than 10 but fewer than 20", "at least ten and up to 15", "10, perhaps 15,"."""
    words, low = _words(tokens.words), tokens.low
    if end + 1 >= len(low) or low[end] not in ("but", "and", ","):
        return None
    at, hedges = end + 1, list[str]()
    while at < len(low) and (hedge := words.before.at(tokens, at)) is not None:
        hedges.append(hedge[1])
        at += hedge[0]
    upper = number_at(tokens, at) if hedges and at < len(low) else None
    if upper is None or not value < upper[0]:
        return None
    if low[end] == ",":
        is_closed = low[upper[1] : upper[1] + 1] in ((",",), (".",))
        doubted = low[end + 1] in tokens.words.listed("numbers", "ranges", "doubted")
        if not (doubted and is_closed) or _is_no_count(tokens, i, value, end):
            return None
        last = upper[1] + (low[upper[1]] == ",")
        return Quantity(i, last, i, value, upper[0], is_exact=False, kind="range")
    least = words.before.ending(tokens, i, longest=4)
    if "most" not in hedges or least is None or least[1] != "least":
        return None
    return Quantity(least[0], upper[1], i, value, upper[0], is_exact=False, kind="range")


def _over_corrected(tokens: Tokens, end: int) -> int:
    """Read over what a number is said not to be: "12, not 14, people"."""
    low = tokens.low
    if low[end : end + 2] != (",", "not") or end + 2 >= len(low):
        return end
    denied = number_at(tokens, end + 2)
    if denied is None or low[denied[1] : denied[1] + 1] not in ((",",), (".",), (";",)):
        return end
    return denied[1] + (low[denied[1]] == ",")


def _rises(tokens: Tokens, at: int) -> bool:
    """Tell whether "from A to B" is a figure that changed."""
    changes = tokens.words.listed("grammar", "rise")
    return any(word in changes for word in tokens.low[max(0, at - 8) : at])


def _is_no_count(tokens: Tokens, i: int, value: int, end: int, *, is_range: bool = False) -> bool:
    return _is_compound(tokens, end) or counts_nobody(tokens, i, value, end, is_range=is_range)


def _is_compound(tokens: Tokens, end: int) -> bool:
    """Tell whether a number is the first half of an adjective: "a 48-hour truce"."""
    if end + 1 >= len(tokens.low) or tokens.low[end] not in _HYPHENS:
        return False
    if _after_hyphen(tokens, end) is not None:
        return False
    return (
        tokens.joined(end - 1, end)
        and tokens.joined(end, end + 1)
        and tokens.low[end + 1].isalpha()
    )


_HYPHENS = ("-", "‑")


def _after_hyphen(tokens: Tokens, end: int) -> tuple[int, str] | None:
    """Read the hedge of "twenty-odd men", "30-plus wounded"; none in "a 30-plus-year-old"."""
    if end + 1 >= len(tokens.low) or tokens.low[end] not in _HYPHENS:
        return None
    hit = _words(tokens.words).after.at(tokens, end + 1)
    if hit is None or tokens.low[end + 1 + hit[0] : end + 2 + hit[0]] in (("-",), ("‑",)):
        return None
    return hit[0] + 1, hit[1]


def _hedged(tokens: Tokens, quantity: Quantity, floor: int) -> Quantity:
    words = _words(tokens.words)
    hedges: list[str] = []
    first = quantity.first
    for _ in range(2):  # "at least some 40"
        hit = words.before.ending(tokens, first, longest=4)
        if hit is None or hit[0] < floor:
            break
        before = tokens.low[hit[0] - 1] if hit[0] else ""
        if tokens.low[hit[0] : first] == ("up", "to") and before in tokens.words.listed(
            "numbers", "not_hedged", "up_to"
        ):
            break  # "the toll went up to 13"
        hedges.append(hit[1])
        first = hit[0]
    if tokens.low[max(0, first - 3) : first] == ("a", "total", "of"):
        first -= 3
    end = quantity.end
    after = words.after.at(tokens, end) if end < len(tokens.low) else None
    after = after or _after_hyphen(tokens, end)
    if after is not None:
        hedges.append(after[1])
        end += after[0]
    elif (behind := _behind_noun(tokens, end)) is not None:
        hedges.append(behind)
    quantity.first, quantity.end = first, end
    _bound(quantity, hedges)
    opener = words.openers.ending(tokens, first) if quantity.kind == "range" else None
    quantity.first = first if opener is None else opener[0]
    return quantity


def _behind_noun(tokens: Tokens, end: int) -> str | None:
    """Return the hedge behind what is counted: "nine people at least"."""
    hit = nouns(tokens.words).kinds.at(tokens, end) if end < len(tokens.low) else None
    if hit is None:
        return None
    behind = end + hit[0]
    behind += tokens.low[behind : behind + 1] == (",",)
    is_hedge = tokens.low[behind : behind + 2] in _BEHIND
    after = _words(tokens.words).after.at(tokens, behind) if is_hedge else None
    return None if after is None else after[1]


_BEHIND = (("at", "least"), ("at", "most"), ("or", "more"), ("or", "so"), ("or", "fewer"))


def _bound(quantity: Quantity, hedges: list[str]) -> None:
    if "least" in hedges:
        quantity.high = None
    elif "most" in hedges:
        high = quantity.low if quantity.high is None else quantity.high
        quantity.low, quantity.high = None, high
    quantity.is_exact &= not hedges
