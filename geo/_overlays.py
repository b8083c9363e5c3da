"""Overlays: a user's places and names over a pack's.

An overlay is a folder with `overlay.toml` (`id`, `extends`, `licence`, `attributions`) and a
`places.csv` and a `names.csv` in the form of a pack's. A row of `places.csv` that has the
`place_id` of one below it, or names it under `replaces` (ids joined by `;`),
takes its place and its names.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo import _pack_files as files
from geo.errors import RegionError, fault_line

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

FILE = "overlay.toml"
# The column of `places` and `names` that says where a row is from: a pack's or overlay's id.
ORIGIN = "origin"


@dataclass(frozen=True)
class Overlay:
    """What `overlay.toml` says, and where."""

    id: str
    path: Path
    extends: str
    attributions: tuple[str, ...]


def read(folder: Path) -> Overlay:
    """Read `overlay.toml`.

    Raises
    ------
    RegionError
        It is missing, is no TOML, or lacks `id`, `extends` or `attributions`.
    """
    where = f"{folder.name}/{FILE}"
    try:
        said: dict[str, Any] = tomllib.loads((folder / FILE).read_text("utf-8"))
    except FileNotFoundError:
        raise RegionError(f"{where}: no such file") from None
    except (OSError, ValueError) as fault:
        raise RegionError(fault_line("cannot be read", value=fault, where=where)) from None
    for key, kind in (("id", str), ("extends", str), ("attributions", list)):
        if not isinstance(said.get(key), kind):
            raise RegionError(f"{where}: no {key}")
    lines = tuple(str(line) for line in said["attributions"])
    return Overlay(said["id"], folder, said["extends"], lines)


def extended(folder: Path, root: Path) -> tuple[Path, tuple[Overlay, ...]]:
    """Return the pack that the overlay in a folder extends, and all overlays over it, in order.

    An overlay may extend another. A folder without one is taken for a pack's.

    Parameters
    ----------
    folder
        Of an overlay or a pack.
    root
        The folder of the packs that are extended by their name; others are by a path.

    Raises
    ------
    RegionError
        An overlay is faulty, or extends one that extends it.
    """
    laid: list[Overlay] = []
    seen: set[Path] = set()
    while (folder / FILE).is_file():
        if folder.resolve() in seen:
            raise RegionError(f"{folder.name}/{FILE}: extends an overlay that extends it")
        seen.add(folder.resolve())
        overlay = read(folder)
        is_path = any(char in overlay.extends for char in "/\\.")
        folder = folder / overlay.extends if is_path else root / overlay.extends
        laid.insert(0, overlay)
    return folder, tuple(laid)


def places(base: pd.DataFrame, overlays: tuple[Overlay, ...]) -> pd.DataFrame:
    """Lay the overlays' places over a pack's, the later over the earlier."""
    import pandas as pd

    for overlay in overlays:
        own = _table(overlay, "places")
        gone = set(own["place_id"])
        if "replaces" in own:
            heir = _successors(own)
            gone |= set(heir)
            if "near_id" in base:  # what was known by a place is known by the one in its stead
                base = base.assign(near_id=base["near_id"].replace(heir))
        kept = base[~base["place_id"].isin(gone)]
        base = pd.concat([kept, own.assign(**{ORIGIN: overlay.id})], ignore_index=True)
    return base


def names(base: pd.DataFrame, overlays: tuple[Overlay, ...]) -> pd.DataFrame:
    """Lay the overlays' names over a pack's; the names of what is replaced go to its successor."""
    import pandas as pd

    for overlay in overlays:
        own = _table(overlay, "names").assign(**{ORIGIN: overlay.id})
        rows = _table(overlay, "places")
        if "replaces" in rows:
            heir = _successors(rows)
            goes = base["id"].isin(list(heir))
            kind = base["kind"].where(~(goes & base["kind"].eq("preferred")), "alternate")
            base = base.assign(id=base["id"].where(~goes, base["id"].map(heir)), kind=kind)
        base = pd.concat([base, own], ignore_index=True)
    return base


def _successors(rows: pd.DataFrame) -> dict[str, str]:
    """Return by the id of each row replaced that of the row in its place."""
    moved = rows.dropna(subset=["replaces"])
    return {
        gone: heir
        for heir, said in zip(moved["place_id"], moved["replaces"], strict=True)
        for gone in said.split(";")
    }


def _table(overlay: Overlay, name: str) -> pd.DataFrame:
    return files.read_table(overlay.path / f"{name}.csv", name)
