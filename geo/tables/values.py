"""Cells of text -> numbers, flags, coordinates and codes; what does not fit is a fault.

A parser here takes one distinct value; `distinct` applies it to a column.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

# A longer cell is no number, date or code, and is not tried.
LONGEST = 80
_LARGEST = 10**9  # more than that is a fault of typing, whatever is counted
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " ")
_SIGNS = {0x2212: "-", 0x2013: "-", 0x066B: ".", 0x066C: ",", 0xFF0B: "+"}
_WHOLE = re.compile(r"(?:\d+|\d{1,3}(?:[, ]\d{3})+)(?:\.0+)?")
POINTED_ZEROS = re.compile(r"\d{1,3}(?:\.000)+")
_DECIMAL = re.compile(r"[+-]?\d+(?:[.,]\d*)?")
_DEGREES = re.compile(r"([+-]?\d{1,3}(?:[.,]\d*)?)\s*°?")
_SEXAGESIMAL = re.compile(
    r"([+-]?\d{1,3})\s*[°d:\s]\s*(\d{1,2}(?:[.,]\d+)?)\s*['\u2032\u2019m:\s]?"
    r"\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:[\"\u2033\u201d]|''|s)?)?"
)
# Directions are capitals: a small s is seconds.
_DIRECTED = re.compile(r"([NSEW])?\s*([-+\d].*?)\s*([NSEW])?")
_NOT_FINITE = re.compile(r"[+-]?(inf|infinity|nan)", re.IGNORECASE)
# The second row is what Excel writes in German, French, Spanish, Italian and Portuguese.
_TRUE = {"true", "t", "yes", "y", "1"} | {"wahr", "vrai", "verdadero", "vero", "verdadeiro"}
_FALSE = {"false", "f", "no", "n", "0"} | {"falsch", "faux", "falso"}
# What people write in a cell that has no number.
_NO_NUMBER = {"-", "--", "—", "n/a", "na", "n.a.", "unknown", "not known", "?"}


@dataclass(frozen=True)
class Fault:
    """Why a value cannot be used, and what would have been right."""

    reason: str
    expected: str


@dataclass(frozen=True)
class Parsed:
    """A column after its parser.

    Attributes
    ----------
    values
        One a row, of the wanted Arrow type; null where the cell is empty or faulty.
    faults
        Object array, one a row: a `Fault` or None.
    """

    values: Any
    faults: np.ndarray[Any, Any]


def distinct(array: Any, parse: Callable[[str], Any], kind: Any) -> Parsed:
    """Apply a parser to the distinct values of a column of text.

    Parameters
    ----------
    array
        Arrow text.
    parse
        Gives a value or a `Fault`.
    kind
        Arrow type of the values.
    """
    coded = _one_piece(array).dictionary_encode()
    indices = coded.indices
    results = [_bounded(value, parse) for value in coded.dictionary.to_pylist()]
    faulty = [isinstance(result, Fault) for result in results]
    values = pa.array(
        [None if bad else result for bad, result in zip(faulty, results, strict=True)], kind
    )
    faults = np.full(len(array), None, dtype=object)
    if any(faulty):
        of_value = np.array([*results, None], dtype=object)
        of_value[~np.array([*faulty, False])] = None
        faults = of_value[pc.fill_null(indices, len(results)).to_numpy(zero_copy_only=False)]
    return Parsed(values.take(indices), faults)


def _bounded(value: str, parse: Callable[[str], Any]) -> Any:
    if len(value) > LONGEST:
        return Fault("the value is too long", f"at most {LONGEST} characters")
    return parse(value)


def fast(array: Any, pattern: str, parse: Callable[[str], Any], kind: Any) -> Parsed:
    """Cast the cells that match `pattern` in one go, and parse the others value by value."""
    array = _one_piece(array)
    simple = pc.fill_null(pc.match_substring_regex(array, pattern), False)
    if pc.all(pc.or_(simple, pc.is_null(array))).as_py() is not False:
        return Parsed(array.cast(kind), np.full(len(array), None, dtype=object))
    cast = pc.if_else(simple, array, pa.scalar(None, array.type)).cast(kind)
    rest = distinct(pc.if_else(simple, pa.scalar(None, array.type), array), parse, kind)
    return Parsed(pc.coalesce(cast, rest.values), rest.faults)


def _one_piece(array: Any) -> Any:
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def whole_numbers(array: Any, *, open_end: bool = False) -> Parsed:
    """Read counts: ``12``, ``1,200``, ``12.0``, digits of any script; ``12+`` if it may be open.

    A dash, ``n/a`` and ``unknown`` are an empty cell.
    """
    return fast(array, r"^\d{1,9}$", _whole_open if open_end else _whole, pa.int64())


def is_open(array: Any) -> Any:
    """Tell which counts are lower bounds, ``12+`` or ``≥12``."""
    return pc.fill_null(pc.match_substring_regex(array, r"^\s*(>=|≥)|[+\x{FF0B}]\s*$"), False)


def flags(array: Any) -> Parsed:
    """Read yes and no."""
    return distinct(array, _flag, pa.bool_())


def coordinates(array: Any, axis: str) -> Parsed:
    """Read degrees of `axis` (``latitude`` or ``longitude``): decimal, or degrees and minutes."""
    positive, negative = ("N", "S") if axis == "latitude" else ("E", "W")
    limit = 90 if axis == "latitude" else 180

    def parse(text: str) -> float | Fault:
        return _coordinate(text, positive, negative, limit)

    return fast(array, r"^[+-]?\d{1,3}(\.\d+)?$", parse, pa.float64())


def kilometres(array: Any, most: float) -> Parsed:
    """Read a distance of up to `most` kilometres."""
    expected = f"kilometres, more than 0 and up to {most:g}"

    def parse(text: str) -> float | Fault:
        plain = ascii_digits(text).strip().removesuffix("km").strip()
        degrees = _DEGREES.fullmatch(plain)
        if not degrees or plain[:1] in "+-":
            return Fault("not a distance", expected)
        km = _float(degrees[1])
        return km if 0 < km <= most else Fault("a point says nothing so far off", expected)

    return distinct(array, parse, pa.float64())


def codes(array: Any, allowed: Sequence[str], column: str) -> Parsed:
    """Read a code list; letter case and what parts words are put aside ("Pakistani forces")."""
    of_fold: Mapping[str, str] = {_word(code): code for code in allowed}
    shown = ", ".join(allowed[:12]) + (", ..." if len(allowed) > 12 else "")

    def parse(text: str) -> str | Fault:
        found = of_fold.get(_word(text))
        return Fault(f"unknown {column}", f"one of {shown}") if found is None else found

    return distinct(array, parse, pa.string())


def _word(text: str) -> str:
    return re.sub(r"[\s_-]+", "_", text.strip().casefold())


def ascii_digits(text: str) -> str:
    """Write the decimal digits of any script as 0 to 9, and signs and spaces as plain ones."""
    text = text.translate(_SIGNS).translate(_SPACES)
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char, char)) for char in text)


def _whole_open(text: str) -> int | Fault | None:
    plain = ascii_digits(text).strip()
    return _whole(plain.removeprefix(">=").removeprefix("≥").removesuffix("+").strip())


def pointed_zeros(text: str) -> Fault:
    """Say why "1.000" is no count: it is one here, and a thousand there."""
    whole = text.split(".", 1)[0]
    return Fault("a point that may part thousands", f"{text.replace('.', '')} or {whole}")


def _whole(text: str) -> int | Fault | None:
    expected = "a whole number such as 12 or 1,200"
    plain = ascii_digits(text).strip().removeprefix("+")
    if plain.casefold() in _NO_NUMBER:
        return None
    if POINTED_ZEROS.fullmatch(plain):
        return pointed_zeros(plain)
    if _WHOLE.fullmatch(plain):
        number = int(re.sub(r"[, ]|\.0+$", "", plain))
        return number if number <= _LARGEST else Fault("the number is too large", expected)
    if plain.startswith("-") and _DECIMAL.fullmatch(plain):
        return Fault("the number is negative", expected)
    if _DECIMAL.fullmatch(plain):
        return Fault("the number is not whole", expected)
    if _NOT_FINITE.fullmatch(plain):
        return Fault("the number is not finite", expected)
    return Fault("not a number", expected)


def _flag(text: str) -> bool | Fault:
    word = text.casefold()
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    return Fault("not yes or no", "true or false")


def _coordinate(text: str, positive: str, negative: str, limit: int) -> float | Fault:
    example = "34.25" if limit == 90 else "70.5"
    expected = f"degrees from -{limit} to {limit}, such as {example}"
    plain = ascii_digits(text).strip()
    if _NOT_FINITE.fullmatch(plain):
        return Fault("the coordinate is not finite", expected)
    sign = 1
    directed = _DIRECTED.fullmatch(plain)
    if directed and (directed[1] or directed[3]):
        if (directed[1] and directed[3]) or (directed[1] or directed[3]) not in (
            positive,
            negative,
        ):
            return Fault("the coordinate names another direction", f"{positive} or {negative}")
        sign = -1 if (directed[1] or directed[3]) == negative else 1
        plain = directed[2]
        if plain.startswith(("-", "+")):
            return Fault("the coordinate has a sign and a direction", expected)
    degrees = _DEGREES.fullmatch(plain)
    if degrees:
        return sign * _float(degrees[1])
    parts = _SEXAGESIMAL.fullmatch(plain)
    if not parts:
        return Fault("not a coordinate", expected)
    minutes, seconds = _float(parts[2]), _float(parts[3] or "0")
    if minutes >= 60 or seconds >= 60:
        return Fault("minutes or seconds of 60 and more", expected)
    whole = _float(parts[1])
    size = abs(whole) + minutes / 60 + seconds / 3600
    return sign * (-size if parts[1].startswith("-") else size)


def _float(text: str) -> float:
    return float(text.replace(",", "."))
