"""How a report's incidents are held against what is expected of them."""

from __future__ import annotations

from datetime import date

from geo.reports import reading
from geo.reports.documents.document import Document

AIR, SHELLING, CLASH = "Air/drone strike", "Shelling/artillery/missile attack", "Armed clash"
BOMB, ATTACK, OTHER = "Remote explosive/landmine/IED", "Attack", "Other"


def check(published, title, text, incidents, pack):
    """Hold the incidents of a report against facts and names of places, in any order."""
    document = Document("t", text, title, published=date.fromisoformat(published))
    found = reading.eval_form(document, reading.read_one(document, pack))["incidents"]
    assert len(found) == len(incidents)
    for *facts, names in incidents:
        keys = ("date_start", "date_end", "sub_event_type", "actor1_side", "role")
        alike = [i for i in found if [i[key] for key in keys] == facts]
        mentions = [" / ".join(p["mention"] for p in i["places"]) for i in alike]
        assert any(all(name in said for name in names) for said in mentions), (facts, mentions)
