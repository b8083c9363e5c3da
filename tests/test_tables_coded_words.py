"""Codes in words of one's own are read as the codes they mean, on both sides of the line alike."""

from __future__ import annotations

from functools import cache

import pytest
from plain_tables import column
from table_files import written

from geo import region
from geo.tables import plain

HEADER = "id,date,place,claimant,claimant_side,metric,victim_group,count_min,actor1_side\n"


@cache
def pack():
    return region.load("durand")


def cell(name, word):
    """Make a row with one cell in words; the others are codes."""
    right = {"claimant_side": "un", "metric": "killed", "victim_group": "civilians"}
    told = right | {"actor1_side": "other"} | {name: f'"{word}"'}
    return HEADER + "1,2026-02-26,Torkham,x,{},3,{}\n".format(
        ",".join(told[n] for n in ("claimant_side", "metric", "victim_group")), told["actor1_side"]
    )


# column, word, the code it means; nothing where it is refused
WORDS = [
    ("metric", "injured", "wounded"),
    ("metric", "Dead", "killed"),
    ("metric", "KIA", "killed"),
    ("metric", "کشته", "killed"),
    ("metric", "casualties", "attacked_persons"),
    ("metric", "killed and injured", ""),
    ("metric", "seen", ""),
    ("victim_group", "civilian", "civilians"),
    ("victim_group", "ملکیان", "civilians"),
    ("victim_group", "TTP", "militants"),
    ("victim_group", "Afghan civilians", "civilians"),
    ("victim_group", "Pakistani civilians", "civilians"),
    ("victim_group", "Afghan soldiers", "afghan_forces"),
    ("victim_group", "Pakistani soldiers", "pakistani_forces"),
    ("victim_group", "Afghan army", "afghan_forces"),
    ("victim_group", "Pak army", "pakistani_forces"),
    ("victim_group", "Afghans", ""),
    ("victim_group", "Pakistanis", ""),
    ("victim_group", "army", ""),
    ("victim_group", "Afghan and Pakistani soldiers", ""),
    *(
        row
        for name in ("claimant_side", "actor1_side")
        for row in (
            (name, "Afghan", "afghanistan"),
            (name, "Pak", "pakistan"),
            (name, "Afghan army", "afghanistan"),
            (name, "Pakistan army", "pakistan"),
            (name, "army", ""),
            (name, "ministry of defence", ""),
            (name, "Afghanistan/Pakistan", ""),
            (name, "Afghan civilians", ""),
            (name, "militants", ""),
        )
    ),
]


@pytest.mark.parametrize(("name", "word", "code"), WORDS)
def test_words_for_codes(tmp_path, name, word, code):
    read = plain.parse([written(tmp_path, "in.csv", cell(name, word))], pack())
    said = f"in.csv: {name!r}: {word!r} is read as "
    assert [note for note in read.notes if note.startswith(said)] == [f"{said}{code}: 1"] * bool(
        code
    )
    table = read.incidents if name == "actor1_side" else read.claims
    assert column(table, name) == [code] * bool(code)
    assert column(read.rejected, "column", "value") == [] if code else [[name, word]]
    assert not code or word in column(read.incidents, "raw")[0]


def test_codes_are_left_as_they_are(tmp_path):
    read = plain.parse([written(tmp_path, "in.csv", cell("metric", "Posts captured"))], pack())
    assert column(read.claims, "metric") == ["posts_captured"]
    assert not [note for note in read.notes if "is read as" in note]
