"""Names of the base map in a real browser: beside each other and beside what stands on the map."""

from __future__ import annotations

import pages
import pytest

import maps


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    folder = tmp_path_factory.mktemp("names")
    pack = pages.plain_pack(folder / "pack")
    return maps.save(maps.render(pages.some(pack), pack), folder / "page.html")


def test_names_of_the_base_map_do_not_overlap(visit, plain):
    opened = visit(plain)
    opened.page.add_init_script(RECORD_LABELS)
    opened.page.reload()
    opened.ready()
    opened.look(41.2, 11.0, 8.5)
    named = {"Westham", "Red Gate", "Lowmark"}
    labels = opened.until(
        "window.labels", lambda found: named <= {label["text"] for label in found}, named
    )
    level = [label for label in labels if not label["turned"]]
    assert [
        (one["text"], other["text"])
        for i, one in enumerate(level)
        for other in level[i + 1 :]
        if abs(one["x"] - other["x"]) < (one["width"] + other["width"]) / 2
        and abs(one["y"] - other["y"]) < 9
    ] == []


@pytest.mark.parametrize("control", [".leaflet-control-zoom", ".bm-legend"])
def test_names_do_not_stand_under_what_stands_on_the_map(visit, plain, control):
    opened = visit(plain, first=RECORD_LABELS)
    opened.ready()
    opened.look(41.2, 11.0, 10)
    drawn = opened.until("window.labels", len, "names")
    name = min(drawn, key=lambda one: abs(one["left"] - 430) + abs(one["top"] - 270))
    box = opened.box(opened.page.locator(control))
    right, down = (
        name[at] - box[start] - box[size] / 2
        for at, start, size in (("left", "x", "width"), ("top", "y", "height"))
    )
    there = opened.page.evaluate(
        f"(map => map.unproject(map.project(map.getCenter()).add([{right}, {down}])))({opened.map})"
    )
    opened.look(12, 50, 10)  # what was drawn is not shown again
    opened.look(there["lat"], there["lng"], 10)
    # the name stands elsewhere beside its place, or not at all
    drawn = opened.until("window.labels", len, "names")
    assert _under(drawn, box) == []


def test_names_make_way_for_what_stands_on_the_map_in_a_window_of_another_size(visit, plain):
    opened = visit(plain, first=RECORD_LABELS)
    opened.ready()
    opened.look(41.2, 11.0, 10)
    drawn = opened.until("window.labels", len, "names")
    name = min(drawn, key=lambda one: abs(one["left"] - 430) + abs(one["top"] - 270))
    legend = opened.page.locator(".bm-legend")
    box = opened.box(legend)
    # a name is brought to stand a little above the legend ...
    above = box["height"] / 2 + 60
    right = name["left"] - box["x"] - box["width"] / 2
    down = name["top"] - box["y"] - box["height"] / 2 + above
    there = opened.page.evaluate(
        f"(map => map.unproject(map.project(map.getCenter()).add([{right}, {down}])))({opened.map})"
    )
    opened.look(12, 50, 10)  # what was drawn is not shown again
    opened.look(there["lat"], there["lng"], 10)
    opened.page.wait_for_selector("[data-bm-margins=drawn]")
    # ... and a lower window brings the legend up to it: by all of the difference, the name by half
    opened.page.evaluate(SOON_AFTER_RESIZE)
    size = opened.page.viewport_size
    opened.page.set_viewport_size({**size, "height": round(size["height"] - 2 * above - 20)})
    drawn = opened.page.evaluate("window.soon")
    assert drawn
    assert _under(drawn, opened.box(legend)) == []


# What is drawn a few frames after the window has another size, before the map rests.
SOON_AFTER_RESIZE = """
window.soon = new Promise((tell) => {
  const wait = (frames) => {
    if (frames > 0) requestAnimationFrame(() => wait(frames - 1));
    else tell(window.labels);
  };
  addEventListener("resize", () => wait(5), { once: true });
});
0;
"""


def _under(labels, box):
    """The names that stand under a box of the screen."""
    return [
        one["text"]
        for one in labels
        if abs(one["left"] - box["x"] - box["width"] / 2) < (one["width"] + box["width"]) / 2
        and abs(one["top"] - box["y"] - box["height"] / 2) < 5 + box["height"] / 2
    ]


# Every text that is drawn on the base map's canvas, with its place there and on the screen.
RECORD_LABELS = """
window.labels = [];
const isBase = (context) => context.canvas.closest(".leaflet-bm-names-pane");
const { clearRect, fillText } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.clearRect = function (...box) {
  if (isBase(this)) window.labels = [];
  return clearRect.apply(this, box);
};
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
  if (isBase(this)) {
    const turned = Math.abs(this.getTransform().b) > 1e-9;
    const [seen, to] = [this.canvas.getBoundingClientRect(), this.getTransform()];
    const ratio = seen.width / this.canvas.width;
    const left = seen.left + ratio * (to.a * x + to.e);
    const top = seen.top + ratio * (to.d * y + to.f);
    window.labels.push({ text, x, y, left, top, turned, width: this.measureText(text).width });
  }
  return fillText.call(this, text, x, y);
};
"""
