"""Plain short reports: which incidents they tell, when those were, and whose each figure is."""

from __future__ import annotations

import random
from collections import Counter

import plain_reports_many
import plain_reports_one
import plain_reports_page
import plain_reports_past
import pytest
from plain_reports import faults, read

from geo import region

PACK = region.load()
FAMILIES = (
    *plain_reports_one.FAMILIES,
    *plain_reports_many.FAMILIES,
    *plain_reports_past.FAMILIES,
    *plain_reports_page.FAMILIES,
)
SEED, MANY = 2, 12


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_what_a_plain_report_tells_is_read(family):
    rnd = random.Random(f"{SEED} {family.__name__}")  # noqa: S311  (a sample, no secret)
    made = [family(rnd) for _ in range(MANY)]
    wrong = [(told.text, said) for told in made if (said := list(faults(told, read(told, PACK))))]
    assert not wrong, wrong


def test_what_a_headline_says_and_its_item_repeats_is_said_once():
    rnd = random.Random(SEED)  # noqa: S311  (a sample, no secret)
    for told in (plain_reports_page.live(rnd) for _ in range(MANY)):
        for incident in read(told, PACK):
            said = Counter((c.metric, c.count_min) for c in incident.claims)
            assert all(times == 1 for times in said.values()), told.text
