"""A seeded synthetic Dataset and region pack, for tests and benchmarks.

Places, units and line are drawn by a formula, not taken from a map: they need no region pack and
must not be mistaken for one. About half of the places of incidents are points, 40 % are known
to an area, 10 % to a stretch of the line; one incident in fifty has no place that is known.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely
import shapely.ops
from synthetic_region import CLAIMANT_SIDES, LINE_VERSION, VICTIM_GROUPS, make_region, warp

from geo import schema
from geo.dataset import Account, Dataset
from geo.footprints import footprints as region_footprints

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

# Text that some reader of some output would run, cut, recolour or misplace.
HOSTILE = (
    "<script>document.title='run'</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{ 7*7 }} {% include '/etc/passwd' %} {# gone #}",
    "${7*7} `id` #{7*7} $(id)",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "a\x00b",
    "line\nbreak\r\nand\u2028separator",
    "\u202egnp.exe\u202c \u2066x\u2069",
    "\x1b[31mred\x07\x9b1m",
    "<!-- ]]> &amp; &lt; --> <![CDATA[",
    "'; DROP TABLE incidents_points; --",
    'quote " comma , semicolon ; back\\slash',
    "\u067e\u06a9\u062a\u06cc\u06a9\u0627 \u062a\u0648\u0631\u062e\u0645 \u06d2\u06d3",
    "e\u0301\ufeff\ufffe\U0001f6a8",
    "javascript:alert(1)",
    "__proto__",
    "</style></noscript></title></textarea><plaintext>",
    '<svg><use href="https://evil.example/a.svg#a"/><script>alert(1)</script>',
    "<base href=//evil.example/><meta http-equiv=refresh content='0;url=//evil.example'>",
    "{{ cycler.__init__.__globals__ }} {%- endfor -%} {{",
    "%s %(x)d %n 100%25%0d%0a",
    " =HYPERLINK('https://evil.example')",
    'https://evil.example/" onmouseover=alert(1) x="',
    "\u2067\ufff9\U000e0041 unclosed",
    "e" + "\u0301" * 60,
    "W" * 2000,
)


def make_dataset(
    n: int = 200,
    seed: int = 0,
    *,
    hostile: bool = False,
    region: Any = None,
    claims: int = 2,
    shuffle: int | None = None,
    quotes: int | None = None,
) -> Dataset:
    """Make a Dataset of `n` incidents.

    Parameters
    ----------
    n
        Incidents; there are about 1.2 places an incident.
    seed
        The same seed gives the same dataset.
    hostile
        Put text of `HOSTILE` into every column of free text.
    region
        A region pack; its districts, provinces and line are used. None: `make_region()`.
    claims
        Claims with a quote, for each incident: sides take turns, so two claims are a dispute.
    shuffle
        A seed that brings the rows of all tables (not their content) into another order.
    quotes
        Characters of each quote, which tells of more than a figure then.
    """
    pack = make_region() if region is None else region
    rng = np.random.default_rng(seed)
    incidents = _incidents(n, rng, claims)
    locations = _locations(incidents, rng, pack)
    claim_rows = _claims(incidents, rng, claims)
    if quotes is not None:
        claim_rows["quote"] = _long_quotes(claim_rows["quote"], rng, quotes)
    reports = _reports(incidents)
    if hostile:
        incidents = _poison(incidents, _FREE["incidents"])
        locations = _poison(locations, _FREE["locations"])
        claim_rows = _poison(claim_rows, _FREE["claims"])
        reports = _poison(reports, _FREE["reports"])
    known = locations["where_prec"].notna()
    located = incidents["incident_id"].isin(locations.loc[known, "incident_id"])
    rejected = schema.conform(
        pd.DataFrame(
            {
                "file": ["made.csv"],
                "row": [7],
                "column": ["date"],
                "value": [HOSTILE[0] if hostile else "31 February"],
                "reason": ["not a date"],
                "expected": ["a day of the calendar"],
                "raw": [json.dumps({"date": "31 February", "id": "x"})],
            }
        ),
        schema.REJECTED,
    )
    account = Account(
        rows_read=n * claims + 1,
        rows_used=n * claims,
        rows_rejected=1,
        incidents_read=n,
        incidents_located=int(located.sum()),
        incidents_unlocated=int((~located).sum()),
        reasons={("rows", "not a date"): 1, ("incidents", "no place"): int((~located).sum())},
        rejected=rejected,
        inputs=(("made.csv", hashlib.sha256(f"{n} {seed}".encode()).hexdigest()),),
    )
    footprints = _footprints(pack, sorted(set(locations["footprint_id"].dropna())))
    tables = {
        "incidents": schema.conform(incidents, schema.incidents(tuple(pack.victim_groups))),
        "locations": schema.conform(locations, schema.LOCATIONS),
        "claims": schema.conform(claim_rows, schema.CLAIMS),
        "reports": schema.conform(reports, schema.REPORTS),
        "footprints": footprints,
    }
    if shuffle is not None:
        tables = {
            key: table.sample(frac=1, random_state=shuffle, ignore_index=True)
            for key, table in tables.items()
        }
    return Dataset(**tables, account=account, region_id=pack.id)


_FREE = {
    "incidents": ("actor1", "actor2", "summary", "source", "source_id", "source_url", "licence"),
    "locations": ("mention", "place_text", "place_name", "admin1", "admin2", "place_why"),
    "claims": ("claimant", "quote"),
    "reports": ("title", "publisher", "url", "published", "language", "licence"),
}
_TYPES = (
    "Air/drone strike",
    "Armed clash",
    "Shelling/artillery/missile attack",
    "Attack",
    "Other",
)
_ROLES = ("current", "background", "aggregate")


def _hex_ids(prefix: str, rng: np.random.Generator, n: int) -> list[str]:
    text = rng.bytes(10 * n).hex()
    return [f"{prefix}-{text[20 * i : 20 * i + 20]}" for i in range(n)]


def _pick(rng: np.random.Generator, values: Sequence[str], n: int) -> np.ndarray:
    return np.array(values, dtype=object)[rng.integers(0, len(values), n)]


def _incidents(n: int, rng: np.random.Generator, claims: int) -> pd.DataFrame:
    sub = _pick(rng, _TYPES, n)
    low, more = rng.integers(0, 20, n), rng.integers(0, 80, n)
    disputed = (more > 40) & (claims > 1)
    day = np.datetime64("2021-01-01") + rng.integers(0, 1900, n).astype("timedelta64[D]")
    frame = pd.DataFrame(
        {
            "incident_id": _hex_ids("inc", rng, n),
            "version": _hex_ids("v", rng, n),
            "event_type": [schema.EVENT_TYPE_OF[name] for name in sub],
            "sub_event_type": sub,
            "actor1": _pick(rng, ("Afghan forces", "Pakistani forces", "Armed group"), n),
            "actor1_side": _pick(rng, ("afghanistan", "pakistan", "ttp"), n),
            "actor2": _pick(rng, ("Pakistani forces", "Afghan forces", "Residents"), n),
            "actor2_side": _pick(rng, ("pakistan", "afghanistan", "unknown"), n),
            "role": np.array(_ROLES, dtype=object)[rng.choice(3, n, p=(0.9, 0.07, 0.03))],
            "domestic": rng.random(n) < 0.1,
            "status": np.where(disputed, "disputed", "claimed"),
            "summary": [f"Made-up incident {i}" for i in range(n)],
            "date_start": day,
            "date_end": day + rng.integers(0, 2, n).astype("timedelta64[D]"),
            "date_precision": "day",
            "date_prec": 1,
            "time_precision": 1,
            "fatalities_low": low,
            "fatalities_best": pd.array(low, dtype="Int64"),
            "fatalities_high": low + more,
            "wounded_low": low // 2,
            "wounded_best": pd.array([None] * n, dtype="Int64"),
            "wounded_high": low + 3,
            "deaths_civilians": pd.array(low // 3, dtype="Int64"),
            "deaths_unspecified": pd.array(low - low // 3, dtype="Int64"),
            "disputed": disputed,
            "n_claims": claims,
            "n_reports": 1,
            "source": "made.csv",
            "source_id": [str(i) for i in range(n)],
            "source_url": [f"https://example.org/{i}" for i in range(n)],
            "licence": "CC0-1.0",
            "raw": ['{"secret": "RAW-CANARY"}'] * n,
            "report_ids": [f"rep-{i % 500:020x}" for i in range(n)],
        }
    )
    frame.loc[disputed, "fatalities_best"] = pd.NA
    return frame.sort_values(["date_start", "incident_id"], ignore_index=True)


def _locations(incidents: pd.DataFrame, rng: np.random.Generator, pack: Any) -> pd.DataFrame:
    n = len(incidents)
    count = rng.choice((1, 2, 3), n, p=(0.85, 0.12, 0.03))
    unlocated = rng.random(n) < 0.02
    count = np.where(unlocated, 1, count)
    owner = np.repeat(np.arange(n), count)
    total = len(owner)
    first = np.r_[True, owner[1:] != owner[:-1]] if total else np.zeros(0, bool)
    kind = rng.choice(3, total, p=(0.5, 0.4, 0.1))
    kind[unlocated[owner]] = 3
    frame = pd.DataFrame(
        {
            "location_id": _hex_ids("loc", rng, total),
            "incident_id": incidents["incident_id"].to_numpy()[owner],
            "report_id": incidents["report_ids"].to_numpy()[owner],
            "is_primary": first,
            "mention": "made-up place",
            "place_text": [f"Made-up place {i % 997}" for i in range(total)],
            "line_version": np.where(kind < 3, getattr(pack, "line_version", LINE_VERSION), None),
            "line_side": np.where(kind < 3, _pick(rng, (*pack.line_sides, "on_line"), total), None),
            "place_why": np.where(kind < 3, "name, made up", "no such place"),
            "place_score": np.where(kind < 3, 0.9, np.nan),
        }
    )
    _fill_points(frame, np.flatnonzero(kind == 0), rng, pack)
    _fill_areas(frame, np.flatnonzero(kind == 1), rng, pack)
    _fill_stretches(frame, np.flatnonzero(kind == 2), rng, pack)
    incidents["n_locations"] = count
    frame["_owner"] = owner
    frame = frame.sort_values(
        ["_owner", "is_primary", "location_id"], ascending=[True, False, True], ignore_index=True
    )
    return frame.drop(columns="_owner")


def _fill_points(frame: pd.DataFrame, at: np.ndarray, rng: np.random.Generator, pack: Any) -> None:
    named = rng.random(len(at)) < 0.6
    known = pack.places[pack.places["longitude"].notna()]
    places, names = known["place_id"].to_numpy(object), known["name"].to_numpy(object)
    pool = known[["longitude", "latitude"]].to_numpy(float)
    which = rng.integers(0, len(places), len(at))
    free = np.column_stack(warp(rng.random(len(at)), rng.uniform(-0.9, 0.9, len(at))))
    xy = np.where(named[:, None], pool[which], np.round(free, 5))
    values = {
        "place_name": names[which],
        "place_id": np.where(named, places[which], None),
        "footprint_id": np.where(named, places[which], None),
        "place_level": "place",
        "country": _pick(rng, ("AFG", "PAK"), len(at)),
        "longitude": xy[:, 0],
        "latitude": xy[:, 1],
        "label_longitude": xy[:, 0],
        "label_latitude": xy[:, 1],
        "where_prec": np.where(named, 2, 1),
        "geo_precision": np.where(named, 2, 1),
        "uncertainty_km": np.where(named, 5.0, 1.0),
        "line_km": np.round(rng.uniform(0, 1000, len(at)), 1),
        "line_distance_km": np.round(rng.uniform(0, 90, len(at)), 1),
    }
    _assign(frame, at, values)


def _fill_areas(frame: pd.DataFrame, at: np.ndarray, rng: np.random.Generator, pack: Any) -> None:
    both = pd.concat([pack.districts.assign(level=2), pack.provinces.assign(level=1)])
    share = np.where(both["level"] == 2, 0.9 / len(pack.districts), 0.1 / len(pack.provinces))
    chosen = rng.choice(len(both), len(at), p=share / share.sum())
    labels = both.geometry.representative_point()
    level2 = both["level"].to_numpy()[chosen] == 2
    code, name = both["code"].to_numpy(object)[chosen], both["name"].to_numpy(object)[chosen]
    values = {
        "place_name": name,
        "place_id": code,
        "footprint_id": code,
        "place_level": np.where(level2, "admin2", "admin1"),
        "country": both["country"].to_numpy(object)[chosen],
        "admin1": np.where(level2, "Province", name),
        "admin1_pcode": np.where(level2, [str(c)[:4] for c in code], code),
        "admin2": np.where(level2, name, None),
        "admin2_pcode": np.where(level2, code, None),
        "label_longitude": np.round(labels.x.to_numpy()[chosen], 5),
        "label_latitude": np.round(labels.y.to_numpy()[chosen], 5),
        "where_prec": np.where(level2, 3, 4),
        "geo_precision": np.where(level2, 2, 3),
        "uncertainty_km": np.where(level2, 25.0, 80.0),
    }
    _assign(frame, at, values)


def _fill_stretches(
    frame: pd.DataFrame, at: np.ndarray, rng: np.random.Generator, pack: Any
) -> None:
    length = int(pack.sections["to_km"].max())
    starts = np.linspace(0, length * 0.9, 40).astype(int)
    which = rng.integers(0, len(starts), len(at))
    ids = np.array([f"line:{s}-{s + 20 + 2 * i}" for i, s in enumerate(starts)], dtype=object)
    geometry = _footprints(pack, sorted(ids)).set_index("footprint_id").geometry
    lines = geometry.loc[list(ids)].to_numpy()
    middle = shapely.get_coordinates(shapely.line_interpolate_point(lines, 0.5, normalized=True))
    values = {
        "place_name": [f"border stretch {i}" for i in which],
        "footprint_id": ids[which],
        "place_level": "border_section",
        "label_longitude": np.round(middle[which, 0], 5),
        "label_latitude": np.round(middle[which, 1], 5),
        "where_prec": 5,
        "geo_precision": 3,
        "uncertainty_km": 40.0,
        "line_from_km": starts[which].astype(float),
        "line_to_km": (starts + 20 + 2 * np.arange(len(starts)))[which].astype(float),
        "line_side": "on_line",
        "line_distance_km": 0.0,
    }
    _assign(frame, at, values)


def _assign(frame: pd.DataFrame, at: np.ndarray, values: dict[str, Any]) -> None:
    for column, value in values.items():
        numeric = np.asarray(value).dtype.kind in "if"
        if column not in frame:
            frame[column] = np.full(
                len(frame), np.nan if numeric else None, float if numeric else object
            )
        array = frame[column].to_numpy(copy=True)
        array[at] = value
        frame[column] = array


def _claims(incidents: pd.DataFrame, rng: np.random.Generator, claims: int) -> pd.DataFrame:
    n = len(incidents)
    owner = np.repeat(np.arange(n), claims)
    turn = np.tile(np.arange(claims), n)
    low = incidents["fatalities_low"].to_numpy()[owner]
    high = incidents["fatalities_high"].to_numpy()[owner]
    count = np.where(turn % 2 == 0, low, high)
    side = np.array(CLAIMANT_SIDES, dtype=object)[turn % len(CLAIMANT_SIDES)]
    who = np.array(
        [f"Spokesman of {name}" if name else "" for name in CLAIMANT_SIDES], dtype=object
    )[turn % len(CLAIMANT_SIDES)]
    frame = pd.DataFrame(
        {
            "claim_id": _hex_ids("clm", rng, len(owner)),
            "incident_id": incidents["incident_id"].to_numpy()[owner],
            "report_id": incidents["report_ids"].to_numpy()[owner],
            "claimant": who,
            "claimant_side": side,
            "metric": "killed",
            "victim_group": np.array(VICTIM_GROUPS, dtype=object)[turn % len(VICTIM_GROUPS)],
            "count_min": count,
            "count_max": count,
            "is_exact": True,
            "stance": "asserts",
            "is_subset": False,
            "quote": [f"{c} people were killed, the spokesman said" for c in count],
            "_owner": owner,
        }
    )
    keys = ["_owner", "claimant_side", "metric", "victim_group", "claim_id"]
    return frame.sort_values(keys, ignore_index=True).drop(columns="_owner")


# What a spokesman says around his figure, a part after the other.
_PARTS = (
    (
        "Late on",
        "Early on",
        "In the afternoon of",
        "Before dawn on",
        "At noon on",
        "In the night to",
    ),
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    ("near the post", "in the valley", "on the main road", "by the river", "at the bazaar"),
    ("shells", "two drones", "small arms", "a roadside bomb", "aircraft", "mortar rounds"),
    ("hit several houses", "struck a convoy", "were used for hours", "damaged a school"),
    (
        "and the wounded were taken to the district hospital",
        "while residents left for the next town",
    ),
    ("he told reporters by telephone", "a statement of the office said", "he wrote on his account"),
)


def _long_quotes(figures: pd.Series, rng: np.random.Generator, length: int) -> np.ndarray:
    parts = [_pick(rng, part, len(figures)) for part in _PARTS]
    heights = _pick(rng, [str(number) for number in range(1000)], len(figures))
    rows = zip(figures, heights, *parts, strict=True)
    return np.array(
        [f"{said}; at height {at} {' '.join(more)}"[:length] for said, at, *more in rows], object
    )


def _reports(incidents: pd.DataFrame) -> pd.DataFrame:
    ids = sorted(set(incidents["report_ids"]))
    return pd.DataFrame(
        {
            "report_id": ids,
            "title": [f"Made-up report {i}" for i in range(len(ids))],
            "publisher": "Made-up press",
            "url": [f"https://example.org/report/{i}" for i in range(len(ids))],
            "published": "2026-02-27",
            "language": "en",
            "licence": "CC0-1.0",
        }
    )


def _poison(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    frame = frame.copy()
    for number, column in enumerate(columns):
        if column in frame:
            at = (np.arange(len(frame)) + 5 * number) % len(HOSTILE)
            frame[column] = np.array(HOSTILE, dtype=object)[at]
    return frame


def _footprints(pack: Any, ids: Sequence[str]) -> gpd.GeoDataFrame:
    """Give footprints of a region pack, or of the region that is made up."""
    own = getattr(pack, "footprints", None)
    return region_footprints(pack, ids) if own is None else own(ids)
