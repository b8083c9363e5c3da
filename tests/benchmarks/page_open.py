"""Open a page in Chromium, without a network, and measure what a reader waits for."""

from __future__ import annotations

import mimetypes
import shutil
import statistics
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser, BrowserContext, Page, Route

FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
SIZE = {"width": 1280, "height": 800}
MODULES = Path(__file__).resolve().parents[2] / "maps/viewer/node_modules"
# Where folium's pages find what they ask other hosts for; anything else is answered with nothing.
SERVED = {
    "leaflet.markercluster": "leaflet.markercluster/dist",
    "leaflet@": "leaflet/dist",
}
# A browser that has just been started loads its own windows for a second: no reader waits for that.
REST_MS = 2000
# What is there as soon as incidents are drawn.
MARKS = {
    "ours": "[data-bm-incidents]",
    "cluster": ".marker-cluster, .leaflet-marker-icon",
    "geojson": ".leaflet-overlay-pane canvas",
}
# Runs before the page: notes the first frame after incidents are there, and after all is.
WATCH = """(() => {
  const frame = (then) => requestAnimationFrame(then);
  window.measured = {};
  const look = () => {
    const found = document.querySelector(MARK);
    if (found === null) return frame(look);
    frame(() => { window.measured.drawn = performance.now(); });
    const ready = () => {
      const state = document.querySelector(MARK).dataset.bmIncidents;
      if (state !== undefined && state !== "ready") return frame(ready);
      frame(() => { window.measured.ready = performance.now(); });
    };
    ready();
  };
  frame(look);
})()"""
FRAMES = """
const frame = () => new Promise((done) => requestAnimationFrame(done));
const timed = async (act, agreed) => {
  const start = performance.now();
  act();
  do await frame(); while (!agreed());
  await frame();  // what the frame before has drawn is on its way to the screen
  return performance.now() - start;
};
"""
MOVE = """(async () => {
  const map = Object.values(window).find((value) => value instanceof L.Map);
  const times = [];
  for (let step = 0; step < STEPS; step++) {
    times.push(await timed(() => {
      const [by, still] = [step % 2 ? -1 : 1, { animate: false }];
      if (KIND === "pan") map.panBy([120 * by, 40 * (step % 3 - 1)], still);
      else map.setZoom(map.getZoom() + by, still);
    }, () => true));
  }
  return times;
})()"""
# Ticks a box, or writes a word; all agrees when the heading of the list has changed.
CHOOSE = """(async () => {
  const heading = document.querySelector(".bm-all > .bm-heading");
  document.querySelector(".bm-facets").open = true;
  // the boxes are there once somebody can see them
  while (document.querySelector(".bm-facets input") === null) await frame();
  await frame();
  const times = [];
  for (let step = 0; step < STEPS; step++) {
    const before = heading.textContent;
    times.push(await timed(() => {
      if (KIND === "tick") document.querySelector(".bm-facets input").click();
      else {
        const input = document.getElementById("bm-search");
        input.value = step % 2 ? "" : KIND;
        input.dispatchEvent(new Event("input"));
      }
    }, () => heading.textContent !== before));
  }
  return times;
})()"""
# Drags a brush over the timeline or the strip, a movement at a time.
BRUSH = """(async () => {
  Element.prototype.setPointerCapture = () => undefined;  // there is no pointer to capture
  const plot = document.querySelectorAll(".bm-chart-row > .bm-plot")[KIND === "strip" ? 1 : 0];
  const box = plot.getBoundingClientRect();
  const event = (type, x, y) => plot.dispatchEvent(new PointerEvent(type, {
    pointerId: 1, button: 0, bubbles: true,
    clientX: box.left + x * box.width, clientY: box.top + y * box.height,
  }));
  event("pointerdown", 0.2, 0.2);
  const times = [];
  for (let step = 1; step <= STEPS; step++) {
    const at = 0.2 + 0.6 * step / STEPS;
    times.push(await timed(() => event("pointermove", at, at), () => true));
  }
  event("pointerup", 0.8, 0.8);
  await frame();
  document.querySelector(".bm-clear-brush").click();
  await frame();
  await frame();
  return times;
})()"""
# Shades the ground, and waits until the legend tells by what.
SHADE = """(async () => [await timed(
  () => { location.hash = `shade=${KIND}`; },
  () => document.querySelector(".bm-shading .bm-swatch") !== null,
)])()"""
# What the ground is shaded by, as the link says it.
SHADINGS = {
    "hexagons": "density",
    "provinces": "admin1",
    "districts": "admin2",
    "a side's figures": "admin2&of=killed%3Aafghanistan",
}


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser that tests use too."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(FLAGS)
        )
        yield browser
        browser.close()


def first_drawn(browser: Browser, kind: str, file: Path, limit_s: float) -> dict[str, float]:
    """Open a page, and say when its incidents were drawn; nothing if that took too long."""
    with opened(browser, kind, file) as page:
        return waited(page, limit_s)


@contextmanager
def opened(browser: Browser, kind: str, file: Path) -> Iterator[Page]:
    context = browser.new_context(viewport=SIZE)
    context.route(lambda url: url.startswith("http"), serve)
    page = context.new_page()
    page.wait_for_timeout(REST_MS)
    page.add_init_script(WATCH.replace("MARK", repr(MARKS[kind])))
    page.goto(file.as_uri(), wait_until="commit")
    yield page
    close(context)


def close(context: BrowserContext) -> None:
    for page in context.pages:
        page.close()
    context.close()


def serve(route: Route) -> None:
    """Answer what folium's pages ask for from the packages they come in."""
    url = route.request.url.split("?")[0]
    folder = next((folder for part, folder in SERVED.items() if part in url), None)
    name = url.rsplit("/", maxsplit=1)[-1]
    found = [MODULES / folder / some / name for some in (".", "images")] if folder else []
    file = next((file for file in found if file.is_file()), None)
    body = file.read_bytes() if file else b""
    kind = mimetypes.guess_type(name)[0] or "text/plain"
    route.fulfill(body=body, content_type=kind, headers={"Access-Control-Allow-Origin": "*"})


def waited(page: Page, limit_s: float) -> dict[str, float]:
    # a page of ours has a policy that lets no function wait in it that is made of text
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        found = page.evaluate("window.measured ?? {}")
        if "ready" in found:
            return {name: value / 1000 for name, value in found.items()}
        page.wait_for_timeout(200)
    return {}


class Reader:
    """Somebody who uses an open page; keeps times in milliseconds by what was done."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.session = page.context.new_cdp_session(page)
        self.session.send("Performance.enable", {"timeDomain": "threadTicks"})
        self.times: dict[str, list[float]] = {}
        self.work: dict[str, float] = {}

    def busy_ms(self) -> float:
        """Processor time of the page's main thread until now."""
        told = self.session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(one["value"] for one in told if one["name"] == "TaskDuration")

    def act(self, name: str, script: str, kind: str, steps: int = 1) -> list[float]:
        """Do something `steps` times; the middle work of the main thread a step is kept too."""
        code = script.replace("KIND", repr(kind)).replace("STEPS", str(steps))
        before = self.busy_ms()
        self.times[name] = self.page.evaluate(f"(async () => {{ {FRAMES} return {code}; }})()")
        self.work[name] = (self.busy_ms() - before) / steps
        return self.times[name]

    def use(self) -> None:
        self.act("warm up", MOVE, "pan", 4)
        self.act("pan", MOVE, "pan", 20)
        self.act("zoom", MOVE, "zoom", 20)
        self.act("filter tick", CHOOSE, "tick", 20)
        self.act("timeline brush", BRUSH, "time", 40)
        self.act("strip brush", BRUSH, "strip", 40)
        first, *later = self.act("search", CHOOSE, "kunar", 9)[::2]
        self.times |= {"first search": [first], "later searches": later}

    def shade(self) -> None:
        """Pan, zoom and tick with the ground shaded in each way."""
        for name, words in SHADINGS.items():
            self.page.evaluate("location.hash = ''")
            self.page.wait_for_selector(".bm-shading", state="detached")
            self.act(f"{name}: first", SHADE, words)
            self.act(f"{name}: pan", MOVE, "pan", 20)
            self.act(f"{name}: zoom", MOVE, "zoom", 20)
            self.act(f"{name}: tick", CHOOSE, "tick", 20)

    def card_ms(self) -> float:
        self.page.locator(".bm-all .bm-item").first.click()
        start = time.perf_counter()
        self.page.wait_for_selector(".bm-incident")
        return 1000 * (time.perf_counter() - start)


def memory(browser: Browser) -> dict[str, float]:
    """Read from the system what the page's process holds, MB.

    ``pss`` counts what it shares with other processes by its part; ``peak`` is the most it had
    resident, shared code of the browser included.
    """
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    found = [read(one["id"]) for one in processes if one["type"] == "renderer"]
    return max(found, key=lambda one: one["pss"])


def read(pid: int) -> dict[str, float]:
    def mb(file: str, name: str) -> float:
        text = Path(f"/proc/{pid}/{file}").read_text("ascii")
        return int(text.split(f"{name}:")[1].split()[0]) * 1024 / 1e6

    return {
        "pss": mb("smaps_rollup", "Pss"),
        "rss": mb("smaps_rollup", "Rss"),
        "peak": mb("status", "VmHWM"),
    }


def high(times: Sequence[float]) -> float:
    """Return the 95th percentile; of a few times the largest."""
    return statistics.quantiles(times, n=20)[-1] if len(times) >= 20 else max(times)


def measure(browser: Browser, file: Path, limit_s: float, *, shading: bool) -> dict[str, Any]:
    """Open a page of ours and use it: what took how long, and what its process holds."""
    with opened(browser, "ours", file) as page:
        found: dict[str, Any] = waited(page, limit_s)
        page.wait_for_timeout(2000)  # what is drawn at rest is drawn
        loaded = memory(browser)
        reader = Reader(page)
        reader.use()
        used = memory(browser)
        if shading:
            reader.shade()
        page.evaluate("location.hash = ''")
        found["card"] = reader.card_ms()
        found["heap"] = page.evaluate("performance.memory.usedJSHeapSize / 1e6")
    return found | {
        "loaded": loaded,
        "used": used,
        "p95": {name: high(times) for name, times in reader.times.items()},
        "first": {name: times[0] for name, times in reader.times.items()},
        "work": reader.work,
    }
