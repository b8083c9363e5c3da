"""What a pack holds ready for its gazetteer: it is what its files would give."""

from __future__ import annotations

import shutil
from dataclasses import fields

import numpy as np
import packs
import pytest

from geo import line, region
from geo import packs as learning
from geo.gazetteer import Gazetteer, areas, ready
from geo.gazetteer.contacts import contacts, contacts_held
from geo.gazetteer.index import build, held

TEXTS = ["Westham", "Barmal district", "برمل", "Qzx area of Lakeside", "near Westhan in Barmal"]


def _write(pack):
    arrays = {**held(pack), **contacts_held(pack), **areas.stands(pack, build(pack))}
    ready.write(pack, pack.path / ready.FILE, arrays)
    return region.load(pack.path)


@pytest.fixture
def pack(tmp_path):
    return region.load(packs.write_pack(tmp_path / "grey"))


def _answers(pack):
    return Gazetteer(pack).answers([(text, None, None, None) for text in TEXTS])


def test_names_mean_the_same_held_ready_and_not(pack):
    made = build(pack)
    found = build(_write(pack))
    names = {field.name for field in fields(made)} - {"entries", "_kept"}
    assert len(names) > 8
    assert {name: getattr(found, name) for name in names} == {
        name: getattr(made, name) for name in names
    }
    assert [*found.skeletons] == [*made.skeletons]


def test_answers_are_the_same_held_ready_and_not(pack):
    expected = _answers(region.load(pack.path))
    assert {answer.place_level for answer in expected} >= {"admin2", "place"}
    assert _answers(_write(pack)) == expected


@pytest.mark.parametrize(
    "cut", [lambda data: data[: len(data) // 2], lambda _: b"", lambda _: b"no arrays"]
)
def test_a_broken_file_is_as_good_as_none(pack, cut):
    expected = _answers(region.load(pack.path))
    _write(pack)
    file = pack.path / ready.FILE
    file.write_bytes(cut(file.read_bytes()))
    assert _answers(region.load(pack.path)) == expected
    np.savez(file, names=np.zeros(1))
    assert _answers(region.load(pack.path)) == expected


def test_contacts_with_the_line_are_held_and_not_measured_again(pack, monkeypatch):
    expected = line.contacts(region.load(pack.path))
    assert expected
    ready_pack = _write(pack)
    monkeypatch.setattr(line, "contacts", lambda _: pytest.fail("measured"))
    assert contacts(ready_pack) == expected


def test_the_same_files_give_the_same_bytes(pack):
    first = (_write(pack).path / ready.FILE).read_bytes()
    _write(region.load(pack.path))
    assert (pack.path / ready.FILE).read_bytes() == first


@pytest.mark.parametrize(
    "name", ["places.csv", "names.csv", "admin.csv", "region.toml", "line.geojson"]
)
def test_what_is_made_of_other_files_does_not_count(pack, name):
    expected = _answers(_write(pack))
    with (pack.path / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    changed = region.load(pack.path)
    assert ready.read(changed) is None
    assert _answers(changed) == expected


def test_under_an_overlay_it_does_not_count(pack, tmp_path):
    _write(pack)
    own, table = tmp_path / "own", tmp_path / "table.csv"
    table.write_text("location,admin1,latitude,longitude,geo_precision\nKel,Lowmark,40.5,10.5,1\n")
    learning.learn(table, own, pack.path)
    assert ready.read(region.load(pack.path)) is not None
    assert ready.read(region.load(pack.path, [own])) is None


def test_the_embedded_pack_holds_what_its_own_files_give(tmp_path):
    """After a change of the pack the recipe's step `gazetteer` runs again."""
    pack = region.load("durand")
    found = ready.read(pack)
    assert found is not None
    copy = tmp_path / "pack"
    shutil.copytree(pack.path, copy, ignore=shutil.ignore_patterns(ready.FILE))
    bare = region.load(copy)
    for name, array in held(bare).items():
        assert np.array_equal(array, found[name]), name
    stands = areas.stands(bare, build(bare))
    assert ready.texts(stands["stands"]) == ready.texts(found["stands"])
    assert ready.texts(stands["near"]) == ready.texts(found["near"])
    assert np.allclose(stands["near/points"], found["near/points"], atol=1e-4)
    meets = contacts_held(bare)
    assert ready.texts(meets["contacts"]) == ready.texts(found["contacts"])
    assert np.allclose(meets["contacts/km"], found["contacts/km"], atol=1e-3)
    # another version of GEOS may put a point of the grid outside
    away = np.abs(stands["stands/km"] - found["stands/km"]).max(axis=1)
    assert (away < 1).mean() > 0.99
