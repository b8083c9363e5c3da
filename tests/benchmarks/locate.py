"""Measure the locating engine over a region pack, in one process.

    python tests/benchmarks/locate.py [--region durand] [--rows 1000000] [--texts 20000]
        [--lines FILE]

Loads a gazetteer, answers distinct texts, made of the pack's names and, with `--lines`, those of a
text file, one a line; finds the names of texts without answering, which is the least that a new
text costs; and locates rows of repeated words, of words with the point that goes with them, and of
words with a new point each. Prints one line a step: seconds by the clock and of processor (rates
are of the latter, which a busy machine changes less). The first use of each part is counted, the
imports of libraries are not.
"""

from __future__ import annotations

import argparse
import itertools
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from geo import boundaries, line, locating, region
from geo.gazetteer import Gazetteer
from geo.gazetteer.reading import Reader

if TYPE_CHECKING:
    from collections.abc import Callable

_FORMS = (
    "{place}",
    "{place}, {province}",
    "{place} village of {district} district",
    "near {place} in {district}",
    "Qzx{number} area of {district}",
    "{number} km north of {place}, {province}",
    "{place} area, {district} district, {province} province",
)


def timed(what: str, count: int, step: Callable[[], Any]) -> Any:
    """Run a step and print what it took."""
    started, started_work = time.perf_counter(), time.process_time()
    made = step()
    seconds, work = time.perf_counter() - started, time.process_time() - started_work
    rate = f"{count / work:12,.0f} a second" if count else ""
    print(f"{what:38s} {seconds:8.3f} s, processor {work:8.3f} s {rate}")
    return made


def distinct_texts(pack: region.RegionPack, count: int) -> list[str]:
    """Make distinct place texts out of the pack's own names."""
    names = pack.unit_names
    places = pack.places.dropna(subset=["admin1_pcode", "admin2_pcode"])
    rows = list(
        zip(
            places["name"],
            places["admin2_pcode"].map(names),
            places["admin1_pcode"].map(names),
            strict=True,
        )
    )
    # Each round gives a place another form, however many places there are.
    made = (
        _FORMS[(number % len(rows) + number // len(rows)) % len(_FORMS)].format(
            place=place, district=district, province=province, number=number
        )
        for number, (place, district, province) in enumerate(itertools.cycle(rows))
    )
    unique = dict.fromkeys(itertools.islice(made, count * 3))
    return list(unique)[:count]


def main() -> None:
    """Run all steps."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--region", default="durand")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--texts", type=int, default=20_000)
    parser.add_argument("--lines", type=Path)
    arguments = parser.parse_args()
    print(f"geopandas {gpd.__version__}, shapely {shapely.__version__}, pandas {pd.__version__}")
    pack = timed("pack: region.toml", 0, lambda: region.load(arguments.region))
    gazetteer = timed("gazetteer: tables and index", 0, lambda: Gazetteer(pack))
    timed("pack: units, line", 0, lambda: (pack.units, pack.line))
    timed("pack: districts, provinces, countries", 0, lambda: _dissolve(pack))
    rng = np.random.default_rng(1)
    west, south, east, north = pack.bounds
    rows = arguments.rows
    lon, lat = rng.uniform(west, east, rows), rng.uniform(south, north, rows)
    timed("boundaries: random points", rows, lambda: boundaries.assign_units(pack, lon, lat))
    near = _near_the_line(pack, rng, rows)
    timed("line: points within 50 km", rows, lambda: line.measure(pack, *near))
    timed("line: random points", rows, lambda: line.measure(pack, lon, lat))
    both = distinct_texts(pack, 2 * arguments.texts)
    texts, others = both[: arguments.texts], both[arguments.texts :]
    first, more = ([(text, None, None, None) for text in part] for part in (texts, others))
    timed("gazetteer: distinct texts", len(first), lambda: gazetteer.table(first))
    timed("gazetteer: as many others", len(more), lambda: gazetteer.table(more))
    reader = Reader(gazetteer.index)
    timed(
        "gazetteer: names found, no answer",
        len(texts),
        lambda: reader.see((text, False) for text in texts),
    )
    if arguments.lines:
        lines = dict.fromkeys(arguments.lines.read_text("utf-8").splitlines())
        said = [(line, None, None, None) for line in lines if line.strip()]
        timed("gazetteer: texts of the file", len(said), lambda: gazetteer.answers(said))
    # Answers are kept with their pack, so a new one has to find them.
    fresh = region.load(arguments.region)
    locating.locate_rows(pd.DataFrame({"place_text": [""], "latitude": 0, "longitude": 0}), fresh)
    at = rng.integers(0, len(texts), rows)
    words = pd.DataFrame({"place_text": np.array(texts, object)[at]}, dtype="str")
    timed("locate_rows: repeated words", rows, lambda: locating.locate_rows(words, fresh))
    timed("locate_rows: the next piece", rows, lambda: locating.locate_rows(words, fresh))
    own = words.assign(longitude=near[0][at], latitude=near[1][at])
    timed("locate_rows: words with their points", rows, lambda: locating.locate_rows(own, fresh))
    new = words.assign(longitude=near[0], latitude=near[1])
    timed("locate_rows: a new point each", rows, lambda: locating.locate_rows(new, fresh))


def _dissolve(pack: region.RegionPack) -> None:
    for name in ("districts", "provinces", "countries"):
        getattr(pack, name)


def _near_the_line(
    pack: region.RegionPack, rng: np.random.Generator, count: int
) -> tuple[np.ndarray, np.ndarray]:
    marks = rng.uniform(0, line.length_km(pack), 10_000)
    lon, lat = np.array([line.point_at(pack, mark) for mark in marks]).T
    at = rng.integers(0, marks.size, count)
    azimuth, metres = rng.uniform(0, 360, count), rng.uniform(0, 50_000, count)
    moved = pyproj.Geod(ellps="WGS84").fwd(lon[at], lat[at], azimuth, metres)
    return np.asarray(moved[0]), np.asarray(moved[1])


if __name__ == "__main__":
    main()
