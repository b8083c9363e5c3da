"""Words to places.

The gazetteer itself is loaded on first use (PEP 562): who only reads its reasons needs none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.gazetteer.resolve import Gazetteer

__all__ = ["Gazetteer"]


def __getattr__(name: str) -> Any:
    if name != "Gazetteer":
        raise AttributeError(f"module 'geo.gazetteer' has no attribute {name!r}")
    from geo.gazetteer.resolve import Gazetteer

    return Gazetteer
