"""Arrays that a pack holds ready in a file; they count only as made of what it holds now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray


def read(path: Path, made_of: str) -> dict[str, NDArray[Any]] | None:
    """Read arrays by their names; None where there is no file, or it was made of something else."""
    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as file:
            found = dict(file)
    except FileNotFoundError:
        return None
    return found if str(found.pop("made_of")) == made_of else None


def write(path: Path, made_of: str, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write arrays for `read`: the same give the same bytes."""
    import numpy as np

    held: dict[str, Any] = {"made_of": np.array(made_of), **arrays}
    np.savez_compressed(path, **held)
