"""Who began a fight of two armies, by what its report and the men of both say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reports.who.acts import BEGAN

if TYPE_CHECKING:
    from geo.reports.incidents.cases import Case


def beginner(case: Case) -> str | None:
    """Return the army that began, by all that is said against either.

    Against an army counts that it is said to have begun, or to have attacked otherwise than in
    answer; and that the other's men say that they only answered, but for what it built.

    Returns
    -------
    Its side; empty where something is said against both, or nobody knows; None where nothing is
    said against either.
    """
    if case.tells_anywhere("disputed"):
        return ""
    attacked = case.states & (case.openers | set(case.of(BEGAN)))
    against = case.states & case.charged if case.charged & attacked else set()
    if against or case.names_both:
        # What was built may be what the other side says that it answered.
        answered = {case.actors.across(side) for side in case.answered}
        against = against | (answered - case.provoked)
    if case.provoked - against:
        return "" if against or case.answered else None  # who began to build was shot at
    if len(against) == 1:
        return next(iter(against))
    return "" if against else None
