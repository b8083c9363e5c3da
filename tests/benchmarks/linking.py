"""Measure linking over seeded tables that grow while places and years stay.

    python tests/benchmarks/linking.py [--rows 250000 500000 1000000] [--shape spread]

Makes located incidents with one or two claims each, `--rows` of them, and links all. Places are the
pack's own, few of them hot. ``spread``: fifteen years, with bursts. ``crowded``: two hundred days
(give it fewer rows), so that most share their place and day with others. Prints a line a size:
seconds of processor, how they grew since the size before (2 is linear where rows double), rows put
together, and the most memory the process had. A size runs in a process of its own, so that each has
its own most. Years and places stay while rows grow, so what is put together grows faster than rows.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import time
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from geo import linking, locating, region, schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    Tables = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]

DAYS = {"spread": 15 * 365, "crowded": 200}
_TYPES = {
    "Armed clash": 0.3,
    "Air/drone strike": 0.15,
    "Shelling/artillery/missile attack": 0.2,
    "Remote explosive/landmine/IED": 0.15,
    "Attack": 0.15,
    "Other": 0.05,
}
_LONG = ((0, 0.9), (1, 0.07), (6, 0.02), (29, 0.01))  # days of a window beyond its first


def tables(rows: int, shape: str = "spread", seed: int = 1) -> Tables:
    """Make incidents, locations, claims and reports of `geo.schema`.

    Parameters
    ----------
    rows
        How many incidents.
    shape
        A key of `DAYS`.
    seed
        Of the generator; the same gives the same tables.
    """
    pack = region.load("durand")
    rng = np.random.default_rng(seed)
    ids = np.array([f"inc-{number:012x}" for number in rng.permutation(rows)], object)
    bursts = rng.gamma(0.4, size=DAYS[shape])
    start = rng.choice(len(bursts), rows, p=bursts / bursts.sum())
    start = start + (np.datetime64("2010-01-01") - np.datetime64("1970-01-01")).astype(int)
    lengths, shares = zip(*_LONG, strict=True)
    end = start + rng.choice(lengths, rows, p=shares)
    kind = rng.choice(list(_TYPES), rows, p=list(_TYPES.values()))
    sides = [*pack.sides[:4], "unknown"]
    incidents = schema.conform(
        pd.DataFrame(
            {
                "incident_id": ids,
                "sub_event_type": kind,
                "event_type": pd.Series(kind).map(schema.EVENT_TYPE_OF),
                "actor1_side": rng.choice(sides, rows, p=[0.2, 0.3, 0.15, 0.05, 0.3]),
                "role": np.where(rng.random(rows) < 0.98, "current", "aggregate"),
                "date_start": _days(start),
                "date_end": _days(end),
                "date_precision": "day",
                "source": "made up",
                "source_id": ids,
            }
        ),
        schema.incidents(pack.victim_groups),
    )
    claims = _claims(np.concatenate([ids, ids[rng.random(rows) < 0.3]]), pack, rng)
    return incidents, _locations(ids, pack, rng), claims, schema.empty(schema.REPORTS)


def _days(numbers: np.ndarray) -> pd.Series:
    days = pa.array(numbers.astype(np.int32)).cast(pa.date32())
    return pd.Series(days, dtype=pd.ArrowDtype(pa.date32()))


def _locations(ids: np.ndarray, pack: region.RegionPack, rng: np.random.Generator) -> pd.DataFrame:
    """Give each incident a place of the pack, one in twenty a second."""
    names = pack.unit_names
    places = pack.places.dropna(subset=["admin1_pcode", "admin2_pcode"]).head(1_500)
    texts = [
        f"{place}, {names[admin1]}"
        for place, admin1 in zip(places["name"], places["admin1_pcode"], strict=True)
    ]
    texts += [f"{names[code]} district" for code in places["admin2_pcode"].unique()]
    texts += [f"{names[code]} province" for code in places["admin1_pcode"].unique()] * 3
    texts += ["along the Durand Line"] * 3
    words = pd.DataFrame({"place_text": np.array(texts, object)}, dtype="str")
    known = locating.locate_rows(words, pack)
    weights = 1 / (5 + rng.permutation(len(texts)))
    owner = np.concatenate([ids, ids[rng.random(len(ids)) < 0.05]])
    at = rng.choice(len(texts), len(owner), p=weights / weights.sum())
    where = known.take(pd.Index(at)).reset_index(drop=True)
    own = {
        "location_id": [f"loc-{number:012x}" for number in range(len(owner))],
        "incident_id": owner,
        "is_primary": np.arange(len(owner)) < len(ids),
        "place_text": np.array(texts, object)[at],
    }
    return schema.conform(where.assign(**own), schema.LOCATIONS)


def _claims(owner: np.ndarray, pack: region.RegionPack, rng: np.random.Generator) -> pd.DataFrame:
    count = rng.geometric(0.25, len(owner)) - 1
    columns: dict[str, Any] = {
        "claim_id": [f"clm-{number:012x}" for number in range(len(owner))],
        "incident_id": owner,
        "claimant": "made up",
        "claimant_side": "media",
        "metric": rng.choice(["killed", "wounded"], len(owner), p=[0.7, 0.3]),
        "victim_group": rng.choice(list(pack.victim_groups), len(owner)),
        "count_min": count,
        "count_max": count,
        "is_exact": True,
        "stance": "asserts",
        "is_subset": False,
    }
    return schema.conform(pd.DataFrame(columns), schema.CLAIMS)


def measure(rows: int, shape: str) -> tuple[float, int, float, float, tuple[str, ...]]:
    """Link made tables: seconds, rows put together, MB before and at most, notes."""
    made = tables(rows, shape)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started = time.process_time()
    linked = linking.link_tables(*made)
    seconds = time.process_time() - started
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return seconds, len(linked.links), before, most, linked.notes


def main(given: Sequence[str] | None = None) -> None:
    """Measure each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[250_000, 500_000, 1_000_000])
    parser.add_argument("--shape", choices=list(DAYS), nargs="+", default=["spread"])
    arguments = parser.parse_args(given)
    context = multiprocessing.get_context("spawn")
    for shape in arguments.shape:
        former = None
        for rows in arguments.rows:
            with context.Pool(1) as pool:
                seconds, links, before, most, notes = pool.apply(measure, (rows, shape))
            grew = f"{seconds / former:5.2f} times" if former else " " * 11
            print(
                f"{shape:8s} {rows:9,d} rows {seconds:7.1f} s {grew} {links:9,d} put together,"
                f" {most:6,.0f} MB at most, {before:6,.0f} MB with the tables alone",
                *notes,
                flush=True,
            )
            former = seconds


if __name__ == "__main__":
    main()
