"""How likely two incidents are one: by place, window, type, sides and the figures both have.

A likeness is a weighted mean of five parts from 0 to 1, and 0 where something forbids that the two
are one: windows apart, types that are never told of one event, another side acting alone, a report
that tells them apart, a tally and a single event. The weights and the threshold were chosen on the
bundled sample and on reports written for the tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.linking import kinds
from geo.linking.places import SAME_VAGUE, Places

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Reals = NDArray[np.float64]

THRESHOLD = 0.6
_PLACE, _TIME, _TYPE, _SIDES, _FIGURES = 0.40, 0.25, 0.15, 0.10, 0.10
_LEAST_PLACE = 0.15
# Windows: one and the same; one inside the other, from one day on or not; meeting at an edge, near,
# or inside a period.
SAME_WINDOW, SAME_BEGIN, INSIDE_WINDOW, LOOSE_WINDOW = 1.0, 0.9, 0.85, 0.5
_PERIOD_DAYS = 3  # a window of more days tells of a run of days
_ENOUGH_FIGURES = 0.6  # figures both have that make up for windows that only just meet
_CLOSURE = "Other"


@dataclass(frozen=True)
class Options:
    """What may be linked.

    Attributes
    ----------
    days
        Windows so many days apart may still be one, where figures agree.
    km
        Points so many kilometres apart may still be one place.
    """

    days: int = 1
    km: float = 15.0


@dataclass(frozen=True)
class Incidents:
    """Incidents as columns of numbers, in the order of their ids.

    Attributes
    ----------
    ids
        Incident ids.
    first, last
        Days since 1970-01-01.
    type, side
        Number of the sub-event type and of the side that acts; -1 for none or unknown.
    is_tally, is_closure
        Of role ``aggregate``; a gate that is shut.
    report
        Number of its report where it has one only, else -1.
    reports, figures
        All reports; the figures that claims give, each with how much it tells.
    """

    ids: pd.Index
    first: Numbers
    last: Numbers
    type: Numbers
    side: Numbers
    is_tally: NDArray[np.bool_]
    is_closure: NDArray[np.bool_]
    reports: list[frozenset[str]]
    figures: list[dict[tuple[str, int, int], float]]
    marks: NDArray[np.uint64]
    places: Places
    alike: Reals
    mutual: NDArray[np.bool_]
    types: list[str]

    @classmethod
    def of(
        cls, incidents: pd.DataFrame, locations: pd.DataFrame, claims: pd.DataFrame
    ) -> Incidents:
        """Take the columns of tables of `geo.schema`."""
        incidents = incidents.sort_values("incident_id", ignore_index=True)
        ids = pd.Index(incidents["incident_id"].astype(object))
        names = incidents["sub_event_type"].astype(object)
        codes, types = pd.factorize(names, sort=True, use_na_sentinel=True)
        sides = incidents["actor1_side"].astype(object)
        side, _ = pd.factorize(sides.where(sides != "unknown"), use_na_sentinel=True)
        type_names = [str(name) for name in types]
        figures = _figures(claims, ids)
        marks = np.zeros(len(ids), np.uint64)
        for number, own in enumerate(figures):
            for figure in own:
                marks[number] |= np.uint64(1 << (hash_of(figure) % 64))
        return cls(
            ids=ids,
            first=_days(incidents["date_start"]),
            last=_days(incidents["date_end"]),
            type=codes.astype(np.int64),
            side=side.astype(np.int64),
            is_tally=(incidents["role"] == "aggregate").to_numpy(bool, na_value=False),
            is_closure=(names == _CLOSURE).to_numpy(bool),
            reports=[
                frozenset(filter(None, text.split(";"))) for text in _text(incidents, "report_ids")
            ],
            figures=figures,
            marks=marks,
            places=Places.of(locations, ids),
            alike=kinds.likeness(type_names),
            mutual=kinds.are_mutual(type_names),
            types=type_names,
        )

    def may_be_one(self, one: Numbers, other: Numbers, days: int) -> NDArray[np.bool_]:
        """Tell quickly which pairs nothing forbids; windows by `days`."""
        gap = np.maximum(self.first[one], self.first[other]) - np.minimum(
            self.last[one], self.last[other]
        )
        fits = (gap <= days) & (self.is_tally[one] == self.is_tally[other])
        fits &= self.alike[self.type[one], self.type[other]] > 0
        both = (self.side[one] >= 0) & (self.side[other] >= 0)
        is_other = both & (self.side[one] != self.side[other])
        mutual = self.mutual[self.type[one]] & self.mutual[self.type[other]]
        fits &= ~is_other | mutual
        is_loose = self.window(one, other, days) <= LOOSE_WINDOW
        fits &= ~is_loose | ((self.marks[one] & self.marks[other]) != 0)
        return np.asarray(fits, bool)

    def window(self, one: Numbers, other: Numbers, days: int) -> Reals:
        """Say how well windows go together; 0 where they are more than `days` apart."""
        first, last = self.first, self.last
        same = (first[one] == first[other]) & (last[one] == last[other])
        inside = (first[one] >= first[other]) & (last[one] <= last[other])
        inside |= (first[other] >= first[one]) & (last[other] <= last[one])
        long = np.maximum(last[one] - first[one], last[other] - first[other]) >= _PERIOD_DAYS
        gap = np.maximum(first[one], first[other]) - np.minimum(last[one], last[other])
        closures = self.is_closure[one] & self.is_closure[other]
        return np.select(
            [
                same & ~(long & ~closures),
                inside & ~long & (first[one] == first[other]),
                (inside & ~long) | (closures & (gap <= 0)),
                gap <= days,
            ],
            [SAME_WINDOW, SAME_BEGIN, INSIDE_WINDOW, LOOSE_WINDOW],
            0.0,
        )

    def shared(self, one: int, other: int) -> dict[tuple[str, int, int], float]:
        """Return the figures that two incidents both have."""
        ours, theirs = self.figures[one], self.figures[other]
        return {figure: weight for figure, weight in ours.items() if figure in theirs}

    def likeness(self, one: Numbers, other: Numbers, options: Options) -> Reals:
        """Score pairs that `may_be_one`; 0 where the two are not one."""
        mutual = self.mutual[self.type[one]] & self.mutual[self.type[other]]
        place = self.places.likeness(one, other, options.km, mutual)
        on_line = self.places.share_line(one, other) & (place < SAME_VAGUE)
        place = np.where(on_line, SAME_VAGUE, place)
        window = self.window(one, other, options.days)
        kind = self.alike[self.type[one], self.type[other]]
        both = (self.side[one] >= 0) & (self.side[other] >= 0)
        sides = np.where(both, np.where(self.side[one] == self.side[other], 1.0, 0.3), 0.5)
        figures = np.zeros(len(one))
        for at in np.flatnonzero((self.marks[one] & self.marks[other]) != 0):
            shared = self.shared(int(one[at]), int(other[at]))
            figures[at] = min(1.0, sum(shared.values()))
        score = _PLACE * place + _TIME * window + _TYPE * kind + _SIDES * sides + _FIGURES * figures
        is_one = (place >= _LEAST_PLACE) & (score >= THRESHOLD)
        needs = (window <= LOOSE_WINDOW) | (self.is_tally[one] & self.is_tally[other]) | on_line
        is_one &= ~needs | (figures >= _ENOUGH_FIGURES)
        for at in np.flatnonzero(is_one):
            if self.reports[int(one[at])] & self.reports[int(other[at])]:
                is_one[at] = False  # a report that tells two incidents tells them apart
        return np.where(is_one, score.round(3), 0.0)

    def go_together(self, one: int, other: int, days: int) -> bool:
        """Tell whether two that are not alike may tell of one incident beside a third.

        So it is where both are put along one line and no closer than a province, on the same days
        and of one type: one side's figures and the other's have nothing in common then.
        """
        pair = np.array([one]), np.array([other])
        return bool(
            self.places.share_line(*pair)[0]
            and self.window(*pair, days)[0] > LOOSE_WINDOW
            and self.type[one] == self.type[other]
            and self.is_tally[one] == self.is_tally[other]
            and not self.reports[one] & self.reports[other]
            and self.may_be_one(*pair, days)[0]
        )


def hash_of(figure: tuple[str, int, int]) -> int:
    """Return a number for a figure, the same in every run."""
    metric, low, high = figure
    return (sum(metric.encode()) * 1_000_003 + low * 8191 + high * 131) & 0x7FFFFFFF


def _figures(claims: pd.DataFrame, ids: pd.Index) -> list[dict[tuple[str, int, int], float]]:
    """Collect the figures of each incident; the larger one is, the less it is met by chance."""
    owner = ids.get_indexer(pd.Index(claims["incident_id"].astype(object)))
    low = claims["count_min"].to_numpy(float, na_value=-1).astype(np.int64)
    high = claims["count_max"].to_numpy(float, na_value=-1).astype(np.int64)
    found: list[dict[tuple[str, int, int], float]] = [{} for _ in range(len(ids))]
    for number, metric, least, most in zip(
        owner.tolist(), _text(claims, "metric"), low.tolist(), high.tolist(), strict=True
    ):
        count = max(least, most)
        if number < 0 or count < 0:
            continue
        weight = 0.2 if count == 0 else 0.3 if count < 3 else 0.6 if count < 10 else 1.0
        found[number][metric, least, most] = weight
    return found


def _days(column: pd.Series) -> Numbers:
    import pyarrow as pa

    days = pa.array(column).cast(pa.int32()).fill_null(-(10**6))
    return np.asarray(days).astype(np.int64)


def _text(frame: pd.DataFrame, name: str) -> list[str]:
    import pyarrow as pa

    texts: list[str] = pa.array(frame[name], pa.string()).fill_null("").to_pylist()
    return texts
