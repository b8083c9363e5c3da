"""What is found in a document, each with the offsets of its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure, or its denial, with who gives it.

    Attributes
    ----------
    start, end
        The quote: the shortest clause with the number and what is counted.
    sentence
        Number of its sentence in the document.
    claimant, claimant_side
        Who says so; side is one of the pack's `claimant_sides`.
    metric, victim_group, count_min, count_max, is_exact, stance, is_subset, unit
        As in `geo.schema.CLAIMS`.
    rule
        Name of the rule that found it.
    whose
        Name of the clue that told its victim group.
    said_by
        ``frame`` where the words name who says so, else the name of the clue that told.
    anchors
        Spans of the words in its clause that tie it to a place or a day, if any.
    """

    start: int
    end: int
    sentence: int
    claimant: str
    claimant_side: str
    metric: str
    victim_group: str
    count_min: int | None
    count_max: int | None
    is_exact: bool = True
    stance: str = "asserts"
    is_subset: bool = False
    unit: str = ""
    rule: str = ""
    whose: str = ""
    said_by: str = ""
    anchors: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """A time expression, resolved.

    Attributes
    ----------
    start, end
        Its words.
    first, last
        The days it covers, both included.
    precision
        ``day``, ``month`` or ``year``.
    kind
        ``window`` (when something happened), ``since`` (open at its end), ``period`` (a run of
        days that is tallied), ``future``, ``posted`` (a time of saying or posting, no event's).
    rule
        Name of the rule that found it.
    """

    start: int
    end: int
    first: date
    last: date
    precision: str = "day"
    kind: str = "window"
    rule: str = ""


@dataclass(slots=True)
class Place:
    """A name that is or may be a place.

    Attributes
    ----------
    start, end
        Its words.
    sentence
        Number of its sentence.
    text
        What the gazetteer is asked.
    reason
        Why it locates no incident: one of `geo.reports.where.places.REASONS`; empty where it does.
    level, name, admin1, country
        As the gazetteer answers; level is one of `geo.schema.PLACE_LEVELS`.
    latitude, longitude, label_latitude, label_longitude
        WGS84 degrees.
    place_id, admin1_pcode, admin2_pcode
        Codes of the answer.
    parents
        Codes of the units that hold it.
    likely
        How likely it locates an incident by the words around it; 0 where they were not judged.
    """

    start: int
    end: int
    sentence: int
    text: str
    reason: str = ""
    level: str = ""
    name: str = ""
    admin1: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    label_latitude: float | None = None
    label_longitude: float | None = None
    place_id: str | None = None
    admin1_pcode: str | None = None
    admin2_pcode: str | None = None
    parents: frozenset[str] = field(default=frozenset())
    rule: str = ""
    likely: float = 0.0
