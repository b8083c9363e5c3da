"""Text made safe to write anywhere: what is removed, what is normalised, and how often.

Every output format chokes on some character: NUL cuts values short in GeoPackage, GeoJSON,
FlatGeobuf and KML, lone surrogates cannot be encoded, other control characters are not XML, and
bidirectional controls let a cell show another text than it holds. Report texts and quotes are
cleaned only where they are written out: their offsets count characters of the text as it came.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

# Tab, newline and carriage return stay: they are text. U+FEFF, U+FFFE and U+FFFF are no characters
# of a text and no XML. U+200C to U+200F stay: Persian and Pashto are spelt with them.
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff"
_BIDI = "\u202a-\u202e\u2066-\u2069"
_CONTROL_RE, _BIDI_RE = re.compile(f"[{_CONTROL}]"), re.compile(f"[{_BIDI}]")
_SURROGATE_RE = re.compile("[\ud800-\udfff]")
# The same classes in the syntax of RE2, which Arrow runs.
_CONTROL_RE2 = r"[\x{00}-\x{08}\x{0B}\x{0C}\x{0E}-\x{1F}\x{7F}-\x{9F}\x{FEFF}\x{FFFE}\x{FFFF}]"
_BIDI_RE2 = r"[\x{202A}-\x{202E}\x{2066}-\x{2069}]"
# What a spreadsheet computes begins so (OWASP, "CSV Injection"), in the syntax of RE2. The broad
# signs of East Asian keyboards count too, and some programs skip blanks before a sign: they are
# those of a browser's `\s`, by which the page guards its cells (`download-csv.ts`).
FORMULA_RE2 = r"(?:[\t\r\n]|[\s\v\pZ\x{FEFF}]*[=+\-@\x{FF1D}\x{FF0B}\x{FF0D}\x{FF20}])"
_FORMULA_RE = re.compile("[\t\r\n]|[\\s\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]")  # the same

CONTROL, BIDI = "control characters removed", "bidirectional controls removed"
COMPOSED, SURROGATE = "characters composed (NFC)", "lone surrogates replaced by U+FFFD"
CLEANED = frozenset((CONTROL, BIDI, COMPOSED, SURROGATE))


def clean(text: str) -> str:
    """Make one text safe to write: NFC, no control, bidirectional or surrogate characters."""
    text = replace_surrogates(text)
    return unicodedata.normalize("NFC", _BIDI_RE.sub("", _CONTROL_RE.sub("", text)))


def replace_surrogates(text: str) -> str:
    """Put U+FFFD for every lone surrogate; offsets into the text still hold."""
    return _SURROGATE_RE.sub("\ufffd", text)


def clean_in_place(text: str) -> str:
    """Put U+FFFD for every character that `clean` removes; offsets into the text still hold."""
    return _BIDI_RE.sub("\ufffd", _CONTROL_RE.sub("\ufffd", replace_surrogates(text)))


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would compute a text."""
    return _FORMULA_RE.match(text) is not None


def clean_column(column: pd.Series) -> tuple[pd.Series, Counter[str]]:
    """Clean a column of text.

    Parameters
    ----------
    column
        Text, Arrow-backed or of Python objects; null stays null.

    Returns
    -------
    pandas.Series
        The clean text, Arrow-backed, with the same index.
    collections.Counter
        Cells changed, by kind of change.
    """
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc

    counts: Counter[str] = Counter()
    array = _arrow(column, counts)
    steps = (
        (CONTROL, pc.match_substring_regex(array, _CONTROL_RE2), _CONTROL_RE2),
        (BIDI, pc.match_substring_regex(array, _BIDI_RE2), _BIDI_RE2),
    )
    for kind, found, pattern in steps:
        cells = pc.sum(found).as_py() or 0
        if cells:
            counts[kind] += cells
            array = pc.replace_substring_regex(array, pattern, "")
    if pc.all(pc.string_is_ascii(array)).as_py() is False:
        composed = pc.utf8_normalize(array, "NFC")
        cells = pc.sum(pc.not_equal(composed, array)).as_py() or 0
        if cells:
            counts[COMPOSED] += cells
            array = composed
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    return pd.Series(pd.arrays.ArrowExtensionArray(array), index=column.index), counts


def clean_frame(
    frame: pd.DataFrame, columns: Iterable[str] | None = None
) -> tuple[pd.DataFrame, Counter[str]]:
    """Clean the text columns of a table, or those named.

    Parameters
    ----------
    frame
        Any table; columns that hold no text are left as they are.
    columns
        The columns to clean; none given means every column of text.

    Returns
    -------
    pandas.DataFrame
        A new table; `frame` is not changed.
    collections.Counter
        Cells changed, by kind of change.
    """
    import pandas as pd

    counts: Counter[str] = Counter()
    chosen = list(frame.columns if columns is None else columns)
    cleaned = {}
    for name in chosen:
        if not pd.api.types.is_string_dtype(frame[name].dtype):
            continue
        cleaned[name], found = clean_column(frame[name])
        counts += found
    return frame.assign(**cleaned), counts


def remarks(counts: Mapping[str, int]) -> tuple[str, ...]:
    """Say what was cleaned, one line a kind."""
    return tuple(f"{kind} in {counted(n, 'cell')}" for kind, n in sorted(counts.items()) if n)


def counted(number: int, word: str) -> str:
    """Say how many there are of something: "1 report", "2 reports"."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _arrow(column: pd.Series, counts: Counter[str]) -> Any:
    """Make an Arrow array of the column; Arrow cannot hold lone surrogates."""
    import pyarrow as pa

    if str(column.dtype).startswith(("string[pyarrow]", "large_string[pyarrow]")):
        return pa.array(column, from_pandas=True)
    try:
        return pa.array(column, type=pa.string(), from_pandas=True)
    except UnicodeEncodeError:
        texts = [replace_surrogates(cell) if isinstance(cell, str) else None for cell in column]
        counts[SURROGATE] += sum(
            isinstance(cell, str) and cell != text for cell, text in zip(column, texts, strict=True)
        )
        return pa.array(texts, type=pa.string())
