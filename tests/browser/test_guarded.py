"""In browsers that let no page read what it draws nothing false is saved or printed."""

from __future__ import annotations

import pages
import pytest
from playwright.sync_api import expect

# How a browser answers who reads a canvas: with stripes, with white, or with a faint noise.
READ = """
const read = CanvasRenderingContext2D.prototype.getImageData;
CanvasRenderingContext2D.prototype.getImageData = function (...box) {
  const found = read.apply(this, box);
  found.data.forEach((value, at) => { found.data[at] = %s; });
  return found;
};
"""
STRIPES, WHITE, FAINT = (READ % what for what in ("at * 37 % 256", "255", "value ^ 1"))
GUARDS = pytest.mark.parametrize("guard", [STRIPES, WHITE], ids=["stripes", "white"])
# What a printed canvas holds, whoever is kept from reading it: it is drawn on another.
INK = """() => {
  const from = document.querySelector(".bm-printed-map");
  const pen = new OffscreenCanvas(from.width, from.height).getContext("2d");
  pen.drawImage(from, 0, 0);
  const { data } = pen.getImageData(0, 0, from.width, from.height);
  return new Set(new Uint32Array(data.buffer)).size;
}"""


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plain")
    return pages.page_of(
        folder, "id,date_start,place,latitude,longitude\nspot,2026-02-21,,41.5,11.7\n"
    )


def shared(found):
    """Open the menu of what can be taken away, and ask for the picture."""
    found.ready()
    found.page.locator(".bm-share-button").click()
    found.page.locator(".bm-share-item").nth(3).click()
    return found.page.locator(".bm-share-panel .bm-copied")


@GUARDS
def test_no_picture_is_saved_that_nobody_drew(visit, plain, guard):
    found = visit(plain, first=guard)
    saved = []
    found.page.on("download", lambda file: saved.append(file.suggested_filename))
    expect(shared(found)).to_contain_text("lets no page read what it draws")
    assert saved == []
    found.is_quiet()


def test_faint_noise_hinders_no_picture(visit, plain):
    found = visit(plain, first=FAINT)
    with found.page.expect_download() as download:
        said = shared(found)
    assert download.value.suggested_filename.endswith(".png")
    expect(said).to_contain_text("Saved as")


@GUARDS
def test_the_map_is_printed_as_it_is_drawn(visit, plain, guard):
    found = visit(plain, first=guard)
    found.ready()
    found.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    found.page.emulate_media(media="print")
    drawn = found.page.locator("canvas.bm-printed-map")
    expect(drawn).to_be_visible()
    expect(drawn).to_have_role("img")
    assert found.page.evaluate(INK) > 20
    found.is_quiet()
