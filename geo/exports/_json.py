"""JSON files: clean text, no number that is none, the same bytes for the same content."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geo.text import clean

if TYPE_CHECKING:
    from pathlib import Path


def write(path: Path, content: Any) -> None:
    """Write lists, mappings, texts and numbers; file names may hold anything and are cleaned."""
    text = json.dumps(_cleaned(content), ensure_ascii=False, allow_nan=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {_cleaned(key): _cleaned(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_cleaned(item) for item in value]
    return value
