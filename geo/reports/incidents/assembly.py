"""Incidents put together from the pieces of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.incidents import belonging, dating, news, scenes, scoring, sums, tellers
from geo.reports.incidents.completing import complete
from geo.reports.incidents.draft import (
    Incident,
    has_day,
    is_history,
    related,
)
from geo.reports.incidents.roles import reported_period
from geo.reports.incidents.splitting import split
from geo.reports.who import verbs
from geo.reports.who.acts import (
    ANSWERED,
    ATTACKED,
    BEGAN,
    BLAMED,
    CROSSED,
    FROM_THEIR_SIDE,
    OWN_ANSWERED,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import When
    from geo.reports.what.pieces import Piece
    from geo.reports.who.actors import Actors


def assemble(document: Document, pieces: Sequence[Piece], actors: Actors) -> list[Incident]:
    """Put pieces together to incidents, in the order in which the report tells of them."""
    if news.is_quiet(pieces) or news.is_of_long_ago(document, pieces):
        return []
    is_open = news.is_reopening(document, pieces)
    incidents: list[Incident] = []
    current: Incident | None = None
    scene: list[Piece] = []
    over = news.shut_before(document, pieces)
    for piece in pieces:
        if _is_over(piece, over) or not _tells(piece):
            scenes.place_aside(piece, _placed(current, incidents))
            scenes.day_behind(piece, current)
            scenes.end_behind(piece, current)
            if current is not None and _says_who_acted(piece, current):
                current.shared.append(piece)
            if scenes.sets_scene(piece):
                scene.append(piece)
            continue
        piece.scene = scene
        chosen, why = _home(document, piece, incidents, current)
        if chosen is None:
            if current is not None and current.kind in _FIGHTS and _is_blame(piece):
                current.shared.append(piece)
                continue
            if _is_end(piece, incidents):
                continue
            if not _may_begin(piece) and not (piece.kind and scenes.is_set(piece, scene)):
                scene.append(piece)
                continue
            is_near = current is not None and current.kind != "closure"
            if current is not None and is_near and _is_faint(piece):
                if _is_around(piece, current):
                    current.places += piece.places
                continue
            chosen = Incident()
            is_by_itself = not piece.flags.isdisjoint({"headlined", "stamped"})
            _foresee(chosen, piece, None if is_by_itself else current)
            scenes.set_scene(chosen, piece, scene)
        if all(chosen is not incident for incident in incidents):
            incidents.append(chosen)
        chosen.add(piece, why)
        if chosen.kind != "closure" and not _is_behind_main(piece, current):
            current = chosen
    incidents = split(incidents)
    scenes.place_strays(pieces, incidents)
    if is_open:
        news.set_meanwhile(document, pieces, incidents)
    dating.set_only_day(document, pieces, incidents)
    period = reported_period(document, pieces, incidents)
    named = [place for piece in pieces for place in piece.places]
    return complete(document, incidents, actors, period, named)


def _is_over(piece: Piece, over: Sequence[Piece]) -> bool:
    """Tell a closure that is over, and the fight without a day for which the gate was shut."""
    if piece.kind == "closure":
        return any(piece is shut for shut in over)
    is_dated = piece.when is not None and piece.start <= piece.when.start < piece.end
    is_cause = not (is_dated or piece.claims)
    return is_cause and any(piece.sentence == shut.sentence for shut in over)


def _placed(current: Incident | None, incidents: Sequence[Incident]) -> Incident | None:
    """Return the last incident that has a place: "The gate was shut after a clash"."""
    if current is None or current.places:
        return current
    return next((incident for incident in reversed(incidents) if incident.places), current)


def _is_behind_main(piece: Piece, current: Incident | None) -> bool:
    """Tell "It was an answer to the raid of Thursday": the report goes on with the answer.

    So it does behind ", a day after bombers had struck X".
    """
    when = piece.when
    if current is not None and "recalled" in piece.flags:
        return current.pieces[-1].sentence == piece.sentence
    if current is None or piece.claims or when is None or "pronoun" not in piece.flags:
        return False
    return current.first is not None and when.last < current.first


_FIGHTS = frozenset({"clash", "shelling"})


def _says_who_began(piece: Piece) -> bool:
    """Tell "the others had started it": no event by itself, and it says who acted in one."""
    if any(act.rule == BLAMED for act in piece.acts):
        return not piece.flags & {"habitual", "recalled"}  # "blames Y for a surge in attacks"
    is_told = any(act.strength == BEGAN or act.rule in _OF_BEGINNING for act in piece.acts)
    return is_told or any(piece.tells("incidents", name) for name in tellers.DEFENDED)


def _says_who_acted(piece: Piece, current: Incident) -> bool:
    """Tell who began a fight, or "X's forces were aiming at the town", behind shells on it."""
    if current.kind in _FIGHTS and _says_who_began(piece):
        return True
    is_fire = current.kind in (*_FIGHTS, "air") and not piece.places and piece.when is None
    is_next = piece.sentence - current.pieces[-1].sentence <= 1
    if not (is_fire and is_next) or piece.flags & _NOT_TOLD:
        return False
    return any(act.strength >= ATTACKED and act.rule != FROM_THEIR_SIDE for act in piece.acts)


_NOT_TOLD = frozenset({"habitual", "recalled", "hypothetical", "unrelated"})
_OF_BEGINNING = frozenset({ANSWERED, OWN_ANSWERED, CROSSED, "provoked", "from", "held responsible"})


def _is_blame(piece: Piece) -> bool:
    """Tell "In Kabul a spokesman blamed the others for it", which is of what was told before."""
    return not piece.kind and not piece.claims and _says_who_began(piece)


def _foresee(incident: Incident, piece: Piece, current: Incident | None) -> None:
    """Let an event whose kind is left open be of the kind told just before."""
    if piece.kind:
        is_flown = piece.kind == "shelling" and current is not None and current.kind == "air"
        if is_flown and piece.tells("incidents", "missile"):
            incident.kind = "air"
        return
    when = piece.when
    incident.is_foreseen = True
    if _is_demolition(piece):
        incident.kind = "shelling"
    elif piece.tells("incidents", "strikes") and not piece.tells("pieces", "answered"):
        return  # where they were says whether only aircraft reach there
    elif piece.tells("incidents", "bombing") and not piece.tells("pieces", "answered"):
        return  # where it was says whether it was dropped
    elif piece.finds(verbs.listed(piece.words, "militants")) and (
        when is not None or current is None or current.kind in _BOMBS
    ):
        incident.kind = "clash"
    elif current is not None and current.kind in _BOMBS and piece.tells("incidents", "attacked"):
        incident.kind = "attack"  # "The same night a post was attacked in X"
    elif (
        current is not None
        and current.kind
        and current.may_be_of(when)
        and not _is_abroad(piece, current)
    ):
        incident.kind = current.kind
    elif piece.tells("incidents", "explosion"):
        return  # what the whole report tells of says what exploded
    elif any(c.victim_group not in _NO_FIGHTERS for c in piece.claims) or piece.finds(
        verbs.armed(piece.words)
    ):
        incident.kind = "clash"


_BOMBS = frozenset({"suicide", "ied", "grenade"})  # kinds of one event and no other
_NO_FIGHTERS = frozenset({"civilians", "unspecified"})


def _is_abroad(piece: Piece, incident: Incident) -> bool:
    """Tell what a report tells of on the other side of the line, on a day of its own."""
    here, there = ({p.country for p in of.places if p.country} for of in (piece, incident))
    return bool(here and there) and not here & there and piece.when is not None


def _is_demolition(piece: Piece) -> bool:
    return bool(piece.claims) and all(c.metric == "posts_destroyed" for c in piece.claims)


def _tells(piece: Piece) -> bool:
    flags = piece.flags
    if not piece.is_event or flags & {"disaster", "unrelated", "custody", "over"}:
        return False
    if flags & {"defence", "nothing"} and not piece.claims:
        return False
    if "hypothetical" in flags and not piece.claims:
        return False
    dated = piece.when is not None
    if "recalled" in flags and not dated and not (piece.claims and (piece.places or piece.kind)):
        return False
    is_item = "bullet" in flags and bool(piece.places)  # "Torkham: sporadic fire, one guard hurt"
    if "habitual" in flags and not (dated and (piece.places or piece.claims)):
        return is_item and bool(piece.claims)
    return "heading" not in flags or bool(piece.claims or (piece.kind and piece.places))


def _may_begin(piece: Piece) -> bool:
    if piece.kind == "closure":
        if piece.tells("incidents", "for_a_time"):
            return False
        is_gate = any(piece.tells("incidents", name) for name in ("gate", "it_shut"))
        return bool(piece.places) or piece.when is not None or is_gate
    if piece.flags & {"recalled", "aftermath"} and piece.when is None:
        return False
    if "arrest" in piece.flags or _is_echo(piece):
        return False
    if "aggregate" in piece.flags and piece.kind and piece.tells("incidents", "long_since"):
        return True
    return (
        # Families also leave for other reasons than fire.
        any(c.metric != "displaced" or piece.triggers for c in piece.claims)
        or (bool(piece.kind) and bool(piece.places or "lead" in piece.flags or piece.when))
        or (bool(piece.places) and len(piece.triggers) > 0)
    )


def _is_end(piece: Piece, incidents: Sequence[Incident]) -> bool:
    """Tell "Fire stops at Foo", where a fight was told of before."""
    is_bare = not piece.claims and piece.when is None and piece.tells("incidents", "stops")
    return is_bare and any(related(piece.places, incident.places) > 0 for incident in incidents)


def _is_echo(piece: Piece) -> bool:
    """Tell "following the clash", behind a gate that was shut: what was told before."""
    is_bare = "definite" in piece.flags and not piece.claims and piece.when is None
    is_bare &= not any(piece.start <= place.start < piece.end for place in piece.places)
    return is_bare and piece.tells("incidents", "since_then")


def _is_faint(piece: Piece) -> bool:
    """Tell a piece that names a place and tells too little of it for an incident of its own."""
    if piece.kind or piece.claims or piece.when is not None:
        return False
    return not piece.flags & {"bullet", "opens"}


def _is_around(piece: Piece, current: Incident) -> bool:
    """Tell places beside what was told: of its paragraph, behind the lead, or where it was."""
    told = current.pieces[-1]
    is_next = "lead" in told.flags and piece.sentence - told.sentence == 1
    return is_next or piece.block == told.block or related(piece.places, current.places) >= 0


def _home(
    document: Document,
    piece: Piece,
    incidents: Sequence[Incident],
    current: Incident | None,
) -> tuple[Incident | None, str]:
    """Find the incident that a piece goes on with; None where it begins one."""
    if piece.kind == "closure":
        return _closure_home(document, piece, incidents)
    if current is not None and _is_answer(piece, current):
        return current, "an answer to what was told"
    parts, clue = sums.summed(piece, incidents)
    if parts:
        is_more = current is not None and current.role == "aggregate"
        return current if is_more else sums.begin(piece, parts), f"a sum: {clue}"
    if _is_of_all(piece):
        total = next((i for i in incidents if belonging.is_total(i.pieces[0]) and not i.fine), None)
        if total is not None:
            return total, "what the days of a sum made of people"
    scene = next((i for i in incidents if has_day(i) and not is_history(i)), None)
    best, best_score = None, 0.0
    for number, incident in _near(incidents):
        if incident.kind == "closure":
            continue
        score = scoring.score(document, piece, incident, scene)
        score += 1.0 if incident is current else 0.02 * number
        if incident is current and "pronoun" in piece.flags and not piece.places:
            score += 1.5
        if score > best_score:
            best, best_score = incident, score
    if best is None:
        clues = belonging.clues(document, piece, current) if current is not None else ()
        parted = ", ".join(clue.name for clue in clues if clue.weight < 0)
        return None, f"begins: {parted or 'nothing before fits'}"
    return best, f"goes on (score {best_score:.1f})"


def _is_of_all(piece: Piece) -> bool:
    """Tell how many fled, of no day or place by itself, which is of all that was summed up."""
    if piece.kind or piece.when is not None or piece.fine:
        return False
    return bool(piece.claims) and all(c.metric == "displaced" for c in piece.claims)


# A report goes on with what it opens with, or with what it told of late: so many incidents.
_FIRST, _LATEST = 4, 8


def _near(incidents: Sequence[Incident]) -> Iterator[tuple[int, Incident]]:
    """Yield the incidents that a piece may go on with, so that time is linear in the text."""
    start = max(len(incidents) - _LATEST, _FIRST)
    yield from enumerate(incidents[:_FIRST])
    yield from enumerate(incidents[start:], start)


def _closure_home(
    document: Document, piece: Piece, incidents: Sequence[Incident]
) -> tuple[Incident | None, str]:
    for incident in incidents:
        if incident.kind != "closure":
            continue
        last, ours, theirs = incident.pieces[-1], piece.when, incident.pieces[-1].when
        if "row" in piece.flags & last.flags and piece.block != last.block:
            continue  # a row of a table is a gate by itself
        if "bullet" in piece.flags & last.flags and piece.block == last.block + 1:
            if (ours and ours.first) == (theirs and theirs.first):
                return incident, "gates of one list, shut at one time"
            continue
        if _are_long_apart(document, ours, theirs):
            continue
        if ours is None and piece.tells("incidents", "shut_too"):
            return incident, "shut like the gate told before"
        if related(piece.places, incident.places) >= 0:
            return incident, "the same closure"
    return None, "a closure begins"


_SHUT_AGAIN_DAYS = 30  # what was shut on a day so long before is another closure


def _are_long_apart(document: Document, one: When | None, other: When | None) -> bool:
    """Tell a gate that is shut today from one that a caption or the past tells of."""
    if one is not None and other is not None and "day" in (one.precision, other.precision):
        months = [w.last for w in (one, other) if w.precision != "day" and w.kind == "window"]
        days = [w.first for w in (one, other) if w.precision == "day"]
        if months and (days[0] - months[0]).days > 0:
            return True
    if any(when is not None and when.kind != "window" for when in (one, other)):
        return False
    first = one.first if one is not None else document.published
    second = other.first if other is not None else document.published
    return bool(first and second and abs((first - second).days) > _SHUT_AGAIN_DAYS)


def _is_answer(piece: Piece, current: Incident) -> bool:
    """Tell a denial of what was told, or the other side's fire in reply to it."""
    if "denial" in piece.flags:
        return related(piece.places, current.places) >= 0
    is_bare = not piece.places and piece.when is None
    return "reply" in piece.flags and is_bare and current.kind in ("clash", "shelling", "")
