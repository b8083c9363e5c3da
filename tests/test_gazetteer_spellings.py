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
    ("Torkham; Tor Kham; Turkham; the Torkham", None, None, "Torkham crossing"),
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
    ("تورخم; طورخم; توُرخم", None, None, "Torkham crossing"),
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
        said = found.place_name or ""
        # A sector or the line beside a district is named with the line.
        assert said.split(", ")[-1] == name, (text, found.place_why)


CONTEXT = [
    # text, country, level, name
    ("Spin Boldak district, Kandahar", None, "admin2", "Spin Boldak"),
    ("Ghaki, Kurram district", None, "place", "Ghaki"),
    ("Ghaki, Kurram", None, "place", "Ghaki"),
    ("Angoor Adda", None, "place", "Angur Ada"),
    ("Angoor Adda crossing", None, "crossing", "Angur Ada crossing"),
    ("Arandu, Chitral", None, "place", "Arandu"),
    ("Bermal, Paktika", None, "admin2", "Barmal"),
    ("Tangi area of Salarzai subdivision", "PAK", "admin3", "Salarzai"),
    ("near North Waziristan's main town of Miranshah", "PAK", "place", "Miran Shah"),
    ("طورخم گیٹ", None, "crossing", "Torkham crossing"),
    ("د تورخم د دروازې", None, "crossing", "Torkham crossing"),
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
    ("Kotah near Barikot", "PAK", "place", "Kota"),
    # the finer of both, where a district is known by its town; the province is not enough
    ("Buleda area of Turbat district", "PAK", "place", "Buleda"),
    ("Qambar area of Mingora tehsil", "PAK", "place", "Mingora"),
    ("Tangi area of Laddah tehsil in FATA", "PAK", "admin3", "Ladha"),
    # what is called after a town is where the text says; what it says of no place is at the town
    ("Kohat Road, Peshawar", None, "place", "Peshawar"),
    ("Kohat Road area of Peshawar", None, "place", "Peshawar"),
    ("near Mastung Road in Quetta", None, "place", "Quetta"),
    ("Lahori Gate, Peshawar", None, "place", "Peshawar"),
    ("Kabul River, Nowshera", None, "admin2", "Nowshera"),
    ("Mir Ali road, North Waziristan", None, "place", "Mir Ali"),
    ("Bara bazaar, Khyber", None, "place", "Bara"),
    ("Torkham gate, Landi Kotal", None, "crossing", "Torkham crossing"),
    # a name that is spelt otherwise and lies in another province than the district after it
    ("Lahori, Peshawar", None, "place", "Peshawar"),
    # a gate that the text does not call one, in another district than the one before it
    ("Kurram, Ghakhi", None, "place", "Ghaki"),
    ("Bajaur, Ghakhi", None, "crossing", "Ghakhi Pass"),
    ("near Mingora, Swat valley", "PAK", "place", "Mingora"),
    # near is nearer than beside; what has no point is itself, where a town stands for it
    ("Tierra, near Parachinar", "PAK", "place", "Parachinar"),
    ("Bagh Maidan, Tirah", "PAK", "place", "Bar Bagh"),
    # a hill in a district, called as a district far from it; two districts side by side
    ("Tor Ghar, Hangu", None, "admin2", "Hangu"),
    ("Tor Ghar and Hangu", None, "admin2", "Tor Ghar"),
    ("Kurram, Hangu", None, "admin2", "Kurram"),
    # the other side of the line from a town
    ("15 km inside Afghanistan from Spin Boldak", None, "place", "Spin Boldak"),
    ("about 6 km into Afghanistan from Angoor Adda", None, "place", "Angur Ada"),
    ("15 km inside Afghanistan", None, "country", "Afghanistan"),
    # so far off that it is neither near nor a part of what is named
    ("1314 km north of Mohmand Dara, Nangarhar", "AFG", "admin1", "Nangarhar"),
]


@pytest.mark.parametrize(("text", "country", "level", "name"), CONTEXT)
def test_context(gazetteer, text, country, level, name):
    found = gazetteer.answers([(text, country, None, None)])[0]
    assert (found.place_level, found.place_name) == (level, name)


# As users type them, with neither country nor province: text, level, name.
TYPED = [
    *[(text, "admin2", "North Waziristan") for text in ("NWA", "N. Waziristan", "Noth Waziristan")],
    *[(text, "admin1", "Khyber Pakhtunkhwa") for text in ("KP", "KPK", "K.P.", "K-P")],
    *[(text, "admin2", "Bajaur") for text in ("Bajaur Agncy", "Bajaur Distict")],
    ("Tani Distt, Khost", "admin2", "Tani"),
    ("Bannu Cantt", "place", "Bannu"),
    ("Torkham Zero Point", "crossing", "Torkham crossing"),
    ("the two Waziristans", "region", "Waziristan"),
    ("Nangahrar", "admin1", "Nangarhar"),
    ("Kabul–Jalalabad highway", "place", "between Kabul and Jalalabad"),
    ("Peshwar", "admin2", "Peshawar"),
    ("Torkhm", None, None),
]


@pytest.mark.parametrize(("text", "level", "name"), TYPED)
def test_typed(gazetteer, text, level, name):
    found = gazetteer.answers([(text, None, None, None)])[0]
    assert (found.place_level, found.place_name) == (level, name)


SHARED = [
    # text, the first name and what the reason says of the others
    ("North and South Waziristan", "North Waziristan", "South Waziristan"),
    ("Upper & Lower Chitral", "Chitral Upper", "Chitral Lower"),
    ("Lower, Central and Upper Kurram", "Lower Kurram", "Central Kurram, Upper Kurram"),
    ("north and south of Kabul", "Kabul", None),
]


@pytest.mark.parametrize(("text", "name", "others"), SHARED)
def test_names_that_share_their_last_words(gazetteer, text, name, others):
    found = gazetteer.answers([(text, None, None, None)])[0]
    assert found.place_name == name
    assert (f"the text also names {others}" in found.place_why) == (others is not None)


UNKNOWN_AFTER = [
    # text, the unknown words, the place, where_prec
    ("Kurram, Zorgulabad", "zorgulabad", "Kurram", 3),
    ("Wana: Zorgul Abad", "zorgul abad", "Wana", 2),
    ("Peshawar (Zorgulabad)", "zorgulabad", "Peshawar", 1),
]


@pytest.mark.parametrize(("text", "unknown", "name", "prec"), UNKNOWN_AFTER)
def test_an_unknown_name_after_its_district_is_somewhere_in_it(
    gazetteer, text, unknown, name, prec
):
    after, before = gazetteer.answers(
        [(text, None, None, None), (f"{unknown.title()}, {name}", *[None] * 3)]
    )
    assert f"'{unknown}' is not known there" in after.place_why
    assert (after.place_name, after.where_prec) == (name, prec)
    assert after.uncertainty_km == before.uncertainty_km


SCRIPTS = [
    # text, country, admin1, level, name: three consonants, obliques, level words of each language
    ("کنړ", "AFG", None, "admin1", "Kunar"),
    ("په کنړ کې", "AFG", None, "admin1", "Kunar"),
    ("د کونړ د سرکاڼو ولسوالۍ", "AFG", None, "admin2", "Sar Kani"),
    ("د ننګرهار د ګوشتې ولسوالۍ", "AFG", None, "admin2", "Goshta"),
    ("د نکې ولسوالۍ", "AFG", "Paktika", "admin2", "Nika"),
    ("د ګومل ولسوالۍ", "AFG", None, "admin2", "Gomal"),
    ("ولسوالی دانگام ولایت کنر", "AFG", None, "admin2", "Dangam"),
    ("طورخم ٹرمینل", "PAK", None, "crossing", "Torkham crossing"),
    ("مرز تورخم", "AFG", None, "crossing", "Torkham crossing"),
    ("گذرگاه غلام خان", "AFG", None, "crossing", "Ghulam Khan crossing"),
    ("تحصیل میر علی", "PAK", None, "admin3", "Mir Ali"),
    ("وادی تیراہ", "PAK", None, "place", "Tirah"),
    ("د سپین بولدک په پوسته کې", "AFG", None, "admin2", "Spin Boldak"),
    # letters that stand for vowels, written or not; Dari's vowel before two consonants
    ("شلوزن", "PAK", "Khyber Pakhtunkhwa", "place", "Shalozan"),
    ("لاچه", "PAK", "Khyber Pakhtunkhwa", "place", "Lachi"),
    ("د شمالي وزیرستانو", "PAK", None, "admin2", "North Waziristan"),
    ("اسپیره", "AFG", "Khost", "admin2", "Spera"),
    # abbreviations of directions
    ("N. Waziristan", "PAK", None, "admin2", "North Waziristan"),
    ("S Waziristan", "PAK", None, "admin2", "South Waziristan"),
    # words for units and ways in each language; who owns a level word; a border district is one
    ("د باجوړ قبایلي ضلع", "PAK", None, "admin2", "Bajaur"),
    ("د کرمې ضلعه", "PAK", None, "admin2", "Kurram"),
    ("کلا عبدالله", "PAK", "Balochistan", "admin2", "Killa Abdullah"),
    ("تورخم لاره", None, None, "crossing", "Torkham crossing"),
    ("دروازه سپین بولدک", "AFG", None, "crossing", "Chaman crossing"),
    ("شمالی وزیرستان کی تحصیل دتہ خیل", "PAK", None, "admin3", "Data Khel"),
    ("د پکتیکا ولایت د برمل سرحدي ولسوالۍ", "AFG", None, "admin2", "Barmal"),
    ("the border district of Spin Boldak", "AFG", None, "admin2", "Spin Boldak"),
    ("F.R. Peshawar", "PAK", None, "admin3", "FR Peshawar"),
    ("D.I.Khan", "PAK", None, "admin2", "D. I. Khan"),
    ("Babara of Nowagai sub-division", "PAK", None, "admin3", "Nawagai"),
    # a name of both units, of which a text that names a district means one
    ("Skardu district, Pakistani Kashmir", "PAK", None, "admin2", "Skardu"),
    ("Pakistan-controlled Kashmir", "PAK", None, "admin1", "Azad Kashmir"),
    # a town follows, and its namesakes are far
    ("Tappi, Miranshah", "PAK", None, "place", "Tappi"),
    ("Qambar Mingora", "PAK", None, "place", "Mingora"),
    # one letter wrong: with the district, never alone
    ("Orakzi agency", "PAK", None, "admin2", "Orakzai"),
    ("Neelam valley", "PAK", None, "admin2", "Neelum"),
    # a consonant of a name of six letters, where the row names the province; a province so called
    ("Shigel district", "AFG", "Kunar", "admin2", "Shigal"),
    ("Dangan district", "AFG", "Kunar", "admin2", "Dangam"),
    ("Dangan", "AFG", "Kunar", "admin1", "Kunar"),
    ("Dangan district", "AFG", None, None, None),
    ("Konur province", "AFG", None, "admin1", "Kunar"),
    ("Paktina province", "AFG", None, None, None),  # like two
    # three consonants, where the row names the province
    ("Waghz", "AFG", "Ghazni", "admin2", "Waghaz"),
    ("Uthol", "PAK", "Balochistan", "place", "Uthal"),
    ("Goml district", "AFG", "Paktika", "admin2", "Gomal"),
    ("Waghz", "AFG", None, None, None),
    ("Nikayal sector in Kotli district", "PAK", None, "admin3", "Nakial"),
    ("Parachimar, Kurram", "PAK", None, "place", "Parachinar"),
    ("Parachimar", "PAK", None, None, None),
    # a hamlet spelt so does not hide the district that is romanised alike, where anything says so
    ("Goshteh district", "AFG", None, "admin2", "Goshta"),
    ("Zibak", "AFG", None, "admin2", "Zebak"),
    ("Surubi", "AFG", "Kabul", "admin2", "Surobi"),
    ("Tanay", "AFG", "Khost", "admin2", "Tani"),
    ("Tani area", "PAK", None, None, None),
    # of two in the row's province, what is spelt so before a gate that is only romanised alike
    ("Ghaki", "PAK", "Khyber Pakhtunkhwa", "place", "Ghaki"),
    ("Ghakhi", "PAK", "Khyber Pakhtunkhwa", "crossing", "Ghakhi Pass"),
    # a town that is listed under its district's name does not take the word from the district
    ("ولسوالی بگرام", "AFG", None, "admin2", "Bagram"),
    ("ولسوالی سید کرم", "AFG", "Paktya", "admin2", "Sayed Karam"),
    # words that names are made of, and links that many leave out
    ("Khoja Sabzposh", "AFG", None, "admin2", "Khwaja Sabz Posh"),
    ("Syed Karam", "AFG", "Paktia", "admin2", "Sayed Karam"),
    ("Char Darah", "AFG", "Kunduz", "admin2", "Chahar Darah"),
    ("Shahidhassas", "AFG", None, "admin2", "Shahid-e-Hassas"),
    ("Hazrati Imam Sahib", "AFG", "Kunduz", "admin2", "Imam Sahib"),
    # one sound, two letters
    ("سبري", "AFG", "Khost", "admin2", "Sabari"),
    # a district is known by all but a vowel; three letters are, where the row names the province
    ("Kijran", "AFG", None, "admin2", "Kajran"),
    ("Baak", "AFG", "Khost", "admin2", "Bak"),
    # a province bears out no part of a longer name that only sounds like one of its places
    ("Qasim Wala Killi", "PAK", "Khyber Pakhtunkhwa", "admin1", "Khyber Pakhtunkhwa"),
    # what only sounds like a name and begins with a unit's is what begins so too, or lies there
    ("Khyber Pakhtoun Khawa", "PAK", None, "admin1", "Khyber Pakhtunkhwa"),
    ("Zazi Meydaan", "AFG", None, "admin2", "Jaji Maydan"),
    ("سپین بولدک-چمن", "AFG", "Kandahar", "crossing", "Chaman crossing"),
    ("مرز سپین بولدک-چمن", None, None, "crossing", "Chaman crossing"),
    ("د ننګرهار مومند دره", "AFG", None, "admin2", "Muhmand Dara"),
    # Pashto's letters, as the neighbours write them
    ("خیبرپشتونخوا", "PAK", None, "admin1", "Khyber Pakhtunkhwa"),
    ("زدران", "AFG", "Paktya", "admin2", "Zadran"),
    # scholars' letters; a vowel where two words of a name meet
    ("Šahīd-e Ḥassās", "AFG", None, "admin2", "Shahid-e-Hassas"),
    ("Čamkanī", "AFG", "Paktya", "admin2", "Chamkani"),
    ("Baba-i Dosti", None, None, None, None),
    ("Babe-e Dosti", None, None, "crossing", "Chaman crossing"),
    # of a town and a gate without points the town
    ("Badinai", "PAK", None, "place", "Badini"),
    ("Badinai gate", "PAK", None, "crossing", "Badini crossing"),
    ("Ghakhai area", "PAK", "Khyber Pakhtunkhwa", "place", "Ghakhai"),
    # short names stand by their exact spelling only
    ("Hub", "PAK", None, "place", "Hub"),
    ("Sui", "PAK", None, "admin3", "Sui"),
    ("Hob", "PAK", None, None, None),
]


@pytest.mark.parametrize(("text", "country", "admin1", "level", "name"), SCRIPTS)
def test_scripts_and_slips(gazetteer, text, country, admin1, level, name):
    found = gazetteer.answers([(text, country, admin1, None)])[0]
    assert (found.place_level, found.place_name) == (level, name), found.place_why
