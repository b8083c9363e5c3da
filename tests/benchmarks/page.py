"""Measure the page against what it is to be: building, opening, every input event, memory.

    PYTHONPATH=.:tests python tests/benchmarks/page.py [ROWS ...] [--runs N] [--shading]

One seeded generator (`datasets.make_dataset`): two claims an incident with quotes of 120
characters, 40 % known to an area. The same rows are drawn by folium's FastMarkerCluster and GeoJson
in the same run. Each figure is the median of the runs. An event counts from the input to the end of
the second frame after it, the first that can be on the screen. The first event of a kind is what
the 95th percentile of twenty practically says, so it stands behind that, with the processor time of
the page's main thread for one of them, which other work on the machine changes less. A first search
holds the 150 ms that the page waits for another key.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import datasets
import page_open

from geo import region

HERE = Path(__file__).resolve().parent
RIVALS = {"cluster": "FastMarkerCluster", "geojson": "GeoJson"}
# Rivals get no more rows than they can draw; the table says so.
MOST = {"cluster": 1_000_000, "geojson": 100_000}
LIMIT_S = 300.0
EVENTS = ("pan", "zoom", "filter tick", "timeline brush", "strip brush")
# Goals by number of incidents.
GOALS: dict[int, dict[str, float]] = {
    100_000: {"build s": 3, "HTML MB": 15, "renderer MB": 250, "drawn s": 0.6}
    | dict.fromkeys(EVENTS, 60)
    | {"first search": 600, "later searches": 60},
    1_000_000: {"build s": 20, "build MB": 2000, "HTML MB": 130, "renderer MB": 600, "drawn s": 1.2}
    | dict.fromkeys(EVENTS, 100)
    | {"first search": 4000, "later searches": 300},
}


def make(rows: int, folder: Path) -> Path:
    """Write the dataset that all pages of a number of incidents are built from."""
    file = folder / f"{rows}.pickle"
    if not file.exists():
        dataset = datasets.make_dataset(rows, region=region.load(), quotes=120)
        file.write_bytes(pickle.dumps(dataset, protocol=5))
    return file


def build(kind: str, dataset: Path, page: Path) -> dict[str, float]:
    """Build a page in a process of its own."""
    script = [sys.executable, str(HERE / "page_build.py"), kind, str(dataset), str(page)]
    told = subprocess.run(script, check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(told)
    return found


def crowding() -> float:
    """Say how much longer work takes on this machine now than the processor time it needs."""
    start, cpu = time.perf_counter(), time.process_time()
    while time.process_time() - cpu < 0.3:
        sum(range(1000))
    return (time.perf_counter() - start) / (time.process_time() - cpu)


def run(rows: int, folder: Path, *, shading: bool) -> dict[str, float]:
    """Build and use all pages once."""
    found = {"crowding": crowding()}
    dataset, page = make(rows, folder), folder / f"{rows}.html"
    built = build("ours", dataset, page)
    found |= {"build s": built["s"], "build CPU s": built["cpu_s"]}
    found |= {"build MB": built["peak_mb"], "HTML MB": built["mb"]}
    with page_open.chromium() as browser:
        seen = page_open.measure(browser, page, LIMIT_S, shading=shading)
    found |= {"drawn s": seen["drawn"], "ready s": seen["ready"]}
    found |= {"renderer MB": seen["loaded"]["pss"], "renderer RSS": seen["loaded"]["rss"]}
    found |= {"renderer used MB": seen["used"]["pss"], "renderer peak RSS": seen["used"]["peak"]}
    found |= {"heap MB": seen["heap"], "card": seen["card"]}
    for name, high in seen["p95"].items():
        found[name] = high
        found[f"{name}, first"] = seen["first"][name]
        found[f"{name}, work"] = seen["work"].get(name, float("nan"))
    for kind in RIVALS:
        count = min(rows, MOST[kind])
        page = folder / f"{kind}-{count}.html"
        if not page.exists():
            built = build(kind, make(count, folder), page)
            (folder / f"{kind}-{count}.json").write_text(json.dumps(built))
        built = json.loads((folder / f"{kind}-{count}.json").read_text())
        with page_open.chromium() as browser:
            drawn = page_open.first_drawn(browser, kind, page, LIMIT_S).get("drawn", float("inf"))
        found |= {f"{kind} build s": built["s"], f"{kind} HTML MB": built["mb"]}
        found |= {f"{kind} s": drawn, f"{kind} ratio": drawn / seen["drawn"]}
    return found


def line(name: str, runs: list[dict[str, float]], key: str, goal: float | None, more: str) -> str:
    values = [one[key] for one in runs]
    spread = " ".join(f"{value:.4g}" for value in values)
    missed = goal is not None and statistics.median(values) > goal
    aim = "" if goal is None else f"{goal:g}{' missed' if missed else ''}"
    return f"| {name} | {statistics.median(values):.4g} | {spread} | {aim} | {more} |"


def table(rows: int, runs: list[dict[str, float]]) -> list[str]:
    goals = GOALS.get(rows, {})
    given = [
        ("page built, cold process, s", "build s", "build CPU s", "s of processor time"),
        ("memory of the build, peak, MB", "build MB", "", ""),
        ("HTML, MB", "HTML MB", "", ""),
        ("navigation to incidents drawn, s", "drawn s", "", ""),
        ("navigation to all ready, s", "ready s", "", ""),
        ("renderer process after loading, PSS, MB", "renderer MB", "renderer RSS", "MB RSS"),
        ("the same after use", "renderer used MB", "renderer peak RSS", "MB RSS at most"),
        ("JavaScript heap, MB", "heap MB", "", ""),
    ]
    lines = [
        f"{rows:,} incidents, median of {len(runs)}",
        "| what | median | runs | goal | |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name, key, beside, unit in given:
        more = f"{statistics.median(one[beside] for one in runs):.4g} {unit}" if beside else ""
        lines.append(line(name, runs, key, goals.get(key), more))
    known = [
        key for key in runs[0] if f"{key}, work" in runs[0] and key not in ("warm up", "search")
    ]
    for key in known:
        work = statistics.median(one[f"{key}, work"] for one in runs)
        first = statistics.median(one[f"{key}, first"] for one in runs)
        more = f"{first:.4g} the first"
        if not math.isnan(work):
            more += f"; {work:.3g} of the main thread"
        lines.append(line(f"{key}, ms, 95 %", runs, key, goals.get(key), more))
    lines.append(line("card opened, ms", runs, "card", None, ""))
    for kind, name in RIVALS.items():
        count = min(rows, MOST[kind])
        drawn = f"{name}, {count:,} rows: drawn, s"
        more = "{:.4g} s to build, {:.4g} MB".format(
            runs[0][f"{kind} build s"], runs[0][f"{kind} HTML MB"]
        )
        lines.append(line(drawn, runs, f"{kind} s", None, more))
        lines.append(line(f"{name}: times ours", runs, f"{kind} ratio", None, ""))
    lines.append(line("how crowded the machine was", runs, "crowding", None, "1: it was ours"))
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the page.")
    parser.add_argument("rows", nargs="*", type=int, default=[100_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--shading", action="store_true", help="with the ground shaded, too")
    given: Any = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for rows in given.rows:
            before = os.getloadavg()[0]
            runs = [run(rows, Path(name), shading=given.shading) for _ in range(given.runs)]
            print("\n".join(table(rows, runs)))
            print(f"load average {before:.1f} before, {os.getloadavg()[0]:.1f} after")


if __name__ == "__main__":
    main()
