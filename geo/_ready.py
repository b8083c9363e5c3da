"""Arrays that a pack holds ready in a file; they count only as made of what it holds now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray


def read(path: Path, made_of: str) -> dict[str, NDArray[Any]] | None:
    """Read arrays by their names; None where there are none, or they were made of something else.

    A file that is cut short or is none of ours is as good as none: what it would hold is made anew.
    """
    from zipfile import BadZipFile

    import numpy as np

    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as file:
            found = dict(file)
    except (OSError, EOFError, ValueError, TypeError, BadZipFile):
        return None
    return found if str(found.pop("made_of", "")) == made_of else None


def write(path: Path, made_of: str, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write arrays for `read`: the same give the same bytes."""
    import numpy as np

    held: dict[str, Any] = {"made_of": np.array(made_of), **arrays}
    np.savez_compressed(path, **held)
