"""Plain reports that tell of no incident give none: `reports/quiet.toml`."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document

PACK = region.load()
SAID = tomllib.loads((Path(__file__).parent / "reports/quiet.toml").read_text("utf-8"))
TEXTS = 2  # of each family
SEED = 11
REST, COMMON = 3, 2  # so many sentences at the most behind the first


def filled(rng: np.random.Generator, row: str) -> str:
    """Fill the slots of a sentence; a name in its midst has no capital article."""

    def one(slot: re.Match[str]) -> str:
        rows = SAID["lists"][slot[1]]
        word = str(rows[int(rng.integers(len(rows)))])
        is_first = slot.start() == 0 or row[slot.start() - 2] in '."'
        return word if is_first else re.sub("^The ", "the ", word)

    text = re.sub(r"\{(\w+)\}", one, row)
    return text[:1].upper() + text[1:]


def some(rng: np.random.Generator, rows: list[str], least: int, most: int) -> list[str]:
    """Return some of the rows, in any order."""
    many = int(rng.integers(least, min(most, len(rows)) + 1))
    return [rows[i] for i in rng.permutation(len(rows))[:many]]


def report(rng: np.random.Generator, family: dict[str, list[str]]) -> str:
    """Write a report of two paragraphs."""
    rows = some(rng, family["lead"], 1, 1) + some(rng, family["rest"], 1, REST)
    rows += some(rng, SAID["lists"]["common"], 0, COMMON)
    said = [filled(rng, row) for row in rows]
    return f"{' '.join(said[:2])}\n\n{' '.join(said[2:])}".strip()


def test_plain_reports_without_an_incident_give_none():
    rng, wrong = np.random.default_rng(SEED), []
    for name, family in SAID["families"].items():
        for _ in range(TEXTS):
            text = report(rng, family)
            document = Document("t", text, publisher="Reuters", published=date(2026, 2, 26))
            found = reading.read_one(document, PACK)
            if found:
                wrong.append((name, [i.kind for i in found], text))
    assert len(SAID["families"]) >= 60
    assert not wrong, "\n\n".join(map(str, wrong))


@pytest.mark.parametrize(
    "text",
    [
        "Afghan forces captured four Pakistani soldiers in Barmal on Monday.",
        "Kabul denied that its forces had fired at a post in Kurram on Tuesday.",
        "Pakistan's army denied that it had carried out strikes in Khost on Tuesday.",
        "The Afghan ministry denied that its men had carried out attacks in Kurram on Tuesday.",
        "A mine killed two shepherds in Kunar on Tuesday, elders said.",
        "A blast killed seven people in a market in Bannu on Wednesday, police said.",
        "Troops shelled Dangam on Monday. A court in Kabul acquitted two men.",
        "Heavy rain fell in Kunar. Mortar shells killed two villagers in Dangam on Monday.",
        "Pakistan carried out air strikes in Khost.",
        "Thousands were displaced and 12 killed by shelling in Gurbuz on Sunday.",
    ],
)
def test_what_is_near_to_a_quiet_report_and_tells_of_an_event(text):
    document = Document("t", text, publisher="Reuters", published=date(2026, 2, 26))
    assert reading.read_one(document, PACK)
