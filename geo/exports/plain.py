"""Text for formats whose readers run what it holds: XML, and XML whose text is shown as HTML."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

# What escapes nothing and means the same to who reads HTML and who does not.
_UNHTML = (("<", "‹"), (">", "›"), ("$[", "$ ["))
_ENTITY_RE2 = r"&(#?\w+;)"
# A literal carriage return is a line feed to an XML parser.
_XML = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\r", "&#13;"))


def xml(column: Any) -> Any:
    """Escape an Arrow array of clean text for an XML element or attribute; null stays null."""
    return _replaced(column, _XML)


def without_html(column: Any) -> Any:
    """Take from text what a reader of HTML, or Google Earth's ``$[field]``, would act upon.

    To escape it would not do: some readers decode once, some twice, and some show the entities.
    """
    return pc.replace_substring_regex(_replaced(column, _UNHTML), _ENTITY_RE2, r"& \1")


def shown(text: str) -> str:
    """Make one text safe for XML that is shown as HTML."""
    told: str = xml(without_html(pa.array([text], pa.string())))[0].as_py()
    return told


def joined(*parts: Any) -> Any:
    """Join texts and arrays of text, row by row; null counts as empty."""
    return pc.binary_join_element_wise(*parts, "", null_handling="replace", null_replacement="")


def wrapped(before: str, column: Any, after: str) -> Any:
    """Put text around each cell that is not null."""
    return pc.binary_join_element_wise(before, column, after, "")


def _replaced(column: Any, pairs: tuple[tuple[str, str], ...]) -> Any:
    for character, instead in pairs:
        column = pc.replace_substring(column, character, instead)
    return column
