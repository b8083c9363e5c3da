"""What the gazetteer has to work out of the pack, ready: keys of names, what stands for units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import region
from geo.gazetteer import ready
from geo.gazetteer.areas import stands
from geo.gazetteer.index import build as build_index
from geo.gazetteer.index import held

if TYPE_CHECKING:
    from pathlib import Path


def build(_: Path, pack: Path) -> None:
    """Write ``gazetteer.npz`` of a pack whose other files are there."""
    (pack / ready.FILE).unlink(missing_ok=True)
    made = region.load(pack)
    ready.write(made, pack / ready.FILE, {**held(made), **stands(made, build_index(made))})
