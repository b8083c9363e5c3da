"""What is left of the output folder when a run fails, is killed, or meets another."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from folders import build, siblings, state, write_manifest

from geo import folders
from geo.errors import OutputError
from geo.exports import manifest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def written(tmp_path: Path) -> Path:
    target = tmp_path / "home" / "site"
    build(target, {"index.html": "old", "gone.csv": "old"})
    return target


def test_a_fault_inside_the_block_leaves_the_old_folder(written: Path) -> None:
    before = state(written)
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "index.html")
    for fault, seen in ((full, OutputError), (ZeroDivisionError(), ZeroDivisionError)):
        with (  # noqa: PT012 - the block itself
            pytest.raises(seen),
            folders.replacing(written, manifest.OUTPUT) as inside,
        ):
            (inside / "index.html").write_text("half", "utf-8")
            raise fault
        assert state(written) == before
    assert siblings(written) == []


@pytest.mark.parametrize("step", ["_sync", "_carry_along", "_exchange", "_swap"])
def test_a_fault_at_any_step_leaves_the_old_folder(
    written: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    (written / "mine.txt").write_text("mine", "utf-8")
    before = state(written)
    monkeypatch.setattr(folders, step, fail)
    with pytest.raises(OutputError, match="Input/output error"):
        build(written)
    assert state(written) == before
    assert siblings(written) == []


def no_exchange(_one: Path, _other: Path) -> bool:
    return False


def test_without_an_atomic_exchange(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "_swap", no_exchange)
    (written / "mine.txt").write_text("mine", "utf-8")
    build(written)
    assert state(written)["index.html"] == "new"
    assert state(written)["mine.txt"] == "mine"
    assert "gone.csv" not in state(written)
    assert siblings(written) == []


def test_what_windows_lacks_is_done_without(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It opens no folder, syncs no file opened to be read, and has no owners, locks or exchange."""
    opened, synced, linked = os.open, os.fsync, os.link

    def open_file(path: str | Path, flags: int, *rest: int) -> int:
        if Path(path).is_dir():
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opened(path, flags, *rest)

    def sync(handle: int) -> None:
        if fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        synced(handle)

    def no_mounts(_: Path) -> bool:
        raise NotImplementedError

    def link(source: Path, copy: Path) -> None:  # whether links are followed cannot be said
        linked(source, copy)

    (written / "notes").mkdir()
    (written / "notes" / "mine.txt").write_text("mine", "utf-8")
    monkeypatch.setattr(folders, "_IS_WINDOWS", True)
    monkeypatch.setattr(folders, "_swap", no_exchange)
    monkeypatch.setattr(Path, "is_mount", no_mounts)
    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.delattr(os, "chown")
    for name, stand_in in (("open", open_file), ("fsync", sync), ("link", link)):
        monkeypatch.setattr(os, name, stand_in)
    build(written)
    assert state(written)["index.html"] == "new"
    assert state(written)["notes/mine.txt"] == "mine"
    assert siblings(written) == []


def test_a_failed_second_rename_is_undone(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def fail(self: Path, there: Path) -> Path:
        if self.name.endswith(".bordermap-new"):
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
        return rename(self, there)

    before = state(written)
    monkeypatch.setattr(folders, "_swap", no_exchange)
    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OutputError, match="busy"):
        build(written)
    assert state(written) == before
    assert siblings(written) == []


@pytest.mark.parametrize("code", [errno.ENOSYS, errno.EINVAL])
def test_a_system_that_cannot_exchange_says_so(
    written: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Library:
        @staticmethod
        def renameat2(*_: object) -> int:
            ctypes.set_errno(code)
            return -1

    monkeypatch.setattr(folders.ctypes, "CDLL", lambda *_, **__: Library)
    build(written)
    assert state(written)["index.html"] == "new"
    monkeypatch.setattr(folders.ctypes, "CDLL", lambda *_, **__: object)
    build(written, {"index.html": "newer"})
    assert state(written)["index.html"] == "newer"


def test_files_are_copied_where_they_cannot_be_linked(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    (written / "mine.txt").write_text("mine", "utf-8")
    monkeypatch.setattr(os, "link", fail)
    build(written)
    assert state(written)["mine.txt"] == "mine"
    assert siblings(written) == []


def test_what_a_person_adds_or_changes_meanwhile_is_kept(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (written / "mine.txt").write_text("mine", "utf-8")
    (written / "notes").mkdir()
    exchange = folders._exchange

    def late(inside: Path, there: Path) -> Path | None:
        (written / "late.txt").write_text("late", "utf-8")
        (written / "notes" / "late.txt").write_text("late", "utf-8")
        with (written / "mine.txt").open("a", encoding="utf-8") as stream:
            stream.write(" changed")
        return exchange(inside, there)

    monkeypatch.setattr(folders, "_exchange", late)
    build(written)
    found = state(written)
    assert (found["late.txt"], found["notes/late.txt"]) == ("late", "late")
    assert found["mine.txt"] == "mine changed"
    assert siblings(written) == []


def test_a_file_that_cannot_come_along_is_told_of(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = folders._exchange

    def late(inside: Path, there: Path) -> Path | None:
        (inside / "late.txt").write_text("ours", "utf-8")
        (written / "late.txt").write_text("late", "utf-8")
        return exchange(inside, there)

    monkeypatch.setattr(folders, "_exchange", late)
    with pytest.raises(OutputError, match="are left in") as raised:
        build(written)
    left = Path(str(raised.value).rsplit(" left in ", 1)[1])
    assert (left / "late.txt").read_text("utf-8") == "late"
    assert state(written)["index.html"] == "new"


KILLED = """
import json, os, signal, sys
from pathlib import Path
from geo import folders
from geo.exports import manifest

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

moment = sys.argv[2]
if moment == "after exchange":
    exchange = folders._exchange
    folders._exchange = lambda *a: (exchange(*a), die())
elif moment == "between renames":
    folders._swap = lambda *_: False
    rename = Path.rename
    Path.rename = lambda s, t: die() if s.name.endswith("-new") else rename(s, t)
elif moment == "while retiring":
    folders._move = die
else:
    setattr(folders, moment, die)
with folders.replacing(Path(sys.argv[1]), manifest.OUTPUT) as inside:
    files = [{"name": name} for name in ("index.html", "more.csv")]
    for file in files:
        (inside / file["name"]).write_text("killed")
    said = {"form": "bordermap-manifest-1", "files": files}
    (inside / "manifest.json").write_text(json.dumps(said))
"""


@pytest.mark.parametrize(
    ("moment", "index"),
    [
        ("_sync", "old"),
        ("_carry_along", "old"),
        ("_exchange", "old"),
        ("after exchange", "killed"),
        ("while retiring", "killed"),
        ("between renames", None),
    ],
)
def test_a_killed_run_leaves_one_whole_folder(
    written: Path, moment: str, index: str | None
) -> None:
    (written / "mine.txt").write_text("mine", "utf-8")
    before = state(written)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(written), moment],
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    if index is None:  # only where the system cannot exchange: the next run puts it back
        assert not written.exists()
    else:
        assert state(written)["index.html"] == index
        assert state(written)["mine.txt"] == "mine"
    if index == "old":
        assert state(written) == before
    build(written)
    assert state(written)["index.html"] == "new"
    assert state(written)["mine.txt"] == "mine"
    assert set(state(written)) == {"index.html", "manifest.json", "mine.txt"}
    assert siblings(written) == []


def test_a_running_build_is_not_cleaned_away(written: Path) -> None:
    with folders.replacing(written, manifest.OUTPUT) as inside:
        (inside / "index.html").write_text("first", "utf-8")
        build(written, {"index.html": "second"})
        assert inside.is_dir()
        write_manifest(inside, ["index.html"])
    assert state(written)["index.html"] == "first"
    assert siblings(written) == []


FULL = """
import resource, signal, sys
from pathlib import Path
sys.path[:0] = [{tests!r}]
from datasets import make_dataset
from synthetic_region import make_region
from geo import exports
from geo.errors import OutputError

region = make_region()
dataset = make_dataset(300, region=region)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    exports.write(dataset, Path(sys.argv[1]), region=region)
except OutputError as fault:
    print(fault)
else:
    sys.exit("it was written")
"""


# The sizes stop the run in a CSV, a GeoJSON and the GeoPackage, inside GDAL and SQLite.
@pytest.mark.parametrize("size", [1_000, 400_000, 1_600_000])
def test_a_disk_that_fills_up_leaves_the_old_folder(written: Path, size: int) -> None:
    (written / "mine.txt").write_text("mine", "utf-8")
    before = state(written)
    done = subprocess.run(
        [sys.executable, "-c", FULL.format(tests=str(ROOT / "tests")), str(written), str(size)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 1
    assert state(written) == before
    assert siblings(written) == []


def test_a_folder_that_cannot_be_made_is_named_as_it_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Path.mkdir

    def refuse(path: Path, *, parents: bool = False, exist_ok: bool = False) -> None:
        if path.name.endswith(".bordermap-new"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        made(path, parents=parents, exist_ok=exist_ok)

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(OutputError, match=r"site: Permission denied$"):
        build(tmp_path / "site")
    assert list(tmp_path.iterdir()) == []
