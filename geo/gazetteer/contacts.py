"""Where each unit touches the line, held ready by a pack or measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import line
from geo.gazetteer import ready

if TYPE_CHECKING:
    from geo.gazetteer.ready import Arrays
    from geo.region import RegionPack


def contacts(pack: RegionPack) -> dict[str, tuple[float, float]]:
    """Return what `geo.line.contacts` does, without measuring it where the pack holds it ready."""
    return pack.once("contacts", _contacts)


def _contacts(pack: RegionPack) -> dict[str, tuple[float, float]]:
    held = ready.read(pack)
    if held is None:
        return line.contacts(pack)
    spans = held["contacts/km"].tolist()
    pairs = zip(ready.texts(held["contacts"]), spans, strict=True)
    return {code: (low, high) for code, (low, high) in pairs}


def contacts_held(pack: RegionPack) -> Arrays:
    """Make the arrays of it for `geo.gazetteer.ready`."""
    import numpy as np

    found = dict(sorted(line.contacts(pack).items()))
    return {
        "contacts": ready.lines(found),
        "contacts/km": np.array([*found.values()], float).reshape(-1, 2),
    }
