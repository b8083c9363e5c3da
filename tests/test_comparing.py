"""Two builds side by side: what was added, changed, put together and removed."""

from __future__ import annotations

import csv
from functools import cache
from hashlib import sha256

import pytest

import geo
from geo import comparing
from geo.cli import main
from geo.errors import InputError

HEAD = (
    "id,date,place,sub_event_type,actor1_side,claimant,claimant_side,metric,victim_group,"
    "count_min,count_max,source"
)
RAID = (
    "1,2026-02-27,Behsud Nangarhar,Air/drone strike,pakistan,Ministry,afghanistan,killed,civilians,"
    "17,17,Outlet"
)
CLASH = "2,2026-02-26,Torkham,Armed clash,unknown,Army,pakistan,killed,pakistani_forces,1,1,Outlet"
MINE = (
    "3,2026-02-25,=Zhob,Remote explosive/landmine/IED,unknown,Police,pakistan,killed,civilians,"
    "2,2,Outlet"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("builds")


@pytest.fixture(scope="module")
def table(folder):
    """Write a table of some rows."""

    def write(*rows: str):
        text = "\n".join([HEAD, *rows]) + "\n"
        path = folder / f"{sha256(text.encode()).hexdigest()[:8]}.csv"
        path.write_text(text, "utf-8")
        return path

    return write


@pytest.fixture(scope="module")
def built(table):
    """Build a folder of some rows, once; of the formats the tables are enough."""

    @cache
    def build(*rows: str):
        path = table(*rows)
        return geo.write(geo.read([path]), path.with_suffix(""), formats=())

    return build


def told(changes: comparing.Changes) -> list[tuple[str, str, str, str]]:
    return list(
        changes.table[["change", "column", "old", "new"]].itertuples(index=False, name=None)
    )


def test_the_same_build_has_no_changes(built):
    changes = comparing.compare(built(RAID, CLASH), built(CLASH, RAID))
    assert told(changes) == []
    assert (changes.counts["changed"], changes.same) == (0, 2)


def test_added_and_removed(built):
    changes = comparing.compare(built(RAID, CLASH), built(RAID, MINE))
    assert told(changes) == [("added", "", "", ""), ("removed", "", "", "")]
    assert changes.table["sub_event_type"].tolist() == [
        "Remote explosive/landmine/IED",
        "Armed clash",
    ]
    assert (changes.counts["added"], changes.counts["removed"], changes.same) == (1, 1, 1)


# What is changed in the row of the raid; the columns that are told, old and new of one of them.
CHANGED = [
    ("17,17", "18,18", {"claim", "fatalities_low", "fatalities_best", "fatalities_high"},
     ("fatalities_best", "17", "18")),
    ("2026-02-27", "2026-02-28", {"date_start", "date_end"},
     ("date_start", "2026-02-27", "2026-02-28")),
    ("Air/drone strike", "Armed clash", {"event_type", "sub_event_type"},
     ("sub_event_type", "Air/drone strike", "Armed clash")),
    (",pakistan,Ministry", ",unknown,Ministry", {"actor1_side"},
     ("actor1_side", "pakistan", "unknown")),
]  # fmt: skip


@pytest.mark.parametrize("case", CHANGED, ids=lambda case: case[1])
def test_changed(built, case):
    old, new, columns, one = case
    changes = comparing.compare(built(RAID, CLASH), built(RAID.replace(old, new), CLASH))
    assert {row[1] for row in told(changes)} == columns
    assert ("changed", *one) in told(changes)
    assert (changes.counts["changed"], changes.same) == (1, 1)


def test_a_place_that_moved_is_told_with_both(built):
    moved = RAID.replace("Behsud Nangarhar", "Khost")
    changes = comparing.compare(built(RAID), built(moved))
    places = [row for row in told(changes) if row[1] == "place"]
    assert [bool(old) for _, _, old, _ in places] != [bool(new) for _, _, _, new in places]
    assert any("Khost" in new for *_, new in places)


def test_an_incident_that_was_put_together_names_the_other(built, table, folder):
    again = RAID.replace("1,", "9,", 1).replace(",Outlet", ",Other")
    before = built(RAID, again)
    linked = geo.link(geo.read([table(RAID, again)]))
    after = geo.write(linked, folder / "linked", formats=())
    changes = comparing.compare(before, after)
    (row,) = [row for row in told(changes) if row[0] == "put together"]
    assert row[3].startswith("inc-")
    assert changes.counts["removed"] == 0


def test_the_command_prints_and_writes_and_keeps_what_it_reads(built, tmp_path, capsys):
    old, new = built(RAID, MINE), built(RAID.replace("17,17", "18,18"), CLASH)
    target = tmp_path / "changes.csv"
    assert main(["compare", str(old), str(new), "-o", str(target)]) == 0
    printed = capsys.readouterr()
    assert "fatalities_best 17 -> 18" in printed.out
    assert "incidents: 1 added, 1 changed, 0 put together, 1 removed, 0 the same" in printed.err
    rows = list(csv.DictReader(target.read_text("utf-8").splitlines()))
    assert {row["change"] for row in rows} == {"added", "changed", "removed"}
    assert not any(cell.startswith("=") for row in rows for cell in row.values())
    assert main(["compare", str(old), str(new), "-o", str(new / "claims.csv")]) == 2
    assert "the output is the input" in capsys.readouterr().err
    missing = tmp_path / "none" / "changes.csv"
    assert main(["compare", str(old), str(new), "-o", str(missing)]) == 2
    fault = capsys.readouterr().err.splitlines()[-1]
    assert fault == f"bordermap: {missing}: No such file or directory"


def test_an_incident_is_told_by_its_source_and_its_unit_once(built, capsys):
    row = CLASH.replace("Torkham", "Nangarhar province")
    old, new = built("a", RAID), built("b", RAID, row)
    changes = comparing.compare(old, new)
    (added,) = changes.table.to_dict("records")
    assert (added["source_id"], added["place"]) == ("2", "Nangarhar")
    assert main(["compare", str(old), str(new)]) == 0
    assert (
        f"+ {added['incident_id']} 2 2026-02-26 Armed clash, Nangarhar\n" in capsys.readouterr().out
    )


def test_a_folder_that_is_no_build_is_one_line(built, tmp_path):
    with pytest.raises(InputError, match=r"no build: '.*'; expected a folder that bordermap build"):
        comparing.compare(tmp_path, built(RAID))
