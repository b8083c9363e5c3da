"""bordermap's engine: reports and tables in, located incidents out.

The public verbs are loaded on first use (PEP 562), so that ``import geo`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "Dataset": "geo.dataset",
    "RegionPack": "geo.region",
    "link": "geo.pipeline",
    "locate": "geo.located",
    "places": "geo.place_words",
    "read": "geo.pipeline",
    "write": "geo.exports",
}
__all__ = sorted(_HOMES)  # noqa: PLE0605 - one list of the names and of where they live
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'geo' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
