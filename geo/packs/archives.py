"""Zip files of other people, opened with limits: no bomb, no path out of the folder."""

from __future__ import annotations

import shutil
import zipfile
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from geo.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

# alternateNamesV2.txt unpacks to about 0.8 GB from 0.2 GB, the dump of all countries to 1.8 GB.
MEMBERS, TOTAL_BYTES = 1_000, 8 * 2**30
_RATIO, _RATIO_FROM_BYTES = 200, 50 * 2**20


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
            _check(archive.infolist(), path.name)
            yield archive
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as fault:
        raise InputError("not a readable zip file", where=path.name) from fault


def _check(members: list[zipfile.ZipInfo], file: str) -> None:
    """Refuse an archive by its directory; zipfile reads no member beyond the size stated there."""
    total = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    too_dense = total > _RATIO_FROM_BYTES and total / packed > _RATIO
    if len(members) > MEMBERS or total > TOTAL_BYTES or too_dense:
        raise InputError(
            "the file unpacks to an unreasonable size",
            value=f"{len(members)} members, {total} bytes from {packed}",
            expected=f"{MEMBERS} members, {TOTAL_BYTES} bytes, {_RATIO} to 1 at most",
            where=file,
        )
    if any(member.flag_bits & 1 for member in members):
        raise InputError("the file is encrypted", expected="a file without password", where=file)
