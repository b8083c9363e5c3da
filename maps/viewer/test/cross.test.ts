import assert from "node:assert/strict";
import { test } from "node:test";
import { nextOf } from "../src/incidents/cross.ts";

const PLACES = [[50, 10], [20, 90], [20, 40], [80, 5]].map(([x, y]) => ({ x: x as number, y: y as number }));

// where the cross is, forwards or back, where it goes
const CASES: readonly (readonly [readonly [number, number], 1 | -1, readonly [number, number]])[] = [
  [[0, 0], 1, [20, 40]],
  [[20, 40], 1, [20, 90]],
  [[20, 90], 1, [50, 10]],
  [[60, 0], 1, [80, 5]],
  [[80, 5], 1, [20, 40]],
  [[20, 40], -1, [80, 5]],
  [[50, 10], -1, [20, 90]],
];
for (const [[x, y], by, want] of CASES) {
  test(`from ${String(x)}, ${String(y)} ${by === 1 ? "on" : "back"} to ${want.join(", ")}`, () => {
    const found = nextOf(PLACES, { x, y }, by);
    assert.deepEqual(found, { x: want[0], y: want[1] });
  });
}

test("with no mark in view it stays where it is", () => {
  assert.equal(nextOf([], { x: 1, y: 1 }, 1), null);
});
