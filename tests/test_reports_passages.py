"""Short reports as they are written: who acted in them, and for whom those speak who give figures.

A floor, as that of whole reports: fewer right than before is a fault of the change.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geo import region
from geo.reports import claims, reading
from geo.reports.documents.document import Document

PACK = region.load("durand")
FOLDER = Path(__file__).parent / "reports"
ACTED, TOLD = "passages_acted.txt", "passages_told.txt"


def rows(name: str) -> list[list[str]]:
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    return [line.split("|") for line in lines if line and not line.startswith("#")]


def acted(year: str, publisher: str, text: str) -> list[str]:
    day = date(int(year), 11, 6)
    found = reading.read_one(Document("x", text, publisher=publisher, published=day), PACK)
    return [incident.actor1_side for incident in found]


def told(publisher: str, text: str) -> list[str]:
    document = Document("x", text, publisher=publisher, published=date(2025, 11, 6)).read_in(PACK)
    return sorted({claim.claimant_side for claim in claims.find(document, PACK)})


def wrong(name: str) -> list[str]:
    """List what is read otherwise than it is told; of incidents the first count."""
    found = []
    for want, *given in rows(name):
        sides = want.split(",")
        if name == ACTED:
            got = acted(*given)[: len(sides)]
        else:
            got, sides = told(*given), sorted(set(sides))
        if got != sides:
            found.append(f"{want} -> {','.join(got) or 'nothing'}: {given[-1]}")
    return found


@pytest.mark.parametrize(("name", "right"), [(ACTED, 821), (TOLD, 165)])
def test_no_fewer_passages_are_right_than_before(name, right):
    missed = wrong(name)
    assert len(rows(name)) - len(missed) >= right, "\n".join(missed)
