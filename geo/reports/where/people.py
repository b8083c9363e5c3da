"""Names behind people: those who tell of something, and those to whom nothing happens there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.reports.where.surroundings import Around


def have_met(a: Around) -> bool:
    """Tell "residents of X heard explosions", "five people in X were killed": it was there."""
    if a.is_new and a.follows("locals"):
        return True
    lead = _lead(a)
    if lead is None:
        return False
    is_told = a.is_new and (a.is_violence(lead) or a.is_violence(a.after.lower()))
    return is_told or a.has("heard", a.sentence) or a.has("there", a.after)


def are_idle(a: Around) -> bool:
    """Tell where people are of whom nothing violent is told: "people in X fear for the summer".

    It would stand before them in their clause ("killed five people in X"), or behind the name.
    """
    lead = _lead(a)
    if lead is not None and a.follows("have_met"):
        return True
    return lead is not None and not any(
        a.is_violence(told) or a.has("heard", told) for told in (lead, _own_clause(a).lower())
    )


def _own_clause(a: Around) -> str:
    """Return what stands behind a name, without a clause that has a place of its own.

    "Traders in X lost money as the gate at Y was shut".
    """
    stop = a.said["next_clause"].search(a.after)
    is_elsewhere = stop is not None and a.has("somewhere", a.after[stop.end() :])
    return a.after[: stop.start()] if stop and is_elsewhere else a.after


def _lead(a: Around) -> str | None:
    """Return what stands before people in their clause, in lower case; None where none stand."""
    found = a.ending.find("people_of") or a.ending.find("one_of")
    if found is None:
        return None
    before = a.before[: found.start()].lower()
    breaks = [match.end() for match in a.said["clause"].all_in(before)]
    return before[breaks[-1] :] if breaks else before


def have_told_in(a: Around) -> bool:
    """Tell where somebody spoke: "he told reporters in X", "the coalition said in X that"."""
    return a.stands("spoke_in") or a.follows("that")


def are_telling(a: Around) -> bool:
    """Tell the seat of somebody who speaks: "officials in X say", "according to a doctor in X"."""
    if a.is_seat and a.after.startswith(":") and a.stands("somebody_in"):
        return True
    if a.stands("tells_behind") and a.follows("added"):
        return True  # "shells fell on Foo, an elder in X said"
    if a.is_opening and ((a.is_seat and _is_said(a)) or a.follows("chief")):
        return True
    if (a.is_seat and have_met(a)) or (a.is_violent and a.follows("told_there")):
        return False
    if a.stands("speaks_for") or _is_source(a):
        return True
    if a.stands("seat_hit", "thing_in"):
        return False
    if a.follows("other_said") and a.is_violence(a.clause):
        return False
    tells = a.ending.find("tellers")
    if tells is None or a.has("hurting", a.before[: tells.start()]):
        return False  # "A strike killed a commander in X, police said": somebody else speaks
    return a.is_seat or _is_said(a)


def _is_source(a: Around) -> bool:
    """Tell the end of "Defence ministry, X", of a line or a cell."""
    return a.stands("body_at") and a.after.lstrip(" .")[:1] in ("", "|", ")", "]", "\n")


def _is_said(a: Around) -> bool:
    return a.follows("said") or a.stands("says")
