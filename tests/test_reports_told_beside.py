"""What a report tells beside its news, and of gates that are shut: `told_beside`, `shut.toml`."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document

PACK = region.load()
PUBLISHED = date(2026, 3, 10)  # a Tuesday
FILES = ("told_beside", "shut")
ROWS = {
    family: rows
    for name in FILES
    for family, rows in tomllib.loads(
        (Path(__file__).parent / f"reports/{name}.toml").read_text("utf-8")
    ).items()
}
TYPES = {
    "clash": "Armed clash",
    "shelling": "Shelling/artillery/missile attack",
    "air": "Air/drone strike",
    "attack": "Attack",
    "suicide": "Suicide bomb",
    "ied": "Remote explosive/landmine/IED",
    "closure": "Other",
}


def _wanted(told: str) -> tuple[str, str, str, str, str]:
    """Read "Torkham clash 03-07..03-08 background": place, type, first and last day, role."""
    role = next((r for r in ("background", "aggregate") if told.endswith(r)), "current")
    place, kind, days = told.removesuffix(role).rsplit(maxsplit=2)
    first, last = (day if day[:2] == "20" else f"2026-{day}" for day in (days.split("..") * 2)[:2])
    return place, TYPES[kind], first, last, role


def _document(text: str) -> Document:
    """Read "[A title] Its text", where a backslash and an n begin a line."""
    title, _, text = text.removeprefix("[").rpartition("] ")
    return Document("t", text.replace("\\n", "\n"), title=title, published=PUBLISHED)


@pytest.mark.parametrize("family", ROWS)
def test_each_incident_of_a_report_is_told(family: str) -> None:
    wrong = []
    for row in ROWS[family].strip().splitlines():
        text, _, told = row.partition(" =>")
        document = _document(text)
        found = reading.eval_form(document, reading.read_one(document, PACK))["incidents"]
        wanted = [_wanted(each) for each in told.strip().split("; ") if each]
        made = [
            (i["sub_event_type"], i["date_start"], i["date_end"], i["role"], i["places"])
            for i in found
        ]
        missed = [
            (place, *facts)
            for place, *facts in wanted
            if not any(
                list(of) == facts and any(place in p["mention"] for p in at) for *of, at in made
            )
        ]
        if missed or len(made) != len(wanted):
            wrong.append((text, missed, made))
    assert wrong == []
