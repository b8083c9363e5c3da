"""The rows of `vocabulary/wording`: each by a text that has it, and one near it that has not."""

from __future__ import annotations

from pathlib import Path

import pytest

import geo.reports.language
from geo import region
from geo.reports.language import wording, words

FOLDER = Path(geo.reports.language.__file__).parent / "vocabulary" / "wording"
FILES = sorted(path.stem for path in FOLDER.glob("*.toml"))
WORDS = words.of(region.load("durand"))
ROWS = {
    (file, name): row
    for file in FILES
    for section in wording.SECTIONS
    for name, row in WORDS.load(f"wording/{file}").get(section, {}).items()
}


@pytest.mark.parametrize(("file", "name"), ROWS)
def test_row(file, name):
    row, said = ROWS[file, name], wording.of(WORDS, file)[name]
    assert said.is_in(row["has"])
    assert not said.is_in(row["lacks"])


@pytest.mark.parametrize("file", FILES)
def test_rows_have_names_of_their_own_and_nothing_else_stands_beside_them(file):
    said = WORDS.load(f"wording/{file}")
    assert set(said) <= {*wording.SECTIONS, "parts"}
    names = [name for section in wording.SECTIONS for name in said.get(section, {})]
    assert sorted(names) == sorted(wording.of(WORDS, file))
    for section in wording.SECTIONS:
        for row in said.get(section, {}).values():
            assert set(row) <= {"has", "lacks", "words", "pattern", "cased"}


@pytest.mark.parametrize("file", FILES)
def test_no_row_is_left_out_by_the_words_it_may_begin_with(file):
    said = wording.of(WORDS, file)
    for (where, name), row in ROWS.items():
        if where == file and said[name].section == "before":
            found = {n for n, r in said.items() if r.section == "before" and r.is_in(row["has"])}
            assert found == set(said.before(row["has"]))
