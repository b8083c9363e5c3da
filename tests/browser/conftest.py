"""A real browser without a network, and a log of all that a page says and asks for.

A missing browser is an error. Only who sets ``BORDERMAP_NO_BROWSER=1`` does without these tests,
and where ``CI`` is set that counts for nothing. ``BORDERMAP_SLOW=6`` makes each page's processor
six times slower: a test that asserts before the page is there fails with it.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, FloatRect, Locator, Page

# The builders of datasets and packs stand one folder up.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}
# What a hostile text would do if anything ran it.
TRAP = """
window.ran = [];
for (const name of ["alert", "prompt", "confirm", "open", "print"]) {
  window[name] = (...given) => { window.ran.push(name); };
}
document.addEventListener("securitypolicyviolation", (event) => {
  window.ran.push(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""


@dataclass
class Visit:
    """An open page with its logs.

    Attributes
    ----------
    page
        Playwright's page.
    requests
        Addresses asked for, but the file's own.
    said
        Console messages of any kind, and uncaught errors.
    """

    page: Page
    requests: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def map(self) -> str:
        """A script expression: the Leaflet map."""
        return "Object.values(window).find((value) => value instanceof L.Map)"

    def ready(self) -> None:
        """Wait until base map and incidents are drawn."""
        self.page.wait_for_selector("[data-bm-base=drawn][data-bm-incidents=ready]")

    def look(self, latitude: float, longitude: float, zoom: float) -> None:
        """Look elsewhere, and wait until the base map is drawn there."""
        self.page.evaluate(
            f"delete {self.map}.getContainer().dataset.bmBase;"
            f"{self.map}.setView([{latitude}, {longitude}], {zoom}, {{animate: false}})"
        )
        self.page.wait_for_selector("[data-bm-base=drawn]")

    def until(self, expression: str, holds: Callable[[Any], bool], expected: object) -> Any:
        """Wait until a script expression's value holds, and give it; fail after ten seconds.

        The page's policy lets no text be evaluated within it, so that it is asked again from here.
        """
        end = time.monotonic() + 10
        while not holds(found := self.page.evaluate(expression)):
            assert time.monotonic() < end, f"{expression} is {found!r}, expected {expected!r}"
            self.page.wait_for_timeout(25)
        return found

    def becomes(self, expression: str, expected: object) -> None:
        """Wait until a script expression has a value."""
        self.until(expression, lambda found: found == expected, expected)

    def box(self, locator: Locator) -> FloatRect:
        """Give where something stands, once it has a width and no longer moves."""
        end, before = time.monotonic() + 10, None
        while (found := locator.bounding_box()) is None or not found["width"] or found != before:
            assert time.monotonic() < end, f"{locator} has no place, or never the same: {found}"
            before = found
            self.page.wait_for_timeout(50)
        return found

    def point_at_layers(self) -> None:
        """Unfold the control of layers by the pointer, which takes no click until a turn later."""
        self.page.locator(".leaflet-control-layers").hover()
        self.page.evaluate("new Promise((done) => setTimeout(done))")

    def swipe(self, start: tuple[float, float], end: tuple[float, float], steps: int = 8) -> None:
        """Put a finger down, move it, rest and let go, as a touch screen tells of it.

        Without the rest it would be a fling, as fast as the machine is.
        """
        screen = self.page.context.new_cdp_session(self.page)

        def touch(what: str, *at: float) -> None:
            points = [{"x": at[0], "y": at[1]}] if at else []
            screen.send("Input.dispatchTouchEvent", {"type": what, "touchPoints": points})

        touch("touchStart", *start)
        (left, top), (right, bottom) = start, end
        for part in (number / steps for number in range(1, steps + 1)):
            touch("touchMove", left + (right - left) * part, top + (bottom - top) * part)
            self.page.wait_for_timeout(16)
        self.page.wait_for_timeout(150)
        touch("touchEnd")
        screen.detach()

    def is_quiet(self) -> None:
        """Fail if the page asked for anything, said anything, or ran a trap."""
        assert self.requests == []
        assert self.said == []
        assert self.page.evaluate("window.ran") == []


def chromium() -> str:
    """Find the system's browser."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if found is None:
        if os.environ.get("BORDERMAP_NO_BROWSER") == "1" and not os.environ.get("CI"):
            pytest.skip("BORDERMAP_NO_BROWSER is set")
        pytest.fail("no Chromium here; on Debian: sudo apt-get install -y chromium fonts-noto-core")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    path = chromium()
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield instance
        instance.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Open a file: ``visit(path, size="phone", scripts=False)``; ``first`` runs before all else.

    A size is one of `SIZES`, or width and height of the window in CSS pixels.
    """
    contexts = []

    def open_file(
        path: Path,
        size: str | tuple[int, int] = "desktop",
        *,
        scripts: bool = True,
        first: str = "",
        **more: Any,
    ) -> Visit:
        width, height = SIZES[size] if isinstance(size, str) else size
        context = browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            offline=True,
            **more,
        )
        contexts.append(context)
        context.add_init_script(TRAP)
        if first:
            context.add_init_script(first)
        page = context.new_page()
        if slow := os.environ.get("BORDERMAP_SLOW"):
            session = context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": float(slow)})
        opened = Visit(page)
        address = path.as_uri()
        page.on("request", lambda r: r.url == address or opened.requests.append(r.url))
        page.on("console", lambda m: opened.said.append(f"{m.type}: {m.text}"))
        page.on("pageerror", lambda e: opened.said.append(f"error: {e}"))
        page.goto(address)
        return opened

    yield open_file
    for context in contexts:
        context.close()
