"""What a short report tells is the same beside another one, of other places, in one text.

A floor, as that of the passages: more that changes is a fault of the change. A rule that reaches over
a whole report, where it is of one incident, shows here first.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import numpy as np
from test_reports_passages import ACTED, PACK, rows

from geo.reports import reading
from geo.reports.documents.document import Document

DAY, PAIRS, SEED = date(2025, 11, 6), 300, 1
# Of the incidents of so many pairs no more may change.
MOST = {"lost": 8, "actor1_side": 7, "kind": 6, "days": 16, "claims": 18}


def _read(text):
    return reading.read_one(Document("x", text, publisher="Reuters", published=DAY), PACK)


def _told(incident):
    claims = [(c.metric, c.count_min, c.victim_group, c.claimant_side) for c in incident.claims]
    return {
        "actor1_side": incident.actor1_side,
        "kind": incident.kind,
        "days": (incident.first, incident.last),
        "claims": sorted(map(str, claims)),
    }


def _alone():
    """Return texts and what is read of each by itself: rightly, and one incident; else None."""
    told = []
    for want, year, _, text in rows(ACTED):
        if year != str(DAY.year):
            continue
        found = _read(text)
        is_right = len(found) == 1 and found[0].fine
        is_right = is_right and found[0].actor1_side == want.split(",")[0]
        told.append((text, found[0] if is_right else None))
    return told


def test_what_is_told_beside_it_changes_nothing():
    rng, alone, changed, read = np.random.default_rng(SEED), _alone(), Counter(), 0
    for _ in range(PAIRS):  # the same texts, whichever of them are read rightly
        pair = [alone[n] for n in rng.choice(len(alone), 2, replace=False)]
        if any(incident is None for _, incident in pair):
            continue
        names = [{place.name for place in incident.places} for _, incident in pair]
        if names[0] & names[1]:
            continue
        read += 1
        whole = "\n\n".join(text for text, _ in pair)
        found = _read(whole)
        for text, by_itself in pair:
            start = whole.index(text)
            own = [i for i in found if start <= i.pieces[0].start < start + len(text)]
            changed["lost"] += not own
            if own:
                was, now = _told(by_itself), _told(own[0])
                changed.update(key for key, value in was.items() if now[key] != value)
    assert read > PAIRS / 4
    assert {key: n for key, n in changed.items() if n > MOST[key]} == {}, (read, changed)
