import assert from "node:assert/strict";
import { test } from "node:test";
import { frameAround, holds, MARGINS } from "../src/canvas/frame-box.ts";
import { onView } from "../src/canvas/labels.ts";

const frame = frameAround(1000, 2000, 800, 600, 6);

test("a frame has a margin on every side", () => {
  assert.deepEqual(frame, {
    zoom: 6, left: 840, top: 1880, width: 1120, height: 840, marginX: 160, marginY: 120,
  });
});

test("what is drawn at once has none", () => {
  const now = frameAround(1000, 2000, 800, 600, 6, MARGINS.now);
  assert.deepEqual(now, { zoom: 6, left: 1000, top: 2000, width: 800, height: 600, marginX: 0, marginY: 0 });
  assert.deepEqual([holds(now, 1000, 2000, 800, 600, 6), holds(now, 1001, 2000, 800, 600, 6)], [true, false]);
});

// left, top, width, height, zoom, part of the margin that must be left, whether the frame holds it
const CASES: [number, number, number, number, number, number, boolean][] = [
  [1000, 2000, 800, 600, 6, 0, true],
  [1160, 2000, 800, 600, 6, 0, true],
  [1161, 2000, 800, 600, 6, 0, false],
  [839, 2000, 800, 600, 6, 0, false],
  [1000, 1880, 800, 600, 6, 0, true],
  [1000, 1879, 800, 600, 6, 0, false],
  [1000, 2121, 800, 600, 6, 0, false],
  [1064, 2000, 800, 600, 6, 0.6, true],
  [1065, 2000, 800, 600, 6, 0.6, false],
  [1000, 2000, 801, 600, 6, 0, false],
  [1000, 2000, 800, 599, 6, 0, false],
  [1000, 2000, 800, 600, 6.25, 0, false],
];
for (const [left, top, width, height, zoom, spare, held] of CASES) {
  test(`a map at ${left}, ${top}, ${width} by ${height}, zoom ${zoom}, spare ${spare}: ${held}`, () => {
    assert.equal(holds(frame, left, top, width, height, zoom, spare), held);
  });
}

test("a box of the map is a box of a view with margins", () => {
  const shown = { scale: 1, left: 1000, top: 2000, width: 800, height: 600, zoom: 6 };
  const view = { ...shown, left: frame.left, top: frame.top, width: frame.width, height: frame.height };
  const box = { left: 10, top: 20, right: 30, bottom: 50 };
  assert.deepEqual(onView(box, shown, view), { left: 170, top: 140, right: 190, bottom: 170 });
  assert.deepEqual(onView(box, shown, shown), box);
});
