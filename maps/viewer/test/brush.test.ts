import assert from "node:assert/strict";
import { test } from "node:test";
import { dragged, gripAt, keyed, moveOf, tappedEnd, type Grip } from "../src/charts/brush.ts";
import { stayWithin } from "../src/charts/chart-handles.ts";
import { intent } from "../src/charts/plot-brush.ts";
import type { Range } from "../src/filters/filters.ts";

for (const [at, interval, grip] of [
  [5, null, "none"],
  [20, [20, 60], "start"], [15, [20, 60], "start"], [25, [20, 60], "start"], [40, [20, 60], "body"],
  [60, [20, 60], "end"], [66, [20, 60], "end"], [67, [20, 60], "none"], [13, [20, 60], "none"],
  // a narrow one can still be moved by its middle
  [23, [20, 26], "body"], [21, [20, 26], "start"], [25, [20, 26], "end"],
] as [number, Range | null, Grip][]) {
  test(`at ${String(at)} of ${JSON.stringify(interval)} a pointer takes hold of ${grip}`, () => {
    assert.equal(gripAt(at, interval), grip);
  });
}

for (const [grip, before, anchor, at, after] of [
  ["none", null, 10, 30, [10, 30]], ["none", null, 30, 10, [10, 30]], ["none", [1, 2], 90, 140, [90, 100]],
  ["start", [20, 60], 21, 31, [30, 60]], ["start", [20, 60], 20, 80, [60, 80]], ["end", [20, 60], 60, 5, [5, 20]],
  ["body", [20, 60], 40, 50, [30, 70]], ["body", [20, 60], 40, 0, [0, 40]], ["body", [20, 60], 40, 400, [60, 100]],
] as [Grip, Range | null, number, number, Range][]) {
  test(`${grip} of ${JSON.stringify(before)} from ${String(anchor)} to ${String(at)}`, () => {
    assert.deepEqual(dragged(grip, before, anchor, at, [0, 100]), after);
  });
}

for (const [at, last, end] of [
  [10, null, "start"], [39, null, "start"], [40, null, "end"], [99, null, "end"],
  [22, "start", "end"], [58, "end", "start"], [10, "start", "start"], [80, "end", "end"],
] as const) {
  test(`a tap at ${String(at)} after the ${String(last)} means the ${end} of 20 to 60`, () => {
    assert.equal(tappedEnd([20, 60], at, last), end);
  });
}

const STEPS = { limits: [0, 100] as const, step: (value: number, by: number, large: boolean) => value + by * (large ? 10 : 1) };
for (const [key, handle, both, after] of [
  ["ArrowRight", "start", false, [21, 60]], ["ArrowLeft", "end", false, [20, 59]], ["ArrowUp", "end", false, [20, 61]],
  ["ArrowDown", "start", false, [19, 60]], ["PageUp", "end", false, [20, 70]], ["PageDown", "start", false, [10, 60]],
  ["Home", "start", false, [0, 60]], ["End", "end", false, [20, 100]], ["End", "start", false, [60, 60]],
  ["ArrowRight", "start", true, [21, 61]], ["Home", "start", true, [0, 40]], ["PageUp", "end", true, [30, 70]],
] as ["ArrowRight", "start" | "end", boolean, Range][]) {
  test(`${key} on the ${handle}${both ? " with shift" : ""}`, () => {
    const move = moveOf(key);
    assert.ok(move !== null);
    assert.deepEqual(keyed(handle, move, [20, 60], STEPS, both), after);
  });
}

test("other keys are left alone", () => {
  assert.deepEqual(["a", "Enter", "Tab", "Escape"].map(moveOf), [null, null, null, null]);
});

for (const [x, y, hasX, hasY, upward, does] of [
  ["none", "none", false, false, false, "new new"],
  ["body", "none", true, false, false, "body keep"],
  ["body", "none", true, false, true, "keep new"],
  ["start", "none", true, false, true, "start keep"],
  ["none", "none", true, false, true, "new new"],
  ["none", "body", false, true, false, "new keep"],
  ["none", "body", false, true, true, "keep body"],
  ["body", "body", true, true, true, "body body"],
  ["end", "start", true, true, false, "end start"],
  ["body", "none", true, true, true, "new new"],
] as [Grip, Grip, boolean, boolean, boolean, string][]) {
  test(`on ${x} and ${y}, ${upward ? "up" : "along"}: ${does}`, () => {
    assert.equal(intent(x, y, hasX, hasY, upward).join(" "), does);
  });
}

for (const [places, moved] of [[[30, 70], [30, 70]], [[-5, 130], [12, 116]], [[0, 10], [12, 36]], [[118, 128], [92, 116]]] as const) {
  test(`handles at ${places.join()} stand at ${moved.join()}`, () => assert.deepEqual(stayWithin(places, 12, 116), moved));
}
