"""Plain reports of one incident: which of their names are its places, and where these lie."""

from __future__ import annotations

from datetime import date

import plain_places
import pytest

from geo import region
from geo._sphere import apart_km
from geo.gazetteer.areas import label_point
from geo.reports import reading
from geo.reports.documents.document import Document

PACK = region.load()
_REPORTS = 50  # of each seed
_KM = 30.0  # as far from its point may a place be that is only framed
_AREAS = frozenset({"country", "border", "border_section", "region"})


def wrong_in(made: plain_places.Sample) -> list[str]:
    """Return what is read of a report that is not so."""
    index, text = reading.gazetteer_of(PACK).index, made.text
    document = Document("x", text, publisher="AFP", published=date(2026, 2, 28))
    incidents = reading.read_one(document, PACK)
    places = [place for incident in incidents for place in incident.places]
    wrong = []
    for start, end, code in made.yes:
        spans = [(a, b) for a, b, _ in made.yes if text[a:b] == text[start:end]]
        found = [p for p in places if any(p.start < b and a < p.end for a, b in spans)]
        if not found:
            wrong.append(f"missed: {text[start:end]}")
            continue
        entry = index.entries[index.by_code[code]] if code else None
        point = label_point(PACK, index, entry) if entry is not None else None
        if entry is None or point is None or any(code in p.parents for p in found):
            continue
        if entry.level == "crossing" and any(entry.name.startswith(p.name) for p in found):
            continue
        if min(_apart(point, p.label_latitude, p.label_longitude) for p in found) > _KM:
            wrong.append(f"elsewhere: {text[start:end]} ({code})")
    for place in places:
        is_known = any(place.start < b and a < place.end for a, b, _ in made.yes)
        if place.level not in _AREAS and not is_known:
            wrong.append(f"no place of it: {text[place.start : place.end]}")
    return wrong


def _apart(point: tuple[float, float], latitude: float | None, longitude: float | None) -> float:
    if latitude is None or longitude is None:
        return float("inf")
    return float(apart_km(point[0], point[1], latitude, longitude))


@pytest.mark.parametrize("seed", [1, 2])
def test_plain_reports_have_the_places_that_they_tell(seed: int) -> None:
    maker = plain_places.Maker(PACK, reading.gazetteer_of(PACK).index, seed)
    samples = [maker.make() for _ in range(_REPORTS)]
    assert [(s.text, wrong) for s in samples if (wrong := wrong_in(s))] == []
