"""The form a model is asked for, written once: it is sent to the server and checks the answer."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo import schema
from geo.reports.language import triggers

if TYPE_CHECKING:
    from geo.region import RegionPack
    from geo.reports.documents.document import Document
    from geo.reports.model.pieces import Part

_TEXT = {"type": "string"}
_FLAG = {"type": "boolean"}
_COUNT = {"type": ["integer", "null"]}
_TYPES = {"string": str, "boolean": bool, "integer": int, "array": list, "object": dict}
_PRECISIONS = tuple(name for name in schema.DATE_PRECISIONS if name != "week")


def answer_of(pack: RegionPack) -> dict[str, Any]:
    """Return the JSON schema of an answer, with the region's codes.

    It keeps to what servers of structured output take: no limits, every property required.
    """
    return _object(incidents=_list(incident_of(pack)))


def incident_of(pack: RegionPack) -> dict[str, Any]:
    """Return the JSON schema of an incident."""
    return _object(
        quote=_TEXT,
        date_start=_TEXT,
        date_end=_TEXT,
        date_precision=_codes(_PRECISIONS),
        sub_event_type=_codes(sorted(kind_of_type())),
        actor1=_TEXT,
        actor1_side=_codes(pack.sides),
        target=_TEXT,
        role=_codes(schema.ROLES),
        domestic=_FLAG,
        places=_list(_TEXT),
        claims=_list(claim_of(pack)),
    )


def claim_of(pack: RegionPack) -> dict[str, Any]:
    """Return the JSON schema of a claim."""
    return _object(
        quote=_TEXT,
        claimant=_TEXT,
        claimant_side=_codes(pack.claimant_sides),
        metric=_codes(schema.METRICS),
        victim_group=_codes(pack.victim_groups),
        count_min=_COUNT,
        count_max=_COUNT,
        stance=_codes(schema.STANCES),
        is_subset=_FLAG,
        unit=_codes(("", *schema.UNITS)),
    )


@lru_cache(maxsize=1)
def kind_of_type() -> dict[str, str]:
    """Return the kind of `events.toml` that gives each sub-event type a model may answer."""
    return {name: kind for kind, name in reversed(list(triggers.types().items()))}


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _codes(names: Any) -> dict[str, Any]:
    return {"type": "string", "enum": list(names)}


def fault_of(row: Any, form: dict[str, Any]) -> str:
    """Say why an object does not have a form; empty where it has it.

    Properties that the form does not name are nobody's business: they are never looked at. What is
    in a list is checked by who reads it, so that one bad claim costs no other.
    """
    if not isinstance(row, dict):
        return "not of the form asked for"
    for name, wanted in form["properties"].items():
        if name not in row or not _is_of_type(row[name], wanted["type"]):
            return "not of the form asked for"
        if "enum" in wanted and row[name] not in wanted["enum"]:
            return f"a {name} that is not of our lists"
    return ""


def _is_of_type(value: Any, types: str | list[str]) -> bool:
    for name in [types] if isinstance(types, str) else types:
        if name == "null" and value is None:
            return True
        if name in _TYPES and isinstance(value, _TYPES[name]):
            return name == "boolean" or not isinstance(value, bool)
    return False


@lru_cache(maxsize=1)
def _instructions() -> str:
    return Path(__file__).with_name("instructions.txt").read_text("utf-8")


def messages(document: Document, part: Part) -> list[dict[str, str]]:
    """Return the messages that ask about a part of a report.

    What we want stands in one message, what the report says in another: to the model it is data.
    """
    known = {
        "Published": document.published.isoformat() if document.published else "on a day not known",
        "Publisher": document.publisher,
        "Title": document.title,
        "Part": f"{part.number} of {part.total}" if part.total > 1 else "",
    }
    head = [f"{name}: {' '.join(said.split())}" for name, said in known.items() if said]
    text = document.text[part.start : part.end]
    return [
        {"role": "system", "content": _instructions()},
        {"role": "user", "content": "\n".join([*head, "", "Text:", text])},
    ]
