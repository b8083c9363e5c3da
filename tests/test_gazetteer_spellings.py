"""Spellings over the embedded pack: what people write differently leads to the same thing."""

from __future__ import annotations

import pytest

from geo import region
from geo.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer(region.load("durand"))


# Spellings, country or province where a reader would know it, name of the answer.
SPELLINGS = [
    ("Spin Boldak; Spin Buldak; Spinboldak; Spin-Boldak; SPIN BOLDAK", "AFG", None, "Spin Boldak"),
    ("Barmal; Bermal; Birmal; the Barmal area", None, "Paktika", "Barmal"),
    ("Urgun; Orgun; Argun; Urgoon", "AFG", None, "Urgun"),
    ("Nangarhar; Nangrahar; Ningarhar; Nangarhar's", None, None, "Nangarhar"),
    ("Paktya; Paktia; Paktiya", None, None, "Paktya"),
    ("Paktika; Paktika province", None, None, "Paktika"),
    ("Lal Pura; Lalpur; Lal Por; Lalpora; Lal-Pur", "AFG", None, "Lalpur"),
    ("Dand-e-Patan; Dand Patan; Dand aw Patan; Dand Wa Patan", "AFG", None, "Dand Wa Patan"),
    ("Torkham; Tor Kham; Turkham; the Torkham", None, None, "Torkham"),
    ("Kunar; Konar; Konarr; Kunar's", None, None, "Kunar"),
    ("Angoor Ada; Angur Adda; Angur Ada; Angor Adda", None, None, "Angur Ada"),
    ("Killa Abdullah; Qila Abdullah; Qala Abdullah; Qilla Abdullah", "PAK", None, "Killa Abdullah"),
    ("Kurram; Kurram Agency; Kurram district; Kurram tehsil; Kuram Agency", "PAK", None, "Kurram"),
    ("Arandu valley; Arandu area; Arandu village; Arandu; Arandu sector", "PAK", None, "Arandu"),
    # letter variants, diacritics, joiners, keyboards
    (
        "سپین بولدک; سپين بولدك; سپین‌بولدک; سپینبولدک; د سپین بولدک ولسوالۍ",
        None,
        None,
        "Spin Boldak",
    ),
    ("ننګرهار; ننگرهار; ننگرہار; ننگرھار", None, None, "Nangarhar"),
    ("کونړ; كونړ; کنر; كنر", None, None, "Kunar"),
    ("تورخم; طورخم; توُرخم", None, None, "Torkham"),
    ("لالپور; لعل پوره; لعل پورہ; لعل‌پوره", None, None, "Lalpur"),
    ("پکتیا; پكتيا; د پکتیا ولایت", None, None, "Paktya"),
    ("پکتیکا; پكتيكا; پکتیکا ولایت", None, None, "Paktika"),
    ("ضلع کرم; کُرم; کرم ایجنسی", None, None, "Kurram"),
    ("شمالی وزیرستان; شمالي وزيرستان; ضلع شمالی وزیرستان", None, None, "North Waziristan"),
]


@pytest.mark.parametrize(("spellings", "country", "admin1", "name"), SPELLINGS)
def test_spellings_meet(gazetteer, spellings, country, admin1, name):
    for text in spellings.split("; "):
        found = gazetteer.answers([(text, country, admin1, None)])[0]
        said = (found.place_name or "").removesuffix(" crossing")
        # A sector or the line beside a district is named with the line.
        assert said.split(", ")[-1] == name, (text, found.place_why)


CONTEXT = [
    # text, country, level, name
    ("Spin Boldak district, Kandahar", None, "admin2", "Spin Boldak"),
    ("Ghaki, Kurram district", None, "admin2", "Kurram"),
    ("Ghaki, Kurram", None, "admin2", "Kurram"),
    ("Angoor Adda", None, "place", "Angur Ada"),
    ("Angoor Adda crossing", None, "crossing", "Angur Ada crossing"),
    ("Arandu, Chitral", None, "place", "Arandu"),
    ("Bermal, Paktika", None, "admin2", "Barmal"),
    ("Tangi area of Salarzai subdivision", "PAK", "admin3", "Salarzai"),
    ("near North Waziristan's main town of Miranshah", "PAK", "place", "Miran Shah"),
    ("طورخم گیٹ", None, "crossing", "Torkham"),
    ("د تورخم د دروازې", None, "crossing", "Torkham"),
    ("د ننګرهار د لعل پورې ولسوالۍ", None, "admin2", "Lalpur"),
    ("د مهمندو ایجنسۍ", "PAK", "admin2", "Mohmand"),
    ("between Miranshah and Datta Khel", "PAK", "place", "between Miran Shah and Datta Khel"),
    # what the text calls a district holds what it names beside it, whatever else bears that name
    ("Sanghar area, Kurram agency", "PAK", "admin2", "Kurram"),
    ("Ziarat area, Mohmand Agency", "PAK", "admin2", "Mohmand"),
    ("Gambat area of Maidun tehsil", "PAK", None, None),
    ("Alahabad area in Khwazakhela tehsil", "PAK", "admin3", "Khawaza Khela"),
    # a town and a crossing of another name that is also called so
    ("Barikot", "PAK", "place", "Barikot"),
    ("Kotah near Barikot", "PAK", "place", "Barikot"),
]


@pytest.mark.parametrize(("text", "country", "level", "name"), CONTEXT)
def test_context(gazetteer, text, country, level, name):
    found = gazetteer.answers([(text, country, None, None)])[0]
    assert (found.place_level, found.place_name) == (level, name)


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
    area = gazetteer.pack.footprints([footprint]).geometry[0]
    assert area.buffer(0.001).intersects(_point(found))
    assert ("computed as the half" in found.place_why) == ("/" in footprint)


def _point(found):
    import shapely

    return shapely.Point(found.label_longitude, found.label_latitude)


def test_the_line_along_a_region_is_where_its_units_touch(gazetteer):
    found = gazetteer.answers([("along the line in eastern Afghanistan", None, None, None)])[0]
    assert found.place_level == "border_section"
    assert (found.line_from_km, found.line_to_km) == pytest.approx((1697, 2182), abs=15)


def test_every_region_has_a_source_and_known_units(gazetteer):
    pack = gazetteer.pack
    codes = set(pack.admin["code"])
    for row in pack.regions.itertuples():
        members = row.members.split(";")
        assert set(members) <= codes, row.region_id
        assert len(members) == len(set(members)) >= 2
        assert row.source.startswith("http")
        assert row.region_id.startswith("region:")
        assert {pack.area(code) is not None for code in members} == {True}
    assert pack.regions["region_id"].is_unique
