"""An incident while it is put together, and what places and times have to do with each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from geo._sphere import apart_km
from geo.reports.documents.marks import HARM, POINTLESS, fine_of, harm
from geo.reports.language import triggers
from geo.reports.when.pairs import begins, goes_on
from geo.reports.when.rule_names import UNTIL_MORNING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geo.reports.documents.marks import Claim, Place, When
    from geo.reports.what.pieces import Piece

# What says more of the weapon than what was told before.
_OVERRIDES = {
    "clash": ("suicide", "ied"),
    "attack": ("suicide", "ied"),
    "property": ("clash", "shelling", "air", "attack"),
    "ied": ("suicide",),
}
DEFAULT_KIND = "clash"
_WIDE_DAYS = 3  # a window of so many days gives way to a closer one


@dataclass(slots=True)
class Incident:
    """An incident while it is put together.

    Attributes
    ----------
    pieces
        The parts of sentences that tell of it.
    kind, is_foreseen
        A kind of `events.toml`, and whether it is only that of what was told before.
    first, last, precision, is_period
        Its window; None where nothing says when. A period is counted: "in the last three days".
    places, claims
        Of its pieces.
    shared
        Parts that tell of it and of others: what split it off from was told with them.
    role, domestic, actor1, actor1_side, target, target_side
        As in `geo.schema`.
    actor_clue
        The name of the clue by which `sides` decided who acted.
    joined
        Why each piece is its own, in their order, for `--explain`.
    reasons
        Why its facts were chosen, for `--explain`.
    """

    pieces: list[Piece] = field(default_factory=list)
    kind: str = ""
    is_foreseen: bool = False
    first: date | None = None
    last: date | None = None
    precision: str = "day"
    is_period: bool = False
    places: list[Place] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    shared: list[Piece] = field(default_factory=list)
    role: str = "current"
    domestic: bool = False
    actor1: str = ""
    actor1_side: str = "unknown"
    actor_clue: str = ""
    target: str = ""
    target_side: str = ""
    joined: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def add(self, piece: Piece, why: str) -> None:
        """Take a piece in."""
        self.pieces.append(piece)
        known = {*map(id, self.places)}
        self.places += [p for p in piece.places if id(p) not in known]
        self.claims += piece.claims
        is_closer = self.is_foreseen or piece.kind in _OVERRIDES.get(self.kind, ())
        if (not self.kind or (piece.kind and is_closer)) and not self._is_blown_up_in(piece):
            self.kind, self.is_foreseen = piece.kind, False
        when = None if self._is_shut_still(piece) else piece.when
        if when is not None and when.rule == UNTIL_MORNING and when.first == self.first:
            self.last = max(self.last or when.last, when.last)
        elif when is not None and self._goes_on(piece, when):
            self.last = when.last
        elif when is not None and self.begun_before(piece, when):
            self.first = when.first
        elif when is None and (end := self._end_told(piece)) is not None:
            self.last = end
        elif when is not None and (self.first is None or self._is_narrower(piece, when)):
            self.first, self.last, self.precision = when.first, when.last, when.precision
            self.is_period = when.kind == "period"
        self.joined.append(why)

    def _is_shut_still(self, piece: Piece) -> bool:
        """Tell "It remained closed on Monday", of a gate that was shut on no day that is told."""
        if self.kind != "closure" or piece is self.pieces[0] or piece.when is None:
            return False
        return piece.when.kind == "window" and piece.tells("incidents", "lasts")

    def _is_blown_up_in(self, piece: Piece) -> bool:
        """Tell a building that was blown up in the course of a fight from a bomb."""
        is_fought = self.kind in ("clash", "attack") or any(c.metric in HARM for c in self.claims)
        is_harmless = not any(c.metric in HARM for c in piece.claims)
        is_harmless |= any(t.kind == "clash" for t in piece.triggers)
        return is_fought and is_harmless and piece.tells("incidents", "blown_up")

    def _goes_on(self, piece: Piece, when: When) -> bool:
        """Tell "It resumed on Saturday", of what was told to have begun on Friday."""
        is_new = any(harm(piece.claims))
        if self.last is None or is_new or when.precision != "day" or self.precision != "day":
            return False
        return when.first == self.last + timedelta(days=1) and goes_on(piece.text.lower())

    def begun_before(self, piece: Piece, when: When) -> bool:
        """Tell "Fighting there began on Sunday evening", of what was told of Monday."""
        if self.first is None or when.precision != "day" or self.precision != "day":
            return False
        is_bare = when.kind == "window" and not any(harm(piece.claims))
        is_before = when.first == when.last == self.first - timedelta(days=1)
        return is_bare and is_before and begins(piece.text.lower())

    def _end_told(self, piece: Piece) -> date | None:
        """Return the day of "Firing went on until Tuesday", of what began on days before."""
        if self.last is None or self.precision != "day":
            return None
        days = (w.last for w in piece.whens if w.kind == "future" and w.precision == "day")
        end = next((day for day in days if 0 < (day - self.last).days < _WIDE_DAYS), None)
        return end if end is not None and goes_on(piece.text.lower()) else None

    def _is_narrower(self, piece: Piece, when: When) -> bool:
        """Tell whether a time says more closely when than what was said before."""
        if self.first is None or self.last is None or when.precision != "day":
            return False
        days, said = (self.last - self.first).days, (when.last - when.first).days
        is_begin = when.first == when.last == self.first and self.precision == "day"
        if is_begin and (days <= _WIDE_DAYS or begins(piece.text.lower())):
            return False  # "for a fifth day ... It broke out on Wednesday"
        days += self.is_period  # "the last three days" may be any three
        is_wide = self.precision != "day" or days >= _WIDE_DAYS
        return is_wide and said < days and when.meets(self.first, self.last)

    def may_be_of(self, when: When | None) -> bool:
        """Tell whether it may be of a time; of one that is not told, in any case."""
        if when is None or self.first is None or self.last is None:
            return True
        return when.meets(self.first, self.last)

    def holds(self, at: int) -> bool:
        """Tell whether an offset lies in one of its pieces."""
        return any(piece.start <= at < piece.end for piece in self.pieces)

    def tells(self, name: str) -> bool:
        """Tell whether one of its parts has a row of `wording/incidents.toml`."""
        return any(p.tells("incidents", name) for p in (*self.pieces, *self.shared))

    @property
    def fine(self) -> list[Place]:
        """Its places that are finer than a province."""
        return fine_of(self.places)


def related(ours: Sequence[Place], theirs: Sequence[Place]) -> int:
    """Tell whether two sets of places lie in each other (1), apart (-1), or one is empty (0)."""
    ours = [p for p in ours if p.level not in POINTLESS]
    theirs = [p for p in theirs if p.level not in POINTLESS]
    if not ours or not theirs:
        return 0
    fine = fine_of(ours)
    their_fine = fine_of(theirs)
    for one in fine or ours:
        for other in their_fine or theirs:
            if is_same(one, other):
                return 1
    if not (fine and their_fine):
        for one in ours:
            for other in theirs:
                if is_same(one, other):
                    return 1
    return -1


_FACING_KM = 60  # the label points of districts across the line are no further apart


def face_each_other(ours: Sequence[Place], theirs: Sequence[Place]) -> bool:
    """Tell whether fine places of one country lie across the line from those of another."""
    ours = fine_of(ours)
    theirs = fine_of(theirs)
    if not ours or not theirs or {p.country for p in ours} & {p.country for p in theirs}:
        return False
    return are_within(ours, theirs, _FACING_KM)


_NEAR_KM = 15  # villages around the town that a report opens with


def lie_near(ours: Sequence[Place], theirs: Sequence[Place]) -> bool:
    """Tell whether fine places lie around others: the villages at a gate."""
    return are_within(fine_of(ours), fine_of(theirs), _NEAR_KM)


def may_overlap(one: Incident, other: Incident) -> bool:
    """Tell whether two incidents may have been at one time: each day's fight has a beginning."""
    if not (one.first and one.last and other.first and other.last):
        return True
    return one.first <= other.last and other.first <= one.last


def are_within(ours: Sequence[Place], theirs: Sequence[Place], most_km: float) -> bool:
    """Tell whether label points of two sets of places are so near each other."""
    points = [_label_points(places) for places in (ours, theirs)]
    return any(apart_km(*a, *b) <= most_km for a in points[0] for b in points[1])


def _label_points(places: Sequence[Place]) -> list[tuple[float, float]]:
    """Return latitude and longitude of the label points that are known, WGS84 degrees."""
    pairs = [(p.label_latitude, p.label_longitude) for p in places]
    return [(north, east) for north, east in pairs if north is not None and east is not None]


_TOWN_KM = 1.5  # a street that lies so near is the town's


def is_same(one: Place, other: Place) -> bool:
    """Tell whether two places are one, or one holds the other."""
    if one.place_id and one.place_id == other.place_id:
        return True
    if one.name == other.name:
        return True
    is_gate = "crossing" in (one.level, other.level)
    if is_gate and one.admin2_pcode is not None and one.admin2_pcode == other.admin2_pcode:
        return True  # a gate and what lies at it
    are_known = one.place_id and other.place_id and one.level == other.level == "place"
    if are_known and are_within([one], [other], _TOWN_KM):
        return True
    return bool(
        (one.place_id and one.place_id in other.parents)
        or (other.place_id and other.place_id in one.parents)
    )


def is_history(incident: Incident) -> bool:
    """Tell whether an incident is only recalled, or known to a month or year."""
    return any("recalled" in p.flags for p in incident.pieces[:1]) or incident.precision != "day"


def has_day(incident: Incident) -> bool:
    """Tell whether its day is told, and no more than "last week"."""
    if incident.first is None or incident.last is None or incident.precision != "day":
        return False
    return (incident.last - incident.first).days <= _DAYS


_DAYS = 5


def sub_event_type(incident: Incident) -> str:
    """Return the ACLED sub-event type of an incident."""
    return triggers.types().get(incident.kind, triggers.types()[DEFAULT_KIND])
