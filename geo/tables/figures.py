"""Cells of a column of figures: "~50", "10-12", "at least 55", "nil", "3 (2 civ.)" -> bounds.

Numbers and their hedges are read as those of reports are (`geo.reports.counts.quantities`), so that
"dozens" means the same in both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from geo.gazetteer.names import letters
from geo.reports.counts import quantities
from geo.reports.counts.victims import PERSONS, nouns
from geo.reports.language.tokens import Phrases, Tokens, read, same
from geo.reports.language.words import load
from geo.tables.heading_words import numbers, said
from geo.tables.values import LONGEST, POINTED_ZEROS, Fault, ascii_digits, pointed_zeros

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.counts.quantities import Quantity
    from geo.tables.heading import Heading
    from geo.tables.headings import Headings

EXPECTED = "a figure such as 12, ~50, 10-12, at least 55, dozens or none"
_LARGEST = 10**9
_WHOLE = re.compile(r"\d+(?:\.0)?|\d{1,3}(?:,\d{2,3})*,\d{3}|\d{1,3}(?: \d{3})+")
_POINTED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?![\d.,])")
_COMMA = re.compile(r"(?<![\d.,])\d{1,3},\d{1,2}(?![\d,])")
_BLANKS = re.compile(r"(?<![\d.,])(\d{1,3})((?: \d{3})+)(?![\d.,])")
_LONG = re.compile(r"(?<![\d.,])\d{4,9}(?![\d.,])")
_DASH = re.compile(r"(?<=\d)\s*[-–—]\s*(?=\d)")
_DAY = re.compile(
    r"\d{4}-\d\d-\d\d.*|\d{1,2}-[A-Za-z]{3}(?:-\d\d)?|[A-Za-z]{3}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
)
_TWO = re.compile(r"(\d+)\s*[/+|]\s*(\d+)")
_BRACKETS = re.compile(r"(.*?)\s*[(\[]([^()\[\]]*)[)\]]\s*(.*)")
_PIECES = re.compile(
    r"\s*(?:[;,+&\n]|(?<=\s)/(?=\s)|\band\b)\s*(?=[\d~<>≥≤]|[a-z]+ [a-z])", re.IGNORECASE
)
_SIGNS = (
    (re.compile(r"[≥⩾]\s*|>=\s*"), "at least "),
    (re.compile(r"[≤⩽]\s*|<=\s*"), "up to "),
    (re.compile(r"(?<![^\W\d_])(c|ca|approx|est|abt)\.?\s*(?=\d)", re.IGNORECASE), "about "),
    (re.compile(r"[~≈∼±]\s*"), "about "),
    (re.compile(r"^max\.?\s+", re.IGNORECASE), "at most "),
    (re.compile(r"^min\.?\s+", re.IGNORECASE), "at least "),
    (re.compile(r"(?<=\d)\s*plus\b", re.IGNORECASE), "+"),
)


@dataclass(frozen=True)
class Figure:
    """A figure of a cell.

    Attributes
    ----------
    low, high
        Its bounds; None where open, and in both where a loss is denied.
    is_exact
        A plain number.
    group
        Whose losses by the cell itself; empty where it does not say.
    is_part
        It stands in brackets behind a larger one: "3 (2 civ.)".
    place
        Which of the column's metrics it counts; -1 for both together.
    denies
        The cell says that a loss is denied.
    claimant, side
        Who says so by the cell itself, "58 (Afghan claim)"; empty where it does not say.
    """

    low: int | None
    high: int | None
    is_exact: bool = True
    group: str = ""
    is_part: bool = False
    place: int = 0
    denies: bool = False
    claimant: str = ""
    side: str = ""


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(said("cells", key))


@cache
def _nobody() -> frozenset[str]:
    return frozenset(load("layout")["columns"]["nobody"])


@cache
def _part() -> Phrases[bool]:
    return Phrases(same(said("headings", "part"), True))


def cell(
    text: str, headings: Headings, metrics: tuple[str, ...] = ("killed",)
) -> Sequence[Figure] | Fault:
    """Read a cell.

    Parameters
    ----------
    text
        The cell.
    headings
        Knows the region's words, parties and speakers.
    metrics
        What its column counts: "3/5" under "Killed/wounded" holds two figures.

    Returns
    -------
    Its figures, none where nothing is known; or why it cannot be read.
    """
    if len(text) > LONGEST:
        return Fault("more than a figure", EXPECTED)
    plain = ascii_digits(text).strip().strip("*").strip()
    low = plain.casefold().strip(" .") or plain
    if low in _listed("nothing") or plain.casefold() in _listed("nothing"):
        return ()
    if low in _nobody():
        return (Figure(0, 0),)
    if (number := numbers().get(letters(low))) is not None:
        return (Figure(number, number),)
    if low in _listed("denied"):
        return (Figure(None, None, is_exact=False, denies=True),)
    if _DAY.fullmatch(plain):
        return Fault("a day, as spreadsheets make one of 10-12", "10 to 12")
    if _COMMA.search(plain):
        return Fault("a comma that parts no thousands", "10-12, or 1,200")
    if POINTED_ZEROS.fullmatch(plain):
        return pointed_zeros(plain)
    two = _TWO.fullmatch(plain) if len(metrics) > 1 else None
    if two:
        return tuple(Figure(int(two[n]), int(two[n]), place=n - 1) for n in (1, 2))
    found = _Reader(headings, metrics).figures(plain)
    if isinstance(found, Fault) or len(metrics) == 1:
        return found
    return tuple(replace(figure, place=-1) for figure in found)


class _Reader:
    """Reads the figures of a column's cells.

    Parameters
    ----------
    headings
        As for `cell`.
    metrics
        What the column counts.
    """

    def __init__(self, headings: Headings, metrics: tuple[str, ...]) -> None:
        self._headings, self._metrics = headings, metrics
        self._words = headings.words

    def figures(self, plain: str) -> tuple[Figure, ...] | Fault:
        """Read a figure with what stands in brackets behind it, or several that differ in whose."""
        found = self._bracketed(plain)
        if not isinstance(found, Fault):
            return found
        pieces = [piece for piece in _PIECES.split(plain) if piece.strip()]
        each = [self._bracketed(piece) for piece in pieces] if len(pieces) > 1 else []
        several = [one for one in each if not isinstance(one, Fault)]
        flat = [figure for one in several for figure in one]
        if not flat or len(several) < len(pieces) or len(flat) > len(pieces):
            return found
        apart = {(figure.group, figure.claimant) for figure in flat}
        owned = all(figure.claimant for figure in flat)
        named = all(self._is_of_persons(piece) for piece in pieces)
        return tuple(flat) if len(apart) == len(flat) and (owned or named) else found

    def _is_of_persons(self, piece: str) -> bool:
        return self._has_noun(piece) or bool(self._headings.men(piece))

    def _has_noun(self, text: str) -> bool:
        tokens = read(text, words=self._words)
        hits = (nouns(self._words).kinds.at(tokens, j) for j in range(len(tokens)))
        return any(hit is not None and hit[1] in PERSONS for hit in hits)

    def _bracketed(self, plain: str) -> tuple[Figure, ...] | Fault:
        outer, inner = self._parted(plain)
        whole = self._one(outer)
        if whole is None:
            return Fault("no figure", EXPECTED)
        if not inner:
            return (whole,)
        low = inner.casefold().strip(" .")
        if low in _listed("sure"):
            return (whole,)
        if low in _listed("unsure") or inner.casefold() in _listed("unsure"):
            return (replace(whole, is_exact=False),)
        tokens = read(inner.replace(".", " "), words=self._words)
        hit = _part().at(tokens, 0) if len(tokens) else None
        part = self._one(inner[tokens.ends[hit[0] - 1] :].lstrip(". ") if hit else inner)
        if part is not None and (part.group or hit):
            return (whole, replace(part, is_part=True))
        if hit:  # "5 incl. children": of a part without a figure nothing is counted
            return (whole,)
        if any(char.isdigit() for char in inner):
            return Fault("words in brackets that are not understood", EXPECTED)
        if (voice := self._headings.voice(inner)) is not None:
            return (replace(whole, claimant=voice[0], side=voice[1]),)
        group = self._headings.men(inner) if self._has_noun(inner) else ""
        if group and not whole.group:
            return (replace(whole, group=group),)  # "3 (soldiers of X)"
        return Fault("words in brackets that are not understood", EXPECTED)

    def _parted(self, plain: str) -> tuple[str, str]:
        """Part a figure from what is told of a part of it: "10 (2 women)", "10, incl. 3 boys"."""
        bracket = _BRACKETS.fullmatch(plain)
        if bracket is not None:
            return (plain, "") if not bracket[1] or bracket[3] else (bracket[1], bracket[2].strip())
        tokens = read(plain, words=self._words)
        firsts = (at for at in range(1, len(tokens)) if _part().at(tokens, at) is not None)
        if (first := next(firsts, None)) is None:
            return plain, ""
        cut = tokens.starts[first]
        return plain[:cut].rstrip(" ,;-–—"), plain[cut:]

    def _one(self, text: str) -> Figure | None:
        """Read one figure with its hedges and the noun behind it; None where it is more or less."""
        text, unsure = _trimmed(text.strip())
        if _WHOLE.fullmatch(text):
            number = int(re.sub(r"\.0$|[, ]", "", text))
            return Figure(number, number, not unsure) if number <= _LARGEST else None
        tokens = read(_written(text), words=self._words)
        found = quantities.find(tokens)
        if len(found) != 1 or found[0].first != 0:
            return None
        quantity: Quantity = found[0]
        if not self._is_noun(tokens, quantity.end):
            return None
        if (quantity.high or quantity.low or 0) > _LARGEST:
            return None
        group = self._headings.men(" ".join(tokens.raw[quantity.end :]))
        return Figure(quantity.low, quantity.high, quantity.is_exact and not unsure, group)

    def _is_noun(self, tokens: Tokens, first: int) -> bool:
        """Tell whether only those whom the column counts stand behind a number: "5 men killed"."""
        behind = tokens.raw[first:]
        if not behind:
            return True
        if len(behind) > _WORDS or any(char.isdigit() for word in behind for char in word):
            return False
        metrics = self._headings.metrics(" ".join(behind))
        if metrics:
            return set(metrics) <= {*self._metrics, "attacked_persons"}
        hits = [nouns(self._words).kinds.at(tokens, j) for j in range(first, len(tokens))]
        named = any(hit is not None and hit[1] in (*PERSONS, *_THINGS) for hit in hits)
        return named or bool(self._headings.men(" ".join(behind)))


def _trimmed(text: str) -> tuple[str, bool]:
    """Take words off a figure that only say how sure it is."""
    unsure = False
    while True:
        words = text.split()
        ends = [(words[0], " ".join(words[1:])), (words[-1], " ".join(words[:-1]))] if words else []
        if text.endswith("?") and len(text) > 1:
            text, unsure = text.rstrip("? "), True
            continue
        for word, rest in ends:
            if rest and word.casefold().strip(".:,()") in _listed("unsure"):
                text, unsure = rest, True
                break
            if rest and word.casefold().strip(".:,()") in _listed("sure"):
                text = rest
                break
        else:
            return text, unsure


def _written(text: str) -> str:
    """Write a figure as reports do: commas for thousands, words for signs, no blanks in ranges."""
    text = _POINTED.sub(lambda found: found[0].replace(".", ","), text)
    text = _BLANKS.sub(lambda found: found[0].replace(" ", ","), text)
    text = _LONG.sub(lambda found: f"{int(found[0]):,}", text)
    for sign, word in _SIGNS:
        text = sign.sub(word, text)
    return _DASH.sub("-", text)


_WORDS = 4  # of a noun behind a figure: "12 Pakistani soldiers dead"
_THINGS = ("families", "posts", "bases", "vehicles", "houses")


def in_long_form(
    low: tuple[str | None, str | None],
    high: tuple[str | None, str | None],
    heading: Heading,
    found: Sequence[Figure] | Fault,
    nth: int,
) -> dict[str, Any] | None:
    """Make the cells of the long form of one of a cell's figures; None where it has fewer."""
    if isinstance(found, Fault) or nth >= len(found):
        return None
    figure = found[nth]
    metric = "attacked_persons" if figure.place < 0 else heading.metrics[figure.place]
    said = [f"{column}: {text}" for column, text in (low, high) if text]
    plain = figure.is_exact and (low[1] or "").isdecimal() and not high[0]
    return {
        "claimant": figure.claimant or None,
        "claimant_side": figure.side or None,
        "metric": metric,
        "victim_group": figure.group or None,
        "count_min": None if figure.low is None else str(figure.low),
        "count_max": None if figure.high is None else str(figure.high),
        "is_exact": "true" if figure.is_exact and figure.low == figure.high else "false",
        "is_subset": "true" if figure.is_part or heading.is_part else None,
        "unit": heading.unit or None,
        "stance": _DENIES if figure.denies else None,
        "quote": None if plain else "; ".join(said),
    }


_DENIES = "denies"
