"""Groups of incidents -> one incident each, with all places, claims and reports of its members."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from geo import schema
from geo.linking.sets import numbered, spread

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import pandas as pd
    from numpy.typing import NDArray

_SUMMARY_CHARS = 500
_UNKNOWN = (None, "", "unknown")
_PRECISIONS = {name: rank for rank, name in enumerate(schema.DATE_PRECISIONS)}
_SMALL = ("place", "crossing", "admin3")
_WIDE = ("border", "border_section")
_STEP = 10_000  # places that are held against those of their incident in one go
# A unit, the code by which it holds, and what it holds.
_HELD_BY = {
    "country": ("country", (*_SMALL, "admin2", "admin1")),
    "admin1": ("admin1_pcode", (*_SMALL, "admin2", "border_section")),
    "admin2": ("admin2_pcode", _SMALL),
}
_PLACE = ("place_id", "footprint_id", "latitude", "longitude", "label_latitude", "label_longitude")


def merged_incident(
    rows: Sequence[dict[str, Any]], *, coded: bool, of_report_day: Collection[str] = ()
) -> dict[str, Any]:
    """Make one row of incidents.

    Parameters
    ----------
    rows
        The members, the one that keeps its id first.
    coded
        The first is a table's: a person coded its date, type and actors, and they stand.
    of_report_day
        Members that are dated by the day of their report, which may be no more than when it was
        written: it counts half.

    Returns
    -------
    dict
        The first member's row. Of reports the others count too: the window and the type that most
        give, then the narrowest, then the first's; actors and sides that most name, and whom of the
        others most name beside them; what one tells as news is no history.
    """
    head = dict(rows[0])
    if not coded:
        head |= _window(rows, of_report_day)
        kind = _most([row["sub_event_type"] for row in rows])
        if kind is not None:
            head["sub_event_type"], head["event_type"] = kind, schema.EVENT_TYPE_OF.get(kind)
        head |= _actors(rows)
        if any(row["role"] == "current" for row in rows):
            head["role"] = "current"
        head["domestic"] = all(bool(row["domestic"]) for row in rows) if _known(rows) else None
    else:
        for name in ("sub_event_type", "event_type", "actor1", "actor2"):
            head[name] = head[name] or _most([row[name] for row in rows])
        for name in ("actor1_side", "actor2_side"):
            if head[name] in _UNKNOWN and not head[name.removesuffix("_side")]:
                head[name] = _most([row[name] for row in rows]) or head[name]
    if not (coded and head["summary"]):  # what a person wrote of it stands alone
        head["summary"] = _summary([row["summary"] for row in rows])
    head["merged_ids"] = ";".join(
        sorted(
            {
                one
                for row in rows
                for one in (row["incident_id"], *_split(row["merged_ids"], ";"))
                if one != head["incident_id"]
            }
        )
    )
    for name, mark in (
        *(("report_ids", ";"), ("source", "; "), ("source_url", " "), ("licence", "; ")),
    ):
        parts = sorted({part for row in rows for part in _split(row[name], mark)})
        head[name] = mark.join(parts) or None
    head["raw"] = _raw([row["raw"] for row in rows])
    return head


def _known(rows: Sequence[dict[str, Any]]) -> bool:
    return any(row["domestic"] is not None for row in rows)


def _split(text: str | None, mark: str) -> list[str]:
    return [part for part in (text or "").split(mark) if part]


def _most(values: Sequence[Any]) -> Any:
    """Return what most say, the first of the most; None where none says anything."""
    told = [value for value in values if value not in _UNKNOWN]
    return Counter(told).most_common(1)[0][0] if told else None


def _actors(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Say who acts and on whom: two sides, also where reports name them in the other order."""
    made: dict[str, Any] = {}
    taken: Any = None
    for number in ("1", "2"):
        side, actor = f"actor{number}_side", f"actor{number}"
        left = [row for row in rows if row[side] in _UNKNOWN or row[side] != taken]
        taken = _most([row[side] for row in left])
        named = [row for row in left if taken is None or row[side] == taken]
        made[side] = taken if taken is not None else next((row[side] for row in left), None)
        made[actor] = _most([row[actor] for row in named])
    return made


def _window(rows: Sequence[dict[str, Any]], of_report_day: Collection[str]) -> dict[str, Any]:
    names = ("date_start", "date_end", "date_precision", "date_prec", "time_precision")
    finest = min(_PRECISIONS.get(row["date_precision"], 9) for row in rows)
    told = [row for row in rows if _PRECISIONS.get(row["date_precision"], 9) == finest]
    counts: Counter[tuple[Any, Any]] = Counter()
    for row in told:
        weight = 1 if row["incident_id"] in of_report_day else 2
        counts[row["date_start"], row["date_end"]] += weight
    best = min(
        told,
        key=lambda row: (
            -counts[row["date_start"], row["date_end"]],
            timedelta.max if row["date_end"] is None else row["date_end"] - row["date_start"],
            told.index(row),
        ),
    )
    return {name: best[name] for name in names}


def _summary(texts: Sequence[str | None]) -> str | None:
    told: list[str] = []
    for text in texts:
        if text and text not in told and sum(map(len, told)) + len(text) <= _SUMMARY_CHARS:
            told.append(text)
    return " ".join(told) or next((text for text in texts if text), None)


def _raw(texts: Sequence[str | None]) -> str | None:
    rows: list[Any] = []
    for text in texts:
        if text:
            said = json.loads(text)
            rows += said if isinstance(said, list) else [said]
    return json.dumps(rows, ensure_ascii=False) if rows else None


def merged_locations(
    locations: pd.DataFrame, order: dict[str, int], coded: Collection[str]
) -> pd.DataFrame:
    """Keep each place of an incident once, and one primary place: the finest that is known.

    A place that only holds one that another member names is left out: what one report knows to the
    province and another to the district is known to the district.

    Parameters
    ----------
    locations
        Rows of merged incidents, already under the id that was kept, with their former id in
        `former_id`.
    order
        The place of each former id among its members.
    coded
        Incidents of tables: a person chose their primary place, and it stays.
    """
    texts = {
        name: locations[name].astype(object).where(locations[name].notna(), "") for name in _PLACE
    }
    located = locations["place_level"].notna()
    bare = locations["place_text"].astype(object).where(~located, "")
    frame = locations.assign(
        member=locations["former_id"].map(order),
        bare=bare.where(bare.notna(), ""),
        **{f"same {name}": values.astype(str) for name, values in texts.items()},
    )
    frame["primary"] = frame["is_primary"].fillna(value=False).astype(bool)
    frame["lost"] = ~located.to_numpy(bool)
    frame["prec"] = frame["where_prec"].astype(float).fillna(9.0)
    frame["reach"] = frame["uncertainty_km"].astype(float).fillna(1e6)
    frame = frame.sort_values(
        ["incident_id", "member", "primary", "location_id"],
        ascending=[True, True, False, True],
        kind="stable",
    )
    same = ["incident_id", "bare", *(f"same {name}" for name in _PLACE)]
    frame = frame.drop_duplicates(same)
    frame = frame[~_holds_another(frame)]
    chosen = frame["primary"] & (frame["member"] == 0) & frame["incident_id"].isin(list(coded))
    finest = (
        frame.assign(other=~chosen)
        .sort_values(
            ["incident_id", "lost", "other", "prec", "member", "primary", "reach", "location_id"],
            ascending=[True, True, True, True, True, False, True, True],
            kind="stable",
        )
        .drop_duplicates("incident_id")
    )
    return frame.assign(is_primary=frame["location_id"].isin(finest["location_id"]))


def _holds_another(frame: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell the places that hold one which another member of their incident names."""
    level = (
        frame["place_level"].astype(object).where(frame["place_level"].notna(), "").to_numpy(object)
    )
    code = {
        name: frame[name].astype(object).where(frame[name].notna(), "").to_numpy(object)
        for name in ("country", "admin1_pcode", "admin2_pcode")
    }
    first, last = (
        frame[name].to_numpy(float, na_value=np.nan) for name in ("line_from_km", "line_to_km")
    )
    units = [
        (level == unit, code[name], np.isin(level, below))
        for unit, (name, below) in _HELD_BY.items()
    ]
    wide = np.isin(level, _WIDE)
    owner, _ = numbered(frame["incident_id"])
    member = frame["member"].to_numpy(np.int64)
    order = np.argsort(owner, kind="stable")
    size = np.bincount(owner)
    begin = (np.cumsum(size) - size)[owner[order]]
    holds = np.zeros(len(frame), bool)
    for at in range(0, len(order), _STEP):
        some = order[at : at + _STEP]
        which, other = spread(begin[at : at + _STEP], size[owner[some]])
        one, other = some[which], order[other]
        told_apart = np.flatnonzero(member[one] != member[other])
        one, other = one[told_apart], other[told_apart]
        is_held = np.zeros(len(one), bool)
        for is_unit, codes, is_below in units:
            same = (codes[one] == codes[other]) & (codes[one] != "")
            is_held |= is_unit[one] & is_below[other] & same
        inside = (first[other] >= first[one]) & (last[other] <= last[one])
        shorter = last[other] - first[other] < last[one] - first[one]
        is_held |= wide[one] & wide[other] & inside & shorter
        holds[one[is_held]] = True
    return holds
