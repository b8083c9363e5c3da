"""The output folder: whose files are replaced, and what is left when a run dies."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from datasets import make_dataset
from synthetic_region import make_region

from geo import exports
from geo.errors import OutputError
from geo.exports import folder, manifest

ROOT = Path(__file__).resolve().parents[1]
FORM = "bordermap-manifest-1"


def build(target: Path, files: dict[str, str] | None = None) -> None:
    """Write files and a manifest of them, as a run does."""
    files = files or {"index.html": "new"}
    with folder.replacing(target) as inside:
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


def siblings(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir() if path != target)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "home" / "site"


@pytest.fixture
def written(target: Path) -> Path:
    build(target, {"index.html": "old", "gone.csv": "old"})
    return target


def test_makes_folder_and_parents(target: Path) -> None:
    build(target)
    assert set(state(target)) == {"index.html", "manifest.json"}
    assert siblings(target) == []


def test_an_empty_folder_is_taken_with_its_permissions(target: Path) -> None:
    target.mkdir(parents=True)
    target.chmod(0o2751)
    build(target)
    assert target.stat().st_mode & 0o7777 == 0o2751


def test_what_the_manifest_names_is_replaced_and_the_rest_stays(written: Path) -> None:
    (written / "mine.txt").write_text("mine", "utf-8")
    (written / "notes" / "deep").mkdir(parents=True)
    (written / "notes" / "deep" / "a.txt").write_text("deep", "utf-8")
    (written / "link").symlink_to("notes/deep/a.txt")
    (written / "dangling").symlink_to("/nowhere/at/all")
    inode = (written / "mine.txt").stat().st_ino
    build(written)
    assert state(written) == {
        "index.html": "new",
        "link": "deep",
        "manifest.json": state(written)["manifest.json"],
        "mine.txt": "mine",
        "notes/deep/a.txt": "deep",
    }
    assert (written / "mine.txt").stat().st_ino == inode
    assert (written / "dangling").readlink() == Path("/nowhere/at/all")
    assert siblings(written) == []


def test_a_link_in_the_place_of_our_file_is_replaced_not_followed(written: Path) -> None:
    elsewhere = written.parent / "precious.txt"
    elsewhere.write_text("precious", "utf-8")
    (written / "index.html").unlink()
    (written / "index.html").symlink_to(elsewhere)
    build(written)
    assert elsewhere.read_text("utf-8") == "precious"
    assert not (written / "index.html").is_symlink()


def test_a_linked_folder_is_replaced_where_it_is(written: Path) -> None:
    link = written.parent / "latest"
    link.symlink_to(written)
    build(link)
    assert link.is_symlink()
    assert state(written)["index.html"] == "new"


def make_file(target: Path) -> None:
    target.parent.mkdir(parents=True)
    target.write_text("a file", "utf-8")


def make_below_file(target: Path) -> None:
    target.parent.parent.mkdir(exist_ok=True)
    target.parent.write_text("a file", "utf-8")


def make_foreign(target: Path) -> None:
    target.mkdir(parents=True)
    (target / "thesis.docx").write_text("work", "utf-8")


def make_foreign_manifest(target: Path) -> None:
    target.mkdir(parents=True)
    (target / "manifest.json").write_text('{"manifest_version": 3}', "utf-8")


def make_broken_manifest(target: Path) -> None:
    build(target)
    (target / "manifest.json").write_text('{"form": "bordermap-manifest-1", "fi', "utf-8")


def make_nested_manifest(target: Path) -> None:
    target.mkdir(parents=True)
    (target / "manifest.json").write_text("[" * 100_000, "utf-8")


def make_binary_manifest(target: Path) -> None:
    target.mkdir(parents=True)
    (target / "manifest.json").write_bytes(b"\xff\xfe\x00\x80")


def make_listless_manifest(target: Path) -> None:
    target.mkdir(parents=True)
    (target / "manifest.json").write_text(json.dumps({"form": FORM, "files": "*"}), "utf-8")


def make_linked_manifest(target: Path) -> None:
    target.mkdir(parents=True)
    write_manifest(target.parent, ["index.html"])
    (target / "manifest.json").symlink_to("../manifest.json")


def make_read_only(target: Path) -> None:
    build(target)
    target.chmod(0o555)


def make_conflict(target: Path) -> None:
    build(target, {"incidents.csv": "old"})
    (target / "index.html").write_text("a page of mine", "utf-8")


def make_folder_of_our_name(target: Path) -> None:
    build(target)
    (target / "index.html").unlink()
    (target / "index.html").mkdir()
    (target / "index.html" / "mine.txt").write_text("mine", "utf-8")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (make_file, "is a file"),
        (make_below_file, "is a file"),
        (make_foreign, "holds files"),
        (make_foreign_manifest, "holds files"),
        (make_broken_manifest, "holds files"),
        (make_nested_manifest, "holds files"),
        (make_binary_manifest, "holds files"),
        (make_listless_manifest, "holds files"),
        (make_linked_manifest, "holds files"),
        (make_read_only, "read-only"),
        (make_conflict, "it is yours"),
        (make_folder_of_our_name, "it is yours"),
    ],
)
def test_refusals_leave_everything_as_it_was(target: Path, make: object, said: str) -> None:
    make(target)
    before = state(target.parents[1])
    with pytest.raises(OutputError, match=said) as raised:
        build(target)
    assert "\n" not in str(raised.value)
    assert state(target.parents[1]) == before
    if target.is_dir():
        target.chmod(0o755)


@pytest.mark.parametrize(
    "name",
    [
        "../precious.txt",
        "/etc/passwd",
        "a/b",
        "..",
        ".",
        "",
        "a\\b",
        "C:x",
        "a\0b",
        "a\nb",
        7,
        None,
    ],
)
def test_a_manifest_that_names_what_no_run_writes_is_refused(target: Path, name: object) -> None:
    precious = target.parent / "precious.txt"
    target.mkdir(parents=True)
    precious.write_text("precious", "utf-8")
    write_manifest(target, [name])
    with pytest.raises(OutputError, match="outside its folder"):
        build(target)
    assert precious.read_text("utf-8") == "precious"
    assert state(target) == {"manifest.json": state(target)["manifest.json"]}


def test_root_and_mount_points_are_refused() -> None:
    with pytest.raises(OutputError, match="root of the file system"):
        folder.check(Path("/"))
    with pytest.raises(OutputError, match="mount point"):
        folder.check(Path("/proc"))


def test_a_fault_inside_the_block_leaves_the_old_folder(written: Path) -> None:
    before = state(written)
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "index.html")
    for fault, seen in ((full, OutputError), (ZeroDivisionError(), ZeroDivisionError)):
        with pytest.raises(seen), folder.replacing(written) as inside:  # noqa: PT012 - the block itself
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
    monkeypatch.setattr(folder, step, fail)
    with pytest.raises(OutputError, match="Input/output error"):
        build(written)
    assert state(written) == before
    assert siblings(written) == []


def no_exchange(_one: Path, _other: Path) -> bool:
    return False


def test_without_an_atomic_exchange(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "_swap", no_exchange)
    (written / "mine.txt").write_text("mine", "utf-8")
    build(written)
    assert state(written)["index.html"] == "new"
    assert state(written)["mine.txt"] == "mine"
    assert "gone.csv" not in state(written)
    assert siblings(written) == []


def test_a_failed_second_rename_is_undone(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def fail(self: Path, there: Path) -> Path:
        if self.name.endswith(".bordermap-new"):
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
        return rename(self, there)

    before = state(written)
    monkeypatch.setattr(folder, "_swap", no_exchange)
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

    monkeypatch.setattr(folder.ctypes, "CDLL", lambda *_, **__: Library)
    build(written)
    assert state(written)["index.html"] == "new"
    monkeypatch.setattr(folder.ctypes, "CDLL", lambda *_, **__: object)
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
    exchange = folder._exchange

    def late(inside: Path, there: Path) -> Path | None:
        (written / "late.txt").write_text("late", "utf-8")
        (written / "notes" / "late.txt").write_text("late", "utf-8")
        with (written / "mine.txt").open("a", encoding="utf-8") as stream:
            stream.write(" changed")
        return exchange(inside, there)

    monkeypatch.setattr(folder, "_exchange", late)
    build(written)
    found = state(written)
    assert (found["late.txt"], found["notes/late.txt"]) == ("late", "late")
    assert found["mine.txt"] == "mine changed"
    assert siblings(written) == []


def test_a_file_that_cannot_come_along_is_told_of(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = folder._exchange

    def late(inside: Path, there: Path) -> Path | None:
        (inside / "late.txt").write_text("ours", "utf-8")
        (written / "late.txt").write_text("late", "utf-8")
        return exchange(inside, there)

    monkeypatch.setattr(folder, "_exchange", late)
    with pytest.raises(OutputError, match="are left in") as raised:
        build(written)
    left = Path(str(raised.value).rsplit(" left in ", 1)[1])
    assert (left / "late.txt").read_text("utf-8") == "late"
    assert state(written)["index.html"] == "new"


KILLED = """
import json, os, signal, sys
from pathlib import Path
from geo.exports import folder

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

moment = sys.argv[2]
if moment == "after exchange":
    exchange = folder._exchange
    folder._exchange = lambda *a: (exchange(*a), die())
elif moment == "between renames":
    folder._swap = lambda *_: False
    rename = Path.rename
    Path.rename = lambda s, t: die() if s.name.endswith("-new") else rename(s, t)
elif moment == "while retiring":
    folder._move = die
else:
    setattr(folder, moment, die)
with folder.replacing(Path(sys.argv[1])) as inside:
    files = [{"name": name} for name in ("index.html", "more.csv")]
    for file in files:
        (inside / file["name"]).write_text("killed")
    manifest = {"form": "bordermap-manifest-1", "files": files}
    (inside / "manifest.json").write_text(json.dumps(manifest))
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
    with folder.replacing(written) as inside:
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


def test_write_refuses_before_it_works(target: Path) -> None:
    region = make_region()
    make_foreign(target)
    with pytest.raises(OutputError, match="holds files"):
        exports.write(make_dataset(3, region=region), target, region=region)


def test_names_of_a_real_run(target: Path) -> None:
    region = make_region()
    exports.write(make_dataset(3, region=region), target, region=region)
    assert manifest.names(target) == {path.name for path in target.iterdir()}
    (target / "mine.txt").write_text("mine", "utf-8")
    exports.write(make_dataset(2, region=region), target, region=region)
    assert not (target / "index.html").exists()
    assert (target / "mine.txt").exists()
