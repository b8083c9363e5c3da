"""Lists, tables and timelines: what stands over their items is told of each of them."""

from __future__ import annotations

import pytest
from report_incidents import AIR, ATTACK, BOMB, CLASH, OTHER, SHELLING, check

from geo import region

PACK = region.load()
PUBLISHED = "2026-10-12"
NEWS = "current"

TEXTS = {
    # A table may have no bars.
    "ANNEX A\nRounds fired by Pakistani forces into Kunar\n\nNo; Date; Place; Rounds; Killed; Wounded\n"
    "1; 3 October; Nari; 40; 1; 2\n2; 5 October; Dangam; 25; 0; 0": [
        ("2026-10-03", "2026-10-03", SHELLING, "pakistan", NEWS, ["Nari"]),
        ("2026-10-05", "2026-10-05", SHELLING, "pakistan", NEWS, ["Dangam"]),
    ],
    # The kind, and who acted, stand over the rows.
    "Pakistani air raids in Afghanistan, 9 to 11 October\n\nDate | Place | Killed | Injured\n"
    "9 October | Kabul | none | none\n11 October | Spin Boldak, Kandahar | 15 | 80": [
        ("2026-10-09", "2026-10-09", AIR, "pakistan", NEWS, ["Kabul"]),
        ("2026-10-11", "2026-10-11", AIR, "pakistan", NEWS, ["Spin Boldak", "Kandahar"]),
    ],
    "Hit by Pakistani artillery on 9 October:\n\n- Asmar: one woman dead\n- Nari: two hurt": [
        ("2026-10-09", "2026-10-09", SHELLING, "pakistan", NEWS, ["Asmar"]),
        ("2026-10-09", "2026-10-09", SHELLING, "pakistan", NEWS, ["Nari"]),
    ],
    "Roadside bombs this month\n3 Oct: Bannu, two policemen killed\n5 Oct: Miranshah, no one hurt\n"
    "9 Oct: Wana, a trader killed": [
        ("2026-10-03", "2026-10-03", BOMB, "unknown", NEWS, ["Bannu"]),
        ("2026-10-05", "2026-10-05", BOMB, "unknown", NEWS, ["Miranshah"]),
        ("2026-10-09", "2026-10-09", BOMB, "unknown", NEWS, ["Wana"]),
    ],
    "TTP ATTACKS ON POSTS, FIRST WEEK OF OCTOBER\n\nPlace | Date | Soldiers killed\n"
    "Laddha | 2 October | 3\nMamund | 6 October | 2": [
        ("2026-10-02", "2026-10-02", CLASH, "ttp", NEWS, ["Laddha"]),
        ("2026-10-06", "2026-10-06", CLASH, "ttp", NEWS, ["Mamund"]),
    ],
    # Whoever is attacked is named there as well; what an item says of its own losses changes nothing.
    "AFGHAN TALIBAN ATTACKS ON PAKISTANI POSTS, NIGHT OF 11 OCTOBER\n\nAngoor Adda: repulsed, six "
    "attackers killed\nBajaur: repulsed\nChitral, Arandu: three attackers killed": [
        ("2026-10-11", "2026-10-11", CLASH, "afghanistan", NEWS, ["Angoor Adda"]),
        ("2026-10-11", "2026-10-11", CLASH, "afghanistan", NEWS, ["Bajaur"]),
        ("2026-10-11", "2026-10-11", CLASH, "afghanistan", NEWS, ["Arandu"]),
    ],
    # At home an army acts in operations against militants.
    "This week security forces conducted the following operations against the TTP:\n* Spinwam, 6 Oct: 7 "
    "khwarij killed\n* Laddha, 7 Oct: 4 khwarij killed; one soldier embraced martyrdom": [
        ("2026-10-06", "2026-10-06", CLASH, "pakistan", NEWS, ["Spinwam"]),
        ("2026-10-07", "2026-10-07", CLASH, "pakistan", NEWS, ["Laddha"]),
    ],
    "Crossings closed as of 12 October:\n- Torkham\n- Chaman\n- Ghulam Khan": [
        ("2026-10-12", "2026-10-12", OTHER, "unknown", NEWS, ["Torkham / Chaman / Ghulam Khan"]),
    ],
    # A place over a timeline is that of the entries that name none.
    "What happened at Torkham\n\n8 October: Guards exchange fire for two hours. A guard is killed.\n"
    "9 October: Shells hit houses in Landi Kotal bazaar; six soldiers are hurt.\n"
    "10 October: Traders hold a protest.": [
        ("2026-10-08", "2026-10-08", CLASH, "unknown", NEWS, ["Torkham"]),
        ("2026-10-09", "2026-10-09", SHELLING, "unknown", NEWS, ["Landi Kotal"]),
    ],
    # Posts of a timeline go on with one event, and not at names of their own.
    "Friday at Chaman\n\n05:10 Afghan border police open fire on a team in Killi Luqman.\n"
    "08:45 Hospital: four bodies, 22 wounded.\n12:00 Hospital: now eight dead.": [
        ("2026-10-09", "2026-10-09", CLASH, "afghanistan", NEWS, ["Killi Luqman"]),
    ],
    "12:30 - Firing starts at the Ghulam Khan crossing.\n"
    "13:10 - Mortar shells fall on a village in Datta Khel; two children are hurt.": [
        ("2026-10-12", "2026-10-12", CLASH, "unknown", NEWS, ["Ghulam Khan"]),
        ("2026-10-12", "2026-10-12", SHELLING, "unknown", NEWS, ["Datta Khel"]),
    ],
    # Dots lead from a name to what is told of it; what follows is at the same gate.
    "Torkham ............ closed since Sunday\n"
    "Ghulam Khan ........ closed. On Saturday night shells burned four trucks, a watchman died": [
        ("2026-10-11", "2026-10-12", OTHER, "unknown", NEWS, ["Torkham"]),
        ("2026-10-10", "2026-10-12", OTHER, "unknown", NEWS, ["Ghulam Khan"]),
        ("2026-10-10", "2026-10-10", SHELLING, "unknown", NEWS, ["Ghulam Khan"]),
    ],
    # Forms one behind the other, and forms within an item; a party is who did it.
    "Incident No: 77\nDate: 10 Oct 2026\nLocation: Angoor Adda\nType: Ground attack\n"
    "Perpetrator: Afghan border force\nVictims: 2 FC soldiers killed\n\nIncident No: 78\n"
    "Date: 11 Oct 2026\nLocation: Spera, Khost\nType: Air strike\nPerpetrator: Pakistan Air Force\n"
    "Victims: 6 civilians killed": [
        ("2026-10-10", "2026-10-10", CLASH, "afghanistan", NEWS, ["Angoor Adda"]),
        ("2026-10-11", "2026-10-11", AIR, "pakistan", NEWS, ["Spera"]),
    ],
    "Incident 1: Kurram. Type: shelling. Perpetrator: Afghan forces. Casualties: 1 soldier injured.\n"
    "Incident 2: Gurbuz. Type: drone strike. Casualties: 2 civilians killed.\n"
    "Incident 3: Bajaur. Type: IED. Perpetrator: unknown. Casualties: 3 police killed.": [
        ("2026-10-12", "2026-10-12", SHELLING, "afghanistan", NEWS, ["Kurram"]),
        ("2026-10-12", "2026-10-12", AIR, "pakistan", NEWS, ["Gurbuz"]),
        ("2026-10-12", "2026-10-12", BOMB, "unknown", NEWS, ["Bajaur"]),
    ],
    # A letter that numbers as the Romans did.
    "The following violations were committed by the armed forces of Pakistan:\n\n(i) On 3 October two "
    "aircraft bombed Margha in Barmal, killing four persons;\n(ii) On 5 October artillery fire was "
    "directed at Nari, wounding two;\n(iii) On the same day the crossing at Torkham was closed.": [
        ("2026-10-03", "2026-10-03", AIR, "pakistan", NEWS, ["Margha", "Barmal"]),
        ("2026-10-05", "2026-10-05", SHELLING, "pakistan", NEWS, ["Nari"]),
        ("2026-10-05", "2026-10-05", OTHER, "unknown", NEWS, ["Torkham"]),
    ],
    # Where nothing happened there is no incident.
    "Goshta: mortar fire on 10 October killed one woman. Lal Pur: no incidents.": [
        ("2026-10-10", "2026-10-10", SHELLING, "unknown", NEWS, ["Goshta"]),
    ],
    # What stops was told before, and is no event of its own.
    "1/ 21:30 Heavy fire at Kharlachi. Both sides using mortars.\n2/ 22:40 Three posts taken, 14 Pakistani "
    "soldiers killed, Kabul says.\n3/ 23:50 Separate incident: drone strike in Spera.\n"
    "4/ 00:30 Fire stops at Kharlachi.": [
        ("2026-10-12", "2026-10-12", CLASH, "unknown", NEWS, ["Kharlachi"]),
        ("2026-10-12", "2026-10-12", AIR, "pakistan", NEWS, ["Spera"]),
    ],
    # Headings with a number and where it was told.
    "[1] KURRAM (sources: police, a doctor)\nGunmen shot a trader dead on Friday evening.\n\n"
    "[2] TORKHAM (source: customs)\nGuards fired at each other on Saturday; one was hit in the leg.": [
        ("2026-10-09", "2026-10-09", ATTACK, "unknown", NEWS, ["KURRAM"]),
        ("2026-10-10", "2026-10-10", CLASH, "unknown", NEWS, ["TORKHAM"]),
    ],
    # Who began is disputed in one row, and not in the other.
    "Day | Place | What\nThu 8 | Dangam, Kunar | Nine mortar rounds from Pakistani positions, two hurt\n"
    "Sat 10 | Zazi Maidan, Khost | Both armies fought; each says the other began; one killed": [
        ("2026-10-08", "2026-10-08", SHELLING, "pakistan", NEWS, ["Dangam"]),
        ("2026-10-10", "2026-10-10", CLASH, "unknown", NEWS, ["Zazi Maidan"]),
    ],
    # A statement that begins with what it answers; posts that were taken were fought for.
    "The aircraft of the Pakistani regime martyred women in Nangarhar on 2 October. In answer the Afghan "
    "units of the 201 corps carried out reprisal operations last night along the line.\n\nIn the Goshta "
    "district nine enemy posts were taken. Nineteen Pakistani soldiers were killed.": [
        ("2026-10-02", "2026-10-02", AIR, "pakistan", NEWS, ["Nangarhar"]),
        ("2026-10-11", "2026-10-11", CLASH, "afghanistan", NEWS, ["Goshta"]),
    ],
    # A raid on people at home in Afghanistan is one of aircraft; guards who hit back fight.
    "Officials accused Pakistan of a raid on Gurbuz on Friday in which ten civilians died.": [
        ("2026-10-09", "2026-10-09", AIR, "pakistan", NEWS, ["Gurbuz"]),
    ],
    "Militants came at a post in Datta Khel on Friday, killing three soldiers. The troops hit back.": [
        ("2026-10-09", "2026-10-09", CLASH, "unknown", NEWS, ["Datta Khel"]),
    ],
    "Mortar and machine-gun fire between the two armies went on for an hour in Kurram on Friday.": [
        ("2026-10-09", "2026-10-09", CLASH, "unknown", NEWS, ["Kurram"]),
    ],
}


@pytest.mark.parametrize("text", TEXTS)
def test_items_take_what_stands_over_them(text: str) -> None:
    check(PUBLISHED, "", text, TEXTS[text], PACK)
