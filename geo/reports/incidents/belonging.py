"""What words and layout say of a part of a report: that it is of an incident, or of another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.reports.attribution import stories
from geo.reports.documents.marks import HARM, POINTLESS, harm
from geo.reports.incidents.draft import Incident, has_day, related
from geo.reports.incidents.scenes import SCENE_SENTENCES
from geo.reports.language import wording
from geo.reports.when.rule_names import THAT_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geo.reports.documents.document import Document
    from geo.reports.what.pieces import Piece


# What kinds may be told of one event: artillery in a battle, a bomb in an ambush.
NEAR_KINDS = {
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


class Clue(NamedTuple):
    """A clue: its name, what it weighs, and when it holds of a piece and an incident before it."""

    name: str
    weight: float
    holds: Callable[[Document, Piece, Incident], bool]


def clues(document: Document, piece: Piece, incident: Incident) -> Iterator[Clue]:
    """Yield the clues that hold; below 0 they say that a piece is of another incident."""
    return (clue for clue in CLUES if clue.holds(document, piece, incident))


def _hit_instead(_: Document, piece: Piece, incident: Incident) -> bool:
    """Tell what one who denies says was hit instead."""
    told = incident.pieces[-1]
    return "denial" in told.flags and told.block == piece.block and not piece.claims


def _definite(_: Document, piece: Piece, incident: Incident) -> bool:
    """Tell "the attack", of which no dead are told; in another paragraph none of its own.

    There it is another one with a place or a day of its own: "Monday's clash in Foo".
    """
    if "definite" not in piece.flags or any(c.metric == "killed" for c in piece.claims):
        return False
    if piece.block == incident.pieces[-1].block:
        return True
    when, first, last = piece.when, incident.first, incident.last
    is_then = when is None or first is None or last is None or when.meets(first, last)
    return is_then and related(piece.places, incident.places) >= 0


def _definite_of_day(_: Document, piece: Piece, incident: Incident) -> bool:
    """Tell "Monday's assault" of what a report said to be of Monday."""
    when = piece.when
    if "definite" not in piece.flags or when is None or not has_day(incident):
        return False
    return incident.first == when.first and incident.last == when.last


def _sums_up(_: Document, piece: Piece, incident: Incident) -> bool:
    """Tell "All told, 45 died in the three operations", and not "the total number is 46" of 46."""
    is_apart = piece.block != incident.pieces[-1].block and "aggregate" in piece.flags
    is_apart = is_apart and bool(piece.claims) and piece.tells("incidents", "sums_up")
    told = {(c.metric, c.count_min, c.count_max) for c in incident.claims}
    return is_apart and told.isdisjoint((c.metric, c.count_min, c.count_max) for c in piece.claims)


def _behind_sum(_: Document, piece: Piece, incident: Incident) -> bool:
    """Tell what a paragraph of a place of its own tells behind "In all, 45 died"."""
    first = incident.pieces[0]
    is_sum = "aggregate" in first.flags and first.tells("incidents", "sums_up")
    is_own = piece.block != incident.pieces[-1].block and bool(piece.places and piece.kind)
    return is_sum and is_own and not incident.places


def _of_own_scene(_: Document, piece: Piece, incident: Incident) -> bool:
    """Tell what goes on with the place that its own paragraph has just set.

    "On Monday troops hunted men in Foo. Four were killed" is not of what was told of Bar before.
    """
    told = incident.pieces[-1]
    if piece.places or piece.when is not None or told.block == piece.block:
        return False
    own = [s for s in piece.scene if s.block == piece.block and s.sentence > told.sentence]
    near = [s for s in own if piece.sentence - s.sentence <= SCENE_SENTENCES]
    return any(s.fine and related(s.places, incident.places) < 0 for s in near)


def _of_long(_: Document, piece: Piece, __: Incident) -> bool:
    """Tell "Since the beginning of the year 4,000 shells have fallen"."""
    return "aggregate" in piece.flags and piece.tells("incidents", "long_since")


def _sum_of_list(_: Document, piece: Piece, __: Incident) -> bool:
    return {"aggregate", "bullet"} <= piece.flags and bool(piece.claims)


def _one_of_sum(_: Document, piece: Piece, incident: Incident) -> bool:
    """Tell an event at a place of its own from the sum with which a report opens."""
    is_sum = is_total(incident.pieces[0]) and bool(incident.claims)
    return is_sum and bool(piece.fine and piece.claims) and not incident.fine


_TOTAL_DAYS = 2  # what was counted from one day to another so much later, or longer


def is_total(piece: Piece) -> bool:
    """Tell a sum of several events: by its words, or by the days over which it was counted."""
    if "aggregate" in piece.flags:
        return True
    when = piece.when
    is_long = when is not None and when.kind == "window" and when.precision == "day"
    is_long = is_long and when is not None and (when.last - when.first).days >= _TOTAL_DAYS
    return is_long and any(c.metric in HARM for c in piece.claims)


def _sums_days(_: Document, piece: Piece, incident: Incident) -> bool:
    """Tell "in the last four days 88 have been killed" from the 17 of one of them."""
    when = piece.when
    if when is None or when.kind != "period" or incident.first is None or incident.last is None:
        return False
    most: dict[str, int] = {}
    for claim in incident.claims:
        most[claim.metric] = max(most.get(claim.metric, 0), claim.count_min or 0)
    told = [(claim.count_min or 0, most.get(claim.metric, 0)) for claim in piece.claims]
    return any(count > before > 0 for count, before in told)


FROM_THE_AIR = frozenset({"air", "shelling"})


def _hits_others(_: Document, piece: Piece, incident: Incident) -> bool:
    """Tell fire on people of a place from a fight of armies along the whole line.

    "Operations along the line killed 55 soldiers. In Foo rocket fire wounded 13 civilians".
    """
    if piece.kind not in FROM_THE_AIR or incident.kind in FROM_THE_AIR:
        return False
    groups, told = ({c.victim_group for c in harm(of.claims)} for of in (piece, incident))
    is_placed = any(p.level not in POINTLESS for p in piece.places)
    is_of_line = all(p.level in POINTLESS for p in incident.places)
    return is_placed and is_of_line and groups == {"civilians"} and bool(told) and not groups & told


def _under_headline(_: Document, piece: Piece, incident: Incident) -> bool:
    """Tell sentences under one headline, which are together."""
    return "headlined" in piece.flags and _is_of_block(piece, incident)


def _under_another(_: Document, piece: Piece, incident: Incident) -> bool:
    """Tell what stands under another headline, unless nothing there says where or when it was."""
    is_other = "headlined" in piece.flags and not _is_of_block(piece, incident)
    return is_other and ("unplaced" not in piece.flags or piece.kind not in ("", incident.kind))


def _is_of_block(piece: Piece, incident: Incident) -> bool:
    return any(told.block == piece.block for told in incident.pieces)


def _is_item(piece: Piece, incident: Incident) -> bool:
    """Tell an item of a list; a post of a timeline goes on with what was told before.

    Not one of another kind at a name of its own: "12:30 Shots at Foo. 13:10 Shells hit Bar".
    """
    is_item = "bullet" in piece.flags and "told over" not in piece.flags
    if "stamped" in piece.flags:
        is_other = piece.kind not in ("", incident.kind) and _is_elsewhere(piece, incident)
        is_item &= bool(piece.places) and (is_other or related(piece.places, incident.places) <= 0)
    is_item = is_item and (bool(piece.places) or not incident.places)
    return is_item and not _goes_on_with_tally(piece, incident)


_COUNT_WORDS = 8  # "242 checkposts destroyed", "up to 30 vehicles set on fire"


def _is_bare_count(piece: Piece) -> bool:
    is_bare = "bullet" in piece.flags and not (piece.kind or piece.places or piece.whens)
    return is_bare and bool(piece.claims) and len(piece.text.split()) <= _COUNT_WORDS


def _goes_on_with_tally(piece: Piece, incident: Incident) -> bool:
    told = incident.pieces[-1]
    return piece.block - told.block == 1 and _is_bare_count(piece) and _is_bare_count(told)


_SPOTS = frozenset({"place", "crossing"})


def _is_elsewhere(piece: Piece, incident: Incident) -> bool:
    """Tell an item with names of its own, none of which was told: two posts of one district."""
    names = {place.place_id for place in piece.places if place.level in _SPOTS}
    told = {place.place_id for place in incident.places if place.level in _SPOTS}
    said = {place.name for place in incident.places}
    is_said = any(place.name in said for place in piece.places if place.level in _SPOTS)
    return bool(names and told) and not (names & told or is_said)


def _item(_: Document, piece: Piece, incident: Incident) -> bool:
    return _is_item(piece, incident) and not _is_elsewhere(piece, incident)


def _item_elsewhere(_: Document, piece: Piece, incident: Incident) -> bool:
    return _is_item(piece, incident) and _is_elsewhere(piece, incident)


def _listed(document: Document, piece: Piece, incident: Incident) -> bool:
    """Tell what another item of a list goes on with."""
    is_other = piece.block != incident.pieces[-1].block and not _is_item(piece, incident)
    return is_other and document.blocks[piece.block].is_item and bool(piece.places)


def _another(_: Document, piece: Piece, __: Incident) -> bool:
    """Tell "In a separate operation two more were killed"."""
    return "another" in piece.flags and bool(piece.claims or piece.places)


def _opens_elsewhere(_: Document, piece: Piece, incident: Incident) -> bool:
    """Tell "Separately, troops fought militants in Foo": another kind, or dead at another name."""
    if "opens" not in piece.flags or not piece.places:
        return False
    names = {place.name for place in incident.places}
    is_new = any(harm(piece.claims)) and names.isdisjoint(place.name for place in piece.places)
    return piece.kind not in ("", incident.kind) or (bool(piece.triggers and names) and is_new)


def _opens(document: Document, piece: Piece, incident: Incident) -> bool:
    if "opens" not in piece.flags or not (piece.kind or piece.places):
        return False
    is_told = not incident.pieces[0].tells("incidents", "several")  # "A second bomb" of two
    return is_told and not _opens_elsewhere(document, piece, incident)


def _at_another_hour(_: Document, piece: Piece, incident: Incident) -> bool:
    """Tell "Three hours later a shell hit a house", "in the evening" of what was in the morning.

    Both have dead or hurt of their own, and are of two kinds.
    """
    is_other = (
        bool(piece.kind) and incident.kind not in ("", piece.kind) and any(harm(piece.claims))
    )
    if not is_other or not any(harm(incident.claims)):
        return False
    if piece.tells("incidents", "hours_later"):
        return True
    ours = _hours([piece])
    theirs = _hours(incident.pieces) if ours else ours
    return bool(theirs) and not ours & theirs


def _hours(pieces: Sequence[Piece]) -> set[str]:
    """Return the hours of the day that are told: "in the morning"."""
    return {
        hour.group().lower().split()[-1]
        for piece in pieces
        if piece.tells("incidents", "hour")
        for hour in piece.each(wording.of(piece.words, "incidents")["hour"])
    }


def _a_second(_: Document, piece: Piece, incident: Incident) -> bool:
    """Tell "A second blast killed two", unless two were told of from the start."""
    is_second = (
        any(harm(piece.claims))
        and any(harm(incident.claims))
        and piece.tells("incidents", "a_second")
    )
    return is_second and not incident.pieces[0].tells("incidents", "several")


def _only_before(_: Document, piece: Piece, incident: Incident) -> bool:
    """Tell "hours after a bomb had killed two": what went before, of another kind, with dead."""
    is_other = (
        bool(piece.kind) and incident.kind not in ("", piece.kind) and any(harm(piece.claims))
    )
    return is_other and "recalled" in piece.flags and "recalled" not in incident.pieces[-1].flags


def _of_its_own_kind(_: Document, piece: Piece, incident: Incident) -> bool:
    """Tell a paragraph's own kind with dead of its own: a bomber in Foo, after shells on Bar."""
    if not piece.kind or piece.block == incident.pieces[-1].block:
        return False
    kinds = frozenset({piece.kind, incident.kind})
    is_other = incident.kind not in ("", piece.kind) and kinds not in NEAR_KINDS | {FROM_THE_AIR}
    return is_other and any(harm(piece.claims)) and any(harm(incident.claims))


def _elsewhere_that_day(_: Document, piece: Piece, incident: Incident) -> bool:
    """Tell "The same night a post was attacked in Bar", behind what was told of Foo."""
    when = piece.when
    if when is None or when.rule != THAT_DAY or not (piece.triggers and piece.fine):
        return False
    is_opening = not piece.text[: when.start - piece.start].strip()
    return is_opening and related(piece.places, incident.places) < 0


def _own_story(document: Document, piece: Piece, incident: Incident) -> bool:
    """Tell what a paragraph of a day and a place of its own tells of its dead, across the line."""
    is_own = piece.block in stories.opened(document) and bool(piece.fine)
    if not is_own or not any(harm(piece.claims)):
        return False
    is_before = all(told.block < piece.block for told in incident.pieces)
    return is_before and related(piece.places, incident.places) < 0


CLUES = (
    Clue("what was hit instead", 4.0, _hit_instead),
    Clue("the event that was told", 1.5, _definite),
    Clue("the event of that day", 1.5, _definite_of_day),
    Clue("under the same headline", 1.5, _under_headline),
    Clue("under another headline", -6.0, _under_another),
    Clue("sums up", -6.0, _sums_up),
    Clue("behind a sum", -6.0, _behind_sum),
    Clue("of a place just told", -4.0, _of_own_scene),
    Clue("of a long time", -6.0, _of_long),
    Clue("the sum of a list", -6.0, _sum_of_list),
    Clue("one of a sum", -4.0, _one_of_sum),
    Clue("the sum of some days", -6.0, _sums_days),
    Clue("others were hit", -4.0, _hits_others),
    Clue("elsewhere on that day", -2.0, _elsewhere_that_day),
    Clue("a story of its own", -4.0, _own_story),
    Clue("an item", -4.0, _item),
    Clue("an item with names of its own", -6.0, _item_elsewhere),
    Clue("of another item", -3.0, _listed),
    Clue("said to be another", -4.0, _another),
    Clue("begins elsewhere", -6.0, _opens_elsewhere),
    Clue("begins anew", -1.5, _opens),
    Clue("at another hour", -4.0, _at_another_hour),
    Clue("a second one", -6.0, _a_second),
    Clue("what went before", -5.0, _only_before),
    Clue("of a kind of its own", -2.0, _of_its_own_kind),
)
