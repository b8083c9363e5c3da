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

DAY, PAIRS, SEED = date(2025, 11, 6), 150, 1
# Of the incidents of so many pairs no more may change.
MOST = {"lost": 2, "actor1_side": 8, "kind": 8, "days": 11, "claims": 14}


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


def _pool():
    """Return texts of one incident that are read rightly by themselves, each with what it tells."""
    pool = []
    for want, year, _, text in rows(ACTED):
        found = _read(text) if year == str(DAY.year) else []
        if len(found) == 1 and found[0].fine and found[0].actor1_side == want.split(",")[0]:
            pool.append((text, found[0]))
    return pool


def test_what_is_told_beside_it_changes_nothing():
    rng, pool, changed = np.random.default_rng(SEED), _pool(), Counter()
    assert len(pool) > PAIRS
    for _ in range(PAIRS):
        pair = [pool[n] for n in rng.choice(len(pool), 2, replace=False)]
        names = [{place.name for place in incident.places} for _, incident in pair]
        if names[0] & names[1]:
            continue
        whole = "\n\n".join(text for text, _ in pair)
        found = _read(whole)
        for text, alone in pair:
            start = whole.index(text)
            own = [i for i in found if start <= i.pieces[0].start < start + len(text)]
            changed["lost"] += not own
            if own:
                was, now = _told(alone), _told(own[0])
                changed.update(key for key, value in was.items() if now[key] != value)
    assert {key: n for key, n in changed.items() if n > MOST[key]} == {}, changed
