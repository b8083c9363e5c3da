"""Codes in a person's own words ("injured", "Afghan soldiers", "Pak") -> the codes they mean.

They are the words of reports and headings; what those leave open is refused as it stands.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from geo.reports.counts.forces import MILITANTS, own_group
from geo.tables import cells, values
from geo.tables.heading_words import spaced
from geo.tables.headings import Headings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.region import RegionPack
    from geo.tables.chunk import Chunk

_TEXT = pa.string()


class CodedWords:
    """Reads such cells by the words of a region.

    Parameters
    ----------
    pack
        The region.
    found
        Plain column of such codes -> column of the file.
    """

    def __init__(self, pack: RegionPack, found: Mapping[str, str]) -> None:
        self._headings = Headings(pack)
        self._codes = cells.allowed_codes(pack)
        self._found = dict(found)
        sides = {own_group(pack, side): side for side in pack.sides}
        self._own = {group: side for group, side in sides.items() if group not in ("", MILITANTS)}

    def plain(self, chunk: Chunk) -> Chunk:
        """Put codes in the place of words that mean one, and count them; rows stay as they came."""
        made: dict[str, pd.Series] = {}
        counts = dict(chunk.counts)
        for plain, name in self._found.items():
            if name not in chunk.frame:
                continue
            column = chunk.frame[name]
            array = pa.array(column, _TEXT, from_pandas=True)
            array = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
            coded = array.dictionary_encode()
            words = coded.dictionary.to_pylist()
            faulty = pd.notna(values.codes(coded.dictionary, self._codes[plain], plain).faults)
            meant = [
                self._meant(plain, word) if bad else ""
                for word, bad in zip(words, faulty, strict=True)
            ]
            if not any(meant):
                continue
            at = np.asarray(coded.indices.fill_null(-1))
            for code, (word, one) in enumerate(zip(words, meant, strict=True)):
                if one:
                    remark = f"{name!r}: {word.strip()!r} is read as {one}"
                    counts[remark] = counts.get(remark, 0) + int((at == code).sum())
            told = pa.array([one or word for one, word in zip(meant, words, strict=True)], _TEXT)
            extension: Any = pd.arrays.ArrowExtensionArray(told.take(coded.indices))
            made[name] = pd.Series(extension, index=column.index)
        if not made:
            return chunk
        raw = cells.as_json(chunk.frame) if chunk.raw is None else chunk.raw
        return replace(chunk, frame=chunk.frame.assign(**made), raw=raw, counts=counts)

    def _meant(self, plain: str, word: str) -> str:
        """Return the code that a word means; nothing where it may be several, or none."""
        text = word.strip()
        if not text or len(text) > values.LONGEST:
            return ""
        if plain == "metric":
            metrics = self._headings.metrics(spaced(text))
            return metrics[0] if len(metrics) == 1 else ""
        group, is_bare = self._headings.party(spaced(text))
        if plain == "victim_group":
            return "" if is_bare else group
        return self._own.get(group, "")
