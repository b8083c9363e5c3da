"""Forces of the two states, by the day of a report, and the rows that name them."""

from __future__ import annotations

from datetime import date

import pytest

from geo import region
from geo.reports import claims
from geo.reports.counts import forces
from geo.reports.documents.document import Document

PACK = region.load()


@pytest.mark.parametrize(
    ("published", "group"), [(date(2011, 7, 5), "militants"), (date(2025, 10, 12), "afghan_forces")]
)
@pytest.mark.parametrize("verb", ["were killed", "fell", "lost their lives"])
def test_the_taliban_were_no_army_before_august_2021(published, group, verb):
    text = f"Police in Kamdesh said three Taliban fighters {verb}."
    found = claims.find(Document(id="x", text=text, published=published), PACK)
    assert [(c.victim_group, c.count_min, c.claimant_side) for c in found] == [
        (group, 3, "afghanistan")
    ]


def test_the_rows_of_those_who_fight_are_read_once(monkeypatch):
    pack = region.load()
    forces.forces(pack)

    def read(*_):
        raise AssertionError("read again")

    monkeypatch.setattr(forces.pack_files, "read", read)
    named = forces.forces(pack, day=date(2019, 1, 1))
    assert named.beginnings
