"""JSON of columns, written by Arrow: in Python millions of values take long."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from maps.arrays import cast, filled, one_piece

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

# Made once: `json.dumps` makes one for each call that asks for anything of its own.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def json_of(value: Any) -> str:
    """Write a value."""
    return _ENCODER.encode(value)


def object_of(members: Mapping[str, str]) -> str:
    """Write an object of members that are written."""
    return "{" + ",".join(f'"{name}":{text}' for name, text in members.items()) + "}"


def numbers(values: pa.Array) -> str:
    """Write whole numbers as a list."""
    import pyarrow as pa

    told = filled(cast(one_piece(values), pa.string()), "null")
    return f"[{joined(told, ',').as_py()}]"


def joined(texts: pa.Array, between: str) -> pa.Scalar:
    """Join all texts."""
    import pyarrow as pa
    import pyarrow.compute as pc

    offsets = pa.array([0, len(texts)], pa.int32())
    return pc.binary_join(pa.ListArray.from_arrays(offsets, texts), between)[0]
