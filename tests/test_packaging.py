"""The wheel, the sdist and the editable install carry what they should, and nothing else."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import os
import subprocess
import sys
import tarfile
import tomllib
import types
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
WHEEL_LIMIT_BYTES = 8_000_000


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build as a release does: the sdist from the checkout, the wheel from the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, text=True, timeout=280)
    (sdist,) = folder.glob("*.tar.gz")
    (wheel,) = folder.glob("*.whl")
    return sdist, wheel


@pytest.fixture(scope="module")
def wheel_names(built):
    with zipfile.ZipFile(built[1]) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def sdist_names(built):
    with tarfile.open(built[0]) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def test_wheel_holds_the_packages_the_bundle_and_the_data(wheel_names):
    data = {
        f"geo/_data/{path.relative_to(ROOT / 'data')}"
        for folder in ("durand", "samples")
        for path in (ROOT / "data" / folder).rglob("*")
        if path.is_file()
    }
    code = {
        str(path.relative_to(ROOT))
        for package in ("geo", "maps")
        for path in (ROOT / package).rglob("*.py")
        if "node_modules" not in path.parts
    }
    assert data | code | {"maps/static/viewer.js", "maps/static/viewer.css"} <= wheel_names


def test_wheel_holds_nothing_else(wheel_names):
    assert {name.split("/")[0] for name in wheel_names} <= {
        "geo",
        "maps",
        next(name for name in wheel_names if name.endswith("/METADATA")).split("/")[0],
    }
    strays = ("node_modules", "viewer/src", "__pycache__", "recipes", ".ts")
    assert not [name for name in wheel_names if any(stray in name for stray in strays)]


def test_wheel_is_small(built):
    assert built[1].stat().st_size <= WHEEL_LIMIT_BYTES


def test_sdist_can_be_built_and_tested_without_node(sdist_names):
    wanted = {
        "pyproject.toml",
        "hatch_build.py",
        "Makefile",
        "README.md",
        "LICENSE",
        "maps/static/viewer.js",
        "maps/viewer/src/main.ts",
        "data/durand/region.toml",
        "data/recipes/build.py",
        "tests/test_packaging.py",
    }
    assert wanted <= sdist_names
    assert not [name for name in sdist_names if "node_modules" in name]


def test_installed_wheel_answers_from_anywhere(built, tmp_path):
    target = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target)]
    subprocess.run([*pip, str(built[1])], check=True, capture_output=True, timeout=120)
    code = (
        "import geo.region, sys; from geo.cli import main; print(geo.region.data_root());"
        " sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "places", "Nangarhar", "--format", "json"],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(target)},
        timeout=120,
    )
    root, _, answer = done.stdout.partition("\n")
    assert Path(root) == target / "geo" / "_data"
    assert json.loads(answer)["candidates"][0]["admin1_pcode"] == "AF06"


@pytest.mark.parametrize("extra", ["reports", "llm", "print"])
def test_an_older_pip_finds_what_an_extra_needs(extra):
    """Before 23.3 pip compares extras letter by letter: lxml[html_clean] is not its html-clean."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"][extra]]
    found, not_found = set(), set()
    while asked:
        wish = Requirement(asked.pop())
        found.add(canonicalize_name(wish.name))
        about = importlib.metadata.distribution(wish.name)
        extras = set(about.metadata.get_all("Provides-Extra") or [])
        for text in about.requires or []:
            need = Requirement(text)
            name = canonicalize_name(need.name)
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                asked += [text] if name not in found or need.extras else []
            elif any(need.marker.evaluate({"extra": asks}) for asks in wish.extras - extras):
                not_found.add(name)
    assert not_found <= found


def test_this_environment_runs_the_checkout():
    """`make test` installs the checkout as editable: its data folder is the checkout's."""
    import geo.region

    assert Path(geo.__file__).is_relative_to(ROOT)
    assert geo.region.data_root() == ROOT / "data"
    assert importlib.metadata.version("bordermap") == geo.__version__
    assert (ROOT / "maps" / "static" / "viewer.js").is_file()


@pytest.fixture
def viewer(tmp_path, monkeypatch):
    """Give the build hook over a tree whose viewer was built from one source."""
    plugin = types.ModuleType("hatchling.builders.hooks.plugin.interface")
    plugin.BuildHookInterface = type("BuildHookInterface", (), {"root": str(tmp_path)})
    monkeypatch.setitem(sys.modules, plugin.__name__, plugin)
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    hook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hook)
    source = tmp_path / "maps" / "viewer" / "main.ts"
    static = tmp_path / "maps" / "static"
    for folder in (source.parent, static):
        folder.mkdir(parents=True)
    source.write_bytes(b"one")
    for name in hook._BUILT:
        (static / name).touch()
    said = {"main.ts": hashlib.sha256(b"one").hexdigest()}
    (static / "sources.json").write_text(json.dumps(said), "utf-8")
    return hook.ViewerBuildHook(), static, source


def test_a_fresh_viewer_is_built_without_node(viewer):
    assert viewer[0].dependencies() == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda static, _: (static / "viewer.js").unlink(),
        lambda static, _: (static / "sources.json").unlink(),
        lambda _, source: source.write_bytes(b"two"),
        lambda _, source: source.unlink(),
    ],
)
def test_a_viewer_of_other_sources_is_built_anew(viewer, spoil):
    hook, static, source = viewer
    spoil(static, source)
    assert len(hook.dependencies()) == 1


def test_the_viewer_here_tells_what_it_was_built_from():
    sources = json.loads((ROOT / "maps" / "static" / "sources.json").read_text("utf-8"))
    used = {"build.mjs", "package-lock.json", "src/main.ts", "../languages/en.json"}
    assert used <= set(sources)
    assert all((ROOT / "maps" / "viewer" / name).is_file() for name in sources)
