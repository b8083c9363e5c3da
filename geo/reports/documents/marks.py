"""What is found in a document, each with the offsets of its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

# Metrics of people who were hit, with what "casualties" are, and of ground that was fought for.
HARM = frozenset({"killed", "wounded"})
HARMED = HARM | {"attacked_persons"}
GROUND = frozenset({"posts_captured", "bases_captured"})
# Levels of places: units, what is finer than a province, and what no point stands for.
UNITS = frozenset({"admin1", "admin2", "admin3"})
FINE = frozenset({"place", "crossing", "admin3", "admin2"})
POINTLESS = frozenset({"border", "border_section", "region", "country"})


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
        ``window`` (when something happened), ``since`` (open at its end), ``begun`` (since when
        something has been usual), ``period`` (a run of days that is tallied), ``duration`` (how
        long something has lasted), ``entry`` (the head of an entry, from which its times count),
        ``future``, ``posted`` (a time of saying or posting, no event's), ``dateline``, or ``aside``
        (of a clause that tells no event).
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

    def meets(self, first: date, last: date) -> bool:
        """Tell whether any of its days is one of a window of days."""
        return self.first <= last and first <= self.last


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
        Why it locates no incident: one of `geo.reports.where.rejects.REASONS`; empty where it does.
    level, name, admin1, country
        As the gazetteer answers; level is one of `geo.schema.PLACE_LEVELS`.
    latitude, longitude, label_latitude, label_longitude
        WGS84 degrees.
    place_id, admin1_pcode, admin2_pcode
        Codes of the answer.
    parents
        Codes of the units that hold it.
    rule
        How it was found: ``folded`` (as it is spelled), ``skeleton`` (by its sound), ``frame`` (by
        the words around it), or the name of the rule that made it of other places.
    likely
        How likely it locates an incident by the words around it; 0 where they were not judged.
    clue
        Name of the clue that gave the reason; empty where the name alone did.
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
    clue: str = ""

    def set_aside(self, reason: str, clue: str = "") -> None:
        """Say why it locates no incident, and the name of the clue that told, if any."""
        self.reason, self.clue = reason, clue

    def keep(self) -> None:
        """Let it locate an incident after all."""
        self.reason = self.clue = ""


def fine_of(places: Iterable[Place]) -> list[Place]:
    """Return the places that are finer than a province."""
    return [place for place in places if place.level in FINE]


def harm(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the dead and wounded that are told, without those of whom there were none."""
    return (c for c in claims if c.metric in HARM and c.count_max != 0)
