"""Reasons that names share with their neighbours, and names kept where nothing better is told."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from geo.reports.documents.marks import UNITS
from geo.reports.where.echoes import tells_anew
from geo.reports.where.surroundings import patterns

if TYPE_CHECKING:
    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import Place

_SHARED = frozenset(
    {
        "origin",
        "destination",
        "beside",
        "seat of a speaker",
        "road",
        "talks",
        "stands for a government",
    }
)


LIKE = "named with another"  # the clue that gives a name the reason of its neighbour


def share(document: Document, places: list[Place]) -> None:
    """Let what stands in a list, or holds a name, share its reason.

    "Relations between Kabul and Islamabad", "from Barikot in Naray district".
    """
    said = patterns(document.words)
    for left, right in itertools.pairwise(places):
        gap = document.text[left.end : right.start]
        if right.reason == "organisation" and gap == " and " and not left.reason:
            before = document.text[max(0, left.start - 4) : left.start]
            if before.lower() == "the ":
                left.set_aside(right.reason, LIKE)
        if left.reason not in _SHARED or right.reason or left.sentence != right.sentence:
            continue
        is_owner = document.text[left.end : right.start] in ("'s ", "’s ")
        if left.reason == "stands for a government" and is_owner:
            left.keep()  # "Kabul's Khair Khana"
            continue
        if left.reason in ("origin", "road") and said["way_to"].search(
            document.text, left.end, right.start
        ):
            start = document.sentences[left.sentence].start
            is_aim = said["fired_at"].is_in(document.text[start : right.start])
            if not is_aim and said["where"].search(document.text, right.end) is None:
                right.set_aside("destination" if left.reason == "origin" else "road", LIKE)
            continue
        if left.reason == "road" and said["road"].search(document.text, left.end):
            continue  # "on the X road in Y": the road is of X, and is in Y
        if left.reason == "beside" and (gap.startswith(", in ") or _is_measured(document, left)):
            continue  # "12 km from X, in Y": where it is, not what it is beside
        is_held = bool(left.parents & {right.place_id}) or not left.level
        if said["listed"].search(document.text, left.end, right.start) or (
            is_held and said["holds"].search(document.text, left.end, right.start)
        ):
            right.set_aside(left.reason, LIKE)


def _is_measured(document: Document, place: Place) -> bool:
    """Tell what a distance is told from: it mostly lies in one unit with what lies there."""
    before = document.text[max(0, place.start - _BEFORE) : place.start]
    return patterns(document.words)["far_from"].search(before) is not None


def keep_last(document: Document, places: list[Place]) -> None:
    """Keep where the hurt come from, or who tells of them, where no better place is named."""
    if any(not place.reason for place in places):
        return
    said = patterns(document.words)
    for place in places:
        is_theirs = place.reason in ("organisation", "seat of a speaker") and place.level in UNITS
        is_theirs |= place.clue == "idle people"
        before = document.text[max(0, place.start - _BEFORE) : place.start]
        is_theirs |= (
            place.reason == "seat of a speaker" and said["police_of"].search(before) is not None
        )
        if is_theirs and document.triggers[place.sentence]:
            place.keep()  # what its people, or its district's police, tell of was in it
        is_home = place.reason == "origin" and said["hurt_from"].search(before) is not None
        if is_home and place.level not in ("country", "border"):
            place.keep()


def keep_neighbours(document: Document, places: list[Place]) -> None:
    """Keep a name that only says beside what it was, where its sentence has no better one.

    "Nineteen posts opposite Goshta were taken", "a mine on the road from Wana to Makin".
    """
    located = [place for place in places if not place.reason]
    for place in places:
        if place.reason not in ("beside", "road") or not tells_anew(document, place.sentence):
            continue
        # What holds it is no better place: "opposite Goshta, in Nangarhar".
        better = [
            other
            for other in located
            if other.sentence == place.sentence and other.place_id not in place.parents
        ]
        if not better:
            place.keep()


def keep_seats(document: Document, places: list[Place]) -> None:
    """Keep a speaker's province where what it speaks of, in the same sentence, lies in it.

    "Officials in Nangarhar said that Behsud was bombed" places the bombing in Nangarhar too; so
    does "In Nangarhar, officials said that Behsud was bombed".
    """
    said = patterns(document.words)
    inside = {
        (place.sentence, unit)
        for place in places
        if not place.reason
        for unit in place.parents - {place.place_id}
    }
    for place in places:
        if place.reason != "seat of a speaker" or place.level not in ("admin1", "admin2"):
            continue
        start = max(document.sentences[place.sentence].start, place.start - _BEFORE)
        before = document.text[start : place.start]
        is_told = said["officials_in"].search(before) is not None
        if not is_told and said["opening"].search(before) is not None:
            is_told = said["chief"].search(document.text, place.end) is not None
        if is_told and (place.sentence, place.place_id) in inside:
            place.keep()


_BEFORE = 60  # characters before a name
