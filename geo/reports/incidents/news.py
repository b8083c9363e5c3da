"""What a report's news is: violence, a gate that is open again, history, or something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.documents.marks import fine_of
from geo.reports.incidents import sides
from geo.reports.language import triggers, wording
from geo.reports.who import verbs
from geo.reports.who.acts import ATTACKED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import Claim
    from geo.reports.incidents.draft import Incident
    from geo.reports.what.pieces import Piece


def is_quiet(pieces: Sequence[Piece]) -> bool:
    """Tell a report of something else: no event is told but what is usual, long ago or nature's."""
    told = [p for p in pieces if p.is_event]
    strong = [
        p
        for p in told
        if (_is_kind_told(p, pieces) or any(_is_proof(c, p) for c in p.claims))
        and not _is_mishap(p)
        and not p.flags & {"disaster", "hypothetical", "unrelated", "nothing", "custody", "arrest"}
        and ("habitual" not in p.flags or p.when is not None)
    ]
    if not strong:
        said = [p for p in told if p.triggers and not (_names_weapons(p) or _is_mishap(p))]
        told_of = (p for p in said if p.places and (_is_told_of_somebody(p) or _is_denied(p)))
        strong = [*filter(_is_plain, said), *told_of]
    if any(_is_own_event(p) for p in strong):
        return False
    lead = pieces[0] if pieces else None
    if lead is not None and "disaster" in lead.flags and not lead.kind:
        told = [p for p in strong if p.claims and "habitual" not in p.flags]
        return not any(p.kind for p in told)
    disasters = sum("disaster" in p.flags for p in pieces)
    if not strong:
        return True
    return disasters >= 2 and disasters >= len(strong)


def _is_own_event(piece: Piece) -> bool:
    """Tell "X has been shut since Friday" in a report of a flood: of its own place and day."""
    is_told = bool(piece.kind) and piece.flags.isdisjoint({"habitual", "recalled", "aftermath"})
    return is_told and bool(piece.places) and piece.when is not None


def _is_told_of_somebody(piece: Piece) -> bool:
    """Tell "militants attacked X on Friday": who acted is named, by a side or as armed men."""
    if sides.stated(piece):
        return True
    when = piece.when
    return when is not None and any(act.strength >= ATTACKED for act in piece.acts_of_nameless)


def _is_denied(piece: Piece) -> bool:
    """Tell "X denied that it had carried out strikes in Y on Monday": of that day."""
    return "denial" in piece.flags and bool(piece.actors) and piece.when is not None


_PROOF = frozenset(
    {"killed", "wounded", "captured", "posts_destroyed", "posts_captured", "bases_captured"}
)


_THOUSANDS = 1000  # so many dead of no day and at no place are of years


def _is_proof(claim: Claim, piece: Piece) -> bool:
    """Tell whether a figure shows that something happened: a bare denial does not.

    Nor does "thousands have been killed".
    """
    if claim.metric not in _PROOF or claim.count_max == 0:
        return False
    if claim.count_min is None:
        return claim.stance == "asserts"
    return claim.count_min < _THOUSANDS or bool(piece.places) or piece.when is not None


def _is_mishap(piece: Piece) -> bool:
    """Tell a house or market that burned, where nobody is said to have set fire to it."""
    if piece.kind not in ("", "property") or piece.actors or not piece.tells("pieces", "burned"):
        return False
    return piece.finds(verbs.armed(piece.words)) is None


def _is_kind_told(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Tell an event word with a day, a place or a figure; what a report opens with needs none.

    Weapons that are only named tell no event.
    """
    if not piece.kind or _names_weapons(piece):
        return False
    if piece.kind == "closure" or piece.claims or piece.places or piece.when is not None:
        return True
    lead = pieces[0]
    is_scene = lead.is_event and bool(lead.places or lead.whens) and not lead.flags & _NO_NEWS
    return piece.sentence == 0 or ("lead" in piece.flags and is_scene)


def _names_weapons(piece: Piece) -> bool:
    """Tell "cameras and drones watch the line": weapons, and nothing that was done with them."""
    text, weapon = piece.text, wording.of(piece.words, "incidents")["weapon"]
    return not piece.claims and all(
        not t.kind and weapon.is_in(text[t.start - piece.start : t.end - piece.start])
        for t in piece.triggers
    )


_NO_NEWS = frozenset(
    {
        "disaster",
        "hypothetical",
        "unrelated",
        "nothing",
        "habitual",
        "recalled",
        "aftermath",
        "arrest",
    }
)
_EVENT_WORDS = 2  # "a strike hit a clinic": so many event words in a sentence tell an event


def _is_plain(piece: Piece) -> bool:
    """Tell a sentence that says what happened where and when, in whatever words."""
    is_told = len(piece.triggers) >= _EVENT_WORDS and not piece.flags & _NO_NEWS
    return is_told and bool(piece.places) and piece.when is not None


_LONG_AGO_DAYS = 20 * 365
_OF_LATE_DAYS = 400


def is_of_long_ago(document: Document, pieces: Sequence[Piece]) -> bool:
    """Tell a report of long ago: "In 1893 he signed ...", and no day of late is named."""
    if document.published is None:
        return False
    dated = next((n for n, piece in enumerate(pieces) if piece.whens), len(pieces))
    if any(piece.kind for piece in pieces[:dated]):
        return False  # news of which no day is told, and what went before it
    days = [(document.published - w.last).days for p in pieces[dated:] for w in p.whens]
    return bool(days) and days[0] > _LONG_AGO_DAYS and min(days) > _OF_LATE_DAYS


def is_reopening(document: Document, pieces: Sequence[Piece]) -> bool:
    """Tell a report whose news is that a gate is open again."""
    title = document.title.lower()
    if triggers.is_reopened(document.words, title, 0, len(title)):
        return True
    return any("reopened" in p.flags for p in pieces[:3])


def looks_back(piece: Piece) -> bool:
    """Tell a closure that is over, where the news is that the gate is open again."""
    return piece.tells("incidents", "was_shut") or not piece.tells("incidents", "lasts")


def shut_before(document: Document, pieces: Sequence[Piece]) -> list[Piece]:
    """Return the closures that are over, as far as the report shows."""
    shut = [piece for piece in pieces if piece.kind == "closure"]
    is_open = bool(shut) and is_reopening(document, pieces)
    return [
        piece
        for piece in shut
        if (is_open and looks_back(piece))
        or _was_shut(document, piece, pieces)
        or (len(shut) > 1 and piece.tells("incidents", "last_shut"))
    ]


_SHUT_OF_LATE_DAYS = 2


def _was_shut(document: Document, piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Tell "It was shut on Sunday" of a gate of which nothing says that it is shut still.

    Of late it is, also where a fight is told of; and where the report says so of any gate.
    """
    if not piece.tells("incidents", "shut_then") or piece.tells("incidents", "lasts"):
        return False
    if (
        piece.tells("incidents", "since_then")
        or sum(t.kind == "closure" for t in piece.triggers) > 1
    ):
        return False  # "was shut on Friday; it was shut for five days in May"
    others = [p for p in pieces if p is not piece and p.sentence != piece.sentence]
    shut = [p for p in others if p.kind == "closure"]
    if any(not looks_back(p) or not p.tells("incidents", "shut_then") for p in shut):
        return False
    fought = [p for p in others if p.kind and p.kind != "closure" and p.sentence < piece.sentence]
    if any(not p.flags & _NO_NEWS for p in fought):
        return False
    when, published = piece.when, document.published
    if when is None or published is None or when.precision != "day":
        return True
    return (published - when.last).days > _SHUT_OF_LATE_DAYS


_MEANWHILE_DAYS = 4  # so many days before a gate was opened a fight is history


def set_meanwhile(
    document: Document, pieces: Sequence[Piece], incidents: Sequence[Incident]
) -> None:
    """Set where a fight was, and that it is history, while the gate was shut that is open again.

    Parameters
    ----------
    document
        A report whose news is that a gate is open again.
    pieces
        All of it; those that tell so name the gate.
    incidents
        Put together of them; `places` and `role` are set.
    """
    gates = [p for piece in pieces if "reopened" in piece.flags for p in piece.places]
    gates = fine_of(gates)
    for incident in incidents:
        if incident.kind == "closure" or incident.precision != "day" or incident.last is None:
            continue
        if not incident.places and incident.claims:
            incident.places = gates[:1]
        published = document.published
        is_current = incident.role == "current"
        if is_current and published and (published - incident.last).days >= _MEANWHILE_DAYS:
            incident.role = "background"
            incident.reasons.append("background: the news is that a gate is open again")
