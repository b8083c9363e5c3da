"""Files of tables: how tests write them, read them, and hear of their faults."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.errors import InputError
from geo.tables.formats import read_chunks


def written(folder, name, content):
    """Write a file of text or bytes."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def rows(path, **options):
    """All rows of a file as lists of text, empty cells as None."""
    frame = pd.concat([chunk.frame for chunk in read_chunks(path, **options)])
    return frame.astype(object).where(frame.notna(), None).to_dict("list")


def fault(path, **options):
    with pytest.raises(InputError) as raised:
        list(read_chunks(path, **options))
    assert "\n" not in str(raised.value)
    return str(raised.value)
