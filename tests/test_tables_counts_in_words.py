"""Counts of the long form in words of one's own are read as the bounds they mean, or refused."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_tables import column
from table_files import written

from geo import region
from geo.tables import plain

HEADER = "id,date,place,claimant,claimant_side,metric,victim_group,count_min"


@cache
def pack():
    return region.load("durand")


def read(folder, words, columns="", cells=""):
    row = f'1,2026-02-26,Torkham,x,un,killed,civilians,"{words}"{cells}'
    return plain.parse([written(folder, "in.csv", f"{HEADER}{columns}\n{row}\n")], pack())


# words, lowest, highest, whether exact, what a person is told
WORDS = [
    ("at least 3", 3, None, False, "3 or more"),
    ("more than 40", 40, None, False, "40 or more"),
    ("≥ 3 people", 3, None, False, "3 or more"),
    ("dozens", 24, None, False, "24 or more"),
    ("up to 7", None, 7, False, "up to 7"),
    ("~50", 50, 50, False, "about 50"),
    ("about fifty", 50, 50, False, "about 50"),
    ("10-12", 10, 12, False, "10 to 12"),
    ("between 10 and 12", 10, 12, False, "10 to 12"),
    ("twelve", 12, 12, True, "12"),
    ("none", 0, 0, True, "0"),
    ("nobody", 0, 0, True, "0"),
]


@pytest.mark.parametrize(("words", "low", "high", "is_exact", "told"), WORDS)
@pytest.mark.parametrize("columns", ["", ",count_max", ",count_max,is_exact", ",is_exact"])
def test_words_for_counts(tmp_path, words, low, high, is_exact, told, columns):
    found = read(tmp_path, words, columns, "," * columns.count(","))
    names = ("count_min", "count_max", "is_exact")
    assert column(found.claims, *names) == [[low, high, is_exact]]
    said = [note for note in found.notes if "is read as" in note]
    assert said == [f"in.csv: 'count_min': {words!r} is read as {told}: 1"]
    assert found.incidents["raw"].str.contains(words.replace("≥", "")[-4:], regex=False).all()


@pytest.mark.parametrize(
    "words",
    [
        "many",
        "5 killed and 3 hurt",
        "5 (2 civilians)",
        "5 soldiers of Pakistan",
        "5 soldiers of Afghanistan",
        "20 (Afghan claim)",
        "denied",
        "5-Mar",
        "1.000",
        "Torkham",
    ],
)
def test_what_is_not_one_figure_is_refused_as_it_stands(tmp_path, words):
    found = read(tmp_path, words)
    assert column(found.rejected, "column", "value") == [["count_min", words]]
    assert not [note for note in found.notes if "is read as" in note]


@pytest.mark.parametrize(
    ("words", "most", "exact", "is_read"),
    [
        ("at least 3", "", "false", True),
        ("at least 3", "", "true", False),
        ("at least 3", "3", "", False),
        ("10-12", "12", "false", True),
        ("10-12", "13", "", False),
        ("twelve", "12", "TRUE", True),
        ("twelve", "", "false", False),
    ],
)
def test_bounds_of_the_row_itself_are_never_written_over(tmp_path, words, most, exact, is_read):
    found = read(tmp_path, words, ",count_max,is_exact", f",{most},{exact}")
    assert (len(found.claims), len(found.rejected)) == (int(is_read), int(not is_read))


@given(st.integers(0, 10**6))
def test_plain_numbers_are_left_to_the_column(tmp_path_factory, number):
    found = read(tmp_path_factory.mktemp("t"), str(number))
    assert column(found.claims, "count_min", "is_exact") == [[number, False]]
    assert not [note for note in found.notes if "is read as" in note]
