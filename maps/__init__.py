"""bordermap's maps: folium maps of located incidents that open anywhere, offline.

The public names are loaded on first use (PEP 562): folium is heavy.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "IncidentLayer": "maps.layers",
    "print_maps": "maps.prints",
    "render": "maps.page",
    "save": "maps.page",
    "texts_of": "maps.words",
    "to_html": "maps.page",
}
__all__ = sorted(_HOMES)  # noqa: PLE0605 - one list of the names and of where they live


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'maps' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
