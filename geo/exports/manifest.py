"""The manifest: what a run wrote, from what, with what; and whose files a folder holds."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import stat
import sys
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from geo.errors import OutputError, fault_line
from geo.exports import _json
from geo.folders import Kind
from geo.text import remarks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from geo.exports.public import Public

NAME = "manifest.json"
_FORM = "bordermap-manifest-1"
_LARGEST = 16 * 2**20  # bytes; a larger file is not one of ours
_PACKAGES = (
    "geopandas",
    "numpy",
    "pandas",
    "pyarrow",
    "pyogrio",
    "pyproj",
    "shapely",
    "xlsxwriter",
)


def names(folder: Path) -> frozenset[str] | None:
    """Return the names of the files that a run of ours wrote into a folder, the manifest's too.

    None where the folder has no manifest of ours: a foreign or broken file of that name is a
    person's.

    Raises
    ------
    OutputError
        The manifest has our form and names a file that is not directly in the folder: somebody
        else has written it.
    """
    path = folder / NAME
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            return None
        content = json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValueError, RecursionError):
        return None
    if not isinstance(content, dict) or content.get("form") != _FORM:
        return None
    files = content.get("files")
    if not isinstance(files, list):
        return None
    found = {NAME}
    for entry in files:
        name = entry.get("name") if isinstance(entry, dict) else None
        if not isinstance(name, str) or not _is_plain(name):
            raise OutputError(
                fault_line(
                    "names a file outside its folder",
                    value=name,
                    expected="a manifest that bordermap wrote",
                    where=str(path),
                )
            )
        found.add(name)
    return frozenset(found)


OUTPUT = Kind(NAME, f"{NAME} of bordermap", names)


def _is_plain(name: str) -> bool:
    return name not in {"", ".", ".."} and not any(c in "/\\:" or c < " " for c in name)


def entries(folder: Path, kinds: Mapping[str, str]) -> list[dict[str, Any]]:
    """Give name, what it is, size and SHA-256 of each file.

    Parameters
    ----------
    folder
        The folder that is being built.
    kinds
        What each file is, by its name.
    """
    return [_file(folder / name, kinds[name]) for name in sorted(kinds)]


def write(folder: Path, public: Public, files: Sequence[Mapping[str, Any]]) -> None:
    """Write `manifest.json`.

    Parameters
    ----------
    folder
        The folder that is being built.
    public
        What the files were made of.
    files
        What `entries` gives of each.
    """
    _json.write(folder / NAME, _content(public, files))


def _content(public: Public, files: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    from geo import __version__

    pack, account = public.pack, public.account
    counts = {
        field.name: value
        for field in dataclasses.fields(account)
        if isinstance(value := getattr(account, field.name), int)
    }
    return {
        "form": _FORM,
        "generator": {"name": "bordermap", "version": __version__},
        "region": {
            "id": pack.id,
            "title": pack.title,
            "line_version": pack.line_version,
            "boundary_version": pack.meta.get("boundary_version"),
            "licence": pack.meta.get("licence"),
        },
        "note": pack.note,
        "attribution": list(pack.attributions),
        "licences": public.licences,
        **({"for_own_use": "rows that may not be passed on"} if public.restricted else {}),
        "convention": public.convention,
        "inputs": [{"name": name, "sha256": digest} for name, digest in account.inputs],
        "account": counts,
        "reasons": [
            {"what": what, "reason": reason, "count": count}
            for (what, reason), count in sorted(account.reasons.items())
        ],
        "readers": _readers(account.readers),
        "notes": list(account.notes),
        "rows": public.counts,
        "text_cleaned": list(remarks(public.cleaned)),
        "left_out": [
            {"file": name, "what": what, "count": count}
            for (name, what), count in sorted(public.left_out.items())
        ],
        "files": sorted(files, key=itemgetter("name")),
        "environment": environment(),
    }


def _readers(read: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """Say which reports each reader read, the rules of this package or a model."""
    names = sorted({reader for _, reader in read})
    return [
        {"reader": name, "reports": sorted(key for key, reader in read if reader == name)}
        for name in names
    ]


def _file(path: Path, kind: str) -> dict[str, Any]:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return {"name": path.name, "what": kind, "bytes": path.stat().st_size, "sha256": digest}


def environment() -> dict[str, str]:
    """Return the versions on which the bytes of an output depend."""
    import platform
    import sqlite3
    import zlib
    from importlib.metadata import version

    import pyogrio
    import pyproj
    import shapely

    return {
        "platform": f"{sys.platform} {platform.machine()}",
        "python": platform.python_version(),
        "gdal": ".".join(map(str, pyogrio.__gdal_version__)),
        "geos": shapely.geos_version_string,
        "proj": pyproj.proj_version_str,
        "sqlite": sqlite3.sqlite_version,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: version(name) for name in _PACKAGES},
    }
