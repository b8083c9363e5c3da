"""Output folders for tests: made as a run makes them, and what is in them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pyarrow.parquet as pq

from geo import folders
from geo.exports import manifest

if TYPE_CHECKING:
    from pathlib import Path

FORM = "bordermap-manifest-1"


def build(target: Path, files: dict[str, str] | None = None) -> None:
    """Write files and a manifest of them, as a run does."""
    files = files or {"index.html": "new"}
    with folders.replacing(target, manifest.OUTPUT) as inside:
        for name, text in files.items():
            (inside / name).write_text(text, "utf-8")
        write_manifest(inside, list(files))


def write_manifest(where: Path, names: list[object], form: str = FORM) -> None:
    content = {"form": form, "files": [{"name": name} for name in names]}
    (where / "manifest.json").write_text(json.dumps(content), "utf-8")


def state(where: Path) -> dict[str, str]:
    return {
        str(path.relative_to(where)): path.read_text("utf-8", "replace")
        for path in sorted(where.rglob("*"))
        if path.is_file()
    }


def decoded(path: Path) -> bytes:
    """What is in a file, unpacked: a search through a zip file as it is finds nothing."""
    if path.suffix in {".xlsx", ".qgz"}:
        with ZipFile(path) as parts:
            return b"".join(map(parts.read, parts.namelist()))
    if path.suffix == ".parquet":
        return repr(pq.read_table(path).to_pylist()).encode()
    return path.read_bytes()


def siblings(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir() if path != target)
