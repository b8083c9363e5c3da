"""Points that stand for areas, and scores as shares of right answers."""

from __future__ import annotations

import numpy as np
import packs
import pytest
import shapely

from geo import line, region
from geo._sphere import apart_km, distance_km
from geo.gazetteer import Gazetteer, areas
from geo.gazetteer.calibration import calibrated, load_calibration
from geo.gazetteer.contacts import contacts
from geo.parts import area_of, around_id


@pytest.fixture(scope="module")
def grey(tmp_path_factory):
    return Gazetteer(region.load(packs.write_pack(tmp_path_factory.mktemp("areas") / "grey")))


@pytest.fixture(scope="module")
def durand():
    return Gazetteer(region.load("durand"))


@pytest.mark.parametrize("code", ["LM01", "SS01", "SS01-far", "LM", "XWL", "region:lakes", "LM/0"])
def test_the_point_lies_in_its_area_and_the_radius_holds_it(grey, code):
    stand = areas.stand_of(grey.pack, grey.index, code)
    area = area_of(grey.pack, code)
    assert area.covers(shapely.Point(stand.longitude, stand.latitude))
    rng = np.random.default_rng(4)
    west, south, east, north = area.bounds
    lon, lat = rng.uniform(west, east, 4000), rng.uniform(south, north, 4000)
    inside = shapely.contains_xy(area, lon, lat)
    away = distance_km(stand.latitude, stand.longitude, lat[inside], lon[inside])
    assert 0.9 < (away <= stand.whole_km).mean() < 0.99
    assert stand.reach_km <= stand.whole_km


@pytest.mark.parametrize("name", ["grey", "durand"])
def test_an_unknown_place_at_the_line_is_drawn_nearer_to_it(name, request):
    gazetteer = request.getfixturevalue(name)
    pack, index = gazetteer.pack, gazetteer.index
    touching = line.contacts(pack)
    moved = 0
    for entry in index.entries:
        stand = areas.stand_of(pack, index, entry.id) if entry.level == "admin2" else None
        if stand is None or stand.facing == stand.among:
            continue
        moved += 1
        assert entry.id in touching
        assert area_of(pack, entry.id).buffer(1e-5).covers(shapely.Point(stand.facing[::-1]))
        assert away(pack, stand.facing) < away(pack, stand.among)
        assert areas.label_point(pack, index, entry, is_inside=True) == stand.facing
        assert areas.label_point(pack, index, entry) == stand.centre
    assert moved


def away(pack, at):
    longitude, latitude = line.point_at(pack, line.foot_km(pack, *at))
    return apart_km(*at, latitude, longitude)


def test_no_area_has_no_point(grey):
    assert areas.stand_of(grey.pack, grey.index, "UM02") is None
    assert areas.stand_of(grey.pack, grey.index, "nowhere") is None


def test_a_district_is_answered_where_most_of_its_places_are_near(durand):
    pack = durand.pack
    places = pack.places.dropna(subset=["latitude"])
    for code, rows in places.groupby("admin2_pcode"):
        if len(rows) < 15 or area_of(pack, code) is None:
            continue
        stand = areas.stand_of(pack, durand.index, code)
        label = durand.index.entries[durand.index.by_code[code]]
        lat, lon = rows["latitude"].to_numpy(), rows["longitude"].to_numpy()
        near = (distance_km(stand.latitude, stand.longitude, lat, lon) <= 25).mean()
        by_label = (distance_km(label.latitude, label.longitude, lat, lon) <= 25).mean()
        assert near >= by_label - 0.1, code


def test_a_subdistrict_is_answered_where_its_seat_is(durand):
    index = durand.index
    for name, unit in (("Landi Kotal", "PK513-landi-kotal"), ("Mir Ali", "PK525-mir-ali")):
        town = durand.answers([(name, "PAK", None, None)])[0]
        stand = areas.stand_of(durand.pack, index, unit)
        assert (town.latitude, town.longitude) == (stand.latitude, stand.longitude)
        assert stand.reach_km > 5


def test_a_district_named_as_such_is_answered_at_its_middle(durand):
    for text, code in (("Swat", "PK532"), ("Swat district", "PK532"), ("Kurram Agency", "PK518")):
        found = durand.answers([(text, "PAK", None, None)])[0]
        middle = area_of(durand.pack, code).centroid
        away = apart_km(found.label_latitude, found.label_longitude, middle.y, middle.x)
        assert away < 0.1
        # what lies around it or somewhere in it is rather where people live
        around = durand.answers([(f"somewhere near {text}", "PAK", None, None)])[0]
        stand = areas.stand_of(durand.pack, durand.index, code)
        assert (around.label_latitude, around.label_longitude) == (stand.latitude, stand.longitude)


def test_a_place_known_by_one_near_it_is_answered_there_as_near_it(durand):
    index = durand.index
    tirah = index.entries[index.by_code["durand:tirah"]]
    found = durand.answers([("Sandapal", "PAK", None, None)])[0]
    assert (found.place_name, found.where_prec, found.admin2_pcode) == ("Sandapal", 2, "PK513")
    assert (found.label_latitude, found.label_longitude) == (tirah.latitude, tirah.longitude)
    # a point is known to 25 km; this is all that lies around it
    assert (found.latitude, found.longitude) == (None, None)
    assert found.uncertainty_km > 25
    assert found.footprint_id == around_id(tirah.latitude, tirah.longitude, found.uncertainty_km)
    assert "no source gives its exact spot, Tirah near it stands for it" in found.place_why


@pytest.mark.parametrize(
    ("name", "near", "country"), [("Omari camp", "Torkham", "AFG"), ("Sandapal", "Tirah", "PAK")]
)
def test_a_place_is_the_same_where_the_text_names_what_is_near_it_too(durand, name, near, country):
    queries = [(text, country, None, None) for text in (name, f"{name} near {near}")]
    alone, beside = durand.answers([*queries])
    assert beside == alone


@pytest.mark.parametrize(
    ("text", "name", "stand", "units"),
    [
        ("Omari camp, 5 km west of Torkham", "Omari camp", "Torkham crossing", ("AFG", "AF0617")),
        ("Sandapal, 5 km west of Tirah", "Sandapal", "Tirah", ("PAK", "PK513")),
        ("Nari Baba, Tirah", "Nari Baba", "Tirah", ("PAK", "PK513")),
    ],
)
def test_a_place_is_itself_where_what_the_text_names_beside_it_stands_for_it(
    durand, text, name, stand, units
):
    found, beside = durand.answers([(one, None, None, None) for one in (text, stand)])
    assert (found.place_name, found.place_level) == (name, "place")
    assert (found.place_id, found.footprint_id) != (beside.place_id, beside.place_id)
    # it lies by what stands for it, and is filed under the units that its own source names
    assert (found.country, found.admin2_pcode) == units
    assert found.where_prec == 2
    assert found.uncertainty_km > beside.uncertainty_km
    assert f"no source gives the exact spot of '{name.lower()}', {stand} stands" in found.place_why


def test_what_is_known_by_a_place_is_known_by_the_one_that_replaces_it(tmp_path):
    (tmp_path / "overlay.toml").write_text(
        'id = "own"\nextends = "durand"\nattributions = []\n', "utf-8"
    )
    head = "place_id,level,name,latitude,longitude,country,admin1_pcode,admin2_pcode,admin3_id,kind"
    row = "own:tirah,place,Tirah,33.83,70.80,PAK,PK5,PK513,PK513-bara,valley"
    (tmp_path / "places.csv").write_text(
        f"{head},rank,population,uncertainty_km,basis,note,replaces\n"
        f"{row},6,,5,learnt:own,,durand:tirah\n",
        "utf-8",
    )
    (tmp_path / "names.csv").write_text("id,name,language,script,kind\n", "utf-8")
    gazetteer = Gazetteer(region.load("durand", (tmp_path,)))
    found = gazetteer.answers([("Sandapal", "PAK", None, None)])[0]
    assert (found.label_latitude, found.label_longitude) == (33.83, 70.8)
    assert found.footprint_id == "around:33.83,70.8,27.0"


def test_a_point_near_a_place_lies_in_the_unit_of_the_place(durand):
    # Bara is 10 km from Peshawar and the seat of a subdistrict that Peshawar does not lie in.
    index = durand.index
    bara, peshawar = (index.entries[index.by_code[i]] for i in ("durand:bara", "geonames:1168197"))
    at = areas.point_near(durand.pack, index, bara)
    assert 0 < apart_km(*at, peshawar.latitude, peshawar.longitude) < 20
    area = area_of(durand.pack, "PK513-bara")
    assert area.distance(shapely.Point(at[1], at[0])) < 1e-4
    stand = areas.stand_of(durand.pack, index, "PK513-bara")
    assert (stand.latitude, stand.longitude) == at
    assert areas.point_near(durand.pack, index, peshawar) is None
    # A post of the district to which its source gives the town near it, whatever the outlines say.
    post, town = (
        index.entries[index.by_code[i]] for i in ("durand:said-af3013-shakij", "durand:bahramcha")
    )
    assert post.admin2 == town.admin2 == "AF3013"
    assert areas.point_near(durand.pack, index, post) == (town.latitude, town.longitude)


def test_a_place_without_a_point_stands_at_the_middle_of_its_subdistrict(durand):
    stand = areas.stand_of(durand.pack, durand.index, "PK513-bara")
    found = durand.answers([("Shalobar", "PAK", None, None)])[0]
    assert (found.label_latitude, found.label_longitude) == stand.among
    assert stand.among_km < stand.whole_km
    assert (found.latitude, found.where_prec, found.footprint_id) == (None, 3, "PK513-bara")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("durand:torkham-crossing", "Torkham"),
        ("PK532", "Swat district"),
        ("PK525-mir-ali", "Mir Ali tehsil"),
        ("durand:shalobar", "Shalobar"),
        ("durand:bara", "Bara town"),
    ],
)
def test_a_label_stands_where_the_answer_does(durand, code, text):
    entry = durand.index.entries[durand.index.by_code[code]]
    found = durand.answers([(text, "PAK" if "Torkham" not in text else None, None, None)])[0]
    at = areas.label_point(durand.pack, durand.index, entry)
    assert (found.place_id, at) == (code, (found.label_latitude, found.label_longitude))


def test_what_has_neither_point_nor_area_is_labelled_by_what_holds_it(durand):
    index = durand.index
    lacks = [e for e in index.entries if e.level == "admin2" and not e.has_area]
    assert lacks
    for entry in lacks:
        province = index.entries[index.by_code[entry.admin1]]
        at = areas.label_point(durand.pack, index, entry)
        assert at == (province.latitude, province.longitude)


NEAR_ENOUGH = [
    # A place in a unit that lies within 25 km of its point is UCDP's second class, and an area.
    ("Shalozan", "PAK", 2),
    ("Kitkot", "PAK", 2),
    ("Masterbel", "AFG", 2),
    ("Bermela", "PAK", 3),
    ("Bajaur", "PAK", 3),
]


@pytest.mark.parametrize(("text", "country", "prec"), NEAR_ENOUGH)
def test_what_is_known_to_25_km_is_near(durand, text, country, prec):
    found = durand.answers([(text, country, None, None)])[0]
    assert (found.where_prec, found.latitude) == (prec, None)


SEVERAL = [
    # What is known to several units is not known to the one that is labelled; nested it is.
    ("Swat and Shangla districts", "PAK", 5),
    ("Swat district", "PAK", 3),
    ("Khyber and Mohmand agencies", "PAK", 5),
    ("Jamrud and Landi Kotal tehsils", "PAK", 5),
    ("Barmal and Gomal districts of Paktika", "AFG", 5),
    ("Barmal district of Paktika", "AFG", 3),
    ("Khost and Paktika provinces", "AFG", 5),
    ("Khost province", "AFG", 4),
    ("Balochistan and Sindh provinces", "PAK", 5),
    ("Kunar and Bajaur", None, 5),
]


@pytest.mark.parametrize(("text", "country", "prec"), SEVERAL)
def test_several_units_are_not_one(durand, text, country, prec):
    found = durand.answers([(text, country, None, None)])[0]
    assert (found.where_prec, found.latitude) == (prec, None)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Bin Shahi crossing", "PK520"),
        ("Nawa Pass", "PK502-bar-chamarkand"),  # a source names the subdistrict
        ("Qamar Din Karez crossing", "PK231-qamar-din-karez"),
    ],
)
def test_a_gate_without_a_point_is_as_wide_as_its_stretch_and_its_approaches(durand, text, unit):
    found = durand.answers([(text, "PAK", None, None)])[0]
    span = contacts(durand.pack)[unit]
    assert (found.line_from_km, found.line_to_km) == pytest.approx(span, abs=0.1)
    half = (found.line_to_km - found.line_from_km) / 2
    assert found.where_prec == 5
    around = load_calibration().least_km["around"]
    assert found.uncertainty_km == pytest.approx(half + around, abs=0.2)


def test_outlines_widen_the_radius(durand):
    said = durand.pack.meta["uncertainty"]["outline_km"]
    for country, levels in said.items():
        assert country in durand.pack.country_codes
        assert all(0 < km < 10 for km in levels.values())


def test_a_score_rises_with_the_quality_and_is_a_share():
    known = load_calibration()
    assert list(known.raw) == sorted(set(known.raw))
    assert list(known.right) == sorted(known.right)
    assert (known.raw[0], known.raw[-1]) == (0.0, 1.0)
    assert 0 <= known.right[0] <= known.right[-1] < 1
    values = [calibrated(step / 200) for step in range(-10, 211)]
    assert values == sorted(values)
    for raw, right in zip(known.raw, known.right, strict=True):
        assert calibrated(raw) == pytest.approx(right)
