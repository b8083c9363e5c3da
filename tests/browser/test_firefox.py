"""The page in Firefox stands as in Chromium. Firefox takes the picture itself, without a driver."""

from __future__ import annotations

import shutil
import subprocess

import pages
import pytest

import maps

BLOCK, OFF = 16, 24  # CSS pixels; of 255, between the means of two blocks
# The part of the blocks whose mean colour differs: letters and bars to scroll by are a little else.
DIFFERENT = """async ([first, second, block, off]) => {
  const [a, b] = await Promise.all([first, second].map(async (bytes) => {
    const image = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
    const [wide, high] = [image.width / block, image.height / block].map(Math.floor);
    const pen = new OffscreenCanvas(image.width, image.height).getContext("2d");
    pen.drawImage(image, 0, 0);
    const mean = (x, y) => {
      const { data } = pen.getImageData(x * block, y * block, block, block);
      return [0, 1, 2].map((at) => {
        let sum = 0;
        for (let i = at; i < data.length; i += 4) sum += data[i];
        return sum / (block * block);
      });
    };
    return Array.from({ length: wide * high }, (_, i) => mean(i % wide, Math.floor(i / wide)));
  }));
  if (a.length !== b.length) return 1;
  const isOff = (i) => a[i].some((value, at) => Math.abs(value - b[i][at]) > off);
  return a.filter((_, i) => isOff(i)).length / a.length;
}"""


@pytest.fixture(scope="module")
def firefox():
    found = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)
    if found is None:
        pytest.skip("no Firefox here; on Debian: sudo apt-get install -y firefox-esr")
    return found


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plain")
    pack = pages.plain_pack(folder / "pack")
    return maps.save(maps.render(pages.some(pack), pack), folder / "page.html")


@pytest.fixture
def pictured(firefox, plain, tmp_path):
    """Have Firefox take the page's picture: ``pictured("#lang=ps")``."""

    def picture(link):
        file, profile = tmp_path / "picture.png", tmp_path / "profile"
        profile.mkdir()
        window = ["--window-size=1280,800", "--screenshot", str(file), plain.as_uri() + link]
        command = [firefox, "--headless", "--no-remote", "--profile", str(profile), *window]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return file.read_bytes()

    return picture


@pytest.mark.parametrize("link", ["", "#lang=fa&mode=dark", "#km=100..300&by=week"])
def test_firefox_shows_what_chromium_shows(visit, plain, pictured, link):
    found = visit(plain)
    found.page.goto("about:blank")
    found.page.goto(plain.as_uri() + link)
    found.ready()
    found.page.wait_for_selector("[data-bm-margins=drawn]")
    ours = found.page.screenshot()
    compare = [list(pictured(link)), list(ours), BLOCK, OFF]
    found.page.goto("about:blank")  # the page's policy and its traps have no part in this
    assert found.page.evaluate(DIFFERENT, compare) < 0.01
