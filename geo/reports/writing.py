"""What `bordermap extract` writes: the long form to correct, or the evaluation's JSON lines."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from geo import ids
from geo.reports.incidents.draft import sub_event_type
from geo.reports.reading import eval_form
from geo.schema import EVENT_TYPE_OF, PLAIN_COLUMNS
from geo.text import clean, is_formula

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import Claim, Place
    from geo.reports.incidents.draft import Incident

FORMATS = ("csv", "jsonl")
_PARTED = re.compile(r'[,;\t"\r\n]')  # LibreOffice parts cells by ; and tabs as well
# An id that a spreadsheet would make a number, a day or a truth value of, and so another id.
_VALUE = re.compile(r"[\d.,:/ -]*\d[\d.,:/ -]*(?:e[+-]?\d+)?|true|false", re.IGNORECASE)

_LEVEL_WORDS = {"admin1": "province", "admin2": "district", "crossing": "crossing"}
_TOLD = re.compile(
    r",|\b(?:province|district|agency|division|tehsil|crossing|gate|border|point|post|port|pass)\b",
    re.IGNORECASE,
)

Read = tuple["Document", list["Incident"]]


def incident_id(document: Document, incident: Incident) -> str:
    """Name an incident of a report: by the report and the words that begin it."""
    first = incident.pieces[0] if incident.pieces else None
    span = "" if first is None else f"{first.start}-{first.end}"
    places = ",".join(str(place.start) for place in incident.places[:1])
    return ids.incident_id(document.id, f"{span}/{incident.kind}/{places}")


def jsonl(found: Iterable[Read]) -> str:
    """Write one line a report, `{"id", "incidents": [...]}`, in the form of the evaluation."""
    lines = []
    for document, incidents in found:
        row = eval_form(document, incidents)
        lines.append(json.dumps(row, ensure_ascii=False) + "\n")
    return "".join(lines)


def long_form(found: Iterable[Read]) -> str:
    """Write the plain long form, one row a claim with its sentence in `notes`.

    An incident's further places stand in rows of their own, lest a claim seem to be of one of them
    and go with it when a person deletes its row; an incident without a claim has a row a place.
    """
    lines = [",".join(PLAIN_COLUMNS)]
    lines += [
        ",".join(_cell(name, row.get(name, "")) for name in PLAIN_COLUMNS)
        for document, incidents in found
        for incident in incidents
        for row in rows_of(document, incident)
    ]
    return "\n".join(lines) + "\n"


def rows_of(document: Document, incident: Incident) -> list[dict[str, Any]]:
    """Return an incident's rows of the plain long form."""
    kind = sub_event_type(incident)
    shared = {
        "id": incident_id(document, incident),
        "date_start": incident.first.isoformat() if incident.first else "",
        "date_end": incident.last.isoformat() if incident.last else "",
        "date_precision": incident.precision if incident.first else "",
        "event_type": EVENT_TYPE_OF[kind],
        "sub_event_type": kind,
        "role": incident.role,
        "domestic": str(incident.domestic).lower(),
        "actor1": incident.actor1,
        "actor1_side": incident.actor1_side,
        "actor2": incident.target,
        "actor2_side": incident.target_side,
        "report_id": document.id,
        "source": document.publisher,
        "source_url": document.url,
        "licence": document.licence,
    }
    places: Sequence[Place | None] = places_of(incident) or (None,)
    claims: Sequence[Claim | None] = incident.claims or (None,)
    first = shared | _place_cells(places[0])
    rows = [first | _claim_cells(document, claim) for claim in claims]
    return rows + [shared | _place_cells(place) for place in places[1:]]


def places_of(incident: Incident) -> list[Place]:
    """Return the places that get rows: once each, of those in each other the finest."""
    return _finest(_distinct(incident.places))


def _distinct(places: Sequence[Place]) -> list[Place]:
    """Leave out what names a place once more: "the Torkham border crossing" beside "Torkham"."""
    seen: dict[tuple[str, str | None], Place] = {}
    for place in places:
        is_one = place.place_id is not None and not place.level.startswith("border")
        seen.setdefault(("" if is_one else place.text, place.place_id), place)
    return list(seen.values())


def _finest(places: Sequence[Place]) -> list[Place]:
    """Leave out what only says where another of the places lies: of "X, Y district, Z" X is left.

    So are units in which a stretch of the line is, and the line itself beside any place on it.
    """
    within = {code for place in places for code in place.parents - {place.place_id}}
    stretches = [place for place in places if place.level == "border_section"]

    def only_holds(place: Place) -> bool:
        if place.level == "border":
            return any(other.level not in ("border", "country") for other in places)
        is_of_stretch = any(s.start <= place.start and place.end <= s.end for s in stretches)
        return place.level in _HOLDERS and (place.place_id in within or is_of_stretch)

    return [place for place in places if not only_holds(place)]


_HOLDERS = frozenset({"admin1", "admin2", "admin3", "region"})


def place_words(place: Place) -> str:
    """Name a place so that a reader of the table takes it for what it was in the report.

    A unit or gate gets the word for what it is, lest it be taken for the town of that name. A town
    does not: where the bare name is a district's too, the table says no more than the report.
    """
    word = _LEVEL_WORDS.get(place.level, "")
    return f"{place.text} {word}" if word and not _TOLD.search(place.text) else place.text


def _place_cells(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    is_unit = place.level in ("admin1", "country", "border", "region", "border_section")
    return {
        "place": place_words(place),
        "country": place.country or "",
        "admin1": place.admin1 or "",
        "admin2": "" if is_unit else place.admin2_pcode or "",
    }


def _claim_cells(document: Document, claim: Claim | None) -> dict[str, Any]:
    if claim is None:
        return {}
    read = document.cleared
    sentence = read.sentences[read.sentence_at(read.as_read_at(claim.start))]
    said = document.text[slice(*read.given(sentence.start, sentence.end))]
    return {
        "claimant": claim.claimant,
        "claimant_side": claim.claimant_side,
        "metric": claim.metric,
        "victim_group": claim.victim_group,
        "count_min": "" if claim.count_min is None else claim.count_min,
        "count_max": "" if claim.count_max is None else claim.count_max,
        "is_exact": str(claim.is_exact).lower(),
        "is_subset": str(claim.is_subset).lower(),
        "unit": claim.unit,
        "stance": claim.stance,
        "quote": document.text[claim.start : claim.end],
        "char_start": claim.start,
        "char_end": claim.end,
        "notes": " ".join(said.split()),
    }


def _cell(name: str, value: Any) -> str:
    """Write a cell without what a terminal or a spreadsheet would obey, or make a value of."""
    text = clean(str(value))
    is_changed = name == "report_id" and _VALUE.fullmatch(text)
    text = f"'{text}" if is_changed or is_formula(text) else text
    return '"' + text.replace('"', '""') + '"' if _PARTED.search(text) else text
