"""What a pack may hold ready in `gazetteer.npz`: keys of names, points for others, contacts.

Both depend on nothing but the pack's files and our own lists, and take longer than all else of a
small table. What is held counts as long as these are what it was made of.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo import _ready

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from geo.region import RegionPack

    Arrays = Mapping[str, NDArray[Any]]
    Hits = tuple[tuple[int, float], ...]

FILE = "gazetteer.npz"
_VERSION = 4  # to be raised when the same files give other keys or points
_FILES = ("line", "units", "admin", "places", "crossings", "names", "sections", "regions")
_OWN = ("words.toml", "calibration.toml")


def read(pack: RegionPack) -> Arrays | None:
    """Read what a pack holds ready; None where it has nothing, or of other files, or an overlay."""
    return pack.once("gazetteer_ready", _read)


def _read(pack: RegionPack) -> Arrays | None:
    return None if pack.overlays else _ready.read(pack.path / FILE, _made_of(pack))


def write(pack: RegionPack, path: Path, arrays: Arrays) -> None:
    """Write arrays for `read`: the same give the same bytes."""
    _ready.write(path, _made_of(pack), arrays)


def _made_of(pack: RegionPack) -> str:
    """Name the content of the files."""
    from geo._pack_files import path_of

    told = hashlib.blake2b(str(_VERSION).encode())
    paths = [pack.path / "region.toml"]
    paths += [path_of(pack.path, pack.meta, name) for name in _FILES]
    paths += [Path(__file__).with_name(name) for name in _OWN]
    for path in paths:
        content = path.read_bytes() if path.exists() else b""
        told.update(f"{len(content)} ".encode() + content)
    return told.hexdigest()


def lines(texts: Iterable[str]) -> NDArray[Any]:
    """Put texts without line breaks into one array."""
    import numpy as np

    return np.frombuffer("\n".join(texts).encode(), np.uint8)


def texts(array: NDArray[Any]) -> list[str]:
    """Take the texts out of an array of `lines`."""
    whole = array.tobytes().decode()
    return whole.split("\n") if whole else []


def runs(hits: Iterable[Hits]) -> Arrays:
    """Put what names may mean into arrays."""
    import numpy as np

    each = [*hits]
    return {
        "hits/count": np.array([*map(len, each)], np.uint16),
        "hits/entry": np.array([number for run in each for number, _ in run], np.int32),
        "hits/weight": np.array([weight for run in each for _, weight in run], float),
    }


def hits(arrays: Arrays) -> list[Hits]:
    """Take what names may mean out of the arrays of `runs`."""
    pairs = zip(arrays["hits/entry"].tolist(), arrays["hits/weight"].tolist(), strict=True)
    flat, at, found = [*pairs], 0, []
    for count in arrays["hits/count"].tolist():
        found.append(tuple(flat[at : at + count]))
        at += count
    return found
