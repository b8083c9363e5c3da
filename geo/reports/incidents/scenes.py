"""What sentences beside an event lend it: place and day of its scene, and what is recalled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.incidents.draft import is_same, related
from geo.reports.language import triggers
from geo.reports.when import nights
from geo.reports.when.rule_names import UNTIL_MORNING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reports.incidents.draft import Incident
    from geo.reports.what.pieces import Piece

SCENE_SENTENCES = 3  # a scene is set for what follows within so many sentences


def sets_scene(piece: Piece) -> bool:
    """Tell a sentence that says only where or when: "Monday afternoon cost him his windows"."""
    if piece.flags & {"habitual", "disaster", "recalled", "heading", "defence"} or piece.is_event:
        return False
    days = [w for w in piece.whens if w.kind == "window" and w.precision == "day"]
    return bool(days) or bool(piece.fine)


def is_set(piece: Piece, scene: Sequence[Piece]) -> bool:
    """Tell whether the sentences just before say where an event was."""
    near = [s for s in scene if 0 <= piece.sentence - s.sentence <= SCENE_SENTENCES]
    return any(told.fine for told in near)


def set_scene(incident: Incident, piece: Piece, scene: list[Piece]) -> None:
    """Give an incident that begins the day and place told just before it."""
    near = [s for s in scene if 0 <= piece.sentence - s.sentence <= SCENE_SENTENCES]
    if "headlined" in piece.flags:
        near = [s for s in near if s.block == piece.block]
    if piece.kind == "closure" or "bullet" in piece.flags or "recalled" in piece.flags:
        return
    when = piece.when
    if when is not None and when.precision != "day":
        return  # the toll of a month, or history
    for told in reversed(near):
        said = told.when
        if said is not None and when is not None and not said.meets(when.first, when.last):
            continue
        if said is not None and when is None and incident.first is None:
            incident.first, incident.last, incident.precision = (
                said.first,
                said.last,
                said.precision,
            )
            incident.reasons.append("the day told just before")
        if told.is_event:
            incident.shared.append(told)
        if not piece.places and not incident.places:
            incident.places += told.places
        elif piece.places:
            held = [p for p in told.places if any(is_same(p, q) for q in piece.places)]
            incident.places += held


def place_aside(piece: Piece, current: Incident | None) -> None:
    """Keep the places of a sentence that only describes where an incident was."""
    if current is None or piece.is_event or not piece.places or piece.flags & _NOT_THERE:
        return
    told = current.pieces[-1]
    if _is_list(piece) and told.block == piece.block:
        current.places += piece.places  # "An offensive has begun. Khost, Paktia, Kunar."
    elif related(piece.places, current.places) > 0:
        known = {id(p) for p in current.places}
        current.places += [p for p in piece.fine or piece.places if id(p) not in known]


def day_behind(piece: Piece, current: Incident | None) -> None:
    """Give an incident without a day the one that the next sentence says it was on."""
    when = piece.when
    if when is None or current is None or current.first is not None or when.kind != "window":
        return
    is_next = piece.sentence - current.pieces[-1].sentence == 1
    opening = piece.text.lower().lstrip(_MARKS)
    if is_next and ("it" in piece.flags or triggers.words(piece.words, "that_was").match(opening)):
        current.first, current.last, current.precision = when.first, when.last, when.precision
        current.reasons.append("the day told just behind")


def end_behind(piece: Piece, current: Incident | None) -> None:
    """Let what began on an evening last until the morning that a sentence behind it tells."""
    if current is None or current.kind == "closure":
        return
    is_near = piece.sentence - current.pieces[-1].sentence <= SCENE_SENTENCES
    for when in piece.whens:
        is_its_end = when.rule == UNTIL_MORNING and when.first == current.first == current.last
        if is_near and is_its_end and nights.patterns()["goes_on"].is_in(piece.text):
            current.last = when.last
            current.reasons.append("until the morning told behind")


_MARKS = " \t\n\"“‘'"  # before the first word of a sentence


_PLACES = 3  # so many names and hardly a word beside them are a list of places


def _is_list(piece: Piece) -> bool:
    """Tell a sentence that is nothing but names of places."""
    words = len(piece.text.split()) - sum(len(p.text.split()) for p in piece.places)
    return len(piece.places) >= _PLACES and words <= len(piece.places)


_LIKELY = 0.6  # so likely by the words around it that a name is where something happened


def place_strays(pieces: Sequence[Piece], incidents: Sequence[Incident]) -> None:
    """Give likely places that no incident took to the one told before them, or else behind.

    "The posts at A and B were attacked first", "they had begun a bunker on the hill of C": nothing
    in it begins an incident or goes on with one, and it says where.
    """
    told = [incident for incident in incidents if incident.kind != "closure"] or incidents
    for piece in pieces:
        likely = [place for place in piece.places if place.likely >= _LIKELY]
        is_another = "recalled" in piece.flags and bool(piece.claims)
        if not likely or is_another or piece.flags & _ELSEWHERE:
            continue
        taken = {place.name for incident in incidents for place in incident.places}
        fits = [incident for incident in told if incident.may_be_of(piece.when)]
        if "bullet" in piece.flags:  # "Kharlachi: open" says nothing of another item
            fits = [i for i in fits if any(p.block == piece.block for p in i.pieces)]
        before = [i for i in fits if i.pieces[0].start <= piece.start]
        for incident in before[-1:] or fits[:1]:
            incident.places += [place for place in likely if place.name not in taken]
            incident.reasons.append("places told beside it")


_NOT_THERE = frozenset({"habitual", "nothing"})
_ELSEWHERE = _NOT_THERE | {"custody", "disaster", "heading", "hypothetical", "unrelated"}
