"""What a large page holds of its older incidents: cells, which count them.

A page shows the newest incidents one by one. Older ones are put together where they are alike in
all that the page filters by, lie in the same hexagon or area, and were in the same months. Such a
cell is an incident of the same columns that stands for many: its weight says for how many. So
whatever counts incidents counts cells by their weight and stays true. Where that makes too many
cells, they tell less (`DETAILS`), and the page says what they do not tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from maps import hexagons
from maps.columns import MOST_DAYS, NAMES, NO_KM
from maps.rows import KINDS, NO_DAY, POINT, Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Columns = Mapping[str, tuple[str, NDArray[Any]]]

PAGE_LIMIT = 2_000_000  # incidents that a page holds one by one
HEXAGON = len(KINDS)  # the kind of what was known to places in a hexagon
UNTOLD = {"u8": 254, "u16": NAMES}  # the code of what a cell does not tell
_ROOM = 4  # at most one cell for so many incidents that are held one by one,
_LEAST = 1000  # and so many in any case
_NIGHT = 1  # days; a night is dated to the day on which it began, as in `histogram.ts`
_STEPS = {"month": "datetime64[M]", "year": "datetime64[Y]"}
_FACETS = ("side", "type", "role", "disputed", "licence")
_OF_INCIDENT = ("side", "type", "role", "licence")


class Detail(NamedTuple):
    """What cells tell.

    Attributes
    ----------
    zoom
        The zoom at which the page's hexagons of density are as large as cells.
    step
        ``month`` or ``year``.
    facets
        The filters that they can answer, besides what a place is known to, and how precisely.
    places
        ``all`` that an incident has, or only its ``first``.
    """

    zoom: int
    step: str
    facets: tuple[str, ...]
    places: str = "all"


# From fine to coarse: hexagons of 6 to 50 km across at 34 degrees north. The first that has room
# is taken; the last is taken in any case. A filter that cells cannot answer leaves them out.
DETAILS = (
    Detail(9, "month", _FACETS),
    Detail(8, "month", _FACETS),
    Detail(7, "month", _FACETS[:4]),
    Detail(7, "month", _FACETS[:3]),
    Detail(7, "year", _FACETS[:3]),
    Detail(6, "year", _FACETS[:2], "first"),
)


@dataclass(frozen=True)
class Folded:
    """The columns of a page whose older incidents are cells.

    Attributes
    ----------
    rows
        The newest incidents.
    columns
        The columns of their rows, then those of the cells' rows.
    incident
        The incident of each row; cells have numbers past those of the incidents.
    weights
        How many incidents each cell stands for.
    detail
        What the cells tell.
    """

    rows: Rows
    columns: dict[str, tuple[str, NDArray[Any]]]
    incident: Whole
    weights: Whole
    detail: Detail

    @property
    def meta(self) -> dict[str, Any]:
        """What the viewer must know of the cells."""
        return {
            "count": len(self.weights),
            "rows": len(self.incident) - len(self.rows.incident),
            "incidents": int(self.weights.sum()),
            "scale": hexagons.scale(self.detail.zoom),
            "step": self.detail.step,
            "places": self.detail.places,
            "facets": ["kind", "prec", *self.detail.facets],
        }


def fold(rows: Rows, columns: Columns, limit: int) -> Folded:
    """Put all but the newest `limit` incidents into cells.

    Parameters
    ----------
    rows
        All incidents, more than `limit`.
    columns
        Their columns, of `maps.rows.columns`.
    limit
        Incidents to be kept one by one, those with the latest dates; at least 1.

    Raises
    ------
    ValueError
        There are no more incidents than `limit`, or the cells do not add up to the older ones.
    """
    import numpy as np

    from maps import payload

    older = len(rows.incidents) - limit
    if limit < 1 or older < 1:
        raise ValueError(f"{limit} of {len(rows.incidents)} incidents leave none to put into cells")
    first = int(np.searchsorted(rows.incident, older))
    old = {name: values[:first] for name, (_, values) in columns.items()}
    types = {name: type_ for name, (type_, _) in columns.items()}
    owner = rows.incident[:first].astype(np.int64)  # what is made of it takes more than four bytes
    room = max(_LEAST, limit // _ROOM)
    start = np.flatnonzero(np.diff(owner, prepend=-1))  # the first row of each incident
    within: dict[int, _Within] = {}
    for detail in DETAILS:
        if detail.zoom not in within:
            within = {detail.zoom: _within(old, owner, detail.zoom)}
        key = _key(old, start, within[detail.zoom], detail)
        if int(key.max()) < room:
            break
    cells = _cells(old, types, start, within[detail.zoom], key, detail)
    if cells.weights.sum() != older:
        raise ValueError(f"cells hold {cells.weights.sum()} of {older} incidents")
    incident = np.concatenate([rows.incident[first:] - older, cells.owner + limit])
    made = {
        name: (type_, np.concatenate([values[first:], cells.columns[name]]))
        for name, (type_, values) in columns.items()
        if name != "incident"
    }
    return Folded(
        rows=Rows(
            rows.incidents.iloc[older:].reset_index(drop=True),
            rows.table.rows(slice(first, None)),
            rows.incident[first:] - older,
            rows.place[first:],
            rows.places,
        ),
        columns=made | {"incident": (types["incident"], payload.delta(incident))},
        incident=incident,
        weights=cells.weights,
        detail=detail,
    )


def claims_of(
    claims: pd.DataFrame, claim_of: NDArray[np.int32], older: int
) -> tuple[pd.DataFrame, NDArray[np.int32]]:
    """Keep the claims of the newest incidents, and the numbers of those.

    Parameters
    ----------
    claims, claim_of
        All claims, and the number of each one's incident.
    older
        How many incidents come before the newest.
    """
    is_new = claim_of >= older
    return claims[is_new].reset_index(drop=True), claim_of[is_new] - older


class _Cells(NamedTuple):
    columns: dict[str, NDArray[Any]]
    owner: Whole
    weights: Whole


class _Within(NamedTuple):
    """The hexagons and areas of one size that rows lie in, their columns, and incidents' sets."""

    place: Whole
    places: dict[str, NDArray[Any]]
    sets: Whole
    of_set: Whole
    set_ends: Whole


def _within(old: Mapping[str, NDArray[Any]], owner: Whole, zoom: int) -> _Within:
    place, places = _places(old, zoom)
    return _Within(place, places, *_sets(owner, place))


def _key(old: Mapping[str, NDArray[Any]], start: Whole, within: _Within, detail: Detail) -> Whole:
    """Give incidents that are alike the same number, from the earliest dates on."""
    when = (old[name][start] for name in ("day", "days", "dateprec"))
    steps = (_step_of(day, detail.step) for day in _spans(when))
    what = (old[name][start] for name in _OF_INCIDENT if name in detail.facets)
    flags = old["flags"][start] & (1 if "disputed" in detail.facets else 0)
    where = within.place[start] if detail.places == "first" else within.sets
    return _together(*steps, *what, flags, where)


def _cells(
    old: Mapping[str, NDArray[Any]],
    types: Mapping[str, str],
    start: Whole,
    within: _Within,
    key: Whole,
    detail: Detail,
) -> _Cells:
    """Put incidents together that are alike."""
    import numpy as np

    begin, end = _spans(old[name][start] for name in ("day", "days", "dateprec"))
    what = {name: old[name][start] for name in _OF_INCIDENT if name in detail.facets}
    flags = old["flags"][start] & 1
    of_set, set_ends = within.of_set, within.set_ends
    if detail.places == "first":
        of_set, set_ends = within.place[start], np.arange(1, len(start) + 1)
    one, weights = _firsts(key), np.bincount(key)
    # the places of a cell are those of any of its incidents
    last = set_ends[one]
    count = last - np.where(one > 0, set_ends[one - 1], 0)
    cell = np.repeat(np.arange(len(one)), count)
    nth = np.arange(len(cell)) - np.repeat(np.cumsum(count) - count, count)
    row = of_set[np.repeat(last - count, count) + nth]
    columns = {name: values[row] for name, values in within.places.items()}
    first_day, last_day = begin[one], end[one]
    np.minimum.at(first_day, key, begin)
    np.maximum.at(last_day, key, end)
    told = {
        **{name: what.get(name, np.full(len(start), UNTOLD[types[name]])) for name in _OF_INCIDENT},
        "flags": flags if "disputed" in detail.facets else np.full(len(start), UNTOLD["u8"]),
    }
    of_cell = {
        **{name: values[one] for name, values in told.items()},
        "day": first_day,
        "days": np.clip(last_day - first_day, 0, MOST_DAYS),
    }
    columns |= {name: values[cell] for name, values in of_cell.items()}
    same = {"source": UNTOLD["u16"], "status": UNTOLD["u8"], "dateprec": 0, "things": UNTOLD["u16"]}
    columns |= {name: np.full(len(cell), value) for name, value in same.items()}
    return _Cells(columns, cell, weights)


def _places(old: Mapping[str, NDArray[Any]], zoom: int) -> tuple[Whole, dict[str, NDArray[Any]]]:
    """Tell the hexagon or area that each row lies in, and the columns of each of those."""
    import numpy as np

    kind, footprint = old["kind"], old["footprint"]
    point = kind == POINT
    line, column = hexagons.holding(old["lon"], old["lat"], zoom)
    with_name = ~point & (footprint < 0)
    place = _together(
        kind,
        np.where(point, line, footprint),
        np.where(point, column, np.where(with_name, old["place"], 0)),
        old["admin1"],
        old["admin2"],
        np.where(point, 0, old["level"]),
        old["prec"],
    )
    one = _firsts(place)
    made = {
        name: old[name][one]
        for name in ("lon", "lat", "kind", "footprint", "admin1", "admin2", "level", "prec")
    }
    points = point[one]
    lon, lat = hexagons.middle(line[one], column[one], zoom)
    made["lon"] = np.where(points, lon, made["lon"])
    made["lat"] = np.where(points, lat, made["lat"])
    made["kind"] = np.where(points, HEXAGON, made["kind"])
    made["uncertainty"] = np.full(len(one), NO_KM)
    made["line_distance"] = np.full(len(one), NO_KM)
    # all that lies in it
    low, high = np.full(len(one), np.nan), np.full(len(one), np.nan)
    np.fmin.at(low, place, old["km_from"])
    np.fmax.at(high, place, old["km_from"] + old["km_span"])
    made |= {"km_from": low, "km_span": high - low}
    made["place"] = _most_frequent(place, old["place"])
    return place, made


def _most_frequent(group: Whole, value: Whole) -> Whole:
    """Return the most frequent value of each group, the smallest of those."""
    import numpy as np

    size = int(value.max(initial=0)) + 1
    pairs, counts = np.unique(group * size + value, return_counts=True)
    groups = pairs // size
    order = np.lexsort((pairs, -counts, groups))
    first = np.flatnonzero(np.diff(groups[order], prepend=-1))
    found: Whole = pairs[order[first]] % size
    return found


def _sets(owner: Whole, place: Whole) -> tuple[Whole, Whole, Whole]:
    """Give each incident the code of its set of places; and the places, up to where each ends."""
    import numpy as np

    size = int(place.max(initial=0)) + 1
    pairs = np.unique(owner * size + place)
    of_set = pairs % size
    count = np.bincount(pairs // size)
    ends = np.cumsum(count)
    code = of_set[ends - count]
    for nth in range(1, int(count.max(initial=0))):
        more = np.flatnonzero(count > nth)
        code[more] = _together(code[more], of_set[ends[more] - count[more] + nth])
    return _together(count, code), of_set, ends


def _spans(when: Iterable[Whole]) -> tuple[Whole, Whole]:
    """Tell the first and the last day on which each incident may have been, as `windows.ts` does.

    A night counts as the day on which it began, as the bars of time count it.

    Parameters
    ----------
    when
        First day, days more, and the precision of each date.
    """
    import numpy as np

    from geo import schema

    day, days, precision = when
    of = {name: precision == code for code, name in enumerate(schema.DATE_PRECISIONS)}
    dated = day != NO_DAY
    begin = np.where(dated, day, 0)
    end = begin + days
    end = np.where(of["day"] & (days <= _NIGHT), begin, end)
    end = np.where(of["week"], np.maximum(end, begin + 6), end)
    for step in _STEPS:
        begin = np.where(of[step], _day_of(_step_of(begin, step), step), begin)
        end = np.where(of[step], _day_of(_step_of(end, step) + 1, step) - 1, end)
    return np.where(dated, begin, NO_DAY), np.where(dated, end, NO_DAY)


def _step_of(day: Whole, step: str) -> Whole:
    """Count months or years since 1970; `NO_DAY` stays what it is."""
    import numpy as np

    known = np.where(day == NO_DAY, 0, day).astype("datetime64[D]")
    return np.where(day == NO_DAY, NO_DAY, known.astype(_STEPS[step]).astype(np.int64))


def _day_of(number: Whole, step: str) -> Whole:
    """Return the first day of a month or year."""
    import numpy as np

    day: Whole = number.astype(_STEPS[step]).astype("datetime64[D]").astype(np.int64)
    return day


def _together(*columns: NDArray[Any]) -> Whole:
    """Give rows that are alike in all columns the same code; codes follow the columns' order."""
    import numpy as np
    import pandas as pd

    code: Whole = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        number, values = pd.factorize(np.asarray(column, np.int64), sort=True)
        if len(values) > 1:
            code = pd.factorize(code * len(values) + number, sort=True)[0].astype(np.int64)
    return code


def _firsts(code: Whole) -> Whole:
    """Return where each code from 0 up stands first."""
    import numpy as np

    found = np.zeros(int(code.max(initial=-1)) + 1, np.int64)
    found[code[::-1]] = np.arange(len(code))[::-1]
    return found
