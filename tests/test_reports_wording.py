"""The rows of `vocabulary/wording`: each by a text that has it, and one near it that has not."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import geo.reports.language
from geo import region
from geo.reports.language import wording, words
from geo.reports.who import actors

FOLDER = Path(geo.reports.language.__file__).parent / "vocabulary" / "wording"
FILES = sorted(path.stem for path in FOLDER.glob("*.toml"))
PACK = region.load("durand")
WORDS = words.of(PACK)
# Those of parties have parts that only a pack tells.
SAID = {file: wording.of(WORDS, file) for file in FILES if file != "parties"}
SAID["parties"] = actors.of(PACK).parties
ROWS = {
    (file, section, name): row
    for file in FILES
    for section in wording.SECTIONS
    for name, row in WORDS.load(f"wording/{file}").get(section, {}).items()
}
# What has a row no more: something stands between it and what it would be beside.
APART = {"before": "{}it. Then old ", "behind": ". Then{}"}


@pytest.mark.parametrize(("file", "section", "name"), ROWS)
def test_row(file, section, name):
    row, said = ROWS[file, section, name], SAID[file][name]
    lacking = APART[section].format(row["has"]) if section in APART else row["lacks"]
    assert said.is_in(row["has"])
    assert not said.is_in(lacking)
    assert not said.is_in(row.get("lacks", lacking))
    assert set(row) <= {"has", "lacks", "words", "then", "pattern", "cased"}


@pytest.mark.parametrize("file", FILES)
def test_rows_have_names_of_their_own_and_nothing_else_stands_beside_them(file):
    said = WORDS.load(f"wording/{file}")
    assert set(said) <= {*wording.SECTIONS, "parts"}
    assert sorted(n for f, _, n in ROWS if f == file) == sorted(SAID[file])


@pytest.mark.parametrize("file", FILES)
def test_no_row_is_left_out_by_the_words_it_may_begin_with(file):
    said = SAID[file]
    before = {name: row for name, row in said.items() if row.section == "before"}
    for text in (
        row["has"] for (f, section, _), row in ROWS.items() if (f, section) == (file, "before")
    ):
        told = said.before(text)
        for name, row in before.items():
            found, plain = told.find(name), row.search(text)
            assert (found and found.span()) == (plain and plain.span()), name
            assert told.has(name) == row.is_in(text)


def test_rows_of_words_are_tried_only_where_they_may_begin():
    slow = [
        (file, name)
        for (file, section, name), row in ROWS.items()
        if section in wording.QUICK and "words" in row and not SAID[file][name].is_quick
    ]
    assert slow == []


def test_every_part_of_patterns_is_in_one():
    said = {path: path.read_text("utf-8") for path in FOLDER.parent.rglob("*.toml")}
    parts = {
        (path.stem, part) for path in said for part in tomllib.loads(said[path]).get("parts", ())
    }
    whole = "\n".join(said.values())
    assert [(file, part) for file, part in sorted(parts) if f"{{{part}}}" not in whole] == []
