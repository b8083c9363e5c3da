"""What a run writes: a folder of tables, GIS files and their manifest.

A format is a module with ``write(public, folder) -> {file name: what it is}``, named in `FORMATS`.
The tables in CSV, the manifest and the data package are always written.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import InputError
from geo.exports.licences import forbid, publishable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from geo.dataset import Dataset
    from geo.region import RegionPack

__all__ = ["FORMATS", "forbid", "publishable", "write"]

FORMATS = ("geojson", "gpkg", "qgz", "fgb", "parquet", "kml", "xlsx", "hxl")

_NEEDS = {"qgz": "gpkg"}  # the one opens the other

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
    formats: Collection[str] = FORMATS,
    remark: Callable[[str], object] | None = None,
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
    formats
        Which of `FORMATS` to write; the tables in CSV always are. ``qgz`` brings ``gpkg``.
    remark
        Called with a line for each thing that a format could not hold.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    InputError
        A format is none of `FORMATS`.
    OutputError
        The folder is not ours to replace or cannot be written, a number is not finite, or a
        licence forbids publication (see `publishable`, `own_use`). The folder is then as it was.
    """
    from geo import folders
    from geo.exports import datapackage, manifest, texts
    from geo.exports.public import Public
    from geo.region import pack_of

    modules = _modules(formats)
    folders.check(Path(folder), manifest.OUTPUT)
    pack = pack_of(dataset.region_id if region is None else region)
    public = Public.of(dataset, pack, own_use=own_use)
    kinds: dict[str, str] = {}
    with folders.replacing(Path(folder), manifest.OUTPUT) as build:
        for done, name in enumerate(modules):
            if progress:
                progress("writing files", done, len(modules))
            kinds |= import_module(f"geo.exports.{name}").write(public, build)
        kinds |= texts.write(dataset, build)
        if page is not None:
            page(build / _PAGE)
            kinds[_PAGE] = "The map, one page that works without a network"
        if draw is not None:
            kinds |= draw(build)
        files = manifest.entries(build, kinds)
        datapackage.write(build, public, files)
        manifest.write(build, public, files + manifest.entries(build, datapackage.SAID))
    if progress:
        progress("writing files", len(modules), len(modules))
    if remark:
        for (name, what), count in sorted(public.left_out.items()):
            remark(f"{name} holds all but {count:,} {what}; the tables in CSV hold them too")
    return Path(folder)


def _modules(formats: Collection[str]) -> list[str]:
    """Name the modules to call, in the order in which they are."""
    for name in formats:
        if name not in FORMATS:
            raise InputError("no such format", value=name, expected=f"one of {', '.join(FORMATS)}")
    wanted = {*formats, *(_NEEDS[name] for name in formats if name in _NEEDS)}
    return ["csvs", *(name for name in FORMATS if name in wanted)]
