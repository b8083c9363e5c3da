"""Places told of by others over the embedded pack: between, away from, part of, along."""

from __future__ import annotations

import pytest

from geo import region
from geo._sphere import apart_km, moved
from geo.footprints import footprints
from geo.gazetteer import Gazetteer
from geo.parts import area_of


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer(region.load("durand"))


BESIDE = [
    # text, name
    ("between Tank and Wana", "between Tank and Wana"),
    ("midway between Peshawar and Kohat", "between Peshawar and Kohat"),
    ("Bannu-Miranshah road", "between Bannu and Miran Shah"),
    ("a checkpoint on the Tank-Wana highway", "between Tank and Wana"),
    ("from Sadda to Parachinar", "between Sadda and Parachinar"),
    ("Zhob–DI Khan highway", "between Zhob and D. I. Khan"),
    ("border of Kurram and Orakzai", "border of Kurram and Orakzai"),
    ("on the border between Swat and Buner", "border of Swat and Buner"),
    ("border of Khost and Kurram", "Durand Line, Khost / Kurram"),
    ("border of Kurram and Khost", "Durand Line, Kurram / Khost"),
    # they do not touch
    ("on the border of Swat and Karak", "Swat"),
]


@pytest.mark.parametrize(("text", "name"), BESIDE)
def test_what_lies_between(gazetteer, text, name):
    found = gazetteer.answers([(text, "PAK", None, None)])[0]
    assert found.place_name == name
    assert len(footprints(gazetteer.pack, [found.footprint_id])) == 1
    assert found.where_prec in {2, 3, 5}


OFFSETS = [
    # text, km, bearing, whether it is near enough for a point
    ("15 km north of Miranshah", 15, 0, True),
    ("some 20 kms north west of Wana", 20, 315, True),
    ("22 km southwest of the town of Wana", 22, 225, True),
    ("40 km east of Miranshah", 40, 90, False),
    ("35 km south of North Waziristan's main town of Miranshah", 35, 180, False),
    ("60 km (37 miles) south-east of Miranshah", 59.5, 135, False),
]


@pytest.mark.parametrize(("text", "km", "bearing", "is_point"), OFFSETS)
def test_a_distance_and_a_direction_give_a_point(gazetteer, text, km, bearing, is_point):
    found = gazetteer.answers([(text, "PAK", None, None)])[0]
    town = gazetteer.answers([(text.split()[-1], "PAK", None, None)])[0]
    wanted = moved(town.latitude, town.longitude, bearing, km)
    assert apart_km(found.label_latitude, found.label_longitude, *wanted) < 0.1
    assert found.where_prec == (2 if is_point else 5)
    assert (found.latitude is not None) == is_point
    assert max(12, km * 0.6) <= found.uncertainty_km <= max(22, km * 1.15)
    assert found.footprint_id.startswith("at:" if is_point else "around:")
    assert found.admin1_pcode == "PK5"


REGIONS = [
    # text, country, admin1, footprint
    ("eastern Afghanistan", None, None, "region:eastern-afghanistan"),
    ("the eastern provinces of Afghanistan", None, None, "region:eastern-afghanistan"),
    ("Afghanistan's eastern region", None, None, "region:eastern-afghanistan"),
    ("شرق افغانستان", None, None, "region:eastern-afghanistan"),
    (
        *("eastern and south-eastern regions", "AFG", None),
        "region:eastern-afghanistan+region:southeastern-afghanistan",
    ),
    ("northern Balochistan", None, None, "PK2/0"),
    ("northern areas", None, "Balochistan", "PK2/0"),
    ("southern Khyber Pakhtunkhwa", None, None, "PK5/180"),
    ("south of Nangarhar", None, None, "AF06/180"),
    # a province in the east of its country, not the east of a province
    ("eastern Nangarhar province", None, None, "AF06"),
    ("southern Kandahar province", None, None, "AF27"),
    ("merged districts", None, None, "region:merged-districts"),
    ("former FATA", None, None, "region:merged-districts"),
    ("tribal districts of Pakistan", None, None, "region:merged-districts"),
    ("Malakand Division", None, None, "region:malakand-division"),
]


@pytest.mark.parametrize(("text", "country", "admin1", "footprint"), REGIONS)
def test_regions_and_parts(gazetteer, text, country, admin1, footprint):
    found = gazetteer.answers([(text, country, admin1, None)])[0]
    assert found.footprint_id == footprint
    assert found.latitude is None
    area = footprints(gazetteer.pack, [footprint]).geometry[0]
    assert area.buffer(0.001).intersects(_point(found))
    assert ("taken as the half" in found.place_why) == ("/" in footprint)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("along the border in Kunar, Nangarhar and Khost", "Kunar / Nangarhar / Khost"),
        ("border areas of Paktia, Paktika and Khost", "Paktya / Paktika / Khost"),
        ("along the border in Nangarhar, Kunar, Laghman", None),  # Laghman is not beside the line
        ("the border of Kunar and Nangarhar", None),  # one of their own
    ],
)
def test_the_border_of_three_units_is_the_line(gazetteer, text, name):
    found = gazetteer.answers([(text, None, None, None)])[0]
    assert (found.place_level == "border_section") == (name is not None), found.place_why
    assert name is None or found.place_name == f"Durand Line, {name}"


def _point(found):
    import shapely

    return shapely.Point(found.label_longitude, found.label_latitude)


def test_the_line_along_a_region_is_where_its_units_touch(gazetteer):
    found = gazetteer.answers([("along the line in eastern Afghanistan", None, None, None)])[0]
    assert found.place_level == "border_section"
    assert (found.line_from_km, found.line_to_km) == pytest.approx((1697, 2182), abs=15)


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("the Durand Line in eastern and southeastern regions", (1051, 2182)),
        ("along the line in the eastern provinces", (1697, 2182)),
        ("the Durand Line in western regions", (0, 2657)),  # it does not touch those
        ("the Durand Line in eastern and northern regions", (0, 2657)),  # no region is called so
    ],
)
def test_regions_on_the_line_are_those_of_the_country_that_has_them(gazetteer, text, stretch):
    found = gazetteer.answers([(text, None, None, None)])[0]
    assert (found.line_from_km, found.line_to_km) == pytest.approx(stretch, abs=15)


def test_every_region_has_a_source_and_known_units(gazetteer):
    pack = gazetteer.pack
    codes = set(pack.admin["code"])
    for row in pack.regions.itertuples():
        members = row.members.split(";")
        assert set(members) <= codes, row.region_id
        assert len(members) == len(set(members)) >= 2
        assert row.source.startswith("http")
        assert row.region_id.startswith("region:")
        assert {area_of(pack, code) is not None for code in members} == {True}
    assert pack.regions["region_id"].is_unique
