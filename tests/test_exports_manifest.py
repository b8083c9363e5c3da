"""The manifest, and the promise that the same input gives the same bytes."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from datasets import HOSTILE, make_dataset
from synthetic_region import make_region

import geo
from geo import exports
from geo.exports import manifest

if TYPE_CHECKING:
    from geo.dataset import Dataset

ROOT = Path(__file__).resolve().parents[1]
REGION = make_region(lambda name: f"{name} {HOSTILE[2]}")
PAGE = b"<!doctype html><title>page</title>"


def write_page(path: Path) -> None:
    path.write_bytes(PAGE)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return make_dataset(120, region=REGION, hostile=True)


@pytest.fixture(scope="module")
def site(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("m") / "site"
    return exports.write(dataset, folder, region=REGION, page=write_page)


@pytest.fixture(scope="module")
def content(site: Path) -> dict[str, Any]:
    return json.loads((site / "manifest.json").read_bytes())


def hashes(site: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(site.iterdir())}


def test_every_file_is_named_with_its_hash(site: Path, content: dict[str, Any]) -> None:
    listed = {file["name"]: file for file in content["files"]}
    assert set(listed) == {p.name for p in site.iterdir()} - {"manifest.json"}
    assert set(listed) == {
        *("incidents.csv", "claims.csv", "reports.csv", "links.csv"),
        *("unlocated.csv", "rejected.csv"),
        *("incidents.geojson", "incidents_points.geojson", "incidents_areas.geojson"),
        *("incidents_stretches.geojson", "incidents.gpkg", "incidents.parquet", "index.html"),
        *("incidents_points.fgb", "incidents_areas.fgb", "incidents_stretches.fgb"),
        *("incidents.qgz", "incidents.kml", "incidents.xlsx", "incidents_hxl.csv"),
        "datapackage.json",
    }
    for name, file in listed.items():
        assert file["bytes"] == (site / name).stat().st_size
        assert file["sha256"] == hashes(site)[name]
        assert len(file["what"]) > 10
    assert (site / "index.html").read_bytes() == PAGE


def test_what_it_says(dataset: Dataset, content: dict[str, Any]) -> None:
    assert content["generator"] == {"name": "bordermap", "version": geo.__version__}
    assert content["region"]["line_version"] == REGION.line_version
    assert content["region"]["licence"] == REGION.meta["licence"]
    assert content["attribution"] == list(REGION.attributions)
    assert content["note"] == REGION.note
    assert content["convention"] == "raw"
    ((name, digest),) = dataset.account.inputs
    assert content["inputs"] == [{"name": name, "sha256": digest}]
    assert content["account"]["incidents_read"] == 120
    assert {"what": "rows", "reason": "not a date", "count": 1} in content["reasons"]
    rows = content["rows"]
    assert rows["points"] + rows["areas"] + rows["stretches"] == rows["locations"]
    assert rows["incidents"] == 120
    assert len(content["text_cleaned"]) == 3
    assert set(content["environment"]) >= {"python", "gdal", "geos", "geopandas", "sqlite"}


def test_no_clock_and_no_path(site: Path, content: dict[str, Any]) -> None:
    text = (site / "manifest.json").read_text("utf-8")
    assert str(site.parent) not in text
    keys = json.dumps([*content, *content["generator"], *content["environment"]])
    assert not any(word in keys for word in ("date", "time", "host", "user"))


def test_names_of_inputs_may_hold_anything(dataset: Dataset, tmp_path: Path) -> None:
    account = dataclasses.replace(
        dataset.account, inputs=(("b\udcffd\x00\u202e.csv", "0" * 64),), notes=("\ud800",)
    )
    site = exports.write(
        dataclasses.replace(dataset, account=account), tmp_path / "site", region=REGION
    )
    content = json.loads((site / "manifest.json").read_bytes())
    assert content["inputs"][0]["name"] == "b\ufffdd.csv"
    assert content["notes"] == ["\ufffd"]
    assert manifest.names(site) is not None


@pytest.mark.parametrize("shuffle", [None, 1, 2])
def test_same_bytes_again_and_in_another_order(site: Path, tmp_path: Path, shuffle: int) -> None:
    other = make_dataset(120, region=REGION, hostile=True, shuffle=shuffle)
    again = exports.write(other, tmp_path / "again", region=REGION, page=write_page)
    assert hashes(again) == hashes(site)


def test_same_bytes_from_another_process_over_an_older_run(site: Path, tmp_path: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from datasets import HOSTILE, make_dataset\n"
        "from synthetic_region import make_region\n"
        "from geo import exports\n"
        "region = make_region(lambda name: f'{name} {HOSTILE[2]}')\n"
        "for n in (7, 120):\n"
        "    data = make_dataset(n, region=region, hostile=True)\n"
        f"    page = lambda path: path.write_bytes({PAGE!r})\n"
        "    exports.write(data, sys.argv[1], region=region, page=page)\n"
    )
    subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "again")],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Kabul"},
        check=True,
    )
    assert hashes(tmp_path / "again") == hashes(site)


def test_progress_is_told(dataset: Dataset, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    exports.write(
        dataset, tmp_path / "site", region=REGION, progress=lambda *step: told.append(step)
    )
    count = len(exports.FORMATS) + 1  # and the tables
    assert told == [("writing files", done, count) for done in range(count + 1)]


def test_the_pack_may_be_a_folder(tmp_path: Path) -> None:
    from packs import write_pack

    from geo.region import load

    pack_folder = write_pack(tmp_path / "greyline")
    region = load(pack_folder)
    empty = make_dataset(0, region=REGION)
    site = exports.write(empty, tmp_path / "site", region=pack_folder, formats=())
    content = json.loads((site / "manifest.json").read_bytes())
    assert content["region"]["title"] == "Westland and Eastland"
    assert content["region"]["line_version"] == region.line_version
    header = (site / "incidents.csv").read_text("utf-8")
    assert '"deaths_west_forces"' in header
