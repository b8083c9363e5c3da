"""How likely two incidents are one: by place, window, type, sides and the figures both have.

A likeness is a weighted mean of five parts from 0 to 1, and 0 where something forbids that the two
are one: windows apart, types that are never told of one event, another side acting alone, a report
or a source that tells them apart, a tally and a single event. The weights and the threshold were
chosen on the bundled sample and on reports written for the tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo import ids
from geo.linking import kinds
from geo.linking.places import SAME_VAGUE, Places
from geo.linking.sets import Sets, numbered

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
PERIOD_DAYS = 3  # a window of more days tells of a run of days
_ENOUGH_FIGURES = 0.6  # figures both have that make up for windows that only just meet
_CLOSURE = "Other"
_COLUMNS = [
    *("incident_id", "sub_event_type", "actor1_side", "role", "report_ids"),
    *("date_start", "date_end", "source", "source_id", "merged_ids"),
]
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
    coder
        Number of the source that lists it under an id of its own, else -1.
    reports, figures
        All reports; the figures that claims give.
    figure_names
        Metric, least and most of each figure; -1 for a bound that is not given.
    weights
        How much each figure tells, in tenths.
    places, alike, mutual, types
        Where; how types go together; in which both sides act; their names.
    """

    ids: pd.Index
    first: Numbers
    last: Numbers
    type: Numbers
    side: Numbers
    is_tally: NDArray[np.bool_]
    is_closure: NDArray[np.bool_]
    coder: Numbers
    reports: Sets
    figures: Sets
    figure_names: list[tuple[str, int, int]]
    weights: Numbers
    places: Places
    alike: Reals
    mutual: NDArray[np.bool_]
    types: list[str]

    @classmethod
    def of(
        cls, incidents: pd.DataFrame, locations: pd.DataFrame, claims: pd.DataFrame
    ) -> Incidents:
        """Take the columns of tables of `geo.schema`."""
        incidents = incidents[_COLUMNS].sort_values("incident_id", ignore_index=True)
        own = pd.Index(incidents["incident_id"].astype(object))
        names = incidents["sub_event_type"].astype(object)
        codes, types = numbered(names)
        sides = incidents["actor1_side"].astype(object)
        side, _ = numbered(sides.where(sides != "unknown"))
        figures, figure_names, weights = _figures(claims, own)
        return cls(
            ids=own,
            first=_days(incidents["date_start"]),
            last=_days(incidents["date_end"]),
            type=codes,
            side=side,
            is_tally=(incidents["role"] == "aggregate").to_numpy(bool, na_value=False),
            is_closure=(names == _CLOSURE).to_numpy(bool),
            coder=_coders(incidents),
            reports=_reports(incidents),
            figures=figures,
            figure_names=figure_names,
            weights=weights,
            places=Places.of(locations, own),
            alike=kinds.likeness(types),
            mutual=kinds.are_mutual(types),
            types=types,
        )

    def are_coded_apart(self, may: NDArray[np.bool_]) -> bool:
        """Tell whether one source lists all of some, so that none of them is another."""
        coder = self.coder[may]
        return bool(len(coder) and coder[0] >= 0 and (coder == coder[0]).all())

    def may_be_one(self, one: Numbers, other: Numbers, days: int) -> NDArray[np.bool_]:
        """Tell quickly which pairs nothing forbids; windows by `days`."""
        gap = np.maximum(self.first[one], self.first[other]) - np.minimum(
            self.last[one], self.last[other]
        )
        fits = (gap <= days) & (self.is_tally[one] == self.is_tally[other])
        fits &= self.alike[self.type[one], self.type[other]] > 0
        both = (self.side[one] >= 0) & (self.side[other] >= 0)
        is_other = both & (self.side[one] != self.side[other])
        fits &= ~is_other | self.are_mutual(one, other)
        fits &= (self.coder[one] < 0) | (self.coder[one] != self.coder[other])
        return np.asarray(fits, bool)

    def are_mutual(self, one: Numbers, other: Numbers) -> NDArray[np.bool_]:
        """Tell of which pairs either side may be the one that acts."""
        return np.asarray(self.mutual[self.type[one]] & self.mutual[self.type[other]], bool)

    def window(self, one: Numbers, other: Numbers, days: int) -> Reals:
        """Say how well windows go together; 0 where they are more than `days` apart."""
        first, last = self.first, self.last
        same = (first[one] == first[other]) & (last[one] == last[other])
        inside = (first[one] >= first[other]) & (last[one] <= last[other])
        inside |= (first[other] >= first[one]) & (last[other] <= last[one])
        long = np.maximum(last[one] - first[one], last[other] - first[other]) >= PERIOD_DAYS
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

    def likeness(self, one: Numbers, other: Numbers, options: Options) -> Reals:
        """Score pairs that `may_be_one`; 0 where the two are not one."""
        parts = [
            self._likeness(one[at : at + _STEP], other[at : at + _STEP], options)
            for at in range(0, len(one), _STEP)
        ]
        return np.concatenate([np.zeros(0), *parts])

    def _likeness(self, one: Numbers, other: Numbers, options: Options) -> Reals:
        place = self._place_likeness(one, other, options.km)
        on_line = self.places.share_line(one, other) & (place < SAME_VAGUE)
        place = np.where(on_line, SAME_VAGUE, place)
        window = self.window(one, other, options.days)
        kind = self.alike[self.type[one], self.type[other]]
        both = (self.side[one] >= 0) & (self.side[other] >= 0)
        sides = np.where(both, np.where(self.side[one] == self.side[other], 1.0, 0.3), 0.5)
        pair, figure = self.figures.shared(one, other)
        tenths = np.bincount(pair, self.weights[figure], minlength=len(one))
        figures = np.minimum(tenths, 10) / 10
        score = _PLACE * place + _TIME * window + _TYPE * kind + _SIDES * sides + _FIGURES * figures
        is_one = (place >= _LEAST_PLACE) & (score >= THRESHOLD)
        needs = (window <= LOOSE_WINDOW) | (self.is_tally[one] & self.is_tally[other]) | on_line
        is_one &= ~needs | (figures >= _ENOUGH_FIGURES)
        is_one[self.reports.shared(one, other)[0]] = False  # who tells two tells them apart
        return np.where(is_one, score.round(3), 0.0)

    def _place_likeness(self, one: Numbers, other: Numbers, km: float) -> Reals:
        """Hold places against each other, once where several incidents have the same ones."""
        facing = self.are_mutual(one, other)
        kind = self.places.kind
        keys = (kind[one] * (kind.max(initial=0) + 1) + kind[other]) * 2 + facing
        _, sample, back = np.unique(keys, return_index=True, return_inverse=True)
        alike = self.places.likeness(one[sample], other[sample], km, facing[sample])
        return np.asarray(alike[back])

    def go_together(self, one: int, other: int, days: int) -> bool:
        """Tell whether two that are not alike may tell of one incident beside a third.

        So it is where both are put along one line and no closer than a province, on the same days
        and of one type: one side's figures and the other's have nothing in common then.
        """
        if self.places.has_fine[one] or self.places.has_fine[other]:
            return False
        if self.type[one] != self.type[other]:
            return False
        pair = np.array([one]), np.array([other])
        return bool(
            self.places.share_line(*pair)[0]
            and self.window(*pair, days)[0] > LOOSE_WINDOW
            and not len(self.reports.shared(*pair)[0])
            and self.may_be_one(*pair, days)[0]
        )


def _figures(
    claims: pd.DataFrame, ids: pd.Index
) -> tuple[Sets, list[tuple[str, int, int]], Numbers]:
    """Collect the figures of each incident; the larger one is, the less it is met by chance."""
    owner = ids.get_indexer(pd.Index(claims["incident_id"].astype(object)))
    metric, metrics = numbered(claims["metric"].astype(object).where(claims["metric"].notna(), ""))
    low = claims["count_min"].to_numpy(float, na_value=-1).astype(np.int64)
    high = claims["count_max"].to_numpy(float, na_value=-1).astype(np.int64)
    used = (owner >= 0) & (np.maximum(low, high) >= 0)
    owner, metric, low, high = owner[used], metric[used], low[used], high[used]
    lows, low = np.unique(low, return_inverse=True)
    highs, high = np.unique(high, return_inverse=True)
    keys = (metric * (len(lows) + 1) + low) * (len(highs) + 1) + high
    keys, figure = np.unique(keys, return_inverse=True)
    keys, high = np.divmod(keys, len(highs) + 1)
    metric, low = np.divmod(keys, len(lows) + 1)
    least, most = lows[low], highs[high]
    count = np.maximum(least, most)
    weights = np.select([count == 0, count < 3, count < 10], [2, 3, 6], 10)
    names = [metrics[at] for at in metric]
    told = list(zip(names, least.tolist(), most.tolist(), strict=True))
    return Sets.of(owner, figure.astype(np.int64), len(ids)), told, weights


def _reports(incidents: pd.DataFrame) -> Sets:
    """Collect the reports that each incident names."""
    texts = incidents["report_ids"].astype(object)
    told = texts[texts.notna()].str.split(";").explode()
    told = told[told != ""]
    report, _ = numbered(told)
    return Sets.of(told.index.to_numpy(np.int64), report, len(incidents))


def _coders(incidents: pd.DataFrame) -> Numbers:
    """Give each incident the number of the source that codes it, if one does.

    Two ids of UCDP GED are two events to its coders.
    Where a file names one source only, the ids in it are that source's, and the incident's own id
    is made of both (`geo.ids`). Elsewhere ids are those of the person who keeps the table, and say
    nothing of what a source tells apart.
    """
    listed = incidents["source"].notna() & incidents["source_id"].notna()
    rows = incidents[listed]
    source = rows["source"].to_numpy(object)
    named = ids.column("inc", [rows["source"], rows["source_id"]]).to_numpy(object)
    is_own = named == rows["incident_id"].to_numpy(object)
    coded = source.copy()
    coded[~is_own] = None
    for at in np.flatnonzero(~is_own & rows["merged_ids"].notna().to_numpy(bool)):
        own, number = rows["incident_id"].iloc[at], rows["source_id"].iloc[at]
        parts = [part for part in source[at].split("; ") if ids.incident_id(part, number) == own]
        coded[at] = next(iter(parts), None)  # what was put together keeps the id of the first
    coder: Numbers = np.full(len(incidents), -1, np.int64)
    coder[listed.to_numpy(bool)], _ = numbered(coded)
    return coder


def _days(column: pd.Series) -> Numbers:
    import pyarrow as pa

    days = pa.array(column).cast(pa.int32()).fill_null(-(10**6))
    return np.asarray(days).astype(np.int64)
