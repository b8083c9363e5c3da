"""Columns that say where in forms of their own: both coordinates in one, two units, P-codes."""

from __future__ import annotations

import io
from functools import cache

import pytest
from plain_tables import column
from table_files import written

from geo import region
from geo.located_files import locate_file
from geo.tables import plain
from geo.tables.formats import read_chunks


@cache
def pack():
    return region.load("durand")


def parse(text):
    return plain.parse(read_chunks("-", stdin=io.BytesIO(text.encode())), pack())


POINTS = [
    ("Coordinates", "32.98, 69.95", 32.98, 69.95),
    ("GPS", "32.98 69.95", 32.98, 69.95),
    ("coords", "(32.98; 69.95)", 32.98, 69.95),
    ("Lat/Long", "32.98N, 69.95E", 32.98, 69.95),
    ("lon, lat", "69.95, 32.98", 32.98, 69.95),
    ("wkt", "POINT(69.95 32.98)", 32.98, 69.95),
    ("geom", "SRID=4326;Point Z (69.95 32.98 1200)", 32.98, 69.95),
    ("Coordinates", "۳۲.۹۸, ۶۹.۹۵", 32.98, 69.95),
]


@pytest.mark.parametrize(("name", "cell", "latitude", "longitude"), POINTS)
def test_both_coordinates_in_one_column(name, cell, latitude, longitude):
    read = parse(f'Date,Site,"{name}"\n2026-02-26,post,"{cell}"\n')
    assert column(read.mentions, "latitude", "longitude") == [[latitude, longitude]]
    assert any(f"latitude and longitude from {name!r}" in note for note in read.notes)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("69.95, 32.98", "the coordinates look exchanged"),
        ("POLYGON((1 2, 3 4, 5 6, 1 2))", "not a coordinate"),
        ("near the bazaar", "not a coordinate"),
        ("32.98", "only one of latitude and longitude"),
    ],
)
def test_cells_that_are_no_two_coordinates_refuse_their_row(cell, reason):
    read = parse(f'Date,Site,Coordinates\n2026-02-26,post,"{cell}"\n2026-02-27,post,\n')
    (told,) = read.rejected.to_dict("records")
    shown = (told["row"], told["column"], told["value"], told["reason"])
    assert shown == (2, "Coordinates", cell.partition(",")[0] if "x" in reason else cell, reason)


def test_geometries_that_are_no_point_are_no_coordinates():
    read = parse(
        'Date,Site,geom\n2026-02-26,Barmal,"POLYGON((1 2, 3 4, 5 6, 1 2))"\n'
        "2026-02-27,Barmal,0101000020E6100000\n2026-02-28,Barmal,POINT(69.3 32.7)\n"
    )
    assert column(read.mentions, "latitude") == [None, None, 32.7]
    assert sum("no coordinates taken" in note for note in read.notes) == 1


def test_an_uncertainty_is_of_the_incident_that_states_it():
    rows = ("a,32.7,69.3,", "b,32.7,69.3,20", "c,32.7,69.3,3", "b,32.7,69.3,5", "b,32.8,69.3,")
    read = parse(
        "id,date,latitude,longitude,uncertainty_km\n"
        + "\n".join(row.replace(",", ",2026-02-26,", 1) for row in rows)
    )
    ids = read.incidents.set_index("incident_id")["source_id"]
    stated = {
        (ids[row["incident_id"]], row["latitude"]): row["uncertainty_km"]
        for row in read.mentions.astype(object)
        .where(read.mentions.notna(), None)
        .to_dict("records")
    }
    assert stated == {("a", 32.7): None, ("b", 32.7): 20, ("c", 32.7): 3, ("b", 32.8): None}


def test_own_columns_of_coordinates_are_read_before_one_of_both():
    read = parse('Date,lat,lon,Coordinates\n2026-02-26,33,70,"1, 2"\n')
    assert column(read.mentions, "latitude", "longitude") == [[33, 70]]


@pytest.mark.parametrize(
    ("name", "cell", "units"),
    [
        ("District / Province", "Barmal / Paktika", ["Paktika", "Barmal"]),
        ("Province/District", "Paktika - Barmal", ["Paktika", "Barmal"]),
        ("District (Province)", "Barmal, Paktika", ["Paktika", "Barmal"]),
        ("District / Province", "Paktika", ["Paktika", None]),
        ("District / Province", "Barmal", [None, "Barmal"]),
    ],
)
def test_two_units_in_one_column(name, cell, units):
    read = parse(f'Date,"{name}"\n2026-02-26,"{cell}"\n')
    assert column(read.mentions, "admin1", "admin2") == [units]


# province, district, P-code -> what is taken, and what is told
CODES = [
    ("Paktika", "Barmal", "AF1214", ["Paktika", "AF1214"], None),
    ("Paktika", "Barmal", "af1214", ["Paktika", "AF1214"], None),
    ("", "Barmal", "AF1214", [None, "AF1214"], None),
    ("Paktika", "", "AF1214", ["Paktika", "AF1214"], None),
    ("Paktika", "Barmal", "", ["Paktika", "Barmal"], None),
    (
        "Paktika",
        "Xyzzy",
        "AF1214",
        ["Paktika", "AF1214"],
        "'Xyzzy' is not known; its P-code counts",
    ),
    ("Paktika", "Barmal", "XX9", ["Paktika", "Barmal"], "no admin2 has the P-code 'XX9'; the name"),
    (
        "Paktika",
        "Barmal",
        "AF1211",
        ["AF12", None],
        "the P-code AF1211 is Urgun, the words say 'Barmal': Paktika is taken, which both share",
    ),
    ("Paktika", "Barmal", "AF1501", None, "the words say 'Barmal': neither is taken"),
]


@pytest.mark.parametrize(("province", "district", "code", "units", "told"), CODES)
def test_a_code_is_held_against_the_name(province, district, code, units, told):
    read = parse(f"Date,Province,District,ADM2_PCODE\n2026-02-26,{province},{district},{code}\n")
    taken = column(read.mentions, "admin1", "admin2")
    assert taken == ([] if units is None else [units])
    said = [note for note in read.notes if "row 2: " in note]
    assert bool(said) is (told is not None)
    assert all(told in note for note in said)


def test_what_a_row_was_stays_in_its_raw_row():
    read = parse("Date,District,ADM2_PCODE\n2026-02-26,Barmal,AF1211\n")
    (raw,) = column(read.incidents, "raw")
    assert '"ADM2_PCODE": "AF1211"' in raw
    assert '"District": "Barmal"' in raw


def test_locate_reads_such_columns_and_keeps_all(tmp_path):
    source = written(
        tmp_path,
        "in.csv",
        'n,Where,P,G\n#x,#adm2+name,#adm2+code,#geo+coord\n1,Barmal,AF1211,\n2,,,"33.3, 69.9"\n',
    )
    outcome = locate_file(source, tmp_path / "out.csv")
    lines = (tmp_path / "out.csv").read_text("utf-8").splitlines()
    assert (outcome.rows, len(lines)) == (2, 4)  # the row of tags is none
    assert lines[2].startswith('"1","Barmal","AF1211",,')
    assert "Paktika" in lines[2]
    assert ",33.3,69.9," in lines[3]
    assert any("row 3: the P-code AF1211 is Urgun" in remark for remark in outcome.remarks)
    assert "latitude and longitude from 'G'" in outcome.remarks
