"""Every way to write a day, in two places of a sentence and in reports: `reports/days.toml`."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from geo import region
from geo.reports import reading
from geo.reports.documents.document import Document
from geo.reports.when import dates

PACK = region.load()
PUBLISHED = date(2025, 10, 12)  # a Sunday
ROWS = tomllib.loads((Path(__file__).parent / "reports/days.toml").read_text("utf-8"))
FRAMES = ("Shells fell {written}, killing two.", "{Written}, shells fell.")


def window(days: str) -> tuple[str, str]:
    """Write out "09", "09 11" or "09-30" as the first and last day."""
    months = {2: "2025-10-", 5: "2025-"}
    full = [months.get(len(day), "") + day for day in days.split()]
    return full[0], full[-1]


@pytest.mark.parametrize("days", ROWS["written"])
def test_every_way_to_write_a_day(days: str) -> None:
    missed = []
    for written in ROWS["written"][days]:
        for frame in FRAMES:
            capital = written[0].upper() + written[1:]
            text = frame.format(written=written, Written=capital).replace(",,", ",")
            found = dates.find(Document("t", text, published=PUBLISHED))
            made = [(when.first.isoformat(), when.last.isoformat()) for when in found]
            if made != [window(days)]:
                missed.append((text, made))
    assert missed == []


@pytest.mark.parametrize("report", ROWS["reports"], ids=lambda report: report["text"][:60])
def test_days_told_elsewhere(report: dict[str, list[str]]) -> None:
    document = Document("t", str(report["text"]), published=PUBLISHED)
    found = reading.read_one(document, PACK)
    made = sorted((str(incident.first), str(incident.last)) for incident in found)
    assert made == sorted(window(days) for days in report["windows"])


def test_the_parts_of_a_bulletin_are_of_the_day_of_its_title() -> None:
    text = (
        "Sector 1, Sarkano: fire from 21:00 on Thursday to 02:00 on Friday; one guard killed.\n"
        "Sector 2, Gurbuz: shells hurt a woman and her child.\n"
    )
    document = Document("t", text, title="Situation, evening of 11 October", published=PUBLISHED)
    found = reading.read_one(document, PACK)
    made = [(str(incident.first), str(incident.last)) for incident in found]
    assert made == [window("09 10"), window("11")]


@pytest.mark.parametrize(
    ("title", "days", "role"),
    [
        ("Weekly log, 29 September to 5 October 2025", "2025-09-29 2025-10-05", "current"),
        ("Security report, week 40", "2025-09-29 2025-10-05", "current"),
        ("Monthly review: September 2025", "2025-09-01 2025-09-30", "aggregate"),
        ("Shells of September kill 30", "12", "current"),
        ("Monthly review: May 2025", "12", "current"),
    ],
)
def test_what_has_no_day_is_of_the_period_of_the_title(title: str, days: str, role: str) -> None:
    text = "Shells killed 30 people in Kunar province."
    [told] = reading.read_one(Document("t", text, title=title, published=PUBLISHED), PACK)
    assert (str(told.first), str(told.last)) == window(days)
    assert told.role == role


def test_an_hour_before_a_weekday_ends_no_sentence() -> None:
    text = "Shells fell at 9 p.m. Friday near Wana. The U.S. Army said so at 3 p.m. Two men died."
    assert len(Document("t", text).sentences) == 3


DATED = tomllib.loads((Path(__file__).parent / "reports/dated.toml").read_text("utf-8"))["rows"]


def _told(days: str) -> tuple[str, str]:
    """Write out "03-08", "03-08..03-09" or days with their year as the first and last day."""
    full = [day if len(day) > len("03-08") else "2026-" + day for day in days.split("..")]
    return full[0], full[-1]


def test_an_incident_is_dated_by_its_report() -> None:
    wrong = []
    for row in DATED.strip().splitlines():
        text, _, told = row.replace(" // ", "\n\n").partition(" => ")
        read = reading.read_one(Document("t", text, published=date(2026, 3, 10)), PACK)
        for place, days in (each.rsplit(" ", 1) for each in told.split("; ")):
            at = [i for i in read if any(place in text[p.start : p.end] for p in i.places)]
            found = [(str(i.first), str(i.last)) for i in at]
            if _told(days) not in found:
                wrong.append((text, place, found))
    assert wrong == []
