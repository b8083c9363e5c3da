"""The output folder: whose files are replaced, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from datasets import make_dataset
from folders import FORM, build, siblings, state, write_manifest
from synthetic_region import make_region

from geo import exports, folders
from geo.errors import OutputError
from geo.exports import manifest


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
        folders.check(Path("/"), manifest.OUTPUT)
    with pytest.raises(OutputError, match="mount point"):
        folders.check(Path("/proc"), manifest.OUTPUT)


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
    exports.write(make_dataset(2, region=region), target, region=region, formats=())
    assert not (target / "index.html").exists()
    assert (target / "mine.txt").exists()
