"""The base map's shapes, ready to be drawn: what `maps.ground` makes of the layers of the pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import region
from maps import ground

if TYPE_CHECKING:
    from pathlib import Path


def build(_: Path, pack: Path) -> None:
    """Write ``ground.npz`` of a pack whose layers are there."""
    ground.write(region.load(pack), pack / ground.FILE)
