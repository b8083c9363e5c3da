import assert from "node:assert/strict";
import { test } from "node:test";
import { boxAround, LabelGrid, Names } from "../src/canvas/labels.ts";

test("a label takes its place, and what would cover it finds none", () => {
  const grid = new LabelGrid(400, 200);
  assert.ok(grid.tryTake([boxAround(100, 100, 80, 14)]));
  assert.ok(!grid.tryTake([boxAround(130, 105, 80, 14)]));
  assert.ok(grid.tryTake([boxAround(100, 120, 80, 14)]));
});

test("a label of several boxes stands whole or not at all", () => {
  const grid = new LabelGrid(400, 200);
  grid.take(boxAround(200, 100, 10, 10));
  const slanted = [boxAround(150, 60, 20, 20), boxAround(200, 100, 20, 20)];
  assert.ok(!grid.tryTake(slanted));
  assert.ok(grid.isFree(slanted[0]!));
});

for (const [x, y] of [[3, 100], [397, 100], [200, 2], [200, 199]] as const) {
  test(`a label that leaves the canvas at ${x}, ${y} is not placed`, () => {
    assert.ok(!new LabelGrid(400, 200).tryTake([boxAround(x, y, 40, 12)]));
  });
}

test("no two of a thousand placed labels cover each other", () => {
  const grid = new LabelGrid(1000, 700);
  const placed = [];
  for (let i = 0; i < 1000; i++) {
    // A fixed pseudo-random walk: the same labels on every run.
    const box = boxAround((i * 389) % 1000, (i * 727) % 700, 30 + ((i * 31) % 90), 14);
    if (grid.tryTake([box])) placed.push(box);
  }
  assert.ok(placed.length > 50);
  for (const [i, one] of placed.entries()) {
    for (const other of placed.slice(i + 1)) {
      const apart =
        one.right <= other.left ||
        other.right <= one.left ||
        one.bottom <= other.top ||
        other.bottom <= one.top;
      assert.ok(apart);
    }
  }
});

test("the same name close by counts as shown", () => {
  const names = new Names(50);
  names.add("Khost", 100, 100);
  assert.ok(names.isNear("Khost", 130, 120));
  assert.ok(!names.isNear("Khost", 300, 100));
  assert.ok(!names.isNear("Kabul", 100, 100));
  assert.ok(!names.isNear("__proto__", 100, 100));
});
