"""Who published a report, by the lines around its text."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest
from packs import write_pack

from geo import region
from geo.cli import main
from geo.reports import claims, reading
from geo.reports.attribution.imprint import signed
from geo.reports.sources import document

BODY = "Two guards were killed and five wounded at the Kharlachi crossing on Sunday night, it said."


@pytest.fixture(scope="module")
def pack():
    return region.load("durand")


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        (f"ISPR\n\nRawalpindi, 6 September 2025\n\n{BODY}", "ISPR"),
        (f"Inter-Services Public Relations\nPress Release\n\n{BODY}", "Inter-Services Public Relations"),
        (f"Ministry of Defence, Islamic Emirate of Afghanistan\nStatement No. 41\n\n{BODY}", "Ministry of Defence, Islamic Emirate of Afghanistan"),
        (f"Ministry of Foreign Affairs of the Islamic Republic of Pakistan\n\n{BODY}", "Ministry of Foreign Affairs of the Islamic Republic of Pakistan"),
        (f"Inter-Services Public Relations (ISPR)\n\n{BODY}", "Inter-Services Public Relations"),
        (f"ISPR Press Release\n\n{BODY}", "ISPR"),
        (f"Statement\n\n{BODY}\n\nSpokesperson, Ministry of National Defence", "Ministry of National Defence"),
        (f"Guards killed at Kharlachi\n\nDawn.com | Published October 12, 2025\n\n{BODY}", "Dawn"),
        (f"Guards killed at Kharlachi - BBC News\n\n{BODY}", "BBC"),
        (f"Guards killed at Kharlachi\n\n{BODY}\n\nSource: TOLOnews", "TOLOnews"),
        (f"Kabul, Oct. 15 (Xinhua) -- {BODY}", "Xinhua"),
        (f"KABUL (Pajhwok): {BODY}", "Pajhwok"),
        (f"No PR-312/2025-ISPR\n\n{BODY}", "ISPR"),
        (f"Rawalpindi, 14 November 2025: (PR/12/ISPR)\n\n{BODY}", "ISPR"),
        # nobody signs these
        (f"Ministry of Defence of Pakistan denies it\n\n{BODY}", ""),
        (f"Road RTA-12 shut\n\n{BODY}", ""),
        (BODY, ""),
        (f"By Our Correspondent\n\n{BODY}", ""),
        (f"KABUL\n\n{BODY}", ""),
        (f"{BODY} ISPR denied it.", ""),
        (f"Troops on patrol near Kharlachi. - ISPR\n\n{BODY}", ""),  # whose picture it is
        (f"Taliban\n\n{BODY}", ""),
        (f"Guards killed, ISPR\n\n{BODY}", ""),
    ],
)  # fmt: skip
def test_a_line_of_its_own_says_who_published(text, publisher, pack):
    made = signed(document(text), pack)
    assert made.publisher == publisher
    assert made.text == text  # offsets of quotes count in it
    told = [f"publisher '{publisher}' taken from its text"] if publisher else []
    assert [note for note in made.notes if note.startswith("publisher")] == told


@pytest.mark.parametrize(
    ("title", "head", "side"),
    [
        ("ISPR: weekly summary of operations", "", "pakistan"),
        ("ISPR press release no. 41", "", "pakistan"),
        ("", "Statement of the Afghan Ministry of Defence on the night's operations", "afghanistan"),
        ("", "Ministry of National Defence, IEA\nStatement on last night's operations", "afghanistan"),
        ("", "FRONTIER CORPS BALOCHISTAN (SOUTH) - SITUATION REPORT", "pakistan"),
        ("", "From the bulletin of the Frontier Corps (North):", "pakistan"),
        ("UNAMA flash update no. 3", "", "un"),
        # papers of nobody, and headlines of news
        ("Border weekly summary", "", "media"),
        ("UN report: three dead in Khost", "", "media"),
        ("Kabul statement angers Islamabad", "", "media"),
        ("Taliban: statement on Khost was false", "", "media"),
        ("Army denies statement of the Taliban", "", "media"),
        ("Weekly summary: Pakistan, 6-12 October", "", "media"),
    ],
)  # fmt: skip
def test_a_paper_speaks_for_whose_it_is(title, head, side, pack):
    text = f"{head}\n\nZhob. Eight men were killed.\n\nKhost. Two men died, residents said."
    made = replace(document(text), title=title, publisher="Relief Digest")
    found = claims.find(made, pack)
    assert [claim.claimant_side for claim in found] == [side, "local"]


@pytest.mark.parametrize(
    ("writer", "side"),
    [
        ("the Permanent Representative of Afghanistan to the United Nations", "afghanistan"),
        ("the Permanent Representative of Pakistan to the United Nations", "pakistan"),
        ("the Chargé d'affaires a.i. of the Permanent Mission of Afghanistan", "afghanistan"),
        ("the Permanent Representative of Poland to the United Nations", "un"),
        ("a reader in Kabul", "un"),
    ],
)
def test_a_letter_speaks_for_its_writer(writer, side, pack):
    told = (
        f"Letter dated 22 July 2020 from {writer} addressed to the President\n\nSir,\n\nOn 15 July"
    )
    text = f"{told} shells struck Dangam. Six people lost their lives there."
    made = replace(document(text), publisher="UN document")
    found = [claim for i in reading.read_one(made, pack) for claim in i.claims]
    assert [claim.claimant_side for claim in found] == [side]


def test_metadata_stands_before_what_the_text_says(pack):
    given = document(f"ISPR\n\n{BODY}", {"publisher": "Outlet A"})
    assert signed(given, pack) is given


def test_figures_of_a_pasted_statement_are_its_sides(tmp_path, capsys):
    statement = tmp_path / "statement.txt"
    statement.write_text(
        "ISPR\n\nRawalpindi, 6 September 2025\n\nOn the night of 5 September, fourteen militants were"
        " killed in the Ghulam Khan area of North Waziristan District.\n"
    )
    assert main(["extract", str(statement), "-o", str(tmp_path / "draft.csv")]) == 0
    row = (tmp_path / "draft.csv").read_text(encoding="utf-8-sig").splitlines()[1]
    assert ",ISPR,pakistan," in row
    assert "publisher 'ISPR' taken from its text" in capsys.readouterr().err


def test_we_are_the_state_whose_ministry_heads_the_statement(tmp_path):
    statement = tmp_path / "statement.txt"
    statement.write_text(
        "Ministry of Defence, Islamic Emirate of Afghanistan\nStatement No. 41, 27 February 2026\n\n"
        "Last night our forces attacked posts of the Pakistani army in the Gomal district of Paktika."
        " Nine soldiers were killed and two posts were captured. One of our men was wounded.\n"
    )
    assert main(["extract", str(statement), "-o", str(tmp_path / "draft.csv")]) == 0
    with (tmp_path / "draft.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [*csv.DictReader(file)]
    told = [(r["metric"], r["victim_group"], r["claimant_side"]) for r in rows if r["metric"]]
    assert told == [
        ("killed", "pakistani_forces", "afghanistan"),
        ("posts_captured", "pakistani_forces", "afghanistan"),
        ("wounded", "afghan_forces", "afghanistan"),
    ]
    assert {r["actor1_side"] for r in rows} == {"afghanistan"}


def test_a_pack_without_speakers_names_nobody(tmp_path):
    other = region.load(write_pack(tmp_path / "pack"))
    assert signed(document(f"ISPR\n\n{BODY}"), other).publisher == ""


@pytest.mark.parametrize(
    "corps",
    [
        *("201 Khalid ibn Walid", "203 Mansouri", "205 Al-Badr", "207 Al-Farooq"),
        *("209 Al-Fatah", "215 Azam", "217 Omari", "313 Central"),
    ],
)
def test_a_corps_of_the_emirate_speaks_for_it(corps, pack):
    text = "Eleven soldiers were wounded in Sarkano on Sunday."
    given = document(text, {"publisher": f"{corps} Corps", "published": "2026-03-09"})
    (incident,) = reading.read_one(given, pack)
    assert [claim.claimant_side for claim in incident.claims] == ["afghanistan"]
