"""Names beside an event that is not told anew: one referred to, recalled, or told as usual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.where import people
from geo.reports.where.surroundings import patterns

if TYPE_CHECKING:
    from geo.reports.documents.document import Document
    from geo.reports.where.surroundings import Around


def tells_anew(document: Document, number: int) -> bool:
    """Tell whether a sentence has an event word but for those that refer to an event told before.

    "Shops in X stayed shut after the attack" tells of nothing new; "the attack in X" says where
    it was.
    """
    kept = document.kept.setdefault(tells_anew, {})
    if number not in kept:
        kept[number] = _tells_anew(document, number)
    return bool(kept[number])


def _tells_anew(document: Document, number: int) -> bool:
    found = document.triggers[number]
    if not found:
        return False
    sentence = document.sentences[number]
    referred = patterns(document.words)["referred"]
    if not referred.is_in(document.text_of(sentence), document.scan, sentence.start):
        return True
    spans = [hit.span() for hit in referred.all_in(document.text, sentence.start, sentence.end)]
    return any(
        not any(start <= word.start and word.end <= end for start, end in spans) for word in found
    )


def is_beside_echo(a: Around) -> bool:
    """Tell what a sentence says of a place that only refers to what happened before.

    "Shops in X stayed shut after the attack": the event stands behind the name. Where it stands
    before, it may be the event that goes on: "The fighting spread to X".
    """
    if a.is_new or not a.is_violent or people.have_met(a):
        return False
    return a.has("echo", a.after) or a.stands("echo_before")


def is_recalled(a: Around) -> bool:
    """Tell where an event was that is recalled without its day: "in revenge for an attack in X".

    Or somebody's past: "a cleric who lost his hold on X".
    """
    if a.stands("made_name"):
        return True
    for name in ("recalled", "survived", "by_whom"):
        told = a.ending.find(name)
        if told is not None:  # a day before it is of what is told with it
            return not a.has("day", told[0] + a.after)
    return False


def is_usual(a: Around) -> bool:
    """Tell what is said to happen, now and then, or to have grown: "violence in X has risen"."""
    return (
        a.follows("grown") or a.stands("stepped_up") or (a.is_violent and a.follows("before_now"))
    )
