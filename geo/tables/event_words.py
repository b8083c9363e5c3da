"""What sheets call an event ("Airstrike", "Shelling") -> ACLED's names of types."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.gazetteer.names import letters

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping

    from numpy.typing import NDArray


@cache
def meanings() -> Mapping[str, str]:
    """Return word in small letters, as `letters` writes them -> the sub-event type it means."""
    said = tomllib.loads(files(__package__).joinpath("event_words.toml").read_text("utf-8"))
    return {letters(word): name for name, words in said.items() for word in words}


def named(texts: Any, column: str, rows: NDArray[np.int64], counts: Counter[str]) -> Any:
    """Put the names of sub-event types in the place of words that mean them.

    Parameters
    ----------
    texts
        Arrow array of a column of types.
    column
        Its name in the file.
    rows
        Which row of the file each is.
    counts
        What was read as what is added to it, with the number of rows.
    """
    coded = texts.dictionary_encode()
    words = coded.dictionary.to_pylist()
    meant = [meanings().get(letters(" ".join(word.lower().split()))) for word in words]
    if not any(meant):
        return texts
    codes = np.asarray(coded.indices.fill_null(-1))
    for code, (word, name) in enumerate(zip(words, meant, strict=True)):
        if name is not None:
            number = len(np.unique(rows[codes == code]))
            counts[f"{column!r}: {word!r} is read as {name}"] += number
    return pc.coalesce(pa.array(meant, pa.string()).take(coded.indices), texts)
