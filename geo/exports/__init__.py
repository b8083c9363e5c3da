"""What a run writes: a folder of tables, GIS files and their manifest.

A format is a module with ``write(public, folder) -> {file name: what it is}``, named in `FORMATS`.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from geo.exports.licences import forbid, publishable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geo.dataset import Dataset
    from geo.region import RegionPack

__all__ = ["FORMATS", "forbid", "publishable", "write"]

FORMATS = ("csvs", "geojson", "gpkg", "parquet")

_PAGE = "index.html"


def write(
    dataset: Dataset,
    folder: str | Path,
    *,
    region: str | Path | RegionPack | None = None,
    page: Callable[[Path], object] | None = None,
    own_use: bool = False,
    draw: Callable[[Path], Mapping[str, str]] | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Path:
    """Write a dataset into a folder, replacing what an earlier run wrote there.

    Parameters
    ----------
    dataset
        What `geo.read` returns.
    folder
        A new or empty folder, or one that `write` has written; a person's own files in it stay.
    region
        The region pack, its name or folder; by default that which located the dataset.
    page
        Writes the map page to a path.
    own_use
        Write rows whose licence forbids publication too; the manifest says that they are for the
        one who wrote them alone.
    draw
        Writes more files, such as printed maps, into a folder, and says what each is.
    progress
        Called with the name of the step, steps done and steps in all.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    OutputError
        The folder is not ours to replace or cannot be written, a number is not finite, or a
        licence forbids publication (see `publishable`, `own_use`). The folder is then as it was.
    """
    from geo.exports import folder as output
    from geo.exports import manifest, texts
    from geo.exports.public import Public
    from geo.region import load

    output.check(Path(folder))
    if region is None:
        region = dataset.region_id
    pack = load(region) if isinstance(region, (str, Path)) else region
    public = Public.of(dataset, pack, own_use=own_use)
    kinds: dict[str, str] = {}
    with output.replacing(Path(folder)) as build:
        for done, name in enumerate(FORMATS):
            if progress:
                progress("writing files", done, len(FORMATS))
            kinds |= import_module(f"geo.exports.{name}").write(public, build)
        kinds |= texts.write(dataset, build)
        if page is not None:
            page(build / _PAGE)
            kinds[_PAGE] = "The map, one page that works without a network"
        if draw is not None:
            kinds |= draw(build)
        manifest.write(build, public, kinds)
    if progress:
        progress("writing files", len(FORMATS), len(FORMATS))
    return Path(folder)
