"""Places of reports: which names locate an incident, and why the others do not."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import places, reading
from geo.reports.document import Document
from geo.reports.rejects import REASONS


@pytest.fixture(scope="module")
def gazetteer():
    return reading.gazetteer_of(region.load("durand"))


def find(text, gazetteer):
    return places.find(Document("t", text, published=date(2025, 10, 15)), gazetteer)


# A sentence; the names that locate something in it; the names that do not.
LOCATING = [
    # Rivers, roads, markets and schools; where guns stood, people came from or were taken.
    ("The Kunar river divides the villages that were shelled in Nari.", ("Nari",), ("Kunar",)),
    ("A mine on the road from Wana to Angoor Adda killed two.", ("Wana", "Angoor Adda"), ()),
    ("Shells hit Sarkano, on the road from Asadabad to Nari.", ("Sarkano",), ("Asadabad", "Nari")),
    (
        "Schools in Chitral and Dir were shut after a raid on Arandu.",
        ("Arandu",),
        ("Chitral", "Dir"),
    ),
    ("A strike destroyed the school in Barmal.", ("Barmal",), ()),
    ("From a ridge in Kurram troops shelled Zazi Maidan.", ("Zazi Maidan",), ("Kurram",)),
    ("The strike hit Dur Baba and not Deh Bala.", ("Dur Baba",), ("Deh Bala",)),
    ("The police command of Khost said Tani was shelled.", ("Tani",), ("Khost",)),
    ("Two men, hurt in Dangam, were driven to Asadabad.", ("Dangam",), ("Asadabad",)),
    ("After bombs in Bannu and Bajaur, jets struck Barmal.", ("Barmal",), ("Bannu", "Bajaur")),
    ("After shells fell on Dangam, two people were dead.", ("Dangam",), ()),
    ("An officer of Tank was shot dead in Kulachi.", ("Kulachi",), ("Tank",)),
    ("A bus that had left Thall for Sadda was attacked in Bagan.", ("Bagan",), ("Thall",)),
    (
        "Guards died at Torkham, on the road that joins Peshawar and Jalalabad.",
        ("Torkham",),
        ("Peshawar", "Jalalabad"),
    ),
    (
        "A guard was shot at Torkham, the busiest crossing between Nangarhar and Khyber.",
        ("Torkham",),
        ("Nangarhar", "Khyber"),
    ),
    ("The blast in Khar was heard as far away as Mamund.", ("Khar",), ("Mamund",)),
    ("The man, a son of Swabi, was killed at Kharlachi.", ("Kharlachi",), ("Swabi",)),
    ("People who had fled Waziristan were killed in Barmal.", ("Barmal",), ("Waziristan",)),
    ("He went from Gardez to Chamkani, where a shell killed him.", ("Chamkani",), ("Gardez",)),
    ("The fighting spread from Kharlachi to Teri Mangal.", ("Kharlachi", "Teri Mangal"), ()),
    ("He visited Mohmand, where two soldiers were killed.", ("Mohmand",), ()),
    (
        "In Jalalabad the governor's spokesman reported that shells had hit Goshta.",
        ("Goshta",),
        ("Jalalabad",),
    ),
    ("A bomb hit Khar, near the Afghan province of Kunar.", ("Khar",), ()),
    ("The wounded were brought from the bombing of Gurbuz.", ("Gurbuz",), ()),
    ("From Shawal another strike was reported.", ("Shawal",), ()),
    ("Kabul residents counted three blasts.", ("Kabul",), ()),
    ("Shells fell on Dangam, the Kunar health directorate said.", ("Dangam",), ("Kunar",)),
    ("The army at Peshawar said that a post in Bajaur was hit.", ("Bajaur",), ("Peshawar",)),
    (
        "Alisher was shelled, and families have moved into Khost.",
        ("Alisher",),
        ("Khost",),
    ),
    ("Within hours Islamabad stopped all trade.", (), ("Islamabad",)),
    ("Envoys met in Kabul on Monday, hours before jets bombed Barmal.", ("Barmal",), ("Kabul",)),
    (
        "Shells fell in Sarkano while the governor was at a meeting in Asadabad.",
        ("Sarkano",),
        ("Asadabad",),
    ),
    (
        "Mullah Yaqoob, who studied in Karachi and lived in Quetta, saw the wounded of Goshta.",
        ("Goshta",),
        ("Karachi", "Quetta"),
    ),
    (
        "The dead man had served in Gilgit before he was shot at Angoor Adda.",
        ("Angoor Adda",),
        ("Gilgit",),
    ),
    (
        "Mohmand was calm until rockets fell on Baizai on Friday.",
        ("Baizai",),
        ("Mohmand",),
    ),
    (
        "A Kandahar trader said his shop in Spin Boldak had been hit.",
        ("Spin Boldak",),
        ("Kandahar",),
    ),
    ("Islamabad's forces lost two men at Torkham.", ("Torkham",), ("Islamabad",)),
    ("A house in Kabul's Khair Khana was bombed.", ("Khair Khana",), ()),
    ("Ghulam Khan, a driver, was shot dead at Boya.", ("Boya",), ("Ghulam Khan",)),
    (
        "He fled Achin for Jalalabad after his brother was beheaded.",
        ("Achin",),
        ("Jalalabad",),
    ),
    (
        "Afghan fire came from Barikot in Naray district and hit a post in Arandu.",
        ("Arandu",),
        ("Barikot", "Naray"),
    ),
    ("Nineteen posts opposite Goshta were captured.", ("Goshta",), ()),
    ("A camp of Jaish al-Adl in Panjgur was hit.", ("Panjgur",), ("Jaish al-Adl",)),
    ("Firing was reported from the Bin Shahi sector of Lower Dir.", ("Bin Shahi",), ()),
    ("Pakistan's envoy in Kabul was told of the bombing of Barmal.", ("Barmal",), ("Kabul",)),
    ("A hospital in Khar took in five men wounded in Mamund.", ("Mamund",), ("Khar",)),
    (
        "Fourteen died in Spera, near the border with Pakistan's North Waziristan.",
        ("Spera",),
        ("North Waziristan",),
    ),
    (
        "Two soldiers were killed in Kurram, a security official in Peshawar told AFP.",
        ("Kurram",),
        ("Peshawar",),
    ),
    (
        "A senior official based in Peshawar said the bomb killed four in Bannu.",
        ("Bannu",),
        ("Peshawar",),
    ),
    (
        "The wounded were taken to Combined Military Hospital Peshawar after the blast in Bajaur.",
        ("Bajaur",),
        ("Peshawar",),
    ),
    (
        "Doctors at Civil Hospital Quetta said six people wounded in Chaman had died.",
        ("Chaman",),
        ("Quetta",),
    ),
    (
        "Kandahar police chief Abdul Raziq said five men died in Spin Boldak.",
        ("Spin Boldak",),
        ("Kandahar",),
    ),
    (
        "Kandahar's governor said the fighting in Shorabak had ended.",
        ("Shorabak",),
        ("Kandahar",),
    ),
    (
        "The Kandahar governor's office said rockets hit Maruf.",
        ("Maruf",),
        ("Kandahar",),
    ),
    (
        "Zabihullah Mujahid told reporters in Kandahar that two posts in Reg had been captured.",
        (),
        ("Kandahar",),
    ),
    (
        "Traffic on the Peshawar-Torkham highway stopped after shells fell at Torkham.",
        ("Torkham",),
        ("Peshawar",),
    ),
    (
        "Militants killed three policemen in Lakki Marwat, 170 kilometres south of Peshawar.",
        ("Lakki Marwat",),
        ("Peshawar",),
    ),
    (
        "The clash took place in Goshta, about 60 km east of Jalalabad, the provincial capital.",
        ("Goshta",),
        ("Jalalabad",),
    ),
    (
        "Gunmen shot dead a trader in Quetta, the capital of Balochistan.",
        ("Quetta", "Balochistan"),
        (),
    ),
    (
        "The bodies of the soldiers killed in Tirah were flown to Peshawar.",
        ("Tirah",),
        ("Peshawar",),
    ),
    (
        "Four labourers from Swat were killed in an attack in Zhob.",
        ("Zhob",),
        ("Swat",),
    ),
    (
        "The drone took off from Jacobabad and struck a house in Nangarhar.",
        ("Nangarhar",),
        (),
    ),
    (
        "The funeral of the soldier killed in Orakzai was held in Mardan.",
        ("Orakzai",),
        ("Mardan",),
    ),
    (
        "Protesters in Peshawar and Landi Kotal demanded that Torkham be opened.",
        (),
        ("Peshawar",),
    ),
    (
        "Fighters came over from Nuristan and attacked a post in Chitral.",
        ("Chitral",),
        ("Nuristan",),
    ),
    (
        "Rockets fired from Kunar's Nari district landed in Arandu.",
        ("Arandu",),
        ("Nari",),
    ),
    (
        "Shells fired from Bajaur hit Marawara district.",
        ("Marawara",),
        ("Bajaur",),
    ),
    (
        "Commander Hafiz Gul of Miranshah was killed in the strike in Datta Khel.",
        ("Datta Khel",),
        ("Miranshah",),
    ),
    (
        "Khost Governor Mohammad Omar said the shells hit Tani.",
        ("Tani",),
        ("Khost",),
    ),
    (
        "Bajaur Deputy Commissioner Anwarul Haq said two people had died in Mamund.",
        ("Mamund",),
        ("Bajaur",),
    ),
    (
        "Officials in Parachinar said a mortar shell killed two in Borki.",
        ("Borki",),
        ("Parachinar",),
    ),
    (
        "The militants wanted to reach Bannu, but troops stopped them at Ghulam Khan and killed six.",
        ("Ghulam Khan",),
        ("Bannu",),
    ),
    (
        "Pakistan says the TTP trains in Kunar, Khost and Paktika and sends men to attack it.",
        (),
        ("Kunar", "Khost", "Paktika"),
    ),
    (
        "An attack on an army school in Peshawar in 2014 killed more than 130 children.",
        ("Peshawar",),
        (),
    ),
    (
        "Islamabad accused Kabul of ignoring camps in Paktika from which the attack in Wana was planned.",
        ("Wana",),
        ("Paktika",),
    ),
    (
        "He was speaking in Jalalabad, where families of those killed in Lal Pur had gathered.",
        ("Lal Pur",),
        ("Jalalabad",),
    ),
    (
        "Families fled the fighting in Tirah to Bara and Peshawar.",
        ("Tirah",),
        ("Bara", "Peshawar"),
    ),
    (
        "Four people wounded by the shelling of Sarkano are being treated in Asadabad.",
        ("Sarkano",),
        ("Asadabad",),
    ),
    (
        "Trucks loaded in Karachi are stuck at Torkham, which has been closed since Sunday.",
        ("Torkham",),
        ("Karachi",),
    ),
    (
        "Explosions were heard in Jalalabad, but no casualties were reported.",
        ("Jalalabad",),
        (),
    ),
    (
        "Residents of Nazyan said jets bombed the district twice.",
        ("Nazyan",),
        (),
    ),
    (
        "The Afghan embassy in Islamabad said two drivers had been shot near Angoor Adda.",
        ("Angoor Adda",),
        ("Islamabad",),
    ),
    (
        "Firing was reported from Kharlachi and Borki in Kurram.",
        ("Kharlachi", "Borki", "Kurram"),
        (),
    ),
    (
        "An army helicopter flew the injured out to Kohat from the scene in Hangu.",
        (),
        ("Kohat",),
    ),
    (
        "The Mohmand Rifles lost two men at Baizai.",
        ("Baizai",),
        ("Mohmand",),
    ),
    (
        "Waziri tribesmen and the Zadran tribe helped the wounded in Gayan.",
        ("Gayan",),
        (),
    ),
    (
        "Haji Zahir Shinwari, a trader, was killed at Torkham.",
        ("Torkham",),
        ("Shinwari",),
    ),
    (
        "Malik Dinar Mohmand said his village Bahai Dag was hit by rockets.",
        (),
        ("Mohmand",),
    ),
    (
        "In Wana, the headquarters of South Waziristan, a police van was attacked.",
        ("Wana", "South Waziristan"),
        (),
    ),
    (
        "The drone crashed near Bermal, in the southeast of Paktika, after firing at a car.",
        ("Bermal", "Paktika"),
        (),
    ),
    (
        "Clashes erupted in the Teri Mangal area of upper Kurram, which borders Paktia.",
        ("Teri Mangal", "Kurram"),
        ("Paktia",),
    ),
    (
        "Troops from Khost's Sabari took part in the attack on Ghulam Khan.",
        ("Ghulam Khan",),
        ("Sabari",),
    ),
    (
        "Kabul-based analyst Omar Sadr said the attack on Spera was a message.",
        ("Spera",),
        ("Kabul",),
    ),
    (
        "A Kabul official said that Kunar had been hit.",
        ("Kunar",),
        ("Kabul",),
    ),
    (
        "The Taliban's acting foreign minister is in Delhi; in Kabul, two blasts were heard on Thursday night.",
        ("Kabul",),
        (),
    ),
    (
        "The governor of Kandahar said that a shell killed a girl in Spin Boldak.",
        ("Spin Boldak",),
        ("Kandahar",),
    ),
    (
        "Officials of the Quetta administration said the gate at Chaman was closed.",
        ("Chaman",),
        ("Quetta",),
    ),
    (
        "He blamed groups in Nangarhar for the bombing in Peshawar.",
        ("Peshawar",),
        ("Nangarhar",),
    ),
    (
        "Kunar Police Chief Abdul Habib Sayedkhel told Pajhwok that rockets hit Shaltan, Dangam and Sarkano.",
        ("Shaltan", "Dangam", "Sarkano"),
        ("Kunar",),
    ),
    (
        "Naray district chief Gul Zaman said 25 rockets landed in Dokalam and Barikot.",
        ("Barikot",),
        (),
    ),
]


@pytest.mark.parametrize(("text", "yes", "no"), LOCATING)
def test_a_name_locates_an_incident_or_has_a_reason(text, yes, no, gazetteer):
    found = find(text, gazetteer)
    locating = [text[p.start : p.end] for p in found if not p.reason]
    for name in yes:
        assert any(name in said or said in name for said in locating), (name, locating)
    for name in no:
        assert not any(name in said or said in name for said in locating), (name, locating)
    assert {p.reason for p in found} <= {"", *REASONS}


RESOLVED = [
    # text, mention, name, level
    ("Jets bombed a house in Behsud district of Nangarhar.", "Behsud", "Behsud", "admin2"),
    ("Shells fell on Barmal in Paktika.", "Barmal", "Barmal", "admin2"),
    ("Two men died at Torkham.", "Torkham", "Torkham crossing", "crossing"),
    ("Fighting broke out in Spin Boldak.", "Spin Boldak", "Spin Boldak", "place"),
    ("Fighting broke out in Spin Boldak district.", "Spin Boldak", "Spin Boldak", "admin2"),
    ("A bomb exploded in Kabul.", "Kabul", "Kabul", "place"),
    ("Rockets hit the province of Kunar.", "Kunar", "Kunar", "admin1"),
    ("Troops clashed along the Durand Line.", "Durand Line", "Durand Line", "border"),
]


@pytest.mark.parametrize(("text", "mention", "name", "level"), RESOLVED)
def test_names_are_resolved(text, mention, name, level, gazetteer):
    found = {text[p.start : p.end]: p for p in find(text, gazetteer)}
    assert (found[mention].name, found[mention].level, found[mention].reason) == (name, level, "")


UNKNOWN = [
    # an unknown name, what holds it
    ("Mortars hit the Zorqala area of Sarkano district in Kunar.", "Zorqala", "AF15"),
    ("Four died in the village of Bazgul in Barmal, Paktika.", "Bazgul", "AF12"),
    ("Rockets hit Zormandi, Dangam and Sarkano in Kunar.", "Zormandi", "AF15"),
    ("A post was attacked at Tandkot in Kurram district.", "Tandkot", "PK5"),
    ("Killi Haji Sarwar in Chaman was shelled.", "Killi Haji Sarwar", "PK2"),
]


@pytest.mark.parametrize(("text", "mention", "admin1"), UNKNOWN)
def test_unknown_names_are_placed_at_what_holds_them(text, mention, admin1, gazetteer):
    found = {text[p.start : p.end]: p for p in find(text, gazetteer)}
    place = found[mention]
    assert (place.admin1_pcode, place.level, place.reason) == (admin1, "place", "")
    assert place.latitude is None  # nobody knows its point
    assert place.label_latitude is not None


def test_a_name_means_the_same_all_through_a_document(gazetteer):
    text = "Ten died near Abba Khel in Spinwam, North Waziristan. Shots were heard at Abba Khel."
    found = [p for p in find(text, gazetteer) if text[p.start : p.end] == "Abba Khel"]
    assert len(found) == 2
    assert len({(p.label_latitude, p.label_longitude) for p in found}) == 1


STRETCHES = [
    # A sentence, and the stretches of the line that it names.
    (
        "Firing went on along the stretch between Torkham and Landi Kotal on Monday.",
        ["stretch between Torkham and Landi Kotal"],
    ),
    (
        "Shells crossed the frontier between Goshta and Mohmand.",
        ["frontier between Goshta and Mohmand"],
    ),
    ("On the Zhob-Qilla Saifullah sector a post was shelled.", ["Zhob-Qilla Saifullah sector"]),
    ("The border between Pakistan and Afghanistan saw a clash.", []),
    ("A mine went off on the Bannu-Miranshah road.", []),
]


@pytest.mark.parametrize(("text", "stretches"), STRETCHES)
def test_a_stretch_of_the_line_is_one_place(text, stretches, gazetteer):
    found = find(text, gazetteer)
    assert [p.text for p in found if p.level == "border_section"] == stretches
    inside = [p for p in found if any(p.text in s and p.text != s for s in stretches)]
    assert all(place.reason for place in inside)
