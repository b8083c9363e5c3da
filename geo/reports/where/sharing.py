"""Reasons that names share with their neighbours, and names kept where nothing better is told."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from geo.reports.where.echoes import tells_anew
from geo.reports.where.rejects import holds

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
_TO = re.compile(r"[ \t]+(?:to|for|towards?)[ \t]+(?:the[ \t]+)?")
_WHERE = re.compile(r",?[ \t]+where\b")
_AND = re.compile(r",?[ \t]*(?:,|and|or)[ \t]*")


def share(document: Document, places: list[Place]) -> None:
    """Let what stands in a list, or holds a name, share its reason.

    "Relations between Kabul and Islamabad", "from Barikot in Naray district".
    """
    for left, right in itertools.pairwise(places):
        if left.reason not in _SHARED or right.reason or left.sentence != right.sentence:
            continue
        is_owner = document.text[left.end : right.start] in ("'s ", "’s ")
        if left.reason == "stands for a government" and is_owner:
            left.reason = ""  # "Kabul's Khair Khana"
            continue
        if left.reason in ("origin", "road") and _TO.fullmatch(
            document.text, left.end, right.start
        ):
            if _WHERE.match(document.text, right.end) is None:
                right.reason = "destination" if left.reason == "origin" else "road"
            continue
        if left.reason == "beside" and document.text[left.end : right.start].startswith(", in "):
            continue  # "12 km from X, in Y": where it is, not what it is beside
        is_held = bool(left.parents & {right.place_id}) or not left.level
        if _AND.fullmatch(document.text, left.end, right.start) or (
            is_held and holds(document.words).fullmatch(document.text, left.end, right.start)
        ):
            right.reason = left.reason


# "19 patients from X, all with splinter injuries": where they were hurt.
_HURT_FROM = re.compile(
    r"\b(?:patients?|wounded|injured|dead|bodies|casualties|victims?|guns?|shells?|families"
    r"|family|most"
    r"|were)\b[^.;]{0,40}$",
    re.IGNORECASE,
)


_UNITS = frozenset({"admin1", "admin2", "admin3"})


def keep_last(document: Document, places: list[Place]) -> None:
    """Keep where the hurt come from, or who tells of them, where no better place is named."""
    if any(not place.reason for place in places):
        return
    for place in places:
        is_theirs = place.reason in ("organisation", "seat of a speaker") and place.level in _UNITS
        if is_theirs and document.triggers[place.sentence]:
            place.reason = ""  # what its district's police tell of was in it
        before = document.text[max(0, place.start - 60) : place.start]
        is_home = place.reason == "origin" and _HURT_FROM.search(before) is not None
        if is_home and place.level not in ("country", "border"):
            place.reason = ""


def keep_neighbours(document: Document, places: list[Place]) -> None:
    """Keep a name that only says beside what it was, where its sentence has no better one.

    "Nineteen posts opposite Goshta were taken", "a mine on the road from Wana to Makin".
    """
    located = [place for place in places if not place.reason]
    for place in places:
        is_told = tells_anew(document, place.sentence)
        if place.reason not in ("beside", "road") or not is_told:
            continue
        # What holds it is no better place: "opposite Goshta, in Nangarhar".
        better = [
            other
            for other in located
            if other.sentence == place.sentence and other.place_id not in place.parents
        ]
        if not better:
            place.reason = ""


_OFFICIALS_IN = re.compile(
    r"\b(?:officials?|authorities|government|residents|sources|elders|office|police)[ \t]+in[ \t]+"
    r"(?:the[ \t]+)?(?:[a-z\-]+[ \t]+)*(?:province[ \t]+of[ \t]+)?$",
    re.IGNORECASE,
)


def keep_seats(document: Document, places: list[Place]) -> None:
    """Keep a speaker's province where what it speaks of lies in it.

    "Officials in Nangarhar said that Behsud was bombed" places the bombing in Nangarhar too.
    """
    inside = {
        place.admin1_pcode for place in places if not place.reason and place.level != "admin1"
    }
    for place in places:
        before = document.text[max(0, place.start - 60) : place.start]
        is_province = place.level == "admin1" and _OFFICIALS_IN.search(before) is not None
        if place.reason == "seat of a speaker" and is_province and place.admin1_pcode in inside:
            place.reason = ""
