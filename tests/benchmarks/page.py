"""Measure the page: how long it takes to build, its size, how soon it is ready, how fast it moves.

    PYTHONPATH=.:tests python tests/benchmarks/page.py [ROWS ...]

One seeded generator (`datasets.make_dataset`): two claims with a quote an incident, 40 % known to
an area. Ready is from the start of navigation to the first frame with incidents; a pan is from an
input event to the end of the second frame after it, at the view that shows everything. A search
counts from the key that is pressed, so it holds the 150 ms that the page waits for another key.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import datasets

import maps
from geo import region
from maps import incidents

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = shutil.which("chromium")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
READY = """() => new Promise((done) => {
  let drawn = 0;
  const look = () => {
    const state = document.querySelector("[data-bm-incidents]")?.dataset.bmIncidents;
    if (state && drawn === 0) drawn = performance.now();
    if (state === "ready") requestAnimationFrame(() => done([drawn, performance.now()]));
    else requestAnimationFrame(look);
  };
  look();
})"""
MOVE = """([kind, steps]) => (async () => {
  const map = Object.values(window).find((value) => value instanceof L.Map);
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const times = [];
  for (let step = 0; step < steps; step++) {
    const start = performance.now();
    if (kind === "pan") map.panBy([step % 2 ? -120 : 120, 40 * (step % 3 - 1)], { animate: false });
    else map.setZoom(map.getZoom() + (step % 2 ? -1 : 1), { animate: false });
    await frame();
    await frame();
    times.push(performance.now() - start);
  }
  return times;
})()"""


# Ticks a box, or types, until the heading of the list has changed and a frame is drawn.
CHOOSE = """([what, steps]) => (async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const heading = document.querySelector(".bm-all > .bm-heading");
  document.querySelector(".bm-facets").open = true;
  // the boxes are there once somebody can see them
  while (document.querySelector(".bm-facets input") === null) await frame();
  const times = [];
  for (let step = 0; step < steps; step++) {
    const before = heading.textContent;
    const start = performance.now();
    if (what === "tick") document.querySelector(".bm-facets input").click();
    else {
      const input = document.getElementById("bm-search");
      input.value = step % 2 ? "" : what;
      input.dispatchEvent(new Event("input"));
    }
    while (heading.textContent === before) await new Promise((done) => setTimeout(done));
    await frame();
    await frame();
    times.push(performance.now() - start);
  }
  return times;
})()"""

# Drags a brush over the timeline or the strip, a movement at a time.
BRUSH = """([chart, steps]) => (async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  Element.prototype.setPointerCapture = () => undefined;  // there is no pointer to capture
  const rows = document.querySelectorAll(".bm-chart-row > .bm-plot");
  const plot = rows[chart === "strip" ? 1 : 0];
  const box = plot.getBoundingClientRect();
  const event = (type, x, y) => plot.dispatchEvent(new PointerEvent(type, {
    pointerId: 1, button: 0, bubbles: true,
    clientX: box.left + x * box.width, clientY: box.top + y * box.height,
  }));
  event("pointerdown", 0.2, 0.2);
  const times = [];
  for (let step = 1; step <= steps; step++) {
    const start = performance.now();
    event("pointermove", 0.2 + 0.6 * step / steps, 0.2 + 0.6 * step / steps);
    await frame();
    await frame();
    times.push(performance.now() - start);
  }
  event("pointerup", 0.8, 0.8);
  await frame();
  document.querySelector(".bm-clear-brush").click();
  await frame();
  await frame();
  return times;
})()"""


# What the ground is shaded by, as the link says it.
SHADINGS = {
    "hexagons": "density",
    "provinces": "admin1",
    "districts": "admin2",
    "districts by a side's figures": "admin2&of=killed%3Aafghanistan",
}
# Shades the ground, and waits until the legend tells by what.
SHADE = """(words) => (async () => {
  const start = performance.now();
  location.hash = `shade=${words}`;
  const look = () => document.querySelector(".bm-shading .bm-swatch");
  while (!look()) await new Promise((done) => setTimeout(done));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - start;
})()"""


def shade(page: Page) -> dict[str, float]:
    """Tick a filter, pan and zoom with the ground shaded in each way."""
    found = {}
    for name, words in SHADINGS.items():
        page.evaluate("location.hash = ''")
        page.wait_for_selector(".bm-shading", state="detached")
        found[f"{name}: first ms"] = page.evaluate(SHADE, words)
        for kind in ("pan", "zoom"):
            times = page.evaluate(MOVE, [kind, 20])
            found[f"{name}: {kind} ms, 95 %"] = statistics.quantiles(times, n=20)[-1]
        ticks = page.evaluate(CHOOSE, ["tick", 20])
        found[f"{name}: tick ms, 95 %"] = statistics.quantiles(ticks, n=20)[-1]
    return found


def measure(rows: int, folder: Path) -> dict[str, float]:
    """Build and open a page of `rows` incidents."""
    from playwright.sync_api import sync_playwright

    pack = region.load()
    dataset = datasets.make_dataset(rows, region=pack)
    start, cpu = time.perf_counter(), time.process_time()
    blocks = list(incidents.blocks(dataset, pack))
    payload_s, payload_cpu = time.perf_counter() - start, time.process_time() - cpu
    start, cpu = time.perf_counter(), time.process_time()
    file = maps.save(maps.render(dataset, pack), folder / f"{rows}.html")
    page_s, page_cpu = time.perf_counter() - start, time.process_time() - cpu
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(FLAGS)
        )
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(file.as_uri(), wait_until="commit")
        drawn, ready = page.evaluate(READY)
        page.evaluate(MOVE, ["pan", 4])
        pans = page.evaluate(MOVE, ["pan", 20])
        zooms = page.evaluate(MOVE, ["zoom", 20])
        ticks = page.evaluate(CHOOSE, ["tick", 20])
        brushes = {chart: page.evaluate(BRUSH, [chart, 40])[1:] for chart in ("time", "strip")}
        shaded = shade(page)
        page.evaluate("location.hash = ''")
        first, *later = page.evaluate(CHOOSE, ["kunar", 9])[::2]
        page.reload()
        page.evaluate(READY)
        page.locator(".bm-all .bm-item").first.click()
        start = time.perf_counter()
        page.wait_for_selector(".bm-incident")
        card_ms = 1000 * (time.perf_counter() - start)
        heap = page.evaluate("performance.memory.usedJSHeapSize / 1e6")
        browser.close()
    return {
        "payload s": payload_s,
        "payload CPU s": payload_cpu,
        "payload MB": sum(len(block.data) for block in blocks) / 1e6,
        "page s": page_s,
        "page CPU s": page_cpu,
        "HTML MB": file.stat().st_size / 1e6,
        "drawn s": drawn / 1000,
        "ready s": ready / 1000,
        "pan ms, median": statistics.median(pans),
        "pan ms, 95 %": statistics.quantiles(pans, n=20)[-1],
        "zoom ms, median": statistics.median(zooms),
        "zoom ms, 95 %": statistics.quantiles(zooms, n=20)[-1],
        "tick ms, median": statistics.median(ticks),
        "tick ms, 95 %": statistics.quantiles(ticks, n=20)[-1],
        "timeline ms, median": statistics.median(brushes["time"]),
        "timeline ms, 95 %": statistics.quantiles(brushes["time"], n=20)[-1],
        "strip ms, median": statistics.median(brushes["strip"]),
        "strip ms, 95 %": statistics.quantiles(brushes["strip"], n=20)[-1],
        "first search ms": first,
        "later search ms": statistics.median(later),
        "card ms": card_ms,
        "heap MB": heap,
        **shaded,
    }


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for count in [int(text) for text in sys.argv[1:]] or [1_000, 100_000]:
            print(f"{count:,} incidents")
            for what, value in measure(count, Path(name)).items():
                print(f"  {what:20}{value:10.2f}")
