"""Incidents as columns of numbers, and what may be said of many pairs of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo import ids
from geo.linking import kinds
from geo.linking.figures import Figures
from geo.linking.places import Places
from geo.linking.sets import Sets, numbered

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.linking.places import Touching

    Numbers = NDArray[np.int64]
    Reals = NDArray[np.float64]

# Windows: one and the same; one inside the other, from one day on or not; meeting at an edge, near,
# or inside a period.
SAME_WINDOW, SAME_BEGIN, INSIDE_WINDOW, LOOSE_WINDOW = 1.0, 0.9, 0.85, 0.5
PERIOD_DAYS = 3  # a window of more days tells of a run of days
_CLOSURE = "Other"
_COLUMNS = [
    *("incident_id", "sub_event_type", "actor1_side", "role", "report_ids"),
    *("date_start", "date_end", "source", "source_id", "merged_ids"),
]


@dataclass(frozen=True)
class Incidents:
    """Incidents as columns of numbers, in the order of their ids.

    Attributes
    ----------
    ids
        Incident ids.
    first, last
        Days since 1970-01-01.
    earliest
        The first day, or the one before where a report tells of its day of publication only: that
        may be no more than when it was written.
    type, side
        Number of the sub-event type and of the side that acts; -1 for none or unknown.
    is_tally, is_closure
        Of role ``aggregate``; a gate that is shut.
    coder
        Number of the source that lists it under an id of its own, else -1.
    reports, figures
        All reports; the figures that claims give.
    is_read
        Found in reports that were read, and not coded by a person.
    places, alike, mutual, types
        Where; how types go together; in which both sides act; their names.
    """

    ids: pd.Index
    first: Numbers
    last: Numbers
    earliest: Numbers
    type: Numbers
    side: Numbers
    is_tally: NDArray[np.bool_]
    is_closure: NDArray[np.bool_]
    coder: Numbers
    reports: Sets
    is_read: NDArray[np.bool_]
    figures: Figures
    places: Places
    alike: Reals
    mutual: NDArray[np.bool_]
    types: list[str]

    @classmethod
    def of(
        cls,
        incidents: pd.DataFrame,
        locations: pd.DataFrame,
        claims: pd.DataFrame,
        reports: pd.DataFrame,
        touching: Touching | None = None,
    ) -> Incidents:
        """Take the columns of tables of `geo.schema`; `touching` as in `Places.of`."""
        incidents = incidents[_COLUMNS].sort_values("incident_id", ignore_index=True)
        own = pd.Index(incidents["incident_id"].astype(object))
        names = incidents["sub_event_type"].astype(object)
        codes, types = numbered(names)
        sides = incidents["actor1_side"].astype(object)
        side, _ = numbered(sides.where(sides != "unknown"))
        first, last = _days(incidents["date_start"]), _days(incidents["date_end"])
        is_read, is_day_of_report = _told(incidents, reports)
        return cls(
            ids=own,
            first=first,
            last=last,
            earliest=first - is_day_of_report,
            type=codes,
            side=side,
            is_tally=(incidents["role"] == "aggregate").to_numpy(bool, na_value=False),
            is_closure=(names == _CLOSURE).to_numpy(bool),
            coder=_coders(incidents),
            reports=_reports(incidents),
            is_read=is_read,
            figures=Figures.of(claims, own),
            places=Places.of(locations, own, touching),
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
        fits = (self.gap(one, other) <= days) & (self.is_tally[one] == self.is_tally[other])
        kind = self.types_go_together(one, other)
        fits &= (kind > kinds.FAR) | ((kind == kinds.FAR) & self.same_side_acts(one, other))
        fits &= ~self.sides_differ(one, other) | self.are_mutual(one, other)
        fits &= (self.coder[one] < 0) | (self.coder[one] != self.coder[other])
        return np.asarray(fits, bool)

    def types_go_together(self, one: Numbers, other: Numbers) -> Reals:
        """Hold types against each other, as `geo.linking.kinds` does."""
        return np.asarray(self.alike[self.type[one], self.type[other]])

    def differ_in_kind(self, one: Numbers, other: Numbers) -> NDArray[np.bool_]:
        """Tell which pairs are of two types, and told by one side of other people.

        Mortar fire that kills villagers and a sniper who kills guards are two: a type alone may be
        a matter of words, and whom the other side counts one of its own.
        """
        kind = self.types_go_together(one, other)
        result = np.asarray((kind == kinds.NEAR) | (kind == kinds.FAR), bool)
        some = np.flatnonzero(result)
        result[some] = self.figures.of_others(one[some], other[some])
        return result

    def same_side_acts(self, one: Numbers, other: Numbers) -> NDArray[np.bool_]:
        """Tell of which pairs one and the same side is said to act."""
        return np.asarray((self.side[one] >= 0) & (self.side[one] == self.side[other]))

    def sides_differ(self, one: Numbers, other: Numbers) -> NDArray[np.bool_]:
        """Tell of which pairs different sides are said to act."""
        both = (self.side[one] >= 0) & (self.side[other] >= 0)
        return np.asarray(both & (self.side[one] != self.side[other]))

    def are_read(self, one: Numbers, other: Numbers) -> NDArray[np.bool_]:
        """Tell which pairs are told by reports only."""
        return np.asarray(self.is_read[one] & self.is_read[other])

    def are_of_one_report(self, one: Numbers, other: Numbers) -> NDArray[np.bool_]:
        """Tell which pairs some report tells both of."""
        shared = np.zeros(len(one), bool)
        shared[self.reports.shared(one, other)[0]] = True
        return shared

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
        gap = self.gap(one, other)
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

    def gap(self, one: Numbers, other: Numbers) -> Numbers:
        """Count the days between windows; 0 or less where they meet."""
        begin = np.maximum(self.earliest[one], self.earliest[other])
        return np.asarray(begin - np.minimum(self.last[one], self.last[other]))

    def place_likeness(self, one: Numbers, other: Numbers, km: float) -> Reals:
        """Hold places against each other, once where several incidents have the same ones."""
        facing = self.are_mutual(one, other)
        kind = self.places.kind
        keys = (kind[one] * (kind.max(initial=0) + 1) + kind[other]) * 2 + facing
        _, sample, back = np.unique(keys, return_index=True, return_inverse=True)
        alike = self.places.likeness(one[sample], other[sample], km, facing[sample])
        return np.asarray(alike[back])


def _told(
    incidents: pd.DataFrame, reports: pd.DataFrame
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell what reports tell that were read; and of it what only the day of a report dates."""
    read = reports[reports["text_sha256"].notna()]
    day = dict(zip(read["report_id"], _days_of(read["published"]), strict=True))
    cited = incidents["report_ids"].astype(object).where(incidents["report_ids"].notna(), "")
    is_read = np.array([not day.keys().isdisjoint(ids.split(";")) for ids in cited], bool)
    of_report = cited.map(day).to_numpy(float, na_value=np.nan)
    first, last = _days(incidents["date_start"]), _days(incidents["date_end"])
    return is_read, (first == of_report) & (last == of_report)


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


def _days_of(texts: pd.Series) -> Reals:
    """Read days as `_days` counts them; what is no day is none of them."""
    days = pd.to_datetime(texts.astype(object), format="%Y-%m-%d", errors="coerce")
    return np.asarray((days - pd.Timestamp(0)).dt.days, float)


def _days(column: pd.Series) -> Numbers:
    import pyarrow as pa

    days = pa.array(column).cast(pa.int32()).fill_null(-(10**6))
    return np.asarray(days).astype(np.int64)
