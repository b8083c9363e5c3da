"""What the gazetteer has to work out of the pack, ready: keys of names, points, contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import region
from geo.gazetteer import ready
from geo.gazetteer.areas import stands
from geo.gazetteer.contacts import contacts_held
from geo.gazetteer.index import build as build_index
from geo.gazetteer.index import held

if TYPE_CHECKING:
    from pathlib import Path


def build(_: Path, pack: Path) -> None:
    """Write ``gazetteer.npz`` of a pack whose other files are there."""
    (pack / ready.FILE).unlink(missing_ok=True)
    made = region.load(pack)
    arrays = {**held(made), **contacts_held(made), **stands(made, build_index(made))}
    ready.write(made, pack / ready.FILE, arrays)
