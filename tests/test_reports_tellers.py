"""Who gives figures, in the many ways to say so: `reports/tellers.txt` with tellers of each side."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document

PACK = region.load("durand")
LINES = (Path(__file__).parent / "reports" / "tellers.txt").read_text("utf-8").splitlines()
FRAMES = [line for line in LINES if line and not line.startswith("#")]
TELLERS = {
    "the Pakistani army": "pakistan",
    "ISPR": "pakistan",
    "the Afghan defence ministry": "afghanistan",
    "the governor's office in Asadabad": "afghanistan",
    "Zabihullah Mujahid": "afghanistan",
    "a hospital in Asadabad": "local",
}
BEFORE = "Shells fell on Dangam in Kunar on Monday. Villagers spoke of six dead."


@pytest.mark.parametrize("frame", FRAMES)
def test_who_gives_figures(frame):
    wrong = []
    for teller, side in TELLERS.items():
        said = frame.replace("{S}", teller)
        text = f"{BEFORE}\n\n{said[0].upper()}{said[1:]}"
        document = Document("t", text, published=date(2026, 3, 17), publisher="Reuters")
        claims = [c for i in reading.read_one(document, PACK) for c in i.claims]
        told = {(c.count_min, c.claimant_side) for c in claims if c.count_min in (9, 14)}
        if told != {(9, side), (14, side)}:
            wrong.append((said, sorted(told)))
    assert wrong == []


def test_an_officer_with_his_office_is_not_among_the_dead():
    text = "Major General Khan, the Pakistani army's spokesman, knows of nine people killed there."
    document = Document("t", f"{BEFORE}\n\n{text}", published=date(2026, 3, 17))
    claims = [c for i in reading.read_one(document, PACK) for c in i.claims]
    assert [(c.count_min, c.claimant_side) for c in claims] == [(6, "local"), (9, "pakistan")]


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("In Asadabad the governor's spokesman said nine died in Dangam.", "governor's spokesman"),
        ("In Khar a doctor said nine people were killed in Mamund.", "doctor"),
        (
            (
                "Shells fell on Gurbuz, the governor's spokesman, Gul Khan, said. A security source in"
                " Peshawar denied it. At least 14 militants were killed in Spera, he claimed."
            ),
            "security source in Peshawar",
        ),
        ("In Khar, said a doctor, nine people were killed in Mamund.", "doctor"),
        (
            "The spokesman, Gul Khan, put Pakistani losses since Friday at nine dead.",
            "spokesman, Gul Khan",
        ),
    ],
)
def test_a_claimant_is_who_speaks_and_not_where(text, claimant):
    document = Document("t", text, published=date(2026, 3, 17))
    claims = [c for i in reading.read_one(document, PACK) for c in i.claims if c.count_min]
    assert [claim.claimant for claim in claims] == [claimant]


@pytest.mark.parametrize(
    ("lead", "side"),
    [
        ("What security sources in Rawalpindi have passed on about the night:", "pakistan"),
        ("Here is what the Afghan ministry of defence has released, item by item:", "afghanistan"),
        ("The ISPR's list for the night:", "pakistan"),
        ("From the Afghan defence ministry's summary of the night:", "afghanistan"),
        ("Two places were hit:", "media"),
    ],
)
def test_whose_list_it_is(lead, side):
    text = f"{lead}\n\n- Kurram: two soldiers killed.\n\n- Khost: nine civilians hurt."
    document = Document("t", text, published=date(2026, 3, 17), publisher="Reuters")
    claims = [c for i in reading.read_one(document, PACK) for c in i.claims]
    assert [(c.count_min, c.claimant_side) for c in claims] == [(2, side), (9, side)]
