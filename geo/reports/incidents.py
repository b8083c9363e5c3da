"""Incidents put together from the pieces of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.reports import sides, triggers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geo.reports.document import Document
    from geo.reports.events import Piece
    from geo.reports.marks import Claim, Place, When

_FINE = frozenset({"place", "crossing", "admin3", "admin2"})
_POINTLESS = frozenset({"border", "border_section", "region", "country"})
# What kinds may be told of one event: artillery in a battle, a bomb in an ambush.
_NEAR_KINDS = {
    frozenset({"clash", "shelling"}),
    frozenset({"clash", "attack"}),
    frozenset({"clash", "ied"}),
    frozenset({"clash", "grenade"}),
    frozenset({"ied", "suicide"}),
    frozenset({"suicide", "clash"}),
    frozenset({"ied", "attack"}),
    frozenset({"suicide", "attack"}),
    frozenset({"attack", "abduction"}),
    frozenset({"clash", "abduction"}),
    frozenset({"property", "clash"}),
    frozenset({"property", "shelling"}),
    frozenset({"property", "attack"}),
    frozenset({"property", "air"}),
}
# What says more of the weapon than what was told before.
_OVERRIDES = {
    "clash": ("suicide", "ied"),
    "attack": ("suicide", "ied"),
    "property": ("clash", "shelling", "air", "attack"),
    "ied": ("suicide",),
}
_DEFAULT_KIND = "clash"
_OLD_DAYS = 2  # so many days before the news an event is history that is recalled


@dataclass(slots=True)
class Incident:
    """An incident while it is put together.

    Attributes
    ----------
    pieces
        The parts of sentences that tell of it.
    kind
        A kind of `events.toml`.
    first, last, precision
        Its window; None where nothing says when.
    places, claims
        Of its pieces.
    role, domestic, actor1, actor1_side, target
        As in `geo.schema`.
    reasons
        Why pieces were joined and facts chosen, for `--explain`.
    """

    pieces: list[Piece] = field(default_factory=list)
    kind: str = ""
    first: date | None = None
    last: date | None = None
    precision: str = "day"
    places: list[Place] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    role: str = "current"
    domestic: bool = False
    actor1: str = ""
    actor1_side: str = "unknown"
    target: str = ""
    reasons: list[str] = field(default_factory=list)

    def add(self, piece: Piece, why: str) -> None:
        """Take a piece in."""
        self.pieces.append(piece)
        self.places += [p for p in piece.places if all(p is not q for q in self.places)]
        self.claims += piece.claims
        if piece.kind and piece.kind in _OVERRIDES.get(self.kind, ()):
            self.kind = piece.kind
        elif not self.kind:
            self.kind = piece.kind
        when = when_of(piece)
        if when is not None and (self.first is None or self._is_narrower(when)):
            self.first, self.last, self.precision = when.first, when.last, when.precision
        self.reasons.append(why)

    def _is_narrower(self, when: When) -> bool:
        """Tell whether a time says more closely when than what was said before."""
        if self.first is None or self.last is None or when.precision != "day":
            return False
        wide = self.precision != "day" or (self.last - self.first).days > 7
        return wide and self.first <= when.first and when.last <= self.last

    @property
    def fine(self) -> list[Place]:
        """Its places that are finer than a province."""
        return [p for p in self.places if p.level in _FINE]


def when_of(piece: Piece) -> When | None:
    """Choose the time that a piece gives its event: the nearest to its event word."""
    kinds = {"window", "since", "period"}
    if piece.kind == "closure":
        kinds.add("duration")
    found = [w for w in piece.whens if w.kind in kinds]
    if not found:
        return None
    strong = [t.start for t in piece.triggers if t.kind] or [t.start for t in piece.triggers]
    strong = strong or [c.start for c in piece.claims] or [piece.start]

    def rank(when: When) -> tuple[int, int]:
        vague = when.rule in ("overnight", "that day", "today") or when.kind == "period"
        return int(vague) + 2 * (when.precision != "day"), min(abs(when.start - t) for t in strong)

    return min(found, key=rank)


def assemble(document: Document, pieces: Sequence[Piece]) -> list[Incident]:
    """Put pieces together to incidents, in the order in which the report tells of them.

    Parameters
    ----------
    document
        The report.
    pieces
        As `events.cut` gives them.
    """
    if _is_quiet(pieces):
        return []
    is_open = _is_reopening(document, pieces)
    incidents: list[Incident] = []
    current: Incident | None = None
    for piece in pieces:
        if not _tells(piece) or (
            is_open and piece.kind == "closure" and not _LASTS.search(piece.text)
        ):
            _place_aside(piece, current)
            continue
        chosen, why = _home(document, piece, incidents, current)
        if chosen is None:
            if not _may_begin(piece):
                continue
            chosen = Incident()
            _foresee(chosen, piece, current)
            incidents.append(chosen)
        chosen.add(piece, why)
        if chosen.kind != "closure":
            current = chosen
    incidents = _split(incidents)
    return _complete(document, incidents)


_LASTS = re.compile(
    r"\b(?:still|remains?|remained|stays?|continues? to be|is shut|is closed|are shut|are closed)\b",
    re.IGNORECASE,
)


def _is_quiet(pieces: Sequence[Piece]) -> bool:
    """Tell a report of something else: no event is told but what is usual, long ago or nature's."""
    told = [p for p in pieces if p.is_event]
    strong = [
        p
        for p in told
        if (p.kind or any(c.metric in ("killed", "wounded", "captured") for c in p.claims))
        and not p.flags & {"habitual", "disaster", "hypothetical"}
    ]
    lead = pieces[0] if pieces else None
    if lead is not None and "disaster" in lead.flags and not lead.kind:
        return True
    disasters = sum("disaster" in p.flags for p in pieces)
    return not strong or (disasters >= 2 and disasters >= len(strong))


def _is_reopening(document: Document, pieces: Sequence[Piece]) -> bool:
    """Tell a report whose news is that a gate is open again."""
    if triggers.words("reopened").search(document.title):
        return True
    return any("reopened" in p.flags for p in pieces[:3])


def _place_aside(piece: Piece, current: Incident | None) -> None:
    """Keep the places of a sentence that only describes where an incident was."""
    if current is None or piece.is_event or not piece.places:
        return
    if _related(piece.places, current.places) > 0:
        known = {id(p) for p in current.places}
        current.places += [p for p in piece.places if p.level in _FINE and id(p) not in known]


def _foresee(incident: Incident, piece: Piece, current: Incident | None) -> None:
    """Let an event whose kind is left open be of the kind told just before."""
    if piece.kind:
        return
    when = when_of(piece)
    if _is_demolition(piece):
        incident.kind = "shelling"
    elif current is not None and current.kind and (when is None or _meets(when, current)):
        incident.kind = current.kind
    elif any(c.victim_group in _FIGHTERS for c in piece.claims) or _ARMED.search(piece.text):
        incident.kind = "clash"


_FIGHTERS = frozenset({"pakistani_forces", "afghan_forces", "militants"})
_ARMED = re.compile(
    r"\b(?:soldiers?|troops|militants?|fighters?|police\w*|khwarij|terrorists?)\b", re.I
)


def _meets(when: When, incident: Incident) -> bool:
    if incident.first is None or incident.last is None:
        return True
    return when.first <= incident.last and incident.first <= when.last


def _is_demolition(piece: Piece) -> bool:
    return bool(piece.claims) and all(c.metric == "posts_destroyed" for c in piece.claims)


def _tells(piece: Piece) -> bool:
    flags = piece.flags
    if not piece.is_event or "disaster" in flags:
        return False
    if "hypothetical" in flags and not piece.claims:
        return False
    if piece.kind == "closure" and "reopened" in flags and not piece.claims:
        return False
    dated = when_of(piece) is not None
    if "recalled" in flags and not dated and not piece.claims:
        return False
    if "habitual" in flags and not (dated and (piece.places or piece.claims)):
        return False
    return "heading" not in flags or bool(piece.claims or (piece.kind and piece.places))


def _may_begin(piece: Piece) -> bool:
    if piece.kind == "closure":
        return bool(piece.places) or when_of(piece) is not None
    if "recalled" in piece.flags and when_of(piece) is None:
        return False
    return (
        bool(piece.claims)
        or (bool(piece.kind) and bool(piece.places or "lead" in piece.flags or when_of(piece)))
        or (bool(piece.places) and len(piece.triggers) > 0)
    )


_OWN_FORCES = re.compile(
    r"\b(?:its|their|his)[ \t]+(?:own[ \t]+)?(?:forces|troops|men|fighters|jets)\b"
)


def _home(
    document: Document, piece: Piece, incidents: Sequence[Incident], current: Incident | None
) -> tuple[Incident | None, str]:
    """Find the incident that a piece goes on with; None where it begins one."""
    scene = next((i for i in incidents if i.first is not None and i.precision == "day"), None)
    if piece.kind == "closure":
        for incident in incidents:
            if incident.kind == "closure" and (
                not piece.places
                or not incident.places
                or _related(piece.places, incident.places) > 0
            ):
                return incident, "the same closure"
        return None, "a closure begins"
    if (
        "denial" in piece.flags
        and current is not None
        and _related(piece.places, current.places) >= 0
    ):
        return current, "a denial of what was told"
    if (
        "reply" in piece.flags
        and current is not None
        and not piece.places
        and when_of(piece) is None
    ):
        if current.kind in ("clash", "shelling", ""):
            return current, "the reply to it"
    best, best_score = None, 0.0
    for number, incident in enumerate(incidents):
        if incident.kind == "closure":
            continue
        score = _score(document, piece, incident, scene)
        score += 1.0 if incident is current else 0.02 * number
        if score > best_score:
            best, best_score = incident, score
    if best is None:
        return None, "begins: nothing before fits"
    return best, f"goes on (score {best_score:.1f})"


def _score(document: Document, piece: Piece, incident: Incident, scene: Incident | None) -> float:
    score = 0.5
    # What has no day of its own is of the day of the news.
    first, last = incident.first, incident.last
    if first is None or last is None:
        first = last = document.published
        if scene is not None and scene.first is not None and first is not None:
            first = min(scene.first, first)
    if piece.kind and incident.kind:
        if piece.kind == incident.kind:
            score += 1.5
        elif frozenset({piece.kind, incident.kind}) in _NEAR_KINDS:
            score -= 0.3
        else:
            score -= 3.0
    when = when_of(piece)
    if when is not None and first is not None and last is not None:
        if when.first <= last and first <= when.last:
            score += 1.0
            if when.precision != "day" or (when.last - when.first).days > 5:
                score -= 0.0 if incident.first is None and "lead" in piece.flags else 3.0
        elif "that day" not in when.rule:
            score -= 5.0
    elif (
        when is None
        and incident.pieces
        and _is_history(incident)
        and piece.block != incident.pieces[-1].block
    ):
        # The report comes back to the news.
        score -= 4.0 if "recalled" in incident.pieces[0].flags else 2.0
    if "definite" in piece.flags and not any(c.metric == "killed" for c in piece.claims):
        score += 1.5
    relation = _related(piece.places, incident.places)
    if relation > 0:
        score += 2.0
    elif relation < 0:
        has_own = any(c.metric in ("killed", "wounded") for c in piece.claims)
        had_own = any(c.metric in ("killed", "wounded") for c in incident.claims)
        score -= 4.0 if has_own or (had_own and piece.kind) else 1.2
        if piece.block != incident.pieces[-1].block and piece.kind != incident.kind:
            score -= 1.5
    if "bullet" in piece.flags and (piece.places or not incident.places):
        score -= 4.0
    elif piece.block != incident.pieces[-1].block and _is_listed(document, piece):
        score -= 3.0
    if "opens" in piece.flags and (piece.kind or piece.places):
        score -= 1.5
    if piece.kind and _acts(piece, incident) < 0:
        score -= 2.0
    return score


def _is_listed(document: Document, piece: Piece) -> bool:
    return document.blocks[piece.block].kind in ("bullet", "table_row") and bool(piece.places)


def _acts(piece: Piece, incident: Incident) -> int:
    """Tell whether another side acts in a piece than in an incident."""
    if piece.kind not in ("air", "shelling") or incident.kind not in ("air", "shelling"):
        return 0
    one, other = sides.stated(piece), [sides.stated(p) for p in incident.pieces]
    known = [side for side in other if side]
    return -1 if one and known and one not in known else 0


def _related(ours: Sequence[Place], theirs: Sequence[Place]) -> int:
    """Tell whether two sets of places lie in each other (1), apart (-1), or one is empty (0)."""
    ours = [p for p in ours if p.level not in _POINTLESS]
    theirs = [p for p in theirs if p.level not in _POINTLESS]
    if not ours or not theirs:
        return 0
    fine = [p for p in ours if p.level in _FINE]
    their_fine = [p for p in theirs if p.level in _FINE]
    for one in fine or ours:
        for other in their_fine or theirs:
            if _is_same(one, other):
                return 1
    if not (fine and their_fine):
        for one in ours:
            for other in theirs:
                if _is_same(one, other):
                    return 1
    return -1


def _is_same(one: Place, other: Place) -> bool:
    if one.place_id and one.place_id == other.place_id:
        return True
    if one.name == other.name:
        return True
    return bool(
        (one.place_id and one.place_id in other.parents)
        or (other.place_id and other.place_id in one.parents)
    )


def _split(incidents: list[Incident]) -> list[Incident]:
    """Split an incident whose places have figures of their own."""
    made: list[Incident] = []
    for incident in incidents:
        parts = _own_figures(incident)
        if len(parts) < 2:
            made.append(incident)
            continue
        taken = {id(piece) for _, pieces in parts for piece in pieces}
        rest = [piece for piece in incident.pieces if id(piece) not in taken]
        held = {id(place) for places, _ in parts for place in places}
        total = Incident(kind=incident.kind, first=incident.first, last=incident.last)
        total.precision = incident.precision
        for piece in rest:
            total.add(piece, "what is told of all of them")
        total.places = [p for p in incident.places if id(p) not in held]
        for places, pieces in parts:
            part = Incident(kind=incident.kind, first=incident.first, last=incident.last)
            part.precision = incident.precision
            for piece in pieces:
                part.add(piece, "a place with figures of its own")
            extra = [p for p in incident.places for q in places if _is_same(p, q)]
            part.places += [p for p in extra if all(p is not q for q in part.places)]
            made.append(part)
        if total.claims:
            total.role = "aggregate"
            made.append(total)
    return made


def _own_figures(incident: Incident) -> list[tuple[list[Place], list[Piece]]]:
    groups: list[tuple[list[Place], list[Piece]]] = []
    if incident.kind in ("closure",):
        return groups
    for piece in incident.pieces:
        fine = [p for p in piece.places if p.level in _FINE]
        if not fine or not any(c.metric in ("killed", "wounded") for c in piece.claims):
            continue
        if len(fine) > 1 and not all(_is_same(a, fine[0]) for a in fine[1:]):
            continue
        for places, pieces in groups:
            if any(_is_same(a, b) for a in places for b in fine):
                places += fine
                pieces.append(piece)
                break
        else:
            groups.append((list(fine), [piece]))
    return groups


def _complete(document: Document, incidents: list[Incident]) -> list[Incident]:
    """Give what is still open: dates, places, kinds, sides, roles."""
    main = next((i for i in incidents if i.first is not None and not _is_history(i)), None)
    base = main.first if main is not None else None
    kept: list[Incident] = []
    for incident in incidents:
        is_dated = incident.first is not None
        if not is_dated:
            told = [i for i in kept if i.role == "current" and i.kind != "closure" and i.first]
            _inherit_date(document, incident, told[-1] if told else main)
        _set_kind(incident, incidents)
        _set_role(document, incident, base, is_dated=is_dated)
        if incident.kind == "closure":
            _set_closure_window(document, incident)
        if not is_dated and incident.role == "background":
            continue
        is_told = bool(incident.claims) or incident.kind == "closure" or len(incidents) == 1
        if not incident.places and is_told:
            _inherit_places(incident, incidents)
        if incident.places or incident.claims:
            kept.append(incident)
    before: Incident | None = None
    for incident in kept:
        sides.act(document, incident, before)
        if incident.kind != "closure":
            before = incident
    return kept


def _inherit_date(document: Document, incident: Incident, main: Incident | None) -> None:
    if main is not None and main.last is not None and incident.kind != "closure":
        incident.first, incident.last, incident.precision = main.first, main.last, main.precision
        incident.reasons.append("dated like the news")
    elif document.published is not None:
        incident.first = incident.last = document.published
        incident.reasons.append("nothing said: the day of publication")


def _set_kind(incident: Incident, incidents: Sequence[Incident]) -> None:
    if incident.kind:
        return
    words = " ".join(p.text for p in incident.pieces)
    if _BOMBING.search(words):
        is_here = any(p.country == "AFG" for p in incident.places)
        incident.kind = "air" if is_here else "ied"
        return
    known = [i.kind for i in incidents if i.kind and i.kind != "closure"]
    incident.kind = known[0] if known else _DEFAULT_KIND
    incident.reasons.append("kind of the report's first event")


_BOMBING = re.compile(r"\bbomb(?:ing|ings|s)?\b", re.IGNORECASE)


def _is_history(incident: Incident) -> bool:
    return any("recalled" in p.flags for p in incident.pieces[:1]) or incident.precision != "day"


_EARLIER = re.compile(
    r"[\W]*(?:a|two|three|\w+)[ \t]+(?:day|days|week|weeks)[ \t]+(?:earlier|before|ago)", re.I
)


def _set_role(document: Document, incident: Incident, base: date | None, *, is_dated: bool) -> None:
    if incident.role != "current":
        return
    first = incident.pieces[0]
    words = document.text[first.start : first.end]
    when = when_of(first)
    if "aggregate" in first.flags and incident.claims and incident.kind != "closure":
        if when is not None and when.kind == "period" and incident.last == when.last:
            incident.role = "aggregate"
        elif not incident.fine and ("bullet" in first.flags or len(incident.pieces) == 1):
            incident.role = "aggregate"
    elif when is not None and when.kind in ("period", "since") and incident.kind != "closure":
        if incident.claims and when.kind == "period" and incident.first == when.first:
            incident.role = "aggregate"
    if incident.role != "current" or incident.kind == "closure":
        return
    if incident.first is not None and base is not None and is_dated:
        old = (base - incident.first).days >= _OLD_DAYS
        if incident.precision != "day" or old or _EARLIER.match(words):
            incident.role = "background"
    if "recalled" in first.flags and is_dated:
        incident.role = "background"
    if incident.role == "background" and incident.claims and "aggregate" in first.flags:
        incident.role = "aggregate"


def _set_closure_window(document: Document, incident: Incident) -> None:
    """A closure lasts from its first day to the day of the report."""
    found = [w for p in incident.pieces if (w := when_of(p)) is not None]
    when = next((w for w in found if w.kind in ("since", "duration")), found[0] if found else None)
    if when is not None and when.kind in ("since", "duration") and document.published is not None:
        incident.first, incident.last = when.first, max(document.published, when.first)
        incident.precision = "day"
    elif document.published is not None and incident.first is not None:
        if any(_LASTS.search(p.text) for p in incident.pieces):
            incident.last = max(document.published, incident.first)


def _inherit_places(incident: Incident, incidents: Sequence[Incident]) -> None:
    if incident.role != "current":
        return
    others = [i for i in incidents if i is not incident and i.places and i.role == "current"]
    if incident.kind == "closure":
        gates = [p for i in others for p in i.places if p.level == "crossing"]
        incident.places = gates[:1]
    elif others and incident.pieces:
        at = incident.pieces[0].start
        before = [i for i in others if i.pieces and i.pieces[0].start < at]
        incident.places = list((before or others)[-1].places if before else others[0].places)


def sub_event_type(incident: Incident) -> str:
    """Return the ACLED sub-event type of an incident."""
    return triggers.types().get(incident.kind, triggers.types()[_DEFAULT_KIND])
