"""Folders of a run's files: built beside the old one, exchanged with it in one step, or not at all.

Only files that a run of ours wrote are replaced. Whatever else lies in the folder is a person's and
comes along as hard links. A run that dies, at any moment, leaves the folder as it was.
"""

from __future__ import annotations

import ctypes
import errno
import os
import secrets
import shutil
import stat
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import OutputError, fault_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SUFFIX = ".bordermap-new"
_ASIDE = ".bordermap-old"
_MARK = ".bordermap-build"  # lies in a folder from its creation until it is the folder asked for
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h
_NO_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}
_IS_WINDOWS = os.name == "nt"
_NO_LINK = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}


@dataclass(frozen=True)
class Kind:
    """A kind of folder: by what it is known, and which of its files are ours.

    Attributes
    ----------
    sign
        The file without which a folder is none of this kind. Of a former folder it goes last:
        without it a later run could not tell our files from a person's.
    known_by
        The sign in words.
    names
        Returns the names of our files in a folder, the sign's too; None where it is of another
        kind. It may raise `OutputError`.
    """

    sign: str
    known_by: str
    names: Callable[[Path], frozenset[str] | None]


def kind_of(sign: str, *others: str) -> Kind:
    """Return the kind of folder into which every run writes these files."""
    names = frozenset({sign, *others})
    return Kind(sign, sign, lambda folder: names if (folder / sign).is_file() else None)


def check(folder: Path, kind: Kind) -> None:
    """Refuse a folder that may not be replaced; nothing is written.

    Raises
    ------
    OutputError
        It is a file, read-only, a mount point, or holds files and is not of this kind; or as the
        kind's `names`.
    """
    target = folder.resolve()
    if not target.name:
        raise _refusal(target, "is the root of the file system", "a folder")
    if not target.exists():
        above = next(path for path in target.parents if path.exists())
        if not above.is_dir():
            raise _refusal(above, "is a file", "a folder")
        if not os.access(above, os.W_OK | os.X_OK):
            raise _refusal(above, "cannot be written to", "a folder of yours")
        return
    if not target.is_dir():
        raise _refusal(target, "is a file", "a folder")
    if os.path.ismount(target):  # Path.is_mount asks no Windows before Python 3.12
        raise _refusal(target, "is a mount point and cannot be exchanged", "a folder inside it")
    # Root may write anywhere; a folder without any write bit was made read-only on purpose.
    if not target.stat().st_mode & 0o222 or not os.access(target, os.W_OK | os.X_OK):
        raise _refusal(target, "is read-only", "a folder that may be replaced")
    if not os.access(target.parent, os.W_OK | os.X_OK):
        raise _refusal(target.parent, "cannot be written to", "a folder of yours")
    if kind.names(target) is None and any(entry.name != _MARK for entry in _entries(target)):
        raise _refusal(
            target,
            f"holds files, and no {kind.known_by}",
            "an empty or new folder, or one that bordermap wrote",
        )


@contextmanager
def replacing(folder: Path, kind: Kind) -> Iterator[Path]:
    """Give an empty folder to write into; it takes the place of `folder` when the block ends.

    Parameters
    ----------
    folder
        Need not exist, nor its parents. A symbolic link is followed.
    kind
        What is written into the empty folder makes it one of this kind.

    Raises
    ------
    OutputError
        As `check`; or a file could not be written (the disk is full, say): `folder` is then as it
        was; or a file of a person has a name that this run would write.
    """
    target = folder.resolve()
    build: Path | None = None
    try:
        check(target, kind)
        target.parent.mkdir(parents=True, exist_ok=True)
        if _recover(target, kind):
            check(target, kind)
        build = target.parent / f".{target.name[:64]}.{secrets.token_hex(4)}{_SUFFIX}"
        try:
            build.mkdir()
        except OSError as fault:  # named for the folder that was asked for, not for one of ours
            raise OSError(fault.errno, fault.strerror, str(target)) from fault
        with _locked(build):
            (build / _MARK).touch()
            yield build
            _sync(build)
            _carry_along(target, build, kind)
            former = _exchange(build, target)
            build = None
            (target / _MARK).unlink(missing_ok=True)
            _fsync(target.parent)
            if former is not None:
                _retire(former, target, kind)
    except OutputError:
        raise
    except OSError as fault:
        where = str(fault.filename or target)
        raise OutputError(fault_line(fault.strerror or str(fault), where=where)) from fault
    finally:
        if build is not None:
            shutil.rmtree(build, ignore_errors=True)


def _refusal(path: Path, what: str, expected: str) -> OutputError:
    return OutputError(fault_line(what, expected=expected, where=str(path)))


@contextmanager
def _locked(build: Path) -> Iterator[None]:
    """Hold a lock that ends with this process, so that a later run knows a dead one's folder."""
    handle = _lock(build)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _lock(folder: Path) -> int | None:
    """Lock a folder; None where another process holds it, or the system has no such locks."""
    try:
        import fcntl
    except ImportError:
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _recover(target: Path, kind: Kind) -> bool:
    """Put right what a run that died has left beside the folder; tell if there was anything."""
    aside = _aside(target)
    found = aside.is_dir()
    if found:
        if target.exists():
            _retire(aside, target, kind)
        else:
            aside.rename(target)
    pattern = (f".{target.name[:64]}.", _SUFFIX)
    left = [
        Path(entry.path)
        for entry in _entries(target.parent)
        if entry.name.startswith(pattern[0])
        and entry.name.endswith(pattern[1])
        and len(entry.name) == sum(map(len, pattern)) + 8
        and entry.is_dir(follow_symlinks=False)
    ]
    for sibling in sorted(left):
        handle = _lock(sibling)
        if handle is None:
            continue
        try:
            if (sibling / _MARK).exists():  # it died before the exchange
                shutil.rmtree(sibling, ignore_errors=True)
            elif target.is_dir():
                _retire(sibling, target, kind)
        finally:
            os.close(handle)
    (target / _MARK).unlink(missing_ok=True)
    return found or bool(left)


def _sync(folder: Path) -> None:
    for entry in _entries(folder):
        _fsync(Path(entry.path))
    _fsync(folder)


def _fsync(path: Path) -> None:
    """Bring to the disk; Windows opens no folder, and wants to be able to write to a file."""
    if _IS_WINDOWS and path.is_dir():
        return
    handle = os.open(path, os.O_RDWR if _IS_WINDOWS else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return list(entries)


def _is_ours(entry: os.DirEntry[str], names: frozenset[str]) -> bool:
    return entry.name == _MARK or (entry.name in names and not entry.is_dir(follow_symlinks=False))


def _carry_along(old: Path, new: Path, kind: Kind) -> None:
    """Give the new folder a person's own files of the old one, and the old one's permissions."""
    if not old.is_dir():
        return
    names = kind.names(old) or frozenset()
    for entry in _entries(old):
        if not _is_ours(entry, names):
            _link(Path(entry.path), new / entry.name, old.stat().st_dev)
    there = old.stat()
    new.chmod(stat.S_IMODE(there.st_mode))
    with suppress(OSError, AttributeError):  # Windows knows no such owners
        os.chown(new, there.st_uid, there.st_gid)
    _fsync(new)


def _link(source: Path, copy: Path, device: int) -> None:
    if os.path.lexists(copy):
        raise _refusal(
            source,
            "was not written by bordermap, so it is yours, and this run would replace it",
            "another folder, or the file elsewhere",
        )
    if source.is_symlink():
        copy.symlink_to(source.readlink())
        return
    if source.is_dir():
        if source.stat().st_dev != device:
            raise _refusal(source, "is on another file system", "a folder without mounts")
        copy.mkdir()
        for entry in _entries(source):
            _link(Path(entry.path), copy / entry.name, device)
        shutil.copystat(source, copy)
        return
    try:
        os.link(source, copy)
    except OSError as fault:
        if fault.errno not in _NO_LINK or not source.is_file():
            raise
        shutil.copy2(source, copy)


def _exchange(build: Path, target: Path) -> Path | None:
    """Put `build` in the place of `target`; return where the former folder is now."""
    if not target.exists():
        build.rename(target)
        return None
    if not _swap(build, target):
        aside = _aside(target)
        target.rename(aside)
        try:
            build.rename(target)
        except OSError:
            aside.rename(target)
            raise
        return aside
    return build


def _aside(target: Path) -> Path:
    return target.parent / f".{target.name[:64]}{_ASIDE}"


def _swap(one: Path, other: Path) -> bool:
    """Exchange two paths at once; False where the system or the file system cannot."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    paths = (os.fsencode(one), os.fsencode(other))
    if not renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], ctypes.c_uint(_RENAME_EXCHANGE)):
        return True
    code = ctypes.get_errno()
    if code in _NO_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _retire(former: Path, target: Path, kind: Kind) -> None:
    """Remove the former folder; what a person put there meanwhile goes to the new one."""
    names = kind.names(former) or frozenset()
    for entry in sorted(_entries(former), key=lambda entry: entry.name == kind.sign):
        if _is_ours(entry, names):
            Path(entry.path).unlink(missing_ok=True)
        else:
            _move(Path(entry.path), target / entry.name)
    try:
        former.rmdir()
    except OSError as fault:
        raise _refusal(
            target, f"is written, but files of the former folder are left in {former}", ""
        ) from fault


def _move(source: Path, there: Path) -> None:
    if not os.path.lexists(there):
        source.rename(there)
    elif source.is_dir() and not source.is_symlink():
        for entry in _entries(source):
            _move(Path(entry.path), there / entry.name)
        with suppress(OSError):
            source.rmdir()
    elif _is_same(source, there):
        source.unlink()


def _is_same(one: Path, other: Path) -> bool:
    """Tell whether two paths are one file, or one is the copy that `_link` made of the other."""
    if one.is_symlink() and other.is_symlink():
        return one.readlink() == other.readlink()
    here, there = one.lstat(), other.lstat()
    if os.path.samestat(here, there):
        return True
    both = (here.st_mode, here.st_size, here.st_mtime_ns)
    return stat.S_ISREG(here.st_mode) and both == (there.st_mode, there.st_size, there.st_mtime_ns)
