"""Rows whose words and whose columns of units speak of two places are told."""

from __future__ import annotations

import packs
import pandas as pd
import pytest

from geo import region
from geo.cli import main
from geo.contradictions import contradictions
from geo.locating import locate_rows


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return packs.write_pack(tmp_path_factory.mktemp("contradictions") / "grey")


@pytest.fixture(scope="module")
def pack(folder):
    return region.load(folder)


# country, province, district, words; what is told, on either side of the line
ROWS = [
    (None, "Lowmark", None, "Barmal", None),
    (None, "South Shire", None, "Red Gate", None),  # a crossing lies on both sides
    (None, "Lowmark", None, "Red Gate", None),
    (None, "Lowmark", None, "Nowhere Known", None),
    ("Westland", "Lowmark", "Barmal", None, None),
    (None, "Nowhere Known", None, "Spin Hill", None),
    (None, None, "Spin Hill", "Upmark", None),  # the column is finer
    (
        None,
        "Lowmark",
        None,
        "Spin Hill",
        "'Spin Hill' is known as Spin Hill, Upmark, not in admin1",
    ),
    (
        None,
        "Upmark",
        None,
        "Lowmark",
        "'Lowmark' is known as Lowmark, not in admin1 'Upmark', which",
    ),
    (None, "North Shire", None, "South Shire", "not in admin1 'North Shire', which is taken"),
    (None, "South Shire", None, "Spin Hill", "'Spin Hill' is known as Spin Hill, Upmark, not in"),
    (None, "Lowmark", "Spin Hill", None, "admin1 'Lowmark' is not where the rest of the row lies"),
    ("Eastland", "Upmark", "Lakeside", None, "admin1 'Upmark' is not where the rest of the row"),
]


@pytest.mark.parametrize(("country", "admin1", "admin2", "text", "told"), ROWS)
def test_what_contradicts_is_told(pack, country, admin1, admin2, text, told):
    row = {"country": country, "admin1": admin1, "admin2": admin2, "place_text": text}
    rows = pd.DataFrame([{"place_text": "Barmal"}, row, row]).astype("string[pyarrow]")
    found = contradictions(rows, locate_rows(rows, pack), pack)
    if told is None:
        assert found == {}
    else:
        assert list(found) == [1, 2]
        assert told in found[1]
    point = rows.assign(latitude=41.5, longitude=10.5)
    assert contradictions(point, locate_rows(point, pack), pack) == {}


@pytest.mark.parametrize(
    ("words", "column", "told"),
    [
        ("Borki", "Upper Kurram", ""),  # of which part of Kurram it is, no source says
        ("Ghozgarhi", "Upper Kurram", ""),
        ("Ghozgarhi", "Lower Kurram", "admin2 'Lower Kurram' is not where the rest of the row"),
        ("Borki", "Mamund", "admin2 'Mamund' is not where the rest of the row lies"),
    ],
)
def test_a_column_that_names_a_part_of_the_district(words, column, told):
    durand = region.load("durand")
    rows = pd.DataFrame([{"admin1": "Khyber Pakhtunkhwa", "admin2": column, "place_text": words}])
    where = locate_rows(rows.astype("string[pyarrow]"), durand)
    found = contradictions(rows, where, durand)
    assert found.get(0, "").startswith(told)
    assert bool(found) == bool(told)
    assert where["place_name"][0] == words
    assert (where["place_score"][0] > 0.9) == (not told)


def test_commands_name_such_rows(tmp_path, folder, capsys):
    table = tmp_path / "in.csv"
    lines = [f"{n},2026-02-26,Spin Hill,{'Lowmark' if n else 'Upmark'}\n" for n in range(30)]
    table.write_text("id,date,place,admin1\n" + "".join(lines), "utf-8")
    assert main(["check", str(table), "--region", str(folder)]) == 0
    told = capsys.readouterr().err
    line = "'Spin Hill' is known as Spin Hill, Upmark, not in admin1 'Lowmark', which is taken"
    assert told.count(line) == 29
    out = str(tmp_path / "out.csv")
    assert main(["locate", str(table), "-o", out, "--region", str(folder)]) == 0
    told = capsys.readouterr().err
    assert f"row 3: {line}\n" in told
    assert told.count(line) == 20
    assert "more rows whose columns contradict their words (9)" in told
