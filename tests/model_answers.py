"""What a model may answer about one report: tests change a word of it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from model_servers import serving

from geo import region
from geo.reports.documents.document import Document
from geo.reports.model import ModelReader, Server

TEXT = """KABUL — Mortar shells killed at least two civilians in Sarkano district of Kunar on \
Friday night, the provincial governor said. Nobody was hurt in Asadabad, "God be praised".

Pakistan denied that anyone had been killed. A spokesman in Islamabad said fifty-five fighters had
died near Torkham, that between 10 and 15 were hurt, and that 1,055 shells had been fired. Two
civilians were buried on Saturday. A soldier was killed at Ghulam Khan, Gul Khan told reporters.
"""
FRIDAY, PUBLISHED = date(2025, 10, 10), date(2025, 10, 12)
LEAD = "Mortar shells killed at least two civilians"
CLAIMS = "claims of a model"
NO_WORDS = "its words do not stand in the text"
NO_FIGURE = "its figure does not stand in its quote"


@lru_cache(maxsize=1)
def pack():
    return region.load("durand")


def document(text=TEXT, published=PUBLISHED, **said):
    return Document("r1", text, publisher="The Valley Post", published=published, **said)


def claim(**changed):
    return {
        "quote": "killed at least two civilians",
        "claimant": "the provincial governor",
        "claimant_side": "afghanistan",
        "metric": "killed",
        "victim_group": "civilians",
        "count_min": 2,
        "count_max": None,
        "stance": "asserts",
        "is_subset": False,
        "unit": "",
    } | changed


def incident(**changed):
    return {
        "quote": LEAD,
        "date_start": "2025-10-10",
        "date_end": "2025-10-10",
        "date_precision": "day",
        "sub_event_type": "Shelling/artillery/missile attack",
        "actor1": "",
        "actor1_side": "pakistan",
        "target": "",
        "role": "current",
        "domestic": False,
        "places": ["Sarkano", "Kunar"],
        "claims": [],
    } | changed


def read(*rows, report=None, **options):
    with serving({"incidents": list(rows)}) as server:
        reader = ModelReader(Server(server.url, "small"), **options)
        return reader(report or document(), pack())


def read_claim(**changed):
    reading = read(incident(claims=[claim(**changed)]))
    (one,) = reading.incidents
    return one.claims, dict(reading.dropped)
