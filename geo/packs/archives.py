"""Zip files of other people, opened with limits: no bomb, no path out of the folder."""

from __future__ import annotations

import shutil
import zipfile
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from geo import _archives
from geo.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def open_text(path: Path) -> Iterator[IO[bytes]]:
    """Open a text file as bytes, or the text file of the same name within a zip file.

    GeoNames ships ``AM.zip`` with ``AM.txt`` and ``readme.txt`` in it.

    Raises
    ------
    InputError
        The zip file is broken, encrypted, unreasonably large inside, or lacks the text file.
    """
    if not path.is_file():
        raise InputError("no such file", where=path.name)
    if path.suffix.lower() != ".zip":
        with path.open("rb") as stream:
            yield stream
        return
    with _open(path) as archive:
        wanted = f"{path.stem}.txt".lower()
        found = [m for m in archive.infolist() if PurePosixPath(m.filename).name.lower() == wanted]
        if len(found) != 1:
            raise InputError("no such file in the zip file", value=wanted, where=path.name)
        with archive.open(found[0]) as stream:
            yield stream


def extract(path: Path, folder: Path, suffixes: frozenset[str]) -> list[Path]:
    """Unpack the files of these suffixes, flat, into a folder; the others are left alone.

    Raises
    ------
    InputError
        As `open_text`, or two files have one name.
    """
    made: list[Path] = []
    with _open(path) as archive:
        for member in archive.infolist():
            # The name alone: a path within the archive could lead out of the folder.
            name = PurePosixPath(member.filename.replace("\\", "/")).name
            if member.is_dir() or PurePosixPath(name).suffix.lower() not in suffixes:
                continue
            target = folder / name
            if target in made:
                raise InputError("two files of one name", value=name, where=path.name)
            with archive.open(member) as source, target.open("wb") as sink:
                shutil.copyfileobj(source, sink)
            made.append(target)
    return made


@contextmanager
def _open(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            _archives.check(archive, path.name)
            yield archive
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as fault:
        raise InputError("not a readable zip file", where=path.name) from fault
