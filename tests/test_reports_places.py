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
    (
        "Men attacked Levies post Shela Bagh, Qilla Abdullah, on Friday.",
        ("Shela Bagh", "Abdullah"),
        (),
    ),
    # A dateline that the report calls "here"; residents of a district; where people were taken from.
    (
        "CHAMAN: A bomber drove a car into a post on the Mall Road here on Sunday, killing four.",
        ("CHAMAN", "Mall Road"),
        (),
    ),
    (
        "KHAR: Two men were shot dead in Mamund on Sunday, officials here said.",
        ("Mamund",),
        ("KHAR",),
    ),
    (
        "Residents of Kandahar's Spin Boldak district say ten people were killed.",
        ("Spin Boldak",),
        (),
    ),
    (
        "Gunmen abducted twelve men of the dam authority from Tank's Gomal area.",
        ("Tank", "Gomal"),
        (),
    ),
    ("A bomb killed seven people in Kabul's Shahr-e-Naw.", ("Kabul", "Shahr-e-Naw"), ()),
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
    # What was hit with no word of place before it; who speaks, who fled where, what was only planned.
    (
        "Shells slammed into Ganjgal and Zormandai in Sarkano district, the police said.",
        ("Ganjgal", "Zormandai"),
        (),
    ),
    ("Mortar rounds crashed into Kandaro and Shultan on Monday.", ("Kandaro", "Shultan"), ()),
    ("Rockets rained on Zorbandar and Kolgay in Dangam.", ("Zorbandar", "Kolgay", "Dangam"), ()),
    ("Jets bombed Tor Ghundai in the Barmal district.", ("Tor Ghundai", "Barmal"), ()),
    (
        "Another round fell in neighbouring Bazgarh, wounding a girl in the Dangam district.",
        ("Bazgarh",),
        (),
    ),
    ("Shelling also struck Wuch Kas, a hamlet of Dangam.", ("Wuch Kas", "Dangam"), ()),
    (
        "Guns opened up between Zarkas and Tor Tangi in Kurram, killing two soldiers.",
        ("Kurram",),
        (),
    ),
    (
        "Jets struck targets in the Nazyan, Dur Baba and Achin districts of Nangarhar.",
        ("Nazyan", "Dur Baba", "Achin", "Nangarhar"),
        (),
    ),
    (
        "Nazyan, Dur Baba and Achin were bombed on Sunday night.",
        ("Nazyan", "Dur Baba", "Achin"),
        (),
    ),
    (
        "Mortars were fired at the Shorabak and Maruf districts of Kandahar and at Deshu in Helmand.",
        ("Shorabak", "Maruf", "Kandahar", "Deshu", "Helmand"),
        (),
    ),
    (
        "In Kunar's Dangam, Nari and Marawara districts shells killed four.",
        ("Kunar", "Dangam", "Nari", "Marawara"),
        (),
    ),
    (
        "Clashes were reported from the Spera, Gurbuz and Tani districts.",
        ("Spera", "Gurbuz", "Tani"),
        (),
    ),
    (
        "The strikes hit the provinces of Khost, Paktika and Kunar.",
        ("Khost", "Paktika", "Kunar"),
        (),
    ),
    ("Shells fell on both Sarkano and Nari.", ("Sarkano", "Nari"), ()),
    ("Among the places hit were Barmal and Urgun in Paktika.", ("Barmal", "Urgun", "Paktika"), ()),
    (
        "Rockets hit Dangam (Kunar), Kamdesh (Nuristan) and Goshta (Nangarhar).",
        ("Dangam", "Kunar", "Kamdesh", "Nuristan", "Goshta", "Nangarhar"),
        (),
    ),
    ("Drivers were told to keep off the Ghakhi road after a bomb in Khar.", ("Khar",), ("Ghakhi",)),
    (
        "The families have gone by the Wana road after shells hit Gomal district.",
        ("Gomal",),
        ("Wana",),
    ),
    (
        "A trader's union in Parachinar said that two men died at Bagan.",
        ("Bagan",),
        ("Parachinar",),
    ),
    (
        "The cell had planned to attack the queue at Torkham; it was broken in Bati Kot, where six men were killed.",
        ("Bati Kot",),
        ("Torkham",),
    ),
    (
        "The soldier died of his wounds on the way to Quetta after a mine hit his truck at Kan Mehtarzai.",
        ("Kan Mehtarzai",),
        ("Quetta",),
    ),
    ("Kabul has raised the shelling of Dangam at the United Nations.", ("Dangam",), ("Kabul",)),
    (
        "Islamabad took up the attack on Arandu with the interim government.",
        ("Arandu",),
        ("Islamabad",),
    ),
    (
        "In Zaranj an Afghan police spokesman, Hafiz Nabi, said those killed at Rabat were labourers.",
        ("Rabat",),
        ("Zaranj",),
    ),
    (
        "In Quetta a spokesman for the Frontier Corps denied that a post at Chagai had been captured.",
        ("Chagai",),
        ("Quetta",),
    ),
    (
        "The gunmen escaped into Khost after the attack on the post at Ghulam Khan.",
        ("Ghulam Khan",),
        ("Khost",),
    ),
    (
        "The attackers fled across the line to Barmal after killing two soldiers at Angoor Adda.",
        ("Angoor Adda",),
        ("Barmal",),
    ),
    ("An earlier report wrongly placed the bombing of Achin in Nazyan.", ("Achin",), ("Nazyan",)),
    (
        "The shelling of Khas Kunar was reported by mistake as one of Shigal.",
        ("Khas Kunar",),
        ("Shigal",),
    ),
    (
        "Some have put up tents near Bak since their houses in Zazi Maidan were shelled.",
        ("Zazi Maidan",),
        ("Bak",),
    ),
    (
        "Many have taken shelter with relatives in Chamkani after shells destroyed their homes in Dand Patan.",
        ("Dand Patan",),
        ("Chamkani",),
    ),
    (
        "A news agency in Kabul reported that a soldier was killed at Torkham.",
        ("Torkham",),
        ("Kabul",),
    ),
    (
        "The agency, quoting the police of Nangarhar as saying that a guard had died at Torkham, gave no name.",
        ("Torkham",),
        ("Nangarhar",),
    ),
    (
        "A bomber blew himself up among men queueing outside a bank in Khost city on Thursday.",
        ("Khost",),
        (),
    ),
    ("A grenade was thrown at people waiting for a bus in Wana.", ("Wana",), ()),
    ("Gunmen opened fire on labourers working on a road in Tank.", ("Tank",), ()),
    (
        "Four dead from Mohmand were taken to the District Headquarters Hospital in Khar.",
        (),
        ("Khar", "Headquarters"),
    ),
    ("A bomb went off near Gomal Bazaar, also in Tank district.", ("Gomal Bazaar", "Tank"), ()),
    (
        "The wounded are in the Combined Military Hospital, Peshawar, after a clash at Arandu.",
        ("Arandu",),
        ("Peshawar", "Combined"),
    ),
    ("A constable of PD 4 was killed by a bomb in Jalalabad.", ("Jalalabad",), ("PD",)),
    (
        "More than 180 families have fled Sarkano for the provincial capital because of the rockets.",
        ("Sarkano",),
        (),
    ),
    (
        "In Rawalpindi the army gave the number of dead at Angoor Adda as nine.",
        ("Angoor Adda",),
        ("Rawalpindi",),
    ),
    (
        "A witness told a reporter in Peshawar that two shells hit Bacha Mena.",
        ("Bacha Mena",),
        ("Peshawar",),
    ),
    ("A lashkar of the Salarzai tribe was ambushed at Batwar.", ("Batwar",), ("Salarzai",)),
    (
        "A camp of Adil Bacha, a deputy commander of the group, was destroyed in Lalpur.",
        ("Lalpur",),
        ("Adil Bacha",),
    ),
    ("The shrine of Lal Shahbaz Qalandar in Sehwan was bombed.", ("Sehwan",), ()),
    (
        "Prime Minister Shehbaz Sharif told parliament in Islamabad that Kandahar had been struck.",
        ("Kandahar",),
        ("Islamabad",),
    ),
    (
        "Khyber Pakhtunkhwa Chief Minister Sohail Afridi condemned the attack in Bannu.",
        ("Bannu",),
        ("Khyber Pakhtunkhwa",),
    ),
    (
        "Balochistan Home Minister Zia Langau said the post at Zhob had been attacked.",
        ("Zhob",),
        ("Balochistan",),
    ),
    ("Kunar deputy governor Zia-ur-Rahman said shells had hit Dangam.", ("Dangam",), ("Kunar",)),
    (
        "A battalion from Bannu was sent to Spinwam, where a soldier was killed.",
        ("Spinwam",),
        ("Bannu",),
    ),
    ("The dead men, both from Swat, were shot at a checkpoint in Khar.", ("Khar",), ("Swat",)),
    (
        "The bodies were taken by road to Mardan after the blast in Bajaur.",
        ("Bajaur",),
        ("Mardan",),
    ),
    (
        "A doctor at the hospital in Sadda counted twenty wounded from the fighting at Kharlachi.",
        ("Kharlachi",),
        ("Sadda",),
    ),
    ("Troops from the Miranshah garrison shelled Shawal.", ("Shawal",), ("Miranshah",)),
    ("The strike hit a house 20 km west of Gardez, in Zurmat.", ("Zurmat",), ("Gardez",)),
    ("The village lies south of Asadabad; shells hit it and Dangam.", ("Dangam",), ("Asadabad",)),
    ("Spera adjoins North Waziristan and was bombed on Sunday.", ("Spera",), ("North Waziristan",)),
    ("Marawara, which borders Bajaur, was hit by a drone.", ("Marawara",), ("Bajaur",)),
    (
        "A jirga held in South Waziristan last week had asked for guards after the killing of two men in Tank.",
        ("Tank",),
        ("South Waziristan",),
    ),
    (
        "Mohammad Khan, who commands the brigade in Khost, said the post at Zazi Maidan had been hit.",
        ("Zazi Maidan",),
        ("Khost",),
    ),
    (
        "Police in Khar said that the fort at Nawa Pass was hit by rockets.",
        ("Nawa Pass",),
        ("Khar",),
    ),
    (
        "A medic at Khar hospital said two soldiers were wounded at Nawa Pass.",
        ("Nawa Pass",),
        ("Khar",),
    ),
    (
        "The convoy, on its way from Thall to Parachinar, was attacked at Mandori in Lower Kurram.",
        ("Mandori", "Lower Kurram"),
        ("Thall", "Parachinar"),
    ),
    ("Drones fired from Bagram hit a car in Marawara.", ("Marawara",), ("Bagram",)),
    (
        "The commander, wanted for an attack in Karachi, was killed in Barmal.",
        ("Barmal",),
        ("Karachi",),
    ),
    (
        "Those behind the bombing in Islamabad were killed in Bermal, the army said.",
        ("Bermal",),
        (),
    ),
    (
        "Tribesmen met in Landi Kotal after shells hit Bacha Mena.",
        ("Bacha Mena",),
        ("Landi Kotal",),
    ),
    (
        "Traders at the Peshawar chamber said that the closure of Torkham costs millions.",
        ("Torkham",),
        ("Peshawar",),
    ),
    (
        "Trucks bound for Kandahar wait at Chaman, where the gate was closed on Sunday.",
        ("Chaman",),
        ("Kandahar",),
    ),
    (
        "Shots were also fired towards Spin Boldak from Chaman, officials in Kandahar said.",
        ("Spin Boldak",),
        ("Kandahar",),
    ),
    (
        "A bus from Karachi to Quetta was stopped at Kan Mehtarzai and three men were shot.",
        ("Kan Mehtarzai",),
        ("Karachi", "Quetta"),
    ),
    (
        "Nangarhar police spokesman Tayeb Hamad said a bomb had killed two men in Behsud.",
        ("Behsud",),
        ("Nangarhar",),
    ),
    (
        "According to Kandahar police, four people were killed in Shorabak.",
        ("Shorabak",),
        ("Kandahar",),
    ),
    ("The Paktika information office said Barmal had been bombed.", ("Barmal",), ("Paktika",)),
    (
        "Two guards of the Zhob Militia were killed at Qamar Din Karez.",
        ("Qamar Din Karez",),
        ("Zhob",),
    ),
    ("The Mohmand Rifles lost two men in Baizai.", ("Baizai",), ("Mohmand",)),
    (
        "A mine killed a child in the village of Shah Kot, Gurbuz district, Khost province.",
        ("Shah Kot", "Gurbuz", "Khost"),
        (),
    ),
    ("Firing began at the Zero Point at Chaman.", ("Chaman",), ()),
    ("Two men were shot near the Bab-e-Dosti gate at Chaman.", ("Chaman",), ()),
    ("The shelling of Kurram's Teri Mangal killed a girl.", ("Kurram", "Teri Mangal"), ()),
    (
        "Posts in the Ghulam Khan, Kharlachi and Arandu sectors came under fire.",
        ("Ghulam Khan", "Kharlachi", "Arandu"),
        (),
    ),
    ("The fighting in the Bahramcha sector left two dead.", ("Bahramcha",), ()),
    ("Pakistani drones hit a compound in Kharoti village, Giyan.", ("Kharoti", "Giyan"), ()),
    (
        "The attack took place in Tangi Kas, some 12 km from the Ghulam Khan crossing, in North Waziristan.",
        ("Tangi Kas", "North Waziristan"),
        (),
    ),
    ("Jandola-based troops killed three militants in Sararogha.", ("Sararogha",), ("Jandola",)),
    # Villages and posts in frames, heads of bulletins and forms, what only stands beside an event.
    (
        "Two girls were killed at Tor Kamar, a village of Tirah in Khyber district.",
        ("Tor Kamar", "Tirah", "Khyber"),
        (),
    ),
    ("A shell hit a house in Zarkot of Gurbuz district.", ("Zarkot", "Gurbuz"), ()),
    ("Shells hit Kandow in the Dangam district of Kunar.", ("Kandow", "Dangam", "Kunar"), ()),
    ("The attack took place in the Sur Kamar locality of Jamrud.", ("Sur Kamar", "Jamrud"), ()),
    ("Gunmen attacked the Shna Tangi checkpost in Mir Ali.", ("Shna Tangi", "Mir Ali"), ()),
    ("A post known as Tor Sar in Kurram was captured.", ("Tor Sar", "Kurram"), ()),
    ("The Manzai Sar post, in Lower Kurram, was overrun.", ("Manzai Sar", "Lower Kurram"), ()),
    (
        "A drone hit a vehicle in the Ziarat Kalay area, Barmal district, Paktika province.",
        ("Ziarat Kalay", "Barmal", "Paktika"),
        (),
    ),
    ("Two children were killed in Mullah Kalay (Barmal).", ("Mullah Kalay", "Barmal"), ()),
    (
        "The blast occurred near Wach Khwar in tehsil Mamund, Bajaur.",
        ("Wach Khwar", "Mamund", "Bajaur"),
        (),
    ),
    (
        "Mortar shells fell on the villages of Sheen Kai and Zor Kalay in Spera.",
        ("Sheen Kai", "Zor Kalay", "Spera"),
        (),
    ),
    (
        "Security forces raided a compound in Kili Malik Jan, on the outskirts of Chaman.",
        ("Kili Malik Jan", "Chaman"),
        (),
    ),
    ("An IED went off on the Sur Pul bridge in Jandola.", ("Sur Pul", "Jandola"), ()),
    (
        "The clash began in the mountains of Sra Ghara, Zazi Aryub district.",
        ("Sra Ghara", "Zazi Aryub"),
        (),
    ),
    (
        "Firing was reported from the Lowara Mandi area of North Waziristan.",
        ("Lowara Mandi", "North Waziristan"),
        (),
    ),
    ("In the Baghicha area of Nawagai tehsil, a mine killed a boy.", ("Baghicha", "Nawagai"), ()),
    ("At Char Bagh, Dangam, five houses were hit.", ("Char Bagh", "Dangam"), ()),
    ("Village Kotkai of Shigal was shelled.", ("Kotkai", "Shigal"), ()),
    ("Killed in Asadabad's Kerala neighbourhood by a drone were two men.", ("Asadabad",), ()),
    (
        "LOCATION: Gomal district, Paktika; village of Sra Qala\nCATEGORY: shelling\nKILLED: 1",
        ("Gomal", "Paktika", "Sra Qala"),
        (),
    ),
    (
        "Location: Zor Kot, Zazi Maidan, Khost\nEvent: artillery fire\nInjured: 2",
        ("Zor Kot", "Zazi Maidan", "Khost"),
        (),
    ),
    ("Place of incident: Kharlachi, Kurram\nWhat: exchange of fire", ("Kharlachi", "Kurram"), ()),
    ("#Kunar: mortar shells fell on #Dangam tonight, two wounded.", ("Kunar", "Dangam"), ()),
    ("BREAKING: Pakistani jets bomb Barmal, Paktika - sources", ("Barmal", "Paktika"), ()),
    ("UPDATE Torkham: firing has stopped, three wounded", ("Torkham",), ()),
    ("Angoor Adda 0920 hrs - mortar fire from across, one jawan injured", ("Angoor Adda",), ()),
    ("1. Bajaur: two soldiers killed by a sniper at Ghakhi.", ("Bajaur", "Ghakhi"), ()),
    (
        "Kurram/Khost: Border forces clashed near Kharlachi on Sunday.",
        ("Kurram", "Khost", "Kharlachi"),
        (),
    ),
    (
        "PAKTIKA, Barmal: a drone strike killed two on Monday.\nKHOST, Spera: shells hurt a man on Monday.",
        ("PAKTIKA", "Barmal", "KHOST", "Spera"),
        (),
    ),
    (
        "LOWER DIR Sniper fire from across the line hits a picket at Samarbagh, soldier martyred",
        ("LOWER DIR", "Samarbagh"),
        (),
    ),
    ("CHAMAN Two hurt as shells hit Roghani", ("CHAMAN",), ()),
    (
        "Officials in Asadabad told reporters that shells hit Nari, 60 km to the north.",
        ("Nari",),
        ("Asadabad",),
    ),
    (
        "A spokesman for the Kandahar governor said Shorabak had been shelled.",
        ("Shorabak",),
        ("Kandahar",),
    ),
    (
        "Reached by phone in Wana, an official said the post at Angoor Adda was hit.",
        ("Angoor Adda",),
        ("Wana",),
    ),
    (
        "An elder from Zazi Maidan now living in Khost city said shells destroyed his house in Zazi Maidan.",
        ("Zazi Maidan",),
        (),
    ),
    ("The funeral of the soldier killed in Tirah was held in Swabi.", ("Tirah",), ("Swabi",)),
    ("The soldier, who belonged to Karak, was killed in Spinwam.", ("Spinwam",), ("Karak",)),
    ("Sepoy Ali (resident of Mardan) embraced martyrdom in Tirah.", ("Tirah",), ("Mardan",)),
    ("The militants had come from Kunar and attacked a post in Arandu.", ("Arandu",), ("Kunar",)),
    (
        "Fighters trained in Nuristan attacked posts at Bumburet and Ursoon in Lower Chitral.",
        ("Bumburet", "Ursoon", "Lower Chitral"),
        ("Nuristan",),
    ),
    (
        "Trucks have queued from Torkham to Landi Kotal since the gate at Torkham was closed on Sunday.",
        ("Torkham",),
        (),
    ),
    (
        "The convoy was heading for Datta Khel when a bomb hit it at Boya.",
        ("Boya",),
        ("Datta Khel",),
    ),
    (
        "A helicopter that took off from Miranshah fired on militants in Shawal.",
        ("Shawal",),
        ("Miranshah",),
    ),
    ("Relatives of the dead of Barmal protested in Sharana.", ("Barmal",), ("Sharana",)),
    ("Schools in Khost city were closed after the strike on Spera.", ("Spera",), ()),
    ("Power was cut in Parachinar after shells hit a line at Kharlachi.", ("Kharlachi",), ()),
    ("The Kabul administration condemned the strike on Barmal.", ("Barmal",), ("Kabul",)),
    ("The Doha agreement did not stop the fighting in Spin Boldak.", ("Spin Boldak",), ("Doha",)),
    ("Unlike Nangarhar, Kunar was shelled for the third day.", ("Kunar",), ("Nangarhar",)),
    ("While Torkham remained calm, shells fell on Dangam.", ("Dangam",), ("Torkham",)),
    ("Nothing was reported from Khost; in Paktika a drone killed two.", ("Paktika",), ("Khost",)),
    ("The firing that began in Goshta later reached Lal Pura.", ("Goshta", "Lal Pura"), ()),
    ("The pilot bombed Lwara instead of Lwara Mandi in North Waziristan.", ("Lwara",), ()),
    (
        "Four soldiers of the 101 Brigade in Bannu were killed in Jani Khel.",
        ("Jani Khel",),
        ("Bannu",),
    ),
    (
        "The Bannu-based Hafiz Gul Bahadur group said it had attacked a camp in Mir Ali.",
        ("Mir Ali",),
        ("Bannu",),
    ),
    ("Weapons from Bagram were found on militants killed in Sambaza.", ("Sambaza",), ("Bagram",)),
    ("A court in Quetta heard that Zhob had been attacked in May.", ("Zhob",), ("Quetta",)),
    (
        "The 201st Corps based in Laghman said its men had destroyed two posts opposite Goshta.",
        ("Goshta",),
        ("Laghman",),
    ),
    (
        "Two soldiers from Haripur and Mansehra were martyred in Tirah valley.",
        ("Tirah",),
        ("Haripur", "Mansehra"),
    ),
    (
        "Khyber district police said two shells had landed in Bazar Zakha Khel.",
        ("Bazar Zakha Khel",),
        ("Khyber",),
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
    # what holds the name before it, or a list of provinces
    ("Jets hit the Spera district of Khost.", "Khost", "Khost", "admin1"),
    ("A man died in Spin Boldak, Kandahar.", "Kandahar", "Kandahar", "admin1"),
    ("Clashes broke out in Kunar, Khost, Paktika and Helmand.", "Khost", "Khost", "admin1"),
    ("Two men were shot in Khost.", "Khost", "Khost", "place"),
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


HELD = [
    # A text, an unknown name (or one of which only the district is known), what it is placed at.
    (
        "Missiles landed in the Shawal valley of North Waziristan. A house in Manzai Kot was hit.",
        "Manzai Kot",
        "Shawal valley",
    ),
    ("Four died in Borki, a village of Upper Kurram. It was shelled.", "Borki", "Upper Kurram"),
    (
        "Troops in Bajaur fired. Rounds fell on Gul Salak and Sundray in Dangam.",
        "Sundray",
        "Dangam",
    ),
]


@pytest.mark.parametrize(("text", "mention", "holder"), HELD)
def test_a_name_is_placed_at_the_narrowest_place_that_holds_it(text, mention, holder, gazetteer):
    found = {text[p.start : p.end]: p for p in find(text, gazetteer)}
    place, told = found[mention], found[holder]
    assert place.label_latitude == told.label_latitude
    assert place.label_longitude == told.label_longitude


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
