"""Words to places."""

from __future__ import annotations

from geo.gazetteer.resolve import Gazetteer

__all__ = ["Gazetteer"]
