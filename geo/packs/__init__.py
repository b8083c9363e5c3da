"""A person's own data: packs from boundary and gazetteer files, names from located tables.

Three verbs, each loaded on first use: `build` makes a region pack, `learn` makes an overlay of
names for one, `check` lists the faults of one.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "build": "geo.packs.making",
    "check": "geo.packs.faults",
    "learn": "geo.packs.learning",
}
__all__ = sorted(_HOMES)  # noqa: PLE0605 - one list of the names and of where they live


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
