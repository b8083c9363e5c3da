"""The recipes of the embedded pack: their tables, row by row, and their steps on made-up shapes."""

from __future__ import annotations

import csv
import math
import re
import sys
import tomllib
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import Geod

ROOT = Path(__file__).resolve().parents[1]
PACK, RECIPES = ROOT / "data" / "durand", ROOT / "data" / "recipes"
GEOD = Geod(ellps="WGS84")


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ADMIN = read_csv(PACK / "admin.csv")


@pytest.fixture(scope="module")
def recipes():
    sys.path.insert(0, str(RECIPES))
    yield
    sys.path.remove(str(RECIPES))


def test_every_curated_tehsil_has_a_reason():
    codes = {row["code"] for row in ADMIN if row["level"] == "admin2"}
    rows = read_csv(RECIPES / "pakistan_tehsils.csv")
    assert len({row["shape_id"] for row in rows}) == len(rows)
    for row in rows:
        assert row["admin2_pcode"] or row["name"], row
        if row["admin2_pcode"]:
            assert row["admin2_pcode"] in codes
            assert re.fullmatch(r"https://\S+", row["source"])
            assert row["note"]


def test_every_displaced_unit_says_how_far_and_against_what():
    names = {row["code"]: row["name"] for row in ADMIN if row["level"] == "admin2"}
    rows = read_csv(RECIPES / "displaced_units.csv")
    assert [row["admin2_pcode"] for row in rows] == sorted({row["admin2_pcode"] for row in rows})
    for row in rows:
        assert row["name"] == names[row["admin2_pcode"]]
        assert 0 < int(row["reach_km"]) < 120, row
        assert 0 < int(row["overlap_percent"]) < 90, row
        assert row["compared_with"].startswith("COD-AB of OCHA"), row


@pytest.mark.usefixtures("recipes")
@pytest.mark.parametrize(
    ("said", "displaced", "answer"),
    [
        ("W1", {}, "W1"),
        ("E1", {}, "W1"),  # 22 km off: the outlines decide
        ("E1", {"E1": 25.0}, "E1"),
        ("E1", {"W1": 25.0}, "E1"),
        ("E1", {"W1": 20.0}, "W1"),
        ("E1", {"N1": 25.0}, "W1"),
        ("", {"E1": 25.0}, "W1"),
    ],
)
def test_a_place_keeps_the_district_of_its_source_beside_a_displaced_outline(
    said, displaced, answer
):
    from places_rows import Row
    from places_units import assign

    units = gpd.GeoDataFrame(
        {"country": "AFG", "admin1_pcode": "P", "admin3_id": None},
        index=range(3),
        geometry=[shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1), shapely.box(0, 1, 2, 2)],
        crs=4326,
    ).assign(admin2_pcode=["W1", "E1", "N1"])
    row = Row("x", "X", 0.5, 0.8, "AFG", "village", 6, None, 4.0, "unsourced", admin2_pcode=said)
    assign([row], units, displaced)
    assert row.admin2_pcode == answer
    assert row.note == (
        "lies 22.24 km outside this unit, the nearest of its district" if answer == "E1" else ""
    )


def test_every_district_of_the_drawing_has_a_code():
    codes = {row["code"] for row in ADMIN if row["level"] == "admin2"}
    rows = read_csv(RECIPES / "pakistan_districts.csv")
    assert len(rows) == len({row["svg_id"] for row in rows}) == 144
    assert {row["admin2_pcode"] for row in rows} <= codes


def test_every_package_is_pinned():
    packages = tomllib.loads((RECIPES / "packages.toml").read_text("utf-8"))
    for key, package in packages.items():
        assert package["registry"] in {"pypi", "npm", "debian"}, key
        assert re.fullmatch(r"[0-9a-f]{64}", package["sha256"]), key
        assert package["name"], key
        assert package["version"].replace("+", "") in package["file"], key


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("KASHATOO SUB-", "Kashatoo"),
        ("ZIARAT SUB DIVISION", "Ziarat"),
        ("Chagai Sub", "Chagai"),
        ("DAK_", "Dak"),
        ("DERA_MURAD_JAMALI", "Dera Murad Jamali"),
        ("Peshawar II", "Peshawar II"),
        ("Landi Kotal", "Landi Kotal"),
    ],
)
@pytest.mark.usefixtures("recipes")
def test_plain_name(source, expected):
    from link_pakistan import plain_name

    assert plain_name(source) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Samarbagh (Barwa)", "samarbagh-barwa"), ("FR D. I. Khan", "fr-d-i-khan")],
)
@pytest.mark.usefixtures("recipes")
def test_slug(name, expected):
    from link_pakistan import slug

    assert slug(name) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dara-i-Nur", "Dara-e-Nur"),
        ("Aliabad", "Ali Abad"),
        ("Qala-i- Naw", "Qala-e-Naw"),
        ("Wulêswālī Bihsūd", "Behsud"),
        ("Qarabagh", "Qara Bagh"),
        ("Warduj\n", "Warduj"),
    ],
)
@pytest.mark.usefixtures("recipes")
def test_spellings_of_one_name_are_alike(one, other):
    from likeness import similarities

    assert similarities([one], [other])[0, 0] == 1


@pytest.mark.parametrize(("one", "other"), [("Chora", "Chaparhar"), ("Reg", "Garmser")])
@pytest.mark.usefixtures("recipes")
def test_other_names_are_not_alike(one, other):
    from likeness import similarities

    assert similarities([one], [other])[0, 0] < 0.7


@pytest.mark.usefixtures("recipes")
def test_outlines_share_one_line_across_a_gap():
    from line import build_outlines

    # Two squares whose common edge is cut by water at y 4 to 6, and a lake beside a neighbour.
    left = shapely.Polygon([(0, 0), (5, 0), (5, 4), (4.9, 5), (5, 6), (5, 10), (0, 10)])
    right = shapely.Polygon([(5, 0), (10, 0), (10, 10), (5, 10), (5, 6), (5.1, 5), (5, 4)])
    right = right.difference(shapely.box(9, 2, 10, 8))
    neighbour = shapely.box(10, 0, 15, 10).difference(shapely.box(10, 2, 11, 8))
    made = build_outlines(left, right, [neighbour])
    assert made.line.coords[0] == (5, 0)
    assert made.line.coords[-1] == (5, 10)
    assert shapely.intersection(made.left, made.right).equals(made.line)
    assert made.left.area == pytest.approx(50)
    assert made.right.area == pytest.approx(50)
    assert made.right.covers(shapely.Point(9.5, 5))


@pytest.mark.usefixtures("recipes")
def test_sections_change_where_a_unit_changes():
    from sections import build_sections

    line = shapely.LineString([(1, 0), (1, 1)])
    boxes = [
        ("L", "L1", "L11", shapely.box(0, 0, 1, 0.5)),
        ("L", "L2", "L21", shapely.box(0, 0.5, 1, 1)),
        ("R", "R1", "R11", shapely.box(1, 0, 2, 0.25)),
        ("R", "R1", "R12", shapely.box(1, 0.25, 2, 0.75)),
        ("R", "R1", "R11", shapely.box(1, 0.75, 2, 1)),
    ]
    units = gpd.GeoDataFrame(
        {
            "country": [row[0] for row in boxes],
            "admin1_pcode": [row[1] for row in boxes],
            "admin2_pcode": [row[2] for row in boxes],
        },
        geometry=[row[3] for row in boxes],
        crs="EPSG:4326",
    )
    names = {code: f"name {code}" for code in ("L1", "L2", "R11", "R12")}
    table = build_sections(units, line, "L", "R", names)
    assert list(table["section_id"]) == ["L1-R11", "L1-R12", "L2-R12", "L2-R11"]
    degree = GEOD.geometry_length(line) / 1000
    ends = [round(degree * share, 1) for share in (0.25, 0.5, 0.75, 1)]
    assert np.allclose(table["to_km"], ends, atol=0.2)
    assert table["name"].iloc[0] == "name L1 / name R11"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("m 0,0 2,0 0,2 -2,0 z", 4.0),
        ("M 0,0 L 2,0 2,2 0,2 Z", 4.0),
        ("m 0,0 h 2 v 2 h -2 z", 4.0),
        ("M 0,0 H 2 V 2 H 0 Z m 0.5,0.5 1,0 0,1 -1,0 z", 3.0),
        ("m 0,0 2,0 0,2 -2,0 z m 3,0 1,0 0,1 -1,0 z", 5.0),
    ],
)
@pytest.mark.usefixtures("recipes")
def test_area_of_a_drawn_path(path, expected):
    from pakistan_svg import _area

    assert math.isclose(_area(path).area, expected)


@pytest.mark.usefixtures("recipes")
def test_label_point_lies_in_the_largest_part():
    from admin import _label

    # A crescent holds its own middle nowhere near its centroid.
    crescent = shapely.Point(70, 30).buffer(2).difference(shapely.Point(71, 30).buffer(2))
    area = shapely.MultiPolygon([shapely.box(60, 20, 60.1, 20.1), crescent])
    longitude, latitude = _label(area)
    assert shapely.contains_xy(crescent, float(longitude), float(latitude))
    assert re.fullmatch(r"\d{2}\.\d{5}", longitude)


@pytest.mark.usefixtures("recipes")
def test_base_map_parts_come_out_of_collections():
    from base import _polygons

    parts = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(2, 0, 2.01, 0.01)])
    mixed = shapely.GeometryCollection([parts, shapely.LineString([(0, 5), (1, 5)])])
    assert [part.area for part in _polygons(mixed)] == [1.0]


@pytest.mark.usefixtures("recipes")
def test_a_package_with_another_checksum_is_refused(tmp_path):
    from fetch import FetchError, Sources

    sources = Sources(tmp_path)
    name = str(sources.packages["hdx"]["file"])
    (tmp_path / name).write_bytes(b"something else")
    with pytest.raises(FetchError, match="sha256"):
        sources.archive("hdx")
