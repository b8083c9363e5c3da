"""How likely two incidents are one: by place, window, type, sides and the figures both have.

A likeness is a weighted mean of five parts from 0 to 1, and 0 where something forbids that the two
are one: windows apart, types that are never told of one event, or that one side tells with other
victims, another side acting alone, a report or a source that tells them apart, a tally and a single
event. What place and day leave open, figures may settle: one statement is told by several reports.
The weights and the threshold were chosen on the bundled sample and on reports written for the
tests, the rest on articles about a few nights.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.errors import InputError
from geo.linking import kinds
from geo.linking.incidents import LOOSE_WINDOW, PERIOD_DAYS, SAME_BEGIN
from geo.linking.places import IN_PROVINCE, INSIDE, SAME_VAGUE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.linking.incidents import Incidents

    Numbers = NDArray[np.int64]
    Reals = NDArray[np.float64]

THRESHOLD = 0.6
_PLACE, _TIME, _TYPE, _SIDES, _FIGURES = 0.40, 0.25, 0.15, 0.10, 0.10
_LEAST_PLACE = 0.15
_BESIDE_PLACE = 0.35  # of two that are not alike, but may both be what a third tells
# Tenths of the figures that two share: enough for windows that only just meet; in the mouth of one
# side, for a type that is not the same, for two of one report, for no place, and for other places.
_OF_DAYS, _OF_TYPE, _OF_REPORT, _OF_NO_PLACE, _OF_PLACES = 6, 10, 10, 15, 20
_STEP = 1_000_000  # pairs scored in one go


@dataclass(frozen=True)
class Options:
    """What may be linked.

    Attributes
    ----------
    days
        Windows so many days apart may still be one, where figures agree.
    km
        Points so many kilometres apart may still be one place.

    Raises
    ------
    InputError
        One of them is less than none, or no number.
    """

    days: int = 1
    km: float = 15.0

    def __post_init__(self) -> None:
        """Refuse what is no distance."""
        for name, value in (("days", self.days), ("km", self.km)):
            if not 0 <= value < np.inf:
                raise InputError(
                    "no distance to link by", value=value, expected=f"{name} of 0 or more"
                )


def likeness(known: Incidents, one: Numbers, other: Numbers, options: Options) -> Reals:
    """Score pairs that `may_be_one`; 0 where the two are not one.

    Parameters
    ----------
    known
        All incidents.
    one, other
        Their numbers, in pairs.
    options
        How far apart two may be.
    """
    parts = [
        _likeness(known, one[at : at + _STEP], other[at : at + _STEP], options)
        for at in range(0, len(one), _STEP)
    ]
    return np.concatenate([np.zeros(0), *parts])


def _likeness(known: Incidents, one: Numbers, other: Numbers, options: Options) -> Reals:
    place = known.place_likeness(one, other, options.km)
    window = known.window(one, other, options.days)
    kind = known.types_go_together(one, other)
    same_side, are_read = known.same_side_acts(one, other), known.are_read(one, other)
    agreed, repeated = known.figures.agreement(one, other), known.figures.repetition(one, other)

    nowhere = are_read & known.places.are_nowhere(one, other)
    scattered = are_read & known.places.are_vague(one, other) & (place < _LEAST_PLACE) & ~nowhere
    on_line = known.places.share_line(one, other) & (place < SAME_VAGUE)
    place = np.where(on_line | nowhere | scattered, SAME_VAGUE, place)
    sides = np.select([same_side, known.sides_differ(one, other)], [1.0, 0.3], 0.5)
    figures = np.minimum(agreed, 10) / 10
    score = _PLACE * place + _TIME * window + _TYPE * kind + _SIDES * sides + _FIGURES * figures

    is_one = (place >= _LEAST_PLACE) & (score >= THRESHOLD)
    loose = (window <= LOOSE_WINDOW) | (known.is_tally[one] & known.is_tally[other])
    loose |= on_line & ~known.places.name_one_line(one, other)
    is_one &= ~loose | (agreed >= _OF_DAYS)
    is_one &= (kind != kinds.BESIDE) | (agreed > 0)
    is_one &= (kind != kinds.FAR) | (are_read & (place >= INSIDE) & (repeated >= _OF_TYPE))
    said = np.where(same_side & (kind == kinds.SAME), agreed, repeated)
    is_one &= ~known.differ_in_kind(one, other)
    is_one &= ~nowhere | (said >= _OF_NO_PLACE)
    is_one &= ~scattered | (repeated >= _OF_PLACES)
    # who tells two tells them apart, but for what is told again: a headline and its sentence
    again = are_read & (repeated >= _OF_REPORT) & (place >= IN_PROVINCE) & (kind == kinds.SAME)
    is_one &= ~known.are_of_one_report(one, other) | again
    return np.where(is_one, score.round(3), 0.0)


def go_together(
    known: Incidents, one: Numbers, other: Numbers, options: Options
) -> NDArray[np.bool_]:
    """Tell which pairs that are not alike may tell of one incident beside a third.

    So it is where both are put along one line and no closer than a province, on the same days and
    of one type: one side's figures and the other's have nothing in common then. And where both are
    of reports and nothing speaks against it: a night that one dates by its evening and the other by
    its morning, a village of one in the province of the other, fights that each follows elsewhere.
    """
    result = np.zeros(len(one), bool)
    fine = known.places.has_fine
    some = np.flatnonzero(known.are_read(one, other) | ~(fine[one] | fine[other]))
    some = some[known.may_be_one(one[some], other[some], options.days)]
    if some.size:
        result[some] = _go_together(known, one[some], other[some], options)
    return result


def _go_together(
    known: Incidents, one: Numbers, other: Numbers, options: Options
) -> NDArray[np.bool_]:
    places, count = known.places, known.figures.told.count
    is_bare = ~(places.has_fine[one] | places.has_fine[other])
    window = known.window(one, other, options.days)
    same_kind = known.type[one] == known.type[other]
    told_apart = known.are_of_one_report(one, other)
    on_line = is_bare & same_kind & (window > LOOSE_WINDOW) & places.share_line(one, other)
    length = known.last - known.first
    is_open = np.maximum(length[one], length[other]) < PERIOD_DAYS
    is_open &= known.are_read(one, other) & ~known.is_tally[one] & ~known.differ_in_kind(one, other)
    place = known.place_likeness(one, other, options.km)
    # of one report, unless one of them is no more than the other once again, without a figure
    again = same_kind & (window >= SAME_BEGIN) & (place >= IN_PROVINCE)
    again &= np.minimum(count[one], count[other]) == 0
    is_wide = same_kind & known.are_mutual(one, other) & places.are_wide(one, other)
    meet = np.where(
        is_wide,
        known.gap(one, other) <= 0,
        (place >= _BESIDE_PLACE) | places.are_nowhere(one, other),
    )
    return np.where(on_line, ~told_apart, is_open & np.where(told_apart, again, meet))
