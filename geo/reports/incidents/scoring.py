"""How likely a piece of a report tells of an incident: by kind, place, time and layout."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from geo.reports.documents.marks import HARM, harm
from geo.reports.incidents import belonging, sides
from geo.reports.incidents.draft import (
    Incident,
    face_each_other,
    is_history,
    lie_near,
    related,
)
from geo.reports.when.pairs import goes_on
from geo.reports.when.rule_names import THAT_DAY

if TYPE_CHECKING:
    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import Claim, When
    from geo.reports.what.pieces import Piece

_TOLD_DAYS = 7  # what is told without a day may have been so long before the news
_VAGUE_DAYS = 5  # a window of more days says little of when


def score(document: Document, piece: Piece, incident: Incident, scene: Incident | None) -> float:
    """Weigh what speaks for and against a piece being of an incident; above 0 it may be."""
    score = 0.5 + _score_kind(piece, incident) + _score_place(piece, incident)
    score += _score_time(document, piece, incident, scene)
    return score + sum(clue.weight for clue in belonging.clues(document, piece, incident))


_BY_MEANS = 1.0


def _score_kind(piece: Piece, incident: Incident) -> float:
    score = -2.0 if piece.kind and _acts(piece, incident) < 0 else 0.0
    if not piece.kind or not incident.kind:
        return score
    if piece.kind == incident.kind:
        return score + 1.5
    if piece.triggers and not any(t.kind for t in piece.triggers):
        return score - _BY_MEANS  # only a weapon is named: two of their drones in a battle
    kinds = frozenset({piece.kind, incident.kind})
    if kinds == belonging.FROM_THE_AIR and piece.tells("incidents", "missile"):
        return score + 0.5  # "The drone's missiles hit a vehicle"
    return score - (0.3 if kinds in belonging.NEAR_KINDS else 3.0)


def _score_time(
    document: Document, piece: Piece, incident: Incident, scene: Incident | None
) -> float:
    # What has no day of its own is of the day of the news.
    first, last = incident.first, incident.last
    if first is None or last is None:
        first = last = document.published
        if scene is not None and scene.first is not None and first is not None:
            first = min(scene.first, first)
    when = piece.when
    if when is None:
        if _is_under_another_day(piece, incident):
            return -5.0
        is_back = is_history(incident) and piece.block != incident.pieces[-1].block
        # The report comes back to the news.
        return 0.0 if not is_back else -4.0 if "recalled" in incident.pieces[0].flags else -2.0
    if first is None or last is None:
        return 0.0
    if when.meets(first, last):
        if when.first != first and _is_under_another_day(piece, incident):
            return -5.0  # nights that meet, each under its own day
        days = (last - first).days, (when.last - when.first).days
        if days[0] > _VAGUE_DAYS > days[1] and piece.claims and incident.claims:
            return -3.0  # one event of a period of which a sum was told
        is_wide = when.precision != "day" or (when.last - when.first).days > _VAGUE_DAYS
        is_lead = incident.first is None and "lead" in piece.flags
        toll_of_month = -4.0 if piece.claims and incident.claims else -2.0
        return 1.0 if not is_wide or is_lead else toll_of_month
    if when.first == last + _ONE and goes_on(piece.text.lower()) and not any(harm(piece.claims)):
        return 1.0  # "Sporadic shooting went on into Sunday"
    if piece.kind == incident.kind and incident.begun_before(piece, when):
        return 1.0
    if any(w.kind == "period" and _holds(w, when) for w in incident.pieces[0].whens):
        return 1.0  # "over the past two days", of which one is told by itself
    if incident.first is None and 0 < (first - when.last).days <= _TOLD_DAYS:
        told = _score_told_later(piece, when, incident)
        if told:
            return told
    return -5.0 if when.rule != THAT_DAY else 0.0


def _score_told_later(piece: Piece, when: When, incident: Incident) -> float:
    """Weigh whether a day is that of what was told without one; 0 says nothing.

    "The attacks took place on Thursday" is, "185 were killed since it began on 26 May" is not.
    """
    if when.kind in ("begun", "since") and piece.claims:
        return 0.0
    if (piece.flags | incident.pieces[0].flags) & {"definite", "it"}:
        return 1.0
    return 0.5 if _goes_on_with_lead(piece, incident) else 0.0


_ONE = timedelta(days=1)


def _holds(period: When, when: When) -> bool:
    return period.first <= when.first and when.last <= period.last


_LEAD_SENTENCES = 3  # a report says when its news was in so many sentences


def _goes_on_with_lead(piece: Piece, incident: Incident) -> bool:
    """Tell the sentences that say when and where what a report opens with was."""
    if incident.pieces[0].sentence > 1:
        return False
    if piece.flags & {"opens", "recalled", "bullet"} or incident.pieces[0].flags & {"bullet"}:
        return False
    relation = related(piece.places, incident.places)
    # It is told at greater length where its place is named again and the same side acts.
    is_retold = relation > 0 and sides.stated(piece) == sides.stated(incident.pieces[0]) != ""
    if piece.sentence > _LEAD_SENTENCES and (not is_retold or piece.claims):
        return False
    if not _may_be_one_toll(piece, incident) or piece.tells("incidents", "one_by_one"):
        return False
    kinds = frozenset({piece.kind or incident.kind, incident.kind or is_retold * piece.kind})
    is_alike = len(kinds) == 1 or kinds == belonging.FROM_THE_AIR or kinds in belonging.NEAR_KINDS
    return is_alike and relation >= 0


def _may_be_one_toll(piece: Piece, incident: Incident) -> bool:
    """Tell whether the dead of a piece may be those of an incident."""
    dead, told = ([c for c in of.claims if c.metric == "killed"] for of in (piece, incident))
    return not dead or not told or max(map(_least, dead)) == max(map(_least, told))


def _least(claim: Claim) -> int:
    return claim.count_min or 0


def _is_under_another_day(piece: Piece, incident: Incident) -> bool:
    """Tell a piece that stands under the heading of another day than an incident's."""
    if piece.header is None or piece.block == incident.pieces[-1].block:
        return False
    told = incident.pieces[-1].header
    if told is not None:
        return told.first != piece.header.first
    first, last = incident.first, incident.last
    return first is not None and last is not None and not first <= piece.header.first <= last


def _score_place(piece: Piece, incident: Incident) -> float:
    relation = related(piece.places, incident.places)
    if relation >= 0:
        return 2.0 * relation
    if _is_course(piece, incident):
        return 0.0
    if _is_other_end(piece, incident):
        return 0.5
    has_own = any(c.metric in HARM for c in piece.claims)
    had_own = any(c.metric in HARM for c in incident.claims)
    if has_own and not had_own and _is_lead_only(piece, incident):
        return 0.3  # the villages of the place that the report opens with
    score = -4.0 if has_own or (had_own and piece.kind) else -1.2
    if piece.block != incident.pieces[-1].block and piece.kind != incident.kind:
        score -= 1.5
    return score


def _is_course(piece: Piece, incident: Incident) -> bool:
    """Tell "The firing began in Foo" of the fight just told."""
    is_bare = not piece.claims and piece.when is None
    is_fight = incident.kind in _FIGHTS and piece.kind in ("", *_FIGHTS)
    is_next = 0 <= piece.sentence - incident.pieces[-1].sentence <= 1
    return is_bare and is_fight and is_next and piece.tells("incidents", "course")


_FIGHTS = ("clash", "shelling")


def _is_lead_only(piece: Piece, incident: Incident) -> bool:
    """Tell what follows the first sentence of a report, at places around those it names."""
    told = incident.pieces[-1]
    is_next = len(incident.pieces) == 1 and piece.sentence - told.sentence == 1
    is_alike = is_next and "lead" in told.flags and piece.kind in ("", incident.kind)
    return is_alike and lie_near(piece.places, incident.places)


def _is_other_end(piece: Piece, incident: Incident) -> bool:
    """Tell one exchange of fire told from the other side of the line, where shells came down."""
    kinds = (piece.kind or "clash", incident.kind)
    is_fight = kinds in (("clash", "clash"), ("shelling", "clash"))
    return is_fight and face_each_other(piece.places, incident.places)


def _acts(piece: Piece, incident: Incident) -> int:
    """Tell whether another side acts in a piece than in an incident."""
    if piece.kind not in ("air", "shelling") or incident.kind not in ("air", "shelling", "clash"):
        return 0
    if incident.kind == "clash" and not (piece.places and piece.claims):
        return 0
    one, other = sides.stated(piece), [sides.stated(p) for p in incident.pieces[:3]]
    known = [side for side in other if side]
    return -1 if one and known and one not in known else 0
